"""The form that opens a session: where, for whom, on what the children answer, at whose pace, and how walls go."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from consultations import people, sessions
from consultations.drafting.starting import Shelved
from consultations.drafting.view import BANDS
from consultations.kinds import kinds
from consultations.shapes import Refused
from models import store
from pages.parts import tested
from pages.parts.frame import Visit
from pages.parts.leading import OPEN
from pages.parts.words import BASES, PLACES, PROVINCES, SESSION_LANGUAGES, named
from translations import N_

DEVICES = {
    "each": N_("One device for each child"),
    "group": N_("One device for each small group"),
    "none": N_("No devices: we talk, or work on paper"),
}
PACES = {"leader": N_("Everybody together, at your pace"), "self": N_("Each at their own pace")}
WALLS = {
    "moderated": N_("I look at each card before the group sees it"),
    "open": N_("Cards appear at once (only from 12)"),
}


def opening(visit: Visit, ready: Sequence[Shelved]) -> str | None:
    """The form that opens a session. Returns its id when it opened."""
    with store.reading() as db:
        rules = people.organisation(db, visit.who).rules
    opened = _which(visit, ready)
    with st.form("opening", border=False):
        left, right = st.columns(2)
        place = left.selectbox(visit.say("Where?"), sessions.PLACES, format_func=lambda at: named(visit, PLACES, at))
        province = right.selectbox(
            visit.say("Province"),
            sessions.PROVINCES,
            None,
            format_func=lambda at: named(visit, PROVINCES, at),
            placeholder=OPEN,
        )
        language = left.selectbox(
            visit.say("Language of the group"), sessions.LANGUAGES, None, placeholder=OPEN,
            format_func=lambda at: named(visit, SESSION_LANGUAGES, at),
        )  # fmt: skip
        band = right.selectbox(visit.say("Ages"), BANDS, None, placeholder=OPEN)
        expected = left.number_input(visit.say("How many children do you expect?"), 1, 60, 20, 1)
        basis = right.selectbox(
            visit.say("What has been arranged with the parents?"),
            people.BASES,
            None,
            placeholder=OPEN,
            format_func=lambda at: named(visit, BASES, at),
        )
        chosen = _how(visit, opened.kind)
        chosen["tool_version_id"] = tested.which_version(visit, opened)
        chosen["second_tool_version_id"] = tested.which_second(visit, opened)
        st.caption(
            visit.say(
                "Your organisation asks, under 13: {young}. From 13: {old}. The children still decide for themselves.",
                young=named(visit, BASES, rules.under_13), old=named(visit, BASES, rules.from_13),
            )
        )  # fmt: skip
        sent = st.form_submit_button(visit.say("Open the session"), type="primary")
    if not sent:
        return None
    try:
        with store.session() as db:
            return sessions.open_session(
                db, visit.who, str(opened.published_version_id), place_kind=str(place), province=str(province),
                language=str(language), age_band=str(band), expected=int(expected), basis=str(basis), **chosen,
            )  # fmt: skip
    except Refused as why:
        st.warning(visit.refusal(why))
    return None


def _which(visit: Visit, ready: Sequence[Shelved]) -> Shelved:
    """The consultation. Outside the form: what is asked in it depends on this."""
    titles = {one.published_version_id: one.title.get(visit.language) or one.title.get("nl", "") for one in ready}
    version_id = st.selectbox(visit.say("Which consultation?"), list(titles), format_func=lambda at: titles[at] or "")
    return next(one for one in ready if one.published_version_id == version_id)


def _how(visit: Visit, kind: str) -> dict[str, Any]:
    """On what they answer, at whose pace, whether somebody looks at a card before it appears: what fits the kind."""
    recipe, chosen = kinds()[kind], dict[str, Any]()
    if recipe.together or recipe.tests_a_tool:
        first = "none" if recipe.pen == "facilitator" else "each"
        chosen["devices"] = st.radio(
            visit.say("What do the children answer on?"), list(DEVICES), list(DEVICES).index(first),
            format_func=lambda at: named(visit, DEVICES, at),
        )  # fmt: skip
    if recipe.pen == "child":
        chosen["pace"] = st.radio(
            visit.say("At whose pace?"), list(PACES), 0 if recipe.together else 1,
            format_func=lambda at: named(visit, PACES, at),
        )  # fmt: skip
    if "idea_wall" in recipe.fits:
        walls = st.radio(
            visit.say("What happens with cards for a wall?"), list(WALLS), 0,
            format_func=lambda at: named(visit, WALLS, at),
            help=visit.say("Under twelve somebody always looks first: what a class has read cannot be unread."),
        )  # fmt: skip
        chosen["moderated"] = walls == "moderated"
    return chosen
