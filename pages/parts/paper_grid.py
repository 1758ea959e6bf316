"""What was done on paper, typed in: the sheets and how many filled each in, and a grid for every activity."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from sqlmodel import Session

from consultations.drafting.view import QuestionView
from consultations.observing import paper, typed
from consultations.observing import seats as table_of
from consultations.observing.cells import whole
from consultations.observing.pacing import Pace
from consultations.observing.seats import MOST_SHEETS, Seat
from consultations.shapes import MISSING, Canvas, Cards, Control, Pin, Refused
from consultations.stages import stage_of
from models import store
from pages import components
from pages.parts import text
from pages.parts.deeds import again, do
from pages.parts.frame import Visit
from pages.parts.words import MISSING as MISSING_WORDS
from pages.parts.words import named

SHOWN = 30
Keep = Callable[[Session, str, Mapping[str, str]], object]
"""Keeps one row, or says why it cannot."""


def sheets(visit: Visit, session_id: str, pace: Pace, table: tuple[Seat, ...]) -> None:
    """How many sheets there are; and for each how many children, in which language, and their own yes."""
    waits = not table or any(one.assent is None for one in table)
    with st.expander(visit.say("Sheets of paper"), expanded=pace.devices == "none" and waits, icon="📄"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            count = st.number_input(visit.say("How many sheets?"), 1, MOST_SHEETS, max(len(table), 6), 1, key="sheets")
            if (
                st.button(visit.say("Number the sheets"), key="number_sheets", type="primary")
                and do(visit, table_of.seat, session_id, int(count))[0]
            ):
                st.rerun()
        if not table:
            st.text(visit.say("Each sheet has a number only: P1, P2 … Write no names anywhere."))
            return
        everybody = visit.say("All said yes, and their parents' permission is here")
        if waits and st.button(everybody, key="everybody") and do(visit, table_of.everybody_joins, session_id)[0]:
            st.rerun()
        _sheets_grid(visit, session_id, pace, table)


def _sheets_grid(visit: Visit, session_id: str, pace: Pace, table: tuple[Seat, ...]) -> None:
    yes = [["", "…"], ["yes", visit.say("joins in")], ["no", visit.say("sits out")]]
    here = [["no", visit.say("no")], ["yes", visit.say("yes")]]
    columns: list[dict[str, Any]] = [
        {"name": "size", "head": visit.say("Children"), "takes": "number", "longest": 2},
        {"name": "permission", "head": visit.say("Permission is here"), "choices": here},
        {"name": "assent", "head": visit.say("Says"), "choices": yes},
    ]
    if pace.language == "both":
        columns.insert(1, {"name": "language", "head": visit.say("Language"), "choices": [["nl", "NL"], ["fr", "FR"]]})
    rows = [
        {
            "id": str(one.number),
            "label": one.pseudonym,
            "cells": {
                "size": str(one.size),
                "language": one.language,
                "permission": "yes" if one.permission else "no",
                "assent": "no" if one.out else one.assent or "",
            },
        }
        for one in table
    ]

    def keep(db: Session, row: str, cells: Mapping[str, str]) -> None:
        number = _number(row)
        table_of.resize(db, visit.who, session_id, number, whole(cells.get("size", "")))
        if cells.get("language"):
            table_of.speak(db, visit.who, session_id, number, cells["language"])
        if cells.get("assent"):
            permission = cells.get("permission") == "yes"
            table_of.say(db, visit.who, session_id, number, assent=cells["assent"], permission=permission)

    _grid(visit, f"sheets_{session_id}", columns, rows, keep)


def draw(visit: Visit, session_id: str, pace: Pace, question: QuestionView, table: tuple[Seat, ...]) -> None:
    """The grid of one activity; of each round of a vote by itself."""
    joined = [one for one in table if one.talks]
    if not joined or not question.how.asks:
        return
    language = pace.language if pace.language in ("nl", "fr") else "fr" if visit.language == "fr" else "nl"
    with store.reading() as db:
        sheet = paper.sheet(db, visit.who, session_id, question.id)
    control = sheet.controls[language]
    st.divider()
    text.heading(visit.say("From paper: sheet {id}", id=sheet.id), 3)
    match control:
        case Cards():
            _cards(visit, session_id, question, control, joined)
        case Canvas():
            st.text(visit.say("Drawings on paper stay on paper: keep them with the sheets."))
        case Pin(pages=()):
            st.text(visit.say("This version has no pages: there is nothing to type in."))
        case _:
            _answers(visit, session_id, pace, question, control, joined)


def _answers(
    visit: Visit, session_id: str, pace: Pace, question: QuestionView, control: Control, joined: Sequence[Seat]
) -> None:
    stands, round_ = stage_of(pace.stages, question.id).round, 1
    if question.how.votes and stands == 2:
        round_ = st.segmented_control(
            visit.say("Which round?"), [1, 2], default=2, key=f"paper_round_{question.id}",
            format_func=lambda at: visit.say("Round {n}", n=at),
        ) or 2  # fmt: skip
    with store.reading() as db:
        there = paper.entered(db, visit.who, session_id, question.id, round_)
    meant = "\n".join(f"{at}  {words}" for at, words in typed.legend(control))
    if meant:
        text.paragraph(meant)
    if isinstance(control, Pin):
        st.text(visit.say("One pin in each field: page, sign, place, words. For instance: 2 + b3 nice"))
    reasons = [["", "…"], *([code, named(visit, MISSING_WORDS, code)] for code in MISSING)]
    columns: list[dict[str, Any]] = [
        {"name": one.name, "head": one.head or visit.say("Words"), "takes": one.takes, "about": one.about,
         "longest": one.longest} for one in typed.columns(control)
    ]  # fmt: skip
    columns.append({"name": "missing", "head": visit.say("Not answered"), "choices": reasons})
    rows = [_row(visit, one, control, there.get(one.number)) for one in joined]

    def keep(db: Session, row: str, cells: Mapping[str, str]) -> None:
        raw = typed.read_cells(control, {name: said for name, said in cells.items() if name != "missing"})
        missing = None if raw is not None else cells.get("missing") or "skipped"
        paper.enter(db, visit.who, session_id, _number(row), question.id, raw, missing, round_)

    _grid(visit, f"{session_id}_{question.id}_{round_}", columns, rows, keep)


def _row(visit: Visit, one: Seat, control: Control, kept: tuple[Any, str | None] | None) -> dict[str, Any]:
    value, missing = kept or (None, None)
    cells = typed.show_cells(control, value) | {"missing": missing or ""}
    said = visit.say("With the safeguarding person.") if kept == (None, None) else ""
    return {"id": str(one.number), "label": one.pseudonym, "cells": cells, "said": said}


def _cards(visit: Visit, session_id: str, question: QuestionView, control: Cards, joined: Sequence[Seat]) -> None:
    columns: list[dict[str, Any]] = [
        {"name": "sheet", "head": visit.say("Sheet"), "choices": [[str(one.number), one.pseudonym] for one in joined]},
        {"name": "kind", "head": visit.say("Kind"), "choices": [[one.key, one.label] for one in control.kinds]},
        {"name": "words", "head": visit.say("Words"), "takes": "words", "longest": control.longest + 1},
        {"name": "emoji", "head": "☺", "choices": [["", "…"], *([one, one] for one in control.emoji)]},
    ]

    def keep(db: Session, row: str, cells: Mapping[str, str]) -> None:
        raw = {"kind": cells.get("kind"), "words": cells.get("words", ""), "emoji": cells.get("emoji", ""), "from": ""}
        paper.enter_card(db, visit.who, session_id, _number(cells.get("sheet", "")), question.id, row, raw)

    _grid(visit, f"{session_id}_{question.id}_cards", columns, [], keep, adds=True, carried=["sheet", "kind"])
    with store.reading() as db:
        there = paper.cards_entered(db, visit.who, session_id, question.id)
    with st.expander(visit.count("{n} card typed in", "{n} cards typed in", len(there)), icon="🗒️"):
        for number, card in there[-SHOWN:]:
            with st.container(horizontal=True, vertical_alignment="center", key=f"typed_{card.id}"):
                text.paragraph(f"P{number}  {card.label}")
                if st.button("✕", key=f"strike_{card.id}", help=visit.say("Take it away")):
                    do(visit, paper.strike_card, card.id)
                    again()


def _grid(
    visit: Visit, name: str, columns: list[dict[str, Any]], rows: list[dict[str, Any]], keep: Keep, **told: Any
) -> None:
    """The grid itself, and keeping what comes out of it: each row by itself, each change once."""
    kept: dict[str, str] = st.session_state.setdefault(f"grid_kept_{name}", {})
    said: dict[str, str] = st.session_state.setdefault(f"grid_said_{name}", {})
    words = {
        "sheet": "" if told.get("adds") else visit.say("Sheet"),
        "new": visit.say("new"),
        "waiting": visit.say("not kept yet"),
    }
    queue = components.grid(name, columns, rows, kept=kept, said=said, words=words, **told)
    known = {one["name"] for one in columns}
    fresh = [one for one in queue if isinstance(one, dict) and kept.get(str(one.get("row"))) != one.get("stamp")]
    for one in fresh:
        row, given = str(one.get("row", "")), one.get("cells")
        cells = {str(at): str(words) for at, words in given.items() if at in known} if isinstance(given, dict) else {}
        keep_row(visit, row, cells, keep, said)
        kept[row] = str(one.get("stamp", ""))
    if fresh:
        again()


def keep_row(visit: Visit, row: str, cells: Mapping[str, str], keep: Keep, said: dict[str, str]) -> None:
    """One row in one transaction. Refused, it stays on the screen as it was typed, with one sentence beside it."""
    said.pop(row, None)
    try:
        with store.session() as db:
            keep(db, row, cells)
    except Refused as why:
        said[row] = visit.say(why.sentence, **why.holes)


def _number(row: str) -> int:
    return int(row) if row.isdecimal() and len(row) < 3 else 0
