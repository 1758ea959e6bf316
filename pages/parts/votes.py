"""A vote in the leader's hands: how many gave something, how it stands, who may see that, and a second round."""

import streamlit as st

from consultations.drafting.view import QuestionView
from consultations.observing import staging
from consultations.observing.pacing import Pace
from consultations.stages import Stage, stage_of
from models import store
from pages.parts import standings
from pages.parts.deeds import again, do
from pages.parts.frame import Visit


def draw(visit: Visit, session_id: str, pace: Pace, question: QuestionView) -> None:
    """Both rounds, the latest first, and what can be done."""
    stage = stage_of(pace.stages, question.id)
    with store.reading() as db:
        rounds = [
            (one, staging.round_of(db, visit.who, session_id, question.id, one)) for one in range(stage.round, 0, -1)
        ]
    _deeds(visit, session_id, question, stage)
    languages = pace.languages
    for number, stood in rounds:
        with st.container(border=True, key=f"round_{number}"):
            st.caption(
                visit.say("Round {n}", n=number)
                + " · "
                + visit.count("{n} contribution", "{n} contributions", stood.given)
                + " "
                + visit.count("from {n} child", "from {n} children", stood.children)
            )
            if stood.standing is None:
                st.text(visit.say("Too few to show how it stands."))
            else:
                standings.draw(visit, stood.standing, stood.labels, languages)


def _deeds(visit: Visit, session_id: str, question: QuestionView, stage: Stage) -> None:
    with st.container(horizontal=True):
        words = visit.say("Hide how it stands") if stage.revealed else visit.say("Show everybody how it stands")
        if st.button(words, key="reveal", icon="🙈" if stage.revealed else "👀"):
            do(visit, staging.reveal, session_id, question.id, not stage.revealed)
            again()
        words = visit.say("Open it again") if stage.stopped else visit.say("Stop the vote")
        if st.button(words, key="stop_vote", icon="🔓" if stage.stopped else "🔒"):
            do(visit, staging.stop, session_id, question.id, not stage.stopped)
            again()
        if stage.round == 1:
            with st.popover(visit.say("Second round"), key="second"):
                st.text(visit.say("Everybody votes once more. What was given first stays. There is no third round."))
                if st.button(visit.say("Yes, begin the second round"), key="second_round", type="primary"):
                    do(visit, staging.second_round, session_id, question.id)
                    again()
    if stage.revealed:
        st.caption(visit.say("Everybody sees how it stands now."))
