"""Children who put pins on the pages of a prototype: by a tap and by the keyboard, on each screen, in each language."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.acting import WITHIN, Pupil, settled
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive
from tests.browser.looking import barriers, overflows
from tests.browser.test_making import eventually
from tests.protocol import Server
from tests.prototypes import PAGES, Prototype
from translations import words

NL = words("nl").gettext
KINDS = {
    "nl": ("Dit vind ik goed", "Dit vind ik niet goed", "Mijn idee"),
    "fr": ("J’aime ça", "Je n’aime pas ça", "Mon idée"),
}


def come_in(page: Page, session_id: str, language: str = "nl") -> Pupil:
    """A child in a browser, before the pages."""
    pupil = Pupil(page, language)
    pupil.come_in(f"/j/{factories.link_of(session_id)}")
    expect(page.locator(".sheet img")).to_be_visible(timeout=WITHIN)
    page.locator(".sheet img").evaluate("one => one.decode()")
    return pupil


def tap_on_page(page: Page, x: int, y: int) -> None:
    """A tap on the page, in hundredths of it."""
    box = page.locator(".sheet img").bounding_box()
    assert box
    page.locator(".sheet").click(position={"x": box["width"] * x / 100, "y": box["height"] * y / 100})


def near(tested: Prototype, session_id: str) -> list[list[tuple[Any, ...]]]:
    """The pins that were kept, to the nearest hundredth of the page."""
    return [
        [(tested.stems.index(one["page"]), round(one["x"] / 10), round(one["y"] / 10), one["kind"], one["words"])
         for one in value] if isinstance(value, list) else value
        for value in tested.kept(session_id)
    ]  # fmt: skip


def test_a_child_taps_pins_on_two_pages_writes_with_one_and_takes_one_away(arrive: Arrive, app: Server):
    tested = Prototype()
    session_id = tested.opens()
    page = arrive("nl", PHONE)
    pupil = come_in(page, session_id)

    tap_on_page(page, 50, 50)
    expect(page.locator(".said")).to_contain_text(NL("First choose what you want to say."))
    page.get_by_role("button", name="Dit vind ik goed", exact=True).click()
    tap_on_page(page, 20, 40)
    page.get_by_role("button", name="Dit vind ik niet goed").click()
    tap_on_page(page, 70, 60)
    page.locator(".list input").nth(1).fill("te veel woorden")
    page.get_by_role("button", name=NL("Next page ▶")).click()
    page.get_by_role("button", name="Mijn idee").click()
    tap_on_page(page, 50, 10)
    eventually(page, lambda: near(tested, session_id), [[
        (0, 20, 40, "like", ""), (0, 70, 60, "dislike", "te veel woorden"), (1, 50, 10, "idea", ""),
    ]])  # fmt: skip
    page.get_by_role("button", name=NL("◀ Page before")).click()
    page.locator(".away").first.click()
    eventually(page, lambda: len(near(tested, session_id)[0]), 2)
    page.reload()
    settled(page)
    expect(page.locator(".list input")).to_have_value("te veel woorden", timeout=WITHIN)
    pupil.next()

    assert near(tested, session_id) == [[(0, 70, 60, "dislike", "te veel woorden"), (1, 50, 10, "idea", "")]]


def test_everything_can_be_done_with_the_keyboard(arrive: Arrive, app: Server):
    tested = Prototype()
    session_id = tested.opens()
    page = arrive("nl", LAPTOP)
    come_in(page, session_id)
    page.locator(".kind.idea").focus()
    for pressed in ("Enter", "Tab", "Tab", "Tab"):
        page.keyboard.press(pressed)
    for pressed in ("ArrowLeft", "ArrowLeft", "ArrowUp", "Shift+ArrowUp", "Enter"):
        page.keyboard.press(pressed)
    page.keyboard.press("Tab")
    page.keyboard.type("een filmpje")
    page.keyboard.press("Enter")

    eventually(page, lambda: tested.kept(session_id),
               [[{"page": tested.stems[0], "x": 450, "y": 470, "kind": "idea", "words": "een filmpje"}]])  # fmt: skip


def test_there_are_no_more_pins_than_a_child_may_put(arrive: Arrive, app: Server):
    tested = Prototype((("page_remarks", "Wat vind je?", {"at_most": 2, "dislikes": False, "ideas": False}),))
    session_id = tested.opens()
    page = arrive("nl", TABLET)
    come_in(page, session_id)
    assert page.locator(".kinds").is_hidden()
    for x in (20, 50, 80):
        tap_on_page(page, x, 70)
    expect(page.locator(".said")).to_contain_text(NL("All your pins are used. Take one away first."))
    eventually(page, lambda: near(tested, session_id), [[(0, 20, 70, "like", ""), (0, 50, 70, "like", "")]])


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_the_screen_fits_and_has_no_barriers(arrive: Arrive, app: Server, language: str):
    tested = Prototype()
    session_id = tested.opens()
    for size in (PHONE, TABLET, LAPTOP):
        page = arrive(language, size)
        come_in(page, session_id, language)
        for label, (x, y) in zip(KINDS[language], ((25, 35), (70, 65), (98, 3)), strict=True):
            page.get_by_role("button", name=label, exact=True).click()
            tap_on_page(page, x, y)
        expect(page.locator(".line")).to_have_count(3)
        settled(page)
        small = page.locator(".desk button:not(.mark)").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).filter(box => box.height < 44 || box.width < 44).length"
        )
        beside = page.locator(".desk button, .desk input, .sheet").evaluate_all(
            "all => all.filter(one => { const box = one.getBoundingClientRect();"
            " return box.left < 0 || box.right > innerWidth; }).length"
        )
        assert (barriers(page), overflows(page), small, beside) == ([], 0, 0, 0)
        assert page.locator(".sheet img").get_attribute("alt") == f"1. {PAGES[0][language == 'fr']}"


def test_without_pages_the_question_is_passed_over(arrive: Arrive, app: Server):
    tested = Prototype(pages=())
    session_id = tested.opens()
    page = arrive("nl", PHONE)
    pupil = Pupil(page, "nl")
    pupil.come_in(f"/j/{factories.link_of(session_id)}")
    expect(page.get_by_text(NL("There are no pages to look at here. You can go on."))).to_be_visible(timeout=WITHIN)
    pupil.next()

    assert tested.kept(session_id) == ["skipped"]
