"""Where the data is: one engine a process, one transaction a visit, and all that differs between the databases."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CursorResult, Engine, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from models import consultation, group_session, people, picture, protection, response, testing, tools
from models.base import Record, ours

ROOT = Path(__file__).resolve().parent.parent
# importing them registers them
TABLES = (people, picture, tools, consultation, group_session, response, testing, protection)
SCRUB = "scrub"
OWED: set[Engine] = set()

PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "busy_timeout": "5000",
    "secure_delete": "ON",
    "trusted_schema": "OFF",
}


def address() -> str:
    """The database's address: `ONSAVIS_DATABASE_URL`, or a SQLite file in `data/`."""
    given = os.environ.get("ONSAVIS_DATABASE_URL", "")
    if not given:
        (ROOT / "data").mkdir(exist_ok=True)
        return f"sqlite:///{ROOT / 'data' / 'onsavis.db'}"
    for plain in ("postgresql://", "postgres://"):
        if given.startswith(plain):
            return "postgresql+psycopg://" + given.removeprefix(plain)
    return given


@cache
def engine() -> Engine:
    """The one engine of this process."""
    return make_engine(address())


def make_engine(url: str) -> Engine:
    """An engine for `url` with our settings."""
    if url.startswith("sqlite"):
        made = create_engine(url, pool_size=20, max_overflow=40, connect_args={"timeout": 5})
        event.listen(made, "connect", _set_pragmas)
        event.listen(made, "begin", _begin)
        return made
    return create_engine(url, pool_size=10, max_overflow=30, pool_pre_ping=True)


def _set_pragmas(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: the driver would say it too late
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")


def _begin(connection: Any) -> None:
    reading_only = connection.get_execution_options().get("reading_only", False)
    connection.exec_driver_sql("BEGIN" if reading_only else "BEGIN IMMEDIATE")


@contextmanager
def session() -> Iterator[Session]:
    """One thing a visitor does: it is kept whole, or not at all."""
    with Session(engine(), expire_on_commit=False) as db:
        try:
            yield db
            db.commit()
        except BaseException:
            db.rollback()
            raise
        if db.info.get(SCRUB) or engine() in OWED:
            _scrub(engine(), wait=SCRUB in db.info)


@contextmanager
def reading() -> Iterator[Session]:
    """One look. Nothing done to `db` in here is kept, and nobody who writes has to wait for it."""
    looking = engine().connect().execution_options(reading_only=True)
    with looking as connection, Session(connection, expire_on_commit=False, autoflush=False) as db:
        yield db
        db.rollback()


def scrub_after(db: Session) -> None:
    """Ask that what this transaction deletes leaves no bytes behind once it is committed."""
    db.info[SCRUB] = True


def _scrub(on: Engine, *, wait: bool) -> None:
    """Erased text stays in SQLite's write-ahead log until this. PostgreSQL's dumps and queries never show it.

    Somebody who reads for longer than the busy timeout keeps the log as it is: then it is owed, and tried again
    after each thing that is kept, without waiting.
    """
    if on.dialect.name != "sqlite":
        return
    raw = on.raw_connection()
    try:
        if not wait:
            raw.cursor().execute("PRAGMA busy_timeout=0")
        busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        raw.cursor().execute(f"PRAGMA busy_timeout={PRAGMAS['busy_timeout']}")
    finally:
        raw.close()
    (OWED.add if busy else OWED.discard)(on)


def take_turn(db: Session, what: str) -> None:
    """Wait until nobody else is adding to `what`, until this transaction ends. SQLite has one writer anyway."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(hashtext(:what))"), {"what": what})


def put(
    db: Session, table: type[Record], row: Mapping[str, Any], once: Sequence[str], change: Sequence[str] = ()
) -> int:
    """Insert `row`, or, when one with the same `once` columns exists, change the `change` columns in it.

    Returns how many rows were touched: 0 when it was there already and nothing was to change.
    """
    dialect = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(**row)
    if change:
        fresh = {name: row[name] for name in change}
        statement = statement.on_conflict_do_update(index_elements=list(once), set_=fresh)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=list(once))
    # Without being asked to, SQLAlchemy forgets how many on PostgreSQL.
    done = db.execute(statement, execution_options={"preserve_rowcount": True})
    return cast(CursorResult[Any], done).rowcount


def migrations() -> Config:
    """Alembic's settings; they stand in pyproject.toml."""
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.set_main_option("script_location", str(ROOT / "models" / "migrations"))
    return config


def upgrade(to: str = "head") -> None:
    """Bring the schema to `to`."""
    command.upgrade(migrations(), to)


def revision() -> str | None:
    """The revision the database is at, or None when it has no schema of ours."""
    with engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current() -> bool:
    """Whether the database's schema is the one this code was written for."""
    return revision() == ScriptDirectory.from_config(migrations()).get_current_head()


def drift() -> list[Any]:
    """What differs between the tables as written here and the database: empty when they are in step."""
    with engine().connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), ours.metadata))
