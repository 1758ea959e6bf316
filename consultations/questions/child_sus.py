"""SUS for children: ten positive statements, from nine to fourteen years. Experimental: ours, not validated.

Inspired by Brooke (1996) and Putnam et al. (2020). Compare it within our own tools only, never with the 68 of adults.
"""

from collections.abc import Sequence
from typing import Any, Final, Literal

from consultations.questions import base
from consultations.questions.label_sets import TRUE, shown
from consultations.questions.scored import Scored
from consultations.shapes import Variant, Words
from consultations.statistics import instruments
from consultations.statistics.answers import Answer
from translations import N_

STATEMENTS: Final[tuple[Words, ...]] = (
    {"nl": "Ik zou dit graag vaker gebruiken.", "fr": "J’aimerais l’utiliser plus souvent."},
    {"nl": "Ik vond het simpel.", "fr": "J’ai trouvé ça simple."},
    {"nl": "Het was makkelijk te gebruiken.", "fr": "C’était facile à utiliser."},
    {"nl": "Ik kan het gebruiken zonder hulp.", "fr": "Je peux l’utiliser sans aide."},
    {"nl": "Alles paste goed samen.", "fr": "Tout allait bien ensemble."},
    {"nl": "Alles werkte overal op dezelfde manier.", "fr": "Tout marchait partout de la même façon."},
    {"nl": "Ik denk dat andere kinderen dit snel kunnen leren.",
     "fr": "Je pense que d’autres enfants peuvent vite apprendre à l’utiliser."},
    {"nl": "Het werkte vlot.", "fr": "Ça marchait bien."},
    {"nl": "Ik voelde me zeker toen ik het gebruikte.", "fr": "Je me sentais à l’aise en l’utilisant."},
    {"nl": "Ik kon meteen beginnen.", "fr": "J’ai pu commencer tout de suite."},
)  # fmt: skip


class ChildSusSettings(base.Settings):
    """Three steps, for nine and ten years, or four, from eleven. The statements are always the same."""

    labels: Literal["true-3", "true-4"] = "true-3"


class ChildSus(Scored):
    """Ten statements, one score."""

    name = "child_sus"
    title = N_("SUS for children (experimental)")
    icon = "🧪"
    Settings = ChildSusSettings
    settings_controls = (Variant("labels", tuple(TRUE), shown(TRUE)),)
    example = {"settings": {"labels": "true-3"}, "raw": {"1": "3", "2": "2"}, "value": {"1": "3", "2": "2"}}

    def things(self, settings: ChildSusSettings) -> tuple[tuple[str, Words], ...]:
        """The ten statements."""
        return tuple((str(at), words) for at, words in enumerate(STATEMENTS, start=1))

    def steps(self, settings: ChildSusSettings, at: int) -> tuple[Words, ...]:
        """Not true to very true."""
        return TRUE[settings.labels].steps

    def scores(self, answers: Sequence[Answer], settings: Any) -> dict[str, float | None]:
        """0 to 100; None with more than one statement without an answer."""
        return {"score": instruments.child_sus(answers, len(TRUE[settings.labels].steps)).value}


TYPE = ChildSus()
