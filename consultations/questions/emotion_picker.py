"""Emotion picker: tap one to three of eight feelings, each an emoji and a word. For all ages."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import Field

from consultations.questions import base
from consultations.questions.adding import answered, counts, missing
from consultations.questions.several_choices import picked
from consultations.shapes import Choice, Contribution, PickMany, Tally, WholeNumber, Words
from translations import N_

FEELINGS: Final[Mapping[str, Words]] = {
    "joy": {"nl": "😀 Blij", "fr": "😀 De la joie"},
    "keen": {"nl": "🤩 Enthousiast", "fr": "🤩 De l’enthousiasme"},
    "curious": {"nl": "🤔 Nieuwsgierig", "fr": "🤔 De la curiosité"},
    "calm": {"nl": "😌 Rustig", "fr": "😌 Du calme"},
    "bored": {"nl": "🥱 Verveeld", "fr": "🥱 De l’ennui"},
    "confused": {"nl": "😕 In de war", "fr": "😕 De la confusion"},
    "angry": {"nl": "😠 Boos", "fr": "😠 De la colère"},
    "afraid": {"nl": "😟 Bang", "fr": "😟 De la peur"},
}


class FeelingSettings(base.Settings):
    """How many feelings one may choose."""

    at_most: int = Field(default=3, ge=1, le=3)


class EmotionPicker(base.QuestionType):
    """How it felt."""

    name = "emotion_picker"
    title = N_("How did it feel?")
    icon = "🎭"
    shape = "several"
    Settings = FeelingSettings
    settings_controls = (WholeNumber("at_most", 1, 3),)
    example = {"settings": {"at_most": 3}, "raw": ["calm", "joy"], "value": ["joy", "calm"]}

    def control(self, settings: FeelingSettings, language: str) -> PickMany:
        """Eight cards, each on or off."""
        return PickMany(tuple(Choice(key, words[language]) for key, words in FEELINGS.items()), settings.at_most)

    def check(self, raw: Any, settings: FeelingSettings) -> list[str]:
        """Feelings without doubles, in our order."""
        return picked(raw, tuple(FEELINGS), settings.at_most)

    def summarise(self, contributions: Sequence[Contribution], settings: FeelingSettings) -> Tally:
        """How many chose each feeling."""
        gave, children = answered(contributions)
        return Tally(gave, children, counts(contributions, FEELINGS), missing(contributions), several=True)

    def labels(self, settings: FeelingSettings) -> Mapping[str, Words]:
        """The words of each feeling."""
        return FEELINGS


TYPE = EmotionPicker()
