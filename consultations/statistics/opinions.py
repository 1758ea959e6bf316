"""Agree, disagree, pass: how a statement was received, and how far it divides those who voted on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.statistics.interval import Interval
from consultations.statistics.proportions import wilson

AGREE, PASS, DISAGREE = 1, 0, -1

Vote = tuple[str, str, int]
"""Who voted (any name that is the same for the same child or group), on which statement, and 1, 0 or -1."""


@dataclass(frozen=True)
class StatementVotes:
    """One statement.

    `agreement` is the share of those who voted on it, passes and all, who agreed, with its Wilson interval:
    for votes of individuals, a class of whom knows less. `divisiveness` is twice the chance that two voters
    drawn at random (with replacement) stand on opposite sides: 0 where nobody disagrees, or nobody agrees; 1
    where half agrees, half disagrees and nobody passes.
    """

    statement: str
    agree: int
    disagree: int
    passed: int
    agreement: Interval
    divisiveness: float

    @property
    def voters(self) -> int:
        """How many voted on it, passes and all."""
        return self.agree + self.disagree + self.passed


def statement_votes(votes: Sequence[Vote], level: float = 0.95) -> tuple[StatementVotes, ...]:
    """Each statement in the order in which it was first voted on; one that nobody voted on is not there.

    ValueError on a vote other than 1, 0 and -1, and when somebody votes twice on one statement.
    """
    check_votes(votes)
    counts: dict[str, dict[int, int]] = {}
    for _, statement, vote in votes:
        counted = counts.setdefault(statement, {AGREE: 0, PASS: 0, DISAGREE: 0})
        counted[vote] += 1
    rows = []
    for statement, counted in counts.items():
        agree, passed, disagree = counted[AGREE], counted[PASS], counted[DISAGREE]
        n = agree + passed + disagree
        divided = 4 * agree * disagree / n**2
        rows.append(StatementVotes(statement, agree, disagree, passed, wilson(agree, n, level), divided))
    return tuple(rows)


def check_votes(votes: Sequence[Vote]) -> None:
    """ValueError on a vote other than 1, 0 and -1, and when somebody votes twice on one statement."""
    if strange := [vote for _, _, vote in votes if vote not in (AGREE, PASS, DISAGREE)]:
        raise ValueError(f"a vote is 1, 0 or -1, and not {strange[0]}")
    if len({(who, statement) for who, statement, _ in votes}) != len(votes):
        raise ValueError("somebody voted twice on one statement")
