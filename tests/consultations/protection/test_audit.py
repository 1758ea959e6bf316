"""Who did what: append-only and chained. One line changed, removed or moved is found, and named (P21)."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from consultations import people, sessions
from consultations.access import OPERATOR, Denied
from consultations.collecting import leaving, presence
from consultations.protection import audit, secret
from models import store
from models.protection import AuditEvent
from tests.crowds import all_at_once
from tests.factories import make_team
from tests.rows import count, everything, run
from tests.walking import Walk

EVENTS, AT = 300, 137

TAMPERINGS = {
    "another deed": ("UPDATE audit_event SET deed = 'words read twice' WHERE number = 137", 137),
    "another person": ("UPDATE audit_event SET account_id = 'somebody else' WHERE number = 137", 137),
    "nobody": ("UPDATE audit_event SET account_id = NULL WHERE number = 137", 137),
    "another organisation": ("UPDATE audit_event SET organisation_id = 'another' WHERE number = 137", 137),
    "another object": ("UPDATE audit_event SET object_id = 'another' WHERE number = 137", 137),
    "another kind of object": ("UPDATE audit_event SET object_kind = 'session' WHERE number = 137", 137),
    "other figures": ("""UPDATE audit_event SET figures = '{"page": 1}' WHERE number = 137""", 137),
    "a second later": ("UPDATE audit_event SET happened_at = '2026-05-12 12:00:01+00:00' WHERE number = 137", 137),
    "another seal": (f"UPDATE audit_event SET seal = '{'a' * 64}' WHERE number = 137", 137),
    "another link": (f"UPDATE audit_event SET previous = '{'a' * 64}' WHERE number = 137", 137),
    "the first one removed": ("DELETE FROM audit_event WHERE number = 1", 1),
    "one removed": ("DELETE FROM audit_event WHERE number = 137", 137),
    "one removed and the rest moved up": (
        """DELETE FROM audit_event WHERE number = 137; UPDATE audit_event SET number = -number WHERE number > 137;
        UPDATE audit_event SET number = -number - 1 WHERE number < 0""",
        137,
    ),
    "two swapped": (
        """UPDATE audit_event SET number = -1 WHERE number = 137; UPDATE audit_event SET number = 137
        WHERE number = 138; UPDATE audit_event SET number = 138 WHERE number = -1""",
        137,
    ),
    "the last one changed": ("UPDATE audit_event SET deed = 'nothing' WHERE number = 300", 300),
    "one added that nobody sealed": (
        f"""INSERT INTO audit_event (id, number, happened_at, deed, object_kind, object_id, figures, previous, seal)
        SELECT 'forged', 301, happened_at, deed, '', '', '{{}}', seal, '{"b" * 64}'
        FROM audit_event WHERE number = 300""",
        301,
    ),
}
LOOSEN = {
    "sqlite": ("DROP TRIGGER audit_event_keep_UPDATE", "DROP TRIGGER audit_event_keep_DELETE"),
    "postgresql": ("ALTER TABLE audit_event DISABLE TRIGGER audit_event_keep",),
}


def filled() -> None:
    """Three hundred events of one team."""
    with store.session() as db:
        team = make_team(db)
    with store.session() as db:
        for number in range(count("audit_event"), EVENTS):
            audit.note(
                db, team.facilitator, "words read", "consultation", f"{number:032x}",
                page=number, share=0.25, roles=["é", "x"],
            )  # fmt: skip


def broken_at() -> int | None:
    with store.reading() as db:
        return audit.broken_at(db)


def test_whatever_is_done_to_one_of_three_hundred_events_is_found_and_named(house):
    filled()
    assert (count("audit_event"), broken_at()) == (EVENTS, None)
    found = {}

    for name, (statements, _) in TAMPERINGS.items():
        with store.engine().connect() as console:
            for statement in (*LOOSEN[console.dialect.name], *statements.split(";")):
                console.execute(text(statement))
            found[name] = audit.broken_at(Session(console))
            console.rollback()

    assert found == {name: number for name, (_, number) in TAMPERINGS.items()}
    assert broken_at() is None


def test_without_our_secret_nobody_can_seal_a_chain_that_holds(sqlite_house, monkeypatch):
    filled()
    monkeypatch.setenv(secret.NAME, secret.fresh())

    assert broken_at() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET deed = 'nothing' WHERE number = 2",
        "UPDATE audit_event SET deed = deed",
        "DELETE FROM audit_event WHERE number = 3",
        "DELETE FROM audit_event",
    ],
)
def test_the_database_itself_refuses_to_change_or_remove_an_event(house, statement):
    with store.session() as db:
        make_team(db)
    before = everything()

    with pytest.raises(DBAPIError, match="append-only"):
        run(statement)

    assert everything() == before
    assert broken_at() is None


def test_postgresql_refuses_to_empty_the_trail(postgres_house):
    with store.session() as db:
        make_team(db)

    with pytest.raises(DBAPIError, match="append-only"):
        run("TRUNCATE audit_event")


def test_events_of_many_at_once_make_one_unbroken_chain(house):
    with store.session() as db:
        team = make_team(db)
    already = count("audit_event")

    def deed() -> None:
        with store.session() as db:
            audit.note(db, team.admin, "words read", "consultation", "x", page=1)
            audit.note(db, team.admin, "words read", "consultation", "x", page=2)

    assert all_at_once([deed] * 20) == [None] * 20
    assert count("audit_event") == already + 40
    assert broken_at() is None


def test_a_deed_that_did_not_come_through_leaves_no_event(house):
    with store.session() as db:
        team = make_team(db)
    before = everything()

    def deed() -> None:
        with store.session() as db:
            audit.note(db, team.admin, "rules changed")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        deed()

    assert everything() == before


def test_the_first_event_follows_nothing_and_each_next_one_its_neighbour(sqlite_house):
    with store.session() as db:
        people.found_organisation(db, OPERATOR, "Mediawijs")
        people.found_organisation(db, OPERATOR, "CSEM")

    with store.reading() as db:
        first, second = (one.model_dump() for one in db.exec(select(AuditEvent).order_by(AuditEvent.number)))
    assert (first["number"], first["previous"]) == (1, audit.START)
    assert (second["number"], second["previous"]) == (2, first["seal"])


def test_no_event_holds_anything_a_child_wrote_or_chose(sqlite_house):
    walk = Walk()
    walk.walks("strip", "oud", None, 7, "kanarievogel ik wil dood")
    with store.session() as db:
        leaving.finish(db, walk.child())
        sessions.close(db, walk.who, walk.session_id)

    trail = "".join(everything()["audit_event"])
    assert not re.search(f"kanarievogel|strip|oud'|dood|{walk.participant_id}|{walk.first.pseudonym}", trail)


def test_nothing_a_child_does_makes_an_event(sqlite_house):
    walk = Walk()
    before = everything()["audit_event"]

    walk.walks("strip", "oud", None, 7)
    with store.session() as db:
        presence.assent(db, walk.first.visitor, "no")
        presence.assent(db, walk.first.visitor, "yes")
        presence.speak(db, walk.first.visitor, "fr")
        presence.seen(db, walk.first.visitor)
    with store.session() as db:
        leaving.finish(db, walk.child())
    with store.session() as db:
        leaving.withdraw(db, walk.child())

    assert everything()["audit_event"] == before


def test_an_administrator_reads_the_events_of_its_own_organisation_the_newest_first_fifty_a_page(sqlite_house):
    with store.session() as db:
        ours, theirs = make_team(db), None
        theirs = people.found_organisation(db, OPERATOR, "CSEM")
        for number in range(60):
            audit.note(db, ours.designer, "words read", "consultation", "x", page=number)
    with store.reading() as db:
        newest, older, whole = audit.lines(db, ours.admin)
        last, more, _ = audit.lines(db, ours.admin, page=2)

    assert theirs
    assert [line.figures for line in newest] == [f"page: {number}" for number in range(59, 9, -1)]
    assert {(line.person, line.deed) for line in newest} == {("dirk", "words read")}
    assert (older, more, whole) == (True, False, None)
    assert [line.figures for line in last] == [f"page: {number}" for number in range(9, -1, -1)]


def test_only_an_administrator_reads_the_trail(sqlite_house):
    with store.session() as db:
        team = make_team(db)

    for who in (team.facilitator, team.designer, team.safeguarding):
        with pytest.raises(Denied), store.reading() as db:
            audit.lines(db, who)
