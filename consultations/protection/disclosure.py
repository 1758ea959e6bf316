"""Never so few that a child can be guessed (protection §6). One function for screen, chart, export and everything else.

What may not be shown is not in what comes out of here: not as a number, not in a tooltip, not in a file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from consultations.shapes import NOT_ASKED, REST, Bar, Group, Spread, Summary, Tally, Voices
from translations import N_

UNSPLIT = 10
ROOM = 5
SENSITIVE = 20
SPLIT = 10
FEW = 5
STEP = 5

REASONS = {
    "too_few": N_("Too few answers to show."),
    "sensitive": N_("A sensitive question: too few answers to show."),
    "not_per_class": N_("A sensitive question is never shown for one class."),
    "nl": N_("Too few answers in Dutch to show apart."),
    "fr": N_("Too few answers in French to show apart."),
    "waiting": N_("Not every class is in here: in some, too few children came to this question or answered it."),
    "small_cells": N_("Dutch and French are not shown apart: some answers were given by too few children."),
}


@dataclass(frozen=True)
class Protected:
    """What may be shown of one question, and why something may not."""

    groups: tuple[Group, ...]
    refused: tuple[str, ...] = ()


def protect(
    total: Summary,
    by_language: Mapping[Literal["nl", "fr"], Summary],
    *,
    sensitive: bool,
    room: bool = False,
) -> Protected:
    """The rules for one question: the whole, and NL | FR beside it if that may be. Of words only their number."""
    if sensitive:
        return _sensitive(total, room)
    few = total.answered < (ROOM if room else UNSPLIT)
    if few and total.missing.get(NOT_ASKED, 0) > 0:
        # How many met a question that hangs from another one tells what they answered to that one.
        return Protected((), ("too_few",))
    if isinstance(total, Voices):
        return Protected((_bare(total, "all"),))
    if few:
        return Protected((_bare(total, "all"),), ("too_few",))
    whole = _exact(total, "all")
    if room:
        return Protected((whole,))
    split, refused = _split(total, by_language)
    return Protected((*split, whole), refused)


def _sensitive(total: Summary, room: bool) -> Protected:
    if room:
        return Protected((), ("not_per_class",))
    if total.answered < SENSITIVE:
        return Protected((), ("sensitive",))
    return Protected((_coarse(total),))


def _bare(total: Summary, name: Literal["all", "nl", "fr"]) -> Group:
    """Only how many answered."""
    return Group(name=name, answered=total.answered, children=total.children)


def _exact(of: Tally | Spread, name: Literal["all", "nl", "fr"]) -> Group:
    return Group(
        name=name,
        answered=of.answered,
        children=of.children,
        bars=tuple(Bar(key, count, count / of.answered) for key, count in of.counts.items()),
        missing=dict(of.missing),
        middle=of.middle if isinstance(of, Spread) else None,
        quartiles=of.quartiles if isinstance(of, Spread) else None,
    )


def _coarse(of: Summary) -> Group:
    """A sensitive question: everything to the nearest five, and neither "nobody" nor "everybody" as such."""
    bars = []
    for key, count in () if isinstance(of, Voices) else of.counts.items():
        if count < FEW:
            bars.append(Bar(key, None, None, "few"))
        elif count > of.answered - FEW:
            bars.append(Bar(key, None, None, "nearly_all"))
        else:
            near = nearest(count)
            bars.append(Bar(key, near, min(1.0, near / nearest(of.answered)), "rounded"))
    return Group(
        name="all",
        answered=nearest(of.answered),
        children=nearest(of.children),
        bars=tuple(bars),
        rounded=True,
    )


def nearest(count: int) -> int:
    """To the nearest five."""
    return STEP * round(count / STEP)


def _split(
    total: Tally | Spread, by_language: Mapping[Literal["nl", "fr"], Summary]
) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """NL | FR: only if both have ten and no cell holds one to four, after joining cells where that helps."""
    parts = {name: part for name, part in by_language.items() if isinstance(part, Tally | Spread)}
    if not parts:
        return (), ()
    short = tuple(name for name in ("nl", "fr") if name not in parts or parts[name].answered < SPLIT)
    if short:
        return (), short
    joined = _join(total, [parts["nl"].counts, parts["fr"].counts])
    if joined is None:
        return (), ("small_cells",)
    return tuple(_joined_group(parts[name], name, joined) for name in ("nl", "fr")), ()


def _join(total: Tally | Spread, cells: Sequence[Mapping[str, int]]) -> list[tuple[str, tuple[str, ...]]] | None:
    """Which cells to take together so that none holds one to four in either language; None when nothing is left.

    Neighbours on a scale; otherwise the smallest options, as "the rest". Answers that may overlap are not joined:
    their sum would count a child twice.
    """
    keys = list(total.counts)
    groups: list[list[str]] = [[key] for key in keys]
    several = isinstance(total, Tally) and total.several
    while any(_small(group, cells) for group in groups):
        if len(groups) <= 2 or several:
            return None
        if isinstance(total, Spread):
            _join_neighbours(groups, cells)
        else:
            _join_smallest(groups, total)
    return [(group[0] if len(group) == 1 else _name(group, total), tuple(group)) for group in groups]


def _small(group: Sequence[str], cells: Sequence[Mapping[str, int]]) -> bool:
    return any(0 < sum(cell[key] for key in group) < FEW for cell in cells)


def _join_neighbours(groups: list[list[str]], cells: Sequence[Mapping[str, int]]) -> None:
    at = next(at for at, group in enumerate(groups) if _small(group, cells))
    if at == 0:
        other = 1
    elif at == len(groups) - 1:
        other = at - 1
    else:
        other = min((at - 1, at + 1), key=lambda near: sum(cell[key] for cell in cells for key in groups[near]))
    low, high = min(at, other), max(at, other)
    groups[low : high + 1] = [groups[low] + groups[high]]


def _join_smallest(groups: list[list[str]], total: Tally | Spread) -> None:
    def size(group: list[str]) -> tuple[int, int]:
        return sum(total.counts[key] for key in group), -list(total.counts).index(group[0])

    rest = next((group for group in groups if len(group) > 1), None)
    if rest is None:
        rest = min(groups, key=size)
    groups.remove(rest)
    smallest = min(groups, key=size)
    groups.remove(smallest)
    groups.append(rest + smallest)


def _name(group: list[str], total: Tally | Spread) -> str:
    return "+".join(group) if isinstance(total, Spread) else REST


def _joined_group(part: Tally | Spread, name: Literal["nl", "fr"], joined: list[tuple[str, tuple[str, ...]]]) -> Group:
    bars = tuple(
        Bar(key, count, count / part.answered)
        for key, members in joined
        for count in [sum(part.counts[member] for member in members)]
    )
    exact = all(len(members) == 1 for _, members in joined)
    return Group(
        name=name,
        answered=part.answered,
        children=part.children,
        bars=bars,
        middle=part.middle if isinstance(part, Spread) and exact else None,
    )
