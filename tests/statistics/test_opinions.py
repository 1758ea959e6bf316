"""How a statement was received: by hand, against a printed interval, and what always holds."""

import json
import re
from dataclasses import asdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.statistics.opinions import StatementVotes, statement_votes
from consultations.statistics.proportions import wilson

BALLOTS = st.dictionaries(
    st.tuples(st.sampled_from([f"voter {n}" for n in range(9)]), st.sampled_from("abc")), st.sampled_from([1, 0, -1])
).map(lambda ballots: [(who, statement, vote) for (who, statement), vote in ballots.items()])


def _cast(statement: str, agree: int, disagree: int, passed: int) -> list[tuple[str, str, int]]:
    votes = [1] * agree + [-1] * disagree + [0] * passed
    return [(f"voter {n}", statement, vote) for n, vote in enumerate(votes)]


def test_passes_are_votes_and_are_not_agreement():
    """Ten votes: six agree, two disagree, two pass. 6 of 10; 4 · 6 · 2 / 100."""
    assert statement_votes(_cast("phones", 6, 2, 2)) == (
        StatementVotes("phones", agree=6, disagree=2, passed=2, agreement=wilson(6, 10), divisiveness=0.48),
    )
    assert statement_votes(_cast("phones", 6, 2, 2))[0].voters == 10


def test_agreement_has_the_published_interval():
    """Source: Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3: 15 of 148."""
    found = statement_votes(_cast("phones", 15, 100, 33))[0].agreement

    assert (found.low, found.high) == pytest.approx((0.0624, 0.1605), abs=5e-5)


@pytest.mark.parametrize(
    ("agree", "disagree", "passed", "divided"),
    [
        (5, 5, 0, 1.0),
        (10, 0, 0, 0.0),
        (0, 10, 0, 0.0),
        (5, 0, 5, 0.0),
        (0, 0, 3, 0.0),
        (1, 1, 2, 0.25),
        (3, 1, 0, 0.75),
    ],
)
def test_a_statement_divides_only_where_there_are_two_sides(agree, disagree, passed, divided):
    assert statement_votes(_cast("phones", agree, disagree, passed))[0].divisiveness == divided


def test_statements_are_counted_apart_and_in_the_order_in_which_they_were_voted_on():
    votes = [("fox", "late", 1), ("owl", "early", -1), ("owl", "late", 1), ("bee", "early", 0), ("fox", "early", -1)]

    assert statement_votes(votes) == (
        StatementVotes("late", 2, 0, 0, wilson(2, 2), 0.0),
        StatementVotes("early", 0, 2, 1, wilson(0, 3), 0.0),
    )
    assert statement_votes([]) == ()


@pytest.mark.parametrize(
    ("votes", "sentence"),
    [
        ([("fox", "a", 2)], "a vote is 1, 0 or -1, and not 2"),
        ([("fox", "a", 0.5)], "a vote is 1, 0 or -1, and not 0.5"),
        ([("fox", "a", 1), ("fox", "a", 1)], "somebody voted twice on one statement"),
    ],
)
def test_votes_that_cannot_be_are_refused(votes, sentence):
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        statement_votes(votes)


@given(BALLOTS)
def test_divisiveness_is_twice_the_chance_of_two_voters_on_opposite_sides(votes):
    """By definition, over all ordered pairs of voters, each with themselves too."""
    for one in statement_votes(votes):
        cast = [vote for _, statement, vote in votes if statement == one.statement]
        opposite = sum(first * second == -1 for first, second in product(cast, cast))

        assert one.divisiveness == pytest.approx(2 * opposite / len(cast) ** 2)
        assert (one.agree, one.disagree, one.passed) == (cast.count(1), cast.count(-1), cast.count(0))
        assert one.voters == len(cast)


@given(BALLOTS)
def test_turning_every_vote_round_changes_agreement_and_not_divisiveness(votes):
    turned = statement_votes([(who, statement, -vote) for who, statement, vote in votes])

    for one, other in zip(statement_votes(votes), turned, strict=True):
        assert (other.agree, other.disagree, other.divisiveness) == (one.disagree, one.agree, one.divisiveness)


def test_statement_votes_can_be_written_as_json():
    assert json.loads(json.dumps(asdict(statement_votes(_cast("a", 1, 1, 1))[0]), allow_nan=False))["agree"] == 1
