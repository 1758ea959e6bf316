"""What children thought of an activity: faces before and after, "again?", what they remember, this one or that one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from consultations.statistics.answers import Answer, Mean, mean_of, numbers
from consultations.statistics.interval import Interval
from consultations.statistics.means import quartiles_of_counts
from consultations.statistics.proportions import wilson
from consultations.statistics.shift import FEWEST_IN_BOTH, mcnemar_exact

FACES = 5


@dataclass(frozen=True)
class Faces:
    """Answers on five faces, 1 to 5: how many chose each face, the quartiles, and the share of the best face.

    `counts` has one number a face, from the worst. Quartiles as in `means.quartiles_of_counts`. `top` has its
    Wilson interval, for children asked one by one. None where nobody answered.
    """

    n: int
    counts: tuple[int, ...]
    lower: float | None
    median: float | None
    upper: float | None
    top: Interval | None
    mean: Mean


@dataclass(frozen=True)
class Gap:
    """How far an activity was from what children expected of it: after - before, in faces, child by child.

    Only of the `n` children with an answer both times. `gaps` has each gap, from the lowest, with how many
    children had it: above 0 it was better than expected. `median` is None where no child answered twice.
    """

    n: int
    better: int
    same: int
    worse: int
    gaps: tuple[tuple[int, int], ...]
    median: float | None


@dataclass(frozen=True)
class Again:
    """Who would do it again. `score` is from 0, everybody says no, to 100, everybody says yes; None without answers."""

    n: int
    yes: int
    maybe: int
    no: int
    score: float | None


@dataclass(frozen=True)
class Remembered:
    """What `n` children still knew of the things shown: the mean share of things, and how many knew each thing.

    `items` has the things in the order given. `other` is how many mentions were of things that were not shown.
    """

    n: int
    share: float | None
    items: tuple[tuple[str, int], ...]
    other: int


@dataclass(frozen=True)
class Choice:
    """One question of one child: which version, `a` or `b`; anything else (a code, None) is no choice.

    `reverse` questions ask for the bad one ("which is the most stupid?"): a choice of `a` then speaks for `b`.
    """

    chosen: str | None
    reverse: bool = False


@dataclass(frozen=True)
class Liking:
    """What one child's choices come to. `score` is the share of them that speaks for `a`; None without choices.

    `prefers` is `a` above one half, `b` below it and `tie` at it. `contradicts` says that the reverse
    questions, once turned round, lean the other way than the straight ones.
    """

    score: float | None
    answered: int
    prefers: str | None
    contradicts: bool


@dataclass(frozen=True)
class Preferred:
    """What all children prefer. Only those who prefer one of the two are in `share`, the share for `a` (Wilson).

    `p` is that of an even split: None, with `why` = `too_few_children`, where fewer than ten prefer one of the
    two. `contradictions` is how many children contradict themselves; their answers count all the same.
    """

    children: int
    for_a: int
    for_b: int
    ties: int
    mean_score: float | None
    share: Interval | None
    p: float | None
    why: str | None
    contradictions: int


def faces(answers: Iterable[Answer], level: float = 0.95) -> Faces:
    """Smileyometer (awful 1 to brilliant 5) or Five Degrees of Happiness (1 to 5). ValueError on another number.

    Source: the Fun Toolkit of Read & MacFarlane (2006); Hall, Hume & Tazzyman (2016) on Five Degrees of Happiness.
    """
    given = numbers(answers, 1, FACES)
    mean = mean_of(given, 1, FACES, level)
    counts = tuple(sum(x == face for x in given) for face in range(1, FACES + 1))
    if not given:
        return Faces(0, counts, None, None, None, None, mean)
    lower, median, upper = quartiles_of_counts(dict(enumerate(counts, start=1)))
    return Faces(len(given), counts, lower, median, upper, wilson(counts[-1], len(given), level), mean)


def expectation_gap(before: Mapping[str, Answer], after: Mapping[str, Answer]) -> Gap:
    """How the faces of each child moved, by the same name of the child in both. ValueError on another number."""
    pairs = [numbers((before[child], after[child]), 1, FACES) for child in before if child in after]
    gaps = Counter(round(pair[1] - pair[0]) for pair in pairs if len(pair) == 2)
    better = sum(count for gap, count in gaps.items() if gap > 0)
    worse = sum(count for gap, count in gaps.items() if gap < 0)
    median = quartiles_of_counts({float(gap): count for gap, count in gaps.items()})[1] if gaps else None
    return Gap(gaps.total(), better, gaps[0], worse, tuple(sorted((g, n) for g, n in gaps.items() if n)), median)


def again_again(answers: Iterable[Answer]) -> Again:
    """Would you do it again: yes 2, maybe 1, no 0; score Σ / 2n · 100. ValueError on another number.

    Source: the Fun Toolkit of Read & MacFarlane (2006) for the table; the numbers are ours.
    """
    given = numbers(answers, 0, 2)
    no, maybe, yes = (sum(x == step for x in given) for step in range(3))
    score = 100 * (2 * yes + maybe) / (2 * len(given)) if given else None
    return Again(len(given), yes, maybe, no, score)


def remembrance(shown: Sequence[str], recalled: Iterable[Collection[str] | None]) -> Remembered:
    """What each child still knew of the things `shown`; None for a child who was not asked or did not answer.

    Nothing recalled is an answer, and counts as 0; a thing named twice counts once. ValueError when nothing
    was shown, or a thing twice.
    """
    if not shown or len(set(shown)) != len(shown):
        raise ValueError("there is one thing or more to remember, each of them once")
    known = [set(one) for one in recalled if one is not None]
    items = tuple((thing, sum(thing in one for one in known)) for thing in shown)
    share = sum(count for _, count in items) / (len(shown) * len(known)) if known else None
    return Remembered(len(known), share, items, sum(len(one - set(shown)) for one in known))


def liking(choices: Iterable[Choice]) -> Liking:
    """The consolidated preference of one child: (choices for `a`, after turning reverse questions) / choices made.

    A question asked twice, with the sides swapped, is two choices.

    Source: the This-or-That method of Zaman, Vanden Abeele & De Grooff (2013).
    """
    made = [one for one in choices if one.chosen in {"a", "b"}]
    if not made:
        return Liking(None, 0, None, False)
    votes = [(one.reverse, 1 if (one.chosen == "a") != one.reverse else -1) for one in made]
    straight, turned = (sum(vote for reverse, vote in votes if reverse is kind) for kind in (False, True))
    lead = straight + turned
    prefers = "tie" if lead == 0 else "a" if lead > 0 else "b"
    return Liking((len(made) + lead) / (2 * len(made)), len(made), prefers, straight * turned < 0)


def this_or_that(children: Iterable[Iterable[Choice]], level: float = 0.95) -> Preferred:
    """Which of two versions children prefer: a child counts once, by the side its choices lean to.

    Children without a choice are left out; a tie is counted, and left out of the share and of p. p is the
    exact binomial one of `shift.mcnemar_exact`. For children asked one by one: of a class, p is too small.
    """
    found = [one for one in (liking(choices) for choices in children) if one.score is not None]
    for_a, for_b = (sum(one.prefers == side for one in found) for side in ("a", "b"))
    decided = for_a + for_b
    scores = sorted(one.score for one in found if one.score is not None)
    enough = decided >= FEWEST_IN_BOTH
    return Preferred(
        children=len(found),
        for_a=for_a,
        for_b=for_b,
        ties=len(found) - decided,
        mean_score=sum(scores) / len(scores) if scores else None,
        share=wilson(for_a, decided, level) if decided else None,
        p=mcnemar_exact(for_a, for_b) if enough else None,
        why=None if enough else "too_few_children",
        contradictions=sum(one.contradicts for one in found),
    )
