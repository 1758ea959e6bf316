"""What children and facilitators write is shown as they wrote it: no picture is fetched, no link made, nothing runs."""

from pathlib import Path

from playwright.sync_api import Page, expect
from sqlmodel import select

from consultations import sessions
from consultations.language.normal import tidy
from models import store
from models.response import Response
from tests import factories
from tests.browser.acting import WITHIN, Pupil, settled, sign_in
from tests.browser.conftest import LAPTOP, Arrive
from tests.protocol import Server

WORDS = Path(__file__).with_name("hostile.txt").read_text(encoding="utf-8").splitlines()
ALL = " / ".join(one for one in WORDS if len(one) < 60)[:500].strip()


def nothing_made_of_words(page: Page) -> None:
    """No link leads out, no picture comes from elsewhere, no dialog has opened."""
    out = page.evaluate(
        """[...document.querySelectorAll('a[href], img[src], iframe, object, embed')]
           .map(node => node.href || node.src || node.tagName)
           .filter(url => !url.startsWith(location.origin) && !/^(tel|data|blob):/.test(url))"""
    )
    assert out == []


def test_hostile_words_of_children(arrive: Arrive, app: Server, team: factories.Team):
    with store.session() as db:
        version_id = factories.make_published(db, team.facilitator, [factories.OPEN])
        session_id = factories.make_session(db, team.facilitator, version_id)
        for words in WORDS:
            factories.answer(db, factories.make_child(db, session_id), [words])
        sessions.close(db, team.facilitator, session_id)
        for row in db.exec(select(Response)):
            row.release, row.held_for = "released", None
    page = arrive("nl", LAPTOP)
    page.on("dialog", lambda dialog: dialog.dismiss() or page.evaluate("window.opened = true"))
    sign_in(page, "dirk@mediawijs")
    page.goto("/voices")
    settled(page)
    quotes = page.locator('.st-key-quotes [data-testid="stText"]')
    expect(quotes).to_have_count(len(WORDS), timeout=WITHIN)
    shown = sorted(one.strip() for one in quotes.all_inner_texts())

    assert shown == sorted(tidy(one) for one in WORDS)
    nothing_made_of_words(page)


def test_hostile_words_of_a_facilitator(arrive: Arrive, app: Server, team: factories.Team):
    options = [{"key": "a", "nl": ALL[:110], "fr": ALL[:110]}, {"key": "b", "nl": "gewoon", "fr": "simple"}]
    with store.session() as db:
        version_id = factories.make_published(db, team.facilitator, [("single_choice", ALL, {"options": options})])
        session_id = factories.make_session(db, team.facilitator, version_id)
        link = f"/j/{factories.link_of(session_id, db)}"
    page = arrive("nl")
    pupil = Pupil(page, "nl")
    pupil.come_in(link)
    expect(page.get_by_role("radiogroup")).to_be_visible(timeout=WITHIN)
    assert page.get_by_role("heading", level=1).inner_text().replace("\u2060", "") == ALL
    nothing_made_of_words(page)
    with store.session() as db:
        for language in ("nl", "fr"):
            for _ in range(11):
                factories.answer(db, factories.make_child(db, session_id, language), ["a"])
        sessions.close(db, team.facilitator, session_id)
    reading = arrive("nl", LAPTOP)
    sign_in(reading, "dirk@mediawijs")
    reading.goto("/results")
    settled(reading)
    expect(reading.locator('[data-testid="stVegaLiteChart"]').first).to_be_visible(timeout=WITHIN)
    nothing_made_of_words(reading)
