"""The figures of rankings, statements and piles as tables, for whoever cannot see a chart or wants each figure."""

from collections.abc import Iterator
from typing import Any

from consultations.interchange.result_rows import label
from consultations.shapes import Group, Opinions, Pins, QuestionResult, Ranking, Sorting
from pages.parts import chart_pins
from pages.parts.frame import Visit

Lines = list[dict[str, Any]]


def of(visit: Visit, one: QuestionResult, group: Group, language: str) -> Iterator[Lines]:
    """The tables of what a group compared, took a stand on, or sorted."""
    match group.detail:
        case Ranking(rows=ranked):
            yield [
                {
                    visit.say("Answer"): label(one, row.key)[language],
                    visit.say("Chosen"): f"{row.chosen} / {row.shown}",
                    visit.say("How much it is liked"): "" if row.share is None else visit.share(row.share),
                    visit.say("From – to"): visit.between(row.low, row.high),
                    visit.say("Place in the ranking"): "" if row.step is None else str(row.step),
                }
                for row in ranked
                if row.place is None
            ]
            yield [
                {
                    visit.say("Answer"): label(one, row.key)[language],
                    visit.say("Put before another"): f"{row.chosen} / {row.shown}",
                    visit.say("Place on average"): visit.number(row.place),
                }
                for row in ranked
                if row.place is not None
            ]
        case Opinions(rows=stands):
            yield [
                {
                    visit.say("Answer"): label(one, row.key)[language],
                    **dict(zip(_heads(visit, one), (row.agree, row.passed, row.disagree), strict=True)),
                    visit.say("From – to"): visit.between(row.low, row.high),
                }
                for row in stands
            ]
        case Sorting():
            yield from _piles(visit, one, group.detail, language)
        case Pins():
            yield [
                {
                    visit.say("Page"): label(one, row.page)[language],
                    visit.say("Kind"): chart_pins.kind_of(visit, one, row.kind, language),
                    visit.say("Who put a pin"): row.contributors,
                    visit.say("Pins"): row.pins,
                    visit.say("Where"): chart_pins.where(visit, one, group.detail, row, language),
                }
                for row in group.detail.pages
            ]


def _heads(visit: Visit, one: QuestionResult) -> tuple[str, str, str]:
    if one.type == "again_again":
        return visit.say("Yes"), visit.say("Maybe"), visit.say("No")
    return visit.say("Agree"), visit.say("Pass"), visit.say("Disagree")


def _piles(visit: Visit, one: QuestionResult, found: Sorting, language: str) -> Iterator[Lines]:
    numbers = {card: str(at) for at, card in enumerate(found.leaves or found.cards, start=1)}
    order = sorted(range(len(found.cards)), key=lambda at: int(numbers[found.cards[at]]))
    yield [
        {
            visit.say("Card"): f"{numbers[found.cards[at]]}. {label(one, found.cards[at])[language]}",
            **{
                numbers[found.cards[other]]: "" if (share := found.shares[at][other]) is None else visit.share(share)
                for other in order
            },
        }
        for at in order
    ]
    if found.lies:
        yield [
            {
                visit.say("Card"): label(one, lies.key)[language],
                visit.say("Pile"): " / ".join(label(one, f"pile.{pile}")[language] for pile in lies.piles),
                visit.say("How often"): f"{lies.chosen} / {lies.sorters}",
            }
            for lies in found.lies
        ]
