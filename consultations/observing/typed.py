"""What is typed in from a sheet of paper, cell by cell, as an answer; and an answer as cells again. Pure."""

import re
from typing import Any

from consultations.observing import pins_on_paper
from consultations.observing.cells import Cells, Column, whole
from consultations.shapes import (
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
    Pin,
    Rate,
    Refused,
    Stances,
    Stickers,
    Write,
    letter,
    lettered,
    pairs_on_paper,
)
from translations import N_

STANCES = {"+": 1, "-": -1, "−": -1, "0": 0, "o": 0}
SHOWN_STANCES = {1: "+", -1: "-", 0: "0"}
NEITHER = "="
ANSWER = "answer"


def columns(control: Control) -> tuple[Column, ...]:
    """The columns of a sheet's row; none for what cannot be typed in."""
    match control:
        case Pick(choices) | Rate(choices):
            return (Column(ANSWER, _span(choices), "letters", longest=3),)
        case PickMany(choices):
            return (Column(ANSWER, _span(choices), "letters", longest=40),)
        case Number(least, most, unit):
            return (Column(ANSWER, f"{least}–{most} {unit}".strip(), "number", longest=6),)
        case Write(longest):
            return (Column(ANSWER, "", "words", longest=longest),)
        case Stickers(choices):
            return tuple(Column(one.key, at, "number", one.label, 2) for at, one in lettered(choices))
        case Stances(choices):
            return tuple(Column(one.key, at, "sign", one.label, 1) for at, one in lettered(choices))
        case OneByOne(things):
            return tuple(Column(one.key, at, "number", one.label, 1) for at, one in lettered(things))
        case Order(choices):
            return tuple(Column(one.key, at, "number", one.label, 1) for at, one in lettered(choices))
        case Duel(choices, rounds):
            pairs = pairs_on_paper(len(choices), rounds)
            return tuple(
                Column(
                    f"{choices[left].key} {choices[right].key}",
                    f"{letter(left)} – {letter(right)}",
                    "letters",
                    f"{choices[left].label} – {choices[right].label}",
                    3,
                )
                for left, right in pairs
            )
        case Piles(cards, piles, own):
            laid = tuple(Column(one.key, at, "pile", one.label, 2) for at, one in lettered(cards))
            named = range(len(piles) + 1, len(piles) + own + 1)
            return laid + tuple(Column(f"name {at}", f"{at} = …", "words", longest=40) for at in named)
        case Panels(_, most, longest):
            return tuple(Column(str(at), str(at), "words", longest=longest) for at in range(1, most + 1))
        case Pin():
            return pins_on_paper.columns(control)
    return ()


def legend(control: Control) -> tuple[tuple[str, str], ...]:
    """What each letter, and each number of a pile, stands for."""
    match control:
        case Pick(choices) | Rate(choices) | PickMany(choices) | Stickers(choices) | Stances(choices) | Duel(choices):
            return tuple((at, one.label) for at, one in lettered(choices))
        case OneByOne(things, answers):
            said = tuple((str(at), one.label) for at, one in enumerate(answers[0], start=1)) if _alike(answers) else ()
            return tuple((at, one.label) for at, one in lettered(things)) + said
        case Order(choices):
            return tuple((at, one.label) for at, one in lettered(choices))
        case Piles(cards, piles):
            named = tuple((str(at), one.label) for at, one in enumerate(piles, start=1))
            return tuple((at, one.label) for at, one in lettered(cards)) + named
        case Pin():
            return pins_on_paper.legend(control)
    return ()


def read_cells(control: Control, cells: Cells) -> Any:
    """A row as what the question type checks; None when nothing stands in it."""
    given = {name: said.strip() for name, said in cells.items() if said.strip()}
    if not given:
        return None
    match control:
        case Pick(choices) | Rate(choices):
            return _key(choices, given.get(ANSWER, ""))
        case PickMany(choices):
            return [_key(choices, one) for one in re.split(r"[\s,;+]+", given.get(ANSWER, "")) if one]
        case Number() | Write():
            said = given.get(ANSWER, "")
            return whole(said) if isinstance(control, Number) else said
        case Stickers():
            return {name: whole(said) for name, said in given.items()}
        case Stances():
            return {name: _stance(said) for name, said in given.items()}
        case OneByOne(things, answers):
            numbered = {one.key: each for one, each in zip(things, answers, strict=True)}
            return {name: _numbered(numbered[name], said) for name, said in given.items()}
        case Order():
            return _in_order(given)
        case Duel(choices):
            return [_pair(choices, name, said) for name, said in given.items()]
        case Piles():
            return _laid(control, given)
        case Panels(_, most):
            return [{"picture": "", "words": given.get(str(at), "")} for at in range(1, most + 1)]
        case Pin():
            return pins_on_paper.read_pins(control, given)
    raise Refused(N_("There is nothing to fill in here."))


