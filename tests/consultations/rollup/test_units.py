"""By contributions or by children: who is counted changes, what was said does not, and nothing is surer by it."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations import rollup
from consultations.drafting import view
from consultations.questions import question_types
from consultations.rollup.units import as_wide, summary_in
from consultations.shapes import Bar, Contribution, Opinions, QuestionResult, Ranking, Results, Sorting, Tally
from consultations.statistics.proportions import clustered
from models import store
from tests.factories import Team, make_team, options
from tests.sheets import DOTS, DUEL, SORT, STANCES, Sheet, held

NONE_MISSING = dict.fromkeys(("dont_know", "rather_not", "skipped", "not_reached", "not_asked"), 0)
LIKES = ("yes_maybe_no", "Was het leuk?", {"middle": "none"})


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def results(team: Team, version_id: str, unit: Any = "contributions") -> Results:
    with store.session() as db:
        return rollup.roll_up(db, team.designer, view.version(db, version_id).consultation_id, unit)


def only(team: Team, version_id: str, unit: Any = "contributions") -> QuestionResult:
    return results(team, version_id, unit).questions[0]


SIX = [
    Sheet({0: {"a": 2, "b": 1}}, size=4),
    Sheet({0: {"a": 1}}, size=4),
    Sheet({0: {"a": 2, "c": 1}}, size=4),
    Sheet({0: {"b": 2}}, size=5),
    Sheet({0: {"b": 1}}, size=5),
    Sheet({0: ("skipped",)}, size=5),
]


def test_six_contributions_from_twenty_seven_children_are_counted_either_way(house: str):
    with store.session() as db:
        team = make_team(db)
    version_id = held(team, (DOTS,), SIX)

    by, children = (only(team, version_id, unit) for unit in ("contributions", "children"))

    whole, same = by.groups[-1], children.groups[-1]
    assert (whole.answered, whole.children, whole.missing) == (5, 22, {**NONE_MISSING, "skipped": 1})
    assert (same.answered, same.children, same.missing) == (5, 22, {**NONE_MISSING, "skipped": 5})
    assert whole.bars == (Bar("a", 3, 3 / 5, dots=5), Bar("b", 3, 3 / 5, dots=4), Bar("c", 1, 1 / 5, dots=1))
    assert same.bars == (Bar("a", 12, 12 / 22, dots=5), Bar("b", 14, 14 / 22, dots=4), Bar("c", 4, 4 / 22, dots=1))
    assert (by.unit, children.unit, by.refused, children.refused) == ("contributions", "children", ("fr",), ("fr",))
    heard = results(team, version_id).heard
    assert (heard.sessions, heard.children, heard.contributions) == (1, 27, 6)


def test_where_each_child_speaks_for_itself_both_ways_are_the_same_but_for_their_name(team: Team):
    version_id = held(team, (DOTS, STANCES), [Sheet({0: {"a": 1, "b": 2}, 1: {"a": 1, "c": -1}})] * 11)

    by, children = results(team, version_id), results(team, version_id, "children")

    assert [replace(one, unit="contributions") for one in children.questions] == list(by.questions)
    assert by.heard.contributions == 0


@pytest.mark.parametrize("sizes", [(5, 5, 1), (3, 4, 4, 4), (6, 6, 2, 2), (8, 1, 1, 1, 1)])
def test_a_group_whose_size_would_tell_what_it_said_keeps_the_children_back(team: Team, sizes: tuple[int, ...]):
    version_id = held(team, (DOTS,), [Sheet({0: {"a": 1}}, size=size) for size in sizes])

    found = only(team, version_id, "children")

    assert (found.unit, found.refused) == ("contributions", ("fr", "sizes"))
    assert [(bar.key, bar.count) for bar in found.groups[-1].bars] == [("a", len(sizes)), ("b", 0), ("c", 0)]


def test_a_size_that_tells_in_one_session_tells_though_others_have_it_too(team: Team):
    twos, fours = [Sheet({0: {"a": 1}}, size=2)] * 6, [Sheet({0: {"b": 1}}, size=4)] * 3
    version_id = held(team, (DOTS,), twos, [*fours, Sheet({0: {"a": 1}}, size=2)])

    assert only(team, version_id, "children").unit == "contributions"
    assert only(team, held(team, (DOTS,), twos, fours), "children").unit == "children"


def test_four_devices_may_show_what_twelve_children_gave_and_two_may_not_for_nine(team: Team):
    twelve = held(team, (DOTS,), [Sheet({0: {"a": 1}}, size=3)] * 4)
    nine = held(team, (DOTS,), [Sheet({0: {"a": 1}}, size=3)] * 3)

    assert [len(only(team, each).groups[-1].bars) for each in (twelve, nine)] == [3, 0]
    assert only(team, nine).refused == ("too_few",)


def test_a_split_needs_ten_children_and_its_cells_count_contributions(team: Team):
    dutch = [Sheet({0: "yes"}, size=3)] * 5
    french = [Sheet({0: "no"}, size=3, language="fr")] * 5
    few = [Sheet({0: "no"}, size=6, language="fr")] * 2

    apart = only(team, held(team, (LIKES,), [*dutch, *french]), "children")
    together = only(team, held(team, (LIKES,), [*dutch, *few]), "children")

    assert [(one.name, one.answered, one.children, [bar.count for bar in one.bars]) for one in apart.groups] == [
        ("nl", 5, 15, [15, 0]), ("fr", 5, 15, [0, 15]), ("all", 10, 30, [15, 15]),
    ]  # fmt: skip
    assert (together.refused, [one.name for one in together.groups]) == (("small_cells",), ["all"])


def test_a_sensitive_question_is_never_shown_by_children_and_its_twenty_are_children(team: Team):
    shown = held(team, ((*LIKES, True),), [Sheet({0: "yes"}, size=4)] * 6)
    hidden = held(team, ((*LIKES, True),), [Sheet({0: "yes"}, size=3)] * 6)

    found = only(team, shown, "children")
    (group,) = found.groups
    assert (group.answered, group.children, found.unit) == (5, 25, "contributions")
    assert [(bar.key, bar.about) for bar in group.bars] == [("yes", "nearly_all"), ("no", "few")]
    assert only(team, hidden, "children").groups == ()


def test_from_five_sessions_an_interval_by_children_is_never_narrower_than_by_contributions(team: Team):
    said = [(3, 1), (1, 2), (2, 2), (0, 3), (4, 1), (1, 1)]
    groups = [[*[Sheet({0: "yes"}, size=5)] * yes, *[Sheet({0: "no"}, size=5)] * no] for yes, no in said]
    version_id = held(team, (LIKES,), *groups)

    by, children = (only(team, version_id, unit).groups[-1] for unit in ("contributions", "children"))

    yes, sizes = [one for one, _ in said], [sum(one) for one in said]
    direct, weighed = clustered(yes, sizes), clustered([5 * one for one in yes], [5 * one for one in sizes])
    assert (by.bars[0].low, by.bars[0].high) == (direct.low, direct.high)
    wide = as_wide(weighed.low, weighed.high, 11 / 21, direct.high - direct.low)
    assert (children.bars[0].low, children.bars[0].high) == wide
    assert (by.band, children.band, children.bars[0].count) == ("interval", "interval", 55)
    for one, other in zip(by.bars, children.bars, strict=True):
        assert (other.high or 0) - (other.low or 0) >= (one.high or 0) - (one.low or 0) - 1e-12


def test_three_sessions_of_ten_children_have_a_range_where_no_cell_holds_one_to_four_contributions(team: Team):
    groups = [[*[Sheet({0: "yes"}, size=2)] * 5, *[Sheet({0: "no"}, size=3)] * no] for no in (5, 6, 7)]
    few = [[Sheet({0: "yes"}, size=4)] * 3] * 2 + [[*[Sheet({0: "yes"}, size=4)] * 2, Sheet({0: "no"}, size=4)]]

    found = only(team, held(team, (LIKES,), *groups), "children").groups[-1]
    kept = only(team, held(team, (LIKES,), *few)).groups[-1]

    assert [(bar.count, bar.low, bar.high) for bar in found.bars] == [
        (30, 10 / 31, 10 / 25), (54, 15 / 25, 21 / 31),
    ]  # fmt: skip
    assert (found.band, kept.band) == ("range", "none")


@settings(max_examples=300, derandomize=True)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_widened_interval_is_as_wide_as_asked_and_holds_the_one_it_was(low, high, share, width):
    low, share, high = sorted((low, share, high))
    if high - low < 0.001:
        return

    wide = as_wide(low, high, share, width)

    assert wide[1] - wide[0] >= max(width, high - low) - 1e-9
    assert 0 <= wide[0] <= low + 1e-9
    assert high - 1e-9 <= wide[1] <= 1 + 1e-9


CONTRIBUTIONS: dict[str, Any] = {
    "dots": st.dictionaries(st.sampled_from("abc"), st.integers(1, 2), min_size=1),
    "stances": st.dictionaries(st.sampled_from("abc"), st.sampled_from([1, 0, -1]), min_size=1),
    "piles": st.dictionaries(st.sampled_from("abc"), st.sampled_from(["leuk", "saai", "own_1"]), min_size=1),
    "pairs": st.lists(
        st.sampled_from([["a", "b", "a"], ["b", "c", "b"], ["a", "c", "c"], ["c", "b", "c"], ["b", "a", "b"]]),
        min_size=1, max_size=3,
    ),
}  # fmt: skip
TYPES = {"dots": "dot_voting", "stances": "agree_pass", "piles": "card_sort", "pairs": "this_or_that"}


@pytest.mark.parametrize("shape", TYPES)
def test_by_children_is_what_it_would_be_if_each_child_had_said_it_and_no_surer(shape: str):
    how = question_types()[TYPES[shape]]
    chosen = how.read(
        {"options": options("a", "b", "c")} | ({"piles": options("leuk", "saai")} if shape == "piles" else {})
    )
    gave = st.tuples(CONTRIBUTIONS[shape], st.integers(1, 6), st.sampled_from(["one", "two"]), st.integers(1, 3))

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(st.lists(gave, min_size=1, max_size=9), st.randoms())
    def looked(given_, chance):
        held_ = [Contribution(value, None, size, where, times) for value, size, where, times in given_]
        by = how.summarise(held_, chosen)
        found = summary_in("children", how, held_, chosen, by)
        each = [replace(one, size=1, times=one.size * one.times) for one in held_]
        plain = how.summarise(each, chosen)
        assert (found.answered, found.children) == (by.children, by.children)
        shuffled = list(held_)
        chance.shuffle(shuffled)
        again = summary_in("children", how, shuffled, chosen, how.summarise(shuffled, chosen))
        match found, plain:
            case Tally(), Tally():
                assert (found.counts, found.dots) == (plain.counts, by.dots)
                assert again == found
            case Sorting(), Sorting():
                assert (found.shares, found.lies) == (plain.shares, plain.lies)
            case Opinions(), Opinions():
                rows, others = ({one.key: one for one in of.rows} for of in (found, plain))
                assert {key: (one.agree, one.disagree, one.passed) for key, one in rows.items()} == {
                    key: (one.agree, one.disagree, one.passed) for key, one in others.items()
                }
                for one in by.rows:
                    wide = rows[one.key]
                    assert (wide.high or 0) - (wide.low or 0) >= (one.high or 0) - (one.low or 0) - 1e-9
            case Ranking(), Ranking():
                rows = {one.key: one for one in found.rows}
                counted = {one.key: (one.chosen, one.shown) for one in plain.rows}
                assert {key: (one.chosen, one.shown) for key, one in rows.items()} == counted
                for one in by.rows:
                    if one.low is not None and one.high is not None:
                        low, high = rows[one.key].low, rows[one.key].high
                        assert low is not None
                        assert high is not None
                        assert high - low >= one.high - one.low - 1e-9

    looked()


def test_the_shares_of_a_ranking_by_children_weigh_each_device_by_its_children(team: Team):
    """Two options: the share is that of the choices themselves, so it can be worked out by hand."""
    two = ("this_or_that", "Dit of dat?", {"options": options("a", "b")})
    sheets = [*[Sheet({0: [["a", "b", "a"]]}, size=4)] * 4, *[Sheet({0: [["b", "a", "b"]]}, size=2)] * 3]
    version_id = held(team, (two,), sheets)

    by, children = (only(team, version_id, unit).groups[-1].detail for unit in ("contributions", "children"))

    assert isinstance(by, Ranking)
    assert isinstance(children, Ranking)
    assert [(one.key, one.chosen, one.shown) for one in by.rows] == [("a", 4, 7), ("b", 3, 7)]
    assert [(one.key, one.chosen, one.shown) for one in children.rows] == [("a", 16, 22), ("b", 6, 22)]
    for rows, share in ((by.rows, Fraction(4, 7)), (children.rows, Fraction(16, 22))):
        assert rows[0].share == pytest.approx(float(share), abs=1e-9)
        assert [one.step for one in rows] == [1, 1]
    assert only(team, held(team, (DUEL, SORT), sheets[:1])).refused == ("too_few",)
