"""Whether the store works: writes, reads, and has the schema this code was written for."""

import logging

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from models import clock, store
from models.protection import Pulse

log = logging.getLogger(__name__)
HEART = "0" * 32


def checks() -> dict[str, bool]:
    """Each part and whether it is well. Opens its own transaction: it tests the store itself."""
    try:
        beat = clock.now()
        with store.session() as db:
            store.put(db, Pulse, {"id": HEART, "beaten_at": beat}, once=("id",), change=("beaten_at",))
        with store.reading() as db:
            heard = db.exec(select(Pulse.beaten_at).where(Pulse.id == HEART)).first()
        return {"database": heard is not None and heard >= beat, "schema": store.is_current()}
    except SQLAlchemyError as problem:
        log.error("health: %s", type(problem).__name__)
        return {"database": False, "schema": False}
