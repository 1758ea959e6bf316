"""What children said, added up, for the tool designer: Dutch beside French, n everywhere, who was not heard."""

from urllib.parse import urlencode

import streamlit as st

from consultations import rollup
from consultations.access import Action
from consultations.interchange.result_rows import numbered
from consultations.reading import readable
from models import store
from pages.http.address import public_url
from pages.parts import charts, frame, hearing_parts, tested, text

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
unit: rollup.Unit = "children" if st.session_state.get(f"unit_{chosen}") == "children" else "contributions"
version = tested.results_of(visit, next(one for one in choice if one.consultation_id == chosen))
with store.reading() as db:
    results = rollup.roll_up(db, visit.who, chosen, unit, version)

hearing_parts.heard(visit, results.heard)
if results.heard.contributions:
    hearing_parts.unit(visit, f"unit_{chosen}")
with st.container(horizontal=True):
    asked = urlencode({"unit": unit, "version": version or ""})
    file = f"{public_url()}/export/{chosen}/results.csv?{asked}"
    st.link_button(visit.say("Download the figures (CSV)"), file, icon="⬇️")
    st.link_button(visit.say("Download the codebook (CSV)"), f"{public_url()}/export/{chosen}/codebook.csv", icon="📖")
for number, one in numbered(results.questions):
    charts.show(visit, number, one)
    if one.shape in hearing_parts.READ and st.button(
        visit.say(hearing_parts.READ[one.shape]), key=f"voices_{one.stem}_{one.fingerprint[:8]}"
    ):
        st.session_state["reading_stem"] = one.stem
        st.switch_page("staff/voices.py")
