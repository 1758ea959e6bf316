"""The sign-in form. streamlit-authenticator draws it; everything behind it is ours: accounts, check, throttle, cookie.

The only file that knows the library. Its own cookie, token, counters and password store are never used.
"""

import secrets

import streamlit as st
import streamlit_authenticator as library
from streamlit_authenticator.models import cookie_model

from consultations import signing_in
from models import store
from pages.parts.frame import Visit, caller

LEFT_BEHIND = ("authentication_status", "username", "name", "email", "roles", "logout")


class NoCookies:
    """The library's cookie component is an iframe our policy refuses; we set our own cookie, by a route."""

    def set(self, *_: object, **__: object) -> None:
        """Nothing is set."""

    def get(self, *_: object, **__: object) -> None:
        """Nothing is there."""

    def delete(self, *_: object, **__: object) -> None:
        """Nothing to delete."""


cookie_model.stx.CookieManager = NoCookies


def form(visit: Visit) -> str | None:
    """Draw the form. Returns a ticket for the session route once name and password are right."""
    accounts: dict[str, dict[str, dict[str, str]]] = {"usernames": {}}
    drawn = library.Authenticate(accounts, "unused", secrets.token_urlsafe(48), 0, auto_hash=False, login_sleep_time=0)
    model = drawn.authentication_controller.authentication_model
    held: list[str] = []

    def check_credentials(username: str, password: str) -> bool:
        if not _right(username, password):
            return False
        model.credentials["usernames"][username] = {"first_name": "", "last_name": "", "email": ""}
        with store.session() as db:
            held.append(signing_in.entry_ticket(db, username))
        return True

    model.check_credentials = check_credentials
    drawn.login(
        location="main",
        key="sign_in",
        fields={
            "Form name": visit.say("Sign in"),
            "Username": visit.say("Name to sign in with"),
            "Password": visit.say("Password"),
            "Login": visit.say("Sign in"),
        },
    )
    tried = st.session_state.get("authentication_status") is False
    for name in LEFT_BEHIND:
        st.session_state.pop(name, None)
    if tried and not held:
        st.error(visit.say("That name and password do not go together, or it was tried too often. Wait a minute."))
    return held[0] if held else None


def _right(username: str, password: str) -> bool:
    """The right password, and not too many tries. A name that does not exist takes the same time as one that does."""
    with store.session() as db:
        attempt = signing_in.begin(db, username, caller().address)
        stored = signing_in.stored_password(db, username)
    if attempt is None or not signing_in.password_fits(stored, password):
        return False
    with store.session() as db:
        signing_in.succeeded(db, attempt)
    return True
