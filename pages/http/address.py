"""Where we are served, and who calls: decided here once, from configuration and the connection, never from a widget."""

import ipaddress
import os
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

CALLER = b"x-onsavis-caller"
DEFAULT = "http://localhost:8501"


def public_url() -> str:
    """The address people type and QR codes hold, without a slash at the end."""
    return (os.environ.get("ONSAVIS_PUBLIC_URL") or DEFAULT).rstrip("/")


def is_secure() -> bool:
    """Whether we are served over TLS: cookies are `Secure` then."""
    return urlsplit(public_url()).scheme == "https"


def proxies() -> int:
    """How many proxies of ours stand in front (`ONSAVIS_PROXIES`); only their word on the caller counts."""
    return int(os.environ.get("ONSAVIS_PROXIES") or 0)


def caller_of(scope: Scope) -> str:
    """The caller's network: one IPv4 address, or the 64 bits of IPv6 that one household or school has.

    A forwarded address counts only as far as our own proxies wrote it.
    """
    hops = proxies()
    if hops:
        forwarded = [value.decode("latin-1") for name, value in scope["headers"] if name == b"x-forwarded-for"]
        chain = [part.strip() for line in forwarded for part in line.split(",") if part.strip()]
        if len(chain) >= hops:
            return _network(chain[-hops])
    client = scope.get("client")
    return _network(client[0]) if client else "nowhere"


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address.partition("%")[0].partition("]")[0].removeprefix("["))
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def is_elsewhere(scope: Scope) -> bool:
    """Whether a websocket is opened by a page of another site. (Streamlit would first ask a third party who we are.)"""
    named = dict(scope["headers"])
    origin = named.get(b"origin", b"").decode("latin-1")
    return bool(origin) and urlsplit(origin).netloc not in (
        named.get(b"host", b"").decode("latin-1"),
        urlsplit(public_url()).netloc,
    )


class Caller:
    """Writes the caller's address into a header of our own, so that scripts read ours and nobody else's."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Replace whatever a browser put there. A websocket from another site is closed before it is opened."""
        if scope["type"] == "websocket" and is_elsewhere(scope):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] in ("http", "websocket"):
            kept = [(name, value) for name, value in scope["headers"] if name != CALLER]
            fresh: MutableMapping[str, Any] = {
                **scope,
                "headers": [*kept, (CALLER, caller_of(scope).encode("latin-1", "replace"))],
            }
            scope = fresh
        await self.app(scope, receive, send)
