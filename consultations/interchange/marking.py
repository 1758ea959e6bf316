"""A picture with numbered marks on it, and squares to name a place by: a small JPEG that stands in the page itself."""

import base64
import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageFont

LONGEST_SIDE: Final = 640
EDGE: Final = 1000
RADIUS: Final = 15
MARK, RING, LINE, LETTERS = "#b3261e", "#ffffff", "#1b2430", "#1b2430"
QUALITY: Final = 80

Mark = tuple[str, int, int]
"""A number, and where: 0 to 1000 from the left and from the top."""


def marked(data: bytes, marks: Sequence[Mark], columns: str = "", lines: str = "") -> str:
    """The picture as a `data:` address, no longer than 640 on a side; with `columns` and `lines`, their squares too."""
    with Image.open(io.BytesIO(data)) as found:
        found.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        paper = Image.new("RGB", found.size, RING)
        clear = found.convert("RGBA")
        paper.paste(clear, mask=clear)
    if columns and lines:
        _squares(paper, columns, lines)
    pen = ImageDraw.Draw(paper)
    for words, x, y in marks:
        at = (x * (paper.width - 1) / EDGE, y * (paper.height - 1) / EDGE)
        pen.circle(at, RADIUS + 3, fill=RING)
        pen.circle(at, RADIUS, fill=MARK)
        pen.text(at, words, RING, ImageFont.load_default(16 if len(words) < 3 else 12), anchor="mm")
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=QUALITY, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode()


def _squares(paper: Image.Image, columns: str, lines: str) -> None:
    """A thin line between squares, light beside dark so that it shows on any picture; in each corner its name."""
    veil = Image.new("RGBA", paper.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(veil)
    across, down = paper.width / len(columns), paper.height / len(lines)
    for way in range(1, len(columns)):
        pen.line((way * across + 1, 0, way * across + 1, paper.height), fill=RING + "b0")
        pen.line((way * across, 0, way * across, paper.height), fill=LINE + "b0")
    for way in range(1, len(lines)):
        pen.line((0, way * down + 1, paper.width, way * down + 1), fill=RING + "b0")
        pen.line((0, way * down, paper.width, way * down), fill=LINE + "b0")
    font = ImageFont.load_default(14)
    for at, column in enumerate(columns):
        for under, line in enumerate(lines):
            corner = (at * across + 3, under * down + 3)
            pen.rectangle((*corner, corner[0] + 22, corner[1] + 18), fill=RING + "d0")
            pen.text((corner[0] + 11, corner[1] + 9), column + line, LETTERS, font, anchor="mm")
    paper.paste(veil, mask=veil)
