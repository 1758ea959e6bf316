"""A group session in the hands of its facilitator: open it, open the door, pause, close."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, func, or_, select, update

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.collecting.presence import DROPPED_LINE, GONE, SAID_YES
from consultations.drafting import view
from consultations.drafting.gate import NotReady, missing
from consultations.kinds import kinds
from consultations.people import Rules, covers
from consultations.protection import audit, concerns, erasure, receipts, release, secret
from consultations.protection.pseudonyms import NOBODY
from consultations.shapes import Refused
from consultations.tooling.choosing import tried_in
from consultations.ways_in import join_code, link_token, projector_token
from models import clock
from models.consultation import Consultation
from models.group_session import GroupSession, Participant, SpentCode
from models.people import Organisation
from translations import N_

PLACES = ("school", "youth_centre", "library", "home", "other")
PROVINCES = (
    "antwerpen", "limburg", "oost_vlaanderen", "vlaams_brabant", "west_vlaanderen", "brussel",
    "brabant_wallon", "hainaut", "liege", "luxembourg", "namur",
)  # fmt: skip
LANGUAGES = ("nl", "fr", "both")
DEVICES = ("each", "group", "none")
UNDER_TWELVE = ("6-8", "9-11")
DOOR = timedelta(minutes=10)
TRIAL_DOOR = timedelta(hours=8)
SPARE, MORE = 2, 5
NOT_AGAIN = timedelta(days=90)
IN_THE_ROOM = or_(col(Participant.state) != "declined", col(Participant.assent).is_distinct_from("yes"))
"""Who was not sent out. What a child that was sent out wrote may still wait in the lane: see `remove`."""


def open_session(
    db: Session,
    who: Visitor,
    version_id: str,
    *,
    place_kind: str,
    province: str,
    language: str,
    age_band: str,
    expected: int,
    basis: str,
    devices: str = "each",
    pace: str | None = None,
    moderated: bool = True,
    tool_version_id: str | None = None,
    second_tool_version_id: str | None = None,
) -> str:
    """Open a group session; its door is still shut. Returns its id. A wall is open, not `moderated`, only from twelve.

    `pace`: "self", "leader", or None for what fits the kind. `tool_version_id`: which prototype is tested;
    `second_tool_version_id`: another that the same children try too.
    """
    asked = view.version(db, version_id)
    require(who, Action.LEAD, Thing(asked.organisation_id, who.account_id))
    if asked.published_on is None:
        raise Refused(N_("Publish the questions first."))
    gaps = missing(asked)
    if gaps:
        raise NotReady(gaps)
    if db.get_one(Consultation, asked.consultation_id).archived_on is not None:
        raise Refused(N_("This consultation has been archived."))
    _check_place(asked, place_kind, province, language, age_band, expected)
    rules = Rules.model_validate(db.get_one(Organisation, asked.organisation_id).rules)
    _check_how(rules, age_band, basis, devices, moderated)
    made = _made(
        who, asked, place_kind=place_kind, province=province, language=language, age_band=age_band,
        expected=expected, basis=basis, devices=devices, moderated=moderated,
        **tried_in(db, asked, tool_version_id, second_tool_version_id),
    )  # fmt: skip
    if _is_led(asked.kind, pace):
        made.pace, made.at_question, made.at_since = "leader", asked.questions[0].id, clock.now()
    _forget_gone(db)
    db.add(made)
    db.flush()
    _draw_code(db, made)
    audit.note(db, who, "session opened", "group session", made.id, basis=basis, expected=expected)
    return made.id


def start_trial(db: Session, who: Visitor, version_id: str) -> str:
    """A walk through all of it that never counts, also of a draft. Returns the token of its link."""
    asked = view.version(db, version_id)
    require(who, Action.DRAFT, asked.thing)
    made = _made(
        who, asked, place_kind="other", province="brussel", language="both",
        age_band=asked.youngest or "9-11", expected=1, basis="trial",
    )  # fmt: skip
    made.trial, made.extra, made.door_until = True, 50, clock.now() + TRIAL_DOOR
    db.add(made)
    audit.note(db, who, "trial started", "group session", made.id)
    return link_token(made)


def _made(who: Visitor, asked: view.VersionView, **facts: Any) -> GroupSession:
    made = GroupSession(
        organisation_id=asked.organisation_id,
        consultation_id=asked.consultation_id,
        version_id=asked.id,
        facilitator_id=str(who.account_id),
        state="open",
        prepared_on=clock.today(),
        link_hash="",
        projector_hash="",
        **facts,
    )
    made.link_hash = secret.digest(link_token(made))
    made.projector_hash = secret.digest(projector_token(made.id))
    return made


def _check_place(
    asked: view.VersionView, place_kind: str, province: str, language: str, age_band: str, expected: int
) -> None:
    if place_kind not in PLACES or province not in PROVINCES or language not in LANGUAGES:
        raise Refused(N_("Say where the session is, and in which language."))
    if age_band not in asked.age_bands:
        raise Refused(N_("These questions were not written for that age."))
    if not 1 <= expected <= 60:
        raise Refused(N_("Say how many children you expect: from 1 to 60."))


def _check_how(rules: Rules, age_band: str, basis: str, devices: str, moderated: bool) -> None:
    if not covers(basis, rules.needed(age_band)):
        raise Refused(
            N_("For this age the organisation asks for something else to be arranged with the parents first.")
        )
    if devices not in DEVICES:
        raise Refused(N_("Say what the children answer on."))
    if not moderated and age_band in UNDER_TWELVE:
        raise Refused(N_("Under twelve somebody looks at each card before it appears."))


def _is_led(kind_name: str, pace: str | None) -> bool:
    """Whether everybody goes where the leader goes. Who holds the pen alone always leads."""
    kind = kinds()[kind_name]
    return kind.pen == "facilitator" or (pace or ("leader" if kind.together else "self")) == "leader"


def _draw_code(db: Session, row: GroupSession) -> None:
    """Give the session a code nobody had in the last ninety days, and the link that goes with it."""
    while True:
        row.code_turn += 1
        code_hash = secret.keyed("join code", join_code(row))
        spent = db.exec(select(SpentCode).where(SpentCode.code_hash == code_hash)).first()
        if spent is None:
            db.add(SpentCode(code_hash=code_hash, spent_on=clock.today()))
            break
        if spent.spent_on < clock.today() - NOT_AGAIN:
            spent.spent_on = clock.today()
            break
    row.code_hash, row.link_hash = code_hash, secret.digest(link_token(row))
    db.add(row)
    db.flush()


def open_door(db: Session, who: Visitor, session_id: str) -> None:
    """Let children in for ten minutes from now."""
    row = led(db, who, session_id)
    still_running(row)
    row.door_until = clock.now() + DOOR
    audit.note(db, who, "door opened", "group session", row.id)


def shut_door(db: Session, who: Visitor, session_id: str) -> None:
    """Let nobody else in. Who is inside goes on."""
    row = led(db, who, session_id)
    row.door_until = None
    audit.note(db, who, "door shut", "group session", row.id)


def enlarge(db: Session, who: Visitor, session_id: str) -> None:
    """Room for five more than expected."""
    row = led(db, who, session_id)
    still_running(row)
    row.extra += MORE
    audit.note(db, who, "session enlarged", "group session", row.id, places=places(row))


def new_code(db: Session, who: Visitor, session_id: str) -> None:
    """Another code and another link, when the old ones have been seen by somebody who should not have."""
    row = led(db, who, session_id)
    still_running(row)
    _draw_code(db, row)
    audit.note(db, who, "code changed", "group session", row.id)


def pause(db: Session, who: Visitor, session_id: str) -> None:
    """Everybody waits. What was given stays."""
    row = led(db, who, session_id)
    still_running(row)
    row.state, row.door_until, row.turn = "paused", None, row.turn + 1
    audit.note(db, who, "session paused", "group session", row.id)


def resume(db: Session, who: Visitor, session_id: str) -> None:
    """Go on after a pause. Nobody is gone because the break was long; who was away says which animal it was."""
    row = led(db, who, session_id)
    still_running(row)
    if row.state == "paused":
        away = clock.now() - DROPPED_LINE - timedelta(seconds=1)
        asleep = (col(Participant.group_session_id) == row.id, col(Participant.seen_at) < away)
        db.exec(update(Participant).where(*asleep).values(seen_at=away))
    row.state, row.turn = "open", row.turn + 1
    audit.note(db, who, "session resumed", "group session", row.id)


def close(db: Session, who: Visitor, session_id: str) -> None:
    """The end: no more answers, and what was given is added to the sums. Only once.

    Whoever said yes has a receipt now, finished or not; for twenty minutes after it was last seen it can read it.
    """
    row = led(db, who, session_id)
    if row.state == "closed":
        return
    row.state, row.door_until, row.closed_on, row.code_hash = "closed", None, clock.today(), None
    row.turn += 1
    of_session = (Participant.group_session_id == row.id, Participant.pseudonym != NOBODY)
    for child in db.exec(select(Participant).where(*of_session, *SAID_YES)):
        child.receipt_hash = receipts.kept(receipts.receipt(child.id))
    db.flush()
    _forget_gone(db)
    if not row.trial:
        release.freeze(db, row.consultation_id)
    audit.note(db, who, "session closed", "group session", row.id)


def remove(db: Session, who: Visitor, session_id: str, pseudonym: str) -> None:
    """Send somebody out who does not belong here. What they gave goes with them.

    Only what still waits in the safeguarding lane stays there until it is settled, out of everything else.
    """
    row = led(db, who, session_id)
    still_running(row)
    child = db.exec(
        select(Participant)
        .where(Participant.group_session_id == row.id, Participant.pseudonym == pseudonym, IN_THE_ROOM)
        .with_for_update()
    ).first()
    if child is None:
        raise Refused(N_("Nobody has that name here."))
    if concerns.unsettled(db, child.id):
        child.state, child.token_hash, child.seen_at = "declined", None, None
    else:
        erasure.erase(db, child)
    audit.note(db, who, "participant removed", "group session", row.id)


def _forget_gone(db: Session) -> None:
    """Nobody can come back to a session that is closed and that it left twenty minutes ago: forget when it was."""
    over = select(GroupSession.id).where(GroupSession.state == "closed")
    gone = (col(Participant.group_session_id).in_(over), col(Participant.seen_at) <= clock.now() - GONE)
    db.exec(update(Participant).where(*gone).values(token_hash=None, seen_at=None))


def places(row: GroupSession) -> int:
    """How many children fit in."""
    return row.expected + SPARE + row.extra


def heads(db: Session, session_id: str) -> int:
    """How many are in: everybody who joined, whatever they decided since."""
    return db.exec(
        select(func.count())
        .select_from(Participant)
        .where(Participant.group_session_id == session_id, Participant.pseudonym != NOBODY, IN_THE_ROOM)
    ).one()


def led(db: Session, who: Visitor, session_id: str) -> GroupSession:
    """The session, if it is the visitor's to lead; locked until the end of the transaction."""
    row = db.get(GroupSession, session_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise Denied
    require(who, Action.LEAD, Thing(row.organisation_id, row.facilitator_id))
    db.add(row)
    return row


def still_running(row: GroupSession) -> None:
    """`Refused` when the session has ended."""
    if row.state == "closed":
        raise Refused(N_("This session is closed."))
