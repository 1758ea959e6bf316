"""One device for a small group of children: how many they are, and what they should know before they say yes or no.

Here, and only here, children are spoken to as several: jullie, vous.
"""

import streamlit as st

from consultations.collecting import presence
from consultations.collecting.presence import Child
from consultations.drafting.view import VersionView
from models import store
from pages import components
from pages.parts import text
from pages.parts.frame import Visit
from pages.parts.walk import MIDDLE, YOUNG


def assent_lines(visit: Visit, asked: VersionView, band: str) -> list[str]:
    """What a group should know before it says yes or no, in words for its age."""
    purpose = asked.notices["purpose"][visit.language]
    decider = asked.notices["decider"][visit.language]
    if band in YOUNG:
        return [
            purpose,
            visit.say("Each of you chooses if you join in."),
            visit.say("All of you may stop. That is okay."),
            visit.say("This is not a test."),
            visit.say("Grown-ups read what all of you say: {decider}.", decider=decider),
            visit.say("Is somebody in danger? Then we look for help."),
        ]
    lines = [
        purpose,
        visit.say("This is not a test. There are no right or wrong answers."),
        visit.say("Each of you chooses if you join in. Your group may skip a question or stop. Nobody will be angry."),
        visit.say("We don't write down the names of your group. Don't write names yourselves."),
        visit.say("Who reads all the answers and decides? {decider}. It is decided on {day}.",
                  decider=decider, day=visit.day(asked.decides_on)),
        visit.say("Sometimes the adult who is with your group reads along."),
        visit.say(
            "If your group tells us something that makes us think somebody is in danger, we have to look for help."
        ),
    ]  # fmt: skip
    if band not in MIDDLE:
        lines.append(
            visit.say(
                "At the end your group gets one receipt. With it you can see and erase the answers of your group. We "
                "show results only for many together, never who said what."
            )
        )
    return lines


def how_many(visit: Visit, child: Child) -> None:
    """One device stands for several children: how many? Big numbers to tap."""
    components.screen("how many")
    asked = visit.say("How many are you at this device?")
    text.heading(asked)
    components.read_aloud(visit.say("Listen"), [asked], visit.language, slow=child.age_band in YOUNG)
    text.paragraph(visit.say("Count only who wants to join in."))
    with st.container(key="numbers", horizontal=True):
        for number in range(1, presence.MOST_AT_ONE + 1):
            if st.button(text.one_line(str(number)), key=f"we_are_{number}"):
                with store.session() as db:
                    presence.count_us(db, child.visitor, number)
                st.session_state["counting"] = False
                st.rerun()


def answers(visit: Visit) -> dict[str, str]:
    """The three answers."""
    return {
        "yes": visit.say("Yes, we'll join in"),
        "no": visit.say("No, we won't join in"),
        "ask_first": visit.say("We want to ask something first"),
    }


def after(visit: Visit) -> dict[str, str]:
    """What is said after "no", and after "ask first"."""
    return {
        "no": visit.say("That is fine. You can do something quiet together now. Nobody sees what you chose."),
        "ask_first": visit.say("Raise your hands and ask the adult with you. Then choose together."),
    }


def counted(visit: Visit, child: Child) -> None:
    """How many they said they were, and a way to count again."""
    with st.container(key="counted", horizontal=True, vertical_alignment="center"):
        st.text(visit.count("There is {n} child at this device.", "There are {n} children at this device.", child.size))
        if st.button(visit.say("Count again"), key="count_again"):
            st.session_state["counting"] = True
            st.rerun()
