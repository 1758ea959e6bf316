"""Many tabs at once, their figures, and the command line."""

from __future__ import annotations

import math
import os
import random

import pytest

from tests.protocol import (
    ProcMeter,
    Recorder,
    Run,
    Server,
    Tab,
    answer_and_press,
    burst,
    close_all,
    fetch_shell,
    open_many,
    percentile,
    think_load,
)
from tests.protocol.__main__ import main
from tests.protocol.conftest import Notes
from tests.protocol.serving import free_port


async def press(tab: Tab, recorder: Recorder, _: random.Random) -> None:
    recorder.add(await tab.click("Press"))


@pytest.mark.anyio
async def test_a_crowd_opens_presses_and_leaves(server: Server, notes: Notes) -> None:
    recorder = Recorder()
    tabs = await open_many(lambda _: Tab(server.url, page="press"), 5, over=0.1, recorder=recorder)

    took = await burst(tabs, press, within=0.1, recorder=recorder)

    await close_all(tabs)
    assert notes() == ["pressed"] * 5
    assert (recorder.summary("open")["n"], recorder.summary("click")["n"]) == (5, 5)
    assert recorder.summary()["errors"] == {}
    assert took >= max(run.latency for run in recorder.runs if run.what == "click")


@pytest.mark.anyio
async def test_a_thinking_crowd_keeps_pressing(server: Server, notes: Notes) -> None:
    recorder = Recorder()
    tabs = await open_many(lambda _: Tab(server.url, page="press"), 2, over=0, recorder=recorder)
    recorder.reset()

    await think_load(tabs, press, think=0.02, seconds=0.5, recorder=recorder)

    await close_all(tabs)
    assert len(notes()) == len(recorder.runs) > 2


@pytest.mark.anyio
async def test_what_fails_is_counted(server: Server) -> None:
    recorder = Recorder()
    nobody = f"http://127.0.0.1:{free_port()}"
    urls = [nobody, server.url]
    tabs = await open_many(lambda i: Tab(urls[i]), 2, over=0, recorder=recorder)

    await burst(tabs, press, within=0, recorder=recorder)  # there is no such button on the first page
    recorder.add(Run("click", 0.0, exceptions=["ValueError: broken"]))

    await close_all(tabs)
    assert recorder.failures == {"ConnectionRefusedError": 1, "NotFoundError": 1, "script exception": 1}


@pytest.mark.anyio
async def test_a_visitor_fills_in_the_page_and_sends_it(tab: Tab) -> None:
    recorder = Recorder()

    await answer_and_press(tab, recorder, random.Random(1))

    assert [run.what for run in recorder.runs] == ["set radio", "set checkbox", "set text_area", "submit"]
    assert [words for words in tab.texts() if words.startswith("sent True, title I like it when ")] != []


@pytest.mark.anyio
async def test_the_shell_of_a_page_is_fetched_whole(tab: Tab) -> None:
    requests, size = await fetch_shell(tab)

    assert requests > 4
    assert size > 500_000


def test_a_percentile_lies_between_its_neighbours() -> None:
    assert [percentile([4.0, 1.0, 3.0, 2.0], p) for p in (0, 50, 95, 100)] == [1.0, 2.5, 3.85, 4.0]
    assert math.isnan(percentile([], 50))


def test_a_meter_reads_a_process_and_ignores_one_that_is_gone(server: Server) -> None:
    reading = ProcMeter([server.pid]).snapshot()

    assert min(reading["cpu_s"], reading["rss_mb"], reading["threads"], reading["fds"]) > 0
    assert ProcMeter([2**30]).snapshot() == {"cpu_s": 0.0, "rss_mb": 0.0, "threads": 0, "fds": 0}
    assert ProcMeter([os.getpid(), 2**30]).rss_mb() > 0


def test_the_command_line_shows_a_page(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    main(["show", server.url])

    shown = capsys.readouterr().out.splitlines()
    assert shown[1:4] == [
        "  page /: 'answer' (default)",
        "  page /press: 'press'",
        "  page /parts: 'All the parts'",
    ]
    assert [line.strip() for line in shown if "Loud" in line] == ["<checkbox 'Loud' @main[3]> = False"]


def test_the_command_line_sends_a_crowd(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    crowd = ["-n", "3", "--join", "0.1", "--submit", "0.1", "--pid", str(server.pid)]

    main(["storm", server.url, *crowd])

    opened, stormed = capsys.readouterr().out.splitlines()
    assert (opened.split('"n": ')[1][0], stormed.split('"errors": ')[1][:2]) == ("3", "{}")
