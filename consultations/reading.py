"""Which consultations have something to read or to see, for a designer."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from consultations.access import Action, Thing, Visitor, require
from consultations.drafting import view
from consultations.shapes import Words
from consultations.tooling.choosing import versions_tested
from models.consultation import Consultation, Version
from models.group_session import GroupSession


@dataclass(frozen=True)
class Readable:
    """A consultation with at least one closed session, its questions in words and in drawings of their own.

    `tested`: where a tool was tested, each version of it (id and number), the newest first.
    """

    consultation_id: str
    title: Words
    open_questions: tuple[tuple[str, Words], ...]
    drawings: tuple[tuple[str, Words], ...] = ()
    tested: tuple[tuple[str, int], ...] = ()


def readable(db: Session, who: Visitor) -> tuple[Readable, ...]:
    """The organisation's consultations that have a closed session, the newest first."""
    require(who, Action.READ_RESULTS, Thing(organisation_id=who.organisation_id))
    heard = (
        select(GroupSession.consultation_id)
        .where(
            GroupSession.organisation_id == who.organisation_id,
            GroupSession.state == "closed",
            col(GroupSession.trial).is_(False),
        )
        .distinct()
    )
    homes = db.exec(
        select(Consultation)
        .where(col(Consultation.id).in_(heard))
        .order_by(col(Consultation.started_on).desc(), col(Consultation.id))
    ).all()
    return tuple(_readable(db, home.id) for home in homes)


def _readable(db: Session, consultation_id: str) -> Readable:
    published = db.exec(
        select(Version.id)
        .where(Version.consultation_id == consultation_id, col(Version.published_on).is_not(None))
        .order_by(col(Version.number).desc())
    ).all()
    versions = [view.version(db, one) for one in published]
    wordings: dict[str, Words] = {}
    drawn: dict[str, Words] = {}
    for version in versions:  # in its newest wording; what is not asked any more comes last
        for one in version.questions:
            if one.how.takes_words:
                wordings.setdefault(one.stem, one.wording)
            if one.how.drawn:
                drawn.setdefault(one.stem, one.wording)
    return Readable(
        consultation_id,
        versions[0].notices["title"],
        tuple(wordings.items()),
        tuple(drawn.items()),
        tuple((one.id, one.number) for one in versions_tested(db, consultation_id)),
    )
