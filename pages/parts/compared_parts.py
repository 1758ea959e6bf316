"""Two versions side by side in words, figures and a chart, and how sure each is."""

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from consultations.shapes import Changed, Comparison, ProblemResult, ScaleCompared, TaskCompared, Twice
from pages.parts import text
from pages.parts.chart_bars import BAR, under
from pages.parts.chart_words import INK, TITLES, wrapped
from pages.parts.frame import Visit
from pages.parts.problem_place import Ground, where
from pages.parts.version_problems import ICONS, LASTS, count, counts
from pages.parts.version_tasks import BRIEFLY, SOURCES, clock
from translations import N_

WHY = {
    "too_few_classes": N_("Too few classes to compare: {before} and {after}. At least five are needed on each side."),
    "too_few_answers": N_("Too few answers to compare: at least thirty are needed on each side."),
    "all_the_same": N_("Everybody said the same, so nothing shows how far the difference could be off."),
    "asked_differently": N_("Asked in other words with each version: not compared."),
    "not_both": N_("Tested with one of the two versions only."),
    "too_few": N_("Too few answers to show."),
    "too_few_children": N_("Fewer than ten did both: too few to say more than these numbers."),
}
TRENDS = {"up": N_("went up"), "down": N_("went down"), "about_the_same": N_("about the same")}
EFFECTS = {
    "negligible": N_("hardly a difference"), "small": N_("a small difference"),
    "medium": N_("a clear difference"), "large": N_("a large difference"),
}  # fmt: skip
EITHER_WAY = ("word_scale",)
"""Scales of which the words say whether more is better: how often they got stuck, or that it was true that they did."""
CERTAIN = 0.01
ARROWS = {"up": "⬆️", "down": "⬇️", "about_the_same": "↔️", "": "▫️"}
SAME_CHILDREN = {
    "success": N_("Managed without help"), "ease": N_("How easy they found it"), "time": N_("How quick it went"),
}  # fmt: skip


def who(visit: Visit, found: Comparison) -> None:
    """How many children in how many sessions with each."""
    text.heading(found.tool_title[visit.shown], 2)
    rows = [
        {
            visit.say("Version"): f"v{number}",
            visit.say("Children"): found.children[at],
            visit.say("Sessions"): found.sessions[at],
        }
        for at, (_, number) in enumerate(found.versions)
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=visit.say("Versions"))
    if found.changes:
        text.paragraph(visit.say("What is different in v{number}:", number=found.versions[1][1]))
        text.paragraph("\n".join(f"• {one.get(visit.shown) or one.get('nl', '')}" for one in found.changes))


def tasks(visit: Visit, found: Comparison) -> None:
    """Each task: the share that managed it without help, with each version."""
    text.heading(visit.say("Tasks"), 2)
    for number, one in enumerate(found.tasks, start=1):
        with st.container(border=True):
            text.heading(f"{number}. {one.wording[visit.shown]}", 3)
            if one.why:
                st.info(visit.say(WHY[one.why]))
                continue
            _task(visit, found, one)


def _task(visit: Visit, found: Comparison, one: TaskCompared) -> None:
    groups = [(told, each) for told in (False, True) for each in (one.told if told else one.watched)]
    if not groups:
        why = "too_few"
        st.info(visit.say(WHY[why]))
        return
    _lines(visit, found, [(visit.say(BRIEFLY[told]), each) for told, each in groups], (0.0, 1.0), share=True)
    for told, each in groups:
        if each.name == "all":
            text.paragraph(visit.labelled(visit.say(SOURCES[told]), said(visit, found, each, share=True)))
    for name, twice in (("success", one.success), ("ease", one.ease), ("time", one.time)):
        if twice is not None:
            text.paragraph(visit.labelled(visit.say(SAME_CHILDREN[name]), _twice(visit, twice)))
    took = [each.seconds for each in one.took if each and each.seconds]
    if len(took) == 2:
        st.caption(
            visit.say("Time of those who managed it without help: {before} → {after}.", before=clock(took[0]),
                      after=clock(took[1]))
        )  # fmt: skip


