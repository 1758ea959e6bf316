"""What was seen of a version, added up: tasks, problems, what to fix first; and never of too few."""

import pytest

from consultations import sessions
from consultations.access import Denied
from consultations.drafting import view
from consultations.observing import watching
from consultations.rollup import tested
from consultations.shapes import Ending, Met, Slips, Took
from consultations.tooling import changing, problems, rating
from models import store
from tests import factories
from tests.factories import Team, make_published, make_team
from tests.rounds import CARD, TASK, Pair, make_round, pair_at

ALONE = {0: {"ended": "unaided", "seconds": 40, "errors": 0, "assists": 0, "ease": 5}}
QUICK = {0: {"ended": "unaided", "seconds": 10, "errors": 1, "ease": 4}}
BROKEN = {0: {"ended": "unaided", "seconds": 500, "interrupted": True}}
HELPED = {0: {"ended": "helped", "seconds": 90, "errors": 3, "assists": 2, "ease": 2}}
FAILED = {0: {"ended": "failed", "errors": 2}}
NEVER = {0: {"ended": "not_tried"}}


@pytest.fixture
def version_id(team: Team) -> str:
    with store.session() as db:
        return make_published(db, team.facilitator, (TASK, CARD), kind="prototype_test")


def of_newest(team: Team, version_id: str):
    with store.reading() as db:
        home = tested.readable_tests(db, team.designer)[0].consultation_id
        return tested.version_results(db, team.designer, home, str(factories.tested_version(db, version_id)))


def test_a_task_as_observers_saw_it_in_two_classes(team: Team, version_id: str):
    with store.session() as db:
        make_round(db, team.facilitator, version_id, [Pair(ALONE), Pair(QUICK), Pair(HELPED)])
        make_round(db, team.facilitator, version_id, [Pair(BROKEN), Pair(FAILED), Pair(NEVER), Pair()])
        make_round(db, team.facilitator, version_id, [Pair(FAILED)] * 3, close=False)

    one = of_newest(team, version_id).tasks[0]

    assert one.watched == (Ending("all", 12, 5, 3, 1, 1, 1, share=0.6, partial=0.7, why="too_few_classes"),)
    assert (one.took, one.errors, one.assists) == (
        None,  # two pairs were timed to the end: four children
        Slips(3, 1, 1.0, 3),  # of the second class it is known of one pair only, and the first stood there before
        None,
    )
    assert one.told == ()


def test_times_are_those_of_unaided_successes_without_an_interruption(team: Team, version_id: str):
    with store.session() as db:
        make_round(
            db, team.facilitator, version_id, [Pair(ALONE), Pair(QUICK), Pair(QUICK), Pair(BROKEN), Pair(HELPED)]
        )

    took = of_newest(team, version_id).tasks[0].took

    assert took == Took(3, pytest.approx((40 * 10 * 10) ** (1 / 3)), why="too_few_times")


def test_a_class_with_one_time_one_count_or_one_answer_does_not_tell_it_by_being_added(team: Team, version_id: str):
    with store.session() as db:
        make_round(db, team.facilitator, version_id, [Pair(QUICK), *[Pair(ALONE)] * 4])
    before = of_newest(team, version_id).tasks[0]
    with store.session() as db:
        make_round(db, team.facilitator, version_id, [Pair(ALONE), *[Pair({0: {"ended": "unaided"}})] * 4])
    after = of_newest(team, version_id).tasks[0]

    assert (before.watched[0].unaided, after.watched[0].unaided) == (5, 10)
    assert before.took is not None
    assert before.took.n == 5
    assert (after.took, after.errors, after.assists, after.eased) == (
        before.took, before.errors, before.assists, before.eased,
    )  # fmt: skip


def test_pairs_tested_by_themselves_have_an_interval_of_wilson(team: Team, version_id: str):
    with store.session() as db:
        for seen in (ALONE, ALONE, ALONE, HELPED, FAILED, ALONE):
            make_round(db, team.facilitator, version_id, [Pair(seen)])

    (group,) = of_newest(team, version_id).tasks[0].watched

    assert (group.children, group.attempts, group.unaided, group.why) == (12, 6, 4, "")
    assert (group.low, group.high) == (pytest.approx(0.29999, abs=1e-5), pytest.approx(0.90323, abs=1e-5))


def test_a_session_of_which_nobody_is_left_changes_nothing_for_those_tested_by_themselves(team: Team, version_id: str):
    with store.session() as db:
        make_round(db, team.facilitator, version_id, [Pair(ALONE)])
        gone = make_round(db, team.facilitator, version_id, [Pair(FAILED)], close=False)
        sessions.remove(db, team.facilitator, gone, "P1")
        sessions.close(db, team.facilitator, gone)
        for _ in range(5):
            make_round(db, team.facilitator, version_id, [Pair(ALONE)])

    found = of_newest(team, version_id)

    assert (found.heard.sessions, found.tasks[0].watched[0].why) == (6, "")
    assert found.tasks[0].watched[0].low == pytest.approx(0.60967, abs=1e-5)


