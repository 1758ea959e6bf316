"""Who speaks: the mark at the beginning of a line of a transcript, in Dutch, French or English.

When a mark may as well be the beginning of a sentence, other lines decide. When they cannot, a capital makes it a mark:
a speaker who is none shows up in the list of speakers, but words put in the wrong mouth show up nowhere.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

WORDS: Final = {
    sort: frozenset(words.split())
    for sort, words in tomllib.loads(Path(__file__).with_name("transcript_words.toml").read_text("utf-8")).items()
}
MODERATORS, CHILDREN, COLOURS, SMALL = (WORDS[one] for one in ("moderators", "children", "colours", "small"))
ROLES: Final = MODERATORS | CHILDREN | WORDS["others"]
Sure = Literal["surely", "if_often", "if_known"]

REACH = 160  # how many characters of a line are looked at: a mark is short, a line may be a megabyte
LONGEST = 60
TIME = r"(?:[0-9]{1,2}:)?[0-9]{1,2}:[0-5][0-9](?:[.,][0-9]{1,3})?"
SPAN = rf"(?P<time>{TIME})(?:\s*(?:-->|[-–—])\s*{TIME})?"
LABEL = rf'(?P<label>[^\s:：\t\[\](){{}}<>"«»“”?!;][^:：\t\[\](){{}}<>"«»“”?!;]{{0,{LONGEST - 1}}}?)'
BOLD = r"(?:\*\*|__)?"

SPACES = re.compile(r"\s{2,}")  # made one, so that no pattern below has a choice of how many to take
CLOCK = re.compile(rf"\s*[\[(<#]?\s*{SPAN}\s*[\])>#]?\s*")
STARTS = re.compile(
    rf"\s*(?:[-–—•·]\s*|\*\s+)?"
    rf"(?:[\[(<#]\s*{SPAN}\s*[\])>#]\s*(?:[-–—|]\s+)?|(?P<bare>{TIME})(?:\s*(?:-->|[-–—])\s*{TIME})?\s+(?:[-–—|]\s+)?)?"
)
TIMED = re.compile(rf"{BOLD}{LABEL}{BOLD}\s+[\[(]?(?P<time>{TIME})[\])]?\s*(?P<then>[:：]|[-–—]\s|$)?{BOLD}")
COLON = re.compile(rf"{BOLD}{LABEL}\s*(?P<aside>[(\[][^()\[\]]{{1,60}}[)\]])?\s*{BOLD}\s*(?P<colon>[:：]){BOLD}")
BRACKETS = re.compile(rf"{BOLD}(?P<open>[\[(])\s*{LABEL}\s*[\])]{BOLD}\s*(?P<then>[:：]|[-–—]\s)?{BOLD}")
DASH = re.compile(rf"{BOLD}{LABEL}{BOLD}(?:\s*[-–—]\s+|\s+[-–—]|\s*[–—]){BOLD}")
TAB = re.compile(rf"{BOLD}{LABEL}{BOLD}[ \u00a0]*\t")
EARLY_TIME = re.compile(rf"\s*[\[(]\s*(?P<time>{TIME})\s*[\])]")
DASHED = re.compile(r"\s*[-–—]\s*[^\s\d-]")
EMOTICON = re.compile(r"[:：]['’]?-?[)(\]\[DPpOoSsXx|/\\*3<>]+(?:\s|$)")
CODE = re.compile(r"(?:[A-Z][A-Za-z]{0,2}|[a-z])[0-9]{1,3}[a-z]?|[A-Z] [0-9]{1,3}")
ARTICLE = re.compile(r"(?:de|het|la|le) |l['’] ?", re.IGNORECASE)
JOINED = re.compile(r"\s*[,/&+]\s*|\s+(?:en|et|and)\s+")
WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-](?=[^\W\d_]))*\.?")


@dataclass(frozen=True)
class Opening:
    """The beginning of what somebody says, after a mark.

    `sure`: whether that is enough for a mark ("surely"), whether it must stand before two lines ("if_often"), or
    whether other lines must have it in a surer form ("if_known").
    """

    speaker: str
    words: str
    at: float | None
    sure: Sure


def seconds(time: str) -> float:
    """`0:12`, `12:03.5` or `1:02:03,500` in seconds."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def is_dashed(line: str) -> bool:
    """Whether a line begins with the dash that stands for another voice (and not with a number below zero)."""
    return bool(DASHED.match(line))


