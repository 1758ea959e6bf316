"""Remember: what of the things shown one still knows, days later. Nothing at all is an answer too. From eight years."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from consultations.questions.adding import answered, counts, missing, one_by_one
from consultations.questions.options import OfOptions, OptionSettings, choices
from consultations.questions.several_choices import picked
from consultations.shapes import Choice, Contribution, OptionList, PickMany, Refused, Tally, Words
from consultations.statistics.fun import Remembered, remembrance
from translations import N_

NOTHING: Final = "(nothing)"
"""The key of knowing nothing any more: no option of an author can have it."""
NOTHING_WORDS: Final[Words] = {"nl": "Ik weet niets meer", "fr": "Je ne me souviens de rien"}


class Remember(OfOptions):
    """What one still knows."""

    name = "remember"
    title = N_("What do you still remember?")
    icon = "🧠"
    shape = "several"
    settings_controls = (OptionList("options", 2, 10),)
    example = {
        "settings": {
            "options": [
                {"key": "stop", "nl": "De kaart Stop", "fr": "La carte Stop"},
                {"key": "ask", "nl": "De kaart Vraag hulp", "fr": "La carte Demande de l’aide"},
            ]
        },
        "raw": ["ask"],
        "value": ["ask"],
    }

    def control(self, settings: OptionSettings, language: str) -> PickMany:
        """The things shown, each on or off, and *nothing*."""
        return PickMany((*choices(settings.options, language), Choice(NOTHING, NOTHING_WORDS[language])))

    def check(self, raw: Any, settings: OptionSettings) -> list[str]:
        """Things without doubles, in their order; or nothing, by itself."""
        kept = picked(raw, (*(one.key for one in settings.options), NOTHING))
        if NOTHING in kept and len(kept) > 1:
            raise Refused(N_("You tapped something and also nothing. Take one of them away."))
        return kept

    def summarise(self, contributions: Sequence[Contribution], settings: OptionSettings) -> Tally:
        """How many still know each thing."""
        gave, children = answered(contributions)
        keys = (*(one.key for one in settings.options), NOTHING)
        return Tally(gave, children, counts(contributions, keys), missing(contributions), several=True)

    def labels(self, settings: OptionSettings) -> Mapping[str, Words]:
        """The words of each thing, and of nothing."""
        return {**super().labels(settings), NOTHING: NOTHING_WORDS}

    def texts(self, settings: OptionSettings) -> Mapping[str, Words]:
        """Each thing's words, as an author wrote them."""
        return {f"options.{one.key}": one.words() for one in settings.options}


def remembered(contributions: Sequence[Contribution], settings: OptionSettings) -> Remembered:
    """How much of what was shown is still known: the mean share, and how many know each thing."""
    known = [[key for key in one.value if key != NOTHING] for one in one_by_one(contributions)]
    return remembrance([one.key for one in settings.options], known)


TYPE = Remember()
