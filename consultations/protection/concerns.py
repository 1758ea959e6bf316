"""The safeguarding lane: what a child wrote that a person must see, apart from everything else, until it is settled."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.protection import audit, screening
from consultations.shapes import Refused, Words
from models import clock
from models.base import opaque_id
from models.consultation import Version
from models.group_session import GroupSession, Participant
from models.people import Account
from models.protection import Concern
from models.response import Response
from translations import N_

OUTCOMES = ("handed_over", "talked", "no_concern")
WORSE = {"amber": 1, "red": 2}


def raise_concern(db: Session, row: Participant, question_id: str, words: str, found: screening.Screened) -> None:
    """Put words in the lane. The same answer written again adds to its concern and opens it again."""
    response_id = db.exec(
        select(Response.id).where(Response.participant_id == row.id, Response.question_id == question_id)
    ).one()
    session = db.get_one(GroupSession, row.group_session_id)
    if session.trial:
        return
    known = db.exec(select(Concern).where(Concern.response_id == response_id)).first()
    if known is None:
        db.add(
            Concern(
                id=opaque_id(),
                organisation_id=session.organisation_id,
                group_session_id=session.id,
                response_id=response_id,
                level=found.level,
                signs=list(found.signs),
                words=words,
                raised_at=clock.now(),
            )
        )
        return
    if WORSE[found.level] > WORSE[known.level]:
        known.level = found.level
    known.signs = sorted({*known.signs, *found.signs})
    known.words = words if known.words == words else f"{known.words}\n—\n{words}"
    known.state, known.outcome, known.settled_at = "new", None, None
    db.add(known)


def standing(db: Session, participant_id: str, question_id: str) -> bool:
    """Whether an answer is in the lane, and not settled: whatever is written over it stays held."""
    return (
        db.exec(
            select(Concern.id)
            .join(Response, col(Response.id) == col(Concern.response_id))
            .where(
                Response.participant_id == participant_id,
                Response.question_id == question_id,
                Concern.state != "settled",
            )
        ).first()
        is not None
    )


@dataclass(frozen=True)
class Worry:
    """One concern, as a safeguarding person reads it: the words, the class, and whom to phone."""

    id: str
    level: str
    signs: tuple[str, ...]
    words: str
    language: str
    raised_at: datetime
    state: str
    outcome: str | None
    pseudonym: str
    title: Words
    age_band: str
    province: str
    facilitator: str


def lane(db: Session, who: Visitor, settled: bool = False) -> tuple[Worry, ...]:
    """The organisation's concerns, the worst and newest first. Reading them is noted."""
    require(who, Action.SETTLE_CONCERNS, Thing(organisation_id=who.organisation_id))
    rows = db.exec(
        select(Concern, Response, Participant, GroupSession)
        .join(Response, col(Response.id) == col(Concern.response_id))
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .join(GroupSession, col(GroupSession.id) == col(Concern.group_session_id))
        .where(
            Concern.organisation_id == who.organisation_id,
            (col(Concern.state) == "settled") == settled,
        )
        .order_by(col(Concern.level).desc(), col(Concern.raised_at).desc())
        .limit(audit.PAGE)
    ).all()
    if rows:
        audit.note(db, who, "concerns read", "concern", figures_read=len(rows))
    return tuple(
        Worry(
            id=concern.id,
            level=concern.level,
            signs=tuple(concern.signs),
            words=concern.words,
            language=response.language,
            raised_at=concern.raised_at,
            state=concern.state,
            outcome=concern.outcome,
            pseudonym=child.pseudonym,
            title=db.get_one(Version, session.version_id).notices.get("title", {}),
            age_band=session.age_band,
            province=session.province,
            facilitator=db.get_one(Account, session.facilitator_id).name,
        )
        for concern, response, child, session in rows
    )


def waiting(db: Session, who: Visitor) -> int:
    """How many concerns nobody has settled."""
    require(who, Action.SETTLE_CONCERNS, Thing(organisation_id=who.organisation_id))
    return len(
        db.exec(
            select(Concern.id).where(Concern.organisation_id == who.organisation_id, Concern.state != "settled")
        ).all()
    )


def mark_seen(db: Session, who: Visitor, concern_id: str) -> None:
    """Somebody has seen it and is looking after it."""
    row = _concern(db, who, concern_id)
    if row.state == "new":
        row.state = "seen"
        audit.note(db, who, "concern seen", "concern", row.id)


def settle(db: Session, who: Visitor, concern_id: str, outcome: str) -> None:
    """Close a concern. Handed over or talked about: the words stay out of everything. No concern: they go on."""
    row = _concern(db, who, concern_id)
    if outcome not in OUTCOMES:
        raise Refused(N_("Choose what was done."))
    row.state, row.outcome, row.settled_at = "settled", outcome, clock.now()
    response = db.get_one(Response, row.response_id)
    if outcome == "no_concern":
        rest = screening.screen_for_names(str(response.value or ""))
        response.release = "held" if rest.held_for else "released"
        response.held_for = rest.held_for
    else:
        response.release, response.held_for = "withheld", "distress"
    db.add(response)
    audit.note(db, who, "concern settled", "concern", row.id, outcome=outcome)


def _concern(db: Session, who: Visitor, concern_id: str) -> Concern:
    row = db.get(Concern, concern_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Denied
    require(who, Action.SETTLE_CONCERNS, Thing(organisation_id=row.organisation_id))
    db.add(row)
    return row
