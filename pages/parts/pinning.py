"""Pins on pages: what a child puts on the pages of a prototype; and one pin of a member of staff on one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from consultations.shapes import Choice, Pin
from pages import components
from pages.parts.frame import Visit
from pages.parts.picturing import address


def pins(visit: Visit, control: Pin, given: Any, key: str) -> list[Any] | None:
    """The pages of the prototype, one at a time; a tap puts a pin, and a few words can stand with it."""
    if not control.pages:
        st.info(visit.say("There are no pages to look at here. You can go on."))
        return None
    before = given if isinstance(given, list) else []
    kinds = [{"key": one.key, "icon": one.picture, "label": one.label} for one in control.kinds]
    put = components.pin(
        key, shown(control.pages), before, kinds, control.most, sentences(visit), longest=control.longest
    )
    st.text(visit.say("Don't write names: not yours and not anyone else's."))
    return put


def one_pin(visit: Visit, name: str, pages: Sequence[Choice], before: Mapping[str, Any] | None) -> Any:
    """One pin on one of the pages, without kind or words: where it stands now, or None where it stands nowhere."""
    said = {**sentences(visit), "tap": visit.say("Tap the place on the page.")}
    put = components.pin(name, shown(pages), [before] if before else [], [], 1, said)
    if put is None:
        return before
    return put[0] if put else None


def shown(pages: Sequence[Choice]) -> list[dict[str, str]]:
    """Pages as the browser shows them."""
    return [{"key": one.key, "picture": address(one.picture), "alt": one.label} for one in pages]


def sentences(visit: Visit) -> dict[str, str]:
    """What is said around the pages; only the browser knows what is in the holes."""
    return {
        "choose": visit.say("1. Choose what you want to say."),
        "chooseFirst": visit.say("First choose what you want to say."),
        "hint": visit.say("2. Tap on the page, right on the place you mean."),
        "tap": visit.say("Tap on the page, right on the place you mean."),
        "sheet": visit.say("{page}. Arrow keys move the cross; Enter puts a pin.", page="{page}"),
        "where": visit.say("Page {n} of {of}", n="{n}", of="{of}"),
        "earlier": visit.say("◀ Page before"),
        "later": visit.say("Next page ▶"),
        "put": visit.say("Pins you have put: {n} of {most}.", n="{n}", most="{most}"),
        "full": visit.say("All your pins are used. Take one away first."),
        "pin": visit.say("Pin {n}", n="{n}"),
        "why": visit.say("Why? (if you want)"),
        "idea": visit.say("Write your idea here."),
        "away": visit.say("Take it away"),
    }
