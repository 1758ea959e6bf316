"""Scores of questionnaires: SUS, our SUS for children, UEQ-S and the one question on ease after a task."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultations.statistics.answers import Answer, Mean, mean_of, numbers
from consultations.statistics.interval import Interval
from consultations.statistics.proportions import wilson

SUS_ITEMS, UEQ_ITEMS = 10, 8
EASY_FROM = 5
"""On the seven steps of the question on ease, from "very difficult": five and more count as easy."""


@dataclass(frozen=True)
class Score:
    """The score of one contributor; None, and `why`, where too many items have no answer (`too_many_missing`)."""

    value: float | None
    missing: int
    why: str | None


@dataclass(frozen=True)
class Ueq:
    """UEQ-S of one contributor, each from -3 to 3; None where more than one of the four items has no answer."""

    pragmatic: float | None
    hedonic: float | None
    overall: float | None


@dataclass(frozen=True)
class Ease:
    """How easy a task was: the mean on the steps 1 to 7, and the share of answers from `EASY_FROM` up.

    `share` has its Wilson interval, for contributors tested one by one; None where nobody answered.
    """

    n: int
    mean: Mean
    easy: int
    share: Interval | None


def sus(answers: Sequence[Answer]) -> Score:
    """The System Usability Scale: ten answers from 1 (strongly disagree) to 5, in their order; 0 to 100.

    Odd items count x - 1, even ones 5 - x, and their sum is multiplied by 2.5. One item without an answer
    counts as the centre, 3; with two or more there is no score. The score is no percentage.

    ValueError on other than ten items, and on an answer that is not 1 to 5.

    Source: Brooke (1996), SUS: a quick and dirty usability scale, in Usability Evaluation in Industry,
    189-194, who has the centre ticked where a respondent cannot answer; at most one item is our limit.
    """
    _check_items(answers, SUS_ITEMS)
    missing = SUS_ITEMS - len(numbers(answers, 1, 5))
    if missing > 1:
        return Score(None, missing, "too_many_missing")
    filled = [3 if answer is None or isinstance(answer, str) else answer for answer in answers]
    points = sum(5 - x if at % 2 else x - 1 for at, x in enumerate(filled))
    return Score(points * 2.5, missing, None)


def child_sus(answers: Sequence[Answer], points: int) -> Score:
    """Our experimental SUS for children: ten positive statements with answers from 1 to `points`; 0 to 100.

    Σ (x - 1) · 100 / (10 (points - 1)). One item without an answer counts as the centre, (points + 1) / 2;
    with two or more there is no score. Compare it within our own tools only, and never with the 68 of adults.

    ValueError on other than ten items, below two points, and on an answer that is not 1 to `points`.

    Source: none; our adaptation of Brooke (1996), not validated.
    """
    _check_items(answers, SUS_ITEMS)
    if points < 2:
        raise ValueError(f"a scale has two points or more, and not {points}")
    given = numbers(answers, 1, points)
    missing = SUS_ITEMS - len(given)
    if missing > 1:
        return Score(None, missing, "too_many_missing")
    total = sum(x - 1 for x in given) + missing * (points - 1) / 2
    return Score(total * 100 / (SUS_ITEMS * (points - 1)), missing, None)


def ueq_short(answers: Sequence[Answer]) -> Ueq:
    """The short User Experience Questionnaire: eight answers from 1 to 7, the positive word at 7; -3 to 3.

    Pragmatic quality is the mean of items 1 to 4, each less 4, hedonic quality that of items 5 to 8, overall
    that of all. Where one of four has no answer the mean is over the other three (our rule, as the authors
    average what is there); where more have none, that quality is None, and overall with it.

    ValueError on other than eight items, and on an answer that is not 1 to 7.

    Source: UEQ-S, the short version of the questionnaire of Schrepp, Hinderks & Thomaschewski (2017).
    """
    _check_items(answers, UEQ_ITEMS)
    halves = [[x - 4 for x in numbers(part, 1, 7)] for part in (answers[:4], answers[4:])]
    pragmatic, hedonic = (sum(half) / len(half) if len(half) >= 3 else None for half in halves)
    every = halves[0] + halves[1]
    overall = None if pragmatic is None or hedonic is None else sum(every) / len(every)
    return Ueq(pragmatic, hedonic, overall)


def ueq_word(mean: float) -> str:
    """What a mean UEQ-S scale says, as a code: `positive` above 0.8, `negative` below -0.8, else `neutral`."""
    if not -3 <= mean <= 3:
        raise ValueError(f"a scale of the UEQ lies between -3 and 3, and not at {mean}")
    if mean > 0.8:
        return "positive"
    return "negative" if mean < -0.8 else "neutral"


def ease(answers: Iterable[Answer], level: float = 0.95) -> Ease:
    """The single question on ease after a task, from 1 (very difficult) to 7 (very easy), one answer a contributor.

    ValueError on an answer that is not 1 to 7.

    Source: Sauro & Dumas (2009) on one question after a task; the cut at five is ours.
    """
    given = numbers(answers, 1, 7)
    easy = sum(x >= EASY_FROM for x in given)
    share = wilson(easy, len(given), level) if given else None
    return Ease(len(given), mean_of(given, 1, 7, level), easy, share)


def _check_items(answers: Sequence[Answer], items: int) -> None:
    if len(answers) != items:
        raise ValueError(f"this questionnaire has {items} items, and not {len(answers)}")
