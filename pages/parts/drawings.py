"""A drawing as a picture: numbers in, SVG out. Nothing of what a browser sent reaches the markup but whole numbers."""

from typing import Any

from consultations.questions.drawing import ACROSS, COLOURS, DOWN, WIDTHS


def drawing_svg(value: Any) -> str:
    """The strokes of a drawing, in order, on a white sheet."""
    lines = "".join(_line(one) for one in value["strokes"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {ACROSS} {DOWN}">'
        f'<rect width="{ACROSS}" height="{DOWN}" fill="#fff"/>{lines}</svg>'
    )


def _line(stroke: Any) -> str:
    numbers = [int(one) for one in stroke["points"]]
    if len(numbers) == 2:  # a dot
        numbers *= 2
    points = " ".join(f"{across},{down}" for across, down in zip(numbers[::2], numbers[1::2], strict=True))
    return (
        f'<polyline points="{points}" fill="none" stroke="{COLOURS[int(stroke["colour"])]}" '
        f'stroke-width="{WIDTHS[int(stroke["width"])]}" stroke-linecap="round" stroke-linejoin="round"/>'
    )
