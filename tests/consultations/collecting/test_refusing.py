"""What is not kept: without a yes, out of turn, or forged. One refusal in plain words, and nothing changes."""

import pytest

from consultations import sessions
from consultations.access import STRANGER, Denied, Visitor
from consultations.collecting import answering, leaving, presence
from consultations.collecting.presence import Child
from consultations.kinds import kinds
from consultations.questions import question_types
from consultations.shapes import Refused
from models import store
from models.group_session import GroupSession
from tests.factories import CHOICE, OPEN, make_child, make_published, make_session, options, questions_of
from tests.rows import everything
from tests.walking import BOOKS, READING, Walk
from tests.workshops import DOTS, DRAWING, PAIRS, POSTCARD, SORT, STANCES, STORY, WALL


def refuses(walk: Walk, at: int, raw: object = "strip", missing: str | None = None) -> bool:
    """Whether it is refused and no row anywhere is different afterwards."""
    before = everything()
    with pytest.raises(Refused) as why:
        walk.gives(at, raw, missing)
    assert why.value.sentence
    return everything() == before


def does(walk: Walk, verb, *more: object) -> None:
    with store.session() as db:
        verb(db, *more)


@pytest.mark.parametrize("said", [None, "no", "ask_first"])
def test_nothing_is_kept_of_a_child_that_did_not_say_yes(house, said):
    walk = Walk()
    with store.session() as db:
        undecided = make_child(db, walk.session_id, assent=said)
    walk.participant_id, walk.first = undecided.participant_id, undecided

    assert refuses(walk, 0)
    assert refuses(walk, 0, None, "skipped")
    does(walk, presence.assent, undecided.visitor, "yes")
    walk.gives(0, "strip")
    assert walk.kept() == {0: "strip"}


def test_nothing_more_is_kept_after_a_child_says_no_and_what_was_given_stays_out_of_sight(sqlite_house):
    walk = Walk().walks("boek")
    does(walk, presence.assent, walk.first.visitor, "no")

    assert refuses(walk, 0)
    assert refuses(walk, 3, 4)
    before = everything()
    for tap in (lambda: walk.goes_on(2), lambda: walk.goes_back(2)):
        with pytest.raises(Refused):
            tap()
    assert everything() == before


@pytest.mark.parametrize("stopped", [True, False])
def test_nothing_is_kept_after_stop_or_done(sqlite_house, stopped):
    walk = Walk().walks("boek")
    does(walk, leaving.finish, walk.child(), stopped)

    assert refuses(walk, 0)
    does(walk, presence.assent, walk.first.visitor, "yes")
    assert refuses(walk, 0)


def test_nothing_is_kept_after_everything_was_taken_back(sqlite_house):
    walk = Walk().walks("boek")
    child = walk.child()
    does(walk, leaving.withdraw, child)

    before = everything()
    with pytest.raises(Denied), store.session() as db:
        answering.record_response(db, child, walk.ids[0], "strip")
    assert everything() == before


def test_nothing_is_kept_during_a_break(house):
    walk = Walk()
    does(walk, sessions.pause, walk.who, walk.session_id)

    assert refuses(walk, 0)
    does(walk, sessions.resume, walk.who, walk.session_id)
    walk.gives(0, "strip")


def test_nothing_is_kept_in_a_closed_session(house):
    walk = Walk()
    does(walk, sessions.close, walk.who, walk.session_id)

    assert refuses(walk, 0)


def test_nothing_is_kept_in_a_closed_session_even_of_a_child_whose_token_outlived_it(sqlite_house):
    walk = Walk()
    with store.session() as db:
        db.get_one(GroupSession, walk.session_id).state = "closed"

    assert refuses(walk, 0)


def test_nothing_is_kept_of_a_browser_that_has_said_goodbye(sqlite_house):
    walk = Walk()
    with store.session() as db:
        row = presence.mine(db, walk.first.visitor)
        row.token_hash = None

    assert refuses(walk, 0)


def test_nothing_is_kept_of_a_child_that_was_sent_out(sqlite_house):
    walk = Walk()
    child = walk.child()
    does(walk, sessions.remove, walk.who, walk.session_id, child.pseudonym)

    before = everything()
    with pytest.raises(Denied), store.session() as db:
        answering.record_response(db, child, walk.ids[0], "strip")
    assert everything() == before


@pytest.mark.parametrize("at", [2, 3, 4])
def test_no_question_can_be_answered_before_its_turn(sqlite_house, at):
    walk = Walk()

    assert refuses(walk, at, 3 if at == 3 else "hallo")
    assert refuses(walk, at, None, "skipped")


def test_a_question_that_is_not_on_the_childs_way_cannot_be_answered(sqlite_house):
    walk = Walk().walks("boek", None)

    assert refuses(walk, 1, "oud")


def test_there_is_nothing_to_answer_on_a_screen_to_read(sqlite_house):
    walk = Walk((READING, BOOKS))

    assert refuses(walk, 0, "hallo")
    assert refuses(walk, 0, None)
    assert refuses(walk, 0, None, "skipped")


