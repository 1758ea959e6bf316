"""A led child's screen: it follows the leader, and what was being written when it went on is not lost."""

import streamlit as st

from consultations.collecting.answering import Asked, Kept
from consultations.collecting.making import add_card
from consultations.collecting.presence import Child
from models import store
from pages import components
from pages.parts import text, wall
from pages.parts.asking import LET_GO
from pages.parts.frame import Visit

LEFT = "left_card"


def follow(child: Child) -> None:
    """Change as soon as the leader changes something. For every screen of a led child; it draws nothing."""
    components.follow(child.stamp)


def arrive(question_id: str | None) -> None:
    """A led child is here now. A card for an earlier wall that was not stuck yet comes along."""
    state = st.session_state
    before, state["at"] = state.get("at"), question_id
    state.pop(LET_GO, None)
    name = f"q_{before}"
    held = wall.begun(name) if before and before != question_id else None
    if held:
        state[LEFT] = {**held, "question_id": before, "name": name}


def left_card(visit: Visit, asked: Asked) -> str:
    """The card that was not stuck yet when the leader went on. Returns what becomes of it: "put", "throw", or ""."""
    held = st.session_state.get(LEFT)
    if not held or held["question_id"] == asked.question_id:
        st.session_state.pop(LEFT, None)
        return ""
    with st.container(key="left_card", border=True):
        st.text(visit.say("You were still writing this card:"))
        text.paragraph(held["words"])
        with st.container(key="left_steps", horizontal=True):
            if st.button(visit.say("Stick it on the wall"), key="left_put", type="primary"):
                return "put"
            if st.button(visit.say("Throw it away"), key="left_throw"):
                return "throw"
    return ""


def settle(child: Child, becomes: str) -> Kept:
    """Stick that card after all, or throw it away."""
    held, kept = st.session_state[LEFT], Kept()
    if becomes == "put":
        with store.session() as db:
            kept = add_card(db, child, held["question_id"], held["mark"], {**held, "emoji": held["emoji"] or ""})
    wall.begin_again(held["name"])
    st.session_state.pop(LEFT)
    return kept
