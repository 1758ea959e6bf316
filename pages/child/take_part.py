"""A child's walk: one question a screen, everything kept the moment it is given, stop and help always at the top."""

import streamlit as st

from consultations.collecting import presence
from consultations.drafting import view
from consultations.shapes import Refused
from models import store
from pages.http import cookies
from pages.parts import asking, assenting, following, frame, helping, several, walk

visit, child = frame.enter_child()
state = st.session_state

with st.container(key="child"), st.container(key=f"band_{child.age_band.replace('-', '_')}"):
    tapped = helping.top(visit, child.pseudonym)
    here = child.away <= presence.DROPPED_LINE or state.get("here")
    answers = here and child.state == "joined" and child.session_state == "open" and child.assent == "yes"
    away = state.get("helping") or state.get("stopping")
    # What stands in a field is kept before help, stop or another language takes the screen: see the end.
    if tapped and (away or not answers):
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
    behind = child.led and following.follow(child)
    if not child.led:
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
    if child.session_state == "paused" and not (behind and state.get("at")):
        walk.break_time(visit, token)
        st.stop()
    if child.assent != "yes":
        if child.devices == "group" and (not child.sized or state.get("counting")):
            several.how_many(visit, child)
            st.stop()
        with store.reading() as db:
            about = view.asked(db, child.version_id)
        assenting.assent(visit, child, about)
        st.stop()

    asked, seen, moved = asking.look(child, state.get("at") if child.led else None, behind)
    if asked is None:
        if tapped:
            walk.turn(child, tapped)
        walk.last_look(visit, child)
        st.stop()
    if child.led and not moved:
        following.arrive(asked.question_id)
    left = following.left_card(visit, child, asked)
    given = asking.screen(visit, child, asked, seen)
    if child.session_state == "paused":
        st.stop()

try:
    kept, again = asking.keep(child, asked, given)
    if left:
        kept, again = following.settle(child, left), True
    if kept.worrying:
        state["helping"] = True
except Refused as why:
    again = False
    given.message.warning(visit.refusal(why))
if moved:
    asking.let_go(asked.question_id)
if tapped:
    walk.turn(child, tapped)
if again or moved:
    st.rerun()
