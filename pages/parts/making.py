"""Controls to make, vote and sort with: every one by a tap, none by dragging; and what comes of a tap is kept at once.

Each returns what is given now, or None while nothing changed. What a tap gives goes to `keep`, when there is one,
before anything is drawn: another tap, or the leader, can then no longer come in between.
"""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from consultations.collecting.around import Around
from consultations.questions.agree_pass import STANCES
from consultations.questions.card_sort import LONGEST_NAME
from consultations.questions.drawing import MOST_NUMBERS, MOST_STROKES, WIDTHS
from consultations.questions.storyboard import OWN
from consultations.shapes import Duel, Panels, Piles, Stances, Stickers
from pages import components
from pages.parts import picturing
from pages.parts.frame import Visit
from pages.parts.text import heading, one_line

DOT = "●"
NAMELESS = "…"
Keep = Callable[[Any], None] | None


def tap(label: str, key: str, value: Any, keep: Keep, **look: Any) -> Any:
    """A button that gives `value`: to `keep`, or else back. `label` was made safe."""
    if keep is None:
        return value if st.button(label, key=key, **look) else None
    st.button(label, key=key, on_click=keep, args=(value,), **look)
    return None


def stickers(visit: Visit, control: Stickers, given: Any, key: str, keep: Keep) -> dict[str, int] | None:
    """A tap on a card sticks a sticker on it; another button takes one off."""
    stuck = dict(given) if isinstance(given, Mapping) else {}
    left = control.dots - sum(stuck.values())
    st.text(visit.count("You have {n} sticker left.", "You have {n} stickers left.", left))
    most = control.per_option
    if most < control.dots:
        st.text(visit.count("At most {n} sticker on one card.", "At most {n} stickers on one card.", most))
    changed = None
    for choice in control.choices:
        has = stuck.get(choice.key, 0)
        with st.container(key=f"sticker_{key}_{choice.key}", horizontal=True, vertical_alignment="center"):
            shown = f"{one_line(choice.label)}  {one_line(DOT * has)}"
            kind = "primary" if has else "secondary"
            more = {**stuck, choice.key: has + 1}
            tapped = tap(shown, f"stick_{key}_{choice.key}", more, keep, type=kind, width="stretch", wrap=True)
            changed = tapped or changed
            if has:
                less = {name: times - (name == choice.key) for name, times in stuck.items()}
                less = {name: times for name, times in less.items() if times}
                tapped = tap(visit.say("Take one off"), f"unstick_{key}_{choice.key}", less, keep, icon="➖")
                changed = changed if tapped is None else tapped
    return changed


