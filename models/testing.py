"""What was seen while children tried a version of a tool: how each task went, and the problems they met."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint

from models.base import FREE_TEXT, PSEUDONYMOUS, PUBLIC, Record, kept, structure
from models.clock import today


class TaskRecord(Record, table=True):
    """How one child, or a pair, did one task with one version, as an observer saw it. NULL is not seen, never zero.

    `ended`: how it went. `seconds` on the clock; where the clock was `interrupted` they tell nothing. `errors` made,
    and `assists`: how often somebody helped. `ease`: how easy they said it was, from 1 to `ease_of`.
    """

    __tablename__ = "task_record"
    __table_args__ = (
        UniqueConstraint("participant_id", "question_id", "tool_version_id"),
        CheckConstraint("ended IN ('unaided', 'helped', 'failed', 'not_tried')", name="ended"),
        CheckConstraint("seconds BETWEEN 1 AND 7200", name="seconds"),
        CheckConstraint("errors BETWEEN 0 AND 99", name="errors"),
        CheckConstraint("assists BETWEEN 0 AND 99", name="assists"),
        CheckConstraint("(ease IS NULL) = (ease_of IS NULL)", name="ease_and_its_scale"),
        CheckConstraint("ease BETWEEN 1 AND ease_of", name="ease"),
        CheckConstraint("ease_of IN (3, 5, 7)", name="ease_of"),
        Record.UNORDERED,
    )

    participant_id: str = kept(PSEUDONYMOUS, foreign_key="participant.id", ondelete="CASCADE", index=True)
    question_id: str = kept(PSEUDONYMOUS, foreign_key="question.id", ondelete="CASCADE", index=True)
    tool_version_id: str = kept(PSEUDONYMOUS, foreign_key="tool_version.id", index=True)
    ended: str | None = kept(PUBLIC, default=None, max_length=10)
    seconds: int | None = kept(PUBLIC, default=None)
    interrupted: bool = kept(PUBLIC, default=False)
    errors: int | None = kept(PUBLIC, default=None)
    assists: int | None = kept(PUBLIC, default=None)
    ease: int | None = kept(PUBLIC, default=None)
    ease_of: int | None = kept(PUBLIC, default=None)
    noted_by: str | None = kept(PSEUDONYMOUS, default=None, foreign_key="account.id")


class Problem(Record, table=True):
    """Something in a tool that children trip over, as an adult describes it: about the tool, never about a child.

    `place` says where: {"kind": "page", "stem": …, "x": 0–1000, "y": 0–1000}, {"kind": "card", "card": …}, {"kind":
    "minute", "second": …}, {"kind": "task", "stem": …} or {"kind": "elsewhere"}. `harm`: a child was hurt, upset or
    unsafe. `same_as`: it turned out to be another one, which can itself be a third: whoever met this one met the last.
    `number`: 1, 2, 3 … within the tool, so that people can speak of it.
    """

    __tablename__ = "problem"
    __table_args__ = (UniqueConstraint("tool_id", "number"),)

    tool_id: str = kept(PSEUDONYMOUS, foreign_key="tool.id", ondelete="CASCADE", index=True)
    number: int = kept(PUBLIC)
    words: str = kept(FREE_TEXT, max_length=300)
    place: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    harm: bool = kept(PUBLIC, default=False)
    same_as: str | None = kept(PSEUDONYMOUS, default=None, foreign_key="problem.id")
    noted_by: str = kept(PSEUDONYMOUS, foreign_key="account.id")
    noted_on: date = kept(PUBLIC, default_factory=today)
    edition: int = kept(PUBLIC, default=1)


class ProblemMet(Record, table=True):
    """A child, or a pair, met a problem in a version."""

    __tablename__ = "problem_met"
    __table_args__ = (UniqueConstraint("problem_id", "participant_id", "tool_version_id"), Record.UNORDERED)

    problem_id: str = kept(PSEUDONYMOUS, foreign_key="problem.id", ondelete="CASCADE", index=True)
    participant_id: str = kept(PSEUDONYMOUS, foreign_key="participant.id", ondelete="CASCADE", index=True)
    tool_version_id: str = kept(PSEUDONYMOUS, foreign_key="tool_version.id", index=True)


class Severity(Record, table=True):
    """How bad one rater finds a problem, from 0 (none) to 4 (a catastrophe).

    `blind`: said before anything that others said could be seen. A rater who thinks again afterwards is not.
    """

    __tablename__ = "severity"
    __table_args__ = (
        UniqueConstraint("problem_id", "rater_id"),
        CheckConstraint("severity BETWEEN 0 AND 4", name="severity"),
    )

    problem_id: str = kept(PSEUDONYMOUS, foreign_key="problem.id", ondelete="CASCADE", index=True)
    rater_id: str = kept(PSEUDONYMOUS, foreign_key="account.id", index=True)
    severity: int = kept(PUBLIC)
    blind: bool = kept(PUBLIC, default=True)


class ProblemStanding(Record, table=True):
    """What the designers did about a problem in one version: it is open, mended here, or stays as it is."""

    __tablename__ = "problem_standing"
    __table_args__ = (
        UniqueConstraint("problem_id", "tool_version_id"),
        CheckConstraint("standing IN ('open', 'mended', 'stays')", name="standing"),
    )

    problem_id: str = kept(PSEUDONYMOUS, foreign_key="problem.id", ondelete="CASCADE", index=True)
    tool_version_id: str = kept(PSEUDONYMOUS, foreign_key="tool_version.id", ondelete="CASCADE", index=True)
    standing: str = kept(PUBLIC, max_length=8)
