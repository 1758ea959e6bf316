"""Bars: for each answer a line of words, and under it its bar with the thin line of doubt; all figures as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from consultations.interchange.result_rows import label
from consultations.shapes import Bar, Group, QuestionResult
from pages.parts import chart_tables, text
from pages.parts.chart_words import COLOURS, GRID, INK, LINE, PALE, TITLES, called, counted, wrapped
from pages.parts.frame import Visit
from pages.parts.words import MISSING, named
from translations import N_

BAR = 14
MOST = 20
BANDS = {
    "range": N_("The thin line runs from the class with the smallest share to the class with the largest."),
    "interval": N_(
        "The thin line is an interval of 95 percent that takes into account that children of one class are alike."
    ),
}


def above(visit: Visit, group: Group) -> None:
    """Whose answers these are, how many, and of how many classes."""
    name = visit.say(TITLES[group.name])
    n = text.one_line(counted(visit, group) if group.answered != group.children else f"n = {group.answered}")
    if group.rounded:
        n = visit.say("about {n}", n=group.children)
    st.markdown(f"**{name}** · {n} · " + visit.count("{n} class", "{n} classes", max(group.clusters, 1)))


def bars(visit: Visit, one: QuestionResult, group: Group, language: str, *, wide: bool) -> None:
    """The bars of a group."""
    above(visit, group)
    shown = list(group.bars)
    if one.shape == "dots":
        # A card of one session got its stickers of that session only: it is compared by its share.
        shown.sort(
            key=lambda bar: (-(bar.share or 0), -(bar.dots or 0)) if one.own else (-(bar.dots or 0), -(bar.count or 0))
        )
    left = len(shown) - MOST
    rows = pd.DataFrame([row(visit, one, bar, language) for bar in shown[:MOST]])
    rows["words"] = wrapped([f"{each['answer']} · {each['shown']}" for _, each in rows.iterrows()], wide=wide)
    spoken = "; ".join(f"{each['answer']}: {each['shown']}" for _, each in rows.iterrows())
    name = visit.say(TITLES[group.name])
    st.altair_chart(
        _chart(rows, COLOURS[group.name]), width="stretch", theme=None, alt=f"{name}, n = {group.answered}. {spoken}"
    )
    if left > 0:
        st.caption(visit.count("{n} more is in the table.", "{n} more are in the table.", left))
    if one.own:
        st.caption(visit.say("The share of a card is that of the one session that had it."))
    if group.band in BANDS:
        st.caption(visit.say(BANDS[group.band]))


def row(visit: Visit, one: QuestionResult, bar: Bar, language: str) -> dict[str, Any]:
    """One bar, in figures and in words."""
    if bar.about == "few":
        shown, share = visit.say("hardly any"), 0.0
    elif bar.about == "nearly_all":
        shown, share = visit.say("nearly all"), 1.0
    else:
        share = bar.share or 0.0
        told = visit.share(share)
        shown = visit.say("about {share}", share=told) if bar.about else f"{told} ({bar.count})"
    if bar.dots is not None:
        shown = visit.count("{n} sticker", "{n} stickers", bar.dots) + f" · {shown}"
    return {
        "key": bar.key,
        "answer": called(one, bar.key, language),
        "share": share,
        "shown": shown,
        "low": bar.low,
        "high": bar.high,
    }


def _chart(rows: pd.DataFrame, colour: str) -> alt.LayerChart:
    base = alt.Chart(rows).encode(y=alt.Y("key:N", sort=None, axis=None))
    across = alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=3))
    drawn = base.mark_bar(size=BAR, yOffset=BAR, color=colour, cornerRadius=4, aria=False).encode(x=across)
    doubt = base.mark_rule(strokeWidth=2.5, color=INK, yOffset=BAR, aria=False).encode(x="low:Q", x2="high:Q")
    return under(base, rows["words"].tolist(), drawn, doubt)


def under(base: alt.Chart, words: Sequence[str], *drawn: Any) -> alt.LayerChart:
    """What is drawn, and above each line of it its words (in the field `words`): plain ones, on a canvas."""
    lines = max(each.count("\n") for each in words) + 1
    said = base.mark_text(
        align="left", baseline="bottom", fontSize=14, lineHeight=LINE, color=INK, lineBreak="\n", aria=False,
        yOffset=-2 - LINE * (lines - 1),
    ).encode(x=alt.value(0), text="words:N")  # fmt: skip
    half = BAR + LINE * lines  # what stands above the middle of a line is as high as what hangs below it may be
    return framed(alt.layer(*drawn, said), (half + 34) * len(words))


@dataclass(frozen=True)
class Stacked:
    """A bar of parts: the words above it, how many in each colour from left to right, and the line of doubt."""

    words: str
    parts: Sequence[tuple[str, int]]
    low: float | None = None
    high: float | None = None


def stacked(bars: Sequence[Stacked], *, wide: bool, halo: bool = False) -> alt.LayerChart:
    """Bars of which the parts are shares of the whole. `halo`: the line of doubt has a light edge."""
    parts: list[dict[str, Any]] = []
    for at, one in enumerate(bars):
        n, begun = sum(count for _, count in one.parts), 0.0
        for colour, count in one.parts:
            if count:
                parts.append({"key": str(at), "from": begun, "to": begun + count / n, "colour": colour})
                begun += count / n
    lines = wrapped([one.words for one in bars], wide=wide)
    heads = [{"key": str(at), "low": one.low, "high": one.high, "words": lines[at]} for at, one in enumerate(bars)]
    place = alt.Y("key:N", sort=[str(at) for at in range(len(bars))], axis=None)
    across = alt.X("from:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=3))
    drawn = (
        alt.Chart(pd.DataFrame(parts, columns=["key", "from", "to", "colour"]))
        .mark_bar(size=BAR, yOffset=BAR, aria=False)
        .encode(y=place, x=across, x2="to:Q", color=alt.Color("colour:N", scale=None))
    )
    base = alt.Chart(pd.DataFrame(heads)).encode(y=place)
    edges = [(6.0, "white")] * halo + [(2.5, INK)]
    doubt = [
        base.mark_rule(strokeWidth=width, color=colour, yOffset=BAR, aria=False).encode(x="low:Q", x2="high:Q")
        for width, colour in edges
    ]
    return under(base, lines, drawn, *doubt)


def framed(chart: Any, height: int) -> alt.LayerChart:
    """A chart with as little around it as can be."""
    made: alt.LayerChart = (
        chart.properties(height=height)
        .configure_view(stroke=None)
        .configure_axis(grid=True, gridColor=GRID, domain=False, labelColor=PALE)
    )
    return made


def figures(visit: Visit, one: QuestionResult, drawn: list[Group], language: str) -> None:
    """The same figures as a table, the ways of not answering with them."""
    with st.expander(visit.say("As a table"), icon="🔢"):
        for group in drawn:
            name = visit.say(TITLES[group.name])
            for lines in filter(None, chart_tables.of(visit, one, group, language)):
                st.dataframe(pd.DataFrame(lines), hide_index=True, alt=name)
            if not group.bars:
                left_out = _missing(visit, group, name)
                if left_out:
                    st.dataframe(pd.DataFrame(left_out), hide_index=True, alt=name)
                continue
            rows = [
                {
                    visit.say("Answer"): label(one, bar.key)[language],
                    name: row(visit, one, bar, language)["shown"],
                    visit.say("From – to"): visit.between(bar.low, bar.high),
                }
                for bar in group.bars
            ]
            rows += [{**each, visit.say("From – to"): ""} for each in _missing(visit, group, name)]
            st.dataframe(pd.DataFrame(rows), hide_index=True, alt=name)


def _missing(visit: Visit, group: Group, name: str) -> list[dict[str, str]]:
    return [
        {visit.say("Answer"): named(visit, MISSING, code), name: str(count)}
        for code, count in group.missing.items()
        if count
    ]
