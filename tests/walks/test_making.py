"""One scripted child makes, votes and sorts through the real router, in each language; then the leader goes on."""

import time
from datetime import timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from consultations import sessions
from consultations.access import STRANGER
from consultations.collecting import knocking, presence
from consultations.observing import pacing, staging
from models import clock, store
from models.group_session import Participant
from pages.http import cookies
from pages.parts import following
from tests import factories, workshops
from tests.apptest import Open, words_on
from tests.workshops import Workshop
from translations import words


@pytest.fixture
def arrive(sqlite_house: str, open_page: Open, jar: dict[str, str]):
    """A child with an open tab in a workshop: `arrive(questions, language)` returns both."""

    def arrived(questions: Any, language: str = "nl", assent: str | None = "yes", **facts: Any):
        room = Workshop(questions, heads=0, **facts)
        with store.session() as db:
            token = knocking.join(db, STRANGER, factories.link_of(room.session_id, db), language)
            db.flush()
            child = factories.again(db, token)
            if assent:
                presence.assent(db, child.visitor, assent)
            room.children.append(child)
            room.token = token
        jar[cookies.CHILD] = token
        return room, open_page("child/take_part.py")

    return arrived


def well(tab: AppTest) -> AppTest:
    """Nothing went wrong, and help and stop are there."""
    assert [(one.message, one.stack_trace) for one in tab.exception] == []
    assert {"help", "stop"} <= {one.key for one in tab.button}
    return tab


def button(tab: AppTest, start: str, label: str = "") -> Any:
    """The button whose key begins so, and whose label holds this."""
    return next(one for one in tab.button if (one.key or "").startswith(start) and label in one.label)


def tap(tab: AppTest, start: str, label: str = "") -> AppTest:
    return well(button(tab, start, label).click().run())


def labels(tab: AppTest, start: str) -> list[str]:
    return [one.label for one in tab.button if (one.key or "").startswith(start)]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_card_is_written_stuck_seen_and_taken_back(arrive, language: str):
    room, tab = arrive((workshops.WALL,), language)
    say = words(language).gettext
    well(tab)
    assert say("You see them once you have stuck a card yourself.") in words_on(tab)

    tab.text_input[0].input("een knop om te stoppen").run()
    tap(tab, "put_")
    assert say("Choose first what kind of card it is.") in words_on(tab)
    tab.radio[0].set_value("idea").run()
    tab.button_group[0].set_value("💡").run()
    tap(tab, "put_")

    row = room.row("een knop om te stoppen")
    assert (row.facts, row.wall) == ({"kind": "idea", "emoji": "💡", "from": ""}, "waiting")
    assert {"💡 een knop om te stoppen", f"👀 {say('An adult looks at it first.')}"} <= set(words_on(tab))
    assert (tab.text_input[0].value, tab.radio[0].value) == ("", None)
    tap(tab, "take_back_")
    assert room.kept() == []


def test_a_card_grows_from_one_of_another_child(arrive):
    room, tab = arrive((workshops.WALL,))
    neighbour = room.joins()
    room.sticks("een spel", neighbour)
    room.shows("een spel")
    room.sticks("een film")
    well(tab.run())

    tap(tab, "build_")
    assert words("nl").gettext("You build on this card:") in words_on(tab)
    tab.text_input[0].input("een spel met muziek")
    tab.radio[0].set_value("idea")
    tap(tab, "put_")

    assert room.row("een spel met muziek").facts["from"] == room.row("een spel").id


def test_stickers_are_stuck_and_taken_off_and_the_rest_is_counted(arrive):
    room, tab = arrive((workshops.DOTS,))
    say = words("nl").ngettext
    for label, left in (("spel", 2), ("spel", 1), ("film", 0)):
        tap(tab, "stick_", label)
        assert say("You have {n} sticker left.", "You have {n} stickers left.", left).format(n=left) in words_on(tab)
    assert room.kept() == [(0, "", {"spel": 2, "film": 1})]

    tap(tab, "stick_", "strip")
    assert (len(tab.warning), room.kept()) == (1, [(0, "", {"spel": 2, "film": 1})])
    tap(tab, "unstick_")
    assert room.kept() == [(0, "", {"spel": 1, "film": 1})]
    tap(tab, "unstick_")
    tap(tab, "unstick_")
    assert room.kept() == [(0, "", "skipped")]


