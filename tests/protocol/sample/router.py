"""The sample's pages: a little of everything a tab must be able to do. What is pressed is noted in a file."""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
import streamlit as st

HERE = Path(__file__).parent
NOTES = HERE / "notes.txt"
PATIENCE = 5.0

plain = st.components.v2.component("plain", html="<p></p>")


def note(words: str) -> None:
    with NOTES.open("a") as file:
        file.write(f"{words}\n")


def count(name: str) -> int:
    st.session_state[name] = st.session_state.get(name, 0) + 1
    return st.session_state[name]


def answer() -> None:
    st.text(f"runs {count('runs')}")
    mood = st.radio("Mood", ["glad", "sad"], index=None, key="mood")
    loud = st.checkbox("Loud")
    locked = st.checkbox("Locked", disabled=True)
    story = st.text_area("Story")
    st.text(f"mood {mood}, loud {loud}, locked {locked}, story {len(story)} [{story[-3:]}]")
    with st.form("letter", clear_on_submit=True):
        title = st.text_input("Title", max_chars=40)
        stamp = st.selectbox("Stamp", ["1", "2"], index=None)
        sent = st.form_submit_button("Send")
    st.text(f"sent {sent}, title {title}, stamp {stamp}")


@st.fragment
def inside() -> None:
    st.text(f"inside {count('inside')}")
    if st.button("Press inside"):
        note("pressed inside")


def press() -> None:
    st.text(f"runs {count('runs')}")
    if st.button("Press"):
        note("pressed")
    if st.button("Press, then wait for another"):
        note("pressed")
        patience = time.monotonic() + PATIENCE
        while NOTES.read_text().count("pressed") < 2:
            if time.monotonic() > patience:
                note("nobody came")
                break
            time.sleep(0.01)
    if st.button("Keep"):
        try:
            (HERE / "kept").touch(exist_ok=False)
            note("kept")
        except FileExistsError:
            note("kept before")
    if st.button("Locked button", disabled=True):
        note("pressed what is locked")
    inside()


@st.fragment(run_every=0.05)
def ticking() -> None:
    st.text(f"ticks {count('ticks')}")


def parts() -> None:
    st.markdown("long " * 4000)
    plain(key="ticket", data={"ticket": "t-1", "to": "/in"})
    plain(key="table", data={"rows": pd.DataFrame({"n": [1]}), "title": "Two"})
    plain(key="bytes", data=b"\x00")
    plain(key="empty")
    file = st.file_uploader("Paper")
    st.text(f"paper {file.read().decode() if file else None}")
    st.text(f"seat {st.context.cookies.get('__Host-seat')}, query {st.query_params.to_dict()}")
    if st.button("Break"):
        raise ValueError("broken")
    if st.button("Move on"):
        st.switch_page(pages[1])
    ticking()


pages = [st.Page(answer, default=True), st.Page(press), st.Page(parts, title="All the parts")]
language = st.sidebar.radio("Language", ["nl", "fr"])
here = st.navigation(pages)
st.text(f"language {language}")
here.run()
