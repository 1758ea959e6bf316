"""One version of a tool: three things to fix first, what got better or worse, how tasks went, which problems."""

import streamlit as st

from consultations.access import Action
from consultations.protection.disclosure import REASONS
from consultations.rollup import compared, tested
from models import store
from pages.parts import comparing, frame, hearing_parts, text, version_problems, version_tasks

visit = frame.enter(Action.READ_RESULTS)
frame.side(visit)
text.heading(visit.say("Versions"))

with store.reading() as db:
    choice = tested.readable_tests(db, visit.who)
if not choice:
    st.info(visit.say("No version has been tested yet. It appears when the first session of a test is closed."))
    st.stop()
chosen = comparing.which_test(visit, choice)
at = comparing.which_version(visit, chosen)
with store.reading() as db:
    found, both = compared.with_the_one_before(db, visit.who, chosen.consultation_id, at)
    ground = comparing.ground(db, visit, found.tool_id, found.tasks)

text.heading(f"{found.tool_title[visit.shown]} · v{found.number}", 2)
if found.changes:
    with st.expander(visit.say("What is different in this version"), icon="🔁"):
        text.paragraph("\n".join(f"• {one.get(visit.shown) or one.get('nl', '')}" for one in found.changes))
hearing_parts.heard(visit, found.heard)
for reason in found.refused:
    st.info(visit.say(REASONS[reason]))

version_problems.first_three(visit, found, ground)
if both:
    comparing.since(visit, both)
text.heading(visit.say("Tasks"), 2)
for number, one in enumerate(found.tasks, start=1):
    version_tasks.task(visit, found, number, one)
if not found.tasks:
    st.info(visit.say("There are no tasks in this consultation."))
version_problems.every(visit, found, ground)
version_problems.discovery(visit, found.found)
comparing.more(visit, found)
