"""How contributions are counted: by child-group, missing codes apart and never as zero."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from consultations.shapes import MISSING, NOT_ASKED, NOT_REACHED, Contribution


def answered(contributions: Sequence[Contribution]) -> tuple[int, int]:
    """How many participants gave a value, and how many children they stand for."""
    gave = [one for one in contributions if one.missing is None]
    return sum(one.times for one in gave), sum(one.times * one.size for one in gave)


def missing(contributions: Sequence[Contribution]) -> dict[str, int]:
    """How many participants gave each missing code, in a fixed order, zeros included."""
    counted = Counter[str]()
    for one in contributions:
        if one.missing is not None:
            counted[one.missing] += one.times
    return {code: counted[code] for code in (*MISSING, NOT_REACHED, NOT_ASKED)}


def counts(contributions: Sequence[Contribution], keys: Iterable[Any]) -> dict[Any, int]:
    """How many participants gave each of `keys`, in that order; a value may be a list of keys."""
    counted = Counter[Any]()
    for one in contributions:
        if one.missing is None:
            for key in one.value if isinstance(one.value, list) else [one.value]:
                counted[key] += one.times
    return {key: counted[key] for key in keys}


def one_by_one(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Everybody who gave a value, each on a line, in an order that does not depend on how they came."""
    gave = [replace(one, times=1) for one in contributions if one.missing is None for _ in range(one.times)]
    return sorted(gave, key=lambda one: (one.cluster, json.dumps(one.value, sort_keys=True), one.size))
