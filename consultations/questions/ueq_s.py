"""UEQ-S: eight pairs of words, from fifteen years and for teachers. An author brings them, the good word on the right.

Schrepp, Hinderks & Thomaschewski (2017). The Dutch and French words are on ueq-online.org; we hold no copy of them. The
seven steps have words here where the original has bare circles: younger readers misread those.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final

from pydantic import Field

from consultations.questions import base
from consultations.questions.options import Distinct, alike, labels
from consultations.questions.scored import Scored
from consultations.shapes import OptionList, Words
from consultations.statistics import instruments
from consultations.statistics.answers import Answer
from consultations.statistics.instruments import UEQ_ITEMS
from translations import N_

BETWEEN: Final[Words] = {"nl": "Tussenin", "fr": "Entre les deux"}
DEGREES: Final[tuple[Words, ...]] = (
    {"nl": "Heel erg: {word}", "fr": "Tout à fait : {word}"},
    {"nl": "Nogal: {word}", "fr": "Plutôt : {word}"},
    {"nl": "Een beetje: {word}", "fr": "Un peu : {word}"},
)
Words8 = Annotated[Distinct, Field(max_length=UEQ_ITEMS)]


class UeqSettings(base.Settings):
    """The words on the left, and those on the right, in the order of the original: four pragmatic, four hedonic."""

    lefts: Words8 = ()
    rights: Words8 = ()


class UeqS(Scored):
    """Eight pairs, three scores; the overall one is shown."""

    name = "ueq_s"
    title = N_("UEQ-S, from 15 years")
    icon = "🧭"
    Settings = UeqSettings
    settings_controls = (OptionList("lefts", UEQ_ITEMS, UEQ_ITEMS), OptionList("rights", UEQ_ITEMS, UEQ_ITEMS))
    edges = (-3, -0.8, 0.8, 3)
    example = {
        "settings": {
            "lefts": [{"key": f"left_{at}", "nl": f"slecht {at}", "fr": f"mauvais {at}"} for at in range(1, 9)],
            "rights": [{"key": f"right_{at}", "nl": f"goed {at}", "fr": f"bon {at}"} for at in range(1, 9)],
        },
        "raw": {"left_1": "7", "left_2": "4"},
        "value": {"left_1": "7", "left_2": "4"},
    }

    def things(self, settings: UeqSettings) -> tuple[tuple[str, Words], ...]:
        """The pairs, each by the key of its word on the left."""
        return tuple(
            (left.key, {"nl": f"{left.nl} – {right.nl}", "fr": f"{left.fr} – {right.fr}"})
            for left, right in zip(settings.lefts, settings.rights, strict=False)
        )

    def steps(self, settings: UeqSettings, at: int) -> tuple[Words, ...]:
        """From very much the word on the left to very much the one on the right."""
        left, right = settings.lefts[at].words(), settings.rights[at].words()
        return (*_said(DEGREES, left), BETWEEN, *_said(DEGREES[::-1], right))

    def scores(self, answers: Sequence[Answer], settings: Any) -> dict[str, float | None]:
        """Each from -3 to 3; None where more than one of four pairs has no answer, and while there are no eight."""
        if len(answers) != UEQ_ITEMS:
            return {"score": None, "pragmatic": None, "hedonic": None}
        found = instruments.ueq_short(answers)
        return {"score": found.overall, "pragmatic": found.pragmatic, "hedonic": found.hedonic}

    def texts(self, settings: UeqSettings) -> Mapping[str, Words]:
        """Each word."""
        return {
            f"{name}.{key}": words
            for name, held in (("lefts", settings.lefts), ("rights", settings.rights))
            for key, words in labels(held).items()
        }

    def unusable(self, settings: UeqSettings) -> Iterable[str]:
        """Other than eight pairs, or two words that read the same."""
        if not len(settings.lefts) == len(settings.rights) == UEQ_ITEMS:
            yield N_("A UEQ-S has eight pairs of words, the good word on the right.")
        if alike((*settings.lefts, *settings.rights)):
            yield N_("Two options read the same.")


def _said(degrees: Sequence[Words], word: Words) -> tuple[Words, ...]:
    return tuple({language: said[language].format(word=word[language]) for language in said} for said in degrees)


TYPE = UeqS()
