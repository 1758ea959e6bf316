"""Who holds this browser's token, on every run; and the name that tells a child from the next one (§5.2)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from consultations.access import Action, Denied, Role, Thing, Visitor, require
from consultations.protection import pseudonyms, secret
from consultations.shapes import Refused
from models import clock
from models.group_session import GroupSession, Participant
from translations import CHILDREN, N_

DROPPED_LINE = timedelta(minutes=2)
GONE = timedelta(minutes=20)
SEEN_EVERY = timedelta(seconds=30)
MOST_AT_ONE = 10
"""More children than this do not fit around one device."""
SAID_YES = (col(Participant.assent) == "yes", col(Participant.state) != "declined")
"""Whose answers count: who said yes and was not sent out."""


def ended(consultation_id: str) -> tuple[ColumnElement[bool], ...]:
    """Which sessions of a consultation have ended, so that they may be read and added up. Trials never are."""
    return (
        col(GroupSession.consultation_id) == consultation_id,
        col(GroupSession.state) == "closed",
        col(GroupSession.trial).is_(False),
    )


@dataclass(frozen=True)
class Child:
    """A participant at work. `away` is how long ago it was seen last.

    `led`: it is where the leader is, and `at_question` says where that is. `turn` goes up when its screen has to
    change, and `stages` says how each question stands. Where a device stands for a group, `size` is how many they
    are, once they `sized` themselves.
    """

    visitor: Visitor
    participant_id: str
    session_id: str
    version_id: str
    pseudonym: str
    language: str
    age_band: str
    assent: str | None
    state: str
    session_state: str
    trial: bool
    at_question: str | None
    away: timedelta
    led: bool = False
    devices: str = "each"
    size: int = 1
    sized: bool = False
    turn: int = 0
    stages: Mapping[str, Any] = field(default_factory=dict)

    @property
    def thing(self) -> Thing:
        """What the access table asks about: a child's own things."""
        return Thing(owner_id=self.participant_id)

    @property
    def stamp(self) -> str:
        """What `turn` said when this was read: a screen drawn from it is stale once `turn` says something else."""
        return _stamp(self.session_state, self.at_question if self.led else None, self.participant_id, self.turn)


def present(db: Session, token: str | None) -> Child | None:
    """The child behind a token; None when it said goodbye, is gone for twenty minutes, or was never there.

    Nobody is gone during a break. In a session that is closed a child is still known, to read its receipt.
    """
    if not token:
        return None
    found = db.exec(
        select(Participant, GroupSession)
        .join(GroupSession, col(GroupSession.id) == col(Participant.group_session_id))
        .where(Participant.token_hash == secret.digest(token))
    ).first()
    if not found:
        return None
    child, session = found
    away = clock.now() - child.seen_at if child.seen_at else GONE
    if away >= GONE and session.state != "paused":
        return None
    return Child(
        visitor=Visitor(roles=frozenset({Role.CHILD}), participant_id=child.id),
        participant_id=child.id,
        session_id=session.id,
        version_id=session.version_id,
        pseudonym=child.pseudonym,
        language=child.language,
        age_band=session.age_band,
        assent=child.assent,
        state=child.state,
        session_state=session.state,
        trial=session.trial,
        at_question=session.at_question if session.pace == "leader" else child.at_question,
        away=away,
        led=session.pace == "leader",
        devices=session.devices,
        size=child.size,
        sized=child.sized,
        turn=session.turn,
        stages=session.stage,
    )


NOBODY = "gone"
_ASKED_EVERY_SECOND = (
    sqlalchemy.select(
        col(GroupSession.state), col(GroupSession.pace), col(GroupSession.at_question), col(GroupSession.turn),
        col(Participant.id), col(Participant.seen_at),
    )
    .join(Participant, col(Participant.group_session_id) == col(GroupSession.id))
    .where(col(Participant.token_hash) == sqlalchemy.bindparam("token"))
)  # fmt: skip
"""Made once: putting it together costs more than asking it."""


