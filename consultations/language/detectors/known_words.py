"""The word lists of the personal-data detector, read once: first names, and words that are no name."""

from pathlib import Path

from . import spelling


def _words(name: str) -> list[str]:
    """The lines of a list without its comments."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


NOT_NAMES = frozenset(spelling.bare(word) for line in _words("not_names.txt") for word in line.split())


def _names(mark: str) -> frozenset[str]:
    """The first names of one of the three kinds in the list (`""`, `~`, `?`), less the words that are no name."""
    lines = [line for line in _words("first_names.txt") if line.startswith(mark) and (mark or line[0] not in "~?")]
    return frozenset(word for line in lines for word in line.removeprefix(mark).split()) - NOT_NAMES


FIRST_NAMES = _names("")
"""First names that are nothing else, without accents, in lower case."""
NAMES_IN_CAPITALS = _names("~")
"""First names that are also a word when written small."""
NAMES_AND_WORDS = _names("?")
"""First names that are also a word that can open a sentence."""
