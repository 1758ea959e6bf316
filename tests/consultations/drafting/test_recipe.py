"""A co-design held to its recipe: walls that come first, phases in order, minutes and activities that fit the age."""

from typing import Any

import pytest

from consultations.drafting import advice, gate, starting, view, wording
from consultations.drafting.gate import Gap
from consultations.drafting.view import VersionView
from consultations.shapes import Refused
from consultations.templates import templates
from models import store
from tests.factories import Team, make_draft, options

WALL = ("idea_wall", "Wat vind je goed?", {"phase": "make", "minutes": 5})
DOTS = ("dot_voting", "Plak je stickers.", {"minutes": 5, "options": options("spel", "film")})
SORT = ("card_sort", "Leg op een stapel.", {"minutes": 5, "options": options("a", "b"), "own": 2})
STORY = ("storyboard", "Maak een verhaal.", {"minutes": 5})
PAIRS = ("this_or_that", "Wat kies jij?", {"minutes": 5, "options": options("spel", "film")})
CARD = ("postcard", "Wat zeg je?", {"minutes": 2})
RECIPES = sorted(key for key, one in templates().items() if one.kind == "co_design")

NO_WALL = "The wall these cards come from does not come before this."
TOO_LONG = "That takes {n} minutes; for {band} at most {most} is wise."
EARLIER = "This phase comes earlier in the recipe."
TOO_YOUNG = "This activity is for children of {age} and older."
ON_ONE = "With more than {most} stickers on one thing, one child decides too much."
DOTS_EACH = "That is {n} stickers a child; for {band} at most {most} is wise."
PAIRS_EACH = "That is {n} pairs a child; for {band} at most {most} is wise."


def recipe(team: Team, *questions: tuple[Any, ...], band: str = "9-11") -> VersionView:
    with store.session() as db:
        return view.version(db, make_draft(db, team.facilitator, questions, [band], kind="co_design"))


def with_settings(team: Team, draft: VersionView, at: int, **changed: Any) -> VersionView:
    """The same draft with other settings in one question."""
    one = draft.questions[at]
    with store.session() as db:
        now = view.version(db, draft.id).question(one.id)
        wording.set_question(
            db, team.facilitator, draft.id, now.id, now.edition, now.wording, {**now.settings, **changed}, False, None
        )
        return view.version(db, draft.id)


def test_cards_of_an_earlier_wall_are_enough_to_choose_from(team: Team):
    draft = recipe(team, WALL, ("dot_voting", "Stem!", {}), CARD)

    mended = with_settings(team, draft, 1, wall=draft.questions[0].stem)

    nothing = "Write at least two options, or choose the wall they come from."
    assert gate.missing(draft) == (Gap(nothing, "settings", draft.questions[1].id),)
    assert (gate.missing(mended), advice.warnings(mended)) == ((), ())


@pytest.mark.parametrize("at", ["a later wall", "itself", "no wall", "nothing"])
def test_a_wall_that_does_not_come_before_keeps_it_shut(team: Team, at: str):
    draft = recipe(team, CARD, DOTS, WALL)
    stem = {"a later wall": draft.questions[2].stem, "itself": draft.questions[1].stem,
            "no wall": draft.questions[0].stem, "nothing": "gone"}[at]  # fmt: skip

    pointing = with_settings(team, draft, 1, wall=stem)

    assert gate.missing(pointing) == (Gap(NO_WALL, "settings", draft.questions[1].id),)


def test_moving_or_removing_the_wall_shuts_the_gate_again(team: Team):
    draft = recipe(team, WALL, DOTS, CARD)
    pointing = with_settings(team, draft, 1, wall=draft.questions[0].stem)
    with store.session() as db:
        wording.move_question(db, team.facilitator, draft.id, draft.questions[0].id, 1)
        moved = view.version(db, draft.id)
        wording.remove_question(db, team.facilitator, draft.id, draft.questions[0].id)
        removed = view.version(db, draft.id)

    shut = (Gap(NO_WALL, "settings", draft.questions[1].id),)
    assert (gate.missing(pointing), gate.missing(moved), gate.missing(removed)) == ((), shut, shut)


def test_a_copy_and_a_next_version_take_their_cards_from_their_own_wall(team: Team):
    draft = recipe(team, WALL, DOTS, CARD)
    with_settings(team, draft, 1, wall=draft.questions[0].stem)
    with store.session() as db:
        gate.publish(db, team.facilitator, draft.id)
        copy = view.version(db, starting.duplicate(db, team.facilitator, draft.id))
        following = view.version(db, starting.new_version(db, team.facilitator, draft.id))

    assert copy.questions[1].read_settings.wall == copy.questions[0].stem != draft.questions[0].stem
    assert following.questions[1].read_settings.wall == following.questions[0].stem == draft.questions[0].stem
    assert gate.missing(following) == ()


def test_a_line_for_the_leader_in_one_language_keeps_it_shut(team: Team):
    draft = recipe(team, WALL, CARD)

    half = with_settings(team, draft, 0, activity={"nl": "Ga in een kring zitten.", "fr": ""})

    assert gate.missing(half) == (Gap("Not written yet.", "activity", draft.questions[0].id, "fr"),)


@pytest.mark.parametrize(("path", "changed"), [
    ("kinds.oops", {"kinds": [{"key": "oops", "nl": "Oeps", "fr": ""}]}),
    ("themes.home", {"themes": [{"key": "home", "nl": "Thuis", "fr": ""}]}),
])  # fmt: skip
def test_a_kind_of_card_or_a_theme_in_one_language_keeps_it_shut(team: Team, path: str, changed: dict[str, Any]):
    draft = recipe(team, WALL, CARD)

    half = with_settings(team, draft, 0, **changed)

    assert gate.missing(half) == (Gap("Not written yet.", path, draft.questions[0].id, "fr"),)


