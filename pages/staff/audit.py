"""Who did what, and when: never what it said. And whether the trail is whole."""

import pandas as pd
import streamlit as st

from consultations.access import Action
from consultations.collecting.knocking import misses_too_often
from consultations.protection import audit
from models import store
from pages.parts import frame, text
from pages.parts.words import DEEDS, OBJECTS, named

visit = frame.enter(Action.READ_AUDIT)
frame.side(visit)
text.heading(visit.say("Audit"))
page = int(st.session_state.get("audit_page", 1))
with store.reading() as db:
    lines, older, broken = audit.lines(db, visit.who, page)
    guessing = misses_too_often(db)

if guessing:
    st.error(visit.say("Somebody seems to be guessing join codes: more than 60 misses in the last hour."))
if broken is None:
    st.success(visit.say("The trail is whole: no line was changed or removed."))
else:
    st.error(visit.say("The trail is broken at line {number}. Tell whoever runs the server.", number=broken))
st.dataframe(
    pd.DataFrame(
        [
            {
                visit.say("Line"): one.number,
                visit.say("When"): visit.moment(one.happened_at),
                visit.say("Who"): one.person,
                visit.say("What"): named(visit, DEEDS, one.deed),
                visit.say("Object"): named(visit, OBJECTS, one.object_kind),
                visit.say("Figures"): one.figures,
            }
            for one in lines
        ]
    ),
    hide_index=True,
    alt=visit.say("Audit"),
)
with st.container(horizontal=True):
    if page > 1 and st.button(visit.say("Newer"), key="newer"):
        st.session_state["audit_page"] = page - 1
        st.rerun()
    if older and st.button(visit.say("Older"), key="older"):
        st.session_state["audit_page"] = page + 1
        st.rerun()
