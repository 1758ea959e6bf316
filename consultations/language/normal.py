"""How a text is made ordinary before anybody keeps, counts or compares it."""

import re
import unicodedata

from consultations.language.emoji import EMOJI

_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\t\u2800\u3164\uffa0\u115f\u1160]")  # a tab, and letters that draw nothing
# Marks that draw nothing. The rest of what cannot be seen is known by its category, Cc or Cf.
_UNSEEN = re.compile(
    "[\u034f\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
    "\ufdd0-\ufdef" + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)) + "]"
)
_EMPTY_LINE = re.compile(r"^[^\S\n]+$", re.MULTILINE)
_MANY_EMPTY_LINES = re.compile(r"\n{4,}")


def tidy(text: str) -> str:
    """The same text, with nothing in it that cannot be seen.

    NFC; a line ends with one newline and a tab is a space; control characters, text-direction overrides,
    zero-width and other invisible characters are gone, except those that hold one emoji together; no white
    space around it; never more than two empty lines on end. `tidy(tidy(x)) == tidy(x)`.
    Raises ValueError for a lone surrogate: half a character, which cannot be stored or shown.
    """
    if _SURROGATE.search(text):
        raise ValueError("half a character (a lone surrogate) in the text")
    text = _LINE_ENDS.sub("\n", text)
    text = unicodedata.normalize("NFC", _without_unseen(_SPACES.sub(" ", text)))
    text = _MANY_EMPTY_LINES.sub("\n\n\n", _EMPTY_LINE.sub("", text))
    return text.strip()


def length(text: str) -> int:
    """How many code points the text has once tidied. Raises ValueError as `tidy` does."""
    return len(tidy(text))


def searchable(text: str) -> str:
    """For searching: small letters without accents."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _without_unseen(text: str) -> str:
    kept, at = [], 0
    for emoji in EMOJI.finditer(text):
        kept += [_seen(text[at : emoji.start()]), emoji[0]]
        at = emoji.end()
    return "".join([*kept, _seen(text[at:])])


def _seen(text: str) -> str:
    return "".join(one for one in _UNSEEN.sub("", text) if one == "\n" or unicodedata.category(one) not in ("Cc", "Cf"))