def test_pairs_come_one_after_another_until_all_were_seen(arrive):
    room, tab = arrive((workshops.PAIRS,))
    seen = []
    for at in range(3):
        assert f"{at + 1} van 3" in words_on(tab)
        seen.append(sorted(labels(tab, "pick_")))
        tap(tab, "pick_" if at else "neither_")
    ((_, _, value),) = room.kept()
    assert sorted(sorted(f"{one} nl" for one in pair[:2]) for pair in value) == sorted(seen)
    assert [bool(chosen) for _, _, chosen in value] == [False, True, True]
    assert words("nl").gettext("You have seen them all. Thank you!") in words_on(tab)


def test_statements_come_one_at_a_time(arrive):
    room, tab = arrive((workshops.STANCES,))
    for stance in ("1", "-1", "0"):
        one = next(
            each for each in tab.button if (each.key or "").startswith("take_") and each.key.endswith(f"_{stance}")
        )
        well(one.click().run())
    ((_, _, value),) = room.kept()
    assert (sorted(value), sorted(value.values())) == (["film", "spel", "strip"], [-1, 0, 1])
    assert words("nl").gettext("You have seen them all. Thank you!") in words_on(tab)


def test_cards_are_laid_in_piles_moved_and_a_pile_gets_a_name(arrive):
    room, tab = arrive((workshops.SORT,))
    tap(tab, "lay_", "leuk")
    tap(tab, "lay_", words("nl").gettext("A new pile"))
    tap(tab, "lay_", "saai")
    assert room.kept() == [
        (0, "", {"cards": {"spel": "leuk", "film": "own_1", "strip": "saai"}, "names": {"own_1": "…"}})
    ]
    well(tab.text_input[0].input("samen").run())
    tap(tab, "move_", "spel")
    tap(tab, "lay_", "samen")

    assert room.kept() == [
        (0, "", {"cards": {"spel": "own_1", "film": "own_1", "strip": "saai"}, "names": {"own_1": "samen"}})
    ]


def test_a_story_is_kept_picture_by_picture(arrive):
    room, tab = arrive((workshops.STORY,))
    assert len(tab.text_input) == 3
    well(tab.text_input[0].input("Een kind").run())
    well(tab.button_group[1].set_value("📱").run())
    tap(tab, "more_")
    assert len(tab.text_input) == 4
    well(tab.text_input[3].input("en klaar").run())

    assert room.kept() == [
        (0, "", [
            {"picture": "", "words": "Een kind"}, {"picture": "📱", "words": ""}, {"picture": "", "words": ""},
            {"picture": "", "words": "en klaar"},
        ])
    ]  # fmt: skip


def test_a_drawing_of_before_is_what_the_sheet_begins_with(arrive, monkeypatch: pytest.MonkeyPatch):
    room, tab = arrive((workshops.DRAWING,))
    room.gives(workshops.LINES)
    well(tab.run())

    assert room.kept() == [(0, "", workshops.LINES)]


@pytest.mark.parametrize("question", workshops.EVERY, ids=[one[0] for one in workshops.EVERY])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_led_child_has_no_next_and_three_ways_not_to_answer(arrive, question, language: str):
    room, tab = arrive((question,), language)
    well(tab)
    say = words(language).gettext
    assert f"⏳ {say('Wait for the adult: it goes on by itself.')}" in words_on(tab)
    assert [one.key for one in tab.button if (one.key or "").startswith(("next_", "back_"))] == []

    tap(tab, "rather_not_")

    assert room.kept() == [(0, "", "rather_not")]
    assert labels(tab, "rather_not_")[0].startswith("✓")


