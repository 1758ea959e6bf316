"""Write down a problem, or say it better: what goes wrong, where, and whether a child came to harm."""

from typing import Any

import streamlit as st

from consultations.tooling import problems
from consultations.tooling.rating import Log, ProblemView
from pages.parts import problem_place
from pages.parts.deeds import do
from pages.parts.frame import Visit
from pages.parts.problem_place import Ground


def add(visit: Visit, ground: Ground, log: Log) -> None:
    """A new problem; the field is empty again once it is kept."""
    state = st.session_state
    turn = state.setdefault("problem_turn", 0)
    with st.expander(visit.say("Note a problem"), expanded=not log.problems or bool(turn), icon="➕"):
        given = _fields(visit, ground, f"new_{ground.tool.id}_{turn}")
        if st.button(visit.say("Keep this problem"), key="keep_problem", type="primary"):
            words, place, facts = given
            done, made = do(visit, problems.add_problem, ground.tool.id, words, place, **facts)
            if done:
                state["problem_turn"], state["problem_kept"] = turn + 1, made
                st.rerun()
        kept = next((one for one in log.problems if one.id == state.get("problem_kept")), None)
        if kept:
            st.success(visit.say("It is in the log, as problem {n}.", n=kept.number))


def change(visit: Visit, ground: Ground, one: ProblemView) -> None:
    """Say better what goes wrong, or where. What was typed stays when somebody else was first."""
    state, name = st.session_state, f"problem_edition_{one.id}"
    turn = state.setdefault(f"problem_turn_{one.id}", 0)
    seen = state.setdefault(name, one.edition)
    with st.expander(visit.say("Change what is written"), icon="✏️"):
        words, place, facts = _fields(visit, ground, f"change_{one.id}_{turn}", one)
        if st.button(visit.say("Save"), key=f"save_{one.id}", type="primary"):
            done, _ = do(visit, problems.set_problem, one.id, seen, words, place, **facts)
            if done:
                del state[name]
                state[f"problem_turn_{one.id}"] = turn + 1
                st.rerun()
            state[name] = one.edition


def _fields(visit: Visit, ground: Ground, key: str, one: ProblemView | None = None) -> tuple[str, Any, dict[str, bool]]:
    words = st.text_area(
        visit.say("What goes wrong?"), one.words if one else "", height=90, max_chars=problems.LONGEST_PROBLEM,
        key=f"{key}_words", persist_state=problem_place.kept(one),
        placeholder=visit.say("The button to go on is grey, so children think that they are done."),
    )  # fmt: skip
    st.caption(visit.say("Describe the tool, never the child: what is there, and what it does to children."))
    place = problem_place.place(visit, ground, key, one.place if one else None)
    harm = st.checkbox(
        visit.say("A child was hurt, upset or unsafe"),
        bool(one and one.harm),
        key=f"{key}_harm",
        persist_state=problem_place.kept(one),
    )
    if harm:
        st.warning(
            visit.say(
                "First tell the safeguarding person about the child, now. Only then write here what the tool did."
            ),
            icon="🛟",
        )
    fresh = [words] * (one is None or words != one.words)
    fresh += [str((place or {}).get("card", ""))] * (one is None or place != one.place)
    of_the_tool = problems.seems_named(*fresh) and st.checkbox(
        visit.say("The name in it is of a figure or a thing in the tool: of nobody who was there, and of no school."),
        key=f"{key}_named",
    )
    return words, place or {}, {"harm": harm, "of_the_tool": bool(of_the_tool)}
