"""A co-design session, whole: twelve children on four devices, two languages, from a wall to a vote in two rounds."""

from collections import Counter

from playwright.sync_api import Page, expect
from sqlmodel import select

from consultations import rollup, ways_in
from consultations.drafting import view
from consultations.protection import concerns
from models import store
from models.consultation import Version
from models.group_session import Participant
from models.response import Response
from tests import factories, workshops
from tests.browser.acting import WITHIN, heading, keyed, settled, sign_in, tap
from tests.browser.conftest import LAPTOP, PHONE, TABLET, Arrive
from tests.protocol import Server
from translations import words

NL, FR = words("nl").gettext, words("fr").gettext
WORRY = "ik wil dood zq7een"
QUESTIONS = (workshops.WALL, workshops.OF_CARDS, workshops.POSTCARD)


class Device:
    """Three children around one device."""

    def __init__(self, page: Page, language: str, link: str) -> None:
        self.page, self.say = page, words(language).gettext
        page.goto(link)
        page.get_by_role("button", name={"nl": "Nederlands", "fr": "Français"}[language]).click()
        heading(page, self.say("How many are you at this device?"))
        tap(page, "we_are_3")
        tap(page, "assent_yes")

    def sticks(self, kind: str, said: str) -> None:
        """A card for the wall."""
        mine = self.page.locator('[class*="st-key-my_card_"]')
        before = mine.count()
        keyed(self.page, "kinds_").get_by_text(kind, exact=True).click()
        settled(self.page)
        self.page.get_by_label(self.say("Your card")).fill(said)
        tap(self.page, "put_")
        if said != WORRY:
            expect(mine).to_have_count(before + 1, timeout=WITHIN)
            settled(self.page)

    def votes(self, *cards: str) -> None:
        """One sticker on each of these, one after another."""
        for at, said in enumerate(cards):
            before = cards[:at].count(said)
            button = self.page.locator('[class*="st-key-stick_"] button').filter(has_text=said)
            button.click()
            expect(button).to_contain_text("●" * (before + 1), timeout=WITHIN)
            settled(self.page)


def test_twelve_children_on_four_devices_from_a_wall_to_a_second_vote(
    arrive: Arrive, app: Server, team: factories.Team
):
    with store.session() as db:
        version_id = workshops.published(db, team.facilitator, QUESTIONS, "9-11")
        session_id = factories.make_session(
            db, team.facilitator, version_id, devices="group", expected=12, language="both"
        )
    leader = arrive("nl", LAPTOP)
    sign_in(leader, "fatma@mediawijs")
    leader.goto("/lead")
    settled(leader)
    tap(leader, "open_")
    link = f"/j/{factories.link_of(session_id)}"
    sizes = (("nl", TABLET), ("nl", PHONE), ("fr", TABLET), ("fr", LAPTOP))
    devices = [Device(arrive(language, size), language, link) for language, size in sizes]
    expect(keyed(leader, "heads_of_groups")).to_contain_text("12", timeout=WITHIN)

    the_wall(devices, leader)
    beamer = arrive("nl", LAPTOP)
    beamer.goto(f"/projector?screen={ways_in.projector_token(session_id)}")
    expect(beamer.get_by_text("een stopknop")).to_be_visible(timeout=WITHIN)
    assert [one for one in ("stom idee", "zq7een", "0470") if one in beamer.locator(".stApp").inner_text()] == []
    two_rounds(devices, leader)
    the_end(devices, leader)
    what_came_of_it(arrive, team, session_id)


def the_wall(devices: list[Device], leader: Page) -> None:
    """Cards in both languages; one is worrying, one holds a number, one is not nice: none of those hangs."""
    devices[0].sticks("Mijn idee", "een stopknop")
    devices[0].sticks("Dit vind ik niet goed", "te veel tekst")
    devices[1].sticks("Mijn idee", "stom idee van jullie")
    devices[1].sticks("Mijn idee", "bel ons op 0470 12 34 56")
    devices[2].sticks("Mon idée", "un héros qui aide")
    devices[3].sticks("J’aime ça", "les couleurs")
    devices[3].page.get_by_text(FR("Your card")).first.wait_for()
    devices[1].sticks("Mijn idee", WORRY)
    heading(devices[1].page, NL("Do you want to talk to someone?"))
    tap(devices[1].page, "back_from_help")
    assert "een stopknop" not in devices[2].page.locator(".stApp").inner_text()

    for said in ("een stopknop", "te veel tekst", "un héros qui aide", "les couleurs"):
        card = leader.locator('[class*="st-key-card_"]').filter(has_text=said)
        card.locator('[class*="st-key-show_"] button').click()
        expect(card).to_have_count(0, timeout=WITHIN)
    card = leader.locator('[class*="st-key-card_"]').filter(has_text="stom idee")
    card.locator('[class*="st-key-hide_"] button').click()
    expect(card).to_have_count(0, timeout=WITHIN)
    for device in devices[2:]:
        expect(device.page.get_by_text("een stopknop")).to_be_visible(timeout=WITHIN)
    assert "stom idee" not in devices[2].page.locator(".stApp").inner_text()


