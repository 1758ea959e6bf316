"""Ready words for scales, from least to most, Dutch beside French. Sources: methods §1.1–1.3, to be pre-tested;
those of ease, of five happy faces and of agreeing are ours.

Words, not numbers: number formats had low agreement with yes/no in 6- to 13-year-olds (Mellor & Moore 2014).
"""

from dataclasses import dataclass
from typing import Final

from consultations.shapes import Choice, Words


@dataclass(frozen=True)
class LabelSet:
    """A scale's words. `youngest` is the lowest age it suits."""

    steps: tuple[Words, ...]
    youngest: int

    def keys(self) -> tuple[str, ...]:
        """ "1" for the least, up."""
        return tuple(str(at) for at in range(1, len(self.steps) + 1))

    def choices(self, language: str, pictures: tuple[str, ...] = ()) -> tuple[Choice, ...]:
        """What a child taps, in one language."""
        drawn = pictures or ("",) * len(self.steps)
        return tuple(
            Choice(key, step[language], picture)
            for key, step, picture in zip(self.keys(), self.steps, drawn, strict=True)
        )

    def labels(self) -> dict[str, Words]:
        """The words of each key."""
        return dict(zip(self.keys(), self.steps, strict=True))


def _steps(dutch: str, french: str) -> tuple[Words, ...]:
    return tuple(
        {"nl": nl.strip(), "fr": fr.strip()} for nl, fr in zip(dutch.split("·"), french.split("·"), strict=True)
    )


GOOD_5 = LabelSet(
    _steps(
        "Helemaal niet goed · Niet zo goed · Goed · Heel goed · Geweldig",
        "Pas bien du tout · Pas très bien · Bien · Très bien · Génial",
    ),
    youngest=10,
)
FUN_5 = LabelSet(
    _steps(
        "Helemaal niet leuk · Niet zo leuk · Leuk · Heel leuk · Superleuk",
        "Pas amusant du tout · Pas très amusant · Amusant · Très amusant · Super amusant",
    ),
    youngest=10,
)
TRUE_3 = LabelSet(
    _steps(
        "Niet waar · Een beetje waar · Helemaal waar",
        "Pas vrai · Un peu vrai · Tout à fait vrai",
    ),
    youngest=6,
)
TRUE_4 = LabelSet(
    _steps(
        "Helemaal niet waar · Niet echt waar · Een beetje waar · Helemaal waar",
        "Pas du tout vrai · Pas vraiment vrai · Un peu vrai · Tout à fait vrai",
    ),
    youngest=11,
)
OFTEN_4 = LabelSet(
    _steps("Nooit · Soms · Vaak · Altijd", "Jamais · Parfois · Souvent · Toujours"),
    youngest=8,
)
OFTEN_EUKO = LabelSet(
    _steps(
        "Nooit · Minder vaak · Eén of twee keer per maand · Eén of twee keer per week · Elke dag of bijna elke dag",
        "Jamais · Moins souvent · Une ou deux fois par mois · Une ou deux fois par semaine · Tous les jours ou presque",
    ),
    youngest=12,
)
HAPPY_5 = LabelSet(
    _steps(
        "Een klein beetje leuk · Een beetje leuk · Leuk · Heel leuk · Superleuk",
        "Un tout petit peu amusant · Un peu amusant · Amusant · Très amusant · Super amusant",
    ),
    youngest=7,
)
EASE_3 = LabelSet(
    _steps("Moeilijk · Het ging wel · Makkelijk", "Difficile · Ça allait · Facile"),
    youngest=6,
)
EASE_5 = LabelSet(
    _steps(
        "Heel moeilijk · Moeilijk · Niet moeilijk, niet makkelijk · Makkelijk · Heel makkelijk",
        "Très difficile · Difficile · Ni difficile, ni facile · Facile · Très facile",
    ),
    youngest=9,
)
EASE_7 = LabelSet(
    _steps(
        "Heel moeilijk · Moeilijk · Eerder moeilijk · Niet moeilijk, niet makkelijk · Eerder makkelijk · Makkelijk · "
        "Heel makkelijk",
        "Très difficile · Difficile · Plutôt difficile · Ni difficile, ni facile · Plutôt facile · Facile · "
        "Très facile",
    ),
    youngest=12,
)
AGREE_5 = LabelSet(
    _steps(
        "Helemaal niet akkoord · Niet akkoord · Tussenin · Akkoord · Helemaal akkoord",
        "Pas du tout d’accord · Pas d’accord · Entre les deux · D’accord · Tout à fait d’accord",
    ),
    youngest=15,
)

WORDED: Final[dict[str, LabelSet]] = {
    "good-5": GOOD_5,
    "fun-5": FUN_5,
    "true-3": TRUE_3,
    "true-4": TRUE_4,
    "often-4": OFTEN_4,
    "often-euko": OFTEN_EUKO,
}
FACED: Final[dict[str, LabelSet]] = {"good-5": GOOD_5, "fun-5": FUN_5}
EASE: Final[dict[str, LabelSet]] = {"faces-3": EASE_3, "faces-5": EASE_5, "words-7": EASE_7}
TRUE: Final[dict[str, LabelSet]] = {"true-3": TRUE_3, "true-4": TRUE_4}


def shown(sets: dict[str, LabelSet]) -> dict[str, str]:
    """What an author reads when choosing a set: its words in both languages."""
    return {
        name: " · ".join(step["nl"] for step in one.steps) + "  |  " + " · ".join(s["fr"] for s in one.steps)
        for name, one in sets.items()
    }
