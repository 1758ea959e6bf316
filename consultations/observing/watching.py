"""Watching children try a version: how each task goes for each child or pair, and which problems they meet.

What the observer's page sends can come late, twice, or from two observers: each change says only what it changes, and
the last one stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Denied, Visitor
from consultations.drafting import view
from consultations.drafting.view import QuestionView
from consultations.kinds import kinds
from consultations.observing.seats import looked, noted
from consultations.protection.observed import FACTS
from consultations.protection.pseudonyms import NOBODY, is_number
from consultations.questions.label_sets import EASE
from consultations.questions.task import ENDED
from consultations.sessions import still_running
from consultations.shapes import Refused
from consultations.tooling.problems import of_tool, roots
from models.group_session import GroupSession, Participant
from models.testing import ProblemMet, TaskRecord
from models.tools import ToolVersion
from translations import N_

AT_ONCE = 6
"""How many children or pairs one observer can watch."""
LONGEST_SECONDS, MOST_COUNTED = 7200, 99
EASE_BY_BAND = {"6-8": "faces-3", "9-11": "faces-5", "12-14": "words-7", "15-18": "words-7"}


@dataclass(frozen=True)
class Watched:
    """A child or a pair that can be watched, under its pseudonym; `size` children."""

    participant_id: str
    pseudonym: str
    size: int
    language: str
    out: bool


@dataclass(frozen=True)
class Record:
    """What was seen so far of one task, by one child or pair, with one version. None is not seen."""

    participant_id: str
    question_id: str
    tool_version_id: str
    ended: str | None
    seconds: int | None
    interrupted: bool
    errors: int | None
    assists: int | None
    ease: int | None


@dataclass(frozen=True)
class Watch:
    """A session as its observer sees it. `versions`: those that are tried here, (id, number). `ease`: which steps."""

    session_id: str
    state: str
    tool_id: str
    tasks: tuple[QuestionView, ...]
    versions: tuple[tuple[str, int], ...]
    children: tuple[Watched, ...]
    records: tuple[Record, ...]
    met: frozenset[tuple[str, str, str]]
    ease: str


def watch(db: Session, who: Visitor, session_id: str) -> Watch:
    """Everything the observer's page shows. `met`: (problem, participant, version of the tool)."""
    row = looked(db, who, session_id)
    asked = testing(db, row)
    children = db.exec(
        select(Participant)
        .where(Participant.group_session_id == row.id, Participant.pseudonym != NOBODY, Participant.assent == "yes")
        .order_by(col(Participant.pseudonym), col(Participant.id))
    ).all()
    ids = [one.id for one in children]
    records = db.exec(select(TaskRecord).where(col(TaskRecord.participant_id).in_(ids))).all()
    met = db.exec(select(ProblemMet).where(col(ProblemMet.participant_id).in_(ids))).all()
    return Watch(
        session_id=row.id,
        state=row.state,
        tool_id=str(asked.tool_id),
        tasks=tuple(one for one in asked.questions if one.type == "task"),
        versions=versions_in(db, row),
        children=tuple(
            Watched(one.id, one.pseudonym, one.size, one.language, one.state not in ("joined", "done"))
            for one in sorted(children, key=lambda one: _place(one.pseudonym))
            if one.state not in ("declined", "removed")
        ),
        records=tuple(
            Record(
                one.participant_id, one.question_id, one.tool_version_id, one.ended, one.seconds, one.interrupted,
                one.errors, one.assists, one.ease,
            )
            for one in records
        ),
        met=frozenset((one.problem_id, one.participant_id, one.tool_version_id) for one in met),
        ease=EASE_BY_BAND[row.age_band],
    )  # fmt: skip


