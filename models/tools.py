"""The pedagogical material that is being designed: a tool, its versions, and what each version is made of."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint

from models.base import PSEUDONYMOUS, PUBLIC, Record, kept, structure
from models.clock import today


class Tool(Record, table=True):
    """A card set, a lesson sheet, a film, a game, a website. `title`, `goals`, `audience`: {"nl": …, "fr": …}."""

    __tablename__ = "tool"

    organisation_id: str = kept(PSEUDONYMOUS, foreign_key="organisation.id", index=True)
    title: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    goals: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    audience: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    partners: list[str] = structure(PUBLIC, default_factory=list)
    started_on: date = kept(PUBLIC, default_factory=today)
    archived_on: date | None = kept(PUBLIC, default=None)
    edition: int = kept(PUBLIC, default=1)


class ToolVersion(Record, table=True):
    """One prototype of a tool: v1, v2 … `changes` is what is different from the one before: [{"nl": …, "fr": …}]."""

    __tablename__ = "tool_version"
    __table_args__ = (UniqueConstraint("tool_id", "number"),)

    tool_id: str = kept(PSEUDONYMOUS, foreign_key="tool.id", ondelete="CASCADE", index=True)
    number: int = kept(PUBLIC, default=1)
    changes: list[Any] = structure(PUBLIC, default_factory=list)
    made_on: date = kept(PUBLIC, default_factory=today)
    edition: int = kept(PUBLIC, default=1)


class Material(Record, table=True):
    """One piece of a version: a page (a picture), a link that opens apart, or an object with perhaps a photo of it.

    `stem` stays the same from version to version: what was pinned on page 3 can be looked for on page 3.
    """

    __tablename__ = "material"
    __table_args__ = (
        UniqueConstraint("tool_version_id", "stem"),
        CheckConstraint("kind IN ('page', 'link', 'object')", name="kind"),
    )

    tool_version_id: str = kept(PSEUDONYMOUS, foreign_key="tool_version.id", ondelete="CASCADE", index=True)
    stem: str = kept(PSEUDONYMOUS, max_length=32)
    position: int = kept(PUBLIC)
    kind: str = kept(PUBLIC, max_length=6)
    words: dict[str, Any] = structure(PUBLIC, default_factory=dict)
    link: str = kept(PUBLIC, default="", max_length=500)
    picture_id: str | None = kept(PSEUDONYMOUS, default=None, foreign_key="picture.id")
    edition: int = kept(PUBLIC, default=1)