def test_a_question_of_another_session_is_not_there(sqlite_house):
    walk = Walk()
    with store.session() as db:
        other = make_session(db, walk.who, make_published(db, walk.who, (CHOICE,)))
        walk.ids.append(questions_of(db, other)[0].id)
    walk.ids.append("f" * 32)

    assert refuses(walk, 5)
    assert refuses(walk, 6)


def test_one_child_cannot_answer_for_another_nor_staff_nor_a_stranger_for_any(sqlite_house):
    walk = Walk()
    with store.session() as db:
        other = make_child(db, walk.session_id)
    forged = Child(**{**other.__dict__, "visitor": Visitor(other.visitor.roles, participant_id="0" * 32)})

    before = everything()
    for who in (STRANGER, walk.who, walk.team.admin, forged.visitor):
        child = Child(**{**walk.child().__dict__, "visitor": who})
        with pytest.raises(Denied), store.session() as db:
            answering.record_response(db, child, walk.ids[0], "strip")
    assert everything() == before


SEVERAL = ("several_choices", "Wat heb je?", {"options": options("gsm", "tablet", "tv"), "at_most": 2})
MAYBE = ("yes_maybe_no", "Is het leuk?", {"middle": "none"})
SCALE = ("word_scale", "Hoe vaak?", {"labels": "often-4"})
FACES = ("smileys", "Hoe leuk?", {"labels": "fun-5"})
LINE = ("short_text", "Hoe heet jouw spel?", {})
TASK = ("task", "Zoek de kaart.", question_types()["task"].example["settings"])
EASE = ("ease", "Hoe makkelijk was dit?", {"labels": "words-7"})
HAPPY = ("five_degrees", "Hoe leuk was dit?", {})
FEELINGS = ("emotion_picker", "Hoe voelde je je?", {"at_most": 3})
REMEMBER = ("remember", "Wat weet je nog?", {"options": options("stop", "vraag")})
AGAIN = ("again_again", "Nog eens?", {"options": options("spel", "film")})
SORTER = ("fun_sorter", "Zet in volgorde.", {"options": options("spel", "film", "strip")})
REMARKS = ("page_remarks", "Wat vind je?", {})
ON_NO_PAGE = {"page": "p" * 32, "x": 1, "y": 1, "kind": "like", "words": ""}
CHILD_SUS = ("child_sus", "Klopt dit?", {"labels": "true-4"})
SUS = ("sus", "Ga je akkoord?", question_types()["sus"].example["settings"])
UEQ = ("ueq_s", "Wat past?", question_types()["ueq_s"].example["settings"])
NO_NUMBER = float("nan")
LINE_OF_ONE = {"colour": 1, "width": 0, "points": [10, 10]}
BAD_LINES = [
    {**LINE_OF_ONE, **one}
    for one in (
        {"points": []}, {"points": [1]}, {"points": [1, 2, 3]}, {"points": [-1, 5]}, {"points": [1001, 5]},
        {"points": [5, 751]}, {"points": [1.5, 5]}, {"points": ["1", 5]}, {"points": [True, 5]}, {"points": "1,2"},
        {"colour": 8}, {"colour": -1}, {"colour": "red"}, {"colour": True}, {"width": 3}, {"width": None},
    )
]  # fmt: skip
FORGED = [
    (CHOICE, [None, "", "STRIP", "strip ", "film", 0, True, 1.5, ["strip"], {"key": "strip"}, b"strip", "x" * 100_000]),
    (SEVERAL, [None, [], "gsm", ["gsm", "radio"], [["gsm"]], [{}], {"gsm"}, ("gsm",), [None], ["gsm", "tablet", "tv"]]),
    (MAYBE, [None, "maybe", "Ja", True, 1, ["yes"]]),
    (SCALE, ["0", "5", 3, 3.0, None, ["3"], "３"]),
    (FACES, ["0", "6", 5, None, "🙂", "face_1"]),
    (BOOKS, [None, "5", -1, 21, 2.5, NO_NUMBER, float("inf"), 10**400, -(10**400), True, [3], {"n": 3}, 3 + 0j]),
    (LINE, [None, "", " \n\t ", 5, ["a"], "\x00\x00", "\u200b\u202e", "x" * 201, "😀" * 201, "\ud83d", "leuk \udc00"]),
    (OPEN, [None, "", " ", 5, {"a": "x"}, b"a", "\x00", "\ufeff", "x" * 2001, "😀" * 2001, "é" * 2001, "\ud800"]),
    # On a wall nothing is one answer: a card comes by another verb.
    (WALL, [None, "", "een spel", {"kind": "idea", "words": "een spel"}, [], 5]),
    (DOTS, [None, {}, {"spel": 0}, {"spel": 3}, {"spel": 2, "film": 2}, {"spel": -1}, {"spel": True}, {"spel": "1"},
            {"spel": 1.0}, {"boek": 1}, {5: 1}, ["spel"], "spel", {"spel": 10**400}]),
    (PAIRS, [None, [], {}, "spel", [["spel", "film"]], [["spel", "spel", "spel"]], [["spel", "film", "strip"]],
             [["spel", "boek", "spel"]], [["spel", "film", "spel"], ["film", "spel", ""]], [["spel", "film", None]],
             [["spel", "film", "spel"]] * 4, [[["spel"], "film", "film"]]]),
    (STANCES, [None, {}, [], {"spel": 2}, {"spel": True}, {"spel": "1"}, {"boek": 1}, {"spel": None}, {"spel": 0.0}]),
    (SORT, [None, {}, {"cards": {}}, {"cards": {"spel": "nergens"}}, {"cards": {"boek": "leuk"}}, {"cards": ["spel"]},
            {"cards": {"spel": "own_3"}, "names": {"own_3": "x"}},
            {"cards": {"spel": "own_1"}, "names": {"own_1": "x" * 41}}, {"cards": {"spel": "leuk"}, "names": ["x"]}]),
    (STORY, [None, [], {}, "x", ["x"], [{"picture": "💣", "words": "x"}], [{"picture": "", "words": ""}] * 3,
             [{"picture": "🧒", "words": "x"}] * 5, [{"picture": "", "words": "x" * 121}], [{"words": "\ud800"}]]),
    (DRAWING, [None, {}, {"strokes": []}, {"strokes": "x"}, {"strokes": [{}]},
               *({"strokes": [one]} for one in BAD_LINES), {"strokes": [LINE_OF_ONE] * 501},
               {"strokes": [{**LINE_OF_ONE, "points": [1, 1] * 15_001}]}]),
    (POSTCARD, [None, "", "  ", 5, ["x"], "x" * 301, "\ud800", {"a": 1}]),
    (TASK, [None, "", "2", 2, "UNAIDED", "yes", ["helped"], {"helped": 1}, True]),
    (EASE, [None, "0", "8", 7, "７", ["7"], "faces-3"]),
    (HAPPY, [None, "0", "6", 5, "happy_1", ["5"]]),
    (FEELINGS, [None, [], "joy", ["joy", "love"], ["joy", "keen", "calm", "bored"], [["joy"]], {"joy": 1}]),
    (REMEMBER, [None, [], "stop", ["boek"], ["stop", "(nothing)"], [None], {"stop": True}]),
    (AGAIN, [None, {}, [], "yes", {"spel": 1}, {"spel": True}, {"boek": "yes"}, {"spel": "ja"}, {"spel": ["yes"]}]),
    (SORTER, [None, [], "spel", ["boek"], ["spel", "spel"], ["spel", None], [["spel"]], {"spel": 1}, ("spel", "film")]),
    # This prototype has no pages: no pin can stand anywhere.
    (REMARKS, [None, [], {}, "x", ["x"], [ON_NO_PAGE], [{**ON_NO_PAGE, "page": None}], [{}]]),
    *((one, [None, {}, [], "3", {"99": "3"}, {first: 3}, {first: "9"}, {first: "0"}, {first: ["3"]}, {first: "３"},
             {first: None}, {first: True}])
      for one, first in ((CHILD_SUS, "1"), (SUS, "item_1"), (UEQ, "left_1"))),
]  # fmt: skip


