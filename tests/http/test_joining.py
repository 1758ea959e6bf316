"""The join link over HTTP: looking joins nobody, a tap of our own page does, and the way out leaves nothing."""

import re

import pytest
from sqlmodel import select

from consultations import sessions
from models import store
from models.group_session import Participant
from tests import factories
from tests.protocol import Answer, Jar, Server
from tests.protocol.cookies import exchange


@pytest.fixture
def session_id(team: factories.Team) -> str:
    with store.session() as db:
        return factories.make_session(db, team.facilitator, factories.make_published(db, team.facilitator))


def ask(app: Server, method: str, path: str, jar: Jar | None = None, body: str = "", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if method == "POST":
        named |= {"content-type": "application/x-www-form-urlencoded"}
    return exchange(
        app.url, method, path, jar=Jar() if jar is None else jar, headers=named, body=body.encode() or None, timeout=20
    )


def link(session_id: str) -> str:
    return f"/j/{factories.link_of(session_id)}"


def seal(app: Server, path: str) -> str:
    return re.search(rb'name="seal" value="([0-9a-f]{64})"', ask(app, "GET", path).body).group(1).decode()


def heads(session_id: str) -> int:
    with store.reading() as db:
        return len(db.exec(select(Participant.id).where(Participant.group_session_id == session_id)).all())


def test_looking_at_a_link_joins_nobody_however_often(app: Server, session_id: str):
    answers = [ask(app, "GET", link(session_id)) for _ in range(5)]
    assert ([answer.status for answer in answers], heads(session_id)) == ([200] * 5, 0)
    assert all("set-cookie" not in answer.headers for answer in answers)


def test_a_tap_joins_one_child_and_hands_its_browser_a_token_no_script_can_read(app: Server, session_id: str):
    path = link(session_id)
    answer = ask(app, "POST", path, body=f"language=fr&seal={seal(app, path)}", sec_fetch_site="same-origin")
    given = next(one for one in answer.headers.get_all("set-cookie") if one.startswith("onsavis-p="))
    assert (answer.status, answer.headers["location"], heads(session_id)) == (303, "/take_part", 1)
    assert re.fullmatch(r"onsavis-p=[A-Za-z0-9_-]{43}; HttpOnly; Path=/; SameSite=strict", given)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ("language=nl", {}),
        ("language=nl&seal=" + "0" * 64, {}),
        ("language=nl&seal=OURS", {"sec_fetch_site": "cross-site"}),
        ("language=nl&seal=OURS", {"sec_fetch_site": "same-site"}),
    ],
)
def test_a_form_that_is_not_ours_joins_nobody(app: Server, session_id: str, body: str, headers: dict[str, str]):
    path = link(session_id)
    answer = ask(app, "POST", path, body=body.replace("OURS", seal(app, path)), **headers)
    assert (answer.status, heads(session_id), "set-cookie" in answer.headers) == (403, 0, False)


def test_the_seal_of_one_link_opens_no_other(app: Server, session_id: str, team: factories.Team):
    with store.session() as db:
        other = factories.make_session(db, team.facilitator, factories.make_published(db, team.facilitator))
    answer = ask(app, "POST", link(other), body=f"language=nl&seal={seal(app, link(session_id))}")
    assert (answer.status, heads(other)) == (403, 0)


def test_unknown_shut_and_closed_links_say_the_same(app: Server, session_id: str, team: factories.Team):
    unknown = ask(app, "GET", "/j/AAAAAAAAAAAAAAAAAAAAAA")
    with store.session() as db:
        sessions.shut_door(db, team.facilitator, session_id)
    shut = ask(app, "GET", link(session_id))
    with store.session() as db:
        sessions.close(db, team.facilitator, session_id)
    closed = ask(app, "GET", link(session_id))
    assert {(one.status, one.body) for one in (unknown, shut, closed)} == {(404, unknown.body)}


def test_the_way_out_ends_the_token_and_empties_the_browser(app: Server, session_id: str):
    jar, path = Jar(), link(session_id)
    ask(app, "POST", path, jar, f"language=fr&seal={seal(app, path)}")
    assert "onsavis-p" in dict(jar)

    answer = ask(app, "POST", "/bye", jar)

    with store.reading() as db:
        held = db.exec(select(Participant.token_hash).where(Participant.group_session_id == session_id)).all()
    assert (answer.status, answer.headers["clear-site-data"], held, "onsavis-p" in dict(jar)) == (
        303, '"cookies", "storage", "cache"', [None], False,
    )  # fmt: skip
    last = ask(app, "GET", answer.headers["location"])
    assert (last.status, "Merci pour ton aide" in last.body.decode()) == (200, True)


@pytest.mark.parametrize("path", ["/bye", "/session", "/leave"])
def test_coming_back_to_an_address_that_takes_forms_leads_to_the_start(app: Server, path: str):
    answer = ask(app, "GET", path)
    assert (answer.status, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize("token", ["%00", "a" * 5000, "%2e%2e%2f", "%3Cscript%3E", "%F0%9F%92%AC", "%ff%fe"])
def test_a_nonsense_link_gets_the_plain_page(app: Server, token: str):
    answer = ask(app, "GET", f"/j/{token}x")
    assert answer.status in (400, 404)
    assert b"<script" not in answer.body


@pytest.mark.parametrize("path", ["/bye", "/session", "/leave", "/j/AAAAAAAAAAAAAAAAAAAAAA"])
def test_a_form_that_is_far_too_big_is_not_read(app: Server, path: str):
    answers = [ask(app, "POST", path, body="x=" + "y" * size) for size in (64 * 1024 - 2, 64 * 1024 - 1)]
    assert [answer.status == 413 for answer in answers] == [False, True]


@pytest.mark.parametrize("path", ["/bye", "/session", "/leave"])
def test_a_form_of_another_site_does_nothing_and_leads_to_the_start(app: Server, session_id: str, path: str):
    jar, way_in = Jar(), link(session_id)
    ask(app, "POST", way_in, jar, f"language=fr&seal={seal(app, way_in)}")

    answer = ask(app, "POST", path, jar, sec_fetch_site="cross-site")

    with store.reading() as db:
        held = db.exec(select(Participant.token_hash).where(Participant.group_session_id == session_id)).all()
    assert (answer.status, answer.headers["location"], "clear-site-data" in answer.headers) == (303, "/", False)
    assert (None in held, "onsavis-p" in dict(jar)) == (False, True)


def test_a_new_code_shuts_the_link_of_the_old_one(app: Server, session_id: str, team: factories.Team):
    old = link(session_id)
    with store.session() as db:
        sessions.new_code(db, team.facilitator, session_id)
    assert [ask(app, "GET", path).status for path in (old, link(session_id))] == [404, 200]
