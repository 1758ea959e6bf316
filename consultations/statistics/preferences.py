"""Which options are liked more, from choices between two: strengths, shares, and what cannot be told apart."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

import numpy as np
from scipy import special

from consultations.statistics import bradley_terry
from consultations.statistics.bradley_terry import Fit, Numbers
from consultations.statistics.interval import Interval, check_counts, student, tail
from consultations.statistics.rankings import holm

Comparison = tuple[str, str, str]
"""One choice: who made it (a child or a group, any name that is the same for the same one), chosen, not chosen."""

FEWEST_CONTRIBUTORS = 5
"""As `interval.FEWEST_CLASSES`: below it, how much contributors differ is itself a guess."""


@dataclass(frozen=True)
class Strength:
    """One option: how often it was chosen and shown, and how much it is liked.

    `strength` is a log-strength: 0 is the average of the options, and a gap of 1.1 between two means three to
    one. `error` is its standard error. `share` is exp(strength) over the sum of all: the shares sum to 1.
    """

    option: str
    chosen: int
    shown: int
    strength: Interval
    error: float
    share: Interval


@dataclass(frozen=True)
class Difference:
    """How much more `first` is liked than `second`, in log-strength; its standard error; the p of no difference."""

    first: str
    second: str
    interval: Interval
    error: float
    p: float


@dataclass(frozen=True)
class Preferences:
    """What the choices say, option by option and pair by pair, both in the order in which options were given.

    `half_win` says that some option always won or always lost, so that strengths lean on the half wins of
    `bradley_terry.fit`: which is liked more still counts, by how much is a cautious guess.
    """

    strengths: tuple[Strength, ...]
    differences: tuple[Difference, ...]
    contributors: int
    comparisons: int
    level: float
    half_win: bool


@dataclass(frozen=True)
class _Known:
    """A fit, and what is needed to make intervals of it; no `choices` where every choice stands alone."""

    wins: Numbers
    fit: Fit
    choices: Sequence[Sequence[tuple[int, int]]]
    df: float | None
    level: float

    @cached_property
    def together(self) -> Numbers:
        """The covariance that lets choices of one contributor go together."""
        return bradley_terry.sandwich(self.fit, self.choices) if self.choices else self.fit.covariance

    def spread(self, slope: Numbers, hidden: bool) -> tuple[float, float]:
        """The standard error of Σ slope · strength, and the design effect in it: see `preferences`."""
        alone = float(slope @ self.fit.covariance @ slope)
        deff = max(1.0, float(slope @ self.together @ slope) / alone)
        if hidden and self.choices:
            about = [sum(bool(slope[one] or slope[other]) for one, other in given) for given in self.choices]
            deff = max(deff, sum(count**2 for count in about) / sum(about))
        return math.sqrt(alone * deff), deff

    def quantile(self) -> float:
        """How many errors an interval reaches on each side."""
        return float(-special.ndtri(tail(self.level))) if self.df is None else student(self.df, self.level)

    def p(self, away: float) -> float:
        """The chance of an estimate so many errors away from zero, or further, were it really zero."""
        return 2 * float(special.ndtr(-away) if self.df is None else special.stdtr(self.df, -away))

    def interval(self, low: float, high: float, estimate: float, deff: float) -> Interval:
        """The interval with these limits, and the name of how it was made."""
        method = "bradley_terry_half_win" if self.fit.half_win else "bradley_terry"
        return Interval(low, high, estimate, self.df, deff, method)


def why_we_cannot_tell(options: Sequence[str], comparisons: Sequence[Comparison]) -> str | None:
    """Why `preferences` is None, as a code: `too_few_contributors`, `not_connected`; None where it is not.

    Not connected: the options fall into parts that nobody compared with each other, as when one was never
    shown. Leave out what was never shown.
    """
    if len({who for who, _, _ in comparisons}) < FEWEST_CONTRIBUTORS:
        return "too_few_contributors"
    return None if bradley_terry.connected(_wins(options, _counted(comparisons))) else "not_connected"


def preferences(options: Sequence[str], comparisons: Sequence[Comparison], level: float = 0.95) -> Preferences | None:
    """How much each option is liked, knowing which choices come from the same contributor.

    None below five contributors and where the options cannot be compared: see `why_we_cannot_tell`.
    ValueError below two options, on an option that is not among them and on one compared with itself.

    Strengths and their shares have the limits estimate ± t_{contributors - 1} · error, shares on the logit
    scale. A difference has those at which the deviance, divided by the design effect, reaches t²: for an
    option that nearly always wins, the error says too little. p is made in the same way.

    The design effect is the variance that lets choices of one contributor go together over the one in which
    each choice stands alone (`bradley_terry.sandwich`), and never below 1: knowing who chose makes nobody
    surer. Between options that were never once the other way round, everybody agrees and the choices cannot
    show it. Then it is Σ m² / Σ m, of m choices a contributor about these options: as if each contributor only
    said the same thing again.

    Source: Lumley & Scott (2014), Australian & New Zealand Journal of Statistics 56:1-14, for a deviance
    divided by a design effect; Heinze & Schemper (2002), Statistics in Medicine 21:2409-2419, for its use where
    an option always wins.
    """
    if why_we_cannot_tell(options, comparisons) is not None:
        return None
    wins = _wins(options, _counted(comparisons))
    found = bradley_terry.fit(wins)
    if found is None:
        return None
    place = {option: at for at, option in enumerate(options)}
    given: dict[str, list[tuple[int, int]]] = {}
    for who, chosen, other in comparisons:
        given.setdefault(who, []).append((place[chosen], place[other]))
    known = _Known(wins, found, list(given.values()), float(len(given) - 1), level)
    return _preferences(options, known, len(given))


def preferences_from_wins(
    options: Sequence[str], wins: Mapping[tuple[str, str], int], level: float = 0.95
) -> Preferences | None:
    """As `preferences`, from counts {(chosen, not chosen): how often} in which each choice stands alone.

    Only for choices of which each comes from another contributor; otherwise the intervals are too narrow. With z
    in the place of t.

    Source: Agresti (2002), Categorical Data Analysis, section 10.6; `BTm` of R's BradleyTerry2.
    """
    check_counts(wins.values())
    counted = _wins(options, wins)
    choices = round(counted.sum())
    found = bradley_terry.fit(counted) if choices >= FEWEST_CONTRIBUTORS else None
    return None if found is None else _preferences(options, _Known(counted, found, (), None, level), choices)


def difference(found: Preferences, first: str, second: str) -> Interval:
    """How much more `first` is liked than `second`, in log-strength. KeyError on a pair that is not there."""
    for one in found.differences:
        if (one.first, one.second) == (first, second):
            return one.interval
        if (one.second, one.first) == (first, second):
            turned = one.interval
            return replace(turned, low=-turned.high, high=-turned.low, estimate=-turned.estimate)
    raise KeyError((first, second))


def cannot_tell(found: Preferences, first: str, second: str) -> bool:
    """Whether these choices leave open which of the two is liked more: the interval of the difference holds 0."""
    interval = difference(found, first, second)
    return interval.low <= 0 <= interval.high


def groups_we_can_tell_apart(found: Preferences) -> tuple[tuple[str, ...], ...]:
    """The options from the most to the least liked, in as many groups as the choices can hold apart.

    Every option of a group is liked more than every option of the next; within a group the choices say nothing
    of order, and the options are in the order given. As all pairs are looked at together, p is that of
    `rankings.holm`: so two options may be in one group though `cannot_tell` tells the two of them apart, and never
    the other way round.
    """
    adjusted = holm([one.p for one in found.differences])
    apart = {
        frozenset((one.first, one.second))
        for one, p in zip(found.differences, adjusted, strict=True)
        if p is not None and p <= 1 - found.level
    }
    ranked = [one.option for one in sorted(found.strengths, key=lambda one: -one.strength.estimate)]
    groups = [[ranked[0]]]
    for at, option in enumerate(ranked[1:], start=1):
        if all(frozenset((above, below)) in apart for above in ranked[:at] for below in ranked[at:]):
            groups.append([])
        groups[-1].append(option)
    given = [one.option for one in found.strengths]
    return tuple(tuple(sorted(group, key=given.index)) for group in groups)


def _counted(comparisons: Sequence[Comparison]) -> dict[tuple[str, str], int]:
    wins: dict[tuple[str, str], int] = {}
    for _, chosen, other in comparisons:
        wins[chosen, other] = wins.get((chosen, other), 0) + 1
    return wins


def _wins(options: Sequence[str], counts: Mapping[tuple[str, str], int]) -> Numbers:
    if len(set(options)) != len(options) or len(options) < 2:
        raise ValueError("there are two options or more, each of them once")
    place = {option: at for at, option in enumerate(options)}
    wins = np.zeros((len(options), len(options)))
    for (chosen, other), count in counts.items():
        if chosen not in place or other not in place:
            raise ValueError(f"{chosen!r} or {other!r} is not one of the options")
        if chosen == other:
            raise ValueError(f"{chosen!r} cannot be compared with itself")
        wins[place[chosen], place[other]] = count
    return wins


def _preferences(options: Sequence[str], known: _Known, contributors: int) -> Preferences:
    rows = tuple(_strength(option, at, known) for at, option in enumerate(options))
    pairs = tuple(
        _difference(options[first], options[second], first, second, known)
        for first, second in combinations(range(len(options)), 2)
    )
    choices = round(known.wins.sum())
    return Preferences(rows, pairs, contributors, choices, known.level, known.fit.half_win)


def _strength(option: str, at: int, known: _Known) -> Strength:
    """One row. The logit of share i moves by 1 with strength i, and by -share_j / (1 - share_i) with another."""
    strengths, unit = known.fit.strengths, np.eye(len(known.wins))[at]
    estimate, reach = float(strengths[at]), known.quantile()
    error, deff = known.spread(unit, known.fit.half_win)
    strength = known.interval(estimate - reach * error, estimate + reach * error, estimate, deff)
    shares = np.asarray(special.softmax(strengths))
    logit = float(strengths[at] - special.logsumexp(np.delete(strengths, at)))
    turn, deff = known.spread(np.where(unit == 1, 1.0, -shares / (1 - shares[at])), known.fit.half_win)
    low, middle, high = (float(special.expit(logit + way * reach * turn)) for way in (-1, 0, 1))
    chosen, passed = round(known.wins[at].sum()), round(known.wins[:, at].sum())
    return Strength(option, chosen, chosen + passed, strength, error, known.interval(low, high, middle, deff))


def _difference(one: str, other: str, first: int, second: int, known: _Known) -> Difference:
    fit, reach = known.fit, known.quantile()
    unit = np.eye(len(known.wins))
    error, deff = known.spread(unit[first] - unit[second], fit.parts[first] != fit.parts[second])
    low, high = bradley_terry.likelihood_limits(fit, known.wins, first, second, reach**2 * deff, reach * error)
    away = math.sqrt(bradley_terry.deviance(fit, known.wins, first, second, 0.0) / deff)
    estimate = float(fit.strengths[first] - fit.strengths[second])
    return Difference(one, other, known.interval(low, high, estimate, deff), error, known.p(away))
