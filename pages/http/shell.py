"""The page shell in the visitor's language: `<html lang>`, and our files in place of the inline script we refuse."""

import re
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.http.own_files import HEAD
from translations import LANGUAGES

ELSEWHERE = (
    "/static/", "/_stcore/", "/component/", "/media/", "/j/", "/session", "/leave", "/bye", "/goodbye", "/export/",
    "/sheet/", "/picture/", "/healthz", "/ours/", "/pace",
)  # fmt: skip
INLINE = re.compile(rb"<script>\s*window\.prerenderReady = false;?\s*</script>")
DROPPED = (b"if-none-match", b"if-modified-since", b"range", b"accept-encoding")
STALE = (b"content-length", b"etag", b"last-modified", b"content-encoding", b"vary")
COOKIE = re.compile(r"(?:^|;\s*)lang=(\w{2})(?:;|$)")


def language_of(headers: Mapping[bytes, bytes]) -> str:
    """The language a browser asks for: its cookie, else what it accepts, else Dutch."""
    kept = COOKIE.search(headers.get(b"cookie", b"").decode("latin-1"))
    if kept and kept[1] in LANGUAGES:
        return kept[1]
    wanted: list[tuple[float, str]] = []
    for part in headers.get(b"accept-language", b"").decode("latin-1").split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), tag[:2].lower()))
        except ValueError:
            continue
    return next((tag for _, tag in sorted(wanted, key=lambda one: one[0]) if tag in LANGUAGES), "nl")


class Shell:
    """Rewrites the HTML of the page shell; everything else passes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hold the shell back until it is whole, then send it rewritten."""
        if scope["type"] != "http" or scope["path"].startswith(ELSEWHERE):
            await self.app(scope, receive, send)
            return
        language = language_of(dict(scope["headers"]))
        plain = {**scope, "headers": [(n, v) for n, v in scope["headers"] if n not in DROPPED]}
        rewriter = _Rewriter(send, language)
        await self.app(plain, receive, rewriter)


class _Rewriter:
    """Takes the messages of one answer, and changes them when it is a page."""

    def __init__(self, send: Send, language: str) -> None:
        self.send, self.language = send, language
        self.start: Message | None = None
        self.passing = False
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            kind = dict(message["headers"]).get(b"content-type", b"")
            self.passing = not kind.startswith(b"text/html")
            self.start = message
            if self.passing:
                await self.send(message)
            return
        if self.passing:
            await self.send(message)
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish()

    async def _finish(self) -> None:
        assert self.start is not None
        page = self.body.replace(b'<html lang="en">', f'<html lang="{self.language}">'.encode(), 1)
        page = INLINE.sub(HEAD, page, count=1)
        kept = [(n, v) for n, v in self.start["headers"] if n.lower() not in STALE]
        length = (b"content-length", str(len(page)).encode())
        vary = (b"vary", b"accept-language, cookie")
        await self.send({**self.start, "headers": [*kept, length, vary]})
        await self.send({"type": "http.response.body", "body": page})
