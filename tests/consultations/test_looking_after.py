"""What waits for a facilitator: released, masked for good, or kept out; once, by who led the session, and noted."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, func, select

from consultations import hearing, looking_after, sessions
from consultations.access import Denied, Visitor
from consultations.drafting import view
from consultations.looking_after import Held
from consultations.shapes import Refused
from models import store
from models.protection import AuditEvent
from models.response import Response
from tests.crowds import all_at_once
from tests.factories import OPEN, Team, make_published, make_session, make_team, words
from tests.rows import traces
from tests.written import written

CANARY = "kanarie-zq7-abcdefghijkl"


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def session_of(team: Team, who: Visitor | None = None) -> str:
    with store.session() as db:
        return make_session(db, who or team.facilitator, make_published(db, team.facilitator, (OPEN,)))


def waiting(session_id: str, said: str = "Gewone woorden", why: str = "sensitive", release: str = "held") -> str:
    with store.session() as db:
        return written(db, session_id, said, release=release, held_for=why)


def inbox(who: Visitor) -> tuple[Held, ...]:
    with store.session() as db:
        return looking_after.inbox(db, who)


def kept(response_id: str) -> tuple[str, str, str | None]:
    with store.reading() as db:
        row = db.get_one(Response, response_id)
        return row.value, row.release, row.held_for


def noted() -> list[tuple[str, dict[str, int]]]:
    """What was looked after, and what was read."""
    with store.reading() as db:
        asked = select(AuditEvent.deed, AuditEvent.figures).where(AuditEvent.object_kind == "response")
        return [(deed, figures) for deed, figures in db.exec(asked.order_by(AuditEvent.number))]


def test_the_inbox_holds_what_waits_in_ones_own_sessions_and_nothing_else(team: Team):
    mine, hers = session_of(team), session_of(team, team.colleague)
    first, second = waiting(mine, "Een"), waiting(mine, "Twee", "personal")
    waiting(mine, "wie zorgt", "distress")
    waiting(mine, "al bekeken", "sensitive", "withheld")
    waiting(hers, "van een ander")
    with store.session() as db:
        written(db, mine, "zomaar")
        written(db, mine, "ik zei nee", release="held", held_for="personal", assent="no")
        written(db, mine, "eerst vragen", release="held", held_for="personal", assent="ask_first")
        sessions.start_trial(db, team.facilitator, db.get_one(sessions.GroupSession, mine).version_id)
        trial = db.exec(select(sessions.GroupSession.id).where(sessions.GroupSession.trial)).one()
        written(db, trial, "maar een proef", release="held", held_for="personal")

    found = inbox(team.facilitator)

    asked = words("Wat moeten volwassenen weten?")
    assert sorted(found, key=lambda one: one.words) == [
        Held(first, asked, "Een", "Een", (), "sensitive", "nl"),
        Held(second, asked, "Twee", "Twee", (), "personal", "nl"),
    ]  # fmt: skip


def test_what_waits_in_a_closed_session_still_waits(team: Team):
    session_id = session_of(team)
    response_id = waiting(session_id)
    with store.session() as db:
        sessions.close(db, team.facilitator, session_id)

    assert [one.response_id for one in inbox(team.facilitator)] == [response_id]


def test_at_most_fifty_are_read_at_a_time_and_each_reading_is_noted_once(team: Team):
    session_id = session_of(team)
    for at in range(52):
        waiting(session_id, f"woord {at}")

    lengths = [len(inbox(team.facilitator)), len(inbox(team.facilitator)), len(inbox(team.colleague))]

    assert lengths == [50, 50, 0]
    assert noted() == [("held words read", {"figures_read": 50})] * 2


DEEDS: dict[str, tuple[Callable[[Session, Visitor, str], None], tuple[str, str, str | None], str]] = {
    "released": (looking_after.release_as_is, ("Gewone woorden", "released", None), "words released"),
    "masked": (
        lambda db, who, at: looking_after.release_masked(db, who, at, "  Gewone […]\x00 "),
        ("Gewone […]", "released", None),
        "words masked and released",
    ),
    "kept out": (looking_after.keep_out, ("Gewone woorden", "withheld", "sensitive"), "words kept out"),
}
each_deed = pytest.mark.parametrize("what", DEEDS)


@each_deed
def test_what_is_looked_after_no_longer_waits_and_what_waits_beside_it_stays(team: Team, what: str):
    deed, after, name = DEEDS[what]
    session_id = session_of(team)
    response_id, beside = waiting(session_id), waiting(session_id, "Iets anders")

    with store.session() as db:
        deed(db, team.facilitator, response_id)

    assert (kept(response_id), kept(beside)) == (after, ("Iets anders", "held", "sensitive"))
    assert noted() == [(name, {})]
    assert [one.response_id for one in inbox(team.facilitator)] == [beside]


@each_deed
def test_only_what_was_released_is_read_by_a_designer(team: Team, what: str):
    deed, (said, release, _), _ = DEEDS[what]
    session_id = session_of(team)
    response_id = waiting(session_id)
    with store.session() as db:
        deed(db, team.facilitator, response_id)
        sessions.close(db, team.facilitator, session_id)

    with store.session() as db:
        row = db.get_one(sessions.GroupSession, session_id)
        stem = view.version(db, row.version_id).questions[0].stem
        page = hearing.read(db, team.designer, row.consultation_id, stem)

    assert [one.words for one in page.quotes] == ([said] if release == "released" else [])


@each_deed
def test_of_two_who_look_after_the_same_words_at_once_one_is_told(house: str, what: str):
    deed, after, _ = DEEDS[what]
    with store.session() as db:
        team = make_team(db)
    response_id = waiting(session_of(team))

    def look_after() -> None:
        with store.session() as db:
            deed(db, team.facilitator, response_id)

    came_of_it = all_at_once([look_after] * 2)

    refused = [one.sentence for one in came_of_it if isinstance(one, Refused)]
    assert (refused, came_of_it.count(None)) == (["Somebody has looked after this already."], 1)
    assert kept(response_id) == after


@each_deed
@pytest.mark.parametrize(
    ("release", "why"), [("held", "distress"), ("clear", None), ("released", None), ("withheld", "distress")]
)
def test_what_does_not_wait_for_a_facilitator_cannot_be_touched(team: Team, what: str, release: str, why: str | None):
    with store.session() as db:
        session_id = make_session(db, team.facilitator, make_published(db, team.facilitator, (OPEN,)))
        response_id = written(db, session_id, "Help mij", release=release, held_for=why)

    with pytest.raises(Refused), store.session() as db:
        DEEDS[what][0](db, team.facilitator, response_id)

    assert (kept(response_id), noted()) == (("Help mij", release, why), [])


@each_deed
@pytest.mark.parametrize("who", ["colleague", "designer", "safeguarding", "admin", "another organisation"])
def test_nobody_else_looks_after_it_and_nobody_learns_that_it_is_there(team: Team, what: str, who: str):
    response_id = waiting(session_of(team))
    with store.session() as db:
        others = make_team(db, "CSEM")
    visitor = others.facilitator if who == "another organisation" else getattr(team, who)

    refusals = set()
    for asked in (response_id, "0" * 32):
        with pytest.raises(Denied) as refused, store.session() as db:
            DEEDS[what][0](db, visitor, asked)
        refusals.add(refused.value.sentence)

    assert (len(refusals), kept(response_id), noted()) == (1, ("Gewone woorden", "held", "sensitive"), [])


def test_who_looks_after_nothing_has_no_inbox(team: Team):
    waiting(session_of(team))

    for who in (team.designer, team.safeguarding, team.admin):
        with pytest.raises(Denied), store.session() as db:
            looking_after.inbox(db, who)


def test_what_was_masked_is_gone_for_good_from_every_byte_of_the_store(house: str):
    with store.session() as db:
        team = make_team(db)
    response_id = waiting(session_of(team), f"Ik ben {CANARY} en ik woon hier", "personal")
    before = traces(CANARY)

    with store.session() as db:
        looking_after.release_masked(db, team.facilitator, response_id, "Ik ben […] en ik woon hier")

    assert (before > 0, traces(CANARY), kept(response_id)[0]) == (True, 0, "Ik ben […] en ik woon hier")


@pytest.mark.parametrize("masked", ["", " \n\x00\u200b ", "half \ud83d"])
def test_when_nothing_is_left_there_is_nothing_to_release(team: Team, masked: str):
    response_id = waiting(session_of(team))

    with pytest.raises(Refused, match="Nothing is left"), store.session() as db:
        looking_after.release_masked(db, team.facilitator, response_id, masked)

    assert (kept(response_id), noted()) == (("Gewone woorden", "held", "sensitive"), [])


def test_masked_words_with_a_number_still_in_them_are_refused(team: Team):
    said = "Mijn nummer is 0470 12 34 56 of 0471 65 43 21"
    response_id = waiting(session_of(team), said, "personal")

    with pytest.raises(Refused, match="can still be read"), store.session() as db:
        looking_after.release_masked(db, team.facilitator, response_id, "Bel mij: […] of 0471 65 43 21")

    assert (kept(response_id), noted()) == ((said, "held", "personal"), [])


def test_what_is_offered_masked_can_be_released_as_offered(team: Team):
    response_id = waiting(session_of(team), "Mijn nummer is 0470 12 34 56", "personal")
    only = inbox(team.facilitator)[0]

    with store.session() as db:
        looking_after.release_masked(db, team.facilitator, response_id, only.masked)

    assert ("0470" in only.masked, len(only.kinds), kept(response_id)) == (False, 1, (only.masked, "released", None))


def test_looking_after_tells_the_audit_trail_nothing_of_what_was_said(team: Team):
    session_id = session_of(team)
    for deed, _, _ in DEEDS.values():
        response_id = waiting(session_id, CANARY)
        with store.session() as db:
            deed(db, team.facilitator, response_id)
    inbox(team.facilitator)

    with store.reading() as db:
        told = db.exec(select(func.count()).select_from(AuditEvent).where(AuditEvent.object_kind == "response")).one()
        assert (told, CANARY in str(db.exec(select(AuditEvent)).all())) == (3, False)
