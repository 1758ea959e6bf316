"""One row of a grid that is typed in from paper: its columns, and what stands in its cells."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from consultations.shapes import Refused
from translations import N_

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """One column: its head, and which keys go in it. `about` is what the head stands for."""

    name: str
    head: str
    takes: Literal["letters", "number", "sign", "pile", "words"]
    about: str = ""
    longest: int = 0


def whole(said: str) -> int:
    """A whole number as it was typed."""
    said = said.strip()
    if not re.fullmatch(r"-?[0-9]{1,9}", said):
        raise Refused(N_("“{typed}” is not a whole number."), typed=said[:10])
    return int(said)
