"""Information: a screen to read, nothing to answer."""

from collections.abc import Sequence
from typing import Any

from consultations.questions import base
from consultations.shapes import Contribution, Read, Refused, Voices
from translations import N_


class Information(base.QuestionType):
    """Something to read."""

    name = "information"
    title = N_("Something to read")
    icon = "ℹ️"
    shape = "nothing"
    example = {"settings": {}, "raw": None, "value": None}

    def control(self, settings: Any, language: str) -> Read:
        """Nothing to draw but the words themselves."""
        return Read()

    def check(self, raw: Any, settings: Any) -> None:
        """There is nothing to answer."""
        raise Refused(N_("There is nothing to fill in here."))

    def summarise(self, contributions: Sequence[Contribution], settings: Any) -> Voices:
        """Nothing to add up."""
        return Voices(0, 0, {})


TYPE = Information()
