"""Our few browser components: the page's language, a form to our own routes, reading aloud. Plain ES modules."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

SPOKEN = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB"}
SLOW, PLAIN = 0.85, 0.95

HTML = {"read_aloud": '<button type="button" hidden>🔊 <span></span></button>'}
CSS = {"read_aloud": "read_aloud.css"}


@cache
def _component(name: str) -> Callable[..., Any]:
    """One of our components. Made when first drawn: outside a running page Streamlit does not know them."""
    return st.components.v2.component(
        f"pages.components.{name}", html=HTML.get(name, "<span hidden></span>"), css=CSS.get(name), js=f"{name}.js"
    )


def page(language: str, *, child: bool = False) -> None:
    """Tell the browser in which language this page is; on a child's screen, also to leave when another tab does."""
    _component("page")(data={"lang": SPOKEN[language], "language": language, "child": child}, key="page", height=1)


def screen(name: str) -> None:
    """Tell the browser which screen this is: a new one begins at its top."""
    _component("screen")(data={"name": name}, key="screen", height=1)


def go(path: str, fields: Mapping[str, str] | None = None, *, after_s: int = 0) -> None:
    """Send a form to one of our own routes, at once or after a while."""
    _component("go")(
        data={"path": path, "fields": dict(fields or {}), "after_s": after_s}, key=f"go{path[:5]}", height=1
    )


def read_aloud(label: str, lines: Sequence[str], language: str, *, slow: bool) -> None:
    """A button that reads these lines aloud, if the device has a voice of its own for the language."""
    _component("read_aloud")(
        data={
            "label": label,
            "lines": list(lines),
            "lang": SPOKEN[language],
            "rate": SLOW if slow else PLAIN,
        },
        key="read_aloud",
        height="content",
    )
