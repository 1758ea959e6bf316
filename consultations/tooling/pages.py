"""The pages of a prototype: the pieces of a version that have a picture, under the stems they have in every version."""

from collections.abc import Sequence

from sqlmodel import Session

from consultations.questions.options import Page
from consultations.tooling.view import pieces_of
from models.group_session import GroupSession
from models.tools import Material

NAMELESS = {"nl": "Pagina {n}", "fr": "Page {n}"}


def pages_in(db: Session, session_id: str) -> tuple[Page, ...]:
    """The pages of the version that is tested in a session; none where none is."""
    session = db.get(GroupSession, session_id)
    return pages_of(db, [session.tool_version_id] if session and session.tool_version_id else [])


def pages_of(db: Session, version_ids: Sequence[str]) -> tuple[Page, ...]:
    """The pages of some versions, each page once: as it stands in the first version that has it."""
    found: dict[str, Material] = {}
    for version_id in version_ids:
        for one in pieces_of(db, version_id):
            if one.picture_id:
                found.setdefault(one.stem, one)
    return tuple(_page(at, one) for at, one in enumerate(found.values(), start=1))


def _page(number: int, one: Material) -> Page:
    """A page by its number, and by its words where there are any: in the other language when in one there are none."""
    words = {"nl": one.words.get("nl") or one.words.get("fr"), "fr": one.words.get("fr") or one.words.get("nl")}
    called = {
        language: f"{number}. {said}" if said else NAMELESS[language].format(n=number)
        for language, said in words.items()
    }
    return Page.model_construct(key=one.stem, nl=called["nl"], fr=called["fr"], picture=str(one.picture_id))
