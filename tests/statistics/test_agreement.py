"""Agreement of raters: published tables, the documented examples of R's irr and irrCAC, and what always holds."""

import json
import re
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.statistics.agreement import (
    Coefficient,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    in_words,
    percent_agreement,
    weighted_kappa,
)
from consultations.statistics.krippendorff import alpha_word, interval, nominal, ordinal

SECOND = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4]
THIRD = [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2]
ANXIETY = list(zip(SECOND, THIRD, strict=True))
ABSTRACTORS = {("E", "E"): 13, ("A", "A"): 20, ("A", "N"): 7, ("N", "A"): 4, ("N", "N"): 56}
DOCTORS = {(1, 2): 4, (1, 3): 1, (2, 2): 8, (3, 2): 1, (3, 3): 5}
FOUR_RATERS = [
    (1, 1, None, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4), (4, 4, 4, 4), (1, 1, 2, 1),
    (2, 2, 2, 2), (None, 5, 5, 5), (None, None, 1, 1), (None, None, 3, None),
]  # fmt: skip
DIAGNOSES = [
    "444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555",
    "144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555",
    "555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555",
]  # fmt: skip
SIX_RATERS = [
    (0, 0, 0, 6, 0), (0, 3, 0, 0, 3), (0, 1, 4, 0, 1), (0, 0, 0, 0, 6), (0, 3, 0, 3, 0),
    (2, 0, 4, 0, 0), (0, 0, 4, 0, 2), (2, 0, 3, 1, 0), (2, 0, 0, 4, 0), (0, 0, 0, 0, 6),
    (1, 0, 0, 5, 0), (1, 1, 0, 4, 0), (0, 3, 3, 0, 0), (1, 0, 0, 5, 0), (0, 2, 0, 3, 1),
]  # fmt: skip
RATING = st.none() | st.integers(1, 4)
PAIRS = st.lists(st.tuples(RATING, RATING), max_size=25)
UNITS = st.lists(st.lists(RATING, min_size=3, max_size=3), max_size=25)
COMPLETE = st.lists(st.lists(st.integers(1, 4), min_size=3, max_size=3), max_size=25)
SAFE = settings(deadline=None)


def _spread(cells: dict) -> list:
    """A table of counts as the pairs it counts."""
    return [pair for pair, count in cells.items() for _ in range(count)]


def test_kappa_of_three_abstractors_is_that_of_irrcac():
    """Source: README of Gwet's R package irrCAC, cont3x3abstractors: Cohen's kappa 0.7964094."""
    assert cohen_kappa(_spread(ABSTRACTORS)) == Coefficient(pytest.approx(0.7964094, abs=5e-8), 100, None)


def test_kappas_of_a_printed_table_are_those_of_sas():
    """Source: SAS printout in statsmodels' test_inter_rater.py: simple kappa 0.4842, weighted (linear) 0.4701."""
    pairs = _spread(DOCTORS)

    assert round(cohen_kappa(pairs).value, 4) == 0.4842
    assert round(weighted_kappa(pairs, [1, 2, 3]).value, 4) == 0.4701


def test_kappas_of_anxiety_ratings_are_those_of_irr():
    """Source: `kappa2(anxiety[, 2:3])` of R's irr, as in statsmodels' test_inter_rater.py: -0.006289308, equal
    weights 0.1459075, squared 0.2520325. irr drops step 5, which neither rater used."""
    used = [1, 2, 3, 4, 6]

    assert cohen_kappa(ANXIETY).value == pytest.approx(-0.006289308, abs=5e-10)
    assert weighted_kappa(ANXIETY, used).value == pytest.approx(0.1459075, abs=5e-8)
    assert weighted_kappa(ANXIETY, used, quadratic=True).value == pytest.approx(0.2520325, abs=5e-8)


def test_a_step_that_nobody_used_still_lies_between_two_others():
    """The same ratings on all six steps: 0.1262 and not 0.1459."""
    assert round(weighted_kappa(ANXIETY, range(1, 7)).value, 4) == 0.1262


