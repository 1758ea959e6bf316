"""What participants gave, and the sums that stay when a session has closed."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint

from models.base import FREE_TEXT, PSEUDONYMOUS, PUBLIC, Record, kept, structure


class Response(Record, table=True):
    """One answer: a value or a missing code, never both and never neither. A day, not a time (rule R-32).

    An adult writes down many things one child says to one question: those have a `mark` of their own, `facts` (what
    else was seen) and `noted_by`. What a child gives itself is one answer, whose mark is empty; in a second round it
    is "2", and each card for a wall has one of its own.

    `wall`: "" is for no wall; `waiting` until somebody looked, `shown` to the room, `hidden` again.

    `release`: `clear` (nothing to look after), `held` (a person must look: `held_for`), `released` (a person
    looked), `withheld` (a person decided it stays here).
    """

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("participant_id", "question_id", "mark"),
        CheckConstraint("(value IS NULL) <> (missing IS NULL)", name="value_or_missing"),
        CheckConstraint("missing IN ('dont_know', 'rather_not', 'skipped')", name="missing"),
        CheckConstraint("release IN ('clear', 'held', 'released', 'withheld')", name="release"),
        CheckConstraint("held_for IN ('personal', 'sensitive', 'distress', 'drawing')", name="held_for"),
        CheckConstraint("wall IN ('', 'waiting', 'shown', 'hidden')", name="wall"),
        Record.UNORDERED,
    )

    participant_id: str = kept(PSEUDONYMOUS, foreign_key="participant.id", ondelete="CASCADE", index=True)
    question_id: str = kept(PSEUDONYMOUS, foreign_key="question.id", ondelete="CASCADE", index=True)
    mark: str = kept(PSEUDONYMOUS, default="", max_length=32)
    place: int = kept(PUBLIC, default=0)
    facts: dict[str, Any] | None = structure(PUBLIC, default=None)
    noted_by: str | None = kept(PSEUDONYMOUS, default=None, foreign_key="account.id")
    value: Any = structure(FREE_TEXT, default=None, nullable=True)
    missing: str | None = kept(PUBLIC, default=None, max_length=12)
    language: str = kept(PUBLIC, max_length=2)
    given_on: date = kept(PUBLIC)
    edition: int = kept(PUBLIC, default=1)
    release: str = kept(PUBLIC, default="clear", max_length=10)
    held_for: str | None = kept(PUBLIC, default=None, max_length=10)
    wall: str = kept(PUBLIC, default="", max_length=7)


class FrozenSum(Record, table=True):
    """How often each answer was given by at least five children together, as it stood when a session closed.

    Of the `children` at least five `met` the question, and nobody or at least five `gave` a value. A row without a
    stem holds only heads: how many came. `participants` are devices: one can speak for several children.
    `view` is `all` or `language`; `values` is a list of [value, missing code, size, times]. Not one child's
    answers stand here by themselves, so an erasure need not, and does not, change what was published.
    """

    __tablename__ = "frozen_sum"
    __table_args__ = (
        UniqueConstraint("stem", "fingerprint", "view", "language", "cluster"),
        CheckConstraint("children >= 5", name="enough"),
        CheckConstraint("stem = '' OR met >= 5", name="enough_met"),
        CheckConstraint("gave = 0 OR gave >= 5", name="enough_gave"),
        CheckConstraint("view IN ('all', 'language')", name="view"),
    )

    consultation_id: str = kept(PSEUDONYMOUS, foreign_key="consultation.id", ondelete="CASCADE", index=True)
    stem: str = kept(PSEUDONYMOUS, max_length=32, index=True)
    fingerprint: str = kept(PUBLIC, max_length=64)
    view: str = kept(PUBLIC, max_length=8)
    language: str = kept(PUBLIC, default="", max_length=2)
    cluster: str = kept(PSEUDONYMOUS, max_length=32, index=True)
    participants: int = kept(PUBLIC)
    children: int = kept(PUBLIC)
    met: int = kept(PUBLIC, default=0)
    gave: int = kept(PUBLIC, default=0)
    values: list[Any] = structure(PUBLIC, default_factory=list)


class Frozen(Record, table=True):
    """Which closed session has been added to which sums, so that it is added once: of the heads (no stem), or of one
    question, in one view."""

    __tablename__ = "frozen"
    __table_args__ = (UniqueConstraint("group_session_id", "view", "stem", "fingerprint"),)

    group_session_id: str = kept(PSEUDONYMOUS, foreign_key="group_session.id", ondelete="CASCADE", index=True)
    view: str = kept(PUBLIC, max_length=8)
    stem: str = kept(PSEUDONYMOUS, default="", max_length=32)
    fingerprint: str = kept(PUBLIC, default="", max_length=64)
    cluster: str = kept(PSEUDONYMOUS, max_length=32)
