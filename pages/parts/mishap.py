"""When our own code fails: the visitor reads a sentence and a number; the log holds the kind of error, no values.

A child still finds help on that screen: it asks nothing of the database.
"""

import logging
import secrets
import traceback
from types import TracebackType

import streamlit as st

from consultations.access import STRANGER
from pages.parts import frame, helping
from pages.parts.map import CHILD_PATHS

log = logging.getLogger("onsavis.mishap")


def show_mishap(problem: Exception) -> bool:
    """Streamlit calls this for every uncaught exception of a script. Returns True: show nothing else."""
    number = secrets.token_hex(4)
    log.error("mishap %s: %s at %s", number, type(problem).__name__, where(problem.__traceback__))
    visit = frame.Visit(STRANGER, str(st.session_state.get("language", "nl")))
    st.error(
        visit.say(
            "Something went wrong on our side. What you gave before is kept. Try again. (number {number})",
            number=number,
        )
    )
    if frame.path() in CHILD_PATHS | {""}:
        helping.help_lines(visit)
    return True


def where(trace: TracebackType | None) -> str:
    """File names and lines, innermost last: no message, no values."""
    return " < ".join(
        f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno}" for frame in reversed(traceback.extract_tb(trace)[-4:])
    )
