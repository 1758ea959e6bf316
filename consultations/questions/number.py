"""Number: a whole number between two bounds, in a unit the child knows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field, field_validator

from consultations.questions import base
from consultations.questions.adding import answered, counts, missing
from consultations.shapes import Contribution, Number, Refused, ShortWords, Spread, WholeNumber, Words
from consultations.statistics.means import median_of_counts, quartiles_of_counts
from translations import N_

MOST_BARS = 12
LONGEST_UNIT = 40


class NumberSettings(base.Settings):
    """The bounds, both included, and the unit."""

    minimum: int = Field(default=0, ge=0, le=100_000)
    maximum: int = Field(default=20, ge=1, le=100_000)
    unit: dict[str, Annotated[str, Field(max_length=LONGEST_UNIT)]] = Field(default_factory=dict)

    @field_validator("unit")
    @classmethod
    def _in_our_languages(cls, unit: dict[str, str]) -> dict[str, str]:
        if not unit.keys() <= {"nl", "fr"}:
            raise ValueError("a unit stands in Dutch and in French")
        return unit

    def steps(self) -> tuple[tuple[int, int], ...]:
        """The bars of a result: every number, or ranges of equal width when there are more than twelve."""
        width = max(1, -(-(self.maximum - self.minimum + 1) // MOST_BARS))
        starts = range(self.minimum, self.maximum + 1, width)
        return tuple((low, min(low + width - 1, self.maximum)) for low in starts)


def _key(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"


class WholeNumberQuestion(base.QuestionType):
    """A whole number."""

    name = "number"
    title = N_("A number")
    icon = "🔢"
    shape = "numbers"
    Settings = NumberSettings
    settings_controls = (
        WholeNumber("minimum", 0, 100_000),
        WholeNumber("maximum", 1, 100_000),
        ShortWords("unit"),
    )
    example = {
        "settings": {"minimum": 0, "maximum": 12, "unit": {"nl": "uur", "fr": "heures"}},
        "raw": 3,
        "value": 3,
    }

    def control(self, settings: NumberSettings, language: str) -> Number:
        """A field for a number, with its unit."""
        return Number(settings.minimum, settings.maximum, settings.unit.get(language, ""))

    def check(self, raw: Any, settings: NumberSettings) -> int:
        """A whole number within the bounds."""
        whole = isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) < 1e9
        if not whole or int(raw) != raw or not settings.minimum <= raw <= settings.maximum:
            raise Refused(
                N_("Type a whole number from {least} to {most}."),
                least=settings.minimum,
                most=settings.maximum,
            )
        return int(raw)

    def summarise(self, contributions: Sequence[Contribution], settings: NumberSettings) -> Spread:
        """How many gave a number in each step, the median, and the quartiles."""
        gave, children = answered(contributions)
        exact = counts(contributions, range(settings.minimum, settings.maximum + 1))
        stepped = {
            _key(low, high): sum(exact[number] for number in range(low, high + 1)) for low, high in settings.steps()
        }
        held = {number: count for number, count in exact.items() if count}
        return Spread(
            gave,
            children,
            stepped,
            missing(contributions),
            median_of_counts(held) if held else None,
            (quartiles_of_counts(held)[0], quartiles_of_counts(held)[2]) if held else None,
        )

    def labels(self, settings: NumberSettings) -> Mapping[str, Words]:
        """The steps with their unit."""
        return {
            _key(low, high): {
                language: f"{_key(low, high)} {settings.unit.get(language, '')}".strip() for language in ("nl", "fr")
            }
            for low, high in settings.steps()
        }

    def texts(self, settings: NumberSettings) -> Mapping[str, Words]:
        """The unit, when there is one."""
        return {"unit": settings.unit} if any(settings.unit.values()) else {}

    def unusable(self, settings: NumberSettings) -> Iterable[str]:
        """Bounds the wrong way round."""
        if settings.minimum >= settings.maximum:
            yield N_("The smallest number must be below the largest.")


TYPE = WholeNumberQuestion()
