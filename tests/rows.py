"""Every row of the store, to see that nothing else changed; every byte of it, to see that nothing stayed."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import text

from models import store
from models.base import ours
from tests import postgres


def everything() -> Mapping[str, frozenset[str]]:
    """All rows of all tables as text, by table."""
    with store.reading() as db:
        return {
            name: frozenset(repr(sorted(row._mapping.items())) for row in db.execute(table.select()))
            for name, table in ours.metadata.tables.items()
        }


def count(table: str) -> int:
    """How many rows a table has."""
    return len(everything()[table])


def without(rows: Mapping[str, frozenset[str]], *words: str) -> dict[str, frozenset[str]]:
    """The same rows, but for those that hold one of `words`."""
    return {
        name: frozenset(row for row in held if not any(word in row for word in words)) for name, held in rows.items()
    }


def traces(word: str) -> int:
    """How often `word` can be found: in the bytes of SQLite's files, or in a full dump of PostgreSQL."""
    address = store.address()
    if address.startswith("sqlite"):
        path = Path(address.removeprefix("sqlite:///"))
        files = [path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")]
        return sum(file.read_bytes().count(word.encode()) for file in files if file.exists())
    plain = address.replace("postgresql+psycopg://", "postgresql://")
    dump = subprocess.run([postgres.tool("pg_dump"), plain], capture_output=True, check=True, timeout=60)
    return dump.stdout.count(word.encode())


def run(words: str, **values: object) -> None:
    """One statement at the console, behind the application's back."""
    with store.engine().begin() as connection:
        connection.execute(text(words), values)
