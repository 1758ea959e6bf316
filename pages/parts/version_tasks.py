"""How each task went with one version: who managed it, how long it took, slips on the way, how easy they found it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from consultations.protection.disclosure import REASONS
from consultations.questions.label_sets import EASE
from consultations.rollup import said
from consultations.sessions import UNDER_TWELVE
from consultations.shapes import Eased, Ending, Slips, TaskResult, Took, VersionResults
from consultations.tooling import places
from models import store
from pages.parts import hearing_parts, text
from pages.parts.chart_bars import Stacked, stacked
from pages.parts.chart_words import TITLES
from pages.parts.frame import Visit
from translations import N_

COLOURS = {"unaided": "#0b4f9e", "helped": "#7fb2e5", "failed": "#a33b00"}
KEY = N_("Dark blue: without help. Light blue: with help. Orange: not managed. Who did not try is not in the bar.")
BRIEFLY = {False: N_("Observer"), True: N_("Themselves")}
SOURCES = {False: N_("As the observer saw it"), True: N_("As they say themselves")}
WHY_NO_INTERVAL = {
    "too_few_classes": N_("Fewer than five classes: this describes who was there, and says nothing of other children."),
}


def task(visit: Visit, found: VersionResults, number: int, one: TaskResult) -> None:
    """One task, with everything that may be shown of it."""
    with st.container(border=True, key=f"task_{one.stem}_{one.fingerprint[:8]}"):
        text.heading(f"{number}. {one.wording[visit.shown]}", 3)
        _refused(visit, one)
        whole = one.ending("all")
        if whole:
            text.paragraph(managed(visit, whole))
        groups = [(told, each) for told in (False, True) for each in (one.told if told else one.watched)]
        if groups:
            _bars(visit, groups)
            st.caption(visit.say(KEY))
            for why in dict.fromkeys(each.why for _, each in groups if each.why in WHY_NO_INTERVAL):
                st.caption(visit.say(WHY_NO_INTERVAL[why]))
        elif not one.refused and not one.refused_told:
            st.info(visit.say("Nobody has tried this task with this version yet."))
        facts = list(filter(None, (
            _took(visit, one.took, found.youngest), _slips(visit, one.errors, N_("Errors")),
            _slips(visit, one.assists, N_("Help given")), _eased(visit, one.eased),
        )))  # fmt: skip
        if facts:
            text.paragraph("\n".join(facts))
        if groups:
            _figures(visit, groups)
        _said(visit, found, one)


def _refused(visit: Visit, one: TaskResult) -> None:
    """Why something is not shown; of whom, where it is not so of both."""
    for reason in dict.fromkeys((*one.refused, *one.refused_told)):
        both = reason in one.refused and (reason in one.refused_told or not one.told)
        source = visit.say(SOURCES[reason in one.refused_told])
        words = visit.say(REASONS[reason])
        st.info(text.one_line(words if both else visit.labelled(source, words)))


def managed(visit: Visit, one: Ending) -> str:
    """Who managed it, in one sentence."""
    if not one.attempts:
        return visit.say("Nobody tried this task.")
    return visit.say(
        "Of {attempts} that tried it, {unaided} managed it without help and {helped} with help ({children} children).",
        attempts=one.attempts, unaided=one.unaided, helped=one.helped, children=one.children,
    )  # fmt: skip


def _bars(visit: Visit, groups: Sequence[tuple[bool, Ending]]) -> None:
    bars = [
        Stacked(
            visit.labelled(f"{visit.say(BRIEFLY[told])} · {visit.say(TITLES[each.name])}", _share(visit, each)),
            [(colour, getattr(each, name)) for name, colour in COLOURS.items()], each.low, each.high,
        )
        for told, each in groups
    ]  # fmt: skip
    spoken = "; ".join(one.words for one in bars)
    st.altair_chart(stacked(bars, wide=True, halo=True), width="stretch", theme=None, alt=spoken)


def _share(visit: Visit, one: Ending) -> str:
    if one.share is None:
        return visit.say("nobody tried")
    return f"{one.unaided}/{one.attempts} ({visit.share(one.share)})"


def _took(visit: Visit, one: Took | None, youngest: str) -> str:
    if one is None or one.seconds is None:
        return ""
    said = visit.say(
        "Time of the {n} that managed it without help: {time} on average (geometric mean).",
        n=one.n, time=clock(one.seconds),
    )  # fmt: skip
    if one.low is not None and one.high is not None:
        said += " " + visit.say("From {low} to {high} (95%).", low=clock(one.low), high=clock(one.high))
    if youngest in UNDER_TWELVE:
        said += " " + visit.say("Under twelve, quick is not better.")
    return said


def clock(seconds: float) -> str:
    """Seconds as minutes and seconds."""
    return places.written_of(round(seconds))


def _slips(visit: Visit, one: Slips | None, name: str) -> str:
    if one is None or one.median is None:
        return ""
    return visit.say(
        "{what}: {median} in the middle, {most} at most; {none} of {n} had none.",
        what=visit.say(name), median=visit.number(one.median), most=one.most, none=one.none, n=one.n,
    )  # fmt: skip


def _eased(visit: Visit, one: Eased | None) -> str:
    if one is None or one.median is None:
        return ""
    steps = next(each for each in EASE.values() if len(each.steps) == len(one.counts)).steps
    said = visit.say(
        "How easy they found it: “{answer}” in the middle ({n} answered).",
        answer=steps[min(len(steps), int(one.median + 0.5)) - 1][visit.shown], n=one.n,
    )  # fmt: skip
    if one.mean is not None:
        said += " " + visit.say("Mean {mean} of {most}.", mean=visit.number(one.mean), most=len(steps))
    if one.low is not None and one.high is not None:
        said += " " + visit.say("From {low} to {high} (95%).", low=visit.number(one.low), high=visit.number(one.high))
    return said


def _figures(visit: Visit, groups: Sequence[tuple[bool, Ending]]) -> None:
    with st.expander(visit.say("As a table"), icon="🔢"):
        rows = [
            {
                visit.say("Who says so"): visit.say(SOURCES[told]),
                visit.say("Group"): visit.say(TITLES[each.name]),
                visit.say("Children"): each.children,
                visit.say("Without help"): each.unaided,
                visit.say("With help"): each.helped,
                visit.say("Not managed"): each.failed,
                visit.say("Not tried"): each.not_tried,
                visit.say("Partial credit"): "" if each.partial is None else visit.share(each.partial),
                visit.say("From – to"): visit.between(each.low, each.high),
            }
            for told, each in groups
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt=visit.say("As a table"))


def _said(visit: Visit, found: VersionResults, one: TaskResult) -> None:
    """What was said aloud: read only when somebody asks for it, since each reading is noted."""
    key = f"said_{found.version_id[:8]}_{one.stem}_{one.fingerprint[:8]}"
    if not st.toggle(visit.say("Read what they said aloud"), key=key):
        return
    with store.session() as db:
        page = said.said(
            db, visit.who, found.consultation_id, found.version_id, one.stem, int(st.session_state.get(f"at_{key}", 1))
        )
    for each in page.quotes:
        hearing_parts.quote(visit, each)
    if not page.quotes:
        st.info(visit.say("Nothing was written down that may be read."))
    if page.pages > 1:
        st.pagination(page.pages, key=f"at_{key}")
