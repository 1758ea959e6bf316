"""Many tabs at once: opening them, making them work, and adding up what they met."""

from __future__ import annotations

import asyncio
import math
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from tests.protocol.errors import DisconnectedError, ProtocolError
from tests.protocol.runs import Run
from tests.protocol.tab import Tab

MIX = 100_003  # keeps the dice of one tab apart from those of the next seed
SAMPLES = 5


class Recorder:
    """The runs of many tabs, and what went wrong."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.failures: Counter[str] = Counter()
        self.samples: list[str] = []
        self.started = time.perf_counter()

    def add(self, run: Run | None) -> None:
        """Count a run; an exception the script showed is a failure too."""
        if run is None:
            return
        self.runs.append(run)
        for shown in run.exceptions[:1]:
            self._note("script exception", shown)

    def fail(self, error: Exception) -> None:
        """Count something that brought no run."""
        self._note(type(error).__name__, repr(error))

    def _note(self, what: str, words: str) -> None:
        self.failures[what] += 1
        if len(self.samples) < SAMPLES:
            self.samples.append(words[:300])

    def reset(self) -> None:
        """Start a new measurement. Failures stay."""
        self.runs.clear()
        self.started = time.perf_counter()

    def summary(self, what: str | None = None) -> dict[str, Any]:
        """Counts, latencies in milliseconds and kilobytes a run, of all runs or of those called ``what``."""
        runs = [r for r in self.runs if what is None or r.what == what]
        ms = [r.latency * 1000 for r in runs]
        return {
            "n": len(runs),
            "per_s": round(len(runs) / (time.perf_counter() - self.started), 2),
            **{f"p{p}_ms": round(percentile(ms, p), 1) for p in (50, 95, 99)},
            "max_ms": round(percentile(ms, 100), 1),
            "kb_in": round(_mean([r.bytes_in for r in runs]) / 1024, 2),
            "kb_out": round(_mean([r.bytes_out for r in runs]) / 1024, 2),
            "messages": round(_mean([r.messages for r in runs]), 1),
            "errors": dict(self.failures),
        }


# One thing a visitor does: it acts on the tab, gives its runs to the recorder, and throws these dice only.
Step = Callable[[Tab, Recorder, random.Random], Awaitable[None]]


def percentile(values: list[float], p: float) -> float:
    """The ``p``-th percentile, interpolated between neighbours; nan of nothing."""
    if not values:
        return math.nan
    ordered = sorted(values)
    place = (len(ordered) - 1) * p / 100
    low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
    return low + (high - low) * (place - math.floor(place))


def _mean(values: list[int]) -> float:
    return statistics.fmean(values) if values else 0.0


async def open_many(make: Callable[[int], Tab], n: int, *, over: float, recorder: Recorder) -> list[Tab]:
    """Open ``make(0)`` … ``make(n - 1)`` spread evenly over ``over`` seconds; those that opened come back."""

    async def one(i: int) -> Tab | None:
        await asyncio.sleep(over * i / n)
        tab = make(i)
        try:
            recorder.add(await tab.open())
        except (ProtocolError, OSError) as error:
            recorder.fail(error)
            return None
        return tab

    return [tab for tab in await asyncio.gather(*map(one, range(n))) if tab]


async def think_load(
    tabs: list[Tab], step: Step, *, think: float, seconds: float, recorder: Recorder, seed: int = 1
) -> None:
    """For ``seconds``, each tab repeats: think for a while (exponential, ``think`` seconds on average), then
    one ``step``. A tab that lost its connection stops."""
    end = time.perf_counter() + seconds

    async def one(i: int, tab: Tab) -> None:
        dice = random.Random(seed * MIX + i)
        while True:
            pause = dice.expovariate(1 / think) if think else 0.0
            if time.perf_counter() + pause >= end:
                return
            await asyncio.sleep(pause)
            try:
                await step(tab, recorder, dice)
            except DisconnectedError as error:
                recorder.fail(error)
                return
            except (ProtocolError, OSError) as error:
                recorder.fail(error)

    await asyncio.gather(*(one(i, tab) for i, tab in enumerate(tabs)))


async def burst(tabs: list[Tab], step: Step, *, within: float, recorder: Recorder, seed: int = 2) -> float:
    """Every tab does one ``step`` at a random moment within ``within`` seconds. Returns the seconds until the
    last one settled."""
    start = time.perf_counter()

    async def one(i: int, tab: Tab) -> None:
        dice = random.Random(seed * MIX + i)
        await asyncio.sleep(dice.uniform(0, within))
        try:
            await step(tab, recorder, dice)
        except (ProtocolError, OSError) as error:
            recorder.fail(error)

    await asyncio.gather(*(one(i, tab) for i, tab in enumerate(tabs)))
    return time.perf_counter() - start


async def close_all(tabs: list[Tab]) -> None:
    await asyncio.gather(*(tab.close() for tab in tabs))


async def fetch_shell(tab: Tab) -> tuple[int, int]:
    """What a cold browser fetches before the websocket, as far as index.html names it: (requests, bytes)."""
    shell = await tab.http("GET", "/")
    named = re.findall(rb'(?:src|href)="\./(static/[^"]+|favicon[^"]*)"', shell.body)
    paths = [*(f"/{path.decode()}" for path in named), "/_stcore/health", "/_stcore/host-config"]
    sizes = [len((await tab.http("GET", path, headers={"Accept-Encoding": "gzip"})).body) for path in paths]
    return 1 + len(sizes), len(shell.body) + sum(sizes)
