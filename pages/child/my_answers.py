"""With the receipt: see what I said, and erase it. No account, no name."""

import streamlit as st

from consultations.collecting import leaving
from consultations.shapes import Refused
from models import store
from pages import components
from pages.parts import as_seen, frame, helping, text
from pages.parts.walk import LEAVE_AFTER

visit = frame.enter_open(child=True)
state = st.session_state
MISSING = {
    "dont_know": visit.say("I don't know"),
    "rather_not": visit.say("I'd rather not say"),
    "skipped": visit.say("Skipped"),
}

with st.container(key="child"):
    tapped = helping.top(visit, None)
    if tapped in frame.NAMES:
        state["language"] = tapped
        st.rerun()
    if tapped == "help":
        helping.help_lines(visit)
        st.button(visit.say("Back"), key="back")
        st.stop()
    st.title(visit.say("My answers"), anchor=False)
    if state.pop("erased", False):
        st.success(visit.say("Your answers are erased. Nothing of them is left with us."))
        st.stop()
    st.text(visit.say("Type the letters of your receipt. Then you can see your answers, and erase them."))
    with st.form("receipt", border=False):
        typed = st.text_input(visit.say("Receipt"), max_chars=30, autocomplete="off", placeholder="KTRB-PXNC-DHGM")
        seeing = st.form_submit_button(visit.say("See my answers"), type="primary", width="stretch")
    st.text(
        visit.say(
            "Lost your receipt? Then we cannot find your answers: we do not know who you are. "
            "Did you tell us about danger, and did we ask for help? Then what was passed on stays there."
        )
    )
    erasing = False
    mine = None
    if seeing or state.get("receipt_open"):
        try:
            with store.session() as db:
                mine = leaving.my_answers(db, visit.who, typed, visit.language, frame.caller())
            if mine is None:
                st.warning(visit.say(leaving.NO_RECEIPT))
        except Refused as why:
            st.warning(visit.refusal(why))
        # A receipt that opened nothing is not tried again with every tap: each try counts.
        state["receipt_open"] = mine is not None
    if mine is not None:
        for one in mine:
            text.heading(one.wording, 3)
            if one.met:
                text.paragraph(visit.say("Somebody wrote down that this did not work well for you:"))
                text.paragraph(one.met)
            elif one.seen:
                text.paragraph(as_seen.told(visit, one.seen))
            else:
                text.paragraph(MISSING[one.missing] if one.missing else one.answer)
        if not mine:
            st.info(visit.say("There are no answers here."))
        erasing = st.button(visit.say("Erase my answers"), key="erase", width="stretch")
        if st.button(visit.say("I'm finished"), key="bye", type="primary", width="stretch"):
            components.go("/bye")
            st.stop()
        if not erasing:
            components.go("/bye", after_s=LEAVE_AFTER)

if erasing:
    state["receipt_open"] = False
    try:
        with store.session() as db:
            state["erased"] = leaving.erase_mine(db, visit.who, typed, frame.caller())
    except Refused as why:
        st.warning(visit.refusal(why))
        st.stop()
    st.rerun()
