"""Every column says what it holds, and what a child gives says nothing of who, where from, or when (R-30 … R-32)."""

import re

import pytest
from sqlalchemy import Column, DateTime, MetaData, String, Table, text
from sqlalchemy.exc import DatabaseError

from models import base, store
from models.base import Moment, ours

CLASSES = {base.PUBLIC, base.PSEUDONYMOUS, base.FREE_TEXT, base.CONTACT, base.SECRET, base.AUDIT}
TABLES = sorted(ours.metadata.tables)
OF_CHILDREN = ("participant", "response", "frozen", "frozen_sum")
OF_RESPONSES = ("response", "frozen", "frozen_sum")
# Whole words of a column's name: `seen_at` is none of these, `client_ip` is.
TELLING = {
    "ip", "user", "agent", "useragent", "ua", "name", "firstname", "lastname", "surname", "email", "mail", "phone",
    "tel", "address", "street", "school", "class", "birth", "birthday", "born", "photo", "picture", "device", "browser",
    "host", "location", "seat", "order", "rank", "gender", "national",
}  # fmt: skip


def unclassed(tables: MetaData) -> list[str]:
    return [str(one) for table in tables.tables.values() for one in table.c if one.info.get("holds") not in CLASSES]


def telling(table: Table) -> list[str]:
    return [one.name for one in table.c if {*re.split(r"[_\d]+", one.name.lower())} & TELLING]


def moments(table: Table) -> list[str]:
    return [one.name for one in table.c if isinstance(one.type, Moment | DateTime)]


def test_every_column_has_a_class():
    assert unclassed(ours.metadata) == []


@pytest.mark.parametrize("name", OF_CHILDREN)
def test_no_column_beside_a_childs_answers_tells_who_or_where_from(name: str):
    assert telling(ours.metadata.tables[name]) == []


@pytest.mark.parametrize("name", OF_RESPONSES)
def test_no_response_holds_a_time_of_day(name: str):
    assert moments(ours.metadata.tables[name]) == []


def test_the_only_time_beside_a_participant_is_when_it_was_seen():
    assert moments(ours.metadata.tables["participant"]) == ["seen_at"]


def test_what_would_be_wrong_is_found():
    planted = Table(
        "planted", MetaData(),
        Column("client_ip", String()), Column("user_agent", String(), info={"holds": base.PUBLIC}),
        Column("first_name", String(), info={"holds": "secret?"}),
        Column("pseudonym", String(), info={"holds": base.PUBLIC}),
        Column("given_at", DateTime()), Column("seen_at", Moment(), info={"holds": base.PSEUDONYMOUS}),
    )  # fmt: skip

    found = (unclassed(planted.metadata), telling(planted), moments(planted))

    assert found == (
        ["planted.client_ip", "planted.first_name", "planted.given_at"],
        ["client_ip", "user_agent", "first_name"],
        ["given_at", "seen_at"],
    )


def test_free_text_stands_in_known_places_only():
    held = [
        str(one) for table in ours.metadata.tables.values() for one in table.c if one.info["holds"] == base.FREE_TEXT
    ]

    assert sorted(held) == ["concern.words", "group_session.memo", "problem.words", "response.value"]


def test_secrets_are_kept_as_hashes_only():
    held = {one.name for table in ours.metadata.tables.values() for one in table.c if one.info["holds"] == base.SECRET}

    assert {name for name in held if not name.endswith("_hash")} == set()


@pytest.mark.parametrize("name", ["participant", "response"])
def test_sqlite_keeps_no_trace_of_the_order_in_which_children_answered(sqlite_house: str, name: str):
    with store.reading() as db, pytest.raises(DatabaseError, match="no such column: rowid"):
        db.execute(text(f"SELECT rowid FROM {name}"))


@pytest.mark.parametrize("name", TABLES)
def test_every_key_is_random_and_none_counts_up(name: str):
    table = ours.metadata.tables[name]

    assert [(key.name, key.type.length) for key in table.primary_key] == [("id", 32)]
    assert table.autoincrement_column is None
