"""Children's own words and drawings, for designers: only what is free to be seen, a page at a time, each page noted.

Answers, utterances, cards of a wall, stories and postcards are read alike. A drawing is free when a person released it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, or_, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.collecting.presence import SAID_YES
from consultations.drafting import view
from consultations.language.normal import searchable
from consultations.language.words import Word, word_table
from consultations.protection import audit
from consultations.questions import question_types
from consultations.questions.base import QuestionType
from consultations.shapes import Drawn, Quote
from models.consultation import Consultation, Question, Version
from models.group_session import GroupSession, Participant
from models.response import Response

PAGE = 50
DRAWINGS = 12
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
    wanted = searchable(search.strip())
    every = [
        quote
        for _, quote in _free(db, consultation_id, stem)
        if (not language or quote.language == language) and wanted in searchable(quote.words)
    ]
    pages = max(1, -(-len(every) // PAGE))
    number = max(1, min(number, pages))
    shown = tuple(every[(number - 1) * PAGE : number * PAGE])
    audit.note(db, who, "words read", "consultation", consultation_id, page=number, quotes=len(shown))
    return Page(shown, number, pages, len(every))


@dataclass(frozen=True)
class Gallery:
    """Some of what was drawn, and how much there is."""

    drawings: tuple[Drawn, ...]
    number: int
    pages: int
    found: int


def gallery(db: Session, who: Visitor, consultation_id: str, stem: str, number: int = 1) -> Gallery:
    """A page of at most twelve drawings of one question, in an order that tells nothing. Noted as one reading."""
    _require(db, who, consultation_id)
    every = [
        Drawn(stem, row.value, row.language, session.age_band)
        for row, question, session in free(db, consultation_id, stem, drawn=True)
    ]
    pages = max(1, -(-len(every) // DRAWINGS))
    number = max(1, min(number, pages))
    shown = tuple(every[(number - 1) * DRAWINGS : number * DRAWINGS])
    audit.note(db, who, "drawings seen", "consultation", consultation_id, page=number, drawings=len(shown))
    return Gallery(shown, number, pages, len(every))


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
    """Everything free to be read of one question, and who wrote it."""
    return [
        (row.participant_id, _quote(row, question, session.age_band))
        for row, question, session in free(db, consultation_id, stem)
    ]


def free(
    db: Session, consultation_id: str, stem: str, *, drawn: bool = False
) -> Sequence[tuple[Response, Question, GroupSession]]:
    """Everything free to be read, or of drawings to be seen, of one question, in closed sessions.

    What screening held is not in it. What children gave to a delicate question, typed in by an adult or not, is free
    only when a person released it; what an adult heard and wrote down was looked at when it was.
    """
    types = question_types()
    wanted = [name for name, how in types.items() if (how.drawn if drawn else how.takes_words)]
    spoken = [name for name, how in types.items() if how.spoken]
    rows = db.exec(
        select(Response, Question, GroupSession)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .join(GroupSession, col(GroupSession.id) == col(Participant.group_session_id))
        .join(Question, col(Question.id) == col(Response.question_id))
        .where(
            GroupSession.consultation_id == consultation_id,
            GroupSession.state == "closed",
            col(GroupSession.trial).is_(False),
            *SAID_YES,
            Question.stem == stem,
            col(Question.type).in_(wanted),
            col(Response.release).in_(("released",) if drawn else FREE),
            or_(
                Response.release == "released",
                col(Question.type).in_(spoken),
                col(Response.question_id).not_in(_delicate(db, consultation_id, stem)),
            ),
            col(Response.missing).is_(None),
        )
        .order_by(col(Response.id))
    ).all()
    return [(row, question, session) for row, question, session in rows]


def _quote(row: Response, question: Question, age_band: str) -> Quote:
    """Words as they were written; a story panel by panel; of a card its kind and its emoji beside it."""
    how: QuestionType = question_types()[question.type]
    settings = how.read(question.settings)
    facts = row.facts or {}
    return Quote(
        question.stem,
        row.value if isinstance(row.value, str) else how.told(row.value, settings, row.language),
        row.language,
        age_band,
        how.labels(settings).get(str(facts.get("kind", ""))) if how.gathers else None,
        str(facts.get("emoji", "")) if how.gathers else "",
    )


def _delicate(db: Session, consultation_id: str, stem: str) -> list[str]:
    """The questions with this stem that are delicate in their version."""
    versions = db.exec(
        select(Version.id).where(Version.consultation_id == consultation_id, col(Version.published_on).is_not(None))
    ).all()
    asked = [view.asked(db, one) for one in versions]
    return [one.id for version in asked for one in version.questions if one.stem == stem and version.delicate(one)]
