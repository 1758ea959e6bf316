"""How sure a result is: nothing for one or two classes, a range for three or four where it tells of no few children,
then an interval that knows the classes."""

from statistics import median
from typing import Any

import pytest

from consultations import rollup
from consultations.drafting import view
from consultations.shapes import Bar, Group, QuestionResult
from consultations.statistics.clusters import planned_design_effect
from consultations.statistics.proportions import clustered, spread_over_clusters
from models import store
from tests.classes import Pupils, pupils
from tests.factories import CHOICE, Team, make_class, make_published, make_team, options

Classes = list[tuple[int, int]]


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def asked(team: Team, question: tuple[Any, ...], classes: list[Pupils]) -> QuestionResult:
    """The result of one question, answered by these classes, with another consultation beside it."""
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (question,))
        beside = make_published(db, team.facilitator, (CHOICE,))
        make_class(db, team.facilitator, beside, pupils(nl={"strip": 10}))
        for given in classes:
            make_class(db, team.facilitator, version_id, given)
        consultation_id = view.version(db, version_id).consultation_id
    with store.session() as db:
        return rollup.roll_up(db, team.designer, consultation_id).questions[0]


def of_two(team: Team, classes: Classes) -> Group:
    """Classes of (strips, books), all in Dutch."""
    found = asked(team, CHOICE, [pupils(nl={"strip": strips, "boek": books}) for strips, books in classes])
    whole = found.group("all")
    assert whole
    return whole


def limits(bars: tuple[Bar, ...]) -> list[tuple[float | None, float | None]]:
    return [(one.low, one.high) for one in bars]


def direct(counts: list[int], sizes: list[int], deff: float) -> tuple[float, float]:
    interval = clustered(counts, sizes, deff=deff)
    return interval.low, interval.high


def test_one_class_is_described_and_not_sampled(team: Team):
    whole = of_two(team, [(12, 8)])

    assert (whole.band, whole.clusters, limits(whole.bars)) == ("none", 1, [(None, None)] * 2)


@pytest.mark.parametrize("classes", [[(10, 0), (5, 5), (6, 7)], [(10, 0), (5, 5), (5, 8), (6, 5)]])
def test_three_or_four_classes_show_their_range(team: Team, classes: Classes):
    whole = of_two(team, classes)

    sizes = [sum(one) for one in classes]
    expected = [spread_over_clusters([one[at] for one in classes], sizes) for at in (0, 1)]
    assert (whole.band, whole.clusters, limits(whole.bars)) == ("range", len(classes), expected)


@pytest.mark.parametrize(
    "classes",
    [
        [(1, 9), (6, 7)],  # from 23, 7, 1/10 and 6/13 one works out both classes
        [(5, 5), (6, 7)],
        [(10, 0), (5, 5), (4, 8)],
        [(10, 0), (5, 5), (8, 4)],
        [(10, 0), (5, 5), (6, 7), (9, 1)],
    ],
)
def test_two_classes_and_an_answer_of_one_to_four_children_of_a_class_keep_the_range_back(team: Team, classes: Classes):
    whole = of_two(team, classes)

    assert (whole.band, whole.clusters, limits(whole.bars)) == ("none", len(classes), [(None, None)] * 2)
    assert whole.answered == sum(sum(one) for one in classes)


def test_one_answer_with_few_children_of_a_class_keeps_the_ranges_of_the_others_back(team: Team):
    question = ("single_choice", "Wat lees je?", {"options": options("strip", "boek", "krant")})

    found = asked(team, question, [pupils(nl={"strip": 5, "boek": 5, "krant": few}) for few in (0, 1, 0)])

    whole = found.groups[-1]
    assert (whole.band, limits(whole.bars)) == ("none", [(None, None)] * 3)


def test_no_language_has_a_range_beside_the_range_of_the_whole(team: Team):
    given = [pupils(nl={"strip": 6, "boek": 5}, fr={"strip": 5, "boek": 6})] * 3

    found = asked(team, CHOICE, given)

    assert [(one.name, one.band, one.bars[0].low) for one in found.groups] == [
        ("nl", "none", None), ("fr", "none", None), ("all", "range", 0.5),
    ]  # fmt: skip


@pytest.mark.parametrize("classes", [[(9, 5), (5, 4), (7, 7)], [(10, 5), (5, 5), (6, 5), (9, 0)]])
def test_a_class_under_ten_keeps_the_range_of_all_of_them_back(team: Team, classes: Classes):
    whole = of_two(team, classes)

    assert (whole.band, whole.clusters, limits(whole.bars)) == ("none", len(classes), [(None, None)] * 2)


def test_a_range_counts_answers_and_not_heads(team: Team):
    whole = of_two(team, [(9, 5), (5, 8), (5, 5)])
    silent = asked(
        team,
        CHOICE,
        [pupils(nl={"strip": 9, "boek": 5}), pupils(nl={"boek": 9, ("skipped",): 9}), pupils(nl={"strip": 10})],
    )

    assert (whole.band, [one.band for one in silent.groups]) == ("range", ["none"])


def test_from_five_classes_there_is_an_interval_equal_to_that_of_the_statistics_room(team: Team):
    classes = [(6, 2), (3, 4), (5, 5), (1, 6), (7, 3), (4, 2)]
    strips, sizes = [one[0] for one in classes], [sum(one) for one in classes]

    whole = of_two(team, classes)

    plain = [clustered(strips, sizes), clustered([one[1] for one in classes], sizes)]
    assert limits(whole.bars) == [(one.low, one.high) for one in plain]
    assert (whole.band, whole.clusters, whole.answered) == ("interval", 6, sum(sizes))


