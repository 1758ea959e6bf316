"""Pins on pages: each page with on it where most pins stand, and the same in one sentence a kind and in a table."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from consultations.interchange.result_rows import label
from consultations.questions.page_remarks import CELLS, ICONS, THIRDS
from consultations.shapes import Group, Pinned, Pins, QuestionResult
from consultations.statistics import heat
from pages import components
from pages.parts import text
from pages.parts.chart_words import TITLES, counted
from pages.parts.frame import Visit
from pages.parts.picturing import address

COLOURS = {"": "#0b4f9e", "like": "#1e7a34", "dislike": "#b3261e", "idea": "#8a5a00"}
NUMBERS = 5
"""In so many spots of a page stands a number."""
ACROSS = 2


def pins(visit: Visit, one: QuestionResult, drawn: Sequence[Group], language: str) -> None:
    """What stands where most, in words; then each page: Dutch, French and everybody beside each other."""
    whole = drawn[-1]
    assert isinstance(whole.detail, Pins)
    kinds = list(dict.fromkeys(row.kind for row in whole.detail.pages))
    for kind in kinds[1:]:
        _most(visit, one, whole, kind, language)
    chosen = st.segmented_control(
        visit.say("Which pins?"), kinds, default="", key=f"pins_{one.stem}_{one.fingerprint[:8]}",
        format_func=lambda kind: kind_of(visit, one, kind, language),
    ) or ""  # fmt: skip
    pages = list(dict.fromkeys(row.page for row in whole.detail.pages))
    across = 1 if len(drawn) > 1 else ACROSS
    for first in range(0, len(pages), across):
        for column, page in zip(st.columns(across), pages[first : first + across], strict=False):
            with column:
                _page(visit, one, drawn, page, chosen, language)
    st.caption(visit.say("A number says how many pins stand there, close together."))
    if any(_placed(group, page, chosen) for group in drawn[:-1] for page in pages):
        st.caption(visit.say("In one language a page has nine parts, and a number says how many put a pin in it."))


def _most(visit: Visit, one: QuestionResult, whole: Group, kind: str, language: str) -> None:
    """The page that got most of a kind, and where on it."""
    assert isinstance(whole.detail, Pins)
    row = max((row for row in whole.detail.pages if row.kind == kind), key=lambda row: row.contributors)
    if row.contributors:
        text.paragraph(
            visit.say(
                "{kind}: most on “{page}”, by {n} of {of}. There: {where}.",
                kind=kind_of(visit, one, kind, language), page=label(one, row.page)[language], n=row.contributors,
                of=counted(visit, whole), where=where(visit, one, whole.detail, row, language, 2),
            )
        )  # fmt: skip


def _page(visit: Visit, one: QuestionResult, drawn: Sequence[Group], page: str, kind: str, language: str) -> None:
    """One page. Where it may not be told in one language where pins stand, everybody's map is the larger."""
    text.heading(label(one, page)[language], 4)
    apart, whole = drawn[:-1], drawn[-1]
    mapped = any(_placed(group, page, kind) for group in apart)
    columns = st.columns([1] * len(drawn)) if mapped else st.columns([1, 2]) if apart else [st.container()]
    for at, group in enumerate(apart):
        with columns[at if mapped else 0]:
            _counts(visit, group, page)
            if mapped:
                _map(visit, one, group, page, kind, language)
    if apart and not mapped:
        with columns[0]:
            st.caption(visit.say("Where is not shown by language: in some part of the page too few put a pin."))
    with columns[-1]:
        _counts(visit, whole, page, alone=not apart)
        _map(visit, one, whole, page, kind, language)


def _placed(group: Group, page: str, kind: str) -> bool:
    assert isinstance(group.detail, Pins)
    return any((at.page, at.kind) == (page, kind) for at in group.detail.places)


def _counts(visit: Visit, group: Group, page: str, *, alone: bool = False) -> None:
    """How many put a pin of each kind on a page."""
    assert isinstance(group.detail, Pins)
    if not alone:
        st.markdown(f"**{visit.say(TITLES[group.name])}** · n = {text.one_line(str(group.answered))}")
    rows = [row for row in group.detail.pages if row.page == page and row.kind]
    st.text(" · ".join(f"{ICONS[row.kind]} {row.contributors}" for row in rows))


def _map(visit: Visit, one: QuestionResult, group: Group, page: str, kind: str, language: str) -> None:
    found = group.detail
    assert isinstance(found, Pins)
    row = next(row for row in found.pages if (row.page, row.kind) == (page, kind))
    picture = one.pictures.get(row.page, "")
    soft = bool(found.cells)
    spots = _soft(found, row) if soft else _tiles(found, row)
    told = where(visit, one, found, row, language)
    named = (
        f"{visit.say(TITLES[group.name])}, {label(one, row.page)[language]}, {kind_of(visit, one, row.kind, language)}"
    )
    components.heat(
        f"{one.stem}_{one.fingerprint[:8]}_{group.name}_{row.page}", address(picture) if picture else "",
        f"{named}: {told}", CELLS if soft else THIRDS, spots, COLOURS[row.kind],
    )  # fmt: skip


def _soft(found: Pins, row: Pinned) -> list[dict[str, Any]]:
    """A spot for each cell, the stronger the more pins are close to it: as strong on one page as on another."""
    pages: dict[str, dict[tuple[int, int], int]] = {row.page: {}}
    for at in found.cells:
        if at.kind == row.kind:
            pages.setdefault(at.page, {})[at.x or 0, at.y or 0] = at.pins
    every = {page: heat.spots(cells, NUMBERS) for page, cells in pages.items()}
    most = max((one.close for spots in every.values() for one in spots), default=1)
    return [
        {"x": one.x, "y": one.y, "strength": one.close / most, "label": str(one.close) if one.peak else ""}
        for one in every[row.page]
    ]


def _tiles(found: Pins, row: Pinned) -> list[dict[str, Any]]:
    most = max((at.contributors for at in found.places if at.kind == row.kind), default=1)
    return [
        {"x": at.x, "y": at.y, "strength": at.contributors / most, "label": str(at.contributors)}
        for at in _of(found.places, row)
    ]


def _of(rows: Sequence[Pinned], row: Pinned) -> list[Pinned]:
    return [at for at in rows if (at.page, at.kind) == (row.page, row.kind)]


def kind_of(visit: Visit, one: QuestionResult, kind: str, language: str) -> str:
    """What a kind of pin is called; all kinds together have a name too."""
    return f"{ICONS[kind]} {label(one, kind)[language]}" if kind else visit.say("All pins")


def where(visit: Visit, one: QuestionResult, found: Pins, row: Pinned, language: str, most: int = 9) -> str:
    """In which parts of a page most put a pin, and how many did."""
    there = sorted(_of(found.places, row), key=lambda at: -at.contributors)
    return ", ".join(
        f"{label(one, f'place.{THIRDS * (at.y or 0) + (at.x or 0)}')[language]} ({at.contributors})"
        for at in there[:most]
    ) or visit.say("nowhere or not shown")  # fmt: skip
