"""What stands on the shelf, in which order; what may be thrown away, and what only put away."""

from datetime import date, timedelta

import pytest
from sqlmodel import func, select

from consultations import sessions
from consultations.access import Denied
from consultations.collecting import knocking
from consultations.drafting import gate, starting, view, wording
from consultations.shapes import Refused
from models import clock, store
from models.consultation import Consultation, Question, Version
from models.group_session import GroupSession, Participant
from models.protection import AuditEvent
from tests.factories import STRANGER, Team, make_draft, make_published, make_session, words

TABLES = (Consultation, Version, Question, GroupSession, Participant)


def rows() -> tuple[int, ...]:
    with store.reading() as db:
        return tuple(db.exec(select(func.count()).select_from(one)).one() for one in TABLES)


def home_of(version_id: str) -> str:
    with store.reading() as db:
        return view.version(db, version_id).consultation_id


def titled(team: Team, title: str, on: date) -> str:
    """A draft of a certain day. Returns the id of its version."""
    with store.session() as db:
        version_id = starting.start(db, team.facilitator, "survey", words(title))
        db.get_one(Consultation, view.version(db, version_id).consultation_id).started_on = on
    return version_id


def test_the_newest_stands_first_and_what_was_put_away_last(team: Team, others: Team):
    today = clock.today()
    titled(team, "Oud", today - timedelta(days=9))
    titled(team, "Nieuw", today)
    away = titled(team, "Weg", today)
    titled(others, "Van een ander", today)
    with store.session() as db:
        starting.archive(db, team.colleague, view.version(db, away).consultation_id)

    with store.reading() as db:
        shelf = starting.shelf(db, team.facilitator)

    assert [(one.title["nl"], one.archived) for one in shelf] == [("Nieuw", False), ("Oud", False), ("Weg", True)]


def test_each_shows_its_newest_and_its_published_version_and_its_real_sessions_only(team: Team):
    with store.session() as db:
        first = make_published(db, team.facilitator)
        make_session(db, team.facilitator, first)
        sessions.close(db, team.facilitator, make_session(db, team.facilitator, first))
        sessions.start_trial(db, team.facilitator, first)
        second = starting.new_version(db, team.facilitator, first)
        draft = view.version(db, second)
        notices = {**draft.notices, "title": words("Media, anders")}
        wording.set_notices(
            db, team.facilitator, second, 1, notices, draft.age_bands, draft.decides_on
        )  # fmt: skip
        beside = make_draft(db, team.facilitator)
        sessions.start_trial(db, team.facilitator, beside)

    with store.reading() as db:
        shelf = {one.version_id: one for one in starting.shelf(db, team.facilitator)}

    shown = {
        key: (one.title["nl"], one.number, one.published, one.published_version_id, one.sessions)
        for key, one in shelf.items()
    }
    assert shown == {second: ("Media, anders", 2, False, first, 2), beside: ("Media", 1, False, None, 0)}


def test_an_empty_shelf_is_empty(team: Team, others: Team):
    titled(others, "Van een ander", clock.today())

    with store.reading() as db:
        assert starting.shelf(db, team.facilitator) == ()


def test_a_draft_is_thrown_away_with_its_trial_runs_and_nothing_else(team: Team):
    with store.session() as db:
        make_session(db, team.facilitator, make_published(db, team.facilitator))
    before = rows()
    with store.session() as db:
        version_id = make_draft(db, team.facilitator)
        link = sessions.start_trial(db, team.facilitator, version_id)
        db.flush()
        knocking.join(db, STRANGER, link, "nl")

    with store.session() as db:
        starting.delete_draft(db, team.colleague, version_id)

    with store.reading() as db:
        deed = db.exec(select(AuditEvent.deed).order_by(AuditEvent.number.desc())).first()
    assert (rows(), deed) == (before, "draft deleted")


def test_a_draft_of_a_next_version_goes_alone(team: Team):
    with store.session() as db:
        first = make_published(db, team.facilitator)
    before = rows()
    with store.session() as db:
        second = starting.new_version(db, team.facilitator, first)

    with store.session() as db:
        starting.delete_draft(db, team.facilitator, second)

    with store.reading() as db:
        assert (rows(), view.version(db, first).number) == (before, 1)


def test_what_was_published_is_never_deleted(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator)
    before = rows()

    with pytest.raises(Refused, match="Children may have answered this"), store.session() as db:
        starting.delete_draft(db, team.facilitator, version_id)

    assert rows() == before


@pytest.mark.parametrize("running", ["open", "paused"])
def test_nothing_is_put_away_while_a_session_runs(team: Team, running: str):
    with store.session() as db:
        version_id = make_published(db, team.facilitator)
        session_id = make_session(db, team.facilitator, version_id)
        if running == "paused":
            sessions.pause(db, team.facilitator, session_id)
    home = home_of(version_id)

    with pytest.raises(Refused, match="still open"), store.session() as db:
        starting.archive(db, team.facilitator, home)
    with store.session() as db:
        sessions.close(db, team.facilitator, session_id)
        starting.archive(db, team.facilitator, home)

    with store.reading() as db:
        assert db.get_one(Consultation, home).archived_on == clock.today()


def test_a_trial_run_does_not_stand_in_the_way_and_what_was_put_away_comes_back(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator)
        sessions.start_trial(db, team.facilitator, version_id)
    before, home = rows(), home_of(version_id)

    with store.session() as db:
        starting.archive(db, team.facilitator, home)
    with pytest.raises(Refused, match="archived"), store.session() as db:
        make_session(db, team.facilitator, version_id)
    with store.session() as db:
        starting.archive(db, team.facilitator, home, archived=False)
        make_session(db, team.facilitator, version_id)

    with store.reading() as db:
        assert (db.get_one(Consultation, home).archived_on, rows()) == (None, (*before[:3], 2, 0))


def test_another_organisation_puts_nothing_away_and_learns_nothing(team: Team, others: Team):
    with store.session() as db:
        home = view.version(db, make_published(db, team.facilitator)).consultation_id
        gate.publish(db, others.facilitator, make_draft(db, others.facilitator))

    refusals = []
    for asked in (home, "0" * 32):
        with pytest.raises(Denied) as refused, store.session() as db:
            starting.archive(db, others.facilitator, asked)
        refusals.append(refused.value.sentence)

    with store.reading() as db:
        assert (len({*refusals}), db.get_one(Consultation, home).archived_on) == (1, None)
