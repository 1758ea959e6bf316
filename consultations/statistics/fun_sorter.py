"""The Fun Sorter: children put activities in order, some of them only a few, and what that says of each."""

from collections.abc import Sequence
from dataclasses import dataclass

Order = Sequence[str]
"""What one child put in order, the best first. An item it left out is not in it: that is no last place."""


@dataclass(frozen=True)
class Place:
    """One item, over the `n` children who set it against another.

    `borda` is the average share, in percent, of the other items that it was put before: 100 always first, 0
    always last. `mean_rank` (1 the best) and `points` (the sum over children, k for a first and 1 for a last
    place of k items) are the same on other scales. `first` is how many put it first. None where n is 0.
    """

    item: str
    n: int
    points: float
    mean_rank: float | None
    borda: float | None
    first: int


def places(items: Sequence[str], orders: Sequence[Order]) -> tuple[Place, ...]:
    """How each item did, in the order given.

    Of a child who put m items in order, one at rank r stands before (m - r) / (m - 1) of the others. With the
    mean s of that over children: Borda 100 s, mean rank k - (k - 1) s, points Σ (1 + (k - 1) s). For complete
    orders these are Σ (k - r) / (n (k - 1)) · 100, the plain mean of r, and Σ (k - r + 1). A child who put
    only one item set it against nothing, and is left out.

    ValueError below two items, on one given twice, and on an order with an item twice or with another item.

    Source: the Fun Toolkit of Read & MacFarlane (2006) for the sorter; scaling a partial order to its own
    length is ours.
    """
    check_orders(items, orders)
    k = len(items)
    shares: dict[str, list[float]] = {item: [] for item in items}
    for order in orders:
        m = len(order)
        for at, item in enumerate(order if m > 1 else ()):
            shares[item].append((m - 1 - at) / (m - 1))
    rows = []
    for item, found in shares.items():
        n, total = len(found), sum(sorted(found))
        mean = total / n if n else None
        rank = None if mean is None else k - (k - 1) * mean
        borda = None if mean is None else 100 * mean
        rows.append(Place(item, n, n + (k - 1) * total, rank, borda, sum(share == 1 for share in found)))
    return tuple(rows)


def complete_ranks(items: Sequence[str], orders: Sequence[Order]) -> list[list[float]]:
    """The ranks, 1 the best, of each child who put all items in order: a row a child, a column an item.

    For `rankings.friedman`. Partial orders are not in it: say how many were left out. ValueError as in `places`.
    """
    check_orders(items, orders)
    return [[float(order.index(item) + 1) for item in items] for order in orders if len(order) == len(items)]


def check_orders(items: Sequence[str], orders: Sequence[Order]) -> None:
    """ValueError below two items, on one given twice, and on an order with an item twice or with another item."""
    if len(items) < 2 or len(set(items)) != len(items):
        raise ValueError("there are two items or more, each of them once")
    for order in orders:
        if len(set(order)) != len(order):
            raise ValueError("an item has one place in an order")
        if strange := sorted(set(order) - set(items)):
            raise ValueError(f"{strange[0]!r} is not one of the items")
