"""A wall in the hands of the leader: let a card appear, hide it, pause all, lay cards under themes, pick some."""

from typing import Any

from sqlmodel import Session, col, func, select, update

from consultations.access import Denied, Visitor
from consultations.collecting.answering import view_of
from consultations.collecting.cards import FREE, Card, cards_of
from consultations.collecting.making import turned
from consultations.collecting.presence import SAID_YES
from consultations.observing.seats import looked, noted
from consultations.protection import audit
from consultations.sessions import still_running
from consultations.shapes import Refused
from models.group_session import Participant
from models.response import Response
from translations import N_


def wall(db: Session, who: Visitor, session_id: str, question_id: str) -> tuple[Card, ...]:
    """Every card of a wall as the leader sees it. What is held is read elsewhere: its words are not in here."""
    looked(db, who, session_id)
    return tuple(one for one in cards_of(db, session_id, question_id) if one.state != "held" and not one.kept_out)


def held_back(db: Session, who: Visitor, session_id: str, question_id: str) -> int:
    """How many cards of a wall wait for somebody to look at their words."""
    looked(db, who, session_id)
    asked = (
        select(func.count())
        .select_from(Response)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .where(
            Participant.group_session_id == session_id,
            *SAID_YES,
            Response.question_id == question_id,
            Response.release == "held",
        )
    )
    return db.exec(asked).one()


def show(db: Session, who: Visitor, response_id: str) -> None:
    """Let the room see this. Words that a person must look at first do not appear by this."""
    card = _card(db, who, response_id)
    if card.release not in FREE:
        raise Refused(N_("First look at these words under Look after."))
    card.wall = "shown"
    _note(db, who, card, "shown on the wall")


def show_all(db: Session, who: Visitor, session_id: str, question_id: str) -> int:
    """Let the room see everything that waits; what must be looked at first does not appear. Returns how many."""
    row = noted(db, who, session_id)
    still_running(row)
    waiting = [one for one in wall(db, who, session_id, question_id) if one.state == "waiting"]
    if not waiting or not view_of(db, question_id).how.shareable:
        return 0
    ids = [one.id for one in waiting]
    db.exec(update(Response).where(col(Response.id).in_(ids), col(Response.release).in_(FREE)).values(wall="shown"))
    audit.note(db, who, "all shown on the wall", "group session", row.id, cards=len(ids))
    turned(db, row.id)
    return len(ids)


def hide(db: Session, who: Visitor, response_id: str) -> None:
    """The room sees it no longer. It is not lost."""
    card = _card(db, who, response_id)
    card.wall = "hidden"
    _note(db, who, card, "hidden from the wall")


def pause_walls(db: Session, who: Visitor, session_id: str, paused: bool = True) -> None:
    """The room sees no card at all, and none appears by itself; or everything is back as it was."""
    row = noted(db, who, session_id)
    still_running(row)
    row.walls_paused, row.turn = paused, row.turn + 1
    audit.note(db, who, "walls paused" if paused else "walls restored", "group session", row.id)


def lay_under(db: Session, who: Visitor, response_id: str, theme: str) -> None:
    """Lay a card under one of the themes of its wall; "" takes it away from there."""
    card = _card(db, who, response_id)
    themes = getattr(view_of(db, card.question_id).read_settings, "themes", ())
    if theme and theme not in {one.key for one in themes}:
        raise Refused(N_("Pick one of the cards."))
    card.facts = {**(card.facts or {}), "theme": theme}


def pick(db: Session, who: Visitor, response_id: str, picked: bool = True) -> None:
    """Pick a card for what comes next. When some are picked, only those are voted on or sorted."""
    card = _card(db, who, response_id)
    card.facts = {**(card.facts or {}), "picked": picked}
    turned(db, db.get_one(Participant, card.participant_id).group_session_id)


def _card(db: Session, who: Visitor, response_id: str) -> Response:
    found = db.get(Response, response_id)
    if found is None:
        raise Denied
    child = db.get_one(Participant, found.participant_id)
    row = noted(db, who, child.group_session_id)
    card = db.get(Response, response_id, with_for_update=True, populate_existing=True)
    if card is None:
        raise Denied
    still_running(row)
    if child.assent != "yes" or child.state == "declined":
        raise Refused(N_("This cannot be changed any more."))
    if not view_of(db, card.question_id).how.shareable:
        raise Refused(N_("There is no wall here."))
    db.add(card)
    return card


def _note(db: Session, who: Visitor, card: Response, deed: str, **figures: Any) -> None:
    audit.note(db, who, deed, "response", card.id, **figures)
    turned(db, db.get_one(Participant, card.participant_id).group_session_id)
