"""Several choices: tap any of a few options, as many as are allowed."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field

from consultations.questions.adding import answered, counts, missing
from consultations.questions.options import OfOptions, OptionSettings, choices
from consultations.shapes import Contribution, OptionList, PickMany, Refused, Tally, WholeNumber
from translations import N_


class SeveralSettings(OptionSettings):
    """The options, and how many may be tapped at most (0: all of them)."""

    at_most: int = Field(default=0, ge=0, le=12)


class SeveralChoices(OfOptions):
    """Any of two to ten options."""

    name = "several_choices"
    title = N_("Choose several")
    icon = "✅"
    shape = "several"
    Settings = SeveralSettings
    settings_controls = (OptionList("options", 2, 10), WholeNumber("at_most", 0, 10))
    example = {
        "settings": {
            "options": [
                {"key": "strip", "nl": "Strips", "fr": "BD"},
                {"key": "book", "nl": "Boeken", "fr": "Livres"},
                {"key": "film", "nl": "Films", "fr": "Films"},
            ],
            "at_most": 2,
        },
        "raw": ["film", "strip"],
        "value": ["strip", "film"],
    }

    def control(self, settings: SeveralSettings, language: str) -> PickMany:
        """The options as big cards, each on or off."""
        return PickMany(choices(settings.options, language), settings.at_most)

    def check(self, raw: Any, settings: SeveralSettings) -> list[str]:
        """Keys without doubles, in the order of the options."""
        return picked(raw, [one.key for one in settings.options], settings.at_most)

    def summarise(self, contributions: Sequence[Contribution], settings: SeveralSettings) -> Tally:
        """How many tapped each option; the counts may add up to more than those who answered."""
        gave, children = answered(contributions)
        keys = [one.key for one in settings.options]
        return Tally(gave, children, counts(contributions, keys), missing(contributions), several=True)


def picked(raw: Any, keys: Sequence[str], at_most: int = 0) -> list[str]:
    """Some of the keys, without doubles and in their order; at most so many, when that is not 0."""
    if not isinstance(raw, list) or not raw or any(one not in keys for one in raw):
        raise Refused(N_("Pick one or more of the cards."))
    if at_most and len(set(raw)) > at_most:
        raise Refused(N_("You can pick {n} at most."), n=at_most)
    return [key for key in keys if key in raw]


TYPE = SeveralChoices()
