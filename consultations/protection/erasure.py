"""Taking everything back: rows, words, concerns. Nothing of it stays, not even in the write-ahead log."""

from sqlmodel import Session, col, delete

from models import clock, store
from models.group_session import Participant
from models.protection import Erasure


def erase(db: Session, row: Participant) -> None:
    """Delete one participant with all it gave. What was published in sums of five and more stays as it was."""
    if row.receipt_hash:
        store.put(db, Erasure, {"receipt_hash": row.receipt_hash, "erased_on": clock.today()}, once=("receipt_hash",))
    db.exec(delete(Participant).where(col(Participant.id) == row.id))
    db.expunge(row)
    store.scrub_after(db)
