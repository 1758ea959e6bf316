"""For the beamer: the way in, and what everybody is at with what was released. Read-only, by a token of its own."""

from typing import Any

import streamlit as st

from consultations import glancing
from models import store
from pages.http.address import public_url
from pages.parts import frame, leading, screens, text
from pages.parts.qr import qr_svg
from translations import words

visit = frame.enter_open(child=True)
token = str(st.query_params.get("screen", ""))


@st.fragment(run_every=3)
def screen() -> None:
    """Everything on it, looked up again every three seconds."""
    with store.reading() as db:
        board = glancing.board(db, token)
    if board is None:
        st.warning(visit.say("This page cannot be opened here."))
        return
    languages = ("nl", "fr") if board.language in ("nl", "both") else ("fr", "nl")
    shown = languages if board.language == "both" else languages[:1]
    with st.container(key="projector"):
        text.heading(" · ".join(board.title[one] for one in languages))
        if board.asked and board.door_until:
            with st.container(key="way_in", horizontal=True, vertical_alignment="center"):
                st.text(f"{address()}  {board.code}  👤 {board.heads}")
                square(board.link_token, 140)
        if board.asked:
            screens.asked(visit, board.asked, board.since, shown)
            screens.released(visit, board.asked, board.released, shown)
            return
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            if board.devices != "none":
                for one in languages:
                    st.text(words(one).gettext("Go to {address} and type the code:").format(address=address()))
            leading.code_and_door(visit, board.code, board.door_until, board.state)
            with st.container(key="heads"):
                st.text(f"👤 {board.heads}")
        if board.devices != "none":
            with right:
                square(board.link_token, "stretch")


def address() -> str:
    """Where to go, as one types it."""
    return public_url().split("://", 1)[-1]


def square(link_token: str, width: Any) -> None:
    """The square code."""
    st.image(
        qr_svg(f"{public_url()}/j/{link_token}"), width=width, alt=visit.say("Square code that opens the join page")
    )


screen()
