"""What waits for whoever works here: the first page after signing in."""

import streamlit as st

from consultations import glancing, people
from consultations.access import Action, may
from consultations.drafting import starting
from consultations.protection import concerns
from models import store
from pages.parts import frame, text
from pages.parts.words import STATES, named

visit = frame.enter(Action.WORK_HERE)
frame.side(visit)
who = visit.who

with store.reading() as db:
    house = people.organisation(db, who)
    led = glancing.led_by(db, who) if may(who, Action.LEAD) else ()
    shelf = starting.shelf(db, who) if may(who, Action.DRAFT) else ()
    worries = concerns.waiting(db, who) if may(who, Action.SETTLE_CONCERNS) else 0

text.heading(visit.say("Hello {name}", name=visit.name))
text.paragraph(house.name)

if worries:
    st.error(visit.count("{n} concern waits for you.", "{n} concerns wait for you.", worries), icon="🛟")
    st.page_link("staff/concerns.py", label=visit.say("Open the concerns"), icon="🛟")

running = [one for one in led if one.state != "closed"]
if may(who, Action.LEAD):
    text.heading(visit.say("Your sessions"), 2)
    for one in running:
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            text.paragraph(f"{one.title.get(visit.language, '')} · {named(visit, STATES, one.state)}")
            if st.button(visit.say("Open"), key=f"open_{one.id}"):
                st.session_state["session_id"] = one.id
                st.switch_page("staff/lead.py")
    if not running:
        st.info(visit.say("No session is running. Publish a consultation, then open a session under Lead."))
    drafts = [one for one in shelf if not one.published and not one.archived]
    text.heading(visit.say("Drafts"), 2)
    for draft in drafts[:5]:
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            text.paragraph(draft.title.get(visit.language) or visit.say("Without a title"))
            if st.button(visit.say("Go on writing"), key=f"write_{draft.version_id}"):
                st.session_state["version_id"] = draft.version_id
                st.switch_page("staff/write.py")
    if not drafts:
        st.info(visit.say("No drafts. Start one under Prepare: ready templates wait there."))
if may(who, Action.READ_RESULTS):
    st.page_link("staff/results.py", label=visit.say("Read the results"), icon="📊")
    st.page_link("staff/voices.py", label=visit.say("Read what children wrote"), icon="💬")
if may(who, Action.SETTLE_CONCERNS) and not worries:
    st.success(visit.say("No concern waits."))
if may(who, Action.MANAGE_PEOPLE):
    st.page_link("staff/people.py", label=visit.say("Invite somebody, or change roles"), icon="👥")
