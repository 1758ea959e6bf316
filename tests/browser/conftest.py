"""A real browser: Debian's Chromium, driven by Playwright. Every page is watched: no error, no request elsewhere."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from models import store
from tests import factories
from tests.browser import running
from tests.browser.acting import WITHIN
from tests.protocol import Server
from tests.real import served

CHROMIUM = next((path for path in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if Path(path).exists()), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
expect.set_options(timeout=WITHIN)  # one patience for all: the machine may be busy with another browser
PHONE, TABLET, LAPTOP = (360, 740), (768, 1024), (1366, 768)


class Watched:
    """What went wrong on all pages of a test: console errors, uncaught exceptions, requests to another host."""

    def __init__(self, home: str) -> None:
        self.home = home
        self.wrong: list[str] = []

    def page(self, page: Page) -> Page:
        """Watch this page."""
        page.on("console", lambda said: self.wrong.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: self.wrong.append(f"exception: {error}"))
        page.on("request", lambda request: self._asked(request.url))
        running.watch(page)
        page.on("websocket", lambda socket: self._asked(socket.url.replace("ws:", "http:")))
        return page

    def forgive(self, *parts: str) -> None:
        """After a power cut: what a browser says of a server that is not there."""
        self.wrong = [one for one in self.wrong if not any(part in one for part in parts)]

    def _asked(self, url: str) -> None:
        if not url.startswith((self.home, "data:", "blob:")):
            self.wrong.append(f"elsewhere: {url}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a file: its event loop must not outlive them, other tests have their own."""
    assert CHROMIUM, "Chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def app(sqlite_mould: Path, tmp_path: Path) -> Iterator[Server]:
    """The application on a fresh SQLite store."""
    path = tmp_path / "house.db"
    shutil.copy(sqlite_mould, path)
    with served(f"sqlite:///{path}") as server:
        yield server


@pytest.fixture
def team(app: Server) -> factories.Team:
    """An organisation and its people, each with a password."""
    with store.session() as db:
        made = factories.make_team(db)
        for who in (made.facilitator, made.designer, made.safeguarding, made.admin):
            factories.with_password(db, who)
        return made


Arrive = Callable[..., Page]


@pytest.fixture
def watched(app: Server) -> Iterator[Watched]:
    """Fails the test at its end when anything went wrong on any page."""
    seen = Watched(app.url)
    yield seen
    assert seen.wrong == []


@pytest.fixture
def arrive(chromium: Browser, app: Server, watched: Watched) -> Iterator[Arrive]:
    """A new browser of somebody's own: `arrive("nl")`. Closed at the end."""
    contexts: list[BrowserContext] = []

    def arrived(language: str = "nl", size: tuple[int, int] = TABLET) -> Page:
        context = chromium.new_context(
            base_url=app.url, locale=f"{language}-BE", viewport={"width": size[0], "height": size[1]}
        )
        contexts.append(context)
        context.on("page", watched.page)
        return context.new_page()

    yield arrived
    for context in contexts:
        context.close()
