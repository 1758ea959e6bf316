"""Limits on guessing a code (§5.1): strict for who guesses, invisible for a class that mistypes."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from consultations import glancing, sessions
from consultations.access import STRANGER
from consultations.collecting import knocking, leaving
from consultations.collecting.knocking import CEILING, Caller
from consultations.protection import letters
from consultations.shapes import Refused
from models import clock, store
from models.protection import Miss
from tests import clocks
from tests.factories import link_of, make_published, make_session, make_team
from tests.rows import count, everything

WAIT = re.escape(knocking.WAIT)
GUESSES = [body + letters.check_letter(body) for body in (f"BCDF{a}{b}" for a in "GHJKLMNP" for b in "RSTVWXZ")]
RECEIPT = "BCDFGHJKLMN" + letters.check_letter("BCDFGHJKLMN")
SCHOOL = Caller("192.0.2.7", "browser 1")
ELSEWHERE = Caller("198.51.100.9", "browser 2")


@pytest.fixture
def time(monkeypatch):
    return clocks.hold(monkeypatch)


@pytest.fixture
def session_id(sqlite_house, time):
    """A class whose door stays open while the clock is moved."""
    with store.session() as db:
        team = make_team(db)
        made = make_session(db, team.facilitator, make_published(db, team.facilitator))
        sessions.led(db, team.facilitator, made).door_until = clock.now() + timedelta(days=3)
        made_code = glancing.at_a_glance(db, team.facilitator, made).code
    return made, made_code


def knock(typed: str, caller: Caller = SCHOOL) -> str | None:
    with store.session() as db:
        return knocking.knock(db, typed, caller)


def guess(times: int, caller: Caller = SCHOOL) -> None:
    for typed in GUESSES[:times]:
        assert knock(typed, caller) is None


def waits(typed: str, caller: Caller = SCHOOL) -> bool:
    try:
        knock(typed, caller)
    except Refused as why:
        return why.sentence == knocking.WAIT
    return False


def missed(times: int, what: str = "code", ago: timedelta = timedelta(0)) -> None:
    """Misses of as many other callers."""
    with store.session() as db:
        db.add_all(
            Miss(what=what, caller_key=f"somebody {number}", missed_at=clock.now() - ago) for number in range(times)
        )


def test_five_misses_make_a_caller_wait_ten_minutes_even_with_the_right_code(session_id, time):
    made, code = session_id
    guess(4)
    assert knock(code) == link_of(made)
    knock(GUESSES[4])

    assert waits(code)
    assert count("miss") == 5
    time.go(minutes=9, seconds=59)
    assert waits(code)
    time.go(seconds=1)
    assert knock(code) == link_of(made)


def test_one_caller_who_waits_keeps_nobody_else_out(session_id, time):
    made, code = session_id
    guess(5)

    assert waits(code)
    assert knock(code, ELSEWHERE) == link_of(made)


def test_the_square_code_works_on_for_a_caller_who_has_to_wait(session_id, time):
    made, code = session_id
    guess(5)
    assert waits(code)

    with store.session() as db:
        assert knocking.invitation(db, link_of(made)) is not None
        for _ in range(30):
            knocking.join(db, STRANGER, link_of(made), "nl")

    with store.reading() as db:
        assert sessions.heads(db, made) == 30


def test_receipts_and_codes_are_counted_apart(session_id, time):
    made, code = session_id
    for _ in range(5):
        with store.session() as db:
            assert leaving.my_answers(db, STRANGER, RECEIPT, "nl", SCHOOL) is None

    assert knock(code) == link_of(made)
    with pytest.raises(Refused, match=WAIT), store.session() as db:
        leaving.my_answers(db, STRANGER, RECEIPT, "nl", SCHOOL)


@pytest.mark.parametrize(("misses", "seconds"), [(5, 10), (6, 20), (7, 40), (8, 60), (11, 60)])
def test_one_browser_waits_longer_after_each_miss_from_wherever_it_comes(session_id, time, misses, seconds):
    made, code = session_id
    for number, typed in enumerate(GUESSES[:misses]):
        time.go(seconds=61)
        assert knock(typed, Caller(f"192.0.2.{number}", "browser 1")) is None
    fresh = Caller("203.0.113.5", "browser 1")

    time.go(seconds=seconds - 1)
    assert waits(code, fresh)
    assert not waits(code, Caller("203.0.113.5", "browser 3"))
    time.go(seconds=1)
    assert knock(code, fresh) == link_of(made)


def test_a_browser_that_missed_four_times_does_not_wait(session_id, time):
    made, code = session_id
    for number, typed in enumerate(GUESSES[:4]):
        knock(typed, Caller(f"192.0.2.{number}", "browser 1"))

    assert knock(code, Caller("203.0.113.5", "browser 1")) == link_of(made)


def test_browsers_that_say_nothing_of_themselves_are_not_one_browser(session_id, time):
    made, code = session_id
    for number, typed in enumerate(GUESSES[:12]):
        knock(typed, Caller(f"192.0.2.{number}"))

    assert knock(code, Caller("203.0.113.5")) == link_of(made)


def test_over_the_ceiling_who_missed_waits_and_who_did_not_still_gets_one_try(session_id, time):
    made, code = session_id
    knock(GUESSES[0], SCHOOL)
    missed(CEILING - 1)
    assert not waits(code, SCHOOL)
    missed(1)

    assert waits(code, SCHOOL)
    assert knock(code, ELSEWHERE) == link_of(made)
    assert knock(GUESSES[1], ELSEWHERE) is None
    assert waits(code, ELSEWHERE)
    time.go(hours=1, seconds=1)
    assert knock(code, SCHOOL) == link_of(made)


def test_guessed_receipts_do_not_bring_codes_to_their_ceiling(session_id, time):
    made, code = session_id
    missed(CEILING + 50, what="receipt")
    knock(GUESSES[0], SCHOOL)

    assert knock(code, SCHOOL) == link_of(made)


def test_more_than_sixty_misses_in_an_hour_raise_the_alarm(session_id, time):
    missed(50, what="code", ago=timedelta(minutes=59))
    missed(10, what="receipt")
    missed(500, ago=timedelta(minutes=61))
    with store.reading() as db:
        assert knocking.misses_too_often(db) is False
    missed(1)

    with store.reading() as db:
        assert knocking.misses_too_often(db) is True
    time.go(minutes=2)
    with store.reading() as db:
        assert knocking.misses_too_often(db) is False


def test_what_is_kept_of_a_miss_tells_neither_address_nor_code_and_cannot_be_compared_tomorrow(session_id, time):
    time.at = datetime(2026, 5, 12, 23, 59, 59, tzinfo=UTC)
    made, code = session_id
    guess(5)
    today = SCHOOL.key
    time.go(seconds=11)

    tomorrow = SCHOOL.key

    rows = "".join(everything()["miss"])
    assert today != tomorrow
    assert (rows.count(today), rows.count(tomorrow)) == (5, 0)
    assert not any(word in rows for word in ("192.0.2.7", "browser 1", *GUESSES[:5]))
    assert knock(code) == link_of(made)


def test_misses_are_forgotten_after_a_day(session_id, time):
    guess(5)
    time.go(days=1, seconds=1)

    knock(GUESSES[0])

    assert count("miss") == 1
