"""Our two cookies: who a child is here, and who works here. HttpOnly, same site only, and gone with the browser."""

from starlette.requests import Request
from starlette.responses import Response

from pages.http.address import is_secure

CHILD = "p"
STAFF = "s"


def full(name: str) -> str:
    """The cookie's name: under TLS with the prefix that ties it to this host."""
    return f"__Host-{name}" if is_secure() else f"onsavis-{name}"


def give(answer: Response, name: str, token: str) -> None:
    """Hand a token to the browser; no script can read it, no other site can send it."""
    answer.set_cookie(full(name), token, path="/", httponly=True, samesite="strict", secure=is_secure())


def take(answer: Response, name: str) -> None:
    """Take it back."""
    answer.delete_cookie(full(name), path="/", httponly=True, samesite="strict", secure=is_secure())


def of(request: Request, name: str) -> str | None:
    """The token a browser holds."""
    return request.cookies.get(full(name))
