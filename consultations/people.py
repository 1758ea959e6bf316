"""Organisations and accounts: found, invite, change roles, let go. No e-mail: an administrator hands links over."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Setting
from sqlmodel import Session, col, delete, select

from consultations.access import STAFF_ROLES, Action, Denied, Role, Thing, Visitor, require
from consultations.language.normal import tidy
from consultations.protection import audit, secret
from consultations.shapes import Refused
from models import clock
from models.people import Account, AccountRole, Organisation, StaffLink, StaffSession
from translations import LANGUAGES, N_

INVITATION = timedelta(hours=72)
RESET = timedelta(minutes=30)
Basis = Literal["school_notice", "parents", "both"]
BASES: tuple[Basis, ...] = ("school_notice", "parents", "both")


class Rules(BaseModel):
    """What an organisation decides for itself. The age rule says which agreement a session needs before it opens."""

    model_config = ConfigDict(extra="forbid")

    under_13: Basis = "parents"
    from_13: Basis = "school_notice"
    safeguarding_name: str = Setting(default="", max_length=120)
    safeguarding_phone: str = Setting(default="", max_length=40)

    def needed(self, age_band: str) -> Basis:
        """The agreement a band needs. A band with anyone under 13 follows the rule for under 13."""
        return self.under_13 if age_band in ("6-8", "9-11", "12-14") else self.from_13


def covers(given: str, needed: Basis) -> bool:
    """Whether the agreement a facilitator has is at least the one that is needed."""
    return given in {needed, "both"}


@dataclass(frozen=True)
class Person:
    """A staff member as an administrator sees one: no password, no session, no child's word."""

    id: str
    name: str
    login: str
    language: str
    active: bool
    invited: bool
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class House:
    """An organisation: its name and its rules."""

    id: str
    name: str
    rules: Rules = field(default_factory=Rules)


def found_organisation(db: Session, who: Visitor, name: str) -> str:
    """Start an organisation. Returns its id."""
    require(who, Action.OPERATE)
    name = _line(name, 200)
    if db.exec(select(Organisation).where(Organisation.name == name)).first():
        raise Refused(N_("There is already an organisation called {name}."), name=name)
    made = Organisation(name=name, rules=Rules().model_dump())
    db.add(made)
    db.flush()
    audit.note(db, who, "organisation founded", "organisation", made.id)
    return made.id


def organisation(db: Session, who: Visitor) -> House:
    """The visitor's own organisation."""
    require(who, Action.WORK_HERE)
    row = db.get_one(Organisation, who.organisation_id)
    return House(row.id, row.name, Rules.model_validate(row.rules))


def set_rules(db: Session, who: Visitor, **rules: str) -> None:
    """Change the organisation's own rules."""
    require(who, Action.MANAGE_PEOPLE, Thing(organisation_id=who.organisation_id))
    row = db.get_one(Organisation, who.organisation_id, with_for_update=True, populate_existing=True)
    try:
        fresh = Rules.model_validate({**row.rules, **{name: tidy(said) for name, said in rules.items()}})
    except ValueError:
        raise Refused(N_("That cannot be a rule of the organisation.")) from None
    row.rules = fresh.model_dump()
    db.add(row)
    audit.note(db, who, "rules changed", "organisation", row.id)


def invite(
    db: Session, who: Visitor, organisation_id: str, name: str, login: str, roles: list[Role], language: str
) -> tuple[str, str]:
    """Make an account without a password, and a single-use invitation. Returns the account's id and the token."""
    require(who, Action.MANAGE_PEOPLE, Thing(organisation_id=organisation_id))
    name, login = _line(name, 120), _line(login_name(login), 80)
    if language not in LANGUAGES:
        raise Refused(N_("Choose a language."))
    _check_roles(roles)
    if db.exec(select(Account).where(Account.login == login)).first():
        raise Refused(N_("There is already an account called {login}."), login=login)
    account = Account(organisation_id=organisation_id, login=login, name=name, language=language)
    db.add(account)
    db.flush()
    db.add_all(AccountRole(account_id=account.id, role=role.value) for role in set(roles))
    audit.note(db, who, "account invited", "account", account.id, roles=sorted(set(roles)))
    return account.id, _link(db, account.id, "invitation")


def invite_again(db: Session, who: Visitor, account_id: str) -> str:
    """A fresh single-use link: an invitation for who never came in, a password reset for who did."""
    account = _account(db, who, account_id)
    purpose: Literal["invitation", "reset"] = "reset" if account.password_hash else "invitation"
    for link in db.exec(select(StaffLink).where(StaffLink.account_id == account_id)):
        link.used_at = link.used_at or clock.now()
    audit.note(db, who, f"{purpose} link made", "account", account_id)
    return _link(db, account_id, purpose)


