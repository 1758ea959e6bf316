"""Rankings, opinions and piles as they may be shown: the same floors, the same split, nothing of what is sensitive."""

from typing import Any

import pytest

from consultations import rollup
from consultations.drafting import view
from consultations.shapes import Group, Opinion, Opinions, QuestionResult, Ranking, Sorting
from consultations.statistics.preferences import groups_we_can_tell_apart, preferences
from consultations.statistics.proportions import clustered, wilson
from models import store
from tests.factories import Team, make_team
from tests.sheets import DUEL, SORT, STANCES, Sheet, held


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def only(team: Team, version_id: str, unit: Any = "contributions") -> QuestionResult:
    with store.session() as db:
        return rollup.roll_up(db, team.designer, view.version(db, version_id).consultation_id, unit).questions[0]


def ranking(group: Group | None) -> Ranking:
    assert group
    assert isinstance(group.detail, Ranking)
    return group.detail


def opinions(group: Group | None) -> Opinions:
    assert group
    assert isinstance(group.detail, Opinions)
    return group.detail


def sorting(group: Group | None) -> Sorting:
    assert group
    assert isinstance(group.detail, Sorting)
    return group.detail


AB, BC, AC = ["a", "b", "a"], ["b", "c", "b"], ["a", "c", "a"]
BA, CB, TIE = ["a", "b", "b"], ["b", "c", "c"], ["a", "c", ""]


def sheets(value: Any, number: int, **facts: Any) -> list[Sheet]:
    return [Sheet({0: value}, **facts)] * number


def test_a_ranking_is_that_of_the_statistics_room_and_says_what_cannot_be_told_apart(house: str):
    with store.session() as db:
        team = make_team(db)
    given = [*sheets([AB, BC], 9), *sheets([BA, AC, CB], 4), *sheets([TIE], 2)]

    found = ranking(only(team, held(team, (DUEL,), given)).group("all"))

    choices = [(str(at), *pair) for at in range(9) for pair in (("a", "b"), ("b", "c"))]
    choices += [(str(at), *pair) for at in range(9, 13) for pair in (("b", "a"), ("a", "c"), ("c", "b"))]
    expected = preferences(["a", "b", "c"], choices)
    assert expected
    tiers = groups_we_can_tell_apart(expected)
    shares = {one.option: one.share for one in expected.strengths}
    for row in found.rows:
        assert (row.share, row.low, row.high) == pytest.approx(
            (shares[row.key].estimate, shares[row.key].low, shares[row.key].high), abs=1e-9
        )
        assert row.key in tiers[(row.step or 0) - 1]
    counts = [(one.key, one.chosen, one.shown) for one in found.rows]
    assert (counts, found.answered, found.why) == ([("a", 13, 17), ("b", 13, 26), ("c", 4, 17)], 15, "")


def test_of_too_few_children_there_is_no_ranking_and_of_four_devices_one_without_shares(team: Team):
    nine = only(team, held(team, (DUEL,), sheets([AB], 9)))
    devices = only(team, held(team, (DUEL,), sheets([AB], 4, size=3)))

    assert (nine.groups, nine.refused) == ((Group("all", 9, 9, clusters=1),), ("too_few",))
    found = ranking(devices.group("all"))
    assert [(one.key, one.chosen, one.shown, one.share) for one in found.rows if one.shown] == [
        ("a", 4, 4, None), ("b", 0, 4, None),
    ]  # fmt: skip
    assert found.why == "too_few_contributors"


def test_statements_have_the_interval_of_a_simple_sample_until_five_sessions_know_better(team: Team):
    one = opinions(
        only(team, held(team, (STANCES,), [*sheets({"a": 1}, 7), *sheets({"a": -1, "b": 0}, 4)])).group("all")
    )
    said = [(5, 1), (2, 4), (6, 1), (1, 5), (4, 4)]
    groups = [[*sheets({"a": 1}, yes), *sheets({"a": -1}, no)] for yes, no in said]
    five = opinions(only(team, held(team, (STANCES,), *groups)).group("all"))

    plain = wilson(7, 11)
    known = clustered([yes for yes, _ in said], [sum(both) for both in said])
    (row, *_) = one.rows
    assert (row.agree, row.disagree, row.passed, row.low, row.high) == (7, 4, 0, plain.low, plain.high)
    (row, *_) = five.rows
    assert (row.agree, row.disagree, row.passed, row.low, row.high) == (18, 15, 0, known.low, known.high)
    assert (one.groups, one.why, five.why) == ((), "too_few_voters", "too_few_voters")


def test_a_statement_fewer_than_ten_children_met_is_left_out(team: Team):
    found = only(team, held(team, (STANCES,), [*sheets({"a": 1}, 11), *sheets({"a": 1, "b": 1}, 3)]))

    assert [one.key for one in opinions(found.group("all")).rows] == ["a", "c"]
    assert found.refused == ("fr", "few_met")


