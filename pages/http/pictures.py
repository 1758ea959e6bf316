"""Pictures that staff brought in: from our own address, only to those who meet them."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from consultations import picturing, signing_in
from consultations.collecting import presence
from consultations.shapes import Refused
from models import store
from pages.http import cookies, paper


async def picture(request: Request) -> Response:
    """GET /picture/<id>: for staff of the organisation, children whose questions use it, and their projector page."""
    found = await run_in_threadpool(_found, request)
    if found is None:
        return paper.not_yours()
    return Response(found.data, media_type=f"image/{found.kind}", headers={"content-disposition": "inline"})


def _found(request: Request) -> picturing.Shown | None:
    picture_id = request.path_params["picture_id"]
    with store.reading() as db:
        child = presence.present(db, cookies.of(request, cookies.CHILD))
        if child and (shown := picturing.look_in(db, child, picture_id)):
            return shown
        screen = request.query_params.get("screen", "")
        if screen and (shown := picturing.look_on_screen(db, screen, picture_id)):
            return shown
        staff = signing_in.signed_in(db, cookies.of(request, cookies.STAFF))
        try:
            return picturing.look(db, staff.visitor, picture_id) if staff else None
        except Refused:
            return None
