"""Controls: how something is asked. `parts/controls` draws each of them and nothing else."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One thing to tap: a key that is the same in every language, the words, and the name of a picture."""

    key: str
    label: str
    picture: str = ""


@dataclass(frozen=True)
class Pick:
    """One of several."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class PickMany:
    """Any of several; at most `at_most` of them, when it is not 0."""

    choices: tuple[Choice, ...]
    at_most: int = 0


@dataclass(frozen=True)
class Rate:
    """One step of a scale, from least to most; with faces when the choices have pictures."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Write:
    """Words: one line or several, at most `longest` code points."""

    longest: int
    lines: int = 1


@dataclass(frozen=True)
class Number:
    """A whole number from `least` to `most`, in `unit`."""

    least: int
    most: int
    unit: str = ""


@dataclass(frozen=True)
class Read:
    """Nothing to answer; perhaps more `lines` to read."""

    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cards:
    """A wall to write cards for: of some kinds, at most `longest` letters each, at most `most` of one's own."""

    kinds: tuple[Choice, ...]
    longest: int
    most: int
    emoji: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stickers:
    """So many `dots` to stick on options, at most `per_option` on one."""

    choices: tuple[Choice, ...]
    dots: int
    per_option: int


@dataclass(frozen=True)
class Duel:
    """Two options side by side, again and again, at most `rounds` times. Which two comes with the question."""

    choices: tuple[Choice, ...]
    rounds: int


@dataclass(frozen=True)
class Stances:
    """One statement after another: agree, disagree, pass. Which one comes with the question."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class OneByOne:
    """One thing after another, each with its own answers to choose from: `answers` are in the order of `things`."""

    things: tuple[Choice, ...]
    answers: tuple[tuple[Choice, ...], ...]


@dataclass(frozen=True)
class Order:
    """Things to put in order: tap the first, then the second, and so on."""

    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Piles:
    """Cards to lay in piles: in named ones, and, if `own` is not 0, in at most so many piles named by oneself."""

    cards: tuple[Choice, ...]
    piles: tuple[Choice, ...]
    own: int = 0


@dataclass(frozen=True)
class Panels:
    """A story in pictures: from `least` to `most` panels, each a picture to choose and a caption.

    `pictures` are emoji; `own` are pictures that staff brought in, by key.
    """

    least: int
    most: int
    longest: int
    pictures: tuple[str, ...]
    own: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Canvas:
    """A sheet to draw on, 1000 by 750, with these colours."""

    colours: tuple[str, ...]


@dataclass(frozen=True)
class Pin:
    """Pages to put pins on, each with its picture: from `least` to `most` pins of one's own, each of one of `kinds`.

    With a pin come at most `longest` letters of words. Without pages there is nothing to pin.
    """

    pages: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    most: int
    longest: int
    least: int = 1


Control = (
    Pick
    | PickMany
    | Rate
    | Write
    | Number
    | Read
    | Cards
    | Stickers
    | Duel
    | Stances
    | OneByOne
    | Order
    | Piles
    | Panels
    | Canvas
    | Pin
)
