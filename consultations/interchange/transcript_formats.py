"""What the lines of a transcript are made of: plain lines, or the cues of WebVTT and SubRip, each with its time.

WebVTT: https://www.w3.org/TR/webvtt1/. SubRip has no standard: a number, `from --> to`, lines of text, an empty line.
"""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from consultations.interchange.transcript_labels import CHILDREN, MODERATORS, TIME, opening, seconds, sort_of

NOTE: Final = "note"
OUTSIDE: Final = "outside"
EMPTY: Final = "empty"
TIME_OUT_OF_ORDER: Final = "time_out_of_order"
TIME_UNREADABLE: Final = "time_unreadable"

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# What cannot be seen: control characters, direction overrides, zero-width marks, tags, and what is no character at all.
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
CUE_TIME = r"(?:[0-9]{1,3}:)?[0-9]{1,2}:[0-5][0-9](?:[.,][0-9]{1,3})?"
TIMING = re.compile(rf"\s*(?P<start>{CUE_TIME})\s*-->\s*(?P<end>{CUE_TIME})(?:\s.*)?")
NEARLY_TIMING = re.compile(r"\s*[0-9]+:[0-9]\S{0,20}\s*-->")
VTT = re.compile(r"\s*WEBVTT(?:[ \t]|$)")
VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(\s[^<>]*)?>")
TAGS = re.compile(
    rf"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:\.[^\s<>]*)?(?:\s[^<>]*)?>|<{TIME}>|\{{\\an?[0-9]{{1,2}}\}}", re.I
)
ENTITY = re.compile(r"&(?:amp|lt|gt|nbsp|quot|apos|lrm|rlm|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
IDENTIFIER = re.compile(r"\s*[\w./:#{}-]+\s*")
NUMBER = re.compile(r"\s*[0-9]{1,6}\s*")
BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|$)")
# What programs write about themselves: Microsoft Stream in notes, YouTube and Apple in the header.
OF_PROGRAMS = re.compile(
    r"NOTE (?:Confidence|duration|language|recognizability) ?:.*|(?:Kind|Language): ?[\w-]+|X-TIMESTAMP-MAP=.*", re.I
)
NUMBERED = re.compile(r"[-_./#].*")


@dataclass(frozen=True)
class Piece:
    """A line of text as it stands in the file.

    `at`: seconds from the beginning; `voice`: who the file says it is, "" when it says that it is somebody; `of_cue`:
    it stands in a subtitle, so a dash before it is another voice; `wrong`: why it is nothing that somebody said.
    """

    source_line: int
    text: str
    at: float | None = None
    voice: str | None = None
    of_cue: bool = False
    wrong: str = ""


