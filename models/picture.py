"""Pictures that staff brought in: cleaned before they came here, and with no trace of who took them, where or when."""

from datetime import date

from sqlalchemy import CheckConstraint, LargeBinary

from models.base import PSEUDONYMOUS, PUBLIC, Record, kept
from models.clock import today


class Picture(Record, table=True):
    """One picture of an organisation: what it shows is said, in both languages, where it is used."""

    __tablename__ = "picture"
    __table_args__ = (CheckConstraint("kind IN ('png', 'jpeg')", name="kind"),)

    organisation_id: str = kept(PSEUDONYMOUS, foreign_key="organisation.id", index=True)
    kind: str = kept(PUBLIC, max_length=4)
    width: int = kept(PUBLIC)
    height: int = kept(PUBLIC)
    data: bytes = kept(PUBLIC, sa_type=LargeBinary)
    added_on: date = kept(PUBLIC, default_factory=today)
