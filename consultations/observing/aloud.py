"""What children say aloud while they try something. It is an utterance, so screening, holding, concerns and erasure
reach it; it stands with its task, and with the second of the clock.
"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Denied, Visitor
from consultations.observing.noting import MOST_MARK, checked, is_kept, written_down
from consultations.observing.seats import looked, noted
from consultations.observing.watching import child_at, sound, testing, versions_in
from consultations.protection import screening
from models.group_session import Participant
from models.response import Response

ALOUD = "aloud "
"""How the mark begins of what was said during a task."""


@dataclass(frozen=True)
class Aloud:
    """What was said during a task: the `second` on the clock, where it ran; `held` when a person must look at it."""

    response_id: str
    mark: str
    participant_id: str
    question_id: str
    words: str
    second: int | None
    held: bool


def said_aloud(db: Session, who: Visitor, session_id: str) -> tuple[Aloud, ...]:
    """What was written down of what children said meanwhile, the newest first. Words in the lane are not shown."""
    row = looked(db, who, session_id)
    testing(db, row)
    rows = db.exec(
        select(Response)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .where(Participant.group_session_id == row.id, col(Response.mark).startswith(ALOUD))
        .order_by(col(Response.place).desc(), col(Response.id))
    ).all()
    return tuple(
        Aloud(
            response_id=one.id,
            mark=one.mark.removeprefix(ALOUD),
            participant_id=one.participant_id,
            question_id=one.question_id,
            words="" if one.held_for == "distress" else one.value["said"],
            second=(one.facts or {}).get("second"),
            held=one.release == "held",
        )
        for one in rows
    )


def note_aloud(
    db: Session,
    who: Visitor,
    session_id: str,
    participant_id: str,
    question_id: str,
    mark: str,
    words: str,
    *,
    tool_version_id: str,
    second: int | None = None,
) -> bool:
    """Keep what a child or a pair said during a task, perhaps with the `second` of the clock. Once for each `mark`."""
    said = checked(words)
    looked_at = screening.screen(said, sensitive=False)
    row = noted(db, who, session_id)
    asked, whole = testing(db, row), f"{ALOUD}{mark}"
    if not mark or len(whole) > MOST_MARK or tool_version_id not in dict(versions_in(db, row)):
        raise Denied
    if is_kept(db, row.id, whole):
        return False
    child, question = child_at(db, row, participant_id), asked.question(question_id)
    if question.type != "task":
        raise Denied
    facts: dict[str, Any] = {"version": tool_version_id}
    if second is not None:
        facts["second"] = sound("seconds", second, row)
    written_down(db, who, child, question.id, whole, said, {"said": said}, facts, child.language, looked_at)
    return True
