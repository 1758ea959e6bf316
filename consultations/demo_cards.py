"""The pages of the card game in the demo, drawn when the demo is made: a prototype as designers sketch one."""

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from consultations.interchange import pictures
from consultations.shapes import CleanPicture

WIDTH, HEIGHT = 960, 640
PAPER, INK, PALE, GREY = "#fffdf5", "#1b2430", "#e9e4d4", "#b9bfc8"
BLUE, GREEN, CORAL, YELLOW = "#3d7cc9", "#3a9d6b", "#e0685a", "#f2b632"
Draw = ImageDraw.ImageDraw
Box = tuple[float, float, float, float]


def picture(page: str, number: int) -> CleanPicture:
    """The page called so, as it is in this version of the game."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    PAGES[page, number](ImageDraw.Draw(sheet))
    return pictures.of_pixels(sheet.quantize(64).convert("RGB"))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """DejaVu, which comes with matplotlib and has every Dutch and French letter."""
    found = importlib.util.find_spec("matplotlib")
    assert found
    assert found.submodule_search_locations
    folder = Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    return ImageFont.truetype(str(folder / "DejaVuSans-Bold.ttf"), size)


def _says(on: Draw, x: float, y: float, words: str, size: int, colour: str = INK) -> None:
    on.text((x, y), words, fill=colour, font=_font(size), anchor="mm", align="center")


def _titled(on: Draw, words: str) -> None:
    on.rectangle((0, 0, WIDTH, 84), fill=YELLOW)
    _says(on, WIDTH / 2, 42, words, 34)


def _card(on: Draw, box: Box, colour: str) -> tuple[float, float]:
    """A card with a band on top. Returns the middle."""
    left, top, right, bottom = box
    on.rounded_rectangle(box, 22, fill="white", outline=INK, width=4)
    on.rounded_rectangle((left + 2, top + 2, right - 2, top + 46), 20, fill=colour)
    on.rectangle((left + 4, top + 26, right - 4, top + 48), fill=colour)
    return (left + right) / 2, (top + bottom) / 2


def _person(on: Draw, x: float, y: float, size: float, colour: str) -> None:
    on.ellipse((x - size * 0.45, y - size, x + size * 0.45, y - size * 0.1), fill=colour)
    on.pieslice((x - size * 0.9, y, x + size * 0.9, y + size * 1.8), 180, 360, fill=colour)


def _heart(on: Draw, x: float, y: float, size: float) -> None:
    on.ellipse((x - size, y - size, x, y), fill=CORAL)
    on.ellipse((x, y - size, x + size, y), fill=CORAL)
    sides = [(x + size * way * 0.94, y - size * 0.25) for way in (1, -1)]
    on.polygon((sides[1], (x, y - size * 0.5), sides[0], (x, y + size * 0.95)), fill=CORAL)


def _balloon(on: Draw, x: float, y: float, size: float, words: str) -> None:
    on.rounded_rectangle((x - size, y - size * 0.7, x + size, y + size * 0.4), 18, fill=BLUE)
    on.polygon(((x - size * 0.5, y + size * 0.35), (x, y + size * 0.35), (x - size * 0.6, y + size * 0.85)), fill=BLUE)
    _says(on, x, y - size * 0.15, words, round(size * 0.5), "white")


def _stack(on: Draw, x: float, y: float, colour: str, words: str = "") -> None:
    for step in (16, 8, 0):
        box = (x - 70 + step, y - 95 - step, x + 70 + step, y + 95 - step)
        on.rounded_rectangle(box, 14, fill=colour, outline=INK, width=3)
    _says(on, x, y, words, 40, "white")


def _dense_rules(on: Draw) -> None:
    """The rules of the first version: everything on one page, in small print."""
    _titled(on, "Regels · Règles")
    for column, lines in ((70, 13), (520, 11)):
        for line in range(lines):
            length = 370 if (line + 1) % 5 else 210
            on.rounded_rectangle((column, 130 + line * 36, column + length, 144 + line * 36), 7, fill=GREY)
    _heart(on, 700, 570, 26)


def _rules_in_steps(on: Draw) -> None:
    _titled(on, "Regels · Règles")
    said = ("Schud\nMélange", "Neem 3 kaarten\nPrends 3 cartes", "Lees voor\nLis à haute voix", "Help!\nAide !")
    for at, words in enumerate(said):
        x = 135 + at * 230
        _card(on, (x - 102, 130, x + 102, 600), BLUE)
        _says(on, x, 154, str(at + 1), 32, "white")
        _says(on, x, 530, words, 19)
    _stack(on, 127, 350, GREEN)
    for step in (-45, 0, 45):
        box = (365 + step - 38, 290 + abs(step), 365 + step + 38, 420 + abs(step))
        on.rounded_rectangle(box, 10, fill=YELLOW, outline=INK, width=3)
    _balloon(on, 595, 350, 70, "A b c")
    _heart(on, 825, 350, 62)


def _three_stacks(on: Draw) -> None:
    """Three stacks that look the same."""
    _titled(on, "Op tafel · Sur la table")
    on.rounded_rectangle((70, 140, 890, 590), 40, fill=PALE)
    for at, name in enumerate("ABC"):
        _stack(on, 240 + at * 235, 370, GREY, name)


SITUATIONS = (
    "Uitgelachen\nOn se moque", "Foto gedeeld\nPhoto partagée", "Niet meer mee\nMis de côté",
    "Raar bericht\nMessage bizarre",
)  # fmt: skip


def _situations(on: Draw) -> None:
    _titled(on, "Verhalen · Histoires")
    for at, words in enumerate(SITUATIONS):
        x, _ = _card(on, (30 + at * 230, 150, 234 + at * 230, 560), CORAL)
        _person(on, x, 290, 46, GREY)
        _balloon(on, x + 52, 240, 34, "!")
        _says(on, x, 480, words, 20)


def _situations_with_help(on: Draw) -> None:
    _situations(on)
    on.rounded_rectangle((30, 575, 924, 626), 20, fill=GREEN)
    _says(on, WIDTH / 2, 600, "Wat kan je doen? · Que peux-tu faire ?", 24, "white")


def _helpers(on: Draw) -> None:
    """Two cards with one drawing, and numbers in small print."""
    _titled(on, "Hulp · Aide")
    for at, words in enumerate(("Vriend\nAmi", "Volwassene\nAdulte", "Awel", "Écoute-Enfants")):
        x, _ = _card(on, (30 + at * 230, 150, 234 + at * 230, 560), GREEN)
        _person(on, x, 320, 54, BLUE)
        _says(on, x, 480, words, 20)
        if at > 1:
            _says(on, x + 74, 540, ("102", "103")[at - 2], 14)


def _bigger_helpers(on: Draw) -> None:
    _titled(on, "Hulp · Aide")
    for at, words in enumerate(("Vriend\nAmi", "Volwassene\nAdulte", "Awel\n102", "Écoute-Enfants\n103")):
        x, _ = _card(on, (30 + at * 230, 150, 234 + at * 230, 600), GREEN)
        if at < 2:
            _person(on, x, 320, (58, 84)[at], (YELLOW, BLUE)[at])
        else:
            on.rounded_rectangle((x - 44, 230, x + 44, 430), 18, fill=INK)
            on.rounded_rectangle((x - 34, 250, x + 34, 400), 8, fill="white")
            _heart(on, x, 330, 22)
        _says(on, x, 535, words, 22)


def _points(on: Draw) -> None:
    _titled(on, "Punten · Points")
    rows = (("Luisteren · Écouter", 1), ("Stop zeggen · Dire stop", 2), ("Hulp halen · Chercher de l’aide", 3))
    for at, (words, points) in enumerate(rows):
        y = 200 + at * 150
        on.rounded_rectangle((60, y - 58, 900, y + 58), 24, fill="white", outline=INK, width=4)
        on.text((100, y), words, fill=INK, font=_font(28), anchor="lm")
        for star in range(points):
            _says(on, 860 - star * 62, y, "★", 50, YELLOW)


PAGES: dict[tuple[str, int], Callable[[Draw], None]] = {
    ("rules", 1): _dense_rules,
    ("table", 1): _three_stacks,
    ("stories", 1): _situations,
    ("helpers", 1): _helpers,
    ("rules", 2): _rules_in_steps,
    ("stories", 2): _situations_with_help,
    ("helpers", 2): _bigger_helpers,
    ("points", 2): _points,
}