def record(
    db: Session,
    who: Visitor,
    session_id: str,
    participant_id: str,
    question_id: str,
    tool_version_id: str,
    changed: Mapping[str, Any],
) -> None:
    """Keep what was seen: only what is in `changed`, by the names of a `Record`; None takes it back.

    Where all of it was taken back, nothing is left: who was not watched is not known to have met no problem.
    """
    row = noted(db, who, session_id)
    child, asked = child_at(db, row, participant_id), testing(db, row)
    question = asked.question(question_id)
    if question.type != "task" or tool_version_id not in dict(versions_in(db, row)):
        raise Denied
    facts = {name: sound(str(name), value, row) for name, value in changed.items()}
    of = (
        TaskRecord.participant_id == child.id,
        TaskRecord.question_id == question_id,
        TaskRecord.tool_version_id == tool_version_id,
    )
    kept = db.exec(select(TaskRecord).where(*of)).first() or TaskRecord(
        participant_id=child.id, question_id=question_id, tool_version_id=tool_version_id
    )
    for name, value in facts.items():
        setattr(kept, name, value)
    if "ease" in facts:
        kept.ease_of = None if kept.ease is None else len(EASE[EASE_BY_BAND[row.age_band]].steps)
    kept.noted_by = who.account_id
    if kept.interrupted or any(getattr(kept, name) is not None for name in FACTS if name != "interrupted"):
        db.add(kept)
    elif kept in db:  # all of it was a slip of the finger: nobody watched here
        db.delete(kept)
    db.flush()


def met(
    db: Session,
    who: Visitor,
    session_id: str,
    participant_id: str,
    tool_version_id: str,
    problem_id: str,
    *,
    really: bool = True,
) -> None:
    """A child or a pair met a problem of the tool; or, when not `really`, it was a slip of the finger.

    What turned out to be the same problem is taken back with it.
    """
    row = noted(db, who, session_id)
    child, asked = child_at(db, row, participant_id), testing(db, row)
    if tool_version_id not in dict(versions_in(db, row)):
        raise Denied
    problem = of_tool(db, str(asked.tool_id), problem_id)
    last = roots(db, problem.tool_id)
    found = db.exec(
        select(ProblemMet).where(
            col(ProblemMet.problem_id).in_([one for one in last if last[one] == last[problem.id]]),
            ProblemMet.participant_id == child.id,
            ProblemMet.tool_version_id == tool_version_id,
        )
    ).all()
    if really and not found:
        db.add(ProblemMet(problem_id=problem.id, participant_id=child.id, tool_version_id=tool_version_id))
    for one in () if really else found:
        db.delete(one)
    db.flush()


def testing(db: Session, row: GroupSession) -> view.VersionView:
    """What is asked in a session in which a tool is tested; `Denied` in another."""
    asked = view.asked(db, row.version_id)
    if not kinds()[asked.kind].tests_a_tool:
        raise Denied
    return asked


def versions_in(db: Session, row: GroupSession) -> tuple[tuple[str, int], ...]:
    """The versions of the tool that are tried in a session: (id, number)."""
    ids = [one for one in (row.tool_version_id, row.second_tool_version_id) if one]
    return tuple((one, db.get_one(ToolVersion, one).number) for one in ids)


def child_at(db: Session, row: GroupSession, participant_id: str) -> Participant:
    """A child or a pair of the session that joins in. What was seen of who has stopped stays, and nothing is added."""
    still_running(row)
    if row.state == "paused":
        raise Refused(N_("There is a break. Nothing is written down until you go on."))
    child = db.get(Participant, participant_id)
    if child is None or child.group_session_id != row.id or child.pseudonym == NOBODY:
        raise Denied
    if child.assent != "yes" or child.state not in ("joined", "done"):
        raise Refused(N_("They do not join in any more. Nothing was written down."))
    if is_number(child.pseudonym) and row.basis in ("parents", "both") and not child.permission:
        raise Refused(N_("The parents' permission must be here first."))
    return child


def sound(name: str, value: Any, row: GroupSession) -> Any:
    """A fact as it may be kept."""
    if name == "interrupted":
        return bool(value)
    if value is None and name in FACTS and name != "ease_of":
        return None
    most = {
        "seconds": LONGEST_SECONDS, "errors": MOST_COUNTED, "assists": MOST_COUNTED,
        "ease": len(EASE[EASE_BY_BAND[row.age_band]].steps),
    }  # fmt: skip
    if name == "ended" and isinstance(value, str) and value in ENDED:
        return value
    least = 0 if name in ("errors", "assists") else 1
    if name in most and type(value) is int and least <= value <= most[name]:
        return value
    raise Refused(N_("We cannot read that. Write it again with ordinary letters."))


def _place(pseudonym: str) -> tuple[int, str]:
    return (int(pseudonym[1:]), "") if is_number(pseudonym) else (0, pseudonym)
