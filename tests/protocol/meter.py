"""What processes cost, read from Linux's ``/proc``."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypedDict

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Snapshot(TypedDict):
    """One reading, added up over the processes."""

    cpu_s: float
    rss_mb: float
    threads: int
    fds: int


class ProcMeter:
    """What ``pids`` use together; a process that is gone counts for nothing."""

    def __init__(self, pids: Iterable[int]) -> None:
        self._homes = [Path(f"/proc/{pid}") for pid in pids]

    def cpu(self) -> float:
        """Seconds of CPU used since the start, in user and in kernel mode."""
        ticks = 0
        for home in self._homes:
            with contextlib.suppress(OSError):
                fields = (home / "stat").read_text().rpartition(")")[2].split()
                ticks += int(fields[11]) + int(fields[12])
        return ticks / TICKS

    def rss_mb(self) -> float:
        """Resident memory in MiB."""
        pages = 0
        for home in self._homes:
            with contextlib.suppress(OSError):
                pages += int((home / "statm").read_text().split()[1])
        return pages * PAGE / 2**20

    def snapshot(self) -> Snapshot:
        return Snapshot(
            cpu_s=self.cpu(),
            rss_mb=round(self.rss_mb(), 1),
            threads=self._count("task"),
            fds=self._count("fd"),
        )

    def _count(self, folder: str) -> int:
        count = 0
        for home in self._homes:
            with contextlib.suppress(OSError):
                count += sum(1 for _ in (home / folder).iterdir())
        return count
