"""What stands in the sums: read again by the roll-up, never changed here. How they are made: `release`."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from consultations.drafting import view
from consultations.protection import observed
from consultations.protection.ledger import HEADS, Key, View, again
from consultations.shapes import Contribution
from consultations.stages import stage_of
from models.group_session import GroupSession
from models.response import Frozen, FrozenSum


def of_version(tool_version_id: str, *, watched: bool = False) -> ColumnElement[bool]:
    """Which sessions tell of one prototype: those in which it was tested alone.

    What children said where they tried two is said of both, so those are not among them; what was `watched` is known
    of each.
    """
    tested, second = col(GroupSession.tool_version_id), col(GroupSession.second_tool_version_id)
    if watched:
        return or_(tested == tool_version_id, second == tool_version_id)
    return and_(tested == tool_version_id, second.is_(None))


def clusters_of(db: Session, consultation_id: str, which: ColumnElement[bool]) -> frozenset[str]:
    """The clusters of some sessions, all of which tested the same prototypes: they are never shared with others."""
    rows = db.exec(
        select(Frozen.cluster)
        .join(GroupSession, col(GroupSession.id) == col(Frozen.group_session_id))
        .where(GroupSession.consultation_id == consultation_id, which)
    )
    return frozenset(rows)


def contributions(
    db: Session, consultation_id: str, kind: View, only: Collection[str] | None = None
) -> dict[tuple[str, str, str], list[Contribution]]:
    """The sums of a view as contributions, by (stem, fingerprint, language). `only`: of these clusters."""
    asked = select(FrozenSum).where(
        FrozenSum.consultation_id == consultation_id, FrozenSum.view == kind, FrozenSum.stem != ""
    )
    if only is not None:
        asked = asked.where(col(FrozenSum.cluster).in_(only))
    found: dict[tuple[str, str, str], list[Contribution]] = {}
    for row in db.exec(asked.order_by(col(FrozenSum.id))):
        held = found.setdefault((row.stem, row.fingerprint, row.language), [])
        held.extend(
            Contribution(value, missing, size, row.cluster, times) for value, missing, size, times in row.values
        )
    return found


def heads(db: Session, consultation_id: str, kind: View, only: Collection[str] | None = None) -> dict[str, int]:
    """How many children stand in the sums of a view, by language. `only`: of these clusters."""
    asked = select(FrozenSum).where(
        FrozenSum.consultation_id == consultation_id, FrozenSum.view == kind, FrozenSum.stem == ""
    )
    if only is not None:
        asked = asked.where(col(FrozenSum.cluster).in_(only))
    counted: Counter[str] = Counter()
    for row in db.exec(asked):
        counted[row.language] += row.children
    return dict(counted)


def contributors(db: Session, consultation_id: str, only: Collection[str] | None = None) -> int:
    """Through how many devices the children in the sums spoke, where one spoke for several; 0 where none did."""
    asked = select(FrozenSum).where(
        FrozenSum.consultation_id == consultation_id, FrozenSum.view == "all", FrozenSum.stem == ""
    )
    if only is not None:
        asked = asked.where(col(FrozenSum.cluster).in_(only))
    rows = db.exec(asked).all()
    devices = sum(row.participants for row in rows)
    return devices if devices < sum(row.children for row in rows) else 0


def tested_alone(db: Session, consultation_id: str, clusters: Collection[str]) -> bool:
    """Whether each child or pair was in a session by itself: as many sessions as contributors."""
    heads = (FrozenSum.consultation_id == consultation_id, FrozenSum.view == "all", FrozenSum.stem == "")
    contributors = db.exec(
        select(func.coalesce(func.sum(FrozenSum.participants), 0)).where(*heads, col(FrozenSum.cluster).in_(clusters))
    ).one()
    sessions = db.exec(
        select(func.count()).where(Frozen.view == "all", Frozen.stem == "", col(Frozen.cluster).in_(clusters))
    ).one()
    return 0 < contributors == sessions


def waiting(db: Session, consultation_id: str, which: ColumnElement[bool] | None = None) -> dict[Key, set[str]]:
    """For each question the sessions that are in the heads, but whose answers to it are not in its sums.

    The second round of a vote waits only where there was one. `which`: of these sessions only.
    """
    stands: dict[Key, set[str]] = {}
    known: dict[str, GroupSession] = {}
    rows = db.exec(
        select(Frozen, GroupSession)
        .join(GroupSession, col(GroupSession.id) == col(Frozen.group_session_id))
        .where(
            GroupSession.consultation_id == consultation_id,
            Frozen.view == "all",
            *([] if which is None else [which]),
        )
    )
    for row, session in rows:
        stands.setdefault((row.stem, row.fingerprint), set()).add(session.id)
        known[session.id] = session
    found: dict[Key, set[str]] = {}
    for session_id in stands.get(HEADS, set()):
        session = known[session_id]
        for one in view.asked(db, session.version_id).questions:
            key = (one.stem, one.fingerprint)
            keys = [key] if one.how.asks else []
            if one.how.votes and stage_of(session.stage, one.id).round > 1:
                keys.append(again(key))
            for each in keys:
                if session_id not in stands.get(each, set()):
                    found.setdefault(each, set()).add(session_id)
        for each in observed.keys_of(view.asked(db, session.version_id)):
            if session_id not in stands.get(each, set()):
                found.setdefault(each, set()).add(session_id)
    return found
