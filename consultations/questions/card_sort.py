"""Card sort: cards into piles, named beforehand or by oneself. What lies together, and how far people agree."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pydantic import Field, field_validator

from consultations.questions.adding import answered, missing, one_by_one
from consultations.questions.options import Distinct, Option, alike, choices, labels
from consultations.questions.phases import PHASE_FIELDS, WALL_FIELD, Choosing, ChoosingSettings, known, written
from consultations.shapes import Contribution, Lies, OptionList, Piles, Refused, Sorting, WholeNumber, Words
from consultations.statistics import piles as sorting
from translations import N_

LONGEST_NAME = 40
OWN = "own_"
UNNAMED = "…"


class SortSettings(ChoosingSettings):
    """The piles there are, and how many one may name oneself."""

    minutes: int = Field(default=15, ge=1, le=90)
    piles: Distinct = Field(default=(), max_length=8)
    own: int = Field(default=0, ge=0, le=8)

    @field_validator("piles")
    @classmethod
    def _not_own(cls, given: tuple[Option, ...]) -> tuple[Option, ...]:
        if any(one.key.startswith(OWN) for one in given):
            raise ValueError("that is what piles of one's own are called")
        return given


class CardSort(Choosing):
    """Cards to lay in piles."""

    name = "card_sort"
    title = N_("Sort cards")
    icon = "🗂️"
    shape = "piles"
    Settings = SortSettings
    settings_controls = (
        *PHASE_FIELDS, WALL_FIELD, OptionList("options", 0, 12), OptionList("piles", 0, 8), WholeNumber("own", 0, 8),
    )  # fmt: skip
    example = {
        "settings": {
            "options": [{"key": "game", "nl": "Een spel", "fr": "Un jeu"}, {"key": "film", "nl": "Film", "fr": "Film"}],
            "piles": [{"key": "fun", "nl": "Leuk", "fr": "Amusant"}, {"key": "dull", "nl": "Saai", "fr": "Ennuyeux"}],
        },
        "raw": {"cards": {"game": "fun", "film": "fun"}, "names": {}},
        "value": {"cards": {"game": "fun", "film": "fun"}, "names": {}},
    }

    def control(self, settings: SortSettings, language: str) -> Piles:
        """The cards and the piles."""
        return Piles(self._choices(settings, language), choices(settings.piles, language), settings.own)

    def check(self, raw: Any, settings: SortSettings) -> dict[str, dict[str, str]]:
        """{"cards": {card: pile}, "names": {"own_1": words}}; a card that is left over is not in it.

        Of piles of one's own only those with a card in it are kept; one without a name is called "…".
        """
        if not isinstance(raw, Mapping) or not isinstance(raw.get("cards"), Mapping) or not raw["cards"]:
            raise Refused(N_("Lay at least one card in a pile, or skip this."))
        names = self._names(raw.get("names") or {}, settings)
        there = [*(one.key for one in settings.piles), *names]
        laid = {known(card, settings): pile for card, pile in raw["cards"].items()}
        if any(pile not in there for pile in laid.values()):
            raise Refused(N_("Pick one of the cards."))
        used = set(laid.values())
        return {
            "cards": {one.key: laid[one.key] for one in settings.options if one.key in laid},
            "names": {key: words for key, words in names.items() if key in used},
        }

    def _names(self, given: Any, settings: SortSettings) -> dict[str, str]:
        own = [f"{OWN}{at}" for at in range(1, settings.own + 1)]
        if not isinstance(given, Mapping) or any(key not in own for key in given):
            raise Refused(N_("Pick one of the cards."))
        return {key: written(given.get(key), LONGEST_NAME) or UNNAMED for key in own}

    def words(self, value: Any) -> str:
        """The names somebody gave to piles."""
        return "\n".join(value["names"].values()) if isinstance(value, Mapping) else ""

    def reworded(self, value: Any, words: str) -> Any:
        """The same piles under other names."""
        fresh = [*(line.strip() or UNNAMED for line in words.split("\n")), *[UNNAMED] * len(value["names"])]
        return {**value, "names": dict(zip(value["names"], fresh, strict=False))}

    def countable(self, value: Any) -> Any:
        """Which cards lie together, without the names."""
        return dict(value["cards"])

    def summarise(self, contributions: Sequence[Contribution], settings: SortSettings) -> Sorting:
        """How often each two cards lay together, the tree of it, and where cards lie in piles all have in common."""
        gave, children = answered(contributions)
        keys = tuple(one.key for one in settings.options)
        sorts = [{card: pile for card, pile in one.items() if card in keys} for one in _sorts(contributions)]
        found = sorting.similarity(keys, sorts)
        tree = sorting.dendrogram(found)
        named = {one.key for one in settings.piles}
        common = [{card: pile for card, pile in one.items() if pile in named} for one in sorts]
        lies = sorting.agreement(keys, common) if named else ()
        return Sorting(
            gave,
            children,
            missing(contributions),
            keys,
            found.shares,
            tuple((one.left, one.right, one.height) for one in tree.merges) if tree else (),
            tree.leaves if tree else (),
            sorting.clusters_at(tree, 0.5) if tree else (),
            tuple(Lies(one.card, one.piles, one.chosen, one.sorters) for one in lies),
        )

    def labels(self, settings: SortSettings) -> Mapping[str, Words]:
        """The words of the cards, and of the piles under a name that no card has."""
        return {**labels(settings.options), **{f"pile.{one.key}": one.words() for one in settings.piles}}

    def told(self, value: Any, settings: SortSettings, language: str) -> str:
        """Which card lies where."""
        labels = self.labels(settings)
        said = []
        for card, pile in value["cards"].items():
            name = value["names"].get(pile) or labels.get(f"pile.{pile}", {}).get(language, pile)
            said.append(f"{labels[card][language] if card in labels else '…'} → {name}")
        return "; ".join(said)

    def unusable(self, settings: SortSettings) -> Iterable[str]:
        """Nothing to sort, nowhere to lay it, or two piles that read the same."""
        yield from super().unusable(settings)
        if alike(settings.piles):
            yield N_("Two options read the same.")
        if len(settings.piles) + settings.own < 2:
            yield N_("There are at least two piles, or piles children name themselves.")


def _sorts(contributions: Sequence[Contribution]) -> Iterator[dict[str, str]]:
    """What each laid where: as it was given, or as it stands in a sum."""
    for one in one_by_one(contributions):
        yield dict(one.value["cards"] if isinstance(one.value.get("cards"), Mapping) else one.value)


TYPE = CardSort()
