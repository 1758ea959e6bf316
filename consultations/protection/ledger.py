"""Who walked in the closed sessions of a version, and in which sums they stand. What `release` reckons with.

A walk is one participant's: a child, or a device or a sheet of paper that speaks for several. A vote that was asked
a second time has a key of its own, which hangs from that of the first round; what an observer saw has keys of its own
(`observed`).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from sqlmodel import Session, col, select

from consultations.collecting import flow
from consultations.collecting.presence import ended
from consultations.drafting import view
from consultations.protection import observed
from consultations.protection.pseudonyms import NOBODY
from consultations.shapes import NOT_ASKED, NOT_REACHED
from consultations.stages import ROUND_MARKS, stage_of
from models.base import opaque_id
from models.group_session import GroupSession, Participant
from models.response import Frozen, FrozenSum, Response

View = Literal["all", "language"]
VIEWS: tuple[View, ...] = ("all", "language")
Key = tuple[str, str]
"""The stem and the fingerprint of a question."""
HEADS: Key = ("", "")
"""In the place of a question: who came."""
Given = Mapping[tuple[str, str], tuple[Any, str | None]]
"""By question id and mark: a value or a missing code."""


def again(key: Key) -> Key:
    """The key of the second round of a vote: the same stem, and a fingerprint of its own."""
    stem, fingerprint = key
    return stem, hashlib.sha256(f"{fingerprint} round 2".encode()).hexdigest()


@dataclass(frozen=True)
class Walked:
    """One participant's whole walk: for each question (stem, fingerprint) a value or a missing code.

    In the second round of a vote the value is {"first": what was given before, or None; "now": what was given}.
    """

    language: str
    size: int
    gave: Mapping[Key, tuple[Any, str | None]]


@dataclass(frozen=True)
class Bundle:
    """Sessions that are added to a sum together or not at all. `cluster`: what they are called in it."""

    cluster: str
    session_ids: frozenset[str]


def as_one(bundles: Sequence[Bundle]) -> Bundle:
    """Bundles that are added together, under a name of their own."""
    cluster = bundles[0].cluster if len(bundles) == 1 else opaque_id()
    return Bundle(cluster, frozenset[str]().union(*(one.session_ids for one in bundles)))


@dataclass
class Ledger:
    """The closed sessions of one version, who walked in them, and in which cluster of which sums they stand."""

    db: Session
    version: view.VersionView
    sessions: Mapping[str, GroupSession]
    stands: dict[tuple[View, Key], dict[str, str]]
    read: dict[str, list[Walked]] = field(default_factory=dict)

    @cached_property
    def parents(self) -> dict[Key, Key]:
        """For each question, in order, the one it hangs from, or the heads; behind each vote its second round."""
        keys = {one.stem: (one.stem, one.fingerprint) for one in self.version.questions}
        found: dict[Key, Key] = {}
        for one in self.version.questions:
            if one.how.asks:
                found[keys[one.stem]] = keys.get(one.show_when["stem"], HEADS) if one.show_when else HEADS
            if one.how.votes:
                found[again(keys[one.stem])] = keys[one.stem]
        return found | dict.fromkeys(observed.keys_of(self.version), HEADS)

    @cached_property
    def second(self) -> frozenset[Key]:
        """The keys of second rounds."""
        return frozenset(again((one.stem, one.fingerprint)) for one in self.version.questions if one.how.votes)

    @cached_property
    def stances(self) -> frozenset[Key]:
        """Those of them in which one takes a stand on one statement after another, perhaps not on all."""
        return frozenset(
            again((one.stem, one.fingerprint)) for one in self.version.questions if one.how.shape == "stances"
        )

    @cached_property
    def came(self) -> dict[str, tuple[int, int]]:
        """How many participants, and how many children, each cluster of heads had when it was added."""
        rows = self.db.exec(
            select(FrozenSum.cluster, FrozenSum.participants, FrozenSum.children).where(
                FrozenSum.consultation_id == self.version.consultation_id,
                FrozenSum.view == "all",
                FrozenSum.stem == "",
            )
        )
        return {cluster: (participants, children) for cluster, participants, children in rows}

    def clusters(self, kind: View, key: Key) -> list[Bundle]:
        """Those of a question in a view."""
        found: dict[str, set[str]] = {}
        for session_id, cluster in sorted(self.stands.get((kind, key), {}).items()):
            found.setdefault(cluster, set()).add(session_id)
        return [Bundle(cluster, frozenset(sessions)) for cluster, sessions in found.items()]

    def walked(self, bundle: Bundle) -> list[Walked]:
        """The walks of those in a bundle, as they are now."""
        for one in bundle.session_ids - self.read.keys():
            self.read[one] = walks(self.db, self.sessions[one])
        return [walk for one in sorted(bundle.session_ids) for walk in self.read[one]]

    def unchanged(self, bundle: Bundle) -> bool:
        """Whether everybody who stands in the heads is still there, with as many children as then."""
        heads = {self.stands["all", HEADS][one] for one in bundle.session_ids}
        walked = self.walked(bundle)
        then = [self.came[one] for one in heads]
        return (len(walked), children_of(walked)) == (sum(at for at, _ in then), sum(of for _, of in then))


def ledgers(db: Session, consultation_id: str) -> list[Ledger]:
    """One for each version of a consultation of which a session has closed, and for each prototype that was tested in
    it: those are never added together. Trials stand in none.
    """
    closed = db.exec(select(GroupSession).where(*ended(consultation_id))).all()
    by_version: dict[tuple[str, str | None, str | None], dict[str, GroupSession]] = {}
    for session in closed:
        tested = (session.version_id, session.tool_version_id, session.second_tool_version_id)
        by_version.setdefault(tested, {})[session.id] = session
    made = []
    for (version_id, *_), sessions in by_version.items():
        stands: dict[tuple[View, Key], dict[str, str]] = {}
        for row in db.exec(select(Frozen).where(col(Frozen.group_session_id).in_(list(sessions)))):
            kind: View = "all" if row.view == "all" else "language"
            stands.setdefault((kind, (row.stem, row.fingerprint)), {})[row.group_session_id] = row.cluster
        made.append(Ledger(db, view.asked(db, version_id), sessions, stands))
    return made


def children_of(walked: Iterable[Walked]) -> int:
    """How many children stand behind some walks."""
    return sum(one.size for one in walked)


def walks(db: Session, session: GroupSession) -> list[Walked]:
    """The walks of those who said yes and were not removed."""
    asked = view.asked(db, session.version_id)
    children = db.exec(
        select(Participant).where(
            Participant.group_session_id == session.id, Participant.assent == "yes", Participant.pseudonym != NOBODY
        )
    ).all()
    given: dict[str, dict[tuple[str, str], tuple[Any, str | None]]] = {}
    rows = db.exec(
        select(Response)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .where(Participant.group_session_id == session.id)
    )
    for row in rows:
        given.setdefault(row.participant_id, {})[row.question_id, row.mark] = (row.value, row.missing)
    twice = frozenset(one.id for one in asked.questions if stage_of(session.stage, one.id).round > 1)
    seen = observed.observed(db, session, asked)
    return [
        Walked(
            child.language,
            child.size,
            walk(asked.questions, given.get(child.id, {}), twice) | observed.gave(seen.get(child.id, {}), asked),
        )
        for child in children
        if child.state != "declined"
    ]


def walk(
    questions: Iterable[view.QuestionView], given: Given, twice: frozenset[str] = frozenset()
) -> dict[Key, tuple[Any, str | None]]:
    """What one participant gave to each question; `not_asked` where a condition kept a question away.

    Of words it only says that there were some: no sum ever holds a child's words. To a wall it gave something when it
    wrote a card. `twice`: the questions that were asked a second time; for a vote that was not, that is `not_asked`.
    """
    every = tuple(questions)
    firsts = {question_id: gave for (question_id, mark), gave in given.items() if mark == ROUND_MARKS[1]}
    met = {one.id for one in flow.visible(every, {key: value for key, (value, none) in firsts.items() if none is None})}
    cards = {question_id for question_id, mark in given if mark not in ROUND_MARKS.values()}
    gave: dict[Key, tuple[Any, str | None]] = {}
    for one in every:
        if not one.how.asks:
            continue
        key = (one.stem, one.fingerprint)
        value, missing = firsts.get(one.id, (None, NOT_REACHED))
        if one.how.gathers and one.id in cards:
            value, missing = True, None
        gave[key] = _counted(one, value, missing) if one.id in met else (None, NOT_ASKED)
        if one.how.votes:
            now = given.get((one.id, ROUND_MARKS[2]), (None, NOT_REACHED))
            asked_again = one.id in met and one.id in twice
            gave[again(key)] = _both(gave[key][0], _counted(one, *now)) if asked_again else (None, NOT_ASKED)
    return gave


def _counted(one: view.QuestionView, value: Any, missing: str | None) -> tuple[Any, str | None]:
    return (one.how.countable(value), None) if missing is None else (None, missing)


def _both(first: Any, now: tuple[Any, str | None]) -> tuple[Any, str | None]:
    value, missing = now
    return ({"first": first, "now": value}, None) if missing is None else (None, missing)
