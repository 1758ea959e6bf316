"""One served application for all tests of its addresses."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from consultations import signing_in
from models import store
from tests import factories
from tests.http.test_joining import ask
from tests.protocol import Jar, Server
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


@pytest.fixture
def signed_in(app: Server, team: factories.Team):
    """A function that signs somebody in over HTTP; returns the browser's cookies."""

    def into(role: str) -> Jar:
        with store.session() as db:
            login = factories.with_password(db, getattr(team, role))
            ticket = signing_in.entry_ticket(db, login)
        jar = Jar()
        answer = ask(app, "POST", "/session", jar, f"ticket={ticket}")
        assert (answer.status, answer.headers["location"]) == (303, "/")
        return jar

    return into
