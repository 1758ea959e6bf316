"""Children's own words and drawings, for designers: only what is free to be seen, a page at a time, each page noted.

Answers, utterances, wall cards, stories and postcards are read alike; of pins those that have words, each by itself.
A drawing is free when a person released it. Where a tool is tested, each version can be heard by itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, col, or_, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.collecting.presence import SAID_YES, ended
from consultations.drafting import view
from consultations.language.normal import searchable
from consultations.language.words import Word, word_table
from consultations.protection import audit, secret, summed
from consultations.questions import question_types
from consultations.questions.base import QuestionType
from consultations.questions.idea_wall import KINDS
from consultations.questions.page_remarks import ICONS
from consultations.shapes import Drawn, Quote, Words
from consultations.tooling.pages import pages_in
from models.consultation import Consultation, Question, Version
from models.group_session import GroupSession, Participant
from models.response import Response

T = TypeVar("T")
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
    db: Session,
    who: Visitor,
    consultation_id: str,
    stem: str,
    search: str = "",
    language: str = "",
    number: int = 1,
    tool_version_id: str | None = None,
) -> Page:
    """A page of at most fifty quotes of one question, in an order that tells nothing. Noted as one reading.

    `tool_version_id`: only what was said of that version of the tool.
    """
    _require(db, who, consultation_id)
    wanted = searchable(search.strip())
    every = [
        quote
        for _, quote in _free(db, consultation_id, stem, tool_version_id)
        if (not language or quote.language == language) and wanted in searchable(quote.words)
    ]
    shown, number, pages = turned(every, PAGE, number)
    audit.note(db, who, "words read", "consultation", consultation_id, page=number, quotes=len(shown))
    return Page(shown, number, pages, len(every))


def turned(every: Sequence[T], at_once: int, number: int) -> tuple[tuple[T, ...], int, int]:
    """Page `number` of a list with so many at once; which page it is, the nearest one there is, and of how many."""
    pages = max(1, -(-len(every) // at_once))
    number = max(1, min(number, pages))
    return tuple(every[(number - 1) * at_once : number * at_once]), number, pages


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
    shown, number, pages = turned(every, DRAWINGS, number)
    audit.note(db, who, "drawings seen", "consultation", consultation_id, page=number, drawings=len(shown))
    return Gallery(shown, number, pages, len(every))


def words(
    db: Session, who: Visitor, consultation_id: str, stem: str, tool_version_id: str | None = None
) -> dict[str, tuple[Word, ...]]:
    """For each language the words that at least three children used, with how many did."""
    _require(db, who, consultation_id)
    free = _free(db, consultation_id, stem, tool_version_id)
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


def _free(
    db: Session, consultation_id: str, stem: str, tool_version_id: str | None = None
) -> Sequence[tuple[str, Quote]]:
    """Everything free to be read of one question, and who wrote it."""
    found: list[tuple[str, Quote]] = []
    pinned: list[tuple[str, str, Quote]] = []
    pages: dict[str, Mapping[str, Words]] = {}
    for row, question, session in free(db, consultation_id, stem, tool_version_id=tool_version_id):
        if question_types()[question.type].paged:
            if session.id not in pages:
                pages[session.id] = {one.key: one.words() for one in pages_in(db, session.id)}
            pinned += [
                (each, row.participant_id, quote) for each, quote in _pins(row, stem, session, pages[session.id])
            ]
        else:
            found.append((row.participant_id, _quote(row, question, session.age_band)))
    # What one child pinned does not stand together: nobody sees that it was one child.
    return found + [(who, quote) for _, who, quote in sorted(pinned, key=lambda one: one[0])]


def _pins(row: Response, stem: str, session: GroupSession, pages: Mapping[str, Words]) -> Iterator[tuple[str, Quote]]:
    """The pins that have words, each with its kind and its page; and something to sort them by that tells nothing."""
    kinds = {one.key: one.words() for one in KINDS}
    for at, pin in enumerate(row.value):
        if pin["words"]:
            kind, page = pin["kind"], pages.get(pin["page"])
            quote = Quote(stem, pin["words"], row.language, session.age_band, kinds[kind], ICONS[kind], page)
            yield secret.digest(f"{row.id} {at}"), quote


def free(
    db: Session, consultation_id: str, stem: str, *, drawn: bool = False, tool_version_id: str | None = None
) -> Sequence[tuple[Response, Question, GroupSession]]:
    """Everything free to be read, or of drawings to be seen, of one question, in closed sessions.

    What screening held is not in it. What children gave to a delicate question, typed in by an adult or not, is free
    only when a person released it; what an adult heard and wrote down was looked at when it was. `tool_version_id`:
    only of the sessions in which that version of the tool was tested, and no other beside it.
    """
    types = question_types()
    wanted = [name for name, how in types.items() if (how.drawn if drawn else how.takes_words)]
    spoken = [name for name, how in types.items() if how.spoken]
    tested = [summed.of_version(tool_version_id)] if tool_version_id else []
    rows = db.exec(
        select(Response, Question, GroupSession)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .join(GroupSession, col(GroupSession.id) == col(Participant.group_session_id))
        .join(Question, col(Question.id) == col(Response.question_id))
        .where(
            *ended(consultation_id),
            *SAID_YES,
            *tested,
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
