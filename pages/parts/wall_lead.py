"""A wall in the leader's hands: what waits, what is shown, what is hidden. Thirty at a time, one key for each."""

import streamlit as st

from consultations.collecting.cards import Card
from consultations.drafting.view import QuestionView
from consultations.observing import staging, walls
from consultations.observing.pacing import Pace
from consultations.stages import stage_of
from models import store
from pages.parts import making, text
from pages.parts.deeds import again, do
from pages.parts.drawings import drawing_svg
from pages.parts.frame import Visit
from translations import N_

AT_ONCE = 30
STATES = {"waiting": N_("Waiting"), "shown": N_("Shown"), "hidden": N_("Hidden")}


def draw(visit: Visit, session_id: str, pace: Pace, question: QuestionView) -> None:
    """Everything there is to do with a wall, or with what was made: stories, drawings, postcards."""
    with store.reading() as db:
        every = walls.wall(db, visit.who, session_id, question.id)
        held = walls.held_back(db, visit.who, session_id, question.id)
    by_state = {state: [one for one in every if one.state == state] for state in STATES}
    counted = [f"{visit.say(words)}: {len(by_state[state])}" for state, words in STATES.items()]
    st.caption(text.one_line("  ·  ".join(counted)))
    if held:
        st.caption("🔒 " + visit.count("{n} card waits under Look after.", "{n} cards wait under Look after.", held))
    _for_all(visit, session_id, pace, question, len(by_state["waiting"]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        state = st.segmented_control(
            visit.say("Which cards?"), list(STATES), default="waiting", format_func=lambda at: visit.say(STATES[at]),
            key=f"wall_state_{question.id}",
        ) or "waiting"  # fmt: skip
        newest = st.toggle(visit.say("Newest first"), key=f"wall_newest_{question.id}")
        theme = _theme(visit, question)
    cards = _in_order(question.id, every, by_state[state], newest)
    _page(visit, question, cards, state, theme)


def _for_all(visit: Visit, session_id: str, pace: Pace, question: QuestionView, waiting: int) -> None:
    """One tap for the whole wall."""
    with st.container(horizontal=True):
        words = visit.count("Show the {n} that waits", "Show all {n} that wait", waiting)
        if waiting and st.button(words, key="show_all"):
            do(visit, walls.show_all, session_id, question.id)
            again()
        if pace.walls_paused:
            if st.button(visit.say("Bring the walls back"), key="restore_walls", type="primary", icon="▶️"):
                do(visit, walls.pause_walls, session_id, False)
                again()
        elif st.button(visit.say("Take all walls off the screens"), key="pause_walls", icon="⏸️"):
            do(visit, walls.pause_walls, session_id, True)
            again()
        revealed = stage_of(pace.stages, question.id).revealed
        words = visit.say("Only after one's own card") if revealed else visit.say("Let everybody look now")
        if st.button(words, key="reveal", icon="🙈" if revealed else "👀"):
            do(visit, staging.reveal, session_id, question.id, not revealed)
            again()
    if pace.walls_paused:
        st.warning(visit.say("No wall is on any screen now."))


def _theme(visit: Visit, question: QuestionView) -> str | None:
    """The theme that cards are laid under at the moment; "" lays them under none."""
    themes = getattr(question.read_settings, "themes", ())
    if not themes:
        return None
    names = {one.key: one.words()[visit.shown] for one in themes}
    chosen = st.selectbox(
        visit.say("Lay cards under"), ["", *names], None, placeholder="…",
        format_func=lambda at: names.get(at) or visit.say("no theme"), key=f"wall_theme_{question.id}",
    )  # fmt: skip
    return chosen if isinstance(chosen, str) else None


def _in_order(question_id: str, every: tuple[Card, ...], cards: list[Card], newest: bool) -> list[Card]:
    """As this screen met them: our tables know no order of arrival, and a card must not jump away under a finger."""
    met: list[str] = st.session_state.setdefault(f"met_{question_id}", [])
    known = set(met)
    met.extend(one.id for one in every if one.id not in known)
    place = {card_id: at for at, card_id in enumerate(met)}
    return sorted(cards, key=lambda one: place[one.id], reverse=newest)


def _page(visit: Visit, question: QuestionView, cards: list[Card], state: str, theme: str | None) -> None:
    """Thirty of them, and the way to the others."""
    key = f"wall_page_{question.id}_{state}"
    pages = max(1, -(-len(cards) // AT_ONCE))
    at = min(st.session_state.get(key, 0), pages - 1)
    if state == "waiting" and cards:
        st.caption(visit.say("Keys: S shows the first card, H hides it."))
    for place, one in enumerate(cards[at * AT_ONCE : (at + 1) * AT_ONCE]):
        _card(visit, question, one, first=state == "waiting" and at == 0 and place == 0, theme=theme)
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            if at and st.button(visit.say("Previous cards"), key=f"{key}_back"):
                st.session_state[key] = at - 1
                again()
            st.caption(visit.say("Page {at} of {of}", at=at + 1, of=pages))
            if at + 1 < pages and st.button(visit.say("More cards"), key=f"{key}_on"):
                st.session_state[key] = at + 1
                again()


def _card(visit: Visit, question: QuestionView, one: Card, *, first: bool, theme: str | None) -> None:
    """One card, and what can be done with it."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"card_{one.id}"):
        with st.container(width="stretch"):
            content(visit, question, one.words, one.emoji, one.value)
            _beside(visit, question, one)
        if one.state != "shown" and st.button(
            visit.say("Show"), key=f"show_{one.id}", type="primary", shortcut="s" if first else None
        ):
            do(visit, walls.show, one.id)
            again()
        if one.state != "hidden" and st.button(
            visit.say("Hide"), key=f"hide_{one.id}", shortcut="h" if first else None
        ):
            do(visit, walls.hide, one.id)
            again()
        if question.how.gathers and one.state == "shown":
            words = visit.say("Picked ✓") if one.picked else visit.say("Pick for the vote")
            if st.button(words, key=f"pick_{one.id}", icon="📌"):
                do(visit, walls.pick, one.id, not one.picked)
                again()
        if theme is not None and theme != one.theme and st.button(visit.say("Lay here"), key=f"lay_{one.id}"):
            do(visit, walls.lay_under, one.id, theme)
            again()


def content(visit: Visit, question: QuestionView, words: str, emoji: str, value: object) -> None:
    """What somebody made: a drawing, a story panel by panel, or words."""
    if question.how.drawn:
        st.image(drawing_svg(value), width=320, alt=visit.say("A drawing"))
    elif isinstance(value, list):
        making.told(value)
    else:
        text.paragraph(f"{emoji} {words}".strip())


def _beside(visit: Visit, question: QuestionView, one: Card) -> None:
    """Its kind, its theme, and the card it grew from."""
    labels = question.how.labels(question.read_settings)
    told = [labels.get(key, {}).get(visit.shown, "") for key in (one.kind, f"theme.{one.theme}")]
    if one.born_of:
        told.append(visit.say("grown from “{words}”", words=one.born_of))
    if any(told):
        st.caption(text.one_line(" · ".join(filter(None, told))))
