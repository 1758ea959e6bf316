"""What needs no server to be seen: whose address counts as one, how often health is asked, how long a seal is good."""

import asyncio

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from consultations import health as store_health
from pages.http import address, forms, health
from tests import clocks


@pytest.mark.parametrize(
    ("written", "caller"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("[2001:db8:1:2::1]:4711", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("proxies", ["0", "1"])
def test_a_household_or_a_school_is_one_caller(
    monkeypatch: pytest.MonkeyPatch, proxies: str, written: str, caller: str
):
    monkeypatch.setenv("ONSAVIS_PROXIES", proxies)
    forwarded = [(b"x-forwarded-for", written.encode())] if written else []

    assert address.caller_of({"headers": forwarded, "client": (written, 1)}) == caller


def test_health_is_looked_at_again_after_five_seconds(monkeypatch: pytest.MonkeyPatch):
    watch, asked = clocks.hold(monkeypatch), []
    monkeypatch.setattr(health, "_found_at", None)
    monkeypatch.setattr(store_health, "checks", lambda: asked.append(1) or {"database": True})
    for _ in range(3):
        for _ in range(10):
            assert health.checked()["database"] is True
        watch.go(seconds=5)

    assert len(asked) == 3


def test_a_seal_is_good_for_this_hour_and_the_next(monkeypatch: pytest.MonkeyPatch):
    watch = clocks.hold(monkeypatch)
    request, sealed, good = Request({"type": "http", "headers": []}), forms.seal("join x"), []
    for _ in range(3):
        good.append(forms.is_ours(request, "join x", sealed))
        watch.go(hours=1)

    assert good == [True, True, False]


def test_a_form_without_a_length_is_counted_as_it_comes():
    pieces = [{"type": "http.request", "body": b"x" * 40_000, "more_body": True}] * 2

    async def receive() -> dict:
        return pieces.pop()

    async def endpoint(_: Request) -> PlainTextResponse:
        return PlainTextResponse("read")

    answer = asyncio.run(forms.small(endpoint)(Request({"type": "http", "headers": []}, receive)))

    assert answer.status_code == 413
