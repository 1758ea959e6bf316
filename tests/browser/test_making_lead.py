"""Leading a co-design in a browser: one key a card, paper typed in and never lost, five hundred cards, the beamer."""

import time

from playwright.sync_api import Page, expect

from consultations import people, ways_in
from consultations.observing import paper, staging, walls
from models import store
from tests import factories, rooms
from tests.browser.acting import WITHIN, keyed, settled, sign_in, tap
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive, Watched
from tests.browser.looking import barriers, overflows
from tests.protocol import Server
from tests.rooms import DOTS, WALL, Workshop
from translations import words

NL, FR = words("nl").gettext, words("fr").gettext
MANY = 500


def opened(page: Page, team: factories.Team, made: Workshop, language: str = "nl") -> Page:
    """The page of who leads this workshop."""
    with store.session() as db:
        people.set_language(db, team.facilitator, language)
    sign_in(page, "fatma@mediawijs", language)
    page.goto("/lead")
    settled(page)
    tap(page, f"open_{made.session_id}")
    return page


def states(team: factories.Team, made: Workshop, at: int = WALL) -> dict[str, str]:
    with store.reading() as db:
        return {one.words: one.state for one in walls.wall(db, team.facilitator, made.session_id, made.ids[at])}


def becomes(page: Page, asked: object, expected: object) -> None:
    """Wait until the store says so: a key that was pressed is on its way."""
    for _ in range(100):
        if asked() == expected:  # type: ignore[operator]
            return
        page.wait_for_timeout(100)
    assert asked() == expected  # type: ignore[operator]


def test_one_key_shows_a_card_and_one_hides_it_but_never_while_somebody_types(arrive: Arrive, team: factories.Team):
    with store.session() as db:
        made = rooms.make_workshop(db, team.facilitator, sheets=2, devices="none")
        for number, said in enumerate(("eerste", "tweede", "derde")):
            raw = {"kind": "idea", "words": said, "emoji": "", "from": ""}
            paper.enter_card(db, team.facilitator, made.session_id, 1, made.ids[WALL], f"m{number}", raw)
    page = opened(arrive("nl", LAPTOP), team, made)
    expect(page.locator('[class*="st-key-card_"]')).to_have_count(3, timeout=WITHIN)
    order = [one.inner_text() for one in page.locator('[class*="st-key-card_"] [data-testid="stText"]').all()]

    page.locator("body").press("s")
    becomes(page, lambda: states(team, made)[order[0]], "shown")
    expect(page.locator('[class*="st-key-card_"]')).to_have_count(2, timeout=WITHIN)
    page.locator("body").press("h")
    becomes(page, lambda: states(team, made)[order[1]], "hidden")
    expect(page.locator('[class*="st-key-card_"]')).to_have_count(1, timeout=WITHIN)
    page.get_by_label(f"{NL('new')} {NL('Words')}").press_sequentially("schaakhoek")
    page.keyboard.press("Enter")

    becomes(page, lambda: states(team, made), {
        order[0]: "shown", order[1]: "hidden", order[2]: "waiting", "schaakhoek": "waiting"})  # fmt: skip


def entered(team: factories.Team, made: Workshop, at: int, round_: int = 1) -> dict[int, object]:
    with store.reading() as db:
        there = paper.entered(db, team.facilitator, made.session_id, made.ids[at], round_)
    return {number: missing or value for number, (value, missing) in there.items()}


