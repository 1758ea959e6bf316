"""The same children twice: R's documented examples, scipy, all signs counted one by one, and what always holds."""

import json
import math
import re
from dataclasses import asdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.paired import (
    Matched,
    OddsRatio,
    SignedRanks,
    matched,
    matched_odds_ratio,
    of_differences,
    signed_rank_p,
    signed_ranks,
)

MISSING = st.sampled_from(["dk", "refused", "skipped", "not_reached", None])
NAMES = st.sampled_from([f"child {n}" for n in range(15)])
YES_NO = st.dictionaries(NAMES, st.integers(0, 1) | MISSING)
STEPS = st.dictionaries(NAMES, st.integers(1, 5) | MISSING)
DIFFERENCES = st.lists(st.integers(-4, 4), max_size=10)
FIRST = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30]
SECOND = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
SAFE = settings(deadline=None)


def _rounds(pairs: list[tuple[float, float]]) -> tuple[dict[str, float], dict[str, float]]:
    return {str(at): pair[0] for at, pair in enumerate(pairs)}, {str(at): pair[1] for at, pair in enumerate(pairs)}


def _one_by_one(differences: list[float]) -> float:
    """The exact p by giving each rank either sign, in all ways; zeros are ranked and keep still."""
    ranks = stats.rankdata([abs(one) for one in differences])
    moved = [(rank, one > 0) for rank, one in zip(ranks, differences, strict=True) if one]
    seen = sum(rank for rank, up in moved if up)
    sums = [
        sum(rank for (rank, _), up in zip(moved, ways, strict=True) if up)
        for ways in product((0, 1), repeat=len(moved))
    ]
    tails = sum(one <= seen for one in sums), sum(one >= seen for one in sums)
    return min(1.0, 2 * min(tails) / len(sums))


def test_approval_ratings_have_the_published_moves_and_the_exact_p():
    """Source: `mcnemar.test` of R's stats, example Performance (Agresti 1990, p. 350): 794, 86, 150, 570; p as
    mcnemar(exact=True) of statsmodels 0.15.0. R itself has no exact p: 17.356 is its chi-squared, uncorrected."""
    found = matched(*_rounds([(1, 1)] * 794 + [(0, 1)] * 86 + [(1, 0)] * 150 + [(0, 0)] * 570))

    assert found == Matched(
        n=1600,
        stayed_yes=794,
        stayed_no=570,
        moved_to=86,
        moved_away=150,
        odds=OddsRatio(86 / 150, found.odds.low, found.odds.high),
        word="small",
        p=pytest.approx(3.7159361395713866e-05, rel=1e-12),
        why=None,
    )
    moved = found.moved_to - found.moved_away
    assert round(moved**2 / (found.moved_to + found.moved_away), 3) == 17.356


def test_matched_odds_have_the_limits_of_the_binomial_test():
    """Independent: scipy's exact interval of 86 of 236, turned into odds."""
    known = stats.binomtest(86, 236).proportion_ci(0.9, "exact")

    found = matched_odds_ratio(86, 150, 0.9)
    assert found.estimate == 86 / 150
    assert found.low == pytest.approx(known.low / (1 - known.low))
    assert found.high == pytest.approx(known.high / (1 - known.high))


def test_odds_without_an_end_have_no_end():
    assert matched_odds_ratio(0, 0) == OddsRatio(None, None, None)
    assert matched_odds_ratio(5, 0) == OddsRatio(None, pytest.approx(0.025**0.2 / (1 - 0.025**0.2)), None)
    assert matched_odds_ratio(0, 5) == OddsRatio(0, 0, pytest.approx((1 - 0.025**0.2) / 0.025**0.2))


def test_depression_scores_have_the_figures_of_r():
    """Source: `wilcox.test` of R's stats, example of Hollander & Wolfe (1973), p. 29: V = 40 for x - y, one-sided
    p = 0.01953, which is 10 / 512. Two-sided it is twice that. Nine patients are too few for us to say it."""
    pairs = list(zip(FIRST, SECOND, strict=True))

    found = signed_ranks(*_rounds(pairs), 0, 4)
    assert found == SignedRanks(9, 2, 7, 0, 5.0, 40.0, pytest.approx(-35 / 45), "large", None, "too_few_children")
    assert signed_rank_p([new - old for old, new in pairs]) == 2 * 10 / 512


def test_depression_scores_of_many_patients_have_the_large_sample_p_of_r():
    """Source: as above with `exact = FALSE, correct = FALSE`: one-sided p = 0.01908. The same normal curve is
    scipy's `method="approx"`; ours begins above fifty changes, so each patient is taken six times."""
    many = [new - old for old, new in zip(FIRST, SECOND, strict=True)] * 6

    known = stats.wilcoxon(many, method="approx", zero_method="pratt").pvalue
    assert signed_rank_p(many) == pytest.approx(known, rel=1e-9, abs=0)


