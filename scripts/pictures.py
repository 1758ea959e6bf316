"""Makes docs/pictures and docs/screens.md: child, facilitator and designer, in both languages, in three sizes.

Run with `make pictures`, after `sh scripts/test.sh` has set up the tests' own needs (Chromium, Playwright).
"""

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from sqlmodel import col, select

from consultations import demo, sessions, signing_in, ways_in
from consultations.access import Role, Visitor
from consultations.drafting import view
from models import store
from models.consultation import Consultation
from models.group_session import GroupSession
from models.people import Account
from tests.browser import running as runs
from tests.browser.acting import Pupil, choose, keyed, settled, sign_in, tap
from tests.browser.conftest import ARGUMENTS, CHROMIUM, LAPTOP, PHONE, TABLET
from tests.conftest import use
from tests.factories import PASSWORD
from tests.real import served
from translations import words

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
SIZES = {"phone": PHONE, "tablet": TABLET, "laptop": LAPTOP}
ACROSS = (1024, 768)
"""A tablet on its side: so an observer holds it."""
LANGUAGES = ("nl", "fr")
CAPTIONS = {
    "child-1-assent": "A child decides",
    "child-2-choice": "One question a screen",
    "child-3-scale": "A scale in words",
    "child-4-sensitive": "A sensitive question, with help beside it",
    "child-5-help": "Help, on every screen",
    "child-6-receipt": "The receipt",
    "child-7-making": "Making together: one vote a screen, at the pace of who leads",
    "facilitator-1-home": "The facilitator's first page",
    "facilitator-2-prepare": "Prepare: start from a template",
    "facilitator-3-write": "Write: both languages, the gate, the preview",
    "facilitator-4-lead": "Lead: the code, the door, the heads",
    "facilitator-5-talk": "Lead a talk: the question, the time, one line for each thing that is said",
    "facilitator-6-making": "Lead a co-design: the door, the activity, the vote",
    "facilitator-7-wall": "Lead a co-design: the wall, one key a card",
    "facilitator-8-observe": "Watch pairs try a tool: clock, outcome, errors, help, words, problems",
    "designer-1-results": "Results: Dutch beside French, n everywhere",
    "designer-2-voices": "Voices: a cloud per language, and quotes",
    "designer-3-version": "A version: three things to fix first, with their evidence",
    "designer-4-task": "A version: how each task went, as observers saw it and as children say",
    "designer-5-compare": "Two versions side by side, or too few to say",
    "designer-6-pins": "Likes, dislikes and ideas, where they stand most on a page",
}


def shoot(page: Page, name: str, size: str, language: str) -> None:
    """One picture, with few colours: small enough to keep in the repository."""
    settled(page)
    page.wait_for_timeout(900)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(128)
    image.save(FOLDER / f"{name}-{size}-{language}.png", optimize=True)


def child(page: Page, link: str, size: str, language: str) -> None:
    """A child's walk through the demo's survey."""
    pupil = Pupil(page, language)
    page.goto(link)
    page.get_by_role("button", name={"nl": "Nederlands", "fr": "Français"}[language]).click()
    settled(page)
    shoot(page, "child-1-assent", size, language)
    pupil.next("assent_yes")
    wanted = {2: "child-2-choice", 9: "child-3-scale"}
    number = 1
    while keyed(page, "next_").count():
        if number in wanted:
            shoot(page, wanted[number], size, language)
        if page.get_by_test_id("stAlert").count() and not _shot("child-4", size, language):
            shoot(page, "child-4-sensitive", size, language)
        pupil.next("skipped_" if keyed(page, "skipped_").count() else "next_")
        number += 1
    tap(page, "help")
    shoot(page, "child-5-help", size, language)
    pupil.next("back_from_help")
    pupil.next("done")
    shoot(page, "child-6-receipt", size, language)


def makes(page: Page, link: str, size: str, language: str) -> None:
    """A small group comes in to the co-design of the demo."""
    page.goto(link)
    page.get_by_role("button", name={"nl": "Nederlands", "fr": "Français"}[language]).click()
    settled(page)
    tap(page, "we_are_3")
    tap(page, "assent_yes")
    shoot(page, "child-7-making", size, language)


def _shot(start: str, size: str, language: str) -> bool:
    return any(FOLDER.glob(f"{start}*-{size}-{language}.png"))


def _enter(page: Page, login: str, language: str) -> None:
    """Sign in as somebody who last read the pages in this language."""
    with store.session() as db:
        for account in db.exec(select(Account)):
            account.language = language
            db.add(account)
    sign_in(page, login, language)


def running(kind: str) -> str:
    """The session of this kind that goes on in the demo."""
    with store.reading() as db:
        return db.exec(
            select(GroupSession.id)
            .join(Consultation, col(Consultation.id) == col(GroupSession.consultation_id))
            .where(GroupSession.state == "open", Consultation.kind == kind)
        ).one()


