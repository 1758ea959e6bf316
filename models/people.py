"""Organisations, the people who work there, and how we know it is them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint

from models.base import CONTACT, PSEUDONYMOUS, PUBLIC, SECRET, Record, kept, moment, structure
from models.clock import today


class Organisation(Record, table=True):
    """A partner. Everything below hangs from one: no other organisation sees it."""

    __tablename__ = "organisation"

    name: str = kept(PUBLIC, max_length=200, unique=True)
    rules: dict[str, Any] = structure(CONTACT, default_factory=dict)
    founded_on: date = kept(PUBLIC, default_factory=today)


class Account(Record, table=True):
    """A staff member. `auth_version` goes up with every change of password or role: older sessions die."""

    __tablename__ = "account"

    organisation_id: str = kept(PSEUDONYMOUS, foreign_key="organisation.id", index=True)
    login: str = kept(CONTACT, max_length=80, unique=True)
    name: str = kept(CONTACT, max_length=120)
    password_hash: str | None = kept(SECRET, default=None, max_length=200)
    language: str = kept(PUBLIC, default="nl", max_length=2)
    active: bool = kept(PUBLIC, default=True)
    auth_version: int = kept(PUBLIC, default=1)


class AccountRole(Record, table=True):
    """One role of one account."""

    __tablename__ = "account_role"
    __table_args__ = (
        UniqueConstraint("account_id", "role"),
        CheckConstraint("role IN ('admin', 'facilitator', 'designer', 'safeguarding')", name="role"),
    )

    account_id: str = kept(PSEUDONYMOUS, foreign_key="account.id", ondelete="CASCADE", index=True)
    role: str = kept(PUBLIC, max_length=20)


class StaffSession(Record, table=True):
    """A signed-in browser. The browser holds the token; we hold what it hashes to."""

    __tablename__ = "staff_session"

    account_id: str = kept(PSEUDONYMOUS, foreign_key="account.id", ondelete="CASCADE", index=True)
    token_hash: str = kept(SECRET, max_length=64, unique=True)
    auth_version: int = kept(PUBLIC)
    started_at: datetime = moment(PSEUDONYMOUS)
    seen_at: datetime = moment(PSEUDONYMOUS)
    ended_at: datetime | None = moment(PSEUDONYMOUS, default=None)


class StaffLink(Record, table=True):
    """Something that may be used once: an invitation, a password reset, or the step from the form to the cookie."""

    __tablename__ = "staff_link"
    __table_args__ = (CheckConstraint("purpose IN ('invitation', 'reset', 'entry')", name="purpose"),)

    account_id: str = kept(PSEUDONYMOUS, foreign_key="account.id", ondelete="CASCADE", index=True)
    purpose: str = kept(PUBLIC, max_length=12)
    token_hash: str = kept(SECRET, max_length=64, unique=True)
    expires_at: datetime = moment(PUBLIC)
    used_at: datetime | None = moment(PUBLIC, default=None)


class SignInAttempt(Record, table=True):
    """A try that failed, counted per name and per caller. Both are keyed hashes: no name, no address."""

    __tablename__ = "sign_in_attempt"

    name_key: str = kept(PSEUDONYMOUS, max_length=64, index=True)
    caller_key: str = kept(PSEUDONYMOUS, max_length=64, index=True)
    tried_at: datetime = moment(PSEUDONYMOUS, index=True)
