"""The names children have here: a colour and an animal. Easy to remember for an hour, good for nothing afterwards.

Dutch animals all take *de*, so a colour never changes its ending; French colours follow the animal's gender.
"""

import random
from typing import Final

ANIMALS: Final = {
    "fox": ("vos", "renard", "m", "fox", "🦊"),
    "owl": ("uil", "hibou", "m", "owl", "🦉"),
    "bear": ("beer", "ours", "m", "bear", "🐻"),
    "cat": ("kat", "chat", "m", "cat", "🐱"),
    "dog": ("hond", "chien", "m", "dog", "🐶"),
    "hedgehog": ("egel", "hérisson", "m", "hedgehog", "🦔"),
    "panda": ("panda", "panda", "m", "panda", "🐼"),
    "koala": ("koala", "koala", "m", "koala", "🐨"),
    "otter": ("otter", "loutre", "f", "otter", "🦦"),
    "zebra": ("zebra", "zèbre", "m", "zebra", "🦓"),
    "elephant": ("olifant", "éléphant", "m", "elephant", "🐘"),
    "giraffe": ("giraf", "girafe", "f", "giraffe", "🦒"),
    "dolphin": ("dolfijn", "dauphin", "m", "dolphin", "🐬"),
    "whale": ("walvis", "baleine", "f", "whale", "🐳"),
    "penguin": ("pinguïn", "pingouin", "m", "penguin", "🐧"),
    "tortoise": ("schildpad", "tortue", "f", "tortoise", "🐢"),
    "frog": ("kikker", "grenouille", "f", "frog", "🐸"),
    "butterfly": ("vlinder", "papillon", "m", "butterfly", "🦋"),
    "tiger": ("tijger", "tigre", "m", "tiger", "🐯"),
    "lion": ("leeuw", "lion", "m", "lion", "🦁"),
    "wolf": ("wolf", "loup", "m", "wolf", "🐺"),
    "bee": ("bij", "abeille", "f", "bee", "🐝"),
    "camel": ("kameel", "chameau", "m", "camel", "🐫"),
    "parrot": ("papegaai", "perroquet", "m", "parrot", "🦜"),
}
COLOURS: Final = {
    "blue": ("blauwe", "bleu", "bleue", "blue"),
    "green": ("groene", "vert", "verte", "green"),
    "red": ("rode", "rouge", "rouge", "red"),
    "yellow": ("gele", "jaune", "jaune", "yellow"),
    "orange": ("oranje", "orange", "orange", "orange"),
    "purple": ("paarse", "violet", "violette", "purple"),
    "grey": ("grijze", "gris", "grise", "grey"),
    "pink": ("roze", "rose", "rose", "pink"),
}
CHOICES: Final = 12
SEATS: Final = CHOICES
"""A table has no more places than a line-up can show."""
NAMES: Final = len(ANIMALS) * len(COLOURS)
NOBODY: Final = "P0"
"""In a group that talks: words that nobody in particular said. Not a child, so in no head count and no sum."""


def is_number(pseudonym: str) -> bool:
    """Whether this is a place at a table (P1, P2 …) and not an animal."""
    return pseudonym.startswith("P") and pseudonym[1:].isdigit()


def draw(taken: set[str]) -> str:
    """A name nobody in the session has: first an animal nobody has, then a colour. At random, not by arrival."""
    seen = {one.split(" ")[1] for one in taken if not is_number(one)}
    fresh = [animal for animal in ANIMALS if animal not in seen] or list(ANIMALS)
    free = [f"{colour} {animal}" for animal in fresh for colour in COLOURS if f"{colour} {animal}" not in taken]
    free = free or [f"{c} {a}" for a in ANIMALS for c in COLOURS if f"{c} {a}" not in taken]
    return random.SystemRandom().choice(free)


def spoken(pseudonym: str, language: str) -> str:
    """The name in words: `blauwe vos`, `renard bleu`, `blue fox`."""
    if is_number(pseudonym):
        return pseudonym
    colour, animal = pseudonym.split(" ")
    dutch, french, gender, english, _ = ANIMALS[animal]
    if language == "fr":
        return f"{french} {COLOURS[colour][1 if gender == 'm' else 2]}"
    if language == "nl":
        return f"{COLOURS[colour][0]} {dutch}"
    return f"{COLOURS[colour][3]} {english}"


def picture(pseudonym: str) -> str:
    """The animal as an emoji."""
    return "👤" if is_number(pseudonym) else ANIMALS[pseudonym.split(" ")[1]][4]


def told_by(pseudonym: str) -> str:
    """What a child has to remember: its animal, or its number."""
    return pseudonym if is_number(pseudonym) else pseudonym.split(" ")[1]


def seat_animal(number: int) -> str:
    """The animal of a place at a table: always the same one for the same number."""
    return list(ANIMALS)[(number - 1) % len(ANIMALS)]


def line_up(pseudonym: str, seed: str) -> tuple[str, ...]:
    """Twelve animals with the right one among them, always the same twelve for the same child; or P1 to P12."""
    own = told_by(pseudonym)
    if is_number(pseudonym):
        return tuple(f"P{number}" for number in range(1, CHOICES + 1))
    order = random.Random(seed)  # noqa: S311  (a shuffle that must come out the same; it guards nothing)
    others = order.sample([animal for animal in ANIMALS if animal != own], CHOICES - 1)
    line = [*others, own]
    order.shuffle(line)
    return tuple(line)


def animal_word(animal: str, language: str) -> str:
    """The animal's word."""
    dutch, french, _, english, _ = ANIMALS[animal]
    return {"nl": dutch, "fr": french}.get(language, english)
