"""Real rows from plain functions, made with the application's own verbs wherever there is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from consultations import people, sessions, signing_in, ways_in
from consultations.access import OPERATOR, STRANGER, Role, Visitor
from consultations.collecting import answering, knocking, leaving, presence
from consultations.collecting.presence import Child
from consultations.drafting import gate, starting, view, wording
from consultations.kinds import kinds
from consultations.tooling import changing
from consultations.tooling import view as tooling
from models import clock, store
from models.consultation import Question
from models.group_session import GroupSession
from models.people import Account

PASSWORD = "een goed wachtwoord 7"


@dataclass(frozen=True)
class Team:
    """One organisation with one person in each role."""

    organisation_id: str
    facilitator: Visitor
    colleague: Visitor
    designer: Visitor
    safeguarding: Visitor
    admin: Visitor


def make_team(db: Session, name: str = "Mediawijs") -> Team:
    """An organisation and its people, each with one role; two facilitators."""
    organisation_id = people.found_organisation(db, OPERATOR, name)

    def person(login: str, role: Role) -> Visitor:
        account_id, _ = people.invite(db, OPERATOR, organisation_id, login, f"{login}@{name}", [role], "nl")
        return Visitor(frozenset({role}), account_id, organisation_id)

    return Team(
        organisation_id,
        person("fatma", Role.FACILITATOR),
        person("colin", Role.FACILITATOR),
        person("dirk", Role.DESIGNER),
        person("sofie", Role.SAFEGUARDING),
        person("ada", Role.ADMIN),
    )


def with_password(db: Session, who: Visitor, password: str = PASSWORD) -> str:
    """Give somebody a password. Returns the name to sign in with."""
    account = db.get_one(Account, who.account_id)
    account.password_hash = signing_in.HASHER.hash(password)
    db.add(account)
    return account.login


def words(dutch: str, french: str | None = None) -> dict[str, str]:
    """Words in both languages."""
    return {"nl": dutch, "fr": french or f"{dutch} (fr)"}


def options(*keys: str) -> list[dict[str, str]]:
    """Options whose words are their keys."""
    return [{"key": key, "nl": f"{key} nl", "fr": f"{key} fr"} for key in keys]


CHOICE = ("single_choice", "Wat lees je?", {"options": options("strip", "boek")})
OPEN = ("long_text", "Wat moeten volwassenen weten?", {})


def make_draft(
    db: Session,
    who: Visitor,
    questions: Sequence[tuple[Any, ...]] = (CHOICE,),
    bands: Sequence[str] = ("9-11",),
    kind: str = "survey",
) -> str:
    """A draft that is ready to be published. A question: (type, Dutch words, settings[, sensitive[, show_when]])."""
    version_id = starting.start(db, who, kind, words("Media", "Médias"))
    wording.set_notices(
        db, who, version_id, 1,
        {
            "title": words("Media", "Médias"),
            "purpose": words("We willen weten wat jij vindt.", "Nous voulons savoir ce que tu penses."),
            "decider": words("Het team van het spel", "L’équipe du jeu"),
        },
        list(bands), clock.today() + timedelta(days=30),
    )  # fmt: skip
    for type_name, said, settings, *rest in questions:
        question_id = wording.add_question(db, who, version_id, type_name)
        sensitive = bool(rest[0]) if rest else False
        show_when = rest[1] if len(rest) > 1 else None
        if show_when:
            stem = view.version(db, version_id).questions[show_when[0]].stem
            show_when = {"stem": stem, "is": show_when[1]}
        wording.set_question(db, who, version_id, question_id, 1, words(said), settings, sensitive, show_when)
    with_tool(db, who, version_id)
    db.flush()
    return version_id


def with_tool(db: Session, who: Visitor, version_id: str) -> None:
    """What tests a tool gets one to test."""
    if kinds()[view.version(db, version_id).kind].tests_a_tool:
        starting.about_tool(db, who, version_id, changing.start_tool(db, who, words("Kaartspel", "Jeu de cartes")))


def tested_version(db: Session, version_id: str) -> str | None:
    """The newest version of the tool that is tested, if one is."""
    tool_id = view.version(db, version_id).tool_id
    return tooling.versions_of(db, tool_id)[0].id if tool_id else None


def make_published(db: Session, who: Visitor, *given: Any, **named: Any) -> str:
    """The same, published."""
    version_id = make_draft(db, who, *given, **named)
    gate.publish(db, who, version_id)
    return version_id


def make_session(db: Session, who: Visitor, version_id: str, **facts: Any) -> str:
    """A running session with its door open."""
    plain = {
        "place_kind": "school", "province": "antwerpen", "language": "both", "age_band": "9-11",
        "expected": 58, "basis": "both", "tool_version_id": tested_version(db, version_id),
    }  # fmt: skip
    session_id = sessions.open_session(db, who, version_id, **{**plain, **facts})
    sessions.open_door(db, who, session_id)
    return session_id


def link_of(session_id: str, db: Session | None = None) -> str:
    """The token of a session's join link at this moment. Give `db` when the session is not committed yet."""
    if db is not None:
        return ways_in.link_token(db.get_one(GroupSession, session_id))
    with store.reading() as looking:
        return link_of(session_id, looking)


