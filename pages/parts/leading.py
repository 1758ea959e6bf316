"""The pieces of the leading page: the running session, its door and its end, and what is left when it is closed."""

from typing import Any

import streamlit as st

from consultations import glancing, rollup, sessions
from consultations.observing import pacing
from consultations.protection import pseudonyms
from models import store
from pages.http.address import public_url
from pages.parts import charts, talking_table, text
from pages.parts.deeds import tap
from pages.parts.frame import Visit
from pages.parts.qr import qr_svg
from pages.parts.words import STATES

GLANCE_EVERY = 3
OPEN = "…"
"""What a list shows before something is chosen: the framework's own words are English."""


def running(visit: Visit, session_id: str, *, watched: bool = False) -> None:
    """The session while it runs. `watched`: a colleague can note what children do."""
    with store.reading() as db:
        pace = pacing.pace(db, visit.who, session_id) if watched else None
        seen = glancing.at_a_glance(db, visit.who, session_id)
    text.heading(seen.title.get(visit.language) or seen.title["nl"])
    _watch(visit, session_id)
    st.space("small")
    with st.container(horizontal=True):
        door_buttons(visit, session_id)
        pause_button(visit, session_id, seen.state)
    with st.container(horizontal=True):
        st.link_button(visit.say("Projector"), f"{public_url()}/projector?screen={seen.projector_token}", icon="📽️")
        st.link_button(visit.say("Printable sheet"), f"{public_url()}/sheet/{session_id}", icon="🖨️")
    safeguarding(visit, seen)
    if pace:
        talking_table.colleagues(visit, session_id, pace)
    mending(visit, session_id, seen)
    ending(visit, session_id)


def door(visit: Visit, session_id: str) -> None:
    """Code, door and heads, where they are not all there is on a page: open while somebody still has to come in."""
    with store.reading() as db:
        seen = glancing.at_a_glance(db, visit.who, session_id)
    with st.expander(visit.say("The door"), expanded=seen.door_is_open or not seen.heads, icon="🚪"):
        _watch(visit, session_id)
        with st.container(horizontal=True):
            door_buttons(visit, session_id)
            st.link_button(visit.say("Printable sheet"), f"{public_url()}/sheet/{session_id}", icon="🖨️")


def door_buttons(visit: Visit, session_id: str) -> None:
    """Open, shut, more room."""
    tap(visit, visit.say("Open the door"), "door", sessions.open_door, session_id, primary=True)
    tap(visit, visit.say("Shut the door"), "shut", sessions.shut_door, session_id)
    tap(visit, visit.say("Room for 5 more"), "enlarge", sessions.enlarge, session_id)


def pause_button(visit: Visit, session_id: str, session_state: str) -> None:
    """Everybody waits, or goes on."""
    if session_state == "paused":
        tap(visit, visit.say("Go on"), "resume", sessions.resume, session_id, primary=True)
    else:
        tap(visit, visit.say("Pause"), "pause", sessions.pause, session_id)


def mending(visit: Visit, session_id: str, seen: glancing.Glance) -> None:
    """Another code, and sending somebody out."""
    with st.expander(visit.say("Something wrong? A new code, or send somebody out"), icon="🔧"):
        tap(visit, visit.say("Make a new code"), "new_code", sessions.new_code, session_id)
        gone = st.selectbox(
            visit.say("Who is not in this group?"), seen.names, None, placeholder=OPEN,
            format_func=lambda at: f"{pseudonyms.picture(at)} {pseudonyms.spoken(at, visit.language)}", key="gone",
        )  # fmt: skip
        if gone:
            tap(visit, visit.say("Send out and erase what they gave"), "remove", sessions.remove, session_id, gone)


