"""The first screen: type the class code. (Who scans the square code never sees this page.)"""

import streamlit as st

from consultations.collecting import knocking, presence
from consultations.shapes import Refused
from models import store
from pages import components
from pages.http import cookies, forms
from pages.parts import frame, helping

visit = frame.enter_open(child=True)
token = frame.cookie(cookies.CHILD)
with store.reading() as db:
    child = presence.present(db, token)
if child:
    st.switch_page("child/take_part.py")

with st.container(key="child"):
    tapped = helping.top(visit, None)
    if tapped in frame.NAMES:
        st.session_state["language"] = tapped
        st.rerun()
    if tapped == "help" or st.session_state.get("helping"):
        st.session_state["helping"] = True
        helping.help_lines(visit)
        if st.button(visit.say("Back"), key="back"):
            st.session_state["helping"] = False
            st.rerun()
        st.stop()

    st.title(visit.say("Welcome!"), anchor=False)
    st.text(visit.say("Ons Avis asks children and young people what they think. Type the code you were given."))
    with st.form("code", border=False):
        typed = st.text_input(visit.say("Class code"), max_chars=20, autocomplete="off", placeholder="KTRB PXN")
        going = st.form_submit_button(visit.say("Join in"), type="primary", width="stretch")
    if going:
        link = None
        try:
            with store.session() as db:
                link = knocking.knock(db, typed, frame.caller())
            refused = None if link else Refused(knocking.UNKNOWN)
        except Refused as why:
            refused = why
        if link:
            components.go(f"/j/{link}", {"language": visit.language, "seal": forms.seal(f"join {link}")})
            st.stop()
        if refused:
            st.warning(visit.refusal(refused))
    st.space("medium")
    with st.container(horizontal=True):
        st.page_link("child/my_answers.py", label=visit.say("See or erase my answers"), icon="🧾")
        st.page_link("staff/sign_in.py", label=visit.say("For staff"), icon="🔑")
