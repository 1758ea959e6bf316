"""One question → its results: the first round, and the second behind it where there was one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from consultations.drafting.view import QuestionView
from consultations.protection import disclosure
from consultations.protection.disclosure import Counted, Language
from consultations.protection.ledger import Key, again
from consultations.questions.options import Page
from consultations.rollup.doubt import one_range, with_doubt
from consultations.rollup.moves import moved
from consultations.rollup.own_cards import Choosable, choosable
from consultations.rollup.pinned import with_pages
from consultations.rollup.units import Unit, cells, summary_in
from consultations.shapes import Contribution, Group, Opinions, Pins, QuestionResult, Ranking, Sorting, Voices

Sums = Mapping[tuple[str, str, str], list[Contribution]]
LANGUAGES: tuple[Language, ...] = ("nl", "fr")


@dataclass(frozen=True)
class Asked:
    """What was asked of the sums: in which unit, of the whole and by language, of one room or of all.

    `pages`: those of the prototypes that were tested there.
    """

    db: Session
    whole: Sums
    apart: Sums
    waiting: Collection[Key]
    delicate: Collection[Key]
    unit: Unit
    room: bool
    pages: tuple[Page, ...] = ()


def results_of(asked: Asked, one: QuestionView) -> tuple[QuestionResult, ...]:
    """The result of a question, and behind it that of its second round."""
    key = (one.stem, one.fingerprint)
    made = [_waits(_result(asked, one, key, key), asked, key)]
    second = again(key)
    if one.how.votes and ((*second, "") in asked.whole or second in asked.waiting):
        made.append(_waits(_result(asked, one, key, second), asked, second))
    return tuple(made)


def _waits(made: QuestionResult, asked: Asked, key: Key) -> QuestionResult:
    """The result of a question that is not in the sums for every class: it says so, and never says "nobody".

    One class by itself is in them or not: then there were too few.
    """
    if key not in asked.waiting or not made.groups:
        return made
    if made.group("all") == Group("all", 0, 0):
        return replace(made, groups=(), refused=("too_few" if asked.room else "waiting",))
    return replace(made, refused=(*made.refused, "waiting"))


def _result(asked: Asked, one: QuestionView, first: Key, key: Key) -> QuestionResult:
    sensitive, room = first in asked.delicate, asked.room
    raw = asked.whole.get((*key, ""), [])
    held = _now(raw) if key != first else raw
    options = choosable(asked.db, one, first, held, room=room)
    options = replace(options, settings=with_pages(one, options.settings, asked.pages, held))
    parts: dict[Language, list[Contribution]] = {
        language: _now(asked.apart[*key, language]) if key != first else asked.apart[*key, language]
        for language in LANGUAGES
        if (*key, language) in asked.apart and not options.own
    }
    unit, why = _unit(asked, sensitive, held, parts)
    protected = disclosure.protect(
        _measured(one, options, held, unit),
        {language: _measured(one, options, part, unit) for language, part in parts.items()},
        sensitive=sensitive,
        room=room,
    )
    groups = protected.groups
    if not room:
        of_group = {"all": held} | dict(parts)
        groups = one_range(
            [with_doubt(group, one.how, options.settings, of_group[group.name], unit, options.own) for group in groups]
        )
    shown = any(group.bars or group.detail for group in groups)
    refused = [*protected.refused, *(why if shown else ())]
    if shown and options.own and not room and any((*key, language) in asked.apart for language in LANGUAGES):
        refused.append("own_cards")
    if shown and options.left_out:
        refused.append("few_met")
    assert one.how.shape != "nothing"
    return QuestionResult(
        stem=one.stem,
        fingerprint=key[1],
        type=one.type,
        wording=one.wording,
        labels=one.how.labels(options.settings) if shown or not options.own else one.how.labels(one.read_settings),
        sensitive=sensitive,
        shape=one.how.shape,
        groups=groups,
        refused=tuple(refused),
        round=1 if key == first else 2,
        moved=()
        if key == first or sensitive or not shown
        else moved(one.how, options.settings, raw, unit, options.own, room=room),
        unit=unit,
        own=frozenset(options.own) if shown else frozenset(),
        pictures={page.key: page.picture for page in options.settings.pages} if one.how.paged else {},
    )


def _unit(
    asked: Asked, sensitive: bool, held: Sequence[Contribution], parts: Mapping[Language, Sequence[Contribution]]
) -> tuple[Unit, tuple[str, ...]]:
    """What is counted: children where they were asked for and it tells of no few; otherwise contributions."""
    if asked.unit == "contributions" or sensitive:
        return "contributions", ()
    both = [held, *parts.values()] if len(parts) == len(LANGUAGES) else [held]
    if any(disclosure.told_by_size(each) for each in both):
        return "contributions", ("sizes",)
    return "children", ()


def _now(second: Sequence[Contribution]) -> list[Contribution]:
    """What was given in a second round, without what was given before."""
    return [replace(one, value=one.value["now"]) if one.missing is None else one for one in second]


def _measured(one: QuestionView, options: Choosable, held: Sequence[Contribution], unit: Unit) -> Counted:
    """The summary by contributions, and as it is shown."""
    settings: Any = options.settings
    by = one.how.summarise(held, settings)
    if isinstance(by, Voices):
        return Counted(by, by)
    shown = summary_in(unit, one.how, held, settings, by)
    of = {}
    for card, cluster in options.own.items():
        gave = [each for each in held if each.missing is None and each.cluster == cluster]
        of[card] = sum(each.times * (each.size if unit == "children" else 1) for each in gave)
    figures = cells(one.how.shape, held) if isinstance(by, Ranking | Opinions | Sorting | Pins) else ()
    return Counted(by, shown, of, figures)
