"""Cards for a wall: kept once, looked at first, taken back, grown from one another, and gone when their child is."""

import pytest
from sqlmodel import select

from consultations import sessions
from consultations.access import STRANGER
from consultations.collecting import knocking, leaving, making, presence
from consultations.collecting.answering import Kept
from consultations.observing import staging, walls
from consultations.protection import concerns
from consultations.shapes import Refused
from models import store
from models.protection import Concern
from tests.crowds import all_at_once
from tests.factories import make_child, make_session
from tests.rows import count, everything, traces, without
from tests.workshops import DOTS, WALL, Workshop

WORRY = "ik wil dood"
NAMED = "bel mij op 0470 12 34 56"


def lane(room: Workshop) -> list[str]:
    with store.reading() as db:
        return sorted(db.exec(select(Concern.state)).all())


def test_a_card_is_kept_with_its_kind_and_waits_until_somebody_looked(house):
    room = Workshop()
    others = without(everything(), room.children[0].participant_id)

    assert room.sticks("  een   spel ", kind="like", emoji="🎮", mark="a" * 32) == Kept()

    row = room.row("een spel")
    assert (row.mark, row.facts, row.wall, row.release, row.noted_by) == (
        "a" * 32, {"kind": "like", "emoji": "🎮", "from": ""}, "waiting", "clear", None,
    )  # fmt: skip
    assert without(everything(), room.children[0].participant_id) == others


@pytest.mark.parametrize("assent", [None, "no", "ask_first"])
def test_without_its_own_yes_nobody_writes_on_a_wall(house, assent):
    room = Workshop(heads=0)
    room.joins(assent=assent)

    with pytest.raises(Refused, match="join in"):
        room.sticks("een spel")

    assert room.kept() == []


@pytest.mark.parametrize("turn", [sessions.pause, sessions.close])
def test_nobody_writes_during_a_break_or_after_the_end(house, turn):
    room = Workshop()
    room.sticks("een spel")
    with store.session() as db:
        turn(db, room.who, room.session_id)

    for deed in (lambda: room.sticks("nog een"), lambda: room.takes_back("een spel")):
        with pytest.raises(Refused):
            deed()

    assert [value for *_, value in room.kept()] == ["een spel"]


@pytest.mark.parametrize(
    ("words", "held_for", "worrying"), [(WORRY, "distress", True), (NAMED, "personal", False)]
)  # fmt: skip
@pytest.mark.parametrize("moderated", [True, False])
def test_a_card_that_must_be_looked_at_is_held_on_every_kind_of_wall(house, words, held_for, worrying, moderated):
    room = Workshop(moderated=moderated)
    room.sticks("gewoon iets", 1)

    assert room.sticks(words) == Kept(worrying=worrying, held=True)

    row = room.row(words)
    assert (row.release, row.held_for, row.wall) == ("held", held_for, "waiting")
    assert lane(room) == (["new"] if worrying else [])
    with pytest.raises(Refused, match="Look after"):
        room.shows(words)
    room.reveals()
    assert [one.words for one in room.sees(1).others] == []


def test_on_an_open_wall_a_plain_card_appears_at_once_and_every_screen_looks_again(house):
    room = Workshop(moderated=False)
    before = room.turn

    room.sticks("een spel")

    assert (room.row("een spel").wall, room.turn) == ("shown", before + 1)


def test_a_wall_that_is_paused_takes_cards_and_shows_none(house):
    room = Workshop(moderated=False)
    room.sticks("een film", 1)
    with store.session() as db:
        walls.pause_walls(db, room.who, room.session_id)

    room.sticks("een spel")

    assert (room.row("een spel").wall, room.sees(0).others) == ("waiting", ())
    with store.session() as db:
        walls.pause_walls(db, room.who, room.session_id, paused=False)
    assert [one.words for one in room.sees(0).others] == ["een film"]


