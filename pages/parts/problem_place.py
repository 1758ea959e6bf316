"""Where in a tool a problem is: how it is said, how it is shown on the picture, and how somebody says it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from consultations import picturing
from consultations.interchange import marking
from consultations.shapes import Choice, Refused, Words
from consultations.tooling import places
from consultations.tooling.view import Piece, ToolView
from models import store
from pages.parts import pinning, text
from pages.parts.frame import Visit
from translations import N_

KINDS = {
    "page": N_("On a picture"),
    "card": N_("On a card"),
    "minute": N_("In the film"),
    "task": N_("In a task"),
    "elsewhere": N_("Somewhere else"),
}
Place = Mapping[str, Any]
Known = tuple[Piece, int, int]
"""A piece as it is in the newest version that has it, its place there, and the number of that version."""
SHORT = 60
"""Signs. What a film is called is a description; in a list its beginning is enough."""


@dataclass(frozen=True)
class Ground:
    """What problems of a tool can be pinned on: the tool with its pages, and the tasks it is tested with, by stem."""

    tool: ToolView
    tasks: Mapping[str, Words]

    def pictured(self) -> dict[str, Known]:
        """What has a picture, by stem."""
        return self._pieces(lambda one: bool(one.picture_id))

    def films(self) -> dict[str, Known]:
        """What is a link, by stem: to a film, as far as one can know."""
        return self._pieces(lambda one: one.kind == "link")

    def _pieces(self, which: Callable[[Piece], bool]) -> dict[str, Known]:
        found: dict[str, Known] = {}
        for version in self.tool.versions:
            for at, one in enumerate(version.pieces):
                if which(one):
                    found.setdefault(one.stem, (one, at + 1, version.number))
        return found


def named(visit: Visit, ground: Ground, stem: str) -> str:
    """What a page or a thing with a picture is called, and of which version it is when the newest has it no more."""
    known = ground.pictured().get(stem)
    if known is None:
        return visit.say("A page that was taken out")
    piece, at, number = known
    words = piece.words.get(visit.shown) if piece.kind == "object" else ""
    called = words or visit.say("Page {number}", number=at)
    return called if number == ground.tool.versions[0].number else f"{called} (v{number})"


def where(visit: Visit, ground: Ground, place: Place) -> str:
    """A place in a few words."""
    match place.get("kind"):
        case "page":
            return f"{named(visit, ground, place['stem'])} · {places.square_of(place['x'], place['y'])}"
        case "card":
            return visit.say("Card: {card}", card=place["card"])
        case "minute":
            minute, film = places.written_of(place["second"]), _film(visit, ground, place)
            if film:
                return visit.say("In “{film}”, at {minute}", film=film, minute=minute)
            return visit.say("In the film, at {minute}", minute=minute)
        case "task":
            task = ground.tasks.get(place["stem"], {})
            return task.get(visit.shown) or "…"
    return visit.say("Somewhere else")


def _film(visit: Visit, ground: Ground, place: Place) -> str:
    """Which film a minute is in, where there is more than one to choose from."""
    films = ground.films()
    if "stem" not in place or len(films) < 2:
        return ""
    if place["stem"] not in films:
        return visit.say("A film that was taken out")
    return _called(visit, films[place["stem"]][0])


def _called(visit: Visit, film: Piece) -> str:
    words = film.words.get(visit.shown) or film.link
    return words if len(words) <= SHORT else f"{words[:SHORT].rstrip()}…"


def shown(visit: Visit, ground: Ground, place: Place, number: int) -> bool:
    """The picture that a problem is pinned on, with its number on the spot. Returns whether there is one."""
    known = ground.pictured().get(place.get("stem", "")) if place.get("kind") == "page" else None
    if known:
        marks = [(str(number), place["x"], place["y"])]
        words = visit.say("{place}, with a mark where problem {n} is", place=where(visit, ground, place), n=number)
        st.image(_drawn(visit, known[0], marks), width=420, alt=words)
    return known is not None


def kept(before: object) -> Literal["session"] | None:
    """What was typed of a new problem waits while somebody looks at another; of one there is, it does not."""
    return None if before else "session"


def place(visit: Visit, ground: Ground, key: str, before: Place | None = None) -> dict[str, Any] | None:
    """Let somebody say where a problem is; None as long as they have not."""
    old = before or {}
    offered = [
        one for one in KINDS
        if one == old.get("kind") or {"page": bool(ground.pictured()), "task": bool(ground.tasks)}.get(one, True)
    ]  # fmt: skip
    kind = st.segmented_control(
        visit.say("Where is it?"), offered, default=old.get("kind"), key=f"{key}_kind", persist_state=kept(before),
        format_func=lambda one: visit.say(KINDS[one]),
    )  # fmt: skip
    there = {"page": ground.pictured, "minute": ground.films}.get(kind or "")
    if there and kind == old.get("kind") and "stem" in old and old["stem"] not in there():
        st.caption(visit.say("The page or film it was on has been taken out. It stays where it was."))
        return dict(old)
    match kind:
        case "page":
            return _on_picture(visit, ground, key, old if old.get("kind") == kind else {})
        case "card":
            card = st.text_input(
                visit.say("Name or number of the card"),
                old.get("card", ""),
                places.LONGEST_CARD,
                key=f"{key}_card",
                persist_state=kept(before),
            )
            return {"kind": kind, "card": card}
        case "minute":
            return _in_film(visit, ground, key, old)
        case "task":
            return _in_task(visit, ground, key, old)
    return {"kind": kind} if kind else None


def _on_picture(visit: Visit, ground: Ground, key: str, old: Place) -> dict[str, Any] | None:
    """A spot on one of the pages: tapped, or by the keyboard."""
    pages = [
        Choice(stem, named(visit, ground, stem), str(known[0].picture_id)) for stem, known in ground.pictured().items()
    ]
    before = {"page": old["stem"], "x": old["x"], "y": old["y"], "kind": "", "words": ""} if old else None
    pin = pinning.one_pin(visit, key, pages, before)
    return {"kind": "page", "stem": pin["page"], "x": pin["x"], "y": pin["y"]} if isinstance(pin, dict) else None


def _in_film(visit: Visit, ground: Ground, key: str, old: Place) -> dict[str, Any] | None:
    """A minute of the film; of which one, where there are more."""
    films = ground.films()
    stems = list(films)
    stem = stems[0] if stems else None
    if len(stems) > 1:
        stem = st.selectbox(
            visit.say("Which film?"), stems, stems.index(old["stem"]) if old.get("stem") in stems else None,
            key=f"{key}_film", persist_state=kept(old), placeholder="…",
            format_func=lambda one: text.listed(_called(visit, films[one][0])),
        )  # fmt: skip
    written = st.text_input(
        visit.say("At which minute? Minutes and seconds, such as 3:20"),
        places.written_of(old["second"]) if "second" in old else "",
        8,
        key=f"{key}_minute",
        persist_state=kept(old),
        placeholder="3:20",
    )
    if not written or (stems and stem is None):
        return None
    try:
        return {"kind": "minute", **({"stem": stem} if stem else {}), "second": places.second_of(written)}
    except Refused as why:
        st.warning(visit.refusal(why))
        return None


def _in_task(visit: Visit, ground: Ground, key: str, old: Place) -> dict[str, Any] | None:
    stems = list(ground.tasks)
    if old.get("kind") == "task" and old["stem"] not in stems:
        stems.append(old["stem"])
    stem = st.selectbox(
        visit.say("Which task?"), stems, stems.index(old["stem"]) if old.get("kind") == "task" else None,
        key=f"{key}_task", persist_state=kept(old), placeholder="…",
        format_func=lambda one: text.listed(ground.tasks.get(one, {}).get(visit.shown) or "…"),
    )  # fmt: skip
    return {"kind": "task", "stem": stem} if stem else None


def _drawn(visit: Visit, piece: Piece, marks: list[marking.Mark]) -> str:
    with store.reading() as db:
        data = picturing.look(db, visit.who, str(piece.picture_id)).data
    return marking.marked(data, marks)
