"""A vote that was asked twice: what its second sum holds, and that it never tells of the few who voted only once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from consultations import sessions
from consultations.access import Visitor
from consultations.drafting import view
from consultations.observing import staging
from consultations.protection import erasure, pseudonyms, release, summed
from consultations.protection.ledger import again
from models import clock, store
from models.group_session import GroupSession, Participant
from models.response import Frozen, FrozenSum, Response
from tests.attack import too_close
from tests.factories import make_published, make_session, make_team, options
from tests.rows import everything

VOTE = ("dot_voting", "Waar plak je?", {"options": options("first", "now"), "dots": 3, "per_option": 3})
BESIDE = ("yes_maybe_no", "Was het leuk?", {"middle": "none"})
Votes = tuple[str, int, Any, Any]
"""A device: its language, how many children, what it stuck first and then; ("skipped",) or None for nothing."""


class Voting:
    """A consultation with one vote, and what its sums hold. A voter is a `Votes`."""

    def __init__(self, who: Visitor | None = None) -> None:
        with store.session() as db:
            self.who = who or make_team(db).facilitator
            self.version_id = make_published(db, self.who, (VOTE, BESIDE), kind="co_design")
            asked = view.version(db, self.version_id)
            self.question_id, self.home = asked.questions[0].id, asked.consultation_id
            self.first = (asked.questions[0].stem, asked.questions[0].fingerprint)
        self.second = again(self.first)
        self.voters: dict[str, Votes] = {}

    def closes(self, voters: Sequence[Votes], twice: bool = True) -> str:
        """A group comes, votes, perhaps a second time, and is closed."""
        with store.session() as db:
            session_id = make_session(db, self.who, self.version_id)
            taken: set[str] = set()
            for voter in voters:
                name = pseudonyms.draw(taken)
                taken.add(name)
                language, size, *gave = voter
                child = Participant(
                    group_session_id=session_id, pseudonym=name, language=language, state="done", assent="yes",
                    size=size,
                )  # fmt: skip
                db.add(child)
                db.flush()
                self.voters[child.id] = voter if twice else (*voter[:3], None)
                for mark, value in zip(("", "2"), gave, strict=True):
                    self.sticks(db, child, mark, value)
            if twice:
                staging.second_round(db, self.who, session_id, self.question_id)
                db.flush()
            sessions.close(db, self.who, session_id)
        return session_id

    def sticks(self, db: Session, child: Participant, mark: str, value: Any) -> None:
        if value is None:
            return
        skipped = value[0] if isinstance(value, tuple) else None
        db.add(
            Response(
                participant_id=child.id, question_id=self.question_id, mark=mark, missing=skipped,
                value=None if skipped else value, language=child.language, given_on=clock.today(),
            )
        )  # fmt: skip

    def erases(self, session_id: str, how_many: int) -> None:
        with store.session() as db:
            there = select(Participant).where(Participant.group_session_id == session_id).order_by(col(Participant.id))
            for child in db.exec(there.limit(how_many)).all():
                erasure.erase(db, child)

    def sums(self, kind: str = "all") -> list[tuple[int, int, list[Any]]]:
        """How many children met the second round, stand behind a value, and the values, of each sum of it."""
        with store.reading() as db:
            rows = db.exec(
                select(FrozenSum).where(
                    FrozenSum.view == kind, FrozenSum.stem == self.second[0], FrozenSum.fingerprint == self.second[1]
                )
            )
            return sorted((row.met, row.gave, sorted(row.values, key=repr)) for row in rows)


A, B = {"first": 3}, {"now": 1, "first": 2}


def votes(number: int, first: Any, now: Any, language: str = "nl", size: int = 1) -> list[Votes]:
    return [(language, size, first, now)] * number


def test_a_second_sum_tells_what_each_gave_before_and_now(sqlite_house):
    voting = Voting()

    voting.closes([*votes(4, A, A), *votes(2, A, B), *votes(1, ("skipped",), A), *votes(4, None, B)])

    came, moved = (
        [{"first": None, "now": A}, {"first": None, "now": B}],
        [{"first": A, "now": A}, {"first": A, "now": B}],
    )
    assert voting.sums() == [
        (11, 11, [[came[0], None, 1, 1], [came[1], None, 1, 4], [moved[0], None, 1, 4], [moved[1], None, 1, 2]])
    ]


def test_where_one_to_four_children_voted_in_one_round_only_nobody_is_told_to_have_moved(sqlite_house):
    voting = Voting()

    voting.closes([*votes(6, A, B), *votes(2, A, None), *votes(1, A, ("dont_know",))])
    voting.closes([*votes(6, A, B), *votes(1, A, None, size=4)])
    voting.closes([*votes(6, A, B), *votes(1, A, None, size=5)])
    voting.closes([*votes(6, A, B), *votes(4, None, B)])
    voting.closes([*votes(4, A, B), *votes(5, None, B), *votes(5, B, None)])

    told, kept = {"first": A, "now": B}, {"now": B}
    assert voting.sums() == [
        (9, 6, [[None, "dont_know", 1, 1], [None, "not_reached", 1, 2], [kept, None, 1, 6]]),
        (10, 6, [[None, "not_reached", 4, 1], [kept, None, 1, 6]]),
        (10, 10, [[kept, None, 1, 10]]),
        (11, 6, [[None, "not_reached", 5, 1], [told, None, 1, 6]]),
        (14, 9, [[None, "not_reached", 1, 5], [kept, None, 1, 9]]),
    ]


def test_a_session_that_was_asked_once_has_no_second_sum_and_waits_for_none(sqlite_house):
    voting = Voting()

    voting.closes(votes(12, A, None), twice=False)

    with store.reading() as db:
        assert (voting.sums(), summed.waiting(db, voting.home)) == ([], {})


def test_a_second_round_of_which_too_few_came_back_waits_and_is_said_to(sqlite_house):
    voting = Voting()

    session_id = voting.closes([*votes(8, A, None), *votes(4, A, B)])

    with store.reading() as db:
        assert (voting.sums(), summed.waiting(db, voting.home)) == ([], {voting.second: {session_id}})


def test_who_moved_is_never_told_by_language(sqlite_house):
    voting = Voting()

    voting.closes([*votes(6, A, B), *votes(2, B, B, "fr", 3)])

    assert voting.sums("language") == [
        (6, 6, [[{"now": B}, None, 1, 6]]), (6, 6, [[{"now": B}, None, 3, 2]]),
    ]  # fmt: skip


def test_two_small_second_rounds_are_added_together_in_whole_first_rounds(house):
    voting = Voting()

    voting.closes([*votes(5, A, None), *votes(3, A, B)])
    voting.closes([*votes(5, A, None), *votes(3, B, A)])

    to, back = {"first": A, "now": B}, {"first": B, "now": A}
    assert voting.sums() == [(16, 6, [[None, "not_reached", 1, 10], [to, None, 1, 3], [back, None, 1, 3]])]


VOTERS = st.dictionaries(
    st.tuples(st.sampled_from(["nl", "fr"]), st.sampled_from([1, 1, 2, 3, 6]), st.integers(0, 6)),
    st.integers(1, 8), max_size=5,
)  # fmt: skip
KINDS = [(A, B), (A, A), (A, None), (None, B), (("skipped",), B), (A, ("skipped",)), (None, None)]
STORIES = st.lists(
    st.one_of(
        st.tuples(st.just("close"), VOTERS, st.booleans()),
        st.tuples(st.just("close"), VOTERS, st.just(True)),
        st.tuples(st.just("erase"), st.integers(0, 3), st.integers(1, 5)),
    ),
    min_size=2, max_size=8,
)  # fmt: skip


class Telling(Voting):
    """Every set of children that was ever shown together, by what is told of it."""

    def __init__(self, who: Visitor) -> None:
        super().__init__(who)
        self.shown: dict[str, set[frozenset[int]]] = defaultdict(set)
        self.seen: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.moved = False

    def tell(self, story: Sequence[Any]) -> "Telling":
        classes: list[str] = []
        for deed in story:
            if deed[0] == "close":
                classes.append(self.closes(self.class_of(deed[1]), deed[2]))
            elif deed[1] < len(classes):
                self.erases(classes[deed[1]], deed[2])
            self.look()
        return self

    @staticmethod
    def class_of(told: Mapping[tuple[str, int, int], int]) -> list[Votes]:
        return [
            voter
            for (language, size, kind), times in told.items()
            for voter in votes(times, *KINDS[kind], language, size)
        ]

    def look(self) -> None:
        for number, device in enumerate(self.voters):
            self.numbers.setdefault(device, number)
        with store.reading() as db:
            for row in db.exec(select(FrozenSum).where(FrozenSum.consultation_id == self.home)).all():
                if row.id in self.seen or (row.stem, row.fingerprint) not in (self.first, self.second):
                    continue
                self.seen.add(row.id)
                together = select(Frozen.group_session_id).where(
                    Frozen.view == row.view, Frozen.stem == row.stem, Frozen.fingerprint == row.fingerprint,
                    Frozen.cluster == row.cluster,
                )  # fmt: skip
                sessions_in = select(GroupSession.id).where(col(GroupSession.id).in_(together))
                ids = db.exec(select(Participant.id).where(col(Participant.group_session_id).in_(sessions_in))).all()
                came = [one for one in ids if row.language in ("", self.voters[one][0])]
                self.tells(row, came)

    def tells(self, row: FrozenSum, came: Sequence[str]) -> None:
        first = {one for one in came if isinstance(self.voters[one][2], dict)}
        now = {one for one in came if isinstance(self.voters[one][3], dict)}
        if (row.stem, row.fingerprint) == self.first:
            self.shown["first"].add(self.around(first))
            return
        twice = {value["first"] is not None for value, *_ in row.values if value and "first" in value}
        assert row.gave == len(self.around(now)) == sum(size * times for value, _, size, times in row.values if value)
        self.shown["now"].add(self.around(now))
        self.moved = self.moved or twice
        if twice:
            for about in ("first", "now"):
                self.shown[about].add(self.around(first & now))

    def around(self, devices: set[str]) -> frozenset[int]:
        return frozenset(100 * self.numbers[one] + at for one in devices for at in range(self.voters[one][1]))

    def found(self) -> dict[str, list[frozenset[int]]]:
        attacked = {about: too_close(shown - {frozenset()}) for about, shown in self.shown.items()}
        return {about: found for about, found in attacked.items() if found}


def test_whatever_is_asked_twice_and_erased_nothing_shown_tells_of_one_to_four_children(sqlite_house):
    most: dict[str, int] = defaultdict(int)
    moved = []
    with store.session() as db:
        who = make_team(db).facilitator

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(STORIES)
    def told(story):
        telling = Telling(who).tell(story)
        assert telling.found() == {}
        moved.append(telling.moved)
        for about, shown in telling.shown.items():
            assert [one for one in shown if 0 < len(one) < 5] == []
            most[about] = max(most[about], len(shown))

    told()
    assert ({about: number > 2 for about, number in most.items()}, any(moved)) == ({"first": True, "now": True}, True)


def test_where_one_to_four_of_a_language_voted_in_one_round_only_nobody_is_told_to_have_moved(sqlite_house):
    voting = Voting()

    voting.closes([*votes(1, A, B), *votes(5, A, None), *votes(5, A, B, "fr")])
    voting.closes([*votes(9, A, B), *votes(2, A, B, "fr")])

    assert voting.sums() == [
        (11, 6, [[None, "not_reached", 1, 5], [{"now": B}, None, 1, 6]]),
        (11, 11, [[{"first": A, "now": B}, None, 1, 11]]),
    ]


@pytest.mark.parametrize("twice", [True, False])
def test_adding_up_again_changes_nothing(house, twice):
    voting = Voting()
    voting.closes([*votes(6, A, B), *votes(2, B, B, "fr", 3)], twice)
    before = everything()

    with store.session() as db:
        release.freeze(db, voting.home)

    assert everything() == before
