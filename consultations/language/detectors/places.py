"""Where a child can be found: an address, or a school by its name. A town alone is not enough to find anybody."""

import re
from collections.abc import Iterator

from . import spelling
from .known_words import NOT_NAMES

Found = tuple[int, int, str]

_NUMBER = (
    r"(?:\s*,)?\s*(?:nr\.?|nummer|n°|num[eé]ro|huisnummer)?\s*\d{1,4}\s?[a-z]?(?![\w])"
    r"(?!\s*(?:keer|uur|u\b|jaar|dagen|min|maal|euro|meter|km|fois|heures?|h\b|ans|jours|euros?|m[eè]tres?|personnes|mensen|kinderen))"
    r"(?:\s*(?:,\s*)?(?:bus|bte|bo[iî]te)\s*\w{1,4})?"
)
_TOWN = r"(?:\s*,?\s*(?:te|in|à)?\s*\b[1-9]\d{3}\s+[^\W\d_][\w'’-]+)?"
_STREET_NL = (
    r"(?:(?:grote|kleine|oude|nieuwe|lange|korte|hoge|lage|sint|st\.?)[\s-]+)?"
    r"(?:[^\W\d_][\w'’-]{1,30}(?:straat|laan|steenweg|stwg|plein|dreef|kaai|singel|lei|weg|baan|hof|pad|markt|veld|kouter|vest)"
    r"|[^\W\d_][\w'’-]{2,30}\s(?:straat|laan|steenweg|dreef|kaai|plein))"
)
_NOT_STREETS = re.compile(
    r"(?:snelweg|spoorweg|onderweg|halfweg|autoweg|\w*speelplein|schoolplein|dorpsplein|voetbalveld|sportveld|werkveld|"
    r"zebrapad|fietspad|voetpad|loopbaan|tennisbaan|racebaan|bowlingbaan|achtbaan|looppad|de weg|de straat|een straat|"
    r"op straat|van straat|hele straat|onze straat|mijn straat|supermarkt|\w*markt|\w*hof|uitweg|"
    r"weg|rijbaan|allebei|gelei|valei|lelei|allerlei|velerlei|geen \w+|die straat|deze straat)",
    re.I,
)
_SMALL = r"(?:de\s+la|de\s+l['’]|de|du|des|d['’]|la|le|les|l['’]|saint|sainte|st|ste)"
_WORD_FR = (
    r"(?!(?:avec|et|pour|sans|jusqu|jusque|il|je|on|pendant|entre|pleine|depuis|mais|ou|où|qui|que|est|sont|a|à|y|elle|nous|dans|sur|tous)\b)"
    r"[^\W\d_][\w'’-]{1,30}"
)
_NAMED_FR = rf"(?:{_SMALL}[\s-]*){{0,3}}{_WORD_FR}(?:[\s-]+(?:{_SMALL}\s*)?(?-i:[A-ZÀ-Ý])[\w'’-]+){{0,3}}"
_KIND_FR = (
    r"(?:rue|avenue|av\.|ave|chauss[eé]e|ch[eé]e|boulevard|"
    r"boul\.|bld|bd|dr[eè]ve|all[eé]e|impasse|venelle|sentier|clos|quai)"
)
_WIDE_FR = r"(?:place|chemin|route|square|cit[eé]|r[eé]sidence)"
_CAPITAL_FR = rf"(?:{_SMALL}[\s-]*){{0,3}}(?-i:[A-ZÀ-Ý])[\w'’-]+(?:[\s-]+(?:{_SMALL}\s*)?(?-i:[A-ZÀ-Ý])[\w'’-]+){{0,3}}"
_DUTCH = re.compile(rf"(?<![\w-]){_STREET_NL}{_NUMBER}{_TOWN}", re.I)
_FRENCH = re.compile(
    rf"(?<!\w)(?:\d{{1,4}}\s?(?:bis|[a-c])?\s*,?\s*(?:{_KIND_FR}\s+{_NAMED_FR}|{_WIDE_FR}\s+{_CAPITAL_FR})"
    rf"|(?:{_KIND_FR}\s+{_NAMED_FR}|{_WIDE_FR}\s+{_CAPITAL_FR}){_NUMBER}){_TOWN}",
    re.I,
)
_LIVE = r"(?:woon|wonen|woont|woonde|adres\s+is|habite|habitons|habitent|vis|logeons|loge|adresse\s+(?:est|c['’]est))"
_LIVES = re.compile(
    rf"(?<!\w){_LIVE}\s+(?:(?:nu|ook|al|samen|vlak|bij|aan|in|op|de|het|à|a|au|dans|la|le|l['’]|sur|en)\s+){{0,4}}"
    rf"(?P<street>{_STREET_NL}(?!\w)|(?:{_KIND_FR}|{_WIDE_FR})\s+{_NAMED_FR})",
    re.I,
)
_PART = r"(?:[\s-]+(?:(?:van|de|den|der|het|en|du|des|la|le|les|et|d['’]|l['’])[\s-]*)?[A-ZÀ-Ý0-9][\w'’-]+)"
_CAPITAL = r"(?:(?:De|Het|Ter|Ten|Den|La|Le|Les|['’]t)\s+)?[A-ZÀ-Ý][\w'’-]+"
_KIND_SCHOOL = (
    r"(?i:basisschool|lagere\s+school|kleuterschool|middelbare\s+school|secundaire\s+school|freinetschool|steinerschool|"
    r"leefschool|school|college|atheneum|lyceum|instituut|campus|internaat|vbs|gbs|bsgo|[eé]cole|coll[eè]ge|lyc[eé]e|"
    r"ath[eé]n[eé]e|institut|internat)"
)
_BETWEEN = (
    r"(?:(?i:communale?|fondamentale?|primaire|maternelle|secondaire|libre|royale?|technique|provinciale?|heet|noemt|"
    r"s['’]appelle|c['’]est|is|go!)\s+|(?:du|des|de|la|le|les|het|onze)\s+|(?:d['’]|l['’]))"
)
_SCHOOL = re.compile(rf"(?<!\w)(?:{_KIND_SCHOOL}\s+{_BETWEEN}{{0,4}}[\"'“‘]?(?P<name>{_CAPITAL}{_PART}{{0,3}}))")
_COMPOUND = re.compile(
    r"(?<!\w)(?:(?:Sint|St\.?|Koninklijk|Heilig)[\s-]+)?[A-ZÀ-Ý][\w'’-]{2,40}(?:college|atheneum|lyceum|instituut|basisschool)(?!\w)"
)
_SAINT = re.compile(
    r"(?<!\w)(?i:(?:zit|ga|les|ben|school)\s+(?:ook\s+|nu\s+)?(?:op|in|naar|bij|aan)\s+|(?:vais|suis|cours|[eé]cole|inscrite?)\s+(?:à|a|au|en)\s+)"
    r"(?P<name>(?:Sint|St|Saint|Sainte|Ste|Don|Onze|Notre|Heilig|Sacr[eé])[\s.-]+[A-ZÀ-Ý][\w'’-]+)"
)
_SAINTLY_TOWNS = re.compile(
    r"(?:sint|saint|st)[\s.-]+(?:niklaas|nicolas|truiden|trond|gillis|gilles|ghislain|hubert|vith|georges|leger|genesius\w*|"
    r"pieters\w*|jans\w*|joost\w*|josse\w*|agatha\w*|lambrechts\w*|katelijne\w*|martens\w*|vaast)",
    re.I,
)


