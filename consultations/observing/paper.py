"""Without devices: what children did on paper, typed in afterwards, sheet by sheet, as if they had given it here."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Denied, Visitor
from consultations.collecting import answering, making
from consultations.collecting.cards import Card, cards_of, on_show, settings_in
from consultations.drafting import view
from consultations.observing.seats import at, looked, noted
from consultations.protection import concerns, screening
from consultations.sessions import still_running
from consultations.shapes import Pin, Refused, SheetActivity
from consultations.stages import ROUND_MARKS
from models import store
from models.group_session import GroupSession, Participant
from models.picture import Picture
from models.response import Response
from translations import CHILDREN, N_


def sheet(db: Session, who: Visitor, session_id: str, question_id: str) -> SheetActivity:
    """One activity as it stands on paper, cards of a wall among its options: the grid has the same letters."""
    row = looked(db, who, session_id)
    return _sheet_of(db, row, view.asked(db, row.version_id), question_id)


def sheets(db: Session, who: Visitor, session_id: str) -> tuple[SheetActivity, ...]:
    """Every activity in which there is something to fill in, with the pictures that are printed on it."""
    row = looked(db, who, session_id)
    asked = view.asked(db, row.version_id)
    made = [_sheet_of(db, row, asked, one.id) for one in asked.questions if one.how.asks]
    return tuple(replace(one, pictures=_pictures(db, one)) for one in made)


def _pictures(db: Session, one: SheetActivity) -> dict[str, bytes]:
    named = {page.picture for each in one.controls.values() if isinstance(each, Pin) for page in each.pages}
    return dict(db.exec(select(Picture.id, Picture.data).where(col(Picture.id).in_(named))).all()) if named else {}


def _sheet_of(db: Session, row: GroupSession, asked: view.VersionView, question_id: str) -> SheetActivity:
    question = asked.question(question_id)
    number = asked.questions.index(question) + 1
    settings = settings_in(db, row.id, asked, question)
    return SheetActivity(
        number=number,
        id=f"{number}-{question.stem[:4]}",
        wording=question.wording,
        controls={language: question.how.control(settings, language) for language in CHILDREN},
    )


def enter(
    db: Session,
    who: Visitor,
    session_id: str,
    number: int,
    question_id: str,
    raw: Any = None,
    missing: str | None = None,
    round_: int = 1,
) -> answering.Kept:
    """Keep what sheet `number` says to a question: a value, or a missing code. Typed again, it is changed."""
    row = noted(db, who, session_id)
    child = _at_sheet(db, row, number)
    asked = view.asked(db, row.version_id)
    question = asked.question(question_id)
    settings = settings_in(db, row.id, asked, question)
    value, looked_at = answering.read(question, settings, raw, missing, delicate=asked.delicate(question))
    mark = ROUND_MARKS[round_ if question.how.votes else 1]
    answering.keep(db, child, question_id, value, missing, looked_at, mark, noted_by=who.account_id)
    return answering.Kept(worrying=looked_at.worrying, held=looked_at.held_for is not None)


def enter_card(
    db: Session, who: Visitor, session_id: str, number: int, question_id: str, mark: str, raw: Mapping[str, Any]
) -> answering.Kept:
    """Keep one card of sheet `number`. The same `mark` again keeps nothing twice."""
    row = noted(db, who, session_id)
    child = _at_sheet(db, row, number)
    asked = view.asked(db, row.version_id)
    question = asked.question(question_id)
    if not question.how.gathers:
        raise Refused(N_("There is no wall here."))
    card = question.how.check(raw, question.read_settings)
    looked_at = screening.screen(card["words"], sensitive=asked.delicate(question))
    return making.keep_card(db, row, child, question, mark, card, looked_at, noted_by=who.account_id)


def strike_card(db: Session, who: Visitor, response_id: str) -> None:
    """Take away a card that was typed in: it was misread, or stood there twice."""
    card = db.get(Response, response_id)
    if card is None or card.noted_by is None or not card.wall:
        raise Denied
    child = db.get_one(Participant, card.participant_id)
    row = noted(db, who, child.group_session_id)
    still_running(row)
    if concerns.standing(db, child.id, card.question_id, card.mark):
        raise Refused(N_("The safeguarding person is looking at this. It stays until that is settled."))
    was_shown = on_show(card)
    db.delete(card)
    store.scrub_after(db)
    if was_shown:
        making.turned(db, row.id)


def entered(
    db: Session, who: Visitor, session_id: str, question_id: str, round_: int = 1
) -> dict[int, tuple[Any, str | None]]:
    """What each sheet says to a question by now: a value, or a missing code. Words in the lane are not in here."""
    row = looked(db, who, session_id)
    question = view.asked(db, row.version_id).question(question_id)
    mark = ROUND_MARKS[round_ if question.how.votes else 1]
    rows = db.exec(
        select(Participant.pseudonym, Response)
        .join(Response, Response.participant_id == Participant.id)  # type: ignore[arg-type]
        .where(Participant.group_session_id == session_id, Response.question_id == question_id, Response.mark == mark)
    ).all()
    return {
        int(name[1:]): (None if one.held_for == "distress" else one.value, one.missing)
        for name, one in rows
        if name[1:].isdigit()
    }


def cards_entered(db: Session, who: Visitor, session_id: str, question_id: str) -> tuple[tuple[int, Card], ...]:
    """The cards that were typed in, by sheet. Words in the lane are not in here."""
    looked(db, who, session_id)
    names = {
        one.id: one.pseudonym
        for one in db.exec(select(Participant).where(Participant.group_session_id == session_id)).all()
    }
    kept = [
        (int(names[one.participant_id][1:]), one)
        for one in cards_of(db, session_id, question_id)
        if names[one.participant_id][1:].isdigit() and one.state != "held"
    ]
    return tuple(sorted(kept, key=lambda one: (one[0], one[1].mark)))


def _at_sheet(db: Session, row: GroupSession, number: int) -> Participant:
    still_running(row)
    child = at(db, row.id, number)
    if number == 0 or child.assent != "yes" or child.state != "joined":
        raise Refused(N_("Number {number} does not join in. Nothing was written down."), number=number)
    return child
