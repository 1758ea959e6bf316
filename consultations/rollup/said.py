"""What children said aloud during a task, for designers: only what is free to be read, and of closed sessions."""

from sqlmodel import Session, col, select

from consultations.access import Visitor
from consultations.collecting.presence import SAID_YES, ended
from consultations.hearing import FREE, Page, turned
from consultations.observing.aloud import ALOUD
from consultations.protection import audit
from consultations.rollup.tested import let_in
from consultations.rollup.versions import delicate
from consultations.shapes import Quote
from models.consultation import Question
from models.group_session import GroupSession, Participant
from models.response import Response

QUOTES = 20


def said(db: Session, who: Visitor, consultation_id: str, version_id: str, stem: str, number: int = 1) -> Page:
    """A page of what was said with one version of the tool, in an order that tells nothing. Noted as one reading."""
    test = let_in(db, who, consultation_id)
    test.version(version_id)
    hidden = {key[0] for key in delicate(test.asked)}
    rows = db.exec(
        select(Response, GroupSession.age_band)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .join(GroupSession, col(GroupSession.id) == col(Participant.group_session_id))
        .join(Question, col(Question.id) == col(Response.question_id))
        .where(
            *ended(consultation_id),
            *SAID_YES,
            Question.stem == stem,
            col(Response.mark).startswith(ALOUD),
            col(Response.release).in_(("released",) if stem in hidden else FREE),
        )
        .order_by(col(Response.id))
    ).all()
    every = [
        Quote(stem, row.value["said"], row.language, band)
        for row, band in rows
        if (row.facts or {}).get("version") == version_id
    ]
    shown, number, pages = turned(every, QUOTES, number)
    audit.note(db, who, "words read", "consultation", consultation_id, page=number, quotes=len(shown))
    return Page(shown, number, pages, len(every))
