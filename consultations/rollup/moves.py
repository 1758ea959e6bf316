"""Who changed their mind between two rounds of a vote: only where who voted once and not twice is not told by it.

Of pairs nothing is told: in a second round each compares other pairs, so nobody can be said to have moved.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from consultations.protection import disclosure
from consultations.questions.base import QuestionType
from consultations.rollup.units import Unit
from consultations.shapes import Contribution, Moved
from consultations.statistics.shift import Dots, shifts


def moved(
    how: QuestionType,
    settings: Any,
    second: Sequence[Contribution],
    unit: Unit,
    own: Mapping[str, str],
    *,
    room: bool,
) -> tuple[Moved, ...]:
    """For each option of a second round how many stayed, came and left, of those who are told to have voted twice.

    `own`: the cards that one session had by itself, and its cluster; nobody else could choose them.
    """
    if how.shape not in ("dots", "stances"):
        return ()
    both = [
        (one.value["first"], one.value["now"], one)
        for one in second
        if one.missing is None and one.value.get("first") is not None
    ]
    found = []
    for option in settings.options:
        before, after = [], []
        for at, (first, now, one) in enumerate(both):
            if how.shape == "stances" and not (option.key in first and option.key in now):
                continue
            if own.get(option.key, one.cluster) != one.cluster:
                continue
            for time in range(one.times):
                name = f"{at} {time}"
                before.append(Dots(name, _chose(how.shape, option.key, first), one.size))
                after.append(Dots(name, _chose(how.shape, option.key, now), one.size))
        if disclosure.enough(sum(one.size for one in before), room=room):
            found.append(_moved(option.key, before, after, unit))
    return tuple(found)


def _chose(shape: str, key: str, value: Any) -> dict[str, int]:
    """One dot where the option was chosen, or the statement agreed with."""
    return {key: 1} if (value.get(key, 0) > 0 if shape == "dots" else value[key] == 1) else {}


def _moved(key: str, before: Sequence[Dots], after: Sequence[Dots], unit: Unit) -> Moved:
    (found,) = shifts([key], before, after)
    stayed, came, left = (
        (found.stayed, found.moved_to, found.moved_away)
        if unit == "contributions"
        else (found.children_stayed, found.children_moved_to, found.children_moved_away)
    )
    return Moved(key, stayed + left, stayed + came, stayed, came, left, found.p)
