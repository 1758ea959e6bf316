"""A session without a single device: sheets of paper, typed in afterwards by the keyboard, and what came of it."""

from playwright.sync_api import Page, expect
from sqlmodel import select

from consultations import rollup
from consultations.observing import paper
from models import store
from models.consultation import Version
from tests import factories, rooms
from tests.browser.acting import WITHIN, keyed, settled, sign_in, tap
from tests.browser.conftest import LAPTOP, Arrive
from tests.protocol import Server
from tests.rooms import DOTS, SORT, STANCES, WALL
from translations import words

NL = words("nl").gettext
SHEETS = 12


def types(page: Page, at: str, *cells: str) -> None:
    """A row of cells, from the first one on, with Tab between and Enter at the end."""
    page.get_by_label(at).focus()
    for place, said in enumerate(cells):
        page.keyboard.type(said)
        page.keyboard.press("Enter" if place == len(cells) - 1 else "Tab")


def becomes(page: Page, asked, wanted: object) -> None:
    for _ in range(WITHIN // 100):
        if asked() == wanted:
            return
        page.wait_for_timeout(100)
    assert asked() == wanted


def test_a_session_on_paper_from_the_sheets_to_the_figures(arrive: Arrive, app: Server, team: factories.Team):
    with store.session() as db:
        made = rooms.make_workshop(db, team.facilitator, devices="none", language="nl", expected=SHEETS)
    page = arrive("nl", LAPTOP)
    sign_in(page, "fatma@mediawijs")
    page.goto("/lead")
    settled(page)
    tap(page, f"open_{made.session_id}")
    page.get_by_label(NL("How many sheets?")).fill(str(SHEETS))
    page.keyboard.press("Tab")
    settled(page)
    tap(page, "number_sheets")
    tap(page, "everybody")

    def there(at: int, round_: int = 1) -> dict[int, object]:
        with store.reading() as db:
            kept = paper.entered(db, team.facilitator, made.session_id, made.ids[at], round_)
        return {number: missing or value for number, (value, missing) in kept.items()}

    cards(page, team, made)
    tap(page, "next")
    expect(page.get_by_role("heading", name="Wat kies je?")).to_be_visible(timeout=WITHIN)
    for number in range(1, SHEETS + 1):
        types(page, f"P{number} spel nl", *(("2", "1") if number <= 8 else ("0", "3") if number == 9 else ("", "2")))
    refused = {number: {"spel": 2, "film": 1} for number in range(1, 9)} | {n: {"film": 2} for n in (10, 11, 12)}
    becomes(page, lambda: there(DOTS), refused)
    expect(page.get_by_text("Je hebt 3 stickers, en hoogstens 2 voor één kaartje.")).to_be_visible(timeout=WITHIN)
    page.get_by_label("P9 film nl").fill("2")
    page.keyboard.press("Enter")
    becomes(page, lambda: there(DOTS), refused | {9: {"film": 2}})

    tap(page, "next")
    tap(page, "next")
    expect(page.get_by_role("heading", name="Ben je het eens?")).to_be_visible(timeout=WITHIN)
    for number in range(1, SHEETS + 1):
        types(page, f"P{number} spel nl", *(("+", "-") if number <= 6 else ("0", "+")))
    becomes(page, lambda: len(there(STANCES)), SHEETS)
    tap(page, "next")
    expect(page.get_by_role("heading", name="Waar hoort het?")).to_be_visible(timeout=WITHIN)
    for number in range(1, SHEETS + 1):
        types(page, f"P{number} spel nl", *(("1", "1") if number <= 9 else ("1", "2")))
    becomes(page, lambda: len(there(SORT)), SHEETS)
    settled(page)
    page.get_by_text(NL("Close the session"), exact=True).click()
    settled(page)
    tap(page, "close")
    expect(page.get_by_label(NL("Three surprises"))).to_be_visible(timeout=WITHIN)
    what_came_of_it(team)


def cards(page: Page, team: factories.Team, made: rooms.Workshop) -> None:
    """Three cards of two sheets, one Enter each."""
    kinds, numbers, fields = (
        page.get_by_label(f"{NL('new')} {NL(one)}") for one in ("Kind", "Sheet", "Words")
    )  # fmt: skip
    for sheet, said in (("1", "een schaakhoek"), ("1", "meer bomen"), ("2", "een stille plek")):
        expect(fields).to_have_count(1, timeout=WITHIN)
        kinds.select_option("idea")
        numbers.select_option(sheet)
        fields.fill(said)
        page.keyboard.press("Enter")
        expect(fields.last).to_have_value("", timeout=WITHIN)

    def kept() -> list[tuple[int, str]]:
        with store.reading() as db:
            there = paper.cards_entered(db, team.facilitator, made.session_id, made.ids[WALL])
        return sorted((number, card.words) for number, card in there)

    becomes(page, kept, [(1, "een schaakhoek"), (1, "meer bomen"), (2, "een stille plek")])
    expect(keyed(page, "show_all")).to_be_visible(timeout=WITHIN)


def what_came_of_it(team: factories.Team) -> None:
    """Exactly these figures."""
    with store.reading() as db:
        results = rollup.roll_up(db, team.designer, db.exec(select(Version.consultation_id)).one())
    by_type = {one.type: one for one in results.questions}
    dots = by_type["dot_voting"].group("all")
    stances = by_type["agree_pass"].group("all")
    sort = by_type["card_sort"].group("all")
    assert dots
    assert stances
    assert stances.detail
    assert sort
    assert sort.detail
    assert (results.heard.children, dots.answered, dots.children) == (SHEETS, SHEETS, SHEETS)
    assert {bar.key: (bar.count, bar.dots) for bar in dots.bars} == {"spel": (8, 16), "film": (12, 16)}
    assert [(one.key, one.agree, one.disagree, one.passed) for one in stances.detail.rows] == [
        ("spel", 6, 0, 6), ("film", 6, 6, 0),
    ]  # fmt: skip
    assert sort.detail.shares == ((1.0, 0.75), (0.75, 1.0))
    assert [(one.kind, one.language, one.cards, one.sessions) for one in by_type["idea_wall"].wall] == [
        ("idea", "nl", 3, 1)
    ]
