"""A visitor who knows nothing of the app: fills in whatever is on the page and presses the main button."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from tests.protocol.load import Recorder
from tests.protocol.page import Node
from tests.protocol.tab import Tab


def _one(widget: Node, dice: random.Random) -> str | None:
    return dice.choice(widget.options) if widget.options else None


def _several(widget: Node, dice: random.Random) -> list[str]:
    return dice.sample(widget.options, dice.randint(0, min(3, len(widget.options))))


def _slide(widget: Node, dice: random.Random) -> list[Any]:
    proto = widget.proto
    if widget.options:
        return [dice.choice(widget.options)] * len(proto.default)
    step = proto.step or 1
    steps = int((proto.max - proto.min) / step) or 1
    return sorted(proto.min + step * dice.randint(0, steps) for _ in proto.default)


def _words(_: Node, dice: random.Random) -> str:
    return "I like it when " + " ".join(dice.choices(["we", "play", "draw", "read"], k=6))


PLAUSIBLE: dict[str, Callable[[Node, random.Random], Any]] = {
    "radio": _one,
    "selectbox": _one,
    "multiselect": _several,
    "button_group": _one,
    "feedback": lambda _, dice: dice.randint(0, 4),
    "slider": _slide,
    "text_area": _words,
    "text_input": _words,
    "checkbox": lambda _, dice: dice.random() < 0.5,
    "number_input": lambda _, dice: dice.randint(0, 10),
}


def plausible(widget: Node, dice: random.Random) -> Any:
    """Some value a person could give this widget, or None if we cannot tell."""
    return PLAUSIBLE[widget.kind](widget, dice) if widget.kind in PLAUSIBLE else None


async def answer_and_press(tab: Tab, recorder: Recorder, dice: random.Random) -> None:
    """Fill in the page, then press its last submit button, or its last button, or else rerun.

    In a form this is one run; outside a form every answer is a run of its own.
    """
    usable = [w for w in tab.widgets() if w.root == "main" and not w.disabled]
    for widget in usable:
        value = plausible(widget, dice)
        if value is not None:
            recorder.add(await tab.set(value, widget=widget))
    buttons = [w for w in tab.widgets() if w.root == "main" and not w.disabled and w.kind == "button"]
    for button in ([b for b in buttons if b.is_submit] or buttons)[-1:]:
        recorder.add(await tab.click(widget=button))
        return
    recorder.add(await tab.rerun())
