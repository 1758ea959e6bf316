"""Idea wall: cards with what one likes, does not like, or would change; each may grow from another."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pydantic import Field

from consultations.language.emoji import EMOJI
from consultations.questions.adding import answered, missing
from consultations.questions.options import Distinct, Option, alike, choices, labels
from consultations.questions.phases import PHASE_FIELDS, Phased, PhaseSettings, written
from consultations.shapes import Cards, Contribution, OptionList, Refused, Voices, WholeNumber, Words
from translations import N_

LONGEST: Final = 140
LONGEST_EMOJI: Final = 14
CARD: Final = re.compile(r"[0-9a-f]{32}")
KINDS: Final = (
    Option(key="like", nl="Dit vind ik goed", fr="J’aime ça"),
    Option(key="dislike", nl="Dit vind ik niet goed", fr="Je n’aime pas ça"),
    Option(key="idea", nl="Mijn idee", fr="Mon idée"),
)
"""Likes, dislikes, design ideas (sticky notes; Fails, Guha & Druin 2013)."""
EMOJI_OFFERED: Final = ("👍", "❤️", "😀", "😕", "😡", "💡", "🎮", "📱", "🔒", "⭐")


class WallSettings(PhaseSettings):
    """Which kinds of card there are, how many one may write, and the themes the leader can lay them under."""

    kinds: Distinct = Field(default=KINDS, max_length=4)
    at_most: int = Field(default=6, ge=1, le=20)
    themes: Distinct = Field(default=(), max_length=8)


class IdeaWall(Phased):
    """Cards of one's own, at most 140 letters each."""

    name = "idea_wall"
    title = N_("Idea wall")
    icon = "🗒️"
    shape = "wall"
    gathers = True
    Settings = WallSettings
    settings_controls = (
        *PHASE_FIELDS, OptionList("kinds", 1, 4), WholeNumber("at_most", 1, 20), OptionList("themes", 0, 8),
    )  # fmt: skip
    example = {
        "settings": {"phase": "make", "minutes": 10},
        "raw": {"kind": "idea", "words": "  een   knop om te stoppen ", "emoji": "💡", "from": ""},
        "value": {"kind": "idea", "words": "een knop om te stoppen", "emoji": "💡", "from": ""},
    }

    def control(self, settings: WallSettings, language: str) -> Cards:
        """The kinds of card, and how long one may be."""
        return Cards(choices(settings.kinds, language), LONGEST, settings.at_most, EMOJI_OFFERED)

    def check(self, raw: Any, settings: WallSettings) -> dict[str, str]:
        """One card: its kind, its words on one line, one emoji or none, and the card it grew from, or none."""
        if not isinstance(raw, Mapping):
            raise Refused(N_("Pick one of the cards."))
        kind, emoji, parent = (raw.get(name) or "" for name in ("kind", "emoji", "from"))
        if kind not in [one.key for one in settings.kinds] or not (_is_emoji(emoji) and _is_card(parent)):
            raise Refused(N_("Pick one of the cards."))
        words = written(raw.get("words"), LONGEST)
        if not words:
            raise Refused(N_("Write something on your card first."))
        return {"kind": kind, "words": words, "emoji": emoji, "from": parent}

    def summarise(self, contributions: Sequence[Contribution], settings: WallSettings) -> Voices:
        """How many wrote something. The cards are counted elsewhere, by kind and theme."""
        gave, children = answered(contributions)
        return Voices(gave, children, missing(contributions))

    def labels(self, settings: WallSettings) -> Mapping[str, Words]:
        """The words of the kinds and of the themes."""
        return {**labels(settings.kinds), **{f"theme.{one.key}": one.words() for one in settings.themes}}

    def unusable(self, settings: WallSettings) -> Iterable[str]:
        """No kind of card, or two that read the same."""
        if not settings.kinds:
            yield N_("Choose at least one kind of card.")
        if alike(settings.kinds) or alike(settings.themes):
            yield N_("Two options read the same.")

    def told(self, value: Any, settings: WallSettings, language: str) -> str:
        """What one wrote, also where that is the key of a kind."""
        return str(value)


def _is_emoji(raw: Any) -> bool:
    """One emoji, or none; a family of four with skin tones is eleven signs."""
    return isinstance(raw, str) and (not raw or (len(raw) <= LONGEST_EMOJI and EMOJI.fullmatch(raw) is not None))


def _is_card(raw: Any) -> bool:
    """What can be the id of a card, or none."""
    return isinstance(raw, str) and (not raw or CARD.fullmatch(raw) is not None)


TYPE = IdeaWall()
