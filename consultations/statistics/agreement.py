"""How far raters agree: percent, Cohen's and Fleiss' kappa, Gwet's AC1, and when there is too little to say it of."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations
from typing import Literal

Label = Hashable
"""A category: a name, or a step of a scale. None is a unit that this rater did not rate, and never a category."""

Strength = Literal["poor", "slight", "fair", "moderate", "substantial", "almost_perfect"]

FEWEST_UNITS = 10
"""Below ten units rated twice, one of them moves the agreement by ten points or more: no coefficient then."""


@dataclass(frozen=True)
class Coefficient:
    """A coefficient of agreement: 1 full agreement, 0 as much as by chance, below 0 less; `units` it was found on.

    `value` is None where `why` says so: `too_few_units` below ten units with two ratings; `no_variation` where
    chance alone agrees fully, as when only one category was ever used.
    """

    value: float | None
    units: int
    why: str | None


def percent_agreement(units: Sequence[Sequence[Label | None]]) -> float | None:
    """The share, 0 to 1, of pairs of ratings of one unit that are the same, averaged over units.

    One list of ratings a unit, of any number of raters. None where no unit has two ratings.
    """
    shares = [_alike(unit) for unit in _rated(units) if len(unit) > 1]
    return float(sum(shares) / len(shares)) if shares else None


def cohen_kappa(pairs: Sequence[tuple[Label | None, Label | None]]) -> Coefficient:
    """Two raters, each unit with a rating of the first and one of the second; units that lack one are left out.

    κ = (p_o - p_e) / (1 - p_e) with p_e = Σ p_1k p_2k.

    Source: Cohen (1960), Educational and Psychological Measurement 20:37-46.
    """
    return _two_raters(pairs, lambda one, other: Fraction(one != other))


def weighted_kappa(
    pairs: Sequence[tuple[Label | None, Label | None]], levels: Sequence[Label], *, quadratic: bool = False
) -> Coefficient:
    """Two raters on a scale: being two steps apart is worse than one. κ_w = 1 - Σ w o / Σ w e.

    `levels` are all steps of the scale, from low to high, whether used or not: the weight of a disagreement is
    its number of steps, or the square of it where `quadratic`, and a step that nobody used still lies between.

    ValueError on a level given twice, and on a rating that is not one of them.

    Source: Cohen (1968), Psychological Bulletin 70:213-220; `kappa2(weight = "equal")` and `"squared"` of R's
    irr, which knows no levels but those in use.
    """
    at = {level: step for step, level in enumerate(levels)}
    if len(at) != len(levels):
        raise ValueError("each level is there once")
    if strange := [one for one in chain.from_iterable(pairs) if one is not None and one not in at]:
        raise ValueError(f"{strange[0]!r} is not one of the levels")
    power = 2 if quadratic else 1
    return _two_raters(pairs, lambda one, other: Fraction(abs(at[one] - at[other]) ** power))


def fleiss_kappa(units: Sequence[Sequence[Label]]) -> Coefficient:
    """Several raters, not always the same ones, as many for each unit: one list of ratings a unit.

    κ = (P̄ - P_e) / (1 - P_e): P̄ the average agreement within units, P_e = Σ p_j² over categories.

    ValueError where units have different numbers of ratings (see `krippendorff.alpha`), and on None.

    Source: Fleiss (1971), Psychological Bulletin 76:378-382.
    """
    if len({len(unit) for unit in units}) > 1 or any(one is None for unit in units for one in unit):
        raise ValueError("every unit has the same number of ratings, and none is missing")
    rated = [unit for unit in units if len(unit) > 1]
    if why := _too_few(rated):
        return why
    used, ratings = Counter(chain.from_iterable(rated)), sum(len(unit) for unit in rated)
    chance = sum((Fraction(count, ratings) ** 2 for count in used.values()), Fraction(0))
    return _corrected(sum((_alike(unit) for unit in rated), Fraction(0)) / len(rated), chance, len(rated))


def gwet_ac1(units: Sequence[Sequence[Label | None]], categories: Sequence[Label]) -> Coefficient:
    """Several raters, some of whom missed some units; it holds where one category is rare, which sinks a kappa.

    (P̄ - P_e) / (1 - P_e), P_e = Σ π_k (1 - π_k) / (q - 1): π_k the average over units of the share of ratings
    in category k, of the q `categories` that could be used. For yes and no, P_e = 2 π (1 - π).

    ValueError below two categories, on one given twice and on a rating that is not one of them.

    Source: Gwet (2008), British Journal of Mathematical and Statistical Psychology 61:29-48; `gwet.ac1.raw` of
    R's irrCAC, also for its units with one rating, which count for π and not for P̄.
    """
    if len(set(categories)) != len(categories) or len(categories) < 2:
        raise ValueError("there are two categories or more, each of them once")
    rated = _rated(units)
    if strange := [one for one in chain.from_iterable(rated) if one not in categories]:
        raise ValueError(f"{strange[0]!r} is not one of the categories")
    twice = [unit for unit in rated if len(unit) > 1]
    if why := _too_few(twice):
        return why
    chance = Fraction(0)
    for category in categories:
        share = sum((Fraction(list(unit).count(category), len(unit)) for unit in rated), Fraction(0)) / len(rated)
        chance += share * (1 - share) / (len(categories) - 1)
    return _corrected(sum((_alike(unit) for unit in twice), Fraction(0)) / len(twice), chance, len(twice))


def in_words(kappa: float) -> Strength:
    """What a kappa is called. Names for figures, chosen by their authors and by nothing else.

    Source: Landis & Koch (1977), Biometrics 33:159-174, table p. 165: a border belongs to the lower name.
    """
    borders: tuple[tuple[float, Strength], ...] = (
        (0.2, "slight"), (0.4, "fair"), (0.6, "moderate"), (0.8, "substantial"), (1.0, "almost_perfect"),
    )  # fmt: skip
    if kappa < 0:
        return "poor"
    return next(name for border, name in borders if round(kappa, 9) <= border)


def _two_raters(
    pairs: Sequence[tuple[Label | None, Label | None]], weight: Callable[[Label, Label], Fraction]
) -> Coefficient:
    """1 - observed / expected disagreement, by a weight of 0 for the same and more for the worse."""
    both = [(one, other) for one, other in pairs if one is not None and other is not None]
    if why := _too_few(both):
        return why
    n, cells = len(both), Counter(both)
    first, second = Counter(one for one, _ in both), Counter(other for _, other in both)
    seen = sum((weight(*cell) * count for cell, count in cells.items()), Fraction(0)) / n
    expected = sum(
        (weight(one, other) * first[one] * second[other] for one in first for other in second), Fraction(0)
    ) / (n * n)
    return Coefficient(float(1 - seen / expected), n, None) if expected else Coefficient(None, n, "no_variation")


def _rated(units: Sequence[Sequence[Label | None]]) -> list[list[Label]]:
    """The ratings that are there; a unit without any is left out."""
    rated = [[one for one in unit if one is not None] for unit in units]
    return [unit for unit in rated if unit]


def _alike(unit: Sequence[Label]) -> Fraction:
    """The share of pairs of ratings of one unit that are the same."""
    pairs = list(combinations(unit, 2))
    return Fraction(sum(one == other for one, other in pairs), len(pairs))


def _too_few(units: Sequence[object]) -> Coefficient | None:
    return Coefficient(None, len(units), "too_few_units") if len(units) < FEWEST_UNITS else None


def _corrected(seen: Fraction, chance: Fraction, units: int) -> Coefficient:
    if chance == 1:
        return Coefficient(None, units, "no_variation")
    return Coefficient(float((seen - chance) / (1 - chance)), units, None)
