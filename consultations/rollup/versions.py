"""The published versions of a consultation, and what in them is delicate."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from consultations.drafting import view
from consultations.drafting.view import VersionView
from models.consultation import Version


def published(db: Session, consultation_id: str) -> tuple[VersionView, ...]:
    """All that were published, the oldest first."""
    ids = db.exec(
        select(Version.id)
        .where(Version.consultation_id == consultation_id, col(Version.published_on).is_not(None))
        .order_by(col(Version.number))
    ).all()
    return tuple(view.asked(db, one) for one in ids)


def delicate(versions: Sequence[VersionView]) -> frozenset[tuple[str, str]]:
    """What was delicate in one version stays so in all: the answers of that version are in the same sum."""
    return frozenset((one.stem, one.fingerprint) for each in versions for one in each.questions if each.delicate(one))
