"""How votes and sorts add up: figures worked out by hand or by another way of reckoning, whatever the order."""

import json
import math
from collections import Counter
from dataclasses import replace
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from consultations.questions import question_type
from consultations.shapes import Contribution, Opinion, Opinions, Ranking, Sorting, Summary, Tally, Voices
from consultations.statistics import preferences
from tests.consultations.questions.activities import CHOSEN, KEYS
from tests.factories import options
from tests.statistics.test_preferences import SEASON, TEAMS

CODES = ("dont_know", "rather_not", "skipped", "not_reached", "not_asked")
PAIRS = list(combinations(KEYS, 2))
VALUES: dict[str, list[Any]] = {
    "dot_voting": [{"spel": 2}, {"spel": 1, "film": 2}, {"poster": 1}],
    "this_or_that": [[[*pair, pair[at]] for pair in PAIRS] for at in (0, 1)] + [[["film", "spel", ""]]],
    "agree_pass": [{"spel": 1, "film": -1, "poster": 1}, {"spel": -1}, {"film": 0, "poster": 1}],
    "card_sort": [{"spel": "leuk", "film": "leuk"}, {"poster": "saai", "film": "own_1"}],
    "idea_wall": [True],
    "storyboard": [True],
    "drawing": [True],
    "postcard": [True],
}
few = settings(max_examples=40, deadline=None)


def contributions(name: str) -> st.SearchStrategy[list[Contribution]]:
    value = st.tuples(st.sampled_from(VALUES[name]), st.none()) | st.tuples(st.none(), st.sampled_from(CODES))
    gave = st.tuples(value, st.integers(1, 6), st.sampled_from("abcdef"), st.integers(1, 3))
    return st.lists(
        gave.map(lambda one: Contribution(one[0][0], one[0][1], size=one[1], cluster=one[2], times=one[3])), max_size=12
    )


def summed(name: str, given_: list[Contribution], chosen: dict[str, Any] | None = None) -> Summary:
    how = question_type(name)
    return how.summarise(given_, how.read(CHOSEN[name] if chosen is None else chosen))


def everybody(given_: list[Contribution]) -> list[Contribution]:
    return [replace(one, times=1) for one in given_ for _ in range(one.times)]


@pytest.mark.parametrize("name", VALUES)
@few
@given(data=st.data())
def test_neither_the_order_of_contributions_nor_their_bundling_changes_a_single_figure(name: str, data: st.DataObject):
    given_ = data.draw(contributions(name))
    shuffled = data.draw(st.permutations(everybody(given_)))

    assert summed(name, given_) == summed(name, given_) == summed(name, list(shuffled))


@pytest.mark.parametrize("name", VALUES)
@few
@given(data=st.data())
def test_every_participant_and_every_child_is_counted_once_and_who_gave_nothing_apart(name: str, data: st.DataObject):
    given_ = data.draw(contributions(name))
    gave = [one for one in everybody(given_) if one.missing is None]
    codes = Counter(one.missing for one in everybody(given_) if one.missing)

    found = summed(name, given_)

    assert (found.answered, found.children) == (len(gave), sum(one.size for one in gave))
    assert found.missing == {code: codes[code] for code in CODES}
    assert replace(found, missing={}) == replace(summed(name, gave), missing={})


@pytest.mark.parametrize("name", VALUES)
def test_nobody_is_nobody(name: str):
    found = summed(name, [])

    assert (found.answered, found.children, set(found.missing.values())) == (0, 0, {0})


@pytest.mark.parametrize("name", ["idea_wall", "storyboard", "drawing", "postcard"])
def test_what_is_made_is_counted_and_never_read(name: str):
    made = [Contribution(True, None, size=4, times=2), Contribution(None, "skipped")]

    assert summed(name, made) == Voices(2, 8, {**dict.fromkeys(CODES, 0), "skipped": 1})


