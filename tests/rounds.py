"""Rounds of a prototype test in which pairs were watched: what an observer wrote down, and what they say themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from consultations import sessions
from consultations.access import Visitor
from consultations.observing import paper, seats, watching
from tests.factories import questions_of, tested_version
from tests.watched import seated

TASK = ("task", "Leg de kaart op tafel.", {"success": {"nl": "De kaart ligt juist.", "fr": "La carte est bien mise."}})
CARD = ("task", "Zoek de rode kaart.", {"success": {"nl": "Ze tonen haar.", "fr": "La montrer."}})


@dataclass(frozen=True)
class Pair:
    """Two children, unless `size` says otherwise. `saw`: (number of the question) → facts of a record, or one for each
    version of a session with two: {number: [facts, facts]}. `met`: problems; `gave`: own answers.
    """

    saw: Mapping[int, Any] = field(default_factory=dict)
    met: Sequence[str] = ()
    gave: Mapping[int, Any] = field(default_factory=dict)
    size: int = 2
    language: str = "nl"


def make_round(
    db: Session,
    who: Visitor,
    version_id: str,
    pairs: Sequence[Pair],
    tool_version_id: str | None = None,
    second: str | None = None,
    close: bool = True,
    **facts: Any,
) -> str:
    """One group session in which pairs were watched, on paper. Returns the session's id."""
    plain = {"place_kind": "school", "province": "antwerpen", "language": "both", "age_band": "9-11", "basis": "both"}
    tested = tool_version_id or tested_version(db, version_id)
    session_id = sessions.open_session(
        db, who, version_id,
        **{**plain, "expected": len(pairs), "devices": "none", "tool_version_id": tested,
           "second_tool_version_id": second, **facts},
    )  # fmt: skip
    ids = seated(db, who, session_id, [one.size for one in pairs])
    asked = [one.id for one in questions_of(db, session_id)]
    tried = [one for one in (tested, second) if one]
    for number, (pair, child_id) in enumerate(zip(pairs, ids, strict=True), start=1):
        seats.at(db, session_id, number).language = pair.language
        for at, seen in pair.saw.items():
            for version, one in zip(tried, seen if isinstance(seen, list) else [seen], strict=False):
                watching.record(db, who, session_id, child_id, asked[at], str(version), one)
        for problem in pair.met:
            watching.met(db, who, session_id, child_id, str(tested), problem)
        for at, value in pair.gave.items():
            paper.enter(db, who, session_id, number, asked[at], value)
    db.flush()
    if close:
        sessions.close(db, who, session_id)
        db.flush()
    return session_id


def pair_at(db: Session, session_id: str, number: int) -> str:
    """The id of the pair with this number."""
    return seats.at(db, session_id, number).id
