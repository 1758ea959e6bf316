"""A prototype test, whole: two versions of a card game in two rounds by 2 × 12 children in pairs, two sessions a round.

An observer taps in what each pair does, the pairs answer on their devices, two people weigh a problem, and the designer
reads exactly these figures on the page that compares the two versions.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from consultations.drafting import view
from consultations.protection import pseudonyms
from consultations.tooling import rating
from models import store
from models.group_session import Participant
from models.testing import Problem
from tests import factories
from tests.browser.acting import WITHIN, Pupil, heading, keyed, settled, sign_in, tap
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive
from tests.protocol import Server
from tests.watched import FIND, PLAY
from translations import words

NL = words("nl").gettext
SAY_SO = {
    "nl": ("Het is gelukt, zonder hulp", "Het is niet gelukt"),
    "fr": ("J’ai réussi sans aide", "Je n’ai pas réussi"),
}
FACES = ("five_degrees", "Hoe leuk was het?", {})
DEGREES = {"nl": {2: "Een beetje leuk", 5: "Superleuk"}, "fr": {2: "Un peu amusant", 5: "Super amusant"}}
PROBLEM = "De pijl op de kaart wijst de verkeerde kant uit"


@dataclass(frozen=True)
class Pair:
    """What the observer sees of the two tasks, whether the pair meets the problem, and what it says itself."""

    find: str
    play: str
    meets: bool
    manages: bool
    fun: int
    language: str = "nl"


FIRST = (
    (
        Pair("failed", "unaided", True, False, 2),
        Pair("helped", "unaided", True, True, 2),
        Pair("unaided", "failed", False, True, 2),
    ),
    (
        Pair("failed", "helped", True, False, 2, "fr"),
        Pair("unaided", "unaided", False, True, 2),
        Pair("not_tried", "unaided", False, False, 5),
    ),
)
SECOND = (
    (
        Pair("unaided", "unaided", False, True, 5),
        Pair("unaided", "helped", True, True, 5),
        Pair("unaided", "unaided", False, True, 5),
    ),
    (
        Pair("helped", "unaided", False, True, 5, "fr"),
        Pair("unaided", "unaided", False, True, 5),
        Pair("unaided", "failed", False, True, 2),
    ),
)


def test_two_versions_in_two_rounds_by_pairs(arrive: Arrive, app: Server, team: factories.Team):
    with store.session() as db:
        version_id = factories.make_published(db, team.facilitator, (FIND, PLAY, FACES), kind="prototype_test")
        tool_id = str(view.version(db, version_id).tool_id)
    observer = arrive("nl", TABLET)
    sign_in(observer, "fatma@mediawijs")
    for group in FIRST:
        a_session(arrive, team, version_id, observer, group)
    weighed(team)
    the_next_version(arrive, tool_id)
    for group in SECOND:
        a_session(arrive, team, version_id, observer, group)
    what_the_designer_reads(arrive)


def a_session(arrive: Arrive, team: factories.Team, version_id: str, observer: Page, group: Sequence[Pair]) -> None:
    """Three pairs come in, the observer watches them, they say themselves how it went, and the session is closed."""
    with store.session() as db:
        session_id = factories.make_session(db, team.facilitator, version_id, devices="group", expected=6)
    link = f"/j/{factories.link_of(session_id)}"
    observer.goto(f"/observe?session={session_id}")
    settled(observer)
    devices: list[Pupil] = []
    animals: list[str] = []
    for pair, size in zip(group, (TABLET, PHONE, LAPTOP), strict=True):
        pupil = Pupil(arrive(pair.language, size), pair.language)
        pupil.page.goto(link)
        pupil.page.get_by_role("button", name={"nl": "Nederlands", "fr": "Français"}[pair.language]).click()
        heading(pupil.page, pupil.say("How many are you at this device?"))
        tap(pupil.page, "we_are_2")
        tap(pupil.page, "assent_yes")
        devices.append(pupil)
        animals.append(came_in(session_id, animals))
    expect(observer.locator("section.card")).to_have_count(3, timeout=WITHIN)
    watch(observer, group, animals)
    for pupil, pair in zip(devices, group, strict=True):
        answer(pupil, pair)
        pupil.page.context.close()
    observer.goto("/lead")
    settled(observer)
    keyed(observer, f"open_{session_id}").locator("button").click()
    observer.get_by_text(NL("Close the session"), exact=True).click()
    tap(observer, "close")
    expect(observer.get_by_text("6 kinderen zeiden ja en tellen mee.")).to_be_visible(timeout=WITHIN)


def came_in(session_id: str, before: Sequence[str]) -> str:
    """The picture of the animal that came in last: so the observer knows which pair it is."""
    with store.reading() as db:
        names = db.exec(select(Participant.pseudonym).where(Participant.group_session_id == session_id)).all()
    (new,) = {pseudonyms.picture(one) for one in names} - set(before)
    return new


def watch(observer: Page, group: Sequence[Pair], animals: Sequence[str]) -> None:
    """How both tasks ended for each pair, and the problem: the first that meets it has it typed in."""
    cards = [observer.locator("section.card").filter(has_text=one) for one in animals]
    for task in (1, 2):
        observer.get_by_role("button", name=f"Opdracht {task}", exact=True).click()
        for one, pair in zip(cards, group, strict=True):
            ended = one.locator(f'.ended button[value="{(pair.find, pair.play)[task - 1]}"]')
            ended.click()
            expect(ended).to_have_attribute("aria-pressed", "true")
            if task == 1 and pair.meets:
                note_the_problem(one)
    expect(observer.get_by_text("nog niet bewaard")).to_have_count(0, timeout=WITHIN)


def note_the_problem(one: Locator) -> None:
    """Tap it where it is known; otherwise write it."""
    one.locator("button.trouble").click()
    known = one.locator(".known button").filter(has_text=PROBLEM)
    if known.count():
        known.click()
    else:
        one.locator(".problems input").fill(PROBLEM)
        one.locator(".problems input").press("Enter")
    expect(one.locator('.known button[aria-pressed="true"]').filter(has_text=PROBLEM)).to_have_count(1, timeout=WITHIN)


def answer(pupil: Pupil, pair: Pair) -> None:
    """The pair says itself how both tasks went, and how much fun it was."""
    yes, no = SAY_SO[pair.language]
    for _ in (1, 2):
        pupil.pick(yes if pair.manages else no)
        pupil.next()
    pupil.pick(DEGREES[pair.language][pair.fun])
    pupil.next()


def weighed(team: factories.Team) -> None:
    """Two people say how bad the problem is; the designers mend it."""
    with store.session() as db:
        problem = db.exec(select(Problem)).one()
        for rater in (team.facilitator, team.designer):
            rating.rate(db, rater, problem.id, 3)


def the_next_version(arrive: Arrive, tool_id: str) -> None:
    """The designer makes the next version, on the page of tools, and says that the problem is mended in it."""
    page = arrive("nl", LAPTOP)
    sign_in(page, "dirk@mediawijs")
    page.goto("/tools")
    settled(page)
    tap(page, "open_")
    tap(page, "next_version")
    expect(page.get_by_text("Wat veranderde: 0 regels")).to_be_visible(timeout=WITHIN)
    page.context.close()


def what_the_designer_reads(arrive: Arrive) -> None:
    """The page of version two, and the page that compares it with version one."""
    page = arrive("nl", LAPTOP)
    sign_in(page, "dirk@mediawijs")
    page.goto("/versions")
    settled(page)
    for line in (
        "2 van de 12 geobserveerde kinderen kwamen het tegen.",
        "➡️ Nog altijd daar: 6/12 → 2/12",
        "Van de 6 die het probeerden, lukte het bij 5 zonder hulp en bij 1 met hulp (12 kinderen).",
        "Van de 6 die het probeerden, lukte het bij 4 zonder hulp en bij 1 met hulp (12 kinderen).",
    ):
        expect(page.get_by_text(line)).to_be_visible(timeout=WITHIN)
    page.get_by_role("button", name="Vergelijk v1 en v2").click()
    heading(page, "Twee versies vergelijken")
    settled(page)
    few = "Te weinig klassen om te vergelijken: 2 en 2. Er zijn er minstens vijf nodig aan elke kant."
    for line in (
        f"Zoals de observator het zag: v1 40% (n = 5) → v2 83% (n = 6). {few}",
        f"Zoals ze het zelf zeggen: v1 50% (n = 6) → v2 100% (n = 6). {few}",
        f"Zoals de observator het zag: v1 67% (n = 6) → v2 67% (n = 6). {few}",
        f"v1 2,5 (n = 6) → v2 4,5 (n = 6). {few}",
    ):
        expect(page.get_by_text(line).first).to_be_visible(timeout=WITHIN)
