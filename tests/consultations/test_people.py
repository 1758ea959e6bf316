"""Organisations and accounts: only an administrator lets people in, and only those of the same organisation."""

from collections.abc import Callable
from dataclasses import fields
from threading import Thread
from typing import Any

import pytest
from sqlmodel import Session, select

from consultations import people
from consultations.access import OPERATOR, STRANGER, Denied, Role, Visitor
from consultations.people import Person, Rules
from consultations.shapes import Refused
from models import store
from models.people import Account, AccountRole, Organisation
from models.protection import AuditEvent
from tests.factories import Team, make_team


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


@pytest.fixture
def others(team: Team) -> Team:
    with store.session() as db:
        return make_team(db, "CSEM")


def everybody(team: Team) -> dict[str, tuple[Role, ...]]:
    with store.reading() as db:
        return {one.name: one.roles for one in people.people(db, team.admin)}


def kept(*columns: Any) -> list[Any]:
    with store.reading() as db:
        return sorted(db.exec(select(*columns)).all())


def invite(team: Team, who: Visitor, login: str = "yassine", **changed: Any) -> tuple[str, str]:
    plain: dict[str, Any] = {"name": "Yassine", "roles": [Role.DESIGNER], "language": "fr"}
    with store.session() as db:
        return people.invite(db, who, team.organisation_id, login=login, **{**plain, **changed})


def test_only_the_operator_founds_an_organisation(team: Team):
    for who in (STRANGER, team.admin, team.facilitator, team.designer, team.safeguarding):
        with pytest.raises(Denied), store.session() as db:
            people.found_organisation(db, who, "Nog een")

    assert kept(Organisation.name) == ["Mediawijs"]


@pytest.mark.parametrize("name", ["Mediawijs", "  Mediawijs ", "", " \n", "x" * 201, "half \ud83d"])
def test_two_organisations_with_one_name_and_names_that_cannot_be_kept_are_refused(team: Team, name: str):
    with pytest.raises(Refused), store.session() as db:
        people.found_organisation(db, OPERATOR, name)

    assert kept(Organisation.name) == ["Mediawijs"]


def test_an_invited_account_has_no_password_and_exactly_the_given_roles(team: Team, others: Team):
    account_id, token = invite(team, team.admin, roles=[Role.DESIGNER, Role.FACILITATOR, Role.DESIGNER])

    with store.reading() as db:
        invited = next(one for one in people.people(db, team.admin) if one.id == account_id)
        events = db.exec(select(AuditEvent.deed, AuditEvent.figures).where(AuditEvent.object_id == account_id)).all()
    assert invited == Person(
        id=account_id, name="Yassine", login="yassine", language="fr", active=True, invited=True,
        roles=(Role.DESIGNER, Role.FACILITATOR),
    )  # fmt: skip
    assert [(deed, figures) for deed, figures in events] == [
        ("account invited", {"roles": ["designer", "facilitator"]})
    ]
    assert len(token) == 43
    assert "Yassine" not in everybody(others)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""}, {"name": "x" * 121}, {"name": "\ud83d"}, {"login": "  "}, {"login": "x" * 81},
        {"login": "İ" * 80},
        {"login": "FATMA@mediawijs"}, {"login": " fatma@mediawijs\u200b "}, {"language": "de"}, {"language": ""},
        {"roles": []}, {"roles": [Role.CHILD]}, {"roles": [Role.OPERATOR]}, {"roles": [Role.ADMIN, Role.DESIGNER]},
    ],
    ids=repr,
)  # fmt: skip
def test_an_invitation_that_cannot_be_is_refused(team: Team, changed: dict[str, Any]):
    before = kept(Account.login)

    with pytest.raises(Refused):
        invite(team, team.admin, **changed)

    assert kept(Account.login) == before


def test_a_name_to_sign_in_with_is_kept_in_one_spelling(team: Team):
    account_id, _ = invite(team, team.admin, login="  ZO\u00cb\u200b  Peeters ")

    with store.reading() as db:
        assert db.get_one(Account, account_id).login == people.login_name("zoe\u0308 peeters") == "zo\u00eb peeters"


