"""How sure a share is. One or two sessions are described; three or four have a range where it tells of no few
children; five or more an interval that knows that children of one session are alike (methods §3.3–3.4).
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from statistics import mean, median
from typing import Any, Literal

from consultations.protection import disclosure
from consultations.questions.base import QuestionType
from consultations.rollup.units import Unit, as_wide, summary_in
from consultations.shapes import REST, Bar, Contribution, Group, Opinions, Spread, Tally
from consultations.statistics.clusters import planned_design_effect
from consultations.statistics.interval import FEWEST_CLASSES
from consultations.statistics.proportions import clustered, spread_over_clusters

FEWEST_IN_CLASS = 10
FEWEST_FOR_RANGE = 3
ALIKE = 0.05  # how alike children of one class usually are (methods §3.3: .02 to .10)
Limits = tuple[float, float] | None
Counts = list[int]


def with_doubt(
    group: Group,
    how: QuestionType,
    settings: Any,
    held: Sequence[Contribution],
    unit: Unit,
    own: Collection[str] = (),
) -> Group:
    """A group with how sure its figures are, and from how many sessions. A sensitive question has no doubt shown.

    `own`: the cards of one session, of which there is nothing more to know.
    """
    clusters = sorted({each.cluster for each in held})
    group = replace(group, clusters=len(clusters))
    if isinstance(group.detail, Opinions):
        return replace(group, detail=_opinions(group.detail, held, unit))
    if not group.bars or group.rounded or len(clusters) < 2:
        return group
    by, shown = [], []
    for cluster in clusters:
        of_one = [each for each in held if each.cluster == cluster]
        summary = how.summarise(of_one, settings)
        if isinstance(summary, Tally | Spread) and summary.answered:
            by.append(summary)
            in_unit = summary_in(unit, how, of_one, settings, summary)
            assert isinstance(in_unit, Tally | Spread)
            shown.append(in_unit)
    known = [bar for bar in group.bars if bar.key not in own]
    if len(by) < 2 or not known:
        return group
    counted = [_of_bar(bar, known, by) for bar in known]
    sizes = [one.answered for one in by]
    if len(by) >= FEWEST_CLASSES:
        limits, band = _intervals(counted, sizes), "interval"
        if unit == "children":
            own_limits = _intervals([_of_bar(bar, known, shown) for bar in known], [one.answered for one in shown])
            limits = [
                as_wide(*mine, bar.share or 0.0, theirs[1] - theirs[0]) if mine and theirs else None
                for bar, mine, theirs in zip(known, own_limits, limits, strict=True)
            ]
    else:
        limits, band = _ranges(known, by, shown), "range"
    found = dict(zip([bar.key for bar in known], limits, strict=True))
    return _with(group, found, "range" if band == "range" else "interval")


def _with(group: Group, limits: dict[str, Limits], band: Literal["range", "interval"]) -> Group:
    if not any(limits.values()):
        return group
    bars = []
    for bar in group.bars:
        found = limits.get(bar.key)
        bars.append(replace(bar, low=found[0], high=found[1]) if found else bar)
    return replace(group, bars=tuple(bars), band=band)


def one_range(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Where the whole has a range no language has one beside it: subtracting would tell of the other, by class."""
    if not any(group.name == "all" and group.band == "range" for group in groups):
        return tuple(groups)
    return tuple(
        replace(group, band="none", bars=tuple(replace(bar, low=None, high=None) for bar in group.bars))
        if group.name != "all" and group.band == "range"
        else group
        for group in groups
    )


def _of_bar(bar: Bar, bars: Sequence[Bar], by_cluster: Sequence[Tally | Spread]) -> Counts:
    """How many gave this answer in each class, answers that were taken together added up."""
    known = by_cluster[0].counts
    if bar.key == REST:
        alone = {each.key for each in bars}
        members = [key for key in known if key not in alone]
    else:
        members = [bar.key] if bar.key in known else bar.key.split("+")
    return [sum(summary.counts[key] for key in members) for summary in by_cluster]


def _intervals(counted: Sequence[Counts], sizes: Counts) -> list[Limits]:
    first = [clustered(counts, sizes) for counts in counted]
    # Where all classes have the same share (nobody, everybody) they cannot show how alike they are: the others do.
    seen = [one.deff for one in first if one.method == "korn_graubard"]
    plain = max(1.0, median(seen)) if seen else planned_design_effect(mean(sizes), ALIKE)
    return [(one.low, one.high) for one in (clustered(counts, sizes, deff=plain) for counts in counted)]


def _ranges(
    bars: Sequence[Bar],
    by: Sequence[Tally | Spread],
    shown: Sequence[Tally | Spread],
) -> list[Limits]:
    """The smallest and the largest session, where that tells of no few children. By contributions it is decided."""
    counted, sizes = [_of_bar(bar, bars, by) for bar in bars], [one.answered for one in by]
    children = [one.children for one in by]
    if len(by) < FEWEST_FOR_RANGE or min(children) < FEWEST_IN_CLASS or not _no_small_cell(counted, sizes):
        return [None for _ in bars]
    of_unit = [one.answered for one in shown]
    return [spread_over_clusters(_of_bar(bar, bars, shown), of_unit) for bar in bars]


def _no_small_cell(counted: Sequence[Counts], sizes: Counts) -> bool:
    """Whether no class has one to four contributions behind an answer, or behind all others: with the total beside it,
    the range of few classes lets one work out what each class said. Of one bar it tells of the others, so it is all or
    none; and of two classes it always tells, so there is none.
    """
    cells = [(count, size - count) for counts in counted for count, size in zip(counts, sizes, strict=True)]
    return not any(0 < cell < disclosure.FEW for both in cells for cell in both)


def _opinions(found: Opinions, held: Sequence[Contribution], unit: Unit) -> Opinions:
    """From five sessions on, the interval of each share that agrees knows the sessions; until then it cannot."""
    rows = []
    for row in found.rows:
        by, shown = _agreed(row.key, held, by_children=False), _agreed(row.key, held, by_children=unit == "children")
        if len(by) >= FEWEST_CLASSES:
            low, high = _limits(by)
            if unit == "children":
                agreed, of = sum(one for one, _ in shown), sum(size for _, size in shown)
                low, high = as_wide(*_limits(shown), agreed / of, high - low)
            row = replace(row, low=low, high=high)
        rows.append(row)
    return replace(found, rows=tuple(rows))


def _limits(by_session: Sequence[tuple[int, int]]) -> tuple[float, float]:
    agreed, sizes = [one for one, _ in by_session], [size for _, size in by_session]
    (found,) = _intervals([agreed], sizes)
    assert found
    return found


def _agreed(statement: str, held: Sequence[Contribution], *, by_children: bool) -> list[tuple[int, int]]:
    """For each session in which somebody took a stand: how many agreed, of how many."""
    counted: dict[str, list[int]] = {}
    for one in held:
        if one.missing is None and statement in one.value:
            times = one.times * (one.size if by_children else 1)
            both = counted.setdefault(one.cluster, [0, 0])
            both[0] += times * (one.value[statement] == 1)
            both[1] += times
    return [(agreed, of) for _, (agreed, of) in sorted(counted.items())]
