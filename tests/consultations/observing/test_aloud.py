"""What children say aloud while they try something: an utterance with its task and the second of the clock."""

from typing import Any

import pytest
from sqlmodel import select

from consultations import glancing, sessions
from consultations.access import Denied
from consultations.collecting import leaving
from consultations.observing import aloud, noting, watching
from consultations.protection import concerns, erasure
from consultations.shapes import Refused
from models import store
from models.group_session import Participant
from models.response import Response
from tests import factories, watched
from tests.factories import Team
from tests.watched import Tested, make_test

WORRY, NAME = "ik wil dood", "lotte ziet de kaart niet"


@pytest.fixture
def made(team: Team) -> Tested:
    with store.session() as db:
        return make_test(db, team, versions=2)


def says(team: Team, made: Tested, mark: str, words: str, at: int = 0, **named: Any) -> bool:
    facts = {"task": made.tasks[0], "child": made.children[at], "tool_version_id": made.versions[0], **named}
    task, child = facts.pop("task"), facts.pop("child")
    with store.session() as db:
        return aloud.note_aloud(db, team.facilitator, made.session_id, child, task, mark, words, **facts)


def said(team: Team, made: Tested) -> list[tuple[str, int | None, bool]]:
    with store.reading() as db:
        return [(one.words, one.second, one.held) for one in aloud.said_aloud(db, team.facilitator, made.session_id)]


def test_what_was_said_stands_with_its_task_its_version_and_the_second_the_newest_first(team: Team, made: Tested):
    assert says(team, made, "a", "  waar is  de kaart? ", second=62)
    assert says(team, made, "b", "ah hier", at=1, tool_version_id=made.versions[1])

    assert said(team, made) == [("ah hier", None, False), ("waar is de kaart?", 62, False)]
    with store.reading() as db:
        rows = db.exec(select(Response).order_by(Response.place)).all()  # type: ignore[arg-type]
        kept = [(one.participant_id, one.question_id, one.value, one.facts, one.noted_by) for one in rows]
    assert kept == [
        (
            made.children[0], made.tasks[0], {"said": "waar is de kaart?"},
            {"version": made.versions[0], "second": 62}, team.facilitator.account_id,
        ),
        (
            made.children[1], made.tasks[0], {"said": "ah hier"}, {"version": made.versions[1]},
            team.facilitator.account_id,
        ),
    ]  # fmt: skip


def test_sent_twice_it_is_kept_once_also_when_its_child_has_stopped_since(team: Team, made: Tested):
    assert [says(team, made, "a", "oei"), says(team, made, "a", "oei"), says(team, made, "b", "oei")] == [
        True, False, True,
    ]  # fmt: skip
    with store.session() as db:
        leaving.finish(db, made.devices[0], stopped=True)
    assert says(team, made, "a", "oei") is False
    assert len(said(team, made)) == 2


