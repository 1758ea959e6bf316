"""Faces, again-again, remembrance and This-or-That: by hand, published intervals, scipy, and what always holds."""

import json
import re
import statistics
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.answers import Mean
from consultations.statistics.fun import (
    Again,
    Choice,
    Faces,
    Gap,
    Liking,
    Preferred,
    Remembered,
    again_again,
    expectation_gap,
    faces,
    liking,
    remembrance,
    this_or_that,
)
from consultations.statistics.interval import Interval
from consultations.statistics.proportions import wilson

MISSING = st.sampled_from(["dk", "refused", "skipped", "not_reached", None])
FIVES = st.lists(st.integers(1, 5) | MISSING, max_size=40)
CHILDREN = st.dictionaries(st.sampled_from([f"child {n}" for n in range(12)]), st.integers(1, 5) | MISSING)
CHOICES = st.lists(st.builds(Choice, st.sampled_from(["a", "b", "dk", None]), st.booleans()), max_size=8)
SAFE = settings(deadline=None)


def _straight(chosen: str) -> list[Choice]:
    """`"aab"`: three straight questions, twice a and once b; a dash is a skipped one."""
    return [Choice("skipped" if one == "-" else one) for one in chosen]


def test_faces_by_hand():
    """5 5 5 4 3 1 and two children who did not say: six answers, the median half-way between 4 and 5."""
    found = faces([5, "dk", 5, 5, 4, 3, 1, None])

    assert found == Faces(6, (1, 0, 1, 1, 3), 3.0, 4.5, 5.0, wilson(3, 6), Mean(6, 23 / 6, None, "too_few_answers"))
    assert faces(["dk"]) == Faces(0, (0,) * 5, None, None, None, None, Mean(0, None, None, "nobody_answered"))


def test_the_best_face_has_the_published_interval():
    """Source: Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3: 1 of 29."""
    assert faces([5] + [4] * 28).top == Interval(
        pytest.approx(0.0061, abs=5e-5), pytest.approx(0.1718, abs=5e-5), 1 / 29, None, 1.0, "wilson"
    )


def test_expectation_gap_is_within_each_child():
    """Fox +2, owl 0, bee -1, ant +2; dog did not say before, cat was not there after."""
    before = {"fox": 3, "owl": 4, "bee": 5, "ant": 1, "dog": "dk", "cat": 2}
    after = {"ant": 3, "fox": 5, "owl": 4, "bee": 4, "dog": 5}

    assert expectation_gap(before, after) == Gap(4, 2, 1, 1, ((-1, 1), (0, 1), (2, 2)), 1.0)
    assert expectation_gap({"fox": 3}, {"owl": 3}) == Gap(0, 0, 0, 0, (), None)


def test_again_again_by_hand():
    """Three yes, one maybe, one no, one who does not know: 7 of 10."""
    assert again_again([2, 2, 2, 1, 0, "dk"]) == Again(5, 3, 1, 1, 70.0)
    assert again_again(["dk", None]) == Again(0, 0, 0, 0, None)


def test_remembering_nothing_is_an_answer_and_not_answering_is_none():
    """Shown four things. Fox knew two, owl none, bee one (said twice) and a thing that was not there; cat was away."""
    recalled = [{"quiz", "map"}, set(), ["quiz", "quiz", "dragon"], None]

    assert remembrance(["map", "quiz", "film", "song"], recalled) == Remembered(
        3, 0.25, (("map", 1), ("quiz", 2), ("film", 0), ("song", 0)), 1
    )
    assert remembrance(["map"], [None]) == Remembered(0, None, (("map", 0),), 0)


def test_a_reverse_question_speaks_for_the_other_version():
    """Most fun a, again a, take home b, choose a; most stupid b, which speaks for a: four of five."""
    choices = [*_straight("aaba"), Choice("b", reverse=True)]

    assert liking(choices) == Liking(0.8, 5, "a", False)
    assert liking([*_straight("aaba"), Choice("a", reverse=True)]) == Liking(0.6, 5, "a", True)
    assert liking(_straight("ab-")) == Liking(0.5, 2, "tie", False)
    assert liking(_straight("---")) == Liking(None, 0, None, False)


