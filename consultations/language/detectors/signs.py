"""The explicit: patterns for what a child says in so many words, read from signs.tsv with one worked example each.

A pattern is written in plain folded letters: a space is any or no white space (so `ikwildood` is found), ` .. ` is a
gap of at most six words, `{name}` a macro of the same file; the rest is regular expression. Doubled letters count as
one in the pattern and in the text. Patterns alone find little of what their author did not think of: see distress.py.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from . import spelling

_GAP = r"(?:(?:\s+\w{1,25}){0,6}?\s+|)"
_SENTENCE_END = re.compile(r"[.!?;\n…]+")
MOST_SENTENCES = 40
"""So many sentences of one answer are also read on their own; a rule may say that nothing comes after it."""
_LEADING_GAP = r"(?:\w{1,25}\s+){0,6}?"


@dataclass(frozen=True)
class Rule:
    """One pattern: how urgent (`red` or `amber`), which sign, and a sentence it must find."""

    level: str
    sign: str
    pattern: re.Pattern[str]
    example: str


def compiled(source: str, macros: dict[str, str]) -> re.Pattern[str]:
    """A pattern of signs.tsv as a regular expression over squeezed text. Raises KeyError for an unknown macro."""
    while "{" in re.sub(r"\{\d", "", source):
        source = re.sub(r"\{([a-z_]+)\}", lambda found: macros[found.group(1)], source)
    source = re.sub(r"(?<!\\)([a-z])\1+", r"\1", source)
    bounded = "( |$)" not in source
    source = source.replace("( |$)", "(?:\x00|$)").replace(" .. ", "\x01").replace(".. ", "\x02")
    source = re.sub(r"([a-z]) (?=\1)", r"\1 ", source).replace(" ", r"\s*")
    source = source.replace("\x00", r"\s+").replace("\x01", _GAP).replace("\x02", _LEADING_GAP)
    return re.compile(rf"(?<!\w)(?:{source})" + (r"(?!\w)" if bounded else ""))


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules of signs.tsv, in the order of the file."""
    macros: dict[str, str] = {}
    found: list[Rule] = []
    for line in (Path(__file__).parent / "signs.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        kind, name, pattern, example = line.split("\t")
        if kind == "macro":
            macros[name] = pattern
        else:
            found.append(Rule(kind, name, compiled(pattern, macros), example))
    return tuple(found)


def seen(text: str) -> tuple[Rule, ...]:
    """The rules that match a text or one sentence of it, in any spelling and language; in the order of the file."""
    sentences = [part for part in _SENTENCE_END.split(text) if part.strip()][:MOST_SENTENCES]
    pieces = dict.fromkeys([text, *sentences, *map(spelling.written_out, [text, *sentences])])
    plain = dict.fromkeys(spelling.squeezed(spelling.folded(piece)) for piece in pieces)
    return tuple(rule for rule in rules() if any(map(rule.pattern.search, plain)))
