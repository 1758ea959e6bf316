"""Two rounds of other children: R's errors, closed forms with numpy and scipy, the rules, and what always holds."""

import json
import math
import re
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.effects import cliff_delta, cohen_h
from consultations.statistics.proportions import clopper_pearson
from consultations.statistics.versions import Change, change_of_mean, change_of_share

ROUNDS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 12)), max_size=9).map(
    lambda rows: ([min(yes, size) for yes, size in rows], [size for _, size in rows])
)
CLASSES = st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=9), max_size=8)
FIRST, SECOND = ([2, 4, 3, 5, 6, 4], [10] * 6), ([7, 8, 6, 9, 5, 8, 9], [10] * 7)
SAFE = settings(deadline=None)


def test_mean_of_the_schools_against_a_round_100_higher_has_the_error_of_r(scores):
    """Source: standard error 23.7790107208869 of `svymean` of R's survey for these districts (data/README.md);
    of a difference between two such rounds it is √2 times that, with t on 14."""
    found = change_of_mean(scores, [[score + 100 for score in district] for district in scores], least=3)

    half = stats.t.ppf(0.975, 14) * math.sqrt(2) * 23.7790107208869
    assert found.difference == pytest.approx(100)
    assert (found.interval.low, found.interval.high) == pytest.approx((100 - half, 100 + half), abs=1e-9)
    assert found.interval.deff == pytest.approx(23.7790107208869**2 / (11182.8227946916 / 183), abs=1e-9)
    assert (found.interval.df, found.trend, found.classes, found.answers) == (14.0, "up", (15, 15), (183, 183))


def test_share_over_classes_of_one_size_has_the_interval_of_their_class_shares():
    """Independent: with equal classes V is s² / m of the class shares, by numpy; t on the fewer, 5."""
    found = change_of_share(FIRST, SECOND, 0.9)

    one, other = (np.array(yes) / 10 for yes, _ in (FIRST, SECOND))
    half = stats.t.ppf(0.95, 5) * math.sqrt(one.var(ddof=1) / 6 + other.var(ddof=1) / 7)
    assert (found.before, found.after) == (0.4, pytest.approx(52 / 70))
    assert (found.interval.low, found.interval.high) == pytest.approx((52 / 70 - 0.4 - half, 52 / 70 - 0.4 + half))
    assert (found.interval.df, found.interval.method, found.trend) == (5.0, "difference_t", "up")
    assert (found.effect, found.word) == (pytest.approx(cohen_h(0.4, 52 / 70)), "medium")


def test_mean_over_classes_of_one_size_has_the_interval_of_their_class_means():
    before = [[1, 2, 3, 2, 2, 1], [2, 2, 2, 3, 1, 1], [3, 3, 2, 1, 2, 2], [1, 1, 2, 2, 3, 1], [2, 3, 3, 3, 2, 1]]
    after = [[4, 5, 3, 4, 4, 5], [4, 4, 5, 5, 3, 4], [5, 5, 5, 4, 3, 4], [3, 4, 3, 3, 4, 3], [4, 4, 4, 5, 5, 5]]

    found = change_of_mean(before, after, least=0.5)

    one, other = (np.array(classes).mean(axis=1) for classes in (before, after))
    half = stats.t.ppf(0.975, 4) * math.sqrt(one.var(ddof=1) / 5 + other.var(ddof=1) / 5)
    d = other.mean() - one.mean()
    assert (found.interval.low, found.interval.high) == pytest.approx((d - half, d + half))
    assert found.effect == cliff_delta([x for one in before for x in one], [x for one in after for x in one])
    assert (found.word, found.trend) == ("large", "up")
    assert change_of_mean(before, after, least=5).trend == "about_the_same"


def test_four_classes_in_either_round_are_too_few_and_still_show_both_figures():
    four = (FIRST[0][:4], FIRST[1][:4])

    assert change_of_share(four, SECOND) == Change(
        before=14 / 40,
        after=pytest.approx(52 / 70),
        difference=pytest.approx(52 / 70 - 14 / 40),
        classes=(4, 7),
        answers=(40, 70),
        interval=None,
        trend=None,
        effect=None,
        word=None,
        why="too_few_classes",
    )
    assert change_of_share(SECOND, four).why == "too_few_classes"
    assert change_of_mean([[1] * 20] * 4, [[1] * 20] * 9, least=1).why == "too_few_classes"


def test_thirty_answers_in_a_round_are_enough_and_twenty_nine_are_not():
    thirty, fewer = ([1, 2, 3, 4, 5], [6, 6, 6, 6, 6]), ([1, 2, 3, 4, 5], [6, 6, 6, 6, 5])

    assert change_of_share(thirty, SECOND).why is None
    assert change_of_share(fewer, SECOND).why == change_of_share(SECOND, fewer).why == "too_few_answers"
    assert change_of_mean([[1, 2, 3, 4, 5, 6]] * 4 + [[1] * 5], [[1, 2] * 5] * 5, least=1).why == "too_few_answers"


