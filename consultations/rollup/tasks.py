"""How each task went with one version of a tool: as observers saw it, and as children say themselves."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import mean
from typing import Any, cast

from consultations.drafting.view import QuestionView
from consultations.protection import disclosure
from consultations.protection.observed import seen
from consultations.questions.adding import answered, one_by_one
from consultations.questions.task import ENDED
from consultations.rollup.doubt import ALIKE
from consultations.shapes import Contribution, Eased, Ending, Slips, TaskResult, Took
from consultations.shapes.tested import Who
from consultations.statistics import instruments, tasks
from consultations.statistics.answers import Answer
from consultations.statistics.clusters import planned_design_effect
from consultations.statistics.interval import FEWEST_CLASSES
from consultations.statistics.means import clustered_mean, median_of_counts

Key = tuple[str, str]
LANGUAGES: tuple[disclosure.Language, ...] = ("nl", "fr")
IN_WORDS = 7
"""The ease scale with seven steps in words: only there a mean says something (methods §1.3)."""


@dataclass(frozen=True)
class Held:
    """Contributions of one version by key: of `all`, and `apart` by language; `alone`: tested one by one."""

    whole: Mapping[tuple[str, str, str], Sequence[Contribution]]
    apart: Mapping[tuple[str, str, str], Sequence[Contribution]]
    waiting: Mapping[Key, set[str]]
    alone: bool

    def of(self, key: Key) -> Sequence[Contribution]:
        """Everybody's."""
        return self.whole.get((*key, ""), ())

    def parts(self, key: Key) -> dict[disclosure.Language, Sequence[Contribution]]:
        """Those of each language."""
        return {one: self.apart[*key, one] for one in LANGUAGES if (*key, one) in self.apart}


def of_version(held: Iterable[Contribution], tool_version_id: str) -> list[Contribution]:
    """What was seen of one version of the tool; who was not watched with it stands in none."""
    return [
        replace(one, value=one.value[tool_version_id])
        for one in held
        if one.missing is None and tool_version_id in one.value
    ]


def task_result(one: QuestionView, watched: Held, told: Held, tool_version_id: str, *, delicate: bool) -> TaskResult:
    """One task. Where it is delicate nothing of it is shown: it is told with too few."""
    key = (one.stem, one.fingerprint)
    made = TaskResult(one.stem, one.fingerprint, one.wording)
    if delicate:
        return replace(made, refused=("sensitive",))
    records = of_version(watched.of(seen(key)), tool_version_id)
    parts = {name: of_version(held, tool_version_id) for name, held in watched.parts(seen(key)).items()}
    seen_groups, why = _endings(one, _only(records, "ended"), {n: _only(p, "ended") for n, p in parts.items()}, watched)
    own, why_own = _endings(one, told.of(key), told.parts(key), told)
    made = replace(
        made,
        watched=seen_groups,
        told=own,
        refused=(*why, *(("waiting",) if seen_groups and seen(key) in watched.waiting else ())),
        refused_told=(*why_own, *(("waiting",) if own and key in told.waiting else ())),
    )
    if not any(group.name == "all" for group in seen_groups):
        return made
    return replace(
        made,
        took=_took(records, alone=watched.alone),
        errors=_slips(records, "errors"),
        assists=_slips(records, "assists"),
        eased=_eased(records, alone=watched.alone),
    )


def _only(held: Sequence[Contribution], fact: str) -> list[Contribution]:
    return [replace(one, value=one.value[fact]) for one in held if one.value[fact] is not None]


def _endings(
    one: QuestionView,
    whole: Sequence[Contribution],
    parts: Mapping[disclosure.Language, Sequence[Contribution]],
    held: Held,
) -> tuple[tuple[Ending, ...], tuple[str, ...]]:
    """The groups that may be shown, Dutch and French first; and why some may not."""
    if not any(each.missing is None for each in whole):
        return (), ()
    settings = one.read_settings
    protected = disclosure.protect(
        one.how.summarise(whole, settings),
        {name: one.how.summarise(part, settings) for name, part in parts.items()},
        sensitive=False,
    )
    refused, made = list(protected.refused), []
    for group in protected.groups:
        if not group.bars:
            continue
        if {bar.key for bar in group.bars} != set(ENDED):
            refused.append("small_cells")  # endings that were taken together tell no share of successes
            continue
        of_group = whole if group.name == "all" else parts[group.name]
        made.append(_ending(group.name, of_group, alone=held.alone))
    return tuple(made), tuple(dict.fromkeys(refused))


