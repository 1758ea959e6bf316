"""Problems that children met: how bad, how common, what to mend first, and how many are still to be found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.statistics.answers import Answer, numbers
from consultations.statistics.interval import check_counts, check_positive
from consultations.statistics.means import median_of_counts

WORST = 4
"""Severity: 0 no problem, 1 cosmetic, 2 minor, 3 major, 4 a catastrophe (Nielsen)."""

FEWEST_RATERS = 2


@dataclass(frozen=True)
class Problem:
    """One problem: a severity 0 to 4 of each rater, and how many children `met` it of those `observed`.

    A rater who has not rated has None or a code in letters. `harm` says that a child was hurt, upset or unsafe.
    """

    key: str
    ratings: Sequence[Answer]
    met: int
    observed: int
    harm: bool = False


@dataclass(frozen=True)
class Priority:
    """One problem in line. `severity` is the median of its `raters`, `WORST` where it did harm, None unrated.

    `share` is met / observed, and `priority` severity × share, 0 to 4; None where either is None. `why` says
    what is wanting: `not_rated`, `one_rater`, `nobody_observed`; None where nothing is.
    """

    key: str
    severity: float | None
    raters: int
    met: int
    observed: int
    share: float | None
    priority: float | None
    harm: bool
    why: str | None


@dataclass(frozen=True)
class Discovery:
    """How many of the problems were found, if each child meets each problem with the same chance `p`.

    `found` is the expected share of all problems that `children` have shown, 1 - (1 - p)^n; `curve` has it for
    1, 2, 3 … children. `p` is None, and nothing else is said, without problems or below two children (`why` =
    `no_problems`, `too_few_children`).
    """

    children: int
    problems: int
    p: float | None
    found: float | None
    curve: tuple[float, ...]
    why: str | None


def severity(ratings: Sequence[Answer], *, harm: bool = False) -> float | None:
    """The median severity of the raters who rated; 4 where a child came to harm, whatever they say; else None.

    Where the middle two differ, half-way between them. ValueError on a rating that is not 0 to 4.
    """
    given = numbers(ratings, 0, WORST)
    if harm:
        return float(WORST)
    return median_of_counts({step: given.count(step) for step in set(given)}) if given else None


def in_order(problems: Sequence[Problem]) -> tuple[Priority, ...]:
    """What to mend first: those that did harm, then by severity × share, and those without a priority last.

    Of equals the more severe first, then the one that more children met, then by name: the order in which
    they were noted cannot matter. ValueError on a name given twice, on more children who met it than were
    observed, and as in `severity`.

    Source: the scale of severity is Nielsen's; the product is a rule of ours.
    """
    if len({one.key for one in problems}) != len(problems):
        raise ValueError("each problem has its own name")
    ranked = [_priority(one) for one in problems]
    return tuple(
        sorted(ranked, key=lambda one: (not one.harm, -_or(one.priority), -_or(one.severity), -one.met, one.key))
    )


def expected_found(p: float, children: int) -> float:
    """The expected share of problems that so many children show, each met with chance `p`: 1 - (1 - p)^n.

    ValueError on a chance outside 0 to 1, and on a count below zero.

    Source: Virzi (1992); Nielsen & Landauer (1993), whose p of 0.31 gives the 85 % of five users.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"a chance lies between 0 and 1, and not at {p}")
    (n,) = check_counts([children])
    return float(1 - (1 - p) ** n)


def discovery(met: Mapping[str, int], children: int, reach: int | None = None) -> Discovery:
    """From how many of the `children` met each problem: p, what they have shown, the curve up to `reach` children.

    p is the average over problems of the share of children who met it. Problems that nobody met are not in it,
    and problems are not all as easy to meet: so p is too high, the more so the fewer the children, and `found`
    is a hopeful figure. `reach` is twice the children unless given.

    ValueError on a problem that nobody met, or that more met than there are.
    """
    if wrong := [one for one, count in met.items() if not 0 < check_counts([count])[0] <= children]:
        raise ValueError(f"{wrong[0]!r} was met by one child or more, and by no more than there are")
    if not met:
        return Discovery(children, 0, None, None, (), "no_problems")
    if children < 2:
        return Discovery(children, len(met), None, None, (), "too_few_children")
    p = sum(met.values()) / (len(met) * children)
    upto = check_positive("a number of children", 2 * children if reach is None else reach)
    curve = tuple(expected_found(p, n) for n in range(1, round(upto) + 1))
    return Discovery(children, len(met), p, expected_found(p, children), curve, None)


def _priority(one: Problem) -> Priority:
    met, observed = check_counts((one.met, one.observed))
    if met > observed:
        raise ValueError(f"{met} children met {one.key!r}, and {observed} were observed")
    bad, raters = severity(one.ratings, harm=one.harm), len(numbers(one.ratings, 0, WORST))
    share = met / observed if observed else None
    priority = None if bad is None or share is None else bad * share
    why = None
    if share is None:
        why = "nobody_observed"
    elif raters < FEWEST_RATERS:
        why = "one_rater" if raters else "not_rated"
    return Priority(one.key, bad, raters, met, observed, share, priority, one.harm, why)


def _or(value: float | None) -> float:
    return -1.0 if value is None else value
