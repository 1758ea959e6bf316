"""The co-design of the demo: on shared devices, on devices of their own, on paper; and one that goes on now."""

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, cycle
from pathlib import Path
from typing import Any, Literal

from sqlmodel import Session

from consultations import sessions, ways_in
from consultations.access import STRANGER, Visitor
from consultations.collecting import answering, cards, knocking, making, presence
from consultations.drafting import view
from consultations.drafting.view import QuestionView
from consultations.observing import pacing, paper, seats, staging, walls
from models.group_session import GroupSession

SAID = tomllib.loads((Path(__file__).with_name("demo_making.toml")).read_text(encoding="utf-8"))
RECIPE = "class-rules-chatbots-9-11"
ALL, VOTE = 7, 4
PICKED, GROWN, HELD = 6, 98, 99


@dataclass(frozen=True)
class Room:
    """One session: when, who leads, where, on what, how many children at each device or sheet, up to which question."""

    days: int
    leader: str
    province: str
    language: str
    devices: Literal["each", "group", "none"]
    sizes: tuple[int, ...]
    until: int = ALL


ROOMS = (
    Room(25, "fatma", "antwerpen", "nl", "group", (4, 4, 3, 4, 3)),
    Room(19, "camille", "liege", "fr", "group", (4, 3, 4, 4, 3)),
    Room(14, "fatma", "brussel", "both", "each", (1,) * 12),
    Room(9, "camille", "hainaut", "fr", "none", (3, 4, 3, 4)),
    Room(4, "fatma", "oost_vlaanderen", "nl", "each", (1,) * 11),
    Room(0, "fatma", "limburg", "nl", "group", (4, 3, 4), VOTE),
)


class Hand:
    """One device or sheet of a session: gives cards and answers with the verb that fits."""

    def __init__(
        self, db: Session, who: Visitor, session_id: str, number: int, language: str, size: int, token: str = ""
    ) -> None:
        self.db, self.who, self.session_id, self.number, self.language = db, who, session_id, number, language
        self.alone, self.token = size == 1, token

    def child(self) -> presence.Child:
        """Who holds the device, as the next run of its screen sees it."""
        found = presence.present(self.db, self.token)
        assert found is not None
        return found

    def writes(self, question_id: str, mark: str, card: dict[str, str]) -> None:
        """One card."""
        if self.token:
            making.add_card(self.db, self.child(), question_id, mark, card)
        else:
            paper.enter_card(self.db, self.who, self.session_id, self.number, question_id, mark, card)

    def answers(self, question_id: str, value: Any, round_: int = 1) -> None:
        """One answer; on a screen in the round that is going on."""
        if self.token:
            answering.record_response(self.db, self.child(), question_id, value)
        else:
            paper.enter(self.db, self.who, self.session_id, self.number, question_id, value, round_=round_)


Decks = dict[str, Iterator[list[str]]]


def decks(chance: random.Random) -> Decks:
    """The cards of each language, shuffled: no two classes write the same."""
    return {language: cycle(chance.sample(one["cards"], len(one["cards"]))) for language, one in SAID.items()}


def hold(db: Session, who: Visitor, version_id: str, room: Room, chance: random.Random, deck: Decks) -> None:
    """One session from the door to the end, or to where it is now."""
    session_id = sessions.open_session(
        db, who, version_id, place_kind="school", province=room.province, language=room.language,
        age_band="9-11", expected=sum(room.sizes), basis="parents", devices=room.devices,
    )  # fmt: skip
    hands = _sheets(db, who, session_id, room) if room.devices == "none" else _devices(db, who, session_id, room)
    for number, question in enumerate(view.version(db, version_id).questions[: room.until], start=1):
        pacing.go(db, who, session_id, question.id)
        if question.how.gathers:
            _fill_wall(db, who, session_id, question, hands, chance, deck)
            if room.until < ALL:
                _write(hands[-1], question.id, HELD, SAID[room.language]["held"], {})
        elif number == room.until < ALL:
            _vote(db, hands[:-1], session_id, question, chance, 1)
        else:
            _answer(db, who, session_id, question, hands, chance)
        db.flush()
    if room.until == ALL:
        sessions.close(db, who, session_id)


def _devices(db: Session, who: Visitor, session_id: str, room: Room) -> list[Hand]:
    """Everybody comes in by the link, says how many they are, and says yes."""
    sessions.open_door(db, who, session_id)
    link = ways_in.link_token(db.get_one(GroupSession, session_id))
    hands = []
    for at, size in enumerate(room.sizes):
        language = ("nl", "fr")[at % 2] if room.language == "both" else room.language
        hand = Hand(db, who, session_id, at, language, size, knocking.join(db, STRANGER, link, language))
        db.flush()
        if room.devices == "group":
            presence.count_us(db, hand.child().visitor, size)
        presence.assent(db, hand.child().visitor, "yes")
        db.flush()
        hands.append(hand)
    return hands


