"""Before a child is in: the code, the link, and the limits on guessing (protection §5.1)."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, func, select

from consultations import sessions, ways_in
from consultations.access import Action, Visitor, require
from consultations.collecting.presence import DROPPED_LINE
from consultations.drafting import view
from consultations.kinds import kinds
from consultations.protection import letters, pseudonyms, secret
from consultations.shapes import Refused, Words
from models import clock
from models.group_session import GroupSession, Participant
from models.protection import Miss
from translations import CHILDREN, N_

WINDOW = timedelta(minutes=10)
PER_CALLER = 5
PER_SOCKET = 5
WAITS = (10, 20, 40, 60)
HOUR = timedelta(hours=1)
ALARM = 60
CEILING = 600

UNKNOWN = N_("We don't know this code. Look again or ask an adult for help. Or the door is not open yet.")
WAIT = N_("Wait a moment, then try again. Or scan the square code.")


@dataclass(frozen=True)
class Caller:
    """Where a try comes from, as keyed hashes: the network address (today's key) and the browser connection."""

    address: str
    socket: str = ""

    @property
    def key(self) -> str:
        """The address under today's key: nothing to keep or to compare tomorrow."""
        return secret.keyed("caller", clock.today().isoformat(), self.address)

    @property
    def socket_key(self) -> str:
        """The connection, keyed."""
        return secret.keyed("socket", self.socket) if self.socket else ""


def knock(db: Session, typed: str, caller: Caller) -> str | None:
    """The link token behind a typed code; None when nobody comes in by it. `Refused` for a typo, or when to wait.

    A typo fails its check letter and costs nothing. Unknown, shut, full: all the same to a stranger. Only an unknown
    code counts: a class that is too early guesses nothing, and must not be locked out when the door opens.
    """
    code = letters.read(typed, letters.JOIN_LENGTH)
    if code is None:
        raise Refused(UNKNOWN)
    hold_back(db, "code", caller)
    row = db.exec(select(GroupSession).where(GroupSession.code_hash == secret.keyed("join code", code))).first()
    if row is None:
        miss(db, "code", caller)
        return None
    return ways_in.link_token(row) if _may_enter(db, row) else None


def misses_too_often(db: Session) -> bool:
    """Whether somebody seems to be guessing: more than sixty misses in an hour, where five are normal."""
    return _misses(db, clock.now() - HOUR) > ALARM


def hold_back(db: Session, what: str, caller: Caller) -> None:
    """`Refused` when this caller, this connection, or the whole world has missed too often lately."""
    now = clock.now()
    of_kind = col(Miss.what) == what
    of_caller = (col(Miss.caller_key) == caller.key, of_kind)
    if _misses(db, now - WINDOW, *of_caller) >= PER_CALLER:
        raise Refused(WAIT)
    if caller.socket:
        of_socket = (col(Miss.socket_key) == caller.socket_key, of_kind)
        extra = _misses(db, now - HOUR, *of_socket) - PER_SOCKET
        if extra >= 0:
            wait = timedelta(seconds=WAITS[min(extra, len(WAITS) - 1)])
            if _misses(db, now - wait, *of_socket):
                raise Refused(WAIT)
    if _misses(db, now - HOUR, of_kind) > CEILING and _misses(db, now - HOUR, *of_caller):
        raise Refused(WAIT)


def _misses(db: Session, since: object, *whose: object) -> int:
    asked = select(func.count()).select_from(Miss).where(col(Miss.missed_at) > since, *whose)  # type: ignore[arg-type]
    return db.exec(asked).one()


def miss(db: Session, what: str, caller: Caller) -> None:
    """Count a well-formed code or receipt that nobody gave out."""
    db.exec(delete(Miss).where(col(Miss.missed_at) < clock.now() - HOUR * 24))
    db.add(Miss(what=what, caller_key=caller.key, socket_key=caller.socket_key, missed_at=clock.now()))


@dataclass(frozen=True)
class Invitation:
    """What the page behind a join link says before anybody joins."""

    title: Words
    languages: tuple[str, ...]


def invitation(db: Session, token: str) -> Invitation | None:
    """The invitation behind a link; None when nobody can come in that way now. Looking joins nobody."""
    row = _behind(db, token)
    if row is None or not _may_enter(db, row):
        return None
    return Invitation(view.version(db, row.version_id).notices["title"], _languages(row))


def _languages(row: GroupSession) -> tuple[str, ...]:
    return (row.language, *(one for one in CHILDREN if one != row.language)) if row.language != "both" else CHILDREN


def _behind(db: Session, token: str) -> GroupSession | None:
    return db.exec(select(GroupSession).where(GroupSession.link_hash == secret.digest(token))).first()


def _may_enter(db: Session, row: GroupSession) -> bool:
    return row.state == "open" and row.door_until is not None and row.door_until > clock.now() and _has_room(db, row)


def _has_room(db: Session, row: GroupSession) -> bool:
    """Whether there is a place and a name left. Who came in, said neither yes nor no and went takes no place.

    Around a table there is room while a seat is free, up to twelve.
    """
    if _around_a_table(db, row):
        return _free_seat(db, row) is not None
    inside = db.exec(
        select(Participant.assent, Participant.seen_at).where(
            Participant.group_session_id == row.id, Participant.pseudonym != pseudonyms.NOBODY, sessions.IN_THE_ROOM
        )
    ).all()
    lately = clock.now() - DROPPED_LINE
    taken = sum(assent in ("yes", "no") or (seen is not None and seen >= lately) for assent, seen in inside)
    return taken < sessions.places(row) and len(inside) < pseudonyms.NAMES


def join(db: Session, who: Visitor, token: str, language: str, before: str | None = None) -> str:
    """Come in. Returns the token for the cookie; a token this browser had `before` dies (one child a browser)."""
    require(who, Action.JOIN)
    row = _behind(db, token)
    if row is not None:
        row = db.get(GroupSession, row.id, with_for_update=True, populate_existing=True)
    if row is None or not _may_enter(db, row):
        raise Refused(UNKNOWN)
    if language not in CHILDREN:
        raise Refused(N_("Choose a language."))
    if before:
        revoke(db, before)
    fresh = secret.random_token()
    if _around_a_table(db, row):
        _sit_down(db, row, language, fresh)
        return fresh
    for _ in range(5):
        taken = set(db.exec(select(Participant.pseudonym).where(Participant.group_session_id == row.id)).all())
        try:
            with db.begin_nested():
                db.add(
                    Participant(
                        group_session_id=row.id,
                        pseudonym=pseudonyms.draw(taken),
                        language=language,
                        token_hash=secret.digest(fresh),
                        seen_at=clock.now(),
                    )
                )
            return fresh
        except IntegrityError:
            continue
    raise Refused(WAIT)


def _around_a_table(db: Session, row: GroupSession) -> bool:
    """Whether an adult writes down what is said: then a child with a device is one of the seats, known by a number."""
    return kinds()[view.asked(db, row.version_id).kind].pen == "facilitator"


def _free_seat(db: Session, row: GroupSession) -> int | None:
    """The lowest number that no device has: a seat that is there and not out, or one that is to be added."""
    there = db.exec(select(Participant).where(Participant.group_session_id == row.id)).all()
    taken = {
        one.pseudonym
        for one in there
        if one.token_hash or one.receipt_hash or one.assent == "no" or one.state != "joined"
    }
    return next((number for number in range(1, pseudonyms.SEATS + 1) if f"P{number}" not in taken), None)


def _sit_down(db: Session, row: GroupSession, language: str, fresh: str) -> None:
    """Take the lowest free seat, so that what is noted and the device are one participant.

    What an adult noted as its yes counts no longer: a child that has a device says so itself.
    """
    number = _free_seat(db, row)
    if number is None:
        raise Refused(UNKNOWN)
    named = {
        one.pseudonym: one for one in db.exec(select(Participant).where(Participant.group_session_id == row.id)).all()
    }
    if pseudonyms.NOBODY not in named:
        db.add(Participant(group_session_id=row.id, pseudonym=pseudonyms.NOBODY, language=language, assent="yes"))
    seat = named.get(f"P{number}") or Participant(group_session_id=row.id, pseudonym=f"P{number}", language=language)
    seat.language, seat.assent = language, None
    seat.token_hash, seat.seen_at = secret.digest(fresh), clock.now()
    db.add(seat)


def revoke(db: Session, token: str) -> None:
    """The browser that holds this token is nobody any more. What was given stays."""
    child = db.exec(select(Participant).where(Participant.token_hash == secret.digest(token))).first()
    if child:
        child.token_hash, child.seen_at = None, None
        db.add(child)
