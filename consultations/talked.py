"""What came of groups that talked: for each question how many groups said something, never how many children (§1.5).

A group's words are quotes, not counts: five utterances of one child weigh as much as one. Who was heard is counted by
group; the words themselves are read page by page in `hearing`.
"""

from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session, col, select

from consultations.collecting.presence import SAID_YES, ended
from consultations.drafting.view import BANDS, VersionView
from consultations.hearing import FREE
from consultations.protection.pseudonyms import NOBODY
from consultations.sessions import PROVINCES
from consultations.shapes import Group, Heard, QuestionResult
from models.consultation import Question
from models.group_session import GroupSession, Participant
from models.response import Response

LANGUAGES = ("nl", "fr")


def heard(db: Session, consultation_id: str, versions: Sequence[VersionView]) -> Heard:
    """The groups that have ended, the children around their tables, and who is silent."""
    sessions = db.exec(select(GroupSession).where(*ended(consultation_id))).all()
    seats = db.exec(
        select(Participant.id).where(
            col(Participant.group_session_id).in_([one.id for one in sessions]),
            Participant.pseudonym != NOBODY,
            *SAID_YES,
        )
    ).all()
    bands = {band: sum(one.age_band == band for one in sessions) for band in BANDS}
    provinces = {name: sum(one.province == name for one in sessions) for name in PROVINCES}
    spoken = {one.language for one in sessions}
    return Heard(
        sessions=len(sessions),
        children=len(seats),
        languages={},
        bands={band: count for band, count in bands.items() if count},
        provinces={name: count for name, count in provinces.items() if count},
        silent_bands=tuple(band for band in versions[-1].age_bands if not bands[band]),
        silent_languages=tuple(one for one in LANGUAGES if not spoken & {one, "both"}),
        silent_provinces=tuple(name for name, count in provinces.items() if not count),
    )


def questions(db: Session, consultation_id: str, versions: Sequence[VersionView]) -> tuple[QuestionResult, ...]:
    """Each question as it was asked last, with how many groups said something to it, in all and by language."""
    told = _told(db, consultation_id)
    shown: dict[str, QuestionResult] = {}
    for version in reversed(versions):
        for one in version.questions:
            if not one.how.takes_words or one.stem in shown:
                continue
            said = [each for each in told if each[0] == one.stem]
            shown[one.stem] = QuestionResult(
                stem=one.stem,
                fingerprint=one.fingerprint,
                type=one.type,
                wording=one.wording,
                labels={},
                sensitive=one.sensitive,
                shape="talk",
                groups=tuple(_group(said, name) for name in ("all", "nl", "fr")),
                version=version.number,
            )
    return tuple(shown.values())


def _group(said: Sequence[tuple[str, str, str]], name: Literal["all", "nl", "fr"]) -> Group:
    spoken = [where for _, where, language in said if name in ("all", language)]
    return Group(name, len(spoken), 0, clusters=len(set(spoken)))


def _told(db: Session, consultation_id: str) -> list[tuple[str, str, str]]:
    """(question, group, language) of each utterance that is free to be read."""
    rows = db.exec(
        select(Question.stem, GroupSession.id, Response.language)
        .join(Response, col(Response.question_id) == col(Question.id))
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .join(GroupSession, col(GroupSession.id) == col(Participant.group_session_id))
        .where(
            *ended(consultation_id),
            *SAID_YES,
            Response.mark != "",
            col(Response.release).in_(FREE),
        )
    )
    return [(stem, where, language) for stem, where, language in rows]