@pytest.mark.parametrize(
    "wrong",
    [{"words": ""}, {"words": " \t "}, {"words": "a" * 1001}, {"words": "\ud800"}, {"second": 0}, {"second": 7201},
     {"second": "5"}, {"second": True}],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(team: Team, made: Tested, wrong: dict[str, Any]):
    facts: dict[str, Any] = {"words": "oei", **wrong}
    words = facts.pop("words")
    with pytest.raises(Refused):
        says(team, made, "a", words, **facts)
    assert said(team, made) == []


def test_only_of_a_child_of_this_session_at_a_task_with_a_version_that_is_tried(team: Team, made: Tested):
    with store.session() as db:
        other = make_test(db, team, again=made)
        ease = next(one.id for one in factories.questions_of(db, made.session_id) if one.type == "ease")
    for wrong in ({"child": other.children[0]}, {"task": ease}, {"task": "x" * 32}, {"tool_version_id": "x" * 32}):
        with pytest.raises(Denied):
            says(team, made, "a", "oei", **wrong)
    for mark in ("", "m" * 27):
        with pytest.raises(Denied):
            says(team, made, mark, "oei")


@pytest.mark.parametrize("ends", ["stops", "break", "end"])
def test_of_who_stopped_in_a_break_and_after_the_end_nothing_is_written_down(team: Team, made: Tested, ends: str):
    with store.session() as db:
        if ends == "stops":
            leaving.finish(db, made.devices[0], stopped=True)
        else:
            (sessions.pause if ends == "break" else sessions.close)(db, team.facilitator, made.session_id)
    with pytest.raises(Refused):
        says(team, made, "a", "oei")
    assert said(team, made) == []


def test_what_worries_goes_to_the_safeguarding_person_and_is_not_shown_again(team: Team, made: Tested):
    says(team, made, "a", WORRY)
    assert said(team, made) == [("", None, True)]
    with store.session() as db:
        (worry,) = concerns.lane(db, team.safeguarding)
        assert worry.words == WORRY
        (response_id,) = [one.response_id for one in aloud.said_aloud(db, team.facilitator, made.session_id)]
        with pytest.raises(Refused):
            noting.strike(db, team.facilitator, response_id)


def test_a_name_is_held_until_somebody_looked(team: Team, made: Tested):
    says(team, made, "a", NAME)
    assert said(team, made) == [(NAME, None, True)]
    with store.reading() as db:
        assert glancing.at_a_glance(db, team.facilitator, made.session_id).held == 1


def test_it_is_no_answer_of_the_child(team: Team, made: Tested):
    says(team, made, "a", "oei")
    with store.reading() as db:
        glance = glancing.at_a_glance(db, team.facilitator, made.session_id)
    assert [one.given for one in glance.progress] == [0, 0, 0]


def test_it_can_be_struck_and_goes_with_its_child(team: Team, made: Tested):
    for mark, at in (("a", 0), ("b", 1), ("c", 1)):
        says(team, made, mark, mark, at=at)
    with store.session() as db:
        found = {one.words: one.response_id for one in aloud.said_aloud(db, team.facilitator, made.session_id)}
        noting.strike(db, team.facilitator, found["c"])
        erasure.erase(db, db.get_one(Participant, made.children[0]))
    assert said(team, made) == [("b", None, False)]


def test_a_child_reads_back_with_its_receipt_what_was_said_and_what_was_seen(team: Team, made: Tested):
    says(team, made, "a", "waar is de kaart")
    with store.session() as db:
        watched.saw(db, team, made, ended="helped", seconds=83, errors=0, ease=2)
        watched.saw(db, team, made, version=1, ended="unaided", interrupted=True)
        watching.record(
            db, team.facilitator, made.session_id, made.children[1], made.tasks[0], made.versions[0],
            {"ended": "failed"},
        )  # fmt: skip
        problem = watched.make_problem(db, team, made, "De pijl wijst fout.")
        watched.make_problem(db, team, made, "De doos klemt.")
        watching.met(db, team.facilitator, made.session_id, made.children[0], made.versions[0], problem)
        receipt = leaving.finish(db, made.devices[0])
    with store.session() as db:
        mine = leaving.my_answers(
            db, factories.STRANGER, receipt, "fr", leaving.knocking.Caller("192.0.2.7")
        )  # fmt: skip
    assert mine is not None
    with store.reading() as db:
        title = factories.view.version(db, made.version_id).questions[0].wording["fr"]
    assert [one.wording for one in mine] == [*[title] * 3, "Jeu de cartes"]
    assert [one.met for one in mine] == ["", "", "", "De pijl wijst fout."]
    assert [one.answer for one in mine] == ["waar is de kaart", "", "", ""]
    assert [one.seen for one in mine] == [
        None,
        leaving.Seen(1, "J’ai réussi avec de l’aide", 83, False, 0, None, "Difficile"),
        leaving.Seen(2, "J’ai réussi sans aide", None, True, None, None, ""),
        None,
    ]
