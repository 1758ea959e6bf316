"""What every form that changes something must carry: proof that it came from a page of ours; and how big it may be."""

import hmac
from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Message

from consultations.protection import secret
from models import clock

HOUR = 3600
BIGGEST = 64 * 1024
Endpoint = Callable[[Request], Awaitable[Response]]


def seal(purpose: str) -> str:
    """A seal for a form, good for this hour and the next."""
    return secret.keyed("form", purpose, str(_hour()))


def is_ours(request: Request, purpose: str, given: str) -> bool:
    """Whether a form is one of ours: sealed by us, and not sent by another site."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return any(hmac.compare_digest(given, secret.keyed("form", purpose, str(one))) for one in (_hour(), _hour() - 1))


def _hour() -> int:
    return int(clock.now().timestamp() // HOUR)


def small(endpoint: Endpoint) -> Endpoint:
    """For an address that takes a form: one of more than 64 KB is refused before it is read."""

    @wraps(endpoint)
    async def guarded(request: Request) -> Response:
        told = request.headers.get("content-length", "0")
        if not told.isdecimal() or int(told) > BIGGEST:
            return _too_big()
        whole = bytearray()
        async for piece in request.stream():
            whole += piece
            if len(whole) > BIGGEST:
                return _too_big()

        async def once_more() -> Message:
            return {"type": "http.request", "body": bytes(whole), "more_body": False}

        return await endpoint(Request(request.scope, once_more))

    return guarded


def _too_big() -> Response:
    return PlainTextResponse("Too big", 413, {"connection": "close"})


def from_here(endpoint: Endpoint) -> Endpoint:
    """For an address that ends or begins something: a form that another site sends does nothing, and leads home."""

    @wraps(endpoint)
    async def guarded(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in ("same-origin", "same-site", "none"):
            return RedirectResponse("/", 303)
        return await endpoint(request)

    return guarded
