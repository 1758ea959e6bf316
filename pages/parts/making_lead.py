"""Children make and choose together: the activity everybody is at, the wall or the vote around it, and paper."""

import streamlit as st

from consultations import glancing
from consultations.drafting.view import QuestionView
from consultations.observing import pacing
from consultations.observing.pacing import Pace
from consultations.observing.seats import seats as seats_of
from models import store
from pages.http.address import public_url
from pages.parts import leading, observer, paper_grid, talking, talking_table, text, votes, wall_lead
from pages.parts.frame import Visit

FOLLOW_EVERY = 2


def fits(one: glancing.Led) -> bool:
    """Whether a session of children who hold the pen needs more than a door: walls, votes, a pace, or paper."""
    return one.kind == "co_design" or one.pace == "leader" or one.devices != "each"


def running(visit: Visit, chosen: glancing.Led) -> None:
    """The page of who leads it, or takes notes in it."""
    with store.reading() as db:
        pace = pacing.pace(db, visit.who, chosen.id)
        table = seats_of(db, visit.who, chosen.id)
        seen = glancing.at_a_glance(db, visit.who, chosen.id) if pace.leads else None
    if pace.state == "closed":
        _afterwards(visit, chosen.id, pace)
        return
    text.heading(pace.version.called(visit.language))
    if seen:
        if pace.devices != "none":
            leading.door(visit, chosen.id)
        paper_grid.sheets(visit, chosen.id, pace, table)
    _follow(visit, chosen.id)
    with st.container(horizontal=True):
        if seen:
            projector = f"{public_url()}/projector?screen={chosen.projector_token}"
            st.link_button(visit.say("Projector"), projector, icon="📽️")
        st.link_button(visit.say("Sheets to print (PDF)"), f"{public_url()}/sheets/{chosen.id}.pdf", icon="🖨️")
        if seen:
            leading.pause_button(visit, chosen.id, pace.state)
    if seen:
        if pace.led or observer.fits(chosen):
            talking_table.colleagues(visit, chosen.id, pace)
        leading.mending(visit, chosen.id, seen)
        leading.ending(visit, chosen.id)


@st.fragment(run_every=FOLLOW_EVERY)
def _follow(visit: Visit, session_id: str) -> None:
    """What changes while children work: looked up again every two seconds, so that two moderators see one another."""
    with store.reading() as db:
        pace = pacing.pace(db, visit.who, session_id)
        table = seats_of(db, visit.who, session_id)
        seen = glancing.at_a_glance(db, visit.who, session_id) if pace.leads else None
    if pace.state == "closed":
        st.rerun()
    if pace.state == "paused":
        st.warning(visit.say("Paused"))
    question = pace.question if pace.led else _choose(visit, pace)
    if pace.led:
        talking.asked(visit, pace)
    if seen:
        if pace.led:
            talking.steer(visit, session_id, pace)
            talking_table.pulse(visit, session_id, pace)
        leading.safeguarding(visit, seen)
        _given(visit, seen, question)
    first = pace.devices == "none"
    if first:
        paper_grid.draw(visit, session_id, pace, question, table)
    if question.how.votes:
        votes.draw(visit, session_id, pace, question)
    elif question.how.shareable:
        wall_lead.draw(visit, session_id, pace, question)
    if not first:
        paper_grid.draw(visit, session_id, pace, question, table)


def _choose(visit: Visit, pace: Pace) -> QuestionView:
    """Where each goes at their own pace: which activity to look at."""
    every = {one.id: one for one in pace.version.questions if one.how.asks} or {pace.question.id: pace.question}
    numbers = {one.id: at for at, one in enumerate(pace.version.questions, start=1)}
    language = visit.shown
    chosen = st.selectbox(
        visit.say("Which activity?"), list(every), key="which_activity",
        format_func=lambda at: f"{numbers[at]}. {every[at].wording.get(language) or every[at].wording.get('nl', '')}",
    )  # fmt: skip
    return every[chosen]


def _given(visit: Visit, seen: glancing.Glance, question: QuestionView) -> None:
    """How many gave something here, of those who came in."""
    here = next((one.given for one in seen.progress if one.question_id == question.id), None)
    if here is not None and seen.heads:
        st.caption(visit.say("{given} of {heads} gave something here.", given=here, heads=seen.heads))


def _afterwards(visit: Visit, session_id: str, pace: Pace) -> None:
    """It is over: what came of it, and what the leader remembers."""
    if not pace.leads:
        text.heading(pace.version.called(visit.language))
        st.info(visit.say("This session is closed."))
        return
    leading.room(visit, session_id)
    talking_table.memo(visit, session_id, pace)
