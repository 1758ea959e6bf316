"""What it costs to follow a leader, and how fast it is: our route against a fragment that runs every second.

python -m tests.benchmarks.following --children 30 120

Both are measured in one run, on the same questions and the same store, children joining over the protocol. It prints a
table and asserts one thing: that the route is the cheaper of the two.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("ONSAVIS_SECRET", "dGVzdHMgb25seTogMDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY")

from consultations.access import Visitor
from consultations.observing import pacing
from models import store
from tests import factories
from tests.children import button, join
from tests.conftest import use
from tests.protocol import ProcMeter, ProtocolError, Server, Tab, percentile, serve
from translations import words

ROOT = Path(__file__).resolve().parent.parent.parent
WAYS = {"route": "app:app", "fragment": "tests.benchmarks.by_fragment:app"}
MOVES = 8
BETWEEN = 3.0
EVERY = 1.0


@dataclass(frozen=True)
class Measured:
    """One way with so many children: milliseconds from the leader's tap to a child's screen, and of CPU."""

    way: str
    children: int
    p50: float
    p95: float
    cpu_ms: float
    with_moves_ms: float
    late: int


class Watching(Tab):
    """A tab that notes when each question first reached it."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        self.seen: dict[int, float] = {}
        say = words("nl").gettext("Question {number} of {of}")
        self._signs = {n: say.format(number=n, of=MOVES + 1).encode() for n in range(1, MOVES + 2)}

    def _on_message(self, data: bytes) -> None:
        super()._on_message(data)
        for number, sign in self._signs.items():
            if number not in self.seen and sign in data:
                self.seen[number] = time.perf_counter()


@contextmanager
def running(way: str, address: str) -> Iterator[Server]:
    """The application, with one of the two ways, on the store at `address`."""
    use(address)
    env = {
        "ONSAVIS_SECRET": os.environ["ONSAVIS_SECRET"], "ONSAVIS_DATABASE_URL": address,
        "ONSAVIS_PUBLIC_URL": "http://127.0.0.1:{port}",
    }  # fmt: skip
    argv = [sys.executable, "-m", "uvicorn", WAYS[way], "--port={port}", "--host=127.0.0.1", "--log-level=warning"]
    with serve(argv, ROOT, env, ready_path="/healthz") as server:
        yield server


def prepared() -> tuple[Visitor, str, list[str], list[str]]:
    """Led sessions with enough questions. Returns who leads them, the version, the sessions, and the questions."""
    asked = [("short_text", f"Vraag {number}?", {}) for number in range(MOVES + 1)]
    with store.session() as db:
        who = factories.make_team(db).facilitator
        version_id = factories.make_published(db, who, asked)
        ids = [factories.make_session(db, who, version_id, pace="leader") for _ in range(3)]
        return who, version_id, ids, [one.id for one in factories.questions_of(db, ids[0])]


async def ask(tab: Watching, until: asyncio.Event) -> None:
    """What the component does: ask every second over one open connection, and run the page when the answer differs."""
    parts = urllib.parse.urlsplit(tab.base)
    reader = writer = None
    cookie = "; ".join(f"{name}: {value}" for name, value in tab.cookies.header().items()).removeprefix("Cookie: ")
    request = f"GET /pace HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {cookie}\r\n\r\n".encode()
    drawn = b""
    await asyncio.sleep(random.random() * EVERY)
    while not until.is_set():
        try:
            if reader is None or writer is None:
                reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            answer = await reader.readexactly(length)
        except (OSError, asyncio.IncompleteReadError):  # not used for five seconds: a browser opens another one too
            reader = writer = None
            continue
        if drawn and answer != drawn:
            await tab.tell(tab.find(kind="bidi_component", key="follow"), "moved", answer.decode())
        drawn = answer
        await asyncio.sleep(EVERY * random.uniform(0.9, 1.1))
    if writer:
        writer.close()


async def come_in(server: Server, links: Sequence[str], children: int, way: str) -> list[Watching]:
    """That many children, each with an open page and its yes."""
    tabs: list[Watching] = []
    for number in range(children):
        jar = await join(server.url, links[number % len(links)], "nl")
        tab = Watching(server.url, page="take_part", cookies=jar, auto_rerun=way == "fragment")
        await tab.open()
        await tab.click(widget=button(tab, "assent_yes"))
        tabs.append(tab)
    return tabs


async def measured(way: str, children: int, rest: float) -> Measured:
    """Children that follow at rest, and then a leader who goes on every few seconds."""
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/house.db"
        use(address)
        store.upgrade()
        who, _, session_ids, asked = prepared()
        links = [f"/j/{factories.link_of(one)}" for one in session_ids]
        with running(way, address) as server:
            tabs = await come_in(server, links, children, way)
            over = asyncio.Event()
            asking = [asyncio.create_task(ask(tab, over)) for tab in tabs] if way == "route" else []
            await asyncio.sleep(2)
            meter = ProcMeter([server.pid])
            at_rest = await cpu_of(meter, asyncio.sleep(rest))
            taps: list[float] = []
            moving = await cpu_of(meter, moves(who, session_ids, asked, taps))
            over.set()
            for task in asking:
                with contextlib.suppress(ProtocolError):
                    await task
            waited = [(tab.seen.get(at + 2, float("inf")) - tap) * 1000 for tab in tabs for at, tap in enumerate(taps)]
            await asyncio.gather(*(tab.close() for tab in tabs))
    arrived = [one for one in waited if one < float("inf")]
    minute = 60_000 / children
    return Measured(
        way, children, percentile(arrived, 50), percentile(arrived, 95), at_rest[0] / at_rest[1] * minute,
        moving[0] / moving[1] * minute, len(waited) - len(arrived),
    )  # fmt: skip


async def cpu_of(meter: ProcMeter, doing: object) -> tuple[float, float]:
    """Seconds of the server's CPU, and of the clock, while something is done."""
    cpu, clock = meter.cpu(), time.perf_counter()
    await doing  # type: ignore[misc]
    return meter.cpu() - cpu, time.perf_counter() - clock


async def moves(who: Visitor, session_ids: Sequence[str], asked: Sequence[str], taps: list[float]) -> None:
    """The leader goes on, again and again; every tap is noted."""
    for question_id in asked[1:]:
        taps.append(time.perf_counter())
        for session_id in session_ids:
            with store.session() as db:
                pacing.go(db, who, session_id, question_id)
        await asyncio.sleep(BETWEEN)


def table(rows: Sequence[Measured]) -> str:
    """The figures, as they stand in docs/performance.md."""
    lines = [
        "| way | children | tap to screen p50 | p95 | CPU per child and minute, at rest | with a tap every 3 s |",
        "|---|---|---|---|---|---|",
    ]
    for one in rows:
        late = f" ({one.late} never)" if one.late else ""
        lines.append(
            f"| {one.way} | {one.children} | {one.p50:.0f} ms | {one.p95:.0f} ms{late} | {one.cpu_ms:.0f} ms | "
            f"{one.with_moves_ms:.0f} ms |"
        )
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and hold the one thing that must be true on every machine."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--children", type=int, nargs="+", default=[30, 120])
    given.add_argument("--rest", type=float, default=30.0, help="seconds of following in which nothing happens")
    told = given.parse_args()
    rows = [asyncio.run(measured(way, n, told.rest)) for n in told.children for way in WAYS]
    print(table(rows))
    for n in told.children:
        cost = {one.way: one.cpu_ms for one in rows if one.children == n}
        assert cost["route"] < cost["fragment"], f"with {n} children the route is not the cheaper one: {cost}"


if __name__ == "__main__":
    main()
