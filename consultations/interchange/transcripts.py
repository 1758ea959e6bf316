"""A transcript of a focus group, from a file or pasted, and its speakers. Real names live in the preview only.

Read it, show its speakers, let somebody say who each of them is, and keep what `mapped` makes of it.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from consultations.interchange.transcript_files import LARGEST, NOT_ITS_KIND, TOO_BIG, text_of
from consultations.interchange.transcript_formats import captions, clean, is_subrip, is_webvtt, plain
from consultations.interchange.transcript_labels import CHILDREN, MODERATORS, bare, names_in
from consultations.interchange.transcript_lines import NO_SPEAKER, REASONS, Line, Misread, Transcript, transcript_of
from consultations.shapes import Refused
from translations import N_

__all__ = [
    "KINDS", "LEAVE_OUT", "MODERATOR", "NOT_A_SPEAKER", "REASONS", "Line", "Misread", "Speaker", "Transcript",
    "mapped", "read_file", "read_pasted", "speakers",
]  # fmt: skip

KINDS: Final = ("docx", "txt", "vtt", "srt")
MOST_LINES: Final = 5000
"""Lines that hold words. With empty lines, numbers and timings there may be ten times as many."""
MODERATOR, LEAVE_OUT, NOT_A_SPEAKER = "moderator", "leave out", "not a speaker"
"""Who a label can be besides a pseudonym. The last: no label, but the beginning of a sentence of the speaker before."""
NUMBERED = re.compile(r"P[1-9][0-9]?")
LIKELY = re.compile(r"(?:[pkedlrc]|(?P<role>[^\W\d_]+)\.?) ?0?(?P<number>[1-9][0-9]?)")
NOTHING: Final = N_("There is nothing in this transcript.")
REMOVED: Final = "[…]"


@dataclass(frozen=True)
class Speaker:
    """A label, the number of lines it has, and who it most likely is: `P3`, MODERATOR, or "" when we cannot tell."""

    label: str
    lines: int
    likely: str


def read_file(name: str, data: bytes) -> Transcript:
    """The transcript in a file, of whose name only the extension counts: .docx, .txt, .vtt or .srt.

    Refused when it is not what its extension says, larger than 2 MB or 5,000 lines, unreadable or empty. A text that
    holds subtitles is read as subtitles. A line of a .docx is a paragraph, a part of one up to a line break, or a row
    of a table.
    """
    _, dot, kind = name.strip().casefold().rpartition(".")
    if not dot or kind not in KINDS:
        raise Refused(N_("We can read a transcript when it is a .docx, .txt, .vtt or .srt file."))
    return _read(text_of(kind, data), kind)


def read_pasted(text: str) -> Transcript:
    """The transcript in a text that somebody pasted, as lines or as subtitles. Refused as in `read_file`."""
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise Refused(TOO_BIG, n=LARGEST // 1024**2)
    return _read(text, "txt")


def _read(text: str, kind: str) -> Transcript:
    lines = clean(text).split("\n", MOST_LINES * 10)
    if not any(line.strip() for line in lines):
        raise Refused(NOTHING)
    is_vtt, is_srt = is_webvtt(lines), is_subrip(lines)
    if (kind == "vtt" and not is_vtt) or (kind == "srt" and not is_srt):
        raise Refused(NOT_ITS_KIND, kind=f".{kind}")
    pieces = captions(lines) if is_vtt or is_srt else plain(lines)
    if not pieces:
        raise Refused(NOTHING)
    if len(lines) > MOST_LINES * 10 or len(pieces) > MOST_LINES:
        raise Refused(N_("This transcript is too long. It may have {n} lines at most."), n=MOST_LINES)
    return transcript_of(pieces)


def speakers(transcript: Transcript) -> tuple[Speaker, ...]:
    """Every label, in the order in which they first speak, for somebody to say who it is."""
    counts = Counter(line.speaker for line in transcript.lines)
    return tuple(Speaker(label, lines, _likely(label)) for label, lines in counts.items())


def _likely(label: str) -> str:
    low = bare(label).casefold()
    if low.partition(" ")[0].rstrip(".") in MODERATORS:
        return MODERATOR
    found = LIKELY.fullmatch(low)
    return f"P{found['number']}" if found and (found["role"] is None or found["role"] in CHILDREN) else ""


def mapped(transcript: Transcript, mapping: Mapping[str, str], pseudonyms: Collection[str] = ()) -> Transcript:
    """The lines under pseudonyms, which may be kept: no label of the file is in them.

    `mapping` says who each label is: `P1` … `P99`, one of `pseudonyms`, MODERATOR, LEAVE_OUT (its lines go) or
    NOT_A_SPEAKER (its lines go to the speaker before). Refused when it leaves one open, or says anything else: a name
    is no pseudonym. A label that may be a name gives way in what others say too, where it is a whole word: to the
    pseudonym, or to […]. What was not understood keeps its place and reason, but not its text.
    """
    heard = list(dict.fromkeys(line.speaker for line in transcript.lines))
    allowed = {MODERATOR, LEAVE_OUT, NOT_A_SPEAKER, *pseudonyms}
    if not all(mapping.get(one) in allowed or NUMBERED.fullmatch(mapping.get(one, "")) for one in heard):
        raise Refused(N_("Say for each speaker who it is."))
    lines, orphans = _rejoined(transcript.lines, mapping)
    without_names = _without({one: mapping[one] for one in heard if mapping[one] != NOT_A_SPEAKER})
    kept = [
        replace(line, speaker=mapping[line.speaker], words=without_names(line.words))
        for line in lines
        if mapping[line.speaker] != LEAVE_OUT
    ]
    misread = [*orphans, *(replace(one, text="") for one in transcript.not_understood)]
    return Transcript(tuple(kept), tuple(sorted(misread, key=lambda one: one.source_line)))


def _rejoined(lines: tuple[Line, ...], mapping: Mapping[str, str]) -> tuple[list[Line], list[Misread]]:
    """The lines of labels that are none, back behind the words they belong to; those with nobody before them apart."""
    whole: list[Line] = []
    words: list[list[str]] = []
    orphans: list[Misread] = []
    for line in lines:
        if mapping[line.speaker] != NOT_A_SPEAKER:
            whole.append(line)
            words.append([line.words])
        elif whole:
            words[-1].append(f"{line.speaker}: {line.words}")
        else:
            orphans.append(Misread(line.source_line, "", NO_SPEAKER))
    return [replace(line, words=" ".join(said)) for line, said in zip(whole, words, strict=True)], orphans


def _instead_of_names(mapping: Mapping[str, str]) -> dict[str, str]:
    """What stands in for each name in the labels, however it is written. The label with the fewest words decides."""
    instead: dict[str, str] = {}
    fewest: dict[str, int] = {}
    for label in sorted(mapping, key=lambda one: len(one.split())):
        target, length = mapping[label], len(label.split())
        to = REMOVED if target in (MODERATOR, LEAVE_OUT) else target
        for name in names_in(label):
            for written in {one.replace("’", "'") for one in (name, name.title(), name.upper())}:
                if fewest.setdefault(written, length) == length:
                    instead[written] = to if instead.get(written, to) == to else REMOVED
    return instead


def _without(mapping: Mapping[str, str]) -> Callable[[str], str]:
    """How words are freed of the names in these labels."""
    instead = _instead_of_names(mapping)
    if not instead:
        return lambda words: words
    names = "|".join(re.escape(name) for name in sorted(instead, key=len, reverse=True)).replace("'", "['’]")
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    return lambda words: pattern.sub(lambda found: instead[found[0].replace("’", "'")], words)
