"""A wall on a child's screen: a card to write, one's own cards, and then those of the others that the room may see."""

import secrets
from typing import Any

import streamlit as st

from consultations.collecting.around import Around
from consultations.collecting.cards import Card
from consultations.shapes import Cards
from pages import components
from pages.parts.frame import Visit
from pages.parts.making import letters_of
from pages.parts.text import heading, one_line

AT_ONCE = 24
PARTS = ("kind", "words", "emoji")


def draft(name: str) -> dict[str, Any]:
    """The card that is being written for a question: it outlives another language, a break and another screen."""
    fresh = {"mark": secrets.token_hex(16), "kind": None, "words": "", "emoji": None, "from": ""}
    held: dict[str, Any] = st.session_state.setdefault(f"draft_{name}", fresh)
    return held


def begun(name: str) -> dict[str, Any] | None:
    """The card that is being written, once it says something."""
    held: dict[str, Any] | None = st.session_state.get(f"draft_{name}")
    return held if held and str(held["words"] or "").strip() else None


def begin_again(name: str) -> None:
    """An empty card: the last one is kept, or thrown away."""
    st.session_state.pop(f"draft_{name}", None)


def wall(visit: Visit, control: Cards, name: str, seen: Around | None) -> dict[str, Any] | None:
    """A card to write, and one's own. Returns a card to stick, or the mark of one to take back, when tapped."""
    done = _write(visit, control, name, seen.others if seen else ())
    if seen is None:
        return done
    taken = mine(visit, {one.key: one.label for one in control.kinds}, seen.mine)
    return done or ({"take_back": taken} if taken else None)


def _write(visit: Visit, control: Cards, name: str, around: tuple[Card, ...]) -> dict[str, Any] | None:
    held = draft(name)
    stem = f"card_{name}_{held['mark'][:8]}_{visit.language}"
    for part in PARTS:
        st.session_state.setdefault(f"{stem}_{part}", held[part])
    st.text(visit.say("Don't write names: not yours and not anyone else's."))
    kind = kind_of_card(visit, control, name, f"{stem}_kind")
    _grown_from(visit, held, around)
    written = st.text_input(
        visit.say("Your card"), max_chars=control.longest + 1, key=f"{stem}_words", autocomplete="off"
    )
    components.letters(f"{stem}_words", letters_of(visit, control.longest), control.longest)
    emoji = None
    if control.emoji:
        with st.container(key=f"emoji_{name}"):
            emoji = st.pills(visit.say("A picture, if you like"), control.emoji, key=f"{stem}_emoji")
    held.update(kind=kind, words=written, emoji=emoji)
    if not st.button(visit.say("Stick it on the wall"), key=f"put_{stem}", type="primary", width="stretch"):
        return None
    if kind is None:
        st.warning(visit.say("Choose first what kind of card it is."))
        return None
    return {**held, "emoji": emoji or ""}


def kind_of_card(visit: Visit, control: Cards, name: str, key: str) -> str | None:
    """What kind of card it is to be: nothing is chosen for a child."""
    words = {one.key: one_line(one.label) for one in control.kinds}
    with st.container(key=f"kinds_{name}"):
        return st.radio(
            visit.say("What kind of card is it?"), list(words), None, words.__getitem__, key=key, horizontal=True,
            width="stretch",
        )  # fmt: skip


def _grown_from(visit: Visit, held: dict[str, Any], around: tuple[Card, ...]) -> None:
    """The card this one builds on, when there is one."""
    parent = next((one for one in around if one.id == held["from"]), None)
    if parent is None:
        held["from"] = ""
        return
    with st.container(key="grown_from", border=True):
        st.text(visit.say("You build on this card:"))
        st.text(parent.label)
        st.button(visit.say("Not on this card"), key="not_from", on_click=held.update, kwargs={"from": ""})


def mine(visit: Visit, kinds: dict[str, str], cards: tuple[Card, ...], closed: bool = False) -> str | None:
    """One's own cards, and how they stand. Returns the mark of the one that is taken back."""
    if not cards:
        return None
    taken = None
    heading(visit.say("Your cards"), 2)
    for card in cards:
        with st.container(key=f"my_card_{card.mark}", border=True):
            _card(kinds, card)
            st.text(state_of(visit, card))
            if not closed and st.button(visit.say("Take it back"), key=f"take_back_{card.mark}"):
                taken = card.mark
    return taken


def state_of(visit: Visit, card: Card) -> str:
    """How a card stands, in words for the child that wrote it: never a reproach."""
    if card.state == "shown":
        return "✅ " + visit.say("On the wall.")
    if card.state == "hidden" or card.kept_out:
        return "📁 " + visit.say("The adult keeps it.")
    return "👀 " + visit.say("An adult looks at it first.")


def others(visit: Visit, kinds: dict[str, str], name: str, seen: Around, closed: bool = False) -> None:
    """What the others wrote, as far as the room may see it."""
    heading(visit.say("Cards of the others"), 2)
    if not seen.may_look:
        if not closed:
            st.text(visit.say("You see them once you have stuck a card yourself."))
        return
    if not seen.others:
        st.text(visit.say("There are none yet."))
    most = AT_ONCE + int(st.session_state.get(f"more_{name}", 0))
    for card in seen.others[:most]:
        with st.container(key=f"card_of_{card.id}", border=True):
            _card(kinds, card)
            if not closed:
                st.button(
                    visit.say("Build on this"), key=f"build_{card.id}", icon="🌱", on_click=draft(name).update,
                    kwargs={"from": card.id},
                )  # fmt: skip
    if len(seen.others) > most:
        st.button(visit.say("More cards"), key=f"more_cards_{name}", on_click=_more, args=(f"more_{name}",))


def _more(name: str) -> None:
    st.session_state[name] = int(st.session_state.get(name, 0)) + AT_ONCE


def _card(kinds: dict[str, str], card: Card) -> None:
    with st.container(key=f"kind_{card.kind}_{card.id}"):
        st.text(kinds.get(card.kind, ""))
    st.text(card.label)
    if card.born_of:
        st.text(f"🌱 {card.born_of}")
