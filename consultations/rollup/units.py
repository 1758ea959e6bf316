"""The same answers by contributions and by children: a device that speaks for six counts once, or six times. Pure.

By children the six are perfectly alike: they said one thing once. So who is counted changes, and what is known does
not: nothing is surer by children than it is by contributions.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, Literal

from consultations.questions.adding import answered, missing
from consultations.questions.base import QuestionType
from consultations.shapes import (
    Contribution,
    Opinion,
    Opinions,
    Ranked,
    Ranking,
    Summary,
    Tally,
)

Unit = Literal["contributions", "children"]


def summary_in(
    unit: Unit, how: QuestionType, contributions: Sequence[Contribution], settings: Any, by: Summary
) -> Summary:
    """What is shown in a unit, `by` being the summary by contributions."""
    if unit == "contributions" or all(one.size == 1 for one in contributions):
        return by
    each = [replace(one, size=1, times=one.times * one.size) for one in contributions]
    match by:
        case Ranking():
            # Whoever chose is still one: its choices weigh as many times as it has children.
            weighed = [
                replace(one, value=one.value * one.size) if one.missing is None else one for one in contributions
            ]
            found = how.summarise(weighed, settings)
            assert isinstance(found, Ranking)
            rows = _no_surer(found.rows, {one.key: one for one in by.rows})
            return replace(found, rows=rows, answered=by.children, missing=missing(each))
        case Opinions():
            return _opinions(each, by)
        case Tally(dots=dots) if dots is not None:
            found = how.summarise(each, settings)
            assert isinstance(found, Tally)
            return replace(found, dots=dots)  # as many stickers as were stuck
    return how.summarise(each, settings)


def as_wide(low: float, high: float, share: float, width: float) -> tuple[float, float]:
    """An interval around a share, at least so wide, and within 0 and 1."""
    if high > low and high - low < width:
        stretch = width / (high - low)
        low, high = share - (share - low) * stretch, share + (high - share) * stretch
    if low < 0:
        low, high = 0.0, high - low
    if high > 1:
        low, high = low - high + 1, 1.0
    return max(0.0, low), high


def _no_surer(rows: Sequence[Ranked], by: Mapping[str, Ranked]) -> tuple[Ranked, ...]:
    """Options by children: no interval narrower, and none told apart that contributions do not tell apart."""
    made: list[Ranked] = []
    step = 1
    for at, one in enumerate(rows):
        other = by[one.key]
        if one.share is None or one.low is None or one.high is None or other.low is None or other.high is None:
            made.append(one)
            continue
        if at and all(
            (above.step or 0) < (below.step or 0) and (by[above.key].step or 0) < (by[below.key].step or 0)
            for above in rows[:at]
            for below in rows[at:]
            if below.step is not None
        ):
            step += 1
        low, high = as_wide(one.low, one.high, one.share, other.high - other.low)
        made.append(replace(one, low=low, high=high, step=step))
    return tuple(made)


def _opinions(each: Sequence[Contribution], by: Opinions) -> Opinions:
    """Statements by children. Groups of opinion stay groups of contributions: a device has one opinion."""
    stances: Counter[tuple[str, int]] = Counter()
    for one in each:
        if one.missing is None:
            for key, stance in one.value.items():
                stances[key, stance] += one.times
    rows = []
    for row in by.rows:
        agree, disagree, passed = (stances[row.key, stance] for stance in (1, -1, 0))
        n = agree + disagree + passed
        made = Opinion(row.key, agree, disagree, passed, divisive=4 * agree * disagree / n**2 if n else 0.0)
        if row.low is not None and row.high is not None and n:
            share = agree / n
            before = row.agree / (row.agree + row.disagree + row.passed)
            low, high = as_wide(share - (before - row.low), share + (row.high - before), share, row.high - row.low)
            made = replace(made, low=low, high=high)
        rows.append(made)
    rows.sort(key=lambda one: -(one.agree / n if (n := one.agree + one.disagree + one.passed) else -1))
    gave, _ = answered(each)
    return replace(by, answered=gave, missing=missing(each), rows=tuple(rows))


def behind(shape: str, contributions: Sequence[Contribution]) -> dict[str, int]:
    """For each thing one may take a stand on, compare or sort: how many children did."""
    children: Counter[str] = Counter()
    for one in contributions:
        if one.missing is None:
            for key in _keys(shape, one.value):
                children[key] += one.size * one.times
    return dict(children)


def cells(shape: str, contributions: Sequence[Contribution]) -> tuple[int, ...]:
    """How many contributions stand behind each figure of a detail: what may hold no one to four in a split."""
    counted: Counter[Any] = Counter()
    for one in contributions:
        if one.missing is None:
            for figure in _figures(shape, one.value):
                counted[figure] += one.times
    return tuple(counted.values())


def _keys(shape: str, value: Any) -> set[str]:
    if shape == "pairs":
        return {key for left, right, chosen in value if chosen for key in (left, right)}
    return set(_laid(value) if shape == "piles" else value)


def _figures(shape: str, value: Any) -> set[Any]:
    match shape:
        case "stances":
            return set(value.items())
        case "pairs":
            return {(key, key == chosen) for left, right, chosen in value if chosen for key in (left, right)}
        case "pins":
            return {(page, kind) for page, _, _, kind in value}
        case "piles":
            laid = _laid(value)
            pairs = {(one, other, laid[one] == laid[other]) for one, other in combinations(sorted(laid), 2)}
            return pairs | set(laid.items())
    return set()


def _laid(value: Any) -> dict[str, str]:
    return dict(value["cards"]) if isinstance(value.get("cards"), Mapping) else dict(value)
