"""What children wrote in their own words: a cloud per language with its table, and the quotes, searchable, by page."""

import streamlit as st

from consultations import hearing
from consultations.access import Action
from consultations.reading import readable
from models import store
from pages.parts import frame, hearing_parts, tested, text

visit = frame.enter(Action.READ_RESULTS)
frame.side(visit)
state = st.session_state
shown = visit.shown
text.heading(visit.say("Voices"))

with store.reading() as db:
    choice = readable(db, visit.who)
asked = {stem: (one, words) for one in choice for stem, words in (*one.open_questions, *one.drawings)}
drawn = {stem for one in choice for stem, _ in one.drawings}
if not asked:
    st.info(visit.say("No words yet. They appear when a session with an open question is closed."))
    st.stop()
stems = list(asked)
stem = st.selectbox(
    visit.say("Which question?"), stems,
    stems.index(state["reading_stem"]) if state.get("reading_stem") in asked else 0,
    format_func=lambda at: f"{asked[at][0].title[shown]}: {asked[at][1][shown]}",
)  # fmt: skip
home, wording = asked[stem]

if stem in drawn:
    with store.session() as db:
        found = hearing.gallery(db, visit.who, home.consultation_id, stem, state.get(f"page_{stem}", 1))
    hearing_parts.gallery(visit, found)
    if found.pages > 1:
        st.pagination(found.pages, key=f"page_{stem}")
    st.stop()

version = tested.results_of(visit, home)
with store.session() as db:
    words = hearing.words(db, visit.who, home.consultation_id, stem, version)
left, right = st.columns(2)
with left:
    hearing_parts.cloud(visit, words["nl"], "nl")
with right:
    hearing_parts.cloud(visit, words["fr"], "fr")

text.heading(visit.say("Quotes"), 2)
with st.container(horizontal=True, vertical_alignment="bottom"):
    search = st.text_input(visit.say("Search"), type="search", placeholder="", key=f"search_{stem}")
    language = st.segmented_control(
        visit.say("Language"), ["", "nl", "fr"], default="", key=f"language_{stem}",
        format_func=lambda at: at.upper() or visit.say("Both"),
    )  # fmt: skip
turned = st.session_state.get(f"page_{stem}", 1)
with store.session() as db:
    page = hearing.read(db, visit.who, home.consultation_id, stem, search, language or "", turned, version)
text.paragraph(visit.count("{n} quote", "{n} quotes", page.found))
with st.container(key="quotes"):
    for one in page.quotes:
        hearing_parts.quote(visit, one)
if not page.quotes:
    st.info(visit.say("Nothing found. Try another word."))
if page.pages > 1:
    st.pagination(page.pages, key=f"page_{stem}")
st.caption(
    visit.say(
        "Held back: what may tell who somebody is, until the facilitator has looked; what worries us, until the "
        "safeguarding person has. Before a quote leaves the platform, read it once more."
    )
)