def follow(token: str, tab: AppTest) -> AppTest:
    """What a browser does once it knows that the leader went on: it says so, with all that was typed."""
    with store.reading() as db:
        tab.session_state[following.LED_TO] = presence.place_in(presence.turn(db, token).stamp)
    return well(tab.run())


def test_what_was_typed_is_kept_when_the_leader_goes_on(arrive):
    room, tab = arrive((workshops.POSTCARD, workshops.DOTS))
    tab.text_area[0].input("Maak het korter")
    room.goes(1)

    follow(room.token, tab)

    assert (room.kept(0), labels(tab, "stick_")) == (
        [(0, "", "Maak het korter")], ["spel nl  ", "film nl  ", "strip nl  "],
    )  # fmt: skip


def test_what_was_typed_and_cannot_be_kept_keeps_no_screen_from_following(arrive):
    room, tab = arrive((workshops.POSTCARD, workshops.DOTS, workshops.TALK))
    tab.text_area[0].input("x" * 301)
    room.goes(1)

    follow(room.token, tab)

    assert (room.kept(0), len(labels(tab, "stick_"))) == ([], 3)


def test_a_card_that_was_not_stuck_yet_goes_along_and_the_child_says_what_becomes_of_it(arrive):
    room, tab = arrive((workshops.WALL, workshops.DOTS, workshops.PAIRS))
    tab.text_input[0].input("half klaar")
    tab.radio[0].set_value("idea")
    room.goes(1)
    follow(room.token, tab)
    assert ("half klaar" in words_on(tab), room.kept(0)) == (True, [])

    tap(tab, "left_put")

    assert [value for _, _, value in room.kept(0)] == ["half klaar"]
    assert "half klaar" not in words_on(tab)


@pytest.mark.parametrize("silent_for", [0, 16])
def test_a_screen_waits_for_its_browser_to_follow_but_not_for_one_that_says_nothing(arrive, silent_for: int):
    room, tab = arrive((workshops.POSTCARD, workshops.DOTS))
    room.goes(1)
    well(tab.run())
    assert (len(tab.text_area), labels(tab, "stick_")) == (1, [])

    tab.session_state[following.BEHIND_SINCE] = time.monotonic() - silent_for
    well(tab.run())

    assert (len(tab.text_area), len(labels(tab, "stick_"))) == ((0, 3) if silent_for else (1, 0))


def test_a_break_waits_for_what_is_being_typed_too_and_the_end_waits_for_nothing(arrive):
    room, tab = arrive((workshops.POSTCARD,))
    with store.session() as db:
        sessions.pause(db, room.who, room.session_id)
    well(tab.run())
    tab.text_area[0].input("Maak het korter")
    assert (len(well(tab.run()).text_area), room.kept()) == (1, [])
    follow(room.token, tab)
    assert len(tab.text_area) == 0
    with store.session() as db:
        sessions.resume(db, room.who, room.session_id)
    follow(room.token, tab)
    assert room.kept() == [(0, "", "Maak het korter")]

    with store.session() as db:
        sessions.close(db, room.who, room.session_id)
    tab.run()

    assert (len(tab.text_area), words("nl").gettext("Thank you for your help!") in words_on(tab)) == (0, True)


def test_what_was_typed_is_there_after_a_break(arrive):
    room, tab = arrive((workshops.POSTCARD,))
    tab.text_area[0].input("Maak het korter")
    with store.session() as db:
        sessions.pause(db, room.who, room.session_id)
    follow(room.token, tab)
    assert (len(tab.text_area), room.kept()) == (0, [])
    with store.session() as db:
        sessions.resume(db, room.who, room.session_id)
    follow(room.token, tab)

    assert room.kept() == [(0, "", "Maak het korter")]


