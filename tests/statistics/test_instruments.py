"""Scores of questionnaires: Brooke's own example, by hand, scipy for the intervals, and what always holds."""

import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.answers import FEWEST_ANSWERS, Mean, mean_of, numbers
from consultations.statistics.instruments import Score, Ueq, child_sus, ease, sus, ueq_short, ueq_word
from consultations.statistics.interval import Interval
from consultations.statistics.proportions import wilson

MISSING = st.sampled_from(["dk", "refused", "skipped", "not_reached", "not_asked", None])
TEN = st.lists(st.integers(1, 5), min_size=10, max_size=10)
SEVENS = st.lists(st.integers(1, 7) | MISSING, max_size=40)
BROOKE = [5, 4, 2, 1, 2, 3, 2, 4, 5, 2]
SAFE = settings(deadline=None)


def test_brookes_own_example_scores_55():
    """Source: Brooke (1996), the filled-in sheet: contributions 4 1 1 4 1 2 1 1 4 3, total 22, times 2.5."""
    assert sus(BROOKE) == Score(55.0, 0, None)


def test_best_and_worst_sheet_reach_the_ends_of_the_scale():
    assert sus([5, 1] * 5).value == 100
    assert sus([1, 5] * 5).value == 0


@pytest.mark.parametrize("code", ["dk", "refused", "skipped", None])
def test_one_item_without_an_answer_counts_as_the_centre_and_two_leave_no_score(code):
    """Item 1 was worth 4 and is now worth 2, as 3 is."""
    assert sus([code, *BROOKE[1:]]) == Score(50.0, 1, None)
    assert sus([code, *BROOKE[1:9], code]) == Score(None, 2, "too_many_missing")
    assert child_sus([code] + [4] * 9, 4) == Score(pytest.approx(95.0), 1, None)
    assert child_sus([code, code] + [4] * 8, 4) == Score(None, 2, "too_many_missing")


def test_child_sus_runs_from_0_to_100_whatever_the_number_of_points():
    """By hand, four points: Σ (x - 1) = 17 of 30."""
    assert child_sus([1, 2, 3, 4, 2, 3, 3, 4, 4, 1], 4) == Score(pytest.approx(17 * 100 / 30), 0, None)
    for points in (2, 3, 4, 5):
        assert (child_sus([1] * 10, points).value, child_sus([points] * 10, points).value) == (0, 100)


def test_ueq_short_by_hand():
    """Pragmatic (3 + 2 + 1 + 0) / 4, hedonic (-3 - 2 - 1 - 1) / 4, overall their eight together."""
    assert ueq_short([7, 6, 5, 4, 1, 2, 3, 3]) == Ueq(1.5, -1.75, -0.125)


def test_a_quality_of_the_ueq_bears_one_missing_item_and_not_two():
    assert ueq_short([7, "dk", 5, 6, 4, 4, 4, 4]) == Ueq(2.0, 0.0, 6 / 7)
    assert ueq_short([7, "dk", None, 6, 4, 4, 4, 5]) == Ueq(None, 0.25, None)


@pytest.mark.parametrize(
    ("mean", "word"), [(0.81, "positive"), (0.8, "neutral"), (-0.8, "neutral"), (-0.81, "negative")]
)
def test_the_ueq_has_words_for_its_means(mean, word):
    assert ueq_word(mean) == word


def test_ease_counts_five_and_more_as_easy():
    """7 7 6 5 5 4 3 1, one child who does not know: mean 38 / 8, five of eight."""
    found = ease([7, 7, 6, 5, "dk", 5, 4, 3, 1])

    assert (found.n, found.mean.mean, found.easy, found.share) == (8, 4.75, 5, wilson(5, 8))
    assert (ease(["dk", None]).share, ease([]).mean) == (None, Mean(0, None, None, "nobody_answered"))


def test_mean_has_the_t_interval_of_scipy():
    values = [55.0, 70, 72.5, 40, 90, 87.5, 65, 65, 80]

    known = stats.ttest_1samp(values, 0).confidence_interval(0.9)
    assert mean_of(values, 0, 100, 0.9, whole=False).interval == Interval(
        pytest.approx(known.low, abs=1e-9),
        pytest.approx(known.high, abs=1e-9),
        pytest.approx(625 / 9),
        8.0,
        1.0,
        "student_t",
    )


def test_seven_answers_have_a_mean_and_no_interval_and_eight_have_both():
    seven = [1, 2, 3, 4, 5, 5, 5]

    assert FEWEST_ANSWERS == 8
    assert mean_of([*seven, "dk", "skipped", None], 1, 5) == Mean(7, pytest.approx(25 / 7), None, "too_few_answers")
    assert mean_of([*seven, 5], 1, 5).interval is not None
    assert mean_of([4] * 30, 1, 5) == Mean(30, 4.0, None, "all_the_same")


@pytest.mark.parametrize("answer", [0, 6, 2.5, True, float("nan"), -1])
def test_what_is_no_answer_on_five_points_is_refused(answer):
    with pytest.raises(ValueError, match=f"^an answer is a number from 1 to 5, and not {re.escape(str(answer))}$"):
        numbers([3, answer], 1, 5)
    with pytest.raises(ValueError, match=r"^an answer is a number from 1 to 5"):
        sus([answer] + [3] * 9)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: sus([3] * 9), "this questionnaire has 10 items, and not 9"),
        (lambda: child_sus([3] * 11, 5), "this questionnaire has 10 items, and not 11"),
        (lambda: child_sus([1] * 10, 1), "a scale has two points or more, and not 1"),
        (lambda: ueq_short([4] * 10), "this questionnaire has 8 items, and not 10"),
        (lambda: ueq_word(3.1), "a scale of the UEQ lies between -3 and 3, and not at 3.1"),
    ],
)
def test_sheets_that_cannot_be_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


@SAFE
@given(TEN, st.integers(0, 9), MISSING)
def test_scores_stay_in_range_and_a_missing_item_is_its_centre(answers, at, code):
    without = [*answers[:at], code, *answers[at + 1 :]]
    centre = [*answers[:at], 3, *answers[at + 1 :]]

    for score in (sus, lambda sheet: child_sus(sheet, 5)):
        full, filled = score(answers).value, score(without).value
        assert 0 <= full <= 100
        assert filled == score(centre).value
        assert abs(full - filled) <= 5


@SAFE
@given(TEN)
def test_turning_a_sus_sheet_round_turns_the_score_round(answers):
    turned = [6 - x for x in answers]

    assert sus(turned).value == 100 - sus(answers).value


@SAFE
@given(st.lists(st.integers(1, 7) | MISSING, min_size=8, max_size=8))
def test_ueq_stays_in_range(answers):
    found = ueq_short(answers)

    for value in (found.pragmatic, found.hedonic, found.overall):
        assert value is None or -3 <= value <= 3
    assert (found.overall is None) == (found.pragmatic is None or found.hedonic is None)


@SAFE
@given(SEVENS, st.randoms(use_true_random=False))
def test_order_of_children_is_nothing_to_ease_and_missing_answers_are_not_there(answers, random):
    shuffled = list(answers)
    random.shuffle(shuffled)

    found = ease(answers)
    assert ease(shuffled) == found
    assert ease([x for x in answers if isinstance(x, int)]) == found
    if found.mean.interval is not None:
        assert 1 <= found.mean.mean <= 7
        assert found.mean.interval.low < found.mean.mean < found.mean.interval.high


def test_scores_can_be_written_as_json():
    assert json.loads(json.dumps(asdict(ease([7, 6, "dk"])), allow_nan=False))["n"] == 2
