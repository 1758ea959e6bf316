"""Shows what came of a question: one sentence, a chart, a table with n. What is hidden never reaches the browser."""

import textwrap
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from consultations.interchange.csv_file import label
from consultations.protection.disclosure import REASONS
from consultations.shapes import Bar, Group, QuestionResult
from pages.parts import text
from pages.parts.frame import Visit
from pages.parts.words import MISSING, named
from translations import N_

BAR = 14
NARROW, WIDE = 30, 70
COLOURS = {"nl": "#0b4f9e", "fr": "#a33b00", "all": "#3d4b5c"}
TITLES = {"all": N_("Everybody"), "nl": N_("In Dutch"), "fr": N_("In French")}
BANDS = {
    "range": N_("The thin line runs from the class with the smallest share to the class with the largest."),
    "interval": N_(
        "The thin line is an interval of 95 percent that takes into account that children of one class are alike."
    ),
}


def show(visit: Visit, number: int, one: QuestionResult) -> None:
    """One question's result."""
    language = visit.language if visit.language in ("nl", "fr") else "nl"
    with st.container(border=True, key=f"result_{one.stem}_{one.fingerprint[:8]}"):
        mark = f" · v{one.version}" if one.version > 1 else ""
        text.heading(f"{number}. {one.wording[language]}", 3)
        st.caption(text.one_line(f"{one.wording['fr' if language == 'nl' else 'nl']}{mark}"))
        for reason in one.refused:
            st.info(visit.say(REASONS[reason]))
        drawn = [group for group in one.groups if group.bars]
        whole = one.group("all")
        if whole:
            text.paragraph(sentence(visit, one, whole, language))
        if drawn:
            columns = st.columns(len(drawn)) if len(drawn) > 1 else [st.container()]
            for column, group in zip(columns, drawn, strict=True):
                with column:
                    _group(visit, one, group, language, WIDE if len(drawn) == 1 else NARROW)
            _table(visit, one, drawn, language)


def sentence(visit: Visit, one: QuestionResult, whole: Group, language: str) -> str:
    """The result in one plain sentence, with its n."""
    if one.shape == "talk":
        groups = visit.count("{n} group talked about this.", "{n} groups talked about this.", whole.clusters)
        return (
            groups + " " + visit.count("{n} thing was written down.", "{n} things were written down.", whole.answered)
        )
    if one.shape == "voices":
        return visit.count("{n} child wrote something.", "{n} children wrote something.", whole.answered)
    if not whole.bars:
        return visit.count("{n} child answered.", "{n} children answered.", whole.answered)
    if whole.rounded:
        return visit.say("About {n} children answered. A sensitive question: figures are rounded to five.",
                         n=whole.answered)  # fmt: skip
    most = max(whole.bars, key=lambda bar: bar.count or 0)
    said = visit.say(
        "Of {n} children who answered, {count} said “{answer}”.",
        n=whole.answered, count=most.count, answer=label(one, most.key)[language],
    )  # fmt: skip
    if whole.middle is not None:
        middle = label(one, whole.middle)[language] if isinstance(whole.middle, str) else f"{whole.middle:g}"
        said += " " + visit.say("The child in the middle: {middle}.", middle=middle)
    if whole.quartiles:
        low, high = whole.quartiles
        said += " " + visit.say("Half of the children lie between {low} and {high}.", low=f"{low:g}", high=f"{high:g}")
    return said


def _group(visit: Visit, one: QuestionResult, group: Group, language: str, width: int) -> None:
    name = visit.say(TITLES[group.name])
    n = visit.say("about {n}", n=group.answered) if group.rounded else text.one_line(str(group.answered))
    st.markdown(f"**{name}** · n = {n} · " + visit.count("{n} class", "{n} classes", max(group.clusters, 1)))
    rows = pd.DataFrame([_row(visit, one, bar, language) for bar in group.bars])
    rows["words"] = ["\n".join(textwrap.wrap(f"{row['answer']} · {row['shown']}", width)) for _, row in rows.iterrows()]
    spoken = "; ".join(f"{row['answer']}: {row['shown']}" for _, row in rows.iterrows())
    st.altair_chart(_chart(rows, COLOURS[group.name]), width="stretch", theme=None, alt=f"{name}, n = {n}. {spoken}")
    if group.band in BANDS:
        st.caption(visit.say(BANDS[group.band]))


def _row(visit: Visit, one: QuestionResult, bar: Bar, language: str) -> dict[str, Any]:
    if bar.about == "few":
        shown, share = visit.say("hardly any"), 0.0
    elif bar.about == "nearly_all":
        shown, share = visit.say("nearly all"), 1.0
    else:
        share = bar.share or 0.0
        shown = f"{share:.0%} ({bar.count})" if not bar.about else visit.say("about {share}", share=f"{share:.0%}")
    return {
        "key": bar.key,
        "answer": label(one, bar.key)[language],
        "share": share,
        "shown": shown,
        "low": bar.low,
        "high": bar.high,
    }


def _chart(rows: pd.DataFrame, colour: str) -> alt.LayerChart:
    """For each answer a line of words, and under it its bar with the thin line of doubt."""
    lines = int(rows["words"].str.count("\n").max()) + 1
    base = alt.Chart(rows).encode(y=alt.Y("key:N", sort=None, axis=None))
    across = alt.X("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=3))
    words = base.mark_text(
        align="left", baseline="bottom", fontSize=14, color="#1b2430", lineBreak="\n", yOffset=-2, aria=False
    ).encode(x=alt.value(0), text="words:N")
    bars = base.mark_bar(size=BAR, yOffset=BAR, color=colour, cornerRadius=4, aria=False).encode(x=across)
    doubt = base.mark_rule(strokeWidth=2.5, color="#1b2430", yOffset=BAR, aria=False).encode(x="low:Q", x2="high:Q")
    return (
        alt.layer(bars, doubt, words)
        .properties(height=(BAR * 2 + 20 * lines + 16) * len(rows))
        .configure_view(stroke=None)
        .configure_axis(grid=True, gridColor="#e3e8ee", domain=False, labelColor="#44505f")
    )


def _table(visit: Visit, one: QuestionResult, drawn: list[Group], language: str) -> None:
    """The same figures as a table, the ways of not answering with them."""
    with st.expander(visit.say("As a table"), icon="🔢"):
        for group in drawn:
            lines = [
                {
                    visit.say("Answer"): row["answer"],
                    visit.say(TITLES[group.name]): row["shown"],
                    visit.say("From – to"): "" if row["low"] is None else f"{row['low']:.0%} – {row['high']:.0%}",
                }
                for row in (_row(visit, one, bar, language) for bar in group.bars)
            ]
            lines += [
                {
                    visit.say("Answer"): named(visit, MISSING, code),
                    visit.say(TITLES[group.name]): str(count),
                    visit.say("From – to"): "",
                }
                for code, count in group.missing.items()
                if count
            ]
            st.dataframe(pd.DataFrame(lines), hide_index=True, alt=visit.say(TITLES[group.name]))
