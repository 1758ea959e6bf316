"""One line of typing, read as an utterance: `3 dat is niet eerlijk +4 ?`. Pure."""

import re
from dataclasses import dataclass

SIGNS = {":)": "laughs", "?": "doubts", "!": "strong", "...": "silence", ":(": "sad"}
"""What was seen, typed at the end of a line, apart from the last word by a space."""
MOST_AGREE = 60
_SPEAKER = re.compile(r"^\s*[pP]?(\d{1,2})(?:\s*:\s*|\s*-\s+|\.\s+|\s+)")
_COUNT = re.compile(r"\s+\+(\d{1,2})$")
_AGAINST = re.compile(r"\s+-(\d{1,2})$")
_SIGN = re.compile(r"\s+(:\)|\?|!|\.\.\.|…|:\()$")
_QUOTED = re.compile(r"^[\"“«„]\s*(.*?)\s*[\"”»]$", re.S)


@dataclass(frozen=True)
class Line:
    """`speaker` 0: nobody in particular. `verbatim`: it stood between quotation marks, so exactly these words."""

    speaker: int
    words: str
    verbatim: bool = False
    agree: int = 0
    against: int = 0
    sign: str = ""


def read_line(typed: str, speaker: int = 0) -> Line:
    """What a line says. Without a number in front it is `speaker`'s. Marks at the end may stand in any order."""
    found = _SPEAKER.match(typed)
    if found and typed[found.end() :].strip():
        speaker, typed = int(found[1]), typed[found.end() :]
    rest, agree, against, sign = typed.strip(), 0, 0, ""
    while True:
        if count := _COUNT.search(rest):
            agree, rest = min(int(count[1]), MOST_AGREE), rest[: count.start()]
        elif count := _AGAINST.search(rest):
            against, rest = min(int(count[1]), MOST_AGREE), rest[: count.start()]
        elif not sign and (seen := _SIGN.search(rest)):
            sign, rest = SIGNS[seen[1].replace("…", "...")], rest[: seen.start()]
        else:
            break
    quoted = _QUOTED.match(rest)
    return Line(speaker, quoted[1] if quoted else rest, bool(quoted), agree, against, sign)
