"""The server dies in the middle of a class: 24 children go on where they were, and nothing is lost."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlmodel import select

from models import store
from models.group_session import Participant
from models.response import Response
from tests import factories
from tests.children import go_on, standing_at, walk
from tests.protocol import Server, Tab
from tests.real import served

pytestmark = pytest.mark.anyio
CLASS = 24
BEFORE = {1: "strip nl", 2: ["spelen nl", "muziek nl"]}
AFTER = {3: "Een beetje waar", 4: 9, 5: "lachen", 6: "samen spelen"}


def given(session_id: str) -> list[tuple[str, str, str]]:
    with store.reading() as db:
        rows = db.exec(
            select(Response.participant_id, Response.question_id, Response.value)
            .join(Participant)
            .where(Participant.group_session_id == session_id)
        ).all()
        return sorted((one, other, repr(value)) for one, other, value in rows)


@pytest.fixture
def app(house: str) -> Iterator[Server]:
    """The application on a fresh store of either kind."""
    with served(house) as server:
        yield server


@pytest.fixture
def team(app: Server) -> factories.Team:
    """An organisation and its people."""
    with store.session() as db:
        return factories.make_team(db)


async def test_a_class_goes_on_after_the_server_was_killed(app: Server, session_id: str):
    path = f"/j/{factories.link_of(session_id)}"
    tabs = await asyncio.gather(*(walk(app.url, path, "nl", BEFORE, until=3) for _ in range(CLASS)))
    before = given(session_id)
    assert [standing_at(tab) for tab in tabs] == [3] * CLASS
    assert len(before) == CLASS * len(BEFORE)

    app.restart(hard=True)

    assert given(session_id) == before

    async def come_back(tab: Tab) -> int:
        async with Tab(app.url, page="take_part", cookies=tab.cookies) as again:
            at = standing_at(again)
            await go_on(again, AFTER)
            return at

    assert await asyncio.gather(*(come_back(tab) for tab in tabs)) == [3] * CLASS
    after = given(session_id)
    assert (len(after), [row for row in before if row not in after]) == (CLASS * 6, [])
    with store.reading() as db:
        states = db.exec(select(Participant.state).where(Participant.group_session_id == session_id)).all()
    assert states == ["done"] * CLASS
