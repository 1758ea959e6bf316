"""No two things that were ever shown differ by one to four children, whatever closes and whatever is erased (§6.6).

Of every question by itself: some children skip it, and some never meet it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from consultations import sessions
from consultations.access import Visitor
from consultations.drafting import view
from consultations.protection import erasure, pseudonyms
from models import clock, store
from models.group_session import GroupSession, Participant
from models.response import Frozen, FrozenSum, Response
from tests.factories import make_published, make_session, make_team

# A child's answer is a number nobody else gives, so a sum tells exactly which children are in it.
NUMBER = ("number", "Welk getal trok je?", {"minimum": 0, "maximum": 100_000, "unit": {}})
STEERS = ("yes_maybe_no", "Werd je uitgesloten?", {"middle": "none"})
HANGS = ("yes_maybe_no", "Vertelde je het?", {"middle": "none"}, False, (0, ["yes"]))
FURTHER = (*NUMBER[:1], "Aan hoeveel mensen?", NUMBER[2], False, (1, ["yes"]))
QUESTIONS = (STEERS, HANGS, FURTHER, NUMBER)
PARENT = {1: 0, 2: 1}
LOT = "a number"  # that of the child

# What a child does with each question: a value, "skipped", or nothing where it does not come.
WALKS: dict[str, list[str | None]] = {
    "all": ["yes", "yes", LOT, LOT],
    "half": ["yes", "yes", "skipped", "skipped"],
    "hid": ["yes", "no", None, LOT],
    "no": ["no", None, None, LOT],
    "shy": ["skipped", None, None, LOT],
    "none": ["skipped", None, None, "skipped"],
}
Class = Mapping[tuple[str, str], int]
Deed = tuple[str, Class] | tuple[str, int, int]

PUPILS = st.tuples(st.sampled_from(["nl", "fr"]), st.sampled_from(list(WALKS)))
CLOSINGS = st.tuples(st.just("close"), st.dictionaries(PUPILS, st.integers(1, 8), max_size=5))
ERASURES = st.tuples(st.sampled_from(["erase nl", "erase fr"]), st.integers(0, 3), st.integers(1, 6))
STORIES = st.lists(st.one_of(CLOSINGS, CLOSINGS, CLOSINGS, ERASURES), min_size=2, max_size=9)


def closes(dutch: int = 0, french: int = 0, **others: int) -> Deed:
    """A class in which so many answer everything; `no_nl=3` for three Dutch children with another walk."""
    known = {("nl", "all"): dutch, ("fr", "all"): french}
    for name, number in others.items():
        walk, language = name.split("_")
        known[language, walk] = number
    return "close", known


class Telling:
    """One consultation, what happens to it, and every set of children that was ever shown together.

    Sets that tell of the same thing stand together: who came; for each question who met it, and who gave a value to
    it. How many met a question tells what was given to the one it hangs from, so it counts there too.
    """

    def __init__(self, who: Visitor) -> None:
        self.who = who
        with store.session() as db:
            self.version_id = make_published(db, who, QUESTIONS)
            asked = view.version(db, self.version_id).questions
            self.questions = [(one.stem, one.fingerprint) for one in asked]
            self.question_ids = [one.id for one in asked]
        self.classes: list[str] = []
        self.children: dict[str, tuple[int, str, list[str | None]]] = {}
        self.shown: dict[str, set[frozenset[int]]] = defaultdict(set)
        self.seen: set[str] = set()

    def tell(self, story: Iterable[Deed]) -> "Telling":
        for deed in story:
            if deed[0] == "close":
                self.close(deed[1])
            elif deed[1] < len(self.classes):
                self.erase(self.classes[deed[1]], deed[0].split(" ")[1], deed[2])
            self.look()
        return self

    def close(self, pupils: Class) -> None:
        """A class comes, answers, and is closed."""
        with store.session() as db:
            session_id = make_session(db, self.who, self.version_id)
            taken: set[str] = set()
            for (language, walk), number in pupils.items():
                for _ in range(number):
                    name = pseudonyms.draw(taken)
                    taken.add(name)
                    child = Participant(
                        group_session_id=session_id, pseudonym=name, language=language, state="done", assent="yes"
                    )
                    db.add(child)
                    db.flush()
                    self.answers(db, child, WALKS[walk])
            sessions.close(db, self.who, session_id)
        self.classes.append(session_id)

    def answers(self, db: Session, child: Participant, walk: list[str | None]) -> None:
        number = len(self.children)
        self.children[child.id] = number, child.language, walk
        for question_id, gave in zip(self.question_ids, walk, strict=True):
            if gave is None:
                continue
            value = {"skipped": None, LOT: number}.get(gave, gave)
            missing = "skipped" if gave == "skipped" else None
            db.add(
                Response(
                    participant_id=child.id, question_id=question_id, value=value, missing=missing,
                    language=child.language, given_on=clock.today(),
                )
            )  # fmt: skip

    def erase(self, session_id: str, language: str, how_many: int) -> None:
        """Some children of a class take everything back."""
        with store.session() as db:
            for child in db.exec(
                select(Participant)
                .where(Participant.group_session_id == session_id, Participant.language == language)
                .order_by(col(Participant.id))
                .limit(how_many)
            ).all():
                erasure.erase(db, child)

    def look(self) -> None:
        """What came into the sums by the last deed: each by itself, as somebody who looks after every deed sees it."""
        with store.reading() as db:
            rows = db.exec(
                select(FrozenSum).join(GroupSession, col(GroupSession.consultation_id) == FrozenSum.consultation_id)
                .where(GroupSession.version_id == self.version_id).distinct()
            ).all()  # fmt: skip
            for row in rows:
                if row.id not in self.seen:
                    self.seen.add(row.id)
                    self.tells(row, self.came(db, row))

    def came(self, db: Session, row: FrozenSum) -> dict[int, list[str | None]]:
        """The walks of the children a sum was made of."""
        together = select(Frozen.group_session_id).where(
            Frozen.view == row.view, Frozen.stem == row.stem, Frozen.fingerprint == row.fingerprint,
            Frozen.cluster == row.cluster,
        )  # fmt: skip
        ids = db.exec(select(Participant.id).where(col(Participant.group_session_id).in_(together))).all()
        known = [self.children[one] for one in ids]
        return {number: walk for number, language, walk in known if row.language in ("", language)}

    def tells(self, row: FrozenSum, came: dict[int, list[str | None]]) -> None:
        self.shown["came"].add(frozenset(came))
        assert row.participants == len(came)
        key = (row.stem, row.fingerprint)
        if key not in self.questions:
            return
        at = self.questions.index(key)
        gave = self.gave(came, at)
        assert sum(times for _, missing, _, times in row.values if missing is None) == len(gave)
        assert {value for value, *_ in row.values if isinstance(value, int)} == (gave if at in (2, 3) else set())
        self.shown[f"gave {at}"].add(gave)
        self.shown[f"met {at}"].add(frozenset(number for number, walk in came.items() if walk[at]))
        if at in PARENT:
            self.shown[f"gave {PARENT[at]}"].add(self.gave(came, PARENT[at]))

    @staticmethod
    def gave(came: dict[int, list[str | None]], at: int) -> frozenset[int]:
        return frozenset(number for number, walk in came.items() if walk[at] not in (None, "skipped"))

    def found(self) -> dict[str, list[frozenset[int]]]:
        """What an attack finds, by what it tells of."""
        attacked = {about: too_close(shown - {frozenset()}) for about, shown in self.shown.items()}
        return {about: found for about, found in attacked.items() if found}


def too_close(shown: set[frozenset[int]]) -> list[frozenset[int]]:
    """The groups of one to four children whose answers follow from what was shown, by adding and subtracting."""
    every = sorted(shown, key=sorted)
    together: dict[tuple[bool, ...], set[int]] = {}
    for child in set(chain.from_iterable(every)):
        together.setdefault(tuple(child in one for one in every), set()).add(child)
    atoms = list(together)
    known = np.array(atoms, dtype=float).T if atoms else np.zeros((0, 0))
    rank = np.linalg.matrix_rank(known) if atoms else 0
    few = [at for at, atom in enumerate(atoms) if len(together[atom]) <= 4]
    found = []
    for size in range(1, 5):
        for some in combinations(few, size):
            children = frozenset(chain.from_iterable(together[atoms[at]] for at in some))
            wanted = np.array([[float(at in some) for at in range(len(atoms))]])
            if len(children) <= 4 and np.linalg.matrix_rank(np.vstack([known, wanted])) == rank:
                found.append(children)
    return found


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ([range(10), range(15)], []),
        ([range(10), range(13)], [{10, 11, 12}]),
        ([range(10), range(9), range(8, 20)], [{9}]),
        ([range(12), range(6), range(6, 11)], [{11}]),
        ([range(12), range(7), range(5, 12)], [{5, 6}]),
        ([range(12), range(3, 9)], []),
    ],
)
def test_the_attack_finds_what_follows_from_what_was_shown(shown, found):
    assert too_close({frozenset(one) for one in shown}) == [frozenset(one) for one in found]


@pytest.mark.parametrize(
    "story",
    [
        # A class with both languages waits for the language view; what is erased meanwhile must not be told by it.
        [closes(6, 3), ("erase fr", 0, 3), closes(7, 7)],
        [closes(6, 4), ("erase fr", 0, 4), ("erase nl", 0, 1), closes(9)],
        # Two pools at once: a class too small for the whole must not slip into the language view.
        [closes(9), closes(6, 3), closes(0, 2)],
        [closes(2, 2), closes(2), ("erase nl", 0, 1), closes(5, 5), closes(9, 1), closes(0, 4)],
        # One of six meets the question that hangs; then a class of which enough do; then its like.
        [closes(12), closes(1, no_nl=5), closes(8), closes(4, no_nl=4)],
        # Enough meet it, and one gives a value; nobody meets it; enough come and too few say anything at all.
        [closes(12), closes(1, half_nl=8), closes(no_nl=9), closes(2, none_nl=9), closes(3, shy_nl=9)],
        # Those who meet it tell what the few who answered the question before it said.
        [closes(2, shy_nl=9), closes(3, no_nl=7), closes(9), closes(3, shy_nl=4)],
        # Who skips stands in one language only, and the classes are added together for the languages.
        [closes(8, half_fr=3), closes(3, 9), closes(6, 6, hid_fr=2), closes(9, none_fr=6), closes(2, 8, hid_nl=4)],
        # What waited is not added with a child less than came.
        [closes(3, no_nl=9), ("erase nl", 0, 2), closes(3, no_nl=6), closes(2, no_nl=6)],
    ],
)  # fmt: skip
def test_nothing_ever_shown_of_a_question_differs_by_one_to_four_children(sqlite_house, story):
    with store.session() as db:
        who = make_team(db).facilitator

    assert Telling(who).tell(story).found() == {}


def test_whatever_closes_and_is_erased_nothing_shown_tells_of_one_to_four_children(sqlite_house):
    with store.session() as db:
        who = make_team(db).facilitator
    seen: dict[str, int] = defaultdict(int)

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(STORIES)
    def told(story):
        telling = Telling(who).tell(story)
        assert telling.found() == {}
        for about, shown in telling.shown.items():
            assert [one for one in shown if 0 < len(one) < 5] == []
            seen[about] = max(seen[about], len(shown))

    told()
    assert {about: number > 2 for about, number in seen.items()} == dict.fromkeys(seen, True)  # they did show something
    assert len(seen) == 9
