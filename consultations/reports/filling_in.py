"""What there is to fill in on paper, for each Control: boxes, stickers, pairs, piles, frames, lines."""

from collections.abc import Mapping, Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from consultations.reports.lettering import INK, QUIET, paragraph
from consultations.shapes import (
    Canvas,
    Cards,
    Choice,
    Control,
    Duel,
    Number,
    OneByOne,
    Order,
    Panels,
    Pick,
    PickMany,
    Piles,
    Rate,
    Stances,
    Stickers,
    Write,
    letter,
    lettered,
    pairs_on_paper,
)
from translations import N_, words

WIDE = 178 * mm
LINED = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, QUIET)]
EMPTY_LINES = 8
MOST_FRAMES = 6
STANCES = (("+", N_("I agree")), ("−", N_("I disagree")), ("0", N_("Pass")))
Controls = Mapping[str, Control]
"""The same thing to fill in, in each language."""


def fill_in(controls: Controls) -> list[Flowable]:
    """All of it, one under the other."""
    first, languages = next(iter(controls.values())), tuple(controls)
    match first:
        case Pick() | Rate() | PickMany():
            return [_ticks(_things(controls, "choices"))]
        case Stickers(dots=dots, per_option=most):
            told = _said(N_("You have {n} stickers, and at most {most} for one card."), languages, n=dots, most=most)
            return [paragraph(told, 10), _rows(_things(controls, "choices"), ["○" * min(most, 10)])]
        case Stances():
            return [_rows(_things(controls, "choices"), [f"{at} {_said(one, languages)}" for at, one in STANCES])]
        case OneByOne(answers=answers):
            return [*_answers(controls, len(set(answers)) == 1), _rows(_things(controls, "things"), ["☐"])]
        case Order():
            told = _said(N_("Write 1 behind what comes first, then 2, then 3."), languages)
            return [paragraph(told, 10), _rows(_things(controls, "choices"), ["☐"])]
        case Duel(rounds=rounds):
            told = _said(N_("Circle one letter of each two, or = when you cannot choose."), languages)
            return [paragraph(told, 10), _pairs(_things(controls, "choices"), rounds)]
        case Piles(piles=piles, own=own):
            return _piles(controls, len(piles), own)
        case Cards(most=most):
            return [_cards(controls, min(most, MOST_FRAMES))]
        case Panels(most=most):
            return [_frames([f"{at}" for at in range(1, most + 1)], 2, 62 * mm)]
        case Canvas():
            return [_frames([""], 1, 134 * mm)]
        case Number(least, most, unit):
            return [paragraph(f"{least} – {most} {unit}", 11), Spacer(0, 3 * mm), _frames([""], 4, 16 * mm)]
        case Write(lines=lines):
            return [_ruled(EMPTY_LINES if lines > 1 else 3)]
    return []


def _things(controls: Controls, name: str) -> list[tuple[str, str]]:
    """(letter, words in each language) of each thing there is."""
    by_language: list[Sequence[Choice]] = [getattr(one, name) for one in controls.values()]
    return [
        (at, " / ".join(dict.fromkeys(each[place].label for each in by_language)))
        for place, (at, _) in enumerate(lettered(tuple(by_language[0])))
    ]


def _ticks(things: list[tuple[str, str]]) -> Table:
    rows = [[paragraph("☐", 16), paragraph(at, 12, bold=True), paragraph(words_, 12)] for at, words_ in things]
    return _table(rows, [10 * mm, 12 * mm, WIDE - 22 * mm])


def _rows(things: list[tuple[str, str]], ways: list[str]) -> Table:
    """Each thing with something to tick or to stick beside it."""
    each = 66 * mm / len(ways) if len(ways) > 1 else 66 * mm
    big = len(ways) == 1
    rows = [
        [paragraph(at, 12, bold=True), paragraph(said, 11),
         *(paragraph(way if big else f"☐ {way}", 16 if big else 8.5) for way in ways)]
        for at, said in things or _to_be_filled()
    ]  # fmt: skip
    return _table(rows, [12 * mm, WIDE - 78 * mm, *[each] * len(ways)])