def staff(page: Page, size: str, language: str) -> None:
    """The facilitator's and the designer's pages."""
    _enter(page, "fatma", language)
    shoot(page, "facilitator-1-home", size, language)
    page.goto("/prepare")
    settled(page)
    page.locator("summary").first.click()
    shoot(page, "facilitator-2-prepare", size, language)
    tap(page, "open_")
    page.locator('[class*="st-key-question_"] summary').nth(1).click()
    shoot(page, "facilitator-3-write", size, language)
    page.goto("/lead")
    settled(page)
    tap(page, f"open_{running('survey')}")
    tap(page, "door")
    shoot(page, "facilitator-4-lead", size, language)
    page.goto("/lead")
    settled(page)
    tap(page, f"open_{running('focus_group')}")
    shoot(page, "facilitator-5-talk", size, language)
    page.goto("/lead")
    settled(page)
    tap(page, f"open_{running('co_design')}")
    shoot(page, "facilitator-6-making", size, language)
    steps = 0
    while not keyed(page, "pause_walls").count():
        tap(page, "previous")
        page.wait_for_timeout(800)
        steps += 1
    keyed(page, "pause_walls").scroll_into_view_if_needed()
    shoot(page, "facilitator-7-wall", size, language)
    for _ in range(steps):
        tap(page, "next")
        page.wait_for_timeout(800)
    observing(page, size, language)
    page.context.clear_cookies()
    _enter(page, "dirk", language)
    read(page, language)
    page.locator('[data-testid="stVegaLiteChart"]').nth(2).wait_for()
    shoot(page, "designer-1-results", size, language)
    tap(page, "voices_")
    page.wait_for_url("**/voices")
    shoot(page, "designer-2-voices", size, language)
    designing(page, size, language)


def read(page: Page, language: str) -> None:
    """The results of the survey."""
    page.goto("/results")
    settled(page)
    with store.reading() as db:
        survey = view.version(db, db.get_one(GroupSession, running("survey")).version_id)
    choose(page, words(language).gettext("Which consultation?"), survey.notices["title"][language])


def observing(page: Page, size: str, language: str) -> None:
    """The cards of four pairs; a clock runs in one of them."""
    page.goto(f"/observe?session={running('prototype_test')}")
    cards = page.locator(".card")
    cards.nth(3).wait_for()
    cards.nth(0).locator(".go").click()
    cards.nth(1).locator('.ended button[value="helped"]').click()
    page.evaluate("document.activeElement.blur()")
    page.locator('[data-testid="stMain"]').evaluate("node => node.scrollTo(0, 0)")
    shoot(page, "facilitator-8-observe", size, language)


def designing(page: Page, size: str, language: str) -> None:
    """What came of the card game: pins on its pages, what to fix first in the newest version, and both side by side."""
    page.goto("/versions")
    settled(page)
    shoot(page, "designer-3-version", size, language)
    page.locator('[class*="st-key-task_"]').first.scroll_into_view_if_needed()
    shoot(page, "designer-4-task", size, language)
    page.goto("/compare")
    settled(page)
    page.get_by_test_id("stVegaLiteChart").first.scroll_into_view_if_needed()
    shoot(page, "designer-5-compare", size, language)
    page.goto("/versions")
    settled(page)
    tap(page, "to_results")
    page.locator("figure").nth(1).wait_for(state="attached")
    page.locator("figure").nth(1).evaluate("node => node.scrollIntoView()")
    shoot(page, "designer-6-pins", size, language)


def pictures(browser: Browser, base: str, link: str, making: str) -> Iterator[Page]:
    """Everything, once for each size and language."""
    for size, pixels in SIZES.items():
        for language in LANGUAGES:
            for walk in ("child", "makes", "staff"):
                page = somebody(browser, base, language, pixels)
                if walk == "staff":
                    staff(page, size, language)
                else:
                    (child if walk == "child" else makes)(page, link if walk == "child" else making, size, language)
                yield page
                page.context.close()
    for language in LANGUAGES:
        page = somebody(browser, base, language, ACROSS)
        _enter(page, "fatma", language)
        observing(page, "across", language)
        yield page
        page.context.close()


def somebody(browser: Browser, base: str, language: str, size: tuple[int, int]) -> Page:
    """A page in a browser of somebody's own."""
    context = browser.new_context(
        base_url=base, locale=f"{language}-BE", viewport={"width": size[0], "height": size[1]}
    )
    context.on("page", runs.watch)
    return context.new_page()


def prepared(address: str) -> tuple[str, str]:
    """A store with the demo in it, whose people have a password we know; the links of its class and of its group that
    makes something, with their doors open.
    """
    use(address)
    store.upgrade()
    list(demo.fill())
    with store.session() as db:
        for account in db.exec(select(Account)):
            account.password_hash = signing_in.HASHER.hash(PASSWORD)
            account.language = "nl"
        opened = [db.get_one(GroupSession, one) for one in (running("survey"), running("co_design"))]
        for row in opened:
            who = Visitor(frozenset({Role.FACILITATOR}), row.facilitator_id, row.organisation_id)
            row.expected, row.extra = 24, 30
            sessions.open_door(db, who, row.id)
        first, second = (f"/j/{ways_in.link_token(row)}" for row in opened)
        return first, second


def page_of_pictures() -> str:
    """docs/screens.md"""
    lines = ["# How it looks", "", "Made by `scripts/pictures.py` from the demo; Dutch beside French.", ""]
    for name, caption in CAPTIONS.items():
        lines += [f"## {caption}", ""]
        for size in (*SIZES, "across"):
            files = [(one, f"{name}-{size}-{one}.png") for one in LANGUAGES]
            shown = [f"![{caption}, {size}, {one}](pictures/{file})" for one, file in files if (FOLDER / file).exists()]
            lines += [" ".join(shown), ""] if shown else []
    return "\n".join(lines)


def main() -> None:
    """Make them all anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/demo.db"
        link, making = prepared(address)
        with served(address) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for _ in pictures(browser, server.url, link, making):
                pass
            browser.close()
    (ROOT / "docs" / "screens.md").write_text(page_of_pictures(), encoding="utf-8")


if __name__ == "__main__":
    main()
