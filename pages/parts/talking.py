"""A group that talks: the question everybody is at, the time, one line of typing for each thing that is said."""

import streamlit as st

from consultations import sessions
from consultations.drafting.view import QuestionView
from consultations.observing import noting, pacing, walls
from consultations.observing.pacing import Pace
from consultations.observing.seats import Seat
from consultations.observing.seats import seats as seats_of
from consultations.protection.pseudonyms import NOBODY
from consultations.questions.phases import PHASE_NAMES
from consultations.questions.talk import CHAPTER_NAMES
from consultations.shapes import Refused
from models import clock, store
from pages import components
from pages.http.address import public_url
from pages.parts import leading, talking_import, talking_table, text
from pages.parts.deeds import again, do, tap
from pages.parts.frame import Visit

FOLLOW_EVERY = 2
SHOWN = 40
SIGNS = {"laughs": "😀", "doubts": "🤔", "strong": "❗", "silence": "🤫", "sad": "🙁", "": ""}


def running(visit: Visit, session_id: str, projector_token: str) -> None:
    """The page of who leads a talk, or takes notes in it."""
    with store.reading() as db:
        pace = pacing.pace(db, visit.who, session_id)
        table = seats_of(db, visit.who, session_id)
    text.heading(pace.version.called(visit.language))
    if pace.state == "closed":
        talking_table.afterwards(visit, session_id, pace)
        return
    if pace.leads:
        talking_table.seats(visit, session_id, table, pace.age_band)
        if pace.devices != "none":
            leading.door(visit, session_id)
    if not any(seat.talks for seat in table):
        if not pace.leads:
            st.info(visit.say("The leader has not seated the group yet."))
        return
    _follow(visit, session_id)
    if pace.leads:
        with st.container(horizontal=True):
            st.link_button(visit.say("Projector"), f"{public_url()}/projector?screen={projector_token}", icon="📽️")
            st.link_button(visit.say("Note-taker's sheet"), f"{public_url()}/notes/{session_id}", icon="🖨️")
            leading.pause_button(visit, session_id, pace.state)
        talking_import.bring_in(visit, session_id, pace, table)
        talking_table.colleagues(visit, session_id, pace)
        with st.expander(visit.say("Close the session"), icon="🏁"):
            st.text(visit.say("After closing nothing can be written down any more. This cannot be undone."))
            tap(visit, visit.say("Yes, close the session"), "close", sessions.close, session_id)


@st.fragment(run_every=FOLLOW_EVERY)
def _follow(visit: Visit, session_id: str) -> None:
    """What changes while a group talks: looked up again every two seconds, so that two pens see one another."""
    with store.reading() as db:
        pace = pacing.pace(db, visit.who, session_id)
        table = seats_of(db, visit.who, session_id)
        question = pace.question
        said = noting.utterances(db, visit.who, session_id, question.id)[:SHOWN]
        shares = noting.balance(db, visit.who, session_id, question.id)
    if pace.state == "closed":
        st.rerun()
    asked(visit, pace)
    if pace.leads:
        steer(visit, session_id, pace)
        talking_table.pulse(visit, session_id, pace)
    if question.how.takes_words:
        quiet = [f"P{one.number}" for one in shares if not one.here]
        if quiet and len(quiet) < len(shares):
            st.caption(visit.say("Not heard yet on this question: {who}", who=text.one_line(", ".join(quiet))))
        _write(visit, session_id, pace, table)
        for one in said:
            _utterance(visit, one, pace.leads)


def asked(visit: Visit, pace: Pace) -> None:
    """The question, large; what to ask further; and the time."""
    one, now = pace.question, clock.now()
    planned = pacing.minutes(one)
    with st.container(border=True, key="asked"):
        settings = one.read_settings
        part = CHAPTER_NAMES.get(getattr(settings, "chapter", "")) or PHASE_NAMES.get(getattr(settings, "phase", ""))
        place = visit.say("Question {number} of {of}", number=pace.at + 1, of=len(pace.version.questions))
        st.caption(text.one_line(" · ".join(filter(None, [place, part]))))
        for language in spoken(pace.language, visit.language):
            text.heading(one.wording.get(language, ""), 2)
            for line in further(one, language):
                text.paragraph(line)
        if planned:
            used = pace.used(now)
            st.progress(
                min(1.0, used / planned),
                visit.say(
                    "{used} of {planned} minutes here · {left} minutes left in the guide",
                    used=used, planned=planned, left=max(0, pace.minutes_left - used),
                ),
            )  # fmt: skip


def spoken(language: str, own: str) -> tuple[str, ...]:
    """In which languages a question is shown: the group's, or both, one's own first."""
    if language in ("nl", "fr"):
        return (language,)
    return ("fr", "nl") if own == "fr" else ("nl", "fr")


def further(one: QuestionView, language: str) -> list[str]:
    """What stands under a question: rules, probes, and what children do meanwhile."""
    settings = one.read_settings
    lines = [f"• {rule.words()[language]}" for rule in getattr(settings, "rules", ())]
    lines += [f"↳ {probe.words()[language]}" for probe in getattr(settings, "probes", ())]
    activity = getattr(settings, "activity", {}).get(language, "")
    return [*lines, f"✋ {activity}"] if activity else lines


