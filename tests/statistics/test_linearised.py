"""The variance between classes: against R, against a loop over children, and by its own rules."""

import math
import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.statistics.linearised import ratio

DRAWN = 15 / 757
CLASSES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30), st.integers(1, 9)), min_size=2, max_size=12).map(
    lambda rows: [(min(yes, size), size, weight) for yes, size, weight in rows]
)


def _by_child(classes: list[tuple[int, int, int]]) -> tuple[Fraction, Fraction]:
    """The formula as printed, child by child: z_i = (y_i - θ) / Σw, t_j = Σ w z, V = m/(m-1) Σ (t_j - t̄)²."""
    children = [
        (number, int(child < yes), weight)
        for number, (yes, size, weight) in enumerate(classes)
        for child in range(size)
    ]
    weighed = sum(weight for _, _, weight in children)
    theta = Fraction(sum(weight * answer for _, answer, weight in children), weighed)
    totals = [Fraction(0)] * len(classes)
    for number, answer, weight in children:
        totals[number] += weight * (answer - theta) / weighed
    mean = sum(totals, Fraction(0)) / len(totals)
    squares = sum(((total - mean) ** 2 for total in totals), Fraction(0))
    return theta, Fraction(len(totals), len(totals) - 1) * squares


@pytest.mark.parametrize(
    ("answer", "share", "errors"),
    [
        (("level", "E"), 0.78688524590164, (0.0468025716133837, 0.0463365536499119)),
        (("level", "H"), 0.0765027322404372, (0.0270798559291773, 0.0268102190507709)),
        (("level", "M"), 0.136612021857924, (0.0299472342965665, 0.0296490466402603)),
        (("award", "No"), 0.289617486338798, (0.0333503726041141, 0.033018299553719)),
    ],
)
def test_shares_of_schools_have_the_standard_error_of_r(districts, answer, share, errors):
    """Source: proportions.csv, designs clus1_w and clus1_fpc: `svymean`, R's survey 4.5 (data/README.md)."""
    column, value = answer
    yes = [sum(school[column] == value for school in district) for district in districts]
    sizes = [len(district) for district in districts]

    all_drawn, part_drawn = ratio(yes, sizes), ratio(yes, sizes, sampled_share=DRAWN)

    assert float(all_drawn.estimate) == pytest.approx(share, abs=1e-13)
    found = (math.sqrt(all_drawn.variance), math.sqrt(part_drawn.variance))
    assert found == pytest.approx(errors, abs=1e-13)
    assert all_drawn.df == 14


@given(CLASSES)
def test_variance_equals_the_printed_formula_child_by_child(classes):
    yes, sizes, weights = zip(*classes, strict=True)

    found = ratio(yes, sizes, weights)

    assert (found.estimate, found.variance) == _by_child(classes)


@given(CLASSES, st.randoms(use_true_random=False))
def test_order_of_the_classes_changes_nothing(classes, random):
    shuffled = random.sample(classes, len(classes))

    assert ratio(*zip(*shuffled, strict=True)) == ratio(*zip(*classes, strict=True))


@given(CLASSES)
def test_only_the_proportions_of_the_weights_count(classes):
    yes, sizes, weights = zip(*classes, strict=True)

    assert ratio(yes, sizes, [weight / 8 for weight in weights]) == ratio(yes, sizes, weights)
    assert ratio(yes, sizes, [0.25] * len(sizes)) == ratio(yes, sizes)


@given(CLASSES)
def test_counting_every_class_twice_divides_the_variance_by_a_known_number(classes):
    """m classes twice: each u_j halves and there are 2m of them, so V becomes V (m - 1) / (2m - 1)."""
    yes, sizes, weights = zip(*classes, strict=True)

    once, twice = ratio(yes, sizes, weights), ratio(yes * 2, sizes * 2, weights * 2)

    m = len(classes)
    assert twice.estimate == once.estimate
    assert twice.variance == once.variance * Fraction(m - 1, 2 * m - 1)


@given(CLASSES)
def test_counting_every_child_twice_adds_no_knowledge(classes):
    """The classes are what was drawn: more children of one opinion in each leave the variance as it was."""
    yes, sizes, weights = zip(*classes, strict=True)

    assert ratio([2 * one for one in yes], [2 * size for size in sizes], weights) == ratio(yes, sizes, weights)


@pytest.mark.parametrize(
    ("weights", "sampled_share", "sentence"),
    [
        ([1.0], 0.0, "2 classes need as many weights, and not 1"),
        ([1.0, 0.0], 0.0, "a weight is a number above zero, and not 0.0"),
        ([1.0, math.nan], 0.0, "a weight is a number above zero, and not nan"),
        (None, 1.0, "the share of classes that took part is from 0 to below 1, and not 1.0"),
        (None, -0.1, "the share of classes that took part is from 0 to below 1, and not -0.1"),
        (None, math.nan, "the share of classes that took part is from 0 to below 1, and not nan"),
    ],
)
def test_weights_and_shares_that_cannot_be_are_refused(weights, sampled_share, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        ratio([1, 2], [3, 4], weights, sampled_share)
