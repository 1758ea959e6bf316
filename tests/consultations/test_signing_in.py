"""Staff come in with a password and a ticket, and are out the moment anything about them changes (R-20 … R-26)."""

from collections.abc import Callable

import pytest
from sqlmodel import Session, func, select

from consultations import people, signing_in
from consultations.access import Role
from consultations.shapes import Refused
from models import store
from models.people import Account, StaffLink, StaffSession
from tests.clocks import Clock, hold
from tests.factories import PASSWORD, Team, make_team, with_password

NEW = "een ander wachtwoord 8"


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return hold(monkeypatch)


@pytest.fixture
def team(sqlite_house: str, quick_hashing: None) -> Team:
    """Everybody has a password."""
    with store.session() as db:
        made = make_team(db)
        for who in (made.facilitator, made.designer, made.admin):
            with_password(db, who)
        return made


def come_in(login: str) -> str:
    """Past the right password. Returns the session's token."""
    with store.session() as db:
        ticket = signing_in.entry_ticket(db, login)
    with store.session() as db:
        return signing_in.come_in(db, ticket)


FATMA, DIRK = "fatma@mediawijs", "dirk@mediawijs"


def who(token: str | None) -> str | None:
    with store.reading() as db:
        found = signing_in.signed_in(db, token)
    return found.name if found else None


def here(token: str) -> None:
    with store.session() as db:
        signing_in.still_here(db, token)


def test_who_comes_in_is_known_with_role_organisation_and_language(team: Team):
    with store.session() as db:
        people.set_language(db, team.facilitator, "fr")
    token = come_in(" Fatma@MEDIAWIJS\u200b ")

    with store.reading() as db:
        found = signing_in.signed_in(db, token)

    assert found == signing_in.SignedIn(team.facilitator, "fatma", "fr")


def test_a_token_nobody_gave_out_is_nobody(team: Team):
    come_in(FATMA)

    assert [who(token) for token in (None, "", "x" * 43, "\ud83d", "\x00")] == [None] * 5


def test_the_store_holds_hashes_only(team: Team):
    token = come_in(FATMA)

    with store.reading() as db:
        rows = str([*db.exec(select(StaffSession)), *db.exec(select(StaffLink)), *db.exec(select(Account))])
    assert (token in rows, PASSWORD in rows, "token_hash" in rows) == (False, False, True)


def test_a_ticket_is_good_once(team: Team):
    with store.session() as db:
        ticket = signing_in.entry_ticket(db, FATMA)
    with store.session() as db:
        signing_in.come_in(db, ticket)

    with pytest.raises(Refused, match="used already, or is too old"), store.session() as db:
        signing_in.come_in(db, ticket)

    with store.reading() as db:
        assert db.exec(select(func.count()).select_from(StaffSession)).one() == 1


@pytest.mark.parametrize(("seconds", "good"), [(59, True), (60.5, False)])
def test_a_ticket_is_good_for_a_minute(team: Team, watch: Clock, seconds: float, good: bool):
    with store.session() as db:
        ticket = signing_in.entry_ticket(db, FATMA)
    watch.go(seconds=seconds)

    try:
        with store.session() as db:
            came = signing_in.come_in(db, ticket) != ""
    except Refused:
        came = False
    assert came is good


def test_a_ticket_is_no_invitation_and_an_invitation_no_ticket(team: Team):
    with store.session() as db:
        ticket = signing_in.entry_ticket(db, FATMA)
        link = people.invite_again(db, team.admin, str(team.designer.account_id))
    with store.reading() as db:
        assert (signing_in.link_is_good(db, ticket), signing_in.link_is_good(db, link)) == (False, True)

    with pytest.raises(Refused), store.session() as db:
        signing_in.choose_password(db, ticket, NEW)
    with pytest.raises(Refused), store.session() as db:
        signing_in.come_in(db, link)


ENDS: dict[str, Callable[[Team, str], None]] = {
    "signing out": lambda _, token: act(lambda db: signing_in.leave(db, token)),
    "a new password": lambda team, _: act(lambda db: signing_in.change_password(db, team.facilitator, PASSWORD, NEW)),
    "a reset": lambda team, _: reset(team),
    "other roles": lambda team, _: act(
        lambda db: people.set_roles(db, team.admin, str(team.facilitator.account_id), [Role.DESIGNER])
    ),
    "a closed account": lambda team, _: act(
        lambda db: people.set_active(db, team.admin, str(team.facilitator.account_id), False)
    ),
}


def act(deed: Callable[[Session], object]) -> None:
    with store.session() as db:
        deed(db)


def reset(team: Team) -> None:
    with store.session() as db:
        link = people.invite_again(db, team.admin, str(team.facilitator.account_id))
    with store.session() as db:
        signing_in.choose_password(db, link, NEW)


