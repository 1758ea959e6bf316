"""The one clock of the house, held still, so that a test can move it by hand."""

from datetime import UTC, datetime, timedelta

import pytest

from models import clock


class Clock:
    """A clock that stands still until somebody moves it."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def go(self, **span: float) -> None:
        """Later by this much: `go(minutes=2)`."""
        self.at += timedelta(**span)


def hold(monkeypatch: pytest.MonkeyPatch, at: datetime | None = None) -> Clock:
    """Hold the clock still, at `at` or at noon of an ordinary day."""
    held = Clock(at or datetime(2026, 5, 12, 12, tzinfo=UTC))
    monkeypatch.setattr(clock, "now", lambda: held.at)
    return held
