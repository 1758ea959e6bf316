"""Problems: what to mend first and how many are still hidden: by hand, a published figure, and what always holds."""

import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.statistics.problems import (
    Discovery,
    Priority,
    Problem,
    discovery,
    expected_found,
    in_order,
    severity,
)

RATINGS = st.lists(st.integers(0, 4) | st.sampled_from(["dk", None]), max_size=5)
PROBLEMS = st.lists(
    st.builds(
        lambda key, ratings, met, more, harm: Problem(key, ratings, met, met + more, harm),
        st.sampled_from("abcdefgh"),
        RATINGS,
        st.integers(0, 12),
        st.integers(0, 12),
        st.booleans(),
    ),
    max_size=8,
    unique_by=lambda one: one.key,
)
MET = st.integers(2, 20).flatmap(
    lambda n: st.tuples(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, n)), st.just(n))
)
SAFE = settings(deadline=None)


def test_severity_is_the_median_of_those_who_rated():
    assert severity([3, 1, "dk", 4, None]) == 3
    assert severity([2, 3]) == 2.5
    assert (severity([]), severity(["dk", None])) == (None, None)


def test_a_child_who_came_to_harm_overrides_the_raters():
    assert severity([0, 1], harm=True) == 4
    assert severity([], harm=True) == 4


def test_what_to_mend_first():
    """Card: 2.5 of 6/12 is 1.25. Rules: 4 of 3/12 is 1. Scary: harm, met by one. Font and end lack something."""
    problems = [
        Problem("font", [1], 12, 12),
        Problem("rules", [4, 4], 3, 12),
        Problem("end", [None, "dk"], 9, 12),
        Problem("scary", [1, 1], 1, 12, harm=True),
        Problem("card", [2, 3], 6, 12),
        Problem("ghost", [4, 4], 0, 0),
    ]

    assert in_order(problems) == (
        Priority("scary", 4.0, 2, 1, 12, 1 / 12, pytest.approx(1 / 3), True, None),
        Priority("card", 2.5, 2, 6, 12, 0.5, 1.25, False, None),
        Priority("rules", 4.0, 2, 3, 12, 0.25, 1.0, False, None),
        Priority("font", 1.0, 1, 12, 12, 1.0, 1.0, False, "one_rater"),
        Priority("ghost", 4.0, 2, 0, 0, None, None, False, "nobody_observed"),
        Priority("end", None, 0, 9, 12, 0.75, None, False, "not_rated"),
    )


def test_five_users_find_the_published_share():
    """Source: Nielsen & Landauer (1993): with p = 0.31, five users find about 85 %. 1 - 0.69^5 = 0.8436."""
    assert expected_found(0.31, 5) == pytest.approx(1 - 0.69**5)
    assert round(expected_found(0.31, 5), 2) == 0.84
    assert [expected_found(p, n) for p, n in ((0, 9), (1, 1), (0.5, 0), (0.5, 2))] == [0, 1, 0, 0.75]


def test_discovery_by_hand():
    """Four children; one problem met by three, one by one: p = (3/4 + 1/4) / 2 = 1/2."""
    assert discovery({"card": 3, "rules": 1}, 4, reach=5) == Discovery(
        4, 2, 0.5, 0.9375, (0.5, 0.75, 0.875, 0.9375, 0.96875), None
    )
    assert len(discovery({"card": 3}, 4).curve) == 8


def test_without_problems_or_with_one_child_nothing_is_said():
    assert discovery({}, 9) == Discovery(9, 0, None, None, (), "no_problems")
    assert discovery({"card": 1}, 1) == Discovery(1, 1, None, None, (), "too_few_children")


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: severity([5]), "an answer is a number from 0 to 4, and not 5"),
        (lambda: in_order([Problem("a", [5], 1, 2, harm=True)]), "an answer is a number from 0 to 4, and not 5"),
        (lambda: in_order([Problem("a", [1], 3, 2)]), "3 children met 'a', and 2 were observed"),
        (lambda: in_order([Problem("a", [1], 1, 2)] * 2), "each problem has its own name"),
        (lambda: expected_found(1.5, 2), "a chance lies between 0 and 1, and not at 1.5"),
        (lambda: expected_found(0.5, -1), "a count cannot be negative"),
        (lambda: discovery({"a": 0}, 4), "'a' was met by one child or more, and by no more than there are"),
        (lambda: discovery({"a": 5}, 4), "'a' was met by one child or more, and by no more than there are"),
    ],
)
def test_problems_that_cannot_be_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


@SAFE
@given(PROBLEMS, st.randoms(use_true_random=False))
def test_what_always_holds_of_an_order(problems, random):
    shuffled = [Problem(p.key, random.sample(p.ratings, k=len(p.ratings)), p.met, p.observed, p.harm) for p in problems]
    random.shuffle(shuffled)

    found = in_order(problems)
    assert in_order(shuffled) == found
    assert sorted(one.key for one in found) == sorted(one.key for one in problems)
    harmful = [one.harm for one in found]
    assert harmful == sorted(harmful, reverse=True)
    for one in found:
        assert one.priority is None or 0 <= one.priority <= 4
        assert (one.why == "nobody_observed") == (one.share is None)
    calm = [one.priority for one in found if not one.harm and one.priority is not None]
    assert calm == sorted(calm, reverse=True)


@SAFE
@given(RATINGS)
def test_a_rater_who_has_not_rated_is_no_zero(ratings):
    assert severity(ratings) == severity([one for one in ratings if isinstance(one, int)])


@SAFE
@given(MET)
def test_what_always_holds_of_discovery(case):
    met, children = case
    found = discovery(met, children)

    assert discovery(dict(reversed(met.items())), children) == found
    if met:
        assert 0 < found.p <= 1
        assert found.p <= found.found <= 1
        assert found.found == found.curve[children - 1]
        assert list(found.curve) == sorted(found.curve)
        assert found.curve[0] == pytest.approx(found.p)


def test_problems_can_be_written_as_json():
    for found in (discovery({}, 0), in_order([Problem("a", [], 0, 0)])[0]):
        assert json.loads(json.dumps(asdict(found), allow_nan=False)) is not None
