"""Two people rate the problems of a tool in browsers of their own: neither sees what the other said before its time."""

import pytest
from playwright.sync_api import Page, expect

from consultations import people
from consultations.tooling import rating
from models import store
from tests import factories
from tests.browser.acting import WITHIN, keyed, settled, sign_in, tap
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive
from tests.browser.looking import barriers, overflows, ring
from tests.protocol import Server
from tests.tripping import Tripped, make_tool, note
from translations import words

SAID = ("De knop is grijs", "De kop is te klein", "Niemand kent het woord ‘cookie’")


@pytest.fixture
def tool(app: Server, team: factories.Team) -> Tripped:
    with store.session() as db:
        made = make_tool(db, team.designer)
        note(db, team.designer, made.tool_id, SAID[:2])
        pin = {"kind": "page", "stem": made.stems[1], "x": 320, "y": 640}
        note(db, team.designer, made.tool_id, SAID[2:], place=pin)
        return made


def enter(arrive: Arrive, login: str, language: str, size: tuple[int, int]) -> Page:
    page = arrive(language, size)
    sign_in(page, login, language)
    page.goto("/problems")
    settled(page)
    return page


def looks_right(page: Page, screen: str) -> None:
    """On a telephone, on a tablet and on a laptop; then it is as it was."""
    before = page.viewport_size
    assert before
    for width, height in (PHONE, TABLET, LAPTOP):
        page.set_viewport_size({"width": width, "height": height})
        assert (screen, width, barriers(page), overflows(page)) == (screen, width, [], 0)
    page.set_viewport_size(before)
    settled(page)


@pytest.mark.parametrize(("language", "size"), [("nl", PHONE), ("fr", TABLET)])
def test_two_raters_rate_blind(
    arrive: Arrive, team: factories.Team, tool: Tripped, language: str, size: tuple[int, int]
):
    with store.session() as db:
        for who in (team.facilitator, team.designer):
            people.set_language(db, who, language)
    say = words(language)
    first = enter(arrive, "dirk@mediawijs", language, size)
    looks_right(first, "list")
    tap(first, "rate_all")
    for number in (1, 2, 3):
        expect(first.get_by_role("heading", level=2)).to_have_text(say.gettext("Problem {n}").format(n=number))
        looks_right(first, f"rate {number}")
        first.keyboard.press("4")
    expect(first.get_by_text(say.gettext("You have rated all of them."))).to_be_visible(timeout=WITHIN)

    second = enter(arrive, "fatma@mediawijs", language, size)
    one = say.ngettext("{n} person has rated it", "{n} people have rated it", 1).format(n=1)
    expect(second.get_by_text(one)).to_have_count(3)
    tap(second, "open_")
    settled(second)
    looks_right(second, "one")
    every = say.gettext("You said {mine}. All ratings: {every}")
    expect(second.get_by_text(every.split("{every}")[0].format(mine=1))).to_have_count(0)
    second.get_by_text(say.gettext(rating.SEVERITIES[1])).click()
    expect(second.get_by_text(every.format(mine=1, every="1 · 4"))).to_be_visible(timeout=WITHIN)
    looks_right(second, "rated")
    tap(second, "all_problems")
    expect(second.get_by_text(one)).to_have_count(2)
    with store.reading() as db:
        log = rating.log(db, team.facilitator, tool.tool_id)
    assert [(each.mine, each.ratings) for each in log.problems] == [(1, (1, 4)), (None, ()), (None, ())]


def test_each_field_that_has_the_focus_has_a_whole_ring_around_it(arrive: Arrive, team: factories.Team, tool: Tripped):
    page = enter(arrive, "fatma@mediawijs", "nl", PHONE)
    page.get_by_text(words("nl").gettext("Note a problem")).click()
    settled(page)
    page.get_by_role("radio", name=words("nl").gettext("In the film")).click()
    settled(page)
    seen = {}
    for field in ("textarea", "input[type=text]:not([role])", "input[type=search]", "input[role=combobox]"):
        page.locator(field).first.press("Shift")
        seen[field] = ring(page)
    assert seen == dict.fromkeys(seen, "whole")


def test_a_page_is_pinned_by_a_tap_and_shown_with_its_mark(arrive: Arrive, team: factories.Team, tool: Tripped):
    say = words("nl").gettext
    page = enter(arrive, "fatma@mediawijs", "nl", PHONE)
    page.get_by_text(say("Note a problem")).click()
    keyed(page, "new_").locator("textarea").fill("De voet is te klein")
    page.get_by_role("radio", name=say("On a picture")).click()
    settled(page)
    sheet = page.locator(".sheet img")
    expect(sheet).to_be_visible(timeout=WITHIN)
    sheet.evaluate("one => one.decode()")
    settled(page)
    box = sheet.bounding_box()
    assert box
    page.locator(".sheet").click(position={"x": box["width"] * 0.3, "y": box["height"] * 0.625})
    expect(page.locator(".marks > *")).to_have_count(1)
    settled(page)
    looks_right(page, "pinned")
    tap(page, "keep_problem")
    expect(page.get_by_text(say("It is in the log, as problem {n}.").format(n=4))).to_be_visible(timeout=WITHIN)
    tap(page, "open_")
    marked = say("{place}, with a mark where problem {n} is").format(place="Pagina 1 · B3", n=4)
    expect(page.get_by_alt_text(marked, exact=True)).to_be_visible(timeout=WITHIN)
    with store.reading() as db:
        newest = rating.log(db, team.facilitator, tool.tool_id).problems[0]
    spot = {way: round(newest.place[way], -1) for way in ("x", "y")}
    assert (newest.place["kind"], newest.place["stem"], spot) == ("page", tool.stems[0], {"x": 300, "y": 620})
