"""Numbers that lead to a person: telephone and national register. Never the helplines a child may need."""

import re
from collections.abc import Iterator

import phonenumbers
from stdnum.be import nn

Found = tuple[int, int, str]

HELPLINES = {
    "100", "101", "102", "103", "106", "107", "110", "112", "1712", "1813", "116000", "116111", "080032123",
    "32080032123", "3280032123", "003280032123",
}  # fmt: skip
"""Digits of the numbers that must stay readable: Awel, Écoute-Enfants, Tele-Onthaal, Télé-Accueil, emergency, 1712,
1813, Child Focus, Centre de Prévention du Suicide."""

_BELGIAN = re.compile(r"(?<!\d)(?:(?:\+|00)\s?32[\s./()-]{0,3}(?:\(0\))?|0)(?:[\s./-]{0,3}\d){8,9}(?!\d)")
_NATIONAL = re.compile(r"(?<!\d)\d{2}[. -]?\d{2}[. -]?\d{2}[ .-]{0,3}\d{3}[ .-]?\d{2}(?!\d)")
_TYPICAL = re.compile(r"\d{2}\.\d{2}\.\d{2}\s?-\s?\d{3}\.\d{2}")
_NEAR = re.compile(
    r"rijksregister|\bniss\b|\binsz\b|registre\s+national|\brrn\b|num[eé]ro\s+national|nationaal\s+nummer",
    re.I,
)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def national_numbers(text: str) -> Iterator[Found]:
    """National register numbers: right checksum, or the usual dots and dash, or any near a word that announces one."""
    for found in _NATIONAL.finditer(text):
        before = text[max(0, found.start() - 60) : found.end() + 30]
        if nn.is_valid(_digits(found.group())) or _TYPICAL.fullmatch(found.group()) or _NEAR.search(before):
            yield found.start(), found.end(), "national_number"


def telephones(text: str) -> Iterator[Found]:
    """Telephone numbers as dialled in Belgium or with a country code, however spaced; helplines left out."""
    for match in phonenumbers.PhoneNumberMatcher(text, "BE", leniency=phonenumbers.Leniency.POSSIBLE):
        national = str(match.number.national_number)
        valid = phonenumbers.is_valid_number(match.number)
        if valid and _digits(match.raw_string) not in HELPLINES and f"0{national}" not in HELPLINES:
            yield match.start, match.end, "phone"
    for found in _BELGIAN.finditer(text):
        digits = re.sub(r"^(?:0032|32)0?", "0", _digits(found.group()))
        if digits not in HELPLINES and len(digits) in {9, 10} and digits[1] != "0":
            yield found.start(), found.end(), "phone"
