"""Passwords: what they cost, which are refused, and how often one may guess (R-22, R-23)."""

from time import sleep
from typing import Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type
from sqlmodel import func, select

from consultations import people, signing_in
from consultations.access import STRANGER, Denied
from consultations.shapes import Refused
from models import store
from models.people import Account, SignInAttempt, StaffLink
from models.protection import AuditEvent
from tests.clocks import Clock, hold
from tests.conftest import use
from tests.crowds import all_at_once
from tests.factories import PASSWORD, Team, make_team, with_password

NEW = "een ander wachtwoord 8"
FATMA, DIRK = "fatma@mediawijs", "dirk@mediawijs"
SCHOOL, HOME = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return hold(monkeypatch)


@pytest.fixture
def team(sqlite_house: str, quick_hashing: None) -> Team:
    """Two have a password, the others were only invited."""
    with store.session() as db:
        made = make_team(db)
        with_password(db, made.facilitator)
        with_password(db, made.designer)
        return made


def fits(login: str, password: str) -> bool:
    with store.reading() as db:
        stored = signing_in.stored_password(db, login)
    return signing_in.password_fits(stored, password)


def fail(login: str, times: int = 1, caller: str = SCHOOL) -> None:
    for _ in range(times):
        with store.session() as db:
            signing_in.failed(db, login, caller)


def stopped(login: str, caller: str = SCHOOL) -> bool:
    with store.reading() as db:
        return signing_in.too_many(db, login, caller)


@pytest.mark.parametrize(
    ("login", "password", "right"),
    [
        (FATMA, PASSWORD, True),
        (f" {FATMA.upper()} ", f"  {PASSWORD} ", True),
        (FATMA, PASSWORD.upper(), False),
        (FATMA, "", False),
        (FATMA, "half \ud83d character", False),
        ("fatma", PASSWORD, False),
        ("sofie@mediawijs", PASSWORD, False),
        ("sofie@mediawijs", "", False),
        ("nobody", PASSWORD, False),
        ("", PASSWORD, False),
        ("\x00", PASSWORD, False),
        ("half \ud83d", PASSWORD, False),
    ],
    ids=repr,
)
def test_only_the_right_password_of_an_account_fits(team: Team, login: str, password: str, right: bool):
    assert fits(login, password) is right


def test_a_name_nobody_can_have_is_looked_up_without_a_mishap(postgres_house: str, quick_hashing: None):
    for login in ("\x00", "\ud83d", "x" * 10_000):
        fail(login)

        assert (fits(login, PASSWORD), stopped(login)) == (False, False)


def test_the_right_password_of_a_closed_account_does_not_fit(team: Team):
    with store.session() as db:
        people.set_active(db, team.admin, str(team.designer.account_id), False)

    assert (fits(DIRK, PASSWORD), fits(FATMA, PASSWORD)) == (False, True)


@pytest.mark.parametrize("login", [FATMA, "sofie@mediawijs", "nobody", "half \ud83d"])
def test_a_try_costs_one_comparison_whoever_it_is_for(team: Team, login: str, monkeypatch: pytest.MonkeyPatch):
    compared, verify = [], PasswordHasher.verify
    monkeypatch.setattr(
        PasswordHasher, "verify", lambda self, kept, given: compared.append(kept[:10]) or verify(self, kept, given)
    )
    fits("somebody", "made beforehand")
    compared.clear()

    fits(login, "a wrong guess")

    assert compared == ["$argon2id$"]


def test_a_comparison_costs_as_much_as_we_promise_for_unknown_names_too():
    costs = [extract_parameters(one) for one in (signing_in.HASHER.hash(PASSWORD), signing_in._nobody())]

    assert costs[0] == costs[1]
    assert (costs[0].type, costs[0].memory_cost >= 64 * 1024, costs[0].time_cost >= 3) == (Type.ID, True, True)


@pytest.mark.parametrize(
    ("password", "kept"),
    [
        ("a1b2c3d4e5", True),
        ("a1b2c3d4e", False),
        ("  a1b2c3d4e  ", False),
        ("aaaaaaaaaaaa", False),
        ("ababababab", False),
        ("😀wachtwoord", True),
        ("x1y2z" * 40, True),
        ("x1y2z" * 40 + "!", False),
        ("", False),
        ("half \ud83d character", False),
    ],
)
def test_a_password_is_long_enough_and_not_all_the_same(team: Team, password: str, kept: bool):
    try:
        with store.session() as db:
            signing_in.change_password(db, team.facilitator, PASSWORD, password)
        changed = True
    except Refused:
        changed = False

    assert (changed, fits(FATMA, password if kept else PASSWORD), fits(DIRK, PASSWORD)) == (kept, True, True)


def test_who_changes_a_password_knows_the_old_one_and_works_here(team: Team):
    with pytest.raises(Refused, match="not your present password"), store.session() as db:
        signing_in.change_password(db, team.facilitator, "een gok", NEW)
    with pytest.raises(Denied), store.session() as db:
        signing_in.change_password(db, STRANGER, PASSWORD, NEW)

    assert (fits(FATMA, PASSWORD), fits(FATMA, NEW)) == (True, False)


