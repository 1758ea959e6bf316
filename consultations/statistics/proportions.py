"""How sure a share is: of a simple sample (Wilson, Clopper-Pearson) and of whole classes (Korn-Graubard)."""

import math
from collections.abc import Sequence
from dataclasses import replace

from scipy import special

from consultations.statistics.interval import (
    Interval,
    check_enough,
    check_positive,
    check_shares,
    student,
    tail,
)
from consultations.statistics.linearised import ratio


def wilson(successes: float, n: float, level: float = 0.95) -> Interval:
    """The score interval of a share in a simple sample; the default for charts.

    `n` need not be whole: an effective size will do. ValueError unless 0 <= successes <= n and n > 0.

    Source: Wilson (1927), JASA 22:209-212; method 3 of Newcombe (1998), Statistics in Medicine 17:857-872.
    """
    share = _share(successes, n)
    z = float(-special.ndtri(tail(level)))
    centre = share + z**2 / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    low = 0.0 if successes == 0 else max(0.0, (centre - half) / (1 + z**2 / n))
    high = 1.0 if successes == n else min(1.0, (centre + half) / (1 + z**2 / n))
    return Interval(low, high, share, None, 1.0, "wilson")


def clopper_pearson(successes: float, n: float, level: float = 0.95) -> Interval:
    """The exact interval of a share in a simple sample: never narrower than promised, often wider.

    `n` need not be whole: an effective size will do. ValueError unless 0 <= successes <= n and n > 0.

    Source: Clopper & Pearson (1934), Biometrika 26:404-413; method 5 of Newcombe (1998), as Beta quantiles.
    """
    share = _share(successes, n)
    low, high = _beta_limits(successes, n, level)
    return Interval(low, high, share, None, 1.0, "clopper_pearson")


def korn_graubard(
    share: float, variance: float, n: int, df: float, level: float = 0.95, *, cap: bool = False
) -> Interval:
    """Clopper-Pearson on the size that a simple sample would need to know as much as these classes do.

    n* = p (1 - p) / V · (t_{n-1} / t_df)². `share` strictly between 0 and 1, `variance` above 0, `n` the
    number of answers. As in R, n* may exceed n when the classes differ less than chance would have it;
    `cap=True` stops it at n, which is the cautious choice.

    Source: Korn & Graubard (1998), Survey Methodology 24:193-201; `svyciprop(method = "beta")` in R's survey.
    """
    if not 0 < share < 1:
        raise ValueError(f"this interval needs a share strictly between 0 and 1, and not {share}")
    check_positive("a variance", variance)
    check_positive("the degrees of freedom", df)
    if n < 2:
        raise ValueError(f"this interval needs two answers or more, and not {n}")
    size = share * (1 - share) / variance * (student(n - 1, level) / student(df, level)) ** 2
    if cap:
        size = min(size, n)
    low, high = _beta_limits(size * share, size, level)
    deff = variance * (n - 1) / (share * (1 - share))
    return Interval(low, high, share, df, deff, "korn_graubard")


def clustered(
    successes: Sequence[int],
    sizes: Sequence[int],
    level: float = 0.95,
    *,
    weights: Sequence[float] | None = None,
    sampled_share: float = 0.0,
    deff: float = 1.0,
    cap: bool = False,
) -> Interval:
    """The share over classes with its Korn-Graubard interval, classes counted as the units that were drawn.

    One number of successes and one number of answers a class; `weights`, one a class, and `sampled_share` as
    in `linearised.ratio`. Where the classes show no difference at all (0 %, 100 %, or the same share
    everywhere) they cannot show a design effect either: then Clopper-Pearson on n / `deff`. Pass the median
    design effect of the survey; the default 1 treats the children as a simple sample and is then too narrow.

    TooFewClasses (a ValueError) below five classes: see `spread_over_clusters`. ValueError on counts that
    cannot be, and on a class in which nobody answered.
    """
    yes, answered = check_shares(successes, sizes)
    check_enough(len(answered))
    check_positive("a design effect", deff)
    found = ratio(yes, answered, weights, sampled_share)
    n, share = sum(answered), float(found.estimate)
    if found.variance == 0:
        plain = clopper_pearson(share * n / deff, n / deff, level)
        return replace(plain, estimate=share, df=float(found.df), deff=float(deff))
    return korn_graubard(share, float(found.variance), n, float(found.df), level, cap=cap)


def spread_over_clusters(successes: Sequence[int], sizes: Sequence[int]) -> tuple[float, float]:
    """The smallest and the largest share of a class: what two to four classes can honestly show.

    ValueError below two classes, and as in `clustered`.
    """
    yes, answered = check_shares(successes, sizes)
    if len(answered) < 2:
        raise ValueError("one class has no spread over classes")
    shares = [one / size for one, size in zip(yes, answered, strict=True)]
    return min(shares), max(shares)


def _share(successes: float, n: float) -> float:
    check_positive("a number of answers", n)
    if not 0 <= successes <= n:
        raise ValueError(f"successes lie between 0 and {n}, and not at {successes}")
    return successes / n


def _beta_limits(successes: float, n: float, level: float) -> tuple[float, float]:
    """Beta quantiles around successes of n; 0 and 1 exactly where nobody, or everybody, said yes."""
    out = tail(level)
    low = 0.0 if successes <= 0 else float(special.betaincinv(successes, n - successes + 1, out))
    high = 1.0 if successes >= n else float(special.betaincinv(successes + 1, n - successes, 1 - out))
    return low, high
