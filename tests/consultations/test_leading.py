"""A session that runs: its code, its room, its breaks and its end, in the hands of one facilitator."""

from datetime import timedelta

import pytest
from sqlmodel import select

from consultations import glancing, sessions, ways_in
from consultations.access import STRANGER, Denied, Visitor
from consultations.collecting import knocking, presence
from consultations.protection import secret
from consultations.shapes import Refused
from models import clock, store
from models.group_session import GroupSession, SpentCode
from models.protection import AuditEvent
from tests import clocks
from tests.crowds import all_at_once
from tests.factories import again, link_of, make_child, make_published, make_session, make_team
from tests.rows import count, everything, without
from tests.walking import Walk

VERBS = (
    sessions.open_door, sessions.shut_door, sessions.enlarge, sessions.new_code, sessions.pause, sessions.resume,
    sessions.close,
)  # fmt: skip


@pytest.fixture
def team(sqlite_house):
    with store.session() as db:
        return make_team(db)


@pytest.fixture
def session_id(team) -> str:
    with store.session() as db:
        return make_session(db, team.facilitator, make_published(db, team.facilitator), expected=2)


def leads(verb, who: Visitor, session_id: str, *more: object) -> None:
    with store.session() as db:
        verb(db, who, session_id, *more)


def row(session_id: str) -> dict:
    with store.reading() as db:
        return db.get_one(GroupSession, session_id).model_dump()


def deeds() -> list[str]:
    """What the trail says was done, in order."""
    with store.reading() as db:
        return list(db.exec(select(AuditEvent.deed).order_by(AuditEvent.number)))


def code(team, session_id: str) -> str:
    with store.reading() as db:
        return glancing.at_a_glance(db, team.facilitator, session_id).code


def knocks(typed: str) -> str | None:
    with store.session() as db:
        return knocking.knock(db, typed, knocking.Caller("192.0.2.7"))


def test_there_are_two_places_to_spare_and_five_more_each_time_it_is_enlarged(team, session_id):
    places = [sessions.places(GroupSession(**row(session_id)))]
    for _ in range(2):
        leads(sessions.enlarge, team.facilitator, session_id)
        places.append(sessions.places(GroupSession(**row(session_id))))

    assert places == [4, 9, 14]
    assert deeds()[-2:] == ["session enlarged"] * 2


def test_a_new_code_opens_the_door_and_the_old_one_no_longer_does(team, session_id):
    old, old_link = code(team, session_id), link_of(session_id)

    leads(sessions.new_code, team.facilitator, session_id)

    fresh = code(team, session_id)
    assert fresh != old
    assert link_of(session_id) != old_link
    assert (knocks(old), knocks(fresh)) == (None, link_of(session_id))


def test_no_code_is_kept_in_the_clear(team, session_id):
    rows = repr(everything())

    assert code(team, session_id).replace(" ", "") not in rows
    assert link_of(session_id) not in rows
    assert ways_in.projector_token(session_id) not in rows


@pytest.mark.parametrize(("days", "turn"), [(0, 3), (89, 3), (90, 3), (91, 2)])
def test_a_code_is_not_given_out_again_within_ninety_days(team, session_id, monkeypatch, days, turn):
    time = clocks.hold(monkeypatch)
    coming = GroupSession(**{**row(session_id), "code_turn": 2})
    with store.session() as db:
        db.add(SpentCode(code_hash=secret.keyed("join code", ways_in.join_code(coming)), spent_on=clock.today()))
    time.go(days=days)

    leads(sessions.new_code, team.facilitator, session_id)

    assert row(session_id)["code_turn"] == turn
    with store.reading() as db:
        today = db.exec(select(SpentCode).where(SpentCode.spent_on == clock.today())).all()
        assert row(session_id)["code_hash"] in {one.code_hash for one in today}


def test_a_break_shuts_the_door_and_the_end_of_it_opens_no_door(team, session_id):
    leads(sessions.pause, team.facilitator, session_id)
    assert (row(session_id)["state"], row(session_id)["door_until"]) == ("paused", None)

    leads(sessions.resume, team.facilitator, session_id)

    assert (row(session_id)["state"], row(session_id)["door_until"]) == ("open", None)


def test_a_door_that_is_opened_during_a_break_lets_nobody_in(team, session_id):
    leads(sessions.pause, team.facilitator, session_id)
    leads(sessions.open_door, team.facilitator, session_id)

    assert knocks(code(team, session_id)) is None
    with store.reading() as db:
        assert knocking.invitation(db, link_of(session_id)) is None


