"""The co-design of the demo: made with the same verbs, on devices and on paper, and it holds what it should."""

import random
from collections import Counter

import pytest
from sqlmodel import col, func, select

from consultations import ways_in
from consultations.access import STRANGER
from consultations.collecting import answering, knocking, making, presence
from consultations.demo_making import ALL, RECIPE, ROOMS, SAID, VOTE, Room, decks, hold
from consultations.drafting import gate, starting, view, wording
from consultations.observing import staging, walls
from consultations.protection import screening
from consultations.questions import question_type
from consultations.shapes import Tally
from consultations.stages import Stage, stage_of
from consultations.templates import templates
from models import clock, store
from models.group_session import GroupSession, Participant
from models.protection import Concern
from models.response import Response
from tests.factories import Team, make_team, words

THREE = (
    Room(9, "fatma", "antwerpen", "nl", "group", (4, 3)),
    Room(5, "fatma", "namur", "fr", "none", (3, 4)),
    Room(0, "fatma", "limburg", "nl", "group", (4, 3, 4), VOTE),
)


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def held(team: Team) -> list[str]:
    """Three sessions, of which the last is going on. Returns their ids."""
    chance = random.Random(4)
    deck = decks(chance)
    with store.session() as db, clock.days_ago(20):
        version_id = starting.start_from_template(db, team.facilitator, RECIPE)
        draft = view.version(db, version_id)
        wording.set_notices(
            db, team.facilitator, version_id, draft.edition, {**draft.notices, "decider": words("Wij", "Nous")},
            draft.age_bands, clock.today(),
        )  # fmt: skip
        gate.publish(db, team.facilitator, version_id)
    for room in THREE:
        with store.session() as db, clock.days_ago(room.days):
            hold(db, team.facilitator, version_id, room, chance, deck)
    with store.reading() as db:
        rows = db.exec(select(GroupSession)).all()
        return [next(one.id for one in rows if one.province == room.province) for room in THREE]


def test_what_the_groups_say_needs_no_looking_at_but_for_the_one_card_that_shows_it():
    free = {
        said: screening.screen(said, sensitive=False).held_for
        for one in SAID.values()
        for said in [*(card[3] for card in one["cards"]), one["grown"][3], *one["six_words"]]
    }

    assert {said: why for said, why in free.items() if why} == {}
    assert {screening.screen(one["held"][3], sensitive=False).held_for for one in SAID.values()} == {"personal"}


def test_every_card_and_every_six_words_fit_the_recipe():
    asked = {one["type"]: one for one in templates()[RECIPE].questions}
    wall, close = question_type("idea_wall"), question_type("postcard")
    on_wall, at_the_end = (wall.read(asked["idea_wall"]["settings"]), close.read(asked["postcard"]["settings"]))
    themes = {one.key for one in on_wall.themes}

    for one in SAID.values():
        for kind, theme, emoji, said in [*one["cards"], one["grown"], one["held"]]:
            card = {"kind": kind, "words": said, "emoji": emoji, "from": ""}
            assert (wall.check(card, on_wall), theme in themes) == (card, True)
        assert [close.check(said, at_the_end) for said in one["six_words"]] == one["six_words"]


def test_no_class_writes_what_another_wrote_and_both_languages_are_heard():
    needed = Counter[str]()
    for room in ROOMS:
        for at, size in enumerate(room.sizes):
            needed[("nl", "fr")[at % 2] if room.language == "both" else room.language] += 1 if size == 1 else 2

    assert {language: needed[language] <= len(one["cards"]) for language, one in SAID.items()} == dict.fromkeys(
        SAID, True
    )
    assert [len({card[3] for card in one["cards"]}) for one in SAID.values()] == [
        len(one["cards"]) for one in SAID.values()
    ]
    assert Counter(room.devices for room in ROOMS) == {"group": 3, "each": 2, "none": 1}
    assert [room.until == ALL for room in ROOMS] == [True] * 5 + [False]


def test_each_session_stands_where_it_should_and_counts_its_children(team: Team):
    first, on_paper, now = held(team)

    with store.reading() as db:
        sessions = {one.id: (one.state, one.devices, one.reached) for one in db.exec(select(GroupSession))}
        sizes = db.exec(
            select(Participant.group_session_id, func.count(), func.sum(Participant.size))
            .where(Participant.pseudonym != "P0")
            .group_by(col(Participant.group_session_id))
        ).all()
    assert sessions == {first: ("closed", "group", 6), on_paper: ("closed", "none", 6), now: ("open", "group", 3)}
    assert {session_id: (count, children) for session_id, count, children in sizes} == {
        first: (2, 7), on_paper: (2, 7), now: (3, 11),
    }  # fmt: skip


def test_cards_hang_on_the_wall_under_themes_one_has_grown_and_some_are_picked(team: Team):
    session_ids = held(team)

    with store.reading() as db:
        question_id = view.version(db, db.get_one(GroupSession, session_ids[0]).version_id).questions[1].id
        hung = [walls.wall(db, team.facilitator, one, question_id) for one in session_ids]
        back = [walls.held_back(db, team.facilitator, one, question_id) for one in session_ids]
        typed_in = db.exec(select(func.count()).where(col(Response.noted_by).is_not(None))).one()
        concerns = db.exec(select(func.count()).select_from(Concern)).one()
    assert [len(one) for one in hung] == [5, 5, 7]
    assert [{card.state for card in one} for one in hung] == [{"shown"}] * 3
    assert [all(card.theme for card in one) for one in hung] == [True] * 3
    assert [sum(card.born_of != "" for card in one) for one in hung] == [1, 1, 1]
    assert [sum(card.picked for card in one) for one in hung] == [5, 5, 6]
    assert (back, concerns) == ([0, 0, 1], 0)
    assert typed_in == 5 + 2 * 6 + 2  # cards; six questions a sheet; the second round


def test_the_stickers_were_stuck_twice_and_now_once_by_all_but_one(team: Team):
    first, _, now = held(team)

    with store.reading() as db:
        version_id = db.get_one(GroupSession, first).version_id
        question_id = view.version(db, version_id).questions[VOTE - 1].id
        rounds = [staging.standing(db, team.facilitator, first, question_id, one) for one in (1, 2)]
        running = staging.standing(db, team.facilitator, now, question_id)
        stages = [stage_of(db.get_one(GroupSession, one).stage, question_id) for one in (first, now)]
    assert all(isinstance(one, Tally) for one in (*rounds, running))
    assert [(one.answered, one.children, sum((one.dots or {}).values())) for one in rounds] == [(2, 7, 6), (2, 7, 6)]  # type: ignore[union-attr]
    assert (running.answered, running.children) == (2, 7)  # type: ignore[union-attr]
    assert stages == [Stage(round=2, revealed=True), Stage()]


def test_a_child_can_still_come_in_to_the_one_that_goes_on(team: Team):
    _, _, now = held(team)

    with store.session() as db:
        token = knocking.join(db, STRANGER, ways_in.link_token(db.get_one(GroupSession, now)), "fr")
        db.flush()
        child = presence.present(db, token)
        assert child
        presence.assent(db, child.visitor, "yes")
        db.flush()
        child = presence.present(db, token)
        assert child
        asked = answering.next_question(db, child)
        assert asked
        wall = view.version(db, child.version_id).questions[1].id
        kept = making.add_card(db, child, wall, "1" * 32, {"kind": "idea", "words": "un livre aussi"})

    assert (asked.type, asked.number, kept.held) == ("dot_voting", VOTE, False)
