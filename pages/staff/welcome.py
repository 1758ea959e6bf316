"""Behind an invitation or a reset link: choose a password, once."""

import streamlit as st

from consultations import signing_in
from consultations.shapes import Refused
from models import store
from pages.parts import frame

visit = frame.enter_open()
with st.container(horizontal=True, horizontal_alignment="right"):
    if frame.switch_language(visit):
        st.rerun()
st.title(visit.say("Choose a password"), anchor=False)
state = st.session_state
if state.get("password_set"):
    st.success(visit.say("Your password is set. You can sign in as {login}.", login=state["password_set"]))
    st.page_link("staff/sign_in.py", label=visit.say("Sign in"), icon="🔑")
    st.stop()

token = str(st.query_params.get("link", ""))
with store.reading() as db:
    good = signing_in.link_is_good(db, token)
if not good:
    st.warning(visit.say("This link has been used already, or is too old."))
    st.stop()

with st.form("password"):
    first = st.text_input(visit.say("New password"), type="password", autocomplete="new-password")
    again = st.text_input(visit.say("The same once more"), type="password", autocomplete="new-password")
    sent = st.form_submit_button(visit.say("Save this password"), type="primary")
if sent and first != again:
    st.warning(visit.say("The two are not the same."))
elif sent:
    try:
        with store.session() as db:
            state["password_set"] = signing_in.choose_password(db, token, first)
        st.query_params.clear()
        st.rerun()
    except Refused as why:
        st.warning(visit.refusal(why))
