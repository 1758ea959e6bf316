"""A believable bilingual demo, made with the same verbs as everything else: a team, a past, and a class at work."""

import random
import secrets
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from consultations import demo_making, demo_talk, demo_testing, people, sessions, signing_in, ways_in
from consultations.access import OPERATOR, STRANGER, Role, Visitor
from consultations.collecting import answering, knocking, leaving, presence
from consultations.drafting import gate, starting, view, wording
from models import clock, store
from models.group_session import GroupSession
from models.people import Organisation

NAME = "Betternet (demo)"
TEAM = (
    ("fatma", "Fatma", [Role.FACILITATOR], "nl"),
    ("camille", "Camille", [Role.FACILITATOR, Role.DESIGNER], "fr"),
    ("dirk", "Dirk", [Role.DESIGNER], "nl"),
    ("sofie", "Sofie", [Role.SAFEGUARDING], "nl"),
    ("ada", "Ada", [Role.ADMIN], "en"),
)
# Closed classes: how many days ago, who led, province, language, Dutch and French children.
CLASSES = (
    (33, "fatma", "antwerpen", "nl", 21, 0),
    (27, "camille", "liege", "fr", 0, 19),
    (26, "fatma", "brussel", "both", 9, 11),
    (20, "fatma", "oost_vlaanderen", "nl", 23, 0),
    (12, "camille", "namur", "fr", 0, 17),
    (5, "camille", "hainaut", "fr", 0, 20),
)
SEED = 20261123
WORDS = tomllib.loads((Path(__file__).with_name("demo_words.toml")).read_text(encoding="utf-8"))
NOT_SAID: tuple[tuple[str, int], ...] = (("dont_know", 3), ("rather_not", 2), ("skipped", 2))


def fill() -> Iterator[str]:
    """Fill an empty database; says on each line what who tries it out should know. Nothing when it is not empty."""
    with store.session() as db:
        if db.exec(select(Organisation.id)).first():
            return
        team = make_team(db)
        passwords = {login: _password(db, who) for login, who in team.items()}
    chance = random.Random(SEED)  # noqa: S311  (a demo that is the same every time)
    with store.session() as db, clock.days_ago(40):
        version_id = _prepared(db, team["fatma"], "media-habits-9-11", "Het team van Star+", "L’équipe de Star+")
    for days, leader, province, language, dutch, french in CLASSES:
        with store.session() as db, clock.days_ago(days):
            children = ["nl"] * dutch + ["fr"] * french
            session_id = _class(db, team[leader], version_id, province, language, children, chance)
            sessions.close(db, team[leader], session_id)
    with store.session() as db:
        _class(db, team["fatma"], version_id, "limburg", "nl", ["nl"] * 4, chance)
        _prepared(
            db, team["camille"], "evaluation-of-a-session", "L’équipe de la séance", "L’équipe de la séance", False
        )
    with store.session() as db, clock.days_ago(40):
        guide_id = _prepared(db, team["fatma"], demo_talk.GUIDE, "Het team van Betternet", "L’équipe de Betternet")
    for days, leader, province, language, around, until in demo_talk.TALKS:
        with store.session() as db, clock.days_ago(days):
            demo_talk.hold(db, team[leader], guide_id, province, language, around, until)
    with store.session() as db, clock.days_ago(40):
        recipe_id = _prepared(db, team["fatma"], demo_making.RECIPE, "Het team van de les", "L’équipe de la leçon")
    deck = demo_making.decks(chance)
    for room in demo_making.ROOMS:
        with store.session() as db, clock.days_ago(room.days):
            demo_making.hold(db, team[room.leader], recipe_id, room, chance, deck)
    test_a_game(team)
    yield "The demo is ready. Sign in with one of these (they exist on this machine only):"
    for login, _, roles, _ in TEAM:
        yield f"  {login:<8} {passwords[login]}   {', '.join(roles)}"


def test_a_game(team: dict[str, Visitor]) -> None:
    """The card game, from its first version to the class that tries the second just now."""
    with store.session() as db, clock.days_ago(demo_testing.STARTED):
        tool_id = demo_testing.shape(db, team)
        plan_id = _prepared(
            db, team["fatma"], demo_testing.PLAN, "Het team van het kaartspel", "L’équipe du jeu", tool_id=tool_id
        )
    for days, deed in demo_testing.story():
        with store.session() as db, clock.days_ago(days):
            deed(db, team, demo_testing.game(db, team, tool_id, plan_id))


def make_team(db: Session) -> dict[str, Visitor]:
    """The organisation and its people, by their login."""
    organisation_id = people.found_organisation(db, OPERATOR, NAME)
    team = {}
    for login, name, roles, language in TEAM:
        account_id, _ = people.invite(db, OPERATOR, organisation_id, name, login, list(roles), language)
        team[login] = Visitor(frozenset(roles), account_id, organisation_id)
    people.set_rules(db, team["ada"], safeguarding_name="Sofie", safeguarding_phone="02 000 00 00")
    return team


