"""Our few browser components: the page's language, a form to our own routes, reading aloud, drawing, following the
leader. Plain ES modules."""

import base64
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import streamlit as st

SPOKEN = {"nl": "nl-BE", "fr": "fr-BE", "en": "en-GB"}
SLOW, PLAIN = 0.85, 0.95
FOLLOW = "follow"

HTML = {
    "read_aloud": '<button type="button" hidden>🔊 <span></span></button>',
    "capture": '<div class="speakers"></div><label hidden><span></span><input maxlength="1000" autocomplete="off" '
    'enterkeyhint="send"></label><p class="hint"></p><p class="waiting" role="status" hidden></p>',
    "letters": "<output></output>",
    "canvas": '<div class="desk"><div class="tools"><fieldset class="colours"></fieldset>'
    '<fieldset class="widths"></fieldset><button type="button" class="undo"></button>'
    '<button type="button" class="clear"></button></div><div class="sure" role="alert" hidden><span></span>'
    '<button type="button" class="yes"></button><button type="button" class="no"></button></div>'
    '<canvas role="application"></canvas><p class="hint"></p></div>',
    "grid": '<div class="scroll"><table><thead><tr></tr></thead><tbody></tbody></table></div>',
    "observe": '<div class="desk"><div class="bar"><div class="tasks" role="group"></div>'
    '<div class="versions" role="group"></div></div><p class="stands" role="status" hidden></p><div class="task"></div>'
    '<div class="cards"></div><p class="waiting" role="status" hidden></p></div>',
    "pin": '<div class="desk"><fieldset class="kinds"></fieldset><p class="hint"></p><div class="pager">'
    '<button type="button" class="earlier"></button><span class="where"></span><button type="button" class="later">'
    '</button></div><div class="page"><div class="sheet" role="application" tabindex="0"><img>'
    '<span class="cross" hidden></span><div class="marks"></div></div></div><p class="said" role="status"></p>'
    '<ol class="list"></ol></div>',
    "heat": '<figure role="img"><img alt=""><div class="spots"></div></figure>',
    "pick_file": '<label hidden><span></span><input type="file"></label><p class="said" role="status" hidden></p>',
}
CSS = {name: f"{name}.css" for name in HTML}


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


def follow(stamp: str, told: Callable[[], None]) -> None:
    """Run the page again as soon as the leader changed something, seen from the `stamp` it is drawn with.

    Before such a run the browser hands in what was being typed, when another screen is to come; then `told` is called.
    """
    _component("follow")(data={"stamp": stamp}, key=FOLLOW, on_moved_change=told, height=1)


def moved() -> str:
    """The stamp of the run the browser asked for last, as far as it is known; not to be believed, only compared."""
    return str(getattr(st.session_state.get(FOLLOW), "moved", None) or "")


def letters(field: str, words: str, most: int) -> None:
    """How many letters there are in the field whose key begins with `field`. `words` has a hole {n} for the number."""
    _component("letters")(data={"field": field, "words": words, "most": most}, key=f"letters_{field}", height="content")


def canvas(
    name: str,
    strokes: Sequence[Any],
    colours: Sequence[str],
    widths: Sequence[int],
    most: Mapping[str, int],
    words: Mapping[str, Any],
) -> list[Any] | None:
    """A sheet to draw on, 1000 by 750. Returns the strokes as the browser says, None when it said nothing yet.

    The browser keeps what is drawn on the sheet called `name` until the page is left; `strokes` is what it begins with.
    """
    held = _component("canvas")(
        data={
            "name": name,
            "strokes": list(strokes),
            "colours": list(colours),
            "widths": list(widths),
            "most": dict(most),
            "words": dict(words),
        },
        key=f"canvas_{name}",
        default={"strokes": None},
        on_strokes_change=_nothing,
        height="content",
    )
    drawn = getattr(held, "strokes", None)
    return list(drawn) if isinstance(drawn, list) else None


def capture(
    session_id: str,
    question_id: str,
    speakers: Sequence[tuple[int, str]],
    language: str,
    kept: Sequence[str],
    words: Mapping[str, str],
) -> list[Any]:
    """A field in which one line is one utterance. Returns what the browser holds that is not `kept` yet, oldest first.

    Each is {"mark", "line", "speaker", "question", "language"}, as the browser says: nothing of it is checked.
    """
    held = _component("capture")(
        data={
            "session": session_id,
            "question": question_id,
            "speakers": [{"number": number, "label": label} for number, label in speakers],
            "language": language,
            "kept": list(kept),
            "words": dict(words),
        },
        key=f"capture_{session_id}",
        default={"queue": []},
        on_queue_change=_nothing,
        height="content",
    )
    queue = getattr(held, "queue", None)
    return list(queue) if isinstance(queue, list) else []


