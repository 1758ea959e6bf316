"""Everything that was seen of one version of a tool, in one consultation: tasks, problems, what to fix first."""

from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.drafting.view import VersionView
from consultations.protection import summed
from consultations.protection.observed import PROBLEMS
from consultations.rollup import problems
from consultations.rollup.heard import heard
from consultations.rollup.problems import Watching
from consultations.rollup.tasks import Held, of_version, task_result
from consultations.rollup.versions import delicate, published
from consultations.shapes import ProblemResult, TaskResult, VersionResults, Words
from consultations.tooling.choosing import versions_tested
from consultations.tooling.problems import roots
from consultations.tooling.view import version_of
from models.consultation import Consultation
from models.tools import Tool, ToolVersion


@dataclass(frozen=True)
class Tested:
    """A consultation in which a tool was tested, with the versions that were: (id, number), the newest first."""

    consultation_id: str
    tool_id: str
    title: Words
    versions: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Test:
    """A consultation in which a tool was tested, let in: its published versions, the tool, the versions of it that were
    tested, the newest first. What was `read` of their sums is not read twice.
    """

    db: Session
    home: Consultation
    asked: tuple[VersionView, ...]
    tool: Tool
    versions: tuple[ToolVersion, ...]
    read: dict[tuple[str, bool], Held] = field(default_factory=dict)

    def version(self, version_id: str) -> ToolVersion:
        """One that was tested here; `Denied` when it was not."""
        for one in self.versions:
            if one.id == version_id:
                return one
        raise Denied

    def watched(self, version_id: str) -> Held:
        """What observers saw of a version."""
        return self._held(version_id, watched=True)

    def told(self, version_id: str) -> Held:
        """What children said themselves, where they tried this version and no other."""
        return self._held(version_id, watched=False)

    def watching(self, version_id: str) -> problems.Watching:
        """Who was watched with a version, and what they met."""
        records = of_version(self.watched(version_id).of(PROBLEMS), version_id)
        return problems.watching(records, roots(self.db, self.tool.id))

    def problems(self, version: ToolVersion, before: ToolVersion | None) -> tuple[Watching, tuple[ProblemResult, ...]]:
        """Who was watched with a version, and its problems, the first to mend first; with `before` how many met each
        with that version too, counted alike.
        """
        now = self.watching(version.id)
        if before is None:
            return now, problems.problem_results(self.db, self.tool.id, version.id, now)
        now, then = problems.in_one_unit(now, self.watching(before.id))
        found = problems.problem_results(self.db, self.tool.id, version.id, now)
        return now, problems.with_before(found, then, version_of(self.db, version))

    def _held(self, version_id: str, *, watched: bool) -> Held:
        """Read once, whoever asks for it."""
        if (version_id, watched) not in self.read:
            which = summed.of_version(version_id, watched=watched)
            only = summed.clusters_of(self.db, self.home.id, which)
            self.read[version_id, watched] = Held(
                whole=summed.contributions(self.db, self.home.id, "all", only),
                apart=summed.contributions(self.db, self.home.id, "language", only),
                waiting=summed.waiting(self.db, self.home.id, which),
                alone=summed.tested_alone(self.db, self.home.id, only),
            )
        return self.read[version_id, watched]


def let_in(db: Session, who: Visitor, consultation_id: str) -> Test:
    """The consultation, if the visitor may read its results and a tool was tested in it."""
    home = db.get(Consultation, consultation_id)
    if home is None:
        raise Denied
    require(who, Action.READ_RESULTS, Thing(organisation_id=home.organisation_id))
    asked = published(db, consultation_id)
    if not asked or home.tool_id is None:
        raise Denied
    return Test(db, home, asked, db.get_one(Tool, home.tool_id), versions_tested(db, consultation_id, beside=True))


def version_results(db: Session, who: Visitor, consultation_id: str, version_id: str) -> VersionResults:
    """One version, with how its problems stand beside the version that was tested before it."""
    return results_in(let_in(db, who, consultation_id), version_id)


def results_in(test: Test, version_id: str) -> VersionResults:
    """The same, for who was let in."""
    version = test.version(version_id)
    before = next((one for one in test.versions if one.number < version.number), None)
    now, found = test.problems(version, before)
    return VersionResults(
        consultation_id=test.home.id,
        title=test.asked[-1].notices["title"],
        tool_id=test.tool.id,
        tool_title=test.tool.title,
        version_id=version_id,
        number=version.number,
        changes=tuple(version.changes),
        youngest=test.asked[-1].youngest or "",
        heard=heard(test.db, test.home.id, test.asked, summed.of_version(version_id, watched=True)),
        watched_children=now.children if now.enough else 0,
        watched_contributors=now.contributors if now.enough else 0,
        tasks=_tasks(test, version_id),
        problems=found,
        found=problems.discovered(now, found),
        before=(before.id, before.number) if before else None,
        refused=() if now.enough else ("too_few",),
    )


def _tasks(test: Test, version_id: str) -> tuple[TaskResult, ...]:
    """The tasks as they were asked last; then older wordings of which something is known."""
    hidden, watched, told = delicate(test.asked), test.watched(version_id), test.told(version_id)
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


def readable_tests(db: Session, who: Visitor) -> tuple[Tested, ...]:
    """The prototype tests of the visitor's organisation with a session that has ended, the newest first."""
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
    found = [(one, versions_tested(db, one.id, beside=True), published(db, one.id)) for one in rows]
    return tuple(
        Tested(home.id, str(home.tool_id), asked[-1].notices["title"], tuple((one.id, one.number) for one in versions))
        for home, versions, asked in found
        if versions and asked
    )
