"""The few shapes that cross the ceiling: a Control to draw, a Summary to show, Results to read, and a Refusal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

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


# Controls: how something is asked. `parts/controls` draws each of them and nothing else.


@dataclass(frozen=True)
class Choice:
    """One thing to tap: a key that is the same in every language, the words, and the name of a picture."""

    key: str
    label: str
    picture: str = ""


@dataclass(frozen=True)
class Pick:
    """One of several."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class PickMany:
    """Any of several; at most `at_most` of them, when it is not 0."""

    choices: tuple[Choice, ...]
    at_most: int = 0


@dataclass(frozen=True)
class Rate:
    """One step of a scale, from least to most; with faces when the choices have pictures."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Write:
    """Words: one line or several, at most `longest` code points."""

    longest: int
    lines: int = 1


@dataclass(frozen=True)
class Number:
    """A whole number from `least` to `most`, in `unit`."""

    least: int
    most: int
    unit: str = ""


@dataclass(frozen=True)
class Read:
    """Nothing to answer; perhaps more `lines` to read."""

    lines: tuple[str, ...] = ()


Control = Pick | PickMany | Rate | Write | Number | Read


# Fields: how the settings of a question type are edited. `parts/settings` draws each of them and nothing else.


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


Field = OptionList | Variant | WholeNumber | ShortWords


# Contributions and summaries: how answers add up.


@dataclass(frozen=True)
class Contribution:
    """What one participant, or `times` participants alike, gave: a value or a missing code; `size` children each.

    `cluster` is opaque and the same for those who sat together.
    """

    value: Any
    missing: str | None
    size: int = 1
    cluster: str = ""
    times: int = 1


@dataclass(frozen=True)
class Tally:
    """How many chose each option. With `several`, a participant may stand in more than one count."""

    answered: int
    children: int
    counts: Mapping[str, int]
    missing: Mapping[str, int]
    several: bool = False


@dataclass(frozen=True)
class Spread:
    """How many gave each step of a scale (in order), and the middle of them: a key, or a number."""

    answered: int
    children: int
    counts: Mapping[str, int]
    missing: Mapping[str, int]
    middle: str | float | None = None
    quartiles: tuple[float, float] | None = None


@dataclass(frozen=True)
class Voices:
    """How many wrote something. The words themselves are read page by page, elsewhere."""

    answered: int
    children: int
    missing: Mapping[str, int]


Summary = Tally | Spread | Voices


# Results: what may be read. Nothing in here is hidden: what is hidden is not in here.


@dataclass(frozen=True)
class Bar:
    """One answer of a result. `about`: "" exact, "rounded" to five, "few" hardly any, "nearly_all"."""

    key: str
    count: int | None
    share: float | None
    about: Literal["", "rounded", "few", "nearly_all"] = ""
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Group:
    """The answers of all, or of those who answered in one language."""

    name: Literal["all", "nl", "fr"]
    answered: int
    children: int
    bars: tuple[Bar, ...] = ()
    missing: Mapping[str, int] = field(default_factory=dict)
    middle: str | float | None = None
    quartiles: tuple[float, float] | None = None
    clusters: int = 0
    band: Literal["none", "range", "interval"] = "none"
    rounded: bool = False


@dataclass(frozen=True)
class QuestionResult:
    """What came of one question. `refused` says why something is not shown: a key of `disclosure.REASONS`."""

    stem: str
    fingerprint: str
    type: str
    wording: Words
    labels: Mapping[str, Words]
    sensitive: bool
    shape: Literal["tally", "several", "spread", "numbers", "voices", "talk"]
    groups: tuple[Group, ...]
    refused: tuple[str, ...] = ()
    version: int = 1

    def group(self, name: str) -> Group | None:
        """The group called `name`, when it may be shown."""
        return next((one for one in self.groups if one.name == name), None)


@dataclass(frozen=True)
class Heard:
    """Who was heard, and who was not: age bands, languages, provinces without one closed session."""

    sessions: int
    children: int
    languages: Mapping[str, int]
    bands: Mapping[str, int]
    provinces: Mapping[str, int]
    silent_bands: tuple[str, ...] = ()
    silent_languages: tuple[str, ...] = ()
    silent_provinces: tuple[str, ...] = ()
    waiting: int = 0


@dataclass(frozen=True)
class Results:
    """Everything of one consultation that may be read, and so everything an export can hold."""

    consultation_id: str
    title: Words
    purpose: Words
    kind: str
    heard: Heard
    questions: tuple[QuestionResult, ...]


@dataclass(frozen=True)
class Quote:
    """Something a child wrote, free to be read: with at most the age band and the language beside it (§6.4)."""

    stem: str
    words: str
    language: str
    age_band: str
