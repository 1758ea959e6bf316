"""The walk through the questions: kept when given, changed when changed, never lost on the way back."""

import pytest

from consultations import sessions
from consultations.collecting import presence
from consultations.collecting.answering import Kept
from consultations.shapes import Refused
from models import clock, store
from tests import clocks
from tests.factories import OPEN, options
from tests.rows import count, everything, without
from tests.walking import Walk


def test_an_answer_is_kept_the_moment_it_is_given(house, monkeypatch):
    clocks.hold(monkeypatch)
    walk = Walk()
    others = without(everything(), walk.participant_id)

    assert walk.gives(0, "strip") == Kept(worrying=False, held=False)

    assert walk.row(0).model_dump(exclude={"id"}) == {
        "participant_id": walk.participant_id, "question_id": walk.ids[0], "value": "strip", "missing": None,
        "mark": "", "place": 0, "facts": None, "noted_by": None,
        "language": "nl", "given_on": clock.today(), "edition": 1, "release": "clear", "held_for": None, "wall": "",
    }  # fmt: skip
    assert without(everything(), walk.participant_id) == others


@pytest.mark.parametrize("code", ["dont_know", "rather_not", "skipped"])
def test_not_answering_is_kept_as_its_own_code_and_never_as_a_value(house, code):
    walk = Walk()

    walk.gives(0, missing=code)

    assert walk.kept() == {0: (code,)}


def test_another_answer_takes_the_place_of_the_first(house):
    walk = Walk()

    for given, missing in (("strip", None), ("boek", None), (None, "rather_not"), ("strip", None)):
        walk.gives(0, given, missing)
        assert walk.kept() == {0: (missing,) if missing else given}

    assert count("response") == 2


def test_a_whole_walk_is_kept_without_what_was_never_asked(house):
    walk = Walk().walks("boek", None, 3, ("skipped",))

    assert walk.kept() == {0: "boek", 3: 3, 4: ("skipped",)}
    assert walk.stands() is None


def test_the_screen_says_which_question_it_is_of_how_many_this_child_meets(sqlite_house):
    walk = Walk()
    assert (walk.asked().number, walk.asked().of) == (1, 4)

    walk.gives(0, "strip")

    assert (walk.asked().number, walk.asked().of) == (1, 5)
    walk.goes_on(0)
    assert (walk.stands(), walk.asked().number, walk.asked().of) == (1, 2, 5)


def test_the_screen_shows_what_was_given_before(sqlite_house):
    walk = Walk()
    assert (walk.asked().answered, walk.asked().value, walk.asked().missing) == (False, None, None)

    walk.gives(0, "strip")
    assert (walk.asked().answered, walk.asked().value, walk.asked().missing) == (True, "strip", None)
    walk.gives(0, missing="dont_know")
    assert (walk.asked().answered, walk.asked().value, walk.asked().missing) == (True, None, "dont_know")


@pytest.mark.parametrize(("given", "comes"), [("strip", 1), ("boek", 2), (("dont_know",), 2)])
def test_a_question_that_hangs_from_an_answer_comes_after_that_answer_only(sqlite_house, given, comes):
    assert Walk().walks(given).stands() == comes


def test_an_answer_taken_back_closes_what_hung_from_it_and_its_own_answer_stays_for_when_it_opens_again(sqlite_house):
    walk = Walk().walks("strip", "oud")
    walk.goes_back(2)
    walk.goes_back(1)

    walk.gives(0, "boek")
    walk.goes_on(0)
    assert walk.stands() == 2
    walk.goes_back(2)
    walk.gives(0, "strip")
    walk.goes_on(0)

    assert (walk.stands(), walk.asked().value) == (1, "oud")


def test_a_child_whose_question_closes_under_it_goes_on_with_the_next_one(sqlite_house):
    walk = Walk().walks("strip")
    assert walk.stands() == 1

    walk.gives(0, "boek")  # in another tab of the same browser

    assert walk.stands() == 2
    with pytest.raises(Refused):
        walk.gives(3, 3)
    walk.walks(None, 3)
    assert walk.stands() == 4


def test_next_tapped_twice_goes_on_once(house):
    walk = Walk()
    walk.gives(0, "boek")

    walk.goes_on(0)
    walk.goes_on(0)

    assert walk.stands() == 2


def test_next_needs_an_answer_or_a_reason_and_nothing_on_a_screen_to_read(sqlite_house):
    walk = Walk()
    with pytest.raises(Refused):
        walk.goes_on(0)
    assert walk.stands() == 0

    walk.walks("boek")
    walk.goes_on(2)

    assert walk.stands() == 3
    assert walk.kept() == {0: "boek"}


def test_next_on_another_question_than_the_one_on_the_screen_does_nothing(sqlite_house):
    walk = Walk().walks("boek")

    for at in (0, 1, 3, 4):
        walk.goes_on(at)

    assert walk.stands() == 2


def test_back_shows_the_question_before_and_keeps_everything(house):
    walk = Walk().walks("strip", "oud", None, 3)
    before = everything()["response"]

    walk.goes_back(4)
    walk.goes_back(4)
    assert (walk.stands(), walk.asked().value) == (3, 3)
    walk.goes_back(3)
    walk.goes_back(2)
    walk.goes_back(1)
    walk.goes_back(0)

    assert (walk.stands(), walk.asked().value) == (0, "strip")
    assert everything()["response"] == before


def test_back_from_the_last_screen_shows_the_last_question(sqlite_house):
    walk = Walk().walks("boek", None, 3, ("skipped",))
    assert walk.stands() is None

    walk.goes_back(None)

    assert (walk.stands(), walk.asked().missing) == (4, "skipped")


def test_an_earlier_answer_can_still_be_changed_from_further_on(sqlite_house):
    walk = Walk().walks("boek", None, 3)

    walk.gives(0, "strip")

    assert walk.kept() == {0: "strip", 3: 3}
    assert walk.stands() == 4


def test_answers_in_two_languages_are_kept_by_the_same_key(sqlite_house):
    walk = Walk().walks("boek", None)
    with store.session() as db:
        presence.speak(db, walk.child().visitor, "fr")
    walk.gives(3, 5)

    assert (walk.row(0).language, walk.row(3).language) == ("nl", "fr")
    assert walk.kept() == {0: "boek", 3: 5}


def test_several_cards_are_kept_once_each_in_the_order_of_the_options(house):
    several = ("several_choices", "Wat heb je?", {"options": options("gsm", "tablet", "tv"), "at_most": 2})
    walk = Walk((several,))

    walk.gives(0, ["tv", "gsm", "tv"])

    assert walk.kept() == {0: ["gsm", "tv"]}


def test_after_a_break_the_walk_goes_on_where_it_stood(sqlite_house):
    walk = Walk().walks("boek", None)
    with store.session() as db:
        sessions.pause(db, walk.who, walk.session_id)
    with store.session() as db:
        sessions.resume(db, walk.who, walk.session_id)

    walk.gives(3, 4)

    assert walk.kept() == {0: "boek", 3: 4}


def test_words_are_kept_tidied_whole_and_in_the_childs_own_language(house):
    walk = Walk((OPEN,))

    walk.gives(0, "  Ik lees\r\ngraag.\u202e \x00")

    assert (walk.kept(), walk.row(0).language) == ({0: "Ik lees\ngraag."}, "nl")


@pytest.mark.parametrize("words", ["😀" * 2000, "👩‍👩‍👧" * 400, "é" * 2000])
def test_two_thousand_letters_of_any_kind_are_kept_whole(house, words):
    walk = Walk((OPEN,))

    walk.gives(0, words)

    assert walk.kept() == {0: words}
