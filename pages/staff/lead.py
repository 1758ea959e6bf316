"""A session in the facilitator's hands: open it, let children in, see heads and progress, pause, close."""

import streamlit as st

from consultations import glancing
from consultations.access import Action
from consultations.drafting import starting
from models import store
from pages.parts import frame, leading, making_lead, observer, opening, talking, text
from pages.parts.words import PROVINCES, STATES, named

visit = frame.enter(Action.LEAD)
frame.side(visit)
state = st.session_state

with store.reading() as db:
    led = glancing.led_by(db, visit.who)
    shelf = starting.shelf(db, visit.who)
mine = {one.id: one for one in led}

if state.get("session_id") in mine:
    if st.button(visit.say("All my sessions"), key="all_sessions", icon="⬅️", type="tertiary"):
        del state["session_id"]
        st.rerun()
    chosen = mine[state["session_id"]]
    if observer.fits(chosen):
        observer.way_in(visit, chosen)
    if chosen.pen == "facilitator":
        talking.running(visit, chosen.id, chosen.projector_token)
    elif making_lead.fits(chosen):
        making_lead.running(visit, chosen)
    elif chosen.state == "closed":
        leading.room(visit, state["session_id"])
    else:
        leading.running(visit, state["session_id"], watched=observer.fits(chosen))
    st.stop()

text.heading(visit.say("Lead"))
ready = [one for one in shelf if one.published_version_id and not one.archived]
with st.expander(visit.say("Open a new session"), expanded=not led, icon="➕"):
    if not ready:
        st.info(visit.say("Nothing is published yet. Publish a consultation under Prepare first."))
    else:
        opened = opening.opening(visit, ready)
        if opened:
            state["session_id"] = opened
            st.rerun()

for one in led:
    with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        where = f"{named(visit, PROVINCES, one.province)} · {one.age_band}"
        heads = visit.count("{n} child", "{n} children", one.heads)
        text.paragraph(
            f"{one.title.get(visit.language) or one.title.get('nl', '')}\n"
            f"{named(visit, STATES, one.state)} · {visit.day(one.prepared_on)} · {where} · {heads}"
        )
        words = visit.say("Look back") if one.state == "closed" else visit.say("Open")
        if st.button(words, key=f"open_{one.id}"):
            state["session_id"] = one.id
            st.rerun()
if not led:
    st.info(visit.say("You have not led a session yet."))
