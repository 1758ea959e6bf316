"""What children said, added up, for the tool designer: Dutch beside French, n everywhere, who was not heard."""

import streamlit as st

from consultations import rollup
from consultations.access import Action
from consultations.reading import readable
from models import store
from pages.http.address import public_url
from pages.parts import charts, frame, hearing_parts, text

visit = frame.enter(Action.READ_RESULTS)
frame.side(visit)
text.heading(visit.say("Results"))

with store.reading() as db:
    choice = readable(db, visit.who)
if not choice:
    st.info(visit.say("No results yet. They appear when the first session of a consultation is closed."))
    st.stop()
titles = {one.consultation_id: one.title.get(visit.language) or one.title["nl"] for one in choice}
chosen = st.selectbox(visit.say("Which consultation?"), list(titles), format_func=titles.__getitem__, key="reading")
with store.reading() as db:
    results = rollup.roll_up(db, visit.who, chosen)

hearing_parts.heard(visit, results.heard)
with st.container(horizontal=True):
    st.link_button(visit.say("Download the figures (CSV)"), f"{public_url()}/export/{chosen}/results.csv", icon="⬇️")
    st.link_button(visit.say("Download the codebook (CSV)"), f"{public_url()}/export/{chosen}/codebook.csv", icon="📖")
for number, one in enumerate(results.questions, start=1):
    charts.show(visit, number, one)
    read = visit.say("Read what was said") if one.shape == "talk" else visit.say("Read what they wrote")
    if one.shape in ("voices", "talk") and st.button(read, key=f"voices_{one.stem}_{number}"):
        st.session_state["reading_stem"] = one.stem
        st.switch_page("staff/voices.py")
