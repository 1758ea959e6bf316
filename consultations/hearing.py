"""Children's own words, for designers: only what is free to be read, searchable, a page at a time, each page noted."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.drafting import view
from consultations.language.words import Word, word_table
from consultations.protection import audit
from consultations.questions import question_types
from consultations.shapes import Quote
from models.consultation import Consultation, Question, Version
from models.group_session import GroupSession, Participant
from models.response import Response

PAGE = 50
FREE = ("clear", "released")
CHILDREN_PER_WORD = 3


@dataclass(frozen=True)
class Page:
    """Some of what was written, and how much there is."""

    quotes: tuple[Quote, ...]
    number: int
    pages: int
    found: int


def read(
    db: Session, who: Visitor, consultation_id: str, stem: str, search: str = "", language: str = "", number: int = 1
) -> Page:
    """A page of at most fifty quotes of one question, in an order that tells nothing. Noted as one reading."""
    _require(db, who, consultation_id)
    wanted = _plain(search.strip())
    every = [
        quote
        for _, quote in _free(db, consultation_id, stem)
        if (not language or quote.language == language) and wanted in _plain(quote.words)
    ]
    pages = max(1, -(-len(every) // PAGE))
    number = max(1, min(number, pages))
    shown = tuple(every[(number - 1) * PAGE : number * PAGE])
    audit.note(db, who, "words read", "consultation", consultation_id, page=number, quotes=len(shown))
    return Page(shown, number, pages, len(every))


def words(db: Session, who: Visitor, consultation_id: str, stem: str) -> dict[str, tuple[Word, ...]]:
    """For each language the words that at least three children used, with how many did."""
    _require(db, who, consultation_id)
    free = _free(db, consultation_id, stem)
    return {
        language: word_table(
            [(child, quote.words) for child, quote in free if quote.language == language],
            language,
            min_contributors=CHILDREN_PER_WORD,
        )
        for language in ("nl", "fr")
    }


def _require(db: Session, who: Visitor, consultation_id: str) -> None:
    home = db.get(Consultation, consultation_id)
    if home is None:
        raise Denied
    require(who, Action.READ_RESULTS, Thing(organisation_id=home.organisation_id))


def _free(db: Session, consultation_id: str, stem: str) -> Sequence[tuple[str, Quote]]:
    """Everything free to be read of one question, in closed sessions; what screening held is not in it.

    What a child wrote to a delicate question is free only when a person released it.
    """
    rows = db.exec(
        select(Response, GroupSession.age_band)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .join(GroupSession, col(GroupSession.id) == col(Participant.group_session_id))
        .join(Question, col(Question.id) == col(Response.question_id))
        .where(
            GroupSession.consultation_id == consultation_id,
            GroupSession.state == "closed",
            col(GroupSession.trial).is_(False),
            Participant.assent == "yes",
            Participant.state != "declined",
            Question.stem == stem,
            col(Question.type).in_([name for name, how in question_types().items() if how.takes_words]),
            col(Response.release).in_(FREE),
            or_(
                Response.release == "released",
                Response.mark != "",
                col(Response.question_id).not_in(_delicate(db, consultation_id, stem)),
            ),
            col(Response.missing).is_(None),
        )
        .order_by(col(Response.id))
    ).all()
    return [(row.participant_id, Quote(stem, str(row.value), row.language, age_band)) for row, age_band in rows]


def _delicate(db: Session, consultation_id: str, stem: str) -> list[str]:
    """The questions with this stem that are delicate in their version."""
    versions = db.exec(
        select(Version.id).where(Version.consultation_id == consultation_id, col(Version.published_on).is_not(None))
    ).all()
    asked = [view.asked(db, one) for one in versions]
    return [one.id for version in asked for one in version.questions if one.stem == stem and version.delicate(one)]


def _plain(text: str) -> str:
    """For searching: small letters without accents."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
