"""Whose answers are in the sums, and which ages, languages and provinces are silent."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from consultations.collecting.presence import SAID_YES, ended
from consultations.drafting.view import BANDS, VersionView
from consultations.protection import summed
from consultations.protection.pseudonyms import NOBODY
from consultations.sessions import PROVINCES
from consultations.shapes import Heard
from models.group_session import GroupSession, Participant
from models.response import Frozen


def heard(
    db: Session, consultation_id: str, versions: Sequence[VersionView], which: ColumnElement[bool] | None = None
) -> Heard:
    """Who was heard in the closed sessions of a consultation, or in those of one prototype (`summed.of_version`)."""
    of_tool = [] if which is None else [which]
    only = None if which is None else summed.clusters_of(db, consultation_id, which)
    sessions = db.exec(
        select(GroupSession)
        .join(Frozen, col(Frozen.group_session_id) == col(GroupSession.id))
        .where(GroupSession.consultation_id == consultation_id, Frozen.view == "all", Frozen.stem == "", *of_tool)
    ).all()
    waiting = db.exec(
        select(func.count(func.distinct(GroupSession.id)))
        .join(Participant, col(Participant.group_session_id) == col(GroupSession.id))
        .where(
            *ended(consultation_id),
            *of_tool,
            *SAID_YES,
            Participant.pseudonym != NOBODY,
            col(GroupSession.id).not_in([one.id for one in sessions]),
        )
    ).one()
    told_apart = db.exec(select(Frozen.group_session_id).where(Frozen.view == "language", Frozen.stem == "")).all()
    mixed = {one.language for one in sessions if one.id not in told_apart}  # who spoke what there is not to be told
    bands = {band: sum(one.age_band == band for one in sessions) for band in BANDS}
    provinces = {name: sum(one.province == name for one in sessions) for name in PROVINCES}
    languages = summed.heads(db, consultation_id, "language", only)
    wanted = versions[-1].age_bands
    return Heard(
        sessions=len(sessions),
        children=summed.heads(db, consultation_id, "all", only).get("", 0),
        languages=languages,
        bands={band: count for band, count in bands.items() if count},
        provinces={name: count for name, count in provinces.items() if count},
        silent_bands=tuple(band for band in wanted if not bands[band]),
        silent_languages=tuple(one for one in ("nl", "fr") if not languages.get(one) and not mixed & {one, "both"}),
        silent_provinces=tuple(name for name, count in provinces.items() if not count),
        waiting=waiting,
        contributions=summed.contributors(db, consultation_id, only),
    )