def set_roles(db: Session, who: Visitor, account_id: str, roles: list[Role]) -> None:
    """Give an account these roles and no others. Its sessions end at once."""
    account = _account(db, who, account_id)
    if account_id == who.account_id:
        raise Refused(N_("Somebody else must change your own roles."))
    _check_roles(roles)
    db.exec(delete(AccountRole).where(col(AccountRole.account_id) == account_id))
    db.add_all(AccountRole(account_id=account_id, role=role.value) for role in set(roles))
    _end_sessions(db, account)
    audit.note(db, who, "roles changed", "account", account_id, roles=sorted(set(roles)))


def set_active(db: Session, who: Visitor, account_id: str, active: bool) -> None:
    """Let somebody in, or no longer. Their sessions end at once."""
    account = _account(db, who, account_id)
    if account_id == who.account_id:
        raise Refused(N_("Somebody else must close your own account."))
    account.active = active
    _end_sessions(db, account)
    audit.note(db, who, "account opened" if active else "account closed", "account", account_id)


def people(db: Session, who: Visitor) -> tuple[Person, ...]:
    """Everybody in the organisation, by name."""
    require(who, Action.MANAGE_PEOPLE, Thing(organisation_id=who.organisation_id))
    accounts = db.exec(
        select(Account).where(Account.organisation_id == who.organisation_id).order_by(col(Account.name))
    ).all()
    roles: dict[str, list[Role]] = {}
    for row in db.exec(select(AccountRole).where(col(AccountRole.account_id).in_([one.id for one in accounts]))):
        roles.setdefault(row.account_id, []).append(Role(row.role))
    return tuple(
        Person(
            id=one.id,
            name=one.name,
            login=one.login,
            language=one.language,
            active=one.active,
            invited=one.password_hash is None,
            roles=tuple(sorted(roles.get(one.id, []))),
        )
        for one in accounts
    )


def facilitators(db: Session, organisation_id: str) -> dict[str, str]:
    """The facilitators of an organisation who can sign in: names by account id, in the order of their names."""
    rows = db.exec(
        select(Account)
        .join(AccountRole, col(AccountRole.account_id) == col(Account.id))
        .where(
            Account.organisation_id == organisation_id,
            AccountRole.role == Role.FACILITATOR.value,
            col(Account.active).is_(True),
        )
        .order_by(col(Account.name), col(Account.id))
    )
    return {one.id: one.name for one in rows}


def set_language(db: Session, who: Visitor, language: str) -> None:
    """Remember in which language somebody works."""
    require(who, Action.WORK_HERE)
    if language not in LANGUAGES:
        raise Refused(N_("Choose a language."))
    account = db.get_one(Account, who.account_id)
    account.language = language
    db.add(account)


def _account(db: Session, who: Visitor, account_id: str) -> Account:
    account = db.get(Account, account_id, with_for_update=True, populate_existing=True)
    if account is None:
        raise Denied
    require(who, Action.MANAGE_PEOPLE, Thing(organisation_id=account.organisation_id))
    return account


def _check_roles(roles: list[Role]) -> None:
    if not roles or any(role not in STAFF_ROLES for role in roles):
        raise Refused(N_("Choose at least one role."))
    if Role.ADMIN in roles and len(roles) > 1:
        raise Refused(N_("An administrator sees no child's words, so has no other role."))


def _end_sessions(db: Session, account: Account) -> None:
    account.auth_version += 1
    for row in db.exec(
        select(StaffSession).where(StaffSession.account_id == account.id, col(StaffSession.ended_at).is_(None))
    ):
        row.ended_at = clock.now()


def _link(db: Session, account_id: str, purpose: Literal["invitation", "reset"]) -> str:
    token = secret.random_token()
    lasts = INVITATION if purpose == "invitation" else RESET
    db.add(
        StaffLink(
            account_id=account_id,
            purpose=purpose,
            token_hash=secret.digest(token),
            expires_at=clock.now() + lasts,
        )
    )
    return token


def login_name(typed: str) -> str:
    """A name to sign in with, as it is kept: in one spelling and small letters; "" for what cannot be read."""
    try:
        return " ".join(tidy(typed).split()).casefold()
    except ValueError:
        return ""


def _line(text: str, longest: int) -> str:
    try:
        line = " ".join(tidy(text).split())
    except ValueError:
        line = ""
    if not line or len(line) > longest:
        raise Refused(N_("Fill in between 1 and {n} letters."), n=longest)
    return line
