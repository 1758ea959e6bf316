"""What to show next, so that everything is shown about equally often: pairs of options, and statements."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations

Pair = tuple[str, str]
"""Two options side by side, the first of them on the left."""


def next_pair(options: Sequence[str], shown: Mapping[Pair, int], seen: Iterable[Pair], seed: str) -> Pair | None:
    """The two options to show next, the first on the left; None when this child has seen every pair.

    `shown` is how often each pair was shown to anybody, sides and all: ("a", "b") is a on the left. `seen` are
    the pairs that this child has had, either way round. Pairs of options that are no longer there are passed
    over, and new options are shown until they have caught up. ValueError below two options, or on one given
    twice.

    Of the pairs new to this child, one that was shown least often; of these, one of which the options were
    shown least often; of these, one drawn by `seed`. The option that was on the left of this pair less often
    goes left, or else the one that was on the left rather than the right less often, or else one drawn. The
    same arguments give the same pair. Pass a seed that is different for each child, such as its pseudonym.

    One child after another, no two pairs then differ by more than one showing, nor do the two sides of a pair.
    Children who take turns, and have few pairs left, may make the pairs differ by a few more, though not the
    sides. All this holds when each showing is counted before the next is chosen.
    """
    if len(set(options)) != len(options) or len(options) < 2:
        raise ValueError("there are two options or more, each of them once")
    had = {frozenset(pair) for pair in seen}
    new = [pair for pair in combinations(options, 2) if frozenset(pair) not in had]
    if not new:
        return None
    left, right = dict.fromkeys(options, 0), dict.fromkeys(options, 0)
    for (one, other), times in shown.items():
        if one in left and other in left:
            left[one] += times
            right[other] += times

    def wear(pair: Pair) -> tuple[int, int, bytes]:
        one, other = pair
        times = shown.get((one, other), 0) + shown.get((other, one), 0)
        return times, sum(left[each] + right[each] for each in pair), _drawn(seed, *sorted(pair))

    one, other = min(new, key=wear)

    def leaning(pair: Pair) -> tuple[int, int, bytes]:
        first, second = pair
        return (
            shown.get(pair, 0),
            left[first] - right[first] - left[second] + right[second],
            _drawn(seed, first, second),
        )

    return min((one, other), (other, one), key=leaning)


def next_statement(shown: Mapping[str, int], seen: Collection[str], seed: str) -> str | None:
    """The statement to show next; None when this child has seen them all.

    `shown` has every statement that may be shown, and how often it was, 0 where it was not yet. `seen` are the
    ones that this child has had. Of those new to this child, one that was shown least often, drawn by `seed`.
    """
    new = [statement for statement in shown if statement not in seen]
    return min(new, key=lambda one: (shown[one], _drawn(seed, one)), default=None)


def _drawn(seed: str, *names: str) -> bytes:
    """A place in a line that is as good as drawn by lot, and the same on every machine and every day."""
    return blake2b("\0".join((seed, *names)).encode(), digest_size=8).digest()
