"""Pieces of the page of tools: what a tool is for, what changed in a version, and what it is made of."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from consultations import picturing
from consultations.interchange import pdf_pages, pictures
from consultations.shapes import CleanPicture, Refused, Words
from consultations.tooling import changing, pieces
from consultations.tooling.view import Piece, ToolView, VersionOf
from models import store
from pages import components
from pages.parts import text
from pages.parts.deeds import do
from pages.parts.frame import Visit
from pages.parts.picturing import address
from translations import N_

FACTS = {
    "title": N_("Title"),
    "goals": N_("What should children learn or be able to do with it?"),
    "audience": N_("For whom is it?"),
}
KINDS = {"page": N_("Pages"), "link": N_("A film or website"), "object": N_("Something to hold")}
SPARE_LINES = 2
ACROSS = 3


def facts(visit: Visit, one: ToolView) -> None:
    """Title, goals, audience, partners."""
    with st.expander(visit.say("Title, goals, audience and partners"), icon="📌"), st.form(f"facts_{one.id}"):
        now = {"title": one.title, "goals": one.goals, "audience": one.audience}
        filled = {}
        for name, words in FACTS.items():
            st.text(visit.say(words))
            filled[name] = twins(now[name], f"{name}_{one.id}_{one.edition}", 600)
        partners = st.text_area(
            visit.say("Partners, one on each line"), "\n".join(one.partners), max_chars=1600,
            key=f"partners_{one.id}_{one.edition}",
        )  # fmt: skip
        if st.form_submit_button(visit.say("Save"), type="primary"):
            _deed(visit, changing.set_tool, one.id, one.edition, filled, partners.splitlines())


def changes(visit: Visit, one: VersionOf) -> None:
    """What is different from the version before."""
    said = visit.count("What changed: {n} line", "What changed: {n} lines", len(one.changes))
    with st.expander(said, icon="🔁"), st.form(f"changes_{one.id}"):
        filled = [
            twins(words, f"change_{one.id}_{one.edition}_{at}", 240)
            for at, words in enumerate([*one.changes, *[{}] * SPARE_LINES])
        ]
        if st.form_submit_button(visit.say("Save"), type="primary"):
            _deed(visit, changing.set_changes, one.id, one.edition, filled)


def twins(words: Words, key: str, longest: int) -> dict[str, str]:
    """A field in each language, side by side."""
    left, right = st.columns(2)
    return {
        "nl": left.text_area("NL", words.get("nl", ""), height=80, max_chars=longest, key=f"{key}_nl"),
        "fr": right.text_area("FR", words.get("fr", ""), height=80, max_chars=longest, key=f"{key}_fr"),
    }


def material(visit: Visit, one: VersionOf) -> None:
    """Everything a version is made of, and how a piece is added."""
    for first in range(0, len(one.pieces), ACROSS):
        for column, at in zip(st.columns(ACROSS), range(first, min(first + ACROSS, len(one.pieces))), strict=False):
            with column, st.container(border=True):
                _piece(visit, one, at, one.pieces[at])
    if not one.pieces:
        st.info(visit.say("Nothing here yet. Add the pages, a link, or a photo of what children will hold."))
    with st.expander(visit.say("Add a piece"), expanded=not one.pieces, icon="➕"):
        kind = st.segmented_control(
            visit.say("What is it?"), list(KINDS), default="page", format_func=lambda at: visit.say(KINDS[at]),
            key=f"kind_{one.id}",
        ) or "page"  # fmt: skip
        {"page": _add_pages, "link": _add_link, "object": _add_object}[kind](visit, one)


def _piece(visit: Visit, version: VersionOf, at: int, one: Piece) -> None:
    words = one.words.get(visit.language) or one.words.get("nl") or ""
    number = visit.say("Page {number}", number=at + 1) if one.kind == "page" else visit.say(KINDS[one.kind])
    st.caption(text.one_line(f"{at + 1} · {number}" if one.kind != "page" else number))
    if one.picture_id:
        st.image(address(one.picture_id), width="stretch", alt=words or visit.say("A picture"))
    if words:
        text.paragraph(words)
    if one.link:
        st.link_button(visit.say("Open in a new tab"), one.link, icon="↗️")
        text.paragraph(one.link)
    with st.container(horizontal=True):
        if at and st.button("⬅️", key=f"left_{one.id}", help=visit.say("Earlier")):
            _deed(visit, pieces.move_piece, one.id, at - 1)
        if at + 1 < len(version.pieces) and st.button("➡️", key=f"right_{one.id}", help=visit.say("Later")):
            _deed(visit, pieces.move_piece, one.id, at + 1)
        with st.popover("✏️", help=visit.say("Change"), key=f"change_{one.id}_{one.edition}"):
            _change(visit, one)
        if st.button("🗑️", key=f"remove_{one.id}", help=visit.say("Take it out")):
            _deed(visit, pieces.remove_piece, one.id)


def _change(visit: Visit, one: Piece) -> None:
    words = twins(one.words, f"piece_{one.id}_{one.edition}", 600)
    link = st.text_input(visit.say("Address"), one.link, 500, key=f"link_{one.id}_{one.edition}")
    fresh = _picked(visit, f"picture_{one.id}_{one.edition}", visit.say("Another picture (PNG or JPEG)"))
    if st.button(visit.say("Save"), key=f"save_{one.id}", type="primary"):
        picture_id = one.picture_id
        if fresh:
            done, picture_id = do(visit, picturing.keep_picture, fresh)
            if not done:
                return
        _deed(visit, pieces.set_piece, one.id, one.edition, words, link if one.kind == "link" else "", picture_id)


def _add_pages(visit: Visit, one: VersionOf) -> None:
    """A picture is one page; a PDF is as many as it has."""
    state = st.session_state
    key = f"pages_{one.id}"
    turn = state.setdefault(f"{key}_turn", 0)
    file = components.pick_file(
        f"{key}_{turn}", ".png,.jpg,.jpeg,.pdf", visit.say("Choose a PDF, a PNG or a JPEG"),
        visit.say(pictures.TOO_BIG, n=pictures.LARGEST // 1024**2),
    )  # fmt: skip
    if not file:
        return
    name, data = file
    try:
        found = pdf_pages.pages(data) if name.lower().endswith(".pdf") else (pictures.clean(name, data),)
        with store.session() as db:
            for each in found:
                picture_id = picturing.keep_picture(db, visit.who, each)
                pieces.add_piece(db, visit.who, one.id, "page", {}, "", picture_id)
    except Refused as why:
        st.warning(visit.refusal(why))
        return
    state[f"{key}_turn"] = turn + 1
    st.rerun()


def _add_link(visit: Visit, one: VersionOf) -> None:
    with st.form(f"link_{one.id}", border=False):
        words = twins({}, f"link_words_{one.id}_{len(one.pieces)}", 600)
        link = st.text_input(visit.say("Address"), "", 500, placeholder="https://", key=f"address_{len(one.pieces)}")
        if st.form_submit_button(visit.say("Add"), type="primary"):
            _deed(visit, pieces.add_piece, one.id, "link", words, link)


def _add_object(visit: Visit, one: VersionOf) -> None:
    words = twins({}, f"object_words_{one.id}_{len(one.pieces)}", 600)
    photo = _picked(visit, f"photo_{one.id}_{len(one.pieces)}", visit.say("A photo of it (PNG or JPEG)"))
    if st.button(visit.say("Add"), key=f"add_object_{one.id}", type="primary"):
        picture_id = None
        if photo:
            done, picture_id = do(visit, picturing.keep_picture, photo)
            if not done:
                return
        _deed(visit, pieces.add_piece, one.id, "object", words, "", picture_id)


def _picked(visit: Visit, key: str, label: str) -> CleanPicture | None:
    file = components.pick_file(
        key, ".png,.jpg,.jpeg", label, visit.say(pictures.TOO_BIG, n=pictures.LARGEST // 1024**2)
    )
    try:
        return pictures.clean(*file) if file else None
    except Refused as why:
        st.warning(visit.refusal(why))
        return None


def _deed(visit: Visit, verb: Callable[..., Any], *given: Any) -> None:
    if do(visit, verb, *given)[0]:
        st.rerun()
