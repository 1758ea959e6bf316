"""Dot votes and who moved: against statsmodels, a printed example, by hand, and what always holds."""

import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.interval import Interval
from consultations.statistics.proportions import wilson
from consultations.statistics.shift import Dots, OptionDots, Shift, dot_shares, mcnemar_exact, shifts

ROUND = st.dictionaries(
    st.sampled_from([f"group {n}" for n in range(14)]),
    st.tuples(st.dictionaries(st.sampled_from("ABC"), st.integers(0, 3)), st.integers(1, 5)),
    min_size=1,
).map(lambda votes: [Dots(who, dots, size) for who, (dots, size) in votes.items()])
COUNTS = st.integers(0, 60)


def _children(**dots: str) -> list[Dots]:
    """`fox="AAB"`: two dots on A and one on B, of one child."""
    return [Dots(who, {option: given.count(option) for option in given}) for who, given in dots.items()]


def test_exact_p_of_approval_ratings_is_that_of_statsmodels():
    """Source: Agresti (2002), table 10.1, 150 and 86 of 1600 changed their mind about the prime minister;
    mcnemar(exact=True) of statsmodels 0.15.0."""
    assert mcnemar_exact(86, 150) == pytest.approx(3.7159361395713866e-05, rel=1e-12)


@pytest.mark.parametrize(
    ("moved_to", "moved_away", "p"), [(0, 0, 1.0), (3, 3, 1.0), (5, 0, 2 / 32), (0, 6, 2 / 64), (1, 7, 2 * 9 / 256)]
)
def test_exact_p_by_hand(moved_to, moved_away, p):
    assert mcnemar_exact(moved_to, moved_away) == p


@given(COUNTS, COUNTS)
def test_exact_p_is_a_binomial_test_whichever_way_round(moved_to, moved_away):
    """Independent: scipy's binomtest, two-sided, which for a chance of one half is the same."""
    known = stats.binomtest(moved_to, moved_to + moved_away).pvalue if moved_to + moved_away else 1.0

    assert mcnemar_exact(moved_to, moved_away) == pytest.approx(known, rel=1e-9)
    assert mcnemar_exact(moved_away, moved_to) == mcnemar_exact(moved_to, moved_away)


def test_moves_that_cannot_be_counted_are_refused():
    with pytest.raises(ValueError, match=r"^a count cannot be negative$"):
        mcnemar_exact(-1, 3)


def test_dots_children_and_groups_are_three_different_counts():
    """Nine dots: a group of four puts three on A; one child puts two on A and one on B; one puts none."""
    votes = [Dots("four", {"A": 3}, 4), Dots("fox", {"A": 2, "B": 1}), Dots("owl", {"B": 3, "A": 0}), Dots("bee", {})]

    assert dot_shares(["A", "B", "C"], votes) == (
        OptionDots("A", 5, 5 / 9, 2, 5, wilson(2, 4)),
        OptionDots("B", 4, 4 / 9, 2, 2, wilson(2, 4)),
        OptionDots("C", 0, 0.0, 0, 0, wilson(0, 4)),
    )


def test_share_of_contributors_has_the_published_interval():
    """Source: Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3: 1 of 29."""
    votes = [Dots(f"child {n}", {"A": 2} if n == 0 else {"B": 1}, size=3) for n in range(29)]

    assert dot_shares(["A", "B"], votes)[0].share == Interval(
        pytest.approx(0.0061, abs=5e-5), pytest.approx(0.1718, abs=5e-5), 1 / 29, None, 1.0, "wilson"
    )


def test_without_dots_there_is_no_share_of_dots():
    assert dot_shares(["A"], [Dots("fox", {}), Dots("owl", {"A": 0})]) == (
        OptionDots("A", 0, None, 0, 0, wilson(0, 2)),
    )


def test_only_those_in_both_rounds_can_move():
    """Fox stays, owl moves to A, bee and the group of four (three, the second time) move away; cat comes late,
    dog left, ant never chooses A."""
    first = [*_children(fox="AA", owl="BB", bee="AB", dog="A", ant="B"), Dots("four", {"A": 1}, 4)]
    second = [*_children(fox="A", owl="A", bee="B", cat="AAA", ant=""), Dots("four", {"B": 2}, 3)]

    assert shifts(["A", "B"], first, second)[0] == Shift(
        option="A",
        before=OptionDots("A", 5, 5 / 9, 4, 7, wilson(4, 6)),
        after=OptionDots("A", 5, 5 / 8, 3, 3, wilson(3, 6)),
        both=5,
        stayed=1,
        moved_to=1,
        moved_away=2,
        children_both=7,
        children_stayed=1,
        children_moved_to=1,
        children_moved_away=4,
        p=None,
    )


@pytest.mark.parametrize(("children", "p"), [(9, None), (10, 2 / 2**10)])
def test_nine_in_both_rounds_have_no_p_and_ten_have_one(children, p):
    first = [Dots(f"child {n}", {"B": 1}, 5) for n in range(children)]
    second = [Dots(f"child {n}", {"A": 1}, 5) for n in range(children)]
    elsewhere = [Dots(f"late {n}", {"A": 1}) for n in range(40)]

    found = shifts(["A", "B"], first, second + elsewhere)
    assert [(one.moved_to, one.moved_away, one.p) for one in found] == [(children, 0, p), (0, children, p)]


@pytest.mark.parametrize(
    ("votes", "sentence"),
    [
        ([], "nobody took part"),
        ([Dots("fox", {"A": 1}), Dots("fox", {"A": 1})], "a contributor takes part once in a round"),
        ([Dots("fox", {"A": 1}, 0)], "a group has one child or more, and not 0"),
        ([Dots("fox", {"A": -1})], "a count cannot be negative"),
        ([Dots("fox", {"A": 0.5})], "a count is a whole number"),
        ([Dots("fox", {"Z": 1})], "'Z' is not one of the options"),
    ],
)
def test_votes_that_cannot_be_are_refused_in_either_round(votes, sentence):
    good = [Dots("fox", {"A": 1})]

    for refused in (
        lambda: dot_shares(["A"], votes),
        lambda: shifts(["A"], votes, good),
        lambda: shifts(["A"], good, votes),
    ):
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            refused()


@given(ROUND, ROUND)
def test_what_always_holds_of_a_second_round(first, second):
    found = shifts(["A", "B", "C"], first, second)

    for one in found:
        assert one.stayed + one.moved_to + one.moved_away <= one.both <= min(len(first), len(second))
        assert one.stayed + one.moved_away <= one.before.contributors <= one.before.children
        assert one.stayed + one.moved_to <= one.after.contributors <= one.after.dots
        assert one.children_stayed + one.children_moved_to + one.children_moved_away <= one.children_both
        assert (one.p is None) == (one.both < 10)
    for back, one in zip(shifts(["A", "B", "C"], second, first), found, strict=True):
        assert (back.moved_to, back.moved_away, back.before, back.p) == (one.moved_away, one.moved_to, one.after, one.p)
    shares = [one.before.share_of_dots for one in found]
    assert shares == [None] * 3 or sum(share for share in shares if share is not None) == pytest.approx(1)


def test_shifts_can_be_written_as_json():
    found = shifts(["A"], _children(fox="A"), _children(fox="A"))[0]

    assert json.loads(json.dumps(asdict(found), allow_nan=False))["option"] == "A"