def test_dots_and_those_who_stuck_them_are_counted_apart():
    """Five devices. spel: 2 + 1 + 2 = 5 dots of three; film: 1 + 2 × 2 = 5 of three; poster: 1 of one."""
    given_ = [
        Contribution({"spel": 2, "film": 1}, None, size=4, cluster="a"),
        Contribution({"film": 2, "spel": 1}, None, cluster="a"),
        Contribution({"film": 2, "poster": 1}, None, size=3, cluster="b"),
        Contribution({"spel": 2, "gone": 1}, None, cluster="b"),
        Contribution(None, "dont_know", cluster="b"),
    ]

    assert summed("dot_voting", given_) == Tally(
        answered=4,
        children=9,
        counts={"spel": 3, "film": 3, "poster": 1},
        missing={**dict.fromkeys(CODES, 0), "dont_know": 1},
        several=True,
        dots={"spel": 5, "film": 5, "poster": 1},
    )


def season() -> tuple[dict[str, Any], list[Contribution]]:
    """The 1987 season of `tests/statistics/test_preferences`, each game chosen by somebody in one of two classes."""
    keys = [team.lower().replace(" ", "_") for team in TEAMS]
    games = [
        Contribution([[min(keys[i], keys[j]), max(keys[i], keys[j]), keys[i]]], None, cluster="ab"[at % 2])
        for i, row in enumerate(SEASON)
        for j, wins in enumerate(row)
        for at in range(wins)
    ]
    return {"options": options(*keys), "rounds": 30}, games


def test_pairs_have_the_published_strengths_of_the_baseball_season():
    """Agresti (2002), section 10.6: Milwaukee 1.58, Detroit 1.44, Toronto 1.29, New York 1.25, Boston 1.11,
    Cleveland 0.68 above Baltimore; the share of liking is exp(strength) over the sum of all."""
    chosen, games = season()
    published = dict(zip(TEAMS, [1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839, 0.0], strict=True))
    total = sum(math.exp(one) for one in published.values())

    found = summed("this_or_that", games, chosen)

    assert isinstance(found, Ranking)
    assert [one.key for one in found.rows] == [team.lower().replace(" ", "_") for team in TEAMS]
    assert [one.share for one in found.rows] == pytest.approx(
        [math.exp(one) / total for one in published.values()], abs=5e-5
    )
    assert [(one.chosen, one.shown) for one in found.rows] == [
        (sum(SEASON[at]), sum(SEASON[at]) + sum(row[at] for row in SEASON)) for at in range(len(TEAMS))
    ]
    assert (found.answered, found.why, sum(one.share or 0 for one in found.rows)) == (273, "", pytest.approx(1))


def test_pairs_are_as_likely_as_they_can_be_by_another_way_of_reckoning():
    """Nelder-Mead on the likelihood itself, and intervals from the same choices handed straight to `preferences`."""
    dice = Random(11)
    children = [
        Contribution([[a, b, dice.choices((a, b), (2, 1))[0]] for a, b in PAIRS], None, cluster="ab"[at % 2])
        for at in range(14)
    ]
    comparisons = [
        (str(at), chosen, b if chosen == a else a) for at, one in enumerate(children) for a, b, chosen in one.value
    ]

    def unlikely(strengths: Any) -> float:
        at = dict(zip(KEYS, (*strengths, 0.0), strict=True))
        return sum(math.log1p(math.exp(at[lost] - at[won])) for _, won, lost in comparisons)

    best = optimize.minimize(unlikely, (0.0, 0.0), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}).x
    weights = dict(zip(KEYS, map(math.exp, (*best, 0.0)), strict=True))
    straight = preferences.preferences(KEYS, comparisons)

    found = summed("this_or_that", children)

    assert isinstance(found, Ranking)
    assert {one.key: one.share for one in found.rows} == pytest.approx(
        {key: weight / sum(weights.values()) for key, weight in weights.items()}, abs=1e-6
    )
    assert straight
    assert {one.key: (one.low, one.high) for one in found.rows} == {
        one.option: pytest.approx((one.share.low, one.share.high)) for one in straight.strengths
    }


def agreed(cluster: str, winner: str = "spel") -> Contribution:
    return Contribution([["spel", "film", winner], ["spel", "poster", winner]], None, cluster=cluster)


