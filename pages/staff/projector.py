"""For the beamer: the code, the square code, the door and the head count. Read-only, by a token of its own."""

import streamlit as st

from consultations import glancing
from models import store
from pages.http.address import public_url
from pages.parts import frame, leading, talking, text
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
    with st.container(key="projector"):
        text.heading(" · ".join(board.title[one] for one in languages))
        if board.asked:
            talking.on_the_wall(
                visit, board.asked, board.since, languages if board.language == "both" else languages[:1]
            )
            return
        left, right = st.columns([3, 2], vertical_alignment="center")
        with left:
            for one in languages:
                st.text(words(one).gettext("Go to {address} and type the code:").format(
                    address=public_url().split("://", 1)[-1]))  # fmt: skip
            leading.code_and_door(visit, board.code, board.door_until, board.state)
            with st.container(key="heads"):
                st.text(f"👤 {board.heads}")
        with right:
            st.image(
                qr_svg(f"{public_url()}/j/{board.link_token}"), width="stretch",
                alt=visit.say("Square code that opens the join page"),
            )  # fmt: skip


screen()
