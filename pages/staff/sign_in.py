"""Staff come in here."""

import streamlit as st

from pages import components
from pages.parts import frame
from pages.parts.sign_in import form

visit = frame.enter_open()
if frame.staff():
    st.switch_page("staff/home.py")

with st.container(horizontal=True, horizontal_alignment="right"):
    if frame.switch_language(visit):
        st.rerun()
ticket = form(visit)
if ticket:
    components.go("/session", {"ticket": ticket})
    st.stop()
st.caption(visit.say("No password yet, or lost it? Ask your administrator for a link."))
st.page_link("child/join.py", label=visit.say("To the start page"), icon="👋")
