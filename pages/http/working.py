"""Staff: from the form to the cookie, and out again; the printable sheet; files that leave."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations import glancing, rollup, signing_in
from consultations.interchange import csv_file, version_file
from consultations.protection import audit
from consultations.rollup.tested import version_results
from consultations.shapes import Refused
from models import store
from pages.http import cookies, forms, paper
from pages.http.address import public_url
from pages.parts.qr import qr_svg
from translations import words

OF_VERSION = {"version": version_file.version_csv, "version-codebook": version_file.version_codebook_csv}
"""Files about one version of a tool."""


@forms.from_here
@forms.small
async def enter(request: Request) -> Response:
    """POST /session: trade the ticket of the form for a cookie. A ticket works once."""
    form = await request.form()
    try:
        token = await run_in_threadpool(_enter, str(form.get("ticket", "")))
    except Refused:
        return RedirectResponse("/sign_in", 303)
    answer = RedirectResponse("/", 303)
    cookies.give(answer, cookies.STAFF, token)
    return answer


def _enter(ticket: str) -> str:
    with store.session() as db:
        return signing_in.come_in(db, ticket)


@forms.from_here
@forms.small
async def leave(request: Request) -> Response:
    """POST /leave: sign out."""
    token = cookies.of(request, cookies.STAFF)
    if token:
        await run_in_threadpool(_leave, token)
    answer = RedirectResponse("/sign_in", 303)
    cookies.take(answer, cookies.STAFF)
    return answer


def _leave(token: str) -> None:
    with store.session() as db:
        signing_in.leave(db, token)


async def sheet(request: Request) -> Response:
    """GET /sheet/<session>: the join code and the square code on one A4, in both languages."""
    return await run_in_threadpool(_sheet, request)


def _sheet(request: Request) -> Response:
    with store.reading() as db:
        staff = signing_in.signed_in(db, cookies.of(request, cookies.STAFF))
        if staff is None:
            return paper.not_yours()
        try:
            found = glancing.at_a_glance(db, staff.visitor, request.path_params["session_id"])
        except Refused:
            return paper.not_yours()
    address = public_url().split("://", 1)[-1]
    body = [
        paper.heading(" · ".join(found.title[one] for one in ("nl", "fr"))),
        f'<div class="qr">{qr_svg(f"{public_url()}/j/{found.link_token}")}</div>',
        *(paper.line(words(one).gettext("Scan the square code, or go to:"), language=one) for one in ("nl", "fr")),
        paper.line(address, "address"),
        *(paper.line(words(one).gettext("Class code"), language=one) for one in ("nl", "fr")),
        paper.line(found.code, "code"),
        *(
            paper.line(words(one).gettext("The code works while joining is open."), "small", one)
            for one in ("nl", "fr")
        ),
    ]
    return paper.page("nl", "Ons Avis", body, paper.SHEET)


async def export(request: Request) -> Response:
    """GET /export/<consultation>/<results|codebook|version|version-codebook>.csv[?unit=children&version=<id>]"""
    return await run_in_threadpool(_export, request)


def _export(request: Request) -> Response:
    consultation_id, what = request.path_params["consultation_id"], request.path_params["what"]
    unit: rollup.Unit = "children" if request.query_params.get("unit") == "children" else "contributions"
    version = request.query_params.get("version") or None
    with store.session() as db:
        staff = signing_in.signed_in(db, cookies.of(request, cookies.STAFF))
        if staff is None:
            return paper.not_yours()
        try:
            if what in OF_VERSION:
                content = OF_VERSION[what](version_results(db, staff.visitor, consultation_id, version or ""))
            else:
                results = rollup.roll_up(db, staff.visitor, consultation_id, unit, version)
                content = csv_file.results_csv(results) if what == "results" else csv_file.codebook_csv(results)
        except Refused:
            return paper.not_yours()
        audit.note(db, staff.visitor, "results exported", "consultation", consultation_id, file=what)
    headers = {"content-disposition": f'attachment; filename="ons-avis-{what}.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)
