"""Codes people type: 19 consonants and a check letter that catches every typo and every swap of neighbours.

No vowels, so no words in any language; no digits, so no Shift on a Belgian keyboard; 19 is prime, so a weighted
sum modulo 19 changes with any single letter and any swap of neighbours (weights 2 … 12 differ and none is 0).
"""

from typing import Final

ALPHABET: Final = "BCDFGHJKLMNPRSTVWXZ"
JOIN_LENGTH: Final = 6
RECEIPT_LENGTH: Final = 11
IGNORED: Final = " -–—·.\t\n\u00a0\u202f"


def from_bytes(raw: bytes, length: int) -> str:
    """`length` letters and their check letter from at least 16 random bytes (bias below 2^-70)."""
    number = int.from_bytes(raw[:16], "big")
    drawn = []
    for _ in range(length):
        number, rest = divmod(number, len(ALPHABET))
        drawn.append(ALPHABET[rest])
    return "".join(drawn) + check_letter("".join(drawn))


def check_letter(letters: str) -> str:
    """The letter that makes the weighted sum come out."""
    total = sum(weight * ALPHABET.index(letter) for weight, letter in enumerate(letters, start=2))
    return ALPHABET[total % len(ALPHABET)]


def read(typed: str, length: int) -> str | None:
    """What somebody typed, in capitals without spaces; None when it cannot be a code of `length` letters."""
    letters = "".join(one for one in typed.upper() if one not in IGNORED)
    if len(letters) != length + 1 or any(one not in ALPHABET for one in letters):
        return None
    return letters if check_letter(letters[:-1]) == letters[-1] else None


def shown(code: str) -> str:
    """The code in groups of four: `KTRB PXN`."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
