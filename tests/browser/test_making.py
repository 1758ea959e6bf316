"""Children in a browser who make and vote: their screens follow the leader, and nothing they typed or drew is lost."""

import re
import time

from playwright.sync_api import Locator, Page, Route, expect
from sqlmodel import select

from consultations import sessions
from consultations.observing import staging
from models import store
from models.group_session import Participant
from models.response import Response
from tests import workshops
from tests.browser.acting import WITHIN, Pupil, heading, keyed, settled, tap
from tests.browser.conftest import PHONE, TABLET, Arrive, Watched
from tests.browser.looking import ring, small_targets
from tests.protocol import Server
from tests.workshops import Workshop
from translations import words

FOLLOWS = 2_000
NL = words("nl").gettext


def come_in(page: Page, room: Workshop, language: str = "nl") -> Pupil:
    """A child in a browser, who says yes."""
    pupil = Pupil(page, language)
    pupil.come_in(workshops.link(room))
    return pupil


def kept(room: Workshop, at: int) -> list[object]:
    with store.reading() as db:
        rows = db.exec(select(Response).where(Response.question_id == room.ids[at])).all()
        return [one.missing or one.value for one in rows]


def test_a_screen_follows_the_leader_and_what_is_half_typed_is_kept(arrive: Arrive, app: Server):
    room = Workshop((workshops.POSTCARD, workshops.DOTS, workshops.TALK), heads=0)
    page = arrive("nl", PHONE)
    come_in(page, room)
    heading(page, "Schrijf een kaartje.")
    page.locator("textarea").fill("Maak het kor")
    assert ring(page) == "whole"

    room.goes(1)
    began = time.monotonic()
    heading(page, "Wat is het beste idee?")
    within = time.monotonic() - began

    assert (kept(room, 0), within < FOLLOWS / 1000 * 3) == (["Maak het kor"], True)
    for at, said in ((2, "We beginnen samen."), (0, "Schrijf een kaartje."), (1, "Wat is het beste idee?")):
        room.goes(at)
        heading(page, said)


def test_cards_of_others_appear_while_somebody_types_and_take_neither_words_nor_focus(arrive: Arrive, app: Server):
    room = Workshop((workshops.WALL,), heads=1)
    room.sticks("een film")
    page = arrive("nl", TABLET)
    come_in(page, room)
    room.reveals()
    expect(page.get_by_text(NL("There are none yet."))).to_be_visible(timeout=WITHIN)
    field = page.get_by_label(NL("Your card"))
    field.press_sequentially("een knop om ")
    expect(page.get_by_text(NL("{n} of {most} letters").format(n=12, most=140))).to_be_visible(timeout=WITHIN)

    room.shows("een film")
    expect(page.get_by_text("een film")).to_be_visible(timeout=WITHIN)

    expect(field).to_have_value("een knop om ")
    expect(field).to_be_focused()
    field.press_sequentially("te stoppen")
    page.get_by_role("radiogroup").get_by_text("Mijn idee").click()
    settled(page)
    tap(page, "put_")
    expect(page.get_by_text(NL("An adult looks at it first."))).to_be_visible(timeout=WITHIN)
    assert room.row("een knop om te stoppen").wall == "waiting"


def test_a_card_that_was_not_stuck_is_not_lost_when_the_leader_goes_on(arrive: Arrive, app: Server):
    room = Workshop((workshops.WALL, workshops.DOTS), heads=0)
    page = arrive("nl")
    come_in(page, room)
    page.get_by_role("radiogroup").get_by_text("Mijn idee").click()
    settled(page)
    page.get_by_label(NL("Your card")).fill("half klaar")

    room.goes(1)
    expect(page.get_by_text(NL("You were still writing this card:"))).to_be_visible(timeout=WITHIN)
    assert kept(room, 0) == []
    tap(page, "left_put")

    expect(page.get_by_text(NL("You were still writing this card:"))).to_have_count(0, timeout=WITHIN)
    assert kept(room, 0) == ["half klaar"]