@pytest.mark.parametrize("question", [one for one, _ in FORGED], ids=[one[0] for one, _ in FORGED])
def test_what_cannot_be_an_answer_is_refused_and_nothing_changes(house, question):
    kind, beside = next(
        (kind, beside)
        for kind, beside in (("survey", BOOKS), ("co_design", POSTCARD), ("prototype_test", LINE))
        if question[0] in kinds()[kind].fits
    )
    walk = Walk((question, beside), kind, "15-18" if kind == "prototype_test" else "", pace="self")
    forged = next(raw for one, raw in FORGED if one is question)

    for raw in forged:
        assert refuses(walk, 0, raw), repr(raw)

    assert walk.kept() == {}


def test_a_forged_value_does_not_take_the_place_of_what_was_given(house):
    walk = Walk((CHOICE, OPEN))
    walk.walks("strip", ("rather_not",))

    for at, raw in ((0, "film"), (0, None), (1, "\ud800"), (1, "x" * 2001)):
        assert refuses(walk, at, raw)

    assert walk.kept() == {0: "strip", 1: ("rather_not",)}


@pytest.mark.parametrize("code", ["", "not_reached", "not_asked", "SKIPPED", "anything", 5, ["skipped"], {"a": 1}])
def test_only_the_three_grey_buttons_are_a_reason_not_to_answer(sqlite_house, code):
    assert refuses(Walk(), 0, None, code)


def test_every_question_type_stands_among_the_forged_ones():
    assert {one[0] for one, _ in FORGED} == {name for name, how in question_types().items() if how.asks}
