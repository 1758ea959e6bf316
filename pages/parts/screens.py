"""What stands on the beamer: the question everybody is at, the time, and what was released. No name, and no probe."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from consultations.drafting.view import QuestionView
from consultations.observing import pacing
from consultations.observing.on_screen import OnScreen, Shown
from models import clock
from pages.parts import standings, text, wall_lead
from pages.parts.frame import Visit

MOST = 60


def asked(visit: Visit, one: QuestionView, since: datetime | None, languages: tuple[str, ...]) -> None:
    """The question, what was agreed on, the time."""
    for language in languages:
        text.heading(one.wording.get(language, ""), 2)
        for rule in getattr(one.read_settings, "rules", ()):
            st.text(f"• {rule.words()[language]}")
    planned = pacing.minutes(one)
    if planned and since:
        used = int((clock.now() - since).total_seconds() // 60)
        st.progress(min(1.0, used / planned), visit.say("{used} of {planned} minutes", used=used, planned=planned))


def released(visit: Visit, question: QuestionView, on: OnScreen, languages: tuple[str, ...]) -> None:
    """Cards by theme, what was made, what was said; or how a vote stands."""
    themes = [*(one.key for one in getattr(question.read_settings, "themes", ())), ""]
    for theme in themes:
        here = [one for one in on.things if one.theme == theme]
        if here and theme:
            text.heading(" / ".join(dict.fromkeys(on.labels[f"theme.{theme}"][one] for one in languages)), 3)
        _things(visit, question, on, here[:MOST], languages)
        if len(here) > MOST:
            st.text(visit.count("and {n} more", "and {n} more", len(here) - MOST))
    for number, standing in reversed(on.rounds):
        if len(on.rounds) > 1:
            text.heading(visit.say("Round {n}", n=number), 3)
        standings.draw(visit, standing, on.labels, languages)
    if on.too_few:
        st.text(visit.say("Too few to show how it stands."))


def _things(
    visit: Visit, question: QuestionView, on: OnScreen, things: Sequence[Shown], languages: tuple[str, ...]
) -> None:
    with st.container(horizontal=True):
        for place, one in enumerate(things):
            with st.container(border=True, width=320, key=f"released_{one.theme}_{place}"):
                wall_lead.content(visit, question, one.words, one.emoji, one.value)
                kind = on.labels.get(one.kind, {})
                told = [" / ".join(dict.fromkeys(kind.get(each, "") for each in languages)) if kind else ""]
                if one.born_of:
                    told.append(f"↳ {one.born_of}")
                if any(told):
                    st.caption(text.one_line(" · ".join(filter(None, told))))
