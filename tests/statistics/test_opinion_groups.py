"""Groups of people who vote alike: planted ones are found, others are not, and too few show nothing."""

import json
from collections import Counter
from dataclasses import asdict
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import pdist

from consultations.statistics.opinion_groups import OpinionGroups, opinion_groups, place, silhouettes
from consultations.statistics.opinions import Vote, statement_votes

POINTS = st.lists(
    st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.sampled_from([0, 1, 2])), min_size=3, max_size=25
).filter(lambda rows: {0, 1, 2} == {label for *_, label in rows})


def _by_rule() -> np.ndarray:
    """Groups of 40, 35 and 30 that agree with other two statements in three; one vote in nine is turned round
    and one in seventeen is a pass, by a rule anybody can write down again."""
    groups = np.repeat([0, 1, 2], [40, 35, 30])
    matrix = np.array([[1.0 if (at + group) % 3 else -1.0 for at in range(10)] for group in groups])
    for voter, at in product(range(105), range(10)):
        if (7 * voter + 11 * at) % 9 == 0:
            matrix[voter, at] *= -1
        if (5 * voter + 3 * at) % 17 == 0:
            matrix[voter, at] = 0
    return matrix


def _planted(*sizes: int, statements: int = 12) -> list[Vote]:
    """Groups that agree with other two statements in three; one vote in 25 is turned round, and one in 25 is
    a pass, by chance."""
    chance = np.random.default_rng(11)
    groups = np.repeat(np.arange(len(sizes)), sizes)
    votes = []
    for voter, group in enumerate(groups):
        for at in range(statements):
            turned = -1 if chance.random() < 1 / 25 else 1
            heard = 0 if chance.random() < 1 / 25 else 1
            votes.append(
                (f"{voter:04} of {group}", f"statement {at:02}", (1 if (at + group) % 3 else -1) * turned * heard)
            )
    return votes


def _noise(voters: int, statements: int, seed: int) -> list[Vote]:
    """Everybody tosses a coin for every statement, weighed by the statement."""
    chance = np.random.default_rng(seed)
    weights = chance.uniform(0.2, 0.8, statements)
    return [
        (f"{voter:04}", f"statement {at}", 1 if chance.random() < weight else -1)
        for voter in range(voters)
        for at, weight in enumerate(weights)
    ]


def _planted_group(member: str) -> str:
    return member[-1]


def _sizes(found: OpinionGroups) -> list[int]:
    assert found.groups is not None
    return [group.size for group in found.groups]


def test_planted_groups_are_found_and_as_clear_as_scikit_learn_says():
    """Source: silhouette_score of scikit-learn 1.9.1 on PCA(2, svd_solver="full") and KMeans(3, n_init=50,
    random_state=0); with 2, 4 and 5 groups it gives 0.515, 0.623 and 0.536."""
    rows = _by_rule()
    votes = [(f"{voter:03}", f"statement {at}", int(vote)) for (voter, at), vote in np.ndenumerate(rows)]

    found = opinion_groups(votes)

    assert found.groups is not None
    assert [[int(who) for who in group.members] for group in found.groups] == [
        list(range(40)),
        list(range(40, 75)),
        list(range(75, 105)),
    ]
    assert (found.reason, found.voters, found.left_out) == (None, 105, 0)
    assert found.silhouette == pytest.approx(0.6997020234926264, abs=1e-8)


def test_components_have_the_variance_of_scikit_learn():
    """Source: explained_variance_ of PCA(2, svd_solver="full") of scikit-learn 1.9.1 on the same votes."""
    assert place(_by_rule()).var(axis=0, ddof=1) == pytest.approx([3.228849081276955, 2.280374345607699], rel=1e-10)


def test_voters_with_few_votes_are_placed_on_those_and_further_out():
    """Independent: numpy's svd on votes filled with the average, times √(statements / votes); distances, as the
    direction of a component is arbitrary."""
    matrix = _by_rule()
    matrix[np.random.default_rng(3).random(matrix.shape) < 0.3] = np.nan

    filled = np.where(np.isnan(matrix), np.nanmean(matrix, axis=0), matrix)
    centred = filled - filled.mean(axis=0)
    known = centred @ np.linalg.svd(centred)[2][:2].T * np.sqrt(10 / (~np.isnan(matrix)).sum(axis=1))[:, None]
    assert pdist(place(matrix)) == pytest.approx(pdist(known), abs=1e-9)


@settings(deadline=None)
@given(POINTS)
def test_silhouette_is_how_much_nearer_ones_own_group_is_than_the_next(rows):
    """By definition (Rousseeuw 1987), point by point; 0 for a point alone."""
    points, labels = np.array([row[:2] for row in rows], dtype=float), np.array([row[2] for row in rows])
    each = []
    for at, point in enumerate(points):
        to = {
            label: [np.hypot(*(point - points[i])) for i in range(len(points)) if labels[i] == label and i != at]
            for label in (0, 1, 2)
        }
        own = to.pop(labels[at])
        if not own:
            each.append(0.0)
            continue
        inside, outside = np.mean(own), min(np.mean(other) for other in to.values())
        each.append((outside - inside) / max(inside, outside) if max(inside, outside) > 0 else 0.0)

    assert silhouettes(points, [labels, labels]) == pytest.approx([np.mean(each)] * 2, abs=1e-9)


