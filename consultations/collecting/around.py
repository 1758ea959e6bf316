"""What a child sees of the others while it makes or votes: nothing before it gave something, or the leader shows it.

What is shown is only what the room may see: cards that were let through, counts of five children and more.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from consultations.collecting.cards import Card, cards_of, settings_in
from consultations.collecting.presence import SAID_YES, Child
from consultations.drafting import view
from consultations.drafting.view import QuestionView
from consultations.protection.disclosure import ROOM
from consultations.shapes import Contribution, Summary
from consultations.stages import Stage, stage_of
from consultations.statistics.pairs import next_pair, next_statement
from models.group_session import GroupSession, Participant
from models.response import Response


@dataclass(frozen=True)
class Around:
    """`mine`: one's own cards; `others`: those the room may see, empty until one may look. `pair` and `statement`: what
    is to be shown next, None when all has been seen. `standing`: how a vote stands, when one may look; `too_few`: one
    may look, but fewer than five children voted.
    """

    mine: tuple[Card, ...] = ()
    others: tuple[Card, ...] = ()
    may_look: bool = False
    pair: tuple[str, str] | None = None
    statement: str | None = None
    standing: Summary | None = None
    too_few: bool = False


def around(db: Session, child: Child, question_id: str) -> Around:
    """What stands around a question for this child."""
    asked = view.asked(db, child.version_id)
    question = asked.question(question_id)
    session = db.get_one(GroupSession, child.session_id)
    stage = stage_of(session.stage, question_id)
    if question.how.shareable:
        return _wall(db, child, session, question_id, stage)
    if not question.how.votes:
        return Around()
    settings = settings_in(db, session.id, asked, question)
    rows = votes_of(db, session.id, question_id, stage.mark)
    own = next((value for who, _, value in rows if who == child.participant_id), None)
    may_look = stage.revealed or (not session.moderated and own is not None)
    standing = standing_of(question, settings, rows) if may_look else None
    shown = [one.key for one in getattr(settings, "options", ())]
    return Around(
        may_look=may_look,
        pair=_pair(shown, [value for _, _, value in rows], own, child, settings) if question.type == PAIRS else None,
        statement=_statement(shown, [value for _, _, value in rows], own, child) if question.type == STANCES else None,
        standing=standing,
        too_few=may_look and standing is None,
    )


PAIRS, STANCES = "this_or_that", "agree_pass"


def _wall(db: Session, child: Child, session: GroupSession, question_id: str, stage: Stage) -> Around:
    every = cards_of(db, session.id, question_id)
    mine = tuple(one for one in every if one.participant_id == child.participant_id)
    skipped = db.exec(
        select(Response.id).where(
            Response.participant_id == child.participant_id, Response.question_id == question_id, Response.mark == ""
        )
    ).first()
    may_look = stage.revealed or bool(mine) or skipped is not None
    shown = () if session.walls_paused else tuple(one for one in every if one.state == "shown")
    others = tuple(one for one in shown if one.participant_id != child.participant_id) if may_look else ()
    return Around(mine=mine, others=others, may_look=may_look)


Votes = Sequence[tuple[str, int, Any]]
"""Who, for how many children, gave what."""


def votes_of(db: Session, session_id: str, question_id: str, mark: str) -> Votes:
    """What was given in one round by those who said yes."""
    rows = db.exec(
        select(Participant.id, Participant.size, Response.value)
        .join(Response, col(Response.participant_id) == col(Participant.id))
        .where(
            Participant.group_session_id == session_id,
            *SAID_YES,
            Response.question_id == question_id,
            Response.mark == mark,
            col(Response.missing).is_(None),
        )
        .order_by(col(Response.id))
    ).all()
    return [(who, size, value) for who, size, value in rows]


def standing_of(question: QuestionView, settings: Any, rows: Votes) -> Summary | None:
    """How a vote stands in the room: None below five children, and for what is delicate."""
    if question.sensitive or sum(size for _, size, _ in rows) < ROOM:
        return None
    return question.how.summarise([Contribution(value, None, size, who) for who, size, value in rows], settings)


def _pair(
    options: Sequence[str], values: Sequence[Any], own: Any, child: Child, settings: Any
) -> tuple[str, str] | None:
    """The next two to compare: of all pairs one that the room has seen least, new to this child."""
    seen = [(left, right) for left, right, _ in own or ()]
    if len(options) < 2 or len(seen) >= settings.rounds:
        return None
    shown: Counter[tuple[str, str]] = Counter((left, right) for value in values for left, right, _ in value)
    return next_pair(options, shown, seen, child.participant_id)


def _statement(options: Sequence[str], values: Sequence[Mapping[str, int]], own: Any, child: Child) -> str | None:
    shown: Counter[str] = Counter(dict.fromkeys(options, 0))
    for value in values:
        shown.update(key for key in value if key in shown)
    return next_statement(shown, set(own or ()), child.participant_id)