DEEDS: dict[str, Callable[[Session, Visitor, Team], object]] = {
    "invite": lambda db, who, to: people.invite(db, who, to.organisation_id, "X", "x", [Role.DESIGNER], "nl"),
    "invite again": lambda db, who, to: people.invite_again(db, who, str(to.designer.account_id)),
    "set roles": lambda db, who, to: people.set_roles(db, who, str(to.designer.account_id), [Role.FACILITATOR]),
    "close": lambda db, who, to: people.set_active(db, who, str(to.designer.account_id), False),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_only_an_administrator_of_the_same_organisation_looks_after_people(team: Team, others: Team, deed: str):
    before = (kept(Account.id, Account.active), kept(AccountRole.account_id, AccountRole.role))

    for who in (STRANGER, team.facilitator, team.designer, team.safeguarding, others.admin):
        with pytest.raises(Denied), store.session() as db:
            DEEDS[deed](db, who, team)

    assert (kept(Account.id, Account.active), kept(AccountRole.account_id, AccountRole.role)) == before


@pytest.mark.parametrize("who", ["facilitator", "designer", "safeguarding"])
def test_only_an_administrator_sees_who_works_here_and_sets_the_rules(team: Team, who: str):
    for verb in (people.people, people.set_rules):
        with pytest.raises(Denied), store.reading() as db:
            verb(db, getattr(team, who))


def test_an_account_that_is_not_there_looks_like_one_of_somebody_else(team: Team, others: Team):
    refusals = set()
    for account_id in ("0" * 32, str(others.designer.account_id)):
        with pytest.raises(Denied) as refused, store.session() as db:
            people.invite_again(db, team.admin, account_id)
        refusals.add(refused.value.sentence)

    assert len(refusals) == 1


def test_roles_are_replaced_and_other_accounts_keep_theirs(team: Team, others: Team):
    before, beside = everybody(team), everybody(others)

    with store.session() as db:
        people.set_roles(db, team.admin, str(team.designer.account_id), [Role.SAFEGUARDING, Role.FACILITATOR])

    assert everybody(team) == {**before, "dirk": (Role.FACILITATOR, Role.SAFEGUARDING)}
    assert everybody(others) == beside


@pytest.mark.parametrize(
    "roles", [[], [Role.ADMIN, Role.FACILITATOR], [Role.ADMIN, Role.SAFEGUARDING], [Role.CHILD], [Role.OPERATOR]]
)
def test_an_administrator_has_no_other_role_and_nobody_has_none(team: Team, roles: list[Role]):
    before = everybody(team)

    with pytest.raises(Refused), store.session() as db:
        people.set_roles(db, team.admin, str(team.designer.account_id), roles)

    assert everybody(team) == before


def test_nobody_changes_their_own_roles_or_closes_their_own_account(team: Team):
    before = everybody(team)

    for deed in (
        lambda db: people.set_roles(db, team.admin, str(team.admin.account_id), [Role.DESIGNER]),
        lambda db: people.set_active(db, team.admin, str(team.admin.account_id), False),
    ):
        with pytest.raises(Refused, match="Somebody else must"), store.session() as db:
            deed(db)

    assert (everybody(team), kept(Account.active)) == (before, [True] * 5)


def test_two_administrators_who_give_roles_at_once_never_mix_them(house: str):
    with store.session() as db:
        team = make_team(db)
        second, _ = people.invite(db, team.admin, team.organisation_id, "Aziz", "aziz", [Role.ADMIN], "nl")
    aziz = Visitor(frozenset({Role.ADMIN}), second, team.organisation_id)
    dirk = str(team.designer.account_id)

    def other() -> None:
        with store.session() as db:
            people.set_roles(db, aziz, dirk, [Role.FACILITATOR])

    with store.session() as db:
        people.set_roles(db, team.admin, dirk, [Role.ADMIN])
        db.flush()
        thread = Thread(target=other)
        thread.start()
        thread.join(0.3)  # it waits for us, or is done
    thread.join()

    assert everybody(team)["dirk"] == (Role.FACILITATOR,)


def test_an_administrator_reads_names_and_roles_and_no_secret(team: Team, others: Team):
    assert [one.name for one in fields(Person)] == ["id", "name", "login", "language", "active", "invited", "roles"]
    assert everybody(team) == {
        "ada": (Role.ADMIN,), "colin": (Role.FACILITATOR,), "dirk": (Role.DESIGNER,), "fatma": (Role.FACILITATOR,),
        "sofie": (Role.SAFEGUARDING,),
    }  # fmt: skip


def test_the_rules_of_an_organisation_are_its_own(team: Team, others: Team):
    with store.session() as db:
        people.set_rules(db, team.admin, from_13="both", safeguarding_phone=" 02 \u200b123 ")

    with store.reading() as db:
        ours, theirs = people.organisation(db, team.designer), people.organisation(db, others.designer)
    assert ours == people.House(team.organisation_id, "Mediawijs", Rules(from_13="both", safeguarding_phone="02 123"))
    assert theirs == people.House(others.organisation_id, "CSEM", Rules())


@pytest.mark.parametrize(
    "rules",
    [{"under_13": "nothing"}, {"from_12": "both"}, {"safeguarding_name": "x" * 121}, {"safeguarding_phone": "\ud83d"}],
)
def test_a_rule_that_cannot_be_is_refused(team: Team, rules: dict[str, str]):
    with pytest.raises(Refused, match="cannot be a rule"), store.session() as db:
        people.set_rules(db, team.admin, **rules)

    with store.reading() as db:
        assert people.organisation(db, team.admin).rules == Rules()


@pytest.mark.parametrize(
    ("band", "needed"), [("6-8", "parents"), ("9-11", "parents"), ("12-14", "parents"), ("15-18", "school_notice")]
)
def test_a_band_with_anybody_under_thirteen_follows_the_rule_for_under_thirteen(band: str, needed: str):
    assert Rules().needed(band) == needed


@pytest.mark.parametrize(
    ("given", "needed", "enough"),
    [
        ("parents", "parents", True), ("both", "parents", True), ("both", "both", True),
        ("school_notice", "parents", False),
        ("parents", "both", False), ("parents", "school_notice", False),
        ("", "parents", False), ("trial", "both", False),
    ],
)  # fmt: skip
def test_an_agreement_covers_itself_and_both_covers_all(given: str, needed: Any, enough: bool):
    assert people.covers(given, needed) is enough


def test_a_language_is_remembered_for_one_person(team: Team):
    with store.session() as db:
        people.set_language(db, team.facilitator, "fr")
    with pytest.raises(Refused), store.session() as db:
        people.set_language(db, team.facilitator, "de")

    with store.reading() as db:
        spoken = {one.name: one.language for one in people.people(db, team.admin)}
    assert spoken == {"ada": "nl", "colin": "nl", "dirk": "nl", "fatma": "fr", "sofie": "nl"}
