"""Pictures of an organisation: kept, offered, looked at by those who meet them, taken away when nothing uses them."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.collecting.presence import Child
from consultations.drafting import view
from consultations.protection import audit, secret
from consultations.shapes import CleanPicture, Refused
from models.consultation import Consultation, Question, Version
from models.group_session import GroupSession
from models.picture import Picture
from models.tools import Material
from translations import N_

MOST = 200


@dataclass(frozen=True)
class Shown:
    """A picture as it is sent to a browser."""

    kind: str
    data: bytes


def keep_picture(db: Session, who: Visitor, clean: CleanPicture) -> str:
    """Keep a picture that was made clean. Returns its id."""
    require(who, Action.SHAPE_TOOLS, Thing(who.organisation_id))
    if len(pictures(db, who)) >= MOST:
        raise Refused(N_("There are {n} pictures already. Take some away first."), n=MOST)
    made = Picture(
        organisation_id=str(who.organisation_id), kind=clean.kind, width=clean.width, height=clean.height,
        data=clean.data,
    )  # fmt: skip
    db.add(made)
    db.flush()
    audit.note(db, who, "picture added", "picture", made.id, bytes=len(clean.data))
    return made.id


def pictures(db: Session, who: Visitor) -> tuple[str, ...]:
    """The ids of the organisation's pictures, the newest day first."""
    require(who, Action.SHAPE_TOOLS, Thing(who.organisation_id))
    rows = db.exec(
        select(Picture.id)
        .where(Picture.organisation_id == who.organisation_id)
        .order_by(col(Picture.added_on).desc(), col(Picture.id))
    ).all()
    return tuple(rows)


def take_away(db: Session, who: Visitor, picture_id: str) -> None:
    """Delete a picture that no consultation uses."""
    row = db.get(Picture, picture_id)
    if row is None:
        raise Denied
    require(who, Action.SHAPE_TOOLS, Thing(row.organisation_id))
    if any(picture_id in _named(one.settings) for one in _questions(db, row.organisation_id)):
        raise Refused(N_("This picture is used in a consultation. Take it out there first."))
    if db.exec(select(Material.id).where(Material.picture_id == picture_id)).first():
        raise Refused(N_("This picture is part of a tool. Take it out there first."))
    db.delete(row)
    audit.note(db, who, "picture taken away", "picture", picture_id)


def look(db: Session, who: Visitor, picture_id: str) -> Shown:
    """A picture of one's own organisation, for who works there."""
    row = db.get(Picture, picture_id)
    if row is None:
        raise Denied
    require(who, Action.WORK_HERE, Thing(row.organisation_id, who.account_id))
    return Shown(row.kind, row.data)


def look_in(db: Session, child: Child, picture_id: str) -> Shown | None:
    """A picture for a child: only one that its own questions use, or that is part of the prototype it tests."""
    return _used_in(db, child.version_id, picture_id) or _part_of_tested(db, child.session_id, picture_id)


def look_on_screen(db: Session, token: str, picture_id: str) -> Shown | None:
    """A picture for a projector page, by its token: only one that the questions of its session use."""
    row = db.exec(select(GroupSession).where(GroupSession.projector_hash == secret.digest(token))).first()
    return _used_in(db, row.version_id, picture_id) if row else None


def _used_in(db: Session, version_id: str, picture_id: str) -> Shown | None:
    used = {name for one in view.asked(db, version_id).questions for name in _named(one.settings)}
    row = db.get(Picture, picture_id) if picture_id in used else None
    return Shown(row.kind, row.data) if row else None


def _part_of_tested(db: Session, session_id: str, picture_id: str) -> Shown | None:
    row = db.exec(
        select(Picture)
        .join(Material, col(Material.picture_id) == col(Picture.id))
        .join(GroupSession, col(GroupSession.tool_version_id) == col(Material.tool_version_id))
        .where(GroupSession.id == session_id, Picture.id == picture_id)
    ).first()
    return Shown(row.kind, row.data) if row else None


def _named(settings: object) -> set[str]:
    """The pictures a question names."""
    named = settings.get("pictures", ()) if isinstance(settings, dict) else ()
    return {str(one.get("key", "")) for one in named if isinstance(one, dict)}


def _questions(db: Session, organisation_id: str) -> list[Question]:
    return list(
        db.exec(
            select(Question)
            .join(Version, col(Version.id) == col(Question.version_id))
            .join(Consultation, col(Consultation.id) == col(Version.consultation_id))
            .where(Consultation.organisation_id == organisation_id)
        ).all()
    )
