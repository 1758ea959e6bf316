"""The sample app, really served, and a tab on it."""

from __future__ import annotations

import shutil
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from tests.protocol import Server, Tab, serve

RUN_SAMPLE = [
    sys.executable,
    "-m",
    "streamlit",
    "run",
    "app.py",
    "--server.address=127.0.0.1",
    "--server.port={port}",
    "--server.headless=true",
    "--server.fileWatcherType=none",
    "--browser.gatherUsageStats=false",
]

FRESH = "mood None, loud False, locked False, story 0 []"  # what the first page says of untouched widgets

Notes = Callable[[], list[str]]


def line(tab: Tab, start: str) -> str:
    """The one text on the page that begins so."""
    (found,) = [words for words in tab.texts() if words.startswith(start)]
    return found


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample app, for whoever serves it."""
    return shutil.copytree(Path(__file__).parent / "sample", tmp_path_factory.mktemp("sample") / "app")


@pytest.fixture(scope="session")
def server(sample: Path) -> Iterator[Server]:
    with serve(RUN_SAMPLE, sample) as server:
        yield server


@pytest.fixture
async def tab(server: Server) -> AsyncIterator[Tab]:
    """A tab on the sample's first page."""
    async with Tab(server.url) as tab:
        yield tab


@pytest.fixture
def notes(sample: Path) -> Notes:
    """What the sample wrote down since the test began."""
    file = sample / "notes.txt"
    file.unlink(missing_ok=True)
    (sample / "kept").unlink(missing_ok=True)
    return lambda: file.read_text().splitlines() if file.exists() else []
