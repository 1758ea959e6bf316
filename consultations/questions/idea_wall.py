"""Idea wall: cards with what one likes, does not like, or would change; each may grow from another."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pydantic import Field

from consultations.language.emoji import EMOJI
from consultations.language.normal import tidy
from consultations.questions.adding import answered, missing
from consultations.questions.options import Option, choices, distinct, labels
from consultations.questions.phases import PHASE_FIELDS, Phased, PhaseSettings
from consultations.shapes import Cards, Contribution, OptionList, Refused, Voices, WholeNumber, Words
from translations import N_

LONGEST: Final = 140
KINDS: Final = (
    Option(key="like", nl="Dit vind ik goed", fr="J’aime ça"),
    Option(key="dislike", nl="Dit vind ik niet goed", fr="Je n’aime pas ça"),
    Option(key="idea", nl="Mijn idee", fr="Mon idée"),
)
"""Likes, dislikes, design ideas (sticky notes; Fails, Guha & Druin 2013)."""
EMOJI_OFFERED: Final = ("👍", "❤️", "😀", "😕", "😡", "💡", "🎮", "📱", "🔒", "⭐")


class WallSettings(PhaseSettings):
    """Which kinds of card there are, how many one may write, and the themes the leader can lay them under."""

    kinds: tuple[Option, ...] = Field(default=KINDS, max_length=4)
    at_most: int = Field(default=6, ge=1, le=20)
    themes: tuple[Option, ...] = Field(default=(), max_length=8)


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
        if not isinstance(raw, Mapping) or raw.get("kind") not in {one.key for one in settings.kinds}:
            raise Refused(N_("Pick one of the cards."))
        try:
            words = " ".join(tidy(str(raw.get("words", ""))).split())
        except ValueError:
            raise Refused(N_("We cannot read that. Write it again with ordinary letters.")) from None
        if not words:
            raise Refused(N_("Write something on your card first."))
        if len(words) > LONGEST:
            raise Refused(N_("That is too long. You can write {n} letters."), n=LONGEST)
        emoji = str(raw.get("emoji") or "")
        if emoji and not EMOJI.fullmatch(emoji):
            raise Refused(N_("Pick one of the cards."))
        return {"kind": str(raw["kind"]), "words": words, "emoji": emoji, "from": str(raw.get("from") or "")}

    def summarise(self, contributions: Sequence[Contribution], settings: WallSettings) -> Voices:
        """How many wrote something. The cards are counted elsewhere, by kind and theme."""
        gave, children = answered(contributions)
        return Voices(gave, children, missing(contributions))

    def labels(self, settings: WallSettings) -> Mapping[str, Words]:
        """The words of the kinds and of the themes."""
        return {**labels(settings.kinds), **{f"theme.{one.key}": one.words() for one in settings.themes}}

    def unusable(self, settings: WallSettings) -> Iterable[str]:
        """No kind of card, or two with one key."""
        if not settings.kinds:
            yield N_("Choose at least one kind of card.")
        try:
            distinct(settings.kinds)
            distinct(settings.themes)
        except ValueError:
            yield N_("Two options read the same.")


TYPE = IdeaWall()
