"""Each thing a tab can do, shown on the sample app. Pressing and forging have a file of their own."""

from __future__ import annotations

import pytest

from tests.protocol import (
    DisconnectedError,
    Jar,
    NotFoundError,
    Page,
    ProtocolError,
    RunTimeoutError,
    Server,
    Tab,
)
from tests.protocol.conftest import FRESH, Notes, line

pytestmark = pytest.mark.anyio


async def test_opening_a_tab_shows_the_page_as_the_script_wrote_it(tab: Tab) -> None:
    assert tab.texts() == [
        "language nl",
        "runs 1",
        "Mood",
        "Loud",
        "Locked",
        "Story",
        FRESH,
        "Title",
        "Stamp",
        "Send",
        "sent False, title , stamp None",
        "Language",
    ]
    assert (tab.runs[-1].what, tab.runs[-1].ok, tab.errors()) == ("open", True, [])


async def test_an_element_is_found_by_label_key_kind_and_form(tab: Tab) -> None:
    mood = tab.find("Mood")

    assert (mood, mood.options, mood.root) == (tab.find(key="mood"), ["glad", "sad"], "main")
    assert [n.label for n in tab.find_all(kind="checkbox")] == ["Loud", "Locked"]
    assert [n.label for n in tab.find_all(form="letter")] == ["Title", "Stamp", "Send"]
    assert tab.find("langu") == tab.find(kind="radio", root="sidebar")
    with pytest.raises(NotFoundError):
        tab.find("Nowhere")


async def test_a_rerun_sends_the_values_of_all_widgets(tab: Tab) -> None:
    await tab.set("sad", "Mood")
    await tab.set(True, "Loud")
    await tab.set("once", "Story")

    assert line(tab, "mood") == "mood sad, loud True, locked False, story 4 [nce]"
    assert ([run.what for run in tab.runs][1:], line(tab, "runs")) == (
        ["set radio", "set checkbox", "set text_area"],
        "runs 4",
    )


@pytest.mark.parametrize("length", [100, 1_000, 70_000])
async def test_a_text_of_any_length_arrives_whole(tab: Tab, length: int) -> None:
    await tab.set("x" * (length - 1) + "é", "Story")

    assert line(tab, "mood") == f"mood None, loud False, locked False, story {length} [xxé]"


async def test_a_form_is_held_back_until_it_is_sent_and_then_cleared(tab: Tab) -> None:
    held = [await tab.set("Dear", "Title"), await tab.set("2", "Stamp")]
    assert (held, line(tab, "runs"), tab.value(tab.find("Title"))) == ([None, None], "runs 1", "Dear")

    await tab.click("Send")
    assert line(tab, "sent") == "sent True, title Dear, stamp 2"

    await tab.rerun()
    assert (line(tab, "sent"), tab.value(tab.find("Title"))) == ("sent False, title , stamp None", "")


async def test_a_widget_in_a_fragment_reruns_only_its_fragment(tab: Tab, notes: Notes) -> None:
    await tab.goto("press")

    run = await tab.click("Press inside")

    assert (run.fragment, run.ok) == (True, True)
    assert (line(tab, "runs"), line(tab, "inside"), notes()) == ("runs 2", "inside 2", ["pressed inside"])
    assert tab.has("Keep")


async def test_going_to_a_page_keeps_only_the_widgets_of_the_main_script(tab: Tab) -> None:
    await tab.set("fr", "Language")
    await tab.set("sad", "Mood")

    await tab.goto("press")
    assert (line(tab, "language"), tab.has("Mood")) == ("language fr", False)

    await tab.goto("")
    assert (line(tab, "language"), line(tab, "mood")) == ("language fr", FRESH)


async def test_pages_are_listed_and_a_deep_link_opens_one(server: Server) -> None:
    async with Tab(server.url, page="parts", query={"class": "4b"}) as tab:
        assert [(p.name, p.url, p.is_default) for p in tab.pages] == [
            ("answer", "", True),
            ("press", "press", False),
            ("All the parts", "parts", False),
        ]
        assert isinstance(tab.page("All the parts"), Page)
        assert line(tab, "seat") == "seat None, query {'class': '4b'}"
        with pytest.raises(NotFoundError):
            await tab.goto("nowhere")


async def test_a_page_of_somebody_else_gets_no_connection(server: Server) -> None:
    with pytest.raises(DisconnectedError, match="handshake refused"):
        await Tab(server.url, headers={"Origin": "http://elsewhere.example"}).open()


