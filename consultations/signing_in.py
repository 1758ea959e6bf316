"""How staff come in and go out: password, throttle, one-time links, and a session that is looked up on every run."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, col, delete, func, select

from consultations.access import Action, Role, Visitor, require
from consultations.people import login_name
from consultations.protection import audit, secret
from consultations.shapes import Refused
from models import clock, store
from models.people import Account, AccountRole, SignInAttempt, StaffLink, StaffSession
from translations import N_

IDLE = timedelta(minutes=30)
AT_MOST = timedelta(hours=8)
ENTRY = timedelta(seconds=60)
LIMITS = ((timedelta(minutes=1), 5), (timedelta(minutes=15), 10))
CALLER_LIMIT = (timedelta(minutes=15), 30)
SEEN_EVERY = timedelta(minutes=1)
SHORTEST, LONGEST = 10, 200

HASHER = PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)
HASHING = BoundedSemaphore(2)
"""Each hash takes 64 MB and a core for a while: more than two at a time would starve the children."""


@dataclass(frozen=True)
class SignedIn:
    """A staff member at work: who, with which roles, in which language."""

    visitor: Visitor
    name: str
    language: str


@cache
def _nobody() -> str:
    """A hash for names that do not exist, so that a try costs the same."""
    return HASHER.hash(secret.random_token())


def too_many(db: Session, login: str, caller: str) -> bool:
    """Whether this name, or this caller, has failed too often lately. One name's failures never stop another."""
    name_key, caller_key = _keys(login, caller)
    now = clock.now()
    for span, limit in LIMITS:
        if _failures(db, col(SignInAttempt.name_key) == name_key, now - span) >= limit:
            return True
    span, limit = CALLER_LIMIT
    return _failures(db, col(SignInAttempt.caller_key) == caller_key, now - span) >= limit


def password_fits(stored: str | None, password: str) -> bool:
    """Whether a password fits the stored hash; takes the same time when there is no such account."""
    try:
        with HASHING:
            return HASHER.verify(stored or _nobody(), password.strip()) and stored is not None
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def stored_password(db: Session, login: str) -> str | None:
    """The password hash of an active account with this name, if there is one."""
    return db.exec(select(Account.password_hash).where(Account.login == login_name(login), col(Account.active))).first()


def begin(db: Session, login: str, caller: str) -> str | None:
    """Count a try before its password is looked at, so that many at once are counted too. None: too many already.

    Returns what `succeeded` takes; a try that does not succeed has failed.
    """
    store.take_turn(db, "sign-in")
    return None if too_many(db, login, caller) else failed(db, login, caller)


def failed(db: Session, login: str, caller: str) -> str:
    """Count a failed try, and forget those that no longer count."""
    name_key, caller_key = _keys(login, caller)
    db.exec(delete(SignInAttempt).where(col(SignInAttempt.tried_at) < clock.now() - timedelta(hours=1)))
    made = SignInAttempt(name_key=name_key, caller_key=caller_key, tried_at=clock.now())
    db.add(made)
    return made.id


def succeeded(db: Session, attempt: str) -> None:
    """A try that had begun was right: it counts no longer."""
    db.exec(delete(SignInAttempt).where(col(SignInAttempt.id) == attempt))


def entry_ticket(db: Session, login: str) -> str:
    """After the right password: a ticket, good once and for a minute, that the browser trades for its cookie."""
    account = db.exec(select(Account).where(Account.login == login_name(login), col(Account.active))).one()
    token = secret.random_token()
    db.add(
        StaffLink(
            account_id=account.id,
            purpose="entry",
            token_hash=secret.digest(token),
            expires_at=clock.now() + ENTRY,
        )
    )
    return token


def come_in(db: Session, ticket: str) -> str:
    """Trade a ticket for a session. Returns the token for the cookie."""
    account = _use(db, ticket, "entry")
    token, now = secret.random_token(), clock.now()
    db.add(
        StaffSession(
            account_id=account.id,
            token_hash=secret.digest(token),
            auth_version=account.auth_version,
            started_at=now,
            seen_at=now,
        )
    )
    who = Visitor(account_id=account.id, organisation_id=account.organisation_id)
    audit.note(db, who, "signed in", "account", account.id)
    return token


