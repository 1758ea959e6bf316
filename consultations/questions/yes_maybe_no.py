"""Yes / maybe / no: the Again-Again shape, from six years."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from consultations.questions import base
from consultations.questions.adding import answered, counts, missing
from consultations.shapes import Choice, Contribution, Pick, Refused, Tally, Variant, Words
from translations import N_

WORDS: Mapping[str, Words] = {
    "yes": {"nl": "Ja", "fr": "Oui"},
    "maybe": {"nl": "Misschien", "fr": "Peut-être"},
    "a_bit": {"nl": "Een beetje", "fr": "Un peu"},
    "no": {"nl": "Nee", "fr": "Non"},
}
BETWEEN = {
    "maybe": "Ja · Misschien · Nee  |  Oui · Peut-être · Non",
    "a_bit": "Ja · Een beetje · Nee  |  Oui · Un peu · Non",
    "none": "Ja · Nee  |  Oui · Non",
}


class YesNoSettings(base.Settings):
    """What stands between yes and no."""

    middle: Literal["maybe", "a_bit", "none"] = "maybe"

    def keys(self) -> tuple[str, ...]:
        """The answers, in order."""
        return ("yes", "no") if self.middle == "none" else ("yes", self.middle, "no")


class YesMaybeNo(base.QuestionType):
    """Yes, no, and perhaps something between."""

    name = "yes_maybe_no"
    title = N_("Yes, maybe or no")
    icon = "👍"
    shape = "tally"
    steers = True
    Settings = YesNoSettings
    settings_controls = (Variant("middle", tuple(BETWEEN), BETWEEN),)
    example = {"settings": {"middle": "maybe"}, "raw": "yes", "value": "yes"}

    def control(self, settings: YesNoSettings, language: str) -> Pick:
        """Two or three big cards."""
        return Pick(tuple(Choice(key, WORDS[key][language]) for key in settings.keys()))

    def check(self, raw: Any, settings: YesNoSettings) -> str:
        """One of the keys."""
        if not isinstance(raw, str) or raw not in settings.keys():
            raise Refused(N_("Pick one of the cards."))
        return raw

    def summarise(self, contributions: Sequence[Contribution], settings: YesNoSettings) -> Tally:
        """How many said each."""
        gave, children = answered(contributions)
        return Tally(gave, children, counts(contributions, settings.keys()), missing(contributions))

    def labels(self, settings: YesNoSettings) -> Mapping[str, Words]:
        """The answers' words."""
        return {key: WORDS[key] for key in settings.keys()}


TYPE = YesMaybeNo()
