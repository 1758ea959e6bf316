"""Where on a page most is: what is close together is taken together, and nothing stands in two numbers."""

from hypothesis import given
from hypothesis import strategies as st

from consultations.statistics.heat import Spot, spots

grids = st.dictionaries(st.tuples(st.integers(0, 19), st.integers(0, 19)), st.integers(0, 9), max_size=40)


def test_cells_that_touch_make_one_peak_with_the_number_of_them_all():
    held = {(4, 4): 2, (5, 4): 3, (5, 5): 1, (15, 4): 2, (9, 9): 0}

    assert spots(held, 5) == (
        Spot(15, 4, 2, True), Spot(5, 5, 6, False), Spot(5, 4, 6, False), Spot(4, 4, 6, True),
    )  # fmt: skip


def test_there_are_no_more_peaks_than_asked_for():
    held = {(0, 0): 1, (10, 0): 3, (19, 0): 2}

    assert [(one.x, one.peak) for one in spots(held, 2)] == [(0, False), (19, True), (10, True)]
    assert spots({}, 5) == ()


@given(grids)
def test_no_pin_is_in_two_numbers_and_every_cell_with_pins_is_a_spot(held: dict[tuple[int, int], int]):
    found = spots(held, 5)

    assert {(one.x, one.y) for one in found} == {cell for cell, pins in held.items() if pins}
    assert sum(one.close for one in found if one.peak) <= sum(held.values())
    assert any(one.peak for one in found) == bool(found)
