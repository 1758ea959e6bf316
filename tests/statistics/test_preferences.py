"""Which option is liked more: against the published baseball season, by definition, and what must stay unsaid."""

import json
import math
import re
from dataclasses import asdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, special, stats

from consultations.statistics.interval import Interval
from consultations.statistics.preferences import (
    Preferences,
    cannot_tell,
    difference,
    groups_we_can_tell_apart,
    preferences,
    preferences_from_wins,
    why_we_cannot_tell,
)

TEAMS = ["Milwaukee", "Detroit", "Toronto", "New York", "Boston", "Cleveland", "Baltimore"]
SEASON = [
    [0, 7, 9, 7, 7, 9, 11],
    [6, 0, 7, 5, 11, 9, 9],
    [4, 6, 0, 7, 7, 8, 12],
    [6, 8, 6, 0, 6, 7, 10],
    [6, 2, 6, 7, 0, 7, 12],
    [4, 4, 5, 6, 6, 0, 6],
    [2, 4, 1, 3, 1, 7, 0],
]
BASEBALL = {(winner, loser): SEASON[i][j] for i, winner in enumerate(TEAMS) for j, loser in enumerate(TEAMS) if i != j}
COMPARISONS = st.lists(
    st.tuples(st.sampled_from([f"child {n}" for n in range(9)]), st.sampled_from("ABC"), st.sampled_from("ABC")).filter(
        lambda one: one[1] != one[2]
    ),
    min_size=12,
    max_size=40,
)
SAFE = settings(deadline=None, max_examples=50)


def _season() -> Preferences:
    found = preferences_from_wins(TEAMS, BASEBALL)
    assert found is not None
    return found


def _choices(**children: str) -> list[tuple[str, str, str]]:
    """`child="AB CA"`: chose A over B, and C over A."""
    return [(child, pair[0], pair[1]) for child, pairs in children.items() for pair in pairs.split()]


def _found(options: str, comparisons: list[tuple[str, str, str]]) -> Preferences:
    found = preferences(list(options), comparisons)
    assert found is not None
    return found


def test_baseball_season_has_the_published_strengths_and_errors():
    """Source: 1987 season of the American League, East, Agresti (2002), Categorical Data Analysis, section 10.6;
    estimates and standard errors as `BTm` of Firth's R package BradleyTerry prints them, Baltimore 0 (Firth
    2005, Journal of Statistical Software 12(1)); Agresti's table 10.11 has the estimates to two decimals."""
    last = [one for one in _season().differences if one.second == "Baltimore"]

    assert [one.first for one in last] == TEAMS[:-1]
    assert [one.interval.estimate for one in last] == pytest.approx(
        [1.5814, 1.4364, 1.2945, 1.2476, 1.1077, 0.6839], abs=5e-5
    )
    assert [one.error for one in last] == pytest.approx([0.3433, 0.3396, 0.3367, 0.3359, 0.3339, 0.3319], abs=5e-5)


def test_baseball_season_has_the_published_expected_wins():
    """Source: Agresti (2002), section 10.6, the fitted counts of Milwaukee and of Detroit, one decimal."""
    strengths = [one.strength.estimate for one in _season().strengths]

    expected = [[13 / (1 + math.exp(other - own)) for other in strengths] for own in strengths[:2]]

    assert [round(wins, 1) for wins in expected[0][1:]] == [7.0, 7.4, 7.6, 8.0, 9.2, 10.8]
    assert [round(wins, 1) for wins in expected[1][2:]] == [7.0, 7.1, 7.6, 8.8, 10.5]


def test_baseball_season_counts_what_it_counts():
    found = _season()

    assert [(one.option, one.chosen, one.shown) for one in found.strengths] == list(
        zip(TEAMS, [50, 47, 44, 43, 40, 31, 18], [78] * 7, strict=True)
    )
    assert (found.contributors, found.comparisons, found.half_win) == (273, 273, False)


def test_baseball_season_cannot_tell_cleveland_from_baltimore_once_all_pairs_are_looked_at():
    """Cleveland against Baltimore: p is 0.04 alone, far above 0.05 / 21."""
    found = _season()

    assert cannot_tell(found, "Cleveland", "Baltimore") is False
    assert [round(one.p, 2) for one in found.differences if one.first == "Cleveland"] == [0.04]
    assert groups_we_can_tell_apart(found) == (tuple(TEAMS),)


def test_shares_of_two_options_are_the_share_of_the_choices_with_its_logit_interval():
    """Closed form: 15 of 20 is 0.75; logit 0.75 ± z √(1/15 + 1/5)."""
    found = preferences_from_wins(["A", "B"], {("A", "B"): 15, ("B", "A"): 5})

    assert found is not None
    half = stats.norm.ppf(0.975) * math.sqrt(1 / 15 + 1 / 5)
    assert found.strengths[0].share == Interval(
        low=pytest.approx(1 / (1 + math.exp(half - math.log(3)))),
        high=pytest.approx(1 / (1 + math.exp(-half - math.log(3)))),
        estimate=pytest.approx(0.75),
        df=None,
        deff=1.0,
        method="bradley_terry",
    )


