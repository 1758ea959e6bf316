"""Watching children try a version: who is watched, what the cards on the screen know, and keeping what comes back."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from consultations import glancing
from consultations.drafting.view import QuestionView
from consultations.kinds import kinds
from consultations.observing import aloud, sent, watching
from consultations.observing.aloud import Aloud
from consultations.observing.watching import AT_ONCE, Watch, Watched
from consultations.protection import pseudonyms
from consultations.questions.label_sets import EASE
from consultations.shapes import Refused
from consultations.tooling import rating
from consultations.tooling.rating import ProblemView
from models import store
from pages import components
from pages.parts import text
from pages.parts.deeds import again
from pages.parts.frame import Visit
from translations import N_

LOOK_EVERY = 5
REMEMBERED = 300
PAGE = "staff/observe.py"
WORDS = {
    "tasks": N_("Tasks"),
    "task": N_("Task"),
    "version": N_("Version"),
    "start": N_("Go"),
    "halt": N_("Halt"),
    "runs": N_("a clock runs"),
    "type": N_("Type the time"),
    "minutes": N_("min"),
    "seconds": N_("s"),
    "interrupted": N_("Interrupted"),
    "ran_on": N_("The clock ran on while this page was away. Tap “Interrupted” if the task stood still."),
    "ended": N_("How it ended"),
    "unaided": N_("Unaided"),
    "helped": N_("With help"),
    "failed": N_("Not done"),
    "not_tried": N_("Not tried"),
    "errors": N_("Errors"),
    "assists": N_("Help given"),
    "uncounted": N_("not counted"),
    "ease": N_("How easy, they say"),
    "note": N_("What they say aloud, then Enter"),
    "problems": N_("Problems"),
    "problem": N_("Another problem, then Enter"),
    "strike": N_("Take it away"),
    "unkept": N_("not kept yet"),
    "lane": N_("With the safeguarding person."),
    "out": N_("They do not join in any more."),
    "success": N_("It worked when:"),
    "until": N_("Stop when:"),
    "help": N_("Help is allowed"),
    "no_help": N_("No help"),
    "too_late": N_("Not kept: {n}. The session was closed before they came."),
    "waiting": N_("{n} not kept yet; they go as soon as there is a connection."),
}
STANDS = {
    "paused": N_("There is a break: nothing can be written down until you go on. What waits is kept on this device."),
    "closed": N_("This session is closed: nothing can be written down any more."),
}


def fits(one: glancing.Led) -> bool:
    """Whether children are watched in a session."""
    return kinds()[one.kind].tests_a_tool


def way_in(visit: Visit, one: glancing.Led) -> None:
    """From the leader's page to the observer's; who only takes notes goes there at once."""
    tapped = not one.leads
    if one.leads and one.state != "closed":
        with st.container(key="observe_here"):
            tapped = st.button(visit.say("Observe"), key="observe", icon="👀", type="primary", width="stretch")
    if tapped:
        st.switch_page(PAGE, query_params={"session": one.id})


@st.fragment(run_every=LOOK_EVERY)
def room(visit: Visit, session_id: str) -> None:
    """The cards. Looked up again every few seconds, so that who comes in appears and two observers see one another."""
    with store.reading() as db:
        seen = watching.watch(db, visit.who, session_id)
        said = aloud.said_aloud(db, visit.who, session_id)
        known = rating.log(db, visit.who, seen.tool_id).problems
    if not seen.tasks:
        st.info(visit.say("There is no task in this consultation, so there is nothing to watch."))
        return
    if not seen.children and seen.state != "closed":
        st.info(visit.say("Nobody is in yet. Who comes in and says yes appears here."))
        return
    watched = _chosen(visit, seen)
    held = f"{session_id}.{visit.who.account_id}"  # what waits in a browser is of who wrote it: nobody else sends it
    queue = components.observe(held, **_told(visit, seen, watched, said, known))
    if _keep(visit, seen, queue):
        again()


def _chosen(visit: Visit, seen: Watch) -> Sequence[Watched]:
    """Whom this observer watches: everybody, or the six that were chosen. Who comes in later moves no card."""
    state, name = st.session_state, f"watched_{seen.session_id}"
    by_id = {one.participant_id: one for one in seen.children}
    held = [one for one in state.get(name, []) if one in by_id]
    if len(by_id) <= AT_ONCE or f"whom_{seen.session_id}" not in state:
        held += [one for one in by_id if one not in held and (len(by_id) <= AT_ONCE or not by_id[one].out)]
    state[name] = _picked(visit, seen.session_id, by_id, held[:AT_ONCE]) if len(by_id) > AT_ONCE else held
    return [by_id[one] for one in state[name]]


def _picked(visit: Visit, session_id: str, by_id: Mapping[str, Watched], held: list[str]) -> list[str]:
    with st.expander(visit.say("Whom do you watch? {n} of {of}", n=len(held), of=len(by_id)), icon="👥"):
        picked = st.pills(
            visit.say("At most six at once"), list(by_id), selection_mode="multi", default=held,
            format_func=lambda at: text.one_line(_called(visit, by_id[at])), key=f"whom_{session_id}",
        )  # fmt: skip
        if len(picked) > AT_ONCE:
            st.warning(visit.say("You watch six already. Take one out first."))
    now = [one for one in held if one in picked] + [one for one in picked if one not in held]
    return now[:AT_ONCE] or held


def _called(visit: Visit, one: Watched) -> str:
    return f"{pseudonyms.picture(one.pseudonym)} {pseudonyms.spoken(one.pseudonym, visit.language)}"


def _told(
    visit: Visit, seen: Watch, watched: Sequence[Watched], said: Sequence[Aloud], known: Sequence[ProblemView]
) -> dict[str, Any]:
    """What the cards know. A problem that turned out to be another one is met as that other one."""
    same = {one.id: one.same_as or one.id for one in known}
    stems = {one.stem: one.id for one in seen.tasks}
    state = st.session_state
    return {
        "state": seen.state,
        "shown": visit.shown,
        "tasks": [_task(visit, one) for one in seen.tasks],
        "versions": [list(one) for one in seen.versions],
        "children": [
            {"id": one.participant_id, "label": _called(visit, one), "out": one.out,
             "size": visit.count("{n} child", "{n} children", one.size) if one.size > 1 else ""}
            for one in watched
        ],
        "records": [
            {"participant": one.participant_id, "question": one.question_id, "version": one.tool_version_id,
             "ended": one.ended, "seconds": one.seconds, "interrupted": one.interrupted, "errors": one.errors,
             "assists": one.assists, "ease": one.ease}
            for one in seen.records
        ],
        "met": sorted({(same.get(problem, problem), child, version) for problem, child, version in seen.met}),
        "problems": [
            {"id": one.id, "words": one.words, "place": stems.get(str(one.place.get("stem")), "")}
            for one in known if one.same_as is None
        ],
        "notes": [
            {"id": one.response_id, "participant": one.participant_id, "question": one.question_id,
             "words": one.words, "second": one.second, "held": one.held}
            for one in said
        ],
        "ease": [step[visit.shown] for step in EASE[seen.ease].steps],
        "kept": state.get(f"observed_{seen.session_id}", [])[-REMEMBERED:],
        "refused": state.get(f"refused_{seen.session_id}", {}),
        "words": {name: visit.say(words) for name, words in WORDS.items()}
        | {"stands": visit.say(STANDS[seen.state]) if seen.state in STANDS else ""},
    }  # fmt: skip


def _task(visit: Visit, one: QuestionView) -> dict[str, Any]:
    settings = one.read_settings
    return {
        "id": one.id,
        "words": one.wording.get(visit.shown, ""),
        "success": settings.success.get(visit.shown, ""),
        "stop": settings.stop.get(visit.shown, ""),
        "help": settings.help_allowed,
        "minutes": visit.count("{n} minute", "{n} minutes", settings.minutes),
    }


def _keep(visit: Visit, seen: Watch, queue: Sequence[Any]) -> bool:
    """Keep what came, each change by itself and once. During a break it waits where it is. Whether anything came."""
    if seen.state == "paused":
        return False
    kept: list[str] = st.session_state.setdefault(f"observed_{seen.session_id}", [])
    refused: dict[str, str] = st.session_state.setdefault(f"refused_{seen.session_id}", {})
    fresh = [one for one in queue if isinstance(one, dict) and str(one.get("stamp")) not in kept]
    for one in fresh:
        try:
            with store.session() as db:
                sent.keep(db, visit.who, seen.session_id, one)
        except Refused as why:
            refused[str(one.get("stamp"))] = visit.refusal(why)
        kept.append(str(one.get("stamp")))
    return bool(fresh)
