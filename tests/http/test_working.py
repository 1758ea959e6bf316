"""Staff over HTTP: the ticket, the cookie, the sheet, the export; and a start that refuses to be unsafe."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import select

from consultations import signing_in
from consultations.observing import pacing
from models import store
from models.consultation import Version
from models.people import StaffSession
from pages.http import address
from tests import factories, sheets
from tests.http.test_joining import ask
from tests.protocol import Jar, Server
from tests.real import ROOT


@pytest.fixture
def consultation_id(team: factories.Team) -> str:
    """A consultation with one closed class of 24 and figures to read."""
    with store.session() as db:
        version_id = factories.make_published(db, team.facilitator, [factories.CHOICE, factories.OPEN])
        given = [("nl", ["strip", "canarywoord"])] * 13 + [("fr", ["boek", "canarimot"])] * 11
        factories.make_class(db, team.facilitator, version_id, given)
        return db.get_one(Version, version_id).consultation_id


def test_a_ticket_works_once(app: Server, team: factories.Team):
    with store.session() as db:
        ticket = signing_in.entry_ticket(db, factories.with_password(db, team.designer))
    first, second = (ask(app, "POST", "/session", body=f"ticket={ticket}") for _ in range(2))
    assert [(one.headers["location"], "set-cookie" in one.headers) for one in (first, second)] == [
        ("/", True), ("/sign_in", False),
    ]  # fmt: skip


def test_signing_out_ends_the_session_in_the_store(app: Server, signed_in):
    jar = signed_in("designer")
    ask(app, "POST", "/leave", jar)
    with store.reading() as db:
        assert [row.ended_at is not None for row in db.exec(select(StaffSession))][-1] is True
    assert "onsavis-s" not in dict(jar)


def test_the_export_holds_the_released_figures_and_no_words(app: Server, signed_in, consultation_id: str):
    answer = ask(app, "GET", f"/export/{consultation_id}/results.csv", signed_in("designer"))
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert [(row["group"], row["answer"], row["count"]) for row in rows if row["answer"] in ("strip", "boek")] == [
        ("nl", "strip", "13"), ("nl", "boek", "0"), ("fr", "strip", "0"), ("fr", "boek", "11"),
        ("all", "strip", "13"), ("all", "boek", "11"),
    ]  # fmt: skip
    assert b"canary" not in answer.body
    assert answer.headers["content-disposition"] == 'attachment; filename="ons-avis-results.csv"'


def test_the_export_counts_contributions_unless_children_are_asked_for(app: Server, signed_in, team: factories.Team):
    with store.session() as db:
        version_id = sheets.make_co_design(db, team.facilitator, sheets.DOTS)
        sheets.make_group(db, team.facilitator, version_id, [sheets.Sheet({0: {"a": 2}}, size=4)] * 5)
        home = db.get_one(Version, version_id).consultation_id

    def figures(query: str) -> list[tuple[str, ...]]:
        answer = ask(app, "GET", f"/export/{home}/results.csv{query}", signed_in("designer"))
        rows = csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig")))
        columns = ("count", "dots", "unit", "n_answered", "n_children")
        return [tuple(row[one] for one in columns) for row in rows if row["answer"] == "a"]

    asked = [figures(query) for query in ("", "?unit=children", "?unit=hamsters")]
    contributions, children = [("5", "10", "contributions", "5", "20")], [("20", "10", "children", "5", "20")]
    assert asked == [contributions, children, contributions]


@pytest.mark.parametrize("role", [None, "facilitator", "safeguarding", "admin"])
@pytest.mark.parametrize("file", ["results", "codebook", "version", "version-codebook"])
def test_the_export_is_for_designers_only(app: Server, signed_in, consultation_id: str, role: str | None, file: str):
    jar = signed_in(role) if role else Jar()
    mine = ask(app, "GET", f"/export/{consultation_id}/{file}.csv", jar)
    nobodys = ask(app, "GET", f"/export/{'0' * 32}/{file}.csv", jar)
    assert (mine.status, mine.body) == (404, nobodys.body)


def test_the_sheet_shows_the_code_to_its_own_facilitator_only(app: Server, signed_in, team: factories.Team):
    with store.session() as db:
        session_id = factories.make_session(db, team.facilitator, factories.make_published(db, team.facilitator))
    statuses = {role: ask(app, "GET", f"/sheet/{session_id}", signed_in(role)).status for role in (
        "facilitator", "colleague", "designer", "admin")}  # fmt: skip
    assert statuses == {"facilitator": 200, "colleague": 404, "designer": 404, "admin": 404}


def test_the_note_takers_sheet_holds_the_guide_and_nobodys_words_for_those_who_write_only(
    app: Server, signed_in, team: factories.Team
):
    with store.session() as db:
        talk = factories.make_talk(db, team.facilitator, [(1, "1 filmpjes kijken <b>")])
        pacing.let_note(db, team.facilitator, talk.session_id, team.colleague.account_id)
    asked = {role: ask(app, "GET", f"/notes/{talk.session_id}", signed_in(role)) for role in (
        "facilitator", "colleague", "designer", "admin")}  # fmt: skip
    sheet = asked["colleague"].body.decode()

    assert {role: one.status for role, one in asked.items()} == {
        "facilitator": 200, "colleague": 200, "designer": 404, "admin": 404,
    }  # fmt: skip
    assert ("2. Wat doe je online?" in sheet, "• voorbeeld nl" in sheet, "filmpjes" in sheet) == (True, True, False)
    assert sheet.count("<table>") == 2


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"ONSAVIS_SECRET": ""}, "ONSAVIS_SECRET is not set"),
        ({"ONSAVIS_SECRET": "changeme"}, "shorter than 32 bytes"),
        ({"ONSAVIS_SECRET": "00" * 40}, "is not random"),
        ({"ONSAVIS_SECRET": "not a secret!!"}, "neither hexadecimal"),
        ({}, "schema is not current"),
    ],
)
def test_the_application_refuses_an_unsafe_start(environment: dict[str, str], said: str, tmp_path: Path):
    import os

    env = {**os.environ, "ONSAVIS_DATABASE_URL": f"sqlite:///{tmp_path / 'empty.db'}", **environment}
    run = subprocess.run(
        [sys.executable, "-m", "uvicorn", "app:app", "--port", "0"],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip
    assert run.returncode != 0
    assert said in run.stderr


def test_a_forwarded_address_counts_only_as_far_as_our_own_proxies_wrote_it(monkeypatch: pytest.MonkeyPatch):
    scope = {"headers": [(b"x-forwarded-for", b"6.6.6.6, 203.0.113.9"), (b"x-forwarded-for", b"10.0.0.1")],
             "client": ("192.0.2.1", 4000)}  # fmt: skip
    seen = {}
    for hops in ("", "1", "2", "7"):
        monkeypatch.setenv("ONSAVIS_PROXIES", hops)
        seen[hops] = address.caller_of(scope)
    assert seen == {"": "192.0.2.1", "1": "10.0.0.1", "2": "203.0.113.9", "7": "192.0.2.1"}


def test_the_log_holds_no_address_no_browser_and_no_token(app: Server):
    ask(app, "GET", "/welcome?link=canary-token-in-a-link", user_agent="canary-browser")
    assert [word for word in ("canary", "127.0.0.1:", "GET /") if word in app.log()] == []


def test_cookies_are_tied_to_the_host_and_to_tls_when_we_are_served_over_it(monkeypatch: pytest.MonkeyPatch):
    from starlette.responses import Response

    from pages.http import cookies

    monkeypatch.setenv("ONSAVIS_PUBLIC_URL", "https://onsavis.example")
    answer = Response()
    cookies.give(answer, cookies.STAFF, "token")
    assert answer.headers["set-cookie"] == "__Host-s=token; HttpOnly; Path=/; SameSite=strict; Secure"
