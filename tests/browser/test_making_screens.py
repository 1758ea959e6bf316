"""Every screen on which children make, vote and sort, in both languages and three sizes: reachable, and big enough."""

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from consultations.observing import staging, walls
from models import store
from models.response import Response
from tests import workshops
from tests.browser.acting import WITHIN, heading, keyed, settled, tap
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive
from tests.browser.looking import barriers, overflows, place_of, small_targets
from tests.protocol import Server
from tests.workshops import Workshop
from translations import words

LEAST = {"6-8": 64, "9-11": 56, "12-14": 48}
LONG = "iets met muziek en een robot die alles uitlegt aan kinderen die het nog niet kennen en dan ook nog een spel"
MADE = {
    "dot_voting": {"spel": 2, "film": 1}, "this_or_that": [["spel", "film", "spel"]], "agree_pass": {"spel": 1},
    "card_sort": {"cards": {"spel": "leuk", "film": "own_1"}, "names": {"own_1": "samen"}},
    "storyboard": [{"picture": "🧒", "words": "Een kind"}], "drawing": workshops.LINES, "postcard": "Hallo makers",
}  # fmt: skip


def looks_right(page: Page, screen: str, band: str) -> None:
    """One screen: no barrier, nothing wider than the window, no target too small for this age."""
    settled(page)
    found = (screen, barriers(page), overflows(page), small_targets(page, LEAST[band]), too_small(page, LEAST[band]))
    assert found == (screen, [], 0, [], [])


def too_small(page: Page, least: int) -> list[str]:
    """What `small_targets` does not see: tabs, pictures, and what our own components draw."""
    boxes = [
        (one.inner_text() or str(one.get_attribute("aria-label")), one.bounding_box())
        for one in page.locator('.st-key-child [role="tab"], .st-key-child [role="radio"], .desk button').all()
        if one.is_visible()
    ]
    return [
        f"{name}: {box['width']:.0f}x{box['height']:.0f}"
        for name, box in boxes
        if box and min(box["width"], box["height"]) < least - 0.5
    ]


def everybody_gave(room: Workshop) -> None:
    """Four others gave something to everything, and the leader let some of it through."""
    for who in range(4):
        room.sticks(f"{who} {LONG}", who, kind=("like", "dislike", "idea", "idea")[who], emoji="🎮")
        for at, (name, *_) in enumerate(workshops.EVERY):
            if name in MADE:
                room.gives(MADE[name], who, at)
    with store.session() as db:
        for one in db.exec(select(Response)).all():
            if one.wall or one.question_id in room.ids[5:]:
                one.release, one.held_for = "released", None
                db.flush()
                walls.show(db, room.who, one.id)


@pytest.mark.parametrize(
    ("language", "size", "band", "devices"),
    [("nl", PHONE, "6-8", "each"), ("fr", PHONE, "9-11", "group"), ("fr", TABLET, "12-14", "each"),
     ("nl", LAPTOP, "9-11", "each")],
)  # fmt: skip
def test_every_screen_of_making(
    arrive: Arrive, app: Server, language: str, size: tuple[int, int], band: str, devices: str
):
    room = Workshop((*workshops.EVERY, workshops.TALK), heads=4, age_band=band, devices=devices)
    room.goes(8)
    everybody_gave(room)
    room.goes(0)
    page, say = arrive(language, size), words(language).gettext
    page.goto(workshops.link(room))
    page.get_by_role("button", name={"nl": "Nederlands", "fr": "Français"}[language]).click()
    if devices == "group":
        heading(page, say("How many are you at this device?"))
        looks_right(page, "how many", band)
        tap(page, "we_are_3")
        heading(page, "Médias" if language == "fr" else "Media")
    settled(page)
    looks_right(page, "assent", band)
    corners = {place_of(page, "stop")}
    tap(page, "assent_yes")
    me = room.meets()
    for at, (name, said, *_) in enumerate((*workshops.EVERY, workshops.TALK)):
        room.goes(at)
        heading(page, said if language == "nl" else f"{said} (fr)")
        looks_right(page, f"{name} before", band)
        if name in MADE:
            room.gives(MADE[name], me, at)
        room.reveals(at)
        if name in MADE:
            expect(keyed(page, "waiting")).to_contain_text("✅", timeout=WITHIN)
            settled(page)
            looks_right(page, f"{name} after", band)
        corners.add(place_of(page, "stop"))
    room.goes(1)
    room.stages(staging.stop, 1)
    keyed(page, "given").wait_for()
    looks_right(page, "stopped", band)
    room.stages(staging.second_round, 1)
    keyed(page, "stick_").wait_for()
    looks_right(page, "second round", band)
    assert len(corners) == 1