def steer(visit: Visit, session_id: str, pace: Pace) -> None:
    """Previous, next, park; and the parked ones."""
    every = pace.version.questions
    with st.container(horizontal=True):
        if pace.at and st.button(visit.say("Previous"), key="previous", icon="⬅️"):
            _go(visit, session_id, every[pace.at - 1].id)
        if pace.at + 1 < len(every):
            if st.button(visit.say("Next"), key="next", icon="➡️", type="primary"):
                _go(visit, session_id, every[pace.at + 1].id)
            if st.button(visit.say("Park it for later"), key="park", icon="🅿️"):
                do(visit, pacing.park, session_id, pace.question.id)
                again()
        numbers = {one.id: at for at, one in enumerate(every, start=1)}
        for parked in pace.parked:
            if parked in numbers and parked != pace.question.id:
                words = visit.say("Back to question {number}", number=numbers[parked])
                if st.button(words, key=f"unpark_{parked}"):
                    _go(visit, session_id, parked)


def _go(visit: Visit, session_id: str, question_id: str) -> None:
    do(visit, pacing.go, session_id, question_id)
    again()


def _write(visit: Visit, session_id: str, pace: Pace, table: tuple[Seat, ...]) -> None:
    """The field, and keeping what comes out of it: each line once, in the order in which it was typed."""
    state = st.session_state
    kept: list[str] = state.setdefault("kept_marks", [])
    language = pace.language if pace.language in ("nl", "fr") else state.get("noting_in") or "nl"
    if pace.language == "both":
        language = st.segmented_control(
            visit.say("What is said now is in"), ["nl", "fr"], default="fr" if visit.language == "fr" else "nl",
            format_func=str.upper, key="noting_in",
        ) or "nl"  # fmt: skip
    called = [(one.number, talking_table.called(visit, pace.age_band, one)) for one in table if one.talks]
    speakers = [(0, visit.say("nobody in particular")), *called]
    queue = components.capture(
        session_id, pace.question.id, speakers, language, kept[-200:],
        {
            "label": visit.say("What is said? One line, then Enter"),
            "hint": visit.say(
                "Begin with a number for who: {who} At the end: {agree} agree, {against} do not, {doubts} doubts, "
                "{strong} strong, {laughs} laughs. Between {quotes} when it is word for word.",
                who="3 …", agree="+4", against="-2", doubts="?", strong="!", laughs=":)", quotes="“ ”",
            ),
            "waiting": visit.say("{n} not kept yet; they go as soon as there is a connection."),
            "refused": state.get("noting_refused", ""),
            "again": state.pop("noting_again", ""),
        },
    )  # fmt: skip
    if [one for one in queue if isinstance(one, dict) and one.get("mark") not in kept]:
        for one in queue:
            _keep(visit, session_id, one, kept)
        again()


def _keep(visit: Visit, session_id: str, one: object, kept: list[str]) -> None:
    """One line. Refused, it goes back into the field with the reason; a mark that came is never asked for again."""
    told = one if isinstance(one, dict) else {}
    mark, typed = str(told.get("mark", "")), str(told.get("line", ""))
    if not mark or mark in kept:
        return
    speaker = told.get("speaker")
    try:
        with store.session() as db:
            noting.note(
                db, visit.who, session_id, str(told.get("question", "")), mark, typed,
                str(told.get("language", "")), int(speaker) if isinstance(speaker, int | float) else 0,
            )  # fmt: skip
        st.session_state["noting_refused"] = ""
    except Refused as why:
        st.session_state["noting_refused"] = visit.refusal(why)
        st.session_state["noting_again"] = typed
    kept.append(mark)


def _utterance(visit: Visit, one: noting.Utterance, leads: bool) -> None:
    who = f"P{one.speaker}" if f"P{one.speaker}" != NOBODY else "·"
    counts = " ".join(filter(None, [f"+{one.agree}" if one.agree else "", f"−{one.against}" if one.against else ""]))
    said = f"“{one.words}”" if one.verbatim else one.words
    if one.held and not one.words:
        said = visit.say("With the safeguarding person.")
    with st.container(horizontal=True, vertical_alignment="center", key=f"said_{one.response_id}"):
        st.text(" ".join(filter(None, [who, said, counts, SIGNS.get(one.sign, "")])))
        if one.held and one.words:
            st.caption("🔒 " + visit.say("Waits under Look after."))
        if leads and one.words and not one.held:
            _on_the_screen(visit, one)
        if one.words:
            with st.popover("✏️", help=visit.say("Change"), key=f"change_{one.response_id}_{one.edition}"):
                _change(visit, one)


def _on_the_screen(visit: Visit, one: noting.Utterance) -> None:
    """Words the room may read too, without whose they are."""
    if one.shown:
        if st.button("📽️ ✓", key=f"unscreen_{one.response_id}", help=visit.say("Take it off the screen")):
            do(visit, walls.hide, one.response_id)
            again()
    elif st.button("📽️", key=f"screen_{one.response_id}", help=visit.say("Show it on the screen")):
        do(visit, walls.show, one.response_id)
        again()


def _change(visit: Visit, one: noting.Utterance) -> None:
    line = f"{one.speaker} {one.words}" + (f" +{one.agree}" if one.agree else "")
    typed = st.text_input(visit.say("Change"), line, 1000, key=f"line_{one.response_id}_{one.edition}")
    if st.button(visit.say("Save"), key=f"reword_{one.response_id}", type="primary"):
        try:
            with store.session() as db:
                noting.reword(db, visit.who, one.response_id, one.edition, typed)
            again()
        except noting.Overtaken as why:
            st.warning(visit.refusal(why))
            st.text(f"{visit.say('What stands there now:')} {why.theirs}\n{visit.say('What you typed:')} {why.yours}")
        except Refused as why:
            st.warning(visit.refusal(why))
    if (
        st.button(visit.say("Take it away"), key=f"strike_{one.response_id}")
        and do(visit, noting.strike, one.response_id)[0]
    ):
        again()