@pytest.mark.parametrize(("classes", "who"), [(4, "child"), (5, "class")])
def test_from_five_sessions_on_it_is_the_session_that_chose_and_not_the_child(classes: int, who: str):
    """Children of one class are alike: the choices of a class are handed to `preferences` under one name."""
    dice = Random(3)
    children = [
        Contribution([[a, b, dice.choice((a, b))] for a, b in PAIRS], None, cluster=f"class {at % classes}")
        for at in range(20)
    ]
    comparisons = [
        (one.cluster if who == "class" else str(at), chosen, b if chosen == a else a)
        for at, one in enumerate(children)
        for a, b, chosen in one.value
    ]
    straight = preferences.preferences(KEYS, comparisons)

    found = summed("this_or_that", children)

    assert isinstance(found, Ranking)
    assert straight
    assert straight.contributors == (5 if who == "class" else 20)
    assert {one.key: (one.low, one.high) for one in found.rows} == {
        one.option: pytest.approx((one.share.low, one.share.high)) for one in straight.strengths
    }


def test_what_cannot_be_told_apart_stands_on_one_step_and_what_can_on_the_next():
    """Forty children who all choose one thing, and are split over the other two."""
    children = [
        Contribution(
            [["spel", "film", "spel"], ["spel", "poster", "spel"], ["film", "poster", ("film", "poster")[at % 2]]], None
        )
        for at in range(40)
    ]

    found = summed("this_or_that", children)

    assert isinstance(found, Ranking)
    assert [(one.key, one.step, one.chosen, one.shown) for one in found.rows] == [
        ("spel", 1, 80, 80), ("film", 2, 20, 80), ("poster", 2, 20, 80),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given_", "why"),
    [
        ([agreed("a")] * 4, "too_few_contributors"),
        ([Contribution([["spel", "film", ""]], None)] * 9, "too_few_contributors"),
        ([], "too_few_contributors"),
    ],
)
def test_where_there_is_too_little_to_say_there_are_counts_and_no_shares(given_: list[Contribution], why: str):
    found = summed("this_or_that", given_)

    assert isinstance(found, Ranking)
    assert (found.why, {(one.share, one.low, one.high, one.step) for one in found.rows}) == (why, {(None,) * 4})
    assert sum(one.chosen for one in found.rows) == 2 * (len(given_) if given_ == [agreed("a")] * 4 else 0)


def test_options_that_nobody_could_compare_have_no_shares():
    four = {"options": options("a", "b", "c", "d"), "rounds": 3}
    children = [Contribution([["a", "b", "ab"[at % 2]], ["c", "d", "cd"[at % 2]]], None) for at in range(8)]

    found = summed("this_or_that", children, four)

    assert isinstance(found, Ranking)
    assert (found.why, [one.chosen for one in found.rows]) == ("not_connected", [4, 4, 4, 4])


def test_a_thing_that_was_never_shown_stands_last_and_does_not_keep_the_others_waiting():
    children = [Contribution([["spel", "film", ("spel", "film")[at % 3 == 0]]], None) for at in range(9)]

    found = summed("this_or_that", children)

    assert isinstance(found, Ranking)
    assert [(one.key, one.chosen, one.shown, one.step is None) for one in found.rows] == [
        ("spel", 6, 9, False), ("film", 3, 9, False), ("poster", 0, 0, True),
    ]  # fmt: skip


def test_agreement_is_counted_with_its_interval_and_passes_count_as_voters():
    """Wilson by its formula: spel 3 of 4, poster 1 of 2, film 0 of 1; an equal share keeps the author's order."""
    given_ = [
        Contribution({"spel": 1, "film": 0}, None, size=3), Contribution({"spel": 1, "poster": -1}, None, times=2),
        Contribution({"spel": -1, "poster": 1, "gone": 1}, None), Contribution(None, "skipped", times=2),
    ]  # fmt: skip

    def wilson(agree: int, n: int) -> tuple[float, float]:
        z = 1.959963984540054
        middle = (agree + z * z / 2) / (n + z * z)
        reach = z / (n + z * z) * math.sqrt(agree * (n - agree) / n + z * z / 4)
        return middle - reach, middle + reach

    found = summed("agree_pass", given_)

    assert isinstance(found, Opinions)
    assert [(one.key, one.agree, one.disagree, one.passed, one.divisive) for one in found.rows] == [
        ("spel", 3, 1, 0, 4 * 3 * 1 / 16), ("poster", 1, 2, 0, pytest.approx(4 * 1 * 2 / 9)), ("film", 0, 0, 1, 0.0),
    ]  # fmt: skip
    assert [(one.low, one.high) for one in found.rows] == [
        pytest.approx(wilson(3, 4)), pytest.approx(wilson(1, 3)), pytest.approx((0.0, wilson(0, 1)[1])),
    ]  # fmt: skip
    assert (found.answered, found.children, found.groups, found.why) == (4, 6, (), "too_few_voters")


