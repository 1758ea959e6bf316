"""Whatever an observer's browser sends: it is kept as it was meant, once, or refused with a sentence. Never a crash."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from consultations import sessions
from consultations.access import Denied
from consultations.observing import aloud, sent, watching
from consultations.shapes import Refused
from consultations.tooling import problems, rating
from models import store
from models.response import Response
from models.testing import Problem, ProblemMet, TaskRecord
from tests import factories, watched
from tests.factories import Team
from tests.watched import Tested, make_test


@pytest.fixture
def made(team: Team) -> Tested:
    with store.session() as db:
        return make_test(db, team)


def change(made: Tested, kind: str, number: int = 0, at: int = 0, **facts: Any) -> dict[str, Any]:
    return {
        "stamp": f"{number:024x}", "kind": kind, "participant": made.children[at], "question": made.tasks[0],
        "version": made.versions[0], **facts,
    }  # fmt: skip


def keep(team: Team, made: Tested, one: Any) -> None:
    with store.session() as db:
        sent.keep(db, team.facilitator, made.session_id, one)


def log(team: Team, made: Tested) -> list[str]:
    with store.reading() as db:
        return [one.words for one in rating.log(db, team.facilitator, made.tool_id).problems]


def test_a_record_a_note_and_a_problem_are_kept_and_twice_is_once(team: Team, made: Tested):
    with store.session() as db:
        known = watched.make_problem(db, team, made)
    queue = [
        change(made, "record", 1, changed={"ended": "helped", "seconds": 90.0, "errors": 0}),
        change(made, "note", 2, words="oei", second=12.0),
        change(made, "met", 3, problem=known, really=True),
        change(made, "problem", 4, words="  De knop is  verstopt. "),
        change(made, "problem", 5, at=1, words="de knop is verstopt."),
    ]
    for one in [*queue, *queue]:
        keep(team, made, one)

    with store.reading() as db:
        found = watching.watch(db, team.facilitator, made.session_id)
        notes = aloud.said_aloud(db, team.facilitator, made.session_id)
        new = db.exec(select(Problem).where(Problem.id != known)).one()
        new_id = new.id
        assert (new.words, new.place["kind"], new.noted_by) == (
            "De knop is verstopt.", "task", team.facilitator.account_id,
        )  # fmt: skip
    assert [(one.ended, one.seconds, one.errors, one.assists) for one in found.records] == [("helped", 90, 0, None)]
    assert [(one.words, one.second) for one in notes] == [("oei", 12)]
    here = made.versions[0]
    assert found.met == {
        (known, made.children[0], here), (new_id, made.children[0], here), (new_id, made.children[1], here),
    }  # fmt: skip


def test_a_problem_that_was_reworded_or_merged_meanwhile_is_not_noted_again(team: Team, made: Tested):
    with store.session() as db:
        known = watched.make_problem(db, team, made)
    one = change(made, "problem", words="Knop weg.")
    keep(team, made, one)
    with store.session() as db:
        row = db.exec(select(Problem).where(Problem.id != known)).one()
        problems.set_problem(db, team.facilitator, row.id, 1, "De knop is weg.", {"kind": "elsewhere"}, harm=False)
        problems.merge_problem(db, team.facilitator, row.id, known)
    keep(team, made, one)
    assert sorted(log(team, made)) == ["De knop is weg.", "De pijl wijst fout."]


def test_the_same_words_at_another_task_are_the_same_problem_whatever_their_capitals(team: Team, made: Tested):
    keep(team, made, change(made, "problem", 1, words="Écran trop petit."))
    keep(team, made, change(made, "problem", 2, words="écran trop petit.") | {"question": made.tasks[1]})
    assert log(team, made) == ["Écran trop petit."]


def test_a_problem_that_names_a_child_is_refused(team: Team, made: Tested):
    with pytest.raises(Refused):
        keep(team, made, change(made, "problem", words="Lotte ziet de knop niet."))
    assert log(team, made) == []


def test_a_note_is_struck_once_and_nothing_else_can_be(team: Team, made: Tested):
    keep(team, made, change(made, "note", 1, words="oei"))
    with store.session() as db:
        (note,) = aloud.said_aloud(db, team.facilitator, made.session_id)
        talk = factories.make_talk(db, team.facilitator)
    for _ in range(2):
        keep(team, made, change(made, "strike", 2, note=note.response_id))
    keep(team, made, change(made, "strike", 3, note=talk.response_ids[0]))
    with store.reading() as db:
        assert db.exec(select(Response.id)).all() == [talk.response_ids[0]]


def test_a_problem_is_not_met_after_all(team: Team, made: Tested):
    with store.session() as db:
        known = watched.make_problem(db, team, made)
    keep(team, made, change(made, "met", 1, problem=known, really=True))
    keep(team, made, change(made, "met", 2, problem=known, really=False))
    with store.reading() as db:
        assert db.exec(select(ProblemMet)).all() == []


def test_nobody_else_sends_anything_and_nothing_goes_to_another_session(team: Team, made: Tested):
    one = change(made, "record", changed={"ended": "failed"})
    for who in (team.colleague, team.designer, team.safeguarding, team.admin, made.devices[0].visitor):
        with pytest.raises(Denied), store.session() as db:
            sent.keep(db, who, made.session_id, one)
    with store.session() as db:
        other = make_test(db, team, again=made)
    with pytest.raises(Denied):
        keep(team, other, one)
    with store.session() as db:
        sessions.close(db, team.facilitator, made.session_id)
    with pytest.raises(Refused):
        keep(team, made, one)
    with store.reading() as db:
        assert db.exec(select(TaskRecord)).all() == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=8), one, max_size=3),
    max_leaves=6,
)
NAMES = ("ended", "seconds", "interrupted", "errors", "assists", "ease", "ease_of", "id", "noted_by", "participant_id")


@st.composite
def almost(draw: st.DrawFn, made: Tested, problem_id: str, note: str) -> Any:
    """A change as it should be, or with parts of it that are anything."""

    def or_anything(sound: Any) -> Any:
        return draw(st.one_of(st.just(sound), st.just(sound), st.just(sound), JSON))

    number = draw(st.integers(0, 2**40))
    told = change(made, draw(st.sampled_from(["record", "note", "met", "problem", "strike", "?"])), number)
    told |= {
        "changed": draw(st.dictionaries(st.sampled_from(NAMES), JSON | st.integers(0, 9), max_size=4) | JSON),
        "words": draw(st.text(max_size=1100) | JSON),
        "second": draw(st.integers(-5, 9000) | JSON),
        "problem": or_anything(problem_id),
        "really": draw(st.booleans() | JSON),
        "note": or_anything(note),
    }
    return {name: or_anything(value) for name, value in told.items() if draw(st.integers(0, 30))}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_comes_is_kept_or_refused(team: Team, made: Tested, data: st.DataObject):
    with store.session() as db:
        problem_id = problems.add_problem(
            db, team.facilitator, made.tool_id, "Pijl.", {"kind": "elsewhere"}, known_as="a" * 32
        )
    keep(team, made, change(made, "note", 7, words="oei"))
    with store.reading() as db:
        note = db.exec(select(Response.id)).first()
    one = data.draw(JSON | almost(made, problem_id, str(note)))
    with suppress(Refused):
        keep(team, made, one)
    with store.reading() as db:
        watching.watch(db, team.facilitator, made.session_id)
        aloud.said_aloud(db, team.facilitator, made.session_id)
