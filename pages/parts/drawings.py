"""A drawing as a picture: made from numbers that were checked once more, so nothing in it can be anything but lines."""

from collections.abc import Mapping
from typing import Any

from consultations.questions import question_type
from consultations.questions.drawing import ACROSS, COLOURS, DOWN, WIDTHS
from consultations.shapes import Refused

SHEET = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ACROSS} {DOWN}" fill="none" stroke-linecap="round" '
    f'stroke-linejoin="round"><rect width="{ACROSS}" height="{DOWN}" fill="#ffffff"/>'
)


def drawing_svg(value: Any) -> str:
    """The drawing as SVG, 1000 by 750; an empty sheet for what is not a drawing."""
    how = question_type("drawing")
    try:
        strokes = how.check(value, how.read({}))["strokes"]
    except Refused:
        strokes = []
    return SHEET + "".join(_line(one) for one in strokes) + "</svg>"


def _line(stroke: Mapping[str, Any]) -> str:
    points = stroke["points"]
    first = points[:2] if len(points) == 2 else []  # a dot is a line from a point to itself
    across, down = points[::2] + first[:1], points[1::2] + first[1:]
    shown = " ".join(f"{x:d},{y:d}" for x, y in zip(across, down, strict=True))
    colour, width = COLOURS[stroke["colour"]], WIDTHS[stroke["width"]]
    return f'<polyline points="{shown}" stroke="{colour}" stroke-width="{width}"/>'
