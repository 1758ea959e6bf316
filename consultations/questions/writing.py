"""What the two ways of writing share: words are tidied, measured in code points, and counted, never read, here."""

from collections.abc import Sequence
from typing import Any, ClassVar

from consultations.language.normal import tidy
from consultations.questions import base
from consultations.questions.adding import answered, missing
from consultations.shapes import Contribution, Refused, Voices, Write
from translations import N_


class Writing(base.QuestionType):
    """Words of a child's own."""

    shape = "voices"
    longest: ClassVar[int]
    lines: ClassVar[int]

    def control(self, settings: Any, language: str) -> Write:
        """A field to write in."""
        return Write(self.longest, self.lines)

    def check(self, raw: Any, settings: Any) -> str:
        """The words, tidied; refused when empty, too long, or not text."""
        try:
            words = tidy(raw) if isinstance(raw, str) else ""
        except ValueError:
            raise Refused(N_("We cannot read that. Write it again with ordinary letters.")) from None
        if self.lines == 1:
            words = " ".join(words.split())
        if not words:
            raise Refused(N_("Write something, or skip this question."))
        if len(words) > self.longest:
            raise Refused(N_("That is too long. You can write {n} letters."), n=self.longest)
        return words

    def summarise(self, contributions: Sequence[Contribution], settings: Any) -> Voices:
        """How many wrote something."""
        gave, children = answered(contributions)
        return Voices(gave, children, missing(contributions))
