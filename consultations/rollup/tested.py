"""Everything that was seen of one version of a tool, in one consultation: tasks, problems, what to fix first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.drafting.view import VersionView
from consultations.protection import summed
from consultations.protection.observed import PROBLEMS
from consultations.rollup import problems
from consultations.rollup.heard import heard
from consultations.rollup.tasks import Held, of_version, task_result
from consultations.rollup.versions import delicate, published
from consultations.shapes import TaskResult, VersionResults
from consultations.tooling.problems import roots
from consultations.tooling.view import version_of
from models.consultation import Consultation
from models.group_session import GroupSession
from models.response import Frozen, FrozenSum
from models.tools import Tool, ToolVersion


@dataclass(frozen=True)
class Test:
    """A consultation in which a tool was tested, let in: its published versions, the tool, its versions by id."""

    db: Session
    home: Consultation
    asked: tuple[VersionView, ...]
    tool: Tool
    versions: tuple[ToolVersion, ...]

    def version(self, version_id: str) -> ToolVersion:
        """One that was tested here; `Denied` when it was not."""
        for one in self.versions:
            if one.id == version_id:
                return one
        raise Denied

    def watched(self, version_id: str) -> Held:
        """What observers saw of a version."""
        return self._held(summed.of_version(version_id, watched=True))

    def told(self, version_id: str) -> Held:
        """What children said themselves, where they tried this version and no other."""
        return self._held(summed.of_version(version_id))

    def _held(self, which: ColumnElement[bool]) -> Held:
        only = summed.clusters_of(self.db, self.home.id, which)
        return Held(
            whole=summed.contributions(self.db, self.home.id, "all", only),
            apart=summed.contributions(self.db, self.home.id, "language", only),
            waiting=summed.waiting(self.db, self.home.id, which),
            alone=_alone(self.db, self.home.id, only),
        )


def let_in(db: Session, who: Visitor, consultation_id: str) -> Test:
    """The consultation, if the visitor may read its results and a tool was tested in it."""
    home = db.get(Consultation, consultation_id)
    if home is None:
        raise Denied
    require(who, Action.READ_RESULTS, Thing(organisation_id=home.organisation_id))
    asked = published(db, consultation_id)
    if not asked or home.tool_id is None:
        raise Denied
    return Test(db, home, asked, db.get_one(Tool, home.tool_id), tested_versions(db, consultation_id))


def tested_versions(db: Session, consultation_id: str) -> tuple[ToolVersion, ...]:
    """The versions of a tool that were tested in a session that has ended, the newest first."""
    ended = (GroupSession.consultation_id == consultation_id, GroupSession.state == "closed")
    ids: set[str | None] = set()
    for column in (GroupSession.tool_version_id, GroupSession.second_tool_version_id):
        ids |= set(db.exec(select(column).where(*ended, col(GroupSession.trial).is_(False))))
    rows = db.exec(select(ToolVersion).where(col(ToolVersion.id).in_([one for one in ids if one])))
    return tuple(sorted(rows, key=lambda one: -one.number))


def version_results(db: Session, who: Visitor, consultation_id: str, version_id: str) -> VersionResults:
    """One version, with how its problems stand beside the version that was tested before it."""
    test = let_in(db, who, consultation_id)
    version = test.version(version_id)
    watched, told = test.watched(version_id), test.told(version_id)
    now = watching(watched, version_id, test.tool.id, db)
    before = next((one for one in test.versions if one.number < version.number), None)
    then = watching(test.watched(before.id), before.id, test.tool.id, db) if before else now
    now, then = problems.in_one_unit(now, then)
    found = problems.problem_results(db, test.tool.id, version_id, now)
    if before is not None:
        found = problems.with_before(found, then, version_of(db, version))
    return VersionResults(
        consultation_id=consultation_id,
        title=test.asked[-1].notices["title"],
        tool_id=test.tool.id,
        tool_title=test.tool.title,
        version_id=version_id,
        number=version.number,
        changes=tuple(version.changes),
        youngest=test.asked[-1].youngest or "",
        heard=heard(db, consultation_id, test.asked, summed.of_version(version_id, watched=True)),
        watched_children=now.children if now.enough else 0,
        watched_contributors=now.contributors if now.enough else 0,
        tasks=_tasks(test, watched, told, version_id),
        problems=found,
        found=problems.discovered(now, found),
        before=(before.id, before.number) if before else None,
        refused=() if now.enough else ("too_few",),
    )


def watching(held: Held, version_id: str, tool_id: str, db: Session) -> problems.Watching:
    """Who was watched with a version, and what they met."""
    return problems.watching(of_version(held.of(PROBLEMS), version_id), roots(db, tool_id))


def _tasks(test: Test, watched: Held, told: Held, version_id: str) -> tuple[TaskResult, ...]:
    """The tasks as they were asked last; then older wordings of which something is known."""
    hidden = delicate(test.asked)
    made: list[TaskResult] = []
    shown: set[tuple[str, str]] = set()
    for version in reversed(test.asked):
        for one in version.questions:
            key = (one.stem, one.fingerprint)
            if one.type != "task" or key in shown:
                continue
            shown.add(key)
            result = task_result(one, watched, told, version_id, delicate=key in hidden)
            if version is test.asked[-1] or result.watched or result.told:
                made.append(result)
    return tuple(made)


def _alone(db: Session, consultation_id: str, clusters: frozenset[str]) -> bool:
    """Whether each child or pair was tested by itself: as many sessions as contributors."""
    heads = (FrozenSum.consultation_id == consultation_id, FrozenSum.view == "all", FrozenSum.stem == "")
    contributors = db.exec(
        select(func.coalesce(func.sum(FrozenSum.participants), 0)).where(*heads, col(FrozenSum.cluster).in_(clusters))
    ).one()
    sessions = db.exec(
        select(func.count()).where(Frozen.view == "all", Frozen.stem == "", col(Frozen.cluster).in_(clusters))
    ).one()
    return 0 < contributors == sessions


def readable_tests(db: Session, who: Visitor) -> Sequence[tuple[str, str]]:
    """The prototype tests of the visitor's organisation with a session that has ended: (consultation, tool), newest
    first.
    """
    require(who, Action.READ_RESULTS, Thing(who.organisation_id))
    rows = db.exec(
        select(Consultation)
        .where(
            Consultation.organisation_id == who.organisation_id,
            col(Consultation.tool_id).is_not(None),
            col(Consultation.archived_on).is_(None),
        )
        .order_by(col(Consultation.started_on).desc(), col(Consultation.id))
    ).all()
    return [(one.id, str(one.tool_id)) for one in rows if tested_versions(db, one.id) and published(db, one.id)]
