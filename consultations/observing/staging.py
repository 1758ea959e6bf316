"""How a vote is led: show the room how it stands, close it, open it again, ask a second time."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from consultations.access import Visitor
from consultations.collecting import around
from consultations.collecting.cards import settings_in
from consultations.drafting import view
from consultations.observing.seats import looked, noted
from consultations.protection import audit
from consultations.sessions import still_running
from consultations.shapes import Refused, Summary, Words
from consultations.stages import ROUND_MARKS, stage_of, staged
from models.group_session import GroupSession
from translations import N_


def reveal(db: Session, who: Visitor, session_id: str, question_id: str, revealed: bool = True) -> None:
    """Everybody sees the wall, or how the vote stands; or no longer."""
    _set(db, who, session_id, question_id, revealed=revealed)


def stop(db: Session, who: Visitor, session_id: str, question_id: str, stopped: bool = True) -> None:
    """Nobody changes a vote or a wall any more; or it is open again."""
    _set(db, who, session_id, question_id, stopped=stopped)


def second_round(db: Session, who: Visitor, session_id: str, question_id: str) -> None:
    """Ask again: everybody votes once more, and what was given first stays. There are two rounds, not three."""
    row = _running(db, who, session_id)
    question = view.asked(db, row.version_id).question(question_id)
    if not question.how.votes or stage_of(row.stage, question_id).round == 2:
        raise Refused(N_("There is no second round of this."))
    row.stage = staged(row.stage, question_id, round=2, stopped=False, revealed=False)
    row.turn += 1
    audit.note(db, who, "second round", "group session", row.id)


@dataclass(frozen=True)
class Stood:
    """One round of a vote: how many gave something, for how many children, and how it stands; None when too few."""

    given: int
    children: int
    standing: Summary | None
    labels: Mapping[str, Words]


def standing(db: Session, who: Visitor, session_id: str, question_id: str, round_: int = 1) -> Summary | None:
    """How a vote stands in the room, in one round; None below five children."""
    return round_of(db, who, session_id, question_id, round_).standing


def round_of(db: Session, who: Visitor, session_id: str, question_id: str, round_: int = 1) -> Stood:
    """One round of a vote as its leader sees it."""
    return round_in(db, looked(db, who, session_id), question_id, round_)


def round_in(db: Session, row: GroupSession, question_id: str, round_: int) -> Stood:
    """The same, for who was let in already."""
    asked = view.asked(db, row.version_id)
    question = asked.question(question_id)
    settings = settings_in(db, row.id, asked, question)
    rows = around.votes_of(db, row.id, question_id, ROUND_MARKS[round_])
    children = sum(size for _, size, _ in rows)
    return Stood(len(rows), children, around.standing_of(question, settings, rows), question.how.labels(settings))


def _running(db: Session, who: Visitor, session_id: str) -> GroupSession:
    row = noted(db, who, session_id)
    still_running(row)
    return row


def _set(db: Session, who: Visitor, session_id: str, question_id: str, **changed: Any) -> None:
    row = _running(db, who, session_id)
    view.asked(db, row.version_id).question(question_id)
    row.stage = staged(row.stage, question_id, **changed)
    row.turn += 1
