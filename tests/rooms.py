"""A co-design workshop as real rows: a wall, votes on its cards, stories, drawings; and children who give things."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from consultations import sessions
from consultations.access import Visitor
from consultations.collecting import answering, making, presence
from consultations.collecting.presence import Child
from consultations.drafting import gate, view, wording
from consultations.observing import pacing, seats
from models import store
from models.group_session import GroupSession
from tests import factories
from tests.factories import options

WALL, DOTS, PAIRS, STANCES, SORT, STORY, DRAW, CARD, CHOICE = range(9)
ACTIVITIES: tuple[tuple[Any, ...], ...] = (
    ("idea_wall", "Wat wil je veranderen?", {"minutes": 10, "at_most": 10, "themes": options("veilig", "leuk")}),
    ("dot_voting", "Wat kies je?", {"options": options("spel", "film")}),
    ("this_or_that", "Wat vind je beter?", {"options": options("spel", "film", "boek"), "rounds": 3}),
    ("agree_pass", "Ben je het eens?", {"options": options("spel", "film")}),
    (
        "card_sort",
        "Waar hoort het?",
        {"options": options("spel", "film"), "piles": options("thuis", "school"), "own": 1},
    ),
    ("storyboard", "Vertel het verhaal.", {}),
    ("drawing", "Teken het.", {}),
    ("postcard", "Schrijf een kaart.", {}),
    ("single_choice", "Wat lees je?", {"options": options("strip", "boek")}),
)
LINES = {"strokes": [{"colour": 1, "width": 0, "points": [10, 10, 500, 400]}]}


@dataclass(frozen=True)
class Workshop:
    """A session that runs, and its questions in order."""

    session_id: str
    version_id: str
    ids: tuple[str, ...]


def make_workshop(
    db: Session, who: Visitor, activities: Sequence[tuple[Any, ...]] = ACTIVITIES, sheets: int = 0, **facts: Any
) -> Workshop:
    """A workshop; with `sheets`, so many sheets of paper whose children said yes."""
    version_id = factories.make_published(db, who, activities, kind="co_design", bands=("9-11", "12-14"))
    session_id = factories.make_session(db, who, version_id, **facts)
    if sheets:
        seats.seat(db, who, session_id, sheets)
        seats.everybody_joins(db, who, session_id)
        db.flush()
    return Workshop(session_id, version_id, tuple(one.id for one in view.version(db, version_id).questions))


def make_wall_and_vote(db: Session, who: Visitor, **facts: Any) -> Workshop:
    """A wall, and a vote with stickers on the cards that hang there."""
    version_id = factories.make_draft(db, who, ACTIVITIES[:1], kind="co_design", bands=("9-11", "12-14"))
    stem = view.version(db, version_id).questions[WALL].stem
    vote = wording.add_question(db, who, version_id, "dot_voting")
    said = factories.words("Welke kaart kies je?")
    wording.set_question(db, who, version_id, vote, 1, said, {"wall": stem}, False, None)
    db.flush()
    gate.publish(db, who, version_id)
    session_id = factories.make_session(db, who, version_id, **facts)
    return Workshop(session_id, version_id, tuple(one.id for one in view.version(db, version_id).questions))


def led_to(db: Session, who: Visitor, made: Workshop, at: int) -> None:
    """Everybody goes to an activity."""
    pacing.go(db, who, made.session_id, made.ids[at])
    db.flush()


def child_of(db: Session, made: Workshop, language: str = "nl", size: int = 1) -> Child:
    """A child, or a device that speaks for several."""
    child = factories.make_child(db, made.session_id, language)
    if size > 1:
        presence.count_us(db, child.visitor, size)
        db.flush()
    return child


def put_card(db: Session, child: Child, made: Workshop, words: str, mark: str, at: int = WALL, **more: str) -> None:
    """A card of a child."""
    raw = {"kind": "idea", "words": words, "emoji": "", "from": "", **more}
    making.add_card(db, child, made.ids[at], mark, raw)
    db.flush()


def give(db: Session, child: Child, made: Workshop, at: int, raw: object) -> None:
    """What a child gives to an activity."""
    answering.record_response(db, child, made.ids[at], raw)
    db.flush()


def turn_of(session_id: str) -> int:
    """How often screens had to change so far."""
    with store.reading() as db:
        return db.get_one(GroupSession, session_id).turn


def close(db: Session, who: Visitor, made: Workshop) -> None:
    """The end."""
    sessions.close(db, who, made.session_id)
    db.flush()
