"""Who is led: where everybody is, what still comes in late, how votes close and begin again, and how a screen knows."""

from datetime import timedelta

import pytest
from sqlmodel import select

from consultations import sessions
from consultations.access import STRANGER
from consultations.collecting import answering, knocking, leaving, presence
from consultations.collecting.presence import Turn
from consultations.observing import noting, pacing, seats, staging
from consultations.protection import pseudonyms
from consultations.shapes import Refused
from models import store
from models.group_session import Participant
from tests import clocks, factories
from tests.clocks import Clock
from tests.crowds import all_at_once
from tests.rows import count, everything, without
from tests.workshops import DOTS, POSTCARD, TALK, WALL, Workshop


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return clocks.hold(monkeypatch)


def test_everybody_is_where_the_leader_is_early_late_or_back(house):
    room = Workshop((TALK, WALL, DOTS))
    assert [(room.asked(who).number, room.asked(who).of) for who in (0, 1)] == [(1, 3)] * 2

    room.goes(2)
    late = room.joins()
    assert [room.asked(who).number for who in (0, 1, late)] == [3, 3, 3]
    room.goes(1)

    assert [room.asked(who).question_id for who in (0, 1, late)] == [room.ids[1]] * 3
    assert room.asked(0).led is True


def test_nobody_goes_on_by_itself(house):
    room = Workshop((POSTCARD, DOTS))
    room.gives("hallo")
    child = room.child()

    with store.session() as db:
        answering.go_on(db, child, room.ids[0])
        answering.go_back(db, child, room.ids[0])

    assert room.asked().number == 1


def test_an_answer_to_what_the_leader_went_on_from_is_kept(house):
    room = Workshop((POSTCARD, DOTS))
    room.goes(1)

    room.gives("nog net", at=0)

    assert room.kept(0) == [(0, "", "nog net")]


def test_the_screen_that_is_being_left_can_be_drawn_once_more(house):
    room = Workshop((POSTCARD, DOTS))
    room.gives("eerst")
    room.goes(1)
    child = room.child()

    with store.reading() as db:
        before = answering.asked_before(db, child, room.ids[0])

    assert (before.question_id, before.number, before.value, before.led) == (room.ids[0], 1, "eerst", True)


def test_nothing_is_answered_before_the_leader_is_there(house):
    room = Workshop((POSTCARD, DOTS))

    with pytest.raises(Refused, match="later"):
        room.gives({"spel": 1}, at=1)

    assert room.kept(1) == []


def test_what_was_reached_stays_open_when_the_leader_goes_back(house):
    room = Workshop((POSTCARD, DOTS))
    room.goes(1)
    room.goes(0)

    room.gives({"spel": 1}, at=1)

    assert room.kept(1) == [(0, "", {"spel": 1})]


@pytest.mark.parametrize("assent", [None, "no", "ask_first"])
def test_who_said_no_yes_votes_nowhere(house, assent):
    room = Workshop((DOTS,), heads=0)
    room.joins(assent=assent)

    with pytest.raises(Refused, match="join in"):
        room.gives({"spel": 1})

    assert room.kept() == []


def test_a_vote_can_be_changed_until_it_is_stopped_and_again_when_it_is_opened(house):
    room = Workshop((DOTS,))
    room.gives({"spel": 1})
    room.gives({"film": 2})
    room.stages(staging.stop)

    for raw, missing in (({"spel": 1}, None), (None, "skipped")):
        with pytest.raises(Refused, match="closed now"):
            room.gives(raw, missing=missing)
    assert room.kept() == [(0, "", {"film": 2})]

    room.stages(staging.stop, 0, False)
    room.gives({"strip": 1})
    assert room.kept() == [(0, "", {"strip": 1})]


