"""How sure a share of whole classes is: R's figures, exact special cases, and what always holds."""

import json
import math
import re
from dataclasses import asdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from consultations.statistics.interval import Interval, TooFewClasses
from consultations.statistics.linearised import ratio
from consultations.statistics.proportions import (
    clopper_pearson,
    clustered,
    korn_graubard,
    spread_over_clusters,
)

CLASSES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=5, max_size=12).map(
    lambda rows: [(min(yes, size), size) for yes, size in rows]
)
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99])
ROUNDING = 1e-12


def _limits(interval: Interval) -> tuple[float, float]:
    return interval.low, interval.high


@pytest.mark.parametrize(
    ("share", "error", "n", "df", "limits"),
    [
        (0.366666666666667, 0.103637545034320, 40, 6, (0.138846801273085, 0.649366612413814)),
        (0.45, 0.037267799624996, 40, 6, (0.359739743149435, 0.542749458006750)),
        (0.3, 0.129099444873581, 20, 3, (0.026912858673537, 0.772658049163753)),
        (0.4, 0.141421356237310, 20, 3, (0.056027190573667, 0.847107899229998)),
        (0.45, 0.05, 20, 3, (0.297777350798571, 0.609395087641518)),
    ],
)
def test_korn_graubard_gives_the_figures_of_r(share, error, n, df, limits):
    """Source: `svyciprop(method = "beta")` of R's survey 4.5 as recorded by github.com/samplics-org/svy,
    packages/svy/tests/svy/estimation/test_prop_ci_domain.py, commit 71e501952211071eb03a38ffee52be6e03e68f5f.
    """
    assert _limits(korn_graubard(share, error**2, n, df)) == pytest.approx(limits, abs=1e-11)


@pytest.mark.parametrize(
    ("yes", "share", "error", "limits"),
    [
        ([1, 2, 0, 3], 0.3, 0.129099444873581, (0.026912858673537, 0.772658049163753)),
        ([2, 1, 4, 1], 0.4, 0.141421356237310, (0.056027190573667, 0.847107899229998)),
        ([2, 2, 2, 3], 0.45, 0.05, (0.297777350798571, 0.609395087641518)),
    ],
)
def test_from_counts_to_korn_graubard_is_the_way_of_r(yes, share, error, limits):
    """Source: as above, strata of four units of five answers; `ratio` itself, as four classes are too few."""
    found = ratio(yes, [5] * 4)

    assert float(found.estimate) == share
    assert math.sqrt(found.variance) == pytest.approx(error, abs=1e-14)
    interval = korn_graubard(float(found.estimate), float(found.variance), 20, found.df)
    assert _limits(interval) == pytest.approx(limits, abs=1e-11)


def test_korn_graubard_of_the_awards_of_schools(districts):
    """Share and standard error: proportions.csv, `svymean` of R's survey 4.5 (data/README.md). Limits: the
    formula of `svyciprop`, written out here with scipy's distributions; R's own were not found printed."""
    yes = [sum(school["award"] == "Yes" for school in district) for district in districts]
    share, error = 0.710382513661203, 0.0333503726041141
    size = share * (1 - share) / error**2 * (stats.t.ppf(0.025, 182) / stats.t.ppf(0.025, 14)) ** 2

    interval = clustered(yes, [len(district) for district in districts])

    assert interval == Interval(
        low=pytest.approx(stats.beta.ppf(0.025, size * share, size * (1 - share) + 1), abs=ROUNDING),
        high=pytest.approx(stats.beta.ppf(0.975, size * share + 1, size * (1 - share)), abs=ROUNDING),
        estimate=pytest.approx(share, abs=ROUNDING),
        df=14.0,
        deff=pytest.approx(error**2 * 182 / (share * (1 - share)), abs=ROUNDING),
        method="korn_graubard",
    )


