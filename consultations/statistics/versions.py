"""Whether a new version is better, where other children tested it: two rounds of whole classes set side by side."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from consultations.statistics.effects import cliff_delta, cohen_h, delta_word, h_word
from consultations.statistics.interval import (
    FEWEST_CLASSES,
    Interval,
    check_positive,
    check_shares,
    check_values,
    student,
)
from consultations.statistics.linearised import Ratio, ratio
from consultations.statistics.means import clustered_mean
from consultations.statistics.proportions import clustered

FEWEST_ANSWERS_A_ROUND = 30
"""Below thirty answers in a round two rounds are not compared, however many classes they came from."""

FEWEST_POINTS = 0.03
"""A share has moved when the interval of the difference leaves out 0 and it is three points or more."""


@dataclass(frozen=True)
class Change:
    """What changed from `before` to `after`: shares from 0 to 1, or means in the unit of the scale.

    `interval` is that of the difference, after - before. `trend` is `up`, `down` or `about_the_same`: up or down
    only where the interval leaves out 0 and the difference is large enough to matter. `effect` is Cohen's h of
    shares, Cliff's delta of answers, and `word` its code.

    Where `why` says so, `interval`, `trend`, `effect` and `word` are None: `too_few_classes` below five in
    either round, `too_few_answers` below thirty, `all_the_same` where no answer of either round differs from
    another of that round, so that nothing shows how far the difference could be off. `before`, `after` and
    `difference` are None where nobody answered.
    """

    before: float | None
    after: float | None
    difference: float | None
    classes: tuple[int, int]
    answers: tuple[int, int]
    interval: Interval | None
    trend: str | None
    effect: float | None
    word: str | None
    why: str | None


@dataclass(frozen=True)
class _Round:
    """One round: its estimate, the variance between its classes, and that of a simple sample of as many answers."""

    found: Ratio
    variance: float
    simple: float

    @property
    def estimate(self) -> float:
        """The share or the mean of the round."""
        return float(self.found.estimate)


def change_of_share(
    before: tuple[Sequence[int], Sequence[int]],
    after: tuple[Sequence[int], Sequence[int]],
    level: float = 0.95,
    *,
    deff: float = 1.0,
) -> Change:
    """How a share changed between two rounds of other children: (successes, answers) of each class, a round each.

    d = p2 - p1 ± t √(V1 + V2), with V the variance between classes of `linearised.ratio` and the fewer of the
    two degrees of freedom (classes - 1). A round in which all classes have one share shows no variance of its
    own: then the wider side of its `proportions.clustered` interval, to which `deff` goes, stands for t √V.

    Compare only questions with the same wording, in the same age band. ValueError on counts that cannot be.

    Source: `linearised.ratio` for V; that of a difference between independent rounds is the sum. The fewer
    degrees of freedom are the cautious choice.
    """
    rounds, sizes = [], []
    for yes, answered in (before, after):
        kept = check_shares(yes, answered) if len(yes) or len(answered) else ([], [])
        sizes.append((len(kept[1]), sum(kept[1])))
        rounds.append(kept)
    if why := _too_few(sizes):
        shares = [sum(yes) / sum(answered) if answered else None for yes, answered in rounds]
        return _nothing(shares[0], shares[1], sizes, why)
    one, other = (_share(yes, answered, level, deff) for yes, answered in rounds)
    h = cohen_h(one.estimate, other.estimate)
    return _change(one, other, sizes, level, FEWEST_POINTS, (h, h_word(h)))


def change_of_mean(
    before: Sequence[Sequence[float]], after: Sequence[Sequence[float]], least: float, level: float = 0.95
) -> Change:
    """How a mean changed between two rounds of other children: one list of answers a class, a round each.

    As `change_of_share`. `least` is the smallest difference that matters, in the unit of the scale and above
    0: 3 for a score from 0 to 100. ValueError on an empty class, and on NaN.
    """
    check_positive("the smallest difference that matters", least)
    rounds = [check_values(classes) if classes else [] for classes in (before, after)]
    sizes = [(len(classes), sum(len(one) for one in classes)) for classes in rounds]
    every = [[value for one in classes for value in one] for classes in rounds]
    if why := _too_few(sizes):
        means = [math.fsum(values) / len(values) if values else None for values in every]
        return _nothing(means[0], means[1], sizes, why)
    one, other = (_mean(classes, level) for classes in rounds)
    delta = cliff_delta(every[0], every[1])
    if one.variance == other.variance == 0 or delta is None:
        return _nothing(one.estimate, other.estimate, sizes, "all_the_same")
    return _change(one, other, sizes, level, least, (delta, delta_word(delta)))


def _share(yes: Sequence[int], answered: Sequence[int], level: float, deff: float) -> _Round:
    found, n = ratio(yes, answered), sum(answered)
    simple = float(found.estimate * (1 - found.estimate)) / (n - 1)
    if found.variance:
        return _Round(found, float(found.variance), simple)
    interval = clustered(yes, answered, level, deff=deff)
    reach = max(interval.high - interval.estimate, interval.estimate - interval.low)
    return _Round(found, (reach / student(found.df, level)) ** 2, simple)


def _mean(classes: Sequence[Sequence[float]], level: float) -> _Round:
    interval = clustered_mean(classes, level)
    totals = [sum((Fraction(value) for value in values), Fraction(0)) for values in classes]
    found = ratio(totals, [len(values) for values in classes])
    variance = float(found.variance) or ((interval.high - interval.estimate) / student(found.df, level)) ** 2
    return _Round(found, variance, variance / interval.deff)


def _too_few(sizes: Sequence[tuple[int, int]]) -> str | None:
    if min(classes for classes, _ in sizes) < FEWEST_CLASSES:
        return "too_few_classes"
    return "too_few_answers" if min(answers for _, answers in sizes) < FEWEST_ANSWERS_A_ROUND else None


def _nothing(before: float | None, after: float | None, sizes: Sequence[tuple[int, int]], why: str) -> Change:
    difference = None if before is None or after is None else after - before
    classes, answers = zip(*sizes, strict=True)
    return Change(before, after, difference, classes, answers, None, None, None, None, why)


def _change(
    one: _Round, other: _Round, sizes: Sequence[tuple[int, int]], level: float, least: float, effect: tuple[float, str]
) -> Change:
    exact = other.found.estimate - one.found.estimate
    df = min(one.found.df, other.found.df)
    half = student(df, level) * math.sqrt(one.variance + other.variance)
    difference = float(exact)
    simple = one.simple + other.simple
    deff = (one.variance + other.variance) / simple if simple else 1.0
    interval = Interval(difference - half, difference + half, difference, float(df), deff, "difference_t")
    trend = "about_the_same"
    if abs(difference) >= least and not interval.low <= 0 <= interval.high:
        trend = "up" if difference > 0 else "down"
    classes, answers = zip(*sizes, strict=True)
    return Change(
        one.estimate, other.estimate, difference, classes, answers, interval, trend, effect[0], effect[1], None
    )
