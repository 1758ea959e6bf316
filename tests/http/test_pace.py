"""What a led child's screen asks every second: it answers at once, writes nothing it need not, and tells nothing."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from consultations import sessions
from consultations.access import STRANGER
from consultations.collecting import knocking
from consultations.observing import pacing
from models import clock, store
from models.group_session import Participant
from pages.http import cookies
from tests import factories
from tests.protocol import Answer, Jar, Server
from tests.protocol.cookies import exchange
from tests.rows import everything

ASKED = (("information", "We beginnen samen.", {}), factories.OPEN)


@pytest.fixture
def session_id(team: factories.Team) -> str:
    with store.session() as db:
        version_id = factories.make_published(db, team.facilitator, ASKED, kind="survey")
        return factories.make_session(db, team.facilitator, version_id, pace="leader")


def come_in(session_id: str) -> str:
    with store.session() as db:
        return knocking.join(db, STRANGER, factories.link_of(session_id, db), "nl")


def pace(app: Server, token: str | None, method: str = "GET", **headers: str) -> Answer:
    jar = Jar()
    if token is not None:
        jar[cookies.full(cookies.CHILD)] = token
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return exchange(app.url, method, "/pace", jar=jar, headers=named, timeout=20)


def test_it_answers_in_plain_words_for_no_cache(app: Server, session_id: str):
    answer = pace(app, come_in(session_id))

    assert (answer.status, answer.headers["content-type"], answer.headers["cache-control"]) == (
        200, "text/plain; charset=utf-8", "no-store",
    )  # fmt: skip
    assert re.fullmatch(rb"open [0-9a-f]{32} [0-9a-f]{8} \d+", answer.body)
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("token", [None, "", "x" * 43, "%00", "x" * 4000])
def test_whoever_is_nobody_here_is_told_only_that(app: Server, session_id: str, token: str | None):
    answer = pace(app, token)

    assert (answer.status, answer.body) == (200, b"gone")


def test_it_says_something_else_as_soon_as_the_leader_went_on(app: Server, session_id: str, team: factories.Team):
    token = come_in(session_id)
    before = pace(app, token).body
    assert pace(app, token).body == before

    with store.session() as db:
        pacing.go(db, team.facilitator, session_id, factories.questions_of(db, session_id)[1].id)
    went_on = pace(app, token).body
    with store.session() as db:
        sessions.close(db, team.facilitator, session_id)

    assert len({before, went_on, pace(app, token).body}) == 3


def test_asking_often_changes_not_one_row(app: Server, session_id: str):
    token = come_in(session_id)
    before = everything()

    for _ in range(20):
        pace(app, token)

    assert everything() == before


def test_after_half_a_minute_asking_says_that_the_child_is_still_here(app: Server, session_id: str):
    token, neighbour = come_in(session_id), come_in(session_id)
    seen_before = clock.now() - timedelta(seconds=45)
    with store.session() as db:
        for one in db.exec(select(Participant).where(Participant.group_session_id == session_id)):
            one.seen_at = seen_before
            db.add(one)

    pace(app, token)

    with store.reading() as db:
        seen = db.exec(select(Participant.seen_at).where(Participant.group_session_id == session_id)).all()
    assert (seen.count(seen_before), len(seen), neighbour != token) == (1, 2, True)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_there(app: Server, session_id: str, method: str):
    assert pace(app, come_in(session_id), method).status == 405