@pytest.mark.parametrize("band", ["6-8", "9-11"])
def test_under_twelve_no_wall_is_open(sqlite_house, band):
    with pytest.raises(Refused, match="Under twelve"):
        Workshop(age_band=band, moderated=False)


def test_the_same_mark_again_keeps_nothing_twice_whatever_it_says(house):
    room = Workshop()
    mark = "f" * 32
    room.sticks("een spel", mark=mark)

    assert room.sticks("iets anders", mark=mark) == Kept()

    assert room.kept() == [(0, mark, "een spel")]


def test_twenty_times_the_same_card_at_once_is_one_card(house):
    room = Workshop((WALL,))

    outcomes = all_at_once([lambda: room.sticks("een spel")] * 20)

    assert outcomes == [Kept()] * 20
    assert [value for *_, value in room.kept()] == ["een spel"]


def test_different_cards_at_once_never_become_more_than_one_may_write(house):
    room = Workshop()

    outcomes = all_at_once([lambda at=at: room.sticks(f"kaartje {at}") for at in range(9)])

    assert [type(one) for one in outcomes].count(Kept) == 3
    assert sum(isinstance(one, Refused) for one in outcomes) == 6
    assert len(room.kept()) == 3


def test_two_children_may_use_the_same_mark(house):
    room = Workshop()

    room.sticks("een spel", 0, mark="a" * 32)
    room.sticks("een film", 1, mark="a" * 32)

    assert room.kept() == [(0, "a" * 32, "een spel"), (1, "a" * 32, "een film")]


def test_a_group_around_one_device_writes_as_many_as_its_children_would(house):
    room = Workshop(devices="group", heads=1)
    child = room.child()
    with store.session() as db:
        presence.count_us(db, child.visitor, 2)
    for at in range(6):
        room.sticks(f"kaartje {at}")

    with pytest.raises(Refused, match="enough"):
        room.sticks("nog een")

    assert len(room.kept()) == 6


@pytest.mark.parametrize("mark", ["", "2", "x" * 33])
def test_a_mark_that_is_none_is_refused(sqlite_house, mark):
    room = Workshop()
    child = room.child()
    with pytest.raises(Refused), store.session() as db:
        making.add_card(db, child, room.ids[0], mark, {"kind": "idea", "words": "een spel"})

    assert room.kept() == []


def test_a_card_goes_only_on_a_wall(sqlite_house):
    room = Workshop((WALL, DOTS))
    room.goes(1)

    with pytest.raises(Refused, match="no wall"):
        room.sticks("een spel", at=1)


def test_a_wall_that_is_stopped_takes_no_card_and_gives_none_back(house):
    room = Workshop()
    room.sticks("een spel")
    room.stages(staging.stop)

    for deed in (lambda: room.sticks("nog een"), lambda: room.takes_back("een spel")):
        with pytest.raises(Refused, match="closed now"):
            deed()

    room.stages(staging.stop, 0, False)
    room.takes_back("een spel")
    assert room.kept() == []


def test_a_card_taken_back_is_gone_from_every_byte_and_from_the_screens_that_showed_it(house):
    room = Workshop()
    room.sticks("een zq7spel")
    room.sticks("een film", 1)
    room.shows("een zq7spel")
    before = room.turn

    room.takes_back("een zq7spel")

    assert (room.kept(), room.turn) == ([(1, room.mark("een film"), "een film")], before + 1)
    assert traces("zq7spel") == 0


def test_taking_back_twice_or_what_is_somebody_elses_takes_nothing(house):
    room = Workshop()
    room.sticks("een spel", 0)
    before = everything()

    room.takes_back("een spel", 1)
    assert everything() == before
    room.takes_back("een spel", 0)
    room.takes_back("een spel", 0)

    assert room.kept() == []


def test_what_a_safeguarding_person_looks_at_stays_until_that_is_settled(house):
    room = Workshop()
    room.sticks(WORRY)

    with pytest.raises(Refused, match="adult is reading"):
        room.takes_back(WORRY)

    with store.session() as db:
        one = db.exec(select(Concern)).one()
        concerns.settle(db, room.team.safeguarding, one.id, "talked")
    room.takes_back(WORRY)
    assert room.kept() == []


