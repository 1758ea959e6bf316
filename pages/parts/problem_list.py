"""The problems of a tool: found again among many, and one of them with all that is known and can be done."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from consultations.tooling import problems, sifting
from consultations.tooling.lasting import standing_in
from consultations.tooling.rating import Log, ProblemView
from pages.parts import problem_form, problem_place, problem_rating, text
from pages.parts.deeds import at_once, do, why_not
from pages.parts.frame import Visit
from pages.parts.problem_place import KINDS, Ground
from translations import N_

AT_ONCE = 20
STANDINGS = {"open": N_("Still open"), "mended": N_("Mended"), "stays": N_("Stays as it is")}
COLOURS: dict[str, Literal["green", "gray"]] = {"mended": "green", "stays": "gray"}


def which_version(visit: Visit, ground: Ground) -> str:
    """The version in which is looked how problems stand: the newest unless another is chosen."""
    numbers = {one.id: f"v{one.number} · {visit.day(one.made_on)}" for one in ground.tool.versions}
    key = f"problems_version_{ground.tool.id}"
    return st.selectbox(
        visit.say("Version"),
        list(numbers),
        format_func=numbers.__getitem__,
        key=key,
        persist_state="session",
    )


def sought(visit: Visit, ground: Ground, log: Log) -> tuple[str, Sequence[ProblemView]]:
    """Fields to look for problems with. Returns the version that is looked at, and what was found."""
    at = ground.tool.id
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            visit.say("Search"),
            type="search",
            placeholder="",
            key=f"problems_words_{at}",
            persist_state="session",
        )
        version_id = which_version(visit, ground)
        offered = {"": visit.say("Anywhere")}
        for kind in KINDS:
            if any(one.place.get("kind") == kind for one in log.apart):
                offered[kind] = visit.say(KINDS[kind])
        pinned = {one.place["stem"] for one in log.apart if one.place.get("kind") == "page"}
        for stem in ground.pictured():
            if stem in pinned:
                offered[f"page {stem}"] = text.listed(problem_place.named(visit, ground, stem))
        place = st.selectbox(
            visit.say("Where in the tool"),
            list(offered),
            format_func=offered.__getitem__,
            key=f"problems_place_{at}",
            persist_state="session",
        )
    standing = st.segmented_control(
        visit.say("Which problems?"), ["", *STANDINGS], default="open", key=f"problems_standing_{at}",
        persist_state="session",
        format_func=lambda one: visit.say(STANDINGS[one]) if one else visit.say("All problems"),
    )  # fmt: skip
    kind, _, stem = place.partition(" ")
    order = [one.id for one in ground.tool.versions]
    return version_id, sifting.sift(log, order, version_id, words=words, standing=standing or "", kind=kind, stem=stem)


def listed(visit: Visit, ground: Ground, found: Sequence[ProblemView], version_id: str) -> None:
    """Twenty at a time, the newest first."""
    text.paragraph(visit.count("{n} problem", "{n} problems", len(found)))
    pages = max(1, -(-len(found) // AT_ONCE))
    key = f"problems_page_{ground.tool.id}_{pages}"
    at = st.session_state.get(key, 1)
    for one in found[AT_ONCE * (at - 1) : AT_ONCE * at]:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"problem_{one.id}"):
            with st.container(width="stretch", gap="small"):
                text.paragraph(f"{one.number} · {one.words}")
                _badges(visit, ground, one, version_id)
                st.caption(
                    text.one_line(
                        f"{problem_place.where(visit, ground, one.place)} · {problem_rating.said(visit, one)}"
                    )
                )
            if st.button(visit.say("Open"), key=f"open_{one.id}"):
                _open(one.id)
    if pages > 1:
        st.pagination(pages, key=key, persist_state="session")


def _open(problem_id: str) -> None:
    """Show one problem, as it is now."""
    st.session_state["problem_id"] = problem_id
    st.session_state.pop(f"problem_edition_{problem_id}", None)
    st.rerun()


def whole(visit: Visit, ground: Ground, log: Log, one: ProblemView) -> None:
    """One problem: what it is, how it stands, how bad it is, and what it turned out to be."""
    text.heading(visit.say("Problem {n}", n=one.number), 2)
    text.paragraph(one.words)
    _badges(visit, ground, one, ground.tool.versions[0].id)
    place = problem_place.where(visit, ground, one.place)
    noted = visit.say("noted by {name} on {day}", name=one.noted_by, day=visit.day(one.noted_on))
    st.caption(text.one_line(f"{place} · {noted}"))
    left, right = st.columns(2)
    with left:
        pinned = problem_place.shown(visit, ground, one.place, one.number)
        if one.same_as is not None:
            _merged(visit, log, one)
            return
    with right if pinned else left, st.container(border=True):
        problem_rating.rate(visit, one)
    with right, st.container(border=True):
        _standing(visit, ground, one)
    problem_form.change(visit, ground, one)
    _same_as(visit, log, one)


def _badges(visit: Visit, ground: Ground, one: ProblemView, version_id: str) -> None:
    """What sets a problem apart from most: harm, and that it is open no more."""
    standing = standing_in(one.standings, [each.id for each in ground.tool.versions], version_id)
    if not one.harmful and standing == "open":
        return
    with st.container(horizontal=True, gap="small"):
        if one.harmful:
            st.badge(visit.say("Harm to a child"), color="red", icon="🛟")
        if standing != "open":
            st.badge(visit.say(STANDINGS[standing]), color=COLOURS[standing])


def _standing(visit: Visit, ground: Ground, one: ProblemView) -> None:
    """What was done about it, version by version; said of one, it goes on to the next ones."""
    version_id = which_version(visit, ground)
    order = [each.id for each in ground.tool.versions]
    now = standing_in(one.standings, order, version_id)
    key = f"standing_{one.id}_{version_id}"
    st.session_state[key] = now
    st.radio(
        visit.say("How it stands in this version"), list(STANDINGS), key=key,
        format_func=lambda at: visit.say(STANDINGS[at]),
        on_change=_keep, args=(one.id, version_id, key),
    )  # fmt: skip
    why_not(visit, key)
    st.caption(visit.say("It stays so in later versions, until something else is said there."))
    for each in ground.tool.versions:
        if each.id in one.standings:
            text.paragraph(visit.labelled(f"v{each.number}", visit.say(STANDINGS[one.standings[each.id]])))


def _keep(problem_id: str, version_id: str, key: str) -> None:
    at_once(key, problems.set_standing, problem_id, version_id, st.session_state[key])


def _merged(visit: Visit, log: Log, one: ProblemView) -> None:
    """It is another one: which, and the way back."""
    other = next(each for each in log.problems if each.id == one.same_as)
    st.info(visit.say("This is the same as problem {n}.", n=other.number))
    text.paragraph(other.words)
    with st.container(horizontal=True):
        if st.button(visit.say("Open that one"), key="open_same", type="primary"):
            _open(other.id)
        parted = st.button(visit.say("Not the same after all"), key="part_problem")
    if parted and do(visit, problems.merge_problem, one.id, None)[0]:
        st.rerun()


def _same_as(visit: Visit, log: Log, one: ProblemView) -> None:
    """Say that it is another one; and see which ones turned out to be this one."""
    others = {each.id: text.listed(f"{each.number} · {each.words}") for each in log.apart if each.id != one.id}
    merged = log.merged_into(one.id)
    if not others and not merged:
        return
    with st.expander(visit.say("The same as another problem"), icon="🔗", expanded=bool(merged)):
        for each in merged:
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                text.paragraph(f"{each.number} · {each.words}")
                parted = st.button(visit.say("Not the same after all"), key=f"part_{each.id}")
            if parted and do(visit, problems.merge_problem, each.id, None)[0]:
                st.rerun()
        into = st.selectbox(
            visit.say("It is the same as"), list(others), None, format_func=others.__getitem__, placeholder="…",
            key=f"into_{one.id}",
        )  # fmt: skip
        st.caption(visit.say("Who met this one then counts as having met that one. It can be undone."))
        tapped = st.button(visit.say("Lay them together"), key=f"merge_{one.id}", disabled=into is None)
    if tapped and into and do(visit, problems.merge_problem, one.id, into)[0]:
        _open(into)
