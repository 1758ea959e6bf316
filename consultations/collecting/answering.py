"""The walk through the questions: what comes next, and keeping what a child gives the moment it is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from consultations.collecting import flow
from consultations.collecting.presence import Child, mine
from consultations.drafting import view
from consultations.protection import concerns, screening
from consultations.shapes import MISSING, Control, Refused
from models import clock, store
from models.group_session import GroupSession, Participant
from models.response import Response
from translations import N_

CHANGES = ("value", "missing", "language", "given_on", "release", "held_for")


@dataclass(frozen=True)
class Asked:
    """The question on the screen, in the child's language, and what it gave before."""

    question_id: str
    wording: str
    type: str
    control: Control
    sensitive: bool
    number: int
    of: int
    value: Any = None
    missing: str | None = None

    @property
    def answered(self) -> bool:
        """Whether something was given, a missing code included."""
        return self.value is not None or self.missing is not None


def next_question(db: Session, child: Child) -> Asked | None:
    """Where the child is now; None at the end of the walk."""
    asked = view.asked(db, child.version_id)
    given = _given(db, child.participant_id)
    met = flow.visible(asked.questions, _values(given))
    at = flow.place(asked.questions, met, child.at_question)
    if at >= len(met):
        return None
    one = met[at]
    value, missing = given.get(one.id, (None, None))
    return Asked(
        question_id=one.id,
        wording=one.wording[child.language] or one.wording.get("nl", ""),
        type=one.type,
        control=one.how.control(one.read_settings, child.language),
        sensitive=one.sensitive,
        number=at + 1,
        of=len(met),
        value=value,
        missing=missing,
    )


def _given(db: Session, participant_id: str) -> dict[str, tuple[Any, str | None]]:
    rows = db.exec(
        select(Response.question_id, Response.value, Response.missing).where(
            Response.participant_id == participant_id, Response.mark == ""
        )
    )
    return {question_id: (value, missing) for question_id, value, missing in rows}


def _values(given: Mapping[str, tuple[Any, str | None]]) -> dict[str, Any]:
    return {question_id: value for question_id, (value, missing) in given.items() if missing is None}


@dataclass(frozen=True)
class Kept:
    """What became of a response. `worrying`: show the child where to get help, at once."""

    worrying: bool = False
    held: bool = False


def record_response(db: Session, child: Child, question_id: str, raw: Any = None, missing: str | None = None) -> Kept:
    """Keep what a child gives to the question on its screen: a value, or a missing code. Exactly once.

    The same again changes nothing and comes to the same; something else is an edit. `Refused` without assent, when
    paused or closed, for a question that is not on the child's way, and for what cannot be an answer.
    """
    asked = view.asked(db, child.version_id)
    question = asked.question(question_id)
    # Reading words takes a while: nothing is locked yet, so nobody else has to wait for it.
    value, looked_at = _read(question, raw, missing, delicate=asked.delicate(question))
    row = mine(db, child.visitor)
    _may_answer(db, row)
    given = _given(db, row.id)
    met = flow.visible(asked.questions, _values(given))
    if question not in met or met.index(question) > flow.place(asked.questions, met, row.at_question):
        raise Refused(N_("That question comes later."))
    if given.get(question.id) != (value, missing):
        _keep(db, row, question.id, value, missing, looked_at)
        row.seen_at = clock.now()
    return Kept(worrying=looked_at.worrying, held=looked_at.held_for is not None)


def _read(
    question: view.QuestionView, raw: Any, missing: str | None, *, delicate: bool
) -> tuple[Any, screening.Screened]:
    """What came from a browser as the value we keep, and what was seen in it."""
    if not question.how.asks:
        raise Refused(N_("There is nothing to fill in here."))
    if missing is not None:
        if missing not in MISSING:
            raise Refused(N_("Pick one of the cards."))
        return None, screening.CLEAR
    value = question.how.check(raw, question.read_settings)
    if not question.how.takes_words:
        return value, screening.CLEAR
    return value, screening.screen(value, sensitive=delicate)


def _keep(
    db: Session,
    row: Participant,
    question_id: str,
    value: Any,
    missing: str | None,
    looked_at: screening.Screened,
) -> None:
    already = concerns.standing(db, row.id, question_id)
    held_for = "distress" if already else looked_at.held_for
    kept = {
        "participant_id": row.id,
        "question_id": question_id,
        "mark": "",
        "value": value,
        "missing": missing,
        "language": row.language,
        "given_on": clock.today(),
        "release": "held" if held_for and value is not None else "clear",
        "held_for": held_for if value is not None else None,
    }
    store.put(db, Response, kept, once=("participant_id", "question_id", "mark"), change=CHANGES)
    if looked_at.worrying:
        concerns.raise_concern(db, row, question_id, str(value), looked_at)


def _may_answer(db: Session, row: Participant) -> None:
    if row.assent != "yes" or row.state != "joined":
        raise Refused(N_("First say whether you want to join in."))
    if db.get_one(GroupSession, row.group_session_id).state == "paused":
        raise Refused(N_("We are taking a break. Wait a moment."))


def go_on(db: Session, child: Child, from_question_id: str) -> None:
    """To the next question. Tapped twice it still goes on once: it only leaves the question it was tapped on."""
    row = mine(db, child.visitor)
    _may_answer(db, row)
    asked = view.asked(db, child.version_id)
    given = _given(db, row.id)
    met = flow.visible(asked.questions, _values(given))
    at = flow.place(asked.questions, met, row.at_question)
    if at >= len(met) or met[at].id != from_question_id:
        return
    if met[at].how.asks and met[at].id not in given:
        raise Refused(N_("Pick an answer. Or tap “I don't know”, “I'd rather not say” or “Skip this question”."))
    row.at_question = met[at + 1].id if at + 1 < len(met) else "end"


def go_back(db: Session, child: Child, from_question_id: str) -> None:
    """To the question before. Nothing that was given is lost."""
    row = mine(db, child.visitor)
    _may_answer(db, row)
    asked = view.asked(db, child.version_id)
    met = flow.visible(asked.questions, _values(_given(db, row.id)))
    at = flow.place(asked.questions, met, row.at_question)
    standing = met[at].id if at < len(met) else "end"
    if standing == from_question_id and at > 0:
        row.at_question = met[at - 1].id
