"""The screen of one question: what is asked, the control, what may be seen of the others, the way on or the wait."""

from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from consultations.collecting import answering, presence
from consultations.collecting.answering import Asked, Kept
from consultations.collecting.around import Around, around
from consultations.collecting.making import add_card, take_back
from consultations.collecting.presence import Child
from consultations.shapes import Cards, Control, Duel, OneByOne, Order, Piles, Pin, Read, Refused, Stances, Stickers
from models import store
from pages import components
from pages.http import cookies
from pages.parts import controls, frame, sharing, text, walk, wall
from pages.parts.frame import Visit

BY_TAPS = (Cards, Stickers, Duel, Stances, OneByOne, Order, Piles)
"""What a tap changes is drawn from what is kept: the screen is drawn once more."""
HELD, LET_GO = "held_fields", "let_go"
EMPTY: tuple[Any, ...] = ("", [], {})


@dataclass(frozen=True)
class Given:
    """What came from a screen. `message`: where a refusal is said."""

    raw: Any
    missing: str | None
    back: bool
    onward: bool
    message: Any


def look(child: Child, before: str | None, behind: bool) -> tuple[Asked | None, Around, bool]:
    """What stands on this child's screen, and around it; and whether the leader has gone on from there.

    When the leader went on, and something is in the fields of the question `before` that was not there when its screen
    was kept last, it is asked once more: that is kept first. As long as the screen is `behind` it is that question's.
    """
    with store.reading() as db:
        asked = answering.next_question(db, child)
        left = bool(before and asked and asked.question_id != before)
        moved = left and not behind and _unkept(str(before))
        if before and left and (behind or moved):
            asked = answering.asked_before(db, child, before)
        seeing = asked is not None and (child.led or isinstance(asked.control, BY_TAPS))
        return asked, around(db, child, asked.question_id) if asked and seeing else Around(), moved


def screen(visit: Visit, child: Child, asked: Asked, seen: Around) -> Given:
    """Draw it all. Returns what was given by now."""
    name = name_of(asked)
    held = wall.draft(name)["from"] if isinstance(asked.control, Cards) else ""
    components.screen(f"{name} {seen.pair} {seen.statement} {held}")
    st.progress(asked.number / asked.of, visit.say("Question {number} of {of}", number=asked.number, of=asked.of))
    _wording(visit, child, asked)
    if asked.stage.round == 2:
        st.info(visit.say("We vote once more. What you gave the first time is kept too."))
    raw = None
    if asked.stage.stopped:
        _over(visit, asked, seen)
    else:
        keep_tap = partial(_keep_tap, asked.question_id)
        raw = controls.draw(visit, asked.control, asked.value, name, asked.wording, seen=seen, keep=keep_tap)
    message = st.container()
    refused = st.session_state.pop("refused", None)
    if refused:
        message.warning(visit.refusal(Refused(refused[0], **refused[1])))
    back, onward = (False, False) if asked.led else _steps(visit, asked)
    missing = None if isinstance(asked.control, Read) or asked.stage.stopped else walk.not_answering(visit, asked)
    if asked.led:
        _waiting(visit, asked)
    if onward and not asked.answered and isinstance(asked.control, Pin):
        raw, missing = _without_a_pin(asked.control, raw, missing)
    if asked.sensitive:
        st.info(visit.say("Is this hard for you? Tap Help at the top. You can call 116 000 for free."))
    labels = {one.key: one.label for one in _choices(asked)}
    if isinstance(asked.control, Cards):
        wall.others(visit, labels, name, seen, closed=asked.stage.stopped)
    else:
        sharing.gallery(visit, asked.control, seen)
        sharing.standing(visit, labels, seen)
    return Given(raw, missing, back, onward, message)


def _without_a_pin(control: Pin, raw: Any, missing: str | None) -> tuple[Any, str | None]:
    """Going on from pages without a pin: passed over where there is no page, an answer where none is needed."""
    if not control.pages:
        return raw, missing or "skipped"
    return ([] if raw is None and not control.least else raw), missing


def _choices(asked: Asked) -> tuple[Any, ...]:
    for held in ("choices", "cards", "kinds", "things"):
        if hasattr(asked.control, held):
            return tuple(getattr(asked.control, held))
    return ()


