"""The activities of a session on paper, as a PDF: for who leads it or takes notes in it."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from consultations import signing_in
from consultations.observing import pacing
from consultations.observing import paper as on_paper
from consultations.reports.activity_sheets import activity_sheets
from consultations.shapes import Refused
from models import store
from pages.http import cookies, paper


async def sheets(request: Request) -> Response:
    """GET /sheets/<session>.pdf"""
    return await run_in_threadpool(_sheets, request)


def _sheets(request: Request) -> Response:
    with store.reading() as db:
        staff = signing_in.signed_in(db, cookies.of(request, cookies.STAFF))
        session_id = request.path_params["session_id"]
        try:
            pace = pacing.pace(db, staff.visitor, session_id) if staff else None
            found = on_paper.sheets(db, staff.visitor, session_id) if staff else ()
        except Refused:
            pace = None
    if staff is None or pace is None:
        return paper.not_yours()
    languages = pace.languages
    made = activity_sheets(pace.version.notices["title"], languages, found)
    headers = {"content-disposition": 'inline; filename="ons-avis-sheets.pdf"', "cache-control": "no-store"}
    return Response(made, media_type="application/pdf", headers=headers)