def test_a_session_is_closed_once_and_everything_after_is_refused(team, session_id, monkeypatch):
    time = clocks.hold(monkeypatch)
    for _ in range(2):
        leads(sessions.close, team.facilitator, session_id)
        time.go(days=1)
    closed_on = clock.today() - timedelta(days=2)

    made = row(session_id)
    assert (made["state"], made["closed_on"], made["code_hash"], made["door_until"]) == (
        "closed",
        closed_on,
        None,
        None,
    )
    assert deeds().count("session closed") == 1
    before = everything()
    for verb in (sessions.open_door, sessions.enlarge, sessions.new_code, sessions.pause, sessions.resume):
        with pytest.raises(Refused):
            leads(verb, team.facilitator, session_id)
    with pytest.raises(Refused):
        leads(sessions.remove, team.facilitator, session_id, "blue fox")
    assert everything() == before


def test_closing_twice_at_the_same_moment_closes_once(house):
    with store.session() as db:
        team = make_team(db)
        session_id = make_session(db, team.facilitator, make_published(db, team.facilitator))

    assert all_at_once([lambda: leads(sessions.close, team.facilitator, session_id)] * 8) == [None] * 8

    assert deeds().count("session closed") == 1


def test_closing_one_session_leaves_another_open(team, session_id):
    with store.session() as db:
        other = make_session(db, team.facilitator, make_published(db, team.facilitator))
        token = knocking.join(db, STRANGER, link_of(other, db), "nl")
    before = row(other)

    leads(sessions.close, team.facilitator, session_id)

    assert row(other) == before
    with store.reading() as db:
        assert presence.present(db, token) is not None


def test_what_a_child_that_was_sent_out_gave_goes_with_it_and_nobody_elses(sqlite_house):
    walk = Walk().walks("strip", "oud")
    name = walk.first.pseudonym
    others = without(everything(), walk.participant_id)

    leads(sessions.remove, walk.who, walk.session_id, name)

    assert (walk.kept(), count("participant"), count("response")) == ({}, 1, 1)
    after = everything()
    assert {**after, "audit_event": frozenset()} == {**others, "audit_event": frozenset()}
    assert deeds()[-1] == "participant removed"
    with pytest.raises(Refused):
        leads(sessions.remove, walk.who, walk.session_id, name)


def test_a_name_is_sent_out_of_its_own_session_only(team, session_id):
    with store.session() as db:
        other = make_session(db, team.facilitator, make_published(db, team.facilitator))
        name = make_child(db, other).pseudonym

    with pytest.raises(Refused):
        leads(sessions.remove, team.facilitator, session_id, name)

    assert count("participant") == 1


def test_nobody_but_its_own_facilitator_leads_a_session(sqlite_house):
    walk = Walk()
    with store.session() as db:
        elsewhere = make_team(db, "CSEM")
        child = make_child(db, walk.session_id).visitor
    mixed = Visitor(walk.who.roles, walk.who.account_id, elsewhere.organisation_id)
    before = everything()

    for who in (
        walk.team.colleague, elsewhere.facilitator, elsewhere.admin, mixed, walk.team.designer, walk.team.admin,
        walk.team.safeguarding, child, STRANGER,
    ):  # fmt: skip
        for verb in VERBS:
            with pytest.raises(Denied):
                leads(verb, who, walk.session_id)
        with pytest.raises(Denied):
            leads(sessions.remove, who, walk.session_id, walk.first.pseudonym)
        with pytest.raises(Denied), store.reading() as db:
            glancing.at_a_glance(db, who, walk.session_id)
    with pytest.raises(Denied):
        leads(sessions.close, walk.who, "0" * 32)
    assert everything() == before


def test_a_trial_run_is_open_at_once_and_stands_in_no_list(team, session_id):
    with store.session() as db:
        link = sessions.start_trial(db, team.facilitator, row(session_id)["version_id"])
        token = knocking.join(db, STRANGER, link, "fr")
        db.flush()
        child = again(db, token)

    assert (child.trial, child.language) == (True, "fr")
    with store.reading() as db:
        assert [one.id for one in glancing.led_by(db, team.facilitator)] == [session_id]


def test_each_turn_of_the_leader_leaves_one_line_in_the_trail(team, session_id):
    for verb in (sessions.open_door, sessions.shut_door, sessions.pause, sessions.resume, sessions.close):
        leads(verb, team.facilitator, session_id)

    assert deeds()[-5:] == ["door opened", "door shut", "session paused", "session resumed", "session closed"]
