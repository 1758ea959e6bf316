"""The lines of a transcript: who said what, and when. What we did not understand is handed back, never dropped."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from consultations.interchange.transcript_formats import (
    EMPTY,
    NOTE,
    OUTSIDE,
    TIME_OUT_OF_ORDER,
    TIME_UNREADABLE,
    Piece,
    one_line,
)
from consultations.interchange.transcript_labels import LONGEST, WORDS, Opening, clock, is_dashed, key, opening
from translations import N_

SHORT: Final = 80
"""Characters of what we did not understand that are shown."""
BEFORE_FIRST, NO_SPEAKER = "before_first", "no_speaker"
REASONS: Final = {
    BEFORE_FIRST: N_("This stands before the first speaker."),
    NO_SPEAKER: N_("Somebody says this, but it does not say who."),
    EMPTY: N_("Nobody says anything here."),
    TIME_OUT_OF_ORDER: N_("This time does not fit with the times around it. We left the time out."),
    TIME_UNREADABLE: N_("We cannot read this time. We left the time out."),
    NOTE: N_("This is a note of the file. Nobody says it."),
    OUTSIDE: N_("This text has no time, so it belongs to no subtitle."),
}


@dataclass(frozen=True)
class Line:
    """What one speaker said at one go; `at`: seconds from the beginning; `source_line`: where it begins, from 1."""

    speaker: str
    words: str
    at: float | None
    source_line: int


@dataclass(frozen=True)
class Misread:
    """What we could not make a line of: at most 80 characters of it, and why, as a key of `REASONS`."""

    source_line: int
    text: str
    reason: str


@dataclass(frozen=True)
class Transcript:
    """What was said, in the order of the file, and what we did not understand. Until mapped, labels may be names."""

    lines: tuple[Line, ...]
    not_understood: tuple[Misread, ...]


@dataclass
class _Turn:
    """A line while we read it: the mark, and the words so far, of one or more lines of the file."""

    speaker: str
    at: float | None
    source_line: int
    words: list[str]


def transcript_of(pieces: Sequence[Piece]) -> Transcript:
    """The lines in the pieces of a file. Pieces without a mark go on where the speaker before them stopped.

    A speaker keeps the first spelling of the label: `p3` is `P3`. Of the times, as few as possible are left out so that
    none goes back; times of words that go on are not kept. A time alone on a line is that of the speaker below it.
    """
    turns: list[_Turn] = []
    wrong: list[Misread] = []
    speaking, at = False, None
    spelling: dict[str, str] = {}
    openings = _openings(pieces)
    for piece, begun, then in zip(pieces, openings, [*openings, None][1:], strict=True):
        if piece.wrong:
            wrong.append(_misread(piece, piece.wrong))
        elif begun:
            label = spelling.setdefault(key(begun.speaker), begun.speaker)
            when = next((one for one in (begun.at, piece.at, at) if one is not None), None)
            turns.append(_Turn(label, when, piece.source_line, [one_line(begun.words)]))
            speaking, at = True, None
        elif piece.voice == "" or (piece.of_cue and is_dashed(piece.text)):
            wrong.append(_misread(piece, NO_SPEAKER))
            speaking = False
        elif (
            not piece.of_cue
            and (time := clock(piece.text)) is not None
            and (then or not piece.text.strip()[0].isdigit())
        ):
            at = time
        elif not one_line(piece.text):
            continue
        elif speaking:
            turns[-1].words.append(one_line(piece.text))
        else:
            wrong.append(_misread(piece, NO_SPEAKER if turns else BEFORE_FIRST))
    lines, back = _lines(turns)
    return Transcript(tuple(lines), tuple(sorted([*wrong, *back], key=lambda one: one.source_line)))


def _openings(pieces: Sequence[Piece]) -> list[Opening | None]:
    """For each piece, whether somebody begins to speak in it. Every mark that is not sure needs the others."""
    found = [_opening(piece) for piece in pieces]
    sure = {key(one.speaker) for one in found if one and one.sure == "surely"}
    counts = Counter(key(one.speaker) for one in found if one and one.sure == "if_often")
    known = sure | {one for one, times in counts.items() if times > 1}
    begun = [one if one and key(one.speaker) in known else None for one in found]
    speaks = [
        one and (piece.voice or key(one.speaker) not in WORDS["headings"])
        for piece, one in zip(pieces, begun, strict=True)
    ]
    first = next((at for at, one in enumerate(speaks) if one), len(begun))
    return [None] * first + begun[first:]


def _opening(piece: Piece) -> Opening | None:
    if piece.wrong or piece.voice == "":
        return None
    if piece.voice:
        return Opening(piece.voice[:LONGEST].strip(), piece.text, piece.at, "surely")
    return opening(piece.text)


def _lines(turns: Sequence[_Turn]) -> tuple[list[Line], list[Misread]]:
    lines: list[Line] = []
    wrong: list[Misread] = []
    for turn in turns:
        words = " ".join(one for one in turn.words if one)
        if words:
            lines.append(Line(turn.speaker, words, turn.at, turn.source_line))
        else:
            wrong.append(Misread(turn.source_line, _short(turn.speaker), EMPTY))
    for index in _going_back([line.at for line in lines]):
        wrong.append(Misread(lines[index].source_line, _time(lines[index].at or 0), TIME_OUT_OF_ORDER))
        lines[index] = replace(lines[index], at=None)
    return lines, wrong


def _going_back(times: Sequence[float | None]) -> list[int]:
    """Which times to leave out, as few as possible and rather later ones, so that none is before the one above it.

    The others are the longest run that does not decrease (Fredman 1975, Discrete Mathematics 11), sought from the end.
    """
    ends: list[float] = []  # of the best run of each length so far: its last value, and where that stands
    places: list[int] = []
    before: dict[int, int | None] = {}
    timed = [(index, -time) for index, time in enumerate(times) if time is not None]
    for index, value in reversed(timed):
        length = bisect_right(ends, value)
        ends[length : length + 1] = [value]
        places[length : length + 1] = [index]
        before[index] = places[length - 1] if length else None
    kept = set()
    at = places[-1] if places else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return [index for index, _ in timed if index not in kept]


def _misread(piece: Piece, reason: str) -> Misread:
    return Misread(piece.source_line, _short(piece.text), reason)


def _short(text: str) -> str:
    text = one_line(text[: SHORT * 4])
    return text if len(text) <= SHORT else f"{text[: SHORT - 1].rstrip()}…"


def _time(seconds: float) -> str:
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"
