"""Whether the store works: it writes, reads back, and has the schema this code was written for."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from consultations import health
from models import clock, store
from models.protection import Pulse
from tests.clocks import hold
from tests.conftest import use

WELL, ILL = {"database": True, "schema": True}, {"database": False, "schema": False}


def pulses() -> list[tuple[str, object]]:
    with store.reading() as db:
        return [(one, beat) for one, beat in db.exec(select(Pulse.id, Pulse.beaten_at))]


def test_a_healthy_store_is_well_and_keeps_one_beat_however_often_it_is_asked(
    house: str, monkeypatch: pytest.MonkeyPatch
):
    watch = hold(monkeypatch)
    seen = [health.checks()]
    watch.go(minutes=1)
    seen.append(health.checks())

    assert (seen, pulses()) == ([WELL, WELL], [("0" * 32, clock.now())])


def test_a_store_that_cannot_be_written_is_ill_and_says_nothing_of_itself(
    sqlite_house: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setitem(store.PRAGMAS, "query_only", "ON")
    use(store.address())

    with caplog.at_level(logging.DEBUG):
        found = health.checks()

    assert (found, [record.getMessage() for record in caplog.records]) == (ILL, ["health: OperationalError"])


def test_a_store_that_is_locked_for_too_long_is_ill_and_well_again_afterwards(
    sqlite_house: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(store.PRAGMAS, "busy_timeout", "50")
    use(store.address())
    with store.session() as db:
        db.exec(select(Pulse.id)).all()
        during = health.checks()

    assert (during, health.checks()) == (ILL, WELL)


def test_a_store_without_our_tables_is_ill(tmp_path: Path, sqlite_house: str):
    use(f"sqlite:///{tmp_path / 'empty.db'}")

    assert health.checks() == ILL


def test_a_store_that_is_not_there_is_ill(sqlite_house: str):
    use("postgresql://nobody@/nowhere?host=/nonexistent")

    assert health.checks() == ILL


@pytest.mark.parametrize("version", ["feed", ""])
def test_a_store_at_another_revision_works_but_has_not_our_schema(house: str, version: str):
    with store.session() as db:
        db.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})

    assert health.checks() == {"database": True, "schema": False}