def two_rounds(devices: list[Device], leader: Page) -> None:
    """Two stickers a device; in the second round one device changes its mind."""
    tap(leader, "next")
    for device, said in zip(devices, ("Welk kaartje?",) * 2 + ("Welk kaartje? (fr)",) * 2, strict=True):
        heading(device.page, said)
    devices[0].votes("een stopknop", "un héros")
    devices[1].votes("een stopknop", "les couleurs")
    devices[2].votes("un héros", "un héros")
    devices[3].votes("les couleurs", "un héros")
    expect(keyed(leader, "round_1")).to_contain_text("4", timeout=WITHIN)
    assert devices[0].page.locator(".st-key-standing").count() == 0
    tap(leader, "reveal")
    expect(keyed(devices[0].page, "standing")).to_contain_text("un héros qui aide · ● 4", timeout=WITHIN)

    keyed(leader, "second").get_by_role("button").first.click()
    leader.get_by_role("button", name=NL("Yes, begin the second round")).click()
    for device in devices:
        expect(
            device.page.get_by_text(device.say("We vote once more. What you gave the first time is kept too."))
        ).to_be_visible(timeout=WITHIN)
    devices[0].votes("een stopknop", "un héros")
    devices[1].votes("un héros", "un héros")
    devices[2].votes("un héros", "un héros")
    devices[3].votes("les couleurs", "un héros")


def the_end(devices: list[Device], leader: Page) -> None:
    """A late word, and the session is closed: every device has its receipt."""
    tap(leader, "next")
    heading(devices[2].page, "Schrijf een kaartje. (fr)")
    devices[2].page.locator("textarea").fill("Merci, et faites plus court.")
    devices[2].page.locator("textarea").blur()
    settled(devices[2].page)
    leader.get_by_text(NL("Close the session"), exact=True).click()
    tap(leader, "close")
    for device in devices:
        heading(device.page, device.say("Thank you for your help!"))
        expect(keyed(device.page, "receipt")).to_be_visible(timeout=WITHIN)


def what_came_of_it(arrive: Arrive, team: factories.Team, session_id: str) -> None:
    """Exactly these figures, for the designer; what was hidden, held or worrying in none of them."""
    with store.reading() as db:
        consultation_id = db.exec(select(Version.consultation_id)).one()
        results = rollup.roll_up(db, team.designer, consultation_id)
        version = view.version(db, db.exec(select(Version.id)).one())
        hung = db.exec(select(Response.id, Response.value).where(Response.wall == "shown")).all()
        sizes = db.exec(select(Participant.size)).all()
    names = {card_id: str(value) for card_id, value in hung}
    wall, first, second, *_ = results.questions
    groups = [(one.group("all").answered, one.group("all").children) for one in (first, second)]  # type: ignore[union-attr]
    dots = [
        {names[bar.key]: (bar.count, bar.dots) for bar in one.group("all").bars}  # type: ignore[union-attr]
        for one in (first, second)
    ]
    moved = {names[one.key]: (one.before, one.after, one.stayed, one.came, one.left) for one in second.moved}

    assert (sorted(sizes), results.heard.children, version.kind) == ([3, 3, 3, 3], 12, "co_design")
    assert Counter({(one.kind, one.language): one.cards for one in wall.wall}) == {
        ("idea", "nl"): 2, ("dislike", "nl"): 1, ("idea", "fr"): 1, ("like", "fr"): 1,
    }  # fmt: skip
    assert groups == [(4, 12), (4, 12)]
    assert dots == [
        {"een stopknop": (2, 2), "te veel tekst": (0, 0), "un héros qui aide": (3, 4), "les couleurs": (2, 2)},
        {"een stopknop": (1, 1), "te veel tekst": (0, 0), "un héros qui aide": (4, 6), "les couleurs": (1, 1)},
    ]
    assert moved == {
        "een stopknop": (2, 1, 1, 0, 1), "te veel tekst": (0, 0, 0, 0, 0),
        "un héros qui aide": (3, 4, 3, 1, 0), "les couleurs": (2, 1, 1, 0, 1),
    }  # fmt: skip
    with store.session() as db:
        (worry,) = concerns.lane(db, team.safeguarding)
    assert worry.words == WORRY
    reading = arrive("fr", LAPTOP)
    sign_in(reading, "dirk@mediawijs", "fr")
    reading.goto("/results")
    settled(reading)
    expect(reading.get_by_text("un héros qui aide").first).to_be_visible(timeout=WITHIN)
    shown = reading.locator(".stApp").inner_text()
    assert [one for one in ("zq7een", "0470") if one in shown] == []
