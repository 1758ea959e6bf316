"""Results: what may be read. Nothing in here is hidden: what is hidden is not in here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from consultations.shapes.sums import Opinions, Pins, Ranking, Sorting
from consultations.shapes.words import Words

Shape = Literal[
    "tally",
    "several",
    "spread",
    "numbers",
    "voices",
    "talk",
    "dots",
    "pairs",
    "stances",
    "piles",
    "wall",
    "drawings",
    "pins",
]


@dataclass(frozen=True)
class Bar:
    """One answer of a result. `about`: "" exact, "rounded" to five, "few" hardly any, "nearly_all".

    `dots`: how many stickers it got, where there were stickers.
    """

    key: str
    count: int | None
    share: float | None
    about: Literal["", "rounded", "few", "nearly_all"] = ""
    low: float | None = None
    high: float | None = None
    dots: int | None = None


@dataclass(frozen=True)
class Moved:
    """One option over two rounds: how many of those in both stayed with it, came to it, and left it.

    `p`: the exact McNemar p, or None where too few were in both.
    """

    key: str
    before: int
    after: int
    stayed: int
    came: int
    left: int
    p: float | None = None


@dataclass(frozen=True)
class CardGroup:
    """Cards of a wall: how many of one kind under one theme, in one language, from how many sessions."""

    kind: str
    theme: str
    language: str
    cards: int
    sessions: int


@dataclass(frozen=True)
class Group:
    """The answers of all, or of those who answered in one language.

    `answered` counts contributions, `children` those who stand behind them: a device can speak for several.
    """

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
    detail: Ranking | Opinions | Sorting | Pins | None = None


@dataclass(frozen=True)
class QuestionResult:
    """What came of one question. `refused` says why something is not shown: a key of `disclosure.REASONS`.

    A second round of a vote is a result of its own, with `moved`: who changed their mind. `wall`: cards by kind.
    `unit` is what its figures count; it can be contributions where children were asked for: `refused` says why. `own`:
    the keys of cards that one session had by itself. `pictures`: of each page that was pinned on, its picture.
    """

    stem: str
    fingerprint: str
    type: str
    wording: Words
    labels: Mapping[str, Words]
    sensitive: bool
    shape: Shape
    groups: tuple[Group, ...]
    refused: tuple[str, ...] = ()
    version: int = 1
    round: int = 1
    moved: tuple[Moved, ...] = ()
    wall: tuple[CardGroup, ...] = ()
    unit: Literal["contributions", "children"] = "contributions"
    own: frozenset[str] = frozenset()
    pictures: Mapping[str, str] = field(default_factory=dict)

    def group(self, name: str) -> Group | None:
        """The group called `name`, when it may be shown."""
        return next((one for one in self.groups if one.name == name), None)


@dataclass(frozen=True)
class Heard:
    """Who was heard, and who was not: age bands, languages, provinces without one closed session.

    `contributions`: through how many devices or sheets they spoke, where one spoke for several; 0 where none did.
    """

    sessions: int
    children: int
    languages: Mapping[str, int]
    bands: Mapping[str, int]
    provinces: Mapping[str, int]
    silent_bands: tuple[str, ...] = ()
    silent_languages: tuple[str, ...] = ()
    silent_provinces: tuple[str, ...] = ()
    waiting: int = 0
    contributions: int = 0


@dataclass(frozen=True)
class Results:
    """Everything of one consultation that may be read, and so everything an export can hold.

    `unit`: whether a device that speaks for several children counts once, or as many times as it has children.
    """

    consultation_id: str
    title: Words
    purpose: Words
    kind: str
    heard: Heard
    questions: tuple[QuestionResult, ...]
    unit: Literal["contributions", "children"] = "contributions"


@dataclass(frozen=True)
class Quote:
    """Something a child wrote, free to be read: with at most the age band and the language beside it (§6.4).

    A card has its `kind` too, and perhaps an emoji; what was pinned also the `page` it stands on.
    """

    stem: str
    words: str
    language: str
    age_band: str
    kind: Words | None = None
    emoji: str = ""
    page: Words | None = None


@dataclass(frozen=True)
class Drawn:
    """A drawing that a person released: its strokes, and at most the age band and the language beside it."""

    stem: str
    value: Any
    language: str
    age_band: str
