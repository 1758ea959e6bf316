"""What is found when a prototype is tested: problems, how bad raters find them, who met them, version by version."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, Text, UniqueConstraint

from models.base import FREE_TEXT, PSEUDONYMOUS, PUBLIC, Record, kept, structure
from models.clock import today


class Problem(Record, table=True):
    """Something children tripped over. `place`: {"kind": "page" | "card" | "minute" | "task" | "whole", "stem": …, …}.

    On a page or card `x` and `y` say where, from 0 to 1000; in a film `minute`. `harm`: it upset a child, or was not
    safe; that weighs more than any severity.
    """

    __tablename__ = "problem"

    organisation_id: str = kept(PSEUDONYMOUS, foreign_key="organisation.id", index=True)
    tool_id: str = kept(PSEUDONYMOUS, foreign_key="tool.id", ondelete="CASCADE", index=True)
    found_in: str = kept(PSEUDONYMOUS, foreign_key="tool_version.id", ondelete="CASCADE")
    place: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    words: str = kept(FREE_TEXT, sa_type=Text)
    harm: bool = kept(PUBLIC, default=False)
    noted_by: str = kept(PSEUDONYMOUS, foreign_key="account.id")
    noted_on: date = kept(PUBLIC, default_factory=today)
    merged_into: str | None = kept(PSEUDONYMOUS, default=None, foreign_key="problem.id")
    edition: int = kept(PUBLIC, default=1)


class ProblemState(Record, table=True):
    """Whether a problem is there in one version, as somebody saw it: still there, gone, or not looked at enough."""

    __tablename__ = "problem_state"
    __table_args__ = (
        UniqueConstraint("problem_id", "tool_version_id"),
        CheckConstraint("state IN ('there', 'gone', 'unsure')", name="state"),
    )

    problem_id: str = kept(PSEUDONYMOUS, foreign_key="problem.id", ondelete="CASCADE", index=True)
    tool_version_id: str = kept(PSEUDONYMOUS, foreign_key="tool_version.id", ondelete="CASCADE")
    state: str = kept(PUBLIC, max_length=6)


class Severity(Record, table=True):
    """How bad one rater finds a problem: 0 none, 1 cosmetic, 2 minor, 3 major, 4 catastrophe (Nielsen 1994)."""

    __tablename__ = "severity"
    __table_args__ = (
        UniqueConstraint("problem_id", "account_id"),
        CheckConstraint("severity BETWEEN 0 AND 4", name="severity"),
    )

    problem_id: str = kept(PSEUDONYMOUS, foreign_key="problem.id", ondelete="CASCADE", index=True)
    account_id: str = kept(PSEUDONYMOUS, foreign_key="account.id")
    severity: int = kept(PUBLIC)


class Sighting(Record, table=True):
    """One child, or one pair, met a problem. It goes when the child takes everything back."""

    __tablename__ = "sighting"
    __table_args__ = (UniqueConstraint("problem_id", "participant_id"), Record.UNORDERED)

    problem_id: str = kept(PSEUDONYMOUS, foreign_key="problem.id", ondelete="CASCADE", index=True)
    participant_id: str = kept(PSEUDONYMOUS, foreign_key="participant.id", ondelete="CASCADE", index=True)
