"""How bad a problem is, as two or more people say without seeing what the others said, and how far they agree."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, may, require
from consultations.shapes import Refused
from consultations.statistics.agreement import Coefficient, weighted_kappa
from consultations.statistics.problems import FEWEST_RATERS, WORST, severity
from consultations.tooling.problems import ends, held_problem
from models.people import Account
from models.testing import Problem, ProblemStanding, Severity
from models.tools import Tool
from translations import N_

STEPS = tuple(range(WORST + 1))
SEVERITIES = {
    0: N_("0 · Not a problem"),
    1: N_("1 · Only looks: mend it when there is time"),
    2: N_("2 · Small: children get past it"),
    3: N_("3 · Big: many get stuck. Mend it first"),
    4: N_("4 · A catastrophe: it may not go out like this"),
}
"""Nielsen's five steps in our words."""


@dataclass(frozen=True)
class ProblemView:
    """One problem of the log. `raters`: how many have rated; `median` and `ratings` only for who has rated it too.

    `standings`: by version of the tool. `same_as`: the problem that it is in the end, when it was merged. `harmful`:
    it did `harm`, or one of those merged into it did. `mine`: how bad I said it was.
    """

    id: str
    number: int
    words: str
    place: Mapping[str, Any]
    harm: bool
    harmful: bool
    same_as: str | None
    noted_by: str
    noted_on: date
    edition: int
    standings: Mapping[str, str]
    raters: int
    mine: int | None
    ratings: tuple[int, ...]
    median: float | None


@dataclass(frozen=True)
class Agreement:
    """How far two raters agree on the problems both rated blind: Cohen's kappa, weighted by the steps between."""

    raters: tuple[str, str]
    kappa: Coefficient


