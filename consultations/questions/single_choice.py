"""Single choice: tap one of a few options."""

from collections.abc import Sequence
from typing import Any

from consultations.questions.adding import answered, counts, missing
from consultations.questions.options import OfOptions, OptionSettings, choices
from consultations.shapes import Contribution, OptionList, Pick, Refused, Tally
from translations import N_


class SingleChoice(OfOptions):
    """One of two to eight options."""

    name = "single_choice"
    title = N_("Choose one")
    icon = "☝️"
    shape = "tally"
    steers = True
    settings_controls = (OptionList("options", 2, 8),)
    example = {
        "settings": {
            "options": [
                {"key": "strip", "nl": "Strips", "fr": "BD"},
                {"key": "book", "nl": "Boeken", "fr": "Livres"},
            ]
        },
        "raw": "strip",
        "value": "strip",
    }

    def control(self, settings: OptionSettings, language: str) -> Pick:
        """The options as big cards."""
        return Pick(choices(settings.options, language))

    def check(self, raw: Any, settings: OptionSettings) -> str:
        """One of the keys."""
        if not isinstance(raw, str) or raw not in {one.key for one in settings.options}:
            raise Refused(N_("Pick one of the cards."))
        return raw

    def summarise(self, contributions: Sequence[Contribution], settings: OptionSettings) -> Tally:
        """How many chose each option."""
        gave, children = answered(contributions)
        keys = [one.key for one in settings.options]
        return Tally(gave, children, counts(contributions, keys), missing(contributions))


TYPE = SingleChoice()
