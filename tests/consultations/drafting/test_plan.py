"""A prototype test held to its plan: scales that fit the age, and each question on the right side of its task."""

from typing import Any

import pytest

from consultations.drafting import advice, gate, starting, view
from consultations.drafting.gate import Gap
from consultations.drafting.view import VersionView
from consultations.questions import question_type
from consultations.templates import templates
from models import store
from tests.factories import Team, make_draft, options, words

PLANS = sorted(key for key, one in templates().items() if one.kind == "prototype_test")
TASK = ("task", "Zoek de kaart.", {"success": words("Ja.", "Oui.")})
AGAIN = ("again_again", "Nog eens?", {"options": options("spel", "film")})
LAST = ("short_text", "Wat nog?", {})
TOO_YOUNG = "This scale is for children of {age} and older: what younger children answer to it says nothing."
TOO_OLD = "This scale is for children up to {age}; for older ones there is a better one."
RIGHT_AFTER = "This asks how easy something was. Put it right after a task."
AT_THE_END = "This is about the whole test. Put it after the last task."


def plan(team: Team, *questions: tuple[Any, ...], band: str = "9-11") -> VersionView:
    with store.session() as db:
        return view.version(db, make_draft(db, team.facilitator, questions, [band], kind="prototype_test"))


def example(name: str, **changed: Any) -> tuple[Any, ...]:
    return name, "Wat vind je?", {**question_type(name).example["settings"], **changed}


@pytest.mark.parametrize(
    ("question", "band", "age"),
    [
        (example("child_sus"), "6-8", 9), (example("child_sus"), "9-11", None),
        (example("sus"), "12-14", 15), (example("sus"), "15-18", None),
        (example("ueq_s"), "12-14", 15), (example("ueq_s"), "15-18", None),
        (example("ease", labels="words-7"), "9-11", 12), (example("ease", labels="words-7"), "12-14", None),
        (example("ease", labels="faces-5"), "6-8", None),
    ],
)  # fmt: skip
def test_a_scale_that_children_of_that_age_cannot_read_keeps_it_shut(
    team: Team, question: tuple[Any, ...], band: str, age: int | None
):
    draft = plan(team, TASK, question, AGAIN, LAST, band=band)

    shut = Gap(TOO_YOUNG, "settings", draft.questions[1].id, holes={"age": age})
    assert gate.missing(draft) == ((shut,) if age else ())


@pytest.mark.parametrize(
    ("question", "band", "oldest"),
    [
        (example("child_sus", labels="true-4"), "15-18", 14), (example("child_sus", labels="true-4"), "12-14", None),
        (example("ease", labels="faces-3"), "9-11", 8), (example("ease", labels="faces-3"), "6-8", None),
        (example("ease", labels="faces-5"), "12-14", 11), (example("ease", labels="faces-5"), "9-11", None),
    ],
)  # fmt: skip
def test_a_scale_for_younger_children_is_pointed_at(
    team: Team, question: tuple[Any, ...], band: str, oldest: int | None
):
    draft = plan(team, TASK, question, AGAIN, LAST, band=band)

    found = [one for one in advice.warnings(draft) if one.sentence == TOO_OLD]
    assert found == ([Gap(TOO_OLD, "settings", draft.questions[1].id, holes={"age": oldest})] if oldest else [])


@pytest.mark.parametrize("faces", [("five_degrees",), ("ease",), ("five_degrees", "ease")])
def test_smileys_beside_nothing_but_other_faces_are_still_the_only_measure_under_ten(
    team: Team, faces: tuple[str, ...]
):
    asked = [example(name) for name in ("smileys", *faces)]
    shut, open_ = plan(team, *asked, LAST), plan(team, TASK, *asked, LAST)

    assert ["smileys" in one.sentence for one in gate.missing(shut)] == [True]
    assert gate.missing(open_) == ()


def test_three_things_to_put_in_order_are_wise_for_the_youngest_and_four_later(team: Team):
    four = ("fun_sorter", "Zet op een rij.", {"options": options("a", "b", "c", "d")})
    three = ("fun_sorter", "Zet op een rij.", {"options": options("a", "b", "c")})
    sentence = "For {band} at most {most} things to put in order is wise."

    found = {
        (len(one[2]["options"]), band): [gap.holes for gap in advice.warnings(plan(team, TASK, one, LAST, band=band))
                                         if gap.sentence == sentence]
        for one in (three, four) for band in ("6-8", "9-11")
    }  # fmt: skip

    assert found == {
        (3, "6-8"): [], (3, "9-11"): [], (4, "6-8"): [{"band": "6-8", "most": 3}], (4, "9-11"): [],
    }  # fmt: skip


def test_what_stands_on_the_wrong_side_of_its_task_is_pointed_at(team: Team):
    ease = example("ease", labels="faces-5")
    wrong, right = plan(team, ease, AGAIN, TASK, LAST), plan(team, TASK, ease, AGAIN, LAST)

    assert [(one.sentence, one.question_id) for one in advice.warnings(wrong)] == [
        (RIGHT_AFTER, wrong.questions[0].id), (AT_THE_END, wrong.questions[1].id),
    ]  # fmt: skip
    assert advice.warnings(right) == ()


def test_there_are_four_plans_and_a_fresh_draft_of_each_lacks_nothing_but_the_tool_and_who_decides_and_when(team: Team):
    found = {}
    for key in PLANS:
        with store.session() as db:
            draft = view.version(db, starting.start_from_template(db, team.facilitator, key))
        found[key] = ({(one.place, one.language) for one in gate.missing(draft)}, advice.warnings(draft))

    lacking = {("decider", "nl"), ("decider", "fr"), ("decides_on", None), ("tool", None)}
    assert found == dict.fromkeys(PLANS, (lacking, ()))
    assert len(PLANS) == 4
    assert {band for key in PLANS for band in templates()[key].age_bands} == {"9-11", "12-14", "15-18"}


@pytest.mark.parametrize("key", PLANS)
def test_each_plan_warms_up_has_tasks_with_how_easy_they_were_and_compares(team: Team, key: str):
    with store.session() as db:
        draft = view.version(db, starting.start_from_template(db, team.facilitator, key))
    types = [one.type for one in draft.questions]
    tasks = [at for at, one in enumerate(types) if one == "task"]

    assert types[0] == "information"
    assert [types[at + 1] for at in tasks] == ["ease"] * len(tasks)
    assert len(tasks) >= 2
    assert types.index("this_or_that") > max(tasks)
    minutes = sum(getattr(one.read_settings, "minutes", 0) for one in draft.questions)
    assert minutes < templates()[key].minutes
