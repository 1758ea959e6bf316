"""How answers add up: every participant once, every child of it, missing codes apart, and twice the same."""

from copy import deepcopy
from dataclasses import replace
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.questions import question_type
from consultations.shapes import Contribution, Spread, Tally, Voices
from tests.factories import options

CODES = ("dont_know", "rather_not", "skipped", "not_reached", "not_asked")
KEYS = ("strip", "boek", "film")
TYPES: dict[str, tuple[dict[str, Any], list[Any]]] = {
    "single_choice": ({"options": options(*KEYS)}, list(KEYS)),
    "several_choices": ({"options": options(*KEYS)}, [["strip"], ["boek", "film"], [*KEYS]]),
    "word_scale": ({"labels": "often-4"}, ["1", "2", "3", "4"]),
    "smileys": ({"labels": "fun-5"}, ["1", "2", "3", "4", "5"]),
    "yes_maybe_no": ({"middle": "maybe"}, ["yes", "maybe", "no"]),
    "number": ({"minimum": 0, "maximum": 30}, list(range(31))),
    "task": ({}, ["unaided", "helped", "failed", "not_tried"]),
    "ease": ({"labels": "faces-3"}, ["1", "2", "3"]),
    "five_degrees": ({}, ["1", "2", "3", "4", "5"]),
    "emotion_picker": ({}, [["joy"], ["bored", "afraid"], ["joy", "calm", "angry"]]),
    "remember": ({"options": options(*KEYS)}, [["strip"], ["(nothing)"], [*KEYS]]),
    "short_text": ({}, [True]),
    "long_text": ({}, [True]),
}
each_type = pytest.mark.parametrize("name", TYPES)
few = settings(max_examples=40)


def contributions(name: str) -> st.SearchStrategy[list[Contribution]]:
    value = st.tuples(st.sampled_from(TYPES[name][1]), st.none())
    code = st.tuples(st.none(), st.sampled_from(CODES))
    gave = st.tuples(value | code, st.integers(1, 6), st.sampled_from("abc"), st.integers(1, 4))
    return st.lists(
        gave.map(lambda one: Contribution(one[0][0], one[0][1], size=one[1], cluster=one[2], times=one[3])), max_size=12
    )


def summed(name: str, given: list[Contribution]) -> Tally | Spread | Voices:
    how = question_type(name)
    return how.summarise(given, how.read(TYPES[name][0]))


def one_by_one(given: list[Contribution]) -> list[Contribution]:
    """The same, with each participant on a line of its own."""
    return [replace(one, times=1) for one in given for _ in range(one.times)]


@each_type
@few
@given(data=st.data())
def test_the_order_of_answers_and_their_bundling_do_not_matter_and_adding_up_changes_nothing(
    name: str, data: st.DataObject
):
    given_ = data.draw(contributions(name))
    before = deepcopy(given_)
    shuffled = data.draw(st.permutations(one_by_one(given_)))

    first, second, other = summed(name, given_), summed(name, given_), summed(name, shuffled)

    assert (first, first, given_) == (second, other, before)


@each_type
@few
@given(data=st.data())
def test_every_participant_and_every_child_is_counted_once(name: str, data: st.DataObject):
    given_ = data.draw(contributions(name))
    gave = [one for one in one_by_one(given_) if one.missing is None]
    left_out = [one.missing for one in one_by_one(given_) if one.missing is not None]

    found = summed(name, given_)

    assert (found.answered, found.children) == (len(gave), sum(one.size for one in gave))
    assert found.missing == {code: left_out.count(code) for code in CODES}


@each_type
@few
@given(data=st.data())
def test_what_is_missing_is_no_zero_and_no_answer(name: str, data: st.DataObject):
    given_ = data.draw(contributions(name))
    answered_only = [one for one in given_ if one.missing is None]

    whole, without = summed(name, given_), summed(name, answered_only)

    assert replace(whole, missing={}) == replace(without, missing={})


