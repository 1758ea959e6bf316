"""Two versions side by side: the same children, or other classes; and when there is too little to say."""

import pytest

from consultations.access import Denied
from consultations.drafting import gate, starting, view, wording
from consultations.questions import child_sus
from consultations.rollup import compared, tested
from consultations.shapes import Changed, Met, Twice
from consultations.tooling import changing, problems
from models import store
from tests import factories
from tests.factories import Team, make_published, words
from tests.rounds import CARD, TASK, Pair, make_round

FACES = ("smileys", "Hoe leuk was het?", {"labels": "fun-5"})
YES = {0: {"ended": "unaided", "seconds": 30, "ease": 5}}
HELP = {0: {"ended": "helped", "ease": 3}}
NO = {0: {"ended": "failed", "ease": 1}}
NEVER = {0: {"ended": "not_tried"}}


@pytest.fixture
def version_id(team: Team) -> str:
    with store.session() as db:
        return make_published(db, team.facilitator, (TASK, CARD, FACES), kind="prototype_test")


@pytest.fixture
def both(team: Team, version_id: str) -> tuple[str, str]:
    """The first version of the tool, and the next."""
    with store.session() as db:
        tool_id = str(view.version(db, version_id).tool_id)
        first = str(factories.tested_version(db, version_id))
        return first, changing.new_tool_version(db, team.designer, tool_id)


def comparison(team: Team, both: tuple[str, str]):
    with store.reading() as db:
        home = tested.readable_tests(db, team.designer)[0].consultation_id
        return compared.compare(db, team.designer, home, both[1], both[0])


def rounds(team: Team, version_id: str, classes: list[list[Pair]], tool_version: str, **facts) -> None:
    with store.session() as db:
        for pairs in classes:
            make_round(db, team.facilitator, version_id, pairs, tool_version, **facts)


def test_two_classes_a_round_are_too_few_to_compare_and_both_figures_stand_there(team: Team, version_id, both):
    rounds(team, version_id, [[Pair(YES), Pair(HELP), Pair(NO)], [Pair(NO), Pair(NO), Pair(NEVER)]], both[0])
    rounds(team, version_id, [[Pair(YES)] * 3, [Pair(YES), Pair(HELP), Pair(HELP)]], both[1])
    rounds(team, version_id, [[Pair(NO)] * 3], both[1], close=False)

    found = comparison(team, both)

    assert (found.versions, found.sessions, found.children) == (((both[0], 1), (both[1], 2)), (2, 2), (12, 12))
    assert found.tasks[0].watched == (Changed("all", 0.2, pytest.approx(4 / 6), (2, 2), (5, 6), why="too_few_classes"),)
    assert (found.tasks[0].told, found.tasks[0].success) == ((), None)
    assert found.tasks[1].why == "not_both"


def test_five_classes_a_round_say_that_it_went_better(team: Team, version_id, both):
    rounds(team, version_id, [[Pair(NO)] * 5 + [Pair(YES)]] * 4 + [[Pair(NO)] * 4 + [Pair(YES)] * 2], both[0])
    rounds(team, version_id, [[Pair(YES)] * 5 + [Pair(NO)]] * 4 + [[Pair(YES)] * 4 + [Pair(NO)] * 2], both[1])

    (change,) = comparison(team, both).tasks[0].watched

    assert (change.before, change.after) == (pytest.approx(6 / 30), pytest.approx(24 / 30))
    assert (change.classes, change.answers, change.trend, change.effect, change.why) == (
        (5, 5), (30, 30), "up", "large", "",
    )  # fmt: skip
    # Between classes: shares 1/6 four times and 2/6; V = 5/4 Σ ((y - p·6)/30)² = 0.00111 each; t with 4 df is 2.776.
    assert (change.low, change.high) == (pytest.approx(0.6 - 0.13086, abs=1e-4), pytest.approx(0.6 + 0.13086, abs=1e-4))


def test_the_same_pairs_with_both_versions(team: Team, version_id, both):
    def pair(before, after) -> Pair:
        return Pair({0: [before[0], after[0]]})

    pairs = [pair(NO, YES)] * 6 + [pair(YES, YES)] * 3 + [pair(YES, HELP)] + [pair(NO, HELP)] * 2 + [pair(NEVER, YES)]
    rounds(team, version_id, [pairs], both[0], second=both[1])

    one = comparison(team, both).tasks[0]

    # Of thirteen pairs one did not try: six moved to unaided, one away, five stayed. Exact McNemar of 6 and 1: 16/128.
    assert one.success == Twice(12, 6, 1, 5, pytest.approx(0.125), "large")
    assert one.ease is not None
    assert (one.ease.n, one.ease.better, one.ease.worse, one.ease.same) == (12, 8, 1, 3)
    assert one.time is None  # under twelve, quick is not better
    assert [(each.before, each.after, each.why) for each in one.watched] == [
        (pytest.approx(4 / 12), pytest.approx(10 / 13), "too_few_classes")
    ]


