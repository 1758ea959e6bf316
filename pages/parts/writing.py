"""The pieces of the writing page: what is missing, the notices, and one question with its preview."""

from typing import Any

import streamlit as st

from consultations.drafting import wording
from consultations.drafting.gate import NAMES, Gap
from consultations.drafting.view import BANDS, NOTICES, QuestionView, VersionView
from consultations.shapes import Number, Pick, PickMany, Pin, Rate, Read, Refused, Write
from models import clock, store
from pages.parts import controls, settings, text
from pages.parts.frame import Visit
from translations import N_

TALL = 96
THE_WHOLE = N_("The whole")
ALONE = (Pick, PickMany, Rate, Write, Number, Read)
"""Controls that can be drawn outside a session."""
GENERAL = (*NOTICES, "age_bands", "decides_on")
HELP = {
    "title": N_("What children read at the top of the first screen."),
    "purpose": N_("One or two sentences a child reads: why do we ask this?"),
    "decider": N_("Who reads the answers and decides? For instance: The team of the card game"),
}


def list_of_gaps(visit: Visit, draft: VersionView, gaps: tuple[Gap, ...], warnings: tuple[Gap, ...]) -> None:
    """What keeps it from opening, each with a way to it; and what to look at once more."""
    if gaps and draft.published_on is None:
        how_many = visit.count("{n} thing is missing before it can open.", "{n} things are missing before it can open.",
                            len(gaps))  # fmt: skip
        with st.expander(how_many, expanded=len(gaps) < 4, icon="🚧"):
            for at, gap in enumerate(gaps):
                _gap(visit, draft, gap, f"gap_{at}")
    elif draft.published_on is None:
        st.success(visit.say("Everything stands in both languages. It can open."))
    if warnings:
        how_many = visit.count("{n} thing to look at once more.", "{n} things to look at once more.", len(warnings))
        with st.expander(how_many, icon="🔎"):
            for at, gap in enumerate(warnings):
                _gap(visit, draft, gap, f"warning_{at}")


def _gap(visit: Visit, draft: VersionView, gap: Gap, key: str) -> None:
    where = _where(visit, draft, gap)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{where}: {visit.say(gap.sentence, **gap.holes)}")
        if gap.place in GENERAL and st.button(visit.say("Go there"), key=key):
            st.session_state["open_notices"] = True
            st.rerun()
        if gap.question_id and st.button(visit.say("Go there"), key=key):
            st.session_state["open_question"] = gap.question_id
            st.rerun()


def _where(visit: Visit, draft: VersionView, gap: Gap) -> str:
    language = f" · {gap.language.upper()}" if gap.language else ""
    for number, one in enumerate(draft.questions, start=1):
        if one.id == gap.question_id:
            option = f" · {gap.place.split('.', 1)[1]}" if "." in gap.place else ""
            return visit.say("Question {number}", number=number) + option + language
    return visit.say(NAMES.get(gap.place, THE_WHOLE)) + language


def notices(visit: Visit, draft: VersionView, frozen: bool) -> None:
    """Title, purpose, who decides and when, for which ages."""
    opened = st.session_state.get("open_notices", not draft.questions)
    with st.expander(visit.say("Title, purpose, ages and who decides"), expanded=opened, icon="📌"):
        filled: dict[str, dict[str, str]] = {}
        for name in NOTICES:
            words = draft.notices.get(name, {})
            st.text(f"{visit.say(NAMES[name])}. {visit.say(HELP[name])}")
            filled[name] = _twins(words, f"notice_{name}_{draft.edition}", frozen)
            _twin_check(visit, draft, name, None, frozen)
        bands = st.pills(visit.say("Ages (the youngest decides the rules)"), BANDS, selection_mode="multi",
                         default=list(draft.age_bands), key=f"bands_{draft.edition}", disabled=frozen)  # fmt: skip
        decides_on = st.date_input(
            visit.say("When is it decided what happens with the outcome?"),
            draft.decides_on, min_value=None if frozen else min(draft.decides_on or clock.today(), clock.today()),
            key=f"decides_{draft.edition}", disabled=frozen, format="DD/MM/YYYY",
        )  # fmt: skip
        if not frozen and st.button(visit.say("Save"), key="save_notices", type="primary"):
            _try(visit, wording.set_notices, draft.id, draft.edition, filled, bands, decides_on)


