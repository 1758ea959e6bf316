"""What could tell who a child is, in a child's own words, and the same words without it.

Rules and word lists only, for Dutch and French at once; names written without a capital and rare names are partly
missed, so a person reads before anything is published. Built to be replaced: keep `Span`, `find` and `mask`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from . import names, numbers, online, places

Kind = Literal["name", "phone", "email", "handle", "address", "national_number", "url", "school"]

_ORDER = (
    online.emails, online.links, numbers.national_numbers, numbers.telephones, places.addresses, places.schools,
    online.handles, names.names,
)  # fmt: skip
"""Surest first: what an earlier one found, a later one does not find again."""
_INSTEAD: dict[str, dict[str, str]] = {
    "nl": {
        "name": "naam", "phone": "telefoon", "email": "e-mail", "handle": "account", "address": "adres",
        "national_number": "rijksregisternummer", "url": "link", "school": "school",
    },
    "fr": {
        "name": "nom", "phone": "téléphone", "email": "e-mail", "handle": "compte", "address": "adresse",
        "national_number": "numéro national", "url": "lien", "school": "école",
    },
    "en": {
        "name": "name", "phone": "telephone", "email": "e-mail", "handle": "account", "address": "address",
        "national_number": "national number", "url": "link", "school": "school",
    },
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of a text that could tell who somebody is: from `start` up to, not including, `end` (code points)."""

    start: int
    end: int
    kind: Kind


def find(text: str) -> tuple[Span, ...]:
    """All stretches of a text that could tell who somebody is: in the order of the text, none overlapping."""
    taken: list[Span] = []
    for look in _ORDER:
        for start, end, kind in look(text):
            if start < end and all(end <= one.start or one.end <= start for one in taken):
                taken.append(Span(start, end, cast("Kind", kind)))
    return tuple(sorted(taken))


def mask(text: str, spans: Iterable[Span], language: str) -> str:
    """The text with each span replaced by what it was (`[naam]`, `[nom]`): nothing of it, not even its length, remains.

    `language` is that of the text (`nl`, `fr`, `en`); any other is answered in Dutch. Spans may overlap or be unsorted.
    """
    words = _INSTEAD.get(language, _INSTEAD["nl"])
    pieces, at = [], 0
    for span in sorted(spans):
        if span.end > at:
            pieces += [text[at : max(at, span.start)], f"[{words[span.kind]}]"] if span.start >= at else []
            at = max(at, span.end)
    return "".join([*pieces, text[at:]])
