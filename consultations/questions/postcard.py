"""Six words or a postcard: something short to close with, that one would say to somebody."""

from collections.abc import Sequence
from typing import Any, Final, Literal

from pydantic import Field

from consultations.language.normal import tidy
from consultations.questions.adding import answered, missing
from consultations.questions.phases import PHASE_FIELDS, Phase, Phased, PhaseSettings
from consultations.shapes import Contribution, Refused, Variant, Voices, Write
from translations import N_

SIX: Final = 6
LONGEST: Final = {"six_words": 90, "postcard": 300}
FORMS: Final = {"six_words": "Zes woorden · Six mots", "postcard": "Kaartje · Carte postale"}


class PostcardSettings(PhaseSettings):
    """Six words, or a postcard of at most 300 letters."""

    phase: Phase = "close"
    minutes: int = Field(default=5, ge=1, le=90)
    form: Literal["six_words", "postcard"] = "postcard"


class Postcard(Phased):
    """A short text."""

    name = "postcard"
    title = N_("Six words or a postcard")
    icon = "💌"
    shape = "voices"
    Settings = PostcardSettings
    settings_controls = (*PHASE_FIELDS, Variant("form", tuple(FORMS), FORMS))
    example = {
        "settings": {"form": "six_words"},
        "raw": " maak  het korter en leuker ",
        "value": "maak het korter en leuker",
    }

    def control(self, settings: PostcardSettings, language: str) -> Write:
        """A field to write in."""
        return Write(LONGEST[settings.form], 1 if settings.form == "six_words" else 4)

    def check(self, raw: Any, settings: PostcardSettings) -> str:
        """The words, tidied; at most six of them, or 300 letters."""
        try:
            words = tidy(raw) if isinstance(raw, str) else ""
        except ValueError:
            raise Refused(N_("We cannot read that. Write it again with ordinary letters.")) from None
        if settings.form == "six_words":
            words = " ".join(words.split())
        if not words:
            raise Refused(N_("Write something, or skip this question."))
        if settings.form == "six_words" and (n := _count(words)) > SIX:
            raise Refused(N_("Six words at most. You have {n}."), n=n)
        if len(words) > LONGEST[settings.form]:
            raise Refused(N_("That is too long. You can write {n} letters."), n=LONGEST[settings.form])
        return words

    def summarise(self, contributions: Sequence[Contribution], settings: PostcardSettings) -> Voices:
        """How many wrote something."""
        gave, children = answered(contributions)
        return Voices(gave, children, missing(contributions))


def _count(words: str) -> int:
    """How many words: a mark that stands alone, as before a French « ! », is none."""
    return sum(any(sign.isalnum() for sign in one) for one in words.split())


TYPE = Postcard()
