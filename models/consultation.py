"""A consultation, its versions, and what each version asks."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint

from models.base import PSEUDONYMOUS, PUBLIC, Record, kept, opaque_id, structure
from models.clock import today


class Consultation(Record, table=True):
    """One piece of listening. What it says and asks stands in its versions. `tool_id`: the tool it is about."""

    __tablename__ = "consultation"
    __table_args__ = (CheckConstraint("kind IN ('focus_group', 'co_design', 'prototype_test', 'survey')", name="kind"),)

    organisation_id: str = kept(PSEUDONYMOUS, foreign_key="organisation.id", index=True)
    kind: str = kept(PUBLIC, max_length=20)
    tool_id: str | None = kept(PSEUDONYMOUS, default=None, foreign_key="tool.id", index=True)
    made_from: str = kept(PUBLIC, default="", max_length=80)
    started_on: date = kept(PUBLIC, default_factory=today)
    archived_on: date | None = kept(PUBLIC, default=None)


class Version(Record, table=True):
    """What was asked, as it stood. A draft can change; a published version never does.

    `notices`: {"title" | "purpose" | "decider": {"nl": …, "fr": …}}; `twins`: for each notice the revision of
    each language; the two are equal when somebody has seen them side by side. `edition` goes up with each edit.
    """

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("consultation_id", "number"),)

    consultation_id: str = kept(PSEUDONYMOUS, foreign_key="consultation.id", ondelete="CASCADE", index=True)
    number: int = kept(PUBLIC, default=1)
    notices: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    twins: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    age_bands: list[str] = structure(PUBLIC, default_factory=list)
    decides_on: date | None = kept(PUBLIC, default=None)
    published_on: date | None = kept(PUBLIC, default=None)
    edition: int = kept(PUBLIC, default=1)


class Question(Record, table=True):
    """One step of a version. `stem` stays the same from version to version; `settings` belong to its type."""

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("version_id", "stem"),)

    version_id: str = kept(PSEUDONYMOUS, foreign_key="version.id", ondelete="CASCADE", index=True)
    stem: str = kept(PSEUDONYMOUS, default_factory=opaque_id, max_length=32)
    position: int = kept(PUBLIC)
    type: str = kept(PUBLIC, max_length=40)
    wording: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    settings: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    twins: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    sensitive: bool = kept(PUBLIC, default=False)
    show_when: dict[str, Any] | None = structure(PUBLIC, default=None)
    edition: int = kept(PUBLIC, default=1)
