"""Which questions a child meets, given what it answered before. Pure."""

from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from consultations.drafting.view import QuestionView

Values = Mapping[str, Any]
"""What was given, by question id; only values, no missing codes."""


def visible(questions: tuple[QuestionView, ...], values: Values) -> tuple[QuestionView, ...]:
    """The questions this child meets, in order. An answer to a question it no longer meets steers nothing."""
    met: list[QuestionView] = []
    given: dict[str, Any] = {}
    for one in questions:
        if one.show_when and given.get(one.show_when["stem"]) not in one.show_when["is"]:
            continue
        met.append(one)
        if one.id in values:
            given[one.stem] = values[one.id]
    return tuple(met)


def place(questions: tuple[QuestionView, ...], met: tuple[QuestionView, ...], question_id: str | None) -> int:
    """Where in the walk a child stands, from 0: at its question, or at the next one when it meets that no more.

    0 at the start, `len(met)` at the end.
    """
    if question_id is None:
        return 0
    before = {one.id for one in takewhile(lambda one: one.id != question_id, questions)}
    return sum(one.id in before for one in met)
