"""Leading a co-design, page by page: opening, the queue, the vote, paper, the beamer, drawings that wait."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from consultations import looking_after, picturing, ways_in
from consultations.access import Visitor
from consultations.observing import pacing, paper, seats, staging, walls
from consultations.shapes import CleanPicture
from models import store
from models.group_session import GroupSession
from pages.parts.drawings import drawing_svg
from tests import factories
from tests.apptest import Open, sign_in, words_on
from tests.factories import Team
from tests.rooms import (
    ACTIVITIES,
    CHOICE,
    DOTS,
    DRAW,
    LINES,
    WALL,
    Workshop,
    child_of,
    give,
    led_to,
    make_workshop,
    put_card,
)
from tests.rooms import close as close_it
from translations import words

say = words("nl").gettext


@pytest.fixture
def made(team: Team) -> Workshop:
    """Two devices of three and four children; a card of each, one of them held; a vote; a drawing."""
    with store.session() as db:
        made = make_workshop(db, team.facilitator, devices="group")
        one, two = child_of(db, made, size=3), child_of(db, made, "fr", 4)
        put_card(db, one, made, "een knop", "a")
        put_card(db, two, made, "bel 0470 12 34 56", "a")
        led_to(db, team.facilitator, made, CHOICE)
        give(db, one, made, DOTS, {"spel": 2})
        give(db, two, made, DOTS, {"film": 1})
        give(db, two, made, DRAW, LINES)
        led_to(db, team.facilitator, made, WALL)
        return made


@pytest.fixture
def lead(open_page: Open, jar: dict[str, str], team: Team):
    """The page of who leads a workshop, or takes notes in it."""

    def opened(made: Workshop, who: Visitor = team.facilitator) -> AppTest:
        sign_in(jar, who)
        tab = open_page("staff/lead.py", session_id=made.session_id)
        assert [one.message for one in tab.exception] == []
        return tab

    return opened


def tap(tab: AppTest, key: str) -> AppTest:
    """Tap the button whose key begins so."""
    next(one for one in tab.button if (one.key or "").startswith(key)).click()
    tab.run()
    assert [one.message for one in tab.exception] == []
    return tab


def at(made: Workshop) -> int:
    with store.reading() as db:
        return made.ids.index(str(db.get_one(GroupSession, made.session_id).at_question))


def test_a_session_is_opened_on_devices_of_groups_with_open_walls_only_from_twelve(
    open_page: Open, jar: dict[str, str], team: Team
):
    with store.session() as db:
        factories.make_published(db, team.facilitator, ACTIVITIES, kind="co_design", bands=("9-11", "12-14"))
    sign_in(jar, team.facilitator)
    tab = open_page("staff/lead.py")
    devices, pace, wall = tab.radio
    assert (devices.value, pace.value, wall.value) == ("each", "leader", "moderated")

    devices.set_value("group")
    wall.set_value("open")
    for label, choice in ((say("Province"), "antwerpen"), (say("Language of the group"), "both"), (say("Ages"), "9-11"),
                          (say("What has been arranged with the parents?"), "both")):  # fmt: skip
        next(one for one in tab.selectbox if one.label == label).set_value(choice)
    next(one for one in tab.button if one.label == say("Open the session")).click()
    tab.run()
    assert say("Under twelve somebody looks at each card before it appears.") in words_on(tab)
    next(one for one in tab.selectbox if one.label == say("Ages")).set_value("12-14")
    next(one for one in tab.button if one.label == say("Open the session")).click()
    tab.run()

    with store.reading() as db:
        row = db.exec(select(GroupSession)).one()
        assert (row.devices, row.moderated, row.pace, row.age_band) == ("group", False, "leader", "12-14")


def test_the_door_tells_devices_and_children_and_the_queue_tells_what_waits(lead, made: Workshop):
    tab = lead(made)

    seen = words_on(tab)
    assert "2 toestellen · 7 kinderen" in seen
    assert "een knop" in seen
    assert "🔒 1 kaartje wacht onder Nakijken." in seen
    assert not any("0470" in one for one in seen)


def test_a_card_is_shown_hidden_picked_and_laid_under_a_theme(lead, made: Workshop, team: Team):
    tab = tap(lead(made), "show_")

    def card() -> tuple[str, bool, str]:
        with store.reading() as db:
            one = walls.wall(db, team.facilitator, made.session_id, made.ids[WALL])[0]
            return one.state, one.picked, one.theme

    assert card() == ("shown", False, "")
    tab.button_group[0].set_value("shown")
    next(one for one in tab.selectbox if one.label == say("Lay cards under")).set_value("veilig")
    tab.run()
    tap(tap(tab, "pick_"), "lay_")
    assert card() == ("shown", True, "veilig")
    tap(tab, "hide_")
    assert card() == ("hidden", True, "veilig")


def test_next_previous_and_park_move_everybody(lead, made: Workshop):
    tab = tap(lead(made), "next")
    assert at(made) == DOTS
    tap(tab, "park")
    assert at(made) == DOTS + 1
    tap(tab, "previous")
    assert at(made) == DOTS


def test_a_vote_is_revealed_stopped_and_asked_a_second_time(lead, made: Workshop, team: Team):
    tab = tap(lead(made), "next")
    assert "Ronde 1 · 2 bijdragen van 7 kinderen" in words_on(tab)
    tap(tap(tab, "reveal"), "stop_vote")

    def stage() -> tuple[int, bool, bool]:
        with store.reading() as db:
            found = pacing.pace(db, team.facilitator, made.session_id).stage
            return found.round, found.stopped, found.revealed

    assert stage() == (1, True, True)
    tap(tab, "second_round")
    assert stage() == (2, False, False)
    seen = words_on(tab)
    assert "Ronde 2 · 0 bijdragen van 0 kinderen" in seen
    assert "Ronde 1 · 2 bijdragen van 7 kinderen" in seen
    assert seen.count(say("Too few to show how it stands.")) == 1


def test_a_note_taker_looks_after_the_wall_and_neither_leads_nor_sees_the_code(lead, made: Workshop, team: Team):
    with store.session() as db:
        pacing.let_note(db, team.facilitator, made.session_id, team.colleague.account_id)
        pacing.feel(db, team.facilitator, made.session_id, "bad")
        code = ways_in.join_code(db.get_one(GroupSession, made.session_id))
    tab = lead(made, team.colleague)

    there = {one.key for one in tab.button}
    assert there & {"next", "park", "mood_good", "door", "close", "pause", "number_sheets"} == set()
    assert not any(code[:3] in one or "😩" in one for one in words_on(tab))
    tap(tab, "show_")
    with store.reading() as db:
        assert [one.state for one in walls.wall(db, team.facilitator, made.session_id, made.ids[WALL])] == ["shown"]


def test_how_the_group_is_doing_is_a_trail_for_the_leader_now_and_afterwards(lead, made: Workshop, team: Team):
    tab = tap(tap(lead(made), "mood_good"), "mood_bad")
    assert "😀 😩" in words_on(tab)

    with store.session() as db:
        close_it(db, team.facilitator, made)
    seen = words_on(lead(made))
    assert "Hoe het met de groep ging, per vraag: 1 😀  1 😩" in seen
    assert say("While you still remember. Only you read this; write no names.") in seen


def test_sheets_are_numbered_and_the_grid_of_each_activity_opens(lead, team: Team):
    with store.session() as db:
        made = make_workshop(db, team.facilitator, devices="none")
    tab = tap(tap(lead(made), "number_sheets"), "everybody")

    with store.reading() as db:
        table = seats.seats(db, team.facilitator, made.session_id)
        sheets = paper.sheets(db, team.facilitator, made.session_id)
    assert [(one.number, one.assent) for one in table] == [(n, "yes") for n in range(1, 7)]
    for place, one in enumerate(sheets):
        headings = words_on(tab)
        assert say("From paper: sheet {id}").format(id=one.id) in headings, place
        if place + 1 < len(sheets):
            tap(tab, "next")


def test_the_beamer_holds_what_was_released_and_no_name(open_page: Open, made: Workshop, team: Team):
    with store.session() as db:
        one = walls.wall(db, team.facilitator, made.session_id, made.ids[WALL])[0]
    token = ways_in.projector_token(made.session_id)

    def seen() -> str:
        tab = open_page()
        tab.query_params["screen"] = token
        tab.switch_page("staff/projector.py").run()
        assert [each.message for each in tab.exception] == []
        return "\n".join(words_on(tab))

    before = seen()
    with store.session() as db:
        walls.show(db, team.facilitator, one.id)
    assert [[each in said for each in ("0470", "een knop")] for said in (before, seen())] == [
        [False, False],
        [False, True],
    ]
    with store.session() as db:
        led_to(db, team.facilitator, made, DOTS)
    assert "sticker" not in seen()
    with store.session() as db:
        staging.reveal(db, team.facilitator, made.session_id, made.ids[DOTS])
    assert say("Too few to show how it stands.") not in seen()


def test_a_story_hangs_on_the_wall_with_its_pictures_and_never_with_their_keys(lead, team: Team):
    with store.session() as db:
        picture_id = picturing.keep_picture(db, team.facilitator, CleanPicture("png", 9, 9, b""))
        shown = {"key": picture_id, "nl": "Een brug", "fr": "Un pont"}
        made = make_workshop(db, team.facilitator, [("storyboard", "Vertel het.", {"pictures": [shown]})])
        panels = [{"picture": f"own:{picture_id}", "words": "Kijk"}, {"picture": "📱", "words": "Piep"}]
        give(db, child_of(db, made), made, 0, [*panels, {"picture": "", "words": "Klaar"}])

    tab = lead(made)

    assert [one for one in words_on(tab) if one[:2] in ("1.", "2.", "3.")] == ["1. Kijk", "2. 📱 Piep", "3. Klaar"]
    assert [one.proto.imgs[0].alt for one in tab.get("image")][1:] == ["Kijk"]  # after the way in as a square code
    assert not any("own:" in one for one in words_on(tab))


def test_a_drawing_that_waits_is_looked_at_and_let_through_or_kept_out(
    open_page: Open, jar: dict[str, str], made: Workshop, team: Team
):
    sign_in(jar, team.facilitator)
    tab = open_page("staff/inbox.py")
    assert say("Is there a name, a face that can be known, or something worrying in it? Then keep it out.") in words_on(
        tab
    )
    with store.session() as db:
        held = {bool(one.drawing): one.response_id for one in looking_after.inbox(db, team.facilitator)}
    assert f"mask_{held[True]}" not in [one.key for one in tab.button]
    tap(tab, f"release_{held[True]}")

    with store.session() as db:
        assert [bool(one.drawing) for one in looking_after.inbox(db, team.facilitator)] == [False]
        assert [one.state for one in walls.wall(db, team.facilitator, made.session_id, made.ids[DRAW])] == ["waiting"]


def test_a_drawing_becomes_lines_and_nothing_but_lines():
    made = drawing_svg({"strokes": [{"colour": 2, "width": 1, "points": [5, 6, 7, 8]}, *LINES["strokes"]]})
    assert made.count("<polyline") == 2
    assert 'points="5,6 7,8"' in made
    forged = drawing_svg({"strokes": [{"colour": 1, "width": 0, "points": ['"/><script>', 2]}]})
    assert (forged.count("<polyline"), forged.count("script")) == (0, 0)
