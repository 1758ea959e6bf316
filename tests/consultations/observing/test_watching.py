"""What an observer sees of each task is kept as it was seen: once, by who may, of who joins in; unseen is not zero."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from consultations import glancing, sessions, ways_in
from consultations.access import Denied, Visitor
from consultations.collecting import leaving, presence
from consultations.drafting import view
from consultations.observing import pacing, seats, watching
from consultations.protection import erasure
from consultations.protection.observed import PROBLEMS, seen
from consultations.shapes import Refused
from consultations.tooling import changing, problems
from models import store
from models.group_session import GroupSession, Participant
from models.response import FrozenSum
from models.testing import ProblemMet, TaskRecord
from tests import factories, watched
from tests.factories import Team
from tests.watched import EASY, FIND, Tested, make_test, saw

NOTHING = {"ended": None, "seconds": None, "interrupted": False, "errors": None, "assists": None, "ease": None}


@pytest.fixture
def made(team: Team) -> Tested:
    with store.session() as db:
        return make_test(db, team)


def done(verb: Callable[..., Any], *given: Any, **named: Any) -> Any:
    with store.session() as db:
        return verb(db, *given, **named)


def watch(team: Team, made: Tested) -> watching.Watch:
    with store.reading() as db:
        return watching.watch(db, team.facilitator, made.session_id)


def facts(team: Team, made: Tested) -> list[dict[str, Any]]:
    """What was seen, and nothing of whom."""
    return [{name: getattr(one, name) for name in NOTHING} for one in watch(team, made).records]


def sees(team: Team, made: Tested, at: int = 0, **changed: Any) -> None:
    with store.session() as db:
        saw(db, team, made, at, **changed)


def meets(who: Visitor, made: Tested, problem_id: str, at: int = 0, version: int = 0, *, really: bool = True) -> None:
    done(
        watching.met, who, made.session_id, made.children[at], made.versions[version], problem_id, really=really
    )  # fmt: skip


def test_an_observer_sees_who_joins_in_with_how_many_they_are_and_the_tasks(team: Team, made: Tested):
    with store.session() as db:
        watched.come_in(db, made.session_id)
        factories.make_child(db, made.session_id, assent="no")
        factories.make_child(db, made.session_id, assent=None)

    found = watch(team, made)

    assert sorted(one.size for one in found.children) == [1, 2, 2, 2]
    assert [one.id for one in found.tasks] == list(made.tasks)
    assert (found.versions, found.state, found.records, found.ease) == (((made.versions[0], 1),), "open", (), "faces-5")


def test_on_paper_the_seats_are_watched_by_number(team: Team):
    with store.session() as db:
        made = make_test(db, team, (2, 1, *[1] * 8), paper=True)
        saw(db, team, made, 9, ended="unaided")
    found = watch(team, made)
    assert [(one.pseudonym, one.size) for one in found.children] == [
        (f"P{at}", 2 if at == 1 else 1) for at in range(1, 11)
    ]
    assert [one.participant_id for one in found.records] == [made.children[9]]


@pytest.mark.parametrize(("band", "ease"), [("6-8", "faces-3"), ("9-11", "faces-5"), ("12-14", "words-7")])
def test_ease_has_the_steps_of_the_age(team: Team, band: str, ease: str):
    with store.session() as db:
        made = make_test(db, team, band=band, questions=(FIND,))
        top = int(ease[-1])
        saw(db, team, made, ease=top)
        with pytest.raises(Refused):
            saw(db, team, made, ease=top + 1)
        assert db.exec(select(TaskRecord.ease, TaskRecord.ease_of)).all() == [(top, top)]
    assert watch(team, made).ease == ease


def test_each_change_says_only_what_it_changes_and_the_last_one_stands(team: Team, made: Tested):
    sees(team, made, ended="failed", seconds=70)
    done(pacing.let_note, team.facilitator, made.session_id, team.colleague.account_id)
    done(
        watching.record, team.colleague, made.session_id, made.children[0], made.tasks[0], made.versions[0],
        {"ended": "helped", "assists": 2},
    )  # fmt: skip
    sees(team, made, interrupted=True)

    assert facts(team, made) == [
        {**NOTHING, "ended": "helped", "seconds": 70, "interrupted": True, "assists": 2},
    ]


def test_not_counted_is_not_zero_and_zero_is_counted(team: Team, made: Tested):
    sees(team, made, ended="unaided")
    assert [one["errors"] for one in facts(team, made)] == [None]
    sees(team, made, errors=0)
    assert [one["errors"] for one in facts(team, made)] == [0]


def test_sent_twice_it_is_kept_once(team: Team, made: Tested):
    for _ in range(2):
        sees(team, made, ended="unaided", errors=3)
    assert facts(team, made) == [{**NOTHING, "ended": "unaided", "errors": 3}]


def test_where_all_was_a_slip_of_the_finger_nobody_was_watched(team: Team, made: Tested):
    sees(team, made, ended="unaided", ease=2)
    sees(team, made, ended=None)
    assert facts(team, made) == [{**NOTHING, "ease": 2}]
    sees(team, made, ease=None)
    sees(team, made, errors=None)
    assert facts(team, made) == []


WRONG = [
    {"ended": "maybe"}, {"ended": 2}, {"ended": True}, {"seconds": 0}, {"seconds": 7201}, {"seconds": "70"},
    {"seconds": 7.5}, {"seconds": True}, {"errors": -1}, {"errors": 100}, {"assists": []}, {"ease": 0}, {"ease": 6},
    {"ease_of": None}, {"ease_of": 3}, {"noted_by": "x"}, {"participant_id": None}, {"": None},
]  # fmt: skip


@pytest.mark.parametrize("changed", WRONG, ids=str)
def test_what_cannot_be_is_refused_and_changes_nothing(team: Team, made: Tested, changed: dict[str, Any]):
    sees(team, made, ended="helped", ease=3)
    with pytest.raises(Refused):
        done(
            watching.record, team.facilitator, made.session_id, made.children[0], made.tasks[0], made.versions[0],
            {"ended": "failed", **changed},
        )  # fmt: skip
    assert facts(team, made) == [{**NOTHING, "ended": "helped", "ease": 3}]


def test_only_a_task_with_a_version_that_is_tried_by_a_child_of_this_session(team: Team, made: Tested):
    with store.session() as db:
        other = make_test(db, team, again=made)
        ease = next(one.id for one in view.version(db, made.version_id).questions if one.type == "ease")
        problem_id = watched.make_problem(db, team, made)
        nobody = make_test(db, team, (1,), again=made, paper=True)
        p0 = seats.at(db, nobody.session_id, 0).id
        untried = next(
            one for one in changing_versions(db, team, made) if one not in made.versions
        )  # fmt: skip
    here = (made.session_id, made.children[0], made.tasks[0], made.versions[0])
    for wrong in (
        (made.session_id, other.children[0], *here[2:]),
        (*here[:2], ease, here[3]),
        (*here[:2], "x" * 32, here[3]),
        (*here[:3], untried),
        ("x" * 32, *here[1:]),
        (nobody.session_id, p0, *here[2:]),
    ):
        with pytest.raises(Denied):
            done(watching.record, team.facilitator, *wrong, {"ended": "failed"})
    for child, version in ((other.children[0], made.versions[0]), (made.children[0], untried)):
        with pytest.raises(Denied):
            done(watching.met, team.facilitator, made.session_id, child, version, problem_id)
    assert facts(team, made) == []


def changing_versions(db: Session, team: Team, made: Tested) -> list[str]:
    from consultations.tooling import view as tools_view

    return [one.id for one in tools_view.tool(db, team.facilitator, made.tool_id).versions]


def test_in_a_session_that_tests_no_tool_there_is_nothing_to_watch(team: Team):
    with store.session() as db:
        survey = factories.make_session(db, team.facilitator, factories.make_published(db, team.facilitator))
    with pytest.raises(Denied), store.reading() as db:
        watching.watch(db, team.facilitator, survey)


@pytest.mark.parametrize("stops", ["stops", "says no", "is sent out"])
def test_of_who_has_stopped_nothing_is_added_and_what_was_seen_stays(team: Team, made: Tested, stops: str):
    sees(team, made, ended="unaided")
    child = made.devices[0]
    with store.session() as db:
        if stops == "stops":
            leaving.finish(db, child, stopped=True)
        elif stops == "says no":
            presence.assent(db, child.visitor, "no")
        else:
            sessions.remove(db, team.facilitator, made.session_id, child.pseudonym)
    refusal = Denied if stops == "is sent out" else Refused
    with pytest.raises(refusal):
        sees(team, made, ended="failed")
    with store.reading() as db:
        kept = db.exec(select(TaskRecord.ended)).all()
    assert kept == ([] if stops == "is sent out" else ["unaided"])
    outs = {one.participant_id: one.out for one in watch(team, made).children}
    assert outs.get(made.children[0]) is (True if stops == "stops" else None)


def test_without_the_parents_permission_nothing_of_a_seat_is_written_down(team: Team):
    with store.session() as db:
        made = make_test(db, team, (1, 1), paper=True)
        row = db.get_one(Participant, made.children[0])
        row.permission = False
        db.add(row)
    with pytest.raises(Refused):
        sees(team, made, ended="unaided")
    sees(team, made, 1, ended="unaided")


@pytest.mark.parametrize("ends", [sessions.pause, sessions.close])
def test_during_a_break_and_after_the_end_nothing_is_written_down(team: Team, made: Tested, ends: Any):
    with store.session() as db:
        problem_id = watched.make_problem(db, team, made)
        ends(db, team.facilitator, made.session_id)
    with pytest.raises(Refused):
        sees(team, made, ended="unaided")
    with pytest.raises(Refused):
        meets(team.facilitator, made, problem_id)
    assert (facts(team, made), watch(team, made).met) == ([], frozenset())


def test_children_and_the_projector_notice_nothing(team: Team, made: Tested):
    def around() -> Any:
        with store.reading() as db:
            board = glancing.board(db, ways_in.projector_token(made.session_id))
            row = db.get_one(Participant, made.children[0])
            glance = glancing.at_a_glance(db, team.facilitator, made.session_id)
            return board, row.model_dump(), db.get_one(GroupSession, made.session_id).model_dump(), glance

    before = around()
    with store.session() as db:
        saw(db, team, made, ended="unaided", seconds=20)
        problem_id = watched.make_problem(db, team, made)
        watching.met(db, team.facilitator, made.session_id, made.children[0], made.versions[0], problem_id)
    assert around() == before


def test_only_who_leads_or_takes_notes_watches_also_where_all_go_at_their_own_pace(team: Team, made: Tested):
    with store.reading() as db:
        assert list(pacing.colleagues(db, team.facilitator, made.session_id)) == [team.colleague.account_id]
    with pytest.raises(Denied), store.reading() as db:
        watching.watch(db, team.colleague, made.session_id)
    done(pacing.let_note, team.facilitator, made.session_id, team.colleague.account_id)
    with store.reading() as db:
        assert len(watching.watch(db, team.colleague, made.session_id).children) == 3
    done(pacing.hand_over, team.facilitator, made.session_id, team.colleague.account_id)
    with pytest.raises(Denied):
        sees(team, made, ended="unaided")


def test_a_survey_at_ones_own_pace_still_has_no_note_taker(team: Team):
    with store.session() as db:
        survey = factories.make_session(db, team.facilitator, factories.make_published(db, team.facilitator))
    with pytest.raises(Refused):
        done(pacing.let_note, team.facilitator, survey, team.colleague.account_id)


def test_a_problem_is_met_once_and_can_be_taken_back_with_what_was_the_same(team: Team, made: Tested):
    with store.session() as db:
        first, same = watched.make_problem(db, team, made), watched.make_problem(db, team, made, "Pijl is fout.")
    meets(team.facilitator, made, same)
    meets(team.facilitator, made, same)
    assert watch(team, made).met == {(same, made.children[0], made.versions[0])}
    done(problems.merge_problem, team.facilitator, same, first)
    meets(team.facilitator, made, first)
    assert watch(team, made).met == {(same, made.children[0], made.versions[0])}
    meets(team.facilitator, made, first, really=False)
    meets(team.facilitator, made, first, really=False)
    assert watch(team, made).met == frozenset()


def test_a_problem_is_taken_back_with_what_was_merged_into_another_that_was_merged_into_it(team: Team, made: Tested):
    said = ("Eerste.", "Tweede.", "Derde.")
    with store.session() as db:
        first, second, third = (watched.make_problem(db, team, made, one) for one in said)
    meets(team.facilitator, made, first)
    done(problems.merge_problem, team.facilitator, first, second)
    done(problems.merge_problem, team.facilitator, second, third)
    meets(team.facilitator, made, third)
    meets(team.facilitator, made, third, really=False)
    assert watch(team, made).met == frozenset()


def test_a_problem_of_another_tool_is_not_met_here(team: Team, made: Tested):
    with store.session() as db:
        other = changing.start_tool(db, team.designer, factories.words("Film"))
        problem_id = problems.add_problem(db, team.designer, other, "Geen geluid.", {"kind": "elsewhere"})
    with pytest.raises(Denied):
        meets(team.facilitator, made, problem_id)


# ---- at closing


def sums(team: Team, made: Tested, key: tuple[str, str]) -> list[tuple[int, int, list[Any]]]:
    """(children that met it, children of whom it is known, values) of each sum."""
    with store.reading() as db:
        rows = db.exec(
            select(FrozenSum).where(FrozenSum.view == "all", FrozenSum.stem == key[0], FrozenSum.fingerprint == key[1])
        )
        return [(row.met, row.gave, row.values) for row in rows]


def task_key(made: Tested, task: int = 0) -> tuple[str, str]:
    with store.reading() as db:
        one = view.version(db, made.version_id).question(made.tasks[task])
        return seen((one.stem, one.fingerprint))


def kept(**known: Any) -> dict[str, Any]:
    return {**NOTHING, "ease_of": 5 if "ease" in known else None, **known}


def test_at_closing_what_was_seen_is_added_up_and_who_was_not_watched_is_missing(team: Team):
    with store.session() as db:
        made = make_test(db, team, (2, 2, 2, 1))
        (v1,) = made.versions
        problem_id = watched.make_problem(db, team, made)
        saw(db, team, made, 0, ended="unaided", seconds=40, errors=0)
        saw(db, team, made, 1, ended="unaided", seconds=40, errors=0)
        saw(db, team, made, 2, ended="helped", assists=2, ease=4)
        saw(db, team, made, 3, ease=5)  # how it ended was not seen
        watching.met(db, team.facilitator, made.session_id, made.children[1], v1, problem_id)
        watched.close(db, team, made)

    assert sums(team, made, task_key(made)) == [
        (7, 6, [
            [None, "not_reached", 1, 1],
            [{v1: kept(ended="helped", assists=2, ease=4)}, None, 2, 1],
            [{v1: kept(ended="unaided", seconds=40, errors=0)}, None, 2, 2],
        ])
    ]  # fmt: skip
    assert sums(team, made, PROBLEMS) == [
        (7, 7, [[{v1: [problem_id]}, None, 2, 1], [{v1: []}, None, 1, 1], [{v1: []}, None, 2, 2]])
    ]
    assert sums(team, made, task_key(made, 1)) == [(7, 0, [[None, "not_reached", 1, 1], [None, "not_reached", 2, 3]])]


def test_with_two_versions_a_task_counts_where_both_were_seen(team: Team):
    with store.session() as db:
        made = make_test(db, team, (2, 2, 2, 2), versions=2)
        v1, v2 = made.versions
        for at in range(3):
            saw(db, team, made, at, ended="failed")
            saw(db, team, made, at, version=1, ended="unaided")
        saw(db, team, made, 3, ended="unaided")
        watched.close(db, team, made)
    both = {v1: kept(ended="failed"), v2: kept(ended="unaided")}
    assert sums(team, made, task_key(made)) == [(8, 6, [[None, "not_reached", 2, 1], [both, None, 2, 3]])]


def test_with_two_versions_problems_count_of_who_was_watched_with_both(team: Team):
    with store.session() as db:
        made = make_test(db, team, (2, 2, 2, 1), versions=2)
        v1, v2 = made.versions
        problem_id = watched.make_problem(db, team, made)
        for at in range(3):
            saw(db, team, made, at, ended="failed")
            saw(db, team, made, at, version=1, ended="unaided")
        watching.met(db, team.facilitator, made.session_id, made.children[3], v2, problem_id)
        watched.close(db, team, made)
    assert sums(team, made, PROBLEMS) == [
        (7, 6, [[None, "not_reached", 1, 1], [{v1: [], v2: []}, None, 2, 3]]),
    ]  # fmt: skip


def test_what_was_seen_of_fewer_than_five_waits_for_another_session(team: Team):
    with store.session() as db:
        made = make_test(db, team, (2, 2, 2))
        saw(db, team, made, 0, ended="unaided")
        saw(db, team, made, 1, ended="unaided")
        watched.close(db, team, made)
    assert sums(team, made, task_key(made)) == []
    with store.session() as db:
        second = make_test(db, team, (1,), again=made)
        saw(db, team, second, 0, ended="unaided")
        watched.close(db, team, second)
    assert sums(team, made, task_key(made)) == []  # one child alone in the heads waits itself
    with store.session() as db:
        third = make_test(db, team, (3, 3), again=made)
        saw(db, team, third, 0, ended="unaided")
        watched.close(db, team, third)
    assert [(met, gave) for met, gave, _ in sums(team, made, task_key(made))] == [(12, 7)]  # without the one


def left(db: Session) -> tuple[int, int]:
    return len(db.exec(select(TaskRecord)).all()), len(db.exec(select(ProblemMet)).all())


def test_who_is_erased_leaves_nothing_that_was_seen_and_the_sums_stay_once_they_stand(team: Team):
    with store.session() as db:
        made = make_test(db, team, (2, 2, 2, 2))
        problem_id = watched.make_problem(db, team, made)
        for at in range(4):
            saw(db, team, made, at, ended="unaided")
            watching.met(db, team.facilitator, made.session_id, made.children[at], made.versions[0], problem_id)
        db.flush()
        erasure.erase(db, db.get_one(Participant, made.children[0]))
        assert left(db) == (3, 3)
        watched.close(db, team, made)
    before = sums(team, made, task_key(made)), sums(team, made, PROBLEMS)
    with store.session() as db:
        erasure.erase(db, db.get_one(Participant, made.children[1]))
        assert left(db) == (2, 2)
    assert (sums(team, made, task_key(made)), sums(team, made, PROBLEMS)) == before
    assert [(met, gave) for part in before for met, gave, _ in part] == [(6, 6), (6, 6)]


def test_easy_is_asked_of_the_children_too_and_stands_apart_from_what_was_seen(team: Team):
    with store.session() as db:
        made = make_test(db, team, (2, 2, 2), questions=(FIND, EASY))
        for at in range(3):
            saw(db, team, made, at, ended="unaided", ease=1)
        watched.close(db, team, made)
    with store.reading() as db:
        ease = view.version(db, made.version_id).questions[1]
        own = db.exec(select(FrozenSum.gave).where(FrozenSum.stem == ease.stem, FrozenSum.view == "all")).all()
    assert own == [0]
