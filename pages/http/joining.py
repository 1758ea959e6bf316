"""The join link: looking joins nobody; a tap does, and the browser gets its token. And the end: `bye`."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from consultations.access import STRANGER
from consultations.collecting import knocking, leaving
from consultations.shapes import Refused
from models import store
from pages.http import cookies, forms, paper
from pages.http.shell import language_of
from translations import words

NAMES = {"nl": "Nederlands", "fr": "Français"}
CLEAR = '"cookies", "storage", "cache"'


async def invitation(request: Request) -> Response:
    """GET /j/<token>: what this is, and one big button for each language."""
    token = request.path_params["token"]
    language = language_of(dict(request.scope["headers"]))
    found = await run_in_threadpool(_invited, token)
    if found is None:
        return _shut(language)
    body = [
        paper.heading(" · ".join(found.title[one] for one in found.languages)),
        *(paper.line(words(one).gettext("Choose your language"), language=one) for one in found.languages),
        paper.form(
            f"/j/{token}",
            {"seal": forms.seal(f"join {token}")},
            [("language", one, NAMES[one], one) for one in found.languages],
        ),
    ]
    return paper.page(found.languages[0], "Ons Avis", body)


def _invited(token: str) -> knocking.Invitation | None:
    with store.reading() as db:
        return knocking.invitation(db, token)


@forms.small
async def join(request: Request) -> Response:
    """POST /j/<token>: come in."""
    token = request.path_params["token"]
    form = await request.form()
    language = str(form.get("language", ""))
    if not forms.is_ours(request, f"join {token}", str(form.get("seal", ""))):
        return _shut(language_of(dict(request.scope["headers"])), status=403)
    try:
        fresh = await run_in_threadpool(_join, token, language, cookies.of(request, cookies.CHILD))
    except Refused:
        return _shut(language)
    answer = RedirectResponse("/take_part", 303)
    cookies.give(answer, cookies.CHILD, fresh)
    answer.set_cookie("lang", language, path="/", samesite="strict")
    return answer


def _join(token: str, language: str, before: str | None) -> str:
    with store.session() as db:
        return knocking.join(db, STRANGER, token, language, before)


def _shut(language: str, status: int = 404) -> Response:
    """Unknown, shut, full, too old: all the same to a stranger."""
    other = "fr" if language == "nl" else "nl"
    body = [
        *(
            paper.line(words(one).gettext("Nobody can come in here now. Ask the adult with you."), language=one)
            for one in (language, other)
        ),
        paper.link(words(language).gettext("To the start page"), "/"),
    ]
    return paper.page(language, "Ons Avis", body, status=status)


@forms.from_here
@forms.small
async def bye(request: Request) -> Response:
    """POST /bye: this browser is nobody's any more, and holds nothing of the child."""
    token = cookies.of(request, cookies.CHILD)
    if token:
        await run_in_threadpool(_bye, token)
    answer = RedirectResponse(f"/goodbye?language={language_of(dict(request.scope['headers']))}", 303)
    cookies.take(answer, cookies.CHILD)
    answer.headers["clear-site-data"] = CLEAR
    return answer


async def goodbye(request: Request) -> Response:
    """GET /goodbye: the last thing a child sees, and the first the next one does."""
    asked = request.query_params.get("language", "")
    language = asked if asked in NAMES else language_of(dict(request.scope["headers"]))
    say = words(language).gettext
    body = [
        paper.heading(say("Thank you for your help!")),
        paper.line(say("You can give the device back. Nothing of yours is left on it.")),
        paper.link(say("To the start page"), "/", "button quiet"),
    ]
    return paper.page(language, "Ons Avis", body)


async def to_start(request: Request) -> Response:  # noqa: ARG001
    """GET on an address that only takes forms: somebody came back with the back button."""
    return RedirectResponse("/", 303)


def _bye(token: str) -> None:
    with store.session() as db:
        leaving.bye(db, token)
