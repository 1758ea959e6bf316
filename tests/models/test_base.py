"""What every table shares: opaque ids, times with their zone, JSON that is never a stray null."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import SQLModel, col, select

from consultations import sessions
from models import clock, store
from models.base import opaque_id, ours
from models.consultation import Question
from models.group_session import GroupSession
from models.people import Organisation
from models.protection import Miss, Pulse
from tests.factories import make_published, make_session, make_team

NOON = datetime(2026, 3, 29, 12, 0, 0, 123456, tzinfo=UTC)  # the night before, clocks went forward


def kept_and_read(beat: datetime) -> datetime:
    with store.session() as db:
        db.add(Pulse(id="a", beaten_at=beat))
        db.add(Pulse(id="b", beaten_at=NOON - timedelta(days=1)))
    with store.reading() as db:
        return db.exec(select(Pulse.beaten_at).where(Pulse.id == "a")).one()


def test_a_time_without_a_zone_is_refused_and_nothing_is_kept(house: str):
    with pytest.raises(StatementError, match="a time without a zone cannot be kept"), store.session() as db:
        db.add_all([Pulse(id="b", beaten_at=NOON), Pulse(id="a", beaten_at=NOON.replace(tzinfo=None))])

    with store.reading() as db:
        assert db.exec(select(Pulse.id)).all() == []


def test_a_time_comes_back_with_its_zone(house: str):
    read = kept_and_read(NOON)

    assert (read, read.tzinfo) == (NOON, UTC)


@pytest.mark.parametrize("hours", [-5, 1, 2])
def test_a_time_of_another_zone_is_the_same_moment_in_utc(sqlite_house: str, hours: int):
    there = NOON.astimezone(timezone(timedelta(hours=hours)))

    read = kept_and_read(there)

    assert (read, read.tzinfo) == (NOON, UTC)


def test_times_of_different_zones_are_compared_as_moments(house: str):
    with store.session() as db:
        db.add(Pulse(id="a", beaten_at=NOON.astimezone(timezone(timedelta(hours=9)))))
        db.add(Pulse(id="b", beaten_at=NOON + timedelta(minutes=1)))

    with store.reading() as db:
        assert db.exec(select(Pulse.id).where(col(Pulse.beaten_at) <= NOON)).all() == ["a"]


def test_no_time_stays_no_time_and_no_value_is_null_where_a_constraint_can_see_it(house: str):
    with store.session() as db:
        session_id = make_session(db, (who := make_team(db).facilitator), make_published(db, who))
        sessions.shut_door(db, who, session_id)

    with store.reading() as db:
        row = db.get_one(GroupSession, session_id)
        unconditional = db.exec(select(col(Question.show_when)).where(col(Question.show_when).is_(None))).all()
        assert (row.door_until, unconditional) == (None, [None])


def test_an_id_says_nothing_and_is_never_the_same():
    made = [opaque_id() for _ in range(1000)]

    assert len({*made}) == 1000
    assert {(len(one), set(one) <= set("0123456789abcdef")) for one in made} == {(32, True)}
    assert made != sorted(made)


def test_rows_made_one_after_the_other_have_ids_in_no_order(sqlite_house: str):
    with store.session() as db:
        db.add_all(Miss(what="code", caller_key=str(at), missed_at=NOON) for at in range(50))

    with store.reading() as db:
        by_id = [int(one) for one in db.exec(select(Miss.caller_key).order_by(Miss.id))]

    assert sorted(by_id) == list(range(50))
    assert by_id != list(range(50))


def test_our_tables_stand_in_our_own_registry_only():
    assert dict(SQLModel.metadata.tables) == {}
    assert Organisation.__table__ is ours.metadata.tables["organisation"]


def test_the_clock_is_utc_with_its_zone():
    before = datetime.now(UTC)

    now = clock.now()

    assert before <= now <= datetime.now(UTC)
    assert (now.tzinfo, clock.today() in {now.date(), datetime.now(UTC).date()}) == (UTC, True)
