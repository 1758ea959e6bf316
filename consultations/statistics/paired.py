"""The same children twice: who changed, which way, and whether chance would do as much."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scipy import special, stats

from consultations.statistics.answers import Answer, numbers
from consultations.statistics.effects import matched_odds_word, rank_biserial_word
from consultations.statistics.interval import check_counts
from consultations.statistics.proportions import clopper_pearson
from consultations.statistics.shift import FEWEST_IN_BOTH, mcnemar_exact

MOST_EXACT = 50
"""Up to fifty children who changed, the p of the signed ranks is exact; above, that of the normal curve."""


@dataclass(frozen=True)
class OddsRatio:
    """How many children moved to for each one who moved away, with its exact interval.

    `estimate` and `high` are None where nobody moved away: they have no end. All are None where nobody moved.
    """

    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Matched:
    """Yes or no of the same `n` children twice. `moved_to` were no and are yes, `moved_away` the other way.

    `p` is the exact McNemar p (`shift.mcnemar_exact`); None, with `why` = `too_few_children`, below ten.
    `word` is the size of the effect (`effects.matched_odds_word`), None where nobody moved.
    """

    n: int
    stayed_yes: int
    stayed_no: int
    moved_to: int
    moved_away: int
    odds: OddsRatio
    word: str | None
    p: float | None
    why: str | None


@dataclass(frozen=True)
class SignedRanks:
    """Answers on a scale of the same `n` children twice: `up`, `down` and `same` are how many went which way.

    `w_up` and `w_down` are the sums of ranks. `rank_biserial` is (w_up - w_down) / (w_up + w_down), of those
    who changed: 1 when all went up, None when nobody changed; `word` is its code. `p` is None, with `why` =
    `too_few_children`, below ten children.
    """

    n: int
    up: int
    down: int
    same: int
    w_up: float
    w_down: float
    rank_biserial: float | None
    word: str | None
    p: float | None
    why: str | None


def matched(before: Mapping[str, Answer], after: Mapping[str, Answer], level: float = 0.95) -> Matched:
    """Yes (1) or no (0) of each child in both rounds, by the same name of the child. Others are left out.

    ValueError on a number other than 0 and 1.
    """
    pairs = Counter(_both(before, after, 0, 1))
    to, away, n = pairs[0, 1], pairs[1, 0], pairs.total()
    enough = n >= FEWEST_IN_BOTH
    return Matched(
        n=n,
        stayed_yes=pairs[1, 1],
        stayed_no=pairs[0, 0],
        moved_to=to,
        moved_away=away,
        odds=matched_odds_ratio(to, away, level),
        word=matched_odds_word(to, away),
        p=mcnemar_exact(to, away) if enough else None,
        why=None if enough else "too_few_children",
    )


def matched_odds_ratio(moved_to: int, moved_away: int, level: float = 0.95) -> OddsRatio:
    """Moved to / moved away, with the limits p / (1 - p) of the Clopper-Pearson limits of the share moving to.

    ValueError on a count below zero.

    Source: Breslow & Day (1980), Statistical Methods in Cancer Research I, chapter 5, on matched pairs.
    """
    to, away = check_counts((moved_to, moved_away))
    if to + away == 0:
        return OddsRatio(None, None, None)
    share = clopper_pearson(to, to + away, level)
    low = share.low / (1 - share.low)
    if away == 0:
        return OddsRatio(None, low, None)
    return OddsRatio(to / away, low, share.high / (1 - share.high))


def signed_ranks(
    before: Mapping[str, Answer], after: Mapping[str, Answer], low: float, high: float, *, logs: bool = False
) -> SignedRanks:
    """Answers from `low` to `high` of each child in both rounds, by the same name of the child. Others are left out.

    `logs` compares by how many times more instead of by how much more: for seconds, `low` above 0.
    ValueError on a number outside the scale.
    """
    if logs and not low > 0:
        raise ValueError(f"logarithms need a scale that begins above 0, and not at {low}")
    pairs = _both(before, after, low, high)
    if logs:
        return of_differences([math.log(new / old) for old, new in pairs])
    return of_differences([new - old for old, new in pairs])


def of_differences(differences: Sequence[float]) -> SignedRanks:
    """After - before of each child. Zeros are handled as Pratt does, and ties share their ranks.

    Children who did not change are ranked with the others and then leave their ranks unused; so the more stay
    as they were, the more a change must weigh. R's `wilcox.test` drops them before ranking: without zeros the
    two are one. ValueError on NaN.

    Source: Wilcoxon (1945), Biometrics Bulletin 1:80-83; Pratt (1959), JASA 54:655-667; Kerby (2014),
    Comprehensive Psychology 3, for the matched-pairs rank-biserial.
    """
    ranks = _pratt(differences)
    up, down = ([rank for rank in ranks if rank * way > 0] for way in (1, -1))
    w_up, w_down = float(sum(up)), float(-sum(down))
    correlation = (w_up - w_down) / (w_up + w_down) if up or down else None
    n, enough = len(differences), len(differences) >= FEWEST_IN_BOTH
    return SignedRanks(
        n=n,
        up=len(up),
        down=len(down),
        same=n - len(up) - len(down),
        w_up=w_up,
        w_down=w_down,
        rank_biserial=correlation,
        word=None if correlation is None else rank_biserial_word(correlation),
        p=signed_rank_p(differences) if enough else None,
        why=None if enough else "too_few_children",
    )


def signed_rank_p(differences: Sequence[float]) -> float:
    """The p of sums of ranks at least this uneven, were each change as likely up as down; 1 where nobody changed.

    Exact for up to `MOST_EXACT` changes, ties and zeros and all: twice the smaller tail over all ways to give
    the ranks a sign, at most 1. Above, the normal curve with variance Σ rank² / 4, without continuity
    correction.
    """
    ranks = _pratt(differences)
    doubled = [round(2 * abs(rank)) for rank in ranks]
    w_up = sum(round(2 * rank) for rank in ranks if rank > 0)
    w_few = min(w_up, sum(doubled) - w_up)
    if len(doubled) > MOST_EXACT:
        away = (w_few - sum(doubled) / 2) / math.sqrt(sum(rank**2 for rank in doubled) / 4)
        return min(1.0, 2 * float(special.ndtr(away)))
    ways = Counter({0: 1})
    for rank in doubled:
        ways += Counter({total + rank: count for total, count in ways.items()})
    return min(1.0, 2 * sum(count for total, count in ways.items() if total <= w_few) / 2 ** len(doubled))


def _pratt(differences: Sequence[float]) -> list[float]:
    """The ranks of the sizes of all differences, with the sign of each; those of zeros are left out.

    Sizes alike to twelve digits are ties: 5.5 - 5.4 is as much as 1.3 - 1.2.
    """
    if any(math.isnan(one) for one in differences):
        raise ValueError("a difference that is not a number cannot be ranked")
    ranks = stats.rankdata([float(f"{abs(one):.12g}") for one in differences]) if differences else []
    return [math.copysign(float(rank), one) for rank, one in zip(ranks, differences, strict=True) if one != 0]


def _both(
    before: Mapping[str, Answer], after: Mapping[str, Answer], low: float, high: float
) -> list[tuple[float, float]]:
    """Both answers of each child who has two, whatever the scale; whole numbers where its ends are 0 and 1."""
    whole = (low, high) == (0, 1)
    pairs = [numbers((before[child], after[child]), low, high, whole=whole) for child in before if child in after]
    return [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]
