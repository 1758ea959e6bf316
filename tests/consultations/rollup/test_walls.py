"""Cards of idea walls counted by kind, theme and language: only what is free to be read, from sessions that closed."""

from typing import Any

import pytest
from sqlmodel import select

from consultations import rollup, sessions
from consultations.drafting import view
from consultations.protection import summed
from consultations.shapes import CardGroup, QuestionResult
from models import store
from models.group_session import GroupSession, Participant
from models.response import Response
from tests.classes import reworded
from tests.factories import Team, make_team
from tests.sheets import DOTS, DRAWING, WALL, Sheet, held, make_co_design, make_group


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def asked(team: Team, version_id: str, unit: Any = "contributions") -> tuple[QuestionResult, ...]:
    with store.session() as db:
        return rollup.roll_up(db, team.designer, view.version(db, version_id).consultation_id, unit).questions


def wrote(*cards: tuple[str, ...], **facts: Any) -> Sheet:
    return Sheet(cards={0: cards}, **facts)


def test_cards_are_counted_by_kind_theme_and_language_with_the_number_of_sessions(house: str):
    with store.session() as db:
        team, others = make_team(db), make_team(db, "CSEM")
        version_id = make_co_design(db, team.facilitator, WALL)
        first = [
            wrote(("like", "de kleuren"), ("idea", "een knop")),
            wrote(("idea", "gratis")),
            wrote(("idea", "un bouton"), language="fr"),
        ]
        make_group(db, team.facilitator, version_id, first, under={"gratis": "geld", "een knop": "vorm"}, show=False)
        second = [wrote(("idea", "nog een knop"), size=5), wrote(language="fr")]
        make_group(db, team.facilitator, version_id, second, under={"nog een knop": "vorm"})
        make_group(db, team.facilitator, version_id, [wrote(("like", "nog open"))], close=False)
        elsewhere = make_co_design(db, others.facilitator, WALL)
        make_group(db, others.facilitator, elsewhere, [wrote(("like", "een ander huis"))])

    (found,) = asked(team, version_id)

    assert found.wall == (
        CardGroup("like", "", "nl", 1, 1),
        CardGroup("idea", "vorm", "nl", 2, 2),
        CardGroup("idea", "geld", "nl", 1, 1),
        CardGroup("idea", "", "fr", 1, 1),
    )
    whole = found.group("all")
    assert whole
    assert (found.shape, whole.answered, whole.children, whole.missing) == ("wall", 1, 5, {})
    assert found.labels["theme.vorm"] == {"nl": "vorm nl", "fr": "vorm fr"}


def test_a_card_that_is_held_or_kept_out_or_of_a_trial_or_of_who_said_no_is_not_counted(team: Team):
    with store.session() as db:
        version_id = make_co_design(db, team.facilitator, WALL)
        words = ("blijft", "vast", "zorg", "buiten", "nee", "weggestuurd")
        session_id = make_group(db, team.facilitator, version_id, [wrote(("idea", one)) for one in words], close=False)
        rows = {str(one.value): one for one in db.exec(select(Response))}
        rows["vast"].release, rows["vast"].held_for = "held", "personal"
        rows["zorg"].release, rows["zorg"].held_for = "held", "distress"
        rows["buiten"].release = "withheld"
        db.get_one(Participant, rows["nee"].participant_id).assent = "no"
        db.get_one(Participant, rows["weggestuurd"].participant_id).state = "declined"
        sessions.close(db, team.facilitator, session_id)
        trial = make_group(db, team.facilitator, version_id, [wrote(("idea", "proef"))])
        db.get_one(GroupSession, trial).trial = True

    (found,) = asked(team, version_id)

    assert found.wall == (CardGroup("idea", "", "nl", 1, 1),)


def test_a_sensitive_wall_is_not_counted_and_a_room_counts_its_own_cards(team: Team):
    with store.session() as db:
        version_id = make_co_design(db, team.facilitator, WALL)
        make_group(db, team.facilitator, version_id, [wrote(("like", "daar"))] * 5)
        here = make_group(db, team.facilitator, version_id, [wrote(("like", "hier"))] * 6)
        delicate = make_co_design(db, team.facilitator, (*WALL, True))
        make_group(db, team.facilitator, delicate, [wrote(("like", "stil"))] * 30, show=False)
        for one in db.exec(select(Response).where(Response.release == "held")):
            one.release, one.held_for = "released", None
    with store.session() as db:
        room = rollup.room(db, team.facilitator, here).questions[0]

    assert room.wall == (CardGroup("like", "", "nl", 6, 1),)
    assert [one.wall for one in asked(team, delicate)] == [()]


def test_another_wording_of_a_wall_has_its_own_cards(team: Team):
    first = held(team, (WALL,), [wrote(("like", "oud"))] * 5)
    second = reworded(team, first, 0, "Wat vind je nu?")
    with store.session() as db:
        make_group(db, team.facilitator, second, [wrote(("idea", "nieuw"))] * 6)

    found = asked(team, second)

    assert [(one.version, [(row.kind, row.cards) for row in one.wall]) for one in found] == [
        (2, [("idea", 6)]), (1, [("like", 5)]),
    ]  # fmt: skip


def test_who_wrote_a_card_or_several_gave_once_and_no_sum_holds_a_word_or_a_mark(team: Team):
    sheets = [wrote(("like", "kanarie"), ("idea", "kanarie twee"))] * 4
    sheets += [wrote(("idea", "kanarie drie"), size=3), Sheet({0: ("skipped",)}), wrote()]
    version_id = held(team, (WALL, DOTS), sheets)

    with store.reading() as db:
        home = view.version(db, version_id).consultation_id
        stem = view.version(db, version_id).questions[0].stem
        sums = summed.contributions(db, home, "all")
    (given,) = [held_ for key, held_ in sums.items() if key[0] == stem]
    assert sorted((one.value, one.missing, one.size, one.times) for one in given if one.missing is None) == [
        (True, None, 1, 4), (True, None, 3, 1),
    ]  # fmt: skip
    assert sorted((one.missing, one.times) for one in given if one.missing) == [("not_reached", 1), ("skipped", 1)]
    assert "kanarie" not in repr(sums)


def test_of_drawings_the_number_of_children_is_told(team: Team):
    drawn = {"strokes": [{"colour": 1, "width": 0, "points": [10, 10, 500, 400]}]}
    version_id = held(team, (DRAWING,), [*[Sheet({0: drawn}, size=2)] * 4, Sheet({0: ("dont_know",)})])

    (found,) = asked(team, version_id)

    whole = found.group("all")
    assert whole
    assert (found.shape, whole.answered, whole.children, "strokes" in repr(found)) == ("drawings", 4, 8, False)
