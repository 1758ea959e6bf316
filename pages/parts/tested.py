"""Which tool children test, and which version of it: where it is written, where a session opens, in the results."""

import streamlit as st

from consultations.drafting import starting
from consultations.drafting.starting import Shelved
from consultations.drafting.view import VersionView
from consultations.reading import Readable
from consultations.tooling import view as tools_view
from models import store
from pages.parts.deeds import Deed, deed
from pages.parts.frame import Visit


def which_tool(visit: Visit, draft: VersionView, frozen: bool) -> Deed | None:
    """The tool a consultation is about. Returns what is to be done when another was chosen."""
    with store.reading() as db:
        shelf = tools_view.tools(db, visit.who)
    names = {one.id: one.called(visit.language) for one in shelf if not one.archived or one.id == draft.tool_id}
    if not names:
        st.info(visit.say("There is no tool yet. Begin one under Tools first."))
        st.page_link("staff/tools.py", label=visit.say("Tools"), icon="🧰")
        return None
    chosen = st.selectbox(
        visit.say("Which tool do children test?"), list(names), format_func=names.__getitem__, key="which_tool",
        index=list(names).index(draft.tool_id) if draft.tool_id in names else None, placeholder="…", disabled=frozen,
    )  # fmt: skip
    return deed(starting.about_tool, draft.id, chosen) if chosen and chosen != draft.tool_id else None


def which_version(visit: Visit, one: Shelved) -> str | None:
    """The prototype of a session that is about to open: the newest unless another is chosen."""
    numbers = _versions(visit, one)
    if not numbers:
        return None
    return st.selectbox(visit.say("Which version is tested?"), list(numbers), format_func=numbers.__getitem__)


def which_second(visit: Visit, one: Shelved) -> str | None:
    """Another version that the same children try too, where there is one: none unless it is chosen."""
    numbers = _versions(visit, one)
    if len(numbers) < 2:
        return None
    return st.selectbox(
        visit.say("Do the same children try a second version? Leave it empty if not."), list(numbers), None,
        format_func=numbers.__getitem__, placeholder="…", key="second_version",
    )  # fmt: skip


def _versions(visit: Visit, one: Shelved) -> dict[str, str]:
    if one.tool_id is None:
        return {}
    with store.reading() as db:
        tool = tools_view.tool(db, visit.who, one.tool_id)
    return {each.id: f"{tool.called(visit.language)} · v{each.number}" for each in tool.versions}


def results_of(visit: Visit, one: Readable) -> str | None:
    """Results of one version, or of all together. What was chosen on one page stands on the next."""
    if not one.tested:
        return None
    numbers = {"": visit.say("All versions together"), **{key: f"v{number}" for key, number in one.tested}}
    before = st.session_state.get(f"version_{one.consultation_id}")
    chosen = st.segmented_control(
        visit.say("Which version of the tool?"), list(numbers),
        default=before if before in numbers else one.tested[0][0], format_func=numbers.__getitem__,
        key=f"tested_{one.consultation_id}",
    )  # fmt: skip
    st.session_state[f"version_{one.consultation_id}"] = chosen or ""
    return chosen or None
