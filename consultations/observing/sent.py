"""What the observer's browser sends, one change at a time. It may be anything: what cannot be kept is refused."""

import hashlib
import re
from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from consultations.access import Visitor
from consultations.observing import noting, watching
from consultations.observing.aloud import ALOUD, note_aloud
from consultations.observing.seats import looked
from consultations.shapes import Refused
from consultations.tooling.holding import one_line
from consultations.tooling.problems import LONGEST_PROBLEM, add_problem
from models.response import Response
from models.testing import Problem
from translations import N_

STAMP, ID = re.compile(r"[0-9a-f]{24}"), re.compile(r"[0-9a-f]{32}")


def keep(db: Session, who: Visitor, session_id: str, sent: Any) -> None:
    """Keep one change. Sent twice, it is kept once; `Refused` whatever is wrong with it.

    {"stamp", "kind", "participant", "question", "version"} and, by kind: "record" with "changed", what was seen;
    "note" with "words" and perhaps "second"; "met" with "problem" and "really"; "problem" with "words", a new one;
    "strike" with "note".
    """
    looked(db, who, session_id)
    told = sent if isinstance(sent, Mapping) else {}
    stamp = _name(told, "stamp", STAMP)
    if told.get("kind") == "strike":
        _strike(db, who, _name(told, "note", ID))
        return
    child, question, version = (_name(told, at, ID) for at in ("participant", "question", "version"))
    match told.get("kind"):
        case "record":
            changed = told.get("changed")
            facts = {name: _whole(value) for name, value in changed.items()} if isinstance(changed, Mapping) else {}
            watching.record(db, who, session_id, child, question, version, facts)
        case "note":
            second = _whole(told.get("second"))
            words = _words(told)
            note_aloud(db, who, session_id, child, question, stamp, words, tool_version_id=version, second=second)
        case "met":
            problem_id = _name(told, "problem", ID)
            watching.met(db, who, session_id, child, version, problem_id, really=told.get("really") is True)
        case "problem":
            problem_id = _noticed(db, who, session_id, question, stamp, _words(told))
            watching.met(db, who, session_id, child, version, problem_id)
        case _:
            raise _unreadable()


def _noticed(db: Session, who: Visitor, session_id: str, question_id: str, stamp: str, words: str) -> str:
    """The problem in these words; a new one, at this task, when nobody noted it yet."""
    row = looked(db, who, session_id)
    asked = watching.testing(db, row)
    said = one_line(words, LONGEST_PROBLEM)
    apart = select(Problem.id, Problem.words).where(Problem.tool_id == asked.tool_id, col(Problem.same_as).is_(None))
    # Compared here: SQLite knows no É as the capital of é.
    alike = (one for one, other in db.exec(apart.order_by(col(Problem.number))) if other.lower() == said.lower())
    known = next(alike, None)
    if known is not None:
        return known
    place = {"kind": "task", "stem": asked.question(question_id).stem}
    made = hashlib.sha256(f"{session_id} {stamp}".encode()).hexdigest()[:32]
    return add_problem(db, who, str(asked.tool_id), said, place, known_as=made)


def _strike(db: Session, who: Visitor, response_id: str) -> None:
    """Take away what was said; what is gone already is gone."""
    found = db.get(Response, response_id)
    if found is not None and found.mark.startswith(ALOUD):
        noting.strike(db, who, response_id)


def _name(told: Mapping[str, Any], at: str, shape: re.Pattern[str]) -> str:
    found = told.get(at)
    if not isinstance(found, str) or not shape.fullmatch(found):
        raise _unreadable()
    return found


def _words(told: Mapping[str, Any]) -> str:
    found = told.get("words")
    if not isinstance(found, str):
        raise _unreadable()
    return found


def _whole(value: Any) -> Any:
    """A browser knows no whole numbers: 90 may come as 90.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _unreadable() -> Refused:
    return Refused(N_("We cannot read that. Write it again with ordinary letters."))
