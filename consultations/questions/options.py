"""Options an author writes: a key that never changes, and the words in both languages."""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

from consultations.questions import base
from consultations.shapes import Choice, Words
from translations import N_

KEY = re.compile(r"[a-z0-9_]{1,40}")
LONGEST = 120


class Option(BaseModel):
    """One option. Answers are kept by `key`, so a Dutch and a French child stand in the same bar."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    nl: str = Field(default="", max_length=LONGEST)
    fr: str = Field(default="", max_length=LONGEST)

    @field_validator("key")
    @classmethod
    def _plain(cls, key: str) -> str:
        if not KEY.fullmatch(key):
            raise ValueError("a key is small letters, digits and underscores")
        return key

    def words(self) -> dict[str, str]:
        """The option in both languages."""
        return {"nl": self.nl, "fr": self.fr}


class Page(Option):
    """One page of what is tested, by the stem it has in every version: what it is, and its picture."""

    picture: str = ""


def distinct(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """The options, refused when a key stands twice."""
    if len({one.key for one in options}) != len(options):
        raise ValueError("two options share a key")
    return options


Distinct = Annotated[tuple[Option, ...], AfterValidator(distinct)]
Options = Annotated[Distinct, Field(max_length=12)]


def choices(options: tuple[Option, ...], language: str) -> tuple[Choice, ...]:
    """What a child taps, in one language."""
    return tuple(Choice(one.key, one.words()[language]) for one in options)


def labels(options: tuple[Option, ...]) -> Mapping[str, Words]:
    """The words of each key."""
    return {one.key: one.words() for one in options}


def alike(options: tuple[Option, ...]) -> bool:
    """Whether two options read the same in one language: a child could not tell them apart."""
    for language in ("nl", "fr"):
        written = [one.words()[language].strip().casefold() for one in options if one.words()[language].strip()]
        if len(set(written)) != len(written):
            return True
    return False


def of_card(key: str, words: str) -> Option:
    """A card of a wall as an option: the same words in both languages, as they were written, however long."""
    return Option.model_construct(key=key, nl=words, fr=words)


class OptionSettings(base.Settings):
    """The options, in the order they are shown."""

    options: Options = ()


class OfOptions(base.QuestionType):
    """What asking with options of one's own shares."""

    Settings = OptionSettings

    def labels(self, settings: OptionSettings) -> Mapping[str, Words]:
        """The options' words."""
        return labels(settings.options)

    def texts(self, settings: OptionSettings) -> Mapping[str, Words]:
        """Each option's words."""
        return {f"options.{key}": words for key, words in labels(settings.options).items()}

    def unusable(self, settings: OptionSettings) -> Iterable[str]:
        """Too few options, or two that read the same."""
        if len(settings.options) < 2:
            yield N_("Write at least two options.")
        if alike(settings.options):
            yield N_("Two options read the same.")
