"""The first detector of what a child may be telling us: explicit patterns or a learnt likeness, both languages.

It only ever adds attention: nothing here deletes, blocks or corrects. It swallows no error either, because the caller
treats an exception as a concern. It is built to be replaced: keep `Distress` and `find`, change all the rest.
"""

import re
from dataclasses import dataclass
from typing import Literal

from . import classifier, signs, spelling

Level = Literal["none", "amber", "red"]

_SOFTER = re.compile(
    r"(?<!\w)(?:als (?:je|ge|iemand|er iemand|kinderen)|indien|stel dat|zou (?:ik|je)|si (?:on|quelqu un|tu|une|un)|"
    r"(?:je )?(?:dirais|ferais|irais)|in (?:de|het|een) (?:film|serie|boek|game|spel|verhaal|filmpje)|"
    r"dans (?:le|la|un|une|mon) (?:film|serie|livre|jeu|histoire|video)|"
    r"(?:het|de) (?:meisje|jongen) (?:uit|in|van) (?:de|het) (?:filmpje|film|video|verhaal)|"
    r"(?:de|dans) la (?:video|histoire)|du film|fortnite|minecraft|spelletje|h[ah]{3,}|lol|x+d|mdr+|ptdr+|"
    r"knutsel\w*|bricol\w*)(?!\w)"
)
"""What makes a pattern less sure (supposing, a story, a game, laughter): red becomes amber, never nothing."""


@dataclass(frozen=True)
class Distress:
    """`red`: tell somebody now. `amber`: somebody reads it today. `signs`: short codes, the gravest rule first."""

    level: Level
    signs: tuple[str, ...]


def find(text: str) -> Distress:
    """What a text, exactly as the child wrote it and before any redaction, gives cause to look at.

    Either level may be wrong: about one disclosure in ten is missed and one ordinary answer in ten is held. The figures
    of the last measurement are in tests/language/detectors/FIGURES.md. Raises whatever goes wrong underneath.
    """
    whole = spelling.tidied(text)
    if not any(c.isalnum() for c in whole):
        return Distress("none", ())
    matched = signs.seen(whole)
    likeness = classifier.score(whole)
    softer = bool(_SOFTER.search(spelling.folded(whole)))
    urgent = [rule.sign for rule in matched if rule.level == "red"]
    if (urgent and not softer) or likeness.urgent:
        level: Level = "red"
    elif matched or likeness.held:
        level = "amber"
    else:
        return Distress("none", ())
    named = urgent + [rule.sign for rule in matched] + ([likeness.sign] if likeness.held else [])
    return Distress(level, tuple(dict.fromkeys(named)))
