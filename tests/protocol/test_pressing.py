"""Pressing once and twice, and sending what no browser would."""

from __future__ import annotations

import pytest
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.WidgetStates_pb2 import WidgetState

from tests.protocol import ProtocolError, Tab
from tests.protocol.conftest import FRESH, Notes, line

pytestmark = pytest.mark.anyio


async def test_one_press_is_one_run(tab: Tab, notes: Notes) -> None:
    await tab.goto("press")

    await tab.click("Press")

    assert (notes(), line(tab, "runs")) == (["pressed"], "runs 3")


async def test_the_second_press_does_not_wait_for_the_first(tab: Tab, notes: Notes) -> None:
    await tab.goto("press")

    run = await tab.press_twice("Press, then wait for another", gap_ms=150)

    assert (notes(), run.ok) == (["pressed", "pressed"], True)


@pytest.mark.parametrize("gap_ms", [0, 400])
async def test_both_presses_in_a_fragment_have_settled(tab: Tab, notes: Notes, gap_ms: int) -> None:
    await tab.goto("press")

    await tab.press_twice("Press inside", gap_ms=gap_ms)

    assert (notes(), line(tab, "inside")) == (["pressed inside", "pressed inside"], "inside 3")


@pytest.mark.parametrize("gap_ms", [0, 5, 20, 400])
async def test_after_a_double_press_nothing_more_comes(tab: Tab, notes: Notes, gap_ms: int) -> None:
    await tab.goto("press")
    await tab.press_twice("Press", gap_ms=gap_ms)
    pressed, runs = len(notes()), int(line(tab, "runs").split()[1])

    await tab.click("Press")

    assert (len(notes()), line(tab, "runs")) == (pressed + 1, f"runs {runs + 1}")


async def test_what_may_happen_once_happens_once_however_often_one_presses(tab: Tab, notes: Notes) -> None:
    await tab.goto("press")

    await tab.press_twice("Keep", gap_ms=400)

    assert notes() == ["kept", "kept before"]


async def test_a_double_press_on_a_form_sends_it_empty_the_second_time(tab: Tab) -> None:
    await tab.set("Dear", "Title")

    await tab.press_twice("Send", gap_ms=400)

    assert (line(tab, "sent"), line(tab, "runs")) == ("sent True, title , stamp None", "runs 3")


async def test_a_disabled_widget_cannot_be_used_by_hand(tab: Tab) -> None:
    with pytest.raises(ProtocolError, match="disabled"):
        await tab.set(True, "Locked")
    await tab.goto("press")
    for hand in (tab.click, tab.press_twice):
        with pytest.raises(ProtocolError, match="disabled"):
            await hand("Locked button")


async def test_streamlit_puts_back_what_is_forged_for_a_disabled_widget(tab: Tab, notes: Notes) -> None:
    await tab.forge(tab.find("Locked"), True)
    assert (tab.find("Locked").proto.set_value, line(tab, "mood")) == (True, FRESH)

    await tab.goto("press")
    run = await tab.forge(tab.find("Locked button"), True)
    assert (run.ok, notes()) == (True, [])


async def test_streamlit_puts_back_a_forged_option(tab: Tab) -> None:
    await tab.forge(tab.find("Mood"), "furious")

    assert (tab.find("Mood").proto.set_value, line(tab, "mood")) == (True, FRESH)


async def test_a_forged_value_in_a_form_is_sent_without_the_form(tab: Tab) -> None:
    await tab.set("Dear", "Title")

    await tab.forge(tab.find("Title"), "x" * 50)

    assert line(tab, "sent") == f"sent False, title {'x' * 40}, stamp None"


async def test_a_value_in_the_wrong_field_is_sent_as_it_is(tab: Tab) -> None:
    run = await tab.forge(tab.find("Mood"), WidgetState(string_array_value=StringArray(data=["glad"])))

    assert [shown.split(":")[0] for shown in run.exceptions] == ["TypeError"]


async def test_a_forged_press_is_a_press(tab: Tab, notes: Notes) -> None:
    await tab.goto("press")

    await tab.forge(tab.find("Press"), True)

    assert notes() == ["pressed"]
