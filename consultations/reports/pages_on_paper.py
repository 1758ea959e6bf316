"""Pages of a prototype on paper: each small, under a grid of letters and numbers; and lines to say what goes where."""

import io
from collections.abc import Mapping

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas as Page
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from consultations.reports.lettering import BOLD, INK, QUIET, paragraph
from consultations.shapes import SIGNS, Pin, letter, places_on_paper
from translations import N_, words

WIDE, HIGH = 84 * mm, 92 * mm
EDGE = 5 * mm
ACROSS = 2
NO_BREAK = "\u00a0"
Controls = Mapping[str, Pin]
Pictures = Mapping[str, bytes]
"""What each picture holds, by its id."""


class Gridded(Flowable):
    """A picture as large as it fits, with thin lines over it, letters above it and numbers on its left."""

    def __init__(self, picture: bytes) -> None:
        super().__init__()
        self._picture = ImageReader(io.BytesIO(picture))
        across, down = self._picture.getSize()
        scale = min((WIDE - EDGE) / across, (HIGH - EDGE) / down)
        self._across, self._down = across * scale, down * scale
        self.width, self.height = self._across + EDGE, self._down + EDGE

    def draw(self) -> None:
        """The picture, the lines, and their names."""
        page: Page = self.canv
        columns, rows = places_on_paper()
        page.drawImage(self._picture, EDGE, 0, self._across, self._down, mask="auto")
        page.setStrokeColor(QUIET)
        page.setLineWidth(0.5)
        page.grid(
            [EDGE + self._across * at / columns for at in range(columns + 1)],
            [self._down * at / rows for at in range(rows + 1)],
        )
        page.setFont(BOLD, 8)
        page.setFillColor(INK)
        for at in range(columns):
            page.drawCentredString(EDGE + self._across * (at + 0.5) / columns, self._down + 1.5 * mm, letter(at))
        for at in range(rows):
            page.drawCentredString(EDGE / 2, self._down * (rows - at - 0.5) / rows - 1 * mm, str(at + 1))


def pages_to_pin(controls: Controls, pictures: Pictures) -> list[Flowable]:
    """The pages, what there is to write, and a line for each pin."""
    first, languages = next(iter(controls.values())), tuple(controls)
    shown = [
        _page(controls, at, pictures[one.picture]) for at, one in enumerate(first.pages) if one.picture in pictures
    ]
    told = _said(
        N_("On each line: the number of the page, the place (as B3), a sign, and a few words if you want."), languages
    )
    signs = [
        paragraph(
            f"{SIGNS[kind.key]}  {' / '.join(dict.fromkeys(one.kinds[at].label for one in controls.values()))}", 10
        )
        for at, kind in enumerate(first.kinds)
    ]
    return [_beside(shown), KeepTogether([Spacer(0, 3 * mm), paragraph(told, 10), *signs, _lines(first, languages)])]


def _page(controls: Controls, at: int, picture: bytes) -> list[Flowable]:
    called = " / ".join(dict.fromkeys(one.pages[at].label for one in controls.values()))
    return [paragraph(called, 9, bold=True), Spacer(0, 1 * mm), Gridded(picture)]


def _beside(shown: list[list[Flowable]]) -> Flowable:
    rows = [shown[at : at + ACROSS] for at in range(0, len(shown), ACROSS)]
    filled = [[*row, *[""] * (ACROSS - len(row))] for row in rows] or [[""] * ACROSS]
    made = Table(filled, colWidths=[WIDE + 5 * mm] * ACROSS)
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]))
    return made


def _lines(control: Pin, languages: tuple[str, ...]) -> Flowable:
    """For each pin a box for the page, one for the place, the signs to circle, and a line."""
    signs = f"{NO_BREAK * 3}".join(SIGNS[one.key] for one in control.kinds)
    heads = [_said(N_("Page"), languages), _said(N_("Place"), languages), "", _said(N_("Words"), languages)]
    rows = [[paragraph(one, 7.5, quiet=True) for one in heads]]
    rows += [["", "", paragraph(signs, 13, bold=True, centred=True), ""] for _ in range(control.most)]
    made = Table(rows, colWidths=[20 * mm, 20 * mm, 34 * mm, 104 * mm], rowHeights=[6 * mm, *[9.5 * mm] * control.most])
    made.setStyle(
        TableStyle(
            [("GRID", (0, 1), (1, -1), 0.8, INK), ("LINEBELOW", (3, 1), (3, -1), 0.6, QUIET),
             ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, 0), 2)]
        )
    )  # fmt: skip
    return made


def _said(sentence: str, languages: tuple[str, ...]) -> str:
    return " / ".join(dict.fromkeys(words(one).gettext(sentence) for one in languages))
