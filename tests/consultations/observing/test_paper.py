"""What was done on paper is kept sheet by sheet, changed when typed again, and looked at as words from a screen are."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlmodel import select

from consultations import glancing, looking_after, sessions
from consultations.access import Denied, Visitor
from consultations.observing import pacing, paper, seats, staging, typed, walls
from consultations.protection import concerns
from consultations.shapes import Refused
from models import store
from models.protection import Concern
from models.response import Response
from tests.crowds import all_at_once
from tests.factories import Team, questions_of
from tests.prototypes import Prototype
from tests.rooms import CARD, CHOICE, DOTS, PAIRS, WALL, Workshop, child_of, make_workshop, turn_of
from tests.sheets import Sheet, make_group

IDEA = {"kind": "idea", "words": "een knop", "emoji": "💡", "from": ""}


@pytest.fixture
def made(team: Team) -> Workshop:
    """Three sheets, the second of four children; another class has a sheet 1 of its own."""
    with store.session() as db:
        other = make_workshop(db, team.facilitator, sheets=2, devices="none")
        paper.enter(db, team.facilitator, other.session_id, 1, other.ids[DOTS], {"film": 2})
        paper.enter_card(db, team.facilitator, other.session_id, 1, other.ids[WALL], "x", {**IDEA, "words": "elders"})
        made = make_workshop(db, team.facilitator, sheets=3, devices="none")
        seats.resize(db, team.facilitator, made.session_id, 2, 4)
        return made


def done(verb: Callable[..., Any], who: Visitor, *given: Any, **named: Any) -> Any:
    with store.session() as db:
        return verb(db, who, *given, **named)


def enter(team: Team, made: Workshop, number: int, at: int, raw: Any = None, **named: Any) -> Any:
    return done(paper.enter, team.facilitator, made.session_id, number, made.ids[at], raw, **named)


def entered(team: Team, made: Workshop, at: int, round_: int = 1) -> dict[int, tuple[Any, str | None]]:
    with store.reading() as db:
        return paper.entered(db, team.facilitator, made.session_id, made.ids[at], round_)


def cards(team: Team, made: Workshop) -> list[tuple[int, str]]:
    with store.reading() as db:
        there = paper.cards_entered(db, team.facilitator, made.session_id, made.ids[WALL])
    return [(number, one.label) for number, one in there]


def test_a_sheet_is_kept_and_typed_again_it_is_changed(team: Team, made: Workshop):
    enter(team, made, 1, DOTS, {"spel": 2, "film": 1})
    enter(team, made, 2, DOTS, {"film": 2})
    enter(team, made, 1, DOTS, {"spel": 1})
    enter(team, made, 3, DOTS, missing="skipped")

    assert entered(team, made, DOTS) == {1: ({"spel": 1}, None), 2: ({"film": 2}, None), 3: (None, "skipped")}
    with store.reading() as db:
        seen = staging.round_of(db, team.facilitator, made.session_id, made.ids[DOTS])
    assert (seen.given, seen.children) == (2, 5)


def test_each_round_of_a_vote_is_kept_apart(team: Team, made: Workshop):
    enter(team, made, 1, DOTS, {"spel": 2})
    done(staging.second_round, team.facilitator, made.session_id, made.ids[DOTS])
    enter(team, made, 1, DOTS, {"film": 2}, round_=2)

    assert (entered(team, made, DOTS, 1), entered(team, made, DOTS, 2)) == (
        {1: ({"spel": 2}, None)}, {1: ({"film": 2}, None)},
    )  # fmt: skip


def test_cards_are_kept_once_by_sheet_and_wait_as_a_childs_own_do(team: Team, made: Workshop):
    for _ in range(2):
        done(paper.enter_card, team.facilitator, made.session_id, 1, made.ids[WALL], "a", IDEA)
    done(paper.enter_card, team.facilitator, made.session_id, 2, made.ids[WALL], "b", {**IDEA, "words": "een tuin"})

    assert cards(team, made) == [(1, "💡 een knop"), (2, "💡 een tuin")]
    with store.reading() as db:
        every = walls.wall(db, team.facilitator, made.session_id, made.ids[WALL])
    assert sorted((one.words, one.state) for one in every) == [("een knop", "waiting"), ("een tuin", "waiting")]


def test_a_sheet_of_four_children_holds_four_times_as_many_cards(team: Team, made: Workshop):
    for number, most in ((1, 10), (2, 40)):
        for at in range(most):
            said = {**IDEA, "words": f"idee {at} van de tuin"}
            done(paper.enter_card, team.facilitator, made.session_id, number, made.ids[WALL], f"{number} {at}", said)
        with pytest.raises(Refused, match="enough for one wall"):
            done(paper.enter_card, team.facilitator, made.session_id, number, made.ids[WALL], f"{number} x", IDEA)


def test_a_card_that_was_misread_is_taken_away_and_leaves_the_screens(team: Team, made: Workshop):
    done(paper.enter_card, team.facilitator, made.session_id, 1, made.ids[WALL], "a", IDEA)
    with store.reading() as db:
        one = paper.cards_entered(db, team.facilitator, made.session_id, made.ids[WALL])[0][1]
    done(walls.show, team.facilitator, one.id)
    before = turn_of(made.session_id)
    done(paper.strike_card, team.facilitator, one.id)

    assert (cards(team, made), turn_of(made.session_id)) == ([], before + 1)


def test_a_childs_own_card_cannot_be_struck_by_who_types(team: Team, made: Workshop):
    from tests.rooms import put_card

    with store.session() as db:
        put_card(db, child_of(db, made), made, "mijn eigen", "a")
        own = walls.wall(db, team.facilitator, made.session_id, made.ids[WALL])[0].id
    with pytest.raises(Denied):
        done(paper.strike_card, team.facilitator, own)
    assert cards(team, made) == []


def test_words_from_paper_are_looked_at_as_words_from_a_screen(team: Team, made: Workshop):
    enter(team, made, 1, CARD, "bel 0470 12 34 56")
    enter(team, made, 2, CARD, "ik wil dood")
    done(paper.enter_card, team.facilitator, made.session_id, 3, made.ids[WALL], "a", {**IDEA, "words": "ik wil dood"})

    assert entered(team, made, CARD) == {1: ("bel 0470 12 34 56", None), 2: (None, None)}
    assert cards(team, made) == []
    with store.session() as db:
        assert [one.words for one in looking_after.inbox(db, team.facilitator)] == ["bel 0470 12 34 56"]
        assert len(db.exec(select(Concern)).all()) == 2
        assert len(concerns.lane(db, team.safeguarding)) == 2
        seen = glancing.at_a_glance(db, team.facilitator, made.session_id)
    assert (seen.held, seen.concerns) == (1, 2)


def test_who_sits_out_and_who_is_not_there_has_no_sheet(team: Team, made: Workshop):
    done(seats.say, team.facilitator, made.session_id, 3, assent="no", permission=True)
    for number in (0, 3, 9):
        with pytest.raises(Refused):
            enter(team, made, number, DOTS, {"spel": 1})
        with pytest.raises(Refused):
            done(paper.enter_card, team.facilitator, made.session_id, number, made.ids[WALL], "a", IDEA)
    assert (entered(team, made, DOTS), cards(team, made)) == ({}, [])


def test_what_cannot_be_an_answer_is_refused_and_what_stood_there_stays(team: Team, made: Workshop):
    enter(team, made, 1, DOTS, {"spel": 2})
    for wrong in ({"spel": 9}, {"onbekend": 1}, {}, "spel", [["spel", "film", "spel"]]):
        with pytest.raises(Refused):
            enter(team, made, 1, DOTS, wrong)
    with pytest.raises(Refused):
        enter(team, made, 1, DOTS, missing="verzonnen")

    assert entered(team, made, DOTS) == {1: ({"spel": 2}, None)}


def test_two_people_type_at_once_and_nothing_is_lost(team: Team, made: Workshop):
    done(pacing.let_note, team.facilitator, made.session_id, team.colleague.account_id)
    pens = (team.facilitator, team.colleague)
    typed = [(pens[at % 2], at // 2 % 3 + 1, f"m{at // 2}") for at in range(18)]
    all_at_once(
        [
            partial(done, paper.enter_card, pen, made.session_id, number, made.ids[WALL], mark, IDEA)
            for pen, number, mark in typed
        ]
    )
    all_at_once([partial(done, paper.enter, pens[at % 2], made.session_id, 1, made.ids[CHOICE], "boek")
                 for at in range(6)])  # fmt: skip

    assert [number for number, _ in cards(team, made)] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
    assert entered(team, made, CHOICE) == {1: ("boek", None)}


def test_after_closing_nothing_more_is_typed_in_and_what_was_counts_by_children(team: Team, made: Workshop):
    enter(team, made, 1, PAIRS, [["spel", "film", "spel"]])
    done(sessions.close, team.facilitator, made.session_id)

    with pytest.raises(Refused):
        enter(team, made, 1, PAIRS, [["spel", "film", "film"]])
    with pytest.raises(Refused):
        done(paper.enter_card, team.facilitator, made.session_id, 1, made.ids[WALL], "a", IDEA)
    assert entered(team, made, PAIRS) == {1: ([["spel", "film", "spel"]], None)}


def test_a_sheet_is_of_a_number_of_children_and_in_a_language(team: Team, made: Workshop):
    done(seats.speak, team.facilitator, made.session_id, 2, "fr")
    for wrong in (0, 11):
        with pytest.raises(Refused):
            done(seats.resize, team.facilitator, made.session_id, 1, wrong)
    with pytest.raises(Refused):
        done(seats.speak, team.facilitator, made.session_id, 2, "en")
    enter(team, made, 2, CHOICE, "boek")

    with store.reading() as db:
        table = seats.seats(db, team.facilitator, made.session_id)
        kept = db.exec(select(Response.language).where(Response.question_id == made.ids[CHOICE])).all()
    assert [(one.number, one.size, one.language) for one in table] == [(1, 1, "nl"), (2, 4, "fr"), (3, 1, "nl")]
    assert kept == ["fr"]


def test_what_is_printed_has_the_letters_of_the_grid_also_for_cards_of_the_group(team: Team, made: Workshop):
    with store.reading() as db:
        found = paper.sheets(db, team.facilitator, made.session_id)
        one = paper.sheet(db, team.facilitator, made.session_id, made.ids[DOTS])

    assert [each.number for each in found] == list(range(1, 10))
    assert found[DOTS] == one
    assert one.id.startswith("2-")
    assert [each.key for each in one.controls["fr"].choices] == ["spel", "film"]  # type: ignore[union-attr]


def test_pins_from_paper_are_kept_as_those_of_a_screen_and_their_words_are_looked_at(house: str):
    tested = Prototype()
    given = tested.pins((1, 300, 625, "like", "leuk"))
    masked = tested.pins((0, 100, 125, "idea", "bel 0470 12 34 56"))
    with store.session() as db:
        three = [Sheet({0: given}), Sheet({0: masked}), Sheet({0: ("skipped",)})]
        made = make_group(db, tested.who, tested.version_id, three, close=False)
        sheet = paper.sheets(db, tested.who, made)[0]
        control = sheet.controls["fr"]
        asked = questions_of(db, made)[0].id
        there = paper.entered(db, tested.who, made, asked)
        held = looking_after.inbox(db, tested.who)

    assert {number: typed.show_cells(control, value) for number, (value, _) in there.items()} == {
        1: {"1": "2 + b3 leuk"}, 2: {"1": "1 ! a1 bel 0470 12 34 56"}, 3: {},
    }  # fmt: skip
    assert [one.words for one in held] == ["bel 0470 12 34 56"]
    assert {*sheet.pictures} == {*tested.pictures}
