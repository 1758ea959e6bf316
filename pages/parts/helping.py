"""Help and stop: on every child's screen, in the same place, in both languages, and without asking the database."""

import streamlit as st

from consultations.protection.pseudonyms import picture, spoken
from pages.parts import text
from pages.parts.frame import NAMES, Visit

CHILD_FOCUS, AWEL, ECOUTE_ENFANTS, EMERGENCY = "116000", "102", "103", "112"


def top(visit: Visit, pseudonym: str | None) -> str | None:
    """The bar at the top of a child's screen. Returns what was tapped: a language, "help" or "stop"."""
    with st.container(key="top", horizontal=True, horizontal_alignment="right"):
        if pseudonym:
            st.text(f"{picture(pseudonym)} {spoken(pseudonym, visit.language)}")
        other = "fr" if visit.language == "nl" else "nl"
        speak = st.button(
            NAMES[other] if pseudonym is None else text.one_line(other.upper()), key="speak", help=NAMES[other]
        )
        aid = st.button(visit.say("Help"), key="help")
        stop = pseudonym is not None and st.button(visit.say("Stop"), key="stop")
    if speak:
        return other
    return "help" if aid else "stop" if stop else None


def help_lines(visit: Visit) -> None:
    """Where a child can talk to someone: its own language first, and both."""
    st.title(visit.say("Do you want to talk to someone?"), anchor=False)
    st.markdown(visit.say("Ask an adult for help."))
    st.markdown(visit.say("Call Child Focus for free: [116 000](tel:{number}), day and night.", number=CHILD_FOCUS))
    st.markdown(
        visit.say(
            "You can also talk to Awel ([102](tel:{awel}), in Dutch) or Écoute-Enfants ([103](tel:{ecoute}), "
            "in French). It is free and anonymous.",
            awel=AWEL,
            ecoute=ECOUTE_ENFANTS,
        )
    )
    st.markdown(visit.say("Are you in danger right now? Call [112](tel:{number}).", number=EMERGENCY))