def _sheets(db: Session, who: Visitor, session_id: str, room: Room) -> list[Hand]:
    """A pile of paper, one sheet a small group."""
    seats.seat(db, who, session_id, len(room.sizes))
    seats.everybody_joins(db, who, session_id)
    db.flush()
    hands = []
    for number, size in enumerate(room.sizes, start=1):
        seats.resize(db, who, session_id, number, size)
        hands.append(Hand(db, who, session_id, number, room.language, size))
    return hands


def _fill_wall(
    db: Session, who: Visitor, session_id: str, question: QuestionView, hands: Sequence[Hand], chance: random.Random,
    deck: Decks,
) -> None:  # fmt: skip
    """Cards are written, looked at, laid under themes; one grows from another; a few are picked."""
    themes: dict[str, str] = {}
    for hand in hands:
        for at in range(1 if hand.alone else 2):
            _write(hand, question.id, at, next(deck[hand.language]), themes)
    db.flush()
    _look(db, who, session_id, question.id, themes)
    parent = next(one for one in walls.wall(db, who, session_id, question.id) if one.language == hands[0].language)
    _write(hands[0], question.id, GROWN, SAID[hands[0].language]["grown"], themes, parent.id)
    db.flush()
    _look(db, who, session_id, question.id, themes)
    hung = sorted(walls.wall(db, who, session_id, question.id), key=lambda one: one.words)
    for card in chance.sample(hung, min(PICKED, len(hung))):
        walls.pick(db, who, card.id)


def _write(
    hand: Hand, question_id: str, at: int, card: Sequence[str], themes: dict[str, str], parent: str = ""
) -> None:
    kind, theme, emoji, words = card
    themes[words] = theme
    hand.writes(question_id, f"{at:032x}", {"kind": kind, "words": words, "emoji": emoji, "from": parent})


def _look(db: Session, who: Visitor, session_id: str, question_id: str, themes: dict[str, str]) -> None:
    """The leader lets cards appear and lays them under a theme."""
    for card in walls.wall(db, who, session_id, question_id):
        if card.state == "waiting":
            walls.show(db, who, card.id)
            walls.lay_under(db, who, card.id, themes[card.words])
    db.flush()


def _answer(
    db: Session, who: Visitor, session_id: str, question: QuestionView, hands: Sequence[Hand], chance: random.Random
) -> None:
    """Everybody answers; a vote with stickers is shown, talked about, and done once more."""
    if question.type != "dot_voting":
        for hand in hands:
            hand.answers(question.id, _value(db, session_id, question, hand.language, chance))
        return
    _vote(db, hands, session_id, question, chance, 1)
    db.flush()
    staging.reveal(db, who, session_id, question.id)
    staging.second_round(db, who, session_id, question.id)
    db.flush()
    _vote(db, hands, session_id, question, chance, 2)
    staging.reveal(db, who, session_id, question.id)


def _vote(
    db: Session, hands: Sequence[Hand], session_id: str, question: QuestionView, chance: random.Random, round_: int
) -> None:
    """Three stickers each; after the talk more of them go to the first cards."""
    keys = _keys(db, session_id, question)
    weights = [(round_ * 3) if at < 2 else 2 for at in range(len(keys))]
    for hand in hands:
        first, *others = chance.choices(keys, weights, k=3)
        second = next((one for one in others if one != first), keys[0] if first != keys[0] else keys[1])
        hand.answers(question.id, {first: 2, second: 1}, round_)


def _value(db: Session, session_id: str, question: QuestionView, language: str, chance: random.Random) -> Any:
    """What children could say: no homework by a chatbot, no secrets; a game rather than a poster."""
    keys = _keys(db, session_id, question)
    match question.type:
        case "agree_pass":
            leaning = {"knows": (1, 2, 6), "homework": (2, 2, 5), "friend": (3, 3, 4), "secrets": (1, 1, 8)}
            return {key: chance.choices((1, 0, -1), leaning[key])[0] for key in keys}
        case "card_sort":
            piles = [one.key for one in question.read_settings.piles]
            kept = keys if chance.random() < 0.7 else keys[:-1]
            return {"cards": {key: chance.choices(piles, _leaning(at))[0] for at, key in enumerate(kept)}}
        case "this_or_that":
            liked = {"poster": 3, "film": 5, "comic": 3, "game": 8}
            return [[a, b, chance.choices((a, b, ""), (liked[a], liked[b], 0.5))[0]] for a, b in combinations(keys, 2)]
        case "postcard":
            return chance.choice(SAID[language]["six_words"])
    return chance.choices(("yes", "maybe", "no"), (8, 3, 1))[0]


def _leaning(at: int) -> tuple[int, int, int]:
    """Each card has a pile where most lay it."""
    return ((8, 1, 1), (7, 2, 1), (1, 8, 1), (6, 3, 1), (1, 1, 8), (1, 2, 7))[at % PICKED]


def _keys(db: Session, session_id: str, question: QuestionView) -> list[str]:
    """What there is to choose from: cards of the group too."""
    asked = view.asked(db, db.get_one(GroupSession, session_id).version_id)
    settings = cards.settings_in(db, session_id, asked, question)
    return [one.key for one in getattr(settings, "options", ())]
