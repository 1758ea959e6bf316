"""The log of problems of a tool: note them, find them again, say how bad they are, lay the same ones together."""

import streamlit as st

from consultations.access import Action
from consultations.tooling import places, rating, view
from models import store
from pages.parts import frame, problem_form, problem_list, problem_rating, text
from pages.parts.problem_place import Ground

visit = frame.enter(Action.SHAPE_TOOLS)
frame.side(visit)
state = st.session_state
text.heading(visit.say("Problems"))

with store.reading() as db:
    shelf = {one.id: one for one in view.tools(db, visit.who) if not one.archived or one.id == state.get("tool_id")}
if not shelf:
    st.info(visit.say("There is no tool yet. Begin one under Tools first."))
    st.page_link("staff/tools.py", label=visit.say("Tools"), icon="🧰")
    st.stop()
ids = list(shelf)
tool_id = st.selectbox(
    visit.say("Which tool?"), ids, ids.index(state["tool_id"]) if state.get("tool_id") in shelf else 0,
    format_func=lambda at: text.listed(shelf[at].called(visit.language)), key="problems_of",
)  # fmt: skip
if tool_id != state.get("tool_id"):
    state["tool_id"] = tool_id
    state.pop("problem_id", None)
with store.reading() as db:
    ground = Ground(shelf[tool_id], dict(places.tasks(db, visit.who, tool_id)))
    log = rating.log(db, visit.who, tool_id)
chosen = next((one for one in log.problems if one.id == state.get("problem_id")), None)

if state.get("rating_problems"):
    problem_rating.one_by_one(visit, ground, log)
elif chosen is not None:
    if st.button(visit.say("All problems"), key="all_problems", icon="⬅️", type="tertiary"):
        del state["problem_id"]
        st.rerun()
    problem_list.whole(visit, ground, log, chosen)
else:
    if not log.problems:
        st.info(
            visit.say(
                "No problem yet. A problem is something in the tool that children trip over: a button they do not "
                "find, a word they do not know, a rule that leads them astray. Note one here, or while you watch "
                "children try the tool."
            )
        )
    problem_form.add(visit, ground, log)
    if log.problems:
        if log.to_rate:
            words = visit.count("Rate {n} problem", "Rate {n} problems, one by one", len(log.to_rate))
            if st.button(words, key="rate_all", icon="⚖️"):
                state["rating_problems"] = True
                st.rerun()
        version_id, found = problem_list.sought(visit, ground, log)
        problem_list.listed(visit, ground, found, version_id)
        if not found:
            st.info(visit.say("Nothing found. Try another word, or look at all of them."))
        problem_rating.agreement(visit, log)
