"""Krippendorff's alpha: agreement of any number of raters, on names or on a scale, with ratings missing."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from consultations.statistics.agreement import FEWEST_UNITS, Coefficient, Label
from consultations.statistics.answers import Answer

Value = TypeVar("Value", bound=Hashable)

FIRM, TENTATIVE = 0.8, 0.667


def nominal(units: Sequence[Sequence[Label | None]]) -> Coefficient:
    """Alpha on names: two ratings are the same or not. One list of ratings a unit; None where a rater has none.

    α = 1 - D_o / D_e. Units with fewer than two ratings drop out. `too_few_units` and `no_variation` as in
    `agreement.Coefficient`.

    Source: Krippendorff (2004), Content Analysis, chapter 11; `kripp.alpha` of R's irr.
    """
    return _alpha(units, lambda one, other, _: Fraction(one != other))


def ordinal(units: Sequence[Sequence[Answer]]) -> Coefficient:
    """As `nominal`, on steps that have an order: two ratings differ by how many ratings lie between them.

    A missing code, in letters, is no rating here.
    """
    return _alpha(_numbers(units), _between)


def interval(units: Sequence[Sequence[Answer]]) -> Coefficient:
    """As `nominal`, on numbers: two ratings differ by the square of their distance."""
    return _alpha(_numbers(units), lambda one, other, _: (one - other) ** 2)


def alpha_word(alpha: float) -> str:
    """What an alpha allows, as a code: `firm` from 0.8, `tentative` from 0.667, `weak` below; a rule of thumb.

    Source: Krippendorff (2004), Content Analysis, for conclusions drawn from the coding.
    """
    if not alpha <= 1:
        raise ValueError(f"alpha is 1 at most, and not {alpha}")
    return "firm" if alpha >= FIRM else "tentative" if alpha >= TENTATIVE else "weak"


def _numbers(units: Sequence[Sequence[Answer]]) -> list[list[Fraction]]:
    return [[Fraction(one) for one in unit if one is not None and not isinstance(one, str)] for unit in units]


def _between(one: Fraction, other: Fraction, counts: Mapping[Fraction, int]) -> Fraction:
    """The square of the ratings from one value to the other, those of the two ends counted half."""
    low, high = min(one, other), max(one, other)
    inside = sum(count for value, count in counts.items() if low <= value <= high)
    return (inside - Fraction(counts[one] + counts[other], 2)) ** 2


def _alpha(
    units: Sequence[Sequence[Value | None]], distance: Callable[[Value, Value, Mapping[Value, int]], Fraction]
) -> Coefficient:
    """1 - (n - 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, with coincidences o_ck = Σ pairs in a unit / (its ratings - 1)."""
    rated = [Counter(one for one in unit if one is not None) for unit in units]
    twice = [unit for unit in rated if unit.total() > 1]
    if len(twice) < FEWEST_UNITS:
        return Coefficient(None, len(twice), "too_few_units")
    counts: Counter[Value] = Counter()
    for unit in twice:
        counts.update(unit)
    apart = {(c, k): distance(c, k, counts) for c in counts for k in counts if c != k}
    expected = sum((counts[c] * counts[k] * far for (c, k), far in apart.items()), Fraction(0))
    if expected == 0:
        return Coefficient(None, len(twice), "no_variation")
    seen = sum(
        (Fraction(unit[c] * unit[k], unit.total() - 1) * far for unit in twice for (c, k), far in apart.items()),
        Fraction(0),
    )
    return Coefficient(float(1 - (counts.total() - 1) * seen / expected), len(twice), None)