def duel(visit: Visit, control: Duel, given: Any, key: str, seen: Around | None, keep: Keep) -> list[list[str]] | None:
    """Two cards, which one? Or neither. A pair has its own buttons: a second tap never chooses in the next pair."""
    chosen = [list(one) for one in given] if isinstance(given, list) else []
    words = {one.key: one.label for one in control.choices}
    pair = seen.pair if seen else tuple(words)[:2]
    if not pair or len(pair) < 2:
        st.success(visit.say("You have seen them all. Thank you!"))
        return None
    of = min(control.rounds, len(words) * (len(words) - 1) // 2)
    st.text(visit.say("{number} of {of}", number=len(chosen) + 1, of=of))
    st.text(visit.say("What do you choose?"))
    left, right = pair
    this = f"{key}_{left}_{right}"
    taps = []
    with st.container(key=f"duel_{key}"):
        columns = st.columns(2)
        for column, one in zip(columns, (left, right), strict=True):
            with column:
                said, more = one_line(words.get(one, NAMELESS)), [*chosen, [left, right, one]]
                taps.append(tap(said, f"pick_{this}_{one}", more, keep, width="stretch", wrap=True))
    neither = [*chosen, [left, right, ""]]
    taps.append(tap(visit.say("I cannot choose"), f"neither_{this}", neither, keep, width="stretch"))
    return next((one for one in taps if one), None)


def stances(
    visit: Visit, control: Stances, given: Any, key: str, seen: Around | None, keep: Keep
) -> dict[str, int] | None:
    """One statement after another: agree, disagree, or pass."""
    taken = dict(given) if isinstance(given, Mapping) else {}
    words = {one.key: one.label for one in control.choices}
    statement = seen.statement if seen else next((one for one in words if one not in taken), None)
    if statement is None:
        st.success(visit.say("You have seen them all. Thank you!"))
        return None
    done = sum(one in taken for one in words)
    st.text(visit.say("{number} of {of}", number=done + 1, of=len(words)))
    with st.container(key=f"statement_{key}", border=True):
        heading(words.get(statement, NAMELESS), 2)
    agree, disagree, pass_ = STANCES
    taps = []
    with st.container(key=f"stance_{key}", horizontal=True):
        for stance, icon, said in (
            (agree, "👍", visit.say("I agree")),
            (disagree, "👎", visit.say("I do not agree")),
            (pass_, "⏭️", visit.say("Pass")),
        ):
            more = {**taken, statement: stance}
            look = {"icon": icon, "width": "stretch", "wrap": True}
            taps.append(tap(said, f"take_{key}_{statement}_{stance}", more, keep, **look))
    return next((one for one in taps if one), None)


def piles(visit: Visit, control: Piles, given: Any, key: str, keep: Keep) -> dict[str, Any] | None:
    """One card at a time, the piles as buttons. A card in a pile can be tapped to be moved."""
    value = given if isinstance(given, Mapping) else {"cards": {}, "names": {}}
    laid, named = dict(value["cards"]), dict(value["names"])
    cards = {one.key: one.label for one in control.cards}
    held = st.session_state.get(f"{key}_hand")
    hand = held if held in cards else next((one for one in cards if one not in laid), None)
    own = [f"own_{at}" for at in range(1, control.own + 1)]
    there = {one.key: one.label for one in control.piles}
    there |= {one: _called(visit, own, named, one) for one in own if one in laid.values() or one in named}
    lies = None
    if hand is None:
        st.success(visit.say("All cards lie in a pile. Tap a card to move it."))
    else:
        fresh = next((one for one in own if one not in there), None)
        lies = _lay(visit, key, (hand, cards[hand]), there, fresh, value, _laid_down(key, keep))
    for pile in there:
        inside = {one: words for one, words in cards.items() if laid.get(one) == pile}
        name = named.get(pile, NAMELESS) if pile in own else there[pile]
        renamed = _pile(visit, key, pile, name, inside, pile in own)
        if renamed is not None:
            named[pile] = renamed
    now = {"cards": laid, "names": {pile: name for pile, name in named.items() if pile in laid.values()}}
    return lies or (None if now == value or not laid else now)


def _lay(
    visit: Visit,
    key: str,
    hand: tuple[str, str],
    there: Mapping[str, str],
    fresh: str | None,
    value: Mapping[str, Any],
    keep: Keep,
) -> Any:
    """The card in hand, and where it may go."""
    card, words = hand
    taps = []
    with st.container(key=f"hand_{key}", border=True):
        heading(words, 2)
    st.text(visit.say("Where does this card belong?"))
    with st.container(key=f"piles_{key}", horizontal=True):
        for pile in [*there, *([fresh] if fresh else [])]:
            new = pile == fresh
            said = visit.say("A new pile") if new else one_line(there[pile])
            names = {**value["names"], **({pile: NAMELESS} if new else {})}
            after = {"cards": {**value["cards"], card: pile}, "names": names}
            place = f"lay_{key}_{card}_{'new' if new else pile}"
            taps.append(tap(said, place, after, keep, icon="➕" if new else "📥", wrap=True))
    return next((one for one in taps if one), None)


def _called(visit: Visit, own: list[str], named: Mapping[str, str], pile: str) -> str:
    """The name of one's own pile, or its number while it has none."""
    name = named.get(pile, NAMELESS)
    return visit.say("My pile {n}", n=own.index(pile) + 1) if name == NAMELESS else name


def _pile(visit: Visit, key: str, pile: str, name: str, inside: Mapping[str, str], own: bool) -> str | None:
    """A pile with its cards. Returns its new name, for one of one's own."""
    renamed = None
    with st.container(key=f"pile_{key}_{pile}", border=True):
        if own:
            written = st.text_input(
                visit.say("Give this pile a name"), "" if name == NAMELESS else name, LONGEST_NAME + 1,
                key=f"name_{key}_{pile}", autocomplete="off", persist_state="session",
            )  # fmt: skip
            renamed = written.strip() or NAMELESS
        else:
            heading(name, 3)
        with st.container(key=f"laid_{key}_{pile}", horizontal=True):
            for card, words in inside.items():
                st.button(
                    one_line(words), key=f"move_{key}_{card}", on_click=_take_up, args=(f"{key}_hand", card),
                    wrap=True,
                )  # fmt: skip
            if not inside:
                st.text(visit.say("Nothing here yet."))
    return renamed


def _laid_down(key: str, keep: Keep) -> Keep:
    """The same, with an empty hand."""

    def and_keep(value: Any) -> None:
        st.session_state.pop(f"{key}_hand", None)
        if keep:
            keep(value)

    return and_keep if keep else None


def _take_up(hand: str, card: str) -> None:
    st.session_state[hand] = card


def panels(visit: Visit, control: Panels, given: Any, key: str) -> list[dict[str, str]] | None:
    """A story in pictures: one tab a picture, each with an emoji and a line of words."""
    before = list(given) if isinstance(given, list) else []
    there = max(control.least, len(before)) + int(st.session_state.get(f"{key}_more", 0))
    there = min(there, control.most)
    st.text(visit.say("Don't write names: not yours and not anyone else's."))
    story = []
    with st.container(key=f"panels_{key}"):
        for at, tab in enumerate(st.tabs([one_line(str(at + 1)) for at in range(there)], key=f"tabs_{key}")):
            with tab:
                story.append(_panel(visit, control, before[at] if at < len(before) else {}, f"{key}_{at}"))
    if there < control.most:
        st.button(visit.say("One more picture"), key=f"more_{key}", icon="➕", on_click=_more, args=(f"{key}_more",))
    while story and not any(story[-1].values()):
        story.pop()
    told(story)
    return story or ([] if before else None)


def _panel(visit: Visit, control: Panels, before: Mapping[str, str], key: str) -> dict[str, str]:
    picture = before.get("picture") or None
    chosen = st.pills(
        visit.say("Choose a picture"), control.pictures, default=picture if picture in control.pictures else None,
        key=f"picture_{key}", persist_state="session",
    )  # fmt: skip
    words = st.text_input(
        visit.say("What happens here?"), before.get("words", ""), control.longest + 1, key=f"caption_{key}",
        autocomplete="off", persist_state="session",
    )  # fmt: skip
    components.letters(f"caption_{key}", letters_of(visit, control.longest), control.longest)
    own = picturing.pick_own(control.own, picture or "", key)
    return {"picture": own or chosen or "", "words": words.strip()}


def _more(name: str) -> None:
    st.session_state[name] = int(st.session_state.get(name, 0)) + 1


def told(story: list[dict[str, str]]) -> None:
    """A story, panel by panel."""
    for at, one in enumerate(story, start=1):
        own = one["picture"].startswith(OWN)
        st.text(" ".join(filter(None, (f"{at}.", "" if own else one["picture"], one["words"]))))
        if own:
            st.image(picturing.address(one["picture"].removeprefix(OWN)), width=160, alt=one["words"])


def letters_of(visit: Visit, longest: int) -> str:
    """How many letters of how many, with a hole for what only the browser knows."""
    return visit.say("{n} of {most} letters", n="{n}", most=longest)


def sheet(visit: Visit, colours: tuple[str, ...], given: Any, key: str) -> dict[str, Any] | list[Any] | None:
    """A sheet to draw on."""
    before = list(given["strokes"]) if isinstance(given, Mapping) else []
    strokes = components.canvas(
        key, before, colours, WIDTHS, {"strokes": MOST_STROKES, "numbers": MOST_NUMBERS},
        {
            "sheet": visit.say("Sheet to draw on. Arrow keys move the pen; the space bar puts it down and lifts it."),
            "hint": visit.say("Draw with your finger, a pen or the mouse. Don't write names."),
            "colours": visit.say("Colour"),
            "colour": [
                visit.say("black"), visit.say("blue"), visit.say("red"), visit.say("green"), visit.say("yellow"),
                visit.say("brown"), visit.say("purple"), visit.say("rubber (white)"),
            ],
            "widths": visit.say("How thick"),
            "width": [visit.say("thin"), visit.say("medium"), visit.say("thick")],
            "undo": visit.say("Undo"),
            "clear": visit.say("Start again"),
            "sure": visit.say("Rub everything out?"),
            "yes": visit.say("Yes, rub out"),
            "no": visit.say("No, keep it"),
            "full": visit.say("Your drawing is full. Rub something out first."),
        },
    )  # fmt: skip
    if strokes is None:
        return None
    return {"strokes": strokes} if strokes else ([] if before else None)
