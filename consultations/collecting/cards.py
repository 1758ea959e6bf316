"""Cards on a wall: what they say, how they stand, and which of them an activity further on is about."""

from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session, col, select

from consultations.collecting.presence import SAID_YES
from consultations.drafting.view import QuestionView, VersionView
from consultations.questions import question_type
from consultations.questions.base import QuestionType
from consultations.questions.options import Option, of_card
from consultations.tooling.pages import pages_in
from models.consultation import Question
from models.group_session import Participant
from models.response import Response

FREE = ("clear", "released")
State = Literal["held", "waiting", "shown", "hidden"]


@dataclass(frozen=True)
class Card:
    """One card, or another thing that was made. `held`: a person must look at its words first.

    `born_of`: the words of the card it grew from, or "". `value`: what was kept, for what is more than words.
    """

    id: str
    mark: str
    kind: str
    words: str
    emoji: str
    theme: str
    language: str
    state: State
    participant_id: str
    value: Any = None
    picked: bool = False
    born_of: str = ""
    kept_out: bool = False

    @property
    def label(self) -> str:
        """The card in one line."""
        return f"{self.emoji} {self.words}".strip()


def cards_of(db: Session, session_id: str, question_id: str) -> tuple[Card, ...]:
    """Everything on a wall, or made for one question, whatever became of it, in an order that tells nothing."""
    how = question_type(db.get_one(Question, question_id).type)
    asked = (
        select(Response)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .where(
            Participant.group_session_id == session_id,
            *SAID_YES,
            Response.question_id == question_id,
            col(Response.missing).is_(None),
        )
    )
    rows = db.exec(asked.order_by(col(Response.id))).all()
    words = {one.id: how.words(one.value) for one in rows if on_show(one)}
    return tuple(_card(one, how, words) for one in rows)


def on_show(row: Response) -> bool:
    """Whether the room may see it."""
    return row.wall == "shown" and row.release in FREE


def _card(row: Response, how: QuestionType, words: dict[str, str]) -> Card:
    facts = row.facts or {}
    state: State = "held" if row.release == "held" else (row.wall or "waiting")  # type: ignore[assignment]
    if state == "shown" and not on_show(row):
        state = "hidden"  # it was shown before its words were kept out
    return Card(
        id=row.id,
        mark=row.mark,
        kind=str(facts.get("kind", "")),
        words=how.words(row.value),
        value=row.value,
        emoji=str(facts.get("emoji", "")),
        theme=str(facts.get("theme", "")),
        language=row.language,
        state=state,
        participant_id=row.participant_id,
        picked=bool(facts.get("picked")),
        born_of=words.get(str(facts.get("from", "")), ""),
        kept_out=row.release == "withheld",
    )


def wall_before(asked: VersionView, question: QuestionView) -> QuestionView | None:
    """The idea wall whose cards a question is about, when it names one."""
    stem = getattr(question.read_settings, "wall", "")
    return next((one for one in asked.questions if stem and one.stem == stem), None)


def options_of(db: Session, session_id: str, asked: VersionView, question: QuestionView) -> tuple[Option, ...]:
    """The cards a question is about, as options: those that were picked, or else all that are shown."""
    wall = wall_before(asked, question)
    if wall is None:
        return ()
    shown = [one for one in cards_of(db, session_id, wall.id) if one.state == "shown"]
    return tuple(of_card(one.id, one.label) for one in [one for one in shown if one.picked] or shown)


def settings_in(db: Session, session_id: str, asked: VersionView, question: QuestionView) -> Any:
    """A question's settings in a session: with the cards of its wall, or the pages of the prototype that is tested."""
    settings = question.how.with_cards(question.read_settings, options_of(db, session_id, asked, question))
    return question.how.with_pages(settings, pages_in(db, session_id)) if question.how.paged else settings
