"""What every shape stands on: words in each language, the codes of not answering, a refusal in plain words."""

from collections.abc import Mapping
from typing import Literal

Words = Mapping[str, str]
"""What they ask, in each language: {"nl": …, "fr": …}."""

Missing = Literal["dont_know", "rather_not", "skipped"]
MISSING: tuple[Missing, ...] = ("dont_know", "rather_not", "skipped")
NOT_REACHED, NOT_ASKED = "not_reached", "not_asked"
REST = "(rest)"
"""The key of several answers taken together: no option of an author can have it."""


class Refused(Exception):
    """What we cannot keep or do, in one sentence a ten-year-old understands.

    The sentence is a message of the catalogues; named holes are filled after translation.
    """

    def __init__(self, sentence: str, **holes: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.holes = holes
