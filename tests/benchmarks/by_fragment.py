"""The application with the other way of following: a fragment that runs every second on the server. Only to measure."""

import streamlit as st

from consultations.collecting import presence
from consultations.collecting.presence import Child
from models import store
from pages.http import cookies
from pages.parts import following, frame


@st.fragment(run_every=1.0)
def _ask(stamp: str, token: str | None) -> None:
    with store.reading() as db:
        found = presence.turn(db, token)
    if found.due and token:
        with store.session() as db:
            presence.still_here(db, token)
    if found.stamp != stamp:
        st.rerun()


def follow(child: Child) -> None:
    """In the place of our component."""
    _ask(child.stamp, frame.cookie(cookies.CHILD))


following.follow = follow

from app import app  # noqa: E402

__all__ = ["app"]
