"""Pages as AppTest runs them: the real router, a real store; only the browser's cookie jar is a dict."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from consultations import signing_in
from consultations.access import Visitor
from consultations.protection import secret
from models import clock, store
from models.people import Account, StaffSession
from pages.http import cookies
from pages.parts import frame
from tests import factories

ROUTER = Path(__file__).resolve().parent.parent / "pages" / "router.py"
Open = Callable[..., AppTest]


@pytest.fixture
def jar(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the browser's cookies hold, by name."""
    held: dict[str, str] = {}
    monkeypatch.setattr(frame, "cookie", held.get)
    monkeypatch.setattr(frame, "header", lambda name: "127.0.0.1" if name.startswith("x-") else "")
    return held


@pytest.fixture
def open_page(sqlite_house: str, jar: dict[str, str]) -> Open:
    """Open a page of the router in a new tab: `open_page("staff/home.py")`."""

    def opened(script: str = "", **state: object) -> AppTest:
        tab = AppTest.from_file(str(ROUTER), default_timeout=30)
        for name, value in state.items():
            tab.session_state[name] = value
        tab.run()
        return tab.switch_page(script).run() if script else tab

    return opened


@pytest.fixture
def team(sqlite_house: str) -> factories.Team:
    """An organisation and its people."""
    with store.session() as db:
        return factories.make_team(db)


def sign_in(jar: dict[str, str], who: Visitor) -> None:
    """Give the browser a session of this person, as the session route does."""
    token = secret.random_token()
    with store.session() as db:
        account = db.get_one(Account, who.account_id)
        account.password_hash = account.password_hash or signing_in.HASHER.hash("x")
        now = clock.now()
        db.add(
            StaffSession(
                account_id=account.id,
                token_hash=secret.digest(token),
                auth_version=account.auth_version,
                started_at=now,
                seen_at=now,
            )
        )
        db.add(account)
    jar[cookies.STAFF] = token


def words_on(tab: AppTest) -> list[str]:
    """Everything a visitor reads on the page, as it is read: an escaped sign stands for itself."""
    kinds = ("title", "header", "subheader", "text", "markdown", "caption", "info", "success", "warning", "error")
    read = [element.value for kind in kinds for element in tab.get(kind)]
    return [re.sub(r"\\(.)", r"\1", str(one)) for one in read]
