"""Every screen of a child, in both languages, on a phone: reachable by all, nothing too small, nothing cut off."""

import pytest
from playwright.sync_api import Page

from consultations import ways_in
from models import store
from tests import factories
from tests.browser.acting import Pupil, keyed, settled, sign_in, tap
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive
from tests.browser.looking import barriers, overflows, place_of, small_targets
from tests.protocol import Server

EVERY_TYPE = (
    ("information", "Hallo! We stellen je een paar vragen.", {}),
    factories.CHOICE,
    ("several_choices", "Wat doe je?", {"options": factories.options("spelen", "chatten", "muziek"), "at_most": 2}),
    ("word_scale", "Ik voel me veilig.", {"labels": "true-4"}),
    ("smileys", "Hoe leuk was het?", {"labels": "fun-5"}),
    ("yes_maybe_no", "Is er iets ergs gebeurd?", {"middle": "maybe"}, True),
    ("number", "Hoe oud was je toen?", {"minimum": 3, "maximum": 12, "unit": {"nl": "jaar", "fr": "ans"}}),
    ("short_text", "Wat was goed?", {}),
    factories.OPEN,
)


@pytest.fixture
def link(app: Server, team: factories.Team) -> str:
    with store.session() as db:
        version_id = factories.make_published(db, team.facilitator, EVERY_TYPE)
        return f"/j/{factories.link_of(factories.make_session(db, team.facilitator, version_id), db)}"


def looks_right(page: Page, screen: str, least: int = 48) -> None:
    """One screen: no barrier, nothing wider than the window, no target too small."""
    assert (screen, barriers(page), overflows(page), small_targets(page, least)) == (screen, [], 0, [])


@pytest.mark.parametrize(("language", "size"), [("nl", PHONE), ("fr", PHONE), ("fr", TABLET)])
def test_every_screen_of_a_child(arrive: Arrive, link: str, language: str, size: tuple[int, int]):
    page = arrive(language, size)
    page.goto("/")
    settled(page)
    looks_right(page, "code")
    pupil = Pupil(page, language)
    page.goto(link)
    assert (barriers(page), overflows(page)) == ([], 0)
    page.get_by_role("button", name={"nl": "Nederlands", "fr": "Français"}[language]).click()
    settled(page)
    looks_right(page, "assent")
    corners = {place_of(page, "stop")}
    pupil.next("assent_yes")
    for number in range(1, len(EVERY_TYPE) + 1):
        pupil.at(number, len(EVERY_TYPE))
        looks_right(page, f"question {number}")
        corners.add(place_of(page, "stop"))
        pupil.next("skipped_" if number > 1 else "next_")
    looks_right(page, "last")
    tap(page, "help")
    looks_right(page, "help")
    pupil.next("back_from_help")
    tap(page, "stop")
    looks_right(page, "stop")
    pupil.next("stop_not")
    pupil.next("done")
    looks_right(page, "receipt")
    corners.add(place_of(page, "stop"))
    assert len(corners) == 1
    keyed(page, "bye").locator("button").click()
    page.wait_for_url("**/goodbye?**")
    assert (barriers(page), overflows(page)) == ([], 0)


@pytest.mark.parametrize(("language", "size"), [("nl", LAPTOP), ("fr", TABLET)])
def test_every_screen_of_staff(arrive: Arrive, app: Server, team: factories.Team, language: str, size: tuple[int, int]):
    with store.session() as db:
        version_id = factories.make_published(db, team.facilitator, EVERY_TYPE)
        given = [(one, [None, "strip", ["spelen"], "2", "4", "no", 9, "leuk", "samen spelen"]) for one in ("nl", "fr")]
        factories.make_class(db, team.facilitator, version_id, [row for row in given for _ in range(11)])
        running = factories.make_session(db, team.facilitator, version_id)
        screen = f"/projector?screen={ways_in.projector_token(running)}"
    for login, paths in {
        "fatma@mediawijs": ("/", "/prepare", "/lead", "/inbox", "/my_account"),
        "dirk@mediawijs": ("/", "/results", "/voices"),
        "sofie@mediawijs": ("/", "/concerns"),
        "ada@mediawijs": ("/", "/people", "/house_rules", "/audit"),
    }.items():
        page = arrive(language, size)
        sign_in(page, login, language)
        for path in (*paths, screen):
            page.goto(path)
            settled(page)
            assert (path, barriers(page), overflows(page)) == (path, [], 0)
