"""The one variance formula of this room: a ratio over classes, linearised, each class one draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from consultations.statistics.interval import check_positive


@dataclass(frozen=True)
class Ratio:
    """A weighted total divided by a weighted size, and its variance between classes. Both are exact."""

    estimate: Fraction
    variance: Fraction
    classes: int

    @property
    def df(self) -> int:
        """Degrees of freedom of the variance: classes - 1 (one stratum)."""
        return self.classes - 1


def ratio(
    totals: Sequence[int | Fraction],
    sizes: Sequence[int],
    weights: Sequence[float] | None = None,
    sampled_share: float = 0.0,
) -> Ratio:
    """Σ w t / Σ w n over classes, with its ultimate-cluster variance.

    One total and one size a class; one weight a class, or none for equal weights (only their proportions
    count). `sampled_share` is the share of all classes that took part, 0 unless that is really known.
    At least two classes.

    With θ the ratio and u_j = w_j (t_j - θ n_j) / Σ w n, the variance is (1 - f) m/(m - 1) Σ u_j². The mean
    of the u_j is zero by construction and so drops out.

    Source: Woodruff (1971), JASA 66:411-414 (linearisation); Kalton (1979), JRSS A 142:210-222 (ultimate
    clusters); it gives what `svymean` of Lumley's R package survey gives for `svydesign(id = ~class)`.
    Computed in fractions: the order of the classes cannot matter and classes that agree have variance 0.
    """
    if not 0 <= sampled_share < 1:
        raise ValueError(f"the share of classes that took part is from 0 to below 1, and not {sampled_share}")
    weight = _checked(weights, len(sizes))
    weighed = sum((w * size for w, size in zip(weight, sizes, strict=True)), Fraction(0))
    theta = sum((w * total for w, total in zip(weight, totals, strict=True)), Fraction(0)) / weighed
    squares = sum(((w * (t - theta * n)) ** 2 for w, t, n in zip(weight, totals, sizes, strict=True)), Fraction(0))
    classes = len(sizes)
    variance = (1 - Fraction(sampled_share)) * Fraction(classes, classes - 1) * squares / weighed**2
    return Ratio(theta, variance, classes)


def _checked(weights: Sequence[float] | None, classes: int) -> list[Fraction]:
    if weights is None:
        return [Fraction(1)] * classes
    if len(weights) != classes:
        raise ValueError(f"{classes} classes need as many weights, and not {len(weights)}")
    return [Fraction(check_positive("a weight", float(weight))) for weight in weights]
