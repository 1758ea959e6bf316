"""What can be counted in a text without a language model: hashed groups of letters, and which concepts meet in it.

Both vectors have length one, so that a long answer weighs no more than a short one.
"""

import re
import zlib
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from . import spelling

BUCKETS = 1 << 15
"""How many hash buckets the letter groups share."""
SIZES = (2, 3, 4, 5)
"""Lengths of the letter groups, in characters, counted inside words with their edges marked."""

Vector = NDArray[np.float32]


def buckets(text: str) -> NDArray[np.int64]:
    """The distinct hash buckets of a text's letter groups, words and word pairs, rising. Same on every machine."""
    words = spelling.folded(spelling.written_out(text)).split()
    groups = {f"w {word}" for word in words} | {f"{a} {b}" for a, b in pairwise(words)}
    for word in set(words):
        edged = f"^{word[:40]}$"
        for size in SIZES:
            groups.update(edged[i : i + size] for i in range(max(1, len(edged) - size + 1)))
    return np.unique(np.array([zlib.crc32(group.encode()) % BUCKETS for group in groups], dtype=np.int64))


@lru_cache(maxsize=1)
def concepts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The word lists of concepts.tsv as patterns over folded text; `_` is a space, `*` any further letters."""
    found = []
    for line in (Path(__file__).parent / "concepts.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, words = line.split("\t")
        choices = sorted({word.strip("_").replace("*", r"\w*").replace("_", " ") for word in words.split()})
        found.append((name, re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)")))
    return tuple(found)


def meetings(text: str) -> Vector:
    """Which concepts a text holds and which pairs of them meet in it, as one vector of length one (or zero)."""
    words = spelling.folded(spelling.written_out(text))
    held = np.array([bool(pattern.search(words)) for _, pattern in concepts()], dtype=np.float32)
    first, second = np.triu_indices(len(held), 1)
    both = np.concatenate([held, held[first] * held[second] * np.float32(0.7)])
    return np.asarray(both / max(float(np.linalg.norm(both)), 1.0), dtype=np.float32)
