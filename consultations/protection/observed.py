"""What an observer saw, as it stands in the sums: how each task went, and which problems were met, never who met them.

It is added up as answers are: at closing, never fewer than five children at a time, and never changed again. Each has
a key of its own beside that of the question; the value says it for each version of the tool that was tried.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from consultations.drafting.view import VersionView
from consultations.kinds import kinds
from consultations.shapes import NOT_REACHED
from models.group_session import GroupSession, Participant
from models.testing import ProblemMet, TaskRecord

FACTS = ("ended", "seconds", "interrupted", "errors", "assists", "ease", "ease_of")
PROBLEMS = ("problems", "problems")
"""The key of the problems that were met. The value: {version of the tool: the ids of problems}."""


def seen(key: tuple[str, str]) -> tuple[str, str]:
    """The key of what was seen of a task: its stem, and a fingerprint of its own."""
    stem, fingerprint = key
    return stem, hashlib.sha256(f"{fingerprint} observed".encode()).hexdigest()


def keys_of(asked: VersionView) -> tuple[tuple[str, str], ...]:
    """The keys of all that can be observed in a version: of its tasks in order, then of the problems."""
    if not kinds()[asked.kind].tests_a_tool:
        return ()
    tasks = [seen((one.stem, one.fingerprint)) for one in asked.questions if one.type == "task"]
    return (*tasks, PROBLEMS)


def observed(db: Session, session: GroupSession, asked: VersionView) -> dict[str, dict[tuple[str, str], Any]]:
    """For each participant that was watched: {key: {version of the tool: what was seen}}.

    Of a task it must be known how it ended, with each version that was tried in the session: "not tried" is known too.
    Who has a record or met a problem with a version was watched there; then to have met none is an answer. It is known
    of who was watched with each: otherwise a sum of five could hold the problems of one child with one of the versions.
    """
    tried = {one for one in (session.tool_version_id, session.second_tool_version_id) if one}
    keys = {one.id: seen((one.stem, one.fingerprint)) for one in asked.questions if one.type == "task"}
    found: dict[str, dict[tuple[str, str], Any]] = {}
    records = (
        select(TaskRecord)
        .join(Participant, col(Participant.id) == col(TaskRecord.participant_id))
        .where(Participant.group_session_id == session.id)
    )
    for row in db.exec(records):
        if row.question_id in keys:
            of_child = found.setdefault(row.participant_id, {})
            of_child.setdefault(PROBLEMS, {}).setdefault(row.tool_version_id, [])
            if row.ended is not None:
                facts = {name: getattr(row, name) for name in FACTS}
                of_child.setdefault(keys[row.question_id], {})[row.tool_version_id] = facts
    met = (
        select(ProblemMet)
        .join(Participant, col(Participant.id) == col(ProblemMet.participant_id))
        .where(Participant.group_session_id == session.id)
    )
    for one in db.exec(met):
        of_child = found.setdefault(one.participant_id, {}).setdefault(PROBLEMS, {})
        of_child[one.tool_version_id] = sorted([*of_child.get(one.tool_version_id, []), one.problem_id])
    for of_child in found.values():
        for key in [one for one, by in of_child.items() if by.keys() != tried]:
            del of_child[key]
    return found


def gave(watched: Mapping[tuple[str, str], Any], asked: VersionView) -> dict[tuple[str, str], tuple[Any, str | None]]:
    """What was seen of one participant, for each key: a value, or that nobody watched."""
    return {key: (watched[key], None) if key in watched else (None, NOT_REACHED) for key in keys_of(asked)}