async def test_an_unknown_address_is_noticed(server: Server) -> None:
    async with Tab(server.url, page="nowhere") as tab:
        assert (tab.not_found, line(tab, "runs")) == (True, "runs 1")


async def test_a_page_that_the_script_switches_to_belongs_to_the_same_run(server: Server) -> None:
    async with Tab(server.url, page="parts") as tab:
        run = await tab.click("Move on")

        assert (run.reruns, run.ok, line(tab, "runs")) == (1, True, "runs 1")
        assert tab.page_hash == tab.page("press").hash


async def test_a_long_message_is_not_sent_twice(server: Server) -> None:
    async with Tab(server.url, page="parts") as tab:
        before = tab.texts()

        run = await tab.rerun()

        assert (run.refs, line(tab, "long")) == (1, before[1])
        assert run.bytes_in < 20_000 < tab.runs[0].bytes_in


async def test_an_exception_is_part_of_the_run(server: Server) -> None:
    async with Tab(server.url, page="parts") as tab:
        run = await tab.click("Break")

        assert (run.ok, run.exceptions, tab.errors()) == (
            False,
            ["ValueError: broken"],
            ["ValueError: broken"],
        )


async def test_a_fragment_with_a_clock_reruns_itself(server: Server) -> None:
    async with Tab(server.url, page="parts", auto_rerun=True) as tab:
        await tab.wait_until(lambda t: len(t.auto_runs) >= 3)

        assert {(run.what, run.fragment, run.ok) for run in tab.auto_runs} == {("auto", True, True)}


async def test_a_followed_form_comes_from_the_app_itself_and_sets_cookies(server: Server, tab: Tab) -> None:
    status, headers, _ = await tab.follow("/in", {"seat": "a&é"})

    assert (status, headers["location"], headers["x-came-from"]) == (
        303,
        "/parts",
        f"same-origin {server.url}",
    )
    assert tab.cookies == {"__Host-seat": tab.cookies["__Host-seat"], "colour": "blue"}
    assert len(headers.get_all("set-cookie", [])) == 2


async def test_a_cookie_counts_from_the_next_page_load(server: Server, tab: Tab) -> None:
    await tab.goto("parts")
    await tab.follow("/in", {"seat": "12"})
    await tab.rerun()
    assert line(tab, "seat") == "seat None, query {}"

    await tab.open()
    await tab.goto("parts")
    assert line(tab, "seat") == "seat 12, query {}"


async def test_a_cookie_can_be_taken_away_for_all_tabs_of_a_browser(server: Server) -> None:
    jar = Jar()
    first, second = Tab(server.url, cookies=jar), Tab(server.url, cookies=jar)
    await first.follow("/in", {"seat": "12"})
    assert second.cookies == {"__Host-seat": "12", "colour": "blue"}

    answer = await second.http("GET", "/out")

    assert (answer.status, answer.body, jar) == (200, b"goodbye", {})


async def test_the_data_of_a_component_can_be_read(server: Server) -> None:
    async with Tab(server.url, page="parts") as tab:
        assert tab.bidi("ticket") == {"ticket": "t-1", "to": "/in"}
        assert (tab.bidi("table")["title"], list(tab.bidi("table"))) == ("Two", ["rows", "title"])
        assert tab.bidi("empty") is None
        with pytest.raises(ProtocolError, match="bytes"):
            tab.bidi("bytes")


async def test_a_file_can_be_handed_in(server: Server) -> None:
    async with Tab(server.url, page="parts") as tab:
        await tab.upload("paper.txt", "été".encode(), "Paper")

        assert line(tab, "paper") == "paper été"


async def test_waiting_reruns_until_it_is_so(tab: Tab) -> None:
    await tab.wait_until(lambda t: line(t, "runs") == "runs 4")

    assert [run.what for run in tab.runs] == ["open", "rerun", "rerun", "rerun"]


async def test_waiting_ends_at_the_deadline(tab: Tab) -> None:
    with pytest.raises(RunTimeoutError, match="not so within"):
        await tab.wait_until(lambda _: False, timeout=0.2)


async def test_a_tab_that_lost_its_connection_comes_back_to_where_it_was(tab: Tab) -> None:
    await tab.set("sad", "Mood")
    tab.drop()
    await tab.closed.wait()
    with pytest.raises(DisconnectedError):
        await tab.rerun()

    survived = await tab.reconnect()

    assert (survived, line(tab, "runs"), line(tab, "mood")) == (True, "runs 3", FRESH.replace("None", "sad"))
