"""What one tab shows and remembers, and how to find things on it. Nothing is received or sent here."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.protocol.errors import NotFoundError, ProtocolError
from tests.protocol.page import Node, Page

# What an author calls an element, where the wire has another name.
KINDS = {
    "form_submit_button": "button",
    "submit": "button",
    "select_slider": "slider",
    "pills": "button_group",
    "segmented_control": "button_group",
    "data_editor": "dataframe",
    "toggle": "checkbox",
    "datetime_input": "date_time_input",
    "title": "heading",
    "header": "heading",
    "subheader": "heading",
}
SUBMITS = {"form_submit_button", "submit"}
BLOCKS = {"form", "expandable", "dialog", "popover"}
ERROR_BOX = 1


class Screen:
    """The elements on the page, the values a browser holds for its widgets, and the pages one can go to."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Be as empty as a tab that has loaded nothing yet."""
        self.session_id = ""  # Streamlit's name for one connection's memory, no group session
        self.title = ""
        self.query = ""
        self.redirect = ""
        self.not_found = False  # the server does not know the address
        self.page_hash = ""
        self.main_hash = ""
        self.pages: list[Page] = []
        self.nodes: dict[tuple[int, ...], Node] = {}
        self.values: dict[str, Any] = {}  # widget id -> wire value
        self.pending: dict[str, dict[str, Any]] = {}  # form id -> values held until it is sent
        self._ordered: list[Node] | None = None

    def elements(self, *, blocks: bool = False) -> list[Node]:
        """The elements on the page in reading order, with ``blocks`` the containers as well."""
        if self._ordered is None:
            self._ordered = sorted(self.nodes.values(), key=lambda n: n.path)
        return [n for n in self._ordered if (blocks or not n.is_block) and n.kind != "empty"]

    def widgets(self) -> list[Node]:
        """The elements a browser would send a value for."""
        return [n for n in self.elements() if n.is_widget]

    def find_all(
        self,
        label: str | None = None,
        *,
        key: str | None = None,
        kind: str | None = None,
        text: str | None = None,
        form: str | None = None,
        root: str | None = None,
        where: Callable[[Node], bool] | None = None,
    ) -> list[Node]:
        """Every element that matches all of: exact ``label``, ``key``, ``kind`` (``"radio"``, ``"submit"``,
        ``"pills"`` …), a piece of its ``text``, the ``form`` and the ``root`` it is in, and ``where``."""
        real = KINDS.get(kind or "", kind)
        return [
            n
            for n in self.elements(blocks=real in BLOCKS)
            if (real is None or n.kind == real)
            and (kind not in SUBMITS or n.is_submit)
            and (key is None or n.key == key)
            and (label is None or n.label == label)
            and (text is None or text in n.text)
            and (form is None or n.form_id == form)
            and (root is None or n.root == root)
            and (where is None or where(n))
        ]

    def find(self, label: str | None = None, *, nth: int = 0, **how: Any) -> Node:
        """The ``nth`` element that matches; part of a label will do when no label matches exactly."""
        found = self.find_all(label, **how)
        if not found and label is not None:
            found = [n for n in self.find_all(**how) if label.lower() in n.label.lower()]
        if len(found) <= nth:
            asked = {"label": label, "nth": nth, **how}
            raise NotFoundError(f"no element {asked}; on the page: {self.elements()[:40]}")
        return found[nth]

    def has(self, label: str | None = None, **how: Any) -> bool:
        return bool(self.find_all(label, **how))

    def texts(self) -> list[str]:
        """Everything a reader would read, widget labels included."""
        return [n.text for n in self.elements() if n.text]

    def errors(self) -> list[str]:
        """Exceptions and error boxes on the page."""
        return [
            n.text
            for n in self.elements()
            if n.kind == "exception" or (n.kind == "alert" and n.proto.format == ERROR_BOX)
        ]

    def value(self, widget: Node) -> Any:
        """The value the browser would show for a widget, as it travels."""
        held = self.pending.get(widget.form_id, {})
        return held.get(widget.id, self.values.get(widget.id, widget.default))

    def bidi(self, key: str) -> Any:
        """The data given to a v2 component, read from its JSON; ``None`` when it was given none.

        A data frame inside a mapping travels apart: ``{"__streamlit_arrow_ref__": …}`` stands in its place.
        Raises ProtocolError when the data is all Arrow or bytes.
        """
        proto = self.find(key=key, kind="bidi_component").proto
        match proto.WhichOneof("data"):
            case None:
                return None
            case "json":
                return json.loads(proto.json)
            case "mixed":
                return json.loads(proto.mixed.json)
            case other:
                raise ProtocolError(f"component {key!r} carries {other}, no JSON")

    def page(self, wanted: str) -> Page:
        """The page with this URL path, name or hash."""
        name = wanted.strip("/").lower()
        for page in self.pages:
            if name in (page.url.lower(), page.name.lower(), page.hash):
                return page
        raise NotFoundError(f"no page {wanted!r}; pages: {[(p.url, p.name) for p in self.pages]}")
