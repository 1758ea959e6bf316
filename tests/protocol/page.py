"""What stands on a page: elements and containers, and the entries of the navigation. Nothing here is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.protocol import wire

ROOTS = {0: "main", 1: "sidebar", 2: "event", 3: "bottom"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the app's navigation."""

    hash: str
    name: str
    url: str
    is_default: bool = False
    hidden: bool = False
    section: str = ""


@dataclass(slots=True, repr=False)
class Node:
    """One element or container on the page, at the place where the script put it."""

    path: tuple[int, ...]
    kind: str
    proto: Any
    is_block: bool
    run_id: str
    fragment_id: str
    script_hash: str

    @property
    def root(self) -> str:
        """``main``, ``sidebar``, ``event`` or ``bottom``."""
        return ROOTS.get(self.path[0], "?") if self.path else "?"

    @property
    def id(self) -> str:
        return "" if self.is_block else getattr(self.proto, "id", "")

    @property
    def key(self) -> str | None:
        """The author's ``key=``, which Streamlit puts at the end of the element's id."""
        if not self.id.startswith("$$ID"):
            return None
        key = self.id.split("-", 2)[-1]
        return None if key == "None" else key

    @property
    def label(self) -> str:
        return getattr(self.proto, "label", "")

    @property
    def form_id(self) -> str:
        return getattr(self.proto, "form_id", "")

    @property
    def is_submit(self) -> bool:
        return self.kind == "button" and self.proto.is_form_submitter

    @property
    def disabled(self) -> bool:
        return getattr(self.proto, "disabled", False)

    @property
    def is_widget(self) -> bool:
        """Whether a browser would send a value for it."""
        if self.is_block or self.kind not in wire.WIDGETS or not self.id:
            return False
        if self.kind == "dataframe":
            return bool(self.proto.editing_mode or self.proto.selection_mode)
        return True

    @property
    def wire_field(self) -> str:
        return wire.field_of(self.kind, self.proto)

    @property
    def is_trigger(self) -> bool:
        """Whether it is pressed rather than filled in."""
        return self.is_widget and self.wire_field in wire.TRIGGERS

    @property
    def ignores_rerun(self) -> bool:
        """Whether it was made with ``on_change="ignore"``."""
        return getattr(self.proto, "ignore_rerun", False)

    @property
    def options(self) -> list[str]:
        return wire.options(self.kind, self.proto)

    @property
    def default(self) -> Any:
        return wire.default(self.kind, self.proto)

    @property
    def text(self) -> str:
        """What a reader would see: the words of it, or the label of a widget."""
        if self.kind == "exception":
            return f"{self.proto.type}: {self.proto.message}"
        if self.kind == "metric":
            return f"{self.proto.label}: {self.proto.body}"
        for name in ("body", "text", "message"):
            words = getattr(self.proto, name, None)
            if isinstance(words, str) and words:
                return words
        return self.label

    def __repr__(self) -> str:
        words = self.text.replace("\n", " ")[:70]
        marks = [
            "submit" if self.is_submit else "",
            f"key={self.key!r}" if self.key else "",
            repr(words) if words else "",
            f"form={self.form_id!r}" if self.form_id else "",
            f"fragment={self.fragment_id[:8]}" if self.fragment_id else "",
            "disabled" if self.disabled else "",
        ]
        return f"<{' '.join([self.kind, *filter(None, marks)])} @{self.root}{list(self.path[1:])}>"
