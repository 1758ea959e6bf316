"""Words in the store as screening left them: one row each, by a child that came in, without asking a detector."""

from typing import Any

from sqlmodel import Session, select

from models import clock, store
from models.base import opaque_id
from models.consultation import Question
from models.group_session import GroupSession
from models.response import Response
from tests.factories import make_child


def written(
    db: Session,
    session_id: str,
    value: Any,
    language: str = "nl",
    release: str = "clear",
    held_for: str | None = None,
    assent: str | None = "yes",
    missing: str | None = None,
    at: int = 0,
) -> str:
    """One child's words to question number `at`. Returns the response's id."""
    child = make_child(db, session_id, language, assent)
    version_id = db.get_one(GroupSession, session_id).version_id
    question_id = db.exec(select(Question.id).where(Question.version_id == version_id, Question.position == at)).one()
    row = {
        "id": opaque_id(), "participant_id": child.participant_id, "question_id": question_id, "value": value,
        "missing": missing, "language": language, "given_on": clock.today(), "release": release, "held_for": held_for,
    }  # fmt: skip
    store.put(db, Response, row, once=("participant_id", "question_id", "mark"))
    return str(row["id"])
