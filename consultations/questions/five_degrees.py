"""Five Degrees of Happiness: five happy faces, from a little fun to super fun. From seven years.

Hall, Hume & Tazzyman (2016): children nearly always choose a happy face, so only happy ones tell them apart.
"""

from typing import ClassVar

from consultations.questions import base, word_scale
from consultations.questions.label_sets import HAPPY_5, LabelSet
from consultations.shapes import Rate
from translations import N_

FACES = ("happy_1", "happy_2", "happy_3", "happy_4", "happy_5")


class FiveDegreesSettings(base.Settings):
    """Nothing to set: the faces and their words are what makes it comparable."""

    @property
    def labels(self) -> str:
        """The one set of words."""
        return "happy-5"


class FiveDegrees(word_scale.WordScale):
    """One of five happy faces, each with its words."""

    name = "five_degrees"
    title = N_("Five happy faces")
    icon = "😄"
    steers = False
    sets: ClassVar[dict[str, LabelSet]] = {"happy-5": HAPPY_5}
    Settings = FiveDegreesSettings
    settings_controls = ()
    example = {"settings": {}, "raw": "4", "value": "4"}

    def control(self, settings: FiveDegreesSettings, language: str) -> Rate:
        """Happy faces and words, from least to most."""
        return Rate(HAPPY_5.choices(language, FACES))


TYPE = FiveDegrees()
