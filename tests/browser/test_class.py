"""One class, whole: prepared, opened, answered by 24 children at once, closed, read by the designer, and downloaded."""

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from playwright.sync_api import Page, expect
from sqlmodel import select

from consultations import hearing, ways_in
from models import store
from models.consultation import Version
from models.group_session import GroupSession
from models.protection import Concern
from models.response import Response
from tests import factories
from tests.browser.acting import WITHIN, Pupil, heading, keyed, menu, settled, sign_in, tap
from tests.browser.conftest import LAPTOP, PHONE, Arrive
from tests.children import class_at_once
from tests.protocol import Server
from translations import words

NL, FR = words("nl").gettext, words("fr").gettext
WORRY, PHONE_NUMBER = "ik wil dood zei hij zq7een", "mijn nummer is 0470 12 34 56 zq7twee"
# The template's five questions: who answers what. The other child of French stops after the second.
DUTCH = ["yes"] * 8 + ["a_bit"] * 5
FRENCH = ["yes"] * 5 + ["no"] * 6
LABELS = {
    "nl": {"yes": "Ja", "a_bit": "Een beetje", "no": "Nee"},
    "fr": {"yes": "Oui", "a_bit": "Un peu", "no": "Non"},
}
OF = 8


def prepare(page: Page) -> str:
    """Start from the template, say who decides and when, publish. Returns the consultation's id."""
    menu(page, NL("Prepare"))
    tap(page, "template_evaluation-of-a-session")
    page.get_by_text(NL("Title, purpose, ages and who decides")).click()
    for language, said in (("nl", "Het team van het kaartspel"), ("fr", "L’équipe du jeu de cartes")):
        keyed(page, f"notice_decider_1_{language}").locator("textarea").fill(said)
    day = date.today() + timedelta(days=60)  # noqa: DTZ011
    keyed(page, "decides_1").get_by_role("spinbutton").first.click()
    page.keyboard.type(day.strftime("%d%m%Y"))
    page.keyboard.press("Tab")
    settled(page)
    tap(page, "save_notices")
    tap(page, "publish")
    expect(page.get_by_text(NL("Published. The questions are frozen; a change makes a new version."))).to_be_visible(
        timeout=WITHIN
    )
    with store.reading() as db:
        return db.exec(select(Version.consultation_id)).one()


def open_session(page: Page) -> str:
    """Open a session for 24 children and its door. Returns the link in the square code."""
    menu(page, NL("Lead"))
    for label, choice in (
        (NL("Province"), NL("Brussels")),
        (NL("Language of the group"), NL("Dutch and French")),
        (NL("Ages"), "9-11"),
        (NL("What has been arranged with the parents?"), NL("The parents gave permission")),
    ):
        page.get_by_label(label, exact=True).click()
        page.get_by_role("option", name=choice, exact=True).click()
    page.get_by_label(NL("How many children do you expect?")).fill("24")
    page.get_by_role("button", name=NL("Open the session")).click()
    settled(page)
    tap(page, "door")
    expect(page.get_by_text(NL("The door is open until {hour}.").split("{")[0])).to_be_visible(timeout=WITHIN)
    with store.reading() as db:
        made = db.exec(select(GroupSession)).one()
        assert (made.expected, made.door_until is not None) == (24, True)
        return f"/j/{ways_in.link_token(made)}"


def in_browsers(arrive: Arrive, link: str) -> None:
    """Five children: one reloads, one taps twice, one opens a second tab, one needs help, one stops."""
    reloads, twice, second_tab = (Pupil(arrive("nl", PHONE), "nl") for _ in range(3))
    helped, stops = (Pupil(arrive("fr"), "fr") for _ in range(2))
    for pupil in (reloads, twice, second_tab, helped, stops):
        pupil.come_in(link)
        pupil.at(1, OF)
        pupil.next()

    reloads.pick("Ja")
    reloads.page.reload()
    settled(reloads.page)
    reloads.at(2, OF)
    expect(reloads.page.get_by_role("radio", name="Ja")).to_be_checked()
    finish(reloads, "yes", PHONE_NUMBER)

    twice.pick("Ja")
    keyed(twice.page, "next_").locator("button").dblclick(delay=25)
    twice.at(3, OF)
    finish(twice, "yes", "niks")

    second_tab.pick("Ja")
    other = second_tab.page.context.new_page()
    other.goto("/take_part")
    also = Pupil(other, "nl")
    also.at(2, OF)
    also.next()
    also.at(3, OF)
    finish(second_tab, "yes", "alles", again_at=3)
    expect(other).to_have_url(second_tab.page.url.split("/goodbye")[0] + "/", timeout=WITHIN)

    finish(helped, "no", WORRY)

    stops.pick("Non")
    stops.next()
    stops.at(3, OF)
    tap(stops.page, "stop")
    tap(stops.page, "stop_keep")
    assert len(stops.receipt()) == 14


