"""What bad intentions or an impatient finger can send over the wire: nothing changes twice, or at all."""

import pytest
from sqlmodel import select

from consultations import sessions
from models import store
from models.group_session import Participant
from models.response import Response
from tests import factories
from tests.children import button, go_on, join, standing_at, walk
from tests.protocol import Server, Tab

pytestmark = pytest.mark.anyio
GAPS = (0, 20, 50, 150, 500)


def path(session_id: str) -> str:
    return f"/j/{factories.link_of(session_id)}"


def rows(session_id: str) -> list[tuple[object, str | None]]:
    asked = select(Response.value, Response.missing).join(Participant)
    with store.reading() as db:
        found = db.exec(asked.where(Participant.group_session_id == session_id)).all()
        return [(value, missing) for value, missing in found]


@pytest.mark.parametrize("gap_ms", GAPS)
async def test_next_pressed_twice_goes_on_once_and_keeps_one_answer(app: Server, session_id: str, gap_ms: int):
    tab = await walk(app.url, path(session_id), "nl", {}, until=1)
    await tab.set("boek nl", kind="radio")

    await tab.press_twice(key=button(tab, "next_").key, gap_ms=gap_ms)

    await tab.rerun()
    assert (standing_at(tab), rows(session_id)) == (2, [("boek", None)])
    await tab.close()


@pytest.mark.parametrize("way", ["dont_know", "rather_not", "skipped"])
async def test_a_way_of_not_answering_pressed_twice_counts_once(app: Server, session_id: str, way: str):
    tab = await walk(app.url, path(session_id), "nl", {}, until=1)
    await tab.press_twice(key=button(tab, way).key, gap_ms=50)
    await tab.rerun()
    assert (standing_at(tab), rows(session_id)) == (2, [(None, way)])
    await tab.close()


@pytest.mark.parametrize("start", ["assent_yes", "done", "stop_keep"])
async def test_every_other_button_of_a_child_pressed_twice_does_its_deed_once(app: Server, session_id: str, start: str):
    given = {1: "boek nl", 2: ["spelen nl"], 3: "Niet waar", 4: 8, 5: "lachen", 6: "niks"}
    if start == "assent_yes":
        tab = Tab(app.url, page="take_part", cookies=await join(app.url, path(session_id), "nl"))
        await tab.open()
    else:
        tab = await walk(app.url, path(session_id), "nl", given, until=3)
    if start == "stop_keep":
        await tab.click(key="stop")
    while start == "done" and not button(tab, "done"):
        await go_to_the_end(tab, given)
    await tab.press_twice(key=button(tab, start).key, gap_ms=150)
    with store.reading() as db:
        of_session = Participant.group_session_id == session_id
        states = [tuple(one) for one in db.exec(select(Participant.state, Participant.assent).where(of_session))]
    expected = {"assent_yes": ("joined", "yes"), "done": ("done", "yes"), "stop_keep": ("stopped", "yes")}
    assert states == [expected[start]]
    await tab.close()


async def go_to_the_end(tab: Tab, given: dict[int, object]) -> None:
    """To the last screen, without finishing."""
    from tests.children import give

    while button(tab, "next_"):
        await give(tab, given[standing_at(tab)])
        await tab.click(widget=button(tab, "next_"))


@pytest.mark.parametrize("forged", ["<img src=x onerror=alert(1)>", "nonsense", "", "🦊" * 2000])
async def test_a_forged_choice_is_no_answer(app: Server, session_id: str, forged: str):
    tab = await walk(app.url, path(session_id), "nl", {}, until=1)
    await tab.forge(tab.find(kind="radio"), forged)
    await tab.click(widget=button(tab, "next_"))
    assert (standing_at(tab), rows(session_id), tab.errors()) == (1, [], [])
    await tab.close()


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("🦊" * 2000, []),
        ("a\x00b", [("ab", None)]),
        ("x" * 10_000, []),
        ("   \n\t ", []),
        ("\u202eomgekeerd", [("omgekeerd", None)]),
    ],
)
async def test_bad_words_get_one_sentence_and_change_nothing(
    app: Server, session_id: str, words: str, kept: list[tuple[str, None]]
):
    before = {1: "boek nl", 2: ["spelen nl"], 3: "Niet waar", 4: 8}
    tab = await walk(app.url, path(session_id), "nl", before, until=5)
    field = tab.find(kind="text_input")
    await tab.forge(field, words)
    await tab.click(widget=button(tab, "next_"))
    new = [row for row in rows(session_id) if row[0] not in ("boek", ["spelen"], "1", 8)]
    warned = [node.text for node in tab.find_all(kind="alert")]
    assert (new, len(warned), tab.errors()) == (kept, 0 if kept else 1, [])
    await tab.close()


async def test_a_second_tab_is_the_same_child(app: Server, session_id: str):
    first = await walk(app.url, path(session_id), "nl", {1: "boek nl"}, until=2)
    async with Tab(app.url, page="take_part", cookies=first.cookies) as second:
        assert standing_at(second) == 2
        await go_on(second, {2: ["chatten nl"], 3: "Helemaal waar"}, until=4)
    await first.rerun()
    assert (standing_at(first), len(rows(session_id))) == (4, 3)
    await first.close()


async def test_when_the_session_closes_the_next_tap_changes_nothing(app: Server, session_id: str, team: factories.Team):
    tab = await walk(app.url, path(session_id), "nl", {1: "boek nl"}, until=2)
    with store.session() as db:
        sessions.close(db, team.facilitator, session_id)
    await tab.set(True, "chatten nl", kind="checkbox")
    assert (len(rows(session_id)), button(tab, "next_"), tab.errors()) == (1, None, [])
    await tab.close()


async def test_while_it_is_paused_a_child_waits_and_then_goes_on(app: Server, session_id: str, team: factories.Team):
    tab = await walk(app.url, path(session_id), "nl", {1: "boek nl"}, until=2)
    with store.session() as db:
        sessions.pause(db, team.facilitator, session_id)
    await tab.rerun()
    assert button(tab, "next_") is None
    with store.session() as db:
        sessions.resume(db, team.facilitator, session_id)
    await tab.rerun()
    assert standing_at(tab) == 2
    await tab.close()


async def test_a_stranger_reaches_no_staff_page_by_its_name_or_its_hash(app: Server, team: factories.Team):
    async with Tab(app.url) as tab:
        for page in ("prepare", "lead", "results", "concerns", "people", "audit"):
            await tab.goto(page)
            assert tab.has("Gebruikersnaam") or tab.has("Name to sign in with"), page


@pytest.mark.parametrize("tapped", ["help", "stop", "speak"])
async def test_words_typed_just_before_help_stop_or_another_language_are_kept(
    app: Server, session_id: str, tapped: str
):
    given = {1: "boek nl", 2: ["spelen nl"], 3: "Niet waar", 4: 8}
    tab = await walk(app.url, path(session_id), "nl", given, until=5)

    await tab.set_and_press(tab.find(kind="text_input"), "juist getypt", button(tab, tapped))
    await tab.rerun()

    assert [value for value, _ in rows(session_id)].count("juist getypt") == 1
    await tab.close()
