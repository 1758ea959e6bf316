"""A transcript that was made elsewhere becomes utterances: each line screened and kept as if it had been typed here."""

from collections.abc import Sequence

from sqlmodel import Session

from consultations.access import Visitor
from consultations.drafting import view
from consultations.observing import noting
from consultations.observing.line import Line
from consultations.observing.seats import noted
from consultations.protection import audit
from consultations.shapes import Refused
from translations import N_

AT_ONCE = 25
"""So many lines in one transaction: reading them for names and worries takes about half a second."""
BATCH = 24


def keep_lines(
    db: Session,
    who: Visitor,
    session_id: str,
    question_id: str,
    batch: str,
    first: int,
    lines: Sequence[tuple[int, str]],
    language: str,
) -> int:
    """Keep (number of the speaker, words) in their order. `batch` names the transcript and `first` the number of the
    first line in it, so that the same piece again keeps nothing twice. Returns how many were kept.
    """
    row = noted(db, who, session_id)
    view.asked(db, row.version_id).question(question_id)
    if len(lines) > AT_ONCE or len(batch) != BATCH:
        raise Refused(N_("This transcript is too long. It may have {n} lines at most."), n=AT_ONCE)
    kept = sum(
        noting.keep(db, who, session_id, question_id, f"{batch}{first + at:08x}", Line(speaker, words), language)
        for at, (speaker, words) in enumerate(lines)
    )
    if kept:
        audit.note(db, who, "transcript read in", "group session", session_id, lines=kept)
    return kept
