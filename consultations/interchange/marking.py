"""A picture with numbered marks on it: a small JPEG that stands in the page itself."""

import base64
import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageFont

LONGEST_SIDE: Final = 640
EDGE: Final = 1000
RADIUS: Final = 15
MARK, RING = "#b3261e", "#ffffff"
QUALITY: Final = 80

Mark = tuple[str, int, int]
"""A number, and where: 0 to 1000 from the left and from the top."""


def marked(data: bytes, marks: Sequence[Mark]) -> str:
    """The picture as a `data:` address, no longer than 640 on a side."""
    with Image.open(io.BytesIO(data)) as found:
        found.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        paper = Image.new("RGB", found.size, RING)
        clear = found.convert("RGBA")
        paper.paste(clear, mask=clear)
    pen = ImageDraw.Draw(paper)
    for words, x, y in marks:
        at = (x * (paper.width - 1) / EDGE, y * (paper.height - 1) / EDGE)
        pen.circle(at, RADIUS + 3, fill=RING)
        pen.circle(at, RADIUS, fill=MARK)
        pen.text(at, words, RING, ImageFont.load_default(16 if len(words) < 3 else 12), anchor="mm")
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=QUALITY, optimize=True)
    return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode()