@dataclass(frozen=True)
class Turn:
    """What tells a screen that it must change; and whether it is time to note that its child is still here.

    `stamp` ends with a number that goes up when something on the screen changes; before it stands what makes it
    another screen: the state of the session, the question everybody is at, and whose screen it is.
    """

    stamp: str
    due: bool = False


def turn(db: Session, token: str | None) -> Turn:
    """Asked for by every screen every second, so it reads next to nothing.

    A screen that asks is a sign of life, but only while its child was here a moment ago: see `present`.
    """
    if not token:
        return Turn(NOBODY)
    found = db.execute(_ASKED_EVERY_SECOND, {"token": secret.digest(token)}).first()
    if not found:
        return Turn(NOBODY)
    state, led, place, at, participant_id, last = found
    away = clock.now() - last if last else GONE
    if away >= GONE and state != "paused":
        return Turn(NOBODY)
    stamp = _stamp(state, place if led == "leader" else None, participant_id, at)
    return Turn(stamp, SEEN_EVERY < away <= DROPPED_LINE and state != "closed")


def _stamp(state: str, place: str | None, participant_id: str, at: int) -> str:
    """One child a browser: a screen must also change when another child came in on the same one."""
    return f"{state} {place or '-'} {secret.digest(participant_id)[:8]} {at}"


def place_in(stamp: str) -> str:
    """What of a stamp tells one screen from another: all but the number it ends with."""
    return stamp.rpartition(" ")[0]


def still_here(db: Session, token: str) -> None:
    """The child behind a token is here: its screen asked."""
    fresh = (
        col(Participant.token_hash) == secret.digest(token),
        col(Participant.seen_at) >= clock.now() - DROPPED_LINE,
    )
    db.exec(update(Participant).where(*fresh).values(seen_at=clock.now()))


def count_us(db: Session, who: Visitor, size: int) -> None:
    """How many children are at this device. Asked once; it can be said again until the session is closed."""
    row = mine(db, who)
    if not 1 <= size <= MOST_AT_ONE:
        raise Refused(N_("Say how many you are: from 1 to {most}."), most=MOST_AT_ONE)
    row.size, row.sized = size, True


def seen(db: Session, who: Visitor) -> None:
    """The child is here. Called at most every half minute."""
    mine(db, who).seen_at = clock.now()


def prove(db: Session, child: Child, name: str) -> bool:
    """Whether this is still the same child: it knows which animal, or which number, it was. One wrong answer ends the
    token.
    """
    row = _own(db, child.visitor)
    if pseudonyms.told_by(child.pseudonym) == name:
        row.seen_at = clock.now()
        return True
    row.token_hash, row.seen_at = None, None
    return False


def line_up(child: Child) -> tuple[str, ...]:
    """The twelve animals, or the numbers, to choose from."""
    return pseudonyms.line_up(child.pseudonym, child.participant_id)


def speak(db: Session, who: Visitor, language: str) -> None:
    """The child goes on in another language. What it answered stays: answers are kept by key."""
    if language not in CHILDREN:
        raise Refused(N_("Choose a language."))
    mine(db, who).language = language


def assent(db: Session, who: Visitor, answer: str) -> None:
    """The child's own yes, no, or "I want to ask something first". It may change its mind as often as it likes."""
    row = mine(db, who)
    if answer not in {"yes", "no", "ask_first"}:
        raise Refused(N_("Pick one of the cards."))
    row.assent = answer
    if row.state in {"joined", "declined"}:
        row.state = "declined" if answer == "no" else "joined"


def mine(db: Session, who: Visitor) -> Participant:
    """The visitor's own participant row, locked, in a session that is not closed."""
    row = _own(db, who)
    if db.get_one(GroupSession, row.group_session_id).state == "closed":
        raise Refused(N_("This session is closed. Thank you for your help!"))
    return row


def _own(db: Session, who: Visitor) -> Participant:
    row = (
        db.get(Participant, who.participant_id, with_for_update=True, populate_existing=True)
        if who.participant_id
        else None
    )
    if row is None:
        raise Denied
    require(who, Action.TAKE_PART, Thing(owner_id=row.id))
    if row.token_hash is None:
        raise Refused(N_("You have finished. Thank you!"))
    db.add(row)
    return row
