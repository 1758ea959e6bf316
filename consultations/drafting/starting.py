"""How a consultation begins and ends: from scratch, from a template, as a copy; a new version; delete or archive."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, delete, func, select

from consultations.access import Action, Denied, Thing, Visitor, require
from consultations.drafting.twins import after_edit
from consultations.drafting.view import QuestionView, VersionView, held, version
from consultations.drafting.wording import in_both
from consultations.kinds import kinds
from consultations.protection import audit
from consultations.questions import question_type
from consultations.shapes import Refused, Words
from consultations.templates import Template, templates
from models import clock
from models.base import opaque_id
from models.consultation import Consultation, Question, Version
from models.group_session import GroupSession
from models.tools import Tool
from translations import N_


def start(db: Session, who: Visitor, kind: str, title: Words) -> str:
    """Begin with nothing but a title. Returns the id of the draft version."""
    require(who, Action.DRAFT)
    if kind not in kinds():
        raise Refused(N_("Choose what kind of consultation it is."))
    return _begin(db, who, kind, {"title": in_both(title), "purpose": {}, "decider": {}}, ())


def start_from_template(db: Session, who: Visitor, key: str) -> str:
    """Begin with a ready instrument. Returns the id of the draft version."""
    require(who, Action.DRAFT)
    template = templates().get(key)
    if template is None:
        raise Refused(N_("Choose one of the templates."))
    notices = {
        "title": {language: template.title[language] for language in ("nl", "fr")},
        "purpose": dict(template.purpose),
        "decider": {},
    }
    version_id = _begin(db, who, template.kind, notices, template.age_bands, made_from=key)
    stems = {one["key"]: opaque_id() for one in template.questions}
    for position, one in enumerate(template.questions):
        db.add(_from_template(version_id, position, one, stems))
    db.flush()
    return version_id


def _from_template(version_id: str, position: int, one: Mapping[str, Any], stems: dict[str, str]) -> Question:
    condition = one.get("show_when")
    settings = question_type(one["type"]).read(one.get("settings", {})).model_dump(mode="json")
    settings = _with_wall(settings, stems)
    made = Question(
        version_id=version_id,
        stem=stems[one["key"]],
        position=position,
        type=one["type"],
        wording=dict(one["wording"]),
        settings=settings,
        sensitive=one.get("sensitive", False),
        show_when={"stem": stems[condition["question"]], "is": list(condition["is"])} if condition else None,
    )
    how = question_type(made.type)
    made.twins = after_edit({}, {"wording": made.wording, **how.texts(how.read(settings))}, {})
    return made


def _with_wall(settings: Mapping[str, Any], stems: Mapping[str, str]) -> dict[str, Any]:
    """The settings with the wall they name, if any, called what it is called here."""
    return {**settings, "wall": stems.get(settings["wall"], "")} if settings.get("wall") else dict(settings)


def _begin(
    db: Session,
    who: Visitor,
    kind: str,
    notices: dict[str, dict[str, str]],
    bands: Iterable[str],
    made_from: str = "",
    tool_id: str | None = None,
) -> str:
    if who.organisation_id is None:
        raise Denied
    home = Consultation(organisation_id=who.organisation_id, kind=kind, made_from=made_from, tool_id=tool_id)
    db.add(home)
    db.flush()
    draft = Version(
        consultation_id=home.id,
        notices=notices,
        twins=after_edit({}, notices, {}),
        age_bands=list(bands),
    )
    db.add(draft)
    db.flush()
    audit.note(db, who, "consultation started", "consultation", home.id, made_from=made_from)
    return draft.id


def about_tool(db: Session, who: Visitor, version_id: str, tool_id: str) -> None:
    """Say which tool is tested. It cannot change any more once children tested one."""
    draft = held(db, version_id)
    require(who, Action.DRAFT, draft.thing)
    tool = db.get(Tool, tool_id)
    if tool is None or tool.organisation_id != draft.organisation_id:
        raise Denied
    home = db.get_one(Consultation, draft.consultation_id, with_for_update=True)
    used = db.exec(
        select(GroupSession.id).where(
            GroupSession.consultation_id == home.id, col(GroupSession.tool_version_id).is_not(None)
        )
    ).first()
    if used and home.tool_id != tool_id:
        raise Refused(N_("Children have tested a tool here already. Start another consultation for another tool."))
    home.tool_id = tool_id
    db.add(home)


def duplicate(db: Session, who: Visitor, version_id: str) -> str:
    """A new consultation that asks the same, with questions of its own. Returns the id of its draft."""
    old = version(db, version_id)
    require(who, Action.DRAFT, old.thing)
    notices = {name: dict(words) for name, words in old.notices.items()}
    for language, mark in (("nl", "kopie"), ("fr", "copie")):
        if notices["title"].get(language):
            notices["title"][language] += f" ({mark})"
    fresh_id = _begin(db, who, old.kind, notices, old.age_bands, made_from=old.consultation_id, tool_id=old.tool_id)
    _copy_questions(db, old.questions, fresh_id, {one.stem: opaque_id() for one in old.questions})
    return fresh_id


def new_version(db: Session, who: Visitor, version_id: str) -> str:
    """A draft of the next version: the same stems, so that what did not change adds up with what was asked before."""
    old = version(db, version_id)
    require(who, Action.DRAFT, old.thing)
    db.get_one(Consultation, old.consultation_id, with_for_update=True)
    newest = db.exec(
        select(Version).where(Version.consultation_id == old.consultation_id).order_by(col(Version.number).desc())
    ).first()
    assert newest is not None
    if newest.published_on is None:
        return newest.id
    fresh = Version(
        consultation_id=old.consultation_id,
        number=newest.number + 1,
        notices=dict(old.notices),
        twins=dict(old.twins),
        age_bands=list(old.age_bands),
        decides_on=old.decides_on,
    )
    db.add(fresh)
    db.flush()
    _copy_questions(db, old.questions, fresh.id, {one.stem: one.stem for one in old.questions})
    audit.note(db, who, "new version started", "consultation", old.consultation_id, version=fresh.number)
    return fresh.id


def _copy_questions(
    db: Session, questions: tuple[QuestionView, ...], version_id: str, stems: Mapping[str, str]
) -> None:
    for position, one in enumerate(questions):
        condition = dict(one.show_when) if one.show_when else None
        if condition:
            condition["stem"] = stems.get(condition["stem"], "")
        db.add(
            Question(
                version_id=version_id,
                stem=stems[one.stem],
                position=position,
                type=one.type,
                wording=dict(one.wording),
                settings=_with_wall(one.settings, stems),
                twins=dict(one.twins),
                sensitive=one.sensitive,
                show_when=condition,
            )
        )
    db.flush()


def delete_draft(db: Session, who: Visitor, version_id: str) -> None:
    """Throw a draft away; with its consultation, when nothing of that was ever published. Trial runs go too."""
    draft = held(db, version_id)
    require(who, Action.DRAFT, draft.thing)
    if draft.published_on is not None:
        raise Refused(N_("Children may have answered this. You can archive it, not delete it."))
    others = db.exec(
        select(func.count())
        .select_from(Version)
        .where(Version.consultation_id == draft.consultation_id, Version.id != version_id)
    ).one()
    if others:
        db.exec(delete(Version).where(col(Version.id) == version_id))
    else:
        db.exec(delete(Consultation).where(col(Consultation.id) == draft.consultation_id))
    audit.note(db, who, "draft deleted", "consultation", draft.consultation_id, version=draft.number)


def archive(db: Session, who: Visitor, consultation_id: str, archived: bool = True) -> None:
    """Put away what was used, or take it out again. Nothing is lost; no new session opens."""
    home = db.get(Consultation, consultation_id)
    if home is None:
        raise Denied
    require(who, Action.DRAFT, Thing(organisation_id=home.organisation_id))
    running = db.exec(
        select(GroupSession.id).where(
            GroupSession.consultation_id == consultation_id,
            col(GroupSession.state).in_(["open", "paused"]),
            col(GroupSession.trial).is_(False),
        )
    ).first()
    if archived and running:
        raise Refused(N_("A session of this consultation is still open. Close it first."))
    home.archived_on = clock.today() if archived else None
    db.add(home)
    audit.note(
        db, who, "consultation archived" if archived else "consultation taken out again", "consultation", home.id
    )


@dataclass(frozen=True)
class Shelved:
    """A consultation in the list: its newest version, and how much it is used."""

    consultation_id: str
    version_id: str
    published_version_id: str | None
    kind: str
    title: Words
    number: int
    published: bool
    archived: bool
    started_on: date
    sessions: int
    tool_id: str | None = None


def shelf(db: Session, who: Visitor) -> tuple[Shelved, ...]:
    """Every consultation of the organisation, the newest first, archived ones last."""
    require(who, Action.DRAFT)
    homes = db.exec(
        select(Consultation)
        .where(Consultation.organisation_id == who.organisation_id)
        .order_by(
            col(Consultation.archived_on).is_not(None),
            col(Consultation.started_on).desc(),
            col(Consultation.id),
        )
    ).all()
    ids = [home.id for home in homes]
    versions: dict[str, list[Version]] = {}
    for row in db.exec(select(Version).where(col(Version.consultation_id).in_(ids)).order_by(col(Version.number))):
        versions.setdefault(row.consultation_id, []).append(row)
    used = dict(
        db.exec(
            select(GroupSession.consultation_id, func.count())
            .where(col(GroupSession.consultation_id).in_(ids), col(GroupSession.trial).is_(False))
            .group_by(col(GroupSession.consultation_id))
        ).all()
    )
    return tuple(_shelved(home, versions[home.id], used.get(home.id, 0)) for home in homes)


def _shelved(home: Consultation, versions: list[Version], sessions: int) -> Shelved:
    newest = versions[-1]
    published = [one for one in versions if one.published_on is not None]
    return Shelved(
        consultation_id=home.id,
        version_id=newest.id,
        published_version_id=published[-1].id if published else None,
        kind=home.kind,
        title=newest.notices.get("title", {}),
        number=newest.number,
        published=newest.published_on is not None,
        archived=home.archived_on is not None,
        started_on=home.started_on,
        sessions=sessions,
        tool_id=home.tool_id,
    )


def offered() -> tuple[Template, ...]:
    """The templates one can begin with."""
    return tuple(templates().values())


def read(db: Session, who: Visitor, version_id: str) -> VersionView:
    """A version, for somebody who prepares."""
    found = version(db, version_id)
    require(who, Action.DRAFT, found.thing)
    return found
