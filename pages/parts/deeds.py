"""One thing a visitor asks for: one verb, in one transaction. A refusal is said in a sentence, and changes nothing."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitAPIException

from consultations.shapes import Refused
from models import store
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


def again() -> None:
    """Draw what follows once more; the whole page when that is what is being drawn."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()
