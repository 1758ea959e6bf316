"""Concerns, the audit trail, tries that missed, and the list of what was erased."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Text

from models.base import AUDIT, FREE_TEXT, PSEUDONYMOUS, PUBLIC, SECRET, Record, kept, moment, structure


class Concern(Record, table=True):
    """Something a child wrote that a safeguarding person must see. It goes when the child erases it."""

    __tablename__ = "concern"
    __table_args__ = (
        CheckConstraint("level IN ('red', 'amber')", name="level"),
        CheckConstraint("state IN ('new', 'seen', 'settled')", name="state"),
        CheckConstraint("outcome IN ('handed_over', 'talked', 'no_concern')", name="outcome"),
    )

    organisation_id: str = kept(PSEUDONYMOUS, foreign_key="organisation.id", index=True)
    group_session_id: str = kept(PSEUDONYMOUS, foreign_key="group_session.id", ondelete="CASCADE", index=True)
    response_id: str = kept(PSEUDONYMOUS, foreign_key="response.id", ondelete="CASCADE", unique=True)
    level: str = kept(PUBLIC, max_length=5)
    signs: list[str] = structure(PUBLIC, default_factory=list)
    words: str = kept(FREE_TEXT, sa_type=Text)
    raised_at: datetime = moment(AUDIT)
    state: str = kept(PUBLIC, default="new", max_length=8)
    outcome: str | None = kept(PUBLIC, default=None, max_length=12)
    settled_at: datetime | None = moment(AUDIT, default=None)


class AuditEvent(Record, table=True):
    """Who did what to which object, and when; never what it said. Each event seals the one before."""

    __tablename__ = "audit_event"

    number: int = kept(AUDIT, unique=True)
    happened_at: datetime = moment(AUDIT)
    account_id: str | None = kept(AUDIT, default=None, max_length=32)
    organisation_id: str | None = kept(AUDIT, default=None, max_length=32, index=True)
    deed: str = kept(AUDIT, max_length=40)
    object_kind: str = kept(AUDIT, default="", max_length=30)
    object_id: str = kept(AUDIT, default="", max_length=32)
    figures: dict[str, Any] = structure(AUDIT, default_factory=dict)
    previous: str = kept(AUDIT, max_length=64)
    seal: str = kept(AUDIT, max_length=64, unique=True)


class Miss(Record, table=True):
    """A code or receipt that was well formed but unknown. Keyed hashes only; the key changes every day."""

    __tablename__ = "miss"
    __table_args__ = (CheckConstraint("what IN ('code', 'receipt')", name="what"),)

    what: str = kept(PUBLIC, max_length=8)
    caller_key: str = kept(PSEUDONYMOUS, max_length=64, index=True)
    socket_key: str = kept(PSEUDONYMOUS, default="", max_length=64, index=True)
    missed_at: datetime = moment(PSEUDONYMOUS, index=True)


class Erasure(Record, table=True):
    """That something was erased: the receipt's hash and the day, so that a restored backup erases it again."""

    __tablename__ = "erasure"

    receipt_hash: str = kept(SECRET, max_length=64, unique=True)
    erased_on: date = kept(PUBLIC)


class Pulse(Record, table=True):
    """One row that the health check writes and reads."""

    __tablename__ = "pulse"

    beaten_at: datetime = moment(PUBLIC)
