"""What came of testing a version of a tool: how tasks went, which problems children met, what changed since."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from consultations.shapes.results import Heard, Quote
from consultations.shapes.words import Words

Who = Literal["all", "nl", "fr"]
Lasts = Literal["still_there", "not_seen_again", "not_tested", "place_gone", "mended_and_back"]


@dataclass(frozen=True)
class Ending:
    """How a task ended for all, or for those of one language. `attempts` are those who tried: children, pairs, groups.

    `share` is that of unaided successes, with its interval where one can be given; `partial` counts help as half.
    Without an interval `why` says so: `too_few_classes`, or "" where nobody tried.
    """

    name: Who
    children: int
    attempts: int
    unaided: int
    helped: int
    failed: int
    not_tried: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    partial: float | None = None
    why: str = ""


@dataclass(frozen=True)
class Took:
    """The geometric mean, in seconds, of the `n` unaided successes that were timed without an interruption."""

    n: int
    seconds: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""


@dataclass(frozen=True)
class Slips:
    """Errors, or times that help was given, over `n` attempts in which they were counted; `none`: without one."""

    n: int
    none: int
    median: float | None
    most: int | None


@dataclass(frozen=True)
class Eased:
    """How easy it was, as they said right after it: `counts` for each step from difficult to easy; their mean."""

    counts: tuple[int, ...]
    n: int
    median: float | None
    mean: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class TaskResult:
    """One task with one version: as observers `watched` it, and as children `told` it themselves, each with its groups.

    `refused` says why something of it is not shown, with keys of `disclosure.REASONS`, and `refused_told` of the other.
    """

    stem: str
    fingerprint: str
    wording: Words
    watched: tuple[Ending, ...] = ()
    told: tuple[Ending, ...] = ()
    took: Took | None = None
    errors: Slips | None = None
    assists: Slips | None = None
    eased: Eased | None = None
    said: tuple[Quote, ...] = ()
    refused: tuple[str, ...] = ()
    refused_told: tuple[str, ...] = ()

    def ending(self, name: Who, *, told: bool = False) -> Ending | None:
        """That of a group, when it may be shown."""
        return next((one for one in (self.told if told else self.watched) if one.name == name), None)


@dataclass(frozen=True)
class Met:
    """How many met a problem, of how many who were watched: children, unless their number at a device would tell whose
    it was; then contributions (see `disclosure.told_by_size`).
    """

    met: int
    watched: int
    unit: Literal["children", "contributions"] = "children"


@dataclass(frozen=True)
class ProblemResult:
    """One problem in one version. `met` is None where too few children were watched to say.

    `severity` is the median of at least two raters, None before; 4 where a child came to harm. `priority` is severity ×
    share. `before` and `lasts`: how many met it in the version before, and whether it is still there.
    """

    id: str
    words: str
    place: Mapping[str, Any]
    harm: bool
    standing: str
    raters: int
    severity: float | None
    met: Met | None
    priority: float | None
    why: str
    before: Met | None = None
    lasts: Lasts | None = None


@dataclass(frozen=True)
class Found:
    """How many of all problems those who were watched have shown, if each meets each as easily."""

    contributors: int
    problems: int
    share: float | None
    curve: tuple[float, ...]
    why: str = ""


@dataclass(frozen=True)
class VersionResults:
    """Everything that was seen of one version, and that may be read. Problems stand with the first to mend first."""

    consultation_id: str
    title: Words
    tool_id: str
    tool_title: Words
    version_id: str
    number: int
    changes: tuple[Words, ...]
    youngest: str
    heard: Heard
    watched_children: int
    watched_contributors: int
    tasks: tuple[TaskResult, ...]
    problems: tuple[ProblemResult, ...]
    found: Found | None
    before: tuple[str, int] | None = None
    refused: tuple[str, ...] = ()

    @property
    def to_mend(self) -> tuple[ProblemResult, ...]:
        """The three things to fix first: met here, and neither mended for good nor left as they are."""
        open_ = [one for one in self.problems if one.standing == "open" or one.lasts == "mended_and_back"]
        return tuple(one for one in open_ if (one.harm if one.met is None else one.met.met))[:3]
