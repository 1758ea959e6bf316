"""Who did what to which object, and when. Append-only and chained: changing one line breaks all that follow.

Never what anybody said: `figures` holds counts and codes. Children's responses make no event (rule R-32).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Action, Thing, Visitor, require
from consultations.protection import secret
from models import clock, store
from models.people import Account
from models.protection import AuditEvent

START = "0" * 64
PAGE = 50


def note(db: Session, who: Visitor, deed: str, kind: str = "", object_id: str = "", **figures: Any) -> None:
    """Add one event, in the same transaction as the deed itself."""
    store.take_turn(db, "audit")
    last = db.exec(select(AuditEvent).order_by(col(AuditEvent.number).desc()).limit(1)).first()
    event = AuditEvent(
        number=last.number + 1 if last else 1,
        happened_at=clock.now(),
        account_id=who.account_id,
        organisation_id=who.organisation_id,
        deed=deed,
        object_kind=kind,
        object_id=object_id,
        figures=figures,
        previous=last.seal if last else START,
        seal="",
    )
    event.seal = _seal(event)
    db.add(event)
    db.flush()


def _seal(event: AuditEvent) -> str:
    return secret.keyed(
        "audit",
        str(event.number),
        event.happened_at.isoformat(timespec="microseconds"),
        event.account_id or "",
        event.organisation_id or "",
        event.deed,
        event.object_kind,
        event.object_id,
        json.dumps(event.figures, sort_keys=True, ensure_ascii=False),
        event.previous,
    )


def broken_at(db: Session) -> int | None:
    """The number of the first event that was changed, removed or moved; None when the chain is whole."""
    previous = START
    for number, event in enumerate(_all(db), start=1):
        if event.number != number or event.previous != previous or event.seal != _seal(event):
            return number
        previous = event.seal
    return None


def _all(db: Session) -> Iterator[AuditEvent]:
    yield from db.exec(select(AuditEvent).order_by(col(AuditEvent.number)).execution_options(yield_per=500))


@dataclass(frozen=True)
class Line:
    """One event as an administrator reads it."""

    number: int
    happened_at: datetime
    person: str
    deed: str
    object_kind: str
    figures: str


def lines(db: Session, who: Visitor, page: int = 1) -> tuple[tuple[Line, ...], bool, int | None]:
    """A page of the organisation's events (newest first), whether there are older ones, and where the chain breaks."""
    require(who, Action.READ_AUDIT, Thing(organisation_id=who.organisation_id))
    asked = (
        select(AuditEvent, Account)
        .join(Account, col(Account.id) == col(AuditEvent.account_id), isouter=True)
        .where(AuditEvent.organisation_id == who.organisation_id)
        .order_by(col(AuditEvent.number).desc())
        .offset((page - 1) * PAGE)
        .limit(PAGE + 1)
    )
    rows = list(db.exec(asked))
    shown = tuple(
        Line(
            number=event.number,
            happened_at=event.happened_at,
            person=account.name if account else "—",
            deed=event.deed,
            object_kind=event.object_kind,
            figures=", ".join(f"{key}: {value}" for key, value in sorted(event.figures.items())),
        )
        for event, account in rows[:PAGE]
    )
    return shown, len(rows) > PAGE, broken_at(db)