def test_five_classes_have_an_interval_that_knows_them(team: Team, version_id: str):
    with store.session() as db:
        for seen in (
            [ALONE, ALONE, HELPED],
            [ALONE, FAILED, FAILED],
            [ALONE] * 3,
            [FAILED] * 3,
            [ALONE, ALONE, FAILED],
        ):
            make_round(db, team.facilitator, version_id, [Pair(one) for one in seen])

    (group,) = of_newest(team, version_id).tasks[0].watched

    assert (group.unaided, group.attempts, group.share, group.why) == (8, 15, pytest.approx(8 / 15), "")
    assert group.low is not None
    assert group.high is not None
    assert group.low < 0.2  # of 15 drawn by lot: 0.30 to 0.75
    assert group.high > 0.85


def test_below_ten_children_nothing_is_shown(team: Team, version_id: str):
    with store.session() as db:
        make_round(db, team.facilitator, version_id, [Pair(ALONE), Pair(HELPED), Pair(HELPED), Pair(FAILED)])

    found = of_newest(team, version_id)

    assert (found.tasks[0].watched, found.tasks[0].refused) == ((), ("too_few",))
    assert (found.watched_children, found.found, found.refused) == (0, None, ("too_few",))


def test_dutch_beside_french_where_neither_holds_a_small_cell(team: Team, version_id: str):
    dutch = [Pair(ALONE)] * 5 + [Pair(FAILED)] * 5
    french = [Pair(ALONE, language="fr")] * 5 + [Pair(HELPED, language="fr")] * 6
    with store.session() as db:
        make_round(db, team.facilitator, version_id, dutch + french)

    one = of_newest(team, version_id).tasks[0]

    assert [(each.name, each.unaided, each.attempts, each.partial) for each in one.watched] == [
        ("nl", 5, 10, 0.5), ("fr", 5, 11, pytest.approx(16 / 22)), ("all", 10, 21, pytest.approx(26 / 42)),
    ]  # fmt: skip


def test_what_children_say_themselves_stands_beside_what_was_seen(team: Team, version_id: str):
    with store.session() as db:
        pairs = [Pair(HELPED, gave={0: "unaided"})] * 4 + [Pair(ALONE, gave={0: "unaided"}), Pair(gave={0: "failed"})]
        make_round(db, team.facilitator, version_id, pairs)

    one = of_newest(team, version_id).tasks[0]

    assert [(each.unaided, each.helped, each.failed) for each in (*one.watched, *one.told)] == [(1, 4, 0), (5, 0, 1)]


def test_the_three_things_to_fix_first_are_those_that_are_bad_and_common(team: Team, version_id: str):
    with store.session() as db:
        tool_id = problems_tool(db, version_id)
        small, big, rare, harm, unrated, mended = (
            problems.add_problem(db, team.facilitator, tool_id, said, {"kind": "elsewhere"}, harm=said == "pijn")
            for said in ("klein", "groot", "zeldzaam", "pijn", "niet gewogen", "opgelost")
        )
        twin = problems.add_problem(db, team.facilitator, tool_id, "groot, nog eens", {"kind": "elsewhere"})
        problems.merge_problem(db, team.designer, twin, big)
        for problem, steps in ((small, (1, 2)), (big, (3, 3)), (rare, (4, 3)), (mended, (4, 4)), (unrated, (4,))):
            for rater, step in zip((team.facilitator, team.designer), steps, strict=False):
                rating.rate(db, rater, problem, step)
        problems.set_standing(db, team.designer, mended, str(factories.tested_version(db, version_id)), "mended")
        watched = [
            Pair(ALONE, met=[small, big, mended]), Pair(ALONE, met=[small, twin]), Pair(ALONE, met=[small, twin, big]),
            Pair(ALONE, met=[rare, harm]), Pair(ALONE, met=[unrated]), Pair(met=[small]), Pair(),
        ]  # fmt: skip
        make_round(db, team.facilitator, version_id, watched)

    found = of_newest(team, version_id)

    assert (found.watched_children, found.watched_contributors) == (12, 6)
    assert [(one.id, one.severity, one.met, one.priority, one.why) for one in found.problems] == [
        (harm, 4, None, None, "nobody_observed"),
        (big, 3, Met(6, 12), 1.5, ""),
        (small, 1.5, Met(8, 12), 1.0, ""),
        (mended, 4, Met(2, 12), pytest.approx(2 / 3), ""),
        (rare, 3.5, Met(2, 12), pytest.approx(3.5 / 6), ""),
        (unrated, None, Met(2, 12), None, "not_rated"),
    ]
    assert [one.id for one in found.to_mend] == [harm, big, small]


