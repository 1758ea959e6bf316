"""Means, medians and quartiles over classes: against R, numpy and scipy, by hand, and what always holds."""

import json
import math
import re
import statistics
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.interval import Interval, TooFewClasses
from consultations.statistics.linearised import ratio
from consultations.statistics.means import (
    clustered_mean,
    median_of_counts,
    median_on_scale,
    quartiles_of_counts,
    woodruff_median,
)
from consultations.statistics.proportions import clustered

DRAWN = 15 / 757
SMILEYS = st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=25), min_size=5, max_size=10)
SECONDS = st.lists(st.lists(st.integers(0, 999), min_size=1, max_size=25), min_size=5, max_size=10)
TALLIES = st.dictionaries(st.integers(-9, 9), st.integers(0, 6)).filter(lambda counts: any(counts.values()))
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99])
INTERVALS = [clustered_mean, woodruff_median, median_on_scale]
ROUNDING = 1e-12


def test_mean_of_the_schools_has_the_interval_of_r(scores):
    """Source: est_basic.csv and confint.csv, designs clus1_w and clus1_fpc, `svymean` and
    `confint(df = degf)` of R's survey 4.5; deff from the same error and `svyvar` in variance.csv
    (data/README.md)."""
    every, part = clustered_mean(scores), clustered_mean(scores, sampled_share=DRAWN)

    assert every == Interval(
        low=pytest.approx(593.168493261091, abs=1e-9),
        high=pytest.approx(695.170304553117, abs=1e-9),
        estimate=pytest.approx(644.169398907104, abs=1e-9),
        df=14.0,
        deff=pytest.approx(23.7790107208869**2 / (11182.8227946916 / 183), abs=1e-9),
        method="taylor_t",
    )
    assert (part.low, part.high) == pytest.approx((593.676314463327, 694.662483350884), abs=1e-9)


def test_design_effect_of_the_schools_is_that_of_r(scores):
    """Source: `svymean(~api00, dclus1, deff = TRUE)` of R's survey prints 9.3459, against a simple sample
    of 183 of 6194 schools without replacement; ours is against one with replacement."""
    part = clustered_mean(scores, sampled_share=DRAWN)

    assert part.deff / (1 - 183 / 6194) == pytest.approx(9.3459, abs=5e-5)


def test_mean_over_classes_of_one_size_is_a_t_interval_over_their_means():
    """Independent: with equal classes it is the t interval of a simple sample of class means, as in scipy."""
    classes = [[1, 4, 5], [2, 2, 3], [5, 5, 5], [3, 4, 1], [2, 5, 4], [1, 1, 2]]

    interval = clustered_mean(classes, 0.9)

    means = [statistics.mean(values) for values in classes]
    known = stats.ttest_1samp(means, 0).confidence_interval(0.9)
    assert (interval.low, interval.high) == pytest.approx((known.low, known.high), abs=ROUNDING)


@given(SMILEYS, st.data())
def test_mean_of_yes_and_no_knows_as_much_as_their_share(classes, data):
    """Two routes to one variance: as the mean of 0 and 1, and as a share."""
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(classes), max_size=len(classes)))
    yes = [sum(value > 2 for value in values) for values in classes]

    mean = clustered_mean([[int(value > 2) for value in values] for values in classes], weights=weights)
    share = clustered(yes, [len(values) for values in classes], weights=weights)

    assert mean.estimate == share.estimate
    assert mean.deff == pytest.approx(share.deff, rel=1e-9)


def test_classes_with_one_mean_fall_back_on_the_design_effect_given():
    """Five classes of (1, 5): s² = 40/9, s²/n = 4/9, so the half-width is t_4 √(2 · 4/9)."""
    interval = clustered_mean([[1, 5]] * 5, deff=2.0)

    half = stats.t.ppf(0.975, 4) * math.sqrt(8 / 9)
    assert interval == Interval(
        pytest.approx(3 - half, abs=ROUNDING),
        pytest.approx(3 + half, abs=ROUNDING),
        3.0,
        4.0,
        2.0,
        "taylor_t",
    )


def test_one_answer_from_everybody_has_no_width():
    assert clustered_mean([[4, 4], [4], [4], [4], [4, 4, 4]]) == Interval(4.0, 4.0, 4.0, 4.0, 1.0, "taylor_t")


