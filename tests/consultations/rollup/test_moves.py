"""A second round is a result of its own, and says who moved only where that tells of nobody who did not vote twice."""

from typing import Any

import pytest

from consultations import rollup
from consultations.drafting import view
from consultations.shapes import Moved, Opinions, QuestionResult, Ranking
from consultations.statistics.shift import mcnemar_exact
from models import store
from tests.factories import Team, make_team
from tests.sheets import DOTS, DUEL, STANCES, Sheet, held, make_co_design, make_group


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def asked(team: Team, version_id: str, unit: Any = "contributions") -> tuple[QuestionResult, ...]:
    with store.session() as db:
        return rollup.roll_up(db, team.designer, view.version(db, version_id).consultation_id, unit).questions


def votes(number: int, first: Any, now: Any, **facts: Any) -> list[Sheet]:
    return [Sheet({0: first} if first else {}, {0: now} if now else {}, **facts)] * number


def test_a_second_round_stands_behind_the_first_with_who_moved(house: str):
    with store.session() as db:
        team = make_team(db)
    sheets = [*votes(5, {"a": 2}, {"a": 1, "b": 1}), *votes(4, {"b": 1}, {"b": 2}), *votes(3, {"a": 1}, {"c": 2})]
    version_id = held(team, (DOTS,), sheets, twice=(0,))

    first, second = asked(team, version_id)

    assert [(one.round, one.stem == first.stem, one.fingerprint == first.fingerprint) for one in (first, second)] == [
        (1, True, True), (2, True, False),
    ]  # fmt: skip
    shown = [[(bar.key, bar.count, bar.dots) for bar in one.groups[-1].bars] for one in (first, second)]
    assert shown == [[("a", 8, 13), ("b", 4, 4), ("c", 0, 0)], [("a", 5, 5), ("b", 9, 13), ("c", 3, 6)]]
    assert first.moved == ()
    assert second.moved == (
        Moved("a", 8, 5, 5, 0, 3, mcnemar_exact(0, 3)),
        Moved("b", 4, 9, 4, 5, 0, mcnemar_exact(5, 0)),
        Moved("c", 0, 3, 0, 3, 0, mcnemar_exact(3, 0)),
    )


def test_who_moved_by_children_counts_children_and_its_p_counts_contributions(team: Team):
    sheets = [*votes(4, {"a": 1}, {"b": 1}, size=3), *votes(2, {"a": 1}, {"a": 1}, size=3)]
    version_id = held(team, (DOTS,), sheets, twice=(0,))

    by, children = (asked(team, version_id, unit)[1].moved for unit in ("contributions", "children"))

    assert by[:2] == (Moved("a", 6, 2, 2, 0, 4), Moved("b", 0, 4, 0, 4, 0))
    assert children[:2] == (Moved("a", 18, 6, 6, 0, 12), Moved("b", 0, 12, 0, 12, 0))


def test_where_a_few_voted_once_the_second_round_is_shown_without_who_moved(team: Team):
    sheets = [*votes(11, {"a": 1}, {"b": 1}), *votes(2, {"a": 1}, None)]
    version_id = held(team, (DOTS,), sheets, twice=(0,))

    _, second = asked(team, version_id)

    assert (second.moved, [bar.count for bar in second.groups[-1].bars]) == ((), [0, 11, 0])
    assert second.groups[-1].missing["not_reached"] == 2


def test_who_moved_is_only_told_of_ten_children_and_of_five_in_the_room(team: Team):
    with store.session() as db:
        version_id = make_co_design(db, team.facilitator, DOTS)
        sheets = [*votes(8, {"a": 1}, {"b": 1}), *votes(5, None, {"a": 1})]
        session_id = make_group(db, team.facilitator, version_id, sheets, twice=(0,))
    with store.session() as db:
        room = rollup.room(db, team.facilitator, session_id).questions[1]

    assert asked(team, version_id)[1].moved == ()
    assert [(one.key, one.came, one.left) for one in room.moved] == [("a", 0, 8), ("b", 8, 0), ("c", 0, 0)]


def test_of_statements_who_agrees_now_and_did_not_before_of_those_who_took_a_stand_twice(team: Team):
    sheets = [
        *votes(6, {"a": 1, "b": -1}, {"a": -1, "b": 1}),
        *votes(4, {"a": 0, "b": 1}, {"a": 1, "b": 1}),
        *votes(2, {"a": 1}, {"a": 1, "c": 1}),
    ]
    version_id = held(team, (STANCES,), sheets, twice=(0,))

    first, second = asked(team, version_id)

    assert [(one.key, one.before, one.after, one.stayed, one.came, one.left) for one in second.moved] == [
        ("a", 8, 6, 2, 4, 6), ("b", 4, 10, 4, 6, 0),
    ]  # fmt: skip
    for found, rows in (
        (first, [("b", 4, 6, 0), ("a", 8, 0, 4), ("c", 0, 0, 0)]), (second, [("b", 10, 0, 0), ("a", 6, 6, 0)]),
    ):  # fmt: skip
        detail = found.groups[-1].detail
        assert isinstance(detail, Opinions)
        assert sorted((one.key, one.agree, one.disagree, one.passed) for one in detail.rows) == sorted(rows)


def test_a_statement_that_a_few_passed_over_in_one_round_has_no_moves_and_the_others_do(team: Team):
    sheets = [*votes(10, {"a": 1, "b": 1}, {"a": -1, "b": 1}), *votes(2, {"a": 1, "b": 1}, {"b": -1})]
    version_id = held(team, (STANCES,), sheets, twice=(0,))

    assert [one.key for one in asked(team, version_id)[1].moved] == ["b"]


def test_of_pairs_a_second_round_has_strengths_and_nobody_moved(team: Team):
    pairs = [["a", "b", "a"], ["b", "c", "b"]]
    version_id = held(team, (DUEL,), votes(10, pairs, [["b", "a", "b"], ["c", "b", "b"]]), twice=(0,))

    first, second = asked(team, version_id)

    for found, best in ((first, "a"), (second, "b")):
        detail = found.groups[-1].detail
        assert isinstance(detail, Ranking)
        assert detail.rows[0].key == best
    assert second.moved == ()


def test_a_sensitive_vote_never_tells_who_moved(team: Team):
    version_id = held(team, ((*DOTS, True),), votes(30, {"a": 1}, {"b": 1}), twice=(0,))

    first, second = asked(team, version_id)

    assert (first.sensitive, second.sensitive, second.moved) == (True, True, ())
    assert [(bar.about, bar.dots) for bar in second.groups[0].bars] == [
        ("few", None), ("nearly_all", None), ("few", None),
    ]  # fmt: skip


def test_a_session_without_a_second_round_is_not_waited_for_and_one_that_waits_is_said_to(team: Team):
    with store.session() as db:
        version_id = make_co_design(db, team.facilitator, DOTS)
        make_group(db, team.facilitator, version_id, votes(12, {"a": 1}, None))
    once = asked(team, version_id)
    with store.session() as db:
        make_group(db, team.facilitator, version_id, votes(12, {"a": 1}, {"b": 1}), twice=(0,))
    twice = asked(team, version_id)
    with store.session() as db:
        few = [*votes(9, {"a": 1}, None), *votes(3, {"a": 1}, {"c": 1})]
        make_group(db, team.facilitator, version_id, few, twice=(0,))
    waits = asked(team, version_id)

    assert [[(one.round, "waiting" in one.refused) for one in found] for found in (once, twice, waits)] == [
        [(1, False)], [(1, False), (2, False)], [(1, False), (2, True)],
    ]  # fmt: skip
    assert waits[1].groups == twice[1].groups
