"""Word scale: tap one step of a scale whose steps are words, never numbers."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal

from consultations.questions import base
from consultations.questions.adding import answered, counts, missing
from consultations.questions.label_sets import WORDED, LabelSet, shown
from consultations.shapes import Contribution, Field, Rate, Refused, Spread, Variant, Words
from translations import N_


def middle_key(counted: Mapping[str, int]) -> str | None:
    """The step of the child in the middle (the lower one when two stand in the middle); None without answers."""
    total, passed = sum(counted.values()), 0
    for key, count in counted.items():
        passed += count
        if total and passed * 2 >= total:
            return key
    return None


class ScaleSettings(base.Settings):
    """Which set of words."""

    labels: Literal["good-5", "fun-5", "true-3", "true-4", "often-4", "often-euko"] = "true-3"


class WordScale(base.QuestionType):
    """One of three to five worded steps."""

    name = "word_scale"
    title = N_("Scale in words")
    icon = "📏"
    shape = "spread"
    steers = True
    sets: ClassVar[Mapping[str, LabelSet]] = WORDED
    Settings: ClassVar[type[base.Settings]] = ScaleSettings
    settings_controls: ClassVar[tuple[Field, ...]] = (Variant("labels", tuple(WORDED), shown(WORDED)),)
    example = {"settings": {"labels": "often-4"}, "raw": "3", "value": "3"}

    def control(self, settings: Any, language: str) -> Rate:
        """The steps as big cards, from least to most."""
        return Rate(self.sets[settings.labels].choices(language))

    def check(self, raw: Any, settings: Any) -> str:
        """One of the steps' keys."""
        if not isinstance(raw, str) or raw not in self.sets[settings.labels].keys():
            raise Refused(N_("Pick one of the cards."))
        return raw

    def summarise(self, contributions: Sequence[Contribution], settings: Any) -> Spread:
        """How many gave each step, and the step in the middle (ordinal: a median, never a mean)."""
        gave, children = answered(contributions)
        counted = counts(contributions, self.sets[settings.labels].keys())
        return Spread(gave, children, counted, missing(contributions), middle_key(counted))

    def ends(self, settings: Any) -> tuple[float, float]:
        """From 1 to as many steps as there are."""
        return 1, len(self.sets[settings.labels].steps)

    def height(self, value: Any, settings: Any) -> float:
        """The step."""
        return float(value)

    def labels(self, settings: Any) -> Mapping[str, Words]:
        """The steps' words."""
        return self.sets[settings.labels].labels()


TYPE = WordScale()
