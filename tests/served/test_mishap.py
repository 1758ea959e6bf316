"""When something breaks: one sentence, a number, and help for a child; no name of an error, no path, nobody's word."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import store
from tests import factories
from tests.children import walk
from tests.protocol import Server, Tab
from tests.real import served

pytestmark = pytest.mark.anyio
CANARY = "canarywoord"


@pytest.fixture
def broken(sqlite_mould: Path, tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    """A served application whose database can be taken away."""
    path = tmp_path / "house.db"
    shutil.copy(sqlite_mould, path)
    with served(f"sqlite:///{path}") as server:
        yield server, path


async def test_a_child_reads_a_sentence_and_finds_help_when_the_store_is_gone(broken: tuple[Server, Path]):
    server, path = broken
    with store.session() as db:
        who = factories.make_team(db).facilitator
        session_id = factories.make_session(db, who, factories.make_published(db, who, [factories.OPEN]))
    tab = await walk(server.url, f"/j/{factories.link_of(session_id)}", "fr", {}, until=1)
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE participant")

    async with Tab(server.url, page="take_part", cookies=tab.cookies) as again:
        said = " ".join(again.texts())
        sent = repr([node.proto for node in again.elements()])

    assert "116" in said
    assert [word for word in ("Traceback", "OperationalError", "sqlite", ".py", str(path)) if word in sent] == []
    assert ("mishap" in server.log(), CANARY in server.log()) == (True, False)
