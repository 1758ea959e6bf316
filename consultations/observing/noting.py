"""Utterances: what was said, by whom, as it is written down; each kept at once, once, and never lost to somebody else.

An utterance is a response that an adult wrote down: screening, holding, concerns, release and erasure reach it as they
reach what a child writes itself.
"""

from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session, col, func, select

from consultations.access import Denied, Visitor
from consultations.collecting.cards import on_show
from consultations.drafting import view
from consultations.language.normal import tidy
from consultations.observing.line import Line, read_line
from consultations.observing.seats import at, looked, noted
from consultations.protection import audit, concerns, screening
from consultations.protection.pseudonyms import NOBODY
from consultations.sessions import still_running
from consultations.shapes import Refused
from models import clock, store
from models.group_session import GroupSession, Participant
from models.people import Account
from models.response import Response
from translations import N_

LONGEST = 1000
MOST_MARK = 32


@dataclass(frozen=True)
class Utterance:
    """What was written down. `speaker` 0 is nobody in particular; `held` when a person must look at it first; `shown`
    when the leader lets the room see it.
    """

    response_id: str
    question_id: str
    speaker: int
    words: str
    language: str
    verbatim: bool
    agree: int
    against: int
    sign: str
    held: bool
    edition: int
    noted_by: str
    shown: bool = False


class Overtaken(Refused):
    """Somebody else changed this utterance. `theirs` is what stands there now, `yours` what was typed."""

    def __init__(self, theirs: str, yours: str) -> None:
        super().__init__(N_("Somebody else changed this a moment ago. Look at both, then save again."))
        self.theirs, self.yours = theirs, yours


def note(
    db: Session, who: Visitor, session_id: str, question_id: str, mark: str, typed: str, language: str, speaker: int = 0
) -> None:
    """Keep one line of typing as an utterance. The same `mark` again keeps nothing twice, whatever happened between."""
    keep(db, who, session_id, question_id, mark, read_line(_tidied(typed), speaker), language)


def keep(db: Session, who: Visitor, session_id: str, question_id: str, mark: str, line: Line, language: str) -> bool:
    """Keep one utterance that has been read already. False when one with this `mark` is there."""
    line = replace(line, words=checked(line.words))
    looked_at = screening.screen(line.words, sensitive=False)
    row = noted(db, who, session_id)
    still_running(row)
    question = view.asked(db, row.version_id).question(question_id)
    if language not in ("nl", "fr"):
        raise Refused(N_("Choose a language."))
    if not 1 <= len(mark) <= MOST_MARK:
        raise Refused(N_("We cannot read that. Write it again with ordinary letters."))
    if is_kept(db, row.id, mark):
        return False
    child = at(db, row.id, line.speaker)
    if child.assent != "yes" or child.state != "joined":
        raise Refused(N_("Number {number} does not join in. Nothing was written down."), number=line.speaker)
    if row.basis in ("parents", "both") and not child.permission and child.pseudonym != NOBODY:
        raise Refused(N_("The parents' permission must be here first."))
    written_down(db, who, child, question.id, mark, line.words, line.words, _facts(line), language, looked_at)
    return True


def written_down(
    db: Session,
    who: Visitor,
    child: Participant,
    question_id: str,
    mark: str,
    words: str,
    value: Any,
    facts: dict[str, Any],
    language: str,
    looked_at: screening.Screened,
) -> None:
    """The row of an utterance, held when screening says so, and in the safeguarding lane when its `words` are worrying.

    `value`: what is kept of them, as the type of the question keeps it.
    """
    db.add(
        Response(
            participant_id=child.id,
            question_id=question_id,
            mark=mark,
            place=_next_place(db, child.group_session_id),
            facts=facts,
            noted_by=who.account_id,
            value=value,
            language=language,
            given_on=clock.today(),
            release="held" if looked_at.held_for else "clear",
            held_for=looked_at.held_for,
        )
    )
    db.flush()
    if looked_at.worrying:
        concerns.raise_concern(db, child, question_id, words, looked_at, mark)


def reword(db: Session, who: Visitor, response_id: str, edition: int, typed: str) -> None:
    """Change what was written down. `Overtaken` when somebody else did so first: both texts are then to be seen."""
    response, child, row = _mine(db, who, response_id)
    if response.edition != edition:
        raise Overtaken(str(response.value), typed)
    if row.state == "closed" or response.release == "withheld":
        raise Refused(N_("This cannot be changed any more."))
    line = read_line(_tidied(typed), int(child.pseudonym[1:]))
    line = replace(line, words=checked(line.words))
    speaker = at(db, row.id, line.speaker)
    if speaker.assent != "yes":
        raise Refused(N_("Number {number} does not join in. Nothing was written down."), number=line.speaker)
    looked_at = screening.screen(line.words, sensitive=False)
    already = concerns.standing(db, child.id, response.question_id, response.mark)
    held_for = "distress" if already else looked_at.held_for
    response.participant_id, response.value, response.facts = speaker.id, line.words, _facts(line)
    response.release, response.held_for = ("held" if held_for else "clear"), held_for
    if held_for and response.wall == "shown":
        response.wall = "hidden"  # other words than those somebody chose to show
    response.edition += 1
    db.add(response)
    db.flush()
    if looked_at.worrying:
        concerns.raise_concern(db, speaker, response.question_id, line.words, looked_at, response.mark)


