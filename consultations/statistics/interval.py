"""What every interval in this room looks like, and the checks they share."""

import math
import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scipy import special

FEWEST_CLASSES = 5
"""Below five classes the variance between classes is itself a guess: show their spread, or nothing."""


class TooFewClasses(ValueError):
    """There are not enough classes to say how far the figure could be off."""


@dataclass(frozen=True)
class Interval:
    """A figure and how far it could be off.

    `low`, `high` and `estimate` are in the unit of the figure: a share from 0 to 1, or the unit of a scale.
    `df` are the degrees of freedom (classes - 1), None where the answers count as a simple sample.
    `deff` is the design effect: how many times the variance is that of a simple sample of the same size;
    where the classes could not show one, it is the one that was assumed.
    `method` is the name to print in the method note.
    """

    low: float
    high: float
    estimate: float
    df: float | None
    deff: float
    method: str


def tail(level: float) -> float:
    """The probability left out on each side of an interval: 0.025 for a level of 0.95."""
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, and not at {level}")
    return (1 - level) / 2


def student(df: float, level: float) -> float:
    """The quantile of Student's t that leaves `tail(level)` above it."""
    return float(-special.stdtrit(df, tail(level)))


def check_positive(what: str, value: float) -> float:
    """Return the value when it is a number above zero; otherwise ValueError."""
    if not (math.isfinite(value) and value > 0):
        raise ValueError(f"{what} is a number above zero, and not {value}")
    return value


def check_counts(counts: Iterable[int]) -> list[int]:
    """Return whole numbers of zero or more; otherwise ValueError."""
    try:
        checked = [operator.index(count) for count in counts]
    except TypeError:
        raise ValueError("a count is a whole number") from None
    if any(count < 0 for count in checked):
        raise ValueError("a count cannot be negative")
    return checked


def check_shares(successes: Sequence[int], sizes: Sequence[int]) -> tuple[list[int], list[int]]:
    """Return, for each class, how many said yes and how many answered; ValueError where that cannot be."""
    yes, answered = check_counts(successes), check_counts(sizes)
    if len(yes) != len(answered):
        raise ValueError(f"{len(yes)} classes have successes and {len(answered)} have a size")
    if not answered:
        raise ValueError("there is no class to count")
    if 0 in answered:
        raise ValueError("a class in which nobody answered is left out, and not counted with size 0")
    if any(one > size for one, size in zip(yes, answered, strict=True)):
        raise ValueError("a class cannot have more successes than answers")
    return yes, answered


def check_values(values_by_cluster: Sequence[Sequence[float]]) -> list[list[float]]:
    """Return the answers of each class as plain numbers; ValueError on none, on an empty class and on NaN."""
    classes = [[float(value) for value in values] for values in values_by_cluster]
    if not classes:
        raise ValueError("there is no class to count")
    if not all(classes):
        raise ValueError("a class in which nobody answered is left out, and not counted as empty")
    if not all(math.isfinite(value) for values in classes for value in values):
        raise ValueError("an answer that is not a number cannot be counted")
    return classes


def check_enough(classes: int) -> None:
    """TooFewClasses below `FEWEST_CLASSES`."""
    if classes < FEWEST_CLASSES:
        raise TooFewClasses(f"too few classes: {classes}, and an interval needs {FEWEST_CLASSES}")