def grid(name: str, columns: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]], **told: Any) -> list[Any]:
    """A grid to type in what stands on paper. Returns the rows the browser holds that are not kept yet.

    Each is {"row", "cells", "stamp"}, as the browser says: nothing of it is checked. `told`: `kept` stamps and
    what was `said`, by row; `words`; with `adds` rows are added, and the columns that are `carried` start filled in.
    """
    held = _component("grid")(
        data={"name": name, "columns": list(columns), "rows": list(rows), "adds": False, "carried": [], **told},
        key=f"grid_{name}",
        default={"queue": []},
        on_queue_change=_nothing,
        height="content",
    )
    queue = getattr(held, "queue", None)
    return list(queue) if isinstance(queue, list) else []


def observe(session_id: str, **told: Any) -> list[Any]:
    """Cards on which is tapped and written what is seen of each child. Returns what the browser holds that is not kept.

    `told`: `state`, `tasks`, `versions`, `children`, `records`, `met`, `problems`, `notes`, `ease`; the stamps that are
    `kept` and those that were `refused`, with why; `words`. Of what comes back nothing is checked: `observing.sent`.
    """
    held = _component("observe")(
        data={"session": session_id, **told},
        key=f"observe_{session_id}",
        default={"queue": []},
        on_queue_change=_nothing,
        height="content",
    )
    queue = getattr(held, "queue", None)
    return list(queue) if isinstance(queue, list) else []


def pin(
    name: str,
    pages: Sequence[Mapping[str, str]],
    pins: Sequence[Mapping[str, Any]],
    kinds: Sequence[Mapping[str, str]],
    most: int,
    words: Mapping[str, str],
    longest: int = 0,
) -> list[Any] | None:
    """Pages to put at most `most` pins on, one page at a time. Returns the pins as the browser says, None: nothing yet.

    A page is {"key", "picture", "alt"}; a kind {"key", "icon", "label"}, and without kinds every pin is of the kind "".
    A pin is {"page", "x", "y", "kind", "words"}, x and y from 0 to 1000; at most `longest` letters of words, 0: none.
    `words`: see `parts/pinning.sentences`. With one pin a tap elsewhere moves it. The browser keeps what was pinned
    under `name` until the page is left; `pins` is what it begins with. Nothing of what it says is checked.
    """
    held = _component("pin")(
        data={
            "name": name,
            "pages": [dict(one) for one in pages],
            "pins": [dict(one) for one in pins],
            "kinds": [dict(one) for one in kinds],
            "most": most,
            "longest": longest,
            "words": dict(words),
        },
        key=f"pin_{name}",
        default={"pins": None},
        on_pins_change=_nothing,
        height="content",
    )
    put = getattr(held, "pins", None)
    return list(put) if isinstance(put, list) else None


def heat(name: str, picture: str, told: str, cells: int, spots: Sequence[Mapping[str, Any]], colour: str) -> None:
    """A picture with on it where most is, in `cells` × `cells`; `told` says the same in words.

    A spot is {"x", "y", "strength", "label"}: its cell, from 0 to 1, and what is written in it or "".
    """
    _component("heat")(
        data={"picture": picture, "told": told, "cells": cells, "spots": [dict(one) for one in spots],
              "colour": colour},
        key=f"heat_{name}", height="content",
    )  # fmt: skip


def pick_file(key: str, accept: str, label: str, too_big: str) -> tuple[str, bytes] | None:
    """A file of at most 2 MB that somebody chose: its name and what is in it, as the browser says. None: none yet."""
    held = _component("pick_file")(
        data={"accept": accept, "words": {"label": label, "tooBig": too_big}},
        key=key,
        default={"file": None},
        on_file_change=_nothing,
        height="content",
    )
    file = getattr(held, "file", None)
    if not isinstance(file, dict) or not isinstance(file.get("data"), str):
        return None
    try:
        return str(file.get("name", "")), base64.b64decode(file["data"], validate=True)
    except ValueError:
        return None


def _nothing() -> None:
    """A component only tells what it holds when somebody listens."""