def test_a_second_round_starts_empty_and_a_stopped_vote_shows_ones_own(arrive):
    room, tab = arrive((workshops.DOTS,))
    say = words("nl").gettext
    tap(tab, "stick_", "spel")
    room.stages(staging.stop)
    well(tab.run())
    assert (labels(tab, "stick_"), "● spel nl" in words_on(tab)) == ([], True)
    assert say("This is over now. What you gave counts.") in words_on(tab)

    room.stages(staging.second_round)
    well(tab.run())
    assert say("We vote once more. What you gave the first time is kept too.") in words_on(tab)
    assert labels(tab, "stick_")[0] == "spel nl  "
    tap(tab, "stick_", "film")

    assert room.kept() == [(0, "", {"spel": 1}), (0, "2", {"film": 1})]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_group_says_how_many_it_is_and_is_asked_as_several(arrive, language: str):
    room, tab = arrive((workshops.DOTS,), language, None, devices="group")
    say = words(language).gettext
    well(tab)
    assert [one.key for one in tab.button if (one.key or "").startswith("assent")] == []
    tap(tab, "we_are_4")
    assert say("Each of you chooses if you join in. Your group may skip a question or stop. Nobody will be angry.") in (
        words_on(tab)
    )
    tap(tab, "count_again")
    tap(tab, "we_are_3")
    tap(tab, "assent_yes")
    with store.reading() as db:
        row = db.get_one(Participant, room.children[0].participant_id)
        assert (row.size, row.sized, row.assent) == (3, True, "yes")
    assert len(labels(tab, "stick_")) == 3


def test_who_reloads_lands_where_the_leader_is(arrive, open_page: Open):
    room, _ = arrive((workshops.WALL, workshops.DOTS, workshops.POSTCARD))
    room.goes(2)

    assert len(well(open_page("child/take_part.py")).text_area) == 1


def test_what_others_made_stands_below_once_it_may_be_seen(arrive):
    room, tab = arrive((workshops.POSTCARD, workshops.STORY))
    neighbour = room.joins()
    room.gives("Hallo volwassenen", neighbour)
    room.shows("Hallo volwassenen")
    well(tab.run())
    assert "Hallo volwassenen" not in words_on(tab)

    well(tab.text_area[0].input("Uit onze klas").run())

    assert "Hallo volwassenen" in words_on(tab)


def test_how_a_vote_stands_is_shown_from_five_on_and_never_below(arrive):
    room, tab = arrive((workshops.DOTS,))
    tap(tab, "stick_", "spel")
    room.reveals()
    for _ in range(3):
        room.gives({"film": 2}, room.joins())
    well(tab.run())
    assert [one.proto.text for one in tab.get("progress")][1:] == []

    room.gives({"film": 2}, room.joins())
    well(tab.run())

    shown = [one.proto.text for one in tab.get("progress")]
    assert shown[1:] == ["film nl · ● 8", "spel nl · ● 1", "strip nl · ● 0"]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_child_with_a_device_around_a_table_knows_its_number_and_reads_what_is_asked(
    open_page: Open, jar: dict[str, str], team: factories.Team, language: str
):
    with store.session() as db:
        talk = factories.make_talk(db, team.facilitator)
        sessions.open_door(db, team.facilitator, talk.session_id)
        token = knocking.join(db, STRANGER, factories.link_of(talk.session_id, db), language)
        db.flush()
        row = db.get_one(Participant, factories.again(db, token).participant_id)
        row.seen_at = clock.now() - timedelta(minutes=5)
        db.add(row)
    jar[cookies.CHILD] = token
    say = words(language).gettext
    tab = open_page("child/take_part.py")
    assert say("Which number were you?") in words_on(tab)
    assert labels(tab, "animal_") == [f"P{number}" for number in range(1, 13)]

    tap(tab, "animal_P1")
    tap(tab, "assent_yes")

    assert {f"• luisteren {language}", f"⏳ {say('Wait for the adult: it goes on by itself.')}"} <= set(words_on(tab))
    with store.session() as db:
        pacing.go(db, team.facilitator, talk.session_id, talk.question_ids[1])
    follow(token, tab)
    assert say("We talk about this together.") in words_on(tab)
    assert labels(tab, "skipped_") == labels(tab, "next_") == []