def test_a_second_round_stands_beside_the_first_and_there_is_no_third(house):
    room = Workshop((DOTS,))
    room.gives({"spel": 2, "film": 1})
    room.gives({"strip": 1}, 1)
    room.stages(staging.second_round)
    assert (room.asked().value, room.asked().stage.round) == (None, 2)

    room.gives({"film": 3 - 1})
    room.gives({"film": 1})

    assert room.kept() == [(0, "", {"spel": 2, "film": 1}), (0, "2", {"film": 1}), (1, "", {"strip": 1})]
    with pytest.raises(Refused, match="no second round"):
        room.stages(staging.second_round)


def test_twenty_taps_at_once_on_one_vote_are_one_vote_a_round(house):
    room = Workshop((DOTS,))
    all_at_once([lambda: room.gives({"spel": 1})] * 20)
    room.stages(staging.second_round)

    all_at_once([lambda: room.gives({"film": 1})] * 20)

    assert room.kept() == [(0, "", {"spel": 1}), (0, "2", {"film": 1})]


@pytest.mark.parametrize("size", [1, 10])
def test_a_group_says_how_many_it_is_and_may_say_it_again(house, size):
    room = Workshop((DOTS,), heads=1, devices="group")
    others = without(everything(), room.children[0].participant_id)
    child = room.child()

    for said in (3, size):
        with store.session() as db:
            presence.count_us(db, child.visitor, said)

    assert (room.child().size, room.child().sized) == (size, True)
    assert without(everything(), room.children[0].participant_id) == others


@pytest.mark.parametrize("size", [0, -1, 11, 1000])
def test_a_group_is_never_nobody_and_never_a_crowd(house, size):
    room = Workshop((DOTS,), heads=1, devices="group")
    child = room.child()

    with pytest.raises(Refused, match="from 1 to"), store.session() as db:
        presence.count_us(db, child.visitor, size)

    assert (room.child().size, room.child().sized) == (1, False)


def token_of(room: Workshop) -> str:
    with store.session() as db:
        return knocking.join(db, STRANGER, factories.link_of(room.session_id, db), "nl")


def stamp(token: str | None) -> Turn:
    with store.reading() as db:
        return presence.turn(db, token)


def drawn(token: str) -> str:
    """The stamp of a screen that is drawn now."""
    with store.reading() as db:
        return presence.present(db, token).stamp


def test_a_screen_that_is_drawn_now_has_nothing_to_follow(house):
    room = Workshop((TALK, DOTS))
    token = token_of(room)

    assert stamp(token) == Turn(drawn(token), due=False)


def test_every_deed_of_the_leader_that_a_child_should_see_changes_the_stamp(house):
    room = Workshop((WALL, DOTS))
    token = token_of(room)
    room.sticks("een spel")
    deeds = [
        lambda: room.goes(1),
        lambda: room.goes(0),
        lambda: room.shows("een spel"),
        lambda: room.hides("een spel"),
        room.reveals,
        lambda: room.stages(staging.stop, 1),
        lambda: room.stages(staging.second_round, 1),
        lambda: does(room, pacing.park, room.ids[0]),
        lambda: does(room, sessions.pause),
        lambda: does(room, sessions.resume),
        lambda: does(room, sessions.close),
    ]
    seen = [drawn(token)]
    for deed in deeds:
        deed()
        seen.append(stamp(token).stamp)
        assert seen[-1] == drawn(token)

    assert len(set(seen)) == len(deeds) + 1


def does(room: Workshop, deed, *given: object) -> None:
    with store.session() as db:
        deed(db, room.who, room.session_id, *given)


def test_another_screen_changes_the_stamp_before_its_last_number_and_the_same_screen_only_that_number(house):
    room = Workshop((WALL, DOTS))
    token = token_of(room)
    room.sticks("een spel")

    def places(*deeds) -> list[bool]:
        before, changed = stamp(token).stamp, []
        for deed in deeds:
            deed()
            after = stamp(token).stamp
            changed.append(before.rpartition(" ")[0] != after.rpartition(" ")[0])
            before = after
        return changed

    assert places(lambda: room.shows("een spel"), room.reveals) == [False, False]
    assert places(lambda: room.goes(1), lambda: does(room, sessions.pause)) == [True, True]