def test_paper_is_typed_in_by_the_keyboard_and_nothing_is_lost_when_the_server_dies(
    arrive: Arrive, app: Server, team: factories.Team, watched: Watched
):
    with store.session() as db:
        made = rooms.make_workshop(db, team.facilitator, sheets=3, devices="none")
        rooms.led_to(db, team.facilitator, made, DOTS)
    page = opened(arrive("nl", LAPTOP), team, made)

    page.get_by_label("P1 spel nl").focus()
    for key in ("2", "Tab", "1", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("9")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Je hebt 3 stickers, en hoogstens 2 voor één kaartje.")).to_be_visible(timeout=WITHIN)
    expect(page.get_by_label("P2 film nl")).to_have_value("9")
    page.get_by_label(f"P3 {NL('Not answered')}").select_option("skipped")
    becomes(page, lambda: entered(team, made, DOTS), {1: {"spel": 2, "film": 1}, 3: "skipped"})

    app.kill()
    page.get_by_label("P2 film nl").fill("2")
    page.keyboard.press("Tab")
    expect(page.get_by_text(NL("not kept yet"))).to_be_visible(timeout=WITHIN)
    app.restart()
    page.reload()
    settled(page)
    if keyed(page, "open_").count():
        tap(page, f"open_{made.session_id}")
    becomes(page, lambda: entered(team, made, DOTS).get(2), {"film": 2})
    expect(page.get_by_label("P1 spel nl")).to_have_value("2", timeout=WITHIN)
    watched.forgive("ERR_CONNECTION", "WebSocket", "disconnected from server", "/_stcore/")


def test_five_hundred_cards_are_still_a_wall_one_can_work_with(arrive: Arrive, team: factories.Team):
    with store.session() as db:
        made = rooms.make_workshop(db, team.facilitator, expected=60)
        for child in range(50):
            who = rooms.child_of(db, made, "nl" if child % 2 else "fr")
            for card in range(10):
                rooms.put_card(db, who, made, f"kaart {child} en {card} over de tuin", f"{child:03}{card:03}")
    page = opened(arrive("nl", LAPTOP), team, made)

    expect(page.locator('[class*="st-key-card_"]')).to_have_count(30, timeout=WITHIN)
    before = time.perf_counter()
    page.locator("body").press("s")
    becomes(page, lambda: list(states(team, made).values()).count("shown"), 1)
    print(f"a key on a wall of {MANY}: {time.perf_counter() - before:.2f} s")
    tap(page, "show_all")
    becomes(page, lambda: set(states(team, made).values()), {"shown"})
    assert (len(states(team, made)), overflows(page)) == (MANY, 0)


def test_the_beamer_shows_what_was_released_and_nothing_else(arrive: Arrive, app: Server, team: factories.Team):
    with store.session() as db:
        made = rooms.make_workshop(db, team.facilitator, devices="group", language="both")
        devices = [rooms.child_of(db, made, language, 3) for language in ("nl", "fr")]
        rooms.put_card(db, devices[0], made, "een knop", "a")
        rooms.put_card(db, devices[1], made, "un bouton secret", "a")
        rooms.put_card(db, devices[1], made, "bel 0470 12 34 56", "b")
        shown = next(one for one in walls.wall(db, team.facilitator, made.session_id, made.ids[WALL])
                     if one.words == "een knop")  # fmt: skip
        walls.show(db, team.facilitator, shown.id)
    page = arrive("fr", LAPTOP)
    page.goto(f"/projector?screen={ways_in.projector_token(made.session_id)}")
    expect(page.get_by_text("een knop")).to_be_visible(timeout=WITHIN)
    seen = page.locator(".stApp").inner_text()
    assert [one for one in ("secret", "0470", devices[0].pseudonym) if one in seen] == []
    assert (barriers(page), overflows(page)) == ([], 0)

    with store.session() as db:
        rooms.led_to(db, team.facilitator, made, DOTS)
        for device in devices:
            rooms.give(db, device, made, DOTS, {"spel": 2})
    expect(page.get_by_role("heading", name="Wat kies je? (fr)")).to_be_visible(timeout=WITHIN)
    assert "4 " + FR("{n} stickers").split()[-1] not in page.locator(".stApp").inner_text()
    with store.session() as db:
        staging.reveal(db, team.facilitator, made.session_id, made.ids[DOTS])
    expect(page.get_by_text("spel nl / spel fr")).to_be_visible(timeout=WITHIN)


def test_every_screen_of_the_leader_is_reachable_in_both_languages_and_three_sizes(
    arrive: Arrive, team: factories.Team
):
    with store.session() as db:
        made = rooms.make_workshop(db, team.facilitator, devices="group", sheets=2)
        device = rooms.child_of(db, made, size=6)
        rooms.put_card(db, device, made, "een knop", "a", emoji="💡")
        rooms.led_to(db, team.facilitator, made, DOTS)
        rooms.give(db, device, made, DOTS, {"spel": 2})
        rooms.led_to(db, team.facilitator, made, WALL)
    for language, size in (("nl", TABLET), ("fr", PHONE), ("fr", LAPTOP)):
        page = opened(arrive(language, size), team, made, language)
        for _ in range(2):
            assert (language, size, barriers(page), overflows(page)) == (language, size, [], 0)
            tap(page, "next")
        with store.session() as db:
            rooms.led_to(db, team.facilitator, made, WALL)
