"""What a child sees below its own answer: what others made, and how a vote stands; and its own answer, read-only."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from consultations.collecting.around import Around
from consultations.collecting.cards import Card
from consultations.shapes import Canvas, Control, Opinions, Panels, Ranking, Stickers, Summary, Tally
from pages.parts import making, text
from pages.parts.drawings import drawing_svg
from pages.parts.frame import Visit
from pages.parts.wall import state_of

AT_ONCE = 12


def given(visit: Visit, control: Control, value: Any, told: str) -> None:
    """One's own answer, when it cannot be changed any more."""
    if value is None:
        st.text(visit.say("You gave nothing here, and that is fine."))
        return
    st.text(visit.say("This is what you gave:"))
    with st.container(key="given", border=True):
        made(visit, control, value, told)


def made(visit: Visit, control: Control, value: Any, told: str) -> None:
    """Something that was made, as it is: a drawing, a story, stickers, words."""
    match control:
        case Canvas():
            st.image(drawing_svg(value), width="stretch", alt=visit.say("A drawing"))
        case Panels():
            making.told(value)
        case Stickers(choices):
            for one in choices:
                if value.get(one.key):
                    st.text(f"{making.DOT * value[one.key]} {one.label}")
        case _:
            text.paragraph(told.replace("; ", "\n"))


def gallery(visit: Visit, control: Control, seen: Around) -> None:
    """What the others made or wrote, as far as the room may see it; and how one's own stands."""
    for one in seen.mine:
        if one.state in ("shown", "hidden"):
            st.text(state_of(visit, one))
    if not seen.others:
        return
    text.heading(visit.say("Of the others"), 2)
    most = AT_ONCE + int(st.session_state.get("more_of_others", 0))
    for one in seen.others[:most]:
        with st.container(key=f"of_{one.id}", border=True):
            _thing(visit, control, one)
    if len(seen.others) > most:
        st.button(visit.say("More cards"), key="more_of_others_button", on_click=_more)


def _thing(visit: Visit, control: Control, one: Card) -> None:
    made(visit, control, one.value, one.words)


def _more() -> None:
    st.session_state["more_of_others"] = int(st.session_state.get("more_of_others", 0)) + AT_ONCE


def standing(visit: Visit, labels: Mapping[str, str], seen: Around) -> None:
    """How the vote stands in the room: a bar and a number for each thing. What is below the floor is not in here."""
    if seen.too_few:
        st.text(visit.say("As soon as five of you have voted, you see here how it stands."))
    if seen.standing is None:
        return
    text.heading(visit.say("How it stands"), 2)
    with st.container(key="standing"):
        for share, said in bars(visit, labels, seen.standing):
            st.progress(min(max(share, 0.0), 1.0), text.one_line(said))


def bars(visit: Visit, labels: Mapping[str, str], summary: Summary) -> list[tuple[float, str]]:
    """For each thing how long its bar is, from 0 to 1, and what stands beside it."""

    def named(key: str) -> str:
        return labels.get(key, making.NAMELESS)

    match summary:
        case Tally():
            counts = summary.dots or summary.counts
            most = max(counts.values(), default=0) or 1
            mark = f"{making.DOT} " if summary.dots else ""
            in_order = sorted(counts.items(), key=lambda one: -one[1])
            return [(count / most, f"{named(key)} · {mark}{count}") for key, count in in_order]
        case Ranking():
            return [
                (
                    one.chosen / one.shown if one.shown else 0.0,
                    f"{named(one.key)} · " + visit.say("chosen {n} of {of} times", n=one.chosen, of=one.shown),
                )
                for one in summary.rows
            ]
        case Opinions():
            return [
                (
                    one.agree / (one.agree + one.disagree + one.passed or 1),
                    f"{named(one.key)} · 👍 {one.agree}  👎 {one.disagree}  ⏭️ {one.passed}",
                )
                for one in summary.rows
            ]
        case _:
            return []
