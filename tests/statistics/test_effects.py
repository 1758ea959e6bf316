"""Sizes of effects: closed forms, Mann and Whitney's U of scipy, the cut-offs, and what always holds."""

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.effects import (
    cliff_delta,
    cohen_h,
    concordance_word,
    delta_word,
    h_word,
    matched_odds_word,
    rank_biserial_word,
)

SHARES = st.integers(0, 40).map(lambda n: n / 40)
STEPS = st.lists(st.integers(1, 5), min_size=1, max_size=20)
SAFE = settings(deadline=None)


def test_cohen_h_where_the_angle_is_known():
    """asin √(1/2) = π/4, asin √(1/4) = π/6, asin √1 = π/2."""
    assert cohen_h(0.25, 0.5) == pytest.approx(math.pi / 6)
    assert cohen_h(0.5, 1) == pytest.approx(math.pi / 2)
    assert cohen_h(1, 0) == pytest.approx(-math.pi)


def test_cliff_delta_by_hand():
    """Of six comparisons of 1 2 3 with 2 4, four are higher, one is lower and one is equal."""
    assert cliff_delta([1, 2, 3], [2, 4]) == 0.5
    assert (cliff_delta([1, 1], [5]), cliff_delta([5], [1, 1])) == (1, -1)
    assert (cliff_delta([], [1]), cliff_delta([1], [])) == (None, None)


@SAFE
@given(STEPS, STEPS)
def test_cliff_delta_is_the_u_of_mann_and_whitney(before, after):
    u = stats.mannwhitneyu(after, before).statistic

    assert cliff_delta(before, after) == pytest.approx(2 * u / (len(before) * len(after)) - 1)
    assert cliff_delta(after, before) == -cliff_delta(before, after)
    assert cliff_delta(sorted(before), sorted(after)) == cliff_delta(before, after)


@SAFE
@given(SHARES, SHARES)
def test_cohen_h_turns_round_with_its_shares(before, after):
    assert cohen_h(before, after) == pytest.approx(-cohen_h(after, before))
    assert (cohen_h(before, after) > 0) == (after > before)
    assert abs(cohen_h(before, after)) <= math.pi + 1e-12


@pytest.mark.parametrize(
    ("word", "cuts"),
    [(h_word, (0.2, 0.5, 0.8)), (delta_word, (0.147, 0.33, 0.474)), (rank_biserial_word, (0.1, 0.3, 0.5))],
)
def test_a_word_begins_at_its_cut_off_on_both_sides_of_zero(word, cuts):
    expected = ["negligible", "small", "medium", "large"]

    for way in (1, -1):
        assert [word(way * cut) for cut in (0, *cuts)] == expected
        assert [word(way * (cut - 0.001)) for cut in cuts] == expected[:3]


def test_words_for_matched_odds_begin_at_cohens_g():
    """g of 11 to 9 is 0.05, of 13 to 7 is 0.15, of 3 to 1 is 0.25; the step before each falls short."""
    assert [matched_odds_word(*odds) for odds in ((10, 10), (11, 9), (13, 7), (15, 5), (1, 0))] == [
        "negligible", "small", "medium", "large", "large",
    ]  # fmt: skip
    assert [matched_odds_word(*odds) for odds in ((109, 91), (129, 71), (149, 51))] == ["negligible", "small", "medium"]
    assert matched_odds_word(5, 15) == "large"
    assert matched_odds_word(0, 0) is None


def test_words_for_agreement_on_an_order():
    assert [concordance_word(w) for w in (0, 0.0999, 0.1, 0.2999, 0.3, 0.4999, 0.5, 1)] == [
        "none", "none", "weak", "weak", "fair", "fair", "strong", "strong",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: cohen_h(0.5, 1.1), "a share lies between 0 and 1, and not at 1.1"),
        (lambda: cliff_delta([1], [float("nan")]), "an answer that is not a number cannot be compared"),
        (lambda: h_word(float("nan")), "an effect that is not a number has no word"),
        (lambda: matched_odds_word(-1, 2), "a count cannot be negative"),
        (lambda: concordance_word(1.2), "agreement on an order lies between 0 and 1, and not at 1.2"),
    ],
)
def test_effects_that_cannot_be_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()
