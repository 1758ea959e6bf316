"""Who was heard and who was not: ages, languages, provinces, and the sessions that still wait."""

from typing import Any

import pytest

from consultations import rollup
from consultations.drafting import view
from consultations.sessions import PROVINCES
from consultations.shapes import Heard
from models import store
from tests.classes import Pupils, add_noise, noisy_class, pupils
from tests.factories import CHOICE, Team, make_class, make_published, make_team

BANDS = ("9-11", "12-14", "15-18")


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def asked(team: Team, *classes: tuple[Pupils, dict[str, Any]]) -> str:
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (CHOICE,), bands=BANDS)
        for given, facts in classes:
            make_class(db, team.facilitator, version_id, given, **facts)
    return version_id


def heard(team: Team, version_id: str) -> Heard:
    with store.session() as db:
        return rollup.roll_up(db, team.designer, view.version(db, version_id).consultation_id).heard


def without(*provinces: str) -> tuple[str, ...]:
    return tuple(one for one in PROVINCES if one not in provinces)


def test_who_was_heard_is_told_exactly_with_noise_beside_it(house: str):
    with store.session() as db:
        team, others = make_team(db), make_team(db, "CSEM")
        version_id = make_published(db, team.facilitator, (CHOICE,), bands=BANDS)
        noisy_class(db, team, version_id, pupils(nl={"strip": 7}), ["boek"], province="limburg")
        make_class(db, team.colleague, version_id, pupils(fr={"strip": 6}), province="namur", age_band="15-18")
        make_class(db, team.colleague, version_id, pupils(nl={"strip": 5}, fr={"boek": 8}), province="namur")
        add_noise(db, team, others, version_id, ["boek"], (CHOICE,))

    assert heard(team, version_id) == Heard(
        sessions=3,
        children=26,
        languages={"nl": 12, "fr": 14},
        bands={"9-11": 2, "15-18": 1},
        provinces={"limburg": 1, "namur": 2},
        silent_bands=("12-14",),
        silent_languages=(),
        silent_provinces=without("limburg", "namur"),
        waiting=0,
    )


def test_before_any_session_everybody_is_silent(team: Team):
    assert heard(team, asked(team)) == Heard(
        sessions=0, children=0, languages={}, bands={}, provinces={}, silent_bands=BANDS, silent_languages=("nl", "fr"),
        silent_provinces=PROVINCES, waiting=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("classes", "languages", "silent"),
    [
        ([(pupils(nl={"strip": 12}), {})], {"nl": 12}, ("fr",)),
        ([(pupils(fr={"strip": 12}), {"language": "nl"})], {"fr": 12}, ("nl",)),
        ([(pupils(nl={"strip": 12}, fr={"boek": 2}), {})], {}, ()),
        ([(pupils(nl={"strip": 12}, fr={"boek": 2}), {"language": "nl"})], {}, ("fr",)),
        ([(pupils(nl={"strip": 12}), {}), (pupils(nl={"strip": 9}, fr={"boek": 4}), {})], {"nl": 12}, ()),
    ],
    ids=["Dutch only", "French in a Dutch session", "two of a mixed class", "two of a Dutch class", "one of each"],
)
def test_a_language_is_silent_when_no_session_can_have_heard_it(
    team: Team, classes: list[tuple[Pupils, dict[str, Any]]], languages: dict[str, int], silent: tuple[str, ...]
):
    found = heard(team, asked(team, *classes))

    assert (found.languages, found.silent_languages) == (languages, silent)


def test_a_session_too_small_waits_and_says_nothing_of_where_it_was(team: Team):
    small = (pupils(nl={"strip": 4}), {"province": "luxembourg"})
    large = (pupils(nl={"strip": 6}), {"province": "liege"})

    found = heard(team, asked(team, large, small))

    assert (found.sessions, found.children, found.provinces, found.waiting) == (1, 6, {"liege": 1}, 1)


def test_two_that_waited_are_heard_together_and_no_longer_wait(team: Team):
    small = (pupils(nl={"strip": 3}), {"province": "luxembourg"})

    found = heard(team, asked(team, small, small))

    assert (found.sessions, found.children, found.provinces, found.waiting) == (2, 6, {"luxembourg": 2}, 0)


def test_a_session_in_which_nobody_said_yes_does_not_wait(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (CHOICE,), bands=BANDS)
        noisy_class(db, team, version_id, [], ["boek"])
        make_class(db, team.facilitator, version_id, [])

    assert heard(team, version_id).waiting == 0


def test_children_are_counted_once_however_many_questions_they_answered(team: Team):
    questions = (CHOICE, ("yes_maybe_no", "Lees je graag?", {}), CHOICE)
    with store.session() as db:
        version_id = make_published(db, team.facilitator, questions)
        make_class(db, team.facilitator, version_id, [("nl", ["strip", "yes", "boek"])] * 6)

    assert (heard(team, version_id).children, heard(team, version_id).languages) == (6, {"nl": 6})
