"""How alike children of one class are, and what that costs: intraclass correlation and design effects."""

from collections.abc import Sequence
from fractions import Fraction

from consultations.statistics.interval import check_positive, check_values


def intraclass_correlation(values_by_cluster: Sequence[Sequence[float]]) -> float:
    """How much more two answers of one class agree than two answers of different classes; 1 at most.

    One-way analysis of variance, ICC1 = (MSB - MSW) / (MSB + (m0 - 1) MSW), with for classes of unequal size
    m0 = (n - Σ n_j² / n) / (k - 1). It may be negative, and is not cut off.

    ValueError below two classes, when no class has two answers, when all answers are the same, and on NaN.

    Source: Shrout & Fleiss (1979), Psychological Bulletin 86:420-428, ICC(1,1); m0: Donner (1986),
    International Statistical Review 54:67-82.
    """
    classes = [[Fraction(value) for value in values] for values in check_values(values_by_cluster)]
    k, n = len(classes), sum(len(values) for values in classes)
    if k < 2:
        raise ValueError("one class cannot be compared with itself")
    if n == k:
        raise ValueError("no class has two answers to compare")
    total = sum((value for values in classes for value in values), Fraction(0))
    squares = sum((value**2 for values in classes for value in values), Fraction(0))
    by_class = sum((sum(values, Fraction(0)) ** 2 / len(values) for values in classes), Fraction(0))
    between = (by_class - total**2 / n) / (k - 1)
    within = (squares - by_class) / (n - k)
    if between == within == 0:
        raise ValueError("all answers are the same")
    usual_size = (n - Fraction(sum(len(values) ** 2 for values in classes), n)) / (k - 1)
    return float((between - within) / (between + (usual_size - 1) * within))


def design_effect(variance: float, spread: float, n: int) -> float:
    """How many times `variance` is that of a simple sample: V / (s² / n).

    `variance` is that of the mean over classes, `spread` the variance s² of single answers, `n` how many.
    Below 1 is possible and is not cut off. Source: Kish (1965), Survey Sampling, on deff.
    """
    if not variance >= 0:
        raise ValueError(f"a variance is zero or more, and not {variance}")
    return variance * check_positive("a number of answers", n) / check_positive("a spread", spread)


def planned_design_effect(mean_size: float, correlation: float) -> float:
    """The design effect to plan with, 1 + (m - 1) ρ, for classes of `mean_size` children; never below 1.

    `correlation` is an `intraclass_correlation`, -1 to 1; a negative one is a chance find and counts as 0.
    Source: Kish (1965), Survey Sampling, on roh, the rate of homogeneity.
    """
    if not mean_size >= 1:
        raise ValueError(f"a class has one child or more, and not {mean_size}")
    if not -1 <= correlation <= 1:
        raise ValueError(f"a correlation lies between -1 and 1, and not at {correlation}")
    return 1 + (mean_size - 1) * max(0.0, correlation)


def effective_size(n: int, deff: float) -> float:
    """The size of the simple sample that would know as much: n / deff."""
    return check_positive("a number of answers", n) / check_positive("a design effect", deff)


def kish_effective_size(weights: Sequence[float]) -> float:
    """The number of equally weighted answers that know as much as these: (Σ w)² / Σ w².

    Between 1 and the number of weights. ValueError on no weights, and on one that is not above zero.
    Source: Kish (1992), Journal of Official Statistics 8:183-200; n over this is his effect of weighting.
    """
    checked = [Fraction(check_positive("a weight", float(weight))) for weight in weights]
    if not checked:
        raise ValueError("there are no weights")
    total = sum(checked, Fraction(0))
    return float(total**2 / sum((weight**2 for weight in checked), Fraction(0)))