def finish(pupil: Pupil, answer: str, words_: str, again_at: int | None = None) -> None:
    """Answer what is left; the words go to the first open question."""
    label = LABELS[pupil.language][answer]
    if again_at:
        pupil.page.reload()
        settled(pupil.page)
        pupil.at(again_at, OF)
    while keyed(pupil.page, "next_").count():
        if pupil.page.get_by_role("radiogroup").count():
            if not pupil.page.get_by_role("radio", name=label, exact=True).is_checked():
                pupil.pick(label)
            pupil.next()
        elif keyed(pupil.page, "control").locator("textarea").count():
            pupil.next("skipped_")
        else:
            pupil.write(words_)
            pupil.next()
            if words_ == WORRY:
                heading(pupil.page, pupil.say("Do you want to talk to someone?"))
                pupil.next("back_from_help")
                pupil.next()
    pupil.next("done")
    assert len(pupil.receipt()) == 14
    keyed(pupil.page, "bye").locator("button").click()
    pupil.page.wait_for_url("**/goodbye?**", timeout=WITHIN)


def over_the_protocol() -> list[tuple[str, dict[int, str]]]:
    """Nineteen children without a browser: the rest of the class, and what each answers by question number."""
    plan = [("nl", one) for one in DUTCH[3:]] + [("fr", one) for one in FRENCH[:5] + FRENCH[7:]]
    return [(language, {**dict.fromkeys(range(2, 7), LABELS[language][one]), 7: "lachen"}) for language, one in plan]


def counted(group: str, question: int) -> dict[str, int]:
    """What must come out: the child that stops gave only the first of the five."""
    french = FRENCH if question == 0 else FRENCH[:-1]
    return {key: ({"nl": DUTCH, "fr": french, "all": DUTCH + french}[group]).count(key) for key in LABELS["nl"]}


def test_a_whole_class(arrive: Arrive, app: Server, team: factories.Team):
    leading = arrive("nl", LAPTOP)
    sign_in(leading, "fatma@mediawijs")
    consultation_id = prepare(leading)
    link = open_session(leading)

    with ThreadPoolExecutor(1) as beside:
        rest = beside.submit(class_at_once, app.url, link, over_the_protocol())
        in_browsers(arrive, app.url + link)
        rest.result(180)

    expect(keyed(leading, "heads")).to_contain_text("24 / 24", timeout=WITHIN)
    leading.get_by_text(NL("Close the session"), exact=True).click()
    tap(leading, "close")
    counted_ = words("nl").ngettext("{n} child said yes and is counted.", "{n} children said yes and are counted.", 24)
    expect(leading.get_by_text(counted_.format(n=24))).to_be_visible(timeout=WITHIN)

    exactly_these_numbers(arrive, team, consultation_id)
    nowhere_they_should_not_be(team, consultation_id)


def exactly_these_numbers(arrive: Arrive, team: factories.Team, consultation_id: str) -> None:
    """The designer's screen, and the file, say what was given."""
    reading = arrive("fr", LAPTOP)
    sign_in(reading, "dirk@mediawijs", "fr")
    menu(reading, NL("Results"))
    charts = reading.locator('[data-testid="stVegaLiteChart"]')
    expect(charts).to_have_count(15, timeout=WITHIN)

    answer = reading.context.request.get(f"/export/{consultation_id}/results.csv")
    rows = list(csv.DictReader(io.StringIO(answer.body().decode("utf-8-sig"))))
    for question in range(5):
        for group in ("nl", "fr", "all"):
            found = {
                row["answer"]: int(row["count"])
                for row in rows
                if row["question"] == f"{question + 1} v1" and row["group"] == group and row["answer"] in LABELS["nl"]
            }
            assert found == counted(group, question), (question, group)
            n = sum(found.values())
            for key, count in found.items():
                shown = f"{count / n:.0%} ({count})"
                assert shown in spoken(reading, question, group), (question, group, key)


def spoken(page: Page, question: int, group: str) -> str:
    """What a screen reader says of a chart."""
    chart = page.locator('[data-testid="stVegaLiteChart"]').nth(3 * question + ("nl", "fr", "all").index(group))
    return chart.evaluate("node => (node.closest('[aria-label]') || node.querySelector('[aria-label]')).ariaLabel")


def nowhere_they_should_not_be(team: factories.Team, consultation_id: str) -> None:
    """The worry is in the lane and the number with the facilitator; neither is in what a designer reads."""
    with store.session() as db:
        lane = [one.words for one in db.exec(select(Concern))]
        held = {one.value: one.held_for for one in db.exec(select(Response).where(Response.release == "held"))}
        stems = [one.stem for one in factories.view.version(db, db.exec(select(Version.id)).one()).questions]
        read = [
            quote.words for stem in stems for quote in hearing.read(db, team.designer, consultation_id, stem).quotes
        ]
    assert (lane, held) == ([WORRY], {WORRY: "distress", PHONE_NUMBER: "personal"})
    assert sorted(read) == ["alles", *["lachen"] * 19, "niks"]
