"""A child's walk: one question a screen, everything kept the moment it is given, stop and help always at the top."""

import streamlit as st

from consultations.collecting import answering, presence
from consultations.drafting import view
from consultations.shapes import Read, Refused
from models import store
from pages import components
from pages.http import cookies
from pages.parts import controls, frame, helping, text, walk

visit, child = frame.enter_child()
state = st.session_state

with st.container(key="child"), st.container(key=f"band_{child.age_band.replace('-', '_')}"):
    tapped = helping.top(visit, child.pseudonym)
    here = child.away <= presence.DROPPED_LINE or state.get("here")
    asking = here and child.state == "joined" and child.session_state == "open" and child.assent == "yes"
    away = state.get("helping") or state.get("stopping")
    # What stands in a field is kept before help, stop or another language takes the screen: see the end.
    if tapped and (away or not asking):
        walk.turn(child, tapped)

    if child.trial:
        st.info(visit.say("A trial run: nothing you fill in counts."))
    if not here:
        walk.animals(visit, child)
        st.stop()
    state["here"] = True
    token = frame.cookie(cookies.CHILD)
    if child.session_state == "closed":
        if state.get("helping"):
            walk.helping_hand(visit)
        else:
            walk.thanks(visit, child)
        st.stop()
    walk.still_here(visit, token)
    if child.away > presence.SEEN_EVERY:
        with store.session() as db:
            presence.seen(db, child.visitor)
    if state.get("helping"):
        walk.helping_hand(visit)
        st.stop()
    if state.get("stopping"):
        walk.stopping(visit, child)
        st.stop()
    if child.state in ("done", "stopped"):
        walk.thanks(visit, child)
        st.stop()
    if child.session_state == "paused":
        walk.break_time(visit, token)
        st.stop()

    with store.reading() as db:
        asked = answering.next_question(db, child) if child.assent == "yes" else None
        about = view.asked(db, child.version_id)
    if child.assent != "yes":
        walk.assent(visit, child, about)
        st.stop()
    if asked is None:
        if tapped:
            walk.turn(child, tapped)
        walk.last_look(visit, child)
        st.stop()

    components.screen(asked.question_id)
    st.progress(asked.number / asked.of, visit.say("Question {number} of {of}", number=asked.number, of=asked.of))
    if isinstance(asked.control, Read):
        with st.container(key="reading"):
            text.paragraph(asked.wording)
    else:
        text.heading(asked.wording)
    lines = [asked.wording, *(one.label for one in getattr(asked.control, "choices", ()))]
    components.read_aloud(visit.say("Listen"), lines, visit.language, slow=child.age_band in walk.YOUNG)
    raw = controls.draw(visit, asked.control, asked.value, f"q_{asked.question_id}", asked.wording)
    message = st.container()
    with st.container(key="steps", horizontal=True):
        back = asked.number > 1 and st.button(visit.say("Back"), key=f"back_{asked.question_id}", width="stretch")
        onward = st.button(visit.say("Next"), key=f"next_{asked.question_id}", type="primary", width="stretch")
    missing = None if isinstance(asked.control, Read) else walk.not_answering(visit, asked)
    if asked.sensitive:
        st.info(visit.say("Is this hard for you? Tap Help at the top. You can call 116 000 for free."))

try:
    kept = answering.Kept()
    with store.session() as db:
        if missing:
            answering.record_response(db, child, asked.question_id, missing=missing)
        elif raw is not None and raw != asked.value:
            emptied = raw in ("", [])
            kept = answering.record_response(
                db, child, asked.question_id, None if emptied else raw, "skipped" if emptied else None
            )
        if kept.worrying:
            state["helping"] = True
        if back:
            answering.go_back(db, child, asked.question_id)
        elif missing or (onward and not kept.worrying):
            answering.go_on(db, child, asked.question_id)
    if back or onward or missing or kept.worrying:
        st.rerun()
except Refused as why:
    message.warning(visit.refusal(why))
if tapped:
    walk.turn(child, tapped)
