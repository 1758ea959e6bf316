"""The leader's pace: which question everybody is at, since when, and what was parked for later."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from consultations import people, sessions
from consultations.access import Action, Denied, Visitor, require
from consultations.drafting import view
from consultations.drafting.view import QuestionView, VersionView
from consultations.kinds import kinds
from consultations.observing.seats import looked, thing_of
from consultations.protection import audit
from consultations.shapes import Refused
from consultations.stages import Stage, stage_of
from models import clock
from models.group_session import GroupSession
from models.people import Account
from translations import CHILDREN, N_

MOODS = ("good", "so_so", "bad")
MEMO = ("surprises", "agreement", "disagreement", "not_heard")
LONGEST_MEMO = 2000


@dataclass(frozen=True)
class Pace:
    """Where a group stands. Minutes are planned ones; `since` is when this question began.

    `led` is False where everybody goes at their own pace. Only who `leads` finds `memo` and `moods` in here.
    """

    version: VersionView
    at: int
    since: datetime | None
    parked: tuple[str, ...]
    state: str
    leads: bool
    language: str
    note_taker: str
    memo: dict[str, str]
    devices: str = "each"
    age_band: str = ""
    moderated: bool = True
    walls_paused: bool = False
    stages: dict[str, Any] = field(default_factory=dict)
    moods: tuple[tuple[str, int, str], ...] = ()
    led: bool = True

    @property
    def languages(self) -> tuple[str, ...]:
        """In which languages the group is asked: its own, or both."""
        return (self.language,) if self.language in CHILDREN else CHILDREN

    @property
    def question(self) -> QuestionView:
        """The question everybody is at."""
        return self.version.questions[self.at]

    @property
    def stage(self) -> Stage:
        """How that question stands."""
        return stage_of(self.stages, self.question.id)

    @property
    def minutes_left(self) -> int:
        """Planned for this question and all that follow."""
        return sum(minutes(one) for one in self.version.questions[self.at :])

    @property
    def minutes(self) -> int:
        """Planned for all of it."""
        return sum(minutes(one) for one in self.version.questions)

    def used(self, now: datetime) -> int:
        """Whole minutes spent on this question."""
        return int((now - self.since).total_seconds() // 60) if self.since else 0


def minutes(one: QuestionView) -> int:
    """How long a question is planned to take; 0 when nobody said."""
    return int(getattr(one.read_settings, "minutes", 0))


def pace(db: Session, who: Visitor, session_id: str) -> Pace:
    """Where the group stands, for who leads it or takes notes."""
    row = looked(db, who, session_id)
    asked = view.asked(db, row.version_id)
    helper = db.get(Account, row.note_taker_id) if row.note_taker_id else None
    leads = row.facilitator_id == who.account_id
    return Pace(
        version=asked,
        at=place(asked, row.at_question),
        since=row.at_since,
        parked=tuple(row.parked),
        state=row.state,
        leads=leads,
        language=row.language,
        note_taker=helper.name if helper else "",
        memo={name: str(row.memo.get(name, "")) if leads else "" for name in MEMO},
        devices=row.devices,
        age_band=row.age_band,
        moderated=row.moderated,
        walls_paused=row.walls_paused,
        stages=row.stage,
        moods=tuple((str(asked_then), int(minute), str(mood)) for asked_then, minute, mood in row.moods)
        if leads
        else (),
        led=row.pace == "leader",
    )


def place(asked: VersionView, question_id: str | None) -> int:
    """The place of a question, from 0; 0 when it is not one of these."""
    return next((at for at, one in enumerate(asked.questions) if one.id == question_id), 0)


def go(db: Session, who: Visitor, session_id: str, question_id: str) -> None:
    """Everybody goes to this question. Going where one is already starts no new clock."""
    row = _led(db, who, session_id)
    asked = view.asked(db, row.version_id)
    asked.question(question_id)
    if row.at_question == question_id and row.at_since is not None:
        return
    _to(row, asked, question_id)
    row.parked = [one for one in row.parked if one != question_id]


def park(db: Session, who: Visitor, session_id: str, question_id: str) -> None:
    """Leave this question for later, and go on."""
    row = _led(db, who, session_id)
    asked = view.asked(db, row.version_id)
    asked.question(question_id)
    row.parked = [*(one for one in row.parked if one != question_id), question_id]
    at = place(asked, question_id)
    if row.at_question == question_id and at + 1 < len(asked.questions):
        _to(row, asked, asked.questions[at + 1].id)


def _to(row: GroupSession, asked: VersionView, question_id: str) -> None:
    """Every screen follows; what was reached once stays reached, so nothing that is still on its way is lost."""
    row.at_question, row.at_since = question_id, clock.now()
    row.reached, row.turn = max(row.reached, place(asked, question_id)), row.turn + 1


def let_note(db: Session, who: Visitor, session_id: str, account_id: str | None) -> None:
    """A colleague takes notes too, or no longer."""
    row = _shared(db, who, session_id)
    _colleague(db, row, account_id)
    row.note_taker_id = account_id
    audit.note(db, who, "note-taker chosen", "group session", row.id, chosen=account_id is not None)


def hand_over(db: Session, who: Visitor, session_id: str, account_id: str) -> None:
    """A colleague leads from now on. Everything that was written down goes with the session."""
    row = _shared(db, who, session_id)
    _colleague(db, row, account_id)
    row.facilitator_id = account_id
    if row.note_taker_id == account_id:
        row.note_taker_id = None
    audit.note(db, who, "session handed over", "group session", row.id)


def feel(db: Session, who: Visitor, session_id: str, mood: str) -> None:
    """How the group is doing at this moment, as the leader sees it. Nobody else sees that it was noted."""
    row = _led(db, who, session_id)
    if mood not in MOODS:
        raise Refused(N_("Pick one of the cards."))
    row.moods = [*row.moods, [row.at_question, _minutes_in(row), mood]]


def _minutes_in(row: GroupSession) -> int:
    return int((clock.now() - row.at_since).total_seconds() // 60) if row.at_since else 0


def remember(db: Session, who: Visitor, session_id: str, memo: dict[str, Any]) -> None:
    """What the leader wants to remember: surprises, agreement, disagreement, who was not heard."""
    row = sessions.led(db, who, session_id)
    kept = {name: str(memo.get(name, "")).strip() for name in MEMO}
    if any(len(words) > LONGEST_MEMO for words in kept.values()):
        raise Refused(N_("That is too long. You can write {n} letters."), n=LONGEST_MEMO)
    row.memo = kept


def colleagues(db: Session, who: Visitor, session_id: str) -> dict[str, str]:
    """Who else of the organisation may lead or take notes: names by account id."""
    row = db.get(GroupSession, session_id)
    if row is None:
        raise Denied
    require(who, Action.LEAD, thing_of(row, who))
    return {
        account_id: name
        for account_id, name in people.facilitators(db, row.organisation_id).items()
        if account_id != row.facilitator_id
    }


def _led(db: Session, who: Visitor, session_id: str) -> GroupSession:
    row = sessions.led(db, who, session_id)
    sessions.still_running(row)
    if row.pace != "leader":
        raise Refused(N_("Here everybody goes at their own pace."))
    return row


def _shared(db: Session, who: Visitor, session_id: str) -> GroupSession:
    """A session in which a colleague has something to do: it is led, or children are watched in it."""
    row = sessions.led(db, who, session_id)
    if kinds()[view.asked(db, row.version_id).kind].tests_a_tool:
        sessions.still_running(row)
        return row
    return _led(db, who, session_id)


def _colleague(db: Session, row: GroupSession, account_id: str | None) -> None:
    if account_id is not None and account_id not in people.facilitators(db, row.organisation_id):
        raise Refused(N_("Choose a facilitator of your organisation."))
