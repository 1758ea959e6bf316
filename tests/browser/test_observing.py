"""Six pairs watched at once, on a tablet: clock, outcome, counters, words, problems; a dead server; every size."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from consultations import people, sessions
from consultations.observing import aloud, watching
from consultations.tooling import rating
from models import store
from tests import factories, watched
from tests.browser.acting import WITHIN, settled, sign_in
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive, Watched
from tests.browser.looking import barriers, overflows
from tests.protocol import Server
from tests.watched import Tested, make_test
from translations import words

NL, FR = words("nl").gettext, words("fr").gettext
ACROSS = (1024, 768)
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
LONG = "De knop om de kaarten te schudden staat onderaan en niemand ziet dat je daar moet duwen"


@pytest.fixture
def made(team: factories.Team) -> Tested:
    with store.session() as db:
        return make_test(db, team, (2,) * 6)


def watching_page(
    arrive: Arrive, team: factories.Team, made: Tested, language: str = "nl", size: tuple[int, int] = TABLET
) -> Page:
    with store.session() as db:
        people.set_language(db, team.facilitator, language)
    page = arrive(language, size)
    sign_in(page, "fatma@mediawijs", language)
    page.goto(f"/observe?session={made.session_id}")
    expect(page.locator(".card")).to_have_count(len(made.children), timeout=WITHIN)
    return page


def records(team: factories.Team, made: Tested) -> list[tuple[object, ...]]:
    with store.reading() as db:
        found = watching.watch(db, team.facilitator, made.session_id).records
    return [(one.ended, one.seconds, one.interrupted, one.errors, one.assists, one.ease) for one in found]


def becomes(page: Page, asked: object, expected: object) -> None:
    """Wait until the store says so: what was tapped is on its way."""
    for _ in range(150):
        if asked() == expected:  # type: ignore[operator]
            return
        page.wait_for_timeout(100)
    assert asked() == expected  # type: ignore[operator]


def shelf(page: Page, made: Tested) -> str | None:
    """What this browser holds of the session, for whoever watches in it."""
    name = f"onsavis.observe.{made.session_id}."
    return page.evaluate(
        "name => localStorage[Object.keys(localStorage).find(one => one.startsWith(name))] ?? null", name
    )


def waiting(page: Page, made: Tested) -> int:
    """How many things this browser holds that it does not know to be kept."""
    held = shelf(page, made)
    return len(json.loads(held)["queue"]) if held else 0


def ended(card: Locator, name: str) -> Locator:
    return card.locator(f'.ended button[value="{name}"]')


def counter(card: Locator, at: int, sign: str) -> Locator:
    return card.locator(".counter").nth(at).get_by_role("button", name=f"{sign}1")


def time_goes_to(page: Page, seconds: int) -> None:
    """The clock on the wall, as this browser reads it."""
    page.clock.set_fixed_time(NOON + timedelta(seconds=seconds))


def test_one_task_of_a_pair_from_start_to_end(arrive: Arrive, team: factories.Team, made: Tested):
    page = watching_page(arrive, team, made)
    card = page.locator(".card").first
    time_goes_to(page, 0)
    card.get_by_role("button", name="Start").click()
    time_goes_to(page, 65)
    expect(card.locator(".time")).to_have_text("1:05", timeout=WITHIN)
    page.locator(".card").nth(1).get_by_role("button", name="Start").click()

    note = card.get_by_label(NL("What they say aloud, then Enter"))
    note.fill("waar is die kaart nu")
    note.press("Enter")
    expect(card.locator(".said")).to_contain_text("1:05 waar is die kaart nu")
    time_goes_to(page, 83)
    card.get_by_role("button", name="Stop").click()
    ended(card, "failed").click()
    ended(card, "helped").click()
    counter(card, 0, "−").click()
    counter(card, 1, "+").click()
    counter(card, 1, "+").click()
    card.get_by_role("button", name="Heel makkelijk").click()
    becomes(page, lambda: records(team, made), [("helped", 83, False, 0, 2, 5)])

    card.locator(".trouble").click()
    problem = card.get_by_label(NL("Another problem, then Enter"))
    problem.fill("De pijl wijst fout.")
    problem.press("Enter")
    other = page.locator(".card").nth(2)
    other.locator(".trouble").click()
    other.locator(".known button").click()
    expect(other.locator(".known button")).to_have_attribute("aria-pressed", "true")

    def met() -> list[tuple[str, int]]:
        with store.reading() as db:
            found = watching.watch(db, team.facilitator, made.session_id).met
            known = rating.log(db, team.facilitator, made.tool_id).problems
        return [(one.words, sum(problem == one.id for problem, _, _ in found)) for one in known]

    becomes(page, met, [("De pijl wijst fout.", 2)])
    with store.reading() as db:
        (said,) = aloud.said_aloud(db, team.facilitator, made.session_id)
    assert (said.words, said.second) == ("waar is die kaart nu", 65)

    ended(card, "helped").click()
    card.get_by_role("button", name=re.compile("Onderbroken")).click()
    becomes(page, lambda: records(team, made), [(None, 83, True, 0, 2, 5)])
    card.get_by_role("button", name=NL("Take it away")).click()
    expect(card.locator(".said li")).to_have_count(0)
    expect(page.locator(".waiting")).to_be_hidden(timeout=WITHIN)


def test_a_clock_runs_on_through_a_reload_and_the_time_can_be_typed(arrive: Arrive, team: factories.Team, made: Tested):
    page = watching_page(arrive, team, made)
    time_goes_to(page, 0)
    page.locator(".card").first.get_by_role("button", name="Start").click()
    page.get_by_role("button", name=f"{NL('Task')} 2").click()
    expect(page.locator(".card").first.get_by_role("button", name="Start")).to_be_visible()
    page.get_by_role("button", name=f"{NL('Task')} 1").click()
    page.reload()
    time_goes_to(page, 30)
    card = page.locator(".card").first
    expect(card.locator(".time")).to_have_text("0:30", timeout=WITHIN)
    expect(card.locator(".ran")).to_be_visible()
    card.get_by_role("button", name="Stop").click()
    expect(card.locator(".ran")).to_be_hidden()
    becomes(page, lambda: records(team, made), [(None, 30, False, None, None, None)])

    card.get_by_role("button", name=NL("Type the time")).click()
    card.get_by_label("min", exact=True).fill("2")
    card.get_by_label("s", exact=True).fill("05")
    card.get_by_label("s", exact=True).press("Enter")
    becomes(page, lambda: records(team, made), [(None, 125, False, None, None, None)])
    card.get_by_label("min", exact=True).fill("200")
    card.get_by_label("min", exact=True).press("Enter")
    expect(card.locator(".refusal")).to_be_visible(timeout=WITHIN)
    expect(card.locator(".time")).to_have_text("2:05", timeout=WITHIN)
    for label in ("min", "s"):
        card.get_by_label(label, exact=True).fill("")
        card.get_by_label(label, exact=True).press("Enter")
    becomes(page, lambda: records(team, made), [])


def test_nothing_is_lost_when_the_server_dies(
    arrive: Arrive, app: Server, team: factories.Team, made: Tested, watched: Watched
):
    page = watching_page(arrive, team, made)
    cards = page.locator(".card")
    ended(cards.nth(0), "unaided").click()
    becomes(page, lambda: [one[0] for one in records(team, made)], ["unaided"])
    becomes(page, lambda: waiting(page, made), 0)
    app.kill()
    ended(cards.nth(1), "failed").click()
    counter(cards.nth(1), 0, "+").click()
    counter(cards.nth(1), 0, "+").click()
    note = cards.nth(2).get_by_label(NL("What they say aloud, then Enter"))
    note.fill("het werkt niet")
    note.press("Enter")
    note.fill("half getyp")
    waits = NL("{n} not kept yet; they go as soon as there is a connection.")
    expect(page.locator(".waiting")).to_have_text(waits.replace("{n}", "3"), timeout=WITHIN)
    expect(ended(cards.nth(1), "failed")).to_have_attribute("aria-pressed", "true")
    assert len(records(team, made)) == 1
    app.restart()
    page.reload()
    expect(cards).to_have_count(6, timeout=WITHIN)
    becomes(
        page, lambda: sorted(records(team, made), key=str),
        [("failed", None, False, 2, None, None), ("unaided", None, False, None, None, None)],
    )  # fmt: skip
    expect(cards.nth(2).get_by_label(NL("What they say aloud, then Enter"))).to_have_value("half getyp")

    def said() -> list[str]:
        with store.reading() as db:
            return [one.words for one in aloud.said_aloud(db, team.facilitator, made.session_id)]

    becomes(page, said, ["het werkt niet"])
    becomes(page, lambda: waiting(page, made), 0)
    expect(page.locator(".waiting")).to_be_hidden(timeout=WITHIN)
    assert page.evaluate("Object.values(localStorage).filter(one => one.includes('het werkt niet')).length") == 0
    watched.forgive("net::ERR_", "WebSocket", "disconnected from server", "/_stcore/")


def test_who_comes_in_and_what_another_notes_appears_while_somebody_types_on(
    arrive: Arrive, team: factories.Team, made: Tested
):
    page = watching_page(arrive, team, made)
    note = page.locator(".card").nth(3).get_by_label(NL("What they say aloud, then Enter"))
    note.press_sequentially(LONG[:20], delay=20)
    note.press("Home")
    with store.session() as db:
        watched.saw(db, team, made, 0, ended="helped")
    pressed = page.locator('.ended button[value="helped"][aria-pressed="true"]')
    for letter in "abcdefghij":
        note.press(letter)
        expect(note).to_be_focused()
        if pressed.count():
            break
        page.wait_for_timeout(600)
    expect(pressed).to_have_count(1, timeout=WITHIN)
    typed = note.input_value()
    assert typed.endswith(LONG[:20])
    assert "abcdefghij".startswith(typed.removesuffix(LONG[:20]))
    expect(note).to_be_focused()
    with store.session() as db:
        watched.come_in(db, made.session_id, 2)
    expect(page.get_by_text(NL("Whom do you watch? {n} of {of}").format(n=6, of=7))).to_be_visible(timeout=WITHIN)
    expect(note).to_have_value(typed)


def test_a_refused_note_goes_back_in_its_field_with_the_reason_at_its_card(
    arrive: Arrive, team: factories.Team, made: Tested
):
    page = watching_page(arrive, team, made)
    card = page.locator(".card").nth(1)
    card.locator(".trouble").click()
    problem = card.get_by_label(NL("Another problem, then Enter"))
    problem.fill("Lotte ziet de knop niet")
    problem.press("Enter")
    expect(card.locator(".refusal")).to_have_text(
        NL("This seems to name somebody. Describe the tool, not the child."), timeout=WITHIN
    )
    expect(problem).to_have_value("Lotte ziet de knop niet")
    ended(card, "unaided").click()
    expect(card.locator(".refusal")).to_be_hidden()


def test_in_a_break_nothing_can_be_tapped_and_after_the_end_it_says_what_came_too_late(
    arrive: Arrive, app: Server, team: factories.Team, made: Tested, watched: Watched
):
    page = watching_page(arrive, team, made)
    card = page.locator(".card").first
    with store.session() as db:
        sessions.pause(db, team.facilitator, made.session_id)
    expect(page.locator(".stands")).to_contain_text("Het is pauze", timeout=WITHIN)
    expect(card.locator(".deeds")).to_have_attribute("inert", "")
    with store.session() as db:
        sessions.resume(db, team.facilitator, made.session_id)
    expect(page.locator(".stands")).to_be_hidden(timeout=WITHIN)
    app.kill()
    ended(card, "unaided").click()
    with store.session() as db:
        sessions.close(db, team.facilitator, made.session_id)
    app.restart()
    page.reload()
    expect(page.locator(".stands")).to_contain_text("Deze sessie is afgesloten", timeout=WITHIN)
    late = NL("Not kept: {n}. The session was closed before they came.")
    expect(page.locator(".waiting")).to_have_text(late.format(n=1))
    expect(card).to_be_hidden()
    assert (records(team, made), shelf(page, made)) == (
        [], None,
    )  # fmt: skip
    watched.forgive("net::ERR_", "WebSocket", "disconnected from server", "/_stcore/")


def test_all_of_it_goes_by_keyboard(arrive: Arrive, team: factories.Team, made: Tested):
    page = watching_page(arrive, team, made)
    card = page.locator(".card").first
    card.get_by_role("button", name="Start").focus()
    reached = []
    for _ in range(17):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(() => { let at = document.activeElement; while (at.shadowRoot) at = at.shadowRoot.activeElement;"
                " return at.value || at.ariaLabel || at.textContent; })()"
            )
        )
    assert [one for one in reached if one in ("unaided", "helped", "failed", "not_tried")] == [
        "unaided", "helped", "failed", "not_tried",
    ]  # fmt: skip
    assert [NL("Type the time"), NL("What they say aloud, then Enter")] == [
        one for one in reached if one in (NL("Type the time"), NL("What they say aloud, then Enter"))
    ]
    ended(card, "not_tried").focus()
    page.keyboard.press("Space")
    becomes(page, lambda: [one[0] for one in records(team, made)], ["not_tried"])


SMALL = """() => {
  const host = [...document.querySelectorAll('*')].find(one => one.shadowRoot?.querySelector('.card'));
  return [...host.shadowRoot.querySelectorAll('button, input, select')].filter(one => one.offsetParent)
    .map(one => [one, one.getBoundingClientRect(), one.closest('.ended') ? 56 : 44])
    .filter(([, box, least]) => box.height < least || box.width < 44)
    .map(([one, box]) => `${one.textContent || one.ariaLabel}: ${box.width}x${box.height}`); }"""


@pytest.mark.parametrize(("language", "band"), [("nl", "9-11"), ("fr", "12-14")])
def test_every_size_in_both_languages_is_reachable_and_big_enough(
    arrive: Arrive, team: factories.Team, language: str, band: str
):
    with store.session() as db:
        made = make_test(db, team, (2, 3, 2, 1, 2, 2), versions=2, band=band)
        watched.make_problem(db, team, made, LONG)
        watched.saw(db, team, made, 0, ended="helped", seconds=83, errors=2)
    page = watching_page(arrive, team, made, language, TABLET)
    card = page.locator(".card").nth(1)
    card.locator(".trouble").click()
    card.locator(".keys").click()
    field = card.locator(":scope > .deeds > input")
    field.fill(LONG)
    field.press("Enter")
    expect(card.locator(".said li button")).to_be_visible(timeout=WITHIN)
    settled(page)
    for size, wanted in ((TABLET, 2), (ACROSS, 3), (LAPTOP, 3), (PHONE, 1)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        becomes(page, lambda: columns(page), wanted)
        assert (size, barriers(page), overflows(page), page.evaluate(SMALL)) == (size, [], 0, [])


def columns(page: Page) -> int:
    """How many cards stand beside each other."""
    return len({round(one["x"]) for one in [each.bounding_box() for each in page.locator(".card").all()] if one})
