"""The log of problems: what children trip over in a tool, where, and what was done about it. Never about a child.

Who met a problem is noted while children are watched (`observing.watching`); how bad it is, in `rating`. What is added
or merged waits its turn at the tool, so that two people who do it at once each see what the other did.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, func, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.language.detectors import personal
from consultations.protection import audit
from consultations.shapes import Refused
from consultations.tooling.holding import Overtaken, held_tool, one_line
from consultations.tooling.lasting import STANDINGS
from consultations.tooling.places import sound_place
from models.base import opaque_id
from models.testing import Problem, ProblemStanding
from models.tools import Tool, ToolVersion
from translations import N_

LONGEST_PROBLEM = 240
OF_THE_TOOL = frozenset({"name", "handle", "url", "address", "school"})
"""What a tool itself can hold: a figure called Tom, its website. A telephone number is in no description of it."""


class Named(Refused):
    """The words seem to say who somebody is. Whoever wrote them can say that it is somebody in the tool."""

    def __init__(self) -> None:
        super().__init__(N_("This seems to name somebody. Describe the tool, not the child."))


def add_problem(
    db: Session,
    who: Visitor,
    tool_id: str,
    words: str,
    place: Mapping[str, Any],
    *,
    harm: bool = False,
    of_the_tool: bool = False,
    known_as: str | None = None,
) -> str:
    """A new problem of a tool: what goes wrong, and where (see `models.testing.Problem`). Returns its id.

    The same words in the same place are the same problem, whoever writes them: it is there once. `of_the_tool`: a
    name in it is of a figure or a thing in the tool (see `Named`). `known_as`: the id a new one gets, so that it is
    kept once even when it is sent twice.
    """
    row = held_tool(db, who, tool_id)
    if known_as is not None and db.get(Problem, known_as) is not None:
        return of_tool(db, row.id, known_as).id
    said, spot = _one_sentence(words), sound_place(db, row.id, place)
    for known in db.exec(select(Problem).where(Problem.tool_id == row.id, Problem.words == said)):
        if known.place == spot:
            if harm and not known.harm:
                known.harm = True
                known.edition += 1
                db.add(known)
            return known.id
    _let_through(db, who, row.id, of_the_tool, said, spot.get("card", ""))
    last = db.exec(select(func.max(Problem.number)).where(Problem.tool_id == row.id)).one()
    made = Problem(
        tool_id=row.id, number=(last or 0) + 1, words=said, place=spot, harm=bool(harm),
        noted_by=str(who.account_id), id=known_as or opaque_id(),
    )  # fmt: skip
    db.add(made)
    db.flush()
    audit.note(db, who, "problem noted", "tool", row.id)
    return made.id


def set_problem(
    db: Session,
    who: Visitor,
    problem_id: str,
    edition: int,
    words: str,
    place: Mapping[str, Any],
    *,
    harm: bool,
    of_the_tool: bool = False,
) -> None:
    """Say better what goes wrong, or where. `Overtaken` when somebody else saved since `edition`."""
    row = held_problem(db, who, problem_id)
    if row.edition != edition:
        raise Overtaken
    said, spot = _one_sentence(words), sound_place(db, row.tool_id, place, row.place)
    fresh = [said] * (said != row.words) + [spot.get("card", "")] * (spot != row.place)
    _let_through(db, who, row.tool_id, of_the_tool, *fresh)
    if row.harm != bool(harm):
        audit.note(db, who, "problem harm set" if harm else "problem harm taken off", "tool", row.tool_id)
    row.words, row.place, row.harm = said, spot, bool(harm)
    row.edition += 1
    db.flush()


def merge_problem(db: Session, who: Visitor, problem_id: str, into_id: str | None) -> None:
    """It is the same as another: whoever met this one met that one. None: it is one of its own after all.

    What had been merged into this one stays with it, and comes back with it.
    """
    row = held_problem(db, who, problem_id, in_turn=True)
    if into_id is None:
        row.same_as = None
    else:
        into = of_tool(db, row.tool_id, into_id)
        if into.id == row.id or into.same_as is not None:
            raise Refused(N_("Choose another problem: this one cannot be it."))
        row.same_as = into.id
    db.flush()
    audit.note(db, who, "problems merged" if into_id else "problems parted", "tool", row.tool_id)


def set_standing(db: Session, who: Visitor, problem_id: str, version_id: str, standing: str) -> None:
    """What was done about a problem in one version: it is open, mended in it, or stays as it is."""
    row = held_problem(db, who, problem_id)
    version = db.get(ToolVersion, version_id)
    if standing not in STANDINGS or version is None or version.tool_id != row.tool_id:
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


def held_problem(db: Session, who: Visitor, problem_id: str, *, in_turn: bool = False) -> Problem:
    """A problem of a tool of one's own organisation, locked; `in_turn` after everybody else who adds or merges."""
    found = db.get(Problem, problem_id)
    if found is None:
        raise Denied
    if in_turn:
        held_tool(db, who, found.tool_id)
    else:
        require(who, Action.SHAPE_TOOLS, Thing(db.get_one(Tool, found.tool_id).organisation_id))
    row = db.get_one(Problem, problem_id, with_for_update=True, populate_existing=True)
    db.add(row)
    return row


def of_tool(db: Session, tool_id: str, problem_id: str) -> Problem:
    """A problem of this tool, as it is now; `Denied` when it is not one."""
    row = db.get(Problem, problem_id, populate_existing=True)
    if row is None or row.tool_id != tool_id:
        raise Denied
    return row


def roots(db: Session, tool_id: str) -> dict[str, str]:
    """For each problem of a tool, which it is in the end: itself, or the last of those it was merged into."""
    return ends(dict(db.exec(select(Problem.id, Problem.same_as).where(col(Problem.tool_id) == tool_id)).all()))


def ends(same_as: Mapping[str, str | None]) -> dict[str, str]:
    """Where each chain of problems that are the same ends."""
    found = {}
    for one in same_as:
        last = one
        while (further := same_as[last]) is not None:
            last = further
        found[one] = last
    return found


def seems_named(*said: str) -> bool:
    """Whether words seem to say who somebody is, in a way that may also be of somebody in the tool."""
    kinds = {span.kind for one in said for span in personal.find(one)}
    return bool(kinds) and kinds <= OF_THE_TOOL


def _one_sentence(words: str) -> str:
    said = one_line(words, LONGEST_PROBLEM)
    if not said:
        raise Refused(N_("Write what goes wrong."))
    return said


def _let_through(db: Session, who: Visitor, tool_id: str, of_the_tool: bool, *said: str) -> None:
    """Words that seem to name somebody are only kept when somebody answers for them; and that is written down."""
    kinds = {span.kind for one in said for span in personal.find(one)}
    if not kinds:
        return
    if not kinds <= OF_THE_TOOL:
        raise Refused(N_("Leave out telephone numbers and e-mail addresses."))
    if not of_the_tool:
        raise Named
    audit.note(db, who, "name let through", "tool", tool_id, kinds=", ".join(sorted(kinds)))
