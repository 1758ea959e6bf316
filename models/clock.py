"""The only clock of the house: UTC, of the server, never of a visitor's device."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

_shift: ContextVar[timedelta] = ContextVar("shift", default=timedelta(0))


def now() -> datetime:
    """This moment, in UTC, with its zone."""
    return datetime.now(UTC) + _shift.get()


def today() -> date:
    """Today's date in UTC: fine enough for a child's answer, too coarse to tell who was first."""
    return now().date()


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """In here it is so many days earlier: how the demo gets a past."""
    token = _shift.set(timedelta(days=-days))
    try:
        yield
    finally:
        _shift.reset(token)
