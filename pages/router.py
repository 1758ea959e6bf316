"""Who is this? → the pages there are for them → the one they asked for. The only script Streamlit starts."""

import streamlit as st

from consultations.access import may
from pages.parts import frame
from pages.parts.map import CHILD_PATHS, OPEN, STAFF
from translations import words

st.set_page_config(page_title="Ons Avis", page_icon="💬", layout="wide")

among_children = frame.path() in CHILD_PATHS
at_work = None if among_children else frame.staff()
say = words(at_work.language if at_work else frame.asked_language()).gettext

pages = [
    st.Page(
        place.script,
        title=say(place.title),
        icon=place.icon,
        url_path=place.path,
        default=place.script == ("staff/home.py" if at_work else "child/join.py"),
        visibility="visible" if place.menu and at_work and may(at_work.visitor, place.action) else "hidden",
    )
    for place in (OPEN if among_children else (*STAFF, *OPEN))
]
st.navigation(pages, position="sidebar" if at_work else "hidden", expanded=True).run()
