"""Who was heard and who was not; by contributions or by children; words in a cloud, quotes, and drawings."""

from functools import lru_cache

import pandas as pd
import streamlit as st

from consultations.hearing import Gallery
from consultations.language.cloud import word_cloud
from consultations.language.words import Word
from consultations.shapes import Heard, Quote
from pages.parts import drawings, text
from pages.parts.frame import Visit
from pages.parts.words import PROVINCES, SESSION_LANGUAGES, named
from translations import N_

READ = {
    "talk": N_("Read what was said"),
    "voices": N_("Read what they wrote"),
    "wall": N_("Read the cards"),
    "pins": N_("Read what they wrote"),
    "drawings": N_("See the drawings"),
}
UNITS = {"contributions": N_("By contributions"), "children": N_("By children")}
ACROSS = 3


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
    if one.contributions:
        st.caption(
            visit.count(
                "{n} contribution from {children} children: a device or a sheet can speak for several.",
                "{n} contributions from {children} children: a device or a sheet can speak for several.",
                one.contributions, children=one.children,
            )
        )  # fmt: skip
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


def unit(visit: Visit, key: str) -> None:
    """Whether a device that speaks for several counts once, or as many times as it has children."""
    st.segmented_control(
        visit.say("How to count"), list(UNITS), default=None if key in st.session_state else "contributions", key=key,
        format_func=lambda at: visit.say(UNITS[at]), required=True,
    )  # fmt: skip
    st.caption(
        visit.say(
            "By children, a group of four counts four times. Who is counted changes; what they said does not, and "
            "we are not surer of it."
        )
    )


def quote(visit: Visit, one: Quote) -> None:
    """Words as they were written, with at most the kind, the page, the language and the ages beside them."""
    text.paragraph(f"{one.emoji} {one.words}".strip())
    beside = [words.get(visit.language) or words["nl"] for words in (one.kind, one.page) if words]
    st.caption(text.one_line(" · ".join([*beside, one.language.upper(), one.age_band])))


def gallery(visit: Visit, page: Gallery) -> None:
    """Drawings that a person released, three beside each other."""
    text.paragraph(visit.count("{n} drawing", "{n} drawings", page.found))
    for at in range(0, len(page.drawings), ACROSS):
        for column, one in zip(st.columns(ACROSS), page.drawings[at : at + ACROSS], strict=False):
            with column:
                told = f"{one.language.upper()} · {one.age_band}"
                st.image(
                    drawings.drawing_svg(one.value), width="stretch", alt=visit.say("A drawing ({told})", told=told)
                )
                st.caption(text.one_line(told))
    if not page.drawings:
        st.info(visit.say("No drawing has been released yet. A facilitator looks at each of them first."))


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
