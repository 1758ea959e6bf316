"""The tools that are being designed: what each is for, its versions, what changed, and what a version is made of."""

import streamlit as st

from consultations.access import Action
from consultations.tooling import changing, view
from models import store
from pages.parts import frame, text, tooling
from pages.parts.deeds import Deed, deed, do

visit = frame.enter(Action.SHAPE_TOOLS)
frame.side(visit)
state = st.session_state
todo: Deed | None = None

with store.reading() as db:
    shelf = view.tools(db, visit.who)
chosen = next((one for one in shelf if one.id == state.get("tool_id")), None)

if chosen is None:
    text.heading(visit.say("Tools"))
    with st.expander(visit.say("A new tool"), expanded=not shelf, icon="➕"), st.form("new_tool", border=False):
        left, right = st.columns(2)
        dutch = left.text_input(visit.say("Title in Dutch"), max_chars=200)
        french = right.text_input(visit.say("Title in French"), max_chars=200)
        if st.form_submit_button(visit.say("Start"), type="primary"):
            todo = deed(changing.start_tool, {"nl": dutch, "fr": french})
    archived = st.toggle(visit.say("Show archived ones too"), key="archived_tools")
    for one in shelf:
        if one.archived and not archived:
            continue
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            n = len(one.versions[0].pieces)
            made = visit.count("{n} piece", "{n} pieces", n)
            text.paragraph(f"{one.called(visit.language)}\nv{one.versions[0].number} · {made}")
            if st.button(visit.say("Open"), key=f"open_{one.id}", type="primary"):
                state["tool_id"] = one.id
                st.rerun()
    if not shelf:
        st.info(visit.say("No tool yet. A tool can be a card game, a lesson sheet, a film, a game or a website."))
else:
    if st.button(visit.say("All tools"), key="all_tools", icon="⬅️", type="tertiary"):
        del state["tool_id"]
        st.rerun()
    text.heading(chosen.called(visit.language))
    tooling.facts(visit, chosen)
    if state.get("made_version") in {one.id for one in chosen.versions}:
        state["tool_version"] = state.pop("made_version")
    st.page_link("staff/problems.py", label=visit.say("Problems of this tool"), icon="🚧")
    numbers = {one.id: f"v{one.number} · {visit.day(one.made_on)}" for one in chosen.versions}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        at = st.selectbox(visit.say("Version"), list(numbers), format_func=numbers.__getitem__, key="tool_version")
        if st.button(visit.say("Make the next version"), key="next_version", icon="➕"):
            todo = deed(changing.new_tool_version, chosen.id)
        words = visit.say("Take out of the archive") if chosen.archived else visit.say("Archive")
        if st.button(words, key="archive_tool"):
            todo = deed(changing.archive_tool, chosen.id, not chosen.archived)
    version = next(one for one in chosen.versions if one.id == at)
    if version.number > 1:
        tooling.changes(visit, version)
    text.heading(visit.say("Pieces"), 2)
    tooling.material(visit, version)

if todo:
    done, made = do(visit, todo[0], *todo[1])
    if done and todo[0] is changing.start_tool:
        state["tool_id"] = made
    elif done and todo[0] is changing.new_tool_version:
        state["made_version"] = made
    if done:
        st.rerun()
