"""The tree of a card sort as lines: three cards, drawn by hand."""

from consultations.shapes import Sorting
from pages.parts.chart_tree import joined, lines

# a and b always lay together, c with them once in four times.
FOUND = Sorting(
    4, 4, {}, ("c", "a", "b"), ((1.0, 0.25, 0.25), (0.25, 1.0, 1.0), (0.25, 1.0, 1.0)),
    merges=((1, 2, 0.0), (0, 3, 0.75)), leaves=("c", "a", "b"),
)  # fmt: skip


def test_branches_are_told_by_their_cards():
    assert joined(FOUND) == [(("a",), ("b",), 0.0), (("c",), ("a", "b"), 0.75)]


def test_each_merge_is_two_lines_along_and_one_across():
    assert lines(FOUND) == [
        {"x": 0.0, "x2": 0.0, "y": 1.0, "y2": 1.0},
        {"x": 0.0, "x2": 0.0, "y": 2.0, "y2": 2.0},
        {"x": 0.0, "x2": 0.0, "y": 1.0, "y2": 2.0},
        {"x": 0.0, "x2": 0.75, "y": 0.0, "y2": 0.0},
        {"x": 0.0, "x2": 0.75, "y": 1.5, "y2": 1.5},
        {"x": 0.75, "x2": 0.75, "y": 0.0, "y2": 1.5},
    ]