def test_what_other_sessions_and_other_children_do_leaves_the_stamp_alone(house):
    room, other = Workshop((WALL, DOTS)), None
    token = token_of(room)
    before = stamp(token)
    with store.session() as db:
        other = factories.make_session(db, room.who, room.version_id, age_band="12-14")
        pacing.go(db, room.who, other, room.ids[1])
    room.sticks("een spel")
    room.joins()

    assert stamp(token) == before


def test_two_children_of_one_browser_have_two_stamps(house):
    room = Workshop((WALL,))
    first = token_of(room)
    before = stamp(first).stamp

    with store.session() as db:
        second = knocking.join(db, STRANGER, factories.link_of(room.session_id, db), "nl", before=first)

    assert (stamp(first), stamp(second).stamp == before) == (Turn("gone"), False)


@pytest.mark.parametrize("token", [None, "", "x" * 43, "\x00", "é" * 500, "' OR 1=1 --"])
def test_a_token_nobody_has_is_gone(house, token):
    Workshop((WALL,))

    assert stamp(token) == Turn("gone")


@pytest.mark.parametrize(
    ("away", "due"), [(0, False), (30, False), (31, True), (120, True), (121, False), (1199, False)]
)  # fmt: skip
def test_a_screen_that_asks_is_a_sign_of_life_while_its_child_was_here_a_moment_ago(house, time, away, due):
    token = token_of(Workshop((WALL,)))
    time.go(seconds=away)

    assert stamp(token).due is due


def test_after_twenty_minutes_a_screen_is_nobodys_except_in_a_break(house, time):
    room = Workshop((WALL,))
    token = token_of(room)
    does(room, sessions.pause)
    time.go(minutes=20)
    assert stamp(token) == Turn(drawn(token))
    does(room, sessions.resume)
    time.go(minutes=20)

    assert stamp(token) == Turn("gone")


def test_asking_writes_only_when_it_is_due_and_never_wakes_who_was_away(house, time):
    token = token_of(Workshop((WALL,)))
    before = everything()
    stamp(token)
    assert everything() == before

    time.go(minutes=3)
    with store.session() as db:
        presence.still_here(db, token)
    assert everything() == before

    time.go(minutes=-2)
    with store.session() as db:
        presence.still_here(db, token)
    with store.reading() as db:
        assert presence.present(db, token).away == timedelta(0)


# ---- around a table: a child with a device is one of the seats


@pytest.fixture
def table(house: str) -> factories.Talk:
    """A focus group of five; P1 to P4 said yes aloud, P5 sits out; and the door is open."""
    with store.session() as db:
        team = factories.make_team(db)
        talk = factories.make_talk(db, team.facilitator)
        sessions.open_door(db, team.facilitator, talk.session_id)
        TEAMS[talk.session_id] = team
    return talk


TEAMS: dict[str, factories.Team] = {}


def sits(talk: factories.Talk, language: str = "nl") -> str:
    with store.session() as db:
        return knocking.join(db, STRANGER, factories.link_of(talk.session_id, db), language)


def holder(token: str) -> presence.Child:
    with store.reading() as db:
        return presence.present(db, token)


def test_a_child_with_a_device_takes_the_lowest_free_seat(table: factories.Talk):
    first, second = holder(sits(table, "fr")), holder(sits(table))

    assert [(one.pseudonym, one.assent, one.led) for one in (first, second)] == [
        ("P1", None, True), ("P2", None, True),
    ]  # fmt: skip
    assert (first.language, count("participant")) == ("fr", 6)


def test_a_seat_that_said_no_stopped_or_has_a_device_is_passed_over(table: factories.Talk):
    who = TEAMS[table.session_id].facilitator
    with store.session() as db:
        seats.sit_out(db, who, table.session_id, 2)
    tokens = [sits(table) for _ in range(4)]

    assert [holder(one).pseudonym for one in tokens] == ["P1", "P3", "P4", "P6"]
    assert count("participant") == 7


