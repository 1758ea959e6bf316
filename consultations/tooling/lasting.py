"""Whether a problem of one version is still there in the next: a reading of two counts, never a test."""

from dataclasses import dataclass
from typing import Literal

Word = Literal["still_there", "not_seen_again", "not_tested", "place_gone", "mended_and_back"]


@dataclass(frozen=True)
class Count:
    """How many children met a problem, of how many who were watched."""

    met: int
    watched: int


@dataclass(frozen=True)
class Lasting:
    """What became of a problem, with both counts."""

    word: Word
    before: Count
    after: Count


def lasting(before: Count, after: Count, standing: str, place_exists: bool) -> Lasting:
    """`standing` is that of the newer version."""
    word: Word = "not_seen_again"
    if after.met:
        word = "mended_and_back" if standing == "mended" else "still_there"
    elif not place_exists:
        word = "place_gone"
    elif not after.watched:
        word = "not_tested"
    return Lasting(word, before, after)