def _gap_at(won: int, lost: int, allowed: float, way: int) -> float:
    """Where 2 Σ observed log(observed / expected) of won and lost reaches `allowed`, above (1) or below (-1)."""

    def over(gap: float) -> float:
        share = special.expit(gap)
        n = won + lost
        return 2 * (won * math.log(won / n / share) + lost * math.log(lost / n / (1 - share))) - allowed

    return float(optimize.brentq(over, math.log(won / lost), math.log(won / lost) + way * 20))


def test_children_who_always_say_the_same_count_once_each():
    """Eight children, five questions each: six always A, two always B. The variance of the log odds is
    8/7 (1/6 + 1/2) and not (1/30 + 1/10): a design effect of 40/7; t has 7 degrees of freedom."""
    same = {f"child{n}": "AB " * 5 for n in range(6)} | {f"other{n}": "BA " * 5 for n in range(2)}

    found = _found("AB", _choices(**same)).differences[0]

    allowed = stats.t.ppf(0.975, 7) ** 2 * 40 / 7
    assert found.error == pytest.approx(math.sqrt(8 / 7 * (1 / 6 + 1 / 2)))
    assert found.interval == Interval(
        low=pytest.approx(_gap_at(30, 10, allowed, -1), abs=1e-6),
        high=pytest.approx(_gap_at(30, 10, allowed, 1), abs=1e-6),
        estimate=pytest.approx(math.log(3)),
        df=7.0,
        deff=pytest.approx(40 / 7),
        method="bradley_terry",
    )


def test_children_who_contradict_themselves_do_not_make_us_sure_that_options_are_alike():
    """Each child says A and B once: nothing differs between children, and still the interval has a width."""
    found = _found("AB", _choices(**{f"child{n}": "AB BA" for n in range(6)})).differences[0]

    assert (found.interval.estimate, found.interval.deff) == (pytest.approx(0), 1.0)
    assert found.error == pytest.approx(math.sqrt(1 / 6 + 1 / 6))
    assert found.interval.high == pytest.approx(_gap_at(6, 6, stats.t.ppf(0.975, 5) ** 2, 1), abs=1e-6)


def test_an_option_that_nobody_ever_chose_is_liked_less_by_a_cautious_amount():
    """Twelve children of twelve prefer A to C and B to C; A and B share the rest."""
    found = _found("ABC", _choices(**{f"child{n}": f"AC BC {'AB' if n % 2 else 'BA'}" for n in range(12)}))

    strengths = {one.option: one.strength.estimate for one in found.strengths}
    assert found.half_win is True
    assert {one.strength.method for one in found.strengths} == {"bradley_terry_half_win"}
    assert strengths["A"] == pytest.approx(strengths["B"])
    assert 3 < strengths["A"] - strengths["C"] < 5
    assert groups_we_can_tell_apart(found) == (("A", "B"), ("C",))
    assert (cannot_tell(found, "A", "B"), cannot_tell(found, "C", "A")) == (True, False)


@pytest.mark.parametrize("times", [1, 5])
@pytest.mark.parametrize(("children", "open_still"), [(5, True), (6, False)])
def test_children_who_all_agree_tell_options_apart_when_a_sign_test_would(children, open_still, times):
    """Five of five: 2/32 is above 0.05; six of six: 2/64 is below. Asking each child five times adds nothing."""
    found = _found("AB", _choices(**{f"child{n}": "AB " * times for n in range(children)}))

    assert bool(stats.binomtest(children, children).pvalue > 0.05) is open_still
    assert (found.half_win, cannot_tell(found, "A", "B")) == (True, open_still)
    assert groups_we_can_tell_apart(found) == ((("A", "B"),) if open_still else (("A",), ("B",)))
    assert found.differences[0].interval.deff == times


def test_four_children_say_nothing_however_often_they_choose():
    four = _choices(**{f"child{n}": "AB BA AB " * 20 for n in range(4)})

    assert (preferences(["A", "B"], four), why_we_cannot_tell(["A", "B"], four)) == (None, "too_few_contributors")
    assert preferences_from_wins(["A", "B"], {("A", "B"): 3, ("B", "A"): 1}) is None
    assert preferences_from_wins(["A", "B"], {("A", "B"): 3, ("B", "A"): 2}) is not None


