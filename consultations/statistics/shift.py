"""Dot votes: how many dots and how many children each option got, and who moved between two rounds."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.statistics.interval import Interval, check_counts
from consultations.statistics.proportions import wilson

FEWEST_IN_BOTH = 10
"""Below ten contributors in both rounds there is no p: show who moved, and nothing more."""


@dataclass(frozen=True)
class Dots:
    """What one contributor, a child or a group of `size` children, put where: dots by option.

    No dots at all means that it took part and chose nothing; who did not take part has no `Dots`.
    """

    contributor: str
    dots: Mapping[str, int]
    size: int = 1


@dataclass(frozen=True)
class OptionDots:
    """One option in one round.

    `dots` is how many it got, `share_of_dots` of all dots (None where nobody put any); `contributors` and
    `children` are how many put at least one. `share` is the share of contributors who did, with its Wilson
    interval: a group chose once, however many children it has, so contributors are its n.
    """

    option: str
    dots: int
    share_of_dots: float | None
    contributors: int
    children: int
    share: Interval


@dataclass(frozen=True)
class Shift:
    """One option over two rounds: `before` and `after` of everybody, and the moves of those in both.

    `both` contributors took part in both rounds: `stayed` chose the option twice, `moved_to` only in the
    second round, `moved_away` only in the first; the rest never did. `children_*` are the same in children; of
    a group whose size changed, the smaller one. `p` is the exact McNemar p of as many moves to as away, over
    contributors: None below ten in both.
    """

    option: str
    before: OptionDots
    after: OptionDots
    both: int
    stayed: int
    moved_to: int
    moved_away: int
    children_both: int
    children_stayed: int
    children_moved_to: int
    children_moved_away: int
    p: float | None


def dot_shares(options: Sequence[str], votes: Sequence[Dots], level: float = 0.95) -> tuple[OptionDots, ...]:
    """Each option in the order given, with its dots, its contributors and its children.

    Wilson counts contributors as a simple sample: children of one class who see each other's dots know less.

    ValueError when nobody took part, on a contributor that comes twice, on a size below one, on dots below
    zero and on an option that is not there.
    """
    given = _checked(options, votes)
    if not given:
        raise ValueError("nobody took part")
    every = sum(sum(one.dots.values()) for one in given.values())
    rows = []
    for option in options:
        chose = [one for one in given.values() if one.dots.get(option, 0)]
        dots = sum(one.dots[option] for one in chose)
        share = wilson(len(chose), len(given), level)
        rows.append(
            OptionDots(option, dots, dots / every if every else None, len(chose), sum(one.size for one in chose), share)
        )
    return tuple(rows)


def shifts(
    options: Sequence[str], first: Sequence[Dots], second: Sequence[Dots], level: float = 0.95
) -> tuple[Shift, ...]:
    """What changed from the `first` round to the `second`, option by option in the order given.

    Nobody is left out of `before` and `after`; only those who took part in both rounds can have moved. There
    is one p an option: say how many options were looked at, or hold each p against 0.05 divided by as many.

    ValueError as in `dot_shares`, in either round.
    """
    before, after = dot_shares(options, first, level), dot_shares(options, second, level)
    earlier, later = _checked(options, first), _checked(options, second)
    both = [(one, later[who]) for who, one in earlier.items() if who in later]
    return tuple(_shift(old, new, both) for old, new in zip(before, after, strict=True))


def mcnemar_exact(moved_to: int, moved_away: int) -> float:
    """The p of a split at least this uneven, were each move as likely to go one way as the other.

    Twice the smaller tail of a binomial with chance one half, at most 1; 1 where nobody moved. Exact, without
    continuity correction.

    Source: McNemar (1947), Psychometrika 12:153-157; in this form `binom.test(b, b + c)` of R, and
    `mcnemar(exact=True)` of statsmodels.
    """
    few, many = sorted(check_counts((moved_to, moved_away)))
    moves = few + many
    tail = sum(math.comb(moves, count) for count in range(few + 1))
    return min(1.0, 2 * tail / 2**moves)


def _checked(options: Sequence[str], votes: Sequence[Dots]) -> dict[str, Dots]:
    given = {one.contributor: one for one in votes}
    if len(given) != len(votes):
        raise ValueError("a contributor takes part once in a round")
    for one in votes:
        check_counts(one.dots.values())
        if one.size < 1:
            raise ValueError(f"a group has one child or more, and not {one.size}")
        if strange := sorted(set(one.dots) - set(options)):
            raise ValueError(f"{strange[0]!r} is not one of the options")
    return given


def _shift(before: OptionDots, after: OptionDots, both: Sequence[tuple[Dots, Dots]]) -> Shift:
    contributors = {(True, True): 0, (False, True): 0, (True, False): 0, (False, False): 0}
    children = dict(contributors)
    for old, new in both:
        move = (old.dots.get(before.option, 0) > 0, new.dots.get(before.option, 0) > 0)
        contributors[move] += 1
        children[move] += min(old.size, new.size)
    moved_to, moved_away = contributors[False, True], contributors[True, False]
    return Shift(
        option=before.option,
        before=before,
        after=after,
        both=len(both),
        stayed=contributors[True, True],
        moved_to=moved_to,
        moved_away=moved_away,
        children_both=sum(children.values()),
        children_stayed=children[True, True],
        children_moved_to=children[False, True],
        children_moved_away=children[True, False],
        p=mcnemar_exact(moved_to, moved_away) if len(both) >= FEWEST_IN_BOTH else None,
    )
