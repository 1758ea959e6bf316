"""What a led child's screen asks every second: has anything changed? A few bytes, and one look at the database."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from consultations.collecting import presence
from models import store
from pages.http import cookies


async def pace(request: Request) -> Response:
    """GET /pace: the stamp a screen compares with the one it was drawn with. Our headers keep it out of every cache."""
    token = cookies.of(request, cookies.CHILD)
    return PlainTextResponse(await run_in_threadpool(stamp, token))


def stamp(token: str | None) -> str:
    """Look, and at most every half minute note that this child is still here."""
    with store.reading() as db:
        found = presence.turn(db, token)
    if found.due and token:
        with store.session() as db:
            presence.still_here(db, token)
    return found.stamp
