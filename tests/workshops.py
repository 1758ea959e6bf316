"""A co-design session with children in it: each deed in a transaction of its own, as the pages do it."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, select

from consultations.access import Role, Visitor
from consultations.collecting import answering, making
from consultations.collecting.answering import Kept
from consultations.collecting.around import Around, around
from consultations.collecting.presence import Child
from consultations.drafting import gate, view, wording
from consultations.observing import pacing, staging, walls
from models import store
from models.group_session import GroupSession, Participant
from models.response import Response
from tests import factories
from tests.factories import make_child, make_session, make_team, options, questions_of

OPTIONS = {"options": options("spel", "film", "strip")}
WALL = ("idea_wall", "Wat zou jij maken?", {"phase": "make", "at_most": 3})
OF_CARDS = ("dot_voting", "Welk kaartje?", {"wall": 0, "dots": 2})
DOTS = ("dot_voting", "Wat is het beste idee?", {**OPTIONS, "dots": 3, "per_option": 2})
PAIRS = ("this_or_that", "Wat kies jij?", {**OPTIONS, "rounds": 3})
STANCES = ("agree_pass", "Ga je akkoord?", OPTIONS)
SORT = ("card_sort", "Wat hoort samen?", {**OPTIONS, "piles": options("leuk", "saai"), "own": 2})
STORY = ("storyboard", "Teken een verhaal.", {"least": 3, "most": 4})
DRAWING = ("drawing", "Teken jouw spel.", {})
POSTCARD = ("postcard", "Schrijf een kaartje.", {"form": "postcard"})
TALK = ("information", "We beginnen samen.", {})
EVERY = (WALL, DOTS, PAIRS, STANCES, SORT, STORY, DRAWING, POSTCARD)
LINES = {"strokes": [{"colour": 1, "width": 0, "points": [10, 10, 500, 400]}]}


def published(db: Session, who: Visitor, questions: Sequence[tuple[Any, ...]], band: str) -> str:
    """A published version; `"wall": 0` in the settings of a question is the wall at place 0. Returns its id."""
    plain = [(name, said, {**settings, "wall": ""} if "wall" in settings else settings, *rest)
             for name, said, settings, *rest in questions]  # fmt: skip
    version_id = factories.make_draft(db, who, plain, (band,), "co_design")
    for at, (_, _, settings, *_) in enumerate(questions):
        if "wall" in settings:
            asked = view.version(db, version_id).questions
            one = asked[at]
            about = {**one.settings, "wall": asked[settings["wall"]].stem}
            wording.set_question(
                db, who, version_id, one.id, one.edition, dict(one.wording), about, one.sensitive, one.show_when
            )
    db.flush()
    gate.publish(db, who, version_id)
    return version_id


class Workshop:
    """Children in a co-design session, led unless told otherwise; they are known by their place in `children`."""

    def __init__(self, questions: Sequence[tuple[Any, ...]] = (WALL,), heads: int = 2, **facts: Any) -> None:
        plain = {"age_band": "12-14", "devices": "each", "pace": "leader"}
        with store.session() as db:
            self.team = make_team(db)
            self.who = self.team.facilitator
            band = {**plain, **facts}["age_band"]
            self.version_id = published(db, self.who, questions, band)
            self.session_id = make_session(db, self.who, self.version_id, **{**plain, **facts})
            self.ids = [one.id for one in questions_of(db, self.session_id)]
        self.children: list[Child] = []
        self.token = ""
        """Of a child with a screen of its own, where there is one."""
        for _ in range(heads):
            self.joins()

    def joins(self, language: str = "nl", assent: str | None = "yes") -> int:
        """One more child comes in. Returns its place."""
        with store.session() as db:
            self.children.append(make_child(db, self.session_id, language, assent))
        return len(self.children) - 1

    def meets(self) -> int:
        """The child that came in by itself, in a browser. Returns its place."""
        known = {one.participant_id for one in self.children}
        with store.reading() as db:
            here = db.exec(select(Participant.id).where(Participant.group_session_id == self.session_id)).all()
        (fresh,) = set(here) - known
        visitor = Visitor(frozenset({Role.CHILD}), participant_id=fresh)
        self.children.append(Child(**{**self.children[0].__dict__, "participant_id": fresh, "visitor": visitor}))
        return len(self.children) - 1

    def child(self, who: int = 0) -> Child:
        """A child as the next run of its page sees it."""
        with store.reading() as db:
            row = db.get_one(Participant, self.children[who].participant_id)
            session = db.get_one(GroupSession, self.session_id)
            facts = {
                "at_question": session.at_question if session.pace == "leader" else row.at_question,
                "assent": row.assent, "state": row.state, "size": row.size, "sized": row.sized,
                "session_state": session.state, "turn": session.turn, "stages": session.stage,
            }  # fmt: skip
        return Child(**{**self.children[who].__dict__, **facts})

    def sticks(self, words: str, who: int = 0, at: int = 0, mark: str = "", **card: str) -> Kept:
        """A card for the wall at place `at`; its mark is its words, unless it is told."""
        child = self.child(who)
        raw = {"kind": "idea", "words": words, "emoji": "", "from": "", **card}
        with store.session() as db:
            return making.add_card(db, child, self.ids[at], mark or self.mark(words), raw)

    @staticmethod
    def mark(words: str) -> str:
        """The mark of the card with these words."""
        return words.encode().hex()[:32]

    def takes_back(self, words: str, who: int = 0, at: int = 0) -> None:
        """A child takes its card away."""
        child = self.child(who)
        with store.session() as db:
            making.take_back(db, child, self.ids[at], self.mark(words))

    def gives(self, raw: Any = None, who: int = 0, at: int = 0, missing: str | None = None) -> Kept:
        """Give something to the question at place `at`."""
        child = self.child(who)
        with store.session() as db:
            return answering.record_response(db, child, self.ids[at], raw, missing)

    def sees(self, who: int = 0, at: int = 0) -> Around:
        """What stands around a question for a child."""
        child = self.child(who)
        with store.reading() as db:
            return around(db, child, self.ids[at])

    def asked(self, who: int = 0) -> answering.Asked | None:
        """What is on a child's screen."""
        child = self.child(who)
        with store.reading() as db:
            return answering.next_question(db, child)

    def goes(self, at: int) -> None:
        """The leader goes to the question at place `at`."""
        with store.session() as db:
            pacing.go(db, self.who, self.session_id, self.ids[at])

    def shows(self, words: str) -> None:
        """The leader lets the room see a card."""
        with store.session() as db:
            walls.show(db, self.who, self.row(words).id)

    def hides(self, words: str) -> None:
        """The leader hides a card."""
        with store.session() as db:
            walls.hide(db, self.who, self.row(words).id)

    def stages(self, deed: Any, at: int = 0, *more: Any) -> None:
        """One of the verbs of `staging`."""
        with store.session() as db:
            deed(db, self.who, self.session_id, self.ids[at], *more)

    def reveals(self, at: int = 0) -> None:
        """The leader shows the room how it stands."""
        self.stages(staging.reveal, at)

    def row(self, words: Any) -> Response:
        """The row that holds these words, with nothing left to load."""
        with store.reading() as db:
            found = next(one for one in db.exec(select(Response)).all() if one.value == words)
            return Response(**found.model_dump())

    def kept(self, at: int = 0) -> list[tuple[int, str, Any]]:
        """Everything given to one question: by whom, its mark, its value or missing code."""
        names = {one.participant_id: place for place, one in enumerate(self.children)}
        with store.reading() as db:
            rows = db.exec(select(Response).where(Response.question_id == self.ids[at])).all()
            return sorted(
                ((names[row.participant_id], row.mark, row.missing or row.value) for row in rows), key=repr
            )  # fmt: skip

    @property
    def turn(self) -> int:
        """How often every screen of the session was told to look again."""
        with store.reading() as db:
            return db.get_one(GroupSession, self.session_id).turn


def link(workshop: Workshop) -> str:
    """The address of its join link."""
    return f"/j/{factories.link_of(workshop.session_id)}"
