"""Activities on paper: one A4 sheet each, with the same numbers and letters as the grid they are typed in from."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas as Page
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Spacer, Table, TableStyle

from consultations.reports.filling_in import fill_in
from consultations.reports.lettering import BOLD, INK, PLAIN, QUIET, paragraph, plain
from consultations.reports.pages_on_paper import pages_to_pin
from consultations.shapes import Pin, SheetActivity, Words
from translations import N_, words

MARGIN = 16 * mm
NO_NAMES = N_("Don't write names: not yours and not anyone else's.")
REASONS = (N_("I don't know"), N_("I'd rather not say"), N_("Skip this question"))


def activity_sheets(title: Words, languages: Sequence[str], activities: Sequence[SheetActivity]) -> bytes:
    """All activities as one PDF, each from a page of its own; every sentence in each of `languages`."""
    out = io.BytesIO()
    name = " / ".join(title.get(one, "") for one in languages)
    made = SimpleDocTemplate(
        out, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=24 * mm, bottomMargin=20 * mm,
        title=plain(name), author="Ons Avis", lang=languages[0],
    )  # fmt: skip
    story: list[Flowable] = []
    for at, one in enumerate(activities):
        story += [*([PageBreak()] if at else []), *_sheet(one, languages)]
    frame = _frame(name, languages)
    made.build(story or [paragraph("", 10)], onFirstPage=frame, onLaterPages=frame)
    return out.getvalue()


def _sheet(one: SheetActivity, languages: Sequence[str]) -> list[Flowable]:
    parts: list[Flowable] = [_who(languages), Spacer(0, 4 * mm)]
    for at, language in enumerate(languages):
        number = f"{one.number}. " if not at else ""
        parts.append(paragraph(number + one.wording.get(language, ""), 15 if not at else 13, bold=True))
    parts += [paragraph(f"{_said(N_('Sheet'), languages)} {one.id}", 9, quiet=True), Spacer(0, 4 * mm)]
    parts += _to_fill_in(one, languages)
    reasons = "     ".join(f"☐ {_said(each, languages)}" for each in REASONS)
    return [*parts, Spacer(0, 6 * mm), paragraph(reasons, 9, quiet=True)]


def _to_fill_in(one: SheetActivity, languages: Sequence[str]) -> list[Flowable]:
    controls = {language: one.controls[language] for language in languages}
    pages = {language: each for language, each in controls.items() if isinstance(each, Pin)}
    return pages_to_pin(pages, one.pictures) if pages else fill_in(controls)


def _who(languages: Sequence[str]) -> Flowable:
    """Which sheet this is, and how many filled it in together. Never a name."""
    number = _said(N_("Number of this sheet"), languages)
    many = _said(N_("How many are you?"), languages)
    line = Table([[paragraph(f"{number}:  P", 10), "", paragraph(f"{many}", 10), ""]],
                 colWidths=[60 * mm, 18 * mm, 76 * mm, 18 * mm], rowHeights=[10 * mm])  # fmt: skip
    line.setStyle(
        TableStyle(
            [("BOX", (1, 0), (1, 0), 1, INK), ("BOX", (3, 0), (3, 0), 1, INK), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
        )
    )
    return line


def _frame(name: str, languages: Sequence[str]) -> Callable[[Page, object], None]:
    """What stands on every page: whose sheet, no names, and where to get help."""
    told = [
        "   ".join(
            (words(one).gettext("You choose if you join in."), words(one).gettext(NO_NAMES), "Child Focus 116 000")
        )
        for one in languages
    ]

    def drawn(page: Page, _made: object) -> None:
        _, top = A4
        page.setFont(BOLD, 9)
        page.setFillColor(INK)
        page.drawString(MARGIN, top - 14 * mm, plain(f"Ons Avis   {name}")[:110])
        page.setFont(PLAIN, 7.5)
        page.setFillColor(QUIET)
        for at, line in enumerate(told):
            page.drawString(MARGIN, (13 - 4 * at) * mm, plain(line))

    return drawn


def _said(sentence: str, languages: Sequence[str]) -> str:
    return " / ".join(dict.fromkeys(words(one).gettext(sentence) for one in languages))
