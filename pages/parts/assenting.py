"""Before anything is asked: does this child join in? What it should know first, in words for its age."""

import streamlit as st

from consultations.collecting import presence
from consultations.collecting.presence import Child
from consultations.drafting.view import VersionView
from models import store
from pages import components
from pages.parts import several, text
from pages.parts.frame import Visit
from pages.parts.walk import MIDDLE, YOUNG


def assent_lines(visit: Visit, asked: VersionView, band: str) -> list[str]:
    """What a child should know before it says yes or no, in words for its age."""
    purpose = asked.notices["purpose"][visit.language]
    decider = asked.notices["decider"][visit.language]
    day = visit.day(asked.decides_on)
    if band in YOUNG:
        return [
            purpose,
            visit.say("You choose if you join in."),
            visit.say("You may stop. That is okay."),
            visit.say("This is not a test."),
            visit.say("Grown-ups read what you say: {decider}.", decider=decider),
            visit.say("Is somebody in danger? Then we look for help."),
        ]
    lines = [
        purpose,
        visit.say("This is not a test. There are no right or wrong answers."),
        visit.say("You choose if you join in. You may skip a question or stop. Nobody will be angry."),
        visit.say("We don't write down your name. Don't write names yourself."),
        visit.say("Who reads all the answers and decides? {decider}. It is decided on {day}.",
                  decider=decider, day=day),
        visit.say("Sometimes the adult who is with you reads along."),
        visit.say("If you tell us something that makes us think somebody is in danger, we have to look for help."),
    ]  # fmt: skip
    if band not in MIDDLE:
        lines.append(
            visit.say(
                "At the end you get a receipt. With it you can see and erase your answers. We show results only "
                "for groups, never who said what."
            )
        )
    return lines


def answers(visit: Visit) -> dict[str, str]:
    """The three answers."""
    return {
        "yes": visit.say("Yes, I'll join in"),
        "no": visit.say("No, I won't join in"),
        "ask_first": visit.say("I want to ask something first"),
    }


def after(visit: Visit) -> dict[str, str]:
    """What is said after "no", and after "ask first"."""
    return {
        "no": visit.say("That is fine. You can do something quiet now. Nobody sees what you chose."),
        "ask_first": visit.say("Raise your hand and ask the adult with you. Then choose."),
    }


def assent(visit: Visit, child: Child, asked: VersionView) -> None:
    """Yes, no, or ask first: three buttons of the same size, none chosen before."""
    many = child.devices == "group" and child.size > 1
    lines = (several.assent_lines if many else assent_lines)(visit, asked, child.age_band)
    components.screen("assent")
    text.heading(asked.called(visit.language))
    components.read_aloud(visit.say("Listen"), lines, visit.language, slow=child.age_band in YOUNG)
    for line in lines:
        text.paragraph(line)
    if child.devices == "group":
        several.counted(visit, child)
    said = (several.after if many else after)(visit).get(child.assent or "")
    if said:
        st.info(text.one_line(said))
    for answer, words in (several.answers if many else answers)(visit).items():
        if st.button(words, key=f"assent_{answer}", width="stretch"):
            with store.session() as db:
                presence.assent(db, child.visitor, answer)
            st.rerun()
    if child.assent == "no" and st.button(visit.say("I'm finished"), key="bye", width="stretch"):
        components.go("/bye")
