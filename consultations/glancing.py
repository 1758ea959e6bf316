"""What a facilitator, and the projector, see of a session while it runs: heads and progress, never an answer."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, func, or_, select

from consultations import sessions, ways_in
from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.drafting import view
from consultations.drafting.view import QuestionView
from consultations.kinds import kinds
from consultations.observing.aloud import ALOUD
from consultations.observing.on_screen import OnScreen, on_screen
from consultations.people import Rules
from consultations.protection import letters, secret
from consultations.protection.pseudonyms import NOBODY
from consultations.shapes import Words
from models import clock
from models.consultation import Consultation, Version
from models.group_session import GroupSession, Participant
from models.people import Organisation
from models.protection import Concern
from models.response import Response

NOTHING = OnScreen()


@dataclass(frozen=True)
class Progress:
    """How many have given something to one question that everybody meets."""

    wording: Words
    given: int
    question_id: str = ""


@dataclass(frozen=True)
class Glance:
    """A session at this moment. `heads` counts devices; where one stands for a group, `children` counts them all."""

    id: str
    consultation_id: str
    title: Words
    state: str
    code: str
    link_token: str
    projector_token: str
    door_until: datetime | None
    heads: int
    places: int
    expected: int
    finished: int
    progress: tuple[Progress, ...]
    names: tuple[str, ...]
    held: int
    concerns: int
    safeguarding_name: str
    safeguarding_phone: str
    children: int = 0
    devices: str = "each"

    @property
    def door_is_open(self) -> bool:
        """Whether children can come in now."""
        return self.state == "open" and self.door_until is not None and self.door_until > clock.now()


def at_a_glance(db: Session, who: Visitor, session_id: str) -> Glance:
    """The session as its facilitator sees it."""
    row = db.get(GroupSession, session_id)
    if row is None:
        raise Denied
    require(who, Action.LEAD, Thing(row.organisation_id, row.facilitator_id))
    asked = view.version(db, row.version_id)
    children = db.exec(
        select(Participant.pseudonym, Participant.state, Participant.size).where(
            Participant.group_session_id == row.id, Participant.pseudonym != NOBODY, sessions.IN_THE_ROOM
        )
    ).all()
    rules = Rules.model_validate(db.get_one(Organisation, row.organisation_id).rules)
    given = _given(db, row.id)
    return Glance(
        id=row.id,
        consultation_id=row.consultation_id,
        title=asked.notices["title"],
        state=row.state,
        code=letters.shown(ways_in.join_code(row)),
        link_token=ways_in.link_token(row),
        projector_token=ways_in.projector_token(row.id),
        door_until=row.door_until,
        heads=len(children),
        places=sessions.places(row),
        expected=row.expected,
        finished=sum(state in {"done", "stopped"} for _, state, _ in children),  # who said no is nobody's business
        # How many met a question that hangs from another one tells what they answered to that one.
        progress=tuple(
            Progress(one.wording, given.get(one.id, 0), one.id)
            for one in asked.questions
            if one.how.asks and not one.show_when
        ),
        names=tuple(sorted(pseudonym for pseudonym, _, _ in children)),
        held=_held(db, row.id),
        concerns=_concerns(db, row.id),
        safeguarding_name=rules.safeguarding_name,
        safeguarding_phone=rules.safeguarding_phone,
        children=sum(size for _, _, size in children),
        devices=row.devices,
    )


def _given(db: Session, session_id: str) -> dict[str, int]:
    rows = db.exec(
        select(Response.question_id, func.count(func.distinct(Response.participant_id)))
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .where(
            Participant.group_session_id == session_id,
            sessions.IN_THE_ROOM,
            col(Response.mark).not_like(f"{ALOUD}%"),
        )
        .group_by(col(Response.question_id))
    )
    return dict(rows.all())


def _held(db: Session, session_id: str) -> int:
    return db.exec(
        select(func.count())
        .select_from(Response)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .where(
            Participant.group_session_id == session_id,
            Response.release == "held",
            col(Response.held_for) != "distress",
        )
    ).one()


def _concerns(db: Session, session_id: str) -> int:
    return db.exec(
        select(func.count())
        .select_from(Concern)
        .where(Concern.group_session_id == session_id, Concern.state != "settled")
    ).one()


@dataclass(frozen=True)
class Board:
    """What the projector shows: the way in while the door is open; and, with the leader's pace, the question everybody
    is at, with what was released of it.
    """

    title: Words
    code: str
    link_token: str
    door_until: datetime | None
    state: str
    heads: int
    places: int
    language: str
    asked: QuestionView | None = None
    since: datetime | None = None
    released: OnScreen = NOTHING
    devices: str = "each"


def board(db: Session, token: str) -> Board | None:
    """The projector's view, by its own read-only token; None for a token nobody gave out."""
    row = db.exec(select(GroupSession).where(GroupSession.projector_hash == secret.digest(token))).first()
    if row is None:
        return None
    asked = view.version(db, row.version_id)
    here = next((one for one in asked.questions if one.id == row.at_question), None)
    here = here if row.state == "open" and row.pace == "leader" else None
    return Board(
        title=asked.notices["title"],
        code=letters.shown(ways_in.join_code(row)),
        link_token=ways_in.link_token(row),
        door_until=row.door_until if row.door_until and row.door_until > clock.now() else None,
        state=row.state,
        heads=sessions.heads(db, row.id),
        places=sessions.places(row),
        language=row.language,
        asked=here,
        since=row.at_since,
        released=on_screen(db, row, here) if here else NOTHING,
        devices=row.devices,
    )


@dataclass(frozen=True)
class Led:
    """A session in a facilitator's list: one that is led, or one in which notes are taken. `pen` is its kind's."""

    id: str
    title: Words
    state: str
    prepared_on: date
    province: str
    place_kind: str
    age_band: str
    language: str
    expected: int
    heads: int
    pen: str
    leads: bool
    projector_token: str
    kind: str = ""
    pace: str = "self"
    devices: str = "each"


def led_by(db: Session, who: Visitor) -> tuple[Led, ...]:
    """The sessions the visitor leads, or takes notes in: running ones first, then the newest."""
    require(who, Action.LEAD)
    rows = db.exec(
        select(GroupSession, Version, Consultation)
        .join(Version, col(Version.id) == col(GroupSession.version_id))
        .join(Consultation, col(Consultation.id) == col(GroupSession.consultation_id))
        .where(
            or_(GroupSession.facilitator_id == who.account_id, GroupSession.note_taker_id == who.account_id),
            GroupSession.organisation_id == who.organisation_id,
            col(GroupSession.trial).is_(False),
        )
        .order_by(col(GroupSession.state) == "closed", col(GroupSession.prepared_on).desc(), col(GroupSession.id))
    ).all()
    counted = dict(
        db.exec(
            select(Participant.group_session_id, func.count())
            .where(
                col(Participant.group_session_id).in_([row.id for row, _, _ in rows]),
                Participant.pseudonym != NOBODY,
                sessions.IN_THE_ROOM,
            )
            .group_by(col(Participant.group_session_id))
        ).all()
    )
    return tuple(
        Led(
            id=row.id,
            title=version.notices.get("title", {}),
            state=row.state,
            prepared_on=row.prepared_on,
            province=row.province,
            place_kind=row.place_kind,
            age_band=row.age_band,
            language=row.language,
            expected=row.expected,
            heads=counted.get(row.id, 0),
            pen=kinds()[home.kind].pen,
            leads=row.facilitator_id == who.account_id,
            projector_token=ways_in.projector_token(row.id),
            kind=home.kind,
            pace=row.pace,
            devices=row.devices,
        )
        for row, version, home in rows
    )
