"""One served application for all tests of its addresses."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import store
from tests import factories
from tests.protocol import Server
from tests.real import served


@pytest.fixture(scope="module")
def app(sqlite_mould: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application on a fresh SQLite store."""
    path = tmp_path_factory.mktemp("served") / "house.db"
    shutil.copy(sqlite_mould, path)
    with served(f"sqlite:///{path}") as server:
        yield server


@pytest.fixture(scope="module")
def team(app: Server) -> factories.Team:
    """An organisation and its people, in the served store."""
    with store.session() as db:
        return factories.make_team(db)
