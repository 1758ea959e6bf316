"""Never so few that a child can be guessed (protection §6). One function for screen, chart, export and everything else.

What may not be shown is not in what comes out of here: not as a number, not in a tooltip, not in a file.

The floors (five in the room, ten unsplit, ten in a split, twenty when sensitive) count *children*: those who are to be
kept from being found. A device that speaks for six brings six, of whom nobody can tell who said what. Cells of one to
four count *contributions*: a cell of three devices is three answers however many children gave them, and whoever
knows two of those groups knows the third. Fewer children than five are always fewer contributions than five, so what
counting children would hide is hidden as well. What is decided is decided by contributions, whatever is shown: turning
to children changes figures, and never what may be seen.

By children, a figure also tells how large the groups behind it are. So it is only shown where of each size there are
five children or none in each cluster of each sum: see `told_by_size`. A sensitive question is never shown by children.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from consultations.shapes import (
    NOT_ASKED,
    REST,
    Bar,
    Contribution,
    Group,
    Opinions,
    Pins,
    Ranking,
    Sorting,
    Spread,
    Summary,
    Tally,
    Voices,
)
from translations import N_

UNSPLIT = 10
ROOM = 5
SENSITIVE = 20
SPLIT = 10
FEW = 5
STEP = 5
Language = Literal["nl", "fr"]

REASONS = {
    "too_few": N_("Too few answers to show."),
    "sensitive": N_("A sensitive question: too few answers to show."),
    "not_per_class": N_("A sensitive question is never shown for one class."),
    "nl": N_("Too few answers in Dutch to show apart."),
    "fr": N_("Too few answers in French to show apart."),
    "waiting": N_("Not every class is in here: in some, too few children came to this question or answered it."),
    "small_cells": N_("Dutch and French are not shown apart: some answers were given by too few children."),
    "own_cards": N_("Dutch and French are not shown apart: groups chose from cards of their own."),
    "few_met": N_("Some cards are not in here: too few children had them before them."),
    "sizes": N_("Not by children: one could tell from the size of a group what it said."),
}


@dataclass(frozen=True)
class Counted:
    """The same answers twice: `by` contributions, which decides, and as they are `shown`, perhaps by children.

    `of`: of how many, in what is shown, for an option that not everybody could choose. `cells`: how many contributions
    stand behind each figure of a detail.
    """

    by: Summary
    shown: Summary
    of: Mapping[str, int] = field(default_factory=dict)
    cells: Sequence[int] = ()


@dataclass(frozen=True)
class Protected:
    """What may be shown of one question, and why something may not."""

    groups: tuple[Group, ...]
    refused: tuple[str, ...] = ()


def protect(
    total: Summary | Counted,
    by_language: Mapping[Language, Summary] | Mapping[Language, Counted],
    *,
    sensitive: bool,
    room: bool = False,
) -> Protected:
    """The rules for one question: the whole, and NL | FR beside it if that may be. Of words only their number."""
    whole = _counted(total)
    by = whole.by
    if sensitive:
        return _sensitive(by, room)
    few = not enough(by.children, room=room)
    if few and by.missing.get(NOT_ASKED, 0) > 0:
        # How many met a question that hangs from another one tells what they answered to that one.
        return Protected((), ("too_few",))
    if isinstance(by, Voices):
        return Protected((_bare(by, "all"),))
    if few:
        return Protected((_bare(by, "all"),), ("too_few",))
    shown = _exact(whole, "all")
    if room:
        return Protected((shown,))
    split, refused = _split(by, {name: _counted(part) for name, part in by_language.items()})
    return Protected((*split, shown), refused)


def enough(children: int, *, room: bool) -> bool:
    """Whether so many children may see their answers shown: of a question, or of one option that only they had."""
    return children >= (ROOM if room else UNSPLIT)


def told_by_size(contributions: Sequence[Contribution]) -> bool:
    """Whether figures by children would tell what one to four children said, from how many they were at one device.

    Whoever knows how large the groups were sees, of an answer that two contributions gave for five children, which two
    those were. They cannot tell groups of one size apart. So of each size there must be five children or none; and that
    in each cluster, since looking before and after one is added subtracts all the others.
    """
    behind: Counter[tuple[str, int]] = Counter()
    for one in contributions:
        behind[one.cluster, one.size] += one.size * one.times
    return any(children < FEW for children in behind.values())


def _counted(given: Summary | Counted) -> Counted:
    return given if isinstance(given, Counted) else Counted(given, given)


def _sensitive(total: Summary, room: bool) -> Protected:
    if room:
        return Protected((), ("not_per_class",))
    if total.children < SENSITIVE:
        return Protected((), ("sensitive",))
    return Protected((_coarse(total),))


def _bare(total: Summary, name: Literal["all", "nl", "fr"]) -> Group:
    """Only how many answered."""
    return Group(name=name, answered=total.answered, children=total.children)


def _exact(counted: Counted, name: Literal["all", "nl", "fr"]) -> Group:
    of, shown = counted.by, counted.shown
    if isinstance(shown, Ranking | Opinions | Sorting | Pins):
        return Group(name, of.answered, of.children, missing=dict(shown.missing), detail=shown)
    assert isinstance(shown, Tally | Spread)
    dots = shown.dots if isinstance(shown, Tally) and shown.dots else {}
    return Group(
        name=name,
        answered=of.answered,
        children=of.children,
        bars=tuple(
            Bar(key, count, count / counted.of.get(key, shown.answered), dots=dots.get(key))
            for key, count in shown.counts.items()
        ),
        missing=dict(shown.missing),
        middle=shown.middle if isinstance(shown, Spread) else None,
        quartiles=shown.quartiles if isinstance(shown, Spread) else None,
    )


def _coarse(of: Summary) -> Group:
    """A sensitive question: everything to the nearest five, and neither "nobody" nor "everybody" as such."""
    bars = []
    for key, count in of.counts.items() if isinstance(of, Tally | Spread) else ():
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


def _split(total: Summary, parts: Mapping[Language, Counted]) -> tuple[tuple[Group, ...], tuple[str, ...]]:
    """NL | FR: only if both have ten children and no cell holds one to four, after joining cells where that helps."""
    if not parts:
        return (), ()
    names: tuple[Language, ...] = ("nl", "fr")
    short = tuple(name for name in names if name not in parts or parts[name].by.children < SPLIT)
    if short:
        return (), short
    if isinstance(total, Ranking | Opinions | Sorting | Pins):
        if any(0 < cell < FEW for part in parts.values() for cell in part.cells):
            return (), ("small_cells",)
        parts = _places_apart(parts)
        return tuple(_exact(parts[name], name) for name in names), ()
    assert isinstance(total, Tally | Spread)
    joined = _join(total, [_counts(parts[name].by) for name in names])
    if joined is None:
        return (), ("small_cells",)
    return tuple(_joined_group(parts[name], name, joined) for name in names), ()


def _places_apart(parts: Mapping[Language, Counted]) -> Mapping[Language, Counted]:
    """Of pins, where on a page they stand in one language: in ninths, and only on pages and of kinds where no ninth
    holds one to four in either. All ninths or none, and all kinds together only with each of them: what is left out
    could otherwise be subtracted.
    """
    told = {name: part.by.places for name, part in parts.items() if isinstance(part.by, Pins)}
    small = {(one.page, one.kind) for places in told.values() for one in places if 0 < one.contributors < FEW}
    small |= {(page, "") for page, _ in small}

    def apart(one: Summary) -> Summary:
        assert isinstance(one, Pins)
        return replace(one, places=tuple(at for at in one.places if (at.page, at.kind) not in small), cells=())

    return {name: replace(part, shown=apart(part.shown)) if name in told else part for name, part in parts.items()}


def _counts(of: Summary) -> Mapping[str, int]:
    assert isinstance(of, Tally | Spread)
    return of.counts


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


def _joined_group(part: Counted, name: Language, joined: list[tuple[str, tuple[str, ...]]]) -> Group:
    shown = part.shown
    assert isinstance(shown, Tally | Spread)
    dots = shown.dots if isinstance(shown, Tally) and shown.dots else {}
    bars = tuple(
        Bar(key, count, count / shown.answered, dots=sum(dots[member] for member in members) if dots else None)
        for key, members in joined
        for count in [sum(shown.counts[member] for member in members)]
    )
    exact = all(len(members) == 1 for _, members in joined)
    return Group(
        name=name,
        answered=part.by.answered,
        children=part.by.children,
        bars=bars,
        middle=shown.middle if isinstance(shown, Spread) and exact else None,
    )
