"""The frame around every page: who is this, may they, in which language, and how it looks."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import streamlit as st
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_decimal, format_percent

from consultations import people, signing_in
from consultations.access import STRANGER, Action, Denied, Visitor, require
from consultations.collecting import presence
from consultations.collecting.knocking import Caller
from consultations.shapes import Refused
from models import store
from pages import components
from pages.http import cookies
from pages.http.address import CALLER
from pages.http.shell import language_of
from pages.parts import text
from translations import LANGUAGES, LOCALES, words

BRUSSELS = ZoneInfo("Europe/Brussels")
NAMES = {"nl": "Nederlands", "fr": "Français", "en": "English"}


def cookie(name: str) -> str | None:
    """The token in one of our cookies. The only place that reads cookies."""
    held = st.context.cookies.get(cookies.full(name))
    return held if isinstance(held, str) else None


def header(name: str) -> str:
    """A header of this connection. The only place that reads headers."""
    held = st.context.headers.get(name)
    return held if isinstance(held, str) else ""


def locale() -> str:
    """The language of the browser itself, as it says with every run."""
    held = st.context.locale
    return held if isinstance(held, str) else ""


@dataclass(frozen=True)
class Visit:
    """One visitor on one page, in one language."""

    who: Visitor
    language: str
    name: str = ""

    @property
    def shown(self) -> str:
        """The language in which what was asked and written is shown: there is none in English."""
        return self.language if self.language in ("nl", "fr") else "nl"

    def say(self, sentence: str, **holes: object) -> str:
        """One of our sentences in the visitor's language, its holes filled."""
        spoken = words(self.language).gettext(sentence)
        return spoken.format(**holes) if holes else spoken

    def count(self, one: str, many: str, n: int, **holes: object) -> str:
        """The same for a sentence with a number in it."""
        return words(self.language).ngettext(one, many, n).format(n=n, **holes)

    def refusal(self, refused: Refused) -> str:
        """Why something was refused, in the visitor's language. What people wrote stands in it as they wrote it."""
        holes = {name: text.one_line(one) if isinstance(one, str) else one for name, one in refused.holes.items()}
        return self.say(refused.sentence, **holes)

    def labelled(self, what: str, told: str) -> str:
        """What something is called, and what is told of it, with the colon as one's language writes it."""
        return self.say("{what}: {told}", what=what, told=told)

    def number(self, value: float, digits: int = 1) -> str:
        """A number with at most so many digits behind the comma, as it is written in the visitor's language."""
        return str(format_decimal(round(value, digits), locale=LOCALES[self.language]))

    def share(self, value: float) -> str:
        """A share from 0 to 1 as whole percents, as they are written in the visitor's language."""
        return str(format_percent(value, locale=LOCALES[self.language]))

    def between(self, low: float | None, high: float | None) -> str:
        """Two shares, as a table says them; nothing where there are none."""
        return "" if low is None or high is None else f"{self.share(low)} – {self.share(high)}"

    def day(self, when: object) -> str:
        """A date, written out."""
        return format_date(when, "long", locale=LOCALES[self.language]) if when else ""  # type: ignore[arg-type]

    def moment(self, when: datetime) -> str:
        """A date and time, as the clock in Brussels showed it."""
        return format_datetime(when, "medium", tzinfo=BRUSSELS, locale=LOCALES[self.language])

    def hour(self, when: datetime) -> str:
        """A time of day in Brussels."""
        return format_time(when, "short", tzinfo=BRUSSELS, locale=LOCALES[self.language])


def asked_language() -> str:
    """The language of a visitor without account: chosen here, else the browser's."""
    chosen = st.session_state.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    found = language_of(
        {
            b"cookie": header("cookie").encode("latin-1", "replace"),
            b"accept-language": (locale() or header("accept-language")).encode("latin-1", "replace"),
        }
    )
    st.session_state["language"] = found
    return found


def path() -> str:
    """The page somebody is on, as the address says."""
    url = st.context.url
    return urlsplit(url).path.strip("/") if isinstance(url, str) else ""


def caller() -> Caller:
    """Where this visit comes from, for counting tries: the address our middleware wrote, and this connection."""
    socket = st.session_state.setdefault("socket", secrets.token_hex(16))
    return Caller(header(CALLER.decode()), str(socket))


def staff() -> signing_in.SignedIn | None:
    """Who is signed in on this browser, looked up in the store at this moment."""
    token = cookie(cookies.STAFF)
    if token is None:
        return None
    with store.reading() as db:
        found = signing_in.signed_in(db, token)
        due = found is not None and signing_in.needs_note(db, token)
    if due:
        with store.session() as db:
            signing_in.still_here(db, token)
    return found


def enter(action: Action) -> Visit:
    """The guard of a staff page: only who is signed in and may do `action` comes past this line."""
    found = staff()
    if found is None:
        st.switch_page("staff/sign_in.py")
    st.session_state["language"] = found.language
    visit = Visit(found.visitor, found.language, found.name)
    _dress(visit.language)
    try:
        require(visit.who, action)
    except Denied as denied:
        st.error(visit.refusal(denied))
        st.stop()
    return visit


def enter_open(*, child: bool = False) -> Visit:
    """The guard of a page for everybody: it says in which language, and nothing about who."""
    language = asked_language()
    if child and language == "en":
        language = "nl"
    _dress(language, child=child)
    return Visit(STRANGER, language)


def enter_child() -> tuple[Visit, presence.Child]:
    """The guard of a child's page: the child behind this browser's token, looked up at this moment."""
    with store.reading() as db:
        child = presence.present(db, cookie(cookies.CHILD))
    if child is None:
        st.switch_page("child/join.py")
    st.session_state["language"] = child.language
    _dress(child.language, child=True)
    return Visit(child.visitor, child.language), child


def _dress(language: str, *, child: bool = False) -> None:
    components.page(language, child=child)


def switch_language(visit: Visit, offered: tuple[str, ...] = LANGUAGES) -> str | None:
    """Buttons for the other languages. Returns the one that was tapped."""
    for language in offered:
        if language != visit.language and st.button(NAMES[language], key=f"speak_{language}", type="tertiary"):
            st.session_state["language"] = language
            return language
    return None


def side(visit: Visit) -> None:
    """Below the menu: who is signed in, in which language, and the way out."""
    with st.sidebar:
        st.text(visit.name)
        with st.container(horizontal=True):
            chosen = switch_language(visit)
            leaving = st.button(visit.say("Sign out"), key="leave", type="tertiary", icon="🚪")
    if chosen:
        with store.session() as db:
            people.set_language(db, visit.who, chosen)
        st.rerun()
    if leaving:
        components.go("/leave")
        st.stop()
