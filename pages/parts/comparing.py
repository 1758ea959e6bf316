"""Which test, which version, which two; what changed since the version before; and where there is more to read."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

import streamlit as st
from sqlmodel import Session

from consultations.rollup.tested import Tested
from consultations.shapes import Comparison, TaskCompared, TaskResult, VersionResults
from consultations.tooling import view
from pages.http.address import public_url
from pages.parts import compared_parts, text
from pages.parts.frame import Visit
from pages.parts.problem_place import Ground


def which_test(visit: Visit, choice: Sequence[Tested]) -> Tested:
    """The one that is read; remembered from page to page."""
    names = {one.consultation_id: one.title.get(visit.shown) or one.title["nl"] for one in choice}
    kept = st.session_state.get("reading_test")
    chosen = st.selectbox(
        visit.say("Which test?"), list(names), list(names).index(kept) if kept in names else 0,
        format_func=names.__getitem__,
    )  # fmt: skip
    st.session_state["reading_test"] = chosen
    return next(one for one in choice if one.consultation_id == chosen)


def which_version(visit: Visit, one: Tested) -> str:
    """The version that is read, the newest unless another is chosen; what was chosen in Results stands here too."""
    names = {version_id: f"v{number}" for version_id, number in one.versions}
    before = st.session_state.get(f"version_{one.consultation_id}")
    chosen = st.segmented_control(
        visit.say("Version"), list(names), default=before if before in names else one.versions[0][0],
        format_func=names.__getitem__, required=True, key=f"version_read_{one.consultation_id}",
    )  # fmt: skip
    st.session_state[f"version_{one.consultation_id}"] = chosen
    return chosen or one.versions[0][0]


def which_two(visit: Visit, one: Tested) -> tuple[str, str] | None:
    """The two versions that are compared: the newest with the one before, unless others are chosen."""
    names = {version_id: f"v{number}" for version_id, number in one.versions}
    with st.container(horizontal=True):
        first = st.segmented_control(
            visit.say("This version"), list(names), default=one.versions[1][0], format_func=names.__getitem__,
            key=f"older_{one.consultation_id}", required=True,
        )  # fmt: skip
        second = st.segmented_control(
            visit.say("With this one"), list(names), default=one.versions[0][0], format_func=names.__getitem__,
            key=f"newer_{one.consultation_id}", required=True,
        )  # fmt: skip
    return (first, second) if first and second and first != second else None


def ground(db: Session, visit: Visit, tool_id: str, tasks: Iterable[TaskResult | TaskCompared]) -> Ground:
    """What problems of a tool can be pinned on."""
    return Ground(view.tool(db, visit.who, tool_id), {one.stem: one.wording for one in tasks})


def since(visit: Visit, both: Comparison) -> None:
    """What got better and what got worse since the version that was tested before."""
    (_, before), (_, after) = both.versions
    text.heading(visit.say("Since v{number}", number=before), 2)
    compared_parts.better_and_worse(visit, both)
    if st.button(visit.say("Compare v{before} and v{after}", before=before, after=after), icon="⚖️"):
        st.session_state["reading_test"] = both.consultation_id
        st.switch_page("staff/compare.py")


def more(visit: Visit, found: VersionResults) -> None:
    """All figures as a file; and what children said themselves stands under Results."""
    file, asked = f"{public_url()}/export/{found.consultation_id}", urlencode({"version": found.version_id})
    with st.container(horizontal=True):
        st.link_button(visit.say("Download the figures (CSV)"), f"{file}/version.csv?{asked}", icon="⬇️")
        st.link_button(visit.say("Download the codebook (CSV)"), f"{file}/version-codebook.csv?{asked}", icon="📖")
    st.caption(visit.say("What children themselves say of this version, and their pins on its pages: see Results."))
    if st.button(visit.say("Results"), icon="📊", key="to_results"):
        st.session_state["reading"] = found.consultation_id
        st.session_state[f"version_{found.consultation_id}"] = found.version_id
        st.switch_page("staff/results.py")