def test_statements_that_are_equally_welcome_keep_the_order_of_the_author_and_unmet_ones_come_last():
    found = summed("agree_pass", [Contribution({"poster": 1, "spel": 1}, None), Contribution({"poster": 1}, None)])

    assert isinstance(found, Opinions)
    assert [one.key for one in found.rows] == ["spel", "poster", "film"]
    assert found.rows[2] == Opinion("film", 0, 0, 0)


def opposed(number: int) -> list[Contribution]:
    """Two camps that disagree on six statements, and a little noise."""
    dice = Random(5)
    made = []
    for at in range(number):
        side = 1 if at % 3 else -1
        made.append(
            Contribution(
                {f"s{one}": side * (1 if one % 2 else -1) if dice.random() > 0.08 else 0 for one in range(8)}, None,
                cluster=f"class {at % 7}",
            )
        )  # fmt: skip
    return made


def test_groups_of_opinion_are_the_same_in_whatever_order_and_appear_only_from_a_hundred_voters():
    chosen = {"options": options(*(f"s{one}" for one in range(8)))}
    voters = opposed(150)
    mixed = list(voters)
    Random(1).shuffle(mixed)

    found, again, small = (summed("agree_pass", one, chosen) for one in (voters, mixed, voters[:99]))

    assert isinstance(found, Opinions)
    assert isinstance(small, Opinions)
    assert ([one.size for one in found.groups], found.why) == ([100, 50], "")
    assert found == again
    assert (small.groups, small.why) == ((), "too_few_voters")


def test_cards_that_lie_together_are_counted_by_those_who_sorted_both():
    """Four sorts. spel + film: 2 of 3; spel + poster: 0 of 2; film + poster: 1 of 2. Tree: (spel, film) at 1/3, then
    poster at 1 - (0 + 1/2) / 2 = 3/4."""
    given_ = [
        Contribution({"cards": {"spel": "leuk", "film": "leuk"}, "names": {}}, None),
        Contribution({"cards": {"spel": "own_1", "film": "own_1", "poster": "leuk"}, "names": {"own_1": "!"}}, None),
        Contribution({"spel": "leuk", "film": "own_2", "poster": "own_2"}, None, size=4),
        Contribution({"spel": "saai"}, None),
    ]

    found = summed("card_sort", given_)

    assert isinstance(found, Sorting)
    assert (found.answered, found.children, found.cards) == (4, 7, KEYS)
    assert found.shares == ((1.0, 2 / 3, 0.0), (2 / 3, 1.0, 1 / 2), (0.0, 1 / 2, 1.0))
    assert found.merges == ((0, 1, pytest.approx(1 / 3)), (2, 3, pytest.approx(3 / 4)))
    assert [set(one) for one in found.together] == [{"poster"}, {"spel", "film"}]
    assert [(one.key, one.piles, one.chosen, one.sorters) for one in found.lies] == [
        ("spel", ("leuk",), 2, 3), ("film", ("leuk",), 1, 1), ("poster", ("leuk",), 1, 1),
    ]  # fmt: skip


def test_a_sort_adds_up_the_same_with_its_names_and_as_it_stands_in_a_sum():
    how = question_type("card_sort")
    whole = [
        Contribution({"cards": {"spel": "own_1", "film": "leuk"}, "names": {"own_1": "van Lotte"}}, None, times=3),
        Contribution({"cards": {"spel": "own_2", "film": "own_2"}, "names": {"own_2": "…"}}, None),
    ]
    in_a_sum = [replace(one, value=how.countable(one.value)) for one in whole]

    assert summed("card_sort", whole) == summed("card_sort", in_a_sum)
    assert "Lotte" not in json.dumps([one.value for one in in_a_sum])


def test_only_piles_of_ones_own_have_no_common_place_to_lie_in():
    found = summed(
        "card_sort", [Contribution({"spel": "own_1", "film": "own_1"}, None)], {"options": options(*KEYS), "own": 3}
    )

    assert isinstance(found, Sorting)
    assert (found.lies, found.merges, found.shares[0][1], found.shares[0][2]) == ((), (), 1.0, None)