def test_a_new_password_makes_every_ticket_and_link_of_that_account_worthless(team: Team):
    with store.session() as db:
        ticket = signing_in.entry_ticket(db, FATMA)
        link = people.invite_again(db, team.admin, str(team.facilitator.account_id))
        again = signing_in.entry_ticket(db, FATMA)
        beside = signing_in.entry_ticket(db, DIRK)

    with store.session() as db:
        signing_in.change_password(db, team.facilitator, PASSWORD, NEW)

    for token in (ticket, again):
        with pytest.raises(Refused), store.session() as db:
            signing_in.come_in(db, token)
    with pytest.raises(Refused), store.session() as db:
        signing_in.choose_password(db, link, "nog een wachtwoord 9")
    with store.session() as db:
        assert len(signing_in.come_in(db, beside)) == 43


def test_a_new_password_is_noted_and_never_written_down(team: Team):
    with store.session() as db:
        signing_in.change_password(db, team.facilitator, PASSWORD, NEW)

    with store.reading() as db:
        deed, figures = db.exec(select(AuditEvent.deed, AuditEvent.figures).order_by(AuditEvent.number.desc())).first()
        rows = str([*db.exec(select(Account)), *db.exec(select(StaffLink)), *db.exec(select(AuditEvent))])
    assert (deed, figures, NEW in rows) == ("password changed", {}, False)


@pytest.mark.parametrize(("tries", "refused"), [(4, False), (5, True)])
def test_after_five_failures_in_a_minute_the_sixth_try_is_refused(team: Team, watch: Clock, tries: int, refused: bool):
    fail(FATMA, tries)

    assert stopped(FATMA) is refused


def test_other_accounts_go_on_whatever_happens_to_one(team: Team, watch: Clock):
    fail(FATMA, 10)

    assert [stopped(FATMA), stopped(f"  {FATMA.upper()}"), stopped(FATMA, HOME), stopped(DIRK)] == [
        True, True, True, False,
    ]  # fmt: skip


def test_a_minute_later_one_may_try_again_until_ten_in_a_quarter_of_an_hour(team: Team, watch: Clock):
    fail(FATMA, 5)
    watch.go(seconds=61)
    after_a_minute = stopped(FATMA)
    fail(FATMA, 5)
    watch.go(seconds=61)
    after_ten = stopped(FATMA)
    watch.go(minutes=14)

    assert (after_a_minute, after_ten, stopped(FATMA)) == (False, True, False)


def test_one_caller_may_not_try_name_after_name(team: Team, watch: Clock):
    for at in range(30):
        fail(f"name {at}")

    assert [stopped(DIRK), stopped(DIRK, HOME)] == [True, False]
    watch.go(minutes=15, seconds=1)
    assert stopped(DIRK) is False


def test_failures_are_counted_across_processes_and_starts(house: str, watch: Clock):
    fail(FATMA, 3)
    use(store.address())  # a new process: another engine, nothing remembered
    fail(FATMA, 2)

    assert (stopped(FATMA), stopped(DIRK)) == (True, False)


def test_failures_hold_no_name_and_no_address_and_are_forgotten_after_an_hour(team: Team, watch: Clock):
    fail(FATMA, 3)
    with store.reading() as db:
        rows = str(db.exec(select(SignInAttempt)).all())
    watch.go(minutes=61)
    fail(DIRK, 1, HOME)

    with store.reading() as db:
        left: Any = db.exec(select(func.count()).select_from(SignInAttempt)).one()
    assert ([FATMA in rows, "fatma" in rows, SCHOOL in rows, left]) == [False, False, False, 1]


def begin(login: str, caller: str = SCHOOL) -> str | None:
    with store.session() as db:
        return signing_in.begin(db, login, caller)


def test_of_many_tries_at_the_same_moment_five_are_looked_at(house: str):
    begun = all_at_once([lambda: begin(FATMA)] * 12)

    assert (sum(isinstance(one, str) for one in begun), begun.count(None)) == (5, 7)


def test_a_try_that_succeeds_counts_no_longer(team: Team, watch: Clock):
    for _ in range(20):
        attempt = begin(FATMA)
        assert attempt
        with store.session() as db:
            signing_in.succeeded(db, attempt)
    fail(FATMA, 4)

    assert (begin(FATMA) is None, begin(FATMA)) == (False, None)


def test_no_more_than_two_passwords_are_compared_at_a_time(team: Team, monkeypatch: pytest.MonkeyPatch):
    busy, most = [], []

    def verify(*_: object) -> bool:
        busy.append(1)
        most.append(len(busy))
        sleep(0.02)
        busy.pop()
        return True

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    all_at_once([lambda: signing_in.password_fits("x", "y")] * 8)

    assert max(most) == 2
