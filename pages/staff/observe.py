"""The observer's page: what up to six children or pairs do with a version of a tool, tapped in while it happens."""

import streamlit as st

from consultations import glancing
from consultations.access import Action
from models import store
from pages.parts import frame, observer, text

visit = frame.enter(Action.NOTE)
frame.side(visit)
state = st.session_state

with store.reading() as db:
    led = glancing.led_by(db, visit.who)
watched = {one.id: one for one in led if observer.fits(one)}
asked = st.query_params.get("session") or state.get("session_id")

if asked in watched:
    chosen = watched[asked]
    st.query_params["session"] = chosen.id
    with st.container(key="watching"):
        with st.container(horizontal=True, vertical_alignment="center", key="above"):
            back = st.button(visit.say("Lead") if chosen.leads else visit.say("All my sessions"), key="back", icon="⬅️")
            text.heading(chosen.title.get(visit.shown) or chosen.title.get("nl", ""))
        observer.room(visit, chosen.id)
    if back:
        state["session_id"] = chosen.id if chosen.leads else None
        st.switch_page("staff/lead.py")
    st.stop()

text.heading(visit.say("Observe"))
running = [one for one in watched.values() if one.state != "closed"]
for one in running:
    title = one.title.get(visit.shown) or one.title.get("nl", "")
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        text.paragraph(f"{title}\n{visit.day(one.prepared_on)} · {one.age_band}")
        if st.button(visit.say("Open"), key=f"observe_{one.id}"):
            st.query_params["session"] = one.id
            st.rerun()
if not running:
    st.info(visit.say("No session in which a tool is tested is running. Open one under Lead."))
