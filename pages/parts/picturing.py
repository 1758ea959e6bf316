"""Pictures of the organisation where a question is written: bring one in, choose some, say what they show."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from consultations import picturing
from consultations.interchange import pictures
from consultations.shapes import Choice, Refused
from models import store
from pages import components
from pages.http.address import public_url
from pages.parts import text
from pages.parts.frame import Visit

ACROSS = 3


def choose(visit: Visit, chosen: Sequence[Mapping[str, str]], most: int, key: str) -> list[dict[str, str]]:
    """The pictures that were chosen by now, each with what it shows in both languages."""
    st.text(visit.say("Pictures children can use. Say in a few words what each shows: it is read aloud."))
    _bring_in(visit, key)
    with store.reading() as db:
        offered = picturing.pictures(db, visit.who)
    said = {one["key"]: one for one in chosen}
    filled: list[dict[str, str]] = []
    for first in range(0, len(offered), ACROSS):
        row = offered[first : first + ACROSS]
        for column, picture_id in zip(st.columns(ACROSS), row, strict=False):
            with column, st.container(border=True):
                words = said.get(picture_id, {})
                st.image(address(picture_id), width="stretch", alt=words.get(visit.language) or visit.say("A picture"))
                taken = st.checkbox(visit.say("Use it"), picture_id in said, key=f"{key}_{picture_id}")
                if taken and len(filled) < most:
                    filled.append(_words(words, picture_id, key))
    return filled


def pick_own(offered: Sequence[Choice], before: str, key: str) -> str:
    """The picture of the organisation that a child chose for a panel, or "". Tapped again, it is put back."""
    if not offered:
        return ""
    known = [one.key for one in offered]
    chosen = str(st.session_state.setdefault(f"own_{key}", before if before in known else ""))
    for first in range(0, len(offered), ACROSS):
        for column, one in zip(st.columns(ACROSS), offered[first : first + ACROSS], strict=False):
            with column:
                st.image(address(one.picture), width="stretch", alt=one.label)
                taken = one.key == chosen
                st.button(
                    ("✓ " if taken else "") + text.one_line(one.label), key=f"own_{key}_{one.picture}", width="stretch",
                    type="primary" if taken else "secondary", on_click=_put,
                    args=(f"own_{key}", "" if taken else one.key),
                )  # fmt: skip
    return chosen


def _put(name: str, key: str) -> None:
    st.session_state[name] = key


def address(picture_id: str) -> str:
    """Where a picture is to be had."""
    return f"{public_url()}/picture/{picture_id}"


def _words(words: Mapping[str, str], picture_id: str, key: str) -> dict[str, str]:
    place = f"{key}_{picture_id}"
    return {
        "key": picture_id,
        "nl": st.text_input("NL", words.get("nl", ""), 120, key=f"{place}_nl"),
        "fr": st.text_input("FR", words.get("fr", ""), 120, key=f"{place}_fr"),
    }


def _bring_in(visit: Visit, key: str) -> None:
    """A file, made clean the moment it is here; the same file again brings nothing in twice."""
    state = st.session_state
    turn = state.setdefault(f"{key}_turn", 0)
    file: Any = components.pick_file(
        f"{key}_file_{turn}", ".png,.jpg,.jpeg", visit.say("Bring in a picture (PNG or JPEG)"),
        visit.say(pictures.TOO_BIG, n=pictures.LARGEST // 1024**2),
    )  # fmt: skip
    if not file:
        return
    try:
        clean = pictures.clean(*file)
        with store.session() as db:
            picturing.keep_picture(db, visit.who, clean)
    except Refused as why:
        st.warning(text.one_line(visit.refusal(why)))
        return
    state[f"{key}_turn"] = turn + 1
    st.rerun()
