"""Choices of a group: what was liked more as dots on a line, statements as agree, pass and disagree side by side."""

from collections.abc import Sequence

import altair as alt
import pandas as pd
import streamlit as st

from consultations.shapes import Group, Opinion, OpinionGroup, Opinions, QuestionResult, Ranked, Ranking
from consultations.statistics.effects import concordance_word
from pages.parts import text
from pages.parts.chart_bars import BAR, MOST, Stacked, stacked, under
from pages.parts.chart_words import COLOURS, INK, TITLES, called, wrapped
from pages.parts.frame import Visit
from translations import N_

FEWEST_CLASSES = 5
AGAIN = "again_again"
IN_ORDER = "in_order"
AGREE, PASS, DISAGREE = "#0b4f9e", "#b9c3cf", "#a33b00"
NO_SHARES = {
    "too_few_contributors": N_("Too few chose to say which is liked most. This is how often each was chosen."),
    "not_connected": N_(
        "Not everything was compared with everything else, so there is no ranking. This is how often each was chosen."
    ),
}
ALIKE = {
    "none": N_("Children hardly agree on an order."),
    "weak": N_("Children agree a little on an order."),
    "fair": N_("Children agree fairly well on an order."),
    "strong": N_("Children agree strongly on an order."),
}
NO_GROUPS = {
    "too_few_voters": N_(
        "Groups of people who think alike are only looked for from about 100 contributions: among fewer, chance makes "
        "groups too."
    ),
    "too_few_statements": N_("Too few statements to look for groups of people who think alike."),
    "all_alike": N_("Everybody answered the same, so there are no groups of people who think differently."),
    "no_structure": N_("There are no clear groups of people who think alike: opinions are spread."),
    "small_group": N_("A group of people who think alike would be too small to show."),
}


def ranking(visit: Visit, one: QuestionResult, group: Group, found: Ranking, language: str, *, wide: bool) -> None:
    """Options from the most to the least liked, each a dot with its interval; which cannot be told apart, in words."""
    if found.why == IN_ORDER:
        st.caption(visit.say("How often each was put before another one."))
    elif found.why:
        st.info(visit.say(NO_SHARES[found.why]))
    shown = [row for row in found.rows if row.shown][:MOST]
    if not shown:
        return
    lines = []
    for row in shown:
        times = visit.say("chosen {chosen} of {shown} times", chosen=row.chosen, shown=row.shown)
        if row.place is not None:
            times = visit.say("place {place} on average", place=visit.number(row.place))
        share = row.share if row.share is not None else row.chosen / row.shown
        words = f"{called(one, row.key, language)} · " + (visit.share(share) if row.share is not None else times)
        lines.append(
            {"key": row.key, "share": share, "low": row.low, "high": row.high, "words": words,
             "spoken": f"{words}, {times}"}
        )  # fmt: skip
    rows = pd.DataFrame(lines)
    rows["words"] = wrapped(rows["words"].tolist(), wide=wide)
    spoken = "; ".join(rows["spoken"])
    st.altair_chart(
        _dots(rows, COLOURS[group.name]), width="stretch", theme=None, alt=f"{visit.say(TITLES[group.name])}: {spoken}"
    )
    if found.alike is not None:
        st.caption(visit.say(ALIKE[concordance_word(found.alike)]))
        st.caption(visit.say("(Kendall’s W = {w})", w=visit.number(found.alike, 2)))
    if not found.why:
        for tied in _tied(found.rows):
            names = ", ".join(f"“{called(one, row.key, language)}”" for row in tied)
            text.paragraph("❴ " + visit.say("We cannot tell these apart yet: {names}.", names=names))
        st.caption(
            visit.say("The dot is how much it is liked; all together make 100%. The line is an interval of 95 percent.")
        )


def _tied(rows: Sequence[Ranked]) -> list[list[Ranked]]:
    """Options on the same step, where there are several."""
    steps: dict[int, list[Ranked]] = {}
    for row in rows:
        if row.step is not None:
            steps.setdefault(row.step, []).append(row)
    return [tied for tied in steps.values() if len(tied) > 1]


def _dots(rows: pd.DataFrame, colour: str) -> alt.LayerChart:
    base = alt.Chart(rows).encode(y=alt.Y("key:N", sort=None, axis=None))
    across = alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=3))
    doubt = base.mark_rule(strokeWidth=2.5, color=INK, yOffset=BAR, aria=False).encode(x="low:Q", x2="high:Q")
    dots = base.mark_point(size=140, filled=True, opacity=1, color=colour, yOffset=BAR, aria=False).encode(x=across)
    return under(base, rows["words"].tolist(), doubt, dots)


def opinions(visit: Visit, one: QuestionResult, group: Group, found: Opinions, language: str, *, wide: bool) -> None:
    """Statements with the most agreement first: agree, pass, disagree side by side, and the interval of who agrees."""
    shown = [row for row in found.rows if row.agree + row.disagree + row.passed][:MOST]
    if shown:
        words = {row.key: f"{called(one, row.key, language)} · {_figures(visit, one, row)}" for row in shown}
        spoken = "; ".join(words.values())
        bars = [
            Stacked(
                words[row.key], [(AGREE, row.agree), (PASS, row.passed), (DISAGREE, row.disagree)], row.low, row.high
            )
            for row in shown
        ]
        st.altair_chart(
            stacked(bars, wide=wide), width="stretch", theme=None,
            alt=f"{visit.say(TITLES[group.name])}: {spoken}",
        )  # fmt: skip
        if one.type == AGAIN:
            st.caption(visit.say("👍 yes (blue), – maybe (grey), 👎 no (orange). 100 points: everybody would."))
        else:
            st.caption(visit.say("👍 agree (blue), – pass (grey), 👎 disagree (orange)."))
        st.caption(
            visit.say("The thin line: an interval of 95 percent of the share in blue.")
            if group.clusters >= FEWEST_CLASSES
            else visit.say(
                "The thin line: an interval of 95 percent of the share in blue, as if each had been drawn by lot. "
                "Children of one group are more alike than that, so we are less sure than it looks."
            )
        )
    if group.name != "all":
        return
    if found.groups:
        for number, camp in enumerate(found.groups, start=1):
            text.paragraph(_camp(visit, one, number, camp, language))
    elif found.why in NO_GROUPS:
        st.caption(visit.say(NO_GROUPS[found.why]))


def _figures(visit: Visit, one: QuestionResult, row: Opinion) -> str:
    said = f"👍 {row.agree} – {row.passed} 👎 {row.disagree}"
    if one.type != AGAIN or row.again is None:
        return said
    return visit.say("{n} points", n=round(row.again)) + f" · {said}"


def _camp(visit: Visit, one: QuestionResult, number: int, camp: OpinionGroup, language: str) -> str:
    """People who vote alike, in words: what most of them agree with, and what most of them do not."""

    def named(rows: Sequence[Opinion]) -> str:
        return ", ".join(f"“{called(one, row.key, language)}”" for row in rows[:3]) or "–"

    by = sorted(camp.rows, key=lambda row: (row.disagree - row.agree, row.key))
    return visit.count(
        "Group {number} ({n} contribution). Agrees: {yes}. Disagrees: {no}.",
        "Group {number} ({n} contributions). Agrees: {yes}. Disagrees: {no}.",
        camp.size, number=number,
        yes=named([row for row in by if row.agree > row.disagree]),
        no=named([row for row in reversed(by) if row.disagree > row.agree]),
    )  # fmt: skip
