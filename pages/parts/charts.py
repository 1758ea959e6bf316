"""Shows what came of a question: one sentence, a chart, a table with n. What is hidden never reaches the browser.

Each shape has a file that draws it: `chart_bars` and `chart_tables`, `chart_choices`, `chart_piles`, `chart_pins`,
`chart_made`.
"""

import streamlit as st

from consultations.interchange.result_rows import label, numbered
from consultations.protection.disclosure import REASONS
from consultations.shapes import Group, Opinions, Pins, QuestionResult, Ranking, Results, Sorting
from pages.parts import chart_bars, chart_choices, chart_made, chart_piles, chart_pins, text
from pages.parts.chart_words import counted
from pages.parts.frame import Visit
from translations import N_

READ_SO = {
    "task": N_("Children and pairs said this themselves. Not tried is neither managed nor failed."),
    "child_sus": N_(
        "Experimental, not validated: compare it only between versions of your own tools, and never with the 68 that "
        "adults give on average. A score from 0 to 100 is not a percentage."
    ),
    "sus": N_("A score from 0 to 100 is not a percentage."),
    "ueq_s": N_("The overall score of the eight pairs: above 0.8 is good, below −0.8 is bad, between is neither."),
}
"""How the figures of a type are to be read."""


def every(visit: Visit, results: Results) -> None:
    """All results, one below the other."""
    for number, one in numbered(results.questions):
        show(visit, number, one)


def show(visit: Visit, number: int, one: QuestionResult) -> None:
    """One question's result."""
    language = visit.shown
    with st.container(border=True, key=f"result_{one.stem}_{one.fingerprint[:8]}"):
        mark = f" · v{one.version}" if one.version > 1 else ""
        again = visit.say("second round") if one.round > 1 else ""
        text.heading(" · ".join(filter(None, (f"{number}. {one.wording[language]}", again))), 3)
        st.caption(text.one_line(f"{one.wording['fr' if language == 'nl' else 'nl']}{mark}"))
        for reason in one.refused:
            st.info(visit.say(REASONS[reason]))
        whole = one.group("all")
        if whole:
            text.paragraph(sentence(visit, one, whole, language))
        if one.moved:
            chart_made.moves(visit, one, language)
        if one.wall:
            chart_made.wall(visit, one, language)
        drawn = [group for group in one.groups if group.bars or group.detail]
        if drawn and one.type in READ_SO:
            st.caption(visit.say(READ_SO[one.type]))
        if drawn:
            _drawn(visit, one, drawn, language)


def _drawn(visit: Visit, one: QuestionResult, drawn: list[Group], language: str) -> None:
    if isinstance(drawn[-1].detail, Pins):
        chart_pins.pins(visit, one, drawn, language)
        chart_bars.figures(visit, one, drawn, language)
        return
    # Three side by side are too narrow for a heat map or a line with its interval: then two, and the whole below.
    apart = [group for group in drawn if group.name != "all"]
    rows = [drawn] if drawn[0].bars or not apart else [apart, [group for group in drawn if group.name == "all"]]
    for groups in rows:
        columns = st.columns(len(groups)) if len(groups) > 1 else [st.container()]
        for column, group in zip(columns, groups, strict=True):
            with column:
                _group(visit, one, group, language, wide=len(groups) == 1)
    chart_bars.figures(visit, one, drawn, language)


def _group(visit: Visit, one: QuestionResult, group: Group, language: str, *, wide: bool) -> None:
    match group.detail:
        case None:
            chart_bars.bars(visit, one, group, language, wide=wide)
        case Ranking():
            chart_bars.above(visit, group)
            chart_choices.ranking(visit, one, group, group.detail, language, wide=wide)
        case Opinions():
            chart_bars.above(visit, group)
            chart_choices.opinions(visit, one, group, group.detail, language, wide=wide)
        case Sorting():
            chart_bars.above(visit, group)
            chart_piles.piles(visit, one, group, group.detail, language)


def sentence(visit: Visit, one: QuestionResult, whole: Group, language: str) -> str:
    """The result in one plain sentence, with its n."""
    if one.shape == "talk":
        groups = visit.count("{n} group talked about this.", "{n} groups talked about this.", whole.clusters)
        return (
            groups + " " + visit.count("{n} thing was written down.", "{n} things were written down.", whole.answered)
        )
    if one.shape in ("voices", "wall", "drawings"):
        return chart_made.gave(visit, one, whole)
    if whole.rounded:
        return visit.say("About {n} children answered. A sensitive question: figures are rounded to five.",
                         n=whole.children)  # fmt: skip
    if whole.detail:
        return visit.say("Answered: {n}.", n=counted(visit, whole))
    if not whole.bars:
        if whole.answered < whole.children:
            return visit.say("Answered: {n}.", n=counted(visit, whole))
        return visit.count("{n} child answered.", "{n} children answered.", whole.answered)
    return _most(visit, one, whole, language)


def _most(visit: Visit, one: QuestionResult, whole: Group, language: str) -> str:
    """What was said or stuck most."""
    if one.own:
        return visit.say("Answered: {n}.", n=counted(visit, whole))
    if one.shape == "dots":
        most = max(whole.bars, key=lambda bar: bar.dots or 0)
        return visit.say(
            "Of {of}: “{answer}” got the most stickers, {n}.",
            n=most.dots or 0, of=counted(visit, whole), answer=label(one, most.key)[language],
        )  # fmt: skip
    most = max(whole.bars, key=lambda bar: bar.count or 0)
    answer = label(one, most.key)[language]
    if whole.answered == whole.children:
        said = visit.say(
            "Of {n} children who answered, {count} said “{answer}”.", n=whole.answered, count=most.count, answer=answer
        )
    elif one.unit == "children":
        said = visit.say("Of {n} children, {count} said “{answer}”.", n=whole.children, count=most.count, answer=answer)
    else:
        said = visit.say("Of {of}, {count} said “{answer}”.", of=counted(visit, whole), count=most.count, answer=answer)
    if whole.middle is not None:
        middle = label(one, whole.middle)[language] if isinstance(whole.middle, str) else visit.number(whole.middle)
        said += " " + visit.say("The child in the middle: {middle}.", middle=middle)
    if whole.quartiles:
        low, high = whole.quartiles
        said += " " + visit.say(
            "Half of the children lie between {low} and {high}.", low=visit.number(low), high=visit.number(high)
        )
    return said
