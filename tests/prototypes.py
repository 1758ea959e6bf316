"""A prototype with pages, and children who put pins on them: each deed in a transaction of its own."""

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageDraw
from sqlmodel import Session, select

from consultations import picturing, sessions
from consultations.drafting import gate, starting, view
from consultations.interchange.pictures import clean
from consultations.tooling import changing, pieces
from consultations.tooling import view as tools_view
from models import store
from models.response import Response
from tests import factories
from tests.factories import Team, make_draft, make_session, make_team, questions_of, words

REMARKS = ("page_remarks", "Wat vind je van deze pagina’s?", {})
PAGES = (("Voorkant", "Devant"), ("Spelregels", "Règles du jeu"), ("Hulpkaart", "Carte d’aide"))
Put = tuple[int, int, int, str, str]
"""A pin by the place of its page, its x and y, its kind and its words."""


def drawn_page(number: int, size: tuple[int, int] = (600, 800)) -> bytes:
    """A picture that looks like a page: a title, a drawing, and lines of text."""
    across, down = size
    page = Image.new("RGB", size, "#fffdf6")
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, across, down // 6), fill=("#f2a900", "#1e7a34", "#0b4f9e")[number % 3])
    pen.ellipse((across // 10, down // 4, across // 2, down // 2), fill="#cfe0f5", outline="#1b2430", width=4)
    for line in range(6):
        top = down * (62 + 5 * line) // 100
        pen.rectangle((across // 10, top, across * (9 - line % 3) // 10, top + down // 60), fill="#5b6878")
    for dot in range(number + 1):
        pen.ellipse((30 + 60 * dot, 30, 70 + 60 * dot, 70), fill="#ffffff")
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def picture(db: Session, team: Team, number: int = 0, **size: Any) -> str:
    """A picture of a page, kept. Returns its id."""
    return picturing.keep_picture(db, team.designer, clean("page.png", drawn_page(number, **size)))


class Prototype:
    """A tool of which version 1 has pages, and a consultation in which children put pins on them."""

    def __init__(
        self, asked: Sequence[tuple[Any, ...]] = (REMARKS,), pages: Sequence[tuple[str, str]] = PAGES,
        team: Team | None = None, band: str = "9-11",
    ) -> None:  # fmt: skip
        with store.session() as db:
            self.team = team or make_team(db)
            self.who = self.team.facilitator
            self.tool_id = changing.start_tool(db, self.team.designer, words("Kaartspel", "Jeu de cartes"))
            self.first = tools_view.versions_of(db, self.tool_id)[0].id
            self.pictures = [picture(db, self.team, at) for at in range(len(pages))]
            for (dutch, french), picture_id in zip(pages, self.pictures, strict=True):
                pieces.add_piece(
                    db, self.team.designer, self.first, "page", words(dutch, french), picture_id=picture_id
                )  # fmt: skip
            self.stems = [one.stem for one in tools_view.pieces_of(db, self.first)]
            self.version_id = make_draft(db, self.who, asked, (band,), "prototype_test")
            starting.about_tool(db, self.who, self.version_id, self.tool_id)
            gate.publish(db, self.who, self.version_id)
            seen = view.version(db, self.version_id)
            self.consultation_id, self.stem = seen.consultation_id, seen.questions[0].stem

    def next_version(self) -> str:
        """A version 2 with the same pages. Returns its id."""
        with store.session() as db:
            return changing.new_tool_version(db, self.team.designer, self.tool_id)

    def opens(self, tool_version_id: str | None = None, **facts: Any) -> str:
        """A session in which a version is tested, its door open. Returns its id."""
        with store.session() as db:
            return make_session(
                db, self.who, self.version_id, tool_version_id=tool_version_id or self.first, **facts
            )  # fmt: skip

    def pins(self, *put: Put) -> list[dict[str, Any]]:
        """Pins as a browser hands them in."""
        return [
            {"page": self.stems[page], "x": x, "y": y, "kind": kind, "words": said} for page, x, y, kind, said in put
        ]

    def session(self, *given: tuple[str, Any], tool_version_id: str | None = None, close: bool = True) -> str:
        """A class in which each child gave this, in its language: pins, or a missing code. Returns its id."""
        session_id = self.opens(tool_version_id)
        with store.session() as db:
            for language, raw in given:
                factories.answer(db, factories.make_child(db, session_id, language), [raw])
            if close:
                sessions.close(db, self.who, session_id)
        return session_id

    def kept(self, session_id: str) -> list[Any]:
        """What was given to the first question: values, or missing codes."""
        with store.reading() as db:
            asked = questions_of(db, session_id)[0].id
            rows = db.exec(select(Response).where(Response.question_id == asked)).all()
            return [row.missing or row.value for row in rows]
