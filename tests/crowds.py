"""Many at the same moment: each deed in a thread of its own, all let go together."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any


def all_at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """What came of each deed, in their order; an exception stands for itself."""
    gate = Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return deed()
        except Exception as problem:  # noqa: BLE001  (the test looks at it)
            return problem

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(one, deeds))
