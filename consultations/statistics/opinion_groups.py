"""Groups of people who vote alike, where there are enough of them and they are really there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.vq import ClusterError, kmeans2
from scipy.spatial.distance import cdist

from consultations.statistics.opinions import StatementVotes, Vote, check_votes, statement_votes

FEWEST_VOTERS = 100
"""On fewer voters k-means finds groups in noise."""

SMALLEST_GROUP = 20

FEWEST_VOTES = 7
"""Who voted on fewer statements than this (or on fewer than all) cannot be placed. The number is that of Polis."""

MOST_GROUPS = 5

SHUFFLES = 19
"""With 19 shuffles, votes without any structure are taken for groups one time in twenty at the most."""

LARGEST_SHUFFLE = 1000
"""How many voters are compared with their shuffled selves: enough to see, and soon done."""

STARTS = 5
SEED = 2021
MOST_DISTANCES = 2_000_000

Numbers = NDArray[np.float64]
Labels = NDArray[np.int64]


@dataclass(frozen=True)
class OpinionGroup:
    """People who vote alike: who they are, in the order of their names, and how they voted.

    `members` are for adding up, and are nobody's to look at.
    """

    members: tuple[str, ...]
    statements: tuple[StatementVotes, ...]

    @property
    def size(self) -> int:
        """How many contributors they are."""
        return len(self.members)


@dataclass(frozen=True)
class OpinionGroups:
    """The groups, largest first; or None and why not, as a code.

    `too_few_voters`: fewer than 100 voted on enough statements. `too_few_statements`: fewer than two were voted
    on. `all_alike`: everybody voted the same. `no_structure`: votes in which nobody's vote on one statement has
    to do with theirs on another would fall apart as well. `small_group`: one would have fewer than 20 members.

    `voters` is how many voted on enough statements, `left_out` how many did not. `silhouette` says how clear
    the groups are, from -1 to 1, and is None where they were not looked for. It is no proof of groups: votes
    without any structure reach 0.5 and more.
    """

    groups: tuple[OpinionGroup, ...] | None
    reason: str | None
    voters: int
    left_out: int
    silhouette: float | None


def opinion_groups(votes: Sequence[Vote]) -> OpinionGroups:
    """Two to five groups of people who vote alike, or why there are none to show.

    Missing votes count as the average of the statement; the votes are put on their first two principal
    components, each voter √(statements / own votes) times as far out as few votes would leave them; k-means
    divides them in two to five, and the clearest division (largest mean silhouette) is taken, the fewer groups
    on a tie. It counts only if it is clearer than that of the same votes with each statement's votes dealt out
    anew, nineteen times.

    The same votes give the same groups, in whatever order they come. On two components, groups can lie on top of
    one another: there may be more than are found. ValueError as in `statement_votes`.

    Source: Small, Bjorkegren, Erkkilä, Shaw & Megill (2021), Polis, Recerca 26(2), but for the comparison with
    shuffled votes, for the smallest numbers, and for their first pass with a hundred small clusters, which are
    ours to add, to choose and to leave out. Silhouette: Rousseeuw (1987), Journal of Computational and Applied
    Mathematics 20:53-65.
    """
    check_votes(votes)
    statements = sorted({statement for _, statement, _ in votes})
    given = Counter(who for who, _, _ in votes)
    voters = sorted(who for who, times in given.items() if times >= min(FEWEST_VOTES, len(statements)))
    left_out = len(given) - len(voters)

    def none(reason: str, silhouette: float | None = None) -> OpinionGroups:
        return OpinionGroups(None, reason, len(voters), left_out, silhouette)

    if len(voters) < FEWEST_VOTERS:
        return none("too_few_voters")
    matrix = _matrix(votes, voters, statements)
    if matrix.shape[1] < 2:
        return none("too_few_statements")
    found = _clearest(matrix)
    if found is None:
        return none("all_alike")
    silhouette, labels = found
    if not _clearer_than_shuffled(matrix, silhouette):
        return none("no_structure", silhouette)
    if min(Counter(labels.tolist()).values()) < SMALLEST_GROUP:
        return none("small_group", silhouette)
    return OpinionGroups(_groups(votes, voters, labels), None, len(voters), left_out, silhouette)


def place(matrix: Numbers) -> Numbers:
    """Voters on their first two principal components, one row each.

    `matrix` has a row a voter and a column a statement, NaN where there is no vote; every row and column has
    one.
    """
    there = ~np.isnan(matrix)
    centred = np.where(there, matrix - np.nanmean(matrix, axis=0), 0.0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    scale = np.sqrt(matrix.shape[1] / there.sum(axis=1))
    return np.asarray(centred @ directions[:, :-3:-1] * scale[:, None])


def silhouettes(points: Numbers, divisions: Sequence[Labels]) -> list[float]:
    """The mean silhouette of each division of the same points, from -1 to 1.

    A division has a label from 0 up for each point, and two groups or more. A point alone in its group counts 0.
    """
    flags = [np.eye(labels.max() + 1)[labels] for labels in divisions]
    totals = [0.0] * len(divisions)
    stride = max(1, MOST_DISTANCES // len(points))
    for start in range(0, len(points), stride):
        distances = cdist(points[start : start + stride], points)
        for at, flag in enumerate(flags):
            own, sizes = flag[start : start + stride] == 1, flag.sum(axis=0)
            sums = distances @ flag
            size = (own * sizes).sum(axis=1)
            inside = (own * sums).sum(axis=1) / np.maximum(size - 1, 1)
            outside = np.where(own, np.inf, sums / np.maximum(sizes, 1)).min(axis=1)
            larger = np.maximum(inside, outside)
            clear = np.where((size > 1) & (larger > 0), (outside - inside) / np.where(larger > 0, larger, 1), 0.0)
            totals[at] += float(clear.sum())
    return [total / len(points) for total in totals]


def _matrix(votes: Sequence[Vote], voters: Sequence[str], statements: Sequence[str]) -> Numbers:
    rows, columns = ({name: at for at, name in enumerate(names)} for names in (voters, statements))
    matrix = np.full((len(voters), len(statements)), np.nan)
    for who, statement, vote in votes:
        if who in rows:
            matrix[rows[who], columns[statement]] = vote
    return np.asarray(matrix[:, ~np.isnan(matrix).all(axis=0)])


def _clearest(matrix: Numbers) -> tuple[float, Labels] | None:
    """The clearest division into two to five groups, and how clear it is; None where all are in one place."""
    points = place(matrix)
    places = len(np.unique(points.round(9), axis=0))
    tried = (_divided(points, groups) for groups in range(2, min(MOST_GROUPS, places) + 1))
    divisions = [labels for labels in tried if labels is not None and len(set(labels.tolist())) > 1]
    if not divisions:
        return None
    clear = silhouettes(points, divisions)
    best = max(range(len(clear)), key=lambda at: (round(clear[at], 9), -at))
    return clear[best], divisions[best]


def _divided(points: Numbers, groups: int) -> Labels | None:
    """The tightest of a few divisions by k-means, groups numbered from 0; None where a group was left empty."""
    chance = np.random.default_rng(SEED)
    best, tightest = None, np.inf
    for _ in range(STARTS):
        try:
            centres, labels = kmeans2(points, groups, iter=30, minit="++", missing="raise", rng=chance)
        except ClusterError:
            continue
        loose = float(((points - centres[labels]) ** 2).sum())
        if loose < tightest:
            best, tightest = labels.astype(np.int64), loose
    return best


def _clearer_than_shuffled(matrix: Numbers, silhouette: float) -> bool:
    """Whether the groups are clearer than those of every shuffle of each statement's votes among its voters."""
    chance = np.random.default_rng(SEED)
    if len(matrix) > LARGEST_SHUFFLE:
        matrix = matrix[chance.choice(len(matrix), LARGEST_SHUFFLE, replace=False)]
        matrix = matrix[:, ~np.isnan(matrix).all(axis=0)]
        found = _clearest(matrix)
        silhouette = -1.0 if found is None else found[0]
    for _ in range(SHUFFLES):
        shuffled = matrix.copy()
        for column in shuffled.T:
            there = ~np.isnan(column)
            column[there] = chance.permutation(column[there])
        found = _clearest(shuffled)
        if found is not None and found[0] >= silhouette:
            return False
    return True


def _groups(votes: Sequence[Vote], voters: Sequence[str], labels: Labels) -> tuple[OpinionGroup, ...]:
    group_of = dict(zip(voters, labels.tolist(), strict=True))
    found = []
    for group in sorted(set(group_of.values())):
        members = tuple(who for who in voters if group_of[who] == group)
        theirs = sorted((vote for vote in votes if group_of.get(vote[0]) == group), key=lambda vote: vote[1])
        found.append(OpinionGroup(members, statement_votes(theirs)))
    return tuple(sorted(found, key=lambda one: (-one.size, one.members)))