def test_what_is_typed_is_handed_in_before_another_screen_comes(arrive: Arrive, app: Server):
    """A run of this screen's own, between the leader's step and the browser's knowing of it, takes nothing away."""
    room = Workshop((workshops.WALL, workshops.DOTS), heads=0)
    page = arrive("nl")
    come_in(page, room)
    field, kind = page.get_by_label(NL("Your card")), page.get_by_role("radiogroup").get_by_text("Mijn idee")
    expect(field).to_be_visible(timeout=WITHIN)
    settled(page)
    asked: list[Route] = []
    page.route("**/pace", lambda route: asked.append(route))  # noqa: PLW0108
    eventually(page, lambda: len(asked), 1)
    field.fill("half klaar")
    room.goes(1)
    kind.dispatch_event("click")
    expect(page.get_by_role("radio", name="Mijn idee")).to_be_checked(timeout=WITHIN)
    settled(page)
    heading(page, "Wat zou jij maken?")
    expect(field).to_have_value("half klaar")

    page.unroute("**/pace")
    expect(page.get_by_text(NL("You were still writing this card:"))).to_be_visible(timeout=WITHIN)
    heading(page, "Wat is het beste idee?")
    tap(page, "left_put")
    eventually(page, lambda: kept(room, 0), ["half klaar"])


def test_a_card_of_no_kind_yet_comes_along_too(arrive: Arrive, app: Server):
    room = Workshop((workshops.WALL, workshops.DOTS), heads=0)
    page = arrive("fr")
    come_in(page, room, "fr")
    say = words("fr").gettext
    page.get_by_label(say("Your card")).fill("à moitié")
    room.goes(1)
    expect(page.get_by_text(say("You were still writing this card:"))).to_be_visible(timeout=WITHIN)
    tap(page, "left_put")
    expect(page.get_by_text(say("Choose first what kind of card it is."))).to_be_visible(timeout=WITHIN)
    assert small_targets(page, 44) == []
    page.get_by_role("radiogroup").get_by_text("Mon idée").click()
    settled(page)
    tap(page, "left_put")
    eventually(page, lambda: kept(room, 0), ["à moitié"])
    expect(keyed(page, "left_card")).to_have_count(0, timeout=WITHIN)


def sheet(page: Page) -> Locator:
    """The sheet to draw on, once its own code is there: before that it takes no finger and no key."""
    found = page.locator("canvas")
    expect(found).to_have_attribute("tabindex", "0", timeout=WITHIN)
    return found


def draw(page: Page, *points: tuple[int, int]) -> None:
    """A line over the sheet, from point to point, in hundredths."""
    box = sheet(page).bounding_box()
    assert box
    spots = [(box["x"] + box["width"] * x / 100, box["y"] + box["height"] * y / 100) for x, y in points]
    page.mouse.move(*spots[0])
    page.mouse.down()
    for spot in spots[1:]:
        page.mouse.move(*spot, steps=5)
    page.mouse.up()


def strokes(room: Workshop, at: int = 0) -> list[tuple[int, int]]:
    """Colour and width of every line of the one drawing there is."""
    values = kept(room, at)
    return [(one["colour"], one["width"]) for value in values if isinstance(value, dict) for one in value["strokes"]]


