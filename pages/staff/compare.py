"""Two versions side by side: what got better, what got worse, and where there is too little to say."""

import streamlit as st

from consultations.access import Action
from consultations.rollup import compared, tested
from models import store
from pages.parts import compared_parts, comparing, frame, text

visit = frame.enter(Action.READ_RESULTS)
frame.side(visit)
text.heading(visit.say("Compare two versions"))

with store.reading() as db:
    choice = [one for one in tested.readable_tests(db, visit.who) if len(one.versions) > 1]
if not choice:
    st.info(visit.say("Two versions can be compared when both have been tested in one consultation."))
    st.page_link("staff/versions.py", label=visit.say("Versions"), icon="🔬")
    st.stop()
chosen = comparing.which_test(visit, choice)
both = comparing.which_two(visit, chosen)
if both is None:
    st.info(visit.say("Choose two different versions."))
    st.stop()
with store.reading() as db:
    found = compared.compare(db, visit.who, chosen.consultation_id, *both)
    ground = comparing.ground(db, visit, chosen.tool_id, found.tasks)

compared_parts.who(visit, found)
compared_parts.tasks(visit, found)
compared_parts.scales(visit, found)
compared_parts.problems(visit, found, ground)
compared_parts.method(visit)
