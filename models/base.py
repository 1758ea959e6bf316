"""What every table shares: our own registry, opaque ids, times in UTC, JSON that is never a stray null."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import uuid4

from sqlalchemy import JSON, DateTime, MetaData
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

ours = registry(metadata=MetaData(naming_convention=NAMES))


class Moment(TypeDecorator[datetime]):
    """A time in UTC. SQLite forgets zones; we give it back on the way out and refuse a naive time on the way in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """To the database: always UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """From the database: always with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def opaque_id() -> str:
    """32 random hexadecimal characters: says nothing of order, place or person."""
    return uuid4().hex


# What a column holds decides where it may go (rule R-30). `tests/models` refuses a column without a class.
PUBLIC, PSEUDONYMOUS, FREE_TEXT, CONTACT, SECRET, AUDIT = (
    "public",
    "pseudonymous",
    "free_text",
    "contact",
    "secret",
    "audit",
)


def kept(holds: str, **how: Any) -> Any:
    """A column, and the class of what it holds (`PUBLIC` … `AUDIT`). Takes what `Field` takes."""
    column = dict(how.pop("sa_column_kwargs", {}))
    column["info"] = {"holds": holds}
    if "foreign_key" in how:
        how.setdefault("max_length", 32)
    return Field(sa_column_kwargs=column, **how)


def structure(holds: str, **how: Any) -> Any:
    """A JSON column. An absent value is SQL NULL, so a constraint can see it."""
    return kept(holds, sa_type=JSON(none_as_null=True), **how)


def moment(holds: str = PSEUDONYMOUS, **how: Any) -> Any:
    """A column with a time in UTC."""
    return kept(holds, sa_type=Moment, **how)


class Record(SQLModel, registry=ours):
    """The parent of all tables. Has its own registry, so a hot reload does not trip over old classes."""

    id: str = kept(PSEUDONYMOUS, default_factory=opaque_id, primary_key=True, max_length=32)

    # Without a row id SQLite keeps no trace of the order in which children answered (rule R-32).
    UNORDERED: ClassVar[dict[str, Any]] = {"sqlite_with_rowid": False}
