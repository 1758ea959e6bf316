"""The walk through the questions: what comes next, and keeping what a child gives the moment it is given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from consultations.collecting import flow
from consultations.collecting.cards import settings_in
from consultations.collecting.presence import Child, mine
from consultations.drafting import view
from consultations.protection import concerns, screening
from consultations.shapes import MISSING, Control, Refused
from consultations.stages import ROUND_MARKS, Stage, stage_of
from models import clock, store
from models.consultation import Question
from models.group_session import GroupSession, Participant
from models.response import Response
from translations import N_

FIRST = Stage()
CHANGES = ("value", "missing", "language", "given_on", "release", "held_for", "noted_by")


@dataclass(frozen=True)
class Asked:
    """The question on the screen, in the child's language, and what it gave before, in this round.

    `told`: what was given, in words. `led`: the leader says when it goes on.
    """

    question_id: str
    wording: str
    type: str
    control: Control
    sensitive: bool
    number: int
    of: int
    value: Any = None
    missing: str | None = None
    told: str = ""
    led: bool = False
    stage: Stage = FIRST

    @property
    def answered(self) -> bool:
        """Whether something was given, a missing code included."""
        return self.value is not None or self.missing is not None


def next_question(db: Session, child: Child) -> Asked | None:
    """Where the child is now, or where it is led; None at the end of the walk."""
    asked = view.asked(db, child.version_id)
    if child.led:
        met, at = asked.questions, flow.place(asked.questions, asked.questions, child.at_question)
    else:
        met = flow.visible(asked.questions, _values(_given(db, child.participant_id)))
        at = flow.place(asked.questions, met, child.at_question)
    return _asked(db, child, asked, met, at) if at < len(met) else None


def asked_before(db: Session, child: Child, question_id: str) -> Asked:
    """A question that the leader went on from: what was typed there can still be kept."""
    asked = view.asked(db, child.version_id)
    return _asked(db, child, asked, asked.questions, asked.questions.index(asked.question(question_id)))


def _asked(db: Session, child: Child, asked: view.VersionView, met: Sequence[view.QuestionView], at: int) -> Asked:
    one = met[at]
    stage = stage_of(child.stages, one.id)
    given = _given(db, child.participant_id, stage.mark if one.how.votes else "")
    value, missing = given.get(one.id, (None, None))
    settings = settings_in(db, child.session_id, asked, one)
    return Asked(
        question_id=one.id,
        wording=one.wording[child.language] or one.wording.get("nl", ""),
        type=one.type,
        control=one.how.control(settings, child.language),
        sensitive=one.sensitive,
        number=at + 1,
        of=len(met),
        value=value,
        missing=missing,
        told="" if value is None else one.how.told(value, settings, child.language),
        led=child.led,
        stage=stage,
    )


def _given(db: Session, participant_id: str, mark: str = "") -> dict[str, tuple[Any, str | None]]:
    rows = db.exec(
        select(Response.question_id, Response.value, Response.missing).where(
            Response.participant_id == participant_id, Response.mark == mark
        )
    )
    return {question_id: (value, missing) for question_id, value, missing in rows}


def _gave(db: Session, participant_id: str, question_id: str) -> bool:
    """Whether there is anything: a card on a wall, or a vote that was given in the second round only."""
    own = (Response.participant_id == participant_id, Response.question_id == question_id)
    return db.exec(select(Response.id).where(*own)).first() is not None


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
    settings = settings_in(db, child.session_id, asked, question)
    # Reading words takes a while: nothing is locked yet, so nobody else has to wait for it.
    value, looked_at = read(question, settings, raw, missing, delicate=asked.delicate(question))
    row = mine(db, child.visitor)
    session = may_answer(db, row)
    stage = question_at(db, session, row, question_id)
    if stage.stopped:
        raise Refused(N_("This is closed now. Nothing can be changed any more."))
    mark = stage.mark if question.how.votes else ""
    if _given(db, row.id, mark).get(question.id) != (value, missing):
        keep(db, row, question.id, value, missing, looked_at, mark)
        row.seen_at = clock.now()
    return Kept(worrying=looked_at.worrying, held=looked_at.held_for is not None)


def question_at(db: Session, session: GroupSession, row: Participant, question_id: str) -> Stage:
    """How a question stands that a child may answer now; `Refused` for one it has not come to, or is not led to."""
    asked = view.asked(db, session.version_id)
    question = asked.question(question_id)
    if session.pace == "leader":
        reached = asked.questions.index(question) <= session.reached
    else:
        met = flow.visible(asked.questions, _values(_given(db, row.id)))
        reached = question in met and met.index(question) <= flow.place(asked.questions, met, row.at_question)
    if not reached:
        raise Refused(N_("That question comes later."))
    return stage_of(session.stage, question_id)


def read(
    question: view.QuestionView, settings: Any, raw: Any, missing: str | None, *, delicate: bool
) -> tuple[Any, screening.Screened]:
    """What came from a browser, or from paper, as the value we keep, and what was seen in it."""
    if not question.how.asks:
        raise Refused(N_("There is nothing to fill in here."))
    if missing is not None:
        if missing not in MISSING:
            raise Refused(N_("Pick one of the cards."))
        return None, screening.CLEAR
    if question.how.gathers:
        raise Refused(N_("There is nothing to fill in here."))
    value = question.how.check(raw, settings)
    if question.how.drawn:
        return value, screening.DRAWN
    words = question.how.words(value)
    if not words:
        return value, screening.CLEAR
    return value, screening.screen(words, sensitive=delicate)


def keep(
    db: Session,
    row: Participant,
    question_id: str,
    value: Any,
    missing: str | None,
    looked_at: screening.Screened,
    mark: str = ROUND_MARKS[1],
    noted_by: str | None = None,
) -> None:
    """Keep one answer, or change it. `noted_by`: an adult typed it in from paper."""
    already = concerns.standing(db, row.id, question_id, mark)
    held_for = "distress" if already else looked_at.held_for
    kept = {
        "participant_id": row.id,
        "question_id": question_id,
        "mark": mark,
        "value": value,
        "missing": missing,
        "language": row.language,
        "given_on": clock.today(),
        "release": "held" if held_for and value is not None else "clear",
        "held_for": held_for if value is not None else None,
        "noted_by": noted_by,
    }
    store.put(db, Response, kept, once=("participant_id", "question_id", "mark"), change=CHANGES)
    if looked_at.worrying:
        words = view_of(db, question_id).how.words(value)
        concerns.raise_concern(db, row, question_id, words, looked_at, mark)


def view_of(db: Session, question_id: str) -> view.QuestionView:
    """A question by its id alone."""
    version_id = db.get_one(Question, question_id).version_id
    return view.asked(db, version_id).question(question_id)


def may_answer(db: Session, row: Participant) -> GroupSession:
    """The session, if this child may give something in it now."""
    session = db.get_one(GroupSession, row.group_session_id)
    if row.assent != "yes" or row.state != "joined":
        raise Refused(N_("First say whether you want to join in."))
    if session.state == "paused":
        raise Refused(N_("We are taking a break. Wait a moment."))
    return session


def go_on(db: Session, child: Child, from_question_id: str) -> None:
    """To the next question. Tapped twice it still goes on once: it only leaves the question it was tapped on.

    Who is led does not go on by itself.
    """
    row = mine(db, child.visitor)
    if may_answer(db, row).pace == "leader":
        return
    asked = view.asked(db, child.version_id)
    given = _given(db, row.id)
    met = flow.visible(asked.questions, _values(given))
    at = flow.place(asked.questions, met, row.at_question)
    if at >= len(met) or met[at].id != from_question_id:
        return
    if met[at].how.asks and met[at].id not in given and not _gave(db, row.id, met[at].id):
        raise Refused(N_("Pick an answer. Or tap “I don't know”, “I'd rather not say” or “Skip this question”."))
    row.at_question = met[at + 1].id if at + 1 < len(met) else "end"


def go_back(db: Session, child: Child, from_question_id: str) -> None:
    """To the question before. Nothing that was given is lost."""
    row = mine(db, child.visitor)
    if may_answer(db, row).pace == "leader":
        return
    asked = view.asked(db, child.version_id)
    met = flow.visible(asked.questions, _values(_given(db, row.id)))
    at = flow.place(asked.questions, met, row.at_question)
    standing = met[at].id if at < len(met) else "end"
    if standing == from_question_id and at > 0:
        row.at_question = met[at - 1].id
