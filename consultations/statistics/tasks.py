"""How a task went: who managed it, alone or with help, how long it took, and the errors and help on the way."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from consultations.statistics.answers import Answer, numbers
from consultations.statistics.interval import FEWEST_CLASSES, Interval, student
from consultations.statistics.means import median_of_counts
from consultations.statistics.proportions import clustered, spread_over_clusters, wilson

UNAIDED, HELPED, FAILED = 2, 1, 0
"""How an attempt ended. A task that was not tried, or not seen, has a code in letters or None instead."""

FEWEST_TIMES = 5
"""Below five times a geometric mean has no interval: fewer hardly show how much times differ."""


@dataclass(frozen=True)
class Completion:
    """How `attempts` at a task ended; contributors who did not try are no attempt.

    `share` is that of unaided successes, with its interval; `partial` counts help as half, Σ success / 2n.
    None without attempts, and where `why` says `too_few_classes`: then `spread` is all that can be shown, the
    smallest and the largest share of a class, None where there are not two classes.
    """

    attempts: int
    unaided: int
    helped: int
    failed: int
    share: Interval | None
    partial: float | None
    why: str | None
    spread: tuple[float, float] | None


@dataclass(frozen=True)
class Times:
    """The geometric mean, in seconds, of the `n` unaided successes that were timed to the end.

    `interval` is None below `FEWEST_TIMES` (`why` = `too_few_times`) and where all times are the same
    (`all_the_same`); without times `seconds` is None too (`no_times`). For children under twelve a time says
    nothing about quality.
    """

    n: int
    seconds: float | None
    interval: Interval | None
    why: str | None


@dataclass(frozen=True)
class Counted:
    """Errors, or times help was given, over the `n` attempts of which they were counted. None where there are none.

    `none` is how many attempts had none at all: that is a count of 0, and not one that is missing.
    """

    n: int
    total: int
    none: int
    median: float | None
    mean: float | None
    most: int | None


def completion(successes: Iterable[Answer], level: float = 0.95) -> Completion:
    """Of contributors tested one by one: `UNAIDED`, `HELPED` or `FAILED` each. The share has its Wilson interval.

    ValueError on another number.
    """
    ended = numbers(successes, FAILED, UNAIDED)
    unaided, helped, failed = (sum(one == kind for one in ended) for kind in (UNAIDED, HELPED, FAILED))
    n = len(ended)
    share = wilson(unaided, n, level) if n else None
    return Completion(n, unaided, helped, failed, share, sum(ended) / (2 * n) if n else None, None, None)


def completion_by_class(classes: Sequence[Sequence[Answer]], level: float = 0.95, *, deff: float = 1.0) -> Completion:
    """Of whole classes, one list a class: children who worked side by side know less than as many one by one.

    The share has the interval of `proportions.clustered`, to which `deff` goes. Below five classes with an
    attempt there is none. ValueError as in `completion`.
    """
    tried = [ended for ended in (numbers(one, FAILED, UNAIDED) for one in classes) if ended]
    plain = completion([one for ended in tried for one in ended])
    yes, sizes = [ended.count(UNAIDED) for ended in tried], [len(ended) for ended in tried]
    share, why = None, None
    if len(tried) >= FEWEST_CLASSES:
        share = clustered(yes, sizes, level, deff=deff)
    elif tried:
        why = "too_few_classes"
    spread = spread_over_clusters(yes, sizes) if why and len(tried) > 1 else None
    return Completion(plain.attempts, plain.unaided, plain.helped, plain.failed, share, plain.partial, why, spread)


def success_times(attempts: Iterable[tuple[Answer, Answer]], level: float = 0.95) -> Times:
    """How long unaided successes took: (how the attempt ended, its seconds) each; a clock that was interrupted is None.

    With m and s the mean and the spread of ln t: exp(m), from exp(m - t_{n-1} s / √n) to exp(m + t_{n-1} s / √n).
    Attempts that failed or had help are left out, so a hard task looks quicker than it is: say so.

    ValueError on another ending, and on a time that is not above 0.

    Source: Sauro (2006), Graph and Calculator for Confidence Intervals for Task Times, measuringusability.com.
    """
    seconds: list[float] = []
    for ended, took in attempts:
        if numbers([ended], FAILED, UNAIDED) == [UNAIDED]:
            seconds += numbers([took], 0, math.inf, whole=False)
    if not all(0 < one < math.inf for one in seconds):
        raise ValueError("a time is a number of seconds above 0")
    n = len(seconds)
    if not n:
        return Times(0, None, None, "no_times")
    logs = sorted(math.log(one) for one in seconds)
    centre = math.fsum(logs) / n
    if n < FEWEST_TIMES:
        return Times(n, math.exp(centre), None, "too_few_times")
    if logs[0] == logs[-1]:
        return Times(n, math.exp(centre), None, "all_the_same")
    half = student(n - 1, level) * float(np.std(logs, ddof=1)) / math.sqrt(n)
    low, high, mean = math.exp(centre - half), math.exp(centre + half), math.exp(centre)
    return Times(n, mean, Interval(low, high, mean, float(n - 1), 1.0, "geometric_t"), None)


def counted(counts: Iterable[Answer]) -> Counted:
    """Errors, or times help was given, one number an attempt. ValueError on one below 0 or not whole."""
    given = [int(one) for one in numbers(counts, 0, 10**6)]
    if not given:
        return Counted(0, 0, 0, None, None, None)
    median = median_of_counts({float(one): given.count(one) for one in set(given)})
    return Counted(len(given), sum(given), given.count(0), median, sum(given) / len(given), max(given))