def ending(visit: Visit, session_id: str) -> None:
    """The end, with what it means."""
    with st.expander(visit.say("Close the session"), icon="🏁"):
        st.text(
            visit.say("After closing nobody can answer any more, and the answers are added up. This cannot be undone.")
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            tap(visit, visit.say("Yes, close the session"), "close", sessions.close, session_id)
            _unfinished(visit, session_id)


def heads(visit: Visit, seen: glancing.Glance) -> str:
    """How many are in: devices too, where one stands for a group."""
    if seen.devices != "group":
        return f"{seen.heads} / {seen.expected}"
    return (
        visit.count("{n} device", "{n} devices", seen.heads)
        + " · "
        + visit.count("{n} child", "{n} children", seen.children)
    )


@st.fragment(run_every=GLANCE_EVERY)
def _watch(visit: Visit, session_id: str) -> None:
    """Code, door, heads and progress, looked up again every few seconds."""
    with store.reading() as db:
        seen = glancing.at_a_glance(db, visit.who, session_id)
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        code_and_door(visit, seen.code, seen.door_until if seen.door_is_open else None, seen.state)
        with st.container(key="heads_of_groups" if seen.devices == "group" else "heads"):
            st.text(heads(visit, seen))
        st.caption(
            visit.count("{n} is finished", "{n} are finished", seen.finished)
            + " · "
            + visit.count("{n} place in all", "{n} places in all", seen.places)
        )
    with right:
        st.image(
            qr_svg(f"{public_url()}/j/{seen.link_token}"), width=240,
            alt=visit.say("Square code that opens the join page"),
        )  # fmt: skip
    with st.expander(visit.say("Progress per question"), icon="📈"):
        for number, one in enumerate(seen.progress, start=1):
            share = min(1.0, one.given / seen.heads) if seen.heads else 0.0
            st.progress(
                share,
                text.one_line(f"{number}. {one.wording.get(visit.language) or one.wording['nl']} · {one.given}"),
            )


@st.fragment(run_every=GLANCE_EVERY)
def _unfinished(visit: Visit, session_id: str) -> None:
    """How many have not finished. Who said no is among them: nobody sees what a child chose."""
    with store.reading() as db:
        seen = glancing.at_a_glance(db, visit.who, session_id)
    left = seen.heads - seen.finished
    if left:
        st.caption(
            visit.count(
                "{n} child is not finished yet. Whoever does not join in is counted here too.",
                "{n} children are not finished yet. Whoever does not join in is counted here too.",
                left,
            )
        )


def code_and_door(visit: Visit, code: str, until: Any, state: str) -> None:
    """Whether the door is open; and while it is, the join code in large letters: it opens nothing before."""
    if until and state == "open":
        with st.container(key="code"):
            st.text(code)
    if state == "paused":
        st.warning(visit.say(STATES["paused"]))
    elif until:
        st.success(visit.say("The door is open until {hour}.", hour=visit.hour(until)))
    else:
        st.info(visit.say("The door is shut: nobody can come in now."))


def safeguarding(visit: Visit, seen: glancing.Glance) -> None:
    """What waits: never what it says."""
    if seen.concerns:
        whom = f"{seen.safeguarding_name} {seen.safeguarding_phone}".strip()
        st.error(
            visit.count(
                "A child wrote something worrying. The safeguarding person has it. Phone now: {whom}",
                "There are {n} worrying messages from children. The safeguarding person has them. Phone now: {whom}",
                seen.concerns,
                whom=whom or visit.say("your safeguarding person"),
            ),
            icon="🛟",
        )
    if seen.held:
        st.info(visit.count("{n} answer waits for you to look.", "{n} answers wait for you to look.", seen.held))
        st.page_link("staff/inbox.py", label=visit.say("Look after"), icon="📥")


def room(visit: Visit, session_id: str) -> None:
    """A closed session: its own results, by the room's rule."""
    with store.reading() as db:
        results = rollup.room(db, visit.who, session_id)
        seen = glancing.at_a_glance(db, visit.who, session_id)
    text.heading(results.title.get(visit.language) or results.title["nl"])
    text.paragraph(visit.count("{n} child said yes and is counted.", "{n} children said yes and are counted.",
                               results.heard.children))  # fmt: skip
    safeguarding(visit, seen)
    if not results.heard.children:
        st.info(
            visit.say("Too few children to show results of this session by itself. They count with other sessions.")
        )
        return
    charts.every(visit, results)
