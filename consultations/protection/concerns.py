"""The safeguarding lane: what a child wrote that a person must see, apart from everything else, until it is settled."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.drafting import view
from consultations.protection import audit, erasure, screening
from consultations.shapes import Refused, Words
from models import clock
from models.base import opaque_id
from models.consultation import Question, Version
from models.group_session import GroupSession, Participant
from models.people import Account
from models.protection import Concern
from models.response import Response
from translations import N_

OUTCOMES = ("handed_over", "talked", "no_concern")
WORSE = {"amber": 1, "red": 2}
BETWEEN, AT_MOST = "\n—\n", 10


def raise_concern(
    db: Session, row: Participant, question_id: str, words: str, found: screening.Screened, mark: str = ""
) -> None:
    """Put words in the lane. The same answer written again adds to its concern and opens it again.

    What was written before stands in it once; of many edits the last ten are kept.
    """
    response_id = db.exec(
        select(Response.id).where(
            Response.participant_id == row.id, Response.question_id == question_id, Response.mark == mark
        )
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
    before = known.words.split(BETWEEN)
    if words not in before:
        known.words = BETWEEN.join([*before, *words.split(BETWEEN)][-AT_MOST:])
    known.state, known.outcome, known.settled_at = "new", None, None
    db.add(known)


def standing(db: Session, participant_id: str, question_id: str, mark: str = "") -> bool:
    """Whether an answer is in the lane, and not settled: whatever is written over it stays held."""
    return (
        db.exec(
            select(Concern.id)
            .join(Response, col(Response.id) == col(Concern.response_id))
            .where(
                Response.participant_id == participant_id,
                Response.question_id == question_id,
                Response.mark == mark,
                Concern.state != "settled",
            )
        ).first()
        is not None
    )


def unsettled(db: Session, participant_id: str) -> bool:
    """Whether anything a child gave is in the lane, and not settled: then it may not be lost."""
    return (
        db.exec(
            select(Concern.id)
            .join(Response, col(Response.id) == col(Concern.response_id))
            .where(Response.participant_id == participant_id, Concern.state != "settled")
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
    """Close a concern. Handed over or talked about: the words stay out of everything. No concern: they go on.

    Not past the facilitator: words that may tell who somebody is, and all words of a delicate question, wait there.
    """
    row = _concern(db, who, concern_id)
    if outcome not in OUTCOMES:
        raise Refused(N_("Choose what was done."))
    row.state, row.outcome, row.settled_at = "settled", outcome, clock.now()
    response = db.get_one(Response, row.response_id)
    if outcome == "no_concern":
        waits_for = _still_held_for(db, response)
        response.release = "held" if waits_for else "released"
        response.held_for = waits_for
    else:
        response.release, response.held_for = "withheld", "distress"
    db.add(response)
    audit.note(db, who, "concern settled", "concern", row.id, outcome=outcome)
    db.flush()
    child = db.get_one(Participant, response.participant_id, with_for_update=True, populate_existing=True)
    sent_out = child.state == "declined" and child.assent == "yes"
    if sent_out and not unsettled(db, child.id):  # it stayed only for this: see `sessions.remove`
        erasure.erase(db, child)


def _still_held_for(db: Session, response: Response) -> str | None:
    """Why words that are no concern still wait for the facilitator; None when they need not."""
    asked = view.asked(db, db.get_one(Question, response.question_id).version_id)
    question = asked.question(response.question_id)
    named = screening.screen_for_names(question.how.words(response.value)).held_for
    if named:
        return named
    return "sensitive" if asked.delicate(question) else None


def _concern(db: Session, who: Visitor, concern_id: str) -> Concern:
    row = db.get(Concern, concern_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Denied
    require(who, Action.SETTLE_CONCERNS, Thing(organisation_id=row.organisation_id))
    db.add(row)
    return row