def test_fleiss_kappa_of_his_diagnoses_is_the_published_one():
    """Source: Fleiss (1971), 30 patients, 6 psychiatrists, 5 diagnoses: 0.430; `kappam.fleiss(diagnoses)` of
    R's irr, as in statsmodels' test_inter_rater.py: 0.4302445."""
    found = fleiss_kappa([list(patient) for patient in DIAGNOSES])

    assert found == Coefficient(pytest.approx(0.4302445, abs=5e-8), 30, None)


def test_six_raters_have_the_coefficients_of_irrcac():
    """Source: README of irrCAC, distrib.6raters: Fleiss 0.4139265, AC1 0.4448007, alpha 0.4204384; 0.5511111 alike."""
    units = [[kind for kind, count in enumerate(row) for _ in range(count)] for row in SIX_RATERS]

    assert fleiss_kappa(units).value == pytest.approx(0.4139265, abs=5e-8)
    assert gwet_ac1(units, range(5)).value == pytest.approx(0.4448007, abs=5e-8)
    assert nominal(units).value == pytest.approx(0.4204384, abs=5e-8)
    assert percent_agreement(units) == pytest.approx(0.5511111, abs=5e-8)


def test_four_raters_with_gaps_have_the_coefficients_of_irrcac_and_irr():
    """Source: README of irrCAC, cac.raw4raters: AC1 0.77544, agreement 0.8181818, alpha 0.74342. The same data
    as example C of Krippendorff; `kripp.alpha` of R's irr: 0.743, ordinal 0.815, interval 0.849."""
    assert gwet_ac1(FOUR_RATERS, range(1, 6)) == Coefficient(pytest.approx(0.77544, abs=5e-6), 11, None)
    assert percent_agreement(FOUR_RATERS) == pytest.approx(0.8181818, abs=5e-8)
    assert nominal(FOUR_RATERS) == Coefficient(pytest.approx(0.74342, abs=5e-6), 11, None)
    assert [round(kind(FOUR_RATERS).value, 3) for kind in (nominal, ordinal, interval)] == [0.743, 0.815, 0.849]


def test_ac1_of_three_abstractors_is_that_of_irrcac():
    """Source: README of irrCAC, cont3x3abstractors: AC1 0.8493305, alpha 0.7972585, agreement 0.89."""
    pairs = _spread(ABSTRACTORS)

    assert gwet_ac1(pairs, "EAN").value == pytest.approx(0.8493305, abs=5e-8)
    assert nominal(pairs).value == pytest.approx(0.7972585, abs=5e-8)
    assert percent_agreement(pairs) == pytest.approx(0.89)


def test_a_rare_code_sinks_kappa_and_not_ac1():
    """118 twice yes, 5 and 2 split, never twice no: 0.944 alike; kappa below 0, AC1 by hand with π = 243 / 250."""
    pairs = _spread({("yes", "yes"): 118, ("yes", "no"): 5, ("no", "yes"): 2})
    chance = 2 * 243 / 250 * 7 / 250

    assert percent_agreement(pairs) == pytest.approx(0.944)
    assert cohen_kappa(pairs).value < 0
    assert gwet_ac1(pairs, ["yes", "no"]).value == pytest.approx((0.944 - chance) / (1 - chance))


def test_nine_units_are_too_few_and_one_category_says_nothing():
    nine, ten = [(1, 1)] * 5 + [(1, 2)] * 4, [(1, 1)] * 6 + [(1, 2)] * 4
    calls = [cohen_kappa, lambda units: weighted_kappa(units, [1, 2]), fleiss_kappa, nominal, ordinal, interval]
    calls.append(lambda units: gwet_ac1(units, [1, 2]))

    for call in calls:
        assert call([*nine, *[(1, None)] * 5] if call is not fleiss_kappa else nine) == Coefficient(
            None, 9, "too_few_units"
        )
        assert call(ten).why is None
    for call in calls[:-1]:
        assert call([(1, 1)] * 12) == Coefficient(None, 12, "no_variation")
    assert gwet_ac1([(1, 1)] * 12, [1, 2]) == Coefficient(1.0, 12, None)
    assert (percent_agreement([(1, None)]), percent_agreement([])) == (None, None)