def _ending(name: Who, held: Sequence[Contribution], *, alone: bool) -> Ending:
    gave, children = answered(held)
    found = completed(held, alone=alone)
    tried = found.attempts
    return Ending(
        name=name,
        children=children,
        attempts=tried,
        unaided=found.unaided,
        helped=found.helped,
        failed=found.failed,
        not_tried=gave - tried,
        share=found.unaided / tried if tried else None,
        low=found.share.low if found.share else None,
        high=found.share.high if found.share else None,
        partial=found.partial,
        why=found.why or "",
    )


def completed(held: Sequence[Contribution], *, alone: bool) -> tasks.Completion:
    """Completion of contributors tested one by one, or else of whole classes (protection §6.1)."""
    if alone:
        return tasks.completion([ENDED[one.value] for one in one_by_one(held)])
    classes = [[ENDED[one.value] for one in group] for group in by_class(held)]
    sizes = [sum(isinstance(one, int) for one in group) for group in classes]
    tried = [size for size in sizes if size]
    return tasks.completion_by_class(classes, deff=planned_design_effect(mean(tried), ALIKE) if tried else 1.0)


def by_class(held: Sequence[Contribution]) -> list[list[Contribution]]:
    """Everybody who gave a value, each on a line, class by class."""
    found: dict[str, list[Contribution]] = {}
    for one in one_by_one(held):
        found.setdefault(one.cluster, []).append(one)
    return [found[cluster] for cluster in sorted(found)]


def _took(records: Sequence[Contribution], *, alone: bool) -> Took | None:
    """Times of unaided successes. Children of a class are alike, so only of those tested alone there is an interval."""
    timed = known(records, lambda one: one["seconds"] and not one["interrupted"] and one["ended"] == "unaided")
    found = tasks.success_times((ENDED[one.value["ended"]], one.value["seconds"]) for one in one_by_one(timed))
    if not found.n:
        return None
    if found.interval is None or not alone:
        return Took(found.n, found.seconds, why=found.why or "classes")
    return Took(found.n, found.seconds, found.interval.low, found.interval.high)


def _slips(records: Sequence[Contribution], fact: str) -> Slips | None:
    counted = known(records, lambda facts: facts[fact] is not None)
    found = tasks.counted(cast(Answer, one.value) for one in one_by_one(_only(counted, fact)))
    return Slips(found.n, found.none, found.median, found.most) if found.n else None


def _eased(records: Sequence[Contribution], *, alone: bool) -> Eased | None:
    """Of the scale that was used most: two scales are never added up."""
    scales = Counter(one.value["ease_of"] for one in one_by_one(records) if one.value["ease"] is not None)
    if not scales:
        return None
    steps = max(sorted(scales), key=scales.__getitem__)
    held = _only(known(records, lambda facts: facts["ease_of"] == steps), "ease")
    if not held:
        return None
    counted = Counter(one.value for one in one_by_one(held))
    made = Eased(
        tuple(counted[step] for step in range(1, steps + 1)),
        counted.total(),
        median_of_counts({float(step): times for step, times in counted.items()}),
    )
    if steps != IN_WORDS:
        return made
    classes = [[float(one.value) for one in group] for group in by_class(held)]
    if alone:
        found = instruments.ease([one for group in classes for one in group]).mean
        low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
        return replace(made, mean=found.mean, low=low, high=high)
    if len(classes) < FEWEST_CLASSES:
        return replace(made, mean=sum(map(sum, classes)) / counted.total())
    interval = clustered_mean(classes)
    return replace(made, mean=interval.estimate, low=interval.low, high=interval.high)


def known(records: Iterable[Contribution], which: Callable[[Any], Any]) -> list[Contribution]:
    """Those of whom something is known, from each cluster in which it is known of five children.

    Looking before and after a class is added subtracts all others: of one class with a single time it would tell that.
    """
    having = [one for one in records if which(one.value)]
    children = Counter[str]()
    for one in having:
        children[one.cluster] += one.size * one.times
    return [one for one in having if children[one.cluster] >= disclosure.ROOM]
