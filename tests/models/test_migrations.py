"""From nothing to the schema this code was written for, back, and again; never half-way, never one we do not know."""

import logging

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from consultations import people
from consultations.access import OPERATOR
from models import store
from models.base import ours
from models.people import Organisation
from models.protection import AuditEvent

OURS = sorted([*ours.metadata.tables, "alembic_version"])


@pytest.fixture(autouse=True)
def quiet_alembic():
    """Alembic tells each step at INFO; nobody reads it here."""
    logging.getLogger("alembic").setLevel(logging.WARNING)


def tables() -> list[str]:
    return sorted(inspect(store.engine()).get_table_names())


def sql(words: str) -> None:
    with store.session() as db:
        db.execute(text(words))


def test_a_store_with_nothing_in_it_is_not_current(empty_house: None):
    assert (store.revision(), store.is_current()) == (None, False)


def test_an_upgrade_from_nothing_makes_exactly_what_is_written_here(empty_house: None):
    store.upgrade()

    assert (tables(), store.drift(), store.is_current()) == (OURS, [], True)


def test_upgrading_twice_changes_nothing_and_loses_nothing(empty_house: None):
    store.upgrade()
    with store.session() as db:
        people.found_organisation(db, OPERATOR, "Média Animation 🎬")

    store.upgrade()

    with store.reading() as db:
        assert db.exec(select(Organisation.name)).all() == ["Média Animation 🎬"]
    assert store.is_current()


def test_going_back_to_nothing_leaves_nothing_and_going_up_again_works(empty_house: None):
    store.upgrade()
    with store.session() as db:
        people.found_organisation(db, OPERATOR, "Mediawijs")

    command.downgrade(store.migrations(), "base")
    behind = (tables(), store.is_current())
    store.upgrade()

    assert behind == (["alembic_version"], False)
    assert (tables(), store.drift(), store.is_current()) == (OURS, [], True)
    with store.reading() as db:
        assert db.exec(select(Organisation.name)).all() == []


def test_an_upgrade_that_breaks_off_leaves_nothing_half_made_and_can_be_started_again(empty_house: None):
    sql("CREATE TABLE response (id INTEGER)")

    with pytest.raises(DatabaseError, match="response"):
        store.upgrade()

    assert (tables(), store.revision()) == (["response"], None)
    sql("DROP TABLE response")
    store.upgrade()
    assert (tables(), store.drift()) == (OURS, [])


@pytest.mark.parametrize("unknown", ["feed", "0000", ""])
def test_a_revision_nobody_here_knows_is_not_current(house: str, unknown: str):
    sql(f"UPDATE alembic_version SET version_num = '{unknown}'")

    assert store.is_current() is False


def test_a_column_too_many_or_too_few_is_seen_as_drift(house: str):
    sql("ALTER TABLE pulse ADD COLUMN name VARCHAR(20)")
    sql("ALTER TABLE pulse DROP COLUMN beaten_at")

    assert sorted((what, column.name) for what, _, _, column in store.drift()) == [
        ("add_column", "beaten_at"), ("remove_column", "name"),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["UPDATE audit_event SET deed = 'nothing'", "DELETE FROM audit_event"])
def test_the_audit_trail_cannot_be_changed_in_a_migrated_store(house: str, words: str):
    with store.session() as db:
        people.found_organisation(db, OPERATOR, "Mediawijs")

    with pytest.raises(DatabaseError, match="the audit trail is append-only"):
        sql(words)

    with store.reading() as db:
        assert db.exec(select(AuditEvent.deed)).all() == ["organisation founded"]