def make_child(db: Session, session_id: str, language: str = "nl", assent: str | None = "yes") -> Child:
    """A child that came in and said yes."""
    token = knocking.join(db, STRANGER, link_of(session_id, db), language)
    db.flush()
    child = presence.present(db, token)
    assert child
    if assent:
        presence.assent(db, child.visitor, assent)
        db.flush()
    return again(db, token)


def again(db: Session, token: str) -> Child:
    """The child behind a token, as the next run of its page sees it."""
    child = presence.present(db, token)
    assert child
    return child


def questions_of(db: Session, session_id: str) -> list[Question]:
    """The questions a session asks, in order."""
    row = db.get_one(GroupSession, session_id)
    return list(
        db.exec(select(Question).where(Question.version_id == row.version_id).order_by(Question.position)).all()  # type: ignore[arg-type]
    )


def answer(db: Session, child: Child, given: Mapping[int, Any] | Sequence[Any], done: bool = True) -> Child:
    """Walk through the questions: a value, or a missing code written as ("dont_know",)."""
    values = dict(enumerate(given)) if not isinstance(given, Mapping) else dict(given)
    asked = view.version(db, child.version_id).questions
    places = {one.id: at for at, one in enumerate(asked)}
    from models.group_session import Participant

    while True:
        row = db.get_one(Participant, child.participant_id)
        now = Child(**{**child.__dict__, "at_question": row.at_question, "assent": row.assent})
        one = answering.next_question(db, now)
        if one is None:
            break
        value = values.get(places[one.question_id], ("skipped",))
        if one.type == "information":
            pass
        elif isinstance(value, tuple):
            answering.record_response(db, now, one.question_id, missing=value[0])
        else:
            answering.record_response(db, now, one.question_id, value)
        db.flush()
        answering.go_on(db, now, one.question_id)
        db.flush()
    if done:
        leaving.finish(db, child)
        db.flush()
    return child


def make_class(
    db: Session,
    who: Visitor,
    version_id: str,
    answers: Sequence[tuple[str, Sequence[Any]]],
    close: bool = True,
    **facts: Any,
) -> str:
    """A whole class: for each child its language and what it answers. Returns the session's id."""
    session_id = make_session(db, who, version_id, **facts)
    for language, given in answers:
        answer(db, make_child(db, session_id, language), given)
    if close:
        sessions.close(db, who, session_id)
        db.flush()
    return session_id


RULES = ("ground_rules", "Onze afspraken.", {"minutes": 3, "rules": options("luisteren", "passen")})
ONLINE = ("talk", "Wat doe je online?", {"chapter": "opening", "minutes": 5, "probes": options("voorbeeld")})
BULLIED = ("talk", "Wat doe je als iemand gepest wordt?", {"chapter": "key", "minutes": 10}, True)


@dataclass(frozen=True)
class Talk:
    """A focus group around a table: P1 to P4 said yes, P5 sits out."""

    session_id: str
    version_id: str
    question_ids: tuple[str, ...]
    response_ids: tuple[str, ...]


def make_talk(
    db: Session,
    who: Visitor,
    said: Sequence[tuple[int, str]] = ((1, "1 filmpjes kijken +2"),),
    version_id: str | None = None,
    language: str = "nl",
    **facts: Any,
) -> Talk:
    """A focus group that has begun, and what was said in it: (number of the question, line of typing)."""
    from consultations.observing import noting, seats

    version_id = version_id or make_published(db, who, (RULES, ONLINE, BULLIED), kind="focus_group")
    plain = {"place_kind": "school", "province": "antwerpen", "age_band": "9-11", "expected": 5, "basis": "both"}
    session_id = sessions.open_session(db, who, version_id, **{**plain, "language": language, **facts})
    seats.seat(db, who, session_id, 5)
    seats.say(db, who, session_id, 5, assent="no", permission=True)
    seats.everybody_joins(db, who, session_id)
    db.flush()
    asked = tuple(one.id for one in questions_of(db, session_id))
    for number, (at, line) in enumerate(said):
        noting.note(db, who, session_id, asked[at], f"{number:032x}", line, language)
    db.flush()
    kept = noting.utterances(db, who, session_id)
    return Talk(session_id, version_id, asked, tuple(one.response_id for one in reversed(kept)))