def test_where_nobody_gave_an_answer_the_other_answers_say_how_alike_classes_are(team: Team):
    books = {"strip": [6, 0, 6, 1, 5], "boek": [0, 6, 1, 6, 2], "krant": [0, 0, 0, 0, 0]}
    given = [
        pupils(nl={key: counts[at] for key, counts in books.items() if counts[at]}) for at in range(5)
    ]  # fmt: skip
    sizes = [6, 6, 7, 7, 7]

    found = asked(team, ("single_choice", "Wat lees je?", {"options": options(*books)}), given)

    effects = [clustered(books[key], sizes).deff for key in ("strip", "boek")]
    assert median(effects) > 1
    assert limits(found.groups[-1].bars) == [direct(counts, sizes, median(effects)) for counts in books.values()]


def test_where_all_classes_agree_an_interval_is_as_wide_as_classes_usually_are_alike(team: Team):
    whole = of_two(team, [(3, 3)] * 5)

    expected = direct([3] * 5, [6] * 5, planned_design_effect(6, 0.05))
    assert (limits(whole.bars), whole.band) == ([expected] * 2, "interval")


def test_where_everybody_agrees_an_interval_still_leaves_room_for_doubt(team: Team):
    whole = of_two(team, [(6, 0)] * 5)

    deff = planned_design_effect(6, 0.05)
    assert limits(whole.bars) == [direct([6] * 5, [6] * 5, deff), direct([0] * 5, [6] * 5, deff)]
    assert whole.bars[0].low is not None
    assert 0.8 < whole.bars[0].low < 1


def test_a_class_in_which_nobody_answered_is_no_class_of_the_interval(team: Team):
    classes = [(6, 2), (3, 4), (5, 5), (7, 3)]
    given = [*(pupils(nl={"strip": a, "boek": b}) for a, b in classes), pupils(nl={("skipped",): 6})]

    found = asked(team, CHOICE, given)

    whole = found.groups[-1]
    assert (whole.band, whole.missing["skipped"], limits(whole.bars)) == ("none", 6, [(None, None)] * 2)


def test_each_language_has_the_interval_of_its_own_classes(team: Team):
    dutch = [(5, 2), (3, 4), (5, 5), (1, 6), (7, 3)]
    french = [(2, 4), (5, 1), (3, 3)]
    given = [pupils(nl={"strip": a, "boek": b}) for a, b in dutch] + [
        pupils(fr={"strip": a, "boek": b}) for a, b in french
    ]

    nl, fr, whole = asked(team, CHOICE, given).groups

    sizes = [sum(one) for one in dutch]
    assert limits(nl.bars) == [direct([one[at] for one in dutch], sizes, 1.0) for at in (0, 1)]
    assert [(one.band, one.clusters) for one in (nl, fr, whole)] == [("interval", 5), ("none", 3), ("interval", 8)]


def test_answers_that_were_taken_together_have_the_range_of_their_sum(team: Team):
    question = ("single_choice", "Wat lees je?", {"options": options("strip", "boek", "rest", "krant")})
    dutch = [
        pupils(nl={"strip": 7, "boek": 2, "krant": 3}),
        pupils(nl={"strip": 6, "boek": 5, "rest": 1}),
        pupils(nl={"strip": 5, "boek": 5}),
    ]
    french = [pupils(fr={"strip": 5, "boek": 5}), pupils(fr={"strip": 4, "boek": 6})]

    nl, _, whole = asked(team, question, dutch + french).groups

    assert [(bar.key, bar.count, bar.low, bar.high) for bar in nl.bars] == [
        ("strip", 18, 5 / 10, 7 / 12), ("(rest)", 16, 5 / 12, 6 / 12),
    ]  # fmt: skip
    assert [(bar.key, bar.count) for bar in whole.bars] == [("strip", 27), ("boek", 23), ("rest", 1), ("krant", 3)]
    assert (nl.band, whole.band) == ("range", "interval")


def test_neighbouring_steps_that_were_taken_together_have_the_range_of_their_sum(team: Team):
    question = ("word_scale", "Is het waar?", {"labels": "often-4"})
    dutch = [pupils(nl=given) for given in ({"1": 1, "2": 6, "4": 5}, {"1": 2, "2": 4, "4": 6}, {"2": 5, "4": 5})]
    french = [pupils(fr={"2": 6, "4": 6}), pupils(fr={"2": 5, "4": 5})]

    nl, fr, _ = asked(team, question, dutch + french).groups

    assert [(bar.key, bar.count, bar.low, bar.high) for bar in nl.bars] == [
        ("1+2", 18, 5 / 10, 7 / 12), ("3", 0, 0, 0), ("4", 16, 5 / 12, 5 / 10),
    ]  # fmt: skip
    assert ([bar.key for bar in fr.bars], nl.middle) == (["1+2", "3", "4"], None)


def test_a_sensitive_question_has_no_doubt_shown_beside_its_coarse_figures(team: Team):
    found = asked(team, (*CHOICE, True), [pupils(nl={"strip": 6, "boek": 4})] * 6)

    whole = found.groups[0]
    assert (whole.rounded, whole.band, limits(whole.bars)) == (True, "none", [(None, None)] * 2)
