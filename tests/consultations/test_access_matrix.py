"""Role × verb × relation to the object: every cell has an expected value, and every verb behaves as its cell says.

Relations: `own` (the asker's own, or its organisation's), `other` (a colleague's, same organisation), `foreign`
(another organisation's), `closed` (own, but over). Values: `yes`, `no` (Denied), `refused` (allowed, but not now).
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlmodel import Session, col, select

import consultations
from consultations import (
    glancing,
    hearing,
    looking_after,
    people,
    picturing,
    reading,
    rollup,
    sessions,
    signing_in,
)  # fmt: skip
from consultations.access import OPERATOR, STRANGER, Denied, Role, Visitor
from consultations.collecting import knocking, leaving, presence
from consultations.drafting import gate, starting, wording
from consultations.observing import aloud, importing, noting, pacing, paper, seats, sent, staging, walls, watching
from consultations.observing.line import Line
from consultations.protection import audit, concerns
from consultations.rollup import compared, said, tested
from consultations.shapes import CleanPicture, Refused
from consultations.tooling import changing, holding, pieces, places, problems, rating
from consultations.tooling import view as tool_view
from models import store
from models.consultation import Version
from models.group_session import GroupSession, Participant
from models.protection import Concern
from models.response import Response
from tests import factories, rooms, watched

RELATIONS = ("own", "other", "foreign", "closed")
ROLES = ("stranger", "child", "facilitator", "designer", "safeguarding", "admin")
CALLER = knocking.Caller("192.0.2.7")
TEXT = "Mijn nummer is 0470 12 34 56"
WORRY = "ik wil dood"
NOWHERE = {"kind": "elsewhere"}
CARD = {"kind": "idea", "words": "een knop", "emoji": "", "from": ""}


@dataclass
class World:
    """Two organisations, each with consultations, sessions, children, held words and concerns."""

    db: Session
    here: factories.Team
    there: factories.Team
    ids: dict[tuple[str, str], str]

    def who(self, role: str) -> Visitor:
        if role == "stranger":
            return STRANGER
        if role == "child":
            return Visitor(frozenset({Role.CHILD}), participant_id=self.ids["participant", "own"])
        return getattr(self.here, role)

    def id(self, kind: str, relation: str) -> str:
        return self.ids.get((kind, relation)) or self.ids[kind, "own"]


def make_world(db: Session) -> World:
    here, there = factories.make_team(db, "Hier"), factories.make_team(db, "Elders")
    world = World(db, here, there, {})
    for relation, team, leader in (
        ("own", here, here.facilitator), ("other", here, here.colleague),
        ("foreign", there, there.facilitator), ("closed", here, here.facilitator),
    ):  # fmt: skip
        draft = factories.make_draft(db, leader)
        version = factories.make_published(db, leader, [factories.CHOICE, factories.OPEN])
        session = factories.make_session(db, leader, version)
        children = [factories.make_child(db, session) for _ in range(12)]
        factories.answer(db, children[0], ["strip", TEXT], done=False)
        factories.answer(db, children[1], ["strip", WORRY], done=False)
        for child in children[2:]:
            factories.answer(db, child, ["boek", "gewoon"], done=False)
        talk = factories.make_talk(db, leader)
        made = rooms.make_workshop(db, leader, sheets=2)
        paper.enter_card(db, leader, made.session_id, 1, made.ids[rooms.WALL], "a", CARD)
        card = paper.cards_entered(db, leader, made.session_id, made.ids[rooms.WALL])[0][1]
        test = watched.make_test(db, replace(team, facilitator=leader), (2, 1))
        problem = watched.make_problem(db, replace(team, facilitator=leader), test)
        ended = watched.make_test(db, replace(team, facilitator=leader), (2, 1), versions=2, again=test)
        sessions.close(db, leader, ended.session_id)
        if relation == "closed":
            sessions.close(db, leader, test.session_id)
            sessions.close(db, leader, session)
            sessions.close(db, leader, talk.session_id)
            sessions.close(db, leader, made.session_id)
        db.flush()
        responses = select(Response.id).join(Participant).where(Participant.group_session_id == session)
        world.ids |= {
            ("draft", relation): draft,
            ("version", relation): version,
            ("consultation", relation): db.get_one(Version, version).consultation_id,
            ("session", relation): session,
            ("question", relation): factories.view.version(db, draft).questions[0].id,
            ("participant", relation): children[2].participant_id,
            ("held", relation): db.exec(responses.where(Response.held_for == "personal")).one(),
            ("concern", relation): db.exec(select(Concern.id).where(Concern.group_session_id == session)).one(),
            ("stem", relation): factories.view.version(db, version).questions[1].stem,
            ("account", relation): str(team.designer.account_id),
            ("link", relation): factories.link_of(session, db),
            ("name", relation): children[3].pseudonym,
            ("talk", relation): talk.session_id,
            ("talked_about", relation): talk.question_ids[1],
            ("utterance", relation): talk.response_ids[0],
            ("picture", relation): picturing.keep_picture(db, leader, CleanPicture("png", 9, 9, b"")),
            ("workshop", relation): made.session_id,
            ("wall", relation): made.ids[rooms.WALL],
            ("vote", relation): made.ids[rooms.DOTS],
            ("card", relation): card.id,
            ("test", relation): test.session_id,
            ("task", relation): test.tasks[0],
            ("tried", relation): test.versions[0],
            ("watched", relation): test.children[0],
            ("tripped", relation): problem,
            ("tested", relation): db.get_one(Version, test.version_id).consultation_id,
            ("newer", relation): ended.versions[1],
            ("mission", relation): factories.view.version(db, test.version_id).questions[0].stem,
        }
        tool = tool_view.tool(db, leader, changing.start_tool(db, leader, factories.words("Spel")))
        version_id = tool.versions[0].id
        world.ids |= {
            ("tool", relation): tool.id,
            ("tool_version", relation): version_id,
            ("piece", relation): pieces.add_piece(db, leader, version_id, "object", factories.words("Doos")),
            ("problem", relation): problems.add_problem(db, leader, tool.id, "De doos klemt", NOWHERE),
            ("same", relation): problems.add_problem(db, leader, tool.id, "De doos gaat niet open", NOWHERE),
        }
    world.ids["account", "other"] = str(here.safeguarding.account_id)
    return world


@pytest.fixture(scope="module")
def world(sqlite_mould: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    import shutil

    from tests.conftest import use

    path = tmp_path_factory.mktemp("matrix") / "house.db"
    shutil.copy(sqlite_mould, path)
    use(f"sqlite:///{path}")
    with Session(store.engine(), expire_on_commit=False) as db:
        yield make_world(db)
        db.rollback()


def row(**told: str) -> dict[tuple[str, str], str]:
    """A row of the table: for each role four letters, one a relation: y(es), n(o), r(efused). Roles not told: no."""
    letters = {"y": "yes", "n": "no", "r": "refused"}
    return {
        (role, relation): letters[told.get(role, "nnnn")[at]] for role in ROLES for at, relation in enumerate(RELATIONS)
    }


EVERY_STAFF = dict.fromkeys(("facilitator", "designer", "safeguarding", "admin"), "yyyy")
OF_HOUSE = row(facilitator="yyny")  # drafts are the organisation's
SHAPED = row(facilitator="yyny", designer="yyny")  # so are tools, for those who design them too
READ = row(designer="yyny")  # results are the organisation's
LED = row(facilitator="ynny")
LED_OPEN = row(facilitator="ynnr")

Call = Callable[[World, Visitor, str], Any]
TABLE: dict[str, tuple[Call, dict[tuple[str, str], str]]] = {
    "people.found_organisation": (lambda w, who, _: people.found_organisation(w.db, who, "Nieuw"), row()),
    "people.organisation": (lambda w, who, _: people.organisation(w.db, who), row(**EVERY_STAFF)),
    "people.set_rules": (lambda w, who, _: people.set_rules(w.db, who, under_13="both"), row(admin="yyyy")),
    "people.invite": (
        lambda w, who, r: people.invite(
            w.db, who, (w.there if r == "foreign" else w.here).organisation_id, "Nieuw", "nieuw", [Role.DESIGNER], "nl"
        ),
        row(admin="yyny"),
    ),
    "people.invite_again": (lambda w, who, r: people.invite_again(w.db, who, w.id("account", r)), row(admin="yyny")),
    "people.set_roles": (
        lambda w, who, r: people.set_roles(w.db, who, w.id("account", r), [Role.FACILITATOR]),
        row(admin="yyny"),
    ),
    "people.set_active": (
        lambda w, who, r: people.set_active(w.db, who, w.id("account", r), False),
        row(admin="yyny"),
    ),
    "people.people": (lambda w, who, _: people.people(w.db, who), row(admin="yyyy")),
    "people.set_language": (lambda w, who, _: people.set_language(w.db, who, "fr"), row(**EVERY_STAFF)),
    "signing_in.change_password": (
        lambda w, who, _: signing_in.change_password(w.db, who, "fout wachtwoord", "een ander wachtwoord"),
        row(**dict.fromkeys(EVERY_STAFF, "rrrr")),
    ),
    "drafting.starting.start": (
        lambda w, who, _: starting.start(w.db, who, "survey", factories.words("T")),
        row(facilitator="yyyy"),
    ),
    "drafting.starting.start_from_template": (
        lambda w, who, _: starting.start_from_template(w.db, who, "media-habits-9-11"),
        row(facilitator="yyyy"),
    ),
    "drafting.starting.duplicate": (lambda w, who, r: starting.duplicate(w.db, who, w.id("version", r)), OF_HOUSE),
    "drafting.starting.new_version": (lambda w, who, r: starting.new_version(w.db, who, w.id("version", r)), OF_HOUSE),
    "drafting.starting.delete_draft": (lambda w, who, r: starting.delete_draft(w.db, who, w.id("draft", r)), OF_HOUSE),
    "drafting.starting.archive": (
        lambda w, who, r: starting.archive(w.db, who, w.id("consultation", r)),
        row(facilitator="rrny"),
    ),
    "drafting.starting.about_tool": (
        lambda w, who, r: starting.about_tool(w.db, who, w.id("draft", r), w.id("tool", r)),
        OF_HOUSE,
    ),
    "drafting.starting.shelf": (lambda w, who, _: starting.shelf(w.db, who), row(facilitator="yyyy")),
    "drafting.starting.read": (lambda w, who, r: starting.read(w.db, who, w.id("draft", r)), OF_HOUSE),
    "drafting.gate.publish": (lambda w, who, r: gate.publish(w.db, who, w.id("draft", r)), OF_HOUSE),
    "drafting.wording.set_notices": (
        lambda w, who, r: wording.set_notices(w.db, who, w.id("draft", r), 2, {}, ["9-11"], None),
        OF_HOUSE,
    ),
    "drafting.wording.add_question": (
        lambda w, who, r: wording.add_question(w.db, who, w.id("draft", r), "number"),
        OF_HOUSE,
    ),
    "drafting.wording.set_question": (
        lambda w, who, r: wording.set_question(
            w.db, who, w.id("draft", r), w.id("question", r), 2, factories.words("?"), {}, False, None
        ),
        OF_HOUSE,
    ),
    "drafting.wording.confirm_twin": (
        lambda w, who, r: wording.confirm_twin(w.db, who, w.id("draft", r), "title"),
        OF_HOUSE,
    ),
    "drafting.wording.move_question": (
        lambda w, who, r: wording.move_question(w.db, who, w.id("draft", r), w.id("question", r), 0),
        OF_HOUSE,
    ),
    "drafting.wording.copy_question": (
        lambda w, who, r: wording.copy_question(w.db, who, w.id("draft", r), w.id("question", r)),
        OF_HOUSE,
    ),
    "drafting.wording.remove_question": (
        lambda w, who, r: wording.remove_question(w.db, who, w.id("draft", r), w.id("question", r)),
        OF_HOUSE,
    ),
    "picturing.keep_picture": (
        lambda w, who, _: picturing.keep_picture(w.db, who, CleanPicture("png", 9, 9, b"")),
        row(facilitator="yyyy", designer="yyyy"),
    ),
    "picturing.pictures": (
        lambda w, who, _: picturing.pictures(w.db, who),
        row(facilitator="yyyy", designer="yyyy"),
    ),
    "picturing.take_away": (lambda w, who, r: picturing.take_away(w.db, who, w.id("picture", r)), SHAPED),
    "tooling.changing.start_tool": (
        lambda w, who, _: changing.start_tool(w.db, who, factories.words("T")),
        row(facilitator="yyyy", designer="yyyy"),
    ),
    "tooling.changing.set_tool": (
        lambda w, who, r: changing.set_tool(w.db, who, w.id("tool", r), 1, {"title": factories.words("T")}, []),
        SHAPED,
    ),
    "tooling.changing.archive_tool": (lambda w, who, r: changing.archive_tool(w.db, who, w.id("tool", r)), SHAPED),
    "tooling.changing.new_tool_version": (
        lambda w, who, r: changing.new_tool_version(w.db, who, w.id("tool", r)),
        SHAPED,
    ),
    "tooling.changing.set_changes": (
        lambda w, who, r: changing.set_changes(w.db, who, w.id("tool_version", r), 1, []),
        SHAPED,
    ),
    "tooling.holding.held_tool": (lambda w, who, r: holding.held_tool(w.db, who, w.id("tool", r)), SHAPED),
    "tooling.holding.held_version": (
        lambda w, who, r: holding.held_version(w.db, who, w.id("tool_version", r)),
        SHAPED,
    ),
    "tooling.holding.held_piece": (lambda w, who, r: holding.held_piece(w.db, who, w.id("piece", r)), SHAPED),
    "tooling.holding.own_picture": (
        lambda w, who, r: holding.own_picture(w.db, who, w.id("picture", r)),
        row(**dict.fromkeys(EVERY_STAFF, "yyny")),
    ),
    "tooling.pieces.add_piece": (
        lambda w, who, r: pieces.add_piece(w.db, who, w.id("tool_version", r), "object", factories.words("Doos")),
        SHAPED,
    ),
    "tooling.pieces.set_piece": (
        lambda w, who, r: pieces.set_piece(w.db, who, w.id("piece", r), 1, factories.words("Kist"), "", None),
        SHAPED,
    ),
    "tooling.pieces.move_piece": (lambda w, who, r: pieces.move_piece(w.db, who, w.id("piece", r), 0), SHAPED),
    "tooling.pieces.remove_piece": (lambda w, who, r: pieces.remove_piece(w.db, who, w.id("piece", r)), SHAPED),
    "tooling.places.tasks": (lambda w, who, r: places.tasks(w.db, who, w.id("tool", r)), SHAPED),
    "tooling.problems.add_problem": (
        lambda w, who, r: problems.add_problem(w.db, who, w.id("tool", r), "De doos lekt", NOWHERE),
        SHAPED,
    ),
    "tooling.problems.set_problem": (
        lambda w, who, r: problems.set_problem(w.db, who, w.id("problem", r), 1, "Hij klemt", NOWHERE, harm=False),
        SHAPED,
    ),
    "tooling.problems.merge_problem": (
        lambda w, who, r: problems.merge_problem(w.db, who, w.id("problem", r), w.id("same", r)),
        SHAPED,
    ),
    "tooling.problems.set_standing": (
        lambda w, who, r: problems.set_standing(w.db, who, w.id("problem", r), w.id("tool_version", r), "mended"),
        SHAPED,
    ),
    "tooling.problems.held_problem": (
        lambda w, who, r: problems.held_problem(w.db, who, w.id("problem", r)),
        SHAPED,
    ),
    "tooling.rating.rate": (lambda w, who, r: rating.rate(w.db, who, w.id("problem", r), 3), SHAPED),
    "tooling.rating.log": (lambda w, who, r: rating.log(w.db, who, w.id("tool", r)), SHAPED),
    "tooling.view.tools": (lambda w, who, _: tool_view.tools(w.db, who), row(facilitator="yyyy", designer="yyyy")),
    "tooling.view.tool": (lambda w, who, r: tool_view.tool(w.db, who, w.id("tool", r)), SHAPED),
    "picturing.look": (
        lambda w, who, r: picturing.look(w.db, who, w.id("picture", r)),
        row(**dict.fromkeys(EVERY_STAFF, "yyny")),
    ),
    "sessions.open_session": (
        lambda w, who, r: sessions.open_session(
            w.db,
            who,
            w.id("version", r),
            place_kind="school",
            province="namur",
            language="fr",
            age_band="9-11",
            expected=20,
            basis="both",
        ),
        OF_HOUSE,
    ),
    "sessions.start_trial": (lambda w, who, r: sessions.start_trial(w.db, who, w.id("draft", r)), OF_HOUSE),
    "sessions.open_door": (lambda w, who, r: sessions.open_door(w.db, who, w.id("session", r)), LED_OPEN),
    "sessions.shut_door": (lambda w, who, r: sessions.shut_door(w.db, who, w.id("session", r)), LED),
    "sessions.enlarge": (lambda w, who, r: sessions.enlarge(w.db, who, w.id("session", r)), LED_OPEN),
    "sessions.new_code": (lambda w, who, r: sessions.new_code(w.db, who, w.id("session", r)), LED_OPEN),
    "sessions.pause": (lambda w, who, r: sessions.pause(w.db, who, w.id("session", r)), LED_OPEN),
    "sessions.resume": (lambda w, who, r: sessions.resume(w.db, who, w.id("session", r)), LED_OPEN),
    "sessions.close": (lambda w, who, r: sessions.close(w.db, who, w.id("session", r)), LED),
    "sessions.remove": (
        lambda w, who, r: sessions.remove(w.db, who, w.id("session", r), w.id("name", r)),
        LED_OPEN,
    ),
    "sessions.led": (lambda w, who, r: sessions.led(w.db, who, w.id("session", r)), LED),
    "glancing.at_a_glance": (lambda w, who, r: glancing.at_a_glance(w.db, who, w.id("session", r)), LED),
    "glancing.led_by": (lambda w, who, _: glancing.led_by(w.db, who), row(facilitator="yyyy")),
    "rollup.roll_up": (lambda w, who, r: rollup.roll_up(w.db, who, w.id("consultation", r)), row(designer="yyny")),
    "rollup.tested.readable_tests": (lambda w, who, _: tested.readable_tests(w.db, who), row(designer="yyyy")),
    "rollup.tested.let_in": (lambda w, who, r: tested.let_in(w.db, who, w.id("tested", r)), READ),
    "rollup.tested.version_results": (
        lambda w, who, r: tested.version_results(w.db, who, w.id("tested", r), w.id("tried", r)),
        READ,
    ),
    "rollup.compared.compare": (
        lambda w, who, r: compared.compare(w.db, who, w.id("tested", r), w.id("tried", r), w.id("newer", r)),
        READ,
    ),
    "rollup.compared.with_the_one_before": (
        lambda w, who, r: compared.with_the_one_before(w.db, who, w.id("tested", r), w.id("tried", r)),
        READ,
    ),
    "rollup.said.said": (
        lambda w, who, r: said.said(w.db, who, w.id("tested", r), w.id("tried", r), w.id("mission", r)),
        READ,
    ),
    "rollup.room": (lambda w, who, r: rollup.room(w.db, who, w.id("session", r)), LED),
    "reading.readable": (lambda w, who, _: reading.readable(w.db, who), row(designer="yyyy")),
    "hearing.read": (
        lambda w, who, r: hearing.read(w.db, who, w.id("consultation", r), w.id("stem", r)),
        row(designer="yyny"),
    ),
    "hearing.words": (
        lambda w, who, r: hearing.words(w.db, who, w.id("consultation", r), w.id("stem", r)),
        row(designer="yyny"),
    ),
    "hearing.gallery": (
        lambda w, who, r: hearing.gallery(w.db, who, w.id("consultation", r), w.id("stem", r)),
        row(designer="yyny"),
    ),
    "looking_after.inbox": (lambda w, who, _: looking_after.inbox(w.db, who), row(facilitator="yyyy")),
    "looking_after.release_as_is": (lambda w, who, r: looking_after.release_as_is(w.db, who, w.id("held", r)), LED),
    "looking_after.release_masked": (
        lambda w, who, r: looking_after.release_masked(w.db, who, w.id("held", r), "Bel mij maar"),
        LED,
    ),
    "looking_after.keep_out": (lambda w, who, r: looking_after.keep_out(w.db, who, w.id("held", r)), LED),
    "protection.concerns.lane": (lambda w, who, _: concerns.lane(w.db, who), row(safeguarding="yyyy")),
    "protection.concerns.waiting": (lambda w, who, _: concerns.waiting(w.db, who), row(safeguarding="yyyy")),
    "protection.concerns.mark_seen": (
        lambda w, who, r: concerns.mark_seen(w.db, who, w.id("concern", r)),
        row(safeguarding="yyny"),
    ),
    "protection.concerns.settle": (
        lambda w, who, r: concerns.settle(w.db, who, w.id("concern", r), "talked"),
        row(safeguarding="yyny"),
    ),
    "observing.seats.noted": (lambda w, who, r: seats.noted(w.db, who, w.id("talk", r)), LED),
    "observing.seats.looked": (lambda w, who, r: seats.looked(w.db, who, w.id("talk", r)), LED),
    "observing.seats.seats": (lambda w, who, r: seats.seats(w.db, who, w.id("talk", r)), LED),
    "observing.seats.seat": (lambda w, who, r: seats.seat(w.db, who, w.id("talk", r), 8), LED_OPEN),
    "observing.seats.everybody_joins": (
        lambda w, who, r: seats.everybody_joins(w.db, who, w.id("talk", r)),
        LED_OPEN,
    ),
    "observing.seats.say": (
        lambda w, who, r: seats.say(w.db, who, w.id("talk", r), 2, assent="no", permission=True),
        LED_OPEN,
    ),
    "observing.seats.sit_out": (lambda w, who, r: seats.sit_out(w.db, who, w.id("talk", r), 2), LED_OPEN),
    "observing.pacing.pace": (lambda w, who, r: pacing.pace(w.db, who, w.id("talk", r)), LED),
    "observing.pacing.colleagues": (lambda w, who, r: pacing.colleagues(w.db, who, w.id("talk", r)), LED),
    "observing.pacing.remember": (lambda w, who, r: pacing.remember(w.db, who, w.id("talk", r), {}), LED),
    "observing.pacing.go": (
        lambda w, who, r: pacing.go(w.db, who, w.id("talk", r), w.id("talked_about", r)),
        LED_OPEN,
    ),
    "observing.pacing.park": (
        lambda w, who, r: pacing.park(w.db, who, w.id("talk", r), w.id("talked_about", r)),
        LED_OPEN,
    ),
    "observing.pacing.let_note": (lambda w, who, r: pacing.let_note(w.db, who, w.id("talk", r), None), LED_OPEN),
    "observing.pacing.hand_over": (
        lambda w, who, r: pacing.hand_over(w.db, who, w.id("talk", r), str(w.here.colleague.account_id)),
        LED_OPEN,
    ),
    "observing.noting.note": (
        lambda w, who, r: noting.note(w.db, who, w.id("talk", r), w.id("talked_about", r), "a" * 32, "1 ja", "nl"),
        LED_OPEN,
    ),
    "observing.noting.keep": (
        lambda w, who, r: noting.keep(
            w.db, who, w.id("talk", r), w.id("talked_about", r), "b" * 32, Line(1, "ja"), "nl"
        ),
        LED_OPEN,
    ),
    "observing.importing.keep_lines": (
        lambda w, who, r: importing.keep_lines(
            w.db, who, w.id("talk", r), w.id("talked_about", r), "c" * 24, 0, [(1, "ja")], "nl"
        ),
        LED_OPEN,
    ),
    "observing.noting.utterances": (lambda w, who, r: noting.utterances(w.db, who, w.id("talk", r)), LED),
    "observing.noting.balance": (lambda w, who, r: noting.balance(w.db, who, w.id("talk", r), ""), LED),
    "observing.noting.reword": (
        lambda w, who, r: noting.reword(w.db, who, w.id("utterance", r), 1, "1 nee"),
        LED_OPEN,
    ),
    "observing.noting.strike": (lambda w, who, r: noting.strike(w.db, who, w.id("utterance", r)), LED_OPEN),
    "observing.pacing.feel": (lambda w, who, r: pacing.feel(w.db, who, w.id("talk", r), "good"), LED_OPEN),
    "observing.seats.resize": (lambda w, who, r: seats.resize(w.db, who, w.id("workshop", r), 1, 4), LED_OPEN),
    "observing.seats.speak": (lambda w, who, r: seats.speak(w.db, who, w.id("workshop", r), 1, "fr"), LED_OPEN),
    "observing.staging.reveal": (
        lambda w, who, r: staging.reveal(w.db, who, w.id("workshop", r), w.id("vote", r)),
        LED_OPEN,
    ),
    "observing.staging.stop": (
        lambda w, who, r: staging.stop(w.db, who, w.id("workshop", r), w.id("vote", r)),
        LED_OPEN,
    ),
    "observing.staging.second_round": (
        lambda w, who, r: staging.second_round(w.db, who, w.id("workshop", r), w.id("vote", r)),
        LED_OPEN,
    ),
    "observing.staging.standing": (
        lambda w, who, r: staging.standing(w.db, who, w.id("workshop", r), w.id("vote", r)),
        LED,
    ),
    "observing.staging.round_of": (
        lambda w, who, r: staging.round_of(w.db, who, w.id("workshop", r), w.id("vote", r)),
        LED,
    ),
    "observing.walls.wall": (
        lambda w, who, r: walls.wall(w.db, who, w.id("workshop", r), w.id("wall", r)),
        LED,
    ),
    "observing.walls.held_back": (
        lambda w, who, r: walls.held_back(w.db, who, w.id("workshop", r), w.id("wall", r)),
        LED,
    ),
    "observing.walls.show_all": (
        lambda w, who, r: walls.show_all(w.db, who, w.id("workshop", r), w.id("wall", r)),
        LED_OPEN,
    ),
    "observing.walls.pause_walls": (
        lambda w, who, r: walls.pause_walls(w.db, who, w.id("workshop", r)),
        LED_OPEN,
    ),
    "observing.walls.show": (
        lambda w, who, r: walls.show(w.db, who, w.id("card", r)),
        LED_OPEN,
    ),
    "observing.walls.hide": (
        lambda w, who, r: walls.hide(w.db, who, w.id("card", r)),
        LED_OPEN,
    ),
    "observing.walls.lay_under": (
        lambda w, who, r: walls.lay_under(w.db, who, w.id("card", r), "veilig"),
        LED_OPEN,
    ),
    "observing.walls.pick": (
        lambda w, who, r: walls.pick(w.db, who, w.id("card", r)),
        LED_OPEN,
    ),
    "observing.paper.sheet": (
        lambda w, who, r: paper.sheet(w.db, who, w.id("workshop", r), w.id("vote", r)),
        LED,
    ),
    "observing.paper.sheets": (
        lambda w, who, r: paper.sheets(w.db, who, w.id("workshop", r)),
        LED,
    ),
    "observing.paper.enter": (
        lambda w, who, r: paper.enter(w.db, who, w.id("workshop", r), 1, w.id("vote", r), {"spel": 1}),
        LED_OPEN,
    ),
    "observing.paper.enter_card": (
        lambda w, who, r: paper.enter_card(w.db, who, w.id("workshop", r), 1, w.id("wall", r), "b", CARD),
        LED_OPEN,
    ),
    "observing.paper.strike_card": (
        lambda w, who, r: paper.strike_card(w.db, who, w.id("card", r)),
        LED_OPEN,
    ),
    "observing.paper.entered": (
        lambda w, who, r: paper.entered(w.db, who, w.id("workshop", r), w.id("vote", r)),
        LED,
    ),
    "observing.paper.cards_entered": (
        lambda w, who, r: paper.cards_entered(w.db, who, w.id("workshop", r), w.id("wall", r)),
        LED,
    ),
    "observing.watching.watch": (lambda w, who, r: watching.watch(w.db, who, w.id("test", r)), LED),
    "observing.watching.record": (
        lambda w, who, r: watching.record(w.db, who, *of_task(w, r), {"ended": "unaided"}),
        LED_OPEN,
    ),
    "observing.watching.met": (
        lambda w, who, r: watching.met(
            w.db, who, w.id("test", r), w.id("watched", r), w.id("tried", r), w.id("tripped", r)
        ),
        LED_OPEN,
    ),
    "observing.aloud.said_aloud": (lambda w, who, r: aloud.said_aloud(w.db, who, w.id("test", r)), LED),
    "observing.aloud.note_aloud": (
        lambda w, who, r: aloud.note_aloud(
            w.db, who, *of_task(w, r)[:3], "d" * 24, "oei", tool_version_id=w.id("tried", r)
        ),
        LED_OPEN,
    ),
    "observing.sent.keep": (
        lambda w, who, r: sent.keep(
            w.db,
            who,
            w.id("test", r),
            {
                "stamp": "e" * 24,
                "kind": "record",
                "participant": w.id("watched", r),
                "question": w.id("task", r),
                "version": w.id("tried", r),
                "changed": {"errors": 1},
            },
        ),
        LED_OPEN,
    ),
    "collecting.presence.count_us": (
        lambda w, who, r: presence.count_us(w.db, as_child(w, who, r), 3),
        row(child="yyyr"),
    ),
    "protection.audit.lines": (lambda w, who, _: audit.lines(w.db, who), row(admin="yyyy")),
    "collecting.knocking.join": (
        lambda w, who, r: knocking.join(w.db, who, w.id("link", r), "nl"),
        row(stranger="yyyr", child="yyyr"),
    ),
    "collecting.presence.seen": (lambda w, who, r: presence.seen(w.db, as_child(w, who, r)), row(child="yyyr")),
    "collecting.presence.speak": (lambda w, who, r: presence.speak(w.db, as_child(w, who, r), "fr"), row(child="yyyr")),
    "collecting.presence.assent": (
        lambda w, who, r: presence.assent(w.db, as_child(w, who, r), "yes"),
        row(child="yyyr"),
    ),
    "collecting.presence.mine": (lambda w, who, r: presence.mine(w.db, as_child(w, who, r)), row(child="yyyr")),
    "collecting.leaving.my_answers": (
        lambda w, who, _: leaving.my_answers(w.db, who, receipt(w), "nl", CALLER),
        row(stranger="yyyy", child="yyyy"),
    ),
    "collecting.leaving.erase_mine": (
        lambda w, who, _: leaving.erase_mine(w.db, who, receipt(w), CALLER),
        row(stranger="yyyy", child="yyyy"),
    ),
}
NOT_DEEDS = {"protection.audit.note", "observing.noting.written_down"}
"""They write down what another verb, which asks the table itself, has done."""
CELLS = [(verb, role, relation) for verb in sorted(TABLE) for role in ROLES for relation in RELATIONS]


def as_child(world: World, who: Visitor, relation: str) -> Visitor:
    """A child of each session; whoever is no child stays what it is, but names that child."""
    return replace(who, participant_id=world.id("participant", relation))


def of_task(world: World, relation: str) -> tuple[str, str, str, str]:
    """Where something is seen: the session, the child, the task, the version."""
    return tuple(world.id(kind, relation) for kind in ("test", "watched", "task", "tried"))  # type: ignore[return-value]


def receipt(world: World) -> str:
    from consultations.protection import letters, secret

    child = world.db.get_one(Participant, world.ids["participant", "own"])
    code = letters.from_bytes(secret.derive("receipt", child.id), letters.RECEIPT_LENGTH)
    child.receipt_hash = secret.keyed("receipt", code)
    world.db.add(child)
    world.db.flush()
    return code


def verbs() -> set[str]:
    """Every public function of the middle floor that takes the database and who asks."""
    found = set()
    for module in pkgutil.walk_packages(consultations.__path__, "consultations."):
        if module.name.endswith(
            ("__main__", ".train", ".demo", ".demo_talk", ".demo_making", ".demo_testing", ".demo_pairs")
        ):
            continue
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            takes = list(inspect.signature(function).parameters)[:2]
            if function.__module__ == module.name and takes == ["db", "who"] and not name.startswith("_"):
                found.add(f"{module.name}.{name}".removeprefix("consultations."))
    return found - NOT_DEEDS


def test_every_verb_has_its_row():
    assert verbs() == set(TABLE)


@pytest.mark.parametrize(("verb", "role", "relation"), CELLS, ids=["-".join(cell) for cell in CELLS])
def test_a_verb_does_only_what_its_cell_says(verb: str, role: str, relation: str, world: World):
    call, expected = TABLE[verb]
    savepoint = world.db.begin_nested()
    try:
        call(world, world.who(role), relation)
        found = "yes"
    except Denied:
        found = "no"
    except Refused:
        found = "refused"
    finally:
        savepoint.rollback()
        world.db.expire_all()
    assert found == expected[role, relation]


def test_the_operator_sits_at_the_server_and_still_reads_no_childs_word(world: World):
    for verb in (
        "hearing.read",
        "hearing.gallery",
        "rollup.roll_up",
        "looking_after.inbox",
        "protection.concerns.lane",
    ):
        with pytest.raises(Denied):
            TABLE[verb][0](world, OPERATOR, "own")


def test_the_world_of_this_test_holds_something_to_find(world: World):
    held = world.db.exec(select(Response.held_for).where(col(Response.held_for).is_not(None))).all()
    sessions_there = world.db.exec(
        select(GroupSession.id).where(GroupSession.organisation_id == world.there.organisation_id)
    )
    assert (sorted(set(held)), len(sessions_there.all())) == (["distress", "personal"], 5)
