"""Strengths from choices: against statsmodels and numeric maxima, by definition, and what always holds."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import optimize, special

from consultations.statistics.bradley_terry import Fit, connected, deviance, fit, likelihood_limits, sandwich

# Contributor by contributor, chosen before not chosen: made with numpy's default_rng(7).
CHOICES = ["AB BD CD", "DC DB AD AB", "BA AD CB CA", "BC CD CD", "BC BC BD AB", "DB DB BD BC", "AB DA AC DB", "AC BD AC DC DC"]  # fmt: skip  # noqa: E501
GIVEN = [[("ABCD".index(pair[0]), "ABCD".index(pair[1])) for pair in child.split()] for child in CHOICES]

WINS = st.integers(2, 5).flatmap(
    lambda k: st.lists(st.lists(st.integers(0, 6), min_size=k, max_size=k), min_size=k, max_size=k)
)
ONE_WAY = WINS.map(lambda rows: [[count if j > i else 0 for j, count in enumerate(row)] for i, row in enumerate(rows)])
"""Nobody ever chose a later option over an earlier one."""
SAFE = settings(deadline=None)


def _counted(given: list[list[tuple[int, int]]], k: int) -> np.ndarray:
    wins = np.zeros((k, k))
    for child in given:
        for chosen, other in child:
            wins[chosen, other] += 1
    return wins


def _table(rows: list[list[int]]) -> np.ndarray:
    wins = np.array(rows, dtype=float)
    np.fill_diagonal(wins, 0)
    return wins


def _fitted(wins: np.ndarray) -> Fit:
    found = fit(wins)
    assert found is not None
    return found


def _against_last(covariance: np.ndarray) -> list[float]:
    """The standard errors of the difference of each option with the last one."""
    k = len(covariance)
    slopes = np.eye(k)[:-1] - np.eye(k)[-1]
    return np.sqrt(np.diag(slopes @ covariance @ slopes.T)).tolist()


def test_strengths_and_both_errors_are_those_of_statsmodels():
    """Source: GLM(family=Binomial) of statsmodels 0.15.0, D as reference, three columns of +1 and -1; bse, and
    bse with cov_type="cluster", groups=contributor, use_correction=False, times √(8/7)."""
    found = _fitted(_counted(GIVEN, 4))

    assert (found.strengths - found.strengths[3])[:3] == pytest.approx(
        [1.0571237601545542, 0.1751543914163327, -0.3887132774829678], abs=1e-10
    )
    assert _against_last(found.covariance) == pytest.approx(
        [0.7696732793242794, 0.5762779673629618, 0.6345960622925658], abs=1e-9
    )
    assert _against_last(sandwich(found, GIVEN)) == pytest.approx(
        [0.8065341954162475, 0.6488057831580344, 0.8596761508177996], abs=1e-9
    )
    assert found.half_win is False


def test_strengths_of_four_options_are_those_worked_out_in_public():
    """Source: worked example of Wikipedia, "Bradley-Terry model" (A to D; rows won): p = 0.139, 0.226, 0.143,
    0.492."""
    wins = _table([[0, 2, 0, 1], [3, 0, 5, 0], [0, 3, 0, 1], [4, 0, 3, 0]])

    assert special.softmax(_fitted(wins).strengths).tolist() == pytest.approx([0.139, 0.226, 0.143, 0.492], abs=5e-4)


def test_two_options_have_the_log_of_their_odds():
    """Closed form: log(6/2), with variance 1/6 + 1/2."""
    found = _fitted(_table([[0, 6], [2, 0]]))

    assert found.strengths.tolist() == pytest.approx([np.log(3) / 2, -np.log(3) / 2], abs=1e-12)
    assert _against_last(found.covariance) == pytest.approx([np.sqrt(1 / 6 + 1 / 2)], abs=1e-12)


@SAFE
@given(WINS)
def test_each_option_is_expected_to_win_as_often_as_it_did(rows):
    """The equations of the maximum: Σ n_ij p_ij is the number of wins; with half wins, less than one beside it."""
    wins = _table(rows)
    assume(connected(wins))

    found = _fitted(wins)

    games = wins + wins.T
    expected = (games * special.expit(found.strengths[:, None] - found.strengths)).sum(axis=1)
    assert expected == pytest.approx(wins.sum(axis=1), abs=1 if found.half_win else 1e-8)
    assert found.strengths.sum() == pytest.approx(0, abs=1e-10)


def _unlikely(wins: np.ndarray, strengths: np.ndarray, prior: float) -> float:
    """Minus the log-likelihood, the prior against the average of the strengths."""
    away = strengths - strengths.mean()
    lost = -(wins * special.log_expit(strengths[:, None] - strengths)).sum()
    return float(lost - prior * (special.log_expit(away).sum() + special.log_expit(-away).sum()))


@SAFE
@given(ONE_WAY)
def test_half_wins_are_the_most_likely_with_half_a_win_and_half_a_loss_against_the_average(rows):
    """Independent: scipy's BFGS on the likelihood with half a win and half a loss each."""
    wins = _table(rows)
    assume(connected(wins))

    best = optimize.minimize(
        lambda strengths: _unlikely(wins, strengths, 0.5), np.zeros(len(wins)), method="BFGS", options={"gtol": 1e-9}
    ).x

    found = _fitted(wins)
    assert found.half_win is True
    assert found.strengths == pytest.approx(best - best.mean(), abs=1e-5)


