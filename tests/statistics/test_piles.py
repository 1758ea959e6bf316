"""Which cards belong together: a printed worked example, by hand, by definition, and what always holds."""

import json
import re
from dataclasses import asdict
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster import hierarchy

from consultations.statistics.piles import (
    CardAgreement,
    Merge,
    Similarity,
    Tree,
    agreement,
    clusters_at,
    dendrogram,
    similarity,
)

SORTS = st.lists(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["one", "two", "three"])), max_size=8)
WHOLE = st.lists(st.lists(st.integers(0, 2), min_size=6, max_size=6), min_size=1, max_size=8).map(
    lambda sorts: [{card: f"pile {pile}" for card, pile in zip("abcdef", piles, strict=True)} for piles in sorts]
)
SAFE = settings(deadline=None)


def _tree(cards: str, sorts: list[dict[str, str]]) -> Tree:
    found = dendrogram(similarity(cards, sorts))
    assert found is not None
    return found


def test_three_cards_by_hand():
    """Four sorters; the fourth left c over, and the piles have other names for everybody."""
    sorts = [
        {"a": "fun", "b": "fun", "c": "not"},
        {"a": "1", "b": "1", "c": "1"},
        {"a": "yes", "b": "no", "c": "yes"},
        {"a": "x", "b": "x"},
    ]

    assert similarity("abc", sorts) == Similarity(
        cards=("a", "b", "c"),
        shares=((1.0, 3 / 4, 2 / 3), (3 / 4, 1.0, 1 / 3), (2 / 3, 1 / 3, 1.0)),
        sorters=((4, 4, 3), (4, 4, 3), (3, 3, 3)),
    )
    assert _tree("abc", sorts) == Tree(
        cards=("a", "b", "c"),
        merges=(Merge(0, 1, 1 - 3 / 4, 2), Merge(2, 3, pytest.approx(1 - (2 / 3 + 1 / 3) / 2), 3)),
        leaves=("c", "a", "b"),
    )


def test_a_pile_with_one_name_in_two_sorts_joins_nothing():
    """Red of one sorter is not red of another: a and b never lay together."""
    sorts = [{"a": "red", "b": "blue"}, {"a": "blue", "b": "red"}]

    assert similarity("ab", sorts).shares == ((1.0, 0.0), (0.0, 1.0))


def test_the_tree_of_five_is_the_one_worked_out_in_public():
    """Source: working example of Wikipedia, "UPGMA", on 5S ribosomal RNA of five bacteria: distances 17 to 43,
    branches of 17/2, 22/2, 28/2 and 33/2. Here a hundred is nobody together."""
    apart = [[0, 17, 21, 31, 23], [17, 0, 30, 34, 21], [21, 30, 0, 28, 39], [31, 34, 28, 0, 43], [23, 21, 39, 43, 0]]
    shares = tuple(tuple(1 - distance / 100 for distance in row) for row in apart)

    found = dendrogram(Similarity(tuple("abcde"), shares, ((100,) * 5,) * 5))

    assert found is not None
    assert found.merges == (
        Merge(0, 1, pytest.approx(0.17), 2),
        Merge(4, 5, pytest.approx(0.22), 3),
        Merge(2, 3, pytest.approx(0.28), 2),
        Merge(6, 7, pytest.approx(0.33), 5),
    )
    assert found.leaves == ("e", "a", "b", "c", "d")
    assert clusters_at(found, 0.7) == (("e", "a", "b"), ("c", "d"))
    assert clusters_at(found, 0.75) == (("e", "a", "b"), ("c",), ("d",))


@SAFE
@given(WHOLE)
def test_each_merge_joins_the_two_branches_that_are_most_alike_on_average(sorts):
    """By definition, branch by branch: the height, that no other two were nearer, and the size."""
    tree, alike = _tree("abcdef", sorts), similarity("abcdef", sorts).shares

    def apart(one, other):
        return 1 - np.mean([alike[a][b] for a, b in product(one, other)])

    branches = {at: (at,) for at in range(6)}
    for at, merge in enumerate(tree.merges, start=6):
        nearest = min(apart(one, other) for one, other in combinations(branches.values(), 2))
        one, other = branches.pop(merge.left), branches.pop(merge.right)
        assert merge.height == pytest.approx(apart(one, other), abs=1e-12)
        assert merge.height == pytest.approx(nearest, abs=1e-12)
        branches[at] = one + other
        assert merge.size == len(branches[at])
    assert sorted(tree.leaves) == list("abcdef")