@dataclass(frozen=True)
class Log:
    """All problems of a tool, the newest first. For who has rated them all: what each rater `said` blind of each
    problem that is one of its own, by the rater's id, and the `names` of the raters.
    """

    problems: tuple[ProblemView, ...]
    said: tuple[Mapping[str, int], ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def agreement(self) -> tuple[Agreement, ...]:
        """How far each two raters agree, of what both said before they could see what the other said."""
        return tuple(
            Agreement(
                (self.names[one], self.names[other]),
                weighted_kappa([(of.get(one), of.get(other)) for of in self.said], STEPS),
            )
            for one, other in combinations(sorted(self.names), 2)
        )

    @property
    def apart(self) -> tuple[ProblemView, ...]:
        """The problems that are one of their own: what is rated, counted and mended."""
        return tuple(one for one in self.problems if one.same_as is None)

    @property
    def to_rate(self) -> tuple[ProblemView, ...]:
        """Those the visitor has not rated, the oldest first."""
        return tuple(one for one in reversed(self.apart) if one.mine is None)

    def merged_into(self, problem_id: str) -> tuple[ProblemView, ...]:
        """Those that turned out to be this one."""
        return tuple(one for one in self.problems if one.same_as == problem_id)


def rate(db: Session, who: Visitor, problem_id: str, step: int | None) -> None:
    """Say how bad a problem is, from 0 to 4; None takes it back, as long as nobody else has rated it.

    Who thinks again after others have rated it may, and can have seen what they said: that rating is not blind. Nor is
    the first of who reads results, once it stands there how bad others find it.
    """
    row = held_problem(db, who, problem_id)
    if row.same_as is not None:
        raise Refused(N_("This turned out to be another problem. Rate that one."))
    given = {one.rater_id: one for one in db.exec(select(Severity).where(Severity.problem_id == row.id))}
    mine = given.pop(str(who.account_id), None)
    if step is None:
        if mine is not None and given:
            raise Refused(N_("You can have seen what others said. Choose another step if you think otherwise now."))
        if mine is not None:
            db.delete(mine)
            db.flush()
        return
    if type(step) is not int or step not in STEPS:
        raise Refused(N_("Choose how bad it is."))
    if mine is not None and mine.severity == step:
        return
    kept = mine or Severity(problem_id=row.id, rater_id=str(who.account_id), severity=step)
    kept.severity, kept.blind = step, kept.blind and not (given if mine else _read_already(db, who, row, len(given)))
    db.add(kept)
    db.flush()


def _read_already(db: Session, who: Visitor, row: Problem, raters: int) -> bool:
    """Whether the visitor can have read beside the figures of a version how bad others find a problem."""
    home = db.get_one(Tool, row.tool_id).organisation_id
    return raters >= FEWEST_RATERS and may(who, Action.READ_RESULTS, Thing(home))


def log(db: Session, who: Visitor, tool_id: str) -> Log:
    """The log as the visitor may see it: of a problem it has not rated itself, not what others said."""
    home = db.get(Tool, tool_id)
    if home is None:
        raise Denied
    require(who, Action.SHAPE_TOOLS, Thing(home.organisation_id))
    rows = db.exec(
        select(Problem, Account.name)
        .join(Account, col(Account.id) == col(Problem.noted_by))
        .where(Problem.tool_id == tool_id)
        .order_by(col(Problem.number).desc())
    ).all()
    given = _given(db, tool_id)
    rated = {one: {each.rater_id: each.severity for each in said} for one, said in given.items()}
    stands = standings_of(db, tool_id)
    last = ends({row.id: row.same_as for row, _ in rows})
    harmful = {last[row.id] for row, _ in rows if row.harm} | {row.id for row, _ in rows if row.harm}
    found = Log(
        tuple(
            _view(row, name, last[row.id], row.id in harmful, rated.get(row.id, {}), stands.get(row.id, {}), who)
            for row, name in rows
        )
    )
    if found.to_rate:
        return found
    said = tuple({each.rater_id: each.severity for each in given.get(one.id, []) if each.blind} for one in found.apart)
    raters = {rater for each in said for rater in each}
    return replace(found, said=said, names={one: db.get_one(Account, one).name for one in raters})


def standings_of(db: Session, tool_id: str) -> dict[str, dict[str, str]]:
    """For each problem of a tool, how it stands in each version of which somebody said so."""
    found: dict[str, dict[str, str]] = {}
    of_tool = (ProblemStanding.problem_id == Problem.id, Problem.tool_id == tool_id)
    for one in db.exec(select(ProblemStanding).where(*of_tool)):
        found.setdefault(one.problem_id, {})[one.tool_version_id] = one.standing
    return found


def ratings_of(db: Session, tool_id: str) -> dict[str, dict[str, int]]:
    """For each problem of a tool, how bad each rater finds it who had not seen what others said."""
    return {
        one: {each.rater_id: each.severity for each in said if each.blind} for one, said in _given(db, tool_id).items()
    }


def _given(db: Session, tool_id: str) -> dict[str, list[Severity]]:
    found: dict[str, list[Severity]] = {}
    rows = db.exec(
        select(Severity).join(Problem, col(Problem.id) == col(Severity.problem_id)).where(Problem.tool_id == tool_id)
    )
    for one in rows:
        found.setdefault(one.problem_id, []).append(one)
    return found


def _view(
    row: Problem, name: str, last: str, harmful: bool, rated: Mapping[str, int], stands: Mapping[str, str], who: Visitor
) -> ProblemView:
    mine = rated.get(str(who.account_id))
    seen = tuple(sorted(rated.values())) if mine is not None else ()
    return ProblemView(
        id=row.id,
        number=row.number,
        words=row.words,
        place=row.place,
        harm=row.harm,
        harmful=harmful,
        same_as=None if last == row.id else last,
        noted_by=name,
        noted_on=row.noted_on,
        edition=row.edition,
        standings=stands,
        raters=len(rated),
        mine=mine,
        ratings=seen,
        median=severity(seen, harm=harmful) if seen else None,
    )