@pytest.mark.parametrize("name", [name for name in TYPES if "text" not in name])
@few
@given(data=st.data())
def test_counts_stand_in_the_order_of_the_labels_and_add_up(name: str, data: st.DataObject):
    given_ = data.draw(contributions(name))
    how = question_type(name)

    found = summed(name, given_)

    assert not isinstance(found, Voices)
    assert list(found.counts) == list(how.labels(how.read(TYPES[name][0])))
    tapped = sum(
        len(one.value) if isinstance(one.value, list) else 1 for one in one_by_one(given_) if one.missing is None
    )
    assert sum(found.counts.values()) == tapped
    assert max(found.counts.values(), default=0) <= found.answered


@given(st.lists(st.sampled_from("1234"), min_size=1, max_size=30))
def test_the_middle_of_a_scale_is_the_step_of_the_child_in_the_middle(steps: list[str]):
    found = summed("word_scale", [Contribution(one, None) for one in steps])

    assert isinstance(found, Spread)
    assert found.middle == sorted(steps)[(len(steps) - 1) // 2]


def quartile(numbers: list[int], quarter: int) -> float:
    """Definition 2 of Hyndman & Fan, written once more: the mean of both neighbours where a share is met exactly."""
    rank = sorted(numbers)
    place, rest = divmod(quarter * len(rank), 4)
    return (rank[place - 1] + rank[place]) / 2 if rest == 0 else rank[place]


@given(st.lists(st.integers(0, 30), min_size=1, max_size=40))
def test_the_middle_and_quartiles_of_numbers_are_those_of_the_numbers_themselves(numbers: list[int]):
    found = summed("number", [Contribution(one, None) for one in numbers])

    assert isinstance(found, Spread)
    assert (found.middle, found.quartiles) == (median(numbers), (quartile(numbers, 1), quartile(numbers, 3)))


def test_more_than_twelve_numbers_stand_in_ranges_of_equal_width():
    found = summed("number", [Contribution(one, None) for one in (0, 2, 3, 29, 30)])

    assert isinstance(found, Spread)
    assert {key: count for key, count in found.counts.items() if count} == {"0–2": 2, "3–5": 1, "27–29": 1, "30": 1}
    assert len(found.counts) == 11


@pytest.mark.parametrize(
    ("minimum", "maximum", "keys"),
    [
        (0, 11, [str(at) for at in range(12)]),
        (0, 12, ["0–1", "2–3", "4–5", "6–7", "8–9", "10–11", "12"]),
        (3, 4, ["3", "4"]),
    ],
)
def test_the_bars_of_a_number_cover_every_number_once(minimum: int, maximum: int, keys: list[str]):
    how = question_type("number")
    read = how.read({"minimum": minimum, "maximum": maximum})

    found = how.summarise([Contribution(one, None) for one in range(minimum, maximum + 1)], read)

    assert isinstance(found, Spread)
    assert (list(found.counts), sum(found.counts.values())) == (keys, maximum - minimum + 1)


@each_type
def test_nobody_is_nobody(name: str):
    found = summed(name, [])

    assert (found.answered, found.children, set(found.missing.values())) == (0, 0, {0})
    match found:
        case Tally(counts=counts):
            assert set(counts.values()) == {0}
        case Spread(counts=counts, middle=middle, quartiles=quartiles):
            assert (set(counts.values()), middle, quartiles) == ({0}, None, None)


def test_groups_of_children_count_as_one_voice_and_as_all_their_children():
    given_ = [
        Contribution("yes", None, size=4, times=2), Contribution("no", None), Contribution(None, "skipped", size=5),
    ]  # fmt: skip

    assert summed("yes_maybe_no", given_) == Tally(
        answered=3,
        children=9,
        counts={"yes": 2, "maybe": 0, "no": 1},
        missing={"dont_know": 0, "rather_not": 0, "skipped": 1, "not_reached": 0, "not_asked": 0},
    )


def test_there_is_nothing_to_add_up_on_a_screen_to_read():
    how = question_type("information")

    assert how.summarise([Contribution(None, "skipped")], how.read({})) == Voices(0, 0, {})