def _twins(words: Any, key: str, frozen: bool) -> dict[str, str]:
    left, right = st.columns(2)
    return {
        "nl": left.text_area("NL", words.get("nl", ""), height=TALL, max_chars=600, key=f"{key}_nl", disabled=frozen),
        "fr": right.text_area("FR", words.get("fr", ""), height=TALL, max_chars=600, key=f"{key}_fr", disabled=frozen),
    }


def _twin_check(visit: Visit, draft: VersionView, path: str, question: QuestionView | None, frozen: bool) -> None:
    """Where one language was changed and the other not: somebody reads both and says they are the same."""
    levels = (question.twins if question else draft.twins).get(path, {"nl": 0, "fr": 0})
    if frozen or levels["nl"] == levels["fr"]:
        return
    lagging = "NL" if levels["nl"] < levels["fr"] else "FR"
    part = visit.say(NAMES[path]) if path in NAMES else path.split(".", 1)[-1]
    part = visit.say("the question") if path == "wording" else visit.say("the unit") if path == "unit" else part
    place = f"{question.id if question else 'notice'}_{path}"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(visit.say("{language} has not followed the change beside it ({part}).", language=lagging, part=part))
        if st.button(visit.say("Both say the same"), key=f"twin_{place}"):
            _try(visit, wording.confirm_twin, draft.id, path, question.id if question else None)


def question(visit: Visit, draft: VersionView, place: int, one: QuestionView, frozen: bool) -> None:
    """One question: its words, settings, condition, place, and preview."""
    said = one.wording.get(visit.language) or one.wording.get("nl") or visit.say("Not written yet")
    label = f"{place + 1} · {one.how.icon} {said}" + (" · 🛟" if one.sensitive else "")
    opened = st.session_state.get("open_question") == one.id
    with st.expander(text.one_line(label), expanded=opened, key=f"question_{one.id}", on_change="rerun") as box:
        if not (box.open or opened):
            return
        editing, showing = st.columns([3, 2])
        with editing:
            edited = _edit(visit, draft, one, frozen)
        with showing:
            _preview(visit, edited)
        if not frozen:
            _order(visit, draft, place, one)


def _edit(visit: Visit, draft: VersionView, one: QuestionView, frozen: bool) -> QuestionView:
    """The fields of a question. Returns it as it stands in them, saved or not: that is what the preview shows."""
    key = f"{one.id}_{one.edition}"
    st.caption(visit.say(one.how.title))
    words = _twins(one.wording, f"wording_{key}", frozen)
    filled = settings.draw(visit, one.how, one.settings, key, _walls_before(visit, draft, one))
    for path in one.texts:
        _twin_check(visit, draft, path, one, frozen)
    sensitive = one.how.asks and st.toggle(
        visit.say("Sensitive: help line on the screen, stricter rules for results"), one.sensitive,
        key=f"sensitive_{key}", disabled=frozen,
    )  # fmt: skip
    show_when = _condition(visit, draft, one, key)
    if not frozen and st.button(visit.say("Save"), key=f"save_{one.id}", type="primary"):
        st.session_state["open_question"] = one.id
        _try(visit, wording.set_question, draft.id, one.id, one.edition, words, filled, sensitive, show_when)
    return one.edited(words, filled, sensitive)


def _walls_before(visit: Visit, draft: VersionView, one: QuestionView) -> dict[str, str]:
    """The idea walls that come before a question, by stem: its number and what it asks."""
    before = enumerate(draft.questions[: draft.questions.index(one)], start=1)
    return {
        each.stem: text.listed(
            f"{number} · {each.how.icon} {each.wording.get(visit.language) or each.wording.get('nl', '')}"
        )
        for number, each in before
        if each.how.gathers
    }