def eventually(page: Page, found, wanted: object) -> None:
    """Wait until what is in the store is this."""
    for _ in range(WITHIN // 100):
        if found() == wanted:
            return
        page.wait_for_timeout(100)
    assert found() == wanted


def test_a_drawing_is_kept_line_by_line_and_outlives_help_and_a_reload(arrive: Arrive, app: Server):
    room = Workshop((workshops.DRAWING, workshops.TALK), heads=0)
    page = arrive("nl", TABLET)
    come_in(page, room)
    expect(page.locator("canvas")).to_be_visible(timeout=WITHIN)
    draw(page, (10, 10), (40, 40))
    page.get_by_role("button", name=NL("red"), exact=True).click()
    page.get_by_role("button", name=NL("thick"), exact=True).click()
    draw(page, (60, 10), (60, 60), (90, 60))
    eventually(page, lambda: strokes(room), [(0, 1), (2, 2)])
    tap(page, "help")
    tap(page, "back_from_help")
    page.get_by_role("button", name=NL("Undo"), exact=True).click()
    eventually(page, lambda: strokes(room), [(0, 1)])
    page.reload()
    settled(page)
    draw(page, (10, 80), (90, 80))
    eventually(page, lambda: strokes(room), [(0, 1), (0, 1)])
    page.get_by_role("button", name=NL("Start again"), exact=True).click()
    page.get_by_role("button", name=NL("No, keep it"), exact=True).click()
    page.get_by_role("button", name=NL("Start again"), exact=True).click()
    page.get_by_role("button", name=NL("Yes, rub out"), exact=True).click()
    eventually(page, lambda: kept(room, 0), ["skipped"])


def test_a_line_drawn_a_moment_before_the_leader_goes_on_is_kept(arrive: Arrive, app: Server):
    room = Workshop((workshops.DRAWING, workshops.TALK), heads=0)
    page = arrive("nl", TABLET)
    come_in(page, room)
    expect(page.locator("canvas")).to_be_visible(timeout=WITHIN)
    draw(page, (10, 10), (40, 40))

    room.goes(1)
    heading(page, "We beginnen samen.")

    assert strokes(room) == [(0, 1)]


def test_everything_can_be_done_with_the_keyboard(arrive: Arrive, app: Server):
    room = Workshop((workshops.DRAWING, workshops.PAIRS), heads=0)
    page = arrive("nl", TABLET)
    come_in(page, room)
    sheet(page).focus()
    for pressed in ("Space", "ArrowRight", "ArrowRight", "ArrowDown", "Space"):
        page.keyboard.press(pressed)
    eventually(page, lambda: [one["points"] for one in kept(room, 0)[0]["strokes"]] if kept(room, 0) else [],
               [[500, 375, 520, 375, 540, 375, 540, 395]])  # fmt: skip
    room.goes(1)
    heading(page, "Wat kies jij?")
    for at in range(3):
        keyed(page, "pick_").locator("button").focus()
        page.keyboard.press("Enter")
        eventually(page, lambda: len(kept(room, 1)[0]) if kept(room, 1) else 0, at + 1)
        settled(page)


def test_a_finger_that_draws_does_not_scroll_the_page(arrive: Arrive, app: Server):
    room = Workshop((workshops.DRAWING,), heads=0)
    page = arrive("nl", PHONE)
    come_in(page, room)
    assert page.locator("canvas").evaluate("node => getComputedStyle(node).touchAction") == "none"


def test_a_break_and_the_end_reach_every_screen_by_themselves(arrive: Arrive, app: Server):
    room = Workshop((workshops.POSTCARD,), heads=0)
    page = arrive("nl")
    come_in(page, room)
    page.locator("textarea").fill("nog niet klaar")
    with store.session() as db:
        sessions.pause(db, room.who, room.session_id)
    heading(page, NL("We are taking a break"))
    with store.session() as db:
        sessions.resume(db, room.who, room.session_id)
    heading(page, "Schrijf een kaartje.")
    expect(page.locator("textarea")).to_have_value("nog niet klaar")
    eventually(page, lambda: kept(room, 0), ["nog niet klaar"])
    with store.session() as db:
        sessions.close(db, room.who, room.session_id)
    heading(page, NL("Thank you for your help!"))


def test_a_vote_of_two_rounds_with_its_result(arrive: Arrive, app: Server):
    room = Workshop((workshops.DOTS,), heads=4)
    page = arrive("nl", PHONE)
    come_in(page, room)
    for dots in ("●", "●●"):
        tap(page, "stick_")
        expect(keyed(page, "stick_").locator("button")).to_contain_text(f"spel nl  {dots}", timeout=WITHIN)
    for who in range(4):
        room.gives({"film": 2}, who)
    room.reveals()
    expect(keyed(page, "standing")).to_contain_text("film nl · ● 8", timeout=WITHIN)
    room.stages(staging.stop)
    expect(page.get_by_text(NL("This is over now. What you gave counts."))).to_be_visible(timeout=WITHIN)
    assert keyed(page, "stick_").count() == 0
    room.stages(staging.second_round)
    expect(keyed(page, "stick_").locator("button")).not_to_contain_text("●", timeout=WITHIN)


def test_a_group_around_one_device_counts_itself_first(arrive: Arrive, app: Server):
    room = Workshop((workshops.DOTS,), heads=0, devices="group")
    page = arrive("fr")
    say = words("fr").gettext
    page.goto(workshops.link(room))
    page.get_by_role("button", name="Français").click()
    heading(page, say("How many are you at this device?"))
    tap(page, "we_are_4")
    tap(page, "assent_yes")
    heading(page, "Wat is het beste idee? (fr)")
    with store.reading() as db:
        assert [(one.size, one.assent) for one in db.exec(select(Participant)).all()] == [(4, "yes")]


def test_when_the_server_is_gone_and_back_the_screen_follows_again(arrive: Arrive, app: Server, watched: Watched):
    room = Workshop((workshops.POSTCARD, workshops.DOTS), heads=0)
    page = arrive("nl")
    come_in(page, room)
    heading(page, "Schrijf een kaartje.")
    expect(page.locator("textarea")).to_be_visible(timeout=WITHIN)
    settled(page)
    app.kill()
    page.wait_for_timeout(2500)
    app.restart()
    room.goes(1)
    heading(page, "Wat is het beste idee?")
    watched.forgive("ERR_CONNECTION", "WebSocket", "disconnected from server", "/_stcore/", "server is not responding")


def test_a_card_of_another_child_is_never_read_as_anything_but_words(arrive: Arrive, app: Server):
    room = Workshop((workshops.WALL, workshops.OF_CARDS), heads=1)
    hostile = "**vet** ![x](http://127.0.0.1:1/x.png) <b>html</b> [link](http://example.org) :red[rood] $x^2$"
    room.sticks(hostile)
    with store.session() as db:  # somebody looked at it, and let it through as it is
        card = db.exec(select(Response)).one()
        card.release, card.held_for, card.wall = "released", None, "shown"
    room.reveals()
    page = arrive("nl")
    come_in(page, room)
    expect(page.get_by_text("**vet**")).to_be_visible(timeout=WITHIN)
    room.goes(1)
    expect(keyed(page, "stick_").locator("button")).to_contain_text("**vet**", timeout=WITHIN)
    shown = keyed(page, "stick_").locator("button")
    assert shown.locator("b, strong, a, img, .katex").count() == 0
    assert re.sub("\u2060", "", shown.inner_text()).startswith("**vet** ![x](http://127.0.0.1:1/x.png) <b>html</b>")


def test_help_and_stop_are_on_every_screen_and_lead_back(arrive: Arrive, app: Server):
    questions = (*workshops.EVERY, workshops.TALK)
    room = Workshop(questions, heads=0)
    page = arrive("nl", PHONE)
    come_in(page, room)
    for at, question in enumerate(questions):
        room.goes(at)
        heading(page, question[1])
        settled(page)
        tap(page, "help")
        heading(page, NL("Do you want to talk to someone?"))
        tap(page, "back_from_help")
        heading(page, question[1])
        tap(page, "stop")
        heading(page, NL("Do you want to stop? You don't have to say why."))
        tap(page, "stop_not")
        heading(page, question[1])
