"""Write a consultation: both languages side by side, what is still missing, and how a child will see it."""

import streamlit as st

from consultations import sessions
from consultations.access import Action
from consultations.drafting import advice, gate, starting, wording
from consultations.kinds import kinds
from consultations.questions import question_type
from consultations.shapes import Refused
from models import store
from pages.http.address import public_url
from pages.parts import frame, tested, text, writing
from pages.parts.deeds import Deed, deed, do

visit = frame.enter(Action.DRAFT)
frame.side(visit)
state = st.session_state
if "version_id" not in state:
    st.switch_page("staff/prepare.py")

try:
    with store.reading() as db:
        draft = starting.read(db, visit.who, state["version_id"])
except Refused:
    del state["version_id"]
    st.switch_page("staff/prepare.py")
gaps, warnings = gate.missing(draft), advice.warnings(draft)
frozen = draft.published_on is not None

text.heading(draft.called(visit.language) or visit.say("Without a title"))
st.page_link("staff/prepare.py", label=visit.say("All consultations"), icon="⬅️")
todo: Deed | None = None
with st.container(horizontal=True):
    if frozen:
        st.success(visit.say("Published. The questions are frozen; a change makes a new version."))
        if st.button(visit.say("Make a new version"), key="new_version"):
            todo = deed(starting.new_version, draft.id)
    elif st.button(visit.say("Publish"), key="publish", type="primary"):
        todo = deed(gate.publish, draft.id)
    if st.button(visit.say("Trial run"), key="trial", help=visit.say("Walk through everything. It never counts.")):
        todo = deed(sessions.start_trial, draft.id)
if state.get("trial_link"):
    st.link_button(visit.say("Open the trial run in a new tab"), f"{public_url()}/j/{state.pop('trial_link')}")

writing.list_of_gaps(visit, draft, gaps, warnings)
writing.notices(visit, draft, frozen)
if kinds()[draft.kind].tests_a_tool:
    todo = tested.which_tool(visit, draft, frozen) or todo
text.heading(visit.count("{n} question", "{n} questions", len(draft.questions)), 2)
for place, question in enumerate(draft.questions):
    writing.question(visit, draft, place, question, frozen)
if not draft.questions:
    st.info(visit.say("No questions yet. Add the first one below."))
if not frozen:
    fits = kinds()[draft.kind].fits
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            visit.say("Add a question"), fits, index=None, key="adding", placeholder="…",
            format_func=lambda name: f"{question_type(name).icon} {visit.say(question_type(name).title)}",
        )  # fmt: skip
        if st.button(visit.say("Add"), key="add", type="primary") and chosen:
            todo = deed(wording.add_question, draft.id, chosen)

if todo:
    verb = todo[0]
    done, made = do(visit, verb, *todo[1])
    if done and verb is sessions.start_trial:
        state["trial_link"] = made
    elif done and verb is starting.new_version:
        state["version_id"] = made
    elif done and verb is wording.add_question:
        state["open_question"] = made
    if done:
        st.rerun()
