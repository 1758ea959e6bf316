"""Cards for a wall: written, taken back, grown from one another. Each is kept at once, once, and looked at."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from consultations.collecting.answering import Kept, may_answer, question_at
from consultations.collecting.cards import on_show
from consultations.collecting.presence import Child, mine
from consultations.drafting import view
from consultations.protection import concerns, screening
from consultations.shapes import Refused
from consultations.stages import stage_of
from models import clock, store
from models.group_session import GroupSession, Participant
from models.response import Response
from translations import N_

MARK = 32


def add_card(db: Session, child: Child, question_id: str, mark: str, raw: Mapping[str, Any]) -> Kept:
    """Keep a card: {"kind", "words", "emoji", "from"}. The same `mark` again keeps nothing twice.

    It appears when somebody looked at it; at once only where the wall is open and nothing is to be looked at.
    """
    asked = view.asked(db, child.version_id)
    question = asked.question(question_id)
    if not question.how.gathers:
        raise Refused(N_("There is no wall here."))
    card = question.how.check(raw, question.read_settings)
    looked_at = screening.screen(card["words"], sensitive=asked.delicate(question))
    _session_first(db, child)
    row = mine(db, child.visitor)
    session = may_answer(db, row)
    question_at(db, session, row, question_id)
    return keep_card(db, session, row, question, mark, card, looked_at)


def _session_first(db: Session, child: Child) -> None:
    """Wait for whoever leads before anything of the child is locked: the leader locks in this order too."""
    db.get(GroupSession, child.session_id, with_for_update=True, populate_existing=True)


def keep_card(
    db: Session,
    session: GroupSession,
    row: Participant,
    question: view.QuestionView,
    mark: str,
    card: Mapping[str, Any],
    looked_at: screening.Screened,
    noted_by: str | None = None,
) -> Kept:
    """Keep a card that was checked and read."""
    if not 1 <= len(mark) <= MARK or mark == "2" or not mark.isprintable():
        raise Refused(N_("We cannot read that. Write it again with ordinary letters."))
    if stage_of(session.stage, question.id).stopped:
        raise Refused(N_("This is closed now. Nothing can be changed any more."))
    own = (Response.participant_id == row.id, Response.question_id == question.id)
    if db.exec(select(Response.id).where(*own, Response.mark == mark)).first():
        return Kept()
    there = db.exec(select(func.count()).select_from(Response).where(*own, Response.wall != "")).one()
    most = question.read_settings.at_most * row.size
    if there >= most:
        raise Refused(N_("You have written {n} cards. That is enough for one wall."), n=most)
    held_for = looked_at.held_for
    opens = not held_for and not session.moderated and not session.walls_paused
    made = Response(
        participant_id=row.id,
        question_id=question.id,
        mark=mark,
        facts={"kind": card["kind"], "emoji": card["emoji"], "from": _parent(db, session.id, question.id, card)},
        value=card["words"],
        noted_by=noted_by,
        language=row.language,
        given_on=clock.today(),
        release="held" if held_for else "clear",
        held_for=held_for,
        wall="shown" if opens else "waiting",
    )
    db.add(made)
    db.flush()
    row.seen_at = clock.now() if noted_by is None else row.seen_at
    if opens:
        turned(db, session.id)
    if looked_at.worrying:
        concerns.raise_concern(db, row, question.id, card["words"], looked_at, mark)
    return Kept(worrying=looked_at.worrying, held=held_for is not None)


def _parent(db: Session, session_id: str, question_id: str, card: Mapping[str, Any]) -> str:
    """The card this one grew from, if it is one of this wall that the room can see."""
    parent = db.get(Response, card["from"]) if card["from"] else None
    if parent is None or parent.question_id != question_id or not on_show(parent):
        return ""
    home = db.get_one(Participant, parent.participant_id)
    return parent.id if home.group_session_id == session_id else ""


def take_back(db: Session, child: Child, question_id: str, mark: str) -> None:
    """A child takes its own card away. What a safeguarding person looks at stays until that is settled."""
    _session_first(db, child)
    row = mine(db, child.visitor)
    session = may_answer(db, row)
    if stage_of(session.stage, question_id).stopped:
        raise Refused(N_("This is closed now. Nothing can be changed any more."))
    card = db.exec(
        select(Response).where(
            Response.participant_id == row.id, Response.question_id == question_id, Response.mark == mark,
            Response.wall != "",
        )
    ).first()  # fmt: skip
    if card is None:
        return
    if concerns.standing(db, row.id, question_id, mark):
        raise Refused(N_("An adult is reading this card now. It stays until then."))
    was_shown = on_show(card)
    db.delete(card)
    store.scrub_after(db)
    if was_shown:
        turned(db, session.id)


def turned(db: Session, session_id: str) -> None:
    """Every screen of this session looks again."""
    db.execute(
        update(GroupSession).where(col(GroupSession.id) == session_id).values(turn=col(GroupSession.turn) + 1),
        execution_options={"synchronize_session": False},
    )
