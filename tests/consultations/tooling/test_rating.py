"""How bad a problem is: nobody sees what others say before they have said it themselves; and how far raters agree."""

import pytest

from consultations.shapes import Refused
from consultations.statistics.agreement import Coefficient, weighted_kappa
from consultations.tooling import problems, rating, sifting
from models import store
from tests.crowds import all_at_once
from tests.factories import Team
from tests.tripping import Tripped, make_tool, note


@pytest.fixture
def tool(team: Team) -> Tripped:
    with store.session() as db:
        return make_tool(db, team.designer)


def noted(team: Team, tool: Tripped, *said: str, **facts: object) -> list[str]:
    with store.session() as db:
        return note(db, team.designer, tool.tool_id, said, **facts)


def rate(who, problem_id: str, step: object) -> None:
    with store.session() as db:
        rating.rate(db, who, problem_id, step)  # type: ignore[arg-type]


def seen(who, tool: Tripped) -> rating.Log:
    with store.reading() as db:
        return rating.log(db, who, tool.tool_id)


def shown(who, tool: Tripped) -> list[tuple]:
    return [(one.number, one.raters, one.mine, one.ratings, one.median) for one in seen(who, tool).problems]


def test_what_the_second_rater_sees_before_is_the_same_whatever_the_first_said(team: Team, tool: Tripped):
    (one,) = noted(team, tool, "De kaart is klein")
    before = []
    for step in rating.STEPS:
        rate(team.designer, one, step)
        before.append(seen(team.facilitator, tool))
    assert (before, shown(team.facilitator, tool)) == ([before[0]] * 5, [(1, 1, None, (), None)])
    assert shown(team.designer, tool) == [(1, 1, 4, (4,), 4.0)]
    rate(team.facilitator, one, 1)
    assert shown(team.facilitator, tool) == [(1, 2, 1, (1, 4), 2.5)]
    assert shown(team.designer, tool) == [(1, 2, 4, (1, 4), 2.5)]
    assert shown(team.colleague, tool) == [(1, 2, None, (), None)]


def test_harm_outweighs_what_raters_say_also_the_harm_of_what_was_merged_into_it(team: Team, tool: Tripped):
    one, two = noted(team, tool, "De kaart is klein", "De kaart is niet te lezen")
    (hurt,) = noted(team, tool, "De rand is scherp", harm=True)
    for each in (one, two, hurt):
        rate(team.designer, each, 1)
    assert [(each.median, each.harmful) for each in seen(team.designer, tool).problems] == [
        (4.0, True), (1.0, False), (1.0, False),
    ]  # fmt: skip
    with store.session() as db:
        problems.merge_problem(db, team.designer, hurt, two)
        problems.merge_problem(db, team.designer, two, one)
    found = {each.id: (each.harm, each.harmful, each.median) for each in seen(team.designer, tool).problems}
    assert (found[one], found[hurt][0]) == ((False, True, 4.0), True)


def test_what_turned_out_to_be_another_is_not_rated_and_not_waited_for(team: Team, tool: Tripped):
    one, two = noted(team, tool, "De kaart is klein", "De kaart is te klein")
    rate(team.designer, two, 3)
    with store.session() as db:
        problems.merge_problem(db, team.designer, two, one)
    with pytest.raises(Refused):
        rate(team.facilitator, two, 3)
    log = seen(team.facilitator, tool)
    assert ([each.id for each in log.apart], [each.id for each in log.to_rate]) == ([one], [one])
    assert [each.id for each in log.merged_into(one)] == [two]
    assert shown(team.designer, tool) == [(2, 1, 3, (3,), 3.0), (1, 0, None, (), None)]


@pytest.mark.parametrize("step", [-1, 5, True, "3", 2.0])
def test_a_rating_is_one_of_five_steps(team: Team, tool: Tripped, step: object):
    (one,) = noted(team, tool, "De kaart is klein")
    with pytest.raises(Refused):
        rate(team.designer, one, step)
    assert shown(team.designer, tool) == [(1, 0, None, (), None)]


def test_a_slip_is_taken_back_until_somebody_else_has_rated(team: Team, tool: Tripped):
    (one,) = noted(team, tool, "De kaart is klein")
    rate(team.designer, one, None)
    rate(team.designer, one, 4)
    rate(team.designer, one, None)
    assert shown(team.designer, tool) == [(1, 0, None, (), None)]
    rate(team.designer, one, 4)
    rate(team.facilitator, one, 1)
    with pytest.raises(Refused):
        rate(team.designer, one, None)
    assert shown(team.designer, tool) == [(1, 2, 4, (1, 4), 2.5)]


