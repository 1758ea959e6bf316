"""One thing a visitor asks for: one verb, in one transaction. A refusal is said in a sentence, and changes nothing."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from consultations.shapes import Refused
from models import store
from pages.parts import frame
from pages.parts.frame import Visit

Deed = tuple[Callable[..., Any], tuple[Any, ...]]


def deed(verb: Callable[..., Any], *given: Any) -> Deed:
    """Something to do once the page is drawn: a verb and what it is given after the database and the visitor."""
    return verb, given


def do(visit: Visit, verb: Callable[..., Any], *given: Any, **named: Any) -> tuple[bool, Any]:
    """Do it. Returns whether it was done, and what came of it."""
    try:
        with store.session() as db:
            made = verb(db, visit.who, *given, **named)
    except Refused as why:
        st.warning(visit.refusal(why))
        return False, None
    return True, made


def tap(visit: Visit, words: str, key: str, verb: Callable[..., Any], *given: Any, primary: bool = False) -> None:
    """A button for one deed, done `at_once`. Why it was refused stands under it."""
    st.button(
        words, key=key, type="primary" if primary else "secondary", on_click=at_once, args=(key, verb, *given)
    )  # fmt: skip
    why_not(visit, key)


def at_once(key: str, verb: Callable[..., Any], *given: Any) -> None:
    """Do it from a callback: before anything is drawn, so that no other run of the page can cut it off.

    Who does it is looked up at this moment: a callback comes before the guard of its page. A refusal waits for
    `why_not`.
    """
    found = frame.staff()
    if found is None:
        return
    try:
        with store.session() as db:
            verb(db, found.visitor, *given)
    except Refused as why:
        st.session_state[f"refused_{key}"] = why


def why_not(visit: Visit, key: str) -> None:
    """Say, once, why what was done `at_once` was refused."""
    why = st.session_state.pop(f"refused_{key}", None)
    if why is not None:
        st.warning(visit.refusal(why))


def again() -> None:
    """Draw what follows once more; the whole page when that is what is being drawn."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()
