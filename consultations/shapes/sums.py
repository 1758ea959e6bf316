"""Contributions and summaries: how answers add up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


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
    """How many chose each option. With `several`, a participant may stand in more than one count.

    `dots`: where there were stickers to give, how many each option got.
    """

    answered: int
    children: int
    counts: Mapping[str, int]
    missing: Mapping[str, int]
    several: bool = False
    dots: Mapping[str, int] | None = None


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


@dataclass(frozen=True)
class Ranked:
    """One option among others it was compared with: how often it was chosen and shown, and its share of liking.

    `share` runs from 0 to 1 and all shares sum to 1; `low` and `high` are its interval. `step`: 1 for what is liked
    most; two options with the same step cannot be told apart. Where there is too little to say, all are None.
    `place`: of things put in order, the mean place, 1 the first.
    """

    key: str
    chosen: int
    shown: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    step: int | None = None
    place: float | None = None


@dataclass(frozen=True)
class Ranking:
    """Options compared two by two, the most liked first. `why` says why there are no shares: a code, or "".

    `alike`: of things put in order, how much orders are alike (Kendall's W, 0 to 1), where it can be said.
    """

    answered: int
    children: int
    missing: Mapping[str, int]
    rows: tuple[Ranked, ...]
    why: str = ""
    alike: float | None = None


@dataclass(frozen=True)
class Opinion:
    """How one statement was received. `low` and `high`: the interval of the share that agrees, or None."""

    key: str
    agree: int
    disagree: int
    passed: int
    low: float | None = None
    high: float | None = None
    divisive: float = 0.0

    @property
    def again(self) -> float | None:
        """Of yes, maybe and no in place of a stand: 100 when everybody says yes, 0 when nobody does (Σ / 2n · 100)."""
        n = self.agree + self.passed + self.disagree
        return 50 * (2 * self.agree + self.passed) / n if n else None


@dataclass(frozen=True)
class OpinionGroup:
    """People who vote alike: how many, and what they say."""

    size: int
    rows: tuple[Opinion, ...]


@dataclass(frozen=True)
class Opinions:
    """Statements people agreed or disagreed with. `why` says why there are no groups: a code, or ""."""

    answered: int
    children: int
    missing: Mapping[str, int]
    rows: tuple[Opinion, ...]
    groups: tuple[OpinionGroup, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Lies:
    """Where one card lies most often: in which piles, by how many of those who sorted it."""

    key: str
    piles: tuple[str, ...]
    chosen: int
    sorters: int


@dataclass(frozen=True)
class Sorting:
    """Cards in piles. `shares[a][b]` of those who sorted both put a and b together; rows and columns as in `cards`.

    `merges` are the branches of the tree, (left, right, height), lowest first; a branch is a card by its place, or a
    merge by (cards + its place). `together`: groups of cards that half of the people or more put together.
    """

    answered: int
    children: int
    missing: Mapping[str, int]
    cards: tuple[str, ...]
    shares: tuple[tuple[float | None, ...], ...]
    merges: tuple[tuple[int, int, float], ...] = ()
    leaves: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    lies: tuple[Lies, ...] = ()


@dataclass(frozen=True)
class Pinned:
    """How many pins of one kind stand on a page, or at one place of it, and by how many they were put.

    `kind`: "" for all kinds together. `x` and `y` count from the left and from the top, or are None for a whole page.
    """

    page: str
    kind: str
    pins: int
    contributors: int
    x: int | None = None
    y: int | None = None


@dataclass(frozen=True)
class Pins:
    """Pins on pages: of each page and kind how many there are, then in `places` (3 × 3) and in `cells` (20 × 20)."""

    answered: int
    children: int
    missing: Mapping[str, int]
    pages: tuple[Pinned, ...]
    places: tuple[Pinned, ...] = ()
    cells: tuple[Pinned, ...] = ()


Summary = Tally | Spread | Voices | Ranking | Opinions | Sorting | Pins
