"""What was made: how many gave something, cards of a wall by kind and theme, and who moved between two rounds."""

import altair as alt
import pandas as pd
import streamlit as st

from consultations.interchange.result_rows import label
from consultations.shapes import Group, Moved, QuestionResult
from pages.parts import text
from pages.parts.chart_bars import BAR, under
from pages.parts.chart_words import COLOURS, TITLES, called, counted, wrapped
from pages.parts.frame import Visit

SURE = 0.05
MOST = 10


def gave(visit: Visit, one: QuestionResult, whole: Group) -> str:
    """How many wrote, made or drew something."""
    if whole.answered < whole.children:
        n = counted(visit, whole)
        return visit.say("Drawings: {n}.", n=n) if one.shape == "drawings" else visit.say("Answered: {n}.", n=n)
    if one.shape == "drawings":
        return visit.count("{n} child drew something.", "{n} children drew something.", whole.answered)
    return visit.count("{n} child wrote something.", "{n} children wrote something.", whole.answered)


def wall(visit: Visit, one: QuestionResult, language: str) -> None:
    """Cards by kind and theme, Dutch beside French: in bars, and as a table with the number of sessions."""
    lines: dict[tuple[str, str], dict[str, int]] = {}
    sessions: dict[tuple[str, str], int] = {}
    for row in one.wall:
        lines.setdefault((row.kind, row.theme), {})[row.language] = row.cards
        sessions[row.kind, row.theme] = max(sessions.get((row.kind, row.theme), 0), row.sessions)
    text.paragraph(visit.count("{n} card can be read.", "{n} cards can be read.", sum(row.cards for row in one.wall)))
    named = {place: _named(one, *place, language) for place in lines}
    parts, heads = [], []
    for place, cards in lines.items():
        at = 0
        for spoken in ("nl", "fr"):
            if cards.get(spoken):
                parts.append(
                    {"key": named[place], "from": at, "to": at + cards[spoken], "colour": COLOURS[spoken]}
                )  # fmt: skip
            at += cards.get(spoken, 0)
        figures = " · ".join(f"{spoken.upper()} {cards.get(spoken, 0)}" for spoken in ("nl", "fr"))
        heads.append({"key": named[place], "words": f"{named[place]} · {figures}"})
    spoken_all = "; ".join(each["words"] for each in heads)
    for head, words in zip(heads, wrapped([each["words"] for each in heads], wide=True), strict=True):
        head["words"] = words
    st.altair_chart(_cards(parts, heads), width="stretch", theme=None, alt=f"{visit.say('Cards')}: {spoken_all}")
    dutch, french = (visit.say(name) for code, name in TITLES.items() if code != "all")
    with st.expander(visit.say("As a table"), icon="🔢"):
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        visit.say("Kind"): label(one, kind)[language],
                        visit.say("Theme"): label(one, f"theme.{theme}")[language] if theme else "–",
                        dutch: cards.get("nl", 0),
                        french: cards.get("fr", 0),
                        visit.say("Sessions"): sessions[kind, theme],
                    }
                    for (kind, theme), cards in lines.items()
                ]
            ),
            hide_index=True,
            alt=visit.say("Cards"),
        )


def _named(one: QuestionResult, kind: str, theme: str, language: str) -> str:
    if theme:
        return f"{called(one, kind, language)} · {called(one, f'theme.{theme}', language)}"
    return called(one, kind, language)


def _cards(parts: list[dict[str, object]], heads: list[dict[str, str]]) -> alt.LayerChart:
    place = alt.Y("key:N", sort=[each["key"] for each in heads], axis=None)
    across = alt.X("from:Q", title=None, axis=alt.Axis(format="d", tickMinStep=1, tickCount=4))
    drawn = (
        alt.Chart(pd.DataFrame(parts))
        .mark_bar(size=BAR, yOffset=BAR, aria=False)
        .encode(y=place, x=across, x2="to:Q", color=alt.Color("colour:N", scale=None))
    )
    base = alt.Chart(pd.DataFrame(heads)).encode(y=place)
    return under(base, [each["words"] for each in heads], drawn)


def moves(visit: Visit, one: QuestionResult, language: str) -> None:
    """From the first round to the second, of those who voted twice: how many came and left, and if it may be chance."""
    st.markdown(f"**{visit.say('Who changed their mind')}** · " + visit.say("only those who voted twice"))
    order = sorted(one.moved, key=lambda row: (-(row.came + row.left), -row.after))
    for row in order[:MOST]:
        text.paragraph(_moved(visit, one, row, language, len(one.moved)))
    with st.expander(visit.say("First and second round as a table"), icon="🔢"):
        st.dataframe(
            pd.DataFrame(
                [
                    {
                        visit.say("Answer"): label(one, row.key)[language],
                        visit.say("First round"): row.before,
                        visit.say("Second round"): row.after,
                        visit.say("Stayed"): row.stayed,
                        visit.say("Came to it"): row.came,
                        visit.say("Left it"): row.left,
                    }
                    for row in one.moved
                ]
            ),
            hide_index=True,
            alt=visit.say("Who changed their mind"),
        )


def _moved(visit: Visit, one: QuestionResult, row: Moved, language: str, options: int) -> str:
    """One option in one line. Of several options each p is held against a share of five percent."""
    answer = called(one, row.key, language)
    if not row.came and not row.left:
        return visit.say("“{answer}”: {before} → {after}. Nobody moved.",
                         answer=answer, before=row.before, after=row.after)  # fmt: skip
    told = visit.say(
        "“{answer}”: {before} → {after}. {came} came, {left} left.",
        answer=answer, before=row.before, after=row.after, came=row.came, left=row.left,
    )  # fmt: skip
    if row.p is None:
        return told
    sure = visit.say("That is more than chance.") if row.p < SURE / options else visit.say("That can be chance.")
    return f"{told} {sure}"
