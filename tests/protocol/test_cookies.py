"""A jar obeys Set-Cookie."""

from __future__ import annotations

import pytest

from tests.protocol import Jar


@pytest.mark.parametrize(
    ("set_cookie", "kept"),
    [
        ("seat=12; Path=/; HttpOnly", {"seat": "12"}),
        ("seat=a=b", {"seat": "a=b"}),
        ('__Host-seat="a b"; Secure; Path=/', {"seat": "1", "__Host-seat": '"a b"'}),
        ("seat=; Path=/", {"seat": ""}),
        ("seat=12; Max-Age=0", {}),
        ("seat=12; max-age=-1", {}),
        ("seat=12; Max-Age=60", {"seat": "12"}),
        ("seat=12; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT", {"seat": "12"}),
        ("seat=12; Expires=Thu, 01-Jan-1970 00:00:00 GMT", {}),
        ("seat=12; Expires=Fri, 01 Jan 2999 00:00:00 GMT", {"seat": "12"}),
        ("seat=12; Expires=whenever", {"seat": "12"}),
    ],
)
def test_a_jar_keeps_and_drops(set_cookie: str, kept: dict[str, str]) -> None:
    jar = Jar(seat="1")

    jar.keep(set_cookie)

    assert jar == kept


def test_an_empty_jar_sends_no_header() -> None:
    assert (Jar().header(), Jar(a="1", b="2").header()) == ({}, {"Cookie": "a=1; b=2"})