def test_a_card_grows_from_one_that_the_room_can_see(house):
    room = Workshop()
    room.sticks("een spel", 1)
    room.shows("een spel")

    room.sticks("een spel met muziek", **{"from": room.row("een spel").id})

    assert room.row("een spel met muziek").facts["from"] == room.row("een spel").id
    assert [one.born_of for one in room.sees(0).mine] == ["een spel"]


@pytest.mark.parametrize("parent", ["waiting", "hidden", "another question", "another session", "nothing"])
def test_a_card_never_grows_from_what_the_room_cannot_see(house, parent):
    room = Workshop((WALL, WALL))
    room.goes(1)
    room.sticks("een spel", 1)
    from_id = room.row("een spel").id
    if parent == "hidden":
        room.shows("een spel")
        room.hides("een spel")
    elif parent == "another question":
        room.sticks("elders", 1, at=1)
        room.shows("elders")
        from_id = room.row("elders").id
    elif parent == "another session":
        from_id = elsewhere(room)
    elif parent == "nothing":
        from_id = "0" * 32

    room.sticks("verder gebouwd", **{"from": from_id})

    assert room.row("verder gebouwd").facts["from"] == ""


def test_a_parent_that_is_no_card_at_all_is_refused(house):
    room = Workshop()

    with pytest.raises(Refused):
        room.sticks("verder gebouwd", **{"from": "' OR 1=1"})

    assert room.kept() == []


def elsewhere(room: Workshop) -> str:
    """A card that another session of the same questions shows."""
    with store.session() as db:
        other = make_session(db, room.who, room.version_id, age_band="12-14")
        child = make_child(db, other)
        making.add_card(db, child, room.ids[0], "b" * 32, {"kind": "idea", "words": "van ginder"})
        db.flush()
        card = next(one for one in walls.wall(db, room.who, other, room.ids[0]))
        walls.show(db, room.who, card.id)
        return card.id


def test_late_cards_still_come_in_after_the_leader_went_on(house):
    room = Workshop((WALL, DOTS))
    room.goes(1)

    room.sticks("nog net")

    assert [value for *_, value in room.kept()] == ["nog net"]


def test_no_card_comes_in_before_the_leader_is_there(house):
    room = Workshop((DOTS, WALL))

    with pytest.raises(Refused, match="later"):
        room.sticks("te vroeg", at=1)


def test_erasing_takes_the_cards_and_what_grew_from_them_stands_alone(house):
    room = Workshop()
    room.sticks("een zq7spel")
    room.shows("een zq7spel")
    room.sticks("verder gebouwd", 1, **{"from": room.row("een zq7spel").id})
    room.shows("verder gebouwd")
    assert room.sees(1).mine[0].born_of == "een zq7spel"
    child = room.child()

    with store.session() as db:
        leaving.withdraw(db, child)

    assert [(one.words, one.born_of) for one in room.sees(1).mine] == [("verder gebouwd", "")]
    assert room.sees(1).others == ()
    assert (traces("zq7spel"), count("participant")) == (0, 1)


def test_a_receipt_shows_every_card_and_erases_them(house):
    room = Workshop((WALL, DOTS))
    room.sticks("een spel")
    room.sticks("een film")
    room.goes(1)
    room.gives({"strip": 2}, at=1)
    child, caller = room.child(), knocking.Caller("192.0.2.7")
    with store.session() as db:
        receipt = leaving.finish(db, child)
        mine = leaving.my_answers(db, STRANGER, receipt, "nl", caller)
    assert sorted(one.answer for one in mine) == ["een film", "een spel", "strip nl: 2"]

    with store.session() as db:
        assert leaving.erase_mine(db, STRANGER, receipt, caller) is True
    assert (room.kept(0), room.kept(1)) == ([], [])