def addresses(text: str) -> Iterator[Found]:
    """A street with a number (and bus, postcode, town), or a street after a word for living there."""
    for pattern in (_DUTCH, _FRENCH):
        for found in pattern.finditer(text):
            street = re.split(r"\s*,?\s*(?:nr\b\.?|nummer|n°)?\s*\d", found.group())[0]
            if pattern is _FRENCH or not _NOT_STREETS.fullmatch(street):
                yield found.start(), found.end(), "address"
    for found in _LIVES.finditer(text):
        if not _NOT_STREETS.fullmatch(found.group("street")):
            yield found.start("street"), found.end("street"), "address"


def schools(text: str) -> Iterator[Found]:
    """A word for a school followed by its name, a compound such as Sint-Lievenscollege, or going to a saint."""
    for found in _SCHOOL.finditer(text):
        words = [spelling.bare(word) for word in re.split(r"[\s'’-]+", found.group("name"))]
        if "-" in found.group("name") or any(word not in NOT_NAMES for word in words):
            yield found.start("name"), found.end("name"), "school"
    for found in _COMPOUND.finditer(text):
        yield found.start(), found.end(), "school"
    for found in _SAINT.finditer(text):
        if not _SAINTLY_TOWNS.fullmatch(found.group("name")):
            yield found.start("name"), found.end("name"), "school"
