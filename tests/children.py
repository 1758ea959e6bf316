"""Children without a browser: they speak the protocol, so that a whole class fits in one test."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tests.protocol import Jar, Tab

SEAL = re.compile(rb'name="seal" value="([0-9a-f]{64})"')


async def join(base: str, path: str, language: str) -> Jar:
    """Scan the square code and choose a language. Returns the browser's cookies."""
    jar = Jar()
    tab = Tab(base, cookies=jar)
    page = await tab.http("GET", path)
    found = SEAL.search(page.body)
    assert found, page.status
    answer = await tab.follow(path, {"language": language, "seal": found[1].decode()})
    assert (answer.status, answer.headers.get("location")) == (303, "/take_part"), answer.body.decode()[-600:]
    return jar


def button(tab: Tab, start: str) -> Any:
    """The button whose key begins so, or None."""
    found = tab.find_all(kind="button", where=lambda node: (node.key or "").startswith(start))
    return found[0] if found else None


async def give(tab: Tab, value: Any) -> None:
    """Answer the question on the screen: a label, several labels, a number, or words."""
    for kind in ("radio", "text_area", "text_input", "number_input"):
        if tab.has(kind=kind):
            await tab.set(value, kind=kind)
            return
    for label in value if isinstance(value, Sequence) and not isinstance(value, str) else [value]:
        await tab.set(True, label, kind="checkbox")


async def walk(base: str, path: str, language: str, answers: Mapping[int, Any], until: int = 99) -> Tab:
    """Join, say yes, and answer by the number of the question; others are skipped. Returns the open tab.

    Stops at question `until`, or after the last one, with the receipt on the screen.
    """
    tab = Tab(base, page="take_part", cookies=await join(base, path, language))
    await tab.open()
    await tab.click(widget=button(tab, "assent_yes"))
    await go_on(tab, answers, until)
    return tab


async def go_on(tab: Tab, answers: Mapping[int, Any], until: int = 99) -> None:
    """Answer from wherever the child stands."""
    while button(tab, "next_") and standing_at(tab) < until:
        number = standing_at(tab)
        if number in answers:
            await give(tab, answers[number])
        await tab.click(widget=button(tab, "next_") if number in answers else _way_on(tab))
    if button(tab, "done"):
        await tab.click(widget=button(tab, "done"))


def _way_on(tab: Tab) -> Any:
    return button(tab, "skipped_") or button(tab, "next_")


def standing_at(tab: Tab) -> int:
    """The number of the question on the screen."""
    said = " ".join(node.text for node in tab.find_all(kind="progress"))
    return int(re.search(r"\d+", said)[0])  # type: ignore[index]


def class_at_once(base: str, path: str, pupils: Sequence[tuple[str, Mapping[int, Any]]]) -> None:
    """A whole class, everybody at the same time; every tab is closed at the end."""

    async def everybody() -> None:
        tabs = await asyncio.gather(*(walk(base, path, language, given) for language, given in pupils))
        await asyncio.gather(*(tab.close() for tab in tabs))

    asyncio.run(everybody())
