"""Smileys: five faces with words. From ten years; younger children pile up on the happiest face.

Read & MacFarlane 2006; Zaman et al. 2013. Under ten it is never the only measure: drafting refuses that.
"""

from typing import Literal

from consultations.questions import base, word_scale
from consultations.questions.label_sets import FACED, shown
from consultations.shapes import Rate, Variant
from translations import N_

FACES = ("face_1", "face_2", "face_3", "face_4", "face_5")


class FaceSettings(base.Settings):
    """Which words stand under the faces."""

    labels: Literal["good-5", "fun-5"] = "fun-5"


class Smileys(word_scale.WordScale):
    """One of five faces, each with its words: a face is never told by its colour."""

    name = "smileys"
    title = N_("Smileys")
    icon = "🙂"
    shape = "spread"
    steers = False
    sets = FACED
    Settings = FaceSettings
    settings_controls = (Variant("labels", tuple(FACED), shown(FACED)),)
    example = {"settings": {"labels": "fun-5"}, "raw": "5", "value": "5"}

    def control(self, settings: FaceSettings, language: str) -> Rate:
        """Faces and words, from least to most."""
        return Rate(self.sets[settings.labels].choices(language, FACES))


TYPE = Smileys()
