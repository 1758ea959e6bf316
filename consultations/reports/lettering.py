"""Words on paper: a font of our own with every Dutch and French letter, and signs it does not have left out."""

import importlib.util
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

PLAIN, BOLD = "Sheets", "Sheets-Bold"
INK, QUIET = HexColor("#1b2430"), HexColor("#44505f")
FILES = {PLAIN: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}
NARROW_SPACE, SPACE = "\u202f", "\u00a0"


@cache
def letters() -> frozenset[int]:
    """Every letter there is, once both fonts are known to the printer. DejaVu comes with matplotlib."""
    found = importlib.util.find_spec("matplotlib")
    assert found
    assert found.submodule_search_locations
    folder = Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    fonts = [TTFont(name, str(folder / file)) for name, file in FILES.items()]
    for one in fonts:
        pdfmetrics.registerFont(one)
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    return frozenset.intersection(*(frozenset(one.face.charToGlyph) for one in fonts))


def plain(words: str) -> str:
    """The same words without what cannot be printed: pictures, and signs of scripts the font does not have."""
    there = letters()
    return "".join(one for one in words.replace(NARROW_SPACE, SPACE) if ord(one) in there and ord(one) < 0x1F000)


def paragraph(words: str, size: float, *, bold: bool = False, quiet: bool = False, centred: bool = False) -> Paragraph:
    """Words as a paragraph; every sign stands for itself."""
    style = ParagraphStyle(
        "sheet", fontName=BOLD if bold else PLAIN, fontSize=size, leading=size * 1.3,
        textColor=QUIET if quiet else INK, alignment=1 if centred else 0,
    )  # fmt: skip
    return Paragraph(escape(plain(words)), style)
