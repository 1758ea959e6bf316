"""A led child's screen: it follows the leader, and what was being written when it went on is not lost."""

import time

import streamlit as st

from consultations.collecting.answering import Asked, Kept, asked_before
from consultations.collecting.making import add_card
from consultations.collecting.presence import Child, place_in
from consultations.shapes import Cards
from models import store
from pages import components
from pages.parts import text, wall
from pages.parts.asking import LET_GO
from pages.parts.frame import Visit

LEFT = "left_card"
DRAWN, LED_TO, BEHIND_SINCE = "drawn_stamp", "led_to", "behind_since"
LONGEST_BEHIND_S = 15
"""A browser that says nothing for so long does not follow: then any run brings the screen of this moment."""


def follow(child: Child) -> bool:
    """Change as soon as the leader changes something. For every screen of a led child; it draws nothing.

    Returns whether this screen is behind: the leader went on, and the browser did not hand in yet what was being typed
    here. It does as soon as it knows; until then the screen stays what it was, and whatever runs it takes nothing away.
    """
    state = st.session_state
    drawn, now = str(state.get(DRAWN, "")), place_in(child.stamp)
    same_child = place_in(drawn).rpartition(" ")[2] == now.rpartition(" ")[2]
    behind = same_child and now not in (place_in(drawn), state.get(LED_TO))
    since = state.setdefault(BEHIND_SINCE, time.monotonic()) if behind else state.pop(BEHIND_SINCE, 0)
    if behind and time.monotonic() - since < LONGEST_BEHIND_S:
        components.follow(drawn, _told)
        return True
    state[DRAWN] = child.stamp
    components.follow(child.stamp, _told)
    return False


def _told() -> None:
    """The browser says where the leader is: what was being typed came with it, or just before."""
    st.session_state[LED_TO] = place_in(components.moved())


def arrive(question_id: str | None) -> None:
    """A led child is here now. A card for an earlier wall that was not stuck yet comes along."""
    state = st.session_state
    before, state["at"] = state.get("at"), question_id
    state.pop(LET_GO, None)
    name = f"q_{before}"
    held = wall.begun(name) if before and before != question_id else None
    if held:
        state[LEFT] = {**held, "question_id": before, "name": name}


def left_card(visit: Visit, child: Child, asked: Asked) -> str:
    """The card that was not stuck yet when the leader went on. Returns what becomes of it: "put", "throw", or ""."""
    held = st.session_state.get(LEFT)
    if not held or held["question_id"] == asked.question_id:
        st.session_state.pop(LEFT, None)
        return ""
    with st.container(key="left_card", border=True):
        st.text(visit.say("You were still writing this card:"))
        text.paragraph(held["words"])
        held["chosen"] = held["kind"] or _kind(visit, child, held["question_id"])
        with st.container(key="left_steps", horizontal=True):
            put = st.button(visit.say("Stick it on the wall"), key="left_put", type="primary")
            thrown = st.button(visit.say("Throw it away"), key="left_throw")
        if put and not held["chosen"]:
            st.warning(visit.say("Choose first what kind of card it is."))
    return "put" if put and held["chosen"] else "throw" if thrown else ""


def _kind(visit: Visit, child: Child, question_id: str) -> str | None:
    """Which of the kinds of its wall that card is to be, once the child chose."""
    with store.reading() as db:
        its_wall = asked_before(db, child, question_id).control
    assert isinstance(its_wall, Cards)
    with st.container(key="control_left"):  # so that a kind is as big to tap as on the wall itself
        return wall.kind_of_card(visit, its_wall, "left", "left_kind")


def settle(child: Child, becomes: str) -> Kept:
    """Stick that card after all, or throw it away."""
    held, kept = st.session_state[LEFT], Kept()
    if becomes == "put":
        with store.session() as db:
            card = {**held, "kind": held["chosen"], "emoji": held["emoji"] or ""}
            kept = add_card(db, child, held["question_id"], held["mark"], card)
    wall.begin_again(held["name"])
    st.session_state.pop(LEFT)
    return kept