def test_words_for_alpha():
    assert [alpha_word(alpha) for alpha in (1, 0.8, 0.799, 0.667, 0.666, -0.3)] == [
        "firm", "firm", "tentative", "tentative", "weak", "weak",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: weighted_kappa(ANXIETY, [1, 2, 2]), "each level is there once"),
        (lambda: weighted_kappa(ANXIETY, [1, 2, 3, 4]), "6 is not one of the levels"),
        (lambda: weighted_kappa([("dk", 1)], [1, 2]), "'dk' is not one of the levels"),
        (lambda: fleiss_kappa([(1, 2), (1, 2, 3)]), "every unit has the same number of ratings, and none is missing"),
        (lambda: fleiss_kappa([(1, None)]), "every unit has the same number of ratings, and none is missing"),
        (lambda: gwet_ac1([(1, 2)], [1]), "there are two categories or more, each of them once"),
        (lambda: gwet_ac1([(1, 3)], [1, 2]), "3 is not one of the categories"),
        (lambda: alpha_word(1.1), "alpha is 1 at most, and not 1.1"),
    ],
)
def test_ratings_that_cannot_be_are_refused(call, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        call()


@SAFE
@given(PAIRS, st.randoms(use_true_random=False))
def test_what_always_holds_of_two_raters(pairs, random):
    shuffled = list(pairs)
    random.shuffle(shuffled)
    there = [pair for pair in pairs if None not in pair]
    calls = [
        cohen_kappa,
        lambda some: weighted_kappa(some, range(1, 5)),
        lambda some: weighted_kappa(some, range(1, 5), quadratic=True),
    ]

    for call in calls:
        found = call(pairs)
        assert call(shuffled) == call(there) == call([(b, a) for a, b in pairs]) == found
        assert found.value is None or -1 <= found.value <= 1
        assert found.units == len(there)
        assert (found.value == 1) == (found.why is None and all(a == b for a, b in there))


@SAFE
@given(UNITS, st.randoms(use_true_random=False))
def test_what_always_holds_of_several_raters(units, random):
    shuffled = [random.sample(unit, k=len(unit)) for unit in units]
    random.shuffle(shuffled)
    without = [[one for one in unit if one is not None] for unit in units]

    for call in (nominal, ordinal, interval, lambda some: gwet_ac1(some, range(1, 5))):
        found = call(units)
        assert call(shuffled) == call(without) == found
        assert found.value is None or -1 <= found.value <= 1
        assert found.units == sum(len(unit) > 1 for unit in without)
    for call in (ordinal, interval):
        assert call([["dk" if one is None else one for one in unit] for unit in units]) == call(units)


@SAFE
@given(COMPLETE)
def test_alpha_and_fleiss_are_one_formula_but_for_the_size_of_the_sample(units):
    """Known: α = 1 - (n - 1) / n · (1 - κ) with n ratings in all; of n ratings without replacement."""
    alpha, kappa = nominal(units), fleiss_kappa(units)

    assert alpha.why == kappa.why
    if alpha.value is not None:
        n = 3 * len(units)
        assert alpha.value == pytest.approx(1 - (n - 1) / n * (1 - kappa.value))


@SAFE
@given(st.lists(st.tuples(st.integers(1, 2), st.integers(1, 2)), min_size=10, max_size=30))
def test_on_two_steps_every_weight_is_the_plain_kappa(pairs):
    plain = cohen_kappa(pairs)

    assert weighted_kappa(pairs, [1, 2]) == weighted_kappa(pairs, [1, 2], quadratic=True) == plain
    assert ordinal(pairs) == interval(pairs) == nominal(pairs)


def test_agreement_can_be_written_as_json():
    assert json.loads(json.dumps(asdict(cohen_kappa(ANXIETY)), allow_nan=False))["units"] == 20


@pytest.mark.parametrize(
    ("kappa", "name"),
    [
        (-1.0, "poor"), (-0.001, "poor"), (0.0, "slight"), (0.2, "slight"), (0.201, "fair"), (0.4, "fair"),
        (0.6, "moderate"), (0.61, "substantial"), (0.8, "substantial"), (0.81, "almost_perfect"),
        (1.0, "almost_perfect"), (0.1 + 0.1 + 0.2 + 0.2, "moderate"),
    ],
)  # fmt: skip
def test_a_kappa_is_called_as_landis_and_koch_call_it(kappa: float, name: str):
    assert in_words(kappa) == name
