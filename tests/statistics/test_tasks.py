"""How a task went: published intervals, Sauro's example, scipy, by hand, and what always holds."""

import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.interval import Interval
from consultations.statistics.proportions import clustered, wilson
from consultations.statistics.tasks import (
    Completion,
    Counted,
    Times,
    completion,
    completion_by_class,
    counted,
    success_times,
)

MISSING = st.sampled_from(["not_tried", "not_seen", "dk", None])
ENDINGS = st.lists(st.integers(0, 2) | MISSING, max_size=30)
CLASSES = st.lists(st.lists(st.integers(0, 2) | MISSING, max_size=12), max_size=9)
ATTEMPTS = st.lists(st.tuples(st.integers(0, 2) | MISSING, st.integers(1, 999) | MISSING), max_size=25)
SAURO = [55, 65, 75, 62, 45, 135]
SAFE = settings(deadline=None)


@pytest.mark.parametrize(
    ("unaided", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_completion_one_by_one_has_the_published_interval(unaided, n, low, high):
    """Source: Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3, four decimals."""
    found = completion([2] * unaided + [1, "not_tried"] + [0] * (n - unaided - 1) + [None])

    assert found.share == Interval(
        pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5), unaided / n, None, 1.0, "wilson"
    )


def test_help_is_half_and_a_task_that_was_not_tried_is_no_attempt():
    """Three alone, two with help, one not, two who did not try: share 3/6, partial (6 + 2) / 12."""
    assert completion([2, 2, 2, 1, 1, 0, "not_tried", None]) == Completion(
        6, 3, 2, 1, wilson(3, 6), pytest.approx(8 / 12), None, None
    )
    assert completion(["not_tried"]) == Completion(0, 0, 0, 0, None, None, None, None)


def test_five_classes_have_the_interval_of_classes_and_four_have_their_spread():
    """A class in which nobody tried is no class."""
    classes = [[2, 2, 0], [2, 1, 1], [2, 2, 2, 0], [0, "not_tried"], ["not_tried"], []]

    four = completion_by_class(classes)
    assert four == Completion(11, 6, 2, 3, None, pytest.approx(14 / 22), "too_few_classes", (0.0, 0.75))
    five = completion_by_class([*classes, [2, 2, 1]])
    assert five.share == clustered([2, 1, 3, 0, 2], [3, 3, 4, 1, 3])
    assert (five.why, five.spread, five.attempts) == (None, None, 14)
    assert completion_by_class([[2, 0]]).spread is None
    assert completion_by_class([["dk"], []]) == completion([])


def test_a_design_effect_widens_classes_that_are_all_alike():
    classes = [[2, 0]] * 6

    narrow, wide = completion_by_class(classes).share, completion_by_class(classes, deff=3).share
    assert wide.low < narrow.low < narrow.high < wide.high


def test_times_of_sauros_example_have_his_mean_and_interval():
    """Source: Sauro (2006), Graph and Calculator for Confidence Intervals for Task Times: 68 seconds, 46 to 101."""
    found = success_times([(2, seconds) for seconds in SAURO])

    assert (found.n, round(found.seconds), found.why) == (6, 68, None)
    assert (round(found.interval.low), round(found.interval.high), found.interval.df) == (46, 101, 5.0)
    assert found.seconds == pytest.approx(stats.gmean(SAURO))


def test_only_unaided_successes_that_were_timed_to_the_end_have_a_time():
    """With help, failed, not tried and interrupted: left out, and never a time of 0."""
    attempts = [(2, 10), (2, 40), (1, 500), (0, 600), ("not_tried", 5), (2, None), (2, "interrupted"), (None, 7)]

    assert success_times(attempts) == Times(2, pytest.approx(20.0), None, "too_few_times")
    assert success_times([(2, 30)] * 5) == Times(5, pytest.approx(30.0), None, "all_the_same")
    assert success_times([(1, 30)]) == Times(0, None, None, "no_times")


def test_four_times_have_no_interval_and_five_have_one():
    assert success_times([(2, seconds) for seconds in SAURO[:4]]).why == "too_few_times"
    assert success_times([(2, seconds) for seconds in SAURO[:5]]).interval is not None


def test_no_errors_are_counted_and_errors_nobody_counted_are_not():
    """0 0 1 3 and two attempts of which nobody counted."""
    assert counted([0, "not_seen", 3, 0, 1, None]) == Counted(4, 4, 2, 0.5, 1.0, 3)
    assert counted([None]) == Counted(0, 0, 0, None, None, None)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: completion([3]), "an answer is a number from 0 to 2, and not 3"),
        (lambda: completion([True]), "an answer is a number from 0 to 2, and not True"),
        (lambda: completion_by_class([[-1]]), "an answer is a number from 0 to 2, and not -1"),
        (lambda: success_times([(2, 0)]), "a time is a number of seconds above 0"),
        (lambda: success_times([(2, float("inf"))]), "a time is a number of seconds above 0"),
        (lambda: success_times([(2, -5)]), "an answer is a number from 0 to inf, and not -5"),
        (lambda: counted([1.5]), "an answer is a number from 0 to 1000000, and not 1.5"),
    ],
)
def test_records_that_cannot_be_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


@SAFE
@given(ENDINGS, st.randoms(use_true_random=False))
def test_what_always_holds_of_completion(endings, random):
    shuffled = list(endings)
    random.shuffle(shuffled)
    there = [one for one in endings if isinstance(one, int)]

    found = completion(shuffled)
    assert found == completion(there)
    assert found.attempts == found.unaided + found.helped + found.failed == len(there)
    if there:
        assert 0 <= found.share.low <= found.share.estimate <= found.partial <= 1
        assert found.share.estimate <= found.share.high <= 1


@SAFE
@given(CLASSES, st.randoms(use_true_random=False))
def test_what_always_holds_of_classes(classes, random):
    shuffled = [random.sample(one, k=len(one)) for one in classes]
    random.shuffle(shuffled)
    plain = completion([ended for one in classes for ended in one])

    found = completion_by_class(shuffled)
    assert found == completion_by_class(classes)
    assert (found.attempts, found.unaided, found.partial) == (plain.attempts, plain.unaided, plain.partial)
    assert (found.share is None) == (found.why == "too_few_classes" or found.attempts == 0)


@SAFE
@given(ATTEMPTS, st.randoms(use_true_random=False))
def test_what_always_holds_of_times(attempts, random):
    shuffled = list(attempts)
    random.shuffle(shuffled)
    times = [took for ended, took in attempts if ended == 2 and isinstance(took, int)]

    found = success_times(shuffled)
    assert found == success_times(attempts)
    assert found.n == len(times)
    if times:
        assert found.seconds == pytest.approx(stats.gmean(times))
        assert min(times) - 1e-9 <= found.seconds <= max(times) + 1e-9
    if found.interval is not None:
        assert 0 < found.interval.low < found.seconds < found.interval.high


@SAFE
@given(st.lists(st.integers(0, 9) | MISSING, max_size=20), st.randoms(use_true_random=False))
def test_what_always_holds_of_counts(counts, random):
    shuffled = list(counts)
    random.shuffle(shuffled)
    there = [one for one in counts if isinstance(one, int)]

    found = counted(shuffled)
    assert found == counted(there)
    assert (found.n, found.total, found.none) == (len(there), sum(there), there.count(0))


def test_tasks_can_be_written_as_json():
    for found in (completion([]), completion_by_class([[2], [0]]), success_times([]), counted([])):
        assert json.loads(json.dumps(asdict(found), allow_nan=False)) is not None
