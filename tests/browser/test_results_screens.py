"""Results of making and choosing in a browser: in both languages and three sizes nothing is cut off or out of reach."""

import pytest
from playwright.sync_api import expect
from sqlmodel import select

from consultations.access import Visitor
from models import store
from models.people import Account
from models.response import Response
from tests import factories
from tests.browser.acting import keyed, settled, sign_in
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive
from tests.browser.looking import barriers, overflows
from tests.protocol import Server
from tests.sheets import DOTS, DRAWING, DUEL, SORT, STANCES, STORY, WALL, Sheet, held

DREW = {"strokes": [{"colour": 1, "width": 0, "points": [10, 10, 500, 400]}]}
LONG = (
    "Een heel lang kaartje van een kind dat veel te vertellen heeft over hoe het spel beter kan worden, en ook waarom"
)


def sheets() -> list[Sheet]:
    laid = {"cards": {"a": "leuk", "b": "leuk", "c": "saai"}, "names": {}}
    story = [
        {"picture": "🧒", "words": "Een kind"},
        {"picture": "📱", "words": "kijkt"},
        {"picture": "", "words": "en stopt"},
    ]
    given = {
        1: {"a": 2, "b": 1}, 2: [["a", "b", "a"], ["b", "c", "b"], ["a", "c", "a"]], 3: {"a": 1, "b": -1, "c": 0},
        4: laid, 5: story, 6: DREW,
    }  # fmt: skip
    cards = {0: [("idea", LONG, "💡"), ("like", "de kleuren")]}
    return [
        Sheet(given, {1: {"b": 2}}, cards if at < 2 else {}, size=3, language=language)
        for language in ("nl", "fr")
        for at in range(5)
    ]


@pytest.mark.parametrize(("language", "size"), [("nl", PHONE), ("fr", TABLET), ("nl", LAPTOP), ("fr", PHONE)])
def test_results_and_voices_of_a_co_design(
    arrive: Arrive, app: Server, team: factories.Team, language: str, size: tuple[int, int]
):
    held(team, (WALL, DOTS, DUEL, STANCES, SORT, STORY, DRAWING), sheets(), sheets(), twice=(1,))
    speaks(team.designer, language)
    page = arrive(language, size)
    sign_in(page, "dirk@mediawijs", language)
    page.goto("/results")
    settled(page)
    expect(page.get_by_test_id("stVegaLiteChart")).to_have_count(19, timeout=20_000)
    assert (barriers(page), overflows(page)) == ([], 0)
    keyed(page, "unit_").get_by_text({"nl": "Per kind", "fr": "Par enfant"}[language]).click()
    settled(page)
    assert (barriers(page), overflows(page)) == ([], 0)
    page.goto("/voices")
    settled(page)
    assert (barriers(page), overflows(page)) == ([], 0)


def speaks(who: Visitor, language: str) -> None:
    with store.session() as db:
        db.get_one(Account, who.account_id).language = language
        for one in db.exec(select(Response).where(Response.held_for == "drawing")):
            one.release, one.held_for = "released", None
