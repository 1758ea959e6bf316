"""Names of people: known first names, self-introductions, titles and kin words, and the family name that follows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import spelling
from .known_words import FIRST_NAMES, NAMES_AND_WORDS, NAMES_IN_CAPITALS, NOT_NAMES

Found = tuple[int, int, str]

_TOKEN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]?)+(?:[-’'](?:[^\W\d_][\u0300-\u036f]?)+)*")
_ENDS = re.compile(r"[.!?:;\n…\"“”«»()]|\s[-–]\s")
_INTRODUCED = re.compile(
    r"(?:mijn (?:voor|achter)?naam is|ik heet|ik heette|(?:hij|zij|ze|die|dat|broer|zus|vriend|vriendin|meisje|jongen) "
    r"heet|noem mij|"
    r"genaamd|mijn naam|mon (?:pre)?nom (?:est|c'est)|je m'appelle|je mapelle|je m appelle|jm'appelle|jmappelle|"
    r"moi c'est|"
    r"moi cest|(?:il|elle|qui|frere|soeur|copain|copine|ami|amie) s'?'?appelle|nomme|nommee|surnomme)\s$"
)
_TITLE = re.compile(
    r"(?:^|\s|['’])(?:juf|juffrouw|meester|meneer|mevrouw|mijnheer|mevr|madame|monsieur|mme|mlle|mademoiselle|dokter|docteur|"
    r"directeur|directrice|coach|trainer|leraar|lerares|tante|nonkel|tonton|tata|tatie|pater|zuster|pastoor|prof)\.?\s$"
)
_KIN = re.compile(
    r"(?:^|\s|['’])(?:vriend|vriendin|vriendje|vriendinnetje|beste vriend|beste vriendin|bff|"
    r"broer|broertje|zus|zusje|neef|neefje|nicht|"
    r"nichtje|lief|ex|klasgenoot|buurman|buurjongen|buurmeisje|maat|copain|copine|ami|amie|pote|frere|soeur|cousin|cousine|mec|"
    r"meuf|petit ami|petite amie|voisin|voisine|camarade|bestie|crush)\s$"
)
_CLASS = re.compile(r"\s(?:uit|van|in)\s(?:mijn|onze|de)\sklas|\sde\s(?:ma|notre|la)\sclasse")
_PARTICLE = r"(?:van|de|den|der|het|ter|ten|vander|vanden|el|al|ben|bin|ait|le|la|du|des|di|da|dos|von|oğlu|y)"
_CAPITAL = r"[A-ZÀ-ÝĞİŞÖÜÇ][\w'’-]{1,30}"
_FAMILY = re.compile(rf"(?:\s+(?i:{_PARTICLE})){{0,3}}\s+{_CAPITAL}(?:\s+{_CAPITAL})?")
_ELISION = re.compile(r"(?:d|l|qu|j|m|s|n)['’](?=[^\W\d_]{2})", re.I)


@dataclass(frozen=True)
class Word:
    """A word where it stands: its place, its bare form, and what can be seen of it and around it."""

    start: int
    end: int
    bare: str
    capital: bool
    opens: bool
    before: str


def _words(text: str) -> list[Word]:
    """The words of a text. Where nearly all letters are capitals, no word counts as capitalised."""
    letters = [c for c in text if c.isalpha()]
    shouted = len(letters) > 6 and sum(c.isupper() for c in letters) > 0.7 * len(letters)
    found: list[Word] = []
    last = 0
    for match in _TOKEN.finditer(text):
        elided = _ELISION.match(text, match.start(), match.end())
        start = elided.end() if elided else match.start()
        opens = not found or bool(_ENDS.search(text[last : match.start()]))
        before = re.sub(r"\s+", " ", spelling.bare(text[max(0, start - 40) : start]).replace("’", "'"))
        word = text[start : match.end()]
        found.append(Word(start, match.end(), spelling.bare(word), word[0].isupper() and not shouted, opens, before))
        last = match.end()
    return found


def _is_name(word: Word, text: str) -> bool:
    """Whether this word is, here, the name of somebody."""
    if len(word.bare) < 2 or word.bare in NOT_NAMES:
        return False
    last = re.split(r"[-'’]", word.bare)[-1]
    known = word.bare in FIRST_NAMES or (last != word.bare and last in FIRST_NAMES)
    either = known or word.bare in NAMES_IN_CAPITALS or word.bare in NAMES_AND_WORDS
    kin = bool(_KIN.search(word.before))
    classmate = bool(_CLASS.match(spelling.bare(text[word.end : word.end + 20])))
    if _INTRODUCED.search(word.before):
        return True
    if word.capital:
        first = word.bare in NAMES_AND_WORDS and word.opens
        return kin or classmate or (either and not first) or bool(_TITLE.search(word.before))
    return either if kin else known  # a child seldom writes capitals; to hold a word too many is cheap, a person looks


def names(text: str) -> Iterator[Found]:
    """Names of people. Celebrities may be among them; apps, places and ordinary words that open a sentence are not."""
    for word in _words(text):
        if _is_name(word, text):
            family = _FAMILY.match(text, word.end) if word.capital else None
            follows = spelling.bare(family.group()).split() if family else []
            joined = family is not None and follows[-1] not in NOT_NAMES
            yield word.start, family.end() if family and joined else word.end, "name"