def clean(text: str) -> str:
    """The text with one sort of line end, composed Unicode, and nothing that cannot be seen or is half a character."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return unicodedata.normalize("NFC", UNSEEN.sub("", LINE_ENDS.sub("\n", whole)))


def one_line(text: str) -> str:
    """Words on one line, with one space between them where there was white space (but a French thin space stays)."""
    return re.sub(r"[^\S\u00a0\u202f]+", " ", clean(text)).strip()


def is_webvtt(lines: Sequence[str]) -> bool:
    """Whether the first line that is not empty says so."""
    return bool(VTT.match(next((line for line in lines if line.strip()), "")))


def is_subrip(lines: Sequence[str]) -> bool:
    """Whether it begins with a timing, or with a number and a timing."""
    first = [line for line in lines[:1000] if line.strip()][:2]
    if first and NUMBER.fullmatch(first[0]):
        first = first[1:]
    return bool(first) and bool(TIMING.fullmatch(first[0]))


def plain(lines: Sequence[str]) -> list[Piece]:
    """Every line that is not empty."""
    return [Piece(number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def captions(lines: Sequence[str]) -> list[Piece]:
    """The lines of every cue, each with the time its cue begins; and, as wrong, what stands in no cue."""
    pieces: list[Piece] = []
    waiting: list[tuple[int, str]] = []  # what we have read since the last empty line or timing
    timing: tuple[int, str] | None = None
    name: tuple[int, str] | None = None
    for number, line in enumerate(lines, start=1):
        if TIMING.fullmatch(line) or NEARLY_TIMING.match(line):
            above = waiting[-1] if waiting and waiting[-1][0] == number - 1 else None
            is_mark = above is not None and (timing is None or bool(NUMBER.fullmatch(above[1])))
            pieces += _block(waiting[:-1] if is_mark else waiting, timing, name)
            waiting, timing, name = [], (number, line), above if is_mark else None
        elif line.strip():
            waiting.append((number, line))
        elif waiting or timing:
            pieces += _block(waiting, timing, name)
            waiting, timing, name = [], None, None
    return pieces + _block(waiting, timing, name)


def _block(texts: list[tuple[int, str]], timing: tuple[int, str] | None, name: tuple[int, str] | None) -> list[Piece]:
    return _cue(texts, timing, name) if timing else list(_apart(texts))


def _apart(texts: list[tuple[int, str]]) -> Iterator[Piece]:
    """Lines of no cue: the header, notes and styles, or text that lost its time."""
    if not texts:
        return
    is_head = bool(VTT.match(texts[0][1]))
    of_file = is_head or bool(BLOCK.match(texts[0][1]))
    for number, line in texts:
        if (is_head and number == texts[0][0] and line.strip() == "WEBVTT") or OF_PROGRAMS.fullmatch(line.strip()):
            continue
        yield Piece(number, line, wrong=NOTE if of_file else OUTSIDE)


def _cue(texts: list[tuple[int, str]], timing: tuple[int, str], name: tuple[int, str] | None) -> list[Piece]:
    number, line = timing
    found = TIMING.fullmatch(line)
    at = seconds(found["start"]) if found else None
    speaker = _speaker_of(name[1]) if name else ""
    pieces = list(_apart([name])) if name and not speaker and _says_something(name[1]) else []
    if not found:
        pieces.append(Piece(number, line, wrong=TIME_UNREADABLE))
    elif seconds(found["end"]) < seconds(found["start"]):
        pieces.append(Piece(number, line, wrong=TIME_OUT_OF_ORDER))
        at = None
    said = [piece for where, text in texts for piece in _voices(where, text, at)]
    if not said:
        return [*pieces, Piece(number, line, wrong=EMPTY)]
    if speaker and said[0].voice is None and not opening(said[0].text):
        said[0] = replace(said[0], voice=speaker)
    return pieces + said


def _voices(number: int, line: str, at: float | None) -> Iterator[Piece]:
    """What each voice says in one line of a cue; before the first `<v …>` it is nobody in particular."""
    parts = VOICE.split(line)
    for index in range(0, len(parts), 2):
        text = _untagged(parts[index])
        voice = None if index == 0 else one_line(_untagged(parts[index - 1] or ""))
        if text.strip() or voice:
            yield Piece(number, text, at, voice, True)


def _untagged(text: str) -> str:
    return one_line(ENTITY.sub(lambda found: html.unescape(found[0]), TAGS.sub("", text)))


def _speaker_of(name: str) -> str:
    """The speaker in the identifier of a cue: `P3`, `Kind 3`, `P3-12`; "" for a number, `cue4` or `a1b2`."""
    bare = one_line(NUMBERED.sub("", name))
    role = bare.split(" ")[0].casefold()
    is_speaker = re.fullmatch("P[0-9]{1,2}", bare) or (role in CHILDREN | MODERATORS and sort_of(bare) == "code")
    return bare if is_speaker else ""


def _says_something(name: str) -> bool:
    """Whether the line above a timing is more than an identifier."""
    marked = opening(name)
    return not IDENTIFIER.fullmatch(name) or bool(marked and marked.words)
