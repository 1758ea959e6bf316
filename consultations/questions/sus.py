"""SUS, the System Usability Scale of Brooke (1996): from fifteen years and for teachers. An author brings the items.

We hold no official Dutch or French wording: D-SUS (Ensink, Keijsers & Groen 2024) and F-SUS (Gronier & Baudet 2021)
have their own conditions. Odd items are positive and even ones negative, as in the original.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from consultations.questions import base
from consultations.questions.label_sets import AGREE_5
from consultations.questions.options import Options, alike, labels
from consultations.questions.scored import Scored
from consultations.shapes import OptionList, Words
from consultations.statistics import instruments
from consultations.statistics.answers import Answer
from consultations.statistics.instruments import SUS_ITEMS
from translations import N_


class SusSettings(base.Settings):
    """The ten items, in their order."""

    items: Options = ()


class Sus(Scored):
    """Ten items, one score."""

    name = "sus"
    title = N_("SUS, from 15 years")
    icon = "📐"
    Settings = SusSettings
    settings_controls = (OptionList("items", SUS_ITEMS, SUS_ITEMS),)
    example = {
        "settings": {"items": [{"key": f"item_{at}", "nl": f"Zin {at}", "fr": f"Phrase {at}"} for at in range(1, 11)]},
        "raw": {"item_2": "1", "item_1": "5"},
        "value": {"item_1": "5", "item_2": "1"},
    }

    def things(self, settings: SusSettings) -> tuple[tuple[str, Words], ...]:
        """The items."""
        return tuple((one.key, one.words()) for one in settings.items)

    def steps(self, settings: SusSettings, at: int) -> tuple[Words, ...]:
        """Not agreeing at all to fully agreeing."""
        return AGREE_5.steps

    def scores(self, answers: Sequence[Answer], settings: Any) -> dict[str, float | None]:
        """0 to 100; None with more than one item without an answer, and while there are no ten items."""
        whole = len(answers) == SUS_ITEMS
        return {"score": instruments.sus(answers).value if whole else None}

    def texts(self, settings: SusSettings) -> Mapping[str, Words]:
        """Each item's words."""
        return {f"items.{key}": words for key, words in labels(settings.items).items()}

    def unusable(self, settings: SusSettings) -> Iterable[str]:
        """Other than ten items, or two that read the same."""
        if len(settings.items) != SUS_ITEMS:
            yield N_("A SUS has ten statements: positive and negative in turn, as in the original.")
        if alike(settings.items):
            yield N_("Two options read the same.")


TYPE = Sus()
