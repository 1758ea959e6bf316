"""Every edit of a draft: notices, questions, order, conditions. Two people editing: nobody's text is lost."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import ValidationError
from sqlmodel import Session, col, select

from consultations.access import Action, Visitor, require
from consultations.drafting import twins
from consultations.drafting.view import BANDS, NOTICES, QuestionView, VersionView, held, version
from consultations.kinds import kinds
from consultations.language.normal import tidy
from consultations.questions import question_type
from consultations.shapes import Refused, Words
from models import clock
from models.base import Record, opaque_id
from models.consultation import Question, Version
from translations import N_

LONGEST = 600
Row = TypeVar("Row", bound=Record)


class Conflict(Refused):
    """Somebody else saved first. `theirs` is what stands there now; the visitor's own text is still on the screen."""

    def __init__(self, theirs: QuestionView | VersionView) -> None:
        super().__init__(N_("Somebody else changed this a moment ago. Look at both, then save again."))
        self.theirs = theirs


def set_notices(
    db: Session,
    who: Visitor,
    version_id: str,
    edition: int,
    notices: Mapping[str, Words],
    age_bands: Sequence[str],
    decides_on: date | None,
) -> None:
    """Title, purpose, who decides and when, and for which ages."""
    draft = _draft(db, who, version_id)
    row = _locked(db, Version, version_id)
    if row.edition != edition:
        raise Conflict(version(db, version_id))
    if any(band not in BANDS for band in age_bands):
        raise Refused(N_("Choose at least one age band."))
    if decides_on is not None and decides_on < clock.today():
        raise Refused(N_("The day of the decision lies in the past."))
    fresh = {name: in_both(notices.get(name, {})) for name in NOTICES}
    row.twins = twins.after_edit(draft.notices, fresh, draft.twins)
    row.notices, row.decides_on = fresh, decides_on
    row.age_bands = [band for band in BANDS if band in age_bands]
    row.edition += 1
    db.add(row)


def add_question(db: Session, who: Visitor, version_id: str, type_name: str) -> str:
    """A new, still empty question at the end. Returns its id."""
    draft = _draft(db, who, version_id)
    if type_name not in kinds()[draft.kind].fits:
        raise Refused(N_("This kind of question does not fit here."))
    settings = question_type(type_name).Settings().model_dump(mode="json")
    made = Question(
        version_id=version_id, position=len(draft.questions), type=type_name, wording=in_both({}), settings=settings
    )
    db.add(made)
    db.flush()
    return made.id


def set_question(
    db: Session,
    who: Visitor,
    version_id: str,
    question_id: str,
    edition: int,
    wording: Words,
    settings: Mapping[str, Any],
    sensitive: bool,
    show_when: Mapping[str, Any] | None,
) -> None:
    """Reword a question, or change its settings. The twin of a changed sentence is open again."""
    draft = _draft(db, who, version_id)
    row = _locked(db, Question, draft.question(question_id).id)
    old = version(db, version_id).question(question_id)
    if row.edition != edition:
        raise Conflict(old)
    try:
        model = old.how.Settings.model_validate(_tidied(settings))
    except ValidationError:
        raise Refused(N_("These settings cannot be kept. Look at the fields once more.")) from None
    fresh = in_both(wording)
    row.twins = twins.after_edit(old.texts, {"wording": fresh, **old.how.texts(model)}, old.twins)
    row.wording, row.settings = fresh, model.model_dump(mode="json")
    row.sensitive = sensitive and old.how.asks
    row.show_when = _condition(show_when) if show_when else None
    row.edition += 1
    db.add(row)


def confirm_twin(db: Session, who: Visitor, version_id: str, path: str, question_id: str | None = None) -> None:
    """Somebody read both languages and found them the same."""
    draft = _draft(db, who, version_id)
    row: Version | Question = db.get_one(Version, version_id)
    known: Collection[str] = NOTICES
    if question_id is not None:
        row, known = db.get_one(Question, question_id), draft.question(question_id).texts
    if path in known:
        row.twins = twins.confirmed(row.twins, path)
        db.add(row)


def move_question(db: Session, who: Visitor, version_id: str, question_id: str, to: int) -> None:
    """Put a question in another place, counted from 0."""
    draft = _draft(db, who, version_id)
    moved = draft.question(question_id)
    order = [one.id for one in draft.questions if one.id != moved.id]
    order.insert(max(0, min(to, len(order))), moved.id)
    _renumber(db, version_id, order)


def copy_question(db: Session, who: Visitor, version_id: str, question_id: str) -> str:
    """A copy right behind the original. Returns its id."""
    draft = _draft(db, who, version_id)
    old = draft.question(question_id)
    made = Question(
        version_id=version_id,
        stem=opaque_id(),
        position=0,
        type=old.type,
        wording=dict(old.wording),
        settings=dict(old.settings),
        twins=dict(old.twins),
        sensitive=old.sensitive,
        show_when=dict(old.show_when) if old.show_when else None,
    )
    db.add(made)
    db.flush()
    order = [one.id for one in draft.questions]
    order.insert(order.index(old.id) + 1, made.id)
    _renumber(db, version_id, order)
    return made.id


def remove_question(db: Session, who: Visitor, version_id: str, question_id: str) -> None:
    """Take a question out of the draft."""
    draft = _draft(db, who, version_id)
    db.delete(db.get_one(Question, draft.question(question_id).id))
    db.flush()
    _renumber(db, version_id, [one.id for one in draft.questions if one.id != question_id])


def _renumber(db: Session, version_id: str, order: list[str]) -> None:
    place = {question_id: at for at, question_id in enumerate(order)}
    for row in db.exec(select(Question).where(col(Question.version_id) == version_id)):
        row.position = place[row.id]
        db.add(row)


def _locked(db: Session, table: type[Row], row_id: str) -> Row:
    return db.get_one(table, row_id, with_for_update=True, populate_existing=True)


def _draft(db: Session, who: Visitor, version_id: str) -> VersionView:
    draft = held(db, version_id)
    require(who, Action.DRAFT, draft.thing)
    if draft.published_on is not None:
        raise Refused(N_("This version is in use and cannot change. Make a new version."))
    return draft


def in_both(words: Words) -> dict[str, str]:
    """Words as they may be kept: tidied, in Dutch and in French and in nothing else."""
    return {language: _line(words.get(language, "")) for language in ("nl", "fr")}


def _line(text: str) -> str:
    try:
        written = tidy(text)
    except ValueError:
        raise Refused(N_("We cannot read that. Write it again with ordinary letters.")) from None
    if len(written) > LONGEST:
        raise Refused(N_("That is too long. You can write {n} letters."), n=LONGEST)
    return written


def _condition(show_when: Mapping[str, Any]) -> dict[str, Any]:
    """Whether it points anywhere is for the gate to say."""
    return {"stem": _line(str(show_when["stem"])), "is": [_line(str(one)) for one in show_when["is"]]}


def _tidied(value: Any) -> Any:
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, Mapping):
        return {key: _tidied(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_tidied(one) for one in value]
    return value