def test_from_twelve_years_the_same_pairs_can_be_quicker(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (TASK,), ("12-14",), kind="prototype_test")
        first = str(factories.tested_version(db, version_id))
        second = changing.new_tool_version(db, team.designer, str(view.version(db, version_id).tool_id))
    slow, quick = ({"ended": "unaided", "seconds": seconds} for seconds in (60, 30))
    pairs = [Pair({0: [slow, quick]})] * 2 + [Pair({0: [quick, quick]})]
    rounds(team, version_id, [pairs + [Pair({0: [NO[0], NO[0]]})] * 2], first, second=second, age_band="12-14")

    (one,) = comparison(team, (first, second)).tasks

    assert one.time == Twice(3, 2, 0, 1, None, "large", "too_few_children")


def test_a_task_in_other_words_is_not_compared(team: Team, version_id, both):
    rounds(team, version_id, [[Pair(YES)] * 6], both[0])
    with store.session() as db:
        draft = starting.new_version(db, team.facilitator, version_id)
        task = view.version(db, draft).questions[0]
        wording.set_question(
            db,
            team.facilitator,
            draft,
            task.id,
            task.edition,
            words("Leg de kaart op de stapel."),
            TASK[2],
            False,
            None,
        )
        gate.publish(db, team.facilitator, draft)
    rounds(team, draft, [[Pair(YES)] * 6], both[1])

    one = comparison(team, both).tasks[0]

    assert (one.wording["nl"], one.why, one.watched) == ("Leg de kaart op de stapel.", "asked_differently", ())


def test_a_scale_is_compared_by_its_mean_and_never_below_ten_children(team: Team, version_id, both):
    rounds(team, version_id, [[Pair(gave={2: "3"})] * 3, [Pair(gave={2: "4"})] * 3], both[0])
    rounds(team, version_id, [[Pair(gave={2: "5"})] * 4], both[1])

    few = comparison(team, both).scales[0]
    rounds(team, version_id, [[Pair(gave={2: "4"})] * 3], both[1])
    (change,) = comparison(team, both).scales[0].changes

    assert (few.ends, few.changes, few.why) == ((1, 5), (), "too_few")
    assert (change.before, change.after, change.classes, change.answers, change.why) == (
        3.5, pytest.approx(32 / 7), (2, 2), (6, 7), "too_few_classes",
    )  # fmt: skip


def test_a_mean_by_language_would_tell_what_one_pair_said(team: Team, version_id, both):
    def room(*french: str) -> list[Pair]:
        return [Pair(gave={2: "3"})] * 6 + [Pair(gave={2: said}, language="fr") for said in french]

    rounds(team, version_id, [room("5", "5", "5", "5", "4")], both[0])
    rounds(team, version_id, [room("5", "5", "5", "5", "5")], both[1])
    few = comparison(team, both).scales[0]
    rounds(team, version_id, [room("5", "4", "4", "4", "4")], both[0])
    enough = comparison(team, both).scales[0]

    assert [one.name for one in few.changes] == ["all"]
    assert [(one.name, one.before, one.after) for one in enough.changes] == [
        ("nl", 3, 3), ("fr", 4.5, 5), ("all", pytest.approx(81 / 22), pytest.approx(43 / 11)),
    ]  # fmt: skip


def test_who_answered_too_few_statements_for_a_score_is_not_among_the_ten(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (TASK, ("child_sus", "Wat vind je ervan?", {})),
                                    kind="prototype_test")  # fmt: skip
        first = str(factories.tested_version(db, version_id))
        second = changing.new_tool_version(db, team.designer, str(view.version(db, version_id).tool_id))
        how, settings = child_sus.TYPE, child_sus.TYPE.read({})
        every = {key: "3" for key, _ in how.things(settings)}
    one = {next(iter(every)): "3"}
    for tool_version in (first, second):
        rounds(team, version_id, [[Pair(gave={1: every})] * 2 + [Pair(gave={1: one})] * 4], tool_version)

    (scale,) = comparison(team, (first, second)).scales

    assert (scale.changes, scale.why) == ((), "too_few")


def test_what_children_say_where_they_tried_two_is_said_of_neither(team: Team, version_id, both):
    rounds(team, version_id, [[Pair(gave={2: "1"})] * 6], both[0], second=both[1])
    rounds(team, version_id, [[Pair(gave={2: "5"})] * 6], both[0])
    rounds(team, version_id, [[Pair(gave={2: "4"})] * 6], both[1])

    (change,) = comparison(team, both).scales[0].changes

    assert (change.before, change.after) == (5, 4)


def test_problems_have_both_counts(team: Team, version_id, both):
    with store.session() as db:
        tool_id = str(view.version(db, version_id).tool_id)
        problem = problems.add_problem(db, team.designer, tool_id, "Te klein", {"kind": "elsewhere"})
    rounds(team, version_id, [[Pair(YES, met=[problem])] * 5 + [Pair(YES)]], both[0])
    rounds(team, version_id, [[Pair(YES, met=[problem])] + [Pair(YES)] * 5], both[1])

    assert [(one.before, one.met, one.lasts) for one in comparison(team, both).problems] == [
        (Met(10, 12), Met(2, 12), "still_there")
    ]


def test_one_version_is_not_compared_with_itself_nor_with_one_that_was_never_tested(team: Team, version_id, both):
    rounds(team, version_id, [[Pair(YES)] * 6], both[0])

    with pytest.raises(Denied):
        comparison(team, (both[0], both[0]))
    with pytest.raises(Denied):
        comparison(team, both)
