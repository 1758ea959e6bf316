"""Who walked in the closed sessions of a version, and in which sums they stand. What `release` reckons with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from sqlmodel import Session, col, select

from consultations.collecting import flow
from consultations.drafting import view
from consultations.protection.pseudonyms import NOBODY
from consultations.shapes import NOT_ASKED, NOT_REACHED
from models.base import opaque_id
from models.group_session import GroupSession, Participant
from models.response import Frozen, FrozenSum, Response

View = Literal["all", "language"]
VIEWS: tuple[View, ...] = ("all", "language")
Key = tuple[str, str]
"""The stem and the fingerprint of a question."""
HEADS: Key = ("", "")
"""In the place of a question: who came."""


@dataclass(frozen=True)
class Walked:
    """One participant's whole walk: for each question (stem, fingerprint) a value or a missing code."""

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
        """For each question, in order, the one it hangs from, or the heads."""
        keys = {one.stem: (one.stem, one.fingerprint) for one in self.version.questions}
        return {
            keys[one.stem]: keys.get(one.show_when["stem"], HEADS) if one.show_when else HEADS
            for one in self.version.questions
            if one.how.asks
        }

    @cached_property
    def came(self) -> dict[str, int]:
        """How many participants each cluster of heads had when it was added."""
        return dict(
            self.db.exec(
                select(FrozenSum.cluster, FrozenSum.participants).where(
                    FrozenSum.consultation_id == self.version.consultation_id,
                    FrozenSum.view == "all",
                    FrozenSum.stem == "",
                )
            ).all()
        )

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
        """Whether everybody who stands in the heads is still there."""
        heads = {self.stands["all", HEADS][one] for one in bundle.session_ids}
        return len(self.walked(bundle)) == sum(self.came[one] for one in heads)


def ledgers(db: Session, consultation_id: str) -> list[Ledger]:
    """One for each version of a consultation of which a session has closed; trials stand in none."""
    closed = db.exec(
        select(GroupSession).where(
            GroupSession.consultation_id == consultation_id,
            GroupSession.state == "closed",
            col(GroupSession.trial).is_(False),
        )
    ).all()
    by_version: dict[str, dict[str, GroupSession]] = {}
    for session in closed:
        by_version.setdefault(session.version_id, {})[session.id] = session
    made = []
    for version_id, sessions in by_version.items():
        stands: dict[tuple[View, Key], dict[str, str]] = {}
        for row in db.exec(select(Frozen).where(col(Frozen.group_session_id).in_(list(sessions)))):
            kind: View = "all" if row.view == "all" else "language"
            stands.setdefault((kind, (row.stem, row.fingerprint)), {})[row.group_session_id] = row.cluster
        made.append(Ledger(db, view.asked(db, version_id), sessions, stands))
    return made


def walks(db: Session, session: GroupSession) -> list[Walked]:
    """The walks of those who said yes and were not removed."""
    asked = view.asked(db, session.version_id)
    children = db.exec(
        select(Participant).where(
            Participant.group_session_id == session.id, Participant.assent == "yes", Participant.pseudonym != NOBODY
        )
    ).all()
    given: dict[str, dict[str, tuple[Any, str | None]]] = {}
    rows = db.exec(
        select(Response.participant_id, Response.question_id, Response.value, Response.missing)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .where(Participant.group_session_id == session.id, Response.mark == "")
    )
    for participant_id, question_id, value, missing in rows:
        given.setdefault(participant_id, {})[question_id] = (value, missing)
    return [
        Walked(child.language, child.size, walk(asked.questions, given.get(child.id, {})))
        for child in children
        if child.state != "declined"
    ]


def walk(
    questions: Iterable[view.QuestionView], given: Mapping[str, tuple[Any, str | None]]
) -> dict[tuple[str, str], tuple[Any, str | None]]:
    """What one child gave to each question; `not_asked` where a condition kept a question away.

    Of words it only says that there were some: no sum ever holds a child's words.
    """
    every = tuple(questions)
    values = {key: value for key, (value, missing) in given.items() if missing is None}
    met = {one.id for one in flow.visible(every, values)}
    gave: dict[tuple[str, str], tuple[Any, str | None]] = {}
    for one in every:
        if not one.how.asks:
            continue
        value, missing = given.get(one.id, (None, NOT_REACHED)) if one.id in met else (None, NOT_ASKED)
        if missing is None and one.how.takes_words:
            value = True
        gave[one.stem, one.fingerprint] = (value, missing)
    return gave