def test_classes_of_one_child_are_a_simple_sample_of_one_child_less():
    """Classes of one: V = m/(m-1) · m p (1-p) / m² = p (1-p) / (m-1), and df = n - 1, so that the factor of t
    is 1 and n* = m - 1 exactly: Clopper-Pearson with 8.7 of 29 where 9 of 30 said yes."""
    yes = [1] * 9 + [0] * 21

    interval = clustered(yes, [1] * 30)

    exact = clopper_pearson(0.3 * 29, 29)
    assert _limits(interval) == pytest.approx(_limits(exact), abs=ROUNDING)
    assert (interval.df, interval.deff) == (29.0, pytest.approx(1.0, abs=ROUNDING))


def test_classes_of_one_opinion_know_as_much_as_there_are_classes():
    """Each class all yes or all no: V = p (1-p) / (m-1): n* = (m-1) (t_{n-1}/t_{m-1})², deff (n-1)/(m-1)."""
    interval = clustered([20] * 4 + [0] * 6, [20] * 10)

    size = 9 * (stats.t.ppf(0.975, 199) / stats.t.ppf(0.975, 9)) ** 2
    assert _limits(interval) == pytest.approx(_limits(clopper_pearson(0.4 * size, size)), abs=ROUNDING)
    assert interval.deff == pytest.approx(199 / 9, abs=ROUNDING)


def test_effective_size_is_capped_only_when_asked():
    """Five classes that differ less than chance would have it: V = 5/4 · 4.8/100², deff = 0.0594/0.2499."""
    yes, sizes = [9, 10, 10, 10, 12], [20] * 5

    free, capped = clustered(yes, sizes), clustered(yes, sizes, cap=True)

    assert _limits(capped) == pytest.approx(_limits(clopper_pearson(51, 100)), abs=ROUNDING)
    assert capped.low < free.low < free.high < capped.high
    assert free.deff == capped.deff == pytest.approx(0.0594 / 0.2499, abs=ROUNDING)


@pytest.mark.parametrize(
    ("one_class", "deff", "plain"),
    [
        (0, 1.0, (0, 100)),
        (20, 1.0, (100, 100)),
        (0, 2.5, (0, 40)),
        (20, 2.5, (40, 40)),
        (10, 2.0, (25, 50)),
    ],
)
def test_classes_that_all_agree_fall_back_on_the_design_effect_given(one_class, deff, plain):
    interval = clustered([one_class] * 5, [20] * 5, deff=deff)

    exact = clopper_pearson(*plain)
    assert asdict(interval) == asdict(exact) | {"df": 4.0, "deff": deff}


def test_weighted_share_counts_a_class_as_often_as_its_weight():
    weights = [1.0, 2.0, 0.5, 4.0, 1.0]
    yes, sizes = [3, 8, 10, 2, 5], [20, 18, 22, 19, 21]

    interval = clustered(yes, sizes, weights=weights)

    found = ratio(yes, sizes, weights)
    share = Fraction(3 + 16 + 5 + 8 + 5) / Fraction(20 + 36 + 11 + 76 + 21)
    assert interval == korn_graubard(float(share), float(found.variance), 100, 4.0)


def test_sampled_share_takes_that_part_off_the_variance():
    yes, sizes = [3, 8, 10, 2, 5], [20, 18, 22, 19, 21]

    assert clustered(yes, sizes, sampled_share=0.75).deff == pytest.approx(clustered(yes, sizes).deff / 4, abs=ROUNDING)


@given(CLASSES, LEVELS, st.randoms(use_true_random=False))
def test_order_of_the_classes_changes_nothing(classes, level, random):
    shuffled = random.sample(classes, len(classes))

    assert clustered(*zip(*shuffled, strict=True), level) == clustered(*zip(*classes, strict=True), level)


@given(CLASSES, LEVELS)
def test_interval_lies_within_zero_and_one_around_the_share(classes, level):
    yes, sizes = zip(*classes, strict=True)

    interval = clustered(yes, sizes, level)

    assert interval.estimate == pytest.approx(sum(yes) / sum(sizes), abs=ROUNDING)
    assert 0 <= interval.low <= interval.estimate <= interval.high <= 1
    assert interval.low < interval.high


