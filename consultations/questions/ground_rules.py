"""Ground rules: what a group agrees on before it talks. Read aloud and shown; children may add their own by voice."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import Field

from consultations.questions import base
from consultations.questions.options import Option, labels
from consultations.shapes import Contribution, OptionList, Read, Refused, Voices, WholeNumber, Words
from translations import N_

MOST = 5
"""More than five are not remembered (methods §1.5)."""


class RulesSettings(base.Settings):
    """The rules, and the minutes they take."""

    minutes: int = Field(default=3, ge=1, le=15)
    rules: tuple[Option, ...] = Field(default=(), max_length=MOST)


class GroundRules(base.QuestionType):
    """What we agree on."""

    name = "ground_rules"
    title = N_("What we agree on")
    icon = "🤝"
    shape = "nothing"
    spoken = True
    Settings = RulesSettings
    settings_controls = (WholeNumber("minutes", 1, 15), OptionList("rules", 1, MOST))
    example = {
        "settings": {"minutes": 3, "rules": [{"key": "listen", "nl": "We luisteren.", "fr": "On écoute."}]},
        "raw": None,
        "value": None,
    }

    def control(self, settings: RulesSettings, language: str) -> Read:
        """The rules, one a line."""
        return Read(tuple(rule.words()[language] for rule in settings.rules))

    def check(self, raw: Any, settings: RulesSettings) -> None:
        """There is nothing to fill in."""
        raise Refused(N_("There is nothing to fill in here."))

    def summarise(self, contributions: Sequence[Contribution], settings: RulesSettings) -> Voices:
        """Nothing to add up."""
        return Voices(0, 0, {})

    def texts(self, settings: RulesSettings) -> Mapping[str, Words]:
        """Each rule."""
        return {f"rules.{key}": words for key, words in labels(settings.rules).items()}

    def unusable(self, settings: RulesSettings) -> Iterable[str]:
        """No rule at all."""
        if not settings.rules:
            yield N_("Write at least one rule.")


TYPE = GroundRules()
