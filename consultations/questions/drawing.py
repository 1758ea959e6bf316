"""Drawing: lines on a sheet of our own. No machine can read it, so it stays off every wall until a person looked."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import Field

from consultations.questions.adding import answered, missing
from consultations.questions.phases import Phased, PhaseSettings
from consultations.shapes import Canvas, Contribution, Refused, Voices
from translations import N_

COLOURS: Final = ("#1b2430", "#0b4f9e", "#b3261e", "#1e7a34", "#f2a900", "#7a3b00", "#8e24aa", "#ffffff")
WIDTHS: Final = (4, 10, 24)
ACROSS, DOWN = 1000, 750
MOST_STROKES, MOST_NUMBERS = 500, 30_000


class DrawingSettings(PhaseSettings):
    """Nothing but the phase and its minutes."""

    minutes: int = Field(default=15, ge=1, le=90)


class Drawing(Phased):
    """Strokes, each with a colour, a width and its points."""

    name = "drawing"
    title = N_("Drawing")
    icon = "🖍️"
    shape = "drawings"
    drawn = True
    Settings = DrawingSettings
    example = {
        "settings": {},
        "raw": {"strokes": [{"colour": 1, "width": 0, "points": [10, 10, 500, 400]}]},
        "value": {"strokes": [{"colour": 1, "width": 0, "points": [10, 10, 500, 400]}]},
    }

    def control(self, settings: DrawingSettings, language: str) -> Canvas:
        """The sheet."""
        return Canvas(COLOURS)

    def check(self, raw: Any, settings: DrawingSettings) -> dict[str, Any]:
        """Numbers and nothing but numbers, within the sheet."""
        strokes = raw.get("strokes") if isinstance(raw, Mapping) else None
        if not isinstance(strokes, list) or not strokes:
            raise Refused(N_("Draw something first, or skip this."))
        kept = [_stroke(one) for one in strokes[: MOST_STROKES + 1]]
        if len(kept) > MOST_STROKES or sum(len(one["points"]) for one in kept) > MOST_NUMBERS:
            raise Refused(N_("Your drawing is full. Rub something out first."))
        return {"strokes": kept}

    def reworded(self, value: Any, words: str) -> Any:
        """There are no words in it to change."""
        return value

    def summarise(self, contributions: Sequence[Contribution], settings: DrawingSettings) -> Voices:
        """How many drew something."""
        gave, children = answered(contributions)
        return Voices(gave, children, missing(contributions))

    def told(self, value: Any, settings: DrawingSettings, language: str) -> str:
        """A drawing cannot be read back in words."""
        return "🖍️"


def _stroke(raw: Any) -> dict[str, Any]:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("points"), list):
        raise Refused(N_("Draw something first, or skip this."))
    points = raw["points"]
    colour, width = raw.get("colour"), raw.get("width")
    fine = (
        _within(colour, len(COLOURS) - 1)
        and _within(width, len(WIDTHS) - 1)
        and len(points) >= 2
        and len(points) % 2 == 0
        and all(_within(one, DOWN if at % 2 else ACROSS) for at, one in enumerate(points))
    )
    if not fine:
        raise Refused(N_("Draw something first, or skip this."))
    return {"colour": colour, "width": width, "points": list(points)}


def _within(number: Any, most: int) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= most


TYPE = Drawing()