def test_how_much_has_been_found(team: Team, version_id: str):
    with store.session() as db:
        tool_id = problems_tool(db, version_id)
        one, other = (
            problems.add_problem(db, team.facilitator, tool_id, said, {"kind": "elsewhere"}) for said in ("a", "b")
        )
        problems.add_problem(db, team.facilitator, tool_id, "door niemand gezien", {"kind": "elsewhere"})
        make_round(db, team.facilitator, version_id, [Pair(ALONE, met=[one])] * 2 + [Pair(ALONE, met=[other])] * 3)

    found = of_newest(team, version_id).found

    assert found is not None
    assert (found.contributors, found.problems, found.share) == (5, 2, pytest.approx(1 - 0.5**5))


def test_how_much_has_been_found_does_not_tell_how_many_came_to_harm(team: Team, version_id: str):
    with store.session() as db:
        tool_id = problems_tool(db, version_id)
        one, harm = (
            problems.add_problem(db, team.facilitator, tool_id, said, {"kind": "elsewhere"}, harm=said == "pijn")
            for said in ("a", "pijn")
        )
        make_round(db, team.facilitator, version_id, [Pair(ALONE, met=[one, harm])] + [Pair(ALONE, met=[one])] * 4)
    ten = of_newest(team, version_id).found
    with store.session() as db:
        make_round(db, team.facilitator, version_id, [Pair(ALONE)] * 5)
    twenty = of_newest(team, version_id).found

    assert ten is not None
    assert twenty is not None
    assert (ten.problems, ten.share) == (1, 1)
    assert (twenty.problems, twenty.curve[0]) == (2, pytest.approx((0.5 + 0.1) / 2))


def test_a_problem_in_the_next_version_is_there_or_not_with_both_counts(team: Team, version_id: str):
    with store.session() as db:
        tool_id = problems_tool(db, version_id)
        stays, gone, back = (
            problems.add_problem(db, team.facilitator, tool_id, said, {"kind": "elsewhere"})
            for said in ("blijft", "weg", "terug")
        )
        make_round(db, team.facilitator, version_id, [Pair(ALONE, met=[stays, gone, back])] * 4 + [Pair(ALONE)] * 2)
        newer = changing.new_tool_version(db, team.designer, tool_id)
        problems.set_standing(db, team.designer, back, newer, "mended")
        make_round(db, team.facilitator, version_id, [Pair(ALONE, met=[stays, back])] + [Pair(ALONE)] * 5, newer)

    found = of_newest(team, version_id)

    assert (found.number, found.before and found.before[1]) == (2, 1)
    assert {one.id: (one.before, one.met, one.lasts) for one in found.problems} == {
        stays: (Met(8, 12), Met(2, 12), "still_there"),
        gone: (Met(8, 12), Met(0, 12), "not_seen_again"),
        back: (Met(8, 12), Met(2, 12), "mended_and_back"),
    }


def test_who_was_erased_is_out_before_closing_and_what_stood_in_the_sums_stays(team: Team, version_id: str):
    with store.session() as db:
        kept = make_round(db, team.facilitator, version_id, [Pair(ALONE)] * 6, close=False)
        sessions.remove(db, team.facilitator, kept, "P1")
        sessions.close(db, team.facilitator, kept)

    assert [(one.children, one.unaided) for one in of_newest(team, version_id).tasks[0].watched] == [(10, 5)]


def test_another_organisation_reads_nothing_of_it(team: Team, version_id: str):
    with store.session() as db:
        make_round(db, team.facilitator, version_id, [Pair(ALONE)] * 6)
        stranger = make_team(db, "Elders").designer
    with store.reading() as db:
        home = tested.readable_tests(db, team.designer)[0].consultation_id
        with pytest.raises(Denied):
            tested.version_results(db, stranger, home, str(factories.tested_version(db, version_id)))
        assert tested.readable_tests(db, stranger) == ()


def problems_tool(db, version_id: str) -> str:
    return str(view.version(db, version_id).tool_id)


def test_a_record_of_a_pair_that_was_not_seen_to_end_is_no_attempt(team: Team, version_id: str):
    with store.session() as db:
        kept = make_round(db, team.facilitator, version_id, [Pair(ALONE)] * 5 + [Pair()], close=False)
        asked = watching.watch(db, team.facilitator, kept).tasks[0].id
        version = str(factories.tested_version(db, version_id))
        watching.record(db, team.facilitator, kept, pair_at(db, kept, 6), asked, version, {"errors": 9})
        sessions.close(db, team.facilitator, kept)

    one = of_newest(team, version_id).tasks[0]

    assert [(each.children, each.attempts) for each in one.watched] == [(10, 5)]
    assert one.errors == Slips(5, 5, 0.0, 0)


def test_problems_are_counted_by_pairs_where_a_trio_would_be_known_by_its_number(team: Team, version_id: str):
    with store.session() as db:
        tool_id = problems_tool(db, version_id)
        problem = problems.add_problem(db, team.facilitator, tool_id, "De pijl wijst fout", {"kind": "elsewhere"})
        pairs = [Pair(ALONE, met=[problem])] * 3 + [Pair(ALONE)] * 2
        make_round(db, team.facilitator, version_id, [*pairs, Pair(ALONE, met=[problem], size=3)])

    (one,) = of_newest(team, version_id).problems

    assert one.met == Met(4, 6, "contributions")
