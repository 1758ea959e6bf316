"""What a child sees of the others: nothing before it gave something itself, and no figure of fewer than five."""

import pytest

from consultations.collecting import making, presence
from consultations.collecting.around import Around
from consultations.observing import staging, walls
from models import store
from tests.factories import make_child, make_session
from tests.workshops import DOTS, DRAWING, LINES, OF_CARDS, PAIRS, POSTCARD, STANCES, STORY, WALL, Workshop


def of_others(room: Workshop, who: int = 0, at: int = 0) -> list[str]:
    return sorted(one.words for one in room.sees(who, at).others)


def test_others_cards_are_seen_only_after_ones_own(house):
    room = Workshop()
    room.sticks("een film", 1)
    room.shows("een film")
    assert room.sees(0) == Around()

    room.sticks("een spel")

    seen = room.sees(0)
    assert ([one.words for one in seen.mine], of_others(room), seen.may_look) == (["een spel"], ["een film"], True)


@pytest.mark.parametrize("code", ["dont_know", "rather_not", "skipped"])
def test_who_chose_not_to_answer_may_look_too(house, code):
    room = Workshop()
    room.sticks("een film", 1)
    room.shows("een film")

    room.gives(missing=code)

    assert of_others(room) == ["een film"]


def test_the_leader_can_show_the_wall_to_everybody_and_hide_it_again(house):
    room = Workshop()
    room.sticks("een film", 1)
    room.shows("een film")

    room.reveals()
    assert of_others(room) == ["een film"]
    room.stages(staging.reveal, 0, False)

    assert of_others(room) == []


def test_only_what_was_let_through_is_on_the_wall(house):
    room = Workshop()
    for words in ("wacht", "getoond", "verborgen"):
        room.sticks(words, 1)
    for words in ("getoond", "verborgen"):
        room.shows(words)
    room.hides("verborgen")
    room.reveals()

    assert of_others(room) == ["getoond"]
    assert sorted((one.words, one.state) for one in room.sees(1).mine) == [
        ("getoond", "shown"), ("verborgen", "hidden"), ("wacht", "waiting"),
    ]  # fmt: skip


def test_a_card_of_who_no_longer_says_yes_is_seen_by_nobody(house):
    room = Workshop()
    room.sticks("een film", 1)
    room.shows("een film")
    room.reveals()
    child = room.child(1)

    with store.session() as db:
        presence.assent(db, child.visitor, "ask_first")

    assert of_others(room) == []


def test_another_session_of_the_same_questions_is_never_seen(house):
    room = Workshop()
    room.sticks("een spel")
    with store.session() as db:
        other = make_session(db, room.who, room.version_id, age_band="12-14", moderated=False)
        child = make_child(db, other)
        making.add_card(db, child, room.ids[0], "b" * 32, {"kind": "idea", "words": "van ginder"})

    assert of_others(room) == []


@pytest.mark.parametrize("question", [STORY, POSTCARD, DRAWING], ids=["storyboard", "postcard", "drawing"])
def test_stories_postcards_and_drawings_appear_one_by_one_when_the_leader_says_so(house, question):
    value = {
        "storyboard": [{"picture": "🧒", "words": "Een kind"}], "postcard": "Hallo makers", "drawing": LINES,
    }[question[0]]  # fmt: skip
    room = Workshop((question,), moderated=False)
    room.gives(value, 1)
    room.gives(missing="skipped")
    assert room.sees(0).others == ()
    if question is DRAWING:
        assert (room.row(value).release, room.row(value).held_for) == ("held", "drawing")
        return

    room.shows(value)

    assert [one.value for one in room.sees(0).others] == [value]