def test_silhouette_of_many_points_is_that_of_all_together(monkeypatch):
    """Source: silhouette_score of scikit-learn 1.9.1; taken row by row it may not change."""
    monkeypatch.setattr("consultations.statistics.opinion_groups.MOST_DISTANCES", 105)

    assert silhouettes(place(_by_rule()), [np.arange(105) % 4]) == pytest.approx([-0.046880961543580284], abs=1e-8)


def test_four_planted_groups_on_other_sides_are_found_but_for_a_few():
    """Two questions that have nothing to do with one another, eight statements on each."""
    chance = np.random.default_rng(5)
    votes = []
    for voter in range(160):
        sides = (1 if voter % 2 else -1, 1 if voter % 4 < 2 else -1)
        for at in range(16):
            vote = sides[at // 8] * (-1 if chance.random() < 0.1 else 1)
            votes.append((f"{voter:03}", f"statement {at:02}", vote))

    found = opinion_groups(votes)

    assert found.groups is not None
    most = [Counter(int(who) % 4 for who in group.members).most_common(1)[0] for group in found.groups]
    assert sorted(side for side, _ in most) == [0, 1, 2, 3]
    assert sum(many for _, many in most) >= 157


def test_what_a_group_says_is_counted_from_its_own_votes():
    votes = _planted(60, 50)

    found = opinion_groups(votes)

    assert found.groups is not None
    first = found.groups[0]
    theirs = [vote for vote in votes if _planted_group(vote[0]) == "0"]
    assert first.members == tuple(sorted({who for who, *_ in theirs}))
    assert first.statements == statement_votes(theirs)
    assert [one.agree > one.disagree for one in first.statements] == [at % 3 != 0 for at in range(12)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((60, 39), (None, "too_few_voters", 99)),
        ((60, 40), ([60, 40], None, 100)),
        ((0, 0), (None, "too_few_voters", 0)),
    ],
)
def test_ninety_nine_voters_have_no_groups_and_a_hundred_may(sizes, expected):
    found = opinion_groups(_planted(*sizes))

    assert (found.groups and [group.size for group in found.groups], found.reason, found.voters) == expected
    assert (found.silhouette is None) == (found.voters < 100)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [((81, 19), (None, "small_group")), ((80, 20), ([80, 20], None)), ((181, 19), (None, "small_group"))],
)
def test_a_group_of_nineteen_hides_all_groups_and_one_of_twenty_does_not(sizes, expected):
    found = opinion_groups(_planted(*sizes))

    assert (found.groups and [group.size for group in found.groups], found.reason) == expected


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("statements", [3, 12])
def test_coins_that_everybody_tosses_are_no_groups(statements, seed):
    """k-means divides them all the same, and calls it fairly clear."""
    found = opinion_groups(_noise(150, statements, seed))

    assert (found.groups, found.reason, found.voters) == (None, "no_structure", 150)
    assert found.silhouette is not None
    assert found.silhouette > 0.3


def test_voters_of_fewer_than_seven_statements_are_left_out_and_do_not_make_up_numbers():
    votes = _planted(60, 50)
    six = [vote for vote in votes if vote[0] >= "0099" and int(vote[1][-2:]) < 6]
    seven = [vote for vote in votes if vote[0] >= "0099" and int(vote[1][-2:]) < 7]
    whole = [vote for vote in votes if vote[0] < "0099"]

    short, enough = opinion_groups(whole + six), opinion_groups(whole + seven)

    assert (short.reason, short.voters, short.left_out) == ("too_few_voters", 99, 11)
    assert (enough.reason, enough.voters, enough.left_out) == (None, 110, 0)


def test_with_fewer_than_seven_statements_all_of_them_are_enough():
    six = opinion_groups(_planted(60, 50, statements=6))

    assert (six.reason, six.voters, six.left_out, len(_sizes(six))) == (None, 110, 0, 2)
    assert opinion_groups(_planted(60, 50, statements=1)).reason == "too_few_statements"


def test_people_who_all_vote_alike_are_not_divided():
    votes = [(f"{voter}", f"statement {at}", 1) for voter, at in product(range(120), range(8))]

    assert opinion_groups(votes) == OpinionGroups(None, "all_alike", 120, 0, None)


def test_the_same_votes_give_the_same_groups_in_whatever_order():
    votes = _planted(45, 40, 35)
    shuffled = [votes[at] for at in np.random.default_rng(1).permutation(len(votes))]

    assert opinion_groups(shuffled) == opinion_groups(votes)


def test_more_voters_than_are_shuffled_still_find_their_groups():
    assert _sizes(opinion_groups(_planted(700, 500))) == [700, 500]
    assert opinion_groups(_noise(1100, 8, 1)).reason == "no_structure"


def test_a_vote_given_twice_is_refused():
    with pytest.raises(ValueError, match=r"^somebody voted twice on one statement$"):
        opinion_groups([*_planted(60, 50), ("0000 of 0", "statement 00", 1)])


def test_opinion_groups_can_be_written_as_json():
    written = json.loads(json.dumps(asdict(opinion_groups(_planted(60, 50))), allow_nan=False))

    assert [len(group["members"]) for group in written["groups"]] == [60, 50]
