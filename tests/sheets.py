"""Groups that made and chose together, typed in from paper: one sheet for one child, or for a small group of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, select

from consultations import sessions
from consultations.access import Visitor
from consultations.drafting import gate, view, wording
from consultations.observing import paper, seats, staging, walls
from models import store
from models.group_session import Participant
from models.response import Response
from tests.factories import Team, make_draft, make_published, options, questions_of, tested_version, words

Ids = Mapping[str, str]
"""What a card says, and its id."""
Value = Any | Callable[[Ids], Any]


@dataclass(frozen=True)
class Sheet:
    """What stands on one: answers by number of the question, those of a second round, and cards (kind, words[, emoji]).

    ("skipped",) is a missing code; a function makes a value of the ids of cards.
    """

    gave: Mapping[int, Value] = field(default_factory=dict)
    now: Mapping[int, Value] = field(default_factory=dict)
    cards: Mapping[int, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    size: int = 1
    language: str = "nl"


OPTIONS = {"options": options("a", "b", "c")}
WALL = ("idea_wall", "Wat vind je?", {"themes": options("vorm", "geld")})
DOTS = ("dot_voting", "Waar plak je?", {**OPTIONS, "dots": 3, "per_option": 2})
DUEL = ("this_or_that", "Dit of dat?", OPTIONS)
STANCES = ("agree_pass", "Eens?", OPTIONS)
SORT = ("card_sort", "Wat hoort samen?", {**OPTIONS, "piles": options("leuk", "saai"), "own": 2})
STORY = ("storyboard", "Teken een verhaal.", {})
DRAWING = ("drawing", "Teken.", {})
POSTCARD = ("postcard", "Schrijf een kaartje.", {})


def make_co_design(db: Session, who: Visitor, *questions: tuple[Any, ...], bands: Sequence[str] = ("9-11",)) -> str:
    """A published co-design. Returns the version's id."""
    return make_published(db, who, questions, bands=bands, kind="co_design")


def make_group(
    db: Session,
    who: Visitor,
    version_id: str,
    sheets: Sequence[Sheet],
    twice: Sequence[int] = (),
    show: bool = True,
    close: bool = True,
    under: Mapping[str, str] | None = None,
    **facts: Any,
) -> str:
    """A session on paper, typed in and closed. `twice`: what was asked a second time; `under`: theme by card."""
    plain = {
        "place_kind": "school", "province": "antwerpen", "language": "both", "age_band": "9-11", "basis": "both",
        "tool_version_id": tested_version(db, version_id),
    }  # fmt: skip
    session_id = sessions.open_session(
        db, who, version_id, **{**plain, "expected": max(1, len(sheets)), "devices": "none", **facts}
    )
    seats.seat(db, who, session_id, max(1, len(sheets)))
    seats.everybody_joins(db, who, session_id)
    db.flush()
    asked = [one.id for one in questions_of(db, session_id)]
    for number, sheet in enumerate(sheets, start=1):
        seats.resize(db, who, session_id, number, sheet.size)
        seats.at(db, session_id, number).language = sheet.language
    db.flush()
    ids = _cards(db, who, session_id, asked, sheets)
    for said, card in ids.items():
        if show:
            walls.show(db, who, card)
        if under and said in under:
            walls.lay_under(db, who, card, under[said])
    db.flush()
    for number, sheet in enumerate(sheets, start=1):
        for at, value in sheet.gave.items():
            _enter(db, who, session_id, number, asked[at], value, ids, 1)
    for at in twice:
        staging.second_round(db, who, session_id, asked[at])
        for number, sheet in enumerate(sheets, start=1):
            if at in sheet.now:
                _enter(db, who, session_id, number, asked[at], sheet.now[at], ids, 2)
    db.flush()
    if close:
        sessions.close(db, who, session_id)
        db.flush()
    return session_id


def _enter(
    db: Session, who: Visitor, session_id: str, number: int, asked: str, value: Value, ids: Ids, round_: int
) -> None:
    given = value(ids) if callable(value) else value
    if isinstance(given, tuple):
        paper.enter(db, who, session_id, number, asked, missing=given[0], round_=round_)
    else:
        paper.enter(db, who, session_id, number, asked, given, round_=round_)


def _cards(db: Session, who: Visitor, session_id: str, asked: Sequence[str], sheets: Sequence[Sheet]) -> dict[str, str]:
    for number, sheet in enumerate(sheets, start=1):
        for at, cards in sheet.cards.items():
            for place, (kind, said, *emoji) in enumerate(cards):
                raw = {"kind": kind, "words": said, "emoji": "".join(emoji), "from": ""}
                paper.enter_card(db, who, session_id, number, asked[at], f"{number:016x}{place:016x}", raw)
    db.flush()
    return {
        str(one.value): one.id
        for one in db.exec(
            select(Response)
            .join(Participant, Response.participant_id == Participant.id)  # type: ignore[arg-type]
            .where(Participant.group_session_id == session_id, Response.wall != "")
        ).all()
    }


def held(
    team: Team, questions: Sequence[tuple[Any, ...]], *groups: Sequence[Sheet], kind: str = "co_design", **named: Any
) -> str:
    """A consultation with these questions, and these groups that were held. Returns the version's id."""
    with store.session() as db:
        bands = (named.get("age_band", "9-11"),)
        version_id = make_published(db, team.facilitator, questions, bands=bands, kind=kind)
        for sheets in groups:
            make_group(db, team.facilitator, version_id, sheets, **named)
    return version_id


PLAIN = {"options": options("plain"), "dots": 3, "per_option": 2}


def about_the_wall(db: Any, team: Team, kind: str, settings: dict[str, Any]) -> str:
    """A wall, and behind it an activity about its cards."""
    version_id = make_draft(db, team.facilitator, (WALL,), kind="co_design")
    stem = view.version(db, version_id).questions[0].stem
    question_id = wording.add_question(db, team.facilitator, version_id, kind)
    wording.set_question(
        db, team.facilitator, version_id, question_id, 1, words("Welke kaart?"), {**settings, "wall": stem}, False, None
    )
    gate.publish(db, team.facilitator, version_id)
    return version_id


def stuck(words: str, dots: int = 1) -> Callable[[Ids], Any]:
    return lambda ids: {ids[words]: dots}


def voters(number: int, words: str | None, cards: tuple[str, ...] = (), **facts: Any) -> list[Sheet]:
    """So many that put a sticker on a card, or on "plain"; the first of them wrote cards."""
    gave = {1: stuck(words) if words else {"plain": 1}}
    first = Sheet(gave, cards={0: [("idea", one) for one in cards]}, **facts)
    return [first, *[Sheet(gave, **facts)] * (number - 1)]
