"""How much each option is liked, from choices between two: the Bradley-Terry model and how sure it is.

Numbers only, options by their place; `preferences` says what they mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special
from scipy.sparse.csgraph import connected_components

Numbers = NDArray[np.float64]

STEPS = 100
"""Newton's method needs about eight; it stops at the first step too small to matter."""

SMALL = 1e-11


@dataclass(frozen=True)
class Fit:
    """The log-strengths of k options, and how they vary.

    `strengths`, length k, sum zero: the chance that i is chosen over j is 1 / (1 + exp(s_j - s_i)).
    `covariance`, k by k, as if every choice stood alone: the inverse of the information on strengths with sum
    zero. `parts`, length k, is the same number for options of which each was, perhaps by way of others, both
    chosen over and passed over for the other. With more than one part the estimate needed `half_win`s.
    """

    strengths: Numbers
    covariance: Numbers
    parts: tuple[int, ...]

    @property
    def half_win(self) -> bool:
        """Whether every option was given half a win and half a loss: see `fit`."""
        return len(set(self.parts)) > 1


def connected(wins: Numbers) -> bool:
    """Whether every option can be compared with every other, perhaps by way of a third."""
    return int(connected_components(wins, connection="weak", return_labels=False)) == 1


def fit(wins: Numbers) -> Fit | None:
    """The strengths under which these choices are the most likely; None where they do not hang together.

    `wins[i, j]` is how often option i was chosen over option j, k by k, k at least 2.

    Where some options were never once chosen over the rest, the most likely strength is infinite, which nobody
    should read off ten children. Then every option is given half a win and half a loss against an imagined
    option of average strength: a strength always exists, lies nearer to the others than the choices alone
    would put it, and counts for one choice an option. Where the choices do not need it, it is not used.

    Source: Bradley & Terry (1952), Biometrika 39:324-345. When the maximum exists: Ford (1957), American
    Mathematical Monthly 64:28-33. The imagined option: Mease (2003), The American Statistician 57:241-248, who
    gives it whole wins. Solved by Newton's method, the step halved until the likelihood no longer falls.
    """
    if not connected(wins):
        return None
    _, parts = connected_components(wins, connection="strong")
    prior = 0.5 if parts.max() else 0.0
    free = _centre(len(wins))[:, 1:]
    strengths = _climb(np.zeros(len(wins)), wins, prior, free)
    covariance = free @ np.linalg.inv(free.T @ _information(strengths, wins, prior) @ free) @ free.T
    return Fit(strengths, covariance, tuple(int(part) for part in parts))


def sandwich(found: Fit, choices: Sequence[Sequence[tuple[int, int]]]) -> Numbers:
    """The covariance of the strengths, k by k, that lets choices of one contributor go together.

    `choices` has one list a contributor, two or more, of (chosen, not chosen). With u_g the sum of the slopes
    of the log-likelihood over contributor g, and A the information, it is A⁻¹ m/(m-1) Σ (u_g - ū)(u_g - ū)ᵀ A⁻¹:
    the ultimate-cluster variance of `linearised.ratio`, for strengths.

    Source: Binder (1983), International Statistical Review 51:279-292, as `svyglm` of R's survey; with the
    factor m/(m-1) alone, where Stata and statsmodels also have (n-1)/(n-k).
    """
    slopes = np.zeros((len(choices), len(found.strengths)))
    for slope, given in zip(slopes, choices, strict=True):
        for chosen, other in given:
            surprise = special.expit(found.strengths[other] - found.strengths[chosen])
            slope[chosen] += surprise
            slope[other] -= surprise
    apart = slopes - slopes.mean(axis=0)
    spread = len(choices) / (len(choices) - 1) * apart.T @ apart
    return np.asarray(found.covariance @ spread @ found.covariance)


def deviance(found: Fit, wins: Numbers, first: int, second: int, gap: float) -> float:
    """Twice how much less likely the choices are, in logs, if `first` were `gap` stronger than `second`.

    The other strengths are then the most likely ones. With half wins, those count as choices.
    """
    prior = 0.5 if found.half_win else 0.0
    start = found.strengths.copy()
    start[first] = start[second] + gap
    others = np.delete(_centre(len(wins)), [first, second], axis=1)
    held = _climb(start - start.mean(), wins, prior, others)
    return max(0.0, 2 * (_likelihood(found.strengths, wins, prior) - _likelihood(held, wins, prior)))


def likelihood_limits(
    found: Fit, wins: Numbers, first: int, second: int, allowed: float, step: float
) -> tuple[float, float]:
    """The two gaps between `first` and `second` at which the `deviance` is `allowed`, a number above zero.

    They are looked for outwards from the estimate, in strides of `step` and longer.
    """
    best = float(found.strengths[first] - found.strengths[second])

    def over(gap: float) -> float:
        return deviance(found, wins, first, second, gap) - allowed

    limits = []
    for stride in (-step, step):
        inner, outer = best, best + stride
        while over(outer) < 0:
            stride *= 2
            inner, outer = outer, outer + stride
        limits.append(float(optimize.brentq(over, inner, outer, xtol=1e-9)))
    return limits[0], limits[1]


def _centre(options: int) -> Numbers:
    """The matrix that takes the average off: its columns are the directions in which the sum stays zero."""
    return np.eye(options) - 1 / options


def _climb(strengths: Numbers, wins: Numbers, prior: float, free: Numbers) -> Numbers:
    """The most likely strengths that can be reached from these along the columns of `free`."""
    for _ in range(STEPS):
        information = free.T @ _information(strengths, wins, prior) @ free
        # Least squares: far from the estimate the likelihood is flat, and the information has no inverse.
        step = free @ np.linalg.lstsq(information, free.T @ _slope(strengths, wins, prior))[0]
        now = _likelihood(strengths, wins, prior)
        while _likelihood(strengths + step, wins, prior) < now - SMALL * abs(now):
            step = step / 2
        strengths = strengths + step
        if np.abs(step).max() < SMALL:
            break
    return strengths


def _likelihood(strengths: Numbers, wins: Numbers, prior: float) -> float:
    gaps = strengths[:, None] - strengths[None, :]
    imagined = special.log_expit(strengths) + special.log_expit(-strengths)
    return float((wins * special.log_expit(gaps)).sum() + prior * imagined.sum())


def _slope(strengths: Numbers, wins: Numbers, prior: float) -> Numbers:
    expected = (wins + wins.T) * special.expit(strengths[:, None] - strengths[None, :])
    return np.asarray(wins.sum(axis=1) - expected.sum(axis=1) + prior * (1 - 2 * special.expit(strengths)))


def _information(strengths: Numbers, wins: Numbers, prior: float) -> Numbers:
    """Minus the second derivatives."""
    chances = special.expit(strengths[:, None] - strengths[None, :])
    weights = (wins + wins.T) * chances * chances.T
    own = special.expit(strengths) * special.expit(-strengths)
    return np.asarray(np.diag(weights.sum(axis=1) + 2 * prior * own) - weights)
