"""Where a sentence ends, in Dutch and in French.

A rule for text that staff write: a new line always ends a sentence (lists have no full stops), an
abbreviation never does, and a number keeps its dots.
"""

import re

# Marks that may close a sentence, with the quotes and brackets behind them. French has spaces before ? ! ».
_END = re.compile(r"(?P<marks>[.!?…]+(?:[ \u00a0\u202f]*[!?]+)*)(?P<closing>(?:[ \u00a0\u202f]?»|[”’\"')\]])*)(?=\s|$)")
_LAST_WORD = re.compile(r"[^\s(«“‘\"']+$")
# "1." or "a." at the start opens an item of a list.
_NUMBERED = re.compile(r"\s*(?:[-–•*]\s*)?\(?(?:\d{1,2}|[a-z])", re.IGNORECASE)

# Without their last dot. After the first two lists a sentence goes on, whatever follows; after the third a
# capital opens the next one. Not "jan", "max", "art" or "sept": those are whole words too.
_DUTCH = """
    p blz bv b.v bijv nr nrs tel dhr mevr mr mw dr drs prof st o.a o.m m.a.w d.w.z i.p.v m.b.t t.o.v n.a.v
    i.v.m t.e.m t/m ca ong resp incl excl zgn vs feb febr aug okt nov dec
"""
_FRENCH = """
    p pp ex p.ex par.ex m mm mme mmes mlle mlles dr pr st ste n° nº tél tel c.-à-d c-à-d c.à.d cf env vs
    av janv févr juill oct nov déc
"""
_MAY_CLOSE = frozenset(("enz", "etc", "aub", "svp"))
_GOES_ON = {"nl": frozenset(_DUTCH.split()), "fr": frozenset(_FRENCH.split())}


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text in "nl" or "fr", verbatim but for the white space around them. None is empty.

    Raises KeyError for another language.
    """
    abbreviations = _GOES_ON[language]
    found = [one for line in text.splitlines() for one in _of_line(line, abbreviations)]
    return [one for one in found if one]


def _of_line(line: str, abbreviations: frozenset[str]) -> list[str]:
    parts, start = [], 0
    for end in _END.finditer(line):
        if _closes(line[start : end.start()], end, line[end.end() :].lstrip(), abbreviations):
            parts.append(line[start : end.end()].strip())
            start = end.end()
    return [*parts, line[start:].strip()]


def _closes(before: str, end: re.Match[str], rest: str, abbreviations: frozenset[str]) -> bool:
    if not before.strip():
        return False
    small_follows = rest[:1].islower()
    if end["closing"] or set(end["marks"]) & {"…"} or end["marks"].startswith(".."):
        return not small_follows  # "Ik denk… misschien", « Stop ! » dit-elle
    if end["marks"] != ".":
        return True
    if _NUMBERED.fullmatch(before) and rest:
        return False
    word = _LAST_WORD.search(before)
    last = word[0].lower() if word else ""
    if last in abbreviations:
        return not rest
    return not (small_follows and (last in _MAY_CLOSE or "." in last))