def clock(line: str) -> float | None:
    """The seconds, when a line holds a time (or from when to when) and nothing else."""
    found = CLOCK.fullmatch(line[:REACH]) if len(line) <= REACH else None
    return seconds(found["time"]) if found else None


def opening(line: str) -> Opening | None:
    """Who begins to speak in this line, and what stands behind the mark; None when nobody seems to."""
    line = SPACES.sub(lambda found: "\t" if "\t" in found[0] else " ", line)
    start = STARTS.match(line[:REACH])
    begin = start.end() if start else 0
    time = (start["time"] or start["bare"]) if start else None
    at = seconds(time) if time else None
    rest = line[begin:]
    if at is not None and (sort := sort_of(rest)) in ("code", "name"):
        return Opening(" ".join(rest.split()), "", at, "surely" if sort == "code" else "if_often")
    for form in (_timed, _in_brackets, _before_colon, _before_tab, _before_dash):
        if found := form(rest, rest[:REACH]):
            early = EARLY_TIME.match(found.words[:REACH]) if at is None and found.at is None else None
            words = found.words[early.end() :] if early else found.words
            when = seconds(early["time"]) if early else found.at if at is None else at
            return Opening(" ".join(found.speaker.split()), words.strip(), when, found.sure)
    return None


def _timed(rest: str, head: str) -> Opening | None:
    found = TIMED.match(head)
    if not found or (sort := sort_of(found["label"])) not in ("code", "name"):
        return None
    alone = not rest[found.end() :].strip()
    if found["then"] or alone or (sort == "code" and head[found.end("time") : found.end("time") + 1] in ("]", ")")):
        return Opening(found["label"], rest[found.end() :], seconds(found["time"]), "surely")
    return None


def _in_brackets(rest: str, head: str) -> Opening | None:
    found = BRACKETS.match(head)
    sort = sort_of(found["label"]) if found else ""
    if not found or not sort or (sort != "code" and found["open"] == "("):
        return None
    if sort != "code" and key(found["label"]) in WORDS["noises"]:
        return None
    unsure: Sure = "if_often" if found["then"] else "if_known"
    return Opening(found["label"], rest[found.end() :], None, unsure if sort == "loose" else "surely")


def _before_colon(rest: str, head: str) -> Opening | None:
    found = COLON.match(head)
    sort = sort_of(found["label"]) if found else ""
    if not found or not sort:
        return None
    behind = head[found.end("colon") :]
    if sort != "code" and (
        behind.startswith("/")
        or EMOTICON.match(head[found.start("colon") :])
        or (found["label"][-1].isdigit() and not found["aside"] and behind[:1].isdigit())
    ):
        return None
    label, words, aside = found["label"], rest[found.end() :], found["aside"] or ""
    if aside and _is_of_person(aside[1:-1]):
        label = f"{label} {aside}"
    elif aside:
        words = f"{aside} {words}"
    return Opening(label, words, None, "if_often" if sort == "loose" else "surely")


def _is_of_person(aside: str) -> bool:
    """Whether what stands in brackets behind a label is who it is (`10 jaar`, `f`, `Lise`), not how they say it."""
    low = aside.strip(" .").casefold()
    return (
        any(one.isdigit() for one in aside)
        or low in WORDS["attributes"]
        or (sort_of(aside) in ("code", "name") and low not in WORDS["noises"])
    )


def _before_tab(rest: str, head: str) -> Opening | None:
    found = TAB.match(head)
    sort = sort_of(found["label"]) if found else ""
    if not found or not sort:
        return None
    return Opening(found["label"], rest[found.end() :], None, "if_often" if sort == "loose" else "surely")