def said(visit: Visit, found: Comparison, one: Changed, *, share: bool) -> str:
    """A change in one sentence: both figures, and what may be concluded."""
    before, after = (_figure(visit, at, share=share) for at in (one.before, one.after))
    versions, n = found.versions, one.answers
    both = f"v{versions[0][1]} {before} (n = {n[0]}) → v{versions[1][1]} {after} (n = {n[1]})."
    if one.why:
        holes = {"before": one.classes[0], "after": one.classes[1]}
        return f"{both} {visit.say(WHY[one.why], **holes)}"
    if one.low is None or one.high is None:
        return both
    told = visit.say(
        "{arrow} It {trend}: {effect} (difference from {low} to {high}, 95%, classes as clusters).",
        arrow=ARROWS[one.trend], trend=visit.say(TRENDS[one.trend]), effect=visit.say(EFFECTS[one.effect]),
        low=_signed(visit, 100 * one.low, 0) if share else _signed(visit, one.low),
        high=_signed(visit, 100 * one.high, 0) if share else _signed(visit, one.high),
    )  # fmt: skip
    return f"{both} {told}"


def _signed(visit: Visit, value: float, digits: int = 1) -> str:
    return ("+" if value > 0 else "") + visit.number(value, digits)


def _figure(visit: Visit, value: float, *, share: bool) -> str:
    return visit.share(value) if share else visit.number(value)


def _twice(visit: Visit, one: Twice) -> str:
    told = visit.say(
        "of {n} that did both versions, {better} did better with the newer one, {worse} worse, {same} the same.",
        n=one.n, better=one.better, worse=one.worse, same=one.same,
    )  # fmt: skip
    if one.why:
        return f"{told} {visit.say(WHY[one.why])}"
    if not one.effect or one.p is None:
        return told
    sure = visit.say("Chance alone would do as much in {p} of 100 tests.", p=f"{100 * one.p:.0f}")
    if one.p < CERTAIN:
        sure = visit.say("Chance alone would do as much in fewer than 1 of 100 tests.")
    return f"{told} {visit.say(EFFECTS[one.effect]).capitalize()}. {sure}"


def scales(visit: Visit, found: Comparison) -> None:
    """What children say on scales, with each version."""
    shown = [one for one in found.scales if one.changes or one.why in ("asked_differently", "too_few")]
    if not shown:
        return
    text.heading(visit.say("What children say of it"), 2)
    for one in shown:
        with st.container(border=True):
            text.heading(one.wording[visit.shown], 3)
            _scale(visit, found, one)


def _scale(visit: Visit, found: Comparison, one: ScaleCompared) -> None:
    if one.why:
        st.info(visit.say(WHY[one.why]))
        return
    _lines(visit, found, [("", each) for each in one.changes], one.ends, share=False)
    for each in one.changes:
        if each.name == "all":
            text.paragraph(said(visit, found, each, share=False))


def _lines(
    visit: Visit, found: Comparison, groups: Sequence[tuple[str, Changed]], ends: tuple[float, float], *, share: bool
) -> None:
    """From the one version to the other: a line for each group, hollow where it began and filled where it is now."""
    numbers = [f"v{number}" for _, number in found.versions]
    told = [
        visit.labelled(
            " · ".join(filter(None, (source, visit.say(TITLES[each.name])))),
            f"{numbers[0]} {_figure(visit, each.before, share=share)} → "
            f"{numbers[1]} {_figure(visit, each.after, share=share)}",
        )
        for source, each in groups
    ]
    rows = [{"key": str(at), "before": each.before, "after": each.after} for at, (_, each) in enumerate(groups)]
    for row, lines in zip(rows, wrapped(told, wide=True), strict=True):
        row["words"] = lines
    across = alt.X(
        "before:Q", title=None, scale=alt.Scale(domain=list(ends)),
        axis=alt.Axis(format=".0%" if share else "d", tickCount=4),
    )  # fmt: skip
    base = alt.Chart(pd.DataFrame(rows)).encode(y=alt.Y("key:N", sort=None, axis=None))
    look: dict[str, Any] = {"filled": True, "opacity": 1, "aria": False, "yOffset": BAR}
    line = base.mark_rule(strokeWidth=4, color="#7fb2e5", aria=False, yOffset=BAR).encode(x=across, x2="after:Q")
    old = base.mark_point(size=150, fill="white", stroke=INK, strokeWidth=2, **look).encode(x="before:Q")
    new = base.mark_point(size=170, color="#0b4f9e", **look).encode(x="after:Q")
    st.altair_chart(
        under(base, [str(row["words"]) for row in rows], line, old, new), width="stretch", theme=None,
        alt="; ".join(told),
    )  # fmt: skip
    st.caption(visit.say("White dot: {before}. Blue dot: {after}.", before=numbers[0], after=numbers[1]))


