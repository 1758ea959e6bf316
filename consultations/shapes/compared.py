"""Two versions of a tool side by side: the same children, or other children of other classes."""

from dataclasses import dataclass

from consultations.shapes.tested import ProblemResult, Took, Who
from consultations.shapes.words import Words


@dataclass(frozen=True)
class Changed:
    """A share, or a mean, with one version and with the next, where other children tested each.

    `low` and `high` are the interval of the difference, which knows that children of a class are alike; `trend` is
    `up`, `down` or `about_the_same`, and `effect` a word for its size. Where there can be none `why` says so:
    `too_few_classes`, `too_few_answers`, `all_the_same`; or "".
    """

    name: Who
    before: float
    after: float
    classes: tuple[int, int]
    answers: tuple[int, int]
    low: float | None = None
    high: float | None = None
    trend: str = ""
    effect: str = ""
    why: str = ""


@dataclass(frozen=True)
class Twice:
    """The same `n` children, pairs or groups with both versions: how many did better, worse, or the same.

    `p` is that of the exact McNemar test of yes and no, or of the signed ranks of a scale; None where `why` says
    `too_few_children`. `effect` is a word for its size, "" where nobody changed.
    """

    n: int
    better: int
    worse: int
    same: int
    p: float | None
    effect: str = ""
    why: str = ""


@dataclass(frozen=True)
class TaskCompared:
    """One task with both versions, as observers saw it and as children told it; then the same children twice.

    `why`: `asked_differently` where its words are not the same, `not_both` where it was tested with one only.
    """

    stem: str
    wording: Words
    watched: tuple[Changed, ...] = ()
    told: tuple[Changed, ...] = ()
    took: tuple[Took | None, Took | None] = (None, None)
    success: Twice | None = None
    ease: Twice | None = None
    time: Twice | None = None
    why: str = ""


@dataclass(frozen=True)
class ScaleCompared:
    """A question on a scale with both versions; `ends` are the lowest and the highest that can be."""

    stem: str
    type: str
    wording: Words
    ends: tuple[float, float]
    changes: tuple[Changed, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Comparison:
    """Everything that may be said of two versions. `children` were watched or heard with each."""

    consultation_id: str
    title: Words
    tool_title: Words
    versions: tuple[tuple[str, int], tuple[str, int]]
    sessions: tuple[int, int]
    children: tuple[int, int]
    changes: tuple[Words, ...]
    tasks: tuple[TaskCompared, ...]
    scales: tuple[ScaleCompared, ...]
    problems: tuple[ProblemResult, ...]
