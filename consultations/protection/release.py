"""What may be added up, and when: only children who said yes, only closed sessions, never fewer than five at a time.

At closing, a session's answers are added to *sums* that never change again. A sum holds at least five children,
so no two things that were ever shown differ by one to four of them (protection §6.6), whatever is erased later.
There are two views: `all`, and `language`, in which each language of a sum has no child or at least five.
Sessions too small by themselves wait, and are added together with others of the same version, as one cluster.
A cluster comes into `language` only as it stands in `all`, whole: otherwise subtracting the one view from the other
would tell of the few who were erased in between, or who wait.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session, col, select

from consultations.collecting import flow
from consultations.drafting import view
from consultations.shapes import NOT_ASKED, NOT_REACHED, Contribution
from models import store
from models.base import opaque_id
from models.group_session import GroupSession, Participant
from models.response import Frozen, FrozenSum, Response

ENOUGH = 5
View = Literal["all", "language"]
VIEWS: tuple[View, ...] = ("all", "language")


@dataclass(frozen=True)
class Walked:
    """One participant's whole walk: for each question (stem, fingerprint) a value or a missing code."""

    language: str
    size: int
    gave: Mapping[tuple[str, str], tuple[Any, str | None]]


@dataclass(frozen=True)
class Bundle:
    """What is added to a view in one piece: a closed session, or, in `language`, a whole cluster of `all`."""

    version_id: str
    session_ids: tuple[str, ...]
    walked: tuple[Walked, ...]


def freeze(db: Session, consultation_id: str) -> None:
    """Add the closed sessions of a consultation to its sums, as far as they may be. Safe to call again."""
    store.take_turn(db, f"sums {consultation_id}")
    for kind in VIEWS:
        pools: dict[str, list[Bundle]] = {}
        for bundle in _alone(db, consultation_id) if kind == "all" else _whole(db, consultation_id):
            if _enough(bundle.walked, kind):
                _add(db, consultation_id, kind, [bundle])
            else:
                pools.setdefault(bundle.version_id, []).append(bundle)
        for pool in pools.values():
            if _enough([walk for bundle in pool for walk in bundle.walked], kind):
                _add(db, consultation_id, kind, pool)


def _alone(db: Session, consultation_id: str) -> list[Bundle]:
    """What waits for `all`: each closed session by itself."""
    return [
        Bundle(session.version_id, (session.id,), tuple(walks(db, session)))
        for session in _waiting(db, consultation_id, "all")
    ]


def _whole(db: Session, consultation_id: str) -> list[Bundle]:
    """What waits for `language`: the clusters of `all` in which nobody was erased; one that shrank never comes."""
    waiting = {session.id: session for session in _waiting(db, consultation_id, "language")}
    clusters: dict[str, list[str]] = {}
    for row in db.exec(
        select(Frozen)
        .where(Frozen.view == "all", col(Frozen.group_session_id).in_(list(waiting)))
        .order_by(col(Frozen.id))
    ):
        clusters.setdefault(row.cluster, []).append(row.group_session_id)
    stood = dict(
        db.exec(
            select(FrozenSum.cluster, FrozenSum.participants)
            .where(FrozenSum.consultation_id == consultation_id, FrozenSum.view == "all")
            .distinct()
        ).all()
    )
    bundles = []
    for cluster, session_ids in clusters.items():
        walked = tuple(walk for one in session_ids for walk in walks(db, waiting[one]))
        if len(walked) == stood.get(cluster):
            bundles.append(Bundle(waiting[session_ids[0]].version_id, tuple(session_ids), walked))
    return bundles


def _enough(walks: Sequence[Walked], kind: View) -> bool:
    """Whether these walks may become a sum: nobody at all, or at least five, in each group of the view."""
    if kind == "all":
        return len(walks) >= ENOUGH
    by_language = Counter(walk.language for walk in walks)
    return bool(by_language) and all(count >= ENOUGH for count in by_language.values())


def _waiting(db: Session, consultation_id: str, kind: View) -> Sequence[GroupSession]:
    """The closed sessions that are not in the sums of this view yet."""
    done = select(Frozen.group_session_id).where(Frozen.view == kind)
    return db.exec(
        select(GroupSession)
        .where(
            GroupSession.consultation_id == consultation_id,
            GroupSession.state == "closed",
            col(GroupSession.trial).is_(False),
            col(GroupSession.id).not_in(done),
        )
        .order_by(col(GroupSession.id))
    ).all()


def walks(db: Session, session: GroupSession) -> list[Walked]:
    """The walks of those who said yes and were not removed."""
    asked = view.version(db, session.version_id)
    children = db.exec(
        select(Participant).where(Participant.group_session_id == session.id, Participant.assent == "yes")
    ).all()
    given: dict[str, dict[str, tuple[Any, str | None]]] = {}
    rows = db.exec(
        select(Response.participant_id, Response.question_id, Response.value, Response.missing)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .where(Participant.group_session_id == session.id)
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


def _add(db: Session, consultation_id: str, kind: View, bundles: Sequence[Bundle]) -> None:
    together = [walk for bundle in bundles for walk in bundle.walked]
    session_ids = [one for bundle in bundles for one in bundle.session_ids]
    cluster = opaque_id() if len(session_ids) > 1 else session_ids[0]
    languages = [""] if kind == "all" else sorted({walk.language for walk in together})
    for language in languages:
        of_group = [walk for walk in together if language in {"", walk.language}]
        for stem, fingerprint in sorted({key for walk in of_group for key in walk.gave}):
            db.add(
                FrozenSum(
                    consultation_id=consultation_id,
                    stem=stem,
                    fingerprint=fingerprint,
                    view=kind,
                    language=language,
                    cluster=cluster,
                    participants=len(of_group),
                    children=sum(walk.size for walk in of_group),
                    values=_counted(of_group, (stem, fingerprint)),
                )
            )
    db.add_all(Frozen(group_session_id=one, view=kind, cluster=cluster) for one in session_ids)
    db.flush()


def _counted(walked: list[Walked], key: tuple[str, str]) -> list[Any]:
    """[value, missing, size, times], sorted so that nothing tells who came first."""
    counted: Counter[str] = Counter()
    held: dict[str, list[Any]] = {}
    for one in walked:
        entry = [*one.gave[key], one.size]
        name = repr(entry)
        held[name] = entry
        counted[name] += 1
    return [[*held[name], counted[name]] for name in sorted(held)]


def contributions(
    db: Session, consultation_id: str, kind: View, cluster: str | None = None
) -> dict[tuple[str, str, str], list[Contribution]]:
    """The sums of a view as contributions, by (stem, fingerprint, language). `cluster`: of one session only."""
    asked = select(FrozenSum).where(FrozenSum.consultation_id == consultation_id, FrozenSum.view == kind)
    if cluster is not None:
        asked = asked.where(FrozenSum.cluster == cluster)
    found: dict[tuple[str, str, str], list[Contribution]] = {}
    for row in db.exec(asked.order_by(col(FrozenSum.id))):
        held = found.setdefault((row.stem, row.fingerprint, row.language), [])
        held.extend(
            Contribution(value, missing, size, row.cluster, times) for value, missing, size, times in row.values
        )
    return found
