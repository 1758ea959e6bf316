"""Devices and sheets that speak for several: the fives of a sum count children, and whole devices come or stay away."""

import pytest
from sqlmodel import select

from consultations import sessions
from consultations.drafting import view
from consultations.protection import erasure, summed
from models import store
from models.group_session import Participant
from models.response import FrozenSum
from tests.factories import Team, make_team
from tests.sheets import Sheet, make_co_design, make_group

LIKES = ("yes_maybe_no", "Was het leuk?", {"middle": "none"})


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def said(*sizes: int, language: str = "nl", value: object = "yes") -> list[Sheet]:
    return [Sheet({0: value}, size=size, language=language) for size in sizes]


def held(team: Team, *groups: list[Sheet]) -> str:
    with store.session() as db:
        version_id = make_co_design(db, team.facilitator, LIKES)
        for sheets in groups:
            make_group(db, team.facilitator, version_id, sheets)
    return version_id


def sums(kind: str = "all", *, heads: bool = False) -> list[tuple[str, int, int, int, int]]:
    """(language, participants, children, met, gave) of each sum."""
    with store.reading() as db:
        rows = db.exec(select(FrozenSum).where(FrozenSum.view == kind)).all()
        return sorted(
            (row.language, row.participants, row.children, row.met, row.gave)
            for row in rows
            if (row.stem == "") is heads
        )


def test_one_device_of_five_children_is_a_sum_and_one_of_four_waits_for_another(house: str):
    with store.session() as db:
        team = make_team(db)
    held(team, said(5))
    held(team, said(4))
    assert (sums(heads=True), sums()) == ([("", 1, 5, 0, 0)], [("", 1, 5, 5, 5)])

    held(team, said(4), said(2))

    assert sums() == [("", 1, 5, 5, 5), ("", 2, 6, 6, 6)]


def test_who_gave_counts_children_and_none_or_five_of_them(team: Team):
    held(team, [*said(4, 4), *said(4, value=("skipped",))])
    held(team, [*said(4), *said(4, 4, value=("skipped",))])
    held(team, said(4, 4, value=("skipped",)))

    assert sums() == [("", 2, 8, 8, 0), ("", 3, 12, 12, 8)]
    assert sums(heads=True) == [("", 2, 8, 0, 0), ("", 3, 12, 0, 0), ("", 3, 12, 0, 0)]


def test_each_language_has_five_children_or_none_however_many_devices(team: Team):
    held(team, [*said(3, 3), *said(5, language="fr")])
    held(team, [*said(3, 3), *said(4, language="fr")])

    assert sums("language") == [("fr", 1, 5, 5, 5), ("nl", 2, 6, 6, 6)]


def test_a_sum_holds_each_size_apart_and_rolls_up_with_it(team: Team):
    version_id = held(team, said(3, 3, 1))

    with store.reading() as db:
        (found,) = summed.contributions(db, view.version(db, version_id).consultation_id, "all").values()
        contributors = summed.contributors(db, view.version(db, version_id).consultation_id)
    assert sorted((one.value, one.size, one.times) for one in found) == [("yes", 1, 1), ("yes", 3, 2)]
    assert contributors == 3


@pytest.mark.parametrize("then", ["erased", "smaller"])
def test_a_session_from_which_a_device_or_a_child_of_it_is_gone_brings_nothing_new(team: Team, then: str):
    with store.session() as db:
        version_id = make_co_design(db, team.facilitator, LIKES)
        few = make_group(db, team.facilitator, version_id, [*said(2), *said(4, 4, value=("skipped",))])
    with store.session() as db:
        row = db.exec(select(Participant).where(Participant.group_session_id == few, Participant.size == 4)).first()
        assert row
        if then == "erased":
            erasure.erase(db, row)
        else:
            row.size = 3
    with store.session() as db:
        make_group(db, team.facilitator, version_id, [*said(3), *said(4, 4, value=("skipped",))])

    assert sums() == []


def test_a_pile_of_sheets_that_nobody_filled_in_is_no_session_that_waits(team: Team):
    """The sheet of nobody in particular, which every pile has, is nobody that said yes."""
    from consultations import rollup

    with store.session() as db:
        version_id = make_co_design(db, team.facilitator, LIKES)
        session_id = make_group(db, team.facilitator, version_id, [Sheet()], close=False)
        for one in db.exec(select(Participant).where(Participant.pseudonym == "P1")):
            one.assent, one.state = "no", "declined"
        sessions.close(db, team.facilitator, session_id)
    with store.session() as db:
        found = rollup.roll_up(db, team.designer, view.version(db, version_id).consultation_id)

    assert (found.heard.waiting, found.heard.sessions) == (0, 0)
