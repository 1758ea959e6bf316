"""Card sorting: which cards people put together, the tree that makes, and how far they agree on a pile."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.cluster import hierarchy
from scipy.spatial.distance import squareform

Sort = Mapping[str, str]
"""What one contributor did: the pile in which each card lies. A card that was left over is not in it."""

ROUNDING = 1e-9


@dataclass(frozen=True)
class Similarity:
    """How often cards lay in one pile. Both tables have a row and a column a card, in the order of `cards`.

    `shares` is the share, 0 to 1, of those who sorted both cards who put them together: None where nobody
    sorted both, 1 for a card with itself. `sorters` is how many sorted both.
    """

    cards: tuple[str, ...]
    shares: tuple[tuple[float | None, ...], ...]
    sorters: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Merge:
    """Two branches that become one. A branch is a card by its place, or the merge by (cards + its place).

    `height` is 1 - the average similarity between cards of the one and cards of the other; `size` is the
    number of cards below.
    """

    left: int
    right: int
    height: float
    size: int


@dataclass(frozen=True)
class Tree:
    """A dendrogram: one merge less than there are cards, lowest first, and the cards in an order without crossings."""

    cards: tuple[str, ...]
    merges: tuple[Merge, ...]
    leaves: tuple[str, ...]


@dataclass(frozen=True)
class CardAgreement:
    """How far people agree on one card, where piles have the same names for everybody.

    `piles` are the piles most often chosen, several when they tie, in the order of their names; `chosen` of
    `sorters` put the card there, a `share` from 0 to 1. None and no piles where nobody sorted it.
    """

    card: str
    piles: tuple[str, ...]
    chosen: int
    sorters: int
    share: float | None


def similarity(cards: Sequence[str], sorts: Sequence[Sort]) -> Similarity:
    """How often each two cards lay in one pile. Pile names need only be the same within one sort.

    ValueError on a card given twice, and on a sort with a card that is not among them.

    Source: Coxon (1999), Sorting Data: Collection and Analysis, Sage, on co-occurrence; here over those who sorted
    both cards, so that a card left over says nothing.
    """
    _check(cards, sorts)
    size = len(cards)
    together, both = np.zeros((size, size), dtype=int), np.zeros((size, size), dtype=int)
    for sort in sorts:
        there = [(at, sort[card]) for at, card in enumerate(cards) if card in sort]
        for (one, pile), (other, second) in combinations(there, 2):
            both[[one, other], [other, one]] += 1
            together[[one, other], [other, one]] += pile == second
        for at, _ in there:
            both[at, at] += 1
            together[at, at] += 1
    shares = tuple(
        tuple(int(k) / int(n) if n else None for k, n in zip(row, known, strict=True))
        for row, known in zip(together, both, strict=True)
    )
    return Similarity(tuple(cards), shares, tuple(tuple(int(n) for n in row) for row in both))


def dendrogram(found: Similarity) -> Tree | None:
    """The tree in which the most similar branches join first; None where some pair was sorted by nobody.

    Average linkage: the similarity of two branches is the average over all pairs of a card of the one and a
    card of the other. Where several are equally similar, the cards given first join first. None also below
    two cards.

    Source: UPGMA of Sokal & Michener (1958), University of Kansas Science Bulletin 38:1409-1438, by scipy's
    `linkage`.
    """
    known = [[share for share in row if share is not None] for row in found.shares]
    if len(known) < 2 or any(len(row) < len(known) for row in known):
        return None
    joined = hierarchy.linkage(squareform(1 - np.array(known), checks=False), "average")
    merges = tuple(Merge(int(left), int(right), float(height), int(size)) for left, right, height, size in joined)
    leaves = tuple(found.cards[at] for at in hierarchy.leaves_list(joined))
    return Tree(found.cards, merges, leaves)


def clusters_at(tree: Tree, least: float) -> tuple[tuple[str, ...], ...]:
    """The groups of cards that are, on average, at least `least` similar (0 to 1), in the order of the leaves.

    0.5: in a group, branches joined that half of the people or more put together. A card that joined none
    stands alone.
    """
    if not 0 <= least <= 1:
        raise ValueError(f"a similarity lies between 0 and 1, and not at {least}")
    branches = {at: {card} for at, card in enumerate(tree.cards)}
    for at, merge in enumerate(tree.merges, start=len(tree.cards)):
        if merge.height > 1 - least + ROUNDING:
            break
        branches[at] = branches.pop(merge.left) | branches.pop(merge.right)
    groups = [tuple(card for card in tree.leaves if card in branch) for branch in branches.values()]
    return tuple(sorted(groups, key=lambda group: tree.leaves.index(group[0])))


def agreement(cards: Sequence[str], sorts: Sequence[Sort]) -> tuple[CardAgreement, ...]:
    """How far people agree on each card, in the order given, where piles have the same names for everybody.

    ValueError as in `similarity`.
    """
    _check(cards, sorts)
    rows = []
    for card in cards:
        piles = Counter(sort[card] for sort in sorts if card in sort)
        most, sorters = max(piles.values(), default=0), piles.total()
        chosen = tuple(sorted(pile for pile, times in piles.items() if times == most))
        rows.append(CardAgreement(card, chosen, most, sorters, most / sorters if sorters else None))
    return tuple(rows)


def _check(cards: Sequence[str], sorts: Sequence[Sort]) -> None:
    if len(set(cards)) != len(cards):
        raise ValueError("a card is given once")
    for sort in sorts:
        if strange := sorted(set(sort) - set(cards)):
            raise ValueError(f"{strange[0]!r} is not one of the cards")
