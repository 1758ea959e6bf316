"""A focus group of six, whole: a leader, a note-taker, a projector; a dead server in the middle; what is read."""

from playwright.sync_api import Page, expect
from sqlmodel import select

from consultations import sessions, ways_in
from consultations.drafting import view
from consultations.observing import noting
from models import store
from models.consultation import Version
from models.group_session import GroupSession
from tests import factories
from tests.browser.acting import WITHIN, choose, keyed, menu, settled, sign_in, tap
from tests.browser.conftest import LAPTOP, TABLET, Arrive, Watched
from tests.protocol import Server
from translations import words

NL, FR = words("nl").gettext, words("fr").gettext
WORRY = "4 ik wil dood zq7een"


def types(page: Page, *lines: str) -> None:
    """Write lines, each with one Enter."""
    for line in lines:
        page.locator("input[enterkeyhint=send]").fill(line)
        page.keyboard.press("Enter")


def shows(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stText").get_by_text(text)).to_be_visible(timeout=WITHIN)


def prepared(team: factories.Team) -> str:
    """A published guide and an open session. Returns its id."""
    asked = (factories.RULES, factories.ONLINE, factories.BULLIED)
    with store.session() as db:
        factories.with_password(db, team.colleague)
        version_id = factories.make_published(db, team.facilitator, asked, kind="focus_group")
        return sessions.open_session(
            db, team.facilitator, version_id, place_kind="school", province="antwerpen", language="nl",
            age_band="9-11", expected=6, basis="both",
        )  # fmt: skip


def said(team: factories.Team, session_id: str) -> list[tuple[int, str, int]]:
    with store.reading() as db:
        kept = noting.utterances(db, team.facilitator, session_id)
    return [(one.speaker, one.words, one.agree) for one in reversed(kept)]


def test_a_whole_talk(arrive: Arrive, app: Server, team: factories.Team, watched: Watched):
    session_id = prepared(team)
    leading = arrive("nl", LAPTOP)
    sign_in(leading, "fatma@mediawijs")
    menu(leading, NL("Lead"))
    tap(leading, "open_")
    tap(leading, "seat_them")
    tap(leading, "everybody")
    tap(leading, "next")
    expect(leading.get_by_role("heading", name="Wat doe je online?")).to_be_visible(timeout=WITHIN)
    types(leading, "1 filmpjes kijken +2", '"ik maak ook filmpjes" !', "6 niets eigenlijk ?")
    shows(leading, "P6 niets eigenlijk")

    noting_too = beside(arrive, leading)
    types(noting_too, "2 tekenen +1")
    shows(leading, "P2 tekenen")

    on_the_wall(arrive, app, session_id)
    nothing_is_lost_when_the_server_dies(leading, app, team, session_id)
    watched.forgive("ERR_CONNECTION", "WebSocket", "disconnected from server", "/_stcore/")
    ended(leading, session_id, team)
    read(arrive)


def beside(arrive: Arrive, leading: Page) -> Page:
    """A colleague takes notes too, in a browser of its own."""
    leading.get_by_text(NL("A note-taker, or hand over")).click()
    choose(leading, NL("Colleague"), "colin")
    settled(leading)
    tap(leading, "let_note")
    page = arrive("nl", TABLET)
    sign_in(page, "colin@mediawijs")
    page.goto("/lead")
    settled(page)
    tap(page, "open_")
    expect(page.get_by_role("heading", name="Wat doe je online?")).to_be_visible(timeout=WITHIN)
    assert keyed(page, "next").count() == 0
    return page


def on_the_wall(arrive: Arrive, app: Server, session_id: str) -> None:
    """The projector shows the question, and neither a probe nor a word that was said."""
    wall = arrive("nl", LAPTOP)
    wall.goto(f"/projector?screen={ways_in.projector_token(session_id)}")
    expect(wall.get_by_role("heading", name="Wat doe je online?")).to_be_visible(timeout=WITHIN)
    shown = wall.locator(".stApp").inner_text()
    assert [word for word in ("filmpjes", "voorbeeld", "tekenen") if word in shown] == []


def nothing_is_lost_when_the_server_dies(leading: Page, app: Server, team: factories.Team, session_id: str) -> None:
    """What is typed while there is no server, and what stands half typed in the field, is there afterwards."""
    app.kill()
    types(leading, "3 dit was net weg", "1 en dit ook +5")
    expect(leading.get_by_text("2 nog niet bewaard")).to_be_visible(timeout=WITHIN)
    leading.locator("input[enterkeyhint=send]").fill("2 half getyp")
    assert (3, "dit was net weg", 0) not in said(team, session_id)
    app.restart()
    leading.reload()
    settled(leading)
    if keyed(leading, "open_").count():
        tap(leading, "open_")
    shows(leading, "P1 en dit ook")
    expect(leading.locator("input[enterkeyhint=send]")).to_have_value("2 half getyp", timeout=WITHIN)
    types(leading, WORRY)
    shows(leading, NL("With the safeguarding person."))
    assert said(team, session_id) == [
        (1, "filmpjes kijken", 2),
        (0, "ik maak ook filmpjes", 0),
        (6, "niets eigenlijk", 0),
        (2, "tekenen", 1),
        (3, "dit was net weg", 0),
        (1, "en dit ook", 5),
        (4, "", 0),
    ]


def ended(leading: Page, session_id: str, team: factories.Team) -> None:
    """The leader closes, and writes down what it wants to remember."""
    leading.get_by_text(NL("Close the session"), exact=True).click()
    tap(leading, "close")
    leading.get_by_label(NL("Three surprises")).fill("Ze maken zelf filmpjes.")
    leading.get_by_role("button", name=NL("Save")).click()
    settled(leading)
    expect(leading.get_by_text(NL("Saved."))).to_be_visible(timeout=WITHIN)
    with store.reading() as db:
        assert db.get_one(GroupSession, session_id).memo["surprises"] == "Ze maken zelf filmpjes."


def read(arrive: Arrive) -> None:
    """The designer reads how many groups talked about it, and exactly the words that may be read."""
    reading = arrive("fr", LAPTOP)
    sign_in(reading, "dirk@mediawijs", "fr")
    reading.goto("/results")
    settled(reading)
    groups = words("nl").ngettext("{n} group talked about this.", "{n} groups talked about this.", 1).format(n=1)
    noted = words("nl").ngettext("{n} thing was written down.", "{n} things were written down.", 6).format(n=6)
    expect(reading.get_by_text(f"{groups} {noted}")).to_be_visible(timeout=WITHIN)
    reading.get_by_role("button", name=NL("Read what was said")).first.click()
    expect(reading.get_by_text("niets eigenlijk")).to_be_visible(timeout=WITHIN)
    assert "zq7een" not in reading.locator(".stApp").inner_text()
    with store.session() as db:
        version = view.version(db, db.exec(select(Version.id)).one())
        assert version.kind == "focus_group"
