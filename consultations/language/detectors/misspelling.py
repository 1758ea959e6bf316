"""Our examples once more in worse spelling, so that the classifier learns to look past it. Used by train.py only."""

import random

from . import spelling

_DUTCH = (
    ("niet", "ni"), ("dat", "da"), ("wat", "wa"), ("ik ", "k "), ("mijn", "mn"), ("het ", "t "), ("zijn", "zen"),
    ("gewoon", "gwn"), ("echt", "egt"), ("en ", "e "), ("ij", "ei"), ("ei", "ij"), ("d ", "t "), ("ou", "au"),
    ("ch", "g"), ("maar", "ma"), ("voor", "vo"), ("thuis", "tuis"), ("sch", "sg"), ("aa", "a"), ("oo", "o"),
)  # fmt: skip
_FRENCH = (
    ("j'ai", "g"), ("je ", "j"), ("c'est", "c"), ("qu", "k"), ("pas", "pa"), ("plus", "plu"), ("tout", "tt"),
    ("er ", "é "), ("ais ", "é "), ("eau", "o"), ("ph", "f"), ("s ", " "), ("ent ", "e "), ("moi", "moa"),
    ("quand", "qd"), ("suis", "sui"), ("ai", "é"), ("ss", "s"), ("'", ""), ("tt", "t"), ("x ", " "),
)  # fmt: skip


def _slip(text: str, chance: random.Random) -> str:
    """One letter lost, doubled or swapped with the next, or one space lost."""
    kind, at = chance.random(), chance.randrange(1, len(text) - 2)
    if kind < 0.35:
        return text[:at] + text[at + 1 :]
    if kind < 0.6:
        return text[:at] + text[at] + text[at:]
    if kind < 0.85:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at].rstrip() + text[at:].lstrip()


def misspelt(text: str, language: str, seed: int) -> str:
    """The same text as a hurried or weak speller might type it. The same seed gives the same text."""
    chance = random.Random(f"{seed}{text}")  # noqa: S311  (variety, not secrecy)
    worse = text.lower()
    for right, wrong in chance.sample(_DUTCH if language == "nl" else _FRENCH, 6):
        if right in worse and chance.random() < 0.8:
            worse = worse.replace(right, wrong, 1 if chance.random() < 0.5 else -1)
    if chance.random() < 0.6:
        worse = spelling.bare(worse)
    for _ in range(1 + len(worse) // 40 if len(worse) > 6 else 0):
        worse = _slip(worse, chance)
    return worse