def strike(db: Session, who: Visitor, response_id: str) -> None:
    """Take an utterance away: it was never said, or should not have been written down."""
    response, child, row = _mine(db, who, response_id)
    if row.state == "closed":
        raise Refused(N_("This cannot be changed any more."))
    if concerns.standing(db, child.id, response.question_id, response.mark):
        raise Refused(N_("The safeguarding person is looking at this. It stays until that is settled."))
    db.delete(response)
    store.scrub_after(db)
    audit.note(db, who, "utterance struck", "group session", row.id)


def utterances(db: Session, who: Visitor, session_id: str, question_id: str = "") -> tuple[Utterance, ...]:
    """What was written down, the newest first; of one question when it is named. Words in the lane are not shown."""
    looked(db, who, session_id)
    asked = (
        select(Response, Participant.pseudonym, Account.name)
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .join(Account, col(Account.id) == col(Response.noted_by))
        .where(Participant.group_session_id == session_id, Response.mark != "")
    )
    if question_id:
        asked = asked.where(Response.question_id == question_id)
    rows = db.exec(asked.order_by(col(Response.place).desc(), col(Response.id))).all()
    return tuple(_utterance(response, pseudonym, name) for response, pseudonym, name in rows)


def _utterance(response: Response, pseudonym: str, name: str) -> Utterance:
    facts: dict[str, Any] = response.facts or {}
    gone = response.held_for == "distress"
    return Utterance(
        response_id=response.id,
        question_id=response.question_id,
        speaker=int(pseudonym[1:]),
        words="" if gone else str(response.value),
        language=response.language,
        verbatim=bool(facts.get("verbatim")),
        agree=int(facts.get("agree", 0)),
        against=int(facts.get("against", 0)),
        sign=str(facts.get("sign", "")),
        held=response.release == "held",
        edition=response.edition,
        noted_by=name,
        shown=on_show(response),
    )


@dataclass(frozen=True)
class Share:
    """How much one child has talked: utterances to the question everybody is at, and in all."""

    number: int
    here: int
    in_all: int


def balance(db: Session, who: Visitor, session_id: str, question_id: str) -> tuple[Share, ...]:
    """Who has spoken how often, by number: who has 0 `here` has not spoken yet. Those who sit out are not in it."""
    looked(db, who, session_id)
    children = db.exec(
        select(Participant).where(
            Participant.group_session_id == session_id,
            Participant.assent == "yes",
            Participant.state == "joined",
            Participant.pseudonym != NOBODY,
        )
    ).all()
    told = db.exec(
        select(Response.participant_id, Response.question_id, func.count())
        .where(col(Response.participant_id).in_([one.id for one in children]), Response.mark != "")
        .group_by(col(Response.participant_id), col(Response.question_id))
    ).all()
    shares = [
        Share(
            int(child.pseudonym[1:]),
            sum(n for one, where, n in told if one == child.id and where == question_id),
            sum(n for one, _, n in told if one == child.id),
        )
        for child in children
        if child.pseudonym[1:].isdigit()
    ]
    return tuple(sorted(shares, key=lambda one: one.number))


def _tidied(typed: str) -> str:
    try:
        return " ".join(tidy(typed).split())
    except ValueError:
        raise Refused(N_("We cannot read that. Write it again with ordinary letters.")) from None


def checked(said: str) -> str:
    """Words as they may be kept, on one line; `Refused` when there are none or too many."""
    words = _tidied(said)
    if not words:
        raise Refused(N_("Write what was said, then press Enter."))
    if len(words) > LONGEST:
        raise Refused(N_("That is too long. You can write {n} letters."), n=LONGEST)
    return words


def _facts(line: Line) -> dict[str, Any]:
    return {"verbatim": line.verbatim, "agree": line.agree, "against": line.against, "sign": line.sign}


def is_kept(db: Session, session_id: str, mark: str) -> bool:
    """Whether an utterance with this mark is there already."""
    return (
        db.exec(
            select(Response.id)
            .join(Participant, col(Participant.id) == col(Response.participant_id))
            .where(Participant.group_session_id == session_id, Response.mark == mark)
        ).first()
        is not None
    )


def _next_place(db: Session, session_id: str) -> int:
    last = db.exec(
        select(func.max(Response.place))
        .join(Participant, col(Participant.id) == col(Response.participant_id))
        .where(Participant.group_session_id == session_id)
    ).one()
    return (last or 0) + 1


def _mine(db: Session, who: Visitor, response_id: str) -> tuple[Response, Participant, GroupSession]:
    found = db.get(Response, response_id)
    if found is None or not found.mark:
        raise Denied
    row = noted(db, who, db.get_one(Participant, found.participant_id).group_session_id)
    # The session before what was said in it: everybody who leads locks in this order.
    response = db.get(Response, response_id, with_for_update=True, populate_existing=True)
    if response is None:
        raise Denied
    return response, db.get_one(Participant, response.participant_id), row