@pytest.mark.parametrize("end", ENDS)
def test_a_session_ends_at_once_with(team: Team, end: str):
    token, other, beside = come_in(FATMA), come_in(FATMA), come_in(DIRK)

    ENDS[end](team, token)

    kept = "fatma" if end == "signing out" else None
    assert (who(token), who(other), who(beside)) == (None, kept, "dirk")


@pytest.mark.parametrize("end", [end for end in ENDS if end != "signing out"])
def test_a_session_that_begins_at_that_very_moment_is_of_the_past_too_with(team: Team, end: str):
    token = come_in(FATMA)

    ENDS[end](team, token)

    with store.session() as db:  # as if it had been written just before and not been seen by who ended the others
        row = db.exec(select(StaffSession).where(StaffSession.account_id == team.facilitator.account_id)).one()
        db.get_one(Account, row.account_id).active, row.ended_at = True, None
    assert who(token) is None


def test_a_closed_account_that_opens_again_does_not_bring_its_sessions_back(team: Team):
    token = come_in(FATMA)
    for active in (False, True):
        act(lambda db, active=active: people.set_active(db, team.admin, str(team.facilitator.account_id), active))

    assert (who(token), who(come_in(FATMA))) == (None, "fatma")


@pytest.mark.parametrize(("minutes", "there"), [(29.9, True), (30.1, False)])
def test_a_session_nobody_uses_ends_after_half_an_hour(team: Team, watch: Clock, minutes: float, there: bool):
    token = come_in(FATMA)
    watch.go(minutes=10)
    here(token)

    watch.go(minutes=minutes)

    assert (who(token) is not None) is there


def test_a_session_that_ended_by_itself_is_not_brought_back_by_a_late_page(team: Team, watch: Clock):
    token = come_in(FATMA)
    watch.go(minutes=31)

    here(token)

    assert who(token) is None


@pytest.mark.parametrize(("last", "there"), [(19, True), (21, False)])
def test_a_session_ends_after_eight_hours_however_much_it_is_used(team: Team, watch: Clock, last: int, there: bool):
    token = come_in(FATMA)
    for _ in range(23):
        watch.go(minutes=20)
        here(token)

    watch.go(minutes=last)

    assert (who(token) is not None) is there


def test_that_somebody_is_there_is_noted_once_a_minute_at_most(team: Team, watch: Clock):
    token = come_in(FATMA)
    due = []
    for _ in range(3):
        with store.reading() as db:
            due.append(signing_in.needs_note(db, token))
        watch.go(seconds=31)

    assert due == [False, False, True]


@pytest.mark.parametrize(("hours", "good"), [(71.9, True), (72.1, False)])
def test_an_invitation_is_judged_at_the_moment_it_is_used(team: Team, watch: Clock, hours: float, good: bool):
    with store.session() as db:
        _, link = people.invite(db, team.admin, team.organisation_id, "Yassine", "yassine", [Role.DESIGNER], "fr")
    watch.go(hours=hours)

    assert (link_good(link), chosen(link)) == (good, good)


@pytest.mark.parametrize(("minutes", "good"), [(29.9, True), (30.1, False)])
def test_a_link_for_a_new_password_is_good_for_half_an_hour(team: Team, watch: Clock, minutes: float, good: bool):
    with store.session() as db:
        link = people.invite_again(db, team.admin, str(team.designer.account_id))
    watch.go(minutes=minutes)

    assert (link_good(link), chosen(link)) == (good, good)


def link_good(link: str) -> bool:
    with store.reading() as db:
        return signing_in.link_is_good(db, link)


def chosen(link: str, password: str = NEW) -> bool:
    try:
        with store.session() as db:
            signing_in.choose_password(db, link, password)
    except Refused:
        return False
    return True


def test_a_link_works_once_and_a_refused_password_does_not_use_it_up(team: Team):
    with store.session() as db:
        link = people.invite_again(db, team.admin, str(team.designer.account_id))

    assert [chosen(link, "kort"), chosen(link), chosen(link), link_good(link)] == [False, True, False, False]


def test_a_new_link_makes_the_old_one_worthless(team: Team):
    with store.session() as db:
        _, first = people.invite(db, team.admin, team.organisation_id, "Yassine", "yassine", [Role.DESIGNER], "fr")
        account_id = str(db.exec(select(Account.id).where(Account.login == "yassine")).one())
        second = people.invite_again(db, team.admin, account_id)

    assert (link_good(first), chosen(first), chosen(second)) == (False, False, True)


def test_a_closed_account_cannot_use_its_link(team: Team):
    with store.session() as db:
        link = people.invite_again(db, team.admin, str(team.designer.account_id))
        people.set_active(db, team.admin, str(team.designer.account_id), False)

    assert chosen(link) is False
