"""Sheets: an activity on paper. What is printed and what is typed in from it carry the same numbers and letters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from consultations.shapes.controls import Choice, Control
from consultations.shapes.words import Words


@dataclass(frozen=True)
class SheetActivity:
    """One activity to print: its `number`, a short `id`, what is asked, and what there is to fill in, by language.

    `pictures`: what the pictures hold that are printed with it, by id.
    """

    number: int
    id: str
    wording: Words
    controls: Mapping[str, Control]
    pictures: Mapping[str, bytes] = field(default_factory=dict)


SIGNS: Final = {"like": "+", "dislike": "−", "idea": "!"}
"""How the kinds of a pin are written on paper: the same in every language."""


def places_on_paper() -> tuple[int, int]:
    """In how many columns (A, B …) and rows (1, 2 …) a page is divided on paper."""
    return 5, 4


def letter(at: int) -> str:
    """The letter of a thing by its place, from 0: A … Z, AA, AB …"""
    rest, letters = at + 1, ""
    while rest:
        rest, one = divmod(rest - 1, 26)
        letters = chr(65 + one) + letters
    return letters


def lettered(choices: tuple[Choice, ...]) -> tuple[tuple[str, Choice], ...]:
    """Each thing with its letter."""
    return tuple((letter(at), one) for at, one in enumerate(choices))


def pairs_on_paper(things: int, rounds: int) -> tuple[tuple[int, int], ...]:
    """Which things stand side by side on paper, by place: at most `rounds` pairs, no pair twice.

    The circle method of a round robin: each thing comes up as often as the others, give or take one.
    """
    circle: list[int | None] = [*range(things), *([None] if things % 2 else [])]
    pairs: list[tuple[int, int]] = []
    for turn in range(len(circle) - 1):
        half = len(circle) // 2
        for left, right in zip(circle[:half], reversed(circle[half:]), strict=True):
            if left is not None and right is not None:
                pairs.append((left, right) if turn % 2 == 0 else (right, left))
        circle = [circle[0], circle[-1], *circle[1:-1]]
    return tuple(pairs[:rounds])
