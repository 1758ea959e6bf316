"""Classes that come, answer and are closed; and what the sums of their consultation hold then."""

from typing import Any

from sqlmodel import select

from consultations.access import Visitor
from consultations.drafting import view
from consultations.protection import erasure
from models import store
from models.group_session import Participant
from models.response import Frozen, FrozenSum
from tests.factories import CHOICE, make_class, make_published, make_team

SAID = {"s": "strip", "b": "boek", "-": ("skipped",)}


class Story:
    """One consultation, and what its sums hold."""

    def __init__(self, *questions: tuple[Any, ...]) -> None:
        with store.session() as db:
            self.who: Visitor = make_team(db).facilitator
            self.version_id = make_published(db, self.who, questions or (CHOICE,))
            self.stems = [one.stem for one in view.version(db, self.version_id).questions]

    def closes(self, dutch: str = "", french: str = "", version_id: str = "") -> str:
        """A class comes, each child answers in one letter of `SAID`, and it is closed."""
        answers = [("nl", [SAID[one]]) for one in dutch] + [("fr", [SAID[one]]) for one in french]
        with store.session() as db:
            return make_class(db, self.who, version_id or self.version_id, answers)

    def sums(self, kind: str = "all", at: int = 0) -> list[tuple[str, list[Any]]]:
        """The language and the values of each sum of the question at place `at`."""
        with store.reading() as db:
            rows = db.exec(select(FrozenSum).where(FrozenSum.view == kind, FrozenSum.stem == self.stems[at]))
            return sorted((row.language, row.values) for row in rows)

    def stands(self, kind: str = "all", at: int | None = None) -> list[set[str]]:
        """The sessions in the heads of a view, or in the sums of the question at place `at`, by cluster."""
        stem = "" if at is None else self.stems[at]
        clusters: dict[str, set[str]] = {}
        with store.reading() as db:
            for row in db.exec(select(Frozen).where(Frozen.view == kind, Frozen.stem == stem)):
                clusters.setdefault(row.cluster, set()).add(row.group_session_id)
        return sorted(clusters.values(), key=sorted)

    def erases(self, session_id: str, language: str = "nl") -> None:
        """One child of a class takes everything back with its receipt."""
        with store.session() as db:
            row = db.exec(
                select(Participant).where(Participant.group_session_id == session_id, Participant.language == language)
            ).first()
            assert row
            erasure.erase(db, row)


def entry(value: object, times: int, missing: str | None = None) -> list[Any]:
    """One line of a sum."""
    return [value, missing, 1, times]