def test_two_languages_stand_apart_when_both_have_ten_children_and_no_figure_holds_one_to_four(team: Team):
    dutch = [*sheets({"a": 1, "b": -1}, 6), *sheets({"a": -1, "b": -1}, 5)]
    french = [*sheets({"a": 1, "b": -1}, 5, language="fr"), *sheets({"a": -1, "b": 0}, 5, language="fr")]
    few = [*sheets({"a": 1, "b": -1}, 9, language="fr"), *sheets({"a": -1, "b": -1}, 2, language="fr")]

    apart = only(team, held(team, (STANCES,), [*dutch, *french]))
    together = only(team, held(team, (STANCES,), [*dutch, *few]))

    shown = {
        group.name: {(one.key, one.agree, one.disagree, one.passed) for one in opinions(group).rows}
        for group in apart.groups
    }
    assert shown == {
        "nl": {("a", 6, 5, 0), ("b", 0, 11, 0), ("c", 0, 0, 0)},
        "fr": {("a", 5, 5, 0), ("b", 0, 5, 5), ("c", 0, 0, 0)},
        "all": {("a", 11, 10, 0), ("b", 0, 16, 5), ("c", 0, 0, 0)},
    }
    assert (together.refused, [group.name for group in together.groups]) == (("small_cells",), ["all"])


def test_a_choice_one_child_made_five_times_is_still_one_to_four(team: Team):
    """Five pairs in which c was chosen, all by one child: counting choices would let it through."""
    dutch = sheets([AB, BC], 12)
    french = [*sheets([AB, BC], 11, language="fr"), *sheets([["c", "a", "c"], ["b", "c", "c"]], 1, language="fr")]

    found = only(team, held(team, (DUEL,), [*dutch, *french]))

    assert (found.refused, [group.name for group in found.groups]) == (("small_cells",), ["all"])
    apart = only(team, held(team, (DUEL,), [*dutch, *sheets([AB, BC], 11, language="fr")]))
    assert [group.name for group in apart.groups] == ["nl", "fr", "all"]


def test_cards_that_lie_together_are_those_that_half_or_more_put_in_one_pile(team: Team):
    laid = {"cards": {"a": "leuk", "b": "leuk", "c": "own_1"}, "names": {"own_1": "geheime naam"}}
    other = {"cards": {"a": "leuk", "b": "saai"}, "names": {}}
    found = only(team, held(team, (SORT,), [*sheets(laid, 8), *sheets(other, 4)]))

    # c was laid by eight children: too few to say anything of it.
    detail = sorting(found.group("all"))
    assert (detail.cards, detail.shares[0][1], detail.together) == (("a", "b"), 8 / 12, (("a", "b"),))
    assert [(one.key, one.piles, one.chosen, one.sorters) for one in detail.lies] == [
        ("a", ("leuk",), 12, 12), ("b", ("leuk",), 8, 12),
    ]  # fmt: skip
    assert ("geheime naam" in repr(found), "few_met" in found.refused) == (False, True)


@pytest.mark.parametrize(
    ("question", "value"),
    [(DUEL, [AB]), (STANCES, {"a": 1}), (SORT, {"cards": {"a": "leuk", "b": "leuk"}, "names": {}})],
)
def test_of_a_sensitive_activity_only_the_number_of_children_is_told_rounded(team: Team, question: Any, value: Any):
    found = only(team, held(team, ((*question, True),), sheets(value, 23)))
    hidden = only(team, held(team, ((*question, True),), sheets(value, 19)))

    assert found.groups == (Group("all", 25, 25, rounded=True, clusters=1),)
    assert (hidden.groups, hidden.refused) == ((), ("sensitive",))


def test_a_hundred_voters_in_two_camps_are_shown_as_groups_and_ninety_nine_are_not(team: Team):
    from consultations.questions import question_types
    from consultations.shapes import Contribution
    from tests.factories import options

    how = question_types()["agree_pass"]
    settings = how.read({"options": options(*(f"s{at}" for at in range(8)))})
    yes, no = {f"s{at}": 1 for at in range(8)}, {f"s{at}": -1 for at in range(8)}

    def found(one: int, other: int) -> Opinions:
        given = [Contribution(yes, None, 1, "x", one), Contribution(no, None, 1, "x", other)]
        made = how.summarise(given, settings)
        assert isinstance(made, Opinions)
        return made

    assert [len(found(*both).groups) for both in ((50, 50), (50, 49))] == [2, 0]
    assert found(50, 49).why == "too_few_voters"
    assert found(60, 40).groups[0].rows[0] in [Opinion(f"s{at}", 60, 0, 0, *_limits(60), 0.0) for at in range(8)]


def _limits(agreed: int) -> tuple[float, float]:
    found = wilson(agreed, agreed)
    return found.low, found.high


def test_reading_twice_and_sessions_in_another_order_give_the_same(team: Team):
    groups = [sheets([AB, BC], 6), sheets([BA], 7), sheets([AC, CB], 8)]
    one, other = held(team, (DUEL,), *groups), held(team, (DUEL,), *reversed(groups))

    first, second, third = (only(team, each) for each in (one, one, other))

    assert first == second
    assert [(row.key, row.chosen, row.shown, row.step) for row in ranking(first.group("all")).rows] == [
        (row.key, row.chosen, row.shown, row.step) for row in ranking(third.group("all")).rows
    ]
