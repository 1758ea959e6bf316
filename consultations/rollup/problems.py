"""Which problems children met with one version: how many of those who were watched, how bad, what to mend first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, select

from consultations.protection import disclosure
from consultations.questions.adding import one_by_one
from consultations.shapes import Contribution, Found, Met, ProblemResult
from consultations.statistics.problems import FEWEST_RATERS, Problem, discovery, in_order, severity
from consultations.tooling.lasting import Count, lasting, standing_in
from consultations.tooling.places import stands_in
from consultations.tooling.problems import roots
from consultations.tooling.rating import ratings_of, standings_of
from consultations.tooling.view import VersionOf, versions_of
from models import testing


@dataclass(frozen=True)
class Watching:
    """Who was watched with one version, and which problems they met: by problem, children and contributors.

    `by_children`: whether children may be counted (see `disclosure.told_by_size`).
    """

    children: int
    contributors: int
    met: Mapping[str, int]
    met_by: Mapping[str, int]
    by_children: bool = True

    @property
    def enough(self) -> bool:
        """Whether ten children were watched."""
        return disclosure.enough(self.children, room=False)

    def of(self, problem_id: str, *, harm: bool) -> Met | None:
        """How many met a problem; None where that would tell of too few."""
        if not self.enough or (harm and self.children < disclosure.SENSITIVE):
            return None
        if not self.by_children:
            return Met(self.met_by.get(problem_id, 0), self.contributors, "contributions")
        return Met(self.met.get(problem_id, 0), self.children)


def in_one_unit(now: Watching, then: Watching) -> tuple[Watching, Watching]:
    """Two versions beside each other are counted alike."""
    both = now.by_children and then.by_children
    return replace(now, by_children=both), replace(then, by_children=both)


def watching(records: Sequence[Contribution], same: Mapping[str, str]) -> Watching:
    """Of contributions whose value is a list of problems. `same`: which problem turned out to be which other one."""
    met, met_by = Counter[str](), Counter[str]()
    children = contributors = 0
    for one in one_by_one(records):
        children += one.size
        contributors += 1
        for problem in {same.get(each, each) for each in one.value}:
            met[problem] += one.size
            met_by[problem] += 1
    return Watching(children, contributors, met, met_by, not disclosure.told_by_size(records))


def problem_results(db: Session, tool_id: str, version_id: str, now: Watching) -> tuple[ProblemResult, ...]:
    """The log of a tool with the figures of one version, the first to mend first.

    How bad a problem is stays out until two have rated it: who has not rated yet must not read what another said.
    """
    rows = db.exec(select(testing.Problem).where(testing.Problem.tool_id == tool_id)).all()
    rated = {key: list(each.values()) for key, each in ratings_of(db, tool_id).items()}
    last = roots(db, tool_id)
    kept = {one.id: one for one in rows if last[one.id] == one.id}
    harmful = {last[one.id] for one in rows if one.harm}
    known = {key: each for key, each in rated.items() if len(each) >= FEWEST_RATERS}
    figures = {key: now.of(key, harm=key in harmful) or Met(0, 0) for key in kept}
    order = in_order([
        Problem(key, known.get(key, []), figures[key].met, figures[key].watched, key in harmful) for key in kept
    ])  # fmt: skip
    said = standings_of(db, tool_id)
    ids = [one.id for one in versions_of(db, tool_id)]
    return tuple(
        ProblemResult(
            id=one.key,
            words=kept[one.key].words,
            place=kept[one.key].place,
            harm=one.harm,
            standing=standing_in(said.get(one.key, {}), ids, version_id),
            raters=len(rated.get(one.key, [])),
            severity=severity(known.get(one.key, []), harm=one.harm),
            met=now.of(one.key, harm=one.harm),
            priority=one.priority,
            why=one.why or "",
        )
        for one in order
    )


def with_before(problems: Sequence[ProblemResult], then: Watching, now_in: VersionOf) -> tuple[ProblemResult, ...]:
    """The same with how many met each in the version before, and whether it is still there."""
    found = []
    for one in problems:
        before = then.of(one.id, harm=one.harm)
        if before is None or one.met is None or not before.met:
            found.append(replace(one, before=before))
            continue
        lasts = lasting(
            Count(before.met, before.watched), Count(one.met.met, one.met.watched),
            one.standing, stands_in(one.place, now_in),
        )  # fmt: skip
        found.append(replace(one, before=before, lasts=lasts.verdict))
    return tuple(found)


def discovered(now: Watching, problems: Sequence[ProblemResult]) -> Found | None:
    """How many of the problems that are there have been found, as the curve of Nielsen & Landauer has it.

    Of those `problems` only of which it is told how many met them: the curve would tell it of the others.
    """
    if not now.enough:
        return None
    told = {one.id: now.met_by.get(one.id, 0) for one in problems if one.met is not None}
    found = discovery({key: met for key, met in told.items() if met}, now.contributors)
    return Found(found.children, found.problems, found.found, found.curve, found.why or "")
