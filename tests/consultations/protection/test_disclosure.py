"""Never so few that a child can be guessed: what may be shown, and that what is hidden is nowhere (§6)."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from consultations.protection import disclosure
from consultations.protection.disclosure import Protected, nearest, protect
from consultations.questions.options import KEY
from consultations.shapes import REST, Bar, Spread, Summary, Tally, Voices

NONE = {"dont_know": 0, "rather_not": 0, "skipped": 0, "not_reached": 0, "not_asked": 0}


def tally(*counts: int, missing: dict[str, int] | None = None, several: bool = False, answered: int = 0) -> Tally:
    """A question with options a, b, c …"""
    gave = answered or sum(counts)
    return Tally(gave, gave, dict(zip("abcdefgh", counts, strict=False)), {**NONE, **(missing or {})}, several)


def spread(*counts: int) -> Spread:
    """A scale with steps 1, 2, 3 …"""
    steps = {str(step): count for step, count in enumerate(counts, start=1)}
    return Spread(sum(counts), sum(counts), steps, NONE, middle="2")


def both(dutch: Tally | Spread, french: Tally | Spread, **how: bool) -> Protected:
    """What may be shown of a question that was answered in both languages."""
    counts = [one + other for one, other in zip(dutch.counts.values(), french.counts.values(), strict=True)]
    total = spread(*counts) if isinstance(dutch, Spread) else tally(*counts, several=dutch.several)
    return protect(
        total, {"nl": dutch, "fr": french}, sensitive=how.get("sensitive", False), room=how.get("room", False)
    )


def shown(made: Protected, name: str = "all") -> dict[str, int | None] | None:
    """The counts a group shows, by key; None when it is not there."""
    found = next((group for group in made.groups if group.name == name), None)
    return None if found is None else {bar.key: bar.count for bar in found.bars}


def everything_in(thing: object) -> Iterator[object]:
    """Each number and word that stands anywhere in a value."""
    if is_dataclass(thing):
        for one in fields(thing):
            yield from everything_in(getattr(thing, one.name))
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from everything_in(key)
            yield from everything_in(value)
    elif isinstance(thing, list | tuple | set | frozenset):
        for one in thing:
            yield from everything_in(one)
    else:
        yield thing


@pytest.mark.parametrize(
    ("counts", "bars", "refused"),
    [
        ((5, 4), {}, ("too_few",)),
        ((9, 0), {}, ("too_few",)),
        ((6, 4), {"a": 6, "b": 4}, ("nl", "fr")),
        ((10, 0), {"a": 10, "b": 0}, ("nl", "fr")),
        ((10, 1), {"a": 10, "b": 1}, ("nl", "fr")),
        ((0, 0), {}, ("too_few",)),
    ],
)
def test_a_plain_question_shows_its_counts_from_ten_children(counts, bars, refused):
    made = protect(tally(*counts), {"nl": tally(1, 1)}, sensitive=False)

    assert (shown(made), made.refused) == (bars, refused)
    assert made.groups[-1].answered == sum(counts)


@pytest.mark.parametrize(("counts", "bars"), [((3, 1), {}), ((4, 1), {"a": 4, "b": 1}), ((5, 0), {"a": 5, "b": 0})])
def test_the_facilitator_of_a_room_sees_counts_from_five_children_and_never_a_language_apart(counts, bars):
    made = protect(tally(*counts), {"nl": tally(20, 20), "fr": tally(20, 20)}, sensitive=False, room=True)

    assert shown(made) == bars
    assert [group.name for group in made.groups] == ["all"]


def test_of_too_few_only_their_number_is_told():
    made = protect(tally(4, 3, missing={"skipped": 33}), {}, sensitive=False)

    assert set(everything_in(made)) == {"all", 7, "none", None, False, "too_few"}


def test_how_many_met_a_question_that_hangs_from_another_is_not_told_when_they_are_few():
    made = protect(tally(5, 3, missing={"not_asked": 40}), {}, sensitive=False)

    assert made == Protected((), ("too_few",))


@pytest.mark.parametrize(
    ("dutch", "french", "refused"),
    [
        (tally(5, 5), tally(5, 5), ()),
        (tally(5, 4), tally(5, 5), ("nl",)),
        (tally(5, 5), tally(5, 4), ("fr",)),
        (tally(9, 0), tally(0, 9), ("nl", "fr")),
        (tally(6, 4), tally(5, 5), ("small_cells",)),
        (tally(5, 5), tally(9, 1), ("small_cells",)),
        (tally(10, 0), tally(5, 5), ()),
        (tally(10, 0), tally(0, 10), ()),
    ],
)
def test_two_languages_stand_apart_only_with_ten_children_each_and_no_cell_of_one_to_four(dutch, french, refused):
    made = both(dutch, french)

    assert made.refused == refused
    if refused:
        assert [group.name for group in made.groups] == ["all"]
    else:
        assert (shown(made, "nl"), shown(made, "fr")) == (dutch.counts, french.counts)


def test_a_language_nobody_may_see_apart_is_nowhere_in_what_is_shown():
    made = both(tally(101, 103), tally(7, 2))

    assert made.refused == ("fr",)
    assert set(everything_in(made)).isdisjoint({101, 103, 204, 7, 2, 9})


def test_a_language_without_any_sum_is_too_few():
    assert protect(tally(20, 20), {"nl": tally(20, 20)}, sensitive=False).refused == ("fr",)
    assert protect(tally(20, 20), {}, sensitive=False).refused == ()


def test_the_smallest_options_are_taken_together_as_the_rest():
    made = both(tally(12, 6, 3, 2), tally(11, 7, 4, 3))

    assert shown(made, "nl") == {"a": 12, "b": 6, REST: 5}
    assert shown(made, "fr") == {"a": 11, "b": 7, REST: 7}
    assert shown(made) == {"a": 23, "b": 13, "c": 7, "d": 5}


def test_no_option_of_an_author_can_be_mistaken_for_the_rest():
    made = both(tally(12, 6, 3, 2), tally(11, 7, 4, 3))

    assert KEY.fullmatch(REST) is None
    assert KEY.fullmatch("rest") is not None
    assert [bar.key for bar in made.groups[0].bars] == ["a", "b", REST]


def test_the_rest_grows_until_nothing_in_it_can_be_guessed():
    made = both(tally(12, 6, 3, 1, 0), tally(11, 7, 1, 1, 1))

    assert shown(made, "nl") == {"a": 12, REST: 10}
    assert shown(made, "fr") == {"a": 11, REST: 10}


def test_neighbours_on_a_scale_are_taken_together():
    made = both(spread(2, 9, 6, 6), spread(6, 6, 6, 3))

    assert shown(made, "nl") == {"1+2": 11, "3+4": 12}
    assert shown(made, "fr") == {"1+2": 12, "3+4": 9}
    assert {group.middle for group in made.groups if group.name != "all"} == {None}


def test_a_step_in_the_middle_joins_its_smaller_neighbour():
    assert shown(both(spread(8, 3, 20, 6), spread(8, 6, 20, 6)), "nl") == {"1+2": 11, "3": 20, "4": 6}
    assert shown(both(spread(20, 3, 8, 6), spread(20, 6, 8, 6)), "nl") == {"1": 20, "2+3": 11, "4": 6}


def test_the_middle_of_a_language_is_told_when_no_steps_were_joined():
    made = both(spread(6, 6, 6), spread(6, 6, 6))

    assert [group.middle for group in made.groups] == ["2", "2", "2"]


def test_answers_that_overlap_are_never_taken_together():
    made = both(tally(9, 9, 3, several=True), tally(9, 9, 6, several=True))

    assert (made.refused, shown(made)) == (("small_cells",), {"a": 18, "b": 18, "c": 9})


@pytest.mark.parametrize(
    ("counts", "groups", "refused"),
    [((10, 9), 0, ("sensitive",)), ((19, 0), 0, ("sensitive",)), ((10, 10), 1, ()), ((20, 0), 1, ())],
)
def test_a_sensitive_question_shows_nothing_under_twenty_children(counts, groups, refused):
    made = protect(tally(*counts), {"nl": tally(*counts)}, sensitive=True)

    assert (len(made.groups), made.refused) == (groups, refused)
    if not groups:
        assert set(everything_in(made)) == {"sensitive"}


def test_a_sensitive_question_is_never_shown_for_one_class():
    assert protect(tally(300, 300), {}, sensitive=True, room=True) == Protected((), ("not_per_class",))


@pytest.mark.parametrize(
    ("counts", "bars"),
    [
        ((20, 0), [Bar("a", None, None, "nearly_all"), Bar("b", None, None, "few")]),
        ((19, 1), [Bar("a", None, None, "nearly_all"), Bar("b", None, None, "few")]),
        ((16, 4), [Bar("a", None, None, "nearly_all"), Bar("b", None, None, "few")]),
        ((15, 5), [Bar("a", 15, 0.75, "rounded"), Bar("b", 5, 0.25, "rounded")]),
        ((13, 9), [Bar("a", 15, 0.75, "rounded"), Bar("b", 10, 0.5, "rounded")]),
        ((12, 8), [Bar("a", 10, 0.5, "rounded"), Bar("b", 10, 0.5, "rounded")]),
    ],
)
def test_a_sensitive_question_is_rounded_and_says_neither_nobody_nor_everybody(counts, bars):
    made = protect(tally(*counts, missing={"rather_not": 3}), {}, sensitive=True)

    (group,) = made.groups
    assert (list(group.bars), group.rounded, group.answered) == (bars, True, nearest(sum(counts)))


CELLS = st.integers(0, 14) | st.integers(0, 5) | st.integers(20, 60)


@settings(max_examples=300, derandomize=True)
@given(st.lists(CELLS, min_size=2, max_size=6), st.integers(0, 9))
def test_a_sensitive_question_holds_no_exact_figure(counts, skipped):
    assume(sum(counts) >= disclosure.SENSITIVE)

    made = protect(tally(*counts, missing={"skipped": skipped}), {"nl": tally(*counts)}, sensitive=True)

    numbers = [one for one in everything_in(made) if isinstance(one, int) and not isinstance(one, bool)]
    assert [number for number in numbers if number % 5] == []
    assert {bar.count for bar in made.groups[0].bars}.isdisjoint({0})
    assert [bar.share for bar in made.groups[0].bars if bar.share is not None and not 0 < bar.share <= 1] == []


@st.composite
def split_answers(draw: st.DrawFn) -> tuple[Summary, Summary]:
    """The same options, answered in Dutch and in French: a choice, several choices, or a scale."""
    size = draw(st.integers(2, 7))
    cells = [draw(st.lists(CELLS, min_size=size, max_size=size)) for _ in range(2)]
    if draw(st.booleans()):
        return spread(*cells[0]), spread(*cells[1])
    several = draw(st.booleans())
    return tally(*cells[0], several=several), tally(*cells[1], several=several)


@settings(max_examples=600, derandomize=True)
@given(split_answers())
def test_no_split_ever_shows_a_cell_of_one_to_four_and_joining_loses_nobody(drawn):
    dutch, french = drawn

    made = both(dutch, french)

    apart = [group for group in made.groups if group.name != "all"]
    assert len(apart) in (0, 2)
    assert bool(apart) is (made.refused == ())
    for group, part in zip(apart, (dutch, french), strict=False):
        counts = [bar.count for bar in group.bars]
        assert group.answered == part.answered >= disclosure.SPLIT
        assert [count for count in counts if 0 < count < disclosure.FEW] == []
        assert sum(counts) == sum(part.counts.values())
        assert len(counts) >= 2


@settings(max_examples=300, derandomize=True)
@given(split_answers())
def test_what_is_shown_of_a_scale_keeps_its_order(drawn):
    dutch, french = drawn
    assume(isinstance(dutch, Spread))

    for group in both(dutch, french).groups:
        if group.bars:
            assert [key for bar in group.bars for key in bar.key.split("+")] == list(dutch.counts)


def test_words_have_no_floor_but_only_their_number_is_told():
    made = protect(Voices(2, 2, {**NONE, "skipped": 31}), {}, sensitive=False)

    assert [(group.name, group.answered, group.bars) for group in made.groups] == [("all", 2, ())]
    assert 31 not in set(everything_in(made))


@pytest.mark.parametrize(("count", "near"), [(0, 0), (2, 0), (3, 5), (7, 5), (8, 10), (12, 10), (13, 15), (22, 20)])
def test_to_the_nearest_five(count, near):
    assert nearest(count) == near
