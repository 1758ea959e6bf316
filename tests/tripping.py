"""A tool with pages, and problems in it, made with the application's own verbs."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw
from sqlmodel import Session

from consultations import picturing
from consultations.access import Visitor
from consultations.interchange.pictures import clean
from consultations.tooling import changing, pieces, problems, view
from tests.factories import words

ELSEWHERE = {"kind": "elsewhere"}
LONG = "De knop ‘Verder’ is grijs, dus kinderen denken dat ze klaar zijn"


@dataclass(frozen=True)
class Tripped:
    """A tool, its first version, and the stems of its pages."""

    tool_id: str
    version_id: str
    stems: tuple[str, ...]


def drawn(number: int = 1) -> bytes:
    """A page of a lesson sheet, as PNG."""
    page = Image.new("RGB", (420, 594), "#fff8e7")
    pen = ImageDraw.Draw(page)
    pen.rectangle((30, 30, 390, 110), fill="#2f6f8f")
    for line in range(8):
        pen.rectangle((40, 150 + 32 * line, 40 + 300 - 20 * (line % 3), 164 + 32 * line), fill="#c9c2b0")
    pen.ellipse((250, 440, 390, 560), fill=("#e07a5f", "#81b29a", "#f2cc8f")[number % 3])
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def make_tool(db: Session, who: Visitor, pages: int = 2, title: str = "Kaartspel") -> Tripped:
    """A tool whose first version has so many pages."""
    tool_id = changing.start_tool(db, who, words(title))
    version_id = view.tool(db, who, tool_id).versions[0].id
    for number in range(pages):
        picture_id = picturing.keep_picture(db, who, clean("page.png", drawn(number)))
        pieces.add_piece(db, who, version_id, "page", {}, "", picture_id)
    stems = tuple(one.stem for one in view.tool(db, who, tool_id).versions[0].pieces)
    return Tripped(tool_id, version_id, stems)


def note(db: Session, who: Visitor, tool_id: str, said: Sequence[str], **facts: Any) -> list[str]:
    """Problems of a tool, one for each sentence; the oldest first."""
    place = facts.pop("place", ELSEWHERE)
    return [problems.add_problem(db, who, tool_id, one, place, **facts) for one in said]