def test_a_double_tap_is_one_rating_and_two_raters_at_once_are_two(team: Team, tool: Tripped):
    (one,) = noted(team, tool, "De kaart is klein")
    taps = [
        lambda who=who: rate(who, one, 2) for who in (team.designer, team.designer, team.facilitator, team.colleague)
    ]
    assert all_at_once(taps) == [None] * 4
    assert shown(team.designer, tool) == [(1, 3, 2, (2, 2, 2), 2.0)]


FIRST = (0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 3)
SECOND = (0, 1, 2, 3, 4, 1, 1, 2, 2, 4, 3)


def rated(team: Team, tool: Tripped) -> list[str]:
    ids = noted(team, tool, *(f"Kaart {n} is onleesbaar" for n in range(11)))
    with store.session() as db:
        for one, here, there in zip(ids, FIRST, SECOND, strict=True):
            rating.rate(db, team.designer, one, here)
            rating.rate(db, team.facilitator, one, there)
    return ids


def test_how_far_two_raters_agree_is_for_who_has_rated_all_of_them(team: Team, tool: Tripped):
    ids = rated(team, tool)
    whole = weighted_kappa(list(zip(FIRST, SECOND, strict=True)), rating.STEPS)
    (found,) = seen(team.designer, tool).agreement
    assert (sorted(found.raters), found.kappa) == (["dirk", "fatma"], whole)
    assert seen(team.colleague, tool).agreement == ()
    for one in ids:
        rate(team.colleague, one, 2)
    assert len(seen(team.colleague, tool).agreement) == 3
    noted(team, tool, "De doos klemt")
    assert seen(team.designer, tool).agreement == ()


def test_who_could_read_beside_figures_what_two_others_said_is_not_blind(team: Team, tool: Tripped):
    for one in noted(team, tool, *(f"Kaart {n} is onleesbaar" for n in range(11))):
        for who in (team.facilitator, team.colleague, team.designer):
            rate(who, one, 2)
    assert [sorted(one.raters) for one in seen(team.designer, tool).agreement] == [["colin", "fatma"]]


def test_what_was_thought_again_or_merged_does_not_count_for_the_agreement(team: Team, tool: Tripped):
    ids = rated(team, tool)
    rate(team.facilitator, ids[5], 0)
    assert shown(team.facilitator, tool)[5] == (6, 2, 0, (0, 0), 0.0)
    pairs = [pair for at, pair in enumerate(zip(FIRST, SECOND, strict=True)) if at != 5]
    (found,) = seen(team.designer, tool).agreement
    assert found.kappa == weighted_kappa(pairs, rating.STEPS)
    rate(team.facilitator, ids[0], SECOND[0])
    assert seen(team.designer, tool).agreement == (found,)
    with store.session() as db:
        problems.merge_problem(db, team.designer, ids[1], ids[0])
    (few,) = seen(team.designer, tool).agreement
    assert few.kappa == Coefficient(None, 9, "too_few_units")


def test_a_log_is_sifted_by_words_standing_and_place(team: Team, tool: Tripped):
    one, two = noted(team, tool, "Dé kaart is klein", "De doos klemt")
    (three,) = noted(team, tool, "De kop is klein", place={"kind": "page", "stem": tool.stems[1], "x": 1, "y": 1})
    (four,) = noted(team, tool, "Te veel letters", place={"kind": "card", "card": "Zeven"})
    with store.session() as db:
        problems.merge_problem(db, team.designer, two, one)
        problems.set_standing(db, team.designer, three, tool.version_id, "mended")
    log = seen(team.designer, tool)

    def sift(**asked: str) -> list[str]:
        return [each.id for each in sifting.sift(log, [tool.version_id], tool.version_id, **asked)]

    assert sift() == [four, three, one]
    assert (sift(words="KLEIN de"), sift(words="doos"), sift(words="zeven"), sift(words="#3")) == (
        [three, one], [one], [four], [three],
    )  # fmt: skip
    assert (sift(standing="open"), sift(standing="mended")) == ([four, one], [three])
    assert (sift(kind="page"), sift(kind="page", stem=tool.stems[0]), sift(kind="elsewhere")) == ([three], [], [one])