def test_a_table_has_twelve_seats_and_then_nobody_comes_in(table: factories.Talk):
    for _ in range(11):
        sits(table)

    with pytest.raises(Refused):
        sits(table)

    with store.reading() as db:
        names = set(db.exec(select(Participant.pseudonym).where(Participant.token_hash.is_not(None))).all())
    assert names == {f"P{number}" for number in range(1, 13)} - {"P5"}


def test_twelve_devices_at_once_get_twelve_seats(house):
    with store.session() as db:
        team = factories.make_team(db)
        version_id = factories.make_published(db, team.facilitator, (factories.ONLINE,), kind="focus_group")
        session_id = factories.make_session(db, team.facilitator, version_id)
        link = factories.link_of(session_id, db)

    def sit() -> str:
        with store.session() as db:
            return knocking.join(db, STRANGER, link, "nl")

    tokens = [one for one in all_at_once([sit] * 12) if isinstance(one, str)]
    tokens += [sit() for _ in range(12 - len(tokens))]

    assert {holder(one).pseudonym for one in tokens} == {f"P{number}" for number in range(1, 13)}


def test_the_yes_on_the_device_is_the_yes_of_the_seat_and_nothing_else_is(table: factories.Talk):
    who = TEAMS[table.session_id].facilitator
    token = sits(table)
    with pytest.raises(Refused, match="does not join in"), store.session() as db:
        noting.note(db, who, table.session_id, table.question_ids[1], "a" * 32, "1 tekenen", "nl")

    with store.session() as db:
        presence.assent(db, holder(token).visitor, "yes")
    with store.session() as db:
        noting.note(db, who, table.session_id, table.question_ids[1], "b" * 32, "1 tekenen", "nl")

    with store.reading() as db:
        said = noting.utterances(db, who, table.session_id)
    assert [(one.speaker, one.words) for one in said] == [(1, "tekenen"), (1, "filmpjes kijken")]


def test_what_is_noted_and_what_a_device_gives_are_one_participant_and_go_together(table: factories.Talk):
    who = TEAMS[table.session_id].facilitator
    token = sits(table)
    with store.session() as db:
        presence.assent(db, holder(token).visitor, "yes")
        noting.note(db, who, table.session_id, table.question_ids[1], "b" * 32, "1 tekenen", "nl")
    assert count("response") == 2

    with store.session() as db:
        leaving.withdraw(db, holder(token))

    assert count("response") == 0
    with store.reading() as db:
        assert [one.number for one in seats.seats(db, who, table.session_id)] == [2, 3, 4, 5]


def test_who_was_away_says_which_number_it_was(table: factories.Talk, time: Clock):
    right, wrong = sits(table), sits(table)
    time.go(minutes=5)
    assert presence.line_up(holder(right)) == tuple(f"P{number}" for number in range(1, 13))

    with store.session() as db:
        assert presence.prove(db, holder(right), "P1") is True
        assert presence.prove(db, holder(wrong), "P1") is False

    assert (holder(right).pseudonym, holder(wrong)) == ("P1", None)
    assert (pseudonyms.spoken("P1", "fr"), pseudonyms.picture("P1")) == ("P1", "👤")


def test_a_place_nobody_in_particular_is_made_with_the_first_device(house):
    with store.session() as db:
        team = factories.make_team(db)
        version_id = factories.make_published(db, team.facilitator, (factories.ONLINE,), kind="focus_group")
        session_id = factories.make_session(db, team.facilitator, version_id)
        knocking.join(db, STRANGER, factories.link_of(session_id, db), "nl")
        db.flush()
        asked = factories.questions_of(db, session_id)[0].id
        noting.note(db, team.facilitator, session_id, asked, "a" * 32, "0 iedereen lacht", "nl")

    with store.reading() as db:
        assert sessions.heads(db, session_id) == 1
