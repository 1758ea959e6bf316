"""Talk: a question asked aloud. An adult writes down what is said; no child fills it in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from consultations.questions import base
from consultations.questions.options import Option, distinct, labels
from consultations.shapes import (
    Contribution,
    OptionList,
    Read,
    Refused,
    ShortWords,
    Variant,
    Voices,
    WholeNumber,
    Words,
)
from translations import N_

CHAPTERS = ("opening", "introduction", "transition", "key", "ending")
"""The route of a focus group (Krueger & Casey): easy first, the heart in the middle, a summing up at the end."""
Chapter = Literal["opening", "introduction", "transition", "key", "ending"]
CHAPTER_NAMES = {
    "opening": "1 Opening · Ouverture",
    "introduction": "2 Inleiding · Introduction",
    "transition": "3 Overgang · Transition",
    "key": "4 Kern · Cœur",
    "ending": "5 Slot · Fin",
}
LONGEST_ACTIVITY = 240


class TalkSettings(base.Settings):
    """Where in the route it stands, for how many minutes, what to ask further, and what children do meanwhile."""

    chapter: Chapter = "key"
    minutes: int = Field(default=5, ge=1, le=60)
    probes: tuple[Option, ...] = Field(default=(), max_length=5)
    activity: dict[Literal["nl", "fr"], str] = Field(default_factory=dict)


class Talk(base.QuestionType):
    """A question to talk about."""

    name = "talk"
    title = N_("To talk about")
    icon = "💬"
    shape = "voices"
    spoken = True
    Settings = TalkSettings
    settings_controls = (
        Variant("chapter", CHAPTERS, CHAPTER_NAMES),
        WholeNumber("minutes", 1, 60),
        OptionList("probes", 0, 5),
        ShortWords("activity", LONGEST_ACTIVITY),
    )
    example = {
        "settings": {"chapter": "key", "minutes": 8, "probes": [{"key": "example", "nl": "Kan je een voorbeeld geven?",
                                                                 "fr": "Tu peux donner un exemple ?"}]},
        "raw": None,
        "value": None,
    }  # fmt: skip

    def control(self, settings: TalkSettings, language: str) -> Read:
        """The words themselves: a child listens and talks."""
        return Read()

    def check(self, raw: Any, settings: TalkSettings) -> None:
        """There is nothing to fill in."""
        raise Refused(N_("There is nothing to fill in here."))

    def summarise(self, contributions: Sequence[Contribution], settings: TalkSettings) -> Voices:
        """What was said is read, not counted."""
        return Voices(0, 0, {})

    def texts(self, settings: TalkSettings) -> Mapping[str, Words]:
        """The probes, and the activity when there is one."""
        written = {f"probes.{key}": words for key, words in labels(settings.probes).items()}
        if any(words.strip() for words in settings.activity.values()):
            written["activity"] = {"nl": settings.activity.get("nl", ""), "fr": settings.activity.get("fr", "")}
        return written

    def unusable(self, settings: TalkSettings) -> Iterable[str]:
        """Two probes with one key."""
        try:
            distinct(settings.probes)
        except ValueError:
            yield N_("Two options read the same.")


TYPE = Talk()