def show_cells(control: Control, value: Any) -> dict[str, str]:
    """An answer that is kept, as it would have been typed."""
    if value is None:
        return {}
    match control:
        case Pick(choices) | Rate(choices):
            return {ANSWER: _letters(choices).get(str(value), "")}
        case PickMany(choices):
            return {ANSWER: " ".join(_letters(choices).get(str(one), "") for one in value)}
        case Number() | Write():
            return {ANSWER: str(value)}
        case Stickers():
            return {key: str(times) for key, times in value.items()}
        case Stances():
            return {key: SHOWN_STANCES[stance] for key, stance in value.items()}
        case OneByOne(things, answers):
            return {
                one.key: str([each.key for each in said].index(value[one.key]) + 1)
                for one, said in zip(things, answers, strict=True)
                if one.key in value
            }
        case Order():
            return {key: str(at) for at, key in enumerate(value, start=1)}
        case Duel(choices):
            by_letter = _letters(choices)
            return {
                f"{left} {right}": by_letter.get(chosen, "?") if chosen else NEITHER for left, right, chosen in value
            }
        case Piles(_, piles):
            numbers = {one.key: str(at) for at, one in enumerate(piles, start=1)}
            numbers |= {f"own_{at}": str(len(piles) + at) for at in range(1, control.own + 1)}
            names = {f"name {numbers[key]}": words for key, words in value["names"].items() if key in numbers}
            return {card: numbers.get(pile, "?") for card, pile in value["cards"].items()} | names
        case Panels():
            return {str(at): one["words"] for at, one in enumerate(value, start=1)}
        case Pin():
            return pins_on_paper.show_pins(control, value)
    return {}


def _span(choices: tuple[Choice, ...]) -> str:
    return f"A–{letter(len(choices) - 1)}" if choices else ""


def _letters(choices: tuple[Choice, ...]) -> dict[str, str]:
    return {one.key: at for at, one in lettered(choices)}


def _key(choices: tuple[Choice, ...], said: str) -> str:
    found = next((one.key for at, one in lettered(choices) if at == said.upper()), None)
    if found is None:
        raise Refused(N_("“{typed}” is not one of the letters on the sheet."), typed=said[:10])
    return found


def _stance(said: str) -> int:
    if said.lower() not in STANCES:
        raise Refused(N_("Type + for agree, - for disagree, 0 for pass."))
    return STANCES[said.lower()]


def _alike(answers: tuple[tuple[Choice, ...], ...]) -> bool:
    return len(set(answers)) == 1


def _numbered(answers: tuple[Choice, ...], said: str) -> str:
    """The answer with this number on the sheet."""
    at = whole(said)
    if not 1 <= at <= len(answers):
        raise Refused(N_("“{typed}” is not the number of an answer."), typed=said[:10])
    return answers[at - 1].key


def _in_order(given: Cells) -> list[str]:
    """Things by the place that was typed behind each: 1, 2 and so on, each place once."""
    places = {name: whole(said) for name, said in given.items()}
    if sorted(places.values()) != list(range(1, len(places) + 1)):
        raise Refused(N_("Number the things 1, 2, 3: each number once, without a gap."))
    return sorted(places, key=places.__getitem__)


def _pair(choices: tuple[Choice, ...], name: str, said: str) -> list[str]:
    left, _, right = name.partition(" ")
    return [left, right, "" if said == NEITHER else _key(choices, said)]


def _laid(control: Piles, given: Cells) -> dict[str, dict[str, str]]:
    """Cards by pile. A pile that children named themselves has a number behind those of the named ones."""
    keys = {str(at): one.key for at, one in enumerate(control.piles, start=1)}
    keys |= {str(len(control.piles) + at): f"own_{at}" for at in range(1, control.own + 1)}
    laid = {name: said for name, said in given.items() if not name.startswith("name ")}
    wrong = next((said for said in laid.values() if said not in keys), None)
    if wrong is not None:
        raise Refused(N_("“{typed}” is not the number of a pile."), typed=wrong[:10])
    own = {said for said in laid.values() if keys[said].startswith("own_")}
    return {
        "cards": {card: keys[said] for card, said in laid.items()},
        "names": {keys[at]: given.get(f"name {at}", "…") for at in own},
    }
