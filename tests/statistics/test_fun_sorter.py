"""The Fun Sorter: a fixture by hand, partial orders, scipy for the ranks, and what always holds."""

import json
import re
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.statistics.fun_sorter import Place, complete_ranks, places

ITEMS = ["quiz", "film", "map", "song"]
ORDERS = st.lists(
    st.permutations(ITEMS).flatmap(lambda order: st.integers(0, 4).map(lambda m: list(order[:m]))), max_size=15
)
SAFE = settings(deadline=None)


def test_complete_orders_by_hand():
    """Three children, four items. Quiz is 1, 1, 2: points 4 + 4 + 3, mean rank 4/3, Borda 8 of 9."""
    orders = [["quiz", "film", "map", "song"], ["quiz", "map", "song", "film"], ["film", "quiz", "map", "song"]]

    assert places(ITEMS, orders) == (
        Place("quiz", 3, 11.0, pytest.approx(4 / 3), pytest.approx(800 / 9), 2),
        Place("film", 3, 8.0, pytest.approx(7 / 3), pytest.approx(500 / 9), 1),
        Place("map", 3, pytest.approx(7.0), pytest.approx(8 / 3), pytest.approx(400 / 9), 0),
        Place("song", 3, pytest.approx(4.0), pytest.approx(11 / 3), pytest.approx(100 / 9), 0),
    )
    assert complete_ranks(ITEMS, orders) == [[1, 2, 3, 4], [1, 4, 2, 3], [2, 1, 3, 4]]


def test_an_item_left_out_has_no_last_place():
    """One child put quiz before film and left the rest; one put all four. Map and song have one child each."""
    found = places(ITEMS, [["quiz", "film"], ["song", "quiz", "film", "map"]])

    assert [one.n for one in found] == [2, 2, 1, 1]
    assert [one.borda for one in found] == pytest.approx([100 * (1 + 2 / 3) / 2, 100 * (0 + 1 / 3) / 2, 0, 100])
    assert [one.mean_rank for one in found] == pytest.approx([1.5, 3.5, 4, 1])
    assert [one.first for one in found] == [1, 0, 0, 1]
    assert complete_ranks(ITEMS, [["quiz", "film"], ["song", "quiz", "film", "map"]]) == [[2, 3, 4, 1]]


def test_an_order_of_one_item_says_nothing():
    assert places(ITEMS, [["quiz"], []]) == tuple(Place(item, 0, 0.0, None, None, 0) for item in ITEMS)


@pytest.mark.parametrize(
    ("items", "order", "sentence"),
    [
        (["quiz"], ["quiz"], "there are two items or more, each of them once"),
        (["quiz", "quiz"], ["quiz"], "there are two items or more, each of them once"),
        (ITEMS, ["quiz", "quiz"], "an item has one place in an order"),
        (ITEMS, ["quiz", "dk"], "'dk' is not one of the items"),
    ],
)
def test_orders_that_cannot_be_are_refused(items, order, sentence):
    for call in (places, complete_ranks):
        with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
            call(items, [order])


@SAFE
@given(ORDERS, st.randoms(use_true_random=False))
def test_what_always_holds_of_a_sorter(orders, random):
    shuffled = list(orders)
    random.shuffle(shuffled)

    found = places(ITEMS, orders)
    assert places(ITEMS, shuffled) == found
    for one in found:
        assert one.n <= one.points <= 4 * one.n + 1e-9
        if one.n:
            assert 1 - 1e-9 <= one.mean_rank <= 4 + 1e-9
            assert -1e-9 <= one.borda <= 100 + 1e-9
            assert one.points == pytest.approx(one.n * (5 - one.mean_rank))


@SAFE
@given(st.lists(st.permutations(ITEMS), min_size=1, max_size=12))
def test_of_complete_orders_these_are_the_plain_formulas(orders):
    ranks = np.array(complete_ranks(ITEMS, orders))

    found = places(ITEMS, orders)
    assert [one.points for one in found] == pytest.approx((5 - ranks).sum(axis=0))
    assert [one.mean_rank for one in found] == pytest.approx(ranks.mean(axis=0))
    assert [one.borda for one in found] == pytest.approx((4 - ranks).sum(axis=0) * 100 / (len(orders) * 3))
    assert [one.first for one in found] == (ranks == 1).sum(axis=0).tolist()


def test_places_can_be_written_as_json():
    assert json.loads(json.dumps(asdict(places(ITEMS, [])[0]), allow_nan=False))["item"] == "quiz"
