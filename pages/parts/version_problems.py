"""What to mend in a version: three things to fix first with their evidence, all problems, and how many were found."""

import altair as alt
import pandas as pd
import streamlit as st

from consultations.shapes import Found, Met, ProblemResult, VersionResults
from pages.parts import text
from pages.parts.chart_bars import framed
from pages.parts.frame import Visit
from pages.parts.problem_place import Ground, shown, where
from translations import N_

SEVERE = {
    0: N_("not a problem"), 1: N_("only looks"), 2: N_("small"), 3: N_("big"), 4: N_("a catastrophe"),
}  # fmt: skip
LASTS = {
    "still_there": N_("Still there"),
    "not_seen_again": N_("Not seen again"),
    "not_tested": N_("Not tested in this version"),
    "place_gone": N_("Its place is gone"),
    "mended_and_back": N_("Mended, and yet met again"),
}
ICONS = {"still_there": "➡️", "not_seen_again": "✅", "not_tested": "❔", "place_gone": "🗑️", "mended_and_back": "↩️"}
STANDINGS = {"open": N_("Open"), "mended": N_("Mended in this version"), "stays": N_("Stays as it is")}
WANTING = {
    "not_rated": N_("Not rated by two people yet: rate it in the log of problems."),
    "one_rater": N_("Not rated by two people yet: rate it in the log of problems."),
}


def first_three(visit: Visit, found: VersionResults, ground: Ground) -> None:
    """The three things to fix first, each with what it rests on."""
    text.heading(visit.say("Three things to fix first"), 2)
    if not found.to_mend:
        st.info(visit.say("No problem that is still open was met in this version."))
        return
    for column, (number, one) in zip(st.columns(len(found.to_mend)), enumerate(found.to_mend, start=1), strict=True):
        with column, st.container(border=True, height="stretch"):
            text.heading(f"{number}. {one.words}", 3)
            shown(visit, ground, one.place, number)
            text.paragraph("\n".join(evidence(visit, one, ground)))


def evidence(visit: Visit, one: ProblemResult, ground: Ground) -> list[str]:
    """What a problem rests on, line by line: where, how many met it, how bad, and whether it was there before."""
    lines = [f"📌 {where(visit, ground, one.place)}"]
    if one.met is not None:
        lines.append(_met(visit, one.met))
    if one.harm:
        lines.append(visit.say("⚠️ A child came to harm: this comes first, however few met it."))
    elif one.severity is not None:
        lines.append(
            visit.say(
                "How bad: {severity} of 4 ({word}), as {n} people say who did not see each other’s answer.",
                severity=visit.number(one.severity), word=visit.say(SEVERE[int(one.severity + 0.5)]), n=one.raters,
            )
        )  # fmt: skip
    elif one.why in WANTING:
        lines.append(visit.say(WANTING[one.why]))
    if one.priority is not None and not one.harm:
        lines.append(visit.say("Priority {priority} of 4: how bad × how many.", priority=visit.number(one.priority)))
    if one.before is not None and one.lasts is not None and one.met is not None:
        lines.append(f"{ICONS[one.lasts]} {visit.labelled(visit.say(LASTS[one.lasts]), counts(one))}")
    return lines


def counts(one: ProblemResult) -> str:
    """How many met it before, and how many now."""
    return f"{count(one.before)} → {count(one.met)}"


def _met(visit: Visit, one: Met) -> str:
    if one.unit == "contributions":
        return visit.say(
            "{met} of {watched} that were watched, each a child, a pair or a group, met it.",
            met=one.met, watched=one.watched,
        )  # fmt: skip
    return visit.say("{met} of {watched} children who were watched met it.", met=one.met, watched=one.watched)


def every(visit: Visit, found: VersionResults, ground: Ground) -> None:
    """All problems with their figures, the first to mend first."""
    text.heading(visit.count("{n} problem", "{n} problems", len(found.problems)), 2)
    if not found.problems:
        st.info(visit.say("No problem has been noted yet. Observers note them while children try the tool."))
        return
    now, then = f"v{found.number}", f"v{found.before[1]}" if found.before else ""
    rows = []
    for one in found.problems:
        row = {
            visit.say("Problem"): f"{'⚠️ ' if one.harm else ''}{one.words}",
            visit.say("Where"): where(visit, ground, one.place),
            visit.say("Met, {version}", version=now): count(one.met),
        }
        if then:
            row[visit.say("Met, {version}", version=then)] = count(one.before)
            row[visit.say("Since {version}", version=then)] = visit.say(LASTS[one.lasts]) if one.lasts else ""
        row[visit.say("How bad (0–4)")] = "" if one.severity is None else visit.number(one.severity)
        row[visit.say("Priority (0–4)")] = "" if one.priority is None else visit.number(one.priority)
        row[visit.say("Standing")] = visit.say(STANDINGS[one.standing])
        rows.append(row)
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt=visit.say("Problems"))
    if any(one.harm and one.met is None for one in found.problems):
        st.caption(visit.say("Where a child came to harm, how many met it is told from twenty children on."))


def count(one: Met | None) -> str:
    """How many met it, of how many; a dash where it is not told."""
    return "–" if one is None else f"{one.met}/{one.watched}"


def discovery(visit: Visit, one: Found | None) -> None:
    """How much of what is there has been found, and how much more others would show."""
    if one is None or one.share is None:
        return
    text.heading(visit.say("How many problems have been found?"), 2)
    said = visit.say(
        "{n} that were watched showed {problems} problems: about {share} of all there are, if each meets each as "
        "easily. It is a hopeful figure: hard ones are met by few.",
        n=one.contributors, problems=one.problems, share=visit.share(one.share),
    )  # fmt: skip
    text.paragraph(said)
    rows = pd.DataFrame({"n": range(1, len(one.curve) + 1), "share": one.curve})
    base = alt.Chart(rows).encode(
        x=alt.X("n:Q", title=visit.say("How many are watched"), axis=alt.Axis(tickMinStep=1, tickCount=8, format="d")),
        y=alt.Y("share:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=4)),
    )
    here = rows[rows["n"] == one.contributors]
    point = (
        alt.Chart(here)
        .mark_point(size=160, filled=True, opacity=1, color="#a33b00", aria=False)
        .encode(x="n:Q", y="share:Q")
    )
    st.altair_chart(
        framed(alt.layer(base.mark_line(color="#0b4f9e", strokeWidth=3, aria=False), point), 220),
        width="stretch", theme=None, alt=said,
    )  # fmt: skip
