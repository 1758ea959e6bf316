"""What the room may see of the question everybody is at: things somebody let through, and a vote that was revealed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from consultations.collecting.cards import Card, cards_of
from consultations.drafting.view import QuestionView
from consultations.observing.staging import round_in
from consultations.shapes import Summary, Words
from consultations.stages import stage_of
from models.group_session import GroupSession


@dataclass(frozen=True)
class Shown:
    """One thing on the screen: a card, an utterance, a story, a drawing. It does not say whose it is."""

    words: str
    emoji: str = ""
    kind: str = ""
    theme: str = ""
    born_of: str = ""
    value: Any = None


@dataclass(frozen=True)
class OnScreen:
    """Everything released of one question. `too_few`: a vote was revealed, but fewer than five children voted."""

    things: tuple[Shown, ...] = ()
    labels: Mapping[str, Words] = field(default_factory=dict)
    rounds: tuple[tuple[int, Summary], ...] = ()
    too_few: bool = False


def on_screen(db: Session, row: GroupSession, question: QuestionView) -> OnScreen:
    """What was released. A wall that nobody looks at beforehand is on the screen once its leader reveals it."""
    stage = stage_of(row.stage, question.id)
    if question.how.shareable:
        if row.walls_paused or not (row.moderated or question.how.spoken or stage.revealed):
            return OnScreen()
        every = cards_of(db, row.id, question.id)
        things = tuple(_shown(one) for one in every if one.state == "shown")
        return OnScreen(things, question.how.labels(question.read_settings))
    if not (question.how.votes and stage.revealed):
        return OnScreen()
    stood = [(number, round_in(db, row, question.id, number)) for number in range(1, stage.round + 1)]
    rounds = tuple((number, one.standing) for number, one in stood if one.standing is not None)
    return OnScreen((), stood[-1][1].labels, rounds, too_few=not rounds)


def _shown(one: Card) -> Shown:
    return Shown(
        one.words, one.emoji, one.kind, one.theme, one.born_of, None if isinstance(one.value, str) else one.value
    )
