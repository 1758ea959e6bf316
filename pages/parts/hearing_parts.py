"""Who was heard and who was not; words in a cloud and in a table."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from consultations.language.cloud import word_cloud
from consultations.language.words import Word
from consultations.shapes import Heard
from pages.parts.frame import Visit
from pages.parts.words import PROVINCES, SESSION_LANGUAGES, named


@lru_cache(maxsize=64)
def _drawn(words: tuple[Word, ...]) -> str:
    """The cloud as SVG. Kept because it takes most of a second; what is in it has been released."""
    return word_cloud({one.text: one.contributors for one in words}, 640, 360)


def heard(visit: Visit, one: Heard) -> None:
    """How many children in how many sessions; and the ages, languages and provinces nobody was heard from."""
    first, second, third = st.columns(3)
    first.metric(visit.say("Children"), one.children, border=True)
    second.metric(visit.say("Sessions"), one.sessions, border=True)
    third.metric(
        visit.say("Dutch | French"), " | ".join(str(one.languages.get(at, 0)) for at in ("nl", "fr")), border=True
    )
    apart = sum(one.languages.values())
    if apart < one.children:
        st.caption(
            visit.count(
                "{n} child is not in Dutch | French yet: in its session a language had fewer than five.",
                "{n} children are not in Dutch | French yet: in their session a language had fewer than five.",
                one.children - apart,
            )
        )
    silent = [
        *(visit.say("ages {band}", band=band) for band in one.silent_bands),
        *(named(visit, SESSION_LANGUAGES, at) for at in one.silent_languages),
        *(named(visit, PROVINCES, at) for at in one.silent_provinces),
    ]
    if silent:
        st.warning(visit.say("Not heard yet: {who}.", who=", ".join(silent)), icon="👂")
    if one.waiting:
        st.info(
            visit.count(
                "{n} closed session is too small to add by itself. It waits for others.",
                "{n} closed sessions are too small to add by themselves. They wait for others.",
                one.waiting,
            )
        )


def cloud(visit: Visit, words: tuple[Word, ...], language: str) -> None:
    """The words that at least three children used, as a picture and as a table."""
    name = named(visit, SESSION_LANGUAGES, language)
    st.subheader(name, anchor=False)
    if not words:
        st.info(visit.say("No word was used by three children or more."))
        return
    told = ", ".join(f"{one.text} ({one.contributors})" for one in words[:10])
    st.image(
        _drawn(words), width="stretch",
        alt=visit.say("Word cloud: {words}", words=told),
    )  # fmt: skip
    with st.expander(visit.say("As a table"), icon="🔢"):
        st.dataframe(
            pd.DataFrame([{visit.say("Word"): one.text, visit.say("Children"): one.contributors} for one in words]),
            hide_index=True,
            alt=name,
        )
