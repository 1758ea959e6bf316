"""The screens of a group that talks, in both languages and three sizes: reachable by all, nothing cut off."""

import pytest

from consultations import sessions, ways_in
from models import store
from tests import factories
from tests.browser.acting import settled, sign_in, tap
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive
from tests.browser.looking import barriers, overflows
from tests.protocol import Server

LONG = "3 ik vind dat je eerst moet vragen of je een foto mag posten van iemand en dan pas posten +4 !"


@pytest.mark.parametrize(("language", "size"), [("nl", TABLET), ("fr", PHONE), ("fr", LAPTOP)])
def test_every_screen_of_a_talk(
    arrive: Arrive, app: Server, team: factories.Team, language: str, size: tuple[int, int]
):
    with store.session() as db:
        said = [(1, LONG), (1, "1 filmpjes kijken ?"), (2, "2 iets zeggen tegen de juf"), (1, "4 lotte ook")]
        running = factories.make_talk(db, team.facilitator, said, language="nl")
        over = factories.make_talk(db, team.facilitator, said, running.version_id)
        sessions.close(db, team.facilitator, over.session_id)
        wall = ways_in.projector_token(running.session_id)
    page = arrive(language, size)
    sign_in(page, "fatma@mediawijs", language)
    for key in (f"open_{running.session_id}", f"open_{over.session_id}"):
        page.goto("/lead")
        settled(page)
        tap(page, key)
        if key.endswith(running.session_id):
            tap(page, "next")
        assert (key, barriers(page), overflows(page)) == (key, [], 0)
        tap(page, "all_sessions")
    page.goto(f"/projector?screen={wall}")
    settled(page)
    assert (barriers(page), overflows(page)) == ([], 0)
    page = arrive(language, size)
    sign_in(page, "dirk@mediawijs", language)
    for path in ("/results", "/voices"):
        page.goto(path)
        settled(page)
        assert (path, barriers(page), overflows(page)) == (path, [], 0)
