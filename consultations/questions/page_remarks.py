"""Likes, dislikes and ideas on a page: pins on the pages of a prototype, each with a few words or with none.

After the sticky notes with likes, dislikes and design ideas (Fails, Guha & Druin 2013), put where they belong.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pydantic import Field

from consultations.questions import base
from consultations.questions.adding import answered, missing
from consultations.questions.idea_wall import KINDS
from consultations.questions.options import Option, Page, labels
from consultations.questions.phases import written
from consultations.shapes import Choice, Contribution, Pin, Pinned, Pins, Refused, WholeNumber, Words, YesNo
from translations import N_

LONGEST: Final = 140
FULL: Final = 1000
"""A place on a page is so many thousandths from its left and from its top."""
CELLS: Final = 20
"""A sum knows a place only as one of 20 × 20."""
THIRDS: Final = 3
ICONS: Final = {"like": "👍", "dislike": "👎", "idea": "💡"}
PLACES: Final[tuple[Words, ...]] = (
    {"nl": "linksboven", "fr": "en haut à gauche"},
    {"nl": "bovenaan in het midden", "fr": "en haut au milieu"},
    {"nl": "rechtsboven", "fr": "en haut à droite"},
    {"nl": "links in het midden", "fr": "au milieu à gauche"},
    {"nl": "in het midden", "fr": "au milieu"},
    {"nl": "rechts in het midden", "fr": "au milieu à droite"},
    {"nl": "linksonder", "fr": "en bas à gauche"},
    {"nl": "onderaan in het midden", "fr": "en bas au milieu"},
    {"nl": "rechtsonder", "fr": "en bas à droite"},
)
"""The nine places of a page, row by row."""
ALL_KINDS: Final = ""
Spot = tuple[str, int, int, str]
"""A pin as a sum knows it: its page, its cell from the left and from the top, its kind."""


class RemarkSettings(base.Settings):
    """How many pins one child puts, and which kinds there are. `pages` come with the session, never from an author."""

    at_most: int = Field(default=6, ge=1, le=12)
    least: int = Field(default=1, ge=0, le=1)
    likes: bool = True
    dislikes: bool = True
    ideas: bool = True
    pages: tuple[Page, ...] = ()

    @property
    def kinds(self) -> tuple[Option, ...]:
        """The kinds there are, in our order."""
        offered = {"like": self.likes, "dislike": self.dislikes, "idea": self.ideas}
        return tuple(one for one in KINDS if offered[one.key])


class PageRemarks(base.QuestionType):
    """Pins on pages."""

    name = "page_remarks"
    title = N_("Likes, dislikes and ideas on a page")
    icon = "📌"
    shape = "pins"
    paged = True
    Settings = RemarkSettings
    settings_controls = (
        WholeNumber("at_most", 1, 12), WholeNumber("least", 0, 1), YesNo("likes"), YesNo("dislikes"), YesNo("ideas"),
    )  # fmt: skip
    example = {
        "settings": {"pages": [{"key": "cover", "nl": "1. Voorkant", "fr": "1. Devant", "picture": "p1"}]},
        "raw": [{"page": "cover", "x": 120, "y": 80, "kind": "idea", "words": "  een   grotere titel "}],
        "value": [{"page": "cover", "x": 120, "y": 80, "kind": "idea", "words": "een grotere titel"}],
    }

    def control(self, settings: RemarkSettings, language: str) -> Pin:
        """The pages, and the kinds of pin."""
        return Pin(
            tuple(Choice(one.key, one.words()[language], one.picture) for one in settings.pages),
            tuple(Choice(one.key, one.words()[language], ICONS[one.key]) for one in settings.kinds),
            settings.at_most,
            LONGEST,
            settings.least,
        )

    def with_pages(self, settings: RemarkSettings, pages: Sequence[Page]) -> RemarkSettings:
        """The settings with these pages, and no others."""
        return settings.model_copy(update={"pages": tuple(pages)})

    def check(self, raw: Any, settings: RemarkSettings) -> list[dict[str, Any]]:
        """The pins in the order in which they were put."""
        if not isinstance(raw, list) or len(raw) < settings.least:
            raise Refused(N_("Tap on a page to put a pin, or skip this."))
        if len(raw) > settings.at_most:
            raise Refused(N_("You can put {n} pins. Take one away first."), n=settings.at_most)
        return [_pin(one, settings) for one in raw]

    def words(self, value: Any) -> str:
        """What was written with the pins, one a line; a pin without words has no line."""
        return "\n".join(one["words"] for one in value if one["words"]) if isinstance(value, list) else ""

    def reworded(self, value: Any, words: str) -> Any:
        """The same pins with other words, line by line where there were any."""
        fresh = iter(words.split("\n"))
        return [{**one, "words": next(fresh, "").strip() if one["words"] else ""} for one in value]

    def countable(self, value: Any) -> list[list[Any]]:
        """Of which kind and in which cell of which page, without a word."""
        return sorted([one["page"], cell(one["x"], CELLS), cell(one["y"], CELLS), one["kind"]] for one in value)

    def summarise(self, contributions: Sequence[Contribution], settings: RemarkSettings) -> Pins:
        """How many pins there are of each kind on each page, and where, and by how many they were put."""
        gave, children = answered(contributions)
        known = [one.key for one in settings.pages]
        pages, places, cells = (_Counting(), _Counting(), _Counting())
        for one in contributions:
            if one.missing is None:
                spots = [spot for spot in self._spots(one.value) if spot[0] in known]
                pages.add(((page, None, None, kind) for page, _, _, kind in spots), one.times)
                places.add(((page, _third(x), _third(y), kind) for page, x, y, kind in spots), one.times)
                cells.add(spots, one.times)
        every = [(page, None, None, kind) for page in known for kind in (ALL_KINDS, *_keys(settings.kinds))]
        order = (known, (ALL_KINDS, *_keys(KINDS)))
        return Pins(
            gave, children, missing(contributions), pages.counted(*order, every), places.counted(*order),
            cells.counted(*order),
        )  # fmt: skip

    def _spots(self, value: Any) -> list[Spot]:
        """The pins as a sum holds them; of an answer as it was given, as a sum would."""
        as_summed = value if not value or isinstance(value[0], list) else self.countable(value)
        return [(page, x, y, kind) for page, x, y, kind in as_summed]

    def labels(self, settings: RemarkSettings) -> Mapping[str, Words]:
        """The words of the pages, of the kinds, and of the nine places of a page."""
        places = {f"place.{at}": words for at, words in enumerate(PLACES)}
        return {**labels(settings.pages), **labels(settings.kinds), **places}

    def unusable(self, settings: RemarkSettings) -> Iterable[str]:
        """No kind of pin."""
        if not settings.kinds:
            yield N_("Choose at least one kind of pin.")

    def told(self, value: Any, settings: RemarkSettings, language: str) -> str:
        """The pins, one a line: what, on which page, where, and in which words."""
        called = {one.key: one.words()[language] for one in settings.pages}
        lines = [
            f"{ICONS[one['kind']]} {called.get(one['page'], '…')}, {place_of(one)[language]}"
            + (f": {one['words']}" if one["words"] else "")
            for one in value
        ]
        return "\n".join(lines)


class _Counting:
    """Pins and those who put them, by place and kind, and by place for all kinds together."""

    def __init__(self) -> None:
        self._pins, self._by = Counter[Any](), Counter[Any]()

    def add(self, spots: Iterable[tuple[Any, ...]], times: int) -> None:
        """The pins of one answer that was given so many times."""
        each = [key for page, x, y, kind in spots for key in ((page, x, y, kind), (page, x, y, ALL_KINDS))]
        for key in each:
            self._pins[key] += times
        for key in set(each):
            self._by[key] += times

    def counted(
        self, pages: Sequence[str], kinds: Sequence[str], every: Iterable[tuple[Any, ...]] = ()
    ) -> tuple[Pinned, ...]:
        """What was counted, and 0 for what else is in `every`: by page, by kind, from left to right, downwards."""
        order = sorted(
            {*self._pins, *every}, key=lambda it: (pages.index(it[0]), kinds.index(it[3]), it[2] or 0, it[1] or 0)
        )
        return tuple(
            Pinned(page, kind, self._pins[page, x, y, kind], self._by[page, x, y, kind], x, y)
            for page, x, y, kind in order
        )


def cell(thousandths: int, cells: int) -> int:
    """In which of so many equal parts of a page a place is, from 0."""
    return min(thousandths * cells // FULL, cells - 1)


def _third(at: int) -> int:
    return at * THIRDS // CELLS


def place_of(pin: Mapping[str, Any]) -> Words:
    """Where on its page a pin stands, in words."""
    return PLACES[_third(cell(pin["y"], CELLS)) * THIRDS + _third(cell(pin["x"], CELLS))]


def _keys(kinds: Iterable[Option]) -> Iterator[str]:
    return (one.key for one in kinds)


def _pin(raw: Any, settings: RemarkSettings) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise Refused(N_("Tap on a page to put a pin, or skip this."))
    page, kind = raw.get("page"), raw.get("kind")
    if page not in [one.key for one in settings.pages]:
        raise Refused(N_("That page is not here. Tap on a page that you see."))
    if kind not in [one.key for one in settings.kinds]:
        raise Refused(N_("Pick one of the cards."))
    if not (_on_page(raw.get("x")) and _on_page(raw.get("y"))):
        raise Refused(N_("That pin stands beside the page. Tap on the page itself."))
    return {"page": page, "x": raw["x"], "y": raw["y"], "kind": kind, "words": written(raw.get("words"), LONGEST)}


def _on_page(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= FULL


TYPE = PageRemarks()
