"""One's own account: the password."""

import streamlit as st

from consultations import signing_in
from consultations.access import Action
from pages import components
from pages.parts import frame, text
from pages.parts.deeds import do

visit = frame.enter(Action.WORK_HERE)
frame.side(visit)
text.heading(visit.say("My account"))
text.paragraph(visit.say("After a new password you sign in again, here and everywhere else."))
with st.form("password"):
    old = st.text_input(visit.say("Present password"), type="password", autocomplete="current-password")
    new = st.text_input(visit.say("New password"), type="password", autocomplete="new-password")
    again = st.text_input(visit.say("The same once more"), type="password", autocomplete="new-password")
    sent = st.form_submit_button(visit.say("Change my password"), type="primary")
if sent and new != again:
    st.warning(visit.say("The two are not the same."))
elif sent and do(visit, signing_in.change_password, old, new)[0]:
    components.go("/leave")
