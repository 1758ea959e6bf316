"""What a version of a tool is made of: pages, links, objects; added, reworded, moved, taken out."""

from sqlmodel import Session

from consultations.access import Visitor
from consultations.drafting.wording import in_both
from consultations.shapes import Refused, Words
from consultations.tooling.holding import (
    Overtaken,
    held_piece,
    held_version,
    own_picture,
    sound_kind,
    sound_link,
)
from consultations.tooling.view import pieces_of
from models.base import opaque_id
from models.tools import Material
from translations import N_

MOST_PIECES = 60


def add_piece(
    db: Session, who: Visitor, version_id: str, kind: str, words: Words, link: str = "", picture_id: str | None = None
) -> str:
    """A page (with its picture), a link, or an object (perhaps with a photo). Returns its id."""
    row = held_version(db, who, version_id)
    pieces = pieces_of(db, row.id)
    if len(pieces) >= MOST_PIECES:
        raise Refused(N_("There can be {n} pieces at most."), n=MOST_PIECES)
    made = Material(
        tool_version_id=row.id, stem=opaque_id(), position=len(pieces), kind=sound_kind(kind, link, picture_id),
        words=in_both(words), link=sound_link(link), picture_id=own_picture(db, who, picture_id),
    )  # fmt: skip
    if kind != "page" and not all(made.words.values()):
        raise Refused(N_("Say in Dutch and in French what this is."))
    db.add(made)
    db.flush()
    return made.id


def set_piece(
    db: Session, who: Visitor, piece_id: str, edition: int, words: Words, link: str, picture_id: str | None
) -> None:
    """Another description, link or picture. What was pinned on it stays pinned: it is the same piece."""
    row = held_piece(db, who, piece_id)
    if row.edition != edition:
        raise Overtaken
    sound_kind(row.kind, link, picture_id)
    row.words, row.link, row.picture_id = in_both(words), sound_link(link), own_picture(db, who, picture_id)
    row.edition += 1


def move_piece(db: Session, who: Visitor, piece_id: str, to: int) -> None:
    """Put a piece in another place, counted from 0."""
    row = held_piece(db, who, piece_id)
    order = [one for one in pieces_of(db, row.tool_version_id) if one.id != row.id]
    order.insert(max(0, min(to, len(order))), row)
    for at, one in enumerate(order):
        one.position = at
        db.add(one)


def remove_piece(db: Session, who: Visitor, piece_id: str) -> None:
    """Take a piece out of its version. Other versions keep theirs."""
    row = held_piece(db, who, piece_id)
    version_id = row.tool_version_id
    db.delete(row)
    db.flush()
    for at, one in enumerate(pieces_of(db, version_id)):
        one.position = at
        db.add(one)