def test_median_is_the_middle_answer_or_half_way_between_the_middle_two():
    assert median_of_counts({1: 2, 2: 0, 5: 3}) == 5.0
    assert median_of_counts({5: 3, 1: 3}) == 3.0
    assert median_of_counts({4: 1}) == 4.0


def test_quartiles_of_the_schools_are_those_of_r(scores):
    """Source: vignette "A survey analysis example" of R's survey, `svyquantile`: 552, 652, 719."""
    every = [score for district in scores for score in district]

    assert quartiles_of_counts({score: every.count(score) for score in every}) == (552.0, 652.0, 719.0)


@given(TALLIES)
def test_quartiles_are_definition_two_of_hyndman_and_fan(counts):
    """Independent: numpy's `averaged_inverted_cdf`, which its documentation names as their definition 2."""
    answers = np.repeat(list(counts), list(counts.values()))

    expected = np.quantile(answers, [0.25, 0.5, 0.75], method="averaged_inverted_cdf")

    assert quartiles_of_counts(counts) == tuple(expected)
    assert median_of_counts(counts) == statistics.median(answers.tolist())


def test_median_of_the_schools_has_the_woodruff_interval_of_r(scores):
    """Source: vignette "A survey analysis example" of R's survey, `svyquantile(~api00, dclus1)`, row 0.5:
    652, 561 to 714, standard error 35.66788, which is the width over 2 t."""
    interval = woodruff_median(scores, sampled_share=DRAWN)

    assert (interval.low, interval.estimate, interval.high) == (561.0, 652.0, 714.0)
    assert (interval.high - interval.low) / (2 * stats.t.ppf(0.975, 14)) == pytest.approx(35.66788, abs=5e-6)
    assert (interval.df, interval.method) == (14.0, "woodruff")


def test_woodruff_carries_the_design_effect_of_the_share_up_to_the_median(scores):
    up_to = [sum(score <= 652 for score in district) for district in scores]

    share = clustered(up_to, [len(district) for district in scores])

    assert woodruff_median(scores).deff == pytest.approx(share.deff, rel=1e-12)


def test_woodruff_stops_at_the_ends_of_what_was_given():
    """Five classes apart: the share up to 30 is 0.6 ± 2.78 · 0.245, wider than everything."""
    interval = woodruff_median([[10, 11], [20, 21], [30, 31], [40, 41], [5, 6]], 0.99)

    assert (interval.low, interval.high) == (5.0, 41.0)


def test_woodruff_says_so_when_half_the_answers_are_the_highest():
    """Then the share up to the median is 1 and has no variance; an interval of no width would be a lie."""
    with pytest.raises(ValueError, match=r"^the answers pile up on the median, .*: see median_on_scale$"):
        woodruff_median([[5, 5, 4], [5, 3, 5], [5, 5, 5], [5, 4, 5], [5, 5, 2]])


def test_median_on_scale_by_hand():
    """Ten classes of ten: F(3) = 0.46 and its interval reaches 0.5, F(2) does not, F(4) = 0.80 lies above."""
    classes = [[2, 3, 3, 3, 4, 4, 4, 4, 5, 5]] * 4 + [[1, 2, 2, 3, 3, 4, 4, 4, 5, 5]] * 4
    classes += [[2, 3, 3, 3, 3, 3, 4, 4, 5, 5], [3, 3, 3, 3, 4, 4, 4, 4, 5, 5]]
    up_to_two, up_to_three, up_to_four = (
        clustered([sum(value <= step for value in values) for values in classes], [10] * 10) for step in (2, 3, 4)
    )

    interval = median_on_scale(classes)

    assert (up_to_three.estimate, up_to_four.estimate) == (0.46, 0.8)
    assert up_to_two.high < 0.5
    assert up_to_three.high > 0.5 > up_to_three.low
    assert up_to_four.low > 0.5
    assert interval == Interval(3.0, 4.0, 4.0, 9.0, up_to_four.deff, "median_on_scale")


def test_median_on_scale_sees_the_doubt_when_half_the_answers_are_the_highest():
    """55 of 100 chose the top: the median could as well be the step below it."""
    classes = [[5] * 11 + [4] * 7 + [2] * 2, [5] * 9 + [4] * 9 + [3] * 2, [5] * 13 + [4] * 4 + [1] * 3]
    classes += [[5] * 10 + [4] * 8 + [3] * 2, [5] * 12 + [4] * 7 + [2] * 1]

    interval = median_on_scale(classes)

    assert (interval.low, interval.estimate, interval.high) == (4.0, 5.0, 5.0)


