"""The cookies of one browser, and one HTTP exchange that sends and keeps them."""

from __future__ import annotations

import contextlib
import http.client
import urllib.parse
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple


class Answer(NamedTuple):
    """What an HTTP request brought back; ``headers`` match in any case, ``get_all`` gives repeated ones."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


class Jar(dict[str, str]):
    """Cookie names and values for one host. Path, domain and ``Secure`` are not looked at: tests speak to one
    server in plain HTTP, and ``__Host-`` cookies must work there too."""

    def header(self) -> dict[str, str]:
        """The ``Cookie`` header, or nothing."""
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.items())} if self else {}

    def keep(self, set_cookie: str) -> None:
        """Obey one ``Set-Cookie`` header, which may also take a cookie away."""
        pair, *rest = set_cookie.split(";")
        name, _, value = (part.strip() for part in pair.partition("="))
        attributes = {k.strip().lower(): v.strip() for k, _, v in (part.partition("=") for part in rest)}
        if _is_over(attributes):
            self.pop(name, None)
        else:
            self[name] = value


def _is_over(attributes: dict[str, str]) -> bool:
    """``Max-Age`` counts before ``Expires``; a date nobody can read is no date (RFC 6265, 5.2)."""
    with contextlib.suppress(KeyError, ValueError):
        return int(attributes["max-age"]) <= 0
    with contextlib.suppress(KeyError, ValueError):
        expires = parsedate_to_datetime(attributes["expires"])
        return expires.replace(tzinfo=expires.tzinfo or UTC) <= datetime.now(UTC)
    return False


def exchange(
    base: str,
    method: str,
    path: str,
    *,
    jar: Jar,
    timeout: float,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    source_ip: str | None = None,
) -> Answer:
    """One request with the jar's cookies, one answer, no redirect followed. Blocks."""
    parts = urllib.parse.urlsplit(base)
    connection = http.client.HTTPConnection(
        parts.hostname or "127.0.0.1",
        parts.port or 80,
        timeout=timeout,
        source_address=(source_ip, 0) if source_ip else None,
    )
    with contextlib.closing(connection):
        connection.request(method, parts.path + path, body=body, headers={**(headers or {}), **jar.header()})
        response = connection.getresponse()
        answer = Answer(response.status, response.headers, response.read())
    for set_cookie in answer.headers.get_all("set-cookie", []):
        jar.keep(set_cookie)
    return answer