def _password(db: Session, who: Visitor) -> str:
    """Everybody gets a password of their own through a link, as in real life."""
    made = "-".join(secrets.token_hex(2) for _ in range(4))
    token = people.invite_again(db, OPERATOR, str(who.account_id))
    signing_in.choose_password(db, token, made)
    return made


def _prepared(
    db: Session, who: Visitor, key: str, dutch: str, french: str, published: bool = True, tool_id: str = ""
) -> str:
    version_id = starting.start_from_template(db, who, key)
    if tool_id:
        starting.about_tool(db, who, version_id, tool_id)
    draft = view.version(db, version_id)
    notices = {**draft.notices, "decider": {"nl": dutch, "fr": french}}
    decides_on = clock.today() + timedelta(days=75)
    wording.set_notices(db, who, version_id, draft.edition, notices, draft.age_bands, decides_on)
    db.flush()
    if published:
        gate.publish(db, who, version_id)
    else:
        _leave_a_twin_behind(db, who, version_id)
    return version_id


def _leave_a_twin_behind(db: Session, who: Visitor, version_id: str) -> None:
    """A draft in which one language was changed and the other not: the gate is shut, and says where."""
    one = view.version(db, version_id).questions[1]
    words = {**one.wording, "nl": f"{one.wording['nl']} Denk aan de hele sessie."}
    wording.set_question(db, who, version_id, one.id, one.edition, words, one.settings, one.sensitive, None)


def _class(
    db: Session,
    who: Visitor,
    version_id: str,
    province: str,
    language: str,
    children: list[str],
    chance: random.Random,
) -> str:
    session_id = sessions.open_session(
        db, who, version_id, place_kind="school", province=province, language=language,
        age_band="9-11", expected=len(children), basis="parents",
    )  # fmt: skip
    sessions.open_door(db, who, session_id)
    link = ways_in.link_token(db.get_one(GroupSession, session_id))
    for at, spoken in enumerate(children):
        token = knocking.join(db, STRANGER, link, spoken)
        db.flush()
        _walk(db, token, spoken, chance, at)
    return session_id


def _walk(db: Session, token: str, language: str, chance: random.Random, at: int) -> None:
    """One child from the first screen to the receipt. One in twenty says no; one in twelve stops half-way."""
    child = presence.present(db, token)
    assert child is not None
    says_yes = chance.random() > 0.05
    presence.assent(db, child.visitor, "yes" if says_yes else "no")
    stops_at = chance.randint(5, 12) if chance.random() < 0.08 else 99
    while says_yes:
        db.flush()
        child = presence.present(db, token)
        assert child is not None
        asked = answering.next_question(db, child)
        if asked is None or asked.number > stops_at:
            leaving.finish(db, child, stopped=asked is not None)
            break
        _answer(db, child, asked, language, chance, at)
        db.flush()
        answering.go_on(db, child, asked.question_id)


def _answer(
    db: Session, child: presence.Child, asked: answering.Asked, language: str, chance: random.Random, at: int
) -> None:
    if asked.type == "information":
        return
    roll = chance.randrange(100)
    for code, share in NOT_SAID:
        roll -= share * (2 if asked.sensitive else 1)
        if roll < 0:
            answering.record_response(db, child, asked.question_id, missing=code)
            return
    answering.record_response(db, child, asked.question_id, _value(asked, language, chance, at))


def _value(asked: answering.Asked, language: str, chance: random.Random, at: int) -> Any:
    """Something a child could say: the first options a little more often, scales leaning up, few bad things."""
    keys = [one.key for one in getattr(asked.control, "choices", ())]
    match asked.type:
        case "single_choice":
            return chance.choices(keys, [5, 6, 6, 4, 3, 2, 2, 1][: len(keys)])[0]
        case "several_choices":
            likely = [key for key in keys if key not in ("none", "other")]
            return chance.sample(likely, min(len(likely), chance.choice([1, 2, 2, 3])))
        case "word_scale" | "smileys":
            return chance.choices(keys, range(2, 2 + len(keys)))[0]
        case "yes_maybe_no":
            weights = [2] + [1] * (len(keys) - 2) + [9] if asked.sensitive else [6] + [2] * (len(keys) - 2) + [3]
            return chance.choices(keys, weights)[0]
        case "number":
            return chance.choice([7, 8, 8, 9, 9, 9, 10, 10, 11])
    if at == 4 and asked.type == "long_text":
        return chance.choice(WORDS["held"][language])
    if at == 7 and asked.type == "short_text" and language == "nl":
        return WORDS["worrying"]["nl"][0]
    return chance.choice(WORDS["adults_should_know" if asked.type == "short_text" else "tool_idea"][language])
