"""How hard a text of ours is to read: reading ease, and the sentences that are too long for an age band.

Meant for what staff write for children, never for what children write.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyphen import Pyphen

from consultations.language.sentences import sentences

FLOOR: Mapping[str, int] = MappingProxyType({"6-8": 90, "9-11": 80, "12-14": 70, "15-18": 60})
"""The reading ease a text needs at least, by age band."""

LONGEST_SENTENCE: Mapping[str, int] = MappingProxyType({"6-8": 8, "9-11": 12, "12-14": 15, "15-18": 18})
"""The words a sentence may have at most, by age band."""

ENOUGH_WORDS = 100

# (constant, weight of words per sentence, weight of syllables per word)
_FORMULA = {"nl": (206.835, 0.93, 77.0), "fr": (207.0, 1.015, 73.6)}
_PATTERNS = {"nl": "nl_NL", "fr": "fr"}  # pyphen ships no Belgian ones; spelling is the same

# "116 000" is one word, and so are "3,5", "l'école", "peut-être", "o.a." and "www.childfocus.be".
_WORD = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+(?:[.,:]\d+)+|[^\W_]+(?:[.'’\-·:@/_]+[^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True)
class Reading:
    """What was measured. `ease` is None when there is nothing to read; above 90 is very easy, under 50 hard.

    `longest_sentence` is in words. Under 100 words the ease jumps with every word: then `reliable` is False.
    """

    ease: float | None
    words: int
    sentences: int
    syllables: int
    longest_sentence: int
    reliable: bool


def reading_ease(text: str, language: str) -> Reading:
    """The reading ease of a text in "nl" (Flesch-Douma) or "fr" (Kandel-Moles).

    nl: 206.835 - 0.93 words per sentence - 77 syllables per word. fr: 207 - 1.015 words per sentence - 73.6
    syllables per word. Syllables are pyphen's hyphenation points plus one (dictionaries nl_NL and fr, two
    letters at least on either side), as in textstat 0.7.13, whose figures these are. A silent French e at the
    end does not count; a vowel that stands alone at the beginning (i-dee, é-cole) is not seen, which makes a
    text with many such words look a little easier than it is. A number is one word of one syllable.
    Raises ValueError for another language.
    """
    constant, by_sentence, by_word = _FORMULA[_known(language)]
    lengths = [count for count in map(_count_words, sentences(text, language)) if count]
    words = sum(lengths)
    if not words:
        return Reading(None, 0, 0, 0, 0, reliable=False)
    spoken = sum(_syllables(word, language) for word in _words(text))
    ease = constant - by_sentence * words / len(lengths) - by_word * spoken / words
    return Reading(ease, words, len(lengths), spoken, max(lengths), reliable=words >= ENOUGH_WORDS)


def long_sentences(text: str, language: str, band: str) -> tuple[str, ...]:
    """The sentences with more words than the age band ("6-8" … "15-18") may get, verbatim, in order.

    ValueError for a language other than "nl" and "fr", KeyError for an age band that does not exist.
    """
    most = LONGEST_SENTENCE[band]
    return tuple(one for one in sentences(text, _known(language)) if _count_words(one) > most)


def _known(language: str) -> str:
    if language not in _FORMULA:
        raise ValueError(f"no readability formula for {language!r}")
    return language


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).replace("\u00ad", ""))


def _count_words(sentence: str) -> int:
    return len(_words(sentence))


def _syllables(word: str, language: str) -> int:
    patterns = _patterns(language)
    pieces = _LETTERS.findall(word.lower().replace("’", "'"))
    return sum(len(patterns.positions(piece)) + 1 for piece in pieces) or 1


@cache
def _patterns(language: str) -> Pyphen:
    return Pyphen(lang=_PATTERNS[language])