@SAFE
@given(WHOLE, st.sampled_from([0.0, 0.11, 0.23, 0.37, 0.51, 0.61, 0.77, 0.93]))
def test_clusters_are_those_of_scipy_and_stand_together_in_the_tree(sorts, least):
    tree = _tree("abcdef", sorts)

    groups = clusters_at(tree, least)

    joined = np.array([[merge.left, merge.right, merge.height, merge.size] for merge in tree.merges], dtype=float)
    labels = dict(zip("abcdef", hierarchy.fcluster(joined, 1 - least, "distance"), strict=True))
    assert {frozenset(group) for group in groups} == {
        frozenset(card for card in labels if labels[card] == label) for label in labels.values()
    }
    assert tuple(card for group in groups for card in group) == tree.leaves


def test_cards_that_exactly_that_share_put_together_are_together():
    """All five put a with b, one a with c and three b with c: on average 0.4, and 1 - 0.4 must not come out a
    hair below the height."""
    shares = ((1.0, 1.0, 0.2), (1.0, 1.0, 0.6), (0.2, 0.6, 1.0))

    found = dendrogram(Similarity(tuple("abc"), shares, ((5,) * 3,) * 3))

    assert found is not None
    assert clusters_at(found, 0.4) == (("c", "a", "b"),)
    assert clusters_at(found, 0.41) == (("c",), ("a", "b"))


def test_where_nobody_sorted_two_cards_there_is_no_tree():
    """a and c never met; with one sorter more who had both, there is a tree."""
    sorts = [{"a": "x", "b": "x"}, {"b": "x", "c": "y"}]

    assert similarity("abc", sorts).shares[0] == (1.0, 1.0, None)
    assert similarity("abc", sorts).sorters[0] == (1, 1, 0)
    assert dendrogram(similarity("abc", sorts)) is None
    assert dendrogram(similarity("abc", [*sorts, {"a": "x", "c": "x"}])) is not None


@pytest.mark.parametrize("cards", ["", "a"])
def test_fewer_than_two_cards_make_no_tree(cards):
    assert dendrogram(similarity(cards, [dict.fromkeys(cards, "x")])) is None


def test_agreement_is_the_share_of_the_most_chosen_pile():
    """a: three of four say fun; b: a tie; c: only one sorted it; d: nobody."""
    sorts = [{"a": "fun", "b": "fun"}, {"a": "fun", "b": "dull"}, {"a": "dull", "c": "fun"}, {"a": "fun"}]

    assert agreement("abcd", sorts) == (
        CardAgreement("a", ("fun",), 3, 4, 3 / 4),
        CardAgreement("b", ("dull", "fun"), 1, 2, 1 / 2),
        CardAgreement("c", ("fun",), 1, 1, 1.0),
        CardAgreement("d", (), 0, 0, None),
    )


@pytest.mark.parametrize("function", [similarity, agreement])
@pytest.mark.parametrize(("cards", "sentence"), [("aa", "a card is given once"), ("a", "'b' is not one of the cards")])
def test_cards_that_cannot_be_are_refused(function, cards, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        function(cards, [{"a": "x", "b": "x"}])


@pytest.mark.parametrize("least", [-0.1, 1.1, 50])
def test_a_cut_outside_zero_and_one_is_refused(least):
    with pytest.raises(ValueError, match=f"^{re.escape(f'a similarity lies between 0 and 1, and not at {least}')}$"):
        clusters_at(_tree("ab", [{"a": "x", "b": "x"}]), least)


@SAFE
@given(SORTS)
def test_what_always_holds_of_piles(sorts):
    found, agreed = similarity("abcdef", sorts), agreement("abcdef", sorts)

    for at, row in enumerate(found.shares):
        assert row == tuple(other[at] for other in found.shares)
        assert found.sorters[at][at] == agreed[at].sorters == max(found.sorters[at])
        assert [share is None for share in row] == [n == 0 for n in found.sorters[at]]
        assert all(share is None or 0 <= share <= 1 for share in row)
        assert row[at] == (1.0 if found.sorters[at][at] else None)
    assert similarity("abcdef", sorts[::-1]) == found
    assert similarity("abcdef", [{card: pile[::-1] for card, pile in sort.items()} for sort in sorts]) == found


def test_trees_can_be_written_as_json():
    sorts = [{"a": "x", "b": "x", "c": "y"}]

    assert json.loads(json.dumps(asdict(_tree("abc", sorts)), allow_nan=False))["leaves"] == ["c", "a", "b"]
    assert json.loads(json.dumps(asdict(similarity("abc", sorts)), allow_nan=False))["sorters"][0] == [1, 1, 1]
