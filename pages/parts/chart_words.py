"""What all charts say in the same words: how many contributions from how many children, what an answer is called."""

import textwrap
from collections.abc import Sequence

from consultations.interchange.result_rows import label
from consultations.shapes import Group, QuestionResult
from pages.parts.frame import Visit
from translations import N_

NARROW, WIDE = 30, 34
"""Letters in a line above a bar: in a column of three, and in one that fits a telephone of 360 points."""
LINE = 18
LONGEST = 120
COLOURS = {"nl": "#0b4f9e", "fr": "#a33b00", "all": "#3d4b5c"}
INK, GRID, PALE = "#1b2430", "#e3e8ee", "#44505f"
TITLES = {"all": N_("Everybody"), "nl": N_("In Dutch"), "fr": N_("In French")}


def counted(visit: Visit, group: Group) -> str:
    """How many there are: children, or contributions and the children behind them."""
    if group.answered == group.children:
        return visit.count("{n} child", "{n} children", group.children)
    return visit.count(
        "{n} contribution from {children} children", "{n} contributions from {children} children",
        group.answered, children=group.children,
    )  # fmt: skip


def called(one: QuestionResult, key: str, language: str) -> str:
    """What an answer is called, at most a few lines of it: a card can be long."""
    words = " ".join(label(one, key)[language].split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def wrapped(words: Sequence[str], *, wide: bool) -> list[str]:
    """Words over as many lines as they need above a bar; all as high as the highest, blank lines first."""
    written = [textwrap.wrap(each, WIDE if wide else NARROW) or [each] for each in words]
    most = max((len(lines) for lines in written), default=1)
    return ["\n".join([*[" "] * (most - len(lines)), *lines]) for lines in written]
