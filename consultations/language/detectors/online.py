"""What leads to a person on a network: e-mail addresses, account names, links of their own."""

import re
from collections.abc import Iterator

from . import spelling
from .known_words import NOT_NAMES

Found = tuple[int, int, str]

_PROVIDER = (
    r"(?:gmail|hotmail|outlook|live|icloud|yahoo|proximus|telenet|skynet|voo|"
    r"protonmail|student|school|leerling)"
)
_EMAIL = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    rf"|[\w.+-]{{2,64}}\s?(?:@|\(at\)|\[at\]|\bat\b|\bapenstaartje\b|\barobas[e]?\b)\s?{_PROVIDER}"
    r"(?:\s?(?:\.|\bdot\b|\bpunt\b|\bpoint\b)\s?(?:com|be|fr|net|nl|org))?",
    re.I,
)
_AT = re.compile(r"(?<![\w@.])@[\w.]{2,30}(?<!\.)")
_PLATFORM = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|tt|discord|roblox|fortnite|minecraft|youtube|yt|twitch|telegram|"
    r"whats?app|facebook|fb|bereal|steam|psn|xbox|brawl stars|gamertag|username|gebruikersnaam|pseudo|account)"
)
_ACCOUNT = re.compile(
    rf"(?<!\w)(?:mijn|mn|m'n|mon|ma|zijn|haar|son|sa|hun|leur)\s+(?:naam\s+(?:op|in)\s+|nom\s+(?:sur|dans)\s+|pseudo\s+(?:sur|dans)\s+"
    rf"|account\s+(?:op|van)\s+|compte\s+)?{_PLATFORM}(?:\s?-?(?:naam|account|tag|nom))?\s*(?P<link>=|:|is|heet|c['’]est|c\s?est|"
    r"est|cest)\s*(?P<plain>@?[\w.\-]{2,30})"
    rf"|(?<!\w){_PLATFORM}\s*(?:=|:)\s*(?P<given>@?[\w.\-]{{2,30}})"
    rf"|(?<!\w)(?:add|voeg|volg|zoek|ajoute|suis|follow|abonne)(?:\s?-?\s?(?:me|mij|moi|m))?(?:\s+toe)?\s+(?:op|sur|on|via)\s+"
    rf"{_PLATFORM}\s*:?\s*(?P<added>@?[\w.\-]{{2,30}})",
    re.I,
)
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"]{2,200}"
    r"|(?<![\w@.])[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|be|fr|net|org|eu|io|gg|tv|nl|app|me|ly|brussels|vlaanderen)"
    r"(?:/[^\s<>\"]{0,200})?(?![\w])",
    re.I,
)
_SITE = re.compile(r"(?:https?://)?(?:www\.|nl\.|fr\.|en\.|m\.)?(?P<host>[\w.-]+?)/?[.,;:!?)]*", re.I)
KNOWN_SITES = {
    "youtube.com", "google.com", "google.be", "wikipedia.org", "tiktok.com", "instagram.com",
    "snapchat.com", "roblox.com", "kahoot.it", "kahoot.com", "smartschool.be", "bingel.be", "awel.be",
    "childfocus.be", "cybersquad.be", "watwat.be", "mediawijs.be", "csem.be", "betternet.be",
    "ecouteenfants.be", "1712.be", "zelfmoord1813.be", "preventionsuicide.be", "chatgpt.com", "openai.com",
    "netflix.com", "spotify.com", "duolingo.com", "scratch.mit.edu", "bol.com", "amazon.com", "vrt.be",
    "rtbf.be", "ketnet.be", "poki.com", "coolmathgames.com", "friv.com", "minecraft.net", "fortnite.com",
}  # fmt: skip
"""Sites whose front page says nothing about who wrote its address."""


def emails(text: str) -> Iterator[Found]:
    """E-mail addresses, also with (at) and without the last dot."""
    for found in _EMAIL.finditer(text):
        yield found.start(), found.end(), "email"


def handles(text: str) -> Iterator[Found]:
    """Names of accounts: @name, and the word after `mijn insta is`, `mon snap c'est`, `add me op snap`."""
    for found in _AT.finditer(text):
        yield found.start(), found.end(), "handle"
    for found in _ACCOUNT.finditer(text):
        group = next(name for name in ("plain", "given", "added") if found.group(name))
        word = found.group(group).rstrip(".-")
        clear = group == "given" or found.group("link") in {"=", ":"} or re.search(r"[\d_.@]", word)
        if len(word) > 1 and (clear or spelling.bare(word) not in NOT_NAMES):
            yield found.start(group), found.start(group) + len(word), "handle"


def links(text: str) -> Iterator[Found]:
    """Web addresses, except the front page of a site that everybody knows."""
    for found in _LINK.finditer(text):
        site = _SITE.fullmatch(found.group())
        if site is None or site.group("host").lower() not in KNOWN_SITES:
            end = found.start() + len(found.group().rstrip(".,;:!?)"))
            yield found.start(), end, "url"
