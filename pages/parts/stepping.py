"""Controls that go step by step: one thing after another with its own answers, and things in order, all by a tap."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from consultations.shapes import OneByOne, Order
from pages.parts.frame import Visit
from pages.parts.making import Keep, tap
from pages.parts.text import heading, one_line


def one_by_one(visit: Visit, control: OneByOne, given: Any, key: str, keep: Keep) -> dict[str, str] | None:
    """The first thing without an answer, and its answers as cards. One step back takes the last answer away."""
    said = dict(given) if isinstance(given, Mapping) else {}
    at = next((at for at, one in enumerate(control.things) if one.key not in said), None)
    taps = []
    if at is None:
        st.success(visit.say("You have seen them all. Thank you!"))
    else:
        thing = control.things[at]
        st.text(visit.say("{number} of {of}", number=at + 1, of=len(control.things)))
        with st.container(key=f"thing_{key}", border=True):
            heading(thing.label, 2)
        with st.container(key=f"answers_{key}"):
            for one in control.answers[at]:
                more = {**said, thing.key: one.key}
                name = f"say_{key}_{thing.key}_{one.key}"
                taps.append(tap(one_line(one.label), name, more, keep, width="stretch", wrap=True))
    before = [one.key for one in control.things if one.key in said]
    if before:
        less = {name: each for name, each in said.items() if name != before[-1]}
        taps.append(tap(visit.say("One step back"), f"unsay_{key}_{before[-1]}", less, keep, icon="↩️"))
    return next((one for one in taps if one is not None), None)


def order(visit: Visit, control: Order, given: Any, key: str, keep: Keep) -> list[str] | None:
    """Tap what comes first, then second. A tap on what has a place takes it out again, and the rest moves up."""
    placed = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
    if len(placed) < len(control.choices):
        st.text(visit.say("Tap what comes on place {n}.", n=len(placed) + 1))
    else:
        st.text(visit.say("Everything has a place. Tap one to take it out again."))
    taps = []
    with st.container(key=f"order_{key}"):
        for one in control.choices:
            has = one.key in placed
            after = [each for each in placed if each != one.key] if has else [*placed, one.key]
            place = f"{placed.index(one.key) + 1}. " if has else ""
            name = f"{'unplace' if has else 'place'}_{key}_{one.key}"
            kind = "primary" if has else "secondary"
            taps.append(tap(one_line(place + one.label), name, after, keep, type=kind, width="stretch", wrap=True))
    return next((one for one in taps if one is not None), None)
