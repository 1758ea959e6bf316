"""A row that is about to change, locked, if the visitor may change it; and what may be written in it."""

from typing import Any
from urllib.parse import urlsplit

from sqlmodel import Session

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.language.normal import tidy
from consultations.shapes import Refused
from models.picture import Picture
from models.tools import Material, Tool, ToolVersion
from translations import N_

LONGEST, LONGEST_LINK = 120, 500


class Overtaken(Refused):
    """Somebody else saved first. What was typed is still on the screen."""

    def __init__(self) -> None:
        super().__init__(N_("Somebody else changed this a moment ago. Look at both, then save again."))


def held_tool(db: Session, who: Visitor, tool_id: str) -> Tool:
    """A tool of one's own organisation."""
    row = db.get(Tool, tool_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Denied
    require(who, Action.SHAPE_TOOLS, Thing(row.organisation_id))
    db.add(row)
    return row


def held_version(db: Session, who: Visitor, version_id: str) -> ToolVersion:
    """A version of such a tool."""
    row = db.get(ToolVersion, version_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Denied
    home = db.get_one(Tool, row.tool_id)
    require(who, Action.SHAPE_TOOLS, Thing(home.organisation_id))
    db.add(row)
    return row


def held_piece(db: Session, who: Visitor, piece_id: str) -> Material:
    """A piece of such a version."""
    found = db.get(Material, piece_id)
    if found is None:
        raise Denied
    held_version(db, who, found.tool_version_id)
    row = db.get(Material, piece_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Denied
    db.add(row)
    return row


def sound_kind(kind: str, link: str, picture_id: str | None) -> str:
    """The kind of a piece, with what it cannot be without."""
    if kind not in ("page", "link", "object"):
        raise Refused(N_("Choose what kind of piece this is."))
    if kind == "page" and not picture_id:
        raise Refused(N_("A page needs its picture."))
    if kind == "link" and not link:
        raise Refused(N_("Write the whole address, beginning with https://."))
    return kind


def sound_link(link: str) -> str:
    """An address on the web as it was written, if it is one."""
    written = one_line(link, LONGEST_LINK)
    if not written:
        return ""
    try:
        parts = urlsplit(written)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        sound = False
    if not sound or " " in written:
        raise Refused(N_("Write the whole address, beginning with https://."))
    return written


def own_picture(db: Session, who: Visitor, picture_id: str | None) -> str | None:
    """A picture of one's own organisation, or none."""
    if picture_id is None:
        return None
    row = db.get(Picture, picture_id)
    if row is None or row.organisation_id != who.organisation_id:
        raise Denied
    return row.id


def one_line(words: Any, longest: int = LONGEST) -> str:
    """Words on one line, tidied; `Refused` when they are too long or no text."""
    try:
        written = " ".join(tidy(str(words)).split())
    except ValueError:
        raise Refused(N_("We cannot read that. Write it again with ordinary letters.")) from None
    if len(written) > longest:
        raise Refused(N_("That is too long. You can write {n} letters."), n=longest)
    return written
