"""A tool as it is read: frozen values, no rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.shapes import Words
from models.tools import Material, Tool, ToolVersion


@dataclass(frozen=True)
class Piece:
    """One piece of a version. `kind`: page, link or object."""

    id: str
    stem: str
    kind: str
    words: Words
    link: str
    picture_id: str | None
    edition: int


@dataclass(frozen=True)
class VersionOf:
    """One version of a tool, with its pieces in order."""

    id: str
    number: int
    changes: tuple[Words, ...]
    made_on: date
    edition: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class ToolView:
    """A tool with its versions, the newest first."""

    id: str
    organisation_id: str
    title: Words
    goals: Words
    audience: Words
    partners: tuple[str, ...]
    archived: bool
    edition: int
    versions: tuple[VersionOf, ...]

    def called(self, language: str) -> str:
        """The title, in `language` or else in the other."""
        return self.title.get(language) or self.title.get("nl") or self.title.get("fr") or ""


def tools(db: Session, who: Visitor) -> tuple[ToolView, ...]:
    """The organisation's tools, those in use first, then by title."""
    require(who, Action.SHAPE_TOOLS, Thing(who.organisation_id))
    rows = db.exec(select(Tool).where(Tool.organisation_id == who.organisation_id)).all()
    seen = [_view(db, row) for row in rows]
    return tuple(sorted(seen, key=lambda one: (one.archived, one.called("nl").casefold(), one.id)))


def tool(db: Session, who: Visitor, tool_id: str) -> ToolView:
    """One tool with everything in it."""
    row = db.get(Tool, tool_id)
    if row is None:
        raise Denied
    require(who, Action.SHAPE_TOOLS, Thing(row.organisation_id))
    return _view(db, row)


def _view(db: Session, row: Tool) -> ToolView:
    return ToolView(
        id=row.id,
        organisation_id=row.organisation_id,
        title=row.title,
        goals=row.goals,
        audience=row.audience,
        partners=tuple(row.partners),
        archived=row.archived_on is not None,
        edition=row.edition,
        versions=tuple(version_of(db, one) for one in versions_of(db, row.id)),
    )


def version_of(db: Session, row: ToolVersion) -> VersionOf:
    """A version with its pieces in order."""
    pieces = tuple(
        Piece(each.id, each.stem, each.kind, each.words, each.link, each.picture_id, each.edition)
        for each in pieces_of(db, row.id)
    )
    return VersionOf(row.id, row.number, tuple(row.changes), row.made_on, row.edition, pieces)


def versions_of(db: Session, tool_id: str) -> Sequence[ToolVersion]:
    """The versions of a tool, the newest first."""
    return db.exec(
        select(ToolVersion).where(ToolVersion.tool_id == tool_id).order_by(col(ToolVersion.number).desc())
    ).all()


def pieces_of(db: Session, version_id: str) -> Sequence[Material]:
    """The pieces of a version, in order."""
    return db.exec(
        select(Material)
        .where(Material.tool_version_id == version_id)
        .order_by(col(Material.position), col(Material.id))
    ).all()
