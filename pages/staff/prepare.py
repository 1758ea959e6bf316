"""Every consultation of the organisation, and how a new one begins."""

import streamlit as st

from consultations.access import Action
from consultations.drafting import starting
from consultations.kinds import kinds
from models import store
from pages.parts import frame, text
from pages.parts.deeds import Deed, deed, do

visit = frame.enter(Action.DRAFT)
frame.side(visit)
state = st.session_state

with store.reading() as db:
    shelf = starting.shelf(db, visit.who)
text.heading(visit.say("Prepare"))

todo: Deed | None = None
with st.expander(visit.say("Start a new consultation"), expanded=not shelf, icon="➕"):
    kind = st.segmented_control(
        visit.say("What kind?"), list(kinds()), default="survey",
        format_func=lambda at: visit.say(kinds()[at].title), key="kind",
    ) or "survey"  # fmt: skip
    for template in starting.offered():
        if template.kind != kind:
            continue
        with st.container(border=True):
            text.heading(template.title[visit.language], 3)
            text.paragraph(
                visit.say(
                    "{n} questions · about {minutes} minutes · ages {bands}",
                    n=len(template.questions), minutes=template.minutes, bands=", ".join(template.age_bands),
                )
            )  # fmt: skip
            st.caption(visit.say("Based on: {source}", source=text.one_line(template.source)))
            if st.button(visit.say("Start from this"), key=f"template_{template.key}"):
                todo = deed(starting.start_from_template, template.key)
    with st.form("scratch"):
        dutch = st.text_input(visit.say("Title in Dutch"), max_chars=200)
        french = st.text_input(visit.say("Title in French"), max_chars=200)
        if st.form_submit_button(visit.say("Start from scratch")):
            todo = deed(starting.start, kind, {"nl": dutch, "fr": french})

archived = st.toggle(visit.say("Show archived ones too"), key="archived")
for one in shelf:
    if one.archived and not archived:
        continue
    with st.container(border=True):
        text.heading(one.title.get(visit.language) or visit.say("Without a title"), 3)
        status = visit.say("Published") if one.published else visit.say("Draft")
        if one.archived:
            status = visit.say("Archived")
        used = visit.count("{n} session", "{n} sessions", one.sessions)
        text.paragraph(f"{status} · v{one.number} · {used} · {visit.day(one.started_on)}")
        with st.container(horizontal=True):
            if st.button(visit.say("Open"), key=f"open_{one.version_id}", type="primary"):
                state["version_id"] = one.version_id
                st.switch_page("staff/write.py")
            if st.button(visit.say("Duplicate"), key=f"copy_{one.version_id}"):
                todo = deed(starting.duplicate, one.version_id)
            if not one.published and st.button(visit.say("Delete"), key=f"delete_{one.version_id}"):
                state["deleting"] = one.version_id
            if one.published_version_id:
                words = visit.say("Take out of the archive") if one.archived else visit.say("Archive")
                if st.button(words, key=f"archive_{one.consultation_id}"):
                    todo = deed(starting.archive, one.consultation_id, not one.archived)
        if state.get("deleting") == one.version_id:
            st.warning(visit.say("Delete this draft? It cannot be brought back."))
            if st.button(visit.say("Yes, delete it"), key=f"really_{one.version_id}"):
                todo = deed(starting.delete_draft, one.version_id)
if not shelf:
    st.info(visit.say("Nothing here yet. Start from a template above: it is ready in both languages."))

if todo:
    done, made = do(visit, todo[0], *todo[1])
    if done and made:
        state["version_id"] = made
        st.switch_page("staff/write.py")
    if done:
        st.rerun()