def better_and_worse(visit: Visit, found: Comparison) -> None:
    """Two short lists: what got better, what got worse; and what cannot be said."""
    better, worse, open_ = sides(visit, found)
    left, right = st.columns(2)
    with left, st.container(border=True, height="stretch"):
        text.heading("⬆️ " + visit.say("What got better"), 3)
        text.paragraph("\n".join(better) or visit.say("Nothing of which we can be sure."))
    with right, st.container(border=True, height="stretch"):
        text.heading("⬇️ " + visit.say("What got worse"), 3)
        text.paragraph("\n".join(worse) or visit.say("Nothing of which we can be sure."))
    if open_:
        with st.expander(visit.say("What cannot be said yet"), icon="❔"):
            text.paragraph("\n".join(open_))


def sides(visit: Visit, found: Comparison) -> tuple[list[str], list[str], list[str]]:
    """What got better, what got worse, and of what that cannot be said: also where more is not always better."""
    better: list[str] = []
    worse: list[str] = []
    open_: list[str] = []
    changes = [
        (one.wording[visit.shown], each, True, each.trend)
        for one in found.tasks for each in one.watched if each.name == "all"
    ]  # fmt: skip
    changes += [
        (one.wording[visit.shown], each, False, "" if one.type in EITHER_WAY else each.trend)
        for one in found.scales for each in one.changes if each.name == "all"
    ]  # fmt: skip
    for wording, each, share, trend in changes:
        line = f"• {wording} {said(visit, found, each, share=share)}"
        {"up": better, "down": worse}.get(trend, open_).append(line)
    for one in found.problems:
        if one.lasts in ("not_seen_again", "mended_and_back"):
            (better if one.lasts == "not_seen_again" else worse).append(_problem(visit, one))
        elif one.before and one.met and not one.before.met and one.met.met:
            worse.append(f"• {visit.labelled(visit.say('New'), one.words)} ({counts(one)})")
    return better, worse, open_


def _problem(visit: Visit, one: ProblemResult) -> str:
    assert one.lasts
    return f"• {ICONS[one.lasts]} {visit.labelled(visit.say(LASTS[one.lasts]), one.words)} ({counts(one)})"


def problems(visit: Visit, found: Comparison, ground: Ground) -> None:
    """Each problem with both counts: is it still there?"""
    text.heading(visit.say("Problems: still there?"), 2)
    told = [one for one in found.problems if one.before and one.met and (one.before.met or one.met.met)]
    if not told:
        st.info(visit.say("No problem was met with either version, or too few children were watched."))
        return
    rows = [
        {
            visit.say("Problem"): one.words,
            visit.say("Where"): where(visit, ground, one.place),
            f"v{found.versions[0][1]}": count(one.before),
            f"v{found.versions[1][1]}": count(one.met),
            visit.say("Still there?"): visit.say(LASTS[one.lasts]) if one.lasts else visit.say("New"),
        }
        for one in told
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=visit.say("Problems"))
    st.caption(visit.say("Children who met it, of those who were watched. Two counts are no proof that it is gone."))


def method(visit: Visit) -> None:
    """How the figures were reckoned."""
    with st.expander(visit.say("How this is reckoned"), icon="📐"):
        text.paragraph(
            visit.say(
                "The same children with both versions: the exact McNemar test for yes and no, Wilcoxon’s signed ranks "
                "for ease and time (times as logarithms). Other children with each: the difference between two shares "
                "or means, with classes as clusters; from five classes and thirty answers on each side. It went up or "
                "down when the interval of 95 percent leaves out zero and the difference is three points or more of "
                "the scale. Questions are compared only when their words are the same in both languages."
            )
        )
