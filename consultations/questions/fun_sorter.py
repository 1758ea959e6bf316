"""Fun Sorter: two to four things put in order on one construct (most fun, easiest …), by tapping, never by dragging.

The Fun Toolkit of Read & MacFarlane (2006). From eight years; from six with pictures and at most three things.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Annotated, Any, Final

from pydantic import Field

from consultations.questions.adding import answered, missing, one_by_one
from consultations.questions.options import Distinct, OfOptions, OptionSettings, choices
from consultations.shapes import Contribution, OptionList, Order, Ranked, Ranking, Refused
from consultations.statistics.fun_sorter import complete_ranks, places
from consultations.statistics.rankings import friedman
from translations import N_

MOST: Final = 4


class SorterSettings(OptionSettings):
    """The things to put in order."""

    options: Annotated[Distinct, Field(max_length=MOST)] = ()

    @property
    def wall(self) -> str:
        """Never cards of a wall."""
        return ""


class FunSorter(OfOptions):
    """Things to put in order."""

    name = "fun_sorter"
    title = N_("Put in order")
    icon = "🥇"
    shape = "pairs"
    Settings = SorterSettings
    settings_controls = (OptionList("options", 2, MOST),)
    example = {
        "settings": {
            "options": [
                {"key": "play", "nl": "Spelen", "fr": "Jouer"},
                {"key": "talk", "nl": "Praten", "fr": "Parler"},
                {"key": "make", "nl": "Zelf een kaart maken", "fr": "Créer une carte"},
            ]
        },
        "raw": ["make", "play", "talk"],
        "value": ["make", "play", "talk"],
    }

    def control(self, settings: SorterSettings, language: str) -> Order:
        """The things."""
        return Order(choices(settings.options, language))

    def check(self, raw: Any, settings: SorterSettings) -> list[str]:
        """Some of the things, the best first, each once."""
        keys = {one.key for one in settings.options}
        known = isinstance(raw, list) and raw and all(isinstance(one, str) and one in keys for one in raw)
        if not known or len(set(raw)) != len(raw):
            raise Refused(N_("Pick one of the cards."))
        return list(raw)

    def summarise(self, contributions: Sequence[Contribution], settings: SorterSettings) -> Ranking:
        """How often each thing was put before another (Borda), its mean place, and how much orders are alike.

        A thing that was left out has no place; it is not the last.
        """
        gave, children = answered(contributions)
        keys = [one.key for one in settings.options]
        orders = [order for one in one_by_one(contributions) for order in _orders(one.value, set(keys))]
        rows, alike = [Ranked(key, 0, 0) for key in keys], None
        if len(keys) > 1:
            won, met = Counter[str](), Counter[str]()
            for first, second in (pair for order in orders for pair in combinations(order, 2)):
                won[first] += 1
                met.update((first, second))
            rows = [Ranked(one.item, won[one.item], met[one.item], place=one.mean_rank) for one in places(keys, orders)]
            ranks = complete_ranks(keys, orders)
            alike = friedman(ranks).w if len(ranks) > 1 else None
        rows.sort(key=lambda one: one.place or MOST + 1)
        return Ranking(gave, children, missing(contributions), tuple(rows), "in_order", alike)

    def countable(self, value: Any) -> list[list[str]]:
        """The order as a sum holds it: each two of the things, and which came first."""
        return [[first, second, first] for first, second in combinations(value, 2)]

    def told(self, value: Any, settings: SorterSettings, language: str) -> str:
        """The order one made."""
        labels = self.labels(settings)
        return " > ".join(labels[key][language] if key in labels else "…" for key in value)


def _orders(value: Sequence[Any], keys: set[str]) -> list[list[str]]:
    """The order behind pairs; as often as each pair stands there, where one contribution weighs as several."""
    pairs = value if value and not isinstance(value[0], str) else FunSorter().countable(value)
    times = max(Counter(tuple(one) for one in pairs).values(), default=0)
    won = Counter({key: 0 for left, right, _ in pairs for key in (left, right)})
    won.update(chosen for _, _, chosen in pairs)
    return [[key for key, _ in won.most_common() if key in keys]] * times


TYPE = FunSorter()
