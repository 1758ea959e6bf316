"""How bad a problem is: said without seeing what others say; one after another by keyboard; how far raters agree."""

import streamlit as st

from consultations.statistics.agreement import FEWEST_UNITS, in_words
from consultations.statistics.problems import FEWEST_RATERS
from consultations.tooling import rating
from consultations.tooling.rating import SEVERITIES, STEPS, Log, ProblemView
from pages.parts import problem_place, text
from pages.parts.deeds import at_once, do, why_not
from pages.parts.frame import Visit
from pages.parts.problem_place import Ground
from translations import N_

STRENGTHS = {
    "poor": N_("worse than by chance"),
    "slight": N_("hardly better than by chance"),
    "fair": N_("some agreement"),
    "moderate": N_("moderate agreement"),
    "substantial": N_("good agreement"),
    "almost_perfect": N_("almost full agreement"),
}


def said(visit: Visit, one: ProblemView) -> str:
    """What may be known of how bad it is, in a line: only how many have rated it, before one has rated it oneself."""
    many = visit.count("{n} person has rated it", "{n} people have rated it", one.raters)
    if one.mine is None:
        return many if one.raters else visit.say("Nobody has rated it yet")
    if one.raters < FEWEST_RATERS:
        return visit.say("You said {mine}, and nobody else has rated it yet", mine=one.mine)
    every = " · ".join(map(str, one.ratings))
    return visit.say("You said {mine}. All ratings: {every}", mine=one.mine, every=every)


def median(visit: Visit, one: ProblemView) -> str:
    """The middle of what was said, and what outweighs it."""
    if one.harmful:
        return visit.say("A child came to harm: it counts as 4, whatever was said.")
    if one.mine is None or one.median is None:
        return ""
    if one.raters < FEWEST_RATERS:
        return visit.say("One rater is not enough: ask a colleague.")
    return visit.say("In the middle: {median}", median=visit.number(one.median))


def rate(visit: Visit, one: ProblemView) -> None:
    """Five steps; what is tapped is kept at once."""
    key = f"rate_{one.id}"
    st.session_state[key] = one.mine
    st.radio(
        visit.say("How bad is it?"), STEPS, key=key, format_func=lambda step: visit.say(SEVERITIES[step]),
        on_change=_keep, args=(one.id, key),
    )  # fmt: skip
    why_not(visit, key)
    if one.mine is None and one.raters:
        st.caption(visit.say("You see what others said once you have rated it yourself."))
    text.paragraph(said(visit, one))
    if middle := median(visit, one):
        st.info(text.one_line(middle))
    if one.mine is not None and one.raters == 1:
        st.button(
            visit.say("Take my rating back"), key=f"unrate_{one.id}", type="tertiary",
            on_click=at_once, args=(key, rating.rate, one.id, None),
        )  # fmt: skip


def _keep(problem_id: str, key: str) -> None:
    at_once(key, rating.rate, problem_id, st.session_state[key])


def one_by_one(visit: Visit, ground: Ground, log: Log) -> None:
    """Each problem one has not rated, the oldest first; a key from 0 to 4 rates it and brings the next."""
    state = st.session_state
    later: list[str] = state.setdefault("rate_later", [])
    todo = sorted(log.to_rate, key=lambda one: later.index(one.id) if one.id in later else -1)
    if st.button(visit.say("All problems"), key="leave_rating", icon="⬅️", type="tertiary"):
        state.pop("rating_problems"), state.pop("rate_later")
        st.rerun()
    if not todo:
        st.success(visit.say("You have rated all of them."))
        agreement(visit, log)
        return
    one = todo[0]
    st.caption(visit.count("{n} problem to rate", "{n} problems to rate", len(todo)))
    left, right = st.columns(2)
    with left, st.container(border=True, key="to_rate"):
        text.heading(visit.say("Problem {n}", n=one.number), 2)
        text.paragraph(one.words)
        st.caption(text.one_line(problem_place.where(visit, ground, one.place)))
        problem_place.shown(visit, ground, one.place, one.number)
    with right:
        tapped = [
            step for step in STEPS
            if st.button(
                visit.say(SEVERITIES[step]), key=f"step_{step}_{one.id}", shortcut=str(step), width="stretch", wrap=True
            )
        ]  # fmt: skip
        how = visit.say("Press a key from 0 to 4, or tap. You do not see what others said until you have rated it.")
        st.caption(how)
        postponed = len(todo) > 1 and st.button(visit.say("Later"), key=f"later_{one.id}", type="tertiary")
    if postponed:
        state["rate_later"] = [*(at for at in later if at != one.id), one.id]
    if postponed or (tapped and do(visit, rating.rate, one.id, tapped[0])[0]):
        st.rerun()


def agreement(visit: Visit, log: Log) -> None:
    """How far each two raters agree: in words, with the figure, on how many problems, and whose words those are."""
    if not log.agreement:
        return
    text.heading(visit.say("How far raters agree"), 3)
    for one in log.agreement:
        both = f"{one.raters[0]} – {one.raters[1]}"
        many = visit.count("{n} problem", "{n} problems", one.kappa.units)
        if one.kappa.value is not None:
            words = visit.say(STRENGTHS[in_words(one.kappa.value)])
            text.paragraph(visit.labelled(both, f"{words} (κ = {visit.number(one.kappa.value, 2)}, {many})"))
        elif one.kappa.why == "too_few_units":
            few = visit.say("too few to say: fewer than {n} problems rated by both", n=FEWEST_UNITS)
            text.paragraph(visit.labelled(both, f"{few} ({many})"))
        else:
            text.paragraph(visit.labelled(both, visit.say("nothing to say: both always said the same") + f" ({many})"))
    st.caption(
        visit.say(
            "Cohen’s weighted kappa, of ratings made before the others were seen: 1 is full agreement, 0 as much as by "
            "chance. The words follow Landis and Koch (1977)."
        )
    )