def test_median_on_scale_of_five_children_is_anything_they_said():
    """Even of the highest step, five of five leaves a low limit of 0.025^(1/5) = 0.48, below one half."""
    interval = median_on_scale([[1], [2], [3], [4], [5]])

    assert (interval.low, interval.estimate, interval.high) == (1.0, 3.0, 5.0)


@given(SMILEYS, LEVELS)
def test_median_on_scale_lies_on_the_scale_around_the_median(classes, level):
    every = [value for values in classes for value in values]

    interval = median_on_scale(classes, level)

    assert interval.estimate == statistics.median(every)
    assert interval.low <= interval.estimate <= interval.high
    assert {interval.low, interval.high} <= set(every)


@given(SECONDS, LEVELS)
def test_woodruff_lies_around_the_median(classes, level):
    every = [value for values in classes for value in values]
    median = statistics.median(every)
    up_to = [sum(value <= median for value in values) for values in classes]
    assume(ratio(up_to, [len(values) for values in classes]).variance > 0)

    interval = woodruff_median(classes, level)

    assert interval.estimate == statistics.median(every)
    assert interval.low <= interval.estimate <= interval.high
    assert {interval.low, interval.high} <= set(every)


@given(SMILEYS, LEVELS)
def test_mean_lies_in_the_middle_of_its_interval(classes, level):
    every = [value for values in classes for value in values]

    interval = clustered_mean(classes, level)

    assert interval.estimate == pytest.approx(statistics.fmean(every), abs=ROUNDING)
    assert (interval.low + interval.high) / 2 == pytest.approx(interval.estimate, abs=1e-9)
    assert interval.low <= interval.estimate <= interval.high


@given(SMILEYS, LEVELS)
def test_half_the_level_gives_an_interval_inside(classes, level):
    for function in (clustered_mean, median_on_scale):
        wide, narrow = function(classes, level), function(classes, level / 2)
        assert wide.low <= narrow.low <= narrow.high <= wide.high


@given(SMILEYS, st.randoms(use_true_random=False))
def test_order_of_classes_and_of_children_changes_nothing(classes, random):
    shuffled = [random.sample(values, len(values)) for values in random.sample(classes, len(classes))]

    assert clustered_mean(shuffled) == clustered_mean(classes)
    assert median_on_scale(shuffled) == median_on_scale(classes)


@pytest.mark.parametrize("function", INTERVALS)
def test_fewer_than_five_classes_get_no_interval(function):
    with pytest.raises(TooFewClasses, match=r"^too few classes: 4, and an interval needs 5$"):
        function([[1, 2], [3, 4], [5, 1], [2, 2]])


@pytest.mark.parametrize("function", INTERVALS)
@pytest.mark.parametrize(
    ("classes", "sentence"),
    [
        ([], "there is no class to count"),
        ([[1], [2], [], [3], [4]], "a class in which nobody answered is left out, and not counted as empty"),
        ([[1], [2], [math.nan], [3], [4]], "an answer that is not a number cannot be counted"),
        ([[1], [2], [math.inf], [3], [4]], "an answer that is not a number cannot be counted"),
    ],
)
def test_answers_that_cannot_be_are_refused(function, classes, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        function(classes)


@pytest.mark.parametrize("function", [clustered_mean, median_on_scale])
def test_design_effect_that_cannot_be_is_refused(function):
    with pytest.raises(ValueError, match=r"^a design effect is a number above zero, and not nan$"):
        function([[1], [2], [3], [4], [5]], deff=math.nan)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({}, "nobody answered"),
        ({1: 0, 2: 0}, "nobody answered"),
        ({1: 3, 2: -1}, "a count cannot be negative"),
        ({1: 3, 2: 1.5}, "a count is a whole number"),
        ({1: 3, math.nan: 1}, "an answer that is not a number cannot be counted"),
    ],
)
def test_tallies_that_cannot_be_are_refused(counts, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        median_of_counts(counts)


@pytest.mark.parametrize("function", INTERVALS)
def test_intervals_can_be_written_as_json(function, scores):
    interval = function(scores)

    assert Interval(**json.loads(json.dumps(asdict(interval), allow_nan=False))) == interval
