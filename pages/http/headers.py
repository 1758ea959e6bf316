"""The headers of every answer, and the paths that do not exist here."""

import re

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.http.address import is_secure

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "object-src 'none'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
}
STRICT_TRANSPORT = (b"strict-transport-security", b"max-age=31536000")
NOWHERE = re.compile(r"/_stcore/(metrics|agent|upload_file|script-health-check)(/|$)")
LASTING = ("/static/", "/ours/", "/_stcore/bidi-components/", "/component/")


class Headers:
    """Adds our headers to every answer over HTTP, and keeps everything but static files out of every cache."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Websockets pass untouched, except to a path that does not exist here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        lasting = scope["path"].startswith(LASTING)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = dict(HEADERS)
                if is_secure():
                    ours[STRICT_TRANSPORT[0]] = STRICT_TRANSPORT[1]
                is_page = dict(message.get("headers", [])).get(b"content-type", b"").startswith(b"text/html")
                if not lasting or is_page or message["status"] >= 400:
                    ours[b"cache-control"] = b"no-store"
                kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in ours]
                message = {**message, "headers": [*kept, *ours.items()]}
            await send(message)

        app = PlainTextResponse("Not found", 404) if NOWHERE.match(scope["path"]) else self.app
        await app(scope, receive, with_headers)
