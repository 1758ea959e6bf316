"""Several things judged by the same children: whether they agree on an order, and which two differ."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import special, stats

from consultations.statistics.effects import concordance_word
from consultations.statistics.paired import SignedRanks, of_differences
from consultations.statistics.shift import FEWEST_IN_BOTH


@dataclass(frozen=True)
class Concordance:
    """Friedman's chi-square with `df` degrees of freedom, and Kendall's W, 0 (no common order) to 1 (one order).

    `word` is W as a code (`effects.concordance_word`). `mean_ranks` has one a column, 1 for the lowest value.
    `statistic`, `w` and `word` are None where every child ranked everything the same (`why` = `no_order`).
    `p` is None there, and below ten children (`too_few_children`).
    """

    children: int
    options: int
    mean_ranks: tuple[float, ...]
    statistic: float | None
    df: int
    w: float | None
    word: str | None
    p: float | None
    why: str | None


@dataclass(frozen=True)
class Pair:
    """Two options, by name: how the same children set `second` against `first`, `up` where second is higher.

    `p_holm` is the p of `ranks`, made fit to be read beside those of all other pairs; None where that is None.
    """

    first: str
    second: str
    ranks: SignedRanks
    p_holm: float | None


def friedman(rows: Sequence[Sequence[float]]) -> Concordance:
    """Whether options differ: one row a child with a value, or a rank, for each option; ties share their ranks.

    With R_j the sum of ranks of option j, n children and k options: χ² = 12 Σ (R_j - n (k + 1) / 2)² /
    (n k (k + 1) - Σ (t³ - t) / (k - 1)), t the size of each group of ties, and W = χ² / (n (k - 1)). p is that
    of χ² on k - 1. Children of one class agree more than others do: then p is too small.

    A child who did not judge all options has no row. ValueError without rows, below two options, on rows of
    different length and on NaN.

    Source: Friedman (1937), JASA 32:675-701, with ties as `friedman.test` of R; Kendall & Babington Smith
    (1939), Annals of Mathematical Statistics 10:275-287.
    """
    ranks = np.array([stats.rankdata(row) for row in _checked(rows)])
    n, k = ranks.shape
    spread = float(((ranks.sum(axis=0) - n * (k + 1) / 2) ** 2).sum())
    tied = sum(float(times**3 - times) for row in ranks for times in np.unique(row, return_counts=True)[1])
    means = tuple(float(mean) for mean in ranks.mean(axis=0))
    scale = n * k * (k + 1) - tied / (k - 1)
    if scale == 0:
        return Concordance(n, k, means, None, k - 1, None, None, None, "no_order")
    statistic = 12 * spread / scale
    w = min(1.0, statistic / (n * (k - 1)))
    enough = n >= FEWEST_IN_BOTH
    p = float(special.chdtrc(k - 1, statistic)) if enough else None
    return Concordance(n, k, means, statistic, k - 1, w, concordance_word(w), p, None if enough else "too_few_children")


def pairwise(options: Sequence[str], rows: Sequence[Sequence[float]]) -> tuple[Pair, ...]:
    """Each two options, in the order given, by the signed ranks of `paired.of_differences`, with Holm's p.

    Rows as in `friedman`, one value an option. ValueError as there, and where the names do not fit the rows.
    """
    checked = _checked(rows)
    if len(set(options)) != len(options) or len(options) != len(checked[0]):
        raise ValueError("each option has one name")
    pairs = list(combinations(range(len(options)), 2))
    found = [of_differences([row[second] - row[first] for row in checked]) for first, second in pairs]
    adjusted = holm([one.p for one in found])
    return tuple(
        Pair(options[first], options[second], ranks, p)
        for (first, second), ranks, p in zip(pairs, found, adjusted, strict=True)
    )


def holm(values: Sequence[float | None]) -> list[float | None]:
    """The p of each of several tests, adjusted for their number, in the order given; None stays None and is no test.

    The smallest is multiplied by the number of tests, the next by one less, and so on; none is below the one
    before it or above 1. ValueError on a p outside 0 to 1.

    Source: Holm (1979), Scandinavian Journal of Statistics 6:65-70; `p.adjust(method = "holm")` of R.
    """
    ranked = sorted((p, at) for at, p in enumerate(values) if p is not None)
    adjusted: list[float | None] = [None] * len(values)
    reached = 0.0
    for left, (p, at) in zip(range(len(ranked), 0, -1), ranked, strict=True):
        if not 0 <= p <= 1:
            raise ValueError(f"a p lies between 0 and 1, and not at {p}")
        reached = max(reached, min(1.0, left * p))
        adjusted[at] = reached
    return adjusted


def _checked(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    checked = [[float(value) for value in row] for row in rows]
    if not checked:
        raise ValueError("nobody judged all options")
    if len({len(row) for row in checked}) > 1 or len(checked[0]) < 2:
        raise ValueError("each child has a value for each of two options or more")
    if any(math.isnan(value) for row in checked for value in row):
        raise ValueError("a value that is not a number cannot be ranked")
    return checked
