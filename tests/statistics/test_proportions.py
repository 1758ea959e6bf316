"""How sure a share of a simple sample is: published tables, the definitions, and what always holds."""

import json
import math
import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.interval import Interval
from consultations.statistics.proportions import clopper_pearson, wilson

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99])
ROUNDING = 1e-12


def _limits(interval: Interval) -> tuple[float, float]:
    return interval.low, interval.high


@pytest.mark.parametrize(
    ("successes", "n", "limits"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0.0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilson_gives_the_published_table(successes, n, limits):
    """Source: Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3, four decimals."""
    assert _limits(wilson(successes, n)) == pytest.approx(limits, abs=5e-5)


@pytest.mark.parametrize(
    ("successes", "n", "limits"),
    [
        (81, 263, (0.2527, 0.3676)),
        (15, 148, (0.0578, 0.1617)),
        (0, 20, (0.0, 0.1684)),
        (1, 29, (0.0009, 0.1776)),
    ],
)
def test_clopper_pearson_gives_the_published_table(successes, n, limits):
    """Source: Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 5, four decimals."""
    assert _limits(clopper_pearson(successes, n)) == pytest.approx(limits, abs=5e-5)


@given(COUNTS, LEVELS)
def test_wilson_limits_are_where_the_score_test_just_rejects(counts, level):
    """By definition: at each limit q, |p - q| = z √(q (1 - q) / n)."""
    successes, n = counts
    z = stats.norm.ppf((1 + level) / 2)

    for limit in _limits(wilson(successes, n, level)):
        distance = (successes / n - limit) ** 2 - z**2 * limit * (1 - limit) / n
        assert distance == pytest.approx(0, abs=ROUNDING)


@given(COUNTS, LEVELS)
def test_clopper_pearson_limits_leave_half_of_the_rest_on_each_side(counts, level):
    """By definition: so many or more at the low limit, so many or fewer at the high one: (1 - level)/2."""
    successes, n = counts

    low, high = _limits(clopper_pearson(successes, n, level))

    if successes:
        assert stats.binom.sf(successes - 1, n, low) == pytest.approx((1 - level) / 2, rel=1e-8)
    if successes < n:
        assert stats.binom.cdf(successes, n, high) == pytest.approx((1 - level) / 2, rel=1e-8)


def test_nobody_of_twenty_is_zero_up_to_a_power():
    """Closed form: 1 - 0.025^(1/n)."""
    assert clopper_pearson(0, 20) == Interval(
        0.0, pytest.approx(1 - 0.025 ** (1 / 20), abs=ROUNDING), 0.0, None, 1.0, "clopper_pearson"
    )
    assert wilson(0, 20).low == 0.0
    assert (wilson(20, 20).high, clopper_pearson(20, 20).high) == (1.0, 1.0)


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
@pytest.mark.parametrize(
    ("successes", "n", "level", "sentence"),
    [
        (-1, 20, 0.95, "successes lie between 0 and 20, and not at -1"),
        (21, 20, 0.95, "successes lie between 0 and 20, and not at 21"),
        (math.nan, 20, 0.95, "successes lie between 0 and 20, and not at nan"),
        (0, 0, 0.95, "a number of answers is a number above zero, and not 0"),
        (1, math.nan, 0.95, "a number of answers is a number above zero, and not nan"),
        (1, math.inf, 0.95, "a number of answers is a number above zero, and not inf"),
        (1, 20, 1.0, "the level of an interval lies between 0 and 1, and not at 1.0"),
        (1, 20, 95, "the level of an interval lies between 0 and 1, and not at 95"),
        (1, 20, math.nan, "the level of an interval lies between 0 and 1, and not at nan"),
    ],
)
def test_counts_and_levels_that_cannot_be_are_refused(interval, successes, n, level, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        interval(successes, n, level)


@given(COUNTS, LEVELS)
def test_simple_intervals_lie_within_zero_and_one_around_the_share(counts, level):
    for interval in (wilson(*counts, level), clopper_pearson(*counts, level)):
        assert interval.estimate == counts[0] / counts[1]
        assert 0 <= interval.low <= interval.estimate <= interval.high <= 1
        assert interval.low < interval.high


@given(COUNTS, LEVELS)
def test_half_the_level_gives_a_narrower_simple_interval_inside(counts, level):
    for interval in (wilson, clopper_pearson):
        wide, narrow = interval(*counts, level), interval(*counts, level / 2)
        assert wide.low <= narrow.low <= narrow.high <= wide.high
        assert narrow.high - narrow.low < wide.high - wide.low


@pytest.mark.parametrize("function", [wilson, clopper_pearson])
def test_intervals_can_be_written_as_json(function):
    interval = function(3, 20)

    assert Interval(**json.loads(json.dumps(asdict(interval), allow_nan=False))) == interval
