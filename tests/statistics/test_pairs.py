"""What is shown next: always even, never twice to one child, and the same every time it is asked."""

import re
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.statistics.pairs import Pair, next_pair, next_statement

CLASSES = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        st.just([f"version {letter}" for letter in "ABCDEF"[:n]]),
        st.integers(1, 20),
        st.integers(1, n * (n - 1) // 2),
        st.text(max_size=4),
    )
)


def _show(options: list[str], turns: list[int], seed: str) -> tuple[Counter[Pair], dict[int, list[Pair]]]:
    """What a class is shown when the children take these turns, one pair a turn."""
    shown: Counter[Pair] = Counter()
    seen: dict[int, list[Pair]] = {}
    for child in turns:
        pair = next_pair(options, shown, seen.setdefault(child, []), f"{seed}{child}")
        assert pair is not None
        shown[pair] += 1
        seen[child].append(pair)
    return shown, seen


def _evenness(options: list[str], shown: Counter[Pair]) -> tuple[int, int, int]:
    """The most that two pairs differ, that the sides of one pair differ, and that two options differ."""
    pairs = list(combinations(options, 2))
    each = [shown[one, other] + shown[other, one] for one, other in pairs]
    alone = [sum(times for pair, times in shown.items() if option in pair) for option in options]
    sides = max(abs(shown[one, other] - shown[other, one]) for one, other in pairs)
    return max(each) - min(each), sides, max(alone) - min(alone)


@settings(deadline=None)
@given(CLASSES)
def test_children_one_after_another_are_shown_every_pair_side_and_option_about_equally(one_class):
    options, children, times, seed = one_class

    shown, _ = _show(options, [child for child in range(children) for _ in range(times)], seed)

    pairs, sides, alone = _evenness(options, shown)
    assert (pairs <= 1, sides <= 1, alone <= 2) == (True, True, True)


@settings(deadline=None)
@given(CLASSES, st.randoms(use_true_random=False))
def test_children_at_the_same_time_end_even_when_each_has_had_every_pair(one_class, random):
    options, children, _, seed = one_class
    every = len(list(combinations(options, 2)))
    turns = [child for child in range(children) for _ in range(every)]
    random.shuffle(turns)

    shown, _ = _show(options, turns, seed)

    pairs, sides, alone = _evenness(options, shown)
    assert (pairs, sides <= 1, alone) == (0, True, 0)


@settings(deadline=None)
@given(CLASSES, st.randoms(use_true_random=False))
def test_no_child_is_shown_a_pair_twice_whichever_way_round(one_class, random):
    options, children, times, seed = one_class
    turns = [child for child in range(children) for _ in range(times)]
    random.shuffle(turns)

    _, seen = _show(options, turns, seed)

    assert [len({frozenset(pair) for pair in pairs}) for pairs in seen.values()] == [times] * children


def test_a_child_who_has_seen_every_pair_is_shown_no_more():
    options = ["A", "B", "C"]

    assert next_pair(options, {}, [("B", "A"), ("A", "C")], "x") in {("B", "C"), ("C", "B")}
    assert next_pair(options, {}, [("B", "A"), ("A", "C"), ("C", "B")], "x") is None


def test_the_pair_shown_least_comes_first_and_the_side_used_least():
    shown = {("A", "B"): 4, ("B", "A"): 3, ("A", "C"): 3, ("C", "A"): 3, ("C", "B"): 4, ("B", "C"): 4}

    assert {next_pair(["A", "B", "C"], shown | {("A", "C"): 2}, [], str(n)) for n in range(20)} == {("A", "C")}
    assert {next_pair(["A", "B", "C"], shown | {("C", "A"): 2}, [], str(n)) for n in range(20)} == {("C", "A")}


def test_among_equal_pairs_the_options_shown_least_come_first():
    """A was shown with B; C and D not at all."""
    assert {frozenset(next_pair(list("ABCD"), {("A", "B"): 1}, [], str(n)) or ()) for n in range(20)} == {
        frozenset("CD")
    }


def test_an_option_that_stood_left_more_often_goes_right():
    """A stood left of B and of C, and D right of both: A and D never met."""
    shown = {("A", "B"): 1, ("A", "C"): 1, ("B", "D"): 1, ("C", "D"): 1, ("B", "C"): 1}

    assert {next_pair(list("ABCD"), shown, [], str(n)) for n in range(20)} == {("D", "A")}


def test_the_same_child_gets_the_same_pair_and_children_differ():
    first = [next_pair(list("ABCD"), {}, [], f"child {n}") for n in range(200)]

    assert first == [next_pair(list("ABCD"), {}, [], f"child {n}") for n in range(200)]
    assert set(first) == {(one, other) for one in "ABCD" for other in "ABCD" if one != other}


def test_a_draw_depends_on_the_seed_and_the_names_alone():
    """Written down once: if this changes, children half-way through a session get other pairs."""
    first = [("A", "B"), ("A", "D"), ("A", "D")]

    assert [next_pair(list("ABCD"), {}, [], seed) for seed in ("", "fox", "owl")] == first
    assert [next_pair(list("DCBA"), {}, [], seed) for seed in ("", "fox", "owl")] == first
    assert next_statement({"a": 0, "b": 0, "c": 0}, [], "fox") == next_statement({"c": 0, "b": 0, "a": 0}, [], "fox")


def test_pairs_with_an_option_that_is_gone_are_passed_over():
    shown = {("A", "gone"): 50, ("gone", "B"): 50, ("A", "B"): 1, ("A", "C"): 1}

    assert {frozenset(next_pair(list("ABC"), shown, [("gone", "A")], str(n)) or ()) for n in range(20)} == {
        frozenset("BC")
    }


@pytest.mark.parametrize("options", ["", "A", "AA", "ABA"])
def test_fewer_than_two_different_options_are_refused(options):
    with pytest.raises(ValueError, match=f"^{re.escape('there are two options or more, each of them once')}$"):
        next_pair(list(options), {}, [], "x")


@settings(deadline=None)
@given(st.integers(1, 9), st.integers(1, 20), st.integers(1, 9), st.text(max_size=4))
def test_statements_are_shown_equally_and_never_twice_to_one_child(statements, children, times, seed):
    shown = {f"statement {n}": 0 for n in range(statements)}
    for child in range(children):
        seen: list[str] = []
        for _ in range(min(times, statements)):
            statement = next_statement(shown, seen, f"{seed}{child}")
            assert statement is not None
            shown[statement] += 1
            seen.append(statement)
        assert len(set(seen)) == len(seen)

    assert max(shown.values()) - min(shown.values()) <= 1


def test_a_new_statement_is_shown_until_it_has_caught_up():
    assert {next_statement({"old": 9, "older": 9, "new": 0}, [], str(n)) for n in range(20)} == {"new"}
    assert {next_statement({"old": 9, "older": 9, "new": 0}, ["new"], str(n)) for n in range(20)} == {"old", "older"}
    assert next_statement({"old": 9}, ["old"], "x") is None
    assert next_statement({}, [], "x") is None