def test_children_count_once_by_the_side_they_lean_to():
    """Eight for a, two for b, one tie, one who chose nothing. The p of 8 of 10 is 112 / 1024."""
    children = [_straight("aab")] * 8 + [_straight("bbb")] * 2 + [_straight("ab"), _straight("--")]

    assert this_or_that(children) == Preferred(
        children=11,
        for_a=8,
        for_b=2,
        ties=1,
        mean_score=pytest.approx((8 * 2 / 3 + 0.5) / 11),
        share=wilson(8, 10),
        p=112 / 1024,
        why=None,
        contradictions=0,
    )
    assert stats.binomtest(8, 10).pvalue == pytest.approx(112 / 1024)


def test_nine_who_prefer_one_have_no_p_however_many_ties():
    found = this_or_that([_straight("a")] * 9 + [_straight("ab")] * 20)

    assert (found.p, found.why, found.share) == (None, "too_few_children", wilson(9, 9))
    assert this_or_that([]).share is None


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: faces([0]), "an answer is a number from 1 to 5, and not 0"),
        (lambda: expectation_gap({"fox": 6}, {"fox": 1}), "an answer is a number from 1 to 5, and not 6"),
        (lambda: again_again([3]), "an answer is a number from 0 to 2, and not 3"),
        (lambda: remembrance([], [{"map"}]), "there is one thing or more to remember, each of them once"),
        (lambda: remembrance(["map", "map"], []), "there is one thing or more to remember, each of them once"),
    ],
)
def test_answers_that_cannot_be_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


@SAFE
@given(FIVES, st.randoms(use_true_random=False))
def test_faces_do_not_depend_on_order_and_do_not_see_missing_answers(answers, random):
    shuffled = list(answers)
    random.shuffle(shuffled)
    there = [x for x in answers if isinstance(x, int)]

    found = faces(answers)
    assert faces(shuffled) == faces(there) == found
    assert found.n == sum(found.counts) == len(there)
    assert found.median == (statistics.median(there) if there else None)


@SAFE
@given(CHILDREN, CHILDREN)
def test_a_gap_turns_round_with_its_rounds(before, after):
    found, back = expectation_gap(before, after), expectation_gap(after, before)

    assert (found.better, found.same, found.worse, found.n) == (back.worse, back.same, back.better, back.n)
    assert found.gaps == tuple(sorted((-gap, count) for gap, count in back.gaps))
    assert found.better + found.same + found.worse == found.n == sum(count for _, count in found.gaps)
    both = [c for c in before if isinstance(before[c], int) and isinstance(after.get(c), int)]
    assert found.median == (statistics.median(after[c] - before[c] for c in both) if both else None)


@SAFE
@given(st.lists(st.integers(0, 2) | MISSING, max_size=30), st.randoms(use_true_random=False))
def test_again_again_stays_in_range_and_a_missing_answer_is_no_no(answers, random):
    shuffled = list(answers)
    random.shuffle(shuffled)
    there = [x for x in answers if isinstance(x, int)]

    found = again_again(shuffled)
    assert found == again_again(there)
    assert found.score == (pytest.approx(50 * statistics.mean(there)) if there else None)
    assert found.score is None or 0 <= found.score <= 100


@SAFE
@given(st.lists(CHOICES, max_size=15), st.randoms(use_true_random=False))
def test_what_always_holds_of_this_or_that(children, random):
    found = this_or_that(children)
    shuffled = list(children)
    random.shuffle(shuffled)
    other = {"a": "b", "b": "a"}
    swapped = [[Choice(other.get(one.chosen, one.chosen), one.reverse) for one in child] for child in children]
    back = this_or_that(swapped)

    assert this_or_that(shuffled) == found
    assert (back.for_a, back.for_b, back.ties, back.p) == (found.for_b, found.for_a, found.ties, found.p)
    assert back.contradictions == found.contradictions
    assert found.for_a + found.for_b + found.ties == found.children <= len(children)
    for child in children:
        one = liking(child)
        assert (one.score is None) == (one.answered == 0)
        assert one.score is None or (0 <= one.score <= 1 and (one.score > 0.5) == (one.prefers == "a"))


def test_what_children_thought_can_be_written_as_json():
    found = (faces([5]), expectation_gap({}, {}), again_again([]), remembrance(["map"], []), this_or_that([]))

    for one in found:
        assert json.loads(json.dumps(asdict(one), allow_nan=False)) is not None
