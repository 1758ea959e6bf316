"""The log of problems: what children trip over in a tool, where, and what was done about it. Never about a child.

Who met a problem is noted while children are watched (`observing.watching`); how bad it is, in `rating`.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.protection import audit, screening
from consultations.shapes import Refused
from consultations.tooling.holding import Overtaken, held_tool, one_line
from consultations.tooling.view import pieces_of, versions_of
from models.base import opaque_id
from models.consultation import Consultation, Question, Version
from models.testing import Problem, ProblemStanding
from models.tools import Tool
from translations import N_

LONGEST_PROBLEM, LONGEST_CARD, LONGEST_FILM = 240, 40, 4 * 3600
EDGE = 1000
STANDINGS = ("open", "mended", "stays")


def add_problem(
    db: Session,
    who: Visitor,
    tool_id: str,
    words: str,
    place: Mapping[str, Any],
    *,
    harm: bool = False,
    known_as: str | None = None,
) -> str:
    """A new problem of a tool: what goes wrong, and where (see `models.testing.Problem`). Returns its id.

    `known_as`: the id it gets, so that it is kept once even when it is sent twice.
    """
    row = held_tool(db, who, tool_id)
    if known_as is not None and db.get(Problem, known_as) is not None:
        return of_tool(db, row.id, known_as).id
    made = Problem(
        tool_id=row.id, words=_sound(words), place=sound_place(db, row.id, place), harm=bool(harm),
        noted_by=str(who.account_id), id=known_as or opaque_id(),
    )  # fmt: skip
    db.add(made)
    db.flush()
    audit.note(db, who, "problem noted", "tool", row.id)
    return made.id


def set_problem(
    db: Session, who: Visitor, problem_id: str, edition: int, words: str, place: Mapping[str, Any], *, harm: bool
) -> None:
    """Say better what goes wrong, or where. `Overtaken` when somebody else saved since `edition`."""
    row = held_problem(db, who, problem_id)
    if row.edition != edition:
        raise Overtaken
    row.words, row.place, row.harm = _sound(words), sound_place(db, row.tool_id, place), bool(harm)
    row.edition += 1


def merge_problem(db: Session, who: Visitor, problem_id: str, into_id: str | None) -> None:
    """It is the same as another: whoever met this one met that one. None: it is one of its own after all."""
    row = held_problem(db, who, problem_id)
    if into_id is None:
        row.same_as = None
        return
    into = of_tool(db, row.tool_id, into_id)
    if into.id == row.id or into.same_as is not None:
        raise Refused(N_("Choose another problem: this one cannot be it."))
    for each in db.exec(select(Problem).where(Problem.same_as == row.id)):
        each.same_as = into.id
        db.add(each)
    row.same_as = into.id
    audit.note(db, who, "problems merged", "tool", row.tool_id)


def set_standing(db: Session, who: Visitor, problem_id: str, version_id: str, standing: str) -> None:
    """What was done about a problem in one version: it is open, mended in it, or stays as it is."""
    row = held_problem(db, who, problem_id)
    if standing not in STANDINGS or version_id not in [one.id for one in versions_of(db, row.tool_id)]:
        raise Denied
    known = db.exec(
        select(ProblemStanding).where(
            ProblemStanding.problem_id == row.id, ProblemStanding.tool_version_id == version_id
        )
    ).first()
    kept = known or ProblemStanding(problem_id=row.id, tool_version_id=version_id, standing=standing)
    kept.standing = standing
    db.add(kept)
    db.flush()


def held_problem(db: Session, who: Visitor, problem_id: str) -> Problem:
    """A problem of a tool of one's own organisation, locked."""
    row = db.get(Problem, problem_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Denied
    require(who, Action.SHAPE_TOOLS, Thing(db.get_one(Tool, row.tool_id).organisation_id))
    db.add(row)
    return row


def of_tool(db: Session, tool_id: str, problem_id: str) -> Problem:
    """A problem of this tool; `Denied` when it is not one."""
    row = db.get(Problem, problem_id)
    if row is None or row.tool_id != tool_id:
        raise Denied
    return row


def _sound(words: str) -> str:
    said = one_line(words, LONGEST_PROBLEM)
    if not said:
        raise Refused(N_("Write what goes wrong."))
    if screening.screen_for_names(said).held_for:
        raise Refused(N_("This seems to name somebody. Describe the tool, not the child."))
    return said


def sound_place(db: Session, tool_id: str, place: Mapping[str, Any]) -> dict[str, Any]:
    """Where a problem is, as it may be kept; `Refused` when there is no such place in any version of the tool."""
    kind = place.get("kind")
    if kind == "elsewhere":
        return {"kind": kind}
    if kind == "page":
        stems = {one.stem for version in versions_of(db, tool_id) for one in pieces_of(db, version.id)}
        spot = [place.get(way) for way in ("x", "y")]
        if place.get("stem") in stems and all(type(at) is int and 0 <= at <= EDGE for at in spot):
            return {"kind": kind, "stem": place["stem"], "x": spot[0], "y": spot[1]}
    if kind == "card":
        card = one_line(place.get("card") or "", LONGEST_CARD)
        if card:
            return {"kind": kind, "card": card}
    if kind == "minute":
        second = place.get("second")
        if type(second) is int and 0 <= second <= LONGEST_FILM:
            return {"kind": kind, "second": second}
    if kind == "task" and place.get("stem") in _tasks(db, tool_id):
        return {"kind": kind, "stem": place["stem"]}
    raise Refused(N_("Say where the problem is."))


def _tasks(db: Session, tool_id: str) -> set[str]:
    """The stems of all tasks with which a tool is tested."""
    return set(
        db.exec(
            select(Question.stem)
            .join(Version, col(Version.id) == col(Question.version_id))
            .join(Consultation, col(Consultation.id) == col(Version.consultation_id))
            .where(Consultation.tool_id == tool_id, Question.type == "task")
        )
    )
