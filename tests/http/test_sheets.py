"""Sheets to print: every activity with its letters, in the languages of the group; nothing that children gave."""

import io

import pytest
from pypdf import PdfReader

from consultations import signing_in
from consultations.observing import pacing, paper, walls
from consultations.questions import question_type
from consultations.reports.activity_sheets import activity_sheets
from consultations.shapes import SheetActivity
from models import store
from tests import factories, rooms
from tests.http.test_joining import ask
from tests.protocol import Jar, Server
from tests.prototypes import Prototype
from tests.rooms import WALL, Workshop


@pytest.fixture
def made(team: factories.Team) -> Workshop:
    """A bilingual workshop in which things were given that stand on no sheet."""
    with store.session() as db:
        made = rooms.make_workshop(db, team.facilitator, sheets=2, devices="none", language="both")
        for number, said in enumerate(("canarykaart", "bel 0470 12 34 56")):
            raw = {"kind": "idea", "words": said, "emoji": "", "from": ""}
            paper.enter_card(db, team.facilitator, made.session_id, 1, made.ids[WALL], f"m{number}", raw)
        paper.enter(db, team.facilitator, made.session_id, 1, made.ids[rooms.CARD], "canarypost")
        return made


def signed_in(app: Server, who: object) -> Jar:
    with store.session() as db:
        ticket = signing_in.entry_ticket(db, factories.with_password(db, who))  # type: ignore[arg-type]
    jar = Jar()
    ask(app, "POST", "/session", jar, f"ticket={ticket}")
    return jar


def text_of(body: bytes) -> list[str]:
    """The words on each page, as a reader reads them."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(body)).pages]


def test_there_is_a_sheet_for_every_activity_with_its_id_and_letters_and_nothing_that_was_given(
    app: Server, team: factories.Team, made: Workshop
):
    answer = ask(app, "GET", f"/sheets/{made.session_id}.pdf", signed_in(app, team.facilitator))
    pages = text_of(answer.body)
    with store.reading() as db:
        sheets = paper.sheets(db, team.facilitator, made.session_id)

    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert len(pages) == len(sheets) == len(made.ids)
    for page, sheet in zip(pages, sheets, strict=True):
        assert f"{sheet.number}. {sheet.wording['nl']} {sheet.wording['fr']}" in page
        assert sheet.id in page
    assert "A spel nl / spel fr" in pages[rooms.DOTS]
    assert "Je hebt 3 stickers, en hoogstens 2 voor één kaartje. / Tu as 3 gommettes" in pages[rooms.DOTS]
    assert [word for word in ("canary", "0470", "P1") if word in " ".join(pages)] == []
    assert "\u202f" not in " ".join(pages)


def test_cards_of_the_group_that_are_shown_stand_on_the_sheet_of_the_vote_as_words(app: Server, team: factories.Team):
    with store.session() as db:
        made = rooms.make_wall_and_vote(db, team.facilitator, language="fr")
        child = rooms.child_of(db, made, "fr")
        for number, said in enumerate(("<b>cœur</b> & <img src=x>", "caché")):
            rooms.put_card(db, child, made, said, f"m{number}", emoji="💡")
        shown = next(one for one in walls.wall(db, team.facilitator, made.session_id, made.ids[WALL])
                     if one.words != "caché")  # fmt: skip
        walls.show(db, team.facilitator, shown.id)
    pages = text_of(ask(app, "GET", f"/sheets/{made.session_id}.pdf", signed_in(app, team.facilitator)).body)

    assert "A <b>cœur</b> & <img src=x>" in pages[1]
    assert "caché" not in " ".join(pages)
    assert "Hoeveel" not in " ".join(pages)


def test_the_sheets_are_for_who_leads_and_who_takes_notes(app: Server, team: factories.Team, made: Workshop):
    path = f"/sheets/{made.session_id}.pdf"
    nobodys = ask(app, "GET", f"/sheets/{'0' * 32}.pdf", signed_in(app, team.facilitator))
    for who in (team.colleague, team.designer, team.admin, team.safeguarding):
        answer = ask(app, "GET", path, signed_in(app, who))
        assert (answer.status, answer.body) == (404, nobodys.body)
    assert ask(app, "GET", path).status == 404

    with store.session() as db:
        pacing.let_note(db, team.facilitator, made.session_id, team.colleague.account_id)
    assert ask(app, "GET", path, signed_in(app, team.colleague)).status == 200


def test_what_is_answered_by_number_and_put_in_order_stands_on_paper_with_its_letters_and_numbers():
    said = {"nl": "Wat vind je?", "fr": "Ton avis ?"}
    asked = {
        "again_again": {"options": factories.options("spel", "film")},
        "fun_sorter": {"options": factories.options("spel", "film")},
        "ueq_s": question_type("ueq_s").example["settings"],
    }
    activities = []
    for number, (name, chosen) in enumerate(asked.items(), start=1):
        how = question_type(name)
        controls = {language: how.control(how.read(chosen), language) for language in ("nl", "fr")}
        activities.append(SheetActivity(number, f"A{number}", said, controls))

    again, order, *ueq = text_of(activity_sheets(said, ("nl", "fr"), activities))

    assert "1 Ja / Oui 2 Misschien / Peut-être 3 Nee / Non" in " ".join(again.split())
    assert "Schrijf 1 achter wat eerst komt, dan 2, dan 3." in " ".join(order.split())
    assert "B: 1 Heel erg: slecht 2 / Tout à fait : mauvais 2" in " ".join(" ".join(ueq).replace("\xa0", " ").split())


def test_the_pages_of_a_prototype_are_printed_with_letters_and_numbers_and_a_line_for_each_pin(
    app: Server, team: factories.Team
):
    tested = Prototype((("page_remarks", "Wat vind je?", {"at_most": 4}),), team=team)
    session_id = tested.opens(devices="none")
    reader = PdfReader(io.BytesIO(ask(app, "GET", f"/sheets/{session_id}.pdf", signed_in(app, team.facilitator)).body))
    said = " ".join(" ".join(page.extract_text() for page in reader.pages).replace("\xa0", " ").split())

    assert sum(len(page.images) for page in reader.pages) == len(tested.pictures)
    for called in ("1. Voorkant / 1. Devant", "2. Spelregels / 2. Règles du jeu", "3. Hulpkaart / 3. Carte d’aide"):
        assert f"{called} A B C D E 1 2 3 4" in said
    assert "+ Dit vind ik goed / J’aime ça − Dit vind ik niet goed / Je n’aime pas ça ! Mijn idee / Mon idée" in said
    assert said.count("+ − !") == 4