def test_nobody_answered_is_no_figure_and_no_zero():
    nobody = change_of_share(([], []), SECOND)

    assert (nobody.before, nobody.difference, nobody.classes, nobody.why) == (None, None, (0, 7), "too_few_classes")
    assert change_of_mean([], [], least=1).after is None


def test_a_round_in_which_everybody_managed_is_not_beyond_doubt():
    """Both rounds 100 %: the wider side of Clopper-Pearson stands for each, and the interval has a width."""
    found = change_of_share(([10] * 6, [10] * 6), ([10] * 6, [10] * 6))

    reach = 1 - clopper_pearson(60, 60).low
    assert (found.interval.low, found.interval.high) == pytest.approx((-math.sqrt(2) * reach, math.sqrt(2) * reach))
    assert found.trend == "about_the_same"
    wide = change_of_share(([10] * 6, [10] * 6), ([10] * 6, [10] * 6), deff=2.0)
    assert wide.interval.high > found.interval.high


def test_means_without_any_difference_say_nothing_of_doubt():
    found = change_of_mean([[4] * 8] * 6, [[5] * 8] * 6, least=0.5)

    assert (found.difference, found.interval, found.trend, found.why) == (1.0, None, None, "all_the_same")
    assert change_of_mean([[4] * 8] * 6, [[5, 4] * 4] * 6, least=0.1).interval is not None


def test_two_points_are_no_trend_however_sure_and_three_are():
    """A hundred classes of a hundred: 50 and 50.01 on average, so the interval is narrow."""
    before = ([50] * 99 + [51], [100] * 100)

    assert change_of_share(before, ([52] * 99 + [53], [100] * 100)).trend == "about_the_same"
    assert change_of_share(before, ([53] * 99 + [54], [100] * 100)).trend == "up"
    assert change_of_share(before, ([47] * 99 + [48], [100] * 100)).trend == "down"


def test_ten_points_that_could_be_chance_are_no_trend():
    found = change_of_share(([0, 10, 2, 8, 5, 5], [10] * 6), ([1, 10, 3, 9, 6, 7], [10] * 6))

    assert found.difference == pytest.approx(0.1)
    assert found.interval.low < 0 < found.interval.high
    assert found.trend == "about_the_same"


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: change_of_share(([3], [2]), SECOND), "a class cannot have more successes than answers"),
        (lambda: change_of_share(FIRST, ([1, 2], [3])), "2 classes have successes and 1 have a size"),
        (
            lambda: change_of_mean([[]] * 6, [[1] * 9] * 6, 1),
            "a class in which nobody answered is left out, and not counted as empty",
        ),
        (
            lambda: change_of_mean([[1] * 9] * 6, [[math.nan] * 9] * 6, 1),
            "an answer that is not a number cannot be counted",
        ),
        (lambda: change_of_mean([], [], 0), "the smallest difference that matters is a number above zero, and not 0"),
    ],
)
def test_rounds_that_cannot_be_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


def _shuffled(rounds, random):
    rows = list(zip(*rounds, strict=True))
    random.shuffle(rows)
    return [yes for yes, _ in rows], [size for _, size in rows]


@SAFE
@given(ROUNDS, ROUNDS, st.randoms(use_true_random=False))
def test_what_always_holds_of_two_shares(before, after, random):
    found, back = change_of_share(before, after), change_of_share(after, before)

    assert change_of_share(_shuffled(before, random), _shuffled(after, random)) == found
    few = min(len(before[0]), len(after[0])) < 5
    assert (found.why == "too_few_classes") == few
    assert (found.interval is None) == (found.why is not None) == (found.trend is None)
    if found.interval is not None:
        assert -1 <= found.difference <= 1
        assert found.interval.low < found.difference < found.interval.high
        assert (back.interval.low, back.interval.high) == pytest.approx((-found.interval.high, -found.interval.low))
        assert {found.trend, back.trend} in ({"up", "down"}, {"about_the_same"})
        assert found.trend == "about_the_same" or not found.interval.low <= 0 <= found.interval.high


@SAFE
@given(CLASSES, CLASSES, st.randoms(use_true_random=False))
def test_what_always_holds_of_two_means(before, after, random):
    found = change_of_mean(before, after, least=0.1)
    mixed = [random.sample(one, k=len(one)) for one in random.sample(before, k=len(before))]

    again = change_of_mean(mixed, after, least=0.1)
    assert again == found
    assert (found.interval is None) == (found.why is not None) == (found.trend is None)
    assert found.effect is None or -1 <= found.effect <= 1


def test_changes_can_be_written_as_json():
    assert json.loads(json.dumps(asdict(change_of_share(FIRST, SECOND)), allow_nan=False))["trend"] == "up"
