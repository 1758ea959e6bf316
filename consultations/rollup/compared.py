"""Whether the next version is better: the same children with both, or whole classes with each; or too few to say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from consultations.access import Denied, Visitor
from consultations.drafting.view import QuestionView
from consultations.observing.watching import LONGEST_SECONDS
from consultations.protection import disclosure, summed
from consultations.protection.observed import seen
from consultations.questions.adding import answered, one_by_one
from consultations.questions.task import ENDED
from consultations.rollup.heard import heard
from consultations.rollup.tasks import LANGUAGES, Held, Key, by_class, known, of_version, task_result
from consultations.rollup.tested import Test, let_in, results_in
from consultations.rollup.versions import delicate
from consultations.sessions import UNDER_TWELVE
from consultations.shapes import Changed, Comparison, Contribution, ScaleCompared, TaskCompared, Twice, VersionResults
from consultations.shapes.tested import Who
from consultations.statistics.answers import Answer
from consultations.statistics.paired import Matched, SignedRanks, matched, signed_ranks
from consultations.statistics.tasks import UNAIDED
from consultations.statistics.versions import FEWEST_POINTS, Change, change_of_mean, change_of_share

Both = tuple[str, str]
EACH: tuple[Who, ...] = ("nl", "fr", "all")


def compare(db: Session, who: Visitor, consultation_id: str, before_id: str, after_id: str) -> Comparison:
    """Two versions that were tested in one consultation, the older one first. `Denied` when they are not two."""
    return _compared(let_in(db, who, consultation_id), before_id, after_id)


def with_the_one_before(
    db: Session, who: Visitor, consultation_id: str, version_id: str
) -> tuple[VersionResults, Comparison | None]:
    """One version, and beside it the version that was tested before it, where there is one."""
    test = let_in(db, who, consultation_id)
    found = results_in(test, version_id)
    return found, _compared(test, found.before[0], version_id) if found.before else None


def _compared(test: Test, before_id: str, after_id: str) -> Comparison:
    older, newer = sorted((test.version(before_id), test.version(after_id)), key=lambda one: one.number)
    if older.id == newer.id:
        raise Denied
    both = (older.id, newer.id)
    watched = (test.watched(older.id), test.watched(newer.id))
    told = (test.told(older.id), test.told(newer.id))
    came = [heard(test.db, test.home.id, test.asked, summed.of_version(one, watched=True)) for one in both]
    return Comparison(
        consultation_id=test.home.id,
        title=test.asked[-1].notices["title"],
        tool_title=test.tool.title,
        versions=((older.id, older.number), (newer.id, newer.number)),
        sessions=(came[0].sessions, came[1].sessions),
        children=(came[0].children, came[1].children),
        changes=tuple(newer.changes),
        tasks=tuple(_task(test, one, watched, told, both) for one in _newest(test) if one.type == "task"),
        scales=tuple(_scale(test, one, told) for one in _newest(test) if one.how.ends(one.read_settings)),
        problems=test.problems(newer, older)[1],
    )


def _newest(test: Test) -> list[QuestionView]:
    """Each question in its newest wording, without what is delicate."""
    hidden, shown = delicate(test.asked), dict[str, QuestionView]()
    for version in reversed(test.asked):
        for one in version.questions:
            shown.setdefault(one.stem, one)
    return [one for one in shown.values() if (one.stem, one.fingerprint) not in hidden]


def _why(test: Test, one: QuestionView, held: tuple[Held, Held], *, seen_by: Both | None = None) -> str:
    """Why a question cannot be compared: it was asked with one version only, or in other words with each."""
    of_stem = {
        (each.stem, each.fingerprint) for version in test.asked for each in version.questions if each.stem == one.stem
    }
    known: list[set[Key]] = []
    for at, each in enumerate(held):
        known.append({key for key in of_stem if _known(each, key, seen_by[at] if seen_by else "")})
    here = [(one.stem, one.fingerprint) in keys for keys in known]
    if all(here):
        return ""
    return "asked_differently" if all(known) else "not_both"


def _known(held: Held, key: Key, version_id: str) -> bool:
    """Whether anybody gave, or was seen to do, anything."""
    if version_id:
        return bool(of_version(held.of(seen(key)), version_id))
    return any(one.missing is None for one in held.of(key))


def _task(
    test: Test, one: QuestionView, watched: tuple[Held, Held], told: tuple[Held, Held], both: Both
) -> TaskCompared:
    key = (one.stem, one.fingerprint)
    results = [
        task_result(one, watched[at], told[at], version_id, delicate=False) for at, version_id in enumerate(both)
    ]
    made = TaskCompared(one.stem, one.wording, took=(results[0].took, results[1].took))
    why = [_why(test, one, watched, seen_by=both), _why(test, one, told)]
    if all(why):
        return replace(made, why="asked_differently" if "asked_differently" in why else "not_both")
    names = [name for name in EACH if all(each.ending(name) for each in results)]
    own = [name for name in EACH if all(each.ending(name, told=True) for each in results)]
    records = [_of(held, seen(key), version_id) for held, version_id in zip(watched, both, strict=True)]
    ended = [{name: _ended(each) for name, each in groups.items()} for groups in records]
    said = [_of(held, key) for held in told]
    twice = _twice(watched[1].of(seen(key)), both)
    hurried = test.asked[-1].youngest in UNDER_TWELVE  # quick is not better then: a time says nothing (methods §1.4)
    return replace(
        made,
        watched=tuple(_share(name, ended[0][name], ended[1][name], _alone(watched)) for name in names),
        told=tuple(_share(name, said[0][name], said[1][name], _alone(told)) for name in own),
        success=twice[0], ease=twice[1], time=None if hurried else twice[2],
    )  # fmt: skip


def _alone(held: tuple[Held, Held]) -> tuple[bool, bool]:
    return held[0].alone, held[1].alone


def _of(held: Held, key: Key, version_id: str = "") -> dict[Who, list[Contribution]]:
    """What everybody gave, and each language; of one version where it was watched."""
    found: dict[Who, Sequence[Contribution]] = {"all": held.of(key)}
    for name in LANGUAGES:
        found[name] = held.parts(key).get(name, ())
    if version_id:
        return {name: of_version(each, version_id) for name, each in found.items()}
    return {name: list(each) for name, each in found.items()}


def _ended(held: Sequence[Contribution]) -> list[Contribution]:
    return [replace(one, value=one.value["ended"]) for one in held]


def _classes(held: Sequence[Contribution], alone: bool) -> list[list[Contribution]]:
    """Class by class; who was tested alone is a class alone."""
    groups = by_class(held)
    return [[one] for group in groups for one in group] if alone else groups


def _share(
    name: Who, before: Sequence[Contribution], after: Sequence[Contribution], alone: tuple[bool, bool]
) -> Changed:
    """The share of unaided successes with each version."""
    counted = []
    for held, by_itself in zip((before, after), alone, strict=True):
        classes = [[ENDED[one.value] for one in group] for group in _classes(held, by_itself)]
        tried = [group for group in ([one for one in each if isinstance(one, int)] for each in classes) if group]
        counted.append(([group.count(UNAIDED) for group in tried], [len(group) for group in tried]))
    return _changed(name, change_of_share(counted[0], counted[1]))


def _changed(name: Who, found: Change) -> Changed:
    return Changed(
        name=name,
        before=found.before or 0.0,
        after=found.after or 0.0,
        classes=found.classes,
        answers=found.answers,
        low=found.interval.low if found.interval else None,
        high=found.interval.high if found.interval else None,
        trend=found.trend or "",
        effect=found.word or "",
        why=found.why or "",
    )


def _scale(test: Test, one: QuestionView, told: tuple[Held, Held]) -> ScaleCompared:
    key, ends = (one.stem, one.fingerprint), one.how.ends(one.read_settings)
    assert ends
    made = ScaleCompared(one.stem, one.type, one.wording, ends)
    why = _why(test, one, told)
    if why:
        return replace(made, why=why)
    groups = [_of(held, key) for held in told]
    whole = [_told_whole(one, side) for side in groups]
    changes = []
    for name in EACH:
        if all(name in names for names in whole):
            sides = [_heights(one, groups[at][name], told[at].alone) for at in (0, 1)]
            found = change_of_mean(sides[0], sides[1], FEWEST_POINTS * (ends[1] - ends[0]))
            changes.append(_changed(name, found))
    return replace(made, changes=tuple(changes), why="" if changes else "too_few")


def _told_whole(one: QuestionView, side: Mapping[Who, Sequence[Contribution]]) -> set[Who]:
    """Of whom every answer may be told apart: a mean would tell answers that are too few to show."""
    sums = {name: one.how.summarise(held, one.read_settings) for name, held in side.items()}
    protected = disclosure.protect(sums["all"], {name: sums[name] for name in LANGUAGES}, sensitive=False)
    steps = max((len(group.bars) for group in protected.groups), default=0)
    return {group.name for group in protected.groups if group.bars and len(group.bars) == steps}


def _heights(one: QuestionView, held: Sequence[Contribution], alone: bool) -> list[list[float]]:
    """Where each answer lies on the scale, class by class."""
    classes = [[one.how.height(each.value, one.read_settings) for each in group] for group in _classes(held, alone)]
    return [found for found in ([at for at in group if at is not None] for group in classes) if found]


def _twice(held: Sequence[Contribution], both: Both) -> tuple[Twice | None, Twice | None, Twice | None]:
    """Those who were watched with both versions: success, ease and time. None where that would tell of too few."""
    both_seen = [one for one in held if one.missing is None and all(at in one.value for at in both)]
    if not disclosure.enough(answered(both_seen)[1], room=False):
        return None, None, None
    steps = {one.value[at]["ease_of"] for one in both_seen for at in both} - {None}
    ended = _known_twice(both_seen, both, lambda facts: _success(facts["ended"]))
    eased = _known_twice(both_seen, both, lambda facts: facts["ease"]) if len(steps) == 1 else None
    timed = _known_twice(both_seen, both, _seconds)
    return (
        _matched(matched(*ended)) if ended else None,
        _ranked(signed_ranks(*eased, 1, float(max(steps)))) if eased else None,
        _ranked(signed_ranks(*timed, 1, LONGEST_SECONDS, logs=True), quicker=True) if timed else None,
    )


def _known_twice(
    held: Sequence[Contribution], both: Both, fact: Callable[[Mapping[str, Any]], Answer]
) -> tuple[Mapping[str, Answer], Mapping[str, Answer]] | None:
    """A fact with each version, of each of whom both are known, by a name; None where that is nobody (see `known`)."""
    two = known(held, lambda value: all(isinstance(fact(value[at]), int | float) for at in both))
    each = list(enumerate(one_by_one(two)))
    if not each:
        return None
    before, after = ({str(at): fact(one.value[version]) for at, one in each} for version in both)
    return before, after


def _success(ended: str) -> Answer:
    """Managed alone, or not; not tried is neither."""
    code = ENDED[ended]
    return code if isinstance(code, str) else int(code == UNAIDED)


def _seconds(facts: Mapping[str, Any]) -> Answer:
    return None if facts["interrupted"] or facts["ended"] != "unaided" else facts["seconds"]


def _matched(found: Matched) -> Twice | None:
    if not found.n:
        return None
    same = found.stayed_yes + found.stayed_no
    return Twice(found.n, found.moved_to, found.moved_away, same, found.p, found.word or "", found.why or "")


def _ranked(found: SignedRanks, *, quicker: bool = False) -> Twice | None:
    """A scale of which more is better; of time less is."""
    if not found.n:
        return None
    better, worse = (found.down, found.up) if quicker else (found.up, found.down)
    return Twice(found.n, better, worse, found.same, found.p, found.word or "", found.why or "")
