"""Cards in piles: which lie together as a map of squares, the groups they make in words, and where each lies most."""

import altair as alt
import pandas as pd
import streamlit as st

from consultations.shapes import Group, QuestionResult, Sorting
from pages.parts import text
from pages.parts.chart_bars import framed
from pages.parts.chart_tree import tree
from pages.parts.chart_words import INK, TITLES, called
from pages.parts.frame import Visit

SQUARE, MOST = 34, 12
DARK = 0.55


def piles(visit: Visit, one: QuestionResult, group: Group, found: Sorting, language: str) -> None:
    """The map, with the cards in the order in which they belong together; beside it the groups in words."""
    order = list(found.leaves or found.cards)
    shown = order[:MOST]
    if len(shown) > 1:
        numbers = {card: str(at) for at, card in enumerate(shown, start=1)}
        text.paragraph("\n".join(f"{numbers[card]}. {called(one, card, language)}" for card in shown))
        squares = _squares(visit, found, shown, numbers)
        spoken = "; ".join(
            f"{called(one, str(each['one']), language)} + {called(one, str(each['other']), language)}: {each['shown']}"
            for each in squares
            if each["before"]
        )
        st.altair_chart(
            _map(pd.DataFrame(squares), len(shown)), width="content", theme=None,
            alt=f"{visit.say(TITLES[group.name])}: {spoken}",
        )  # fmt: skip
        st.caption(visit.say("The darker a square, the more often these two cards were put together."))
        if found.merges and len(order) <= MOST:
            tree(visit, one, group, found, numbers, language)
    if len(order) > MOST:
        left = len(order) - MOST
        st.caption(visit.count("{n} more is in the table.", "{n} more are in the table.", left))
    together = [cards for cards in found.together if len(cards) > 1]
    for cards in together:
        names = ", ".join(f"“{called(one, card, language)}”" for card in cards)
        text.paragraph("❴ " + visit.say("Half or more put these together: {names}.", names=names))
    if found.merges and not together:
        text.paragraph(visit.say("No cards were put together by half or more."))
    for lies in found.lies[:MOST]:
        if lies.sorters:
            there = " / ".join(called(one, f"pile.{pile}", language) for pile in lies.piles)
            text.paragraph(
                visit.say(
                    "“{card}” lies most often in “{pile}”: {chosen} of {sorters}.",
                    card=called(one, lies.key, language), pile=there, chosen=lies.chosen, sorters=lies.sorters,
                )
            )  # fmt: skip


def _squares(visit: Visit, found: Sorting, shown: list[str], numbers: dict[str, str]) -> list[dict[str, object]]:
    place = {card: at for at, card in enumerate(found.cards)}
    squares: list[dict[str, object]] = []
    for down, one in enumerate(shown):
        for across, other in enumerate(shown):
            share = found.shares[place[one]][place[other]]
            if down != across:
                squares.append(
                    {
                        "one": one, "other": other, "row": numbers[one], "column": numbers[other], "share": share,
                        "shown": "–" if share is None else visit.share(share), "before": across < down,
                        "ink": "#ffffff" if share is not None and share > DARK else INK,
                    }
                )  # fmt: skip
    return squares


def _map(squares: pd.DataFrame, cards: int) -> alt.LayerChart:
    order = [str(at) for at in range(1, cards + 1)]
    axis = alt.Axis(title=None, labelAngle=0, labelFontSize=13, ticks=False)
    base = alt.Chart(squares[["row", "column", "share", "shown", "ink"]]).encode(
        x=alt.X("column:N", sort=order, axis=axis), y=alt.Y("row:N", sort=order, axis=axis)
    )
    filled = base.mark_rect(stroke="#ffffff", strokeWidth=2, aria=False).encode(
        color=alt.Color("share:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=["#eef3f9", "#0b4f9e"]))
    )
    figures = base.mark_text(fontSize=10 if cards > 7 else 12, aria=False).encode(
        text="shown:N", color=alt.Color("ink:N", scale=None)
    )
    side = max(22, min(SQUARE + 14, 290 // cards)) * cards
    chart: alt.LayerChart = framed(alt.layer(filled, figures).resolve_scale(color="independent"), side)
    return chart.properties(width=side).configure_axis(grid=False, domain=False, labelColor=INK)
