"""Each ready recipe, walked from its first activity to its last: on devices, and typed in from paper."""

from dataclasses import replace
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest
from sqlmodel import Session, func, select

from consultations import sessions
from consultations.access import Visitor
from consultations.collecting import answering, cards, making, presence
from consultations.collecting.around import around
from consultations.drafting import gate, starting, view, wording
from consultations.observing import pacing, paper, seats, staging, walls
from consultations.shapes import (
    Canvas,
    Cards,
    Control,
    Duel,
    Panels,
    Pick,
    Piles,
    Stances,
    Stickers,
    Write,
)
from consultations.templates import templates
from models import clock, store
from models.response import Response
from tests.factories import Team, make_child, make_session, make_team, words

RECIPES = sorted(key for key, one in templates().items() if one.kind == "co_design")
CARDS = ("eerst vragen", "samen nakijken", "een knop om te stoppen", "demander avant", "vérifier ensemble")


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def sent(control: Control) -> Any:
    """What a screen could send for this control."""
    match control:
        case Stickers(choices, dots, per_option):
            stuck = [one.key for one in choices for _ in range(per_option)][:dots]
            return {key: stuck.count(key) for key in stuck}
        case Duel(choices, rounds):
            return [[a.key, b.key, a.key] for a, b in combinations(choices, 2)][:rounds]
        case Stances(choices):
            return {one.key: at % 3 - 1 for at, one in enumerate(choices)}
        case Piles(sorted_, piles, own):
            there = [one.key for one in piles] + [f"own_{at + 1}" for at in range(own)]
            return {
                "cards": {one.key: there[at % len(there)] for at, one in enumerate(sorted_)},
                "names": {"own_1": "van ons"} if own else {},
            }
        case Panels(least, _, _, pictures):
            return [{"picture": pictures[at], "words": f"beeld {at}"} for at in range(least)]
        case Canvas():
            return {"strokes": [{"colour": 1, "width": 1, "points": [0, 0, 900, 700]}]}
        case Write():
            return "eerst denken, dan delen"
        case Pick(choices):
            return choices[0].key
    raise AssertionError(control)


def published(db: Session, who: Visitor, key: str) -> view.VersionView:
    version_id = starting.start_from_template(db, who, key)
    draft = view.version(db, version_id)
    notices = {**draft.notices, "decider": words("Wij", "Nous")}
    wording.set_notices(db, who, version_id, draft.edition, notices, draft.age_bands, clock.today() + timedelta(days=9))
    gate.publish(db, who, version_id)
    return view.version(db, version_id)


def counted(db: Session) -> dict[str, int]:
    """How many values were kept, by question."""
    asked = select(Response.question_id, func.count()).where(Response.wall == "").group_by(Response.question_id)
    return dict(db.exec(asked).all())


@pytest.mark.parametrize("key", RECIPES)
def test_children_on_devices_meet_every_step_in_their_own_language_and_every_answer_is_kept(team: Team, key: str):
    who = team.facilitator
    with store.session() as db:
        asked = published(db, who, key)
        session_id = make_session(db, who, asked.id, age_band=asked.age_bands[0], devices="group")
        children = [make_child(db, session_id, language) for language in ("nl", "fr", "nl", "fr", "nl")]
        for child in children:
            presence.count_us(db, child.visitor, 3)
        db.flush()

    for number, one in enumerate(asked.questions, start=1):
        with store.session() as db:
            pacing.go(db, who, session_id, one.id)
        for at, child in enumerate(replace(each, at_question=one.id) for each in children):
            with store.session() as db:
                on_screen = answering.next_question(db, child)
                assert on_screen
                assert (on_screen.question_id, on_screen.number) == (one.id, number)
                assert on_screen.wording == one.wording[child.language]
                around(db, child, one.id)
                if isinstance(on_screen.control, Cards):
                    card = {"kind": on_screen.control.kinds[0].key, "words": CARDS[at], "emoji": ""}
                    making.add_card(db, child, one.id, f"{at:032x}", card)
                else:
                    answering.record_response(db, child, one.id, sent(on_screen.control))
                    value = answering.next_question(db, child)
                    assert value
                    settings = cards.settings_in(db, session_id, asked, one)
                    assert one.how.told(value.value, settings, child.language)
        if one.how.gathers:
            with store.session() as db:
                for hung in walls.wall(db, who, session_id, one.id):
                    walls.show(db, who, hung.id)
        if one.how.votes:
            with store.session() as db:
                standing = staging.standing(db, who, session_id, one.id)
                assert standing
                assert (standing.answered, standing.children) == (5, 15)

    with store.session() as db:
        sessions.close(db, who, session_id)
        kept = counted(db)
    assert kept == {one.id: 5 for one in asked.questions if not one.how.gathers}


@pytest.mark.parametrize("key", RECIPES)
def test_the_same_recipe_on_paper_is_typed_in_sheet_by_sheet(team: Team, key: str):
    who = team.facilitator
    with store.session() as db:
        asked = published(db, who, key)
        session_id = make_session(db, who, asked.id, age_band=asked.age_bands[0], devices="none", language="fr")
        seats.seat(db, who, session_id, 3)
        seats.everybody_joins(db, who, session_id)
        db.flush()
        seats.resize(db, who, session_id, 2, 4)

    for one in asked.questions:
        with store.session() as db:
            settings = cards.settings_in(db, session_id, asked, one)
            control = one.how.control(settings, "fr")
            for sheet in (1, 2, 3):
                if isinstance(control, Cards):
                    card = {"kind": control.kinds[0].key, "words": CARDS[sheet], "emoji": ""}
                    paper.enter_card(db, who, session_id, sheet, one.id, f"{sheet:032x}", card)
                else:
                    paper.enter(db, who, session_id, sheet, one.id, sent(control))
            db.flush()
            for hung in walls.wall(db, who, session_id, one.id) if one.how.gathers else ():
                walls.show(db, who, hung.id)

    with store.session() as db:
        sizes = [one.size for one in seats.seats(db, who, session_id)]
        sessions.close(db, who, session_id)
        kept = counted(db)
    assert sizes == [1, 4, 1]
    assert kept == {one.id: 3 for one in asked.questions if not one.how.gathers}