def test_zeros_take_their_ranks_with_them():
    """0 0 1 -2 3 3: ranks 1.5 1.5 3 4 5.5 5.5. Up 3 + 5.5 + 5.5, down 4; dropped first, it would be 8 to 2."""
    found = of_differences([0, 0, 1, -2, 3, 3])

    assert (found.up, found.down, found.same, found.w_up, found.w_down) == (3, 1, 2, 14.0, 4.0)
    assert found.rank_biserial == pytest.approx(10 / 18)


def test_decimals_that_differ_by_as_much_tie():
    """5.5 - 5.4 and 1.3 - 1.2 are not the same in a computer; each is 0.1."""
    found = signed_ranks(*_rounds([(5.4, 5.5), (1.3, 1.2)]), 1, 9)

    assert (found.w_up, found.w_down) == (1.5, 1.5)


def test_nobody_changed_is_no_effect_and_no_surprise():
    assert of_differences([0] * 12) == SignedRanks(12, 0, 0, 12, 0.0, 0.0, None, None, 1.0, None)
    assert of_differences([]) == SignedRanks(0, 0, 0, 0, 0.0, 0.0, None, None, None, "too_few_children")


@pytest.mark.parametrize(("children", "p", "why"), [(9, None, "too_few_children"), (10, 2 / 2**10, None)])
def test_nine_children_have_no_p_and_ten_have_one(children, p, why):
    found = matched(*_rounds([(0, 1)] * children))
    ranked = signed_ranks(*_rounds([(1, 5)] * children), 1, 5)

    assert (found.p, found.why, ranked.p, ranked.why) == (p, why, p, why)


def test_logarithms_ask_how_many_times_and_not_how_much():
    """10 to 20 seconds up, 200 to 100 down: by how much, down wins; by how many times, the two tie."""
    before, after = _rounds([(10, 20), (200, 100)])

    assert (signed_ranks(before, after, 1, 999).w_up, signed_ranks(before, after, 1, 999).w_down) == (1, 2)
    assert signed_ranks(before, after, 1, 999, logs=True).rank_biserial == 0


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: matched({"fox": 2}, {"fox": 1}), "an answer is a number from 0 to 1, and not 2"),
        (lambda: matched({"fox": 0.5}, {"fox": 1}), "an answer is a number from 0 to 1, and not 0.5"),
        (lambda: signed_ranks({"fox": 6}, {"fox": 1}, 1, 5), "an answer is a number from 1 to 5, and not 6"),
        (lambda: signed_ranks({}, {}, 0, 5, logs=True), "logarithms need a scale that begins above 0, and not at 0"),
        (lambda: of_differences([math.nan]), "a difference that is not a number cannot be ranked"),
        (lambda: matched_odds_ratio(-1, 0), "a count cannot be negative"),
    ],
)
def test_rounds_that_cannot_be_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


@SAFE
@given(DIFFERENCES)
def test_p_is_exact_with_ties_and_zeros(differences):
    """Independent: all ways to give the ranks a sign, counted one by one."""
    assert signed_rank_p(differences) == pytest.approx(_one_by_one(differences), rel=1e-12)


@SAFE
@given(st.lists(st.integers(1, 40), min_size=1, max_size=40, unique=True), st.data())
def test_without_ties_and_zeros_p_is_that_of_scipy(sizes, data):
    signs = data.draw(st.lists(st.sampled_from([1, -1]), min_size=len(sizes), max_size=len(sizes)))
    differences = [size * sign for size, sign in zip(sizes, signs, strict=True)]

    assert signed_rank_p(differences) == pytest.approx(stats.wilcoxon(differences, method="exact").pvalue, rel=1e-9)


@SAFE
@given(YES_NO, YES_NO)
def test_what_always_holds_of_yes_and_no(before, after):
    found, back = matched(before, after), matched(after, before)
    both = [c for c in before if isinstance(before[c], int) and isinstance(after.get(c), int)]

    assert found.n == found.stayed_yes + found.stayed_no + found.moved_to + found.moved_away == len(both)
    assert (found.moved_to, found.moved_away, found.p) == (back.moved_away, back.moved_to, back.p)
    assert matched(dict(reversed(before.items())), after) == found
    if found.odds.estimate is not None:
        assert found.odds.low <= found.odds.estimate <= found.odds.high


@SAFE
@given(STEPS, STEPS)
def test_what_always_holds_of_signed_ranks(before, after):
    found, back = signed_ranks(before, after, 1, 5), signed_ranks(after, before, 1, 5)
    both = [c for c in before if isinstance(before[c], int) and isinstance(after.get(c), int)]

    assert found.n == found.up + found.down + found.same == len(both)
    assert (found.w_up, found.w_down, found.p) == (back.w_down, back.w_up, back.p)
    assert signed_ranks(dict(reversed(before.items())), after, 1, 5) == found
    assert found.rank_biserial is None or -1 <= found.rank_biserial <= 1
    assert (found.rank_biserial is None) == (found.up + found.down == 0)
    assert found.p is None or 0 < found.p <= 1


def test_pairs_can_be_written_as_json():
    for found in (matched({}, {}), matched({"fox": 0}, {"fox": 1}), of_differences([1])):
        assert json.loads(json.dumps(asdict(found), allow_nan=False))["p"] is None
