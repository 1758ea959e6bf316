"""Time: one clock, in UTC, that no summer time, no leap day and no visitor's device can move (P07)."""

import time as system
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from consultations.access import STRANGER
from consultations.collecting import knocking, presence
from models import clock, store
from models.group_session import GroupSession
from tests import clocks
from tests.factories import link_of, make_published, make_session, make_team

# The last seconds before, in Belgium, an hour is left out or comes twice; a leap day; a year; two ordinary midnights.
MOMENTS = [
    datetime(2026, 3, 29, 0, 59, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 59, 30, tzinfo=UTC),
    datetime(2026, 3, 28, 22, 59, 30, tzinfo=UTC),
    datetime(2028, 2, 28, 23, 59, 30, tzinfo=UTC),
    datetime(2028, 2, 29, 23, 59, 30, tzinfo=UTC),
    datetime(2026, 12, 31, 23, 59, 30, tzinfo=UTC),
    datetime(2026, 5, 12, 21, 59, 30, tzinfo=UTC),
]


@pytest.fixture(params=["Europe/Brussels", "Pacific/Kiritimati", "America/St_Johns"])
def zone(request, monkeypatch):
    """The server stands in this time zone."""
    monkeypatch.setenv("TZ", request.param)
    system.tzset()
    yield request.param
    monkeypatch.undo()
    system.tzset()


def test_the_clock_tells_utc_wherever_the_server_stands(zone):
    before = system.time()

    now = clock.now()

    assert now.utcoffset() == timedelta(0)
    assert before <= now.timestamp() <= system.time()
    assert clock.today() == now.date()


def test_a_day_is_a_day_in_utc(monkeypatch):
    clocks.hold(monkeypatch, datetime(2026, 5, 12, 23, 30, tzinfo=UTC))
    assert clock.today().isoformat() == "2026-05-12"

    clocks.hold(monkeypatch, datetime(2026, 5, 13, 0, 0, tzinfo=UTC))
    assert clock.today().isoformat() == "2026-05-13"


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_a_moment_comes_back_as_it_was_kept_to_the_microsecond(house, monkeypatch, moment):
    monkeypatch.setenv("PGTZ", "Europe/Brussels")  # the database stands in another zone
    exact = moment + timedelta(microseconds=123_456)
    with store.session() as db:
        team = make_team(db)
        session_id = make_session(db, team.facilitator, make_published(db, team.facilitator))
        db.get_one(GroupSession, session_id).door_until = exact

    with store.reading() as db:
        kept = db.get_one(GroupSession, session_id).door_until
    assert (kept, kept.utcoffset()) == (exact, timedelta(0))


@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_a_door_is_open_ten_minutes_and_a_token_lives_twenty_across_any_change_of_time(house, monkeypatch, moment):
    time = clocks.hold(monkeypatch, moment)
    with store.session() as db:
        team = make_team(db)
        session_id = make_session(db, team.facilitator, make_published(db, team.facilitator))
        token = knocking.join(db, STRANGER, link_of(session_id, db), "nl")

    time.go(minutes=9, seconds=59)
    assert (open_now(session_id), here(token)) == (True, True)
    time.go(seconds=2)
    assert (open_now(session_id), here(token)) == (False, True)
    time.go(minutes=9, seconds=58)
    assert here(token) is True
    time.go(seconds=2)
    assert here(token) is False


def open_now(session_id: str) -> bool:
    with store.reading() as db:
        return knocking.invitation(db, link_of(session_id, db)) is not None


def here(token: str) -> bool:
    with store.reading() as db:
        return presence.present(db, token) is not None


def test_a_time_without_a_zone_cannot_be_kept(house):
    with store.session() as db:
        team = make_team(db)
        session_id = make_session(db, team.facilitator, make_published(db, team.facilitator))

    def keep() -> None:
        with store.session() as db:
            db.get_one(GroupSession, session_id).door_until = datetime(2026, 5, 12, 12)  # noqa: DTZ001

    with pytest.raises(StatementError, match="without a zone"):
        keep()


def test_a_time_of_another_zone_is_kept_as_the_same_moment(house):
    belgian = datetime(2026, 7, 1, 14, tzinfo=timezone(timedelta(hours=2)))
    with store.session() as db:
        team = make_team(db)
        session_id = make_session(db, team.facilitator, make_published(db, team.facilitator))
        db.get_one(GroupSession, session_id).door_until = belgian

    with store.reading() as db:
        kept = db.get_one(GroupSession, session_id).door_until
    assert (kept, kept.isoformat()) == (belgian, "2026-07-01T12:00:00+00:00")


def test_days_ago_is_earlier_in_here_only():
    with clock.days_ago(40):
        then = clock.now()

    assert timedelta(days=39, hours=23) < clock.now() - then < timedelta(days=40, seconds=5)
    assert abs(clock.now().timestamp() - system.time()) < 5