@SAFE
@given(WINS | ONE_WAY, st.floats(-3, 3), st.data())
def test_deviance_is_twice_what_the_best_strengths_with_that_gap_lose(rows, gap, data):
    """Independent: scipy's BFGS with one option held at another plus the gap."""
    wins = _table(rows)
    assume(connected(wins))
    one, other = data.draw(st.permutations(range(len(wins))))[:2]
    found = _fitted(wins)
    prior = 0.5 if found.half_win else 0.0

    def held(others):
        strengths = np.insert(others, one, 0.0)
        strengths[one] = strengths[other] + gap
        return _unlikely(wins, strengths, prior)

    best = optimize.minimize(held, np.zeros(len(wins) - 1), method="BFGS", options={"gtol": 1e-9}).fun

    lost = 2 * (best - _unlikely(wins, found.strengths, prior))
    assert deviance(found, wins, one, other, gap) == pytest.approx(lost, abs=1e-6)


def test_limits_of_two_options_are_where_the_binomial_deviance_is_reached():
    """Closed form: 2 Σ observed log(observed / expected), 15 of 20 against a share p of 20."""
    wins = _table([[0, 15], [5, 0]])

    limits = likelihood_limits(_fitted(wins), wins, 0, 1, 3.84, 0.5)

    for share in special.expit(limits):
        assert 2 * (15 * np.log(0.75 / share) + 5 * np.log(0.25 / (1 - share))) == pytest.approx(3.84, abs=1e-6)
    assert limits[0] < np.log(3) < limits[1]


def test_an_option_that_always_won_gets_a_strength_and_says_that_it_leans_on_half_wins():
    """By hand: ten wins to none. With a = -b = s, slope 10 (1 - p(2s)) + 1/2 - p(s) = 0."""
    found = _fitted(_table([[0, 10], [0, 0]]))

    half = optimize.brentq(lambda s: 10 * special.expit(-2 * s) + 0.5 - special.expit(s), 0, 9)
    assert found.half_win is True
    assert found.strengths.tolist() == pytest.approx([half, -half], abs=1e-10)


def test_options_that_nobody_compared_have_no_common_scale():
    apart = _table([[0, 3, 0, 0], [2, 0, 0, 0], [0, 0, 0, 4], [0, 0, 1, 0]])
    joined = _table([[0, 3, 0, 0], [2, 0, 1, 0], [0, 0, 0, 4], [0, 0, 1, 0]])

    assert (connected(apart), fit(apart)) == (False, None)
    assert (connected(joined), _fitted(joined).half_win) == (True, True)
    first, second, third, fourth = _fitted(joined).parts
    assert (first == second, second == third, third == fourth) == (True, False, True)


@SAFE
@given(WINS, st.randoms(use_true_random=False))
def test_strengths_belong_to_the_options_and_not_to_their_order(rows, random):
    wins = _table(rows)
    assume(connected(wins))
    order = list(range(len(wins)))
    random.shuffle(order)

    plain, turned = _fitted(wins), _fitted(wins[np.ix_(order, order)])

    assert turned.strengths == pytest.approx(plain.strengths[order], abs=1e-8)
    assert _fitted(wins.T).strengths == pytest.approx(-plain.strengths, abs=1e-8)


@SAFE
@given(st.integers(1, 40), st.integers(1, 40))
def test_choices_that_each_stand_alone_have_the_variance_of_a_simple_sample(won, lost):
    """Two options, everybody one choice: m/(m-1) times 1/won + 1/lost."""
    found = _fitted(_table([[0, won], [lost, 0]]))

    robust = sandwich(found, [[(0, 1)]] * won + [[(1, 0)]] * lost)

    n = won + lost
    assert _against_last(robust) == pytest.approx([np.sqrt(n / (n - 1) * (1 / won + 1 / lost))], rel=1e-8)


def test_asking_everybody_again_does_not_make_us_surer():
    once, twice = _fitted(_counted(GIVEN, 4)), _fitted(_counted(GIVEN + GIVEN, 4))

    again = sandwich(twice, [child + child for child in GIVEN])

    assert again == pytest.approx(sandwich(once, GIVEN), abs=1e-10)
    assert twice.covariance == pytest.approx(once.covariance / 2, abs=1e-10)