@given(CLASSES, LEVELS)
def test_half_the_level_gives_a_narrower_interval_inside(classes, level):
    yes, sizes = zip(*classes, strict=True)

    wide, narrow = clustered(yes, sizes, level), clustered(yes, sizes, level / 2)

    assert wide.low <= narrow.low <= narrow.high <= wide.high
    assert narrow.high - narrow.low < wide.high - wide.low


@given(CLASSES, LEVELS)
def test_no_is_the_mirror_of_yes(classes, level):
    yes, sizes = zip(*classes, strict=True)
    no = [size - one for one, size in classes]

    one, other = clustered(yes, sizes, level), clustered(no, sizes, level)

    assert _limits(other) == pytest.approx((1 - one.high, 1 - one.low), abs=1e-9)
    assert other.deff == pytest.approx(one.deff, rel=1e-9)


def test_fewer_than_five_classes_get_no_interval():
    with pytest.raises(TooFewClasses, match=r"^too few classes: 4, and an interval needs 5$"):
        clustered([3, 8, 10, 2], [20, 18, 22, 19])

    assert issubclass(TooFewClasses, ValueError)


def test_spread_runs_from_the_smallest_to_the_largest_share_of_a_class():
    assert spread_over_clusters([3, 18, 11], [20, 18, 22]) == (0.15, 1.0)
    assert spread_over_clusters([11, 3, 18], [22, 20, 18]) == (0.15, 1.0)


def test_one_class_has_no_spread():
    with pytest.raises(ValueError, match=r"^one class has no spread over classes$"):
        spread_over_clusters([3], [20])


@pytest.mark.parametrize("function", [clustered, spread_over_clusters])
@pytest.mark.parametrize(
    ("successes", "sizes", "sentence"),
    [
        ([], [], "there is no class to count"),
        ([1, 2], [3], "2 classes have successes and 1 have a size"),
        ([1, -2, 1, 1, 1], [3, 3, 3, 3, 3], "a count cannot be negative"),
        ([1, 4, 1, 1, 1], [3, 3, 3, 3, 3], "a class cannot have more successes than answers"),
        (
            [1, 0, 1, 1, 1],
            [3, 0, 3, 3, 3],
            "a class in which nobody answered is left out, and not counted with size 0",
        ),
        ([1, math.nan, 1, 1, 1], [3, 3, 3, 3, 3], "a count is a whole number"),
        ([1, 1, 1, 1, 1], [3, 3, 3, 3, 3.5], "a count is a whole number"),
    ],
)
def test_classes_that_cannot_be_are_refused(function, successes, sizes, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        function(successes, sizes)


@pytest.mark.parametrize("deff", [0.0, -1.0, math.nan, math.inf])
def test_design_effect_that_cannot_be_is_refused(deff):
    with pytest.raises(ValueError, match=f"^a design effect is a number above zero, and not {deff}$"):
        clustered([0] * 5, [20] * 5, deff=deff)


@pytest.mark.parametrize(
    ("share", "variance", "n", "df", "sentence"),
    [
        (0.0, 0.01, 20, 4, "this interval needs a share strictly between 0 and 1, and not 0.0"),
        (math.nan, 0.01, 20, 4, "this interval needs a share strictly between 0 and 1, and not nan"),
        (0.5, 0.0, 20, 4, "a variance is a number above zero, and not 0.0"),
        (0.5, 0.01, 1, 4, "this interval needs two answers or more, and not 1"),
        (0.5, 0.01, 20, 0, "the degrees of freedom is a number above zero, and not 0"),
    ],
)
def test_korn_graubard_refuses_what_it_cannot_judge(share, variance, n, df, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        korn_graubard(share, variance, n, df)


def test_intervals_can_be_written_as_json():
    for interval in (clustered([1, 2, 3, 4, 5], [9] * 5), clustered([0] * 5, [9] * 5)):
        assert Interval(**json.loads(json.dumps(asdict(interval), allow_nan=False))) == interval
