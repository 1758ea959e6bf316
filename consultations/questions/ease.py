"""Ease: how easy a task was, right after it. Three faces, five faces or seven steps in words, by age.

Sauro & Dumas (2009) for the one question after a task, from twelve; the faces below twelve are our adaptation.
"""

from typing import Final, Literal

from consultations.questions import base, word_scale
from consultations.questions.label_sets import EASE, shown
from consultations.shapes import Rate, Variant
from translations import N_

FACES: Final = {
    "faces-3": ("plain_1", "plain_2", "plain_3"),
    "faces-5": ("face_1", "face_2", "face_3", "face_4", "face_5"),
    "words-7": (),
}


class EaseSettings(base.Settings):
    """How many steps, and whether they have faces."""

    labels: Literal["faces-3", "faces-5", "words-7"] = "faces-5"


class Ease(word_scale.WordScale):
    """One step, from difficult to easy."""

    name = "ease"
    title = N_("How easy was it?")
    icon = "🪜"
    sets = EASE
    Settings = EaseSettings
    settings_controls = (Variant("labels", tuple(EASE), shown(EASE)),)
    example = {"settings": {"labels": "faces-3"}, "raw": "3", "value": "3"}

    def control(self, settings: EaseSettings, language: str) -> Rate:
        """The steps, with faces where there are any."""
        return Rate(self.sets[settings.labels].choices(language, FACES[settings.labels]))


TYPE = Ease()
