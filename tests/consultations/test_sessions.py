"""Opening a group session: on the right basis, for the right age, by the right person; and its door."""

from datetime import timedelta

import pytest

from consultations import glancing, people, sessions
from consultations.access import STRANGER, Denied, Visitor
from consultations.drafting import gate, starting, view
from consultations.shapes import Refused
from models import clock, store
from models.group_session import GroupSession
from tests import clocks
from tests.factories import make_draft, make_published, make_team
from tests.rows import count, everything

BANDS = ("6-8", "9-11", "12-14", "15-18")
PLAIN = {
    "place_kind": "school", "province": "antwerpen", "language": "both", "age_band": "9-11",
    "expected": 20, "basis": "both",
}  # fmt: skip


@pytest.fixture
def team(sqlite_house):
    with store.session() as db:
        return make_team(db)


def published(team, bands=("9-11",)) -> str:
    with store.session() as db:
        return make_published(db, team.facilitator, bands=bands)


def opens(who: Visitor, version_id: str, **facts: object) -> str:
    with store.session() as db:
        return sessions.open_session(db, who, version_id, **{**PLAIN, **facts})


def refuses(who: Visitor, version_id: str, **facts: object) -> bool:
    """Whether it is refused, and nothing is different afterwards."""
    before = everything()
    with pytest.raises(Refused):
        opens(who, version_id, **facts)
    return everything() == before


def row(session_id: str) -> dict:
    with store.reading() as db:
        return db.get_one(GroupSession, session_id).model_dump()


def leads(verb, who: Visitor, session_id: str, *more: object) -> None:
    with store.session() as db:
        verb(db, who, session_id, *more)


def test_a_session_opens_with_its_door_still_shut(team, monkeypatch):
    clocks.hold(monkeypatch)
    version_id = published(team)

    session_id = opens(team.facilitator, version_id)

    made = row(session_id)
    assert {name: made[name] for name in PLAIN} == PLAIN
    assert (made["state"], made["door_until"], made["trial"], made["extra"]) == ("open", None, False, 0)
    assert (made["facilitator_id"], made["organisation_id"]) == (team.facilitator.account_id, team.organisation_id)
    assert (made["version_id"], made["prepared_on"], made["closed_on"]) == (version_id, clock.today(), None)


@pytest.mark.parametrize("band", BANDS)
@pytest.mark.parametrize("under_13", people.BASES)
@pytest.mark.parametrize("from_13", ["school_notice", "parents"])
def test_no_session_opens_without_the_agreement_its_organisation_asks_for_that_age(team, band, under_13, from_13):
    with store.session() as db:
        people.set_rules(db, team.admin, under_13=under_13, from_13=from_13)
        version_id = make_published(db, team.facilitator, bands=BANDS)
    needed = from_13 if band == "15-18" else under_13

    opened = {
        basis: not _refused(team.facilitator, version_id, age_band=band, basis=basis)
        for basis in (*people.BASES, "trial", "")
    }

    assert opened == {
        "school_notice": needed == "school_notice",
        "parents": needed == "parents",
        "both": True,
        "trial": False,
        "": False,
    }


def _refused(who: Visitor, version_id: str, **facts: object) -> bool:
    try:
        opens(who, version_id, **facts)
    except Refused:
        return True
    return False


def test_a_draft_opens_no_session(team):
    with store.session() as db:
        version_id = make_draft(db, team.facilitator)

    assert refuses(team.facilitator, version_id)
    with store.session() as db:
        gate.publish(db, team.facilitator, version_id)
    opens(team.facilitator, version_id)


def test_an_archived_consultation_opens_no_session_until_it_is_taken_out_again(team):
    version_id = published(team)
    with store.session() as db:
        home = view.version(db, version_id).consultation_id
        starting.archive(db, team.facilitator, home)

    assert refuses(team.facilitator, version_id)
    with store.session() as db:
        starting.archive(db, team.facilitator, home, archived=False)
    opens(team.facilitator, version_id)


@pytest.mark.parametrize("band", ["6-8", "12-14", "15-18", "", "9-12"])
def test_no_session_opens_for_an_age_the_questions_were_not_written_for(team, band):
    assert refuses(team.facilitator, published(team), age_band=band)


@pytest.mark.parametrize(("expected", "fits"), [(-1, False), (0, False), (1, True), (60, True), (61, False)])
def test_one_to_sixty_children_are_expected(team, expected, fits):
    version_id = published(team)

    assert _refused(team.facilitator, version_id, expected=expected) is not fits
    assert count("group_session") == fits


@pytest.mark.parametrize(
    "wrong", [{"place_kind": "prison"}, {"province": "bruxelles"}, {"language": "en"}, {"province": ""}]
)
def test_a_session_is_somewhere_in_belgium_in_dutch_or_french(team, wrong):
    assert refuses(team.facilitator, published(team), **wrong)


def test_a_facilitator_opens_no_session_for_another_organisation(team):
    with store.session() as db:
        elsewhere = make_team(db, "CSEM")
    version_id = published(team)

    for who in (elsewhere.facilitator, elsewhere.admin, team.designer, team.admin, team.safeguarding, STRANGER):
        with pytest.raises(Denied):
            opens(who, version_id)
    assert count("group_session") == 0


def test_the_door_stands_open_for_ten_minutes_each_time_it_is_opened(team, monkeypatch):
    time = clocks.hold(monkeypatch)
    session_id = opens(team.facilitator, published(team))
    leads(sessions.open_door, team.facilitator, session_id)
    assert row(session_id)["door_until"] == time.at + timedelta(minutes=10)

    time.go(minutes=7)
    leads(sessions.open_door, team.facilitator, session_id)
    assert row(session_id)["door_until"] == time.at + timedelta(minutes=10)
    assert glance(team, session_id).door_is_open is True
    time.go(minutes=10)
    assert glance(team, session_id).door_is_open is False
    leads(sessions.open_door, team.facilitator, session_id)
    leads(sessions.shut_door, team.facilitator, session_id)
    assert (row(session_id)["door_until"], glance(team, session_id).door_is_open) == (None, False)


def glance(team, session_id: str) -> glancing.Glance:
    with store.reading() as db:
        return glancing.at_a_glance(db, team.facilitator, session_id)