def _before_dash(rest: str, head: str) -> Opening | None:
    found = DASH.match(head)
    sort = sort_of(found["label"]) if found else ""
    if not found or not sort:
        return None
    sure: dict[str, Sure] = {"code": "surely", "name": "if_often"}
    return Opening(found["label"], rest[found.end() :], None, sure.get(sort, "if_known"))


def key(label: str) -> str:
    """What `P3`, `p3` and `P 3` have in common."""
    return re.sub(r"[\s.]+", "", label).casefold()


def bare(label: str) -> str:
    """A label without its article and without what stands in brackets: `L’animatrice (f)` is `animatrice`."""
    whole = " ".join(re.split(r"(?<=\S)\s*[(\[]", label)[0].split())
    article = ARTICLE.match(whole)
    return whole[article.end() :] if article else whole


def names_in(label: str) -> tuple[str, ...]:
    """What in a label may be a name: the whole, and each word with a capital. None in `P3`, `Kind 3` and `Rode vos`."""
    whole = bare(label)
    inside = [one for one in re.findall(r"[(\[]([^()\[\]]*)", label) if sort_of(one) == "name"]
    return tuple(name for part in (whole, *inside) for name in _names_of(part))


def _names_of(part: str) -> list[str]:
    words = [word.rstrip(".") for word in WORD.findall(part)]
    is_animal = COLOURS & set(part.casefold().split()) and any(word[0].islower() for word in words if word not in SMALL)
    if sort_of(part) == "code" or (is_animal and len(words) > 1):
        return []
    apart = [
        word
        for word in words
        if len(word) > 1
        and (word[0].isupper() or len(words) == 1)
        and word.casefold() not in ROLES | SMALL | WORDS["not_names"]
    ]
    return [part, *apart] if apart and len(words) > 1 else apart


def sort_of(label: str) -> Literal["code", "name", "loose", ""]:
    """How much a text looks like the mark of a speaker: `P3`, `Kind 3`; `Lise`, `Rode vos`; `vos`; or not at all."""
    label = " ".join(label.split())
    if not label or len(label) > LONGEST or label.count(" ") > 4:
        return ""
    words = [word.casefold().rstrip(".") for word in label.split()]
    if all(_is_code(part) for part in JOINED.split(label)):
        return "code"
    if words[0] in WORDS["not_names"] or (len(words) == 1 and words[0] in SMALL):
        return ""
    if len(words) == 1 and re.fullmatch("[0-9]{1,2}", label):
        return "name"
    if all(_is_of_name(word) for word in label.split()) and any(one[0].isupper() for one in label.split()):
        return "name"
    if words[0] in ROLES and len(words) <= 3 and all(_is_of_name(word) for word in label.split()[1:]):
        return "name"
    animal = [word for word in words if word not in COLOURS and word not in SMALL]
    if len(animal) == 1 < len(words) and WORD.fullmatch(animal[0]) and COLOURS & set(words):
        return "name"
    return "loose" if len(words) <= 3 and all(WORD.fullmatch(word) for word in words) else ""


def _is_code(part: str) -> bool:
    first, _, number = bare(part).partition(" ")
    is_role = first.casefold().rstrip(".") in ROLES and re.fullmatch(r"(?:n[°r]\.? ?)?[0-9]{0,3}[A-Za-z]?", number)
    return bool(is_role or CODE.fullmatch(part))


def _is_of_name(word: str) -> bool:
    """Whether a word fits in a name: it has a capital, or is small, or a number; a full stop only after short ones."""
    low = word.casefold().rstrip(".")
    if word.endswith(".") and len(low) > 2 and low not in ROLES:
        return False
    if low in SMALL or word.isdigit():
        return True
    parts = [word] if WORD.fullmatch(word) else re.split(r"[-_/]", word)
    return low not in WORDS["not_names"] and all(
        CODE.fullmatch(part) or (WORD.fullmatch(part) and part[0].isupper()) for part in parts
    )
