"""The tree of a card sort: cards that were often put together join early, on the left; cards that were not, late."""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from consultations.shapes import Group, QuestionResult, Sorting
from pages.parts.chart_bars import framed
from pages.parts.chart_words import INK, TITLES, called
from pages.parts.frame import Visit

ROW = 26
WIDE = 300


def tree(
    visit: Visit, one: QuestionResult, group: Group, found: Sorting, numbers: dict[str, str], language: str
) -> None:
    """The branches, with the numbers of the map; how alike two branches were stands on the axis."""
    branches = joined(found)
    spoken = "; ".join(
        f"{_names(one, left, language)} + {_names(one, right, language)}: {visit.share(1 - height)}"
        for left, right, height in branches
    )
    st.altair_chart(
        _drawn(pd.DataFrame(lines(found)), [numbers[card] for card in found.leaves]), width="content", theme=None,
        alt=f"{visit.say(TITLES[group.name])}: {spoken}",
    )  # fmt: skip
    st.caption(visit.say("The further to the left two branches meet, the more often their cards were put together."))


def joined(found: Sorting) -> list[tuple[tuple[str, ...], tuple[str, ...], float]]:
    """Each merge as the cards of its two branches and its height, lowest first."""
    cards: dict[int, tuple[str, ...]] = {at: (card,) for at, card in enumerate(found.cards)}
    branches = []
    for at, (left, right, height) in enumerate(found.merges, start=len(found.cards)):
        branches.append((cards[left], cards[right], height))
        cards[at] = (*cards[left], *cards[right])
    return branches


def lines(found: Sorting) -> list[dict[str, Any]]:
    """The straight lines of the tree: two along and one across for each merge; `y` counts leaves from the top."""
    spot: dict[int, tuple[float, float]] = {
        at: (0.0, float(found.leaves.index(card))) for at, card in enumerate(found.cards)
    }
    drawn: list[dict[str, Any]] = []
    for at, (left, right, height) in enumerate(found.merges, start=len(found.cards)):
        (x_left, y_left), (x_right, y_right) = spot[left], spot[right]
        drawn.append({"x": x_left, "x2": height, "y": y_left, "y2": y_left})
        drawn.append({"x": x_right, "x2": height, "y": y_right, "y2": y_right})
        drawn.append({"x": height, "x2": height, "y": y_left, "y2": y_right})
        spot[at] = (height, (y_left + y_right) / 2)
    return drawn


def _names(one: QuestionResult, cards: tuple[str, ...], language: str) -> str:
    return ", ".join(f"“{called(one, card, language)}”" for card in cards)


def _drawn(rules: pd.DataFrame, numbers: list[str]) -> alt.LayerChart:
    leaves = pd.DataFrame([{"y": at, "number": number} for at, number in enumerate(numbers)])
    down = alt.Scale(domain=[-0.5, len(numbers) - 0.5], reverse=True, nice=False)
    across = alt.X(
        "x:Q", scale=alt.Scale(domain=[-0.08, 1]),
        axis=alt.Axis(title=None, values=[0, 0.5, 1], labelExpr="format(1 - datum.value, '.0%')"),
    )  # fmt: skip
    branches = (
        alt.Chart(rules)
        .mark_rule(strokeWidth=2, color="#0b4f9e", aria=False)
        .encode(x=across, x2="x2:Q", y=alt.Y("y:Q", scale=down, axis=None), y2="y2:Q")
    )
    names = (
        alt.Chart(leaves)
        .mark_text(align="right", dx=-4, fontSize=13, color=INK, aria=False)
        .encode(x=alt.datum(0.0), y=alt.Y("y:Q", scale=down, axis=None), text="number:N")
    )
    chart: alt.LayerChart = framed(alt.layer(branches, names), ROW * len(numbers))
    return chart.properties(width=WIDE).configure_axis(grid=False, domain=False, labelColor=INK)
