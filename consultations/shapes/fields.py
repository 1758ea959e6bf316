"""Fields: how the settings of a question type are edited. `parts/settings` draws each of them and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class OptionList:
    """A list of options, each with a key and its words in both languages."""

    name: str
    least: int
    most: int


@dataclass(frozen=True)
class Variant:
    """One of several ready sets of words; `shown` says what each holds."""

    name: str
    keys: tuple[str, ...]
    shown: Mapping[str, str]


@dataclass(frozen=True)
class WholeNumber:
    """A whole number from `least` to `most`."""

    name: str
    least: int
    most: int


@dataclass(frozen=True)
class ShortWords:
    """A few words in both languages, or none; at most `longest` letters."""

    name: str
    longest: int = 40


@dataclass(frozen=True)
class YesNo:
    """Whether or not."""

    name: str


@dataclass(frozen=True)
class EarlierWall:
    """An idea wall that comes before, by its stem, or none: the cards on it are then what this one is about."""

    name: str


@dataclass(frozen=True)
class PictureList:
    """Pictures of the organisation to choose from, each with what it shows in both languages; at most `most`."""

    name: str
    most: int


Field = OptionList | Variant | WholeNumber | ShortWords | YesNo | EarlierWall | PictureList
