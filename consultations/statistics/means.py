"""The middle of a set of answers, and how sure it is: means, medians and quartiles over whole classes."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import accumulate

from consultations.statistics.interval import (
    Interval,
    check_counts,
    check_enough,
    check_positive,
    check_values,
    student,
)
from consultations.statistics.linearised import ratio
from consultations.statistics.proportions import clustered

HALF = Fraction(1, 2)


def clustered_mean(
    values_by_cluster: Sequence[Sequence[float]],
    level: float = 0.95,
    *,
    weights: Sequence[float] | None = None,
    sampled_share: float = 0.0,
    deff: float = 1.0,
) -> Interval:
    """The mean over classes with the interval mean ± t_df · √V, in the unit of the values.

    One list of answers a class; `weights`, one a class, and `sampled_share` as in `linearised.ratio`. The
    limits may fall outside the scale. Where every class has the same mean, V is 0 and cannot show a design
    effect: then `deff` times the variance of a simple sample. When everybody gave the same answer the
    interval has no width.

    deff = V / (s² / n) with s² = n/(n-1) Σ w (y - ȳ)² / Σ w ("replace" in R's `svymean`).

    TooFewClasses (a ValueError) below five classes. ValueError on an empty class, and on NaN.
    """
    classes = check_values(values_by_cluster)
    check_enough(len(classes))
    check_positive("a design effect", deff)
    sizes = [len(values) for values in classes]
    found = ratio([_power_sum(values, 1) for values in classes], sizes, weights, sampled_share)
    squares = ratio([_power_sum(values, 2) for values in classes], sizes, weights)
    simple = (squares.estimate - found.estimate**2) / (sum(sizes) - 1)
    variance = found.variance
    if variance == 0:
        variance = Fraction(deff) * simple
    half = student(found.df, level) * math.sqrt(variance)
    mean = float(found.estimate)
    shown = float(variance / simple) if simple else float(deff)
    return Interval(mean - half, mean + half, mean, float(found.df), shown, "taylor_t")


def median_of_counts(counts: Mapping[float, int]) -> float:
    """The middle answer, from how often each value was given; see `quartiles_of_counts` for the rule."""
    return quartiles_of_counts(counts)[1]


def quartiles_of_counts(counts: Mapping[float, int]) -> tuple[float, float, float]:
    """The lower quartile, the median and the upper quartile, from how often each value was given.

    Rule: the smallest value that at least that share of the answers reaches; where the share is met exactly,
    half-way to the next value that was given. So the result is a step of the scale or the middle of two.
    ValueError when nobody answered, on a negative count and on a value that is not a number.

    Source: definition 2 of Hyndman & Fan (1996), The American Statistician 50:361-365 (`type = 2` in R's
    `quantile`, the default of SAS).
    """
    given = _given(counts)
    lower, median, upper = (_quantile(given, Fraction(quarter, 4)) for quarter in (1, 2, 3))
    return lower, median, upper


def woodruff_median(
    values_by_cluster: Sequence[Sequence[float]], level: float = 0.95, *, sampled_share: float = 0.0
) -> Interval:
    """The median over classes, for measures with many different values: seconds, scores.

    On a scale of a few steps this interval is wrong far too often: use `median_on_scale`.

    With F the share of answers up to the median and V its variance between classes, the limits are the
    smallest values reached by F - t √V and F + t √V of the answers. `deff` is that of F.

    TooFewClasses (a ValueError) below five classes. ValueError where V is 0 (as when the median is also the
    highest answer: then this method cannot see any doubt), on an empty class and on NaN.

    Source: Woodruff (1952), JASA 47:635-646, as `svyquantile(interval.type = "mean", qrule = "math")` in R's
    survey 4.1 and later, but for the median itself, which follows `quartiles_of_counts`.
    """
    classes = check_values(values_by_cluster)
    check_enough(len(classes))
    given = _given(Counter(value for values in classes for value in values))
    median = _quantile(given, HALF)
    sizes = [len(values) for values in classes]
    found = ratio(_up_to(median, classes), sizes, None, sampled_share)
    if found.variance == 0:
        raise ValueError("the answers pile up on the median, which this method cannot judge: see median_on_scale")
    share, variance = float(found.estimate), float(found.variance)
    half = student(found.df, level) * math.sqrt(variance)
    deff = variance * (sum(sizes) - 1) / (share * (1 - share))
    low, high = _reached(given, share - half), _reached(given, share + half)
    return Interval(low, high, median, float(found.df), deff, "woodruff")


def median_on_scale(
    values_by_cluster: Sequence[Sequence[float]], level: float = 0.95, *, deff: float = 1.0
) -> Interval:
    """The median over classes, for a scale of a few steps, on which most answers tie.

    A step is the lower limit when the interval of the share of answers up to it (`proportions.clustered`, to
    which `deff` goes) first reaches one half, and the upper limit when it first lies wholly at or above one
    half. So both limits are steps that somebody chose. The `deff` returned is that of the share up to the
    median.

    TooFewClasses (a ValueError) below five classes. ValueError on an empty class, and on NaN.

    Source: the inversion of Woodruff (1952) made at every value instead of at the median alone, as Francisco
    & Fuller (1991), Annals of Statistics 19:454-469.
    """
    classes = check_values(values_by_cluster)
    check_enough(len(classes))
    sizes = [len(values) for values in classes]
    given = _given(Counter(value for values in classes for value in values))
    median = _quantile(given, HALF)
    steps = {step: clustered(_up_to(step, classes), sizes, level, deff=deff) for step in given}
    low = next(step for step, share in steps.items() if share.high >= HALF)
    high = next((step for step, share in steps.items() if share.low >= HALF), max(given))
    at_median = steps[max(step for step in given if step <= median)]
    return Interval(low, high, median, at_median.df, at_median.deff, "median_on_scale")


def _power_sum(values: Sequence[float], power: int) -> Fraction:
    """Σ y or Σ y², exactly: each different value once, since on a scale most answers are equal."""
    return sum((Fraction(value) ** power * count for value, count in Counter(values).items()), Fraction(0))


def _given(counts: Mapping[float, int]) -> dict[float, int]:
    """The values somebody gave, from low to high, with how often."""
    checked = zip((float(value) for value in counts), check_counts(counts.values()), strict=True)
    given = sorted((value, count) for value, count in checked if count)
    if not given:
        raise ValueError("nobody answered")
    if not all(math.isfinite(value) for value, _ in given):
        raise ValueError("an answer that is not a number cannot be counted")
    return dict(given)


def _quantile(given: Mapping[float, int], share: Fraction) -> float:
    """The value below which `share` of the answers lie, by definition 2 of Hyndman & Fan; 0 < share < 1."""
    rank, values = share * sum(given.values()), list(given)
    place, seen = next(step for step in enumerate(accumulate(given.values())) if step[1] >= rank)
    return (values[place] + values[place + 1]) / 2 if seen == rank else values[place]


def _reached(given: Mapping[float, int], share: float) -> float:
    """The smallest value up to which at least `share` of the answers lie; the ends where there is none."""
    n, reached = sum(given.values()), zip(given, accumulate(given.values()), strict=True)
    return next((value for value, seen in reached if Fraction(seen, n) >= share), max(given))


def _up_to(limit: float, classes: Sequence[Sequence[float]]) -> list[int]:
    """How many answers of each class are at or below the limit."""
    return [sum(value <= limit for value in values) for values in classes]
