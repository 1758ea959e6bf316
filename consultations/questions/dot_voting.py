"""Dot voting: a few stickers to give away, on options of the author or on cards of the group."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import Field

from consultations.questions.adding import answered, missing
from consultations.questions.phases import PHASE_FIELDS, WALL_FIELD, Choosing, ChoosingSettings, known, whole
from consultations.shapes import Contribution, OptionList, Refused, Stickers, Tally, WholeNumber
from translations import N_


class DotSettings(ChoosingSettings):
    """How many stickers, and how many may go on one thing (methods §1.6: at most two)."""

    minutes: int = Field(default=5, ge=1, le=90)
    dots: int = Field(default=3, ge=1, le=10)
    per_option: int = Field(default=2, ge=1, le=10)


class DotVoting(Choosing):
    """Stickers to stick."""

    name = "dot_voting"
    title = N_("Vote with stickers")
    icon = "🔴"
    shape = "dots"
    votes = True
    Settings = DotSettings
    settings_controls = (
        *PHASE_FIELDS, WALL_FIELD, OptionList("options", 0, 10), WholeNumber("dots", 1, 10),
        WholeNumber("per_option", 1, 10),
    )  # fmt: skip
    example = {
        "settings": {
            "options": [{"key": "game", "nl": "Een spel", "fr": "Un jeu"}, {"key": "film", "nl": "Film", "fr": "Film"}],
            "dots": 3,
        },
        "raw": {"game": 2, "film": 1},
        "value": {"game": 2, "film": 1},
    }

    def control(self, settings: DotSettings, language: str) -> Stickers:
        """The things, and the stickers."""
        return Stickers(self._choices(settings, language), settings.dots, settings.per_option)

    def check(self, raw: Any, settings: DotSettings) -> dict[str, int]:
        """How many stickers on what: one or more, no more than there are, and not too many on one thing."""
        if not isinstance(raw, Mapping):
            raise Refused(N_("Pick one of the cards."))
        given = {known(key, settings): whole(times) for key, times in raw.items()}
        stuck = {key: times for key, times in given.items() if times}
        if not stuck:
            raise Refused(N_("Stick a sticker first, or skip this."))
        if min(stuck.values()) < 0 or max(stuck.values()) > settings.per_option or sum(stuck.values()) > settings.dots:
            raise Refused(N_("You have {n} stickers, and at most {most} for one card."),
                          n=settings.dots, most=settings.per_option)  # fmt: skip
        return {one.key: stuck[one.key] for one in settings.options if one.key in stuck}

    def summarise(self, contributions: Sequence[Contribution], settings: DotSettings) -> Tally:
        """How many put a sticker on each thing, and how many stickers it got."""
        gave, children = answered(contributions)
        chose, dots = Counter[str](), Counter[str]()
        for one in contributions:
            if one.missing is None:
                for key, stuck in one.value.items():
                    chose[key] += one.times
                    dots[key] += one.times * stuck
        keys = [one.key for one in settings.options]
        return Tally(
            gave, children, {key: chose[key] for key in keys}, missing(contributions), several=True,
            dots={key: dots[key] for key in keys},
        )  # fmt: skip

    def unusable(self, settings: DotSettings) -> Iterable[str]:
        """Too little to choose from, or stickers that can go nowhere."""
        yield from super().unusable(settings)
        room = settings.per_option * len(settings.options)
        if len(settings.options) >= self.fewest and not settings.wall and settings.dots > room:
            yield N_("There are more stickers than there is room for.")

    def told(self, value: Any, settings: DotSettings, language: str) -> str:
        """What one stuck where."""
        labels = self.labels(settings)
        return ", ".join(f"{labels[key][language] if key in labels else '…'}: {times}" for key, times in value.items())


TYPE = DotVoting()
