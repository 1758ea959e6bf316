"""What a facilitator looks after: words that may tell who somebody is, or that were asked about something sensitive."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.collecting.presence import SAID_YES
from consultations.language.detectors import personal
from consultations.language.normal import tidy
from consultations.protection import audit, screening
from consultations.questions import question_type
from consultations.shapes import Refused, Words
from models import store
from models.consultation import Question
from models.group_session import GroupSession, Participant
from models.response import Response
from translations import N_

HELD_FOR = ("personal", "sensitive", "drawing")


@dataclass(frozen=True)
class Held:
    """One answer that waits: what it says, what it would say masked, and why it waits. `drawing` when it is one."""

    response_id: str
    wording: Words
    words: str
    masked: str
    kinds: tuple[str, ...]
    held_for: str
    language: str
    drawing: Any = None


def inbox(db: Session, who: Visitor) -> tuple[Held, ...]:
    """What waits in the visitor's own sessions, at most fifty at a time. Reading it is noted."""
    require(who, Action.LOOK_AFTER)
    rows = db.exec(
        select(Response, Question)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .join(GroupSession, col(GroupSession.id) == col(Participant.group_session_id))
        .join(Question, col(Question.id) == col(Response.question_id))
        .where(
            GroupSession.facilitator_id == who.account_id,
            GroupSession.organisation_id == who.organisation_id,
            col(GroupSession.trial).is_(False),
            *SAID_YES,
            Response.release == "held",
            col(Response.held_for).in_(HELD_FOR),
            col(Response.missing).is_(None),
        )
        .order_by(col(Response.given_on), col(Response.id))
        .limit(audit.PAGE)
    ).all()
    if rows:
        audit.note(db, who, "held words read", "response", figures_read=len(rows))
    return tuple(_held(response, question) for response, question in rows)


def _held(response: Response, question: Question) -> Held:
    how = question_type(question.type)
    words = how.words(response.value)
    spans = personal.find(words)
    return Held(
        response_id=response.id,
        wording=question.wording,
        words=words,
        masked=personal.mask(words, spans, response.language),
        kinds=tuple(sorted({span.kind for span in spans})),
        held_for=str(response.held_for),
        language=response.language,
        drawing=response.value if how.drawn else None,
    )


def release_as_is(db: Session, who: Visitor, response_id: str) -> None:
    """A person looked: nobody can be found in it."""
    row = _mine(db, who, response_id)
    row.release, row.held_for = "released", None
    audit.note(db, who, "words released", "response", row.id)


def release_masked(db: Session, who: Visitor, response_id: str, masked: str) -> None:
    """Only the masked words go on; what was masked is gone for good. Refused while a name can still be read."""
    row = _mine(db, who, response_id)
    try:
        words = tidy(masked)
    except ValueError:
        words = ""
    if not words:
        raise Refused(N_("Nothing is left to release. Keep it out instead."))
    if screening.screen_for_names(words).held_for:
        raise Refused(N_("A name, number or address can still be read. Mask it too."))
    how = question_type(db.get_one(Question, row.question_id).type)
    row.value, row.release, row.held_for = how.reworded(row.value, words), "released", None
    store.scrub_after(db)
    audit.note(db, who, "words masked and released", "response", row.id)


def keep_out(db: Session, who: Visitor, response_id: str) -> None:
    """These words go nowhere."""
    row = _mine(db, who, response_id)
    row.release = "withheld"
    audit.note(db, who, "words kept out", "response", row.id)


def _mine(db: Session, who: Visitor, response_id: str) -> Response:
    row = db.get(Response, response_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Denied
    child = db.get_one(Participant, row.participant_id)
    session = db.get_one(GroupSession, child.group_session_id)
    require(who, Action.LOOK_AFTER, Thing(session.organisation_id, session.facilitator_id))
    if row.release != "held" or row.held_for not in HELD_FOR:
        raise Refused(N_("Somebody has looked after this already."))
    db.add(row)
    return row