def test_a_vote_is_shown_from_five_children_on_when_the_leader_reveals_it(house):
    room = Workshop((DOTS,), heads=5)
    for who in range(4):
        room.gives({"spel": 2}, who)
    assert (room.sees(0).may_look, room.sees(0).standing) == (False, None)
    room.reveals()
    assert (room.sees(0).standing, room.sees(0).too_few) == (None, True)

    room.gives({"film": 1, "spel": 1}, 4)

    seen = room.sees(0)
    assert (seen.standing.counts, seen.standing.dots, seen.too_few) == (
        {"spel": 5, "film": 1, "strip": 0}, {"spel": 9, "film": 1, "strip": 0}, False,
    )  # fmt: skip


def test_where_walls_are_open_a_vote_shows_after_ones_own_and_not_before(house):
    room = Workshop((DOTS,), heads=6, moderated=False)
    for who in range(5):
        room.gives({"spel": 1}, who)

    assert (room.sees(0).standing is not None, room.sees(5).standing, room.sees(5).may_look) == (True, None, False)


def test_children_who_do_not_answer_are_not_among_the_five(house):
    room = Workshop((DOTS,), heads=6)
    room.reveals()
    for who in range(4):
        room.gives({"spel": 1}, who)
    room.gives(missing="skipped", who=4)

    assert (room.sees(0).standing, room.sees(0).too_few) == (None, True)


def test_a_delicate_vote_is_never_shown_in_the_room(house):
    room = Workshop(((*DOTS, True),), heads=5)
    room.reveals()
    for who in range(5):
        room.gives({"spel": 1}, who)

    assert (room.sees(0).standing, room.sees(0).too_few) == (None, True)


def test_one_device_for_five_children_is_enough_for_the_floor(house):
    room = Workshop((DOTS,), heads=1, devices="group")
    child = room.child()
    with store.session() as db:
        presence.count_us(db, child.visitor, 5)
    room.gives({"spel": 1})
    room.reveals()

    assert (room.sees(0).standing.answered, room.sees(0).standing.children) == (1, 5)


def test_a_second_round_shows_nothing_of_the_first(house):
    room = Workshop((DOTS,), heads=5)
    for who in range(5):
        room.gives({"spel": 1}, who)
    room.reveals()
    assert room.sees(0).standing.counts["spel"] == 5

    room.stages(staging.second_round)
    assert (room.sees(0).standing, room.sees(0).may_look) == (None, False)
    room.reveals()

    assert room.sees(0).too_few is True


def test_pairs_come_evenly_and_each_child_sees_each_pair_once(house):
    room = Workshop((PAIRS,), heads=3)
    shown: list[frozenset[str]] = []
    for who in range(3):
        given: list[list[str]] = []
        while (pair := room.sees(who).pair) is not None:
            shown.append(frozenset(pair))
            given.append([*pair, pair[0]])
            room.gives(given, who)
        assert len({frozenset(one[:2]) for one in given}) == len(given) == 3
    assert {shown.count(pair) for pair in set(shown)} == {3}


def test_statements_come_evenly_until_a_child_has_seen_them_all(house):
    room = Workshop((STANCES,), heads=3)
    first = []
    for who in range(3):
        first.append(room.sees(who).statement)
        room.gives({first[-1]: 1}, who)
    assert sorted(first) == ["film", "spel", "strip"]

    given = {first[0]: 1}
    while (statement := room.sees(0).statement) is not None:
        given[statement] = 0
        room.gives(given, 0)

    assert sorted(given) == ["film", "spel", "strip"]


def test_what_was_picked_on_a_wall_is_what_a_later_vote_is_about(house):
    room = Workshop((WALL, OF_CARDS))
    room.sticks("een spel", 0)
    room.sticks("een film", 1)
    room.sticks("wacht nog", 1)
    for words in ("een spel", "een film"):
        room.shows(words)
    room.goes(1)
    assert sorted(one.label for one in room.asked().control.choices) == ["een film", "een spel"]

    with store.session() as db:
        walls.pick(db, room.who, room.row("een spel").id)

    assert [one.label for one in room.asked().control.choices] == ["een spel"]
    room.gives({room.row("een spel").id: 1}, at=1)
    assert room.asked().told == "een spel: 1"