@pytest.mark.parametrize(
    ("band", "minutes", "most"),
    [("6-8", (15, 15), 0), ("6-8", (15, 16), 30), ("9-11", (30, 15), 0), ("9-11", (30, 16), 45),
     ("12-14", (30, 30), 0), ("15-18", (31, 30), 60)],
)  # fmt: skip
def test_a_recipe_lasts_no_longer_than_children_of_that_age_can_sit(
    team: Team, band: str, minutes: tuple[int, int], most: int
):
    draft = recipe(
        team,
        ("idea_wall", "Wat vind je?", {"phase": "make", "minutes": minutes[0]}),
        ("postcard", "Wat zeg je?", {"minutes": minutes[1]}),
        band=band,
    )

    too_long = Gap(TOO_LONG, "questions", holes={"n": sum(minutes), "band": band, "most": most})
    assert advice.warnings(draft) == ((too_long,) if most else ())


def test_a_phase_that_comes_too_late_is_pointed_at_wherever_something_without_a_phase_stands(team: Team):
    draft = recipe(
        team, ("postcard", "Warm op.", {"phase": "wake_up"}), DOTS, ("information", "Even pauze.", {}), WALL, CARD,
    )  # fmt: skip

    assert advice.warnings(draft) == (Gap(EARLIER, "order", draft.questions[3].id),)


def test_phases_may_be_left_out_and_may_hold_several_activities(team: Team):
    assert advice.warnings(recipe(team, WALL, WALL, DOTS, PAIRS, CARD)) == ()


@pytest.mark.parametrize(
    ("question", "band", "age"),
    [(SORT, "6-8", 9), (SORT, "9-11", None), (STORY, "6-8", 8), (STORY, "9-11", None), (WALL, "6-8", None),
     (DOTS, "6-8", None)],
)  # fmt: skip
def test_an_activity_for_older_children_is_pointed_at(
    team: Team, question: tuple[Any, ...], band: str, age: int | None
):
    draft = recipe(team, question, CARD, band=band)

    too_young = Gap(TOO_YOUNG, "settings", draft.questions[0].id, holes={"age": age})
    found = [one for one in advice.warnings(draft) if one.sentence == TOO_YOUNG]
    assert found == ([too_young] if age else [])


@pytest.mark.parametrize(
    ("question", "changed", "band", "sentence", "holes"),
    [
        (DOTS, {"per_option": 3, "dots": 3}, "9-11", ON_ONE, {"most": 2}),
        (DOTS, {"per_option": 2, "dots": 3}, "6-8", None, {}),
        (DOTS, {"per_option": 2, "dots": 4}, "6-8", DOTS_EACH, {"n": 4, "band": "6-8", "most": 3}),
        (DOTS, {"per_option": 2, "dots": 4}, "9-11", None, {}),
        (PAIRS, {"rounds": 11}, "9-11", PAIRS_EACH, {"n": 11, "band": "9-11", "most": 10}),
        (PAIRS, {"rounds": 11}, "12-14", None, {}),
    ],
)
def test_more_than_a_child_of_that_age_can_weigh_is_pointed_at(
    team: Team, question: tuple[Any, ...], changed: dict[str, Any], band: str, sentence: str | None,
    holes: dict[str, Any],
):  # fmt: skip
    draft = recipe(team, (*question[:2], {**question[2], **changed}), CARD, band=band)

    pointed = (Gap(str(sentence), "settings", draft.questions[0].id, holes=holes),) if sentence else ()
    assert advice.warnings(draft) == pointed


def test_smileys_beside_words_of_their_own_are_still_the_only_measure_under_ten(team: Team):
    faces = ("smileys", "Hoe was het?", {"labels": "fun-5"})
    shut, open_ = recipe(team, WALL, faces, CARD, band="6-8"), recipe(team, WALL, DOTS, faces, CARD, band="6-8")

    assert ["smileys" in one.sentence for one in gate.missing(shut)] == [True]
    assert gate.missing(open_) == ()


def test_there_are_recipes_for_every_age_and_each_follows_the_five_phases_without_a_warning(team: Team):
    bands, walked = set[str](), {}
    for key in RECIPES:
        with store.session() as db:
            draft = view.version(db, starting.start_from_template(db, team.facilitator, key))
        bands |= {*draft.age_bands}
        phases = [getattr(one.read_settings, "phase", None) for one in draft.questions]
        walked[key] = ([*dict.fromkeys(one for one in phases if one)], advice.warnings(draft))

    assert bands == {"6-8", "9-11", "12-14", "15-18"}
    assert walked == {key: (["wake_up", "make", "share", "choose", "close"], ()) for key in RECIPES}


@pytest.mark.parametrize("key", RECIPES)
def test_each_recipe_lets_the_group_choose_among_its_own_cards_and_says_how_long_it_takes(team: Team, key: str):
    with store.session() as db:
        draft = view.version(db, starting.start_from_template(db, team.facilitator, key))
    walls = {one.stem for one in draft.questions if one.how.gathers}
    votes = [one for one in draft.questions if one.how.votes or one.type == "card_sort"]

    assert walls
    assert {one.read_settings.wall for one in votes} - {""} <= walls
    assert any(one.read_settings.wall for one in votes)
    assert sum(getattr(one.read_settings, "minutes", 0) for one in draft.questions) == templates()[key].minutes


def test_what_is_no_setting_of_a_phase_is_refused(team: Team):
    draft = recipe(team, WALL, CARD)
    for wrong in ({"phase": "lunch"}, {"minutes": 91}, {"wall": "x"}):
        with pytest.raises(Refused):
            with_settings(team, draft, 0, **wrong)

    with store.reading() as db:
        assert view.version(db, draft.id).questions == draft.questions
