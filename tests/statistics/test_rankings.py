"""Several things judged by the same children: R's documented examples, scipy, by hand, and what always holds."""

import json
import math
import re
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.paired import of_differences
from consultations.statistics.rankings import friedman, holm, pairwise

ROUNDING_TIMES = [
    (5.40, 5.50, 5.55), (5.85, 5.70, 5.75), (5.20, 5.60, 5.50), (5.55, 5.50, 5.40), (5.90, 5.85, 5.70),
    (5.45, 5.55, 5.60), (5.40, 5.40, 5.35), (5.45, 5.50, 5.35), (5.25, 5.15, 5.00), (5.85, 5.80, 5.70),
    (5.25, 5.20, 5.10), (5.65, 5.55, 5.45), (5.60, 5.35, 5.45), (5.05, 5.00, 4.95), (5.50, 5.50, 5.40),
    (5.45, 5.55, 5.50), (5.55, 5.55, 5.35), (5.45, 5.50, 5.55), (5.50, 5.45, 5.25), (5.65, 5.60, 5.40),
    (5.70, 5.65, 5.55), (6.30, 6.30, 6.25),
]  # fmt: skip
ANXIETY = [
    (3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3),
    (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4),
    (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2),
]
ROWS = st.integers(3, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 5), min_size=k, max_size=k), min_size=1, max_size=15)
)
CHANCES = st.lists(st.none() | st.integers(0, 100).map(lambda n: n / 100), max_size=12)
SAFE = settings(deadline=None)


def test_rounding_times_have_the_figures_of_r():
    """Source: `friedman.test` of R's stats, example RoundingTimes (Hollander & Wolfe 1973, p. 140), with ties:
    chi-squared = 11.143, df = 2, p-value = 0.003805. W = 11.143 / (22 · 2) = 0.2532."""
    found = friedman(ROUNDING_TIMES)

    assert (round(found.statistic, 3), found.df, round(found.p, 6)) == (11.143, 2, 0.003805)
    assert (round(found.w, 7), found.word) == (0.2532468, "weak")
    assert (found.children, found.options) == (22, 3)
    assert sum(found.mean_ranks) == pytest.approx(6)


def test_anxiety_ratings_have_the_concordance_of_r():
    """Source: `kendall(anxiety, TRUE)` of R's irr, with ties: Wt = 0.54, Chisq(19) = 30.8, p-value = 0.0429;
    here three raters are too few for a p."""
    found = friedman(ANXIETY)

    assert (round(found.w, 2), round(found.statistic, 1), found.df, found.word) == (0.54, 30.8, 19, "strong")
    assert round(stats.chi2.sf(found.statistic, 19), 4) == 0.0429
    assert (found.p, found.why) == (None, "too_few_children")


def test_one_order_is_full_agreement_and_no_order_is_none():
    assert friedman([[1, 2, 3]] * 12).w == 1
    assert friedman([[1, 2, 3], [3, 2, 1]]).w == 0
    nothing = friedman([[2, 2, 2]] * 12)
    assert (nothing.statistic, nothing.w, nothing.word, nothing.p, nothing.why) == (None, None, None, None, "no_order")


@SAFE
@given(ROWS)
def test_friedman_is_that_of_scipy(rows):
    found = friedman(rows)

    if found.why == "no_order":
        assert all(len(set(row)) == 1 for row in rows)
        return
    known = stats.friedmanchisquare(*zip(*rows, strict=True))
    assert found.statistic == pytest.approx(known.statistic, abs=1e-9)
    assert found.p is None if len(rows) < 10 else found.p == pytest.approx(known.pvalue, rel=1e-9)
    assert 0 <= found.w <= 1


@SAFE
@given(ROWS, st.randoms(use_true_random=False))
def test_order_of_children_is_nothing_to_a_ranking(rows, random):
    shuffled = list(rows)
    random.shuffle(shuffled)
    options = [str(at) for at in range(len(rows[0]))]

    assert friedman(shuffled) == friedman(rows)
    assert pairwise(options, shuffled) == pairwise(options, rows)


def test_pairs_of_rounding_times_are_signed_ranks_adjusted_together():
    """Independent: scipy on the differences, Pratt's zeros; and Holm's steps by hand."""
    found = pairwise(["out", "narrow", "wide"], ROUNDING_TIMES)

    assert [(one.first, one.second) for one in found] == [("out", "narrow"), ("out", "wide"), ("narrow", "wide")]
    for one, (first, second) in zip(found, [(0, 1), (0, 2), (1, 2)], strict=True):
        differences = [round(100 * (row[second] - row[first])) for row in ROUNDING_TIMES]
        assert one.ranks == of_differences(differences)
        assert one.ranks.up + one.ranks.down + one.ranks.same == 22
        assert one.ranks.p == pytest.approx(
            stats.wilcoxon(differences, zero_method="pratt", method="approx").pvalue, abs=0.02
        )
    least, middle, most = sorted(one.ranks.p for one in found)
    assert sorted(one.p_holm for one in found) == pytest.approx(
        [3 * least, max(3 * least, 2 * middle), max(3 * least, 2 * middle, most)]
    )


def test_holm_by_hand():
    """0.01, 0.02, 0.03 and 0.04 become 0.04, 0.06, 0.06 and 0.06, as with p.adjust of R; what is no test stays out."""
    assert holm([0.04, 0.01, None, 0.03, 0.02]) == pytest.approx([0.06, 0.04, None, 0.06, 0.06])
    assert holm([0.6, 0.7]) == [1.0, 1.0]
    assert holm([]) == []


@SAFE
@given(CHANCES, st.randoms(use_true_random=False))
def test_what_always_holds_of_holm(chances, random):
    found = holm(chances)
    places = list(range(len(chances)))
    random.shuffle(places)

    assert holm([chances[at] for at in places]) == [found[at] for at in places]
    for plain, adjusted in zip(chances, found, strict=True):
        assert (plain is None) == (adjusted is None)
        assert plain is None or plain <= adjusted <= 1


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: friedman([]), "nobody judged all options"),
        (lambda: friedman([[1, 2], [1, 2, 3]]), "each child has a value for each of two options or more"),
        (lambda: friedman([[1]]), "each child has a value for each of two options or more"),
        (lambda: friedman([[1, math.nan]]), "a value that is not a number cannot be ranked"),
        (lambda: pairwise(["a", "a"], [[1, 2]]), "each option has one name"),
        (lambda: pairwise(["a"], [[1, 2]]), "each option has one name"),
        (lambda: holm([1.5]), "a p lies between 0 and 1, and not at 1.5"),
    ],
)
def test_rankings_that_cannot_be_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


def test_rankings_can_be_written_as_json():
    for found in (friedman([[1, 1]]), *pairwise(["a", "b"], [[1, 2]])):
        assert json.loads(json.dumps(asdict(found), allow_nan=False)) is not None
