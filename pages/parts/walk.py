"""The screens of a child's walk besides the questions: the animal, help, stop, the break, the end."""

from contextlib import suppress

import streamlit as st

from consultations.collecting import answering, leaving, presence
from consultations.collecting.answering import Asked
from consultations.collecting.presence import Child
from consultations.protection import letters, pseudonyms
from consultations.shapes import Refused
from models import store
from pages import components
from pages.http.address import public_url
from pages.parts import helping, text
from pages.parts.frame import NAMES, Visit
from pages.parts.qr import qr_svg

YOUNG = ("6-8",)
MIDDLE = ("6-8", "9-11")
LEAVE_AFTER = 300


def animals(visit: Visit, child: Child) -> None:
    """After a while away: which animal, or which number, were you? Shows nothing of what was given."""
    numbers = pseudonyms.is_number(child.pseudonym)
    components.screen("animals")
    text.heading(visit.say("Which number were you?") if numbers else visit.say("Which animal were you?"))
    with st.container(key="animals", horizontal=True):
        for one in presence.line_up(child):
            animal = "" if numbers else f"{pseudonyms.ANIMALS[one][4]} {pseudonyms.animal_word(one, visit.language)}"
            if st.button(text.one_line(animal or one), key=f"animal_{one}"):
                _proved(child, one)
    if st.button(visit.say("I am somebody else"), key="somebody_else", width="stretch"):
        _proved(child, "")


def _proved(child: Child, name: str) -> None:
    right = False
    with suppress(Refused), store.session() as db:
        right = presence.prove(db, child, name)
    st.session_state["here"] = right
    st.rerun()


def turn(child: Child, tapped: str) -> None:
    """What was tapped at the top of the screen: another language, help, or stop."""
    if tapped in NAMES:
        with suppress(Refused), store.session() as db:
            presence.speak(db, child.visitor, tapped)
    else:
        st.session_state["helping"], st.session_state["stopping"] = tapped == "help", tapped == "stop"
    st.rerun()


def helping_hand(visit: Visit) -> None:
    """The help page, and the way back."""
    components.screen("help")
    helping.help_lines(visit)
    if st.button(visit.say("Back"), key="back_from_help", type="primary", width="stretch"):
        st.session_state["helping"] = False
        st.rerun()


def stopping(visit: Visit, child: Child) -> None:
    """Stop: keep or erase, without a reason."""
    components.screen("stop")
    text.heading(visit.say("Do you want to stop? You don't have to say why."))
    if child.assent == "yes":
        if st.button(visit.say("Keep the answers I already gave"), key="stop_keep", width="stretch"):
            with suppress(Refused), store.session() as db:
                leaving.finish(db, child, stopped=True)
            st.session_state["stopping"] = False
            st.rerun()
        if st.button(visit.say("Delete my answers"), key="stop_delete", width="stretch"):
            _take_back(child)
    elif st.button(visit.say("Stop"), key="stop_now", width="stretch"):
        _take_back(child)
    if st.button(visit.say("Continue"), key="stop_not", width="stretch", type="primary"):
        st.session_state["stopping"] = False
        st.rerun()


def _take_back(child: Child) -> None:
    """Erase and leave. When the session was closed just now: to the receipt, with which it can still be erased."""
    try:
        with store.session() as db:
            leaving.withdraw(db, child)
    except Refused:
        st.rerun()
    components.go("/bye")
    st.stop()


@st.fragment(run_every=20)
def still_here(visit: Visit, token: str | None) -> None:
    """Leave the screen as soon as this browser is nobody's, or somebody else's, or the session is closed.

    For every screen of a session that is not closed; it draws nothing.
    """
    with store.reading() as db:
        child = presence.present(db, token)
    if child is None or child.visitor != visit.who or child.session_state == "closed":
        st.rerun()


@st.fragment(run_every=5)
def break_time(visit: Visit, token: str | None) -> None:
    """The facilitator paused: wait here, the questions come back by themselves. Waiting is a sign of life."""
    text.heading(visit.say("We are taking a break"))
    text.paragraph(visit.say("Your answers are kept. It goes on by itself."))
    with store.reading() as db:
        child = presence.present(db, token)
    if child is None or child.session_state != "paused":
        st.rerun()
    if child.away > presence.SEEN_EVERY:
        with suppress(Refused), store.session() as db:
            presence.seen(db, child.visitor)


def thanks(visit: Visit, child: Child) -> None:
    """The end: thank you, the receipt, and goodbye. Leaves by itself after five minutes.

    In a session that is closed nothing is written, and only who said yes has a receipt.
    """
    code: str | None = leaving.receipt(child) if child.assent == "yes" else None
    try:
        if child.session_state != "closed":
            with store.session() as db:
                code = leaving.finish(db, child)
    except Refused as why:
        st.warning(visit.refusal(why))
        st.stop()
    components.screen("thanks")
    text.heading(visit.say("Thank you for your help!"))
    if code is None:
        text.paragraph(visit.say("This session is closed. Thank you for your help!"))
        leaves = st.button(visit.say("I'm finished"), key="bye", type="primary", width="stretch")
    else:
        _receipt(visit, code)
        # Not "I'm finished" once more: a second tap on that must not throw the receipt away.
        leaves = st.button(visit.say("I wrote the letters down"), key="bye", type="primary", width="stretch")
    if leaves:
        components.go("/bye")
    else:
        components.go("/bye", after_s=LEAVE_AFTER)


def _receipt(visit: Visit, code: str) -> None:
    text.paragraph(visit.say("This is your receipt. With it you can see and erase your answers later. Write it down."))
    with st.container(key="receipt", horizontal=True, vertical_alignment="center"):
        st.image(qr_svg(f"{public_url()}/my_answers"), width=150, alt=visit.say("The page My answers"))
        st.text(letters.shown(code).replace(" ", "-"))


def not_answering(visit: Visit, asked: Asked) -> str | None:
    """The three ways not to answer, always in the same place. Returns the code of the one that was tapped."""
    tapped = None
    with st.container(key="missing", horizontal=True):
        for code, words in (
            ("dont_know", visit.say("I don't know")),
            ("rather_not", visit.say("I'd rather not say")),
            ("skipped", visit.say("Skip this question")),
        ):
            mark = "✓ " if asked.missing == code else ""
            if st.button(mark + words, key=f"{code}_{asked.question_id}"):
                tapped = code
    return tapped


def last_look(visit: Visit, child: Child) -> None:
    """After the last question: go back, or be done."""
    components.screen("last")
    text.heading(visit.say("That was the last question"))
    text.paragraph(visit.say("You can still go back. Are you ready? Then tap “I'm finished”."))
    with st.container(key="steps", horizontal=True):
        back = st.button(visit.say("Back"), key="back_end", width="stretch")
        done = st.button(visit.say("I'm finished"), key="done", type="primary", width="stretch")
    if back or done:
        with store.session() as db:
            if back:
                answering.go_back(db, child, "end")
            else:
                leaving.finish(db, child)
        st.rerun()
