"""Around a talk: the seats before it, colleagues beside it, and what is remembered after it."""

import streamlit as st

from consultations.observing import noting, pacing
from consultations.observing import seats as table_of
from consultations.observing.pacing import Pace
from consultations.observing.seats import MOST, Seat
from consultations.protection import pseudonyms
from models import store
from pages.parts import text
from pages.parts.deeds import again, do
from pages.parts.frame import Visit
from translations import N_

MEMO = {
    "surprises": N_("Three surprises"),
    "agreement": N_("Where they agreed most"),
    "disagreement": N_("Where they disagreed most"),
    "not_heard": N_("Who was not heard"),
}


MOODS = {"good": N_("They are doing well"), "so_so": N_("So-so"), "bad": N_("They have had enough")}
FACES = {"good": "😀", "so_so": "😐", "bad": "😩"}
TRAIL = 8
YOUNG = ("6-8", "9-11")


def called(visit: Visit, band: str, one: Seat) -> str:
    """A seat by its number; for the youngest with an animal beside it, which is easier to remember."""
    if band not in YOUNG:
        return one.pseudonym
    animal = pseudonyms.seat_animal(one.number)
    return f"{one.pseudonym} {pseudonyms.ANIMALS[animal][4]} {pseudonyms.animal_word(animal, visit.language)}"


def seats(visit: Visit, session_id: str, table: tuple[Seat, ...], band: str) -> None:
    """How many children, and for each: permission on paper, its own yes, or not joining in. No names."""
    waits = not table or any(one.assent is None for one in table)
    with st.expander(visit.say("Around the table"), expanded=waits, icon="🪑"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            count = st.number_input(visit.say("How many children?"), 1, MOST, max(len(table), 6), 1, key="how_many")
            if (
                st.button(visit.say("Seat them"), key="seat_them", type="secondary" if table else "primary")
                and do(visit, table_of.seat, session_id, int(count))[0]
            ):
                st.rerun()
        if not table:
            st.text(visit.say("Each child is known by a number only: P1, P2 … Write no names anywhere."))
            return
        if (
            waits
            and st.button(
                visit.say("All said yes, and their parents' permission is here"), key="everybody", type="primary"
            )
            and do(visit, table_of.everybody_joins, session_id)[0]
        ):
            st.rerun()
        for one in table:
            _seat(visit, session_id, one, called(visit, band, one))


def _seat(visit: Visit, session_id: str, one: Seat, name: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"seat_{one.number}"):
        st.text(name)
        allowed = st.checkbox(visit.say("Permission is here"), one.permission, key=f"permission_{one.number}")
        yes = {"yes": visit.say("joins in"), "no": visit.say("sits out")}
        now = None if one.assent is None else "no" if one.out else "yes"
        said = st.segmented_control(
            text.one_line(one.pseudonym), list(yes), default=now, format_func=yes.__getitem__,
            key=f"assent_{one.number}", label_visibility="collapsed",
        )  # fmt: skip
        if (
            said
            and (said != now or allowed != one.permission)
            and do(visit, table_of.say, session_id, one.number, assent=said, permission=allowed)[0]
        ):
            st.rerun()


def colleagues(visit: Visit, session_id: str, pace: Pace) -> None:
    """Somebody who takes notes too, and somebody who takes over."""
    with st.expander(visit.say("A note-taker, or hand over"), icon="🤝"):
        with store.reading() as db:
            others = pacing.colleagues(db, visit.who, session_id)
        if not others:
            st.text(visit.say("There is no other facilitator in your organisation."))
            return
        if pace.note_taker:
            st.text(visit.say("Takes notes too: {name}", name=pace.note_taker))
        chosen = st.selectbox(
            visit.say("Colleague"), list(others), None, format_func=others.__getitem__, key="colleague", placeholder="…"
        )
        with st.container(horizontal=True):
            if (
                st.button(visit.say("Takes notes too"), key="let_note", disabled=chosen is None)
                and do(visit, pacing.let_note, session_id, chosen)[0]
            ):
                st.rerun()
            if (
                st.button(visit.say("Leads from now on"), key="hand_over", disabled=chosen is None)
                and do(visit, pacing.hand_over, session_id, str(chosen))[0]
            ):
                st.session_state.pop("session_id", None)
                st.rerun()


def afterwards(visit: Visit, session_id: str, pace: Pace) -> None:
    """The talk is over: what is remembered, who talked how much, and all that was said."""
    with store.reading() as db:
        said = noting.utterances(db, visit.who, session_id)
        shares = noting.balance(db, visit.who, session_id, "")
    st.success(visit.count("{n} thing was written down.", "{n} things were written down.", len(said)))
    if pace.leads:
        memo(visit, session_id, pace)
    if shares:
        with st.expander(visit.say("Who talked how much"), icon="⚖️"):
            most = max(share.in_all for share in shares) or 1
            for share in shares:
                st.progress(share.in_all / most, text.one_line(f"P{share.number} · {share.in_all}"))
    for at, question in enumerate(pace.version.questions, start=1):
        here = [one for one in reversed(said) if one.question_id == question.id]
        if here:
            with st.expander(text.one_line(f"{at}. {question.wording.get(visit.language) or question.wording['nl']}")):
                for one in here:
                    text.paragraph(f"P{one.speaker} · {one.words or '🛟'}")


def memo(visit: Visit, session_id: str, pace: Pace) -> None:
    """What the leader remembers, and how the group was doing as the leader saw it. For nobody else."""
    if pace.moods:
        numbers = {one.id: at for at, one in enumerate(pace.version.questions, start=1)}
        trail = [f"{numbers.get(at, '·')} {FACES[mood]}" for at, _, mood in pace.moods]
        st.caption(visit.say("How they were doing, by question: {trail}", trail=text.one_line("  ".join(trail))))
    with st.form("memo"):
        st.text(visit.say("While you still remember. Only you read this; write no names."))
        filled = {
            name: st.text_area(visit.say(words), pace.memo[name], 80, 2000, key=f"memo_{name}")
            for name, words in MEMO.items()
        }
        if (
            st.form_submit_button(visit.say("Save"), type="primary")
            and do(visit, pacing.remember, session_id, filled)[0]
        ):
            st.toast(visit.say("Saved."))
    st.text(visit.say("Let the children say how it was for them: the template “The children's evaluation”."))


def pulse(visit: Visit, session_id: str, pace: Pace) -> None:
    """How is the group doing? Three faces to tap, and the last few. The leader's own, seen by nobody else."""
    with st.container(horizontal=True, vertical_alignment="center", key="pulse"):
        st.caption(visit.say("How are they doing? Only you see this."))
        for mood, face in FACES.items():
            if st.button(text.one_line(face), key=f"mood_{mood}", help=visit.say(MOODS[mood])):
                do(visit, pacing.feel, session_id, mood)
                again()
        st.text(" ".join(FACES[mood] for _, _, mood in pace.moods[-TRAIL:]))
