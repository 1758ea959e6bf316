"""Where on a page most is: the cells of a grid, what is close to each, and a few peaks that carry a number."""

from collections.abc import Mapping
from dataclasses import dataclass

Cell = tuple[int, int]
APART = 3
"""Peaks are at least so many cells from one another, so that nothing is counted in two of them."""


@dataclass(frozen=True)
class Spot:
    """One cell that holds something. `close`: what it and the eight around it hold; `peak`: it carries that number."""

    x: int
    y: int
    close: int
    peak: bool


def spots(cells: Mapping[Cell, int], peaks: int) -> tuple[Spot, ...]:
    """The cells that hold something, the strongest last; so many are peaks at most, a lone 1 only when it is first."""
    close = {cell: around(cells, cell) for cell, held in cells.items() if held}
    strongest = sorted(close, key=lambda cell: (-close[cell], cell[1], cell[0]))
    chosen: list[Cell] = []
    for x, y in strongest:
        tells = not chosen or close[x, y] > 1
        if tells and len(chosen) < peaks and all(max(abs(x - left), abs(y - top)) >= APART for left, top in chosen):
            chosen.append((x, y))
    return tuple(Spot(x, y, close[x, y], (x, y) in chosen) for x, y in reversed(strongest))


def around(cells: Mapping[Cell, int], cell: Cell) -> int:
    """What a cell and the eight around it hold."""
    x, y = cell
    return sum(cells.get((x + across, y + down), 0) for across in (-1, 0, 1) for down in (-1, 0, 1))
