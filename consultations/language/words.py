"""Which words and emoji children use, and how many children use each. Nothing here knows who a child is."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from consultations.language.emoji import AS_PICTURE, AS_TEXT, EMOJI, SKIN_TONE
from consultations.language.stop_words import STOP_WORDS

# Addresses, and anything with an @: they name a place or a person, they are not a word.
_ADDRESS = re.compile(r"@|https?://|www\.|\w\.(?:be|com|eu|fr|gg|io|nl|org|tv)(?![\w-])", re.IGNORECASE)
_APOSTROPHES = str.maketrans("’‘ʼ´`", "'''''")
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_ELISION = re.compile(r"(?:[ldcjnsmt]|(?:jus|lors|puis|quoi|quel|pres)?qu)(?=')", re.IGNORECASE)
_VOWEL = re.compile("[aeiouyhœæ]", re.IGNORECASE)
_SKIN_TONE = re.compile(SKIN_TONE)
_HOW_IT_IS_DRAWN = re.compile(f"{SKIN_TONE}|{AS_PICTURE}|{AS_TEXT}")


@dataclass(frozen=True)
class Word:
    """A word (or an emoji) as most children wrote it, and how many different contributors used it."""

    text: str
    contributors: int


def tokens(text: str, language: str) -> list[str]:
    """The words of a text in their order, in lower case, accents kept, stop words still among them.

    French elisions come apart ("l'école" → "l", "école"): before a vowel in every language, in a French text
    before any letter ("j'suis"). "foto's", "aujourd'hui" and "week-end" stay whole; every apostrophe becomes
    a straight one. Emoji, web and mail addresses, @names and everything with a digit or an underscore in it
    are left out: they are no words, and may point to one child. `language` is "nl", "fr" or any other code.
    """
    return [word.lower() for word in _surface_words(text, language)]


def word_table(texts: Sequence[tuple[str, str]], language: str, min_contributors: int = 3) -> tuple[Word, ...]:
    """How many contributors used each word: most first, then in alphabetical order.

    `texts` are (contributor, text): an opaque key for the child or group that wrote, and what was written. A
    contributor counts once for a word, however often it was repeated. Words that differ only in capitals are
    one word, shown as most contributors wrote it. Stop words and single letters are left out, and so are
    words of fewer than `min_contributors` contributors: a word of one child may point to that child.
    Raises ValueError when `min_contributors` is under 1.
    """

    def content(text: str) -> Iterable[tuple[str, str]]:
        for word in _surface_words(text, language):
            key = word.lower()
            if len(key) > 1 and key not in STOP_WORDS:
                yield key, word

    return _table(texts, content, min_contributors)


def emoji_table(texts: Sequence[tuple[str, str]], min_contributors: int = 3) -> tuple[Word, ...]:
    """How many contributors used each emoji, counted, ordered and left out as in `word_table`.

    A sequence is one emoji: a family, a flag, a keycap. Skin tones count together and are not shown: they say
    something about the child, not about the question. Raises ValueError as `word_table` does.
    """

    def pictures(text: str) -> Iterable[tuple[str, str]]:
        for found in EMOJI.findall(text):
            key = _HOW_IT_IS_DRAWN.sub("", found)
            if key:
                yield key, _SKIN_TONE.sub("", found)

    return _table(texts, pictures, min_contributors)


def _surface_words(text: str, language: str) -> Iterable[str]:
    written = unicodedata.normalize("NFC", text).split()
    spoken = " ".join(chunk for chunk in written if not _ADDRESS.search(chunk)).translate(_APOSTROPHES)
    for found in _WORD.findall(EMOJI.sub(" ", spoken)):
        if "_" not in found and not any(unicodedata.category(one)[0] == "N" for one in found):
            yield from _without_elision(found, language)


def _without_elision(word: str, language: str) -> Iterable[str]:
    while elided := _ELISION.match(word):
        rest = word[elided.end() + 1 :]
        if language != "fr" and not _VOWEL.match(unicodedata.normalize("NFD", rest)):
            break
        yield elided[0]
        word = rest
    yield word


def _table(
    texts: Iterable[tuple[str, str]], find: Callable[[str], Iterable[tuple[str, str]]], min_contributors: int
) -> tuple[Word, ...]:
    if min_contributors < 1:
        raise ValueError("a word needs at least one contributor")
    used = {(contributor, key, form) for contributor, text in texts for key, form in find(text)}
    contributors = Counter(key for _, key in {(contributor, key) for contributor, key, _ in used})
    forms: dict[str, Counter[str]] = {}
    for _, key, form in used:
        forms.setdefault(key, Counter())[form] += 1
    enough = [key for key, count in contributors.items() if count >= min_contributors]
    enough.sort(key=lambda key: (-contributors[key], _plain(key), key))
    return tuple(Word(_most_used(forms[key]), contributors[key]) for key in enough)


def _most_used(forms: Counter[str]) -> str:
    # Of forms used equally often: the one in small letters, or for an emoji the one that is a picture.
    return min(forms, key=lambda form: (-forms[form], form != form.lower(), AS_PICTURE not in form, form))


def _plain(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", word) if not unicodedata.combining(one))
