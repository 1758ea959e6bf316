"""How large a difference is, as a figure and as one of four words, with cut-offs that are the same everywhere."""

import math
from collections import Counter
from collections.abc import Sequence

from consultations.statistics.interval import check_counts

COHEN_H = (0.2, 0.5, 0.8)
CLIFF_DELTA = (0.147, 0.33, 0.474)
RANK_BISERIAL = (0.1, 0.3, 0.5)
COHEN_G = (0.05, 0.15, 0.25)
KENDALL_W = (0.1, 0.3, 0.5)
"""From these values on, an effect is small, medium, large; agreement on an order is weak, fair, strong.

Sources: h, and g for matched odds: Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, as
`interpret_cohens_g` of R's effectsize has them; delta: Hess & Kromrey (2004); the rank-biserial
as Cohen's r; W: a rule of thumb of ours.
"""


def cohen_h(before: float, after: float) -> float:
    """The distance between two shares on a scale on which it means the same everywhere: 2 asin √p2 - 2 asin √p1.

    Above 0 where `after` is the larger; from -π to π. ValueError on a share outside 0 to 1.
    """
    for share in (before, after):
        if not 0 <= share <= 1:
            raise ValueError(f"a share lies between 0 and 1, and not at {share}")
    return 2 * math.asin(math.sqrt(after)) - 2 * math.asin(math.sqrt(before))


def cliff_delta(before: Sequence[float], after: Sequence[float]) -> float | None:
    """The chance that an answer of `after` is above one of `before`, less the chance that it is below; -1 to 1.

    For other children in each round. None where either has no answers. ValueError on NaN.

    Source: Cliff (1993), Psychological Bulletin 114:494-509; 2 U / (m n) - 1 with the U of Mann & Whitney.
    """
    if any(math.isnan(value) for value in (*before, *after)):
        raise ValueError("an answer that is not a number cannot be compared")
    if not before or not after:
        return None
    old, new = Counter(before), Counter(after)
    lead = sum(((y > x) - (y < x)) * times * often for x, times in old.items() for y, often in new.items())
    return lead / (len(before) * len(after))


def h_word(h: float) -> str:
    """Cohen's h as a code: `negligible`, `small`, `medium` or `large`."""
    return _word(h, COHEN_H)


def delta_word(delta: float) -> str:
    """Cliff's delta as a code: `negligible`, `small`, `medium` or `large`."""
    return _word(delta, CLIFF_DELTA)


def rank_biserial_word(correlation: float) -> str:
    """A rank-biserial correlation as a code: `negligible`, `small`, `medium` or `large`."""
    return _word(correlation, RANK_BISERIAL)


def matched_odds_word(moved_to: int, moved_away: int) -> str | None:
    """The odds of moving to rather than away, as a code; None where nobody moved.

    By Cohen's g, the share of the larger side less one half: small from 0.05 (odds of 11 to 9), medium from
    0.15 (13 to 7), large from 0.25 (3 to 1). In whole numbers, so that a cut-off falls where it should.
    """
    one, other = check_counts((moved_to, moved_away))
    if one + other == 0:
        return None
    steps = sum(20 * abs(one - other) >= round(40 * cut) * (one + other) for cut in COHEN_G)
    return ("negligible", "small", "medium", "large")[steps]


def concordance_word(w: float) -> str:
    """Kendall's W as a code: `none`, `weak`, `fair` or `strong` agreement on an order."""
    if not 0 <= w <= 1:
        raise ValueError(f"agreement on an order lies between 0 and 1, and not at {w}")
    return ("none", "weak", "fair", "strong")[sum(w >= cut for cut in KENDALL_W)]


def _word(effect: float, cuts: Sequence[float]) -> str:
    if math.isnan(effect):
        raise ValueError("an effect that is not a number has no word")
    return ("negligible", "small", "medium", "large")[sum(abs(effect) >= cut for cut in cuts)]
