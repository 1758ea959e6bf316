"""How alike children of one class are: published tables, hand sums, and what always holds."""

import math
import re
import statistics

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consultations.statistics.clusters import (
    design_effect,
    effective_size,
    intraclass_correlation,
    kish_effective_size,
    planned_design_effect,
)

SMILEYS = st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=9), min_size=2, max_size=8)
ROUNDING = 1e-12


def test_intraclass_correlation_gives_the_published_table():
    """Source: Shrout & Fleiss (1979), Psychological Bulletin 86:420-428, tables 2 to 4: six targets and four
    judges, BMS 11.24, WMS 6.26, ICC(1,1) = .17."""
    targets = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]

    assert intraclass_correlation(targets) == pytest.approx((11.24 - 6.26) / (11.24 + 3 * 6.26), abs=5e-4)
    assert round(intraclass_correlation(targets), 2) == 0.17


def test_intraclass_correlation_of_unequal_classes_by_hand():
    """Classes (1, 3), (5, 7, 6), (2): n = 6, mean 4; MSB = (2·2² + 3·2² + 1·2²)/2 = 12; MSW = (2 + 2)/3;
    m0 = (6 - 14/6)/2 = 11/6; (12 - 4/3) / (12 + 5/6 · 4/3) = 48/59."""
    assert intraclass_correlation([[1, 3], [5, 7, 6], [2]]) == pytest.approx(48 / 59, abs=ROUNDING)


def test_classes_of_one_opinion_correlate_fully_and_mixed_ones_negatively():
    """All alike within: 1. Every class the same mixture of two: -1/(m - 1), here classes of two."""
    assert intraclass_correlation([[1, 1], [5, 5], [2, 2]]) == 1.0
    assert intraclass_correlation([[1, 5], [5, 1], [1, 5]]) == -1.0


@given(SMILEYS, st.integers(-9, 9))
def test_intraclass_correlation_does_not_depend_on_order_zero_or_unit_of_the_scale(classes, shift):
    assume(len({value for values in classes for value in values}) > 1)

    found = intraclass_correlation(classes)

    assert intraclass_correlation([values[::-1] for values in classes[::-1]]) == found
    assert intraclass_correlation([[4 * value + shift for value in values] for values in classes]) == found
    assert found <= 1


@pytest.mark.parametrize(
    ("classes", "sentence"),
    [
        ([], "there is no class to count"),
        ([[1, 2]], "one class cannot be compared with itself"),
        ([[1], [2], [3]], "no class has two answers to compare"),
        ([[4, 4], [4, 4]], "all answers are the same"),
        ([[1, 2], [math.nan, 2]], "an answer that is not a number cannot be counted"),
        ([[1, 2], []], "a class in which nobody answered is left out, and not counted as empty"),
    ],
)
def test_classes_that_cannot_be_compared_are_refused(classes, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        intraclass_correlation(classes)


def test_design_effect_of_the_schools_is_that_of_r(scores):
    """Source: standard error 23.542 and DEff 9.3459 of `svymean(~api00, dclus1, deff = TRUE)` in R's survey,
    against a simple sample of 183 of 6194 schools without replacement (data/README.md)."""
    spread = statistics.variance(score for district in scores for score in district)

    found = design_effect(23.5422406937812**2, spread, 183)

    assert found / (1 - 183 / 6194) == pytest.approx(9.3459, abs=5e-5)


def test_effective_size_is_the_size_over_the_design_effect():
    assert effective_size(412, 2.06) == pytest.approx(200, abs=ROUNDING)
    assert effective_size(100, 0.5) == 200.0


def test_planned_design_effect_of_classes_of_twenty():
    """Source: methods.md 3.3: a correlation of .02 to .10 gives classes of 20 a design effect of 1.4-2.9."""
    assert round(planned_design_effect(20, 0.02), 1) == 1.4
    assert round(planned_design_effect(20, 0.10), 1) == 2.9
    assert planned_design_effect(20, -0.03) == 1.0
    assert planned_design_effect(1, 0.5) == 1.0


def test_kish_size_of_one_heavy_weight_and_nine_light_ones():
    """By hand: (10 + 9)² / (100 + 9) = 361/109."""
    assert kish_effective_size([10] + [1] * 9) == pytest.approx(361 / 109, abs=ROUNDING)
    assert kish_effective_size([0.1] * 100) == 100.0


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=40))
def test_kish_size_lies_between_one_and_the_number_of_weights(weights):
    found = kish_effective_size(weights)

    assert 1 <= found <= len(weights)
    assert kish_effective_size(weights[::-1]) == found
    assert kish_effective_size([weight * 8 for weight in weights]) == found


@pytest.mark.parametrize(
    ("function", "arguments", "sentence"),
    [
        (design_effect, (-1.0, 2.0, 10), "a variance is zero or more, and not -1.0"),
        (design_effect, (math.nan, 2.0, 10), "a variance is zero or more, and not nan"),
        (design_effect, (1.0, 0.0, 10), "a spread is a number above zero, and not 0.0"),
        (design_effect, (1.0, 2.0, 0), "a number of answers is a number above zero, and not 0"),
        (effective_size, (0, 2.0), "a number of answers is a number above zero, and not 0"),
        (effective_size, (10, 0.0), "a design effect is a number above zero, and not 0.0"),
        (planned_design_effect, (0.5, 0.1), "a class has one child or more, and not 0.5"),
        (planned_design_effect, (20, 1.5), "a correlation lies between -1 and 1, and not at 1.5"),
        (planned_design_effect, (20, math.nan), "a correlation lies between -1 and 1, and not at nan"),
        (kish_effective_size, ([],), "there are no weights"),
        (kish_effective_size, ([1.0, -1.0],), "a weight is a number above zero, and not -1.0"),
        (kish_effective_size, ([1.0, math.nan],), "a weight is a number above zero, and not nan"),
    ],
)
def test_figures_that_cannot_be_are_refused(function, arguments, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        function(*arguments)