def test_options_that_nobody_compared_are_not_put_on_one_scale():
    apart = _choices(**{f"child{n}": "AB BA CD DC" for n in range(9)})
    joined = [*apart, ("child0", "B", "C")]

    assert (preferences(list("ABCD"), apart), why_we_cannot_tell(list("ABCD"), apart)) == (None, "not_connected")
    assert preferences_from_wins(list("ABCD"), {("A", "B"): 9, ("B", "A"): 9}) is None
    assert why_we_cannot_tell(list("ABCD"), joined) is None
    assert why_we_cannot_tell(list("ABCDE"), joined) == "not_connected"


def test_groups_are_held_apart_only_where_everybody_above_is_apart_from_everybody_below():
    """A and B beat C and D thirty times to three; A against B and C against D are even."""
    wins = {(one, other): 30 for one in "AB" for other in "CD"} | {(other, one): 3 for one in "AB" for other in "CD"}
    even = {("A", "B"): 15, ("B", "A"): 15, ("C", "D"): 15, ("D", "C"): 15}

    found = preferences_from_wins(list("CADB"), wins | even)

    assert found is not None
    assert groups_we_can_tell_apart(found) == (("A", "B"), ("C", "D"))


def test_within_a_group_options_stay_in_the_order_given():
    """B was chosen more often than A, and not often enough to say so."""
    found = preferences_from_wins(["A", "B"], {("A", "B"): 9, ("B", "A"): 11})

    assert found is not None
    assert groups_we_can_tell_apart(found) == (("A", "B"),)


def test_an_option_hardly_ever_shown_keeps_the_others_in_one_group():
    """B beats C 60 to 30. A beats both, three to one: above B, and with C it is still open."""
    found = preferences_from_wins(
        list("ABC"),
        {("B", "C"): 60, ("C", "B"): 30, ("A", "B"): 3, ("B", "A"): 1, ("A", "C"): 3, ("C", "A"): 1},
    )

    assert found is not None
    assert (cannot_tell(found, "B", "C"), cannot_tell(found, "A", "C")) == (False, True)
    assert groups_we_can_tell_apart(found) == (("A", "B", "C"),)


def test_a_difference_turned_round_is_its_own_opposite():
    one, other = difference(_season(), "Boston", "Detroit"), difference(_season(), "Detroit", "Boston")

    assert other == Interval(-one.high, -one.low, -one.estimate, None, 1.0, "bradley_terry")
    assert other.low < other.estimate < other.high


@pytest.mark.parametrize(
    ("options", "comparison", "sentence"),
    [
        ("A", ("child", "A", "B"), "there are two options or more, each of them once"),
        ("AA", ("child", "A", "B"), "there are two options or more, each of them once"),
        ("AB", ("child", "A", "C"), "'A' or 'C' is not one of the options"),
        ("AB", ("child", "A", "A"), "'A' cannot be compared with itself"),
    ],
)
def test_choices_that_cannot_be_are_refused(options, comparison, sentence):
    five = [(f"child {n}", *comparison[1:]) for n in range(5)]

    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        preferences(list(options), five)
    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        preferences_from_wins(list(options), {comparison[1:]: 5})


def test_a_count_below_zero_and_a_pair_that_is_not_there_are_refused():
    with pytest.raises(ValueError, match=r"^a count cannot be negative$"):
        preferences_from_wins(["A", "B"], {("A", "B"): -1})
    with pytest.raises(KeyError):
        difference(_season(), "Milwaukee", "Chicago")


@SAFE
@given(COMPARISONS, st.randoms(use_true_random=False))
def test_what_always_holds_of_preferences(comparisons, random):
    found = preferences(list("ABC"), comparisons)

    assert (found is None) == (why_we_cannot_tell(list("ABC"), comparisons) is not None)
    if found is None:
        return
    assert sum(one.strength.estimate for one in found.strengths) == pytest.approx(0, abs=1e-9)
    assert sum(one.share.estimate for one in found.strengths) == pytest.approx(1)
    assert sum(one.chosen for one in found.strengths) == found.comparisons == len(comparisons)
    for one in found.strengths:
        assert 0 < one.share.low < one.share.estimate < one.share.high < 1
        assert one.strength.low < one.strength.estimate < one.strength.high
    for pair in found.differences:
        assert pair.interval.low < pair.interval.estimate < pair.interval.high
        assert (pair.p >= 0.05) == cannot_tell(found, pair.second, pair.first)
    groups = groups_we_can_tell_apart(found)
    assert sorted(option for group in groups for option in group) == ["A", "B", "C"]
    for above, group in enumerate(groups):
        for one in group:
            assert [below for lower in groups[above + 1 :] for below in lower if cannot_tell(found, one, below)] == []
    shuffled = list(comparisons)
    random.shuffle(shuffled)
    again = preferences(list("ABC"), shuffled)
    assert again is not None
    assert [one.strength.low for one in again.strengths] == pytest.approx([one.strength.low for one in found.strengths])


def test_preferences_can_be_written_as_json():
    assert json.loads(json.dumps(asdict(_season()), allow_nan=False))["strengths"][0]["option"] == "Milwaukee"
