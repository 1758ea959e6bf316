"""Draws a Control and reads what was given, as it came: nothing is trusted here, the question type checks it again.

What is made, voted or sorted is drawn in `making`, a wall in `wall`, pins on pages in `pinning`.
"""

from typing import Any

import streamlit as st

from consultations.collecting.around import Around
from consultations.shapes import (
    Canvas,
    Cards,
    Choice,
    Control,
    Duel,
    Number,
    OneByOne,
    Order,
    Panels,
    Pick,
    PickMany,
    Piles,
    Pin,
    Rate,
    Read,
    Stances,
    Stickers,
    Write,
)
from pages.parts import making, pinning, stepping, wall
from pages.parts.frame import Visit
from pages.parts.text import one_line

FACES = {"face_1": "", "plain_1": "_plain", "happy_1": "_happy"}
"""Which set of faces is drawn, by its first; `look.css` holds them."""


def draw(
    visit: Visit,
    control: Control,
    given: Any,
    key: str,
    label: str,
    place: str = "",
    seen: Around | None = None,
    keep: making.Keep = None,
) -> Any:
    """What the visitor has chosen or typed by now: None when nothing yet. `given` is what is kept already.

    The key holds the language: options travel as labels, so another language is another widget. `seen`: what stands
    around the question in a session; without it (a preview, paper) the control stands alone. `keep` is handed what a
    tap gives, before anything is drawn. Of `Cards` comes one card to stick, or {"take_back": mark}.
    """
    name, key = key, f"{key}_{visit.language}"
    with st.container(key=f"control{place}"):
        match control:
            case Pick(choices):
                return _cards(choices, given, key, label)
            case Rate(choices):
                if choices[0].picture:
                    with st.container(key=f"faces{FACES[choices[0].picture]}{place}"):
                        return _cards(choices, given, key, label)
                return _cards(choices, given, key, label)
            case PickMany(choices, at_most):
                return _many(visit, choices, at_most, given, key)
            case Write(longest, lines):
                return _write(visit, longest, lines, given, key, label)
            case Number(least, most, unit):
                shown = f"{label} ({unit})" if unit else label
                _aside(visit.say("From {least} to {most}", least=least, most=most) + (f" {unit}" if unit else ""))
                return st.number_input(one_line(shown), least, most, given, 1, key=key, label_visibility="collapsed")
            case Read(lines):
                for line in lines:
                    st.text(f"• {line}")
                return None
            case Cards():
                return wall.wall(visit, control, name, seen)
            case Canvas(colours):
                return making.sheet(visit, colours, given, name)
            case Pin():
                return pinning.pins(visit, control, given, name)
            case _:
                return _made(visit, control, given, key, seen, keep)


def _made(
    visit: Visit,
    control: Stickers | Duel | Stances | OneByOne | Order | Piles | Panels,
    given: Any,
    key: str,
    seen: Around | None,
    keep: making.Keep,
) -> Any:
    match control:
        case Stickers():
            return making.stickers(visit, control, given, key, keep)
        case Duel():
            return making.duel(visit, control, given, key, seen, keep)
        case Stances():
            return making.stances(visit, control, given, key, seen, keep)
        case OneByOne():
            return stepping.one_by_one(visit, control, given, key, keep)
        case Order():
            return stepping.order(visit, control, given, key, keep)
        case Piles():
            return making.piles(visit, control, given, key, keep)
        case Panels():
            return making.panels(visit, control, given, key)


def _cards(choices: tuple[Choice, ...], given: Any, key: str, label: str) -> str | None:
    keys = [one.key for one in choices]
    words = {one.key: one_line(one.label) for one in choices}
    return st.radio(
        one_line(label),
        keys,
        index=keys.index(given) if given in keys else None,
        format_func=words.__getitem__,
        key=key,
        label_visibility="collapsed",
        width="stretch",
    )


def _many(visit: Visit, choices: tuple[Choice, ...], at_most: int, given: Any, key: str) -> list[str] | None:
    if at_most:
        _aside(visit.count("You can pick {n} card.", "You can pick {n} cards.", at_most))
    else:
        _aside(visit.say("You can pick more than one."))
    before = given if isinstance(given, list) else []
    picked = [
        one.key
        for one in choices
        if st.checkbox(one_line(one.label), one.key in before, key=f"{key}_{one.key}", width="stretch")
    ]
    return picked or ([] if before else None)


def _write(visit: Visit, longest: int, lines: int, given: Any, key: str, label: str) -> str | None:
    _aside(visit.say("Don't write names: not yours and not anyone else's."))
    before = given if isinstance(given, str) else ""
    # One more than is allowed: Streamlit cuts what is longer without a word, and a child should read why.
    if lines == 1:
        written = st.text_input(
            one_line(label), before, longest + 1, key=key, label_visibility="collapsed", autocomplete="off",
            persist_state="session",
        )  # fmt: skip
    else:
        written = st.text_area(
            one_line(label), before, height=32 * lines, max_chars=longest + 1, key=key, label_visibility="collapsed",
            persist_state="session",
        )  # fmt: skip
    return written if (written or before) else None


def _aside(words: str) -> None:
    st.text(words)