def signed_in(db: Session, token: str | None) -> SignedIn | None:
    """Who holds this session, with the roles of this moment; None when it has ended in any way."""
    if not token:
        return None
    asked = (
        select(StaffSession, Account)
        .join(Account)
        .where(StaffSession.token_hash == secret.digest(token), col(StaffSession.ended_at).is_(None))
    )
    found = db.exec(asked).first()
    if not found:
        return None
    row, account = found
    now = clock.now()
    if (
        not account.active
        or row.auth_version != account.auth_version
        or now - row.seen_at > IDLE
        or now - row.started_at > AT_MOST
    ):
        return None
    roles = db.exec(select(AccountRole.role).where(AccountRole.account_id == account.id)).all()
    visitor = Visitor(
        roles=frozenset(Role(role) for role in roles),
        account_id=account.id,
        organisation_id=account.organisation_id,
    )
    return SignedIn(visitor, account.name, account.language)


def still_here(db: Session, token: str) -> None:
    """Note that the session is in use; at most once a minute, so that a page costs no write."""
    row = db.exec(select(StaffSession).where(StaffSession.token_hash == secret.digest(token))).first()
    if row and row.ended_at is None and clock.now() - row.seen_at <= IDLE:
        row.seen_at = clock.now()
        db.add(row)


def needs_note(db: Session, token: str) -> bool:
    """Whether `still_here` is due."""
    seen = db.exec(select(StaffSession.seen_at).where(StaffSession.token_hash == secret.digest(token))).first()
    return seen is not None and clock.now() - seen > SEEN_EVERY


def leave(db: Session, token: str) -> None:
    """Sign out: this session ends, here and on every page it has open."""
    row = db.exec(select(StaffSession).where(StaffSession.token_hash == secret.digest(token))).first()
    if row and row.ended_at is None:
        row.ended_at = clock.now()
        db.add(row)
        account = db.get_one(Account, row.account_id)
        who = Visitor(account_id=account.id, organisation_id=account.organisation_id)
        audit.note(db, who, "signed out", "account", account.id)


def link_is_good(db: Session, token: str) -> bool:
    """Whether an invitation or reset link can still be used."""
    row = db.exec(select(StaffLink).where(StaffLink.token_hash == secret.digest(token))).first()
    return bool(row and row.purpose != "entry" and row.used_at is None and row.expires_at > clock.now())


def choose_password(db: Session, token: str, password: str) -> str:
    """Use an invitation or reset link to set a password. Ends older sessions. Returns the login name."""
    check_password(password)
    account = _use(db, token, "invitation", "reset")
    _set_password(db, account, password)
    return account.login


def change_password(db: Session, who: Visitor, old: str, new: str) -> None:
    """Somebody changes their own password. All their sessions end, this one too."""
    require(who, Action.WORK_HERE)
    account = db.get_one(Account, who.account_id, with_for_update=True, populate_existing=True)
    if not password_fits(account.password_hash, old):
        raise Refused(N_("That is not your present password."))
    check_password(new)
    _set_password(db, account, new)


def check_password(password: str) -> None:
    """Refuse a password that is too short to hold, absurdly long, or not made of whole characters."""
    whole = password.encode("utf-8", "ignore").decode() == password
    if not whole or not SHORTEST <= len(password.strip()) <= LONGEST or len(set(password)) < SHORTEST // 2:
        raise Refused(N_("Choose a password of at least {n} characters, not all the same."), n=SHORTEST)


def _set_password(db: Session, account: Account, password: str) -> None:
    with HASHING:
        account.password_hash = HASHER.hash(password.strip())
    account.auth_version += 1
    db.add(account)
    unused = (StaffLink.account_id == account.id, col(StaffLink.used_at).is_(None))
    for link in db.exec(select(StaffLink).where(*unused)):  # a ticket got with the old password is worth nothing now
        link.used_at = clock.now()
    who = Visitor(account_id=account.id, organisation_id=account.organisation_id)
    audit.note(db, who, "password changed", "account", account.id)


def _use(db: Session, token: str, *purposes: str) -> Account:
    row = db.exec(select(StaffLink).where(StaffLink.token_hash == secret.digest(token)).with_for_update()).first()
    if not row or row.purpose not in purposes or row.used_at is not None or row.expires_at <= clock.now():
        raise Refused(N_("This link has been used already, or is too old."))
    account = db.get_one(Account, row.account_id, with_for_update=True, populate_existing=True)
    if not account.active:
        raise Refused(N_("This link has been used already, or is too old."))
    row.used_at = clock.now()
    db.add(row)
    return account


def _keys(login: str, caller: str) -> tuple[str, str]:
    return secret.keyed("sign-in name", login_name(login)), secret.keyed("sign-in caller", caller)


def _failures(db: Session, whose: object, since: object) -> int:
    asked = select(func.count()).select_from(SignInAttempt).where(whose, col(SignInAttempt.tried_at) > since)  # type: ignore[arg-type]
    return db.exec(asked).one()
