"""Pins as they are typed in from paper, one a cell: page, sign, place and perhaps words, as in `2 + b3 leuk`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from consultations.observing.cells import Cells, Column
from consultations.shapes import SIGNS, Pin, Refused, letter, places_on_paper
from translations import N_

FULL: Final = 1000
PIN: Final = re.compile(
    r"(?:(?P<page>\d{1,2})\s*)?(?:(?P<sign>[+\-−!])\s*(?P<place>[a-z]\d)|(?P<first>[a-z]\d)\s*(?P<then>[+\-−!]))"
    r"(?:[\s:,;.]+(?P<words>.*))?",
    re.IGNORECASE | re.DOTALL,
)
KINDS: Final = {**{sign: kind for kind, sign in SIGNS.items()}, "-": "dislike"}
BESIDE: Final = 12
"""So many letters the page, the sign and the place take at most."""


def columns(control: Pin) -> tuple[Column, ...]:
    """A column for each pin one may put; none where there are no pages."""
    most = control.most if control.pages else 0
    return tuple(Column(str(at), str(at), "words", longest=control.longest + BESIDE) for at in range(1, most + 1))


def legend(control: Pin) -> tuple[tuple[str, str], ...]:
    """The number of each page, and what each sign stands for."""
    pages = tuple((str(at), one.label.removeprefix(f"{at}. ")) for at, one in enumerate(control.pages, start=1))
    return pages + tuple((SIGNS[one.key], one.label) for one in control.kinds)


def read_pins(control: Pin, given: Cells) -> list[dict[str, Any]]:
    """The pins of one sheet, in the order of its lines."""
    return [_pin(control, given[name]) for name in sorted(given, key=int)]


def _pin(control: Pin, typed: str) -> dict[str, Any]:
    found = PIN.fullmatch(typed)
    if found is None or not (found["page"] or len(control.pages) == 1):
        raise Refused(N_("Type the page, the sign, the place and perhaps words. For instance: 2 + b3 nice."))
    number = int(found["page"] or 1)
    if not 1 <= number <= len(control.pages):
        raise Refused(N_("“{typed}” is not the number of a page."), typed=found["page"])
    x, y = _middle(found["place"] or found["first"])
    kind = KINDS[found["sign"] or found["then"]]
    return {"page": control.pages[number - 1].key, "x": x, "y": y, "kind": kind, "words": found["words"] or ""}


def _middle(place: str) -> tuple[int, int]:
    """The middle of a place, as B3, in thousandths of the page."""
    across, down = places_on_paper()
    column, row = ord(place[0].upper()) - ord("A"), int(place[1]) - 1
    if not (column < across and 0 <= row < down):
        raise Refused(N_("“{typed}” is not a place on the page: A1 to {last}."), typed=place.upper(),
                      last=f"{letter(across - 1)}{down}")  # fmt: skip
    return (2 * column + 1) * FULL // (2 * across), (2 * row + 1) * FULL // (2 * down)


def show_pins(control: Pin, value: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The pins that are kept, as they would have been typed."""
    numbers = {one.key: str(at) for at, one in enumerate(control.pages, start=1)}
    return {str(at): _shown(one, numbers) for at, one in enumerate(value, start=1)}


def _shown(one: Mapping[str, Any], numbers: Mapping[str, str]) -> str:
    across, down = places_on_paper()
    column, row = (min(one[name] * parts // FULL, parts - 1) for name, parts in (("x", across), ("y", down)))
    place = f"{letter(column)}{row + 1}".lower()
    return f"{numbers.get(one['page'], '?')} {SIGNS[one['kind']]} {place} {one['words']}".strip()
