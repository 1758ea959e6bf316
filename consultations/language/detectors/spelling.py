"""Child spelling made readable for a machine: accents, leet, doubled letters, chat slang. Decides nothing.

Three depths, each built on the one before: `tidied` (safe for every library), `folded` (bare words, what rules and
letter groups read) and `written_out` (slang in full words, what the sentence encoder reads).
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

LEET = str.maketrans("01345789@$€!", "oieastbgasei")
_MIXED = re.compile(r"[^\W\d_](?:[^\W_]|[@$€!](?=\w))*(?:\d|[@$€!](?=\w))\w*")
_REPEATED = re.compile(r"(\w)\1{2,}")
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){3,}[^\W\d_](?!\w)")
_GAPS = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+(?!['’\w])")
_DUTCH_K = re.compile(
    r"k(heb|wil|kan|ga|word|zou|moet|durf|ben|wou|had|weet|vin|vind|denk|zit|krijg|snap|was|zie|voel|hoop|haat|mag|doe|"
    r"kom|slaap|eet|hou|maak|wl|hb|wor|moest|vraag|snij|huil)"
)
_FRENCH_J = re.compile(r"j(?=[bcdfglmnprstv]\w{2,}$)")
_FRENCH_HINT = re.compile(
    r"\b(je|j|jv\w*|jme|jsuis|les|des|est|une|dans|pas|plus|plu|moi|mon|qui|que|il|elle|pour|avec|chez|mes|tout|vie|ca|envi\w*)\b"
)
_DUTCH_HINT = re.compile(
    r"\b(ik|kw\w*|kh\w*|het|een|de|dat|niet|ni|van|mij|mijn|mn|op|zij|ze|als|voor|naar|thuis|dood|gij|ge)\b"
)


def tidied(text: str) -> str:
    """The text in composed Unicode without lone surrogates, control or zero-width characters; never raises."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " if c in "\n\r\t" else "" for c in whole)
    return unicodedata.normalize("NFC", kept)


def bare(text: str) -> str:
    """Lower case, no accents or other combining marks (zalgo), look-alike forms unified (full width, ligatures)."""
    pulled_apart = unicodedata.normalize("NFKD", tidied(text).casefold())
    return "".join(c for c in pulled_apart if not unicodedata.combining(c)).replace("œ", "oe").replace("æ", "ae")


def folded(text: str) -> str:
    """Bare words with single spaces: leet read as letters, three or more equal letters as two, `d o o d` joined."""
    letters = _MIXED.sub(lambda found: found.group().translate(LEET), bare(text))
    letters = _REPEATED.sub(r"\1\1", letters)
    words = _GAPS.sub(" ", letters).strip()
    return _SPACED.sub(lambda found: found.group().replace(" ", ""), words)


def squeezed(text: str) -> str:
    """Every run of one letter as that letter once (`wiill dood` → `wil dod`), so that doubled letters do not matter."""
    return re.sub(r"([a-z])\1+", r"\1", text)


@lru_cache(maxsize=1)
def _slang() -> dict[str, dict[str, str]]:
    """Chat words in full, from slang.tsv: {"nl" | "fr" | "both": {chat word: full words}}."""
    words: dict[str, dict[str, str]] = {"nl": {}, "fr": {}, "both": {}}
    lines = (Path(__file__).parent / "slang.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        language, chat, full = line.split("\t")
        words[language][chat] = full
    return words


def written_out(text: str) -> str:
    """The text without accents and with chat words in full, as the sentence encoder likes it.

    A chat word that exists in only one language is always written out; one that means something else in the other
    (`ma`, `pa`, `c`, `da`) only where small words of its own language are in the majority.
    """
    low = _REPEATED.sub(r"\1\1", bare(text))
    french, dutch = len(_FRENCH_HINT.findall(low)), len(_DUTCH_HINT.findall(low))
    known = dict(_slang()["both"])
    if dutch > french:
        known |= _slang()["nl"]
    if french > dutch:
        known |= _slang()["fr"]

    def full(found: re.Match[str]) -> str:
        word = found.group()
        if word in known:
            return known[word]
        if _DUTCH_K.fullmatch(word):
            return "ik " + word[1:]
        if french >= dutch and _FRENCH_J.match(word) and len(word) > 3:
            return "je " + word[1:]
        return word

    return _WORD.sub(full, _MIXED.sub(lambda found: found.group().translate(LEET), low))