def _wording(visit: Visit, child: Child, asked: Asked) -> None:
    """What is asked. Led through something to read or to talk about, everybody sees it large."""
    lines: tuple[str, ...] = ()
    if isinstance(asked.control, Read):
        lines = asked.control.lines
        with st.container(key="aloud" if asked.led else "reading"):
            if asked.led:
                text.heading(asked.wording)
            else:
                text.paragraph(asked.wording)
    else:
        text.heading(asked.wording)
    if asked.type == "talk":
        text.paragraph(visit.say("We talk about this together."))
    read = [asked.wording, *lines, *(one.label for one in _choices(asked))]
    components.read_aloud(visit.say("Listen"), read, visit.language, slow=child.age_band in walk.YOUNG)


def _over(visit: Visit, asked: Asked, seen: Around) -> None:
    """The leader stopped this: nobody is late, nothing is lost, it is over."""
    st.info(visit.say("This is over now. What you gave counts."))
    if isinstance(asked.control, Cards):
        wall.mine(visit, {one.key: one.label for one in asked.control.kinds}, seen.mine, closed=True)
    else:
        sharing.given(visit, asked.control, asked.value, asked.told)


def _waiting(visit: Visit, asked: Asked) -> None:
    """Instead of Next: everybody goes on together."""
    with st.container(key="waiting"):
        if asked.answered and asked.missing is None:
            st.text("✅ " + visit.say("What you gave is kept."))
        st.text("⏳ " + visit.say("Wait for the adult: it goes on by itself."))


def _steps(visit: Visit, asked: Asked) -> tuple[bool, bool]:
    with st.container(key="steps", horizontal=True):
        back = asked.number > 1 and st.button(visit.say("Back"), key=f"back_{asked.question_id}", width="stretch")
        onward = st.button(visit.say("Next"), key=f"next_{asked.question_id}", type="primary", width="stretch")
    return back, onward


def keep(child: Child, asked: Asked, given: Given) -> tuple[Kept, bool]:
    """Keep what came from a screen. Returns what became of it, and whether the screen must be drawn once more."""
    on_the_wall = isinstance(asked.control, Cards) and given.raw is not None
    kept, changed = Kept(), on_the_wall or bool(given.missing)
    with store.session() as db:
        if given.missing:
            answering.record_response(db, child, asked.question_id, missing=given.missing)
        elif on_the_wall and "take_back" in given.raw:
            take_back(db, child, asked.question_id, given.raw["take_back"])
        elif on_the_wall:
            kept = add_card(db, child, asked.question_id, given.raw["mark"], given.raw)
        elif given.raw is not None and given.raw != asked.value:
            kept = _record(db, child, asked.question_id, given.raw, asked.control)
            changed = isinstance(asked.control, BY_TAPS) or (asked.led and not asked.answered)
        if given.back:
            answering.go_back(db, child, asked.question_id)
        elif given.missing or (given.onward and not kept.worrying):
            answering.go_on(db, child, asked.question_id)
    if on_the_wall and "take_back" not in given.raw:
        wall.begin_again(name_of(asked))
    if child.led:
        st.session_state[HELD] = _fields(asked.question_id)
    return kept, changed or given.back or given.onward or kept.worrying


def let_go(question_id: str) -> None:
    """What stands in the fields of this question was kept, or refused: nothing of it is waited for."""
    st.session_state[LET_GO] = question_id


def _unkept(question_id: str) -> bool:
    state = st.session_state
    return state.get(LET_GO) != question_id and _fields(question_id) != state.get(HELD)


def _fields(question_id: str) -> dict[str, Any]:
    """What stands in the fields of a question now."""
    return {str(name): value for name, value in st.session_state.items() if question_id in str(name)}


def _record(db: Any, child: Child, question_id: str, raw: Any, control: Control | None = None) -> Kept:
    """Keep it; what was emptied again is skipped, unless nothing is an answer too."""
    emptied = raw in EMPTY and not (isinstance(control, Pin) and not control.least)
    return answering.record_response(
        db, child, question_id, None if emptied else raw, "skipped" if emptied else None
    )  # fmt: skip


def _keep_tap(question_id: str, raw: Any) -> None:
    """Keep what a tap gave, before its page is drawn. A refusal is said when it is."""
    with store.reading() as db:
        child = presence.present(db, frame.cookie(cookies.CHILD))
    if child is None or not st.session_state.get("here"):
        return
    try:
        with store.session() as db:
            kept = _record(db, child, question_id, raw)
    except Refused as why:
        st.session_state["refused"] = (why.sentence, why.holes)
        return
    if kept.worrying:
        st.session_state["helping"] = True


def name_of(asked: Asked) -> str:
    """What the fields of a question are called: others in a second round."""
    return f"q_{asked.question_id}{asked.stage.mark}"
