"""What the organisation decides for itself: which agreement a session needs, and whom to phone."""

import streamlit as st

from consultations import people
from consultations.access import Action
from models import store
from pages.parts import frame, text
from pages.parts.deeds import do
from pages.parts.words import BASES, named

visit = frame.enter(Action.MANAGE_PEOPLE)
frame.side(visit)
text.heading(visit.say("House rules"))
with store.reading() as db:
    rules = people.organisation(db, visit.who).rules

with st.form("rules"):
    young = st.selectbox(
        visit.say("Under 13, a session needs"), people.BASES, people.BASES.index(rules.under_13),
        format_func=lambda at: named(visit, BASES, at),
    )  # fmt: skip
    old = st.selectbox(
        visit.say("From 13, a session needs"), people.BASES, people.BASES.index(rules.from_13),
        format_func=lambda at: named(visit, BASES, at),
    )  # fmt: skip
    st.caption(visit.say("Whatever the rule: every child decides for itself, and a no always counts."))
    name = st.text_input(visit.say("Safeguarding person to phone"), rules.safeguarding_name, 120)
    phone = st.text_input(visit.say("Their phone number"), rules.safeguarding_phone, 40)
    sent = st.form_submit_button(visit.say("Save"), type="primary")
facts = {"under_13": young, "from_13": old, "safeguarding_name": name, "safeguarding_phone": phone}
if sent and do(visit, people.set_rules, **facts)[0]:
    st.success(visit.say("Saved."))
