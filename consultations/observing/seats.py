"""Who sits around the table, known as P1, P2 …: permission on paper, the child's own yes, and a way to sit out."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from consultations import sessions
from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.collecting.presence import MOST_AT_ONE
from consultations.drafting import view
from consultations.kinds import kinds
from consultations.protection import audit
from consultations.protection.pseudonyms import NOBODY, SEATS, is_number
from consultations.shapes import Refused
from models.group_session import GroupSession, Participant
from translations import CHILDREN, N_

MOST = SEATS
MOST_SHEETS = 60
ASSENTS = ("yes", "no")


@dataclass(frozen=True)
class Seat:
    """One child at the table. Who does not join in, or has stopped, is `out`; nobody else sees why."""

    number: int
    pseudonym: str
    permission: bool
    assent: str | None
    out: bool
    size: int = 1
    language: str = ""

    @property
    def talks(self) -> bool:
        """Whether what this child says may be written down."""
        return self.assent == "yes" and not self.out


def noted(db: Session, who: Visitor, session_id: str) -> GroupSession:
    """The session, if the visitor leads it or takes notes in it; locked until the end of the transaction."""
    row = db.get(GroupSession, session_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Denied
    require(who, Action.NOTE, thing_of(row, who))
    return row


def looked(db: Session, who: Visitor, session_id: str) -> GroupSession:
    """The same, only to look: not locked."""
    row = db.get(GroupSession, session_id)
    if row is None:
        raise Denied
    require(who, Action.NOTE, thing_of(row, who))
    return row


def thing_of(row: GroupSession, who: Visitor) -> Thing:
    """What the access table asks about: the leader's, or the note-taker's own."""
    helps = row.note_taker_id is not None and row.note_taker_id == who.account_id
    return Thing(row.organisation_id, who.account_id if helps else row.facilitator_id)


def seat(db: Session, who: Visitor, session_id: str, count: int) -> None:
    """As many seats as there are children. More can be added later; who is there keeps its number."""
    row = sessions.led(db, who, session_id)
    sessions.still_running(row)
    most = MOST if kinds()[view.asked(db, row.version_id).kind].pen == "facilitator" else MOST_SHEETS
    if not 1 <= count <= most:
        raise Refused(N_("A group has from 1 to {most} children."), most=most)
    there = {one.pseudonym for one in _rows(db, row.id)}
    language = row.language if row.language in ("nl", "fr") else "nl"
    for number in range(count + 1):
        if f"P{number}" not in there:
            db.add(
                Participant(
                    group_session_id=row.id,
                    pseudonym=f"P{number}",
                    language=language,
                    assent="yes" if number == 0 else None,
                )
            )
    db.flush()
    audit.note(db, who, "group seated", "group session", row.id, seats=count)


def seats(db: Session, who: Visitor, session_id: str) -> tuple[Seat, ...]:
    """Everybody around the table, by number."""
    looked(db, who, session_id)
    found = [
        Seat(
            number=int(one.pseudonym[1:]),
            pseudonym=one.pseudonym,
            permission=one.permission,
            assent=one.assent,
            out=one.assent == "no" or one.state in ("declined", "stopped", "removed"),
            size=one.size,
            language=one.language,
        )
        for one in _rows(db, session_id)
        if one.pseudonym != NOBODY
    ]
    return tuple(sorted(found, key=lambda one: one.number))


def say(db: Session, who: Visitor, session_id: str, number: int, *, assent: str, permission: bool) -> None:
    """What a child said when asked, and whether its parents' permission lies on the table."""
    row = sessions.led(db, who, session_id)
    sessions.still_running(row)
    child = at(db, row.id, number)
    if assent not in ASSENTS:
        raise Refused(N_("Pick one of the cards."))
    if assent == "yes" and not permission and row.basis in ("parents", "both"):
        raise Refused(N_("The parents' permission must be here first."))
    child.permission, child.assent = permission, assent
    child.state = "joined" if assent == "yes" else "declined"
    db.add(child)


def everybody_joins(db: Session, who: Visitor, session_id: str) -> None:
    """All children who have not said no have said yes, and their permissions lie on the table."""
    row = sessions.led(db, who, session_id)
    sessions.still_running(row)
    for child in _rows(db, row.id):
        if child.pseudonym != NOBODY and child.assent is None:
            child.permission, child.assent = True, "yes"
            db.add(child)


def resize(db: Session, who: Visitor, session_id: str, number: int, size: int) -> None:
    """A sheet of paper that a small group filled in together: how many children they were."""
    row = sessions.led(db, who, session_id)
    sessions.still_running(row)
    child = at(db, row.id, number)
    if number == 0 or not 1 <= size <= MOST_AT_ONE:
        raise Refused(N_("Say how many you are: from 1 to {most}."), most=MOST_AT_ONE)
    child.size, child.sized = size, True
    db.add(child)


def speak(db: Session, who: Visitor, session_id: str, number: int, language: str) -> None:
    """In which language a child at the table, or a sheet of paper, is: Dutch and French are also read apart."""
    row = sessions.led(db, who, session_id)
    sessions.still_running(row)
    child = at(db, row.id, number)
    if number == 0 or language not in CHILDREN:
        raise Refused(N_("Choose a language."))
    child.language = language
    db.add(child)


def sit_out(db: Session, who: Visitor, session_id: str, number: int) -> None:
    """A child stops talking for good. What it said stays; nothing more of it is written down."""
    row = sessions.led(db, who, session_id)
    sessions.still_running(row)
    child = at(db, row.id, number)
    child.state = "stopped" if child.assent == "yes" else "declined"
    db.add(child)


def at(db: Session, session_id: str, number: int) -> Participant:
    """The participant with this number; 0 is nobody in particular."""
    child = db.exec(
        select(Participant).where(Participant.group_session_id == session_id, Participant.pseudonym == f"P{number}")
    ).first()
    if child is None:
        raise Refused(N_("Nobody sits at number {number}."), number=number)
    return child


def _rows(db: Session, session_id: str) -> list[Participant]:
    return [
        one
        for one in db.exec(
            select(Participant).where(Participant.group_session_id == session_id).order_by(col(Participant.id))
        )
        if is_number(one.pseudonym)
    ]
