"""The safeguarding lane: what a child wrote that a person must see, and what was done."""

import streamlit as st

from consultations.access import Action
from consultations.protection import concerns, pseudonyms
from models import store
from pages.parts import frame, text
from pages.parts.deeds import Deed, deed, do
from pages.parts.words import LEVELS, OUTCOMES, PROVINCES, named

visit = frame.enter(Action.SETTLE_CONCERNS)
frame.side(visit)
text.heading(visit.say("Concerns"))
settled = st.toggle(visit.say("Show only settled concerns"), key="settled")
with store.session() as db:
    lane = concerns.lane(db, visit.who, settled)
if not lane:
    st.success(visit.say("No concern waits."))

todo: Deed | None = None
for one in lane:
    with st.container(border=True):
        mark = "🔴" if one.level == "red" else "🟠"
        text.heading(f"{mark} {named(visit, LEVELS, one.level)}", 3)
        text.paragraph(one.words)
        st.caption(
            text.one_line(
                f"{one.title.get(visit.language) or one.title['nl']} · {one.age_band} · "
                f"{named(visit, PROVINCES, one.province)} · {one.language.upper()} · "
                f"{pseudonyms.picture(one.pseudonym)} {pseudonyms.spoken(one.pseudonym, visit.language)} · "
                f"{visit.moment(one.raised_at)}"
            )
        )
        text.paragraph(visit.say("The facilitator in the room: {name}. Phone first.", name=one.facilitator))
        if settled:
            st.caption(named(visit, OUTCOMES, str(one.outcome)))
            continue
        with st.container(horizontal=True):
            if one.state == "new" and st.button(visit.say("I have seen it"), key=f"seen_{one.id}", type="primary"):
                todo = deed(concerns.mark_seen, one.id)
            for outcome, words in OUTCOMES.items():
                if st.button(visit.say(words), key=f"{outcome}_{one.id}"):
                    todo = deed(concerns.settle, one.id, outcome)
if todo and do(visit, todo[0], *todo[1])[0]:
    st.rerun()