def _answers(controls: Controls, alike: bool) -> list[Flowable]:
    """What one can say, with its number; for each thing by itself where that differs."""
    told = _said(N_("Write behind each line the number of your answer."), tuple(controls))
    by_language = [one.answers for one in controls.values() if isinstance(one, OneByOne)]
    made = [paragraph(told, 10)]
    for place, (at, _) in enumerate(_things(controls, "things")[:1] if alike else _things(controls, "things")):
        each = [
            " / ".join(dict.fromkeys(answers[place][step].label for answers in by_language))
            for step in range(len(by_language[0][place]))
        ]
        said = "   ".join(f"{number} {words_}" for number, words_ in enumerate(each, start=1))
        made.append(paragraph(said if alike else f"{at}: {said}", 10))
    return [*made, Spacer(0, 2 * mm)]


def _to_be_filled() -> list[tuple[str, str]]:
    """Lines to copy the group's own cards on, where there are none yet."""
    return [(letter(at), "") for at in range(EMPTY_LINES)]


def _pairs(things: list[tuple[str, str]], rounds: int) -> Table:
    things = things if len(things) > 1 else _to_be_filled()
    rows = [
        [paragraph(things[left][1], 10), paragraph(things[left][0], 13, bold=True, centred=True),
         paragraph("=", 13, centred=True), paragraph(things[right][0], 13, bold=True, centred=True),
         paragraph(things[right][1], 10)]
        for left, right in pairs_on_paper(len(things), rounds)
    ]  # fmt: skip
    return _table(rows, [66 * mm, 15 * mm, 16 * mm, 15 * mm, 66 * mm])


def _piles(controls: Controls, named: int, own: int) -> list[Flowable]:
    languages = tuple(controls)
    piles = [(str(at), said) for at, (_, said) in enumerate(_things(controls, "piles"), start=1)] if named else []
    piles += [(str(named + at), "") for at in range(1, own + 1)]
    cards = _things(controls, "cards") or _to_be_filled()
    told = _said(N_("Write behind each card the number of its pile."), languages)
    return [
        paragraph(told, 10),
        _table([[paragraph(at, 12, bold=True), paragraph(said or "_" * 30, 11)] for at, said in piles],
               [12 * mm, WIDE - 12 * mm]),
        Spacer(0, 4 * mm),
        _table([[paragraph(at, 12, bold=True), paragraph(said, 11), paragraph("☐", 18)] for at, said in cards],
               [12 * mm, WIDE - 30 * mm, 18 * mm]),
    ]  # fmt: skip


def _cards(controls: Controls, count: int) -> Table:
    kinds = "   ".join(f"☐ {said}" for _, said in _things(controls, "kinds"))
    rows = [
        [paragraph(kinds if at < count else "", 8, quiet=True) for at in (row, row + 1)] for row in range(0, count, 2)
    ]
    made = Table(rows, colWidths=[WIDE / 2] * 2, rowHeights=[52 * mm] * len(rows))
    made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.8, INK), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return made


def _frames(names: list[str], across: int, high: float) -> Table:
    rows = [names[at : at + across] for at in range(0, len(names), across)]
    filled = [[paragraph(one, 11, bold=True) for one in row] + [""] * (across - len(row)) for row in rows]
    made = Table(filled, colWidths=[WIDE / across] * across, rowHeights=[high] * len(rows))
    made.setStyle(TableStyle([("GRID", (0, 0), (len(names) - 1, -1), 0.8, INK), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return made


def _ruled(lines: int) -> Table:
    made = Table([[""]] * lines, colWidths=[WIDE], rowHeights=[10 * mm] * lines)
    made.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.6, QUIET)]))
    return made


def _table(rows: list[list[Flowable]], widths: list[float]) -> Table:
    made = Table(rows or [[""] * len(widths)], colWidths=widths)
    made.setStyle(TableStyle(LINED))
    return made


def _said(sentence: str, languages: Sequence[str], **holes: object) -> str:
    return " / ".join(dict.fromkeys(words(one).gettext(sentence).format(**holes) for one in languages))
