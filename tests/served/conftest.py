"""The application served for tests that speak the protocol."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import store
from tests import factories
from tests.protocol import Server
from tests.real import served

QUESTIONS = (
    factories.CHOICE,
    ("several_choices", "Wat doe je?", {"options": factories.options("spelen", "chatten", "muziek")}),
    ("word_scale", "Ik voel me veilig.", {"labels": "true-3"}),
    ("number", "Hoe oud was je toen?", {"minimum": 3, "maximum": 12}),
    ("short_text", "Wat was goed?", {}),
    factories.OPEN,
)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio."""
    return "asyncio"


@pytest.fixture(scope="module")
def app(sqlite_mould: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The application on a fresh SQLite store."""
    path = tmp_path_factory.mktemp("served") / "house.db"
    shutil.copy(sqlite_mould, path)
    with served(f"sqlite:///{path}") as server:
        yield server


@pytest.fixture(scope="module")
def team(app: Server) -> factories.Team:
    """An organisation and its people."""
    with store.session() as db:
        return factories.make_team(db)


@pytest.fixture
def session_id(team: factories.Team) -> str:
    """A running session with six questions."""
    with store.session() as db:
        return factories.make_session(
            db, team.facilitator, factories.make_published(db, team.facilitator, QUESTIONS), expected=58
        )
