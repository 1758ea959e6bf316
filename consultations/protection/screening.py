"""Reading a child's words the moment they are kept: only to add attention, never to refuse, delete or blame.

When the reading itself fails, the words are treated as worrying: a person looks (rule R-38, fail-open).
"""

import logging
from dataclasses import dataclass
from typing import Literal

from consultations.language.detectors import distress, personal

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Screened:
    """What was seen. `held_for` says why a person must look first; None when nobody need."""

    held_for: Literal["personal", "sensitive", "distress", "drawing"] | None = None
    level: Literal["none", "amber", "red"] = "none"
    signs: tuple[str, ...] = ()

    @property
    def worrying(self) -> bool:
        """Whether a safeguarding person must see it, and the child must see where to get help."""
        return self.level != "none"


CLEAR = Screened()
DRAWN = Screened("drawing")
"""A drawing: no machine reads it, so a person looks."""


def screen(words: str, *, sensitive: bool) -> Screened:
    """Look for signs of distress first, then for what could tell who somebody is."""
    try:
        found = distress.find(words)
        if found.level != "none":
            return Screened("distress", found.level, tuple(found.signs))
        named = screen_for_names(words)
    except Exception as problem:  # noqa: BLE001  (whatever it is, a person looks)
        log.error("screening failed: %s", type(problem).__name__)
        return Screened("distress", "amber", ("unread",))
    if named.held_for:
        return named
    return Screened("sensitive") if sensitive else CLEAR


def screen_for_names(words: str) -> Screened:
    """Look only for what could tell who somebody is."""
    return Screened("personal") if personal.find(words) else CLEAR
