"""The end for one child: done, or stopped and kept, or stopped and erased; and later, with the receipt."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from consultations.access import Action, Visitor, require
from consultations.collecting import knocking
from consultations.collecting.cards import settings_in
from consultations.collecting.presence import Child, mine
from consultations.drafting import view
from consultations.protection import erasure, letters, receipts
from consultations.questions.label_sets import EASE
from consultations.questions.task import WORDS as ENDINGS
from consultations.shapes import Refused
from models.group_session import GroupSession, Participant
from models.response import Response
from models.testing import Problem, ProblemMet, TaskRecord
from models.tools import Tool, ToolVersion
from translations import N_

KIND = receipts.KIND
NO_RECEIPT = N_("We don't know this receipt. Look again at the letters.")


def receipt(child: Child) -> str:
    """The child's receipt. Reads nothing: it is the same before and after the end of the session."""
    return receipts.receipt(child.participant_id)


def finish(db: Session, child: Child, stopped: bool = False) -> str:
    """The child is done, or stops and lets us keep what it gave. Returns the receipt; the token lives until `bye`."""
    row = mine(db, child.visitor)
    if row.assent != "yes":
        raise Refused(N_("First say whether you want to join in."))
    if row.state == "joined":
        row.state = "stopped" if stopped else "done"
    code = receipt(child)
    row.receipt_hash = receipts.kept(code)
    return code


def bye(db: Session, token: str) -> None:
    """This browser is nobody's any more."""
    knocking.revoke(db, token)


def withdraw(db: Session, child: Child) -> None:
    """A child takes everything back. Nothing of it stays."""
    row = mine(db, child.visitor)
    erasure.erase(db, row)


@dataclass(frozen=True)
class Seen:
    """What an adult wrote down of how a task went, `ended` and `ease` in words; None is not seen. `number`: of the
    version that was tried, where there were two.
    """

    number: int | None
    ended: str
    seconds: int | None
    interrupted: bool
    errors: int | None
    assists: int | None
    ease: str


@dataclass(frozen=True)
class Mine:
    """One answer as its own child reads it back; or, in its place, what was `seen` of it, or what it `met`: a problem
    of the tool, of which the wording is the name.
    """

    wording: str
    answer: str
    missing: str | None
    seen: Seen | None = None
    met: str = ""


def my_answers(
    db: Session, who: Visitor, typed: str, language: str, caller: knocking.Caller
) -> tuple[Mine, ...] | None:
    """Everything behind a receipt, in `language`; None after a miss was counted. `Refused` for a typo, or to wait."""
    require(who, Action.USE_RECEIPT)
    row = _behind(db, typed, caller)
    if row is None:
        return None
    session = db.get_one(GroupSession, row.group_session_id)
    asked = view.version(db, session.version_id)
    given: dict[str, list[Response]] = {}
    for each in db.exec(select(Response).where(Response.participant_id == row.id).order_by(col(Response.mark))):
        given.setdefault(each.question_id, []).append(each)
    seen = _seen(db, session, row.id, language)
    found: list[Mine] = []
    for one in asked.questions:
        words = one.wording[language]
        found.extend(
            Mine(words, _in_words(db, session, asked, one, each, language), each.missing)
            for each in given.get(one.id, [])
        )
        found.extend(Mine(words, "", None, each) for each in seen.get(one.id, ()))
    return (*found, *_met(db, row.id, language))


def _met(db: Session, participant_id: str, language: str) -> list[Mine]:
    """What an adult noted that went wrong with the tool while this child tried it: in the adult's words."""
    rows = db.exec(
        select(Problem.words, Tool.title)
        .join(ProblemMet, col(ProblemMet.problem_id) == col(Problem.id))
        .join(Tool, col(Tool.id) == col(Problem.tool_id))
        .where(ProblemMet.participant_id == participant_id)
        .order_by(col(Problem.number))
    ).all()
    return [Mine(title.get(language) or title["nl"], "", None, met=words) for words, title in rows]


def _seen(db: Session, session: GroupSession, participant_id: str, language: str) -> dict[str, list[Seen]]:
    """What was seen of a child, by task; where two versions were tried, the older first."""
    found: dict[str, list[Seen]] = {}
    rows = db.exec(
        select(TaskRecord, ToolVersion.number)
        .join(ToolVersion, col(ToolVersion.id) == col(TaskRecord.tool_version_id))
        .where(TaskRecord.participant_id == participant_id)
        .order_by(col(ToolVersion.number))
    )
    for row, number in rows:
        steps = next((one.steps for one in EASE.values() if len(one.steps) == row.ease_of), ())
        found.setdefault(row.question_id, []).append(
            Seen(
                number=number if session.second_tool_version_id else None,
                ended=ENDINGS[row.ended][language] if row.ended else "",
                seconds=row.seconds,
                interrupted=row.interrupted,
                errors=row.errors,
                assists=row.assists,
                ease=steps[row.ease - 1][language] if row.ease else "",
            )
        )
    return found


def erase_mine(db: Session, who: Visitor, typed: str, caller: knocking.Caller) -> bool:
    """Erase everything behind a receipt. False after a miss was counted."""
    require(who, Action.USE_RECEIPT)
    row = _behind(db, typed, caller)
    if row is None:
        return False
    erasure.erase(db, row)
    return True


def _behind(db: Session, typed: str, caller: knocking.Caller) -> Participant | None:
    code = letters.read(typed, letters.RECEIPT_LENGTH)
    if code is None:
        raise Refused(NO_RECEIPT)
    knocking.hold_back(db, KIND, caller)
    row = db.exec(
        select(Participant).where(
            Participant.receipt_hash == receipts.kept(code), col(Participant.receipt_hash).is_not(None)
        )
    ).first()
    if row is None:
        knocking.miss(db, KIND, caller)
    return row


def _in_words(
    db: Session, session: GroupSession, asked: view.VersionView, one: view.QuestionView, each: Response, language: str
) -> str:
    if each.value is None:
        return ""
    settings = settings_in(db, session.id, asked, one)
    return one.how.told(each.value, settings, language)
