"""Stores without a schema, to see how one comes into being."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from models import store
from tests import postgres
from tests.conftest import use


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> Iterator[None]:
    """A SQLite file that does not exist yet."""
    use(f"sqlite:///{tmp_path / 'empty.db'}")
    yield
    store.engine().dispose()


@pytest.fixture
def empty_postgres(postgres_socket: str) -> Iterator[None]:
    """A PostgreSQL database with nothing in it."""
    name = f"empty_{uuid4().hex}"
    postgres.sql(postgres_socket, f"CREATE DATABASE {name}")
    use(postgres.address(postgres_socket, name))
    yield
    store.engine().dispose()
    store.engine.cache_clear()
    postgres.sql(postgres_socket, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def empty_house(request: pytest.FixtureRequest) -> None:
    """A store of either kind with nothing in it."""
    request.getfixturevalue(f"empty_{request.param}")
