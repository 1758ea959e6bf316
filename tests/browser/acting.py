"""What people do in a browser: come in, answer, stop, sign in, open a session. They wait for what they see."""

import re
import time

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests import factories
from tests.browser import running
from translations import words

WITHIN = 20_000
AT_REST = """() => document.getAnimations().every(
    (one) => one.playState !== "running" || one.effect.getComputedTiming().endTime === Infinity)"""
SETTLED = '.stApp[data-test-script-state="notRunning"]:not(:has([data-testid="stSkeleton"]))'


def settled(page: Page) -> None:
    """Wait until what the page asked for has been run, each element stands there (Streamlit fetches the code of some
    when it first shows one, and shows a grey bar meanwhile), and nothing unfolds or slides any more."""
    deadline = time.monotonic() + WITHIN / 1000
    while True:
        page.wait_for_selector(SETTLED, timeout=WITHIN)
        page.wait_for_function(AT_REST, timeout=WITHIN)
        if not running.pending(page):
            return
        assert time.monotonic() < deadline, "a run that was asked for does not end"


def keyed(page: Page, start: str) -> Locator:
    """The element whose Streamlit key begins so."""
    return page.locator(f'[class*="st-key-{start}"]').first


def tap(page: Page, start: str) -> None:
    """Tap the button whose key begins so."""
    keyed(page, start).locator("button").first.click()
    settled(page)


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a list by the keyboard: a list that has just unfolded takes no click yet."""
    found = page.get_by_role("option", name=option)
    for _ in range(20):
        page.get_by_label(label, exact=True).press("ArrowDown")
        try:
            found.click(timeout=1000)
        except PlaywrightTimeout:
            continue
        settled(page)
        return
    raise AssertionError(f"{option} is not offered under {label}")


def heading(page: Page, text: str) -> None:
    """Wait until this is the only heading of the page: the one before it stays a moment longer."""
    expect(page.get_by_role("heading", level=1)).to_have_text([text], timeout=WITHIN)


class Pupil:
    """One child in a browser of its own."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.say = words(language).gettext

    def come_in(self, link: str) -> None:
        """Scan the square code, choose a language, say yes."""
        self.page.goto(link)
        self.page.get_by_role("button", name={"nl": "Nederlands", "fr": "Français"}[self.language]).click()
        tap(self.page, "assent_yes")

    def at(self, number: int, of: int) -> None:
        """Wait until the child stands at this question."""
        words_ = self.say("Question {number} of {of}").format(number=number, of=of)
        expect(keyed(self.page, "child")).to_contain_text(words_, timeout=WITHIN)

    def pick(self, label: str) -> None:
        """Tap a card, without going on."""
        self.page.get_by_role("radiogroup").get_by_text(label, exact=True).click()
        settled(self.page)

    def write(self, text: str) -> None:
        """Write in the field of the screen."""
        keyed(self.page, "control").locator("textarea, input").first.fill(text)

    def next(self, by: str = "next_") -> None:
        """Go on, by one of the buttons; until another screen stands there."""
        before = self.screen()
        keyed(self.page, by).locator("button").first.click()
        expect(keyed(self.page, "child")).not_to_contain_text(before, timeout=WITHIN)
        settled(self.page)

    def screen(self) -> str:
        """What tells this screen from the next: its progress, or its heading."""
        progress = keyed(self.page, "child").get_by_test_id("stProgress")
        return progress.inner_text() if progress.count() else self.page.get_by_role("heading", level=1).inner_text()

    def receipt(self) -> str:
        """The receipt on the last screen."""
        return keyed(self.page, "receipt").get_by_test_id("stText").inner_text().strip()


def sign_in(page: Page, login: str, language: str = "nl") -> None:
    """Sign in through the form."""
    say = words(language).gettext
    page.goto("/sign_in")
    page.get_by_label(say("Name to sign in with")).fill(login)
    page.get_by_label(say("Password"), exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name=say("Sign in"), exact=True).click()
    page.wait_for_url(re.compile(r"/$"), timeout=WITHIN)
    settled(page)


def menu(page: Page, name: str) -> None:
    """Go to a page by the menu."""
    page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click()
    heading(page, name)
    settled(page)
