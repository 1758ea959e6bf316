"""Which consultations a designer finds something in, and which questions were answered in words."""

from datetime import timedelta

import pytest

from consultations import sessions
from consultations.access import Denied
from consultations.drafting import gate, starting, view, wording
from consultations.reading import Readable, readable
from consultations.shapes import Words
from models import clock, store
from models.consultation import Consultation
from tests.classes import reworded
from tests.factories import CHOICE, OPEN, Team, make_draft, make_published, make_session, make_team, words

SHORT = ("short_text", "In één woord?", {})


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def closed(team: Team, version_id: str) -> str:
    """A session was held and closed. Returns the consultation's id."""
    with store.session() as db:
        sessions.close(db, team.facilitator, make_session(db, team.facilitator, version_id))
        return view.version(db, version_id).consultation_id


def published(team: Team, *questions: tuple[object, ...]) -> str:
    with store.session() as db:
        return make_published(db, team.facilitator, questions or (CHOICE,))


def found(team: Team) -> tuple[Readable, ...]:
    with store.reading() as db:
        return readable(db, team.designer)


def stems(version_id: str) -> list[str]:
    with store.reading() as db:
        return [one.stem for one in view.version(db, version_id).questions]


def test_a_consultation_with_a_closed_session_is_found_with_its_questions_in_words(team: Team):
    version_id = published(team, CHOICE, OPEN, ("information", "Dank je!", {}), SHORT)
    consultation_id = closed(team, version_id)

    _, first, _, second = stems(version_id)
    assert found(team) == (
        Readable(
            consultation_id,
            words("Media", "Médias"),
            ((first, words("Wat moeten volwassenen weten?")), (second, words("In één woord?"))),
        ),
    )


def test_what_has_only_drafts_trials_and_open_sessions_is_not_found(team: Team):
    with store.session() as db:
        make_draft(db, team.facilitator)
        version_id = make_published(db, team.facilitator)
        make_session(db, team.facilitator, version_id)
        sessions.start_trial(db, team.facilitator, version_id)
        db.flush()
        trial = db.exec(sessions.select(sessions.GroupSession.id).where(sessions.GroupSession.trial)).one()
        sessions.close(db, team.facilitator, trial)

    assert found(team) == ()


def test_another_organisation_finds_its_own_only(team: Team):
    with store.session() as db:
        others = make_team(db, "CSEM")
    closed(team, published(team))
    theirs = closed(others, published(others))

    assert [one.consultation_id for one in found(others)] == [theirs]


def test_the_newest_stands_first(team: Team):
    homes = [closed(team, published(team)) for _ in range(3)]
    with store.session() as db:
        for days, home in zip((5, 1, 9), homes, strict=True):
            db.get_one(Consultation, home).started_on = clock.today() - timedelta(days=days)

    assert [one.consultation_id for one in found(team)] == [homes[1], homes[0], homes[2]]


def test_a_question_in_words_that_is_asked_no_more_can_still_be_read(team: Team):
    first = published(team, OPEN, SHORT)
    closed(team, first)
    gone, kept = stems(first)
    with store.session() as db:
        second = starting.new_version(db, team.facilitator, first)
        wording.remove_question(db, team.facilitator, second, view.version(db, second).questions[0].id)
        gate.publish(db, team.facilitator, second)

    expected: tuple[tuple[str, Words], ...] = (
        (kept, words("In één woord?")), (gone, words("Wat moeten volwassenen weten?")),
    )  # fmt: skip
    assert [one.open_questions for one in found(team)] == [expected]


def test_a_reworded_question_stands_once_in_its_newest_published_wording(team: Team):
    first = published(team, OPEN)
    closed(team, first)
    reworded(team, first, 0, "Wat wil je ons zeggen?")
    with store.session() as db:  # a draft of a third wording is nobody's business yet
        draft = starting.new_version(db, team.facilitator, first)
        one = view.version(db, draft).questions[0]
        wording.set_question(db, team.facilitator, draft, one.id, 1, words("Nog niet"), {}, False, None)

    assert [one.open_questions for one in found(team)] == [((stems(first)[0], words("Wat wil je ons zeggen?")),)]


@pytest.mark.parametrize("who", ["facilitator", "safeguarding", "admin"])
def test_only_a_designer_finds_something_to_read(team: Team, who: str):
    with pytest.raises(Denied), store.reading() as db:
        readable(db, getattr(team, who))