def _condition(visit: Visit, draft: VersionView, one: QuestionView, key: str) -> dict[str, Any] | None:
    """Show only when an earlier question had one of these answers."""
    earlier = [each for each in draft.questions[: draft.questions.index(one)] if each.how.steers]
    if not earlier:
        return None
    numbers = {each.stem: draft.questions.index(each) + 1 for each in earlier}
    now = one.show_when or {}
    stems = ["", *numbers]
    stem = st.selectbox(
        visit.say("Show only when"), stems, stems.index(now.get("stem", "")) if now.get("stem") in stems else 0,
        format_func=lambda at: visit.say("Question {number}", number=numbers[at]) if at else visit.say("Always"),
        key=f"when_{key}",
    )  # fmt: skip
    if not stem:
        return None
    steering = next(each for each in earlier if each.stem == stem)
    labels = steering.how.labels(steering.read_settings)
    shown = visit.shown
    wanted = st.multiselect(
        visit.say("was answered with"), list(labels), [at for at in now.get("is", []) if at in labels],
        format_func=lambda at: labels[at].get(shown, at), key=f"is_{key}_{stem}",
    )  # fmt: skip
    return {"stem": stem, "is": wanted}


def _preview(visit: Visit, one: QuestionView) -> None:
    """The question as a child sees it, in either language."""
    own = visit.shown
    language = st.segmented_control(
        visit.say("As a child sees it"), ["nl", "fr"], default=own,
        format_func=str.upper, key=f"preview_{one.id}",
    ) or "nl"  # fmt: skip
    with st.container(key=f"preview_box_{one.id}", border=True):
        text.heading(one.wording.get(language) or "…", 2)
        shown = Visit(visit.who, language)
        control = one.how.control(one.read_settings, language)
        if isinstance(control, ALONE):
            controls.draw(shown, control, None, f"look_{one.id}", "…", place=one.id)
        else:
            _sketch(shown, control)
        if one.sensitive:
            st.info(shown.say("Is this hard for you? Tap Help at the top. You can call 116 000 for free."))


def _sketch(shown: Visit, control: Any) -> None:
    """What an activity holds. It is only at work in a session: a trial run shows it."""
    for name in ("kinds", "choices", "cards", "piles"):
        for choice in getattr(control, name, ()):
            icon = choice.picture if isinstance(control, Pin) else "•"
            st.text(f"{icon} {choice.label}")
    if isinstance(control, Pin):
        st.text(shown.count("At most {n} pin, on the pages of the version that is tested.",
                            "At most {n} pins, on the pages of the version that is tested.", control.most))  # fmt: skip
    st.text(shown.say("Make a trial run to see this at work."))


def _order(visit: Visit, draft: VersionView, place: int, one: QuestionView) -> None:
    with st.container(horizontal=True):
        if place and st.button(visit.say("Up"), key=f"up_{one.id}", icon="⬆️"):
            _try(visit, wording.move_question, draft.id, one.id, place - 1)
        if place + 1 < len(draft.questions) and st.button(visit.say("Down"), key=f"down_{one.id}", icon="⬇️"):
            _try(visit, wording.move_question, draft.id, one.id, place + 1)
        if st.button(visit.say("Duplicate"), key=f"copy_{one.id}"):
            _try(visit, wording.copy_question, draft.id, one.id)
        if st.button(visit.say("Delete"), key=f"remove_{one.id}"):
            _try(visit, wording.remove_question, draft.id, one.id)


def _try(visit: Visit, verb: Any, *given: Any) -> None:
    """One verb, in one transaction; a refusal is said, and what was typed stays on the screen."""
    try:
        with store.session() as db:
            verb(db, visit.who, *given)
    except wording.Conflict as why:
        st.warning(visit.refusal(why))
        theirs = why.theirs
        st.text(visit.say("What stands there now:"))
        shown = theirs.wording if isinstance(theirs, QuestionView) else theirs.notices.get("title", {})
        st.text(f"NL: {shown.get('nl', '')}\nFR: {shown.get('fr', '')}")
        return
    except Refused as why:
        st.warning(visit.refusal(why))
        return
    st.rerun()
