"""One child that walks through the questions of a class, each deed in a transaction of its own, as its page does it."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, select

from consultations.collecting import answering
from consultations.collecting.answering import Asked, Kept
from consultations.collecting.presence import Child
from models import store
from models.group_session import Participant
from models.response import Response
from tests.factories import CHOICE, OPEN, make_child, make_published, make_session, make_team, options, questions_of

FILM = ("single_choice", "Welke film?", {"options": options("oud", "nieuw")}, False, (0, ["strip"]))
READING = ("information", "Nu komt er iets anders.", {})
BOOKS = ("number", "Hoeveel boeken?", {"minimum": 0, "maximum": 20, "unit": {}})
WALK = (CHOICE, FILM, READING, BOOKS, OPEN)


class Walk:
    """A child in a class. A neighbour has given an answer to the first question that must stay as it is."""

    def __init__(
        self, questions: Sequence[tuple[Any, ...]] = WALK, kind: str = "survey", band: str = "", **facts: Any
    ) -> None:
        with store.session() as db:
            self.team = make_team(db)
            self.who = self.team.facilitator
            self.version_id = make_published(db, self.who, questions, kind=kind, **({"bands": (band,)} if band else {}))
            facts |= {"age_band": band} if band else {}
            self.session_id = make_session(db, self.who, self.version_id, **facts)
            self.ids = [one.id for one in questions_of(db, self.session_id)]
            self.first = make_child(db, self.session_id)
            neighbour = make_child(db, self.session_id)
            if questions[0] == CHOICE:
                answering.record_response(db, neighbour, self.ids[0], "boek")
        self.participant_id = self.first.participant_id

    def child(self) -> Child:
        """The child as the next run of its page sees it."""
        with store.reading() as db:
            row = db.get_one(Participant, self.participant_id)
            facts = {"at_question": row.at_question, "assent": row.assent, "language": row.language, "state": row.state}
        return Child(**{**self.first.__dict__, **facts})

    def gives(self, at: int, raw: object = None, missing: str | None = None) -> Kept:
        """Give something to the question at place `at`."""
        child = self.child()
        with store.session() as db:
            return answering.record_response(db, child, self.ids[at], raw, missing)

    def goes_on(self, at: int) -> None:
        """Tap "next" on the question at place `at`."""
        child = self.child()
        with store.session() as db:
            answering.go_on(db, child, self.ids[at])

    def goes_back(self, at: int | None) -> None:
        """Tap "back" on the question at place `at`; None: on the last screen."""
        child = self.child()
        with store.session() as db:
            answering.go_back(db, child, "end" if at is None else self.ids[at])

    def walks(self, *given: object) -> "Walk":
        """Give and go on, again and again: a value, a missing code as `("skipped",)`, or None for nothing to give."""
        for value in given:
            at = self.stands()
            assert at is not None
            if isinstance(value, tuple):
                self.gives(at, missing=value[0])
            elif value is not None:
                self.gives(at, value)
            self.goes_on(at)
        return self

    def asked(self) -> Asked | None:
        """What is on the screen."""
        with store.reading() as db:
            return answering.next_question(db, self.child())

    def stands(self) -> int | None:
        """The place of the question on the screen; None at the end."""
        asked = self.asked()
        return self.ids.index(asked.question_id) if asked else None

    def kept(self) -> dict[int, object]:
        """What the child gave, by place: a value, or a missing code as `("skipped",)`."""
        with store.reading() as db:
            return {
                self.ids.index(row.question_id): (row.missing,) if row.missing else row.value for row in self.rows(db)
            }

    def row(self, at: int) -> Response:
        """The response to the question at place `at`, with nothing left to load."""
        with store.reading() as db:
            return next(
                Response(**row.model_dump()) for row in self.rows(db) if row.question_id == self.ids[at]
            )  # fmt: skip

    def rows(self, db: Session) -> Sequence[Response]:
        """All responses of the child."""
        return db.exec(select(Response).where(Response.participant_id == self.participant_id)).all()
