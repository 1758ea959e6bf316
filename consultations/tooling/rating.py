"""How bad a problem is, as two or more people say without seeing what the others said, and how far they agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.shapes import Refused
from consultations.statistics.agreement import Coefficient, weighted_kappa
from consultations.statistics.problems import WORST, severity
from consultations.tooling.problems import held_problem
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

    `standings`: by version of the tool. `same_as`: the problem it was merged into.
    """

    id: str
    words: str
    place: Mapping[str, Any]
    harm: bool
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
    """How far two raters agree on the problems both rated: Cohen's kappa, weighted by the steps between."""

    raters: tuple[str, str]
    kappa: Coefficient


@dataclass(frozen=True)
class Log:
    """All problems of a tool, the newest first, and how far each two of its raters agree."""

    problems: tuple[ProblemView, ...]
    agreement: tuple[Agreement, ...]


def rate(db: Session, who: Visitor, problem_id: str, step: int | None) -> None:
    """Say how bad a problem is, from 0 to 4; None takes it back."""
    row = held_problem(db, who, problem_id)
    known = db.exec(
        select(Severity).where(Severity.problem_id == row.id, Severity.rater_id == str(who.account_id))
    ).first()
    if step is None:
        if known is not None:
            db.delete(known)
        return
    if type(step) is not int or step not in STEPS:
        raise Refused(N_("Choose how bad it is."))
    kept = known or Severity(problem_id=row.id, rater_id=str(who.account_id), severity=step)
    kept.severity = step
    db.add(kept)
    db.flush()


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
        .order_by(col(Problem.noted_on).desc(), col(Problem.id))
    ).all()
    rated = ratings_of(db, tool_id)
    stands: dict[str, dict[str, str]] = {}
    for one in db.exec(
        select(ProblemStanding)
        .join(Problem, col(Problem.id) == col(ProblemStanding.problem_id))
        .where(Problem.tool_id == tool_id)
    ):
        stands.setdefault(one.problem_id, {})[one.tool_version_id] = one.standing
    problems = tuple(_view(row, name, rated.get(row.id, {}), stands.get(row.id, {}), who) for row, name in rows)
    blind = {one.id for one in problems if one.mine is None and one.same_as is None}
    return Log(problems, () if blind else _agreement(db, rated))


def ratings_of(db: Session, tool_id: str) -> dict[str, dict[str, int]]:
    """For each problem of a tool, how bad each rater finds it."""
    rated: dict[str, dict[str, int]] = {}
    rows = db.exec(
        select(Severity).join(Problem, col(Problem.id) == col(Severity.problem_id)).where(Problem.tool_id == tool_id)
    )
    for one in rows:
        rated.setdefault(one.problem_id, {})[one.rater_id] = one.severity
    return rated


def _view(row: Problem, name: str, rated: Mapping[str, int], stands: Mapping[str, str], who: Visitor) -> ProblemView:
    mine = rated.get(str(who.account_id))
    seen = tuple(sorted(rated.values())) if mine is not None else ()
    return ProblemView(
        id=row.id,
        words=row.words,
        place=row.place,
        harm=row.harm,
        same_as=row.same_as,
        noted_by=name,
        noted_on=row.noted_on,
        edition=row.edition,
        standings=stands,
        raters=len(rated),
        mine=mine,
        ratings=seen,
        median=severity(seen, harm=row.harm) if seen else None,
    )


def _agreement(db: Session, rated: Mapping[str, Mapping[str, int]]) -> tuple[Agreement, ...]:
    raters = sorted({one for each in rated.values() for one in each})
    names = {one: db.get_one(Account, one).name for one in raters}
    found = []
    for one, other in combinations(raters, 2):
        pairs = [(each.get(one), each.get(other)) for each in rated.values()]
        found.append(Agreement((names[one], names[other]), weighted_kappa(pairs, STEPS)))
    return tuple(found)
