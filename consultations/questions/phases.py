"""What activities of a co-design share: a phase of the recipe, minutes, and perhaps a wall they are about."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

from pydantic import Field as Bounded

from consultations.language.normal import tidy
from consultations.questions import base
from consultations.questions.options import Option, Options, alike, choices, labels
from consultations.shapes import Choice, EarlierWall, Field, Refused, ShortWords, Variant, WholeNumber, Words
from translations import N_

PHASES: Final = ("wake_up", "make", "share", "choose", "close")
"""The recipe of a co-design: wake up, make, share, choose, close (Cooperative Inquiry, Druin 1999)."""
Phase = Literal["wake_up", "make", "share", "choose", "close"]
PHASE_NAMES: Final = {
    "wake_up": "1 Opwarmen · Échauffement",
    "make": "2 Maken · Créer",
    "share": "3 Delen · Partager",
    "choose": "4 Kiezen · Choisir",
    "close": "5 Afronden · Conclure",
}
LONGEST_HINT: Final = 240


class PhaseSettings(base.Settings):
    """The phase, the minutes it takes, and what the leader says or does meanwhile."""

    phase: Phase = "make"
    minutes: int = Bounded(default=10, ge=1, le=90)
    activity: dict[Literal["nl", "fr"], str] = Bounded(default_factory=dict)


class ChoosingSettings(PhaseSettings):
    """What there is to choose from: options an author wrote, the cards of an earlier wall, or both."""

    phase: Phase = "choose"
    options: Options = ()
    wall: str = Bounded(default="", max_length=40)


PHASE_FIELDS: Final[tuple[Field, ...]] = (
    Variant("phase", PHASES, PHASE_NAMES),
    WholeNumber("minutes", 1, 90),
    ShortWords("activity", LONGEST_HINT),
)
WALL_FIELD: Final[Field] = EarlierWall("wall")


class Phased(base.QuestionType):
    """An activity in a phase."""

    Settings = PhaseSettings
    settings_controls = PHASE_FIELDS

    def texts(self, settings: Any) -> Mapping[str, Words]:
        """What the leader says meanwhile, when there is something; and what else was written."""
        written: dict[str, Words] = {}
        for name in ("options", "kinds", "themes", "piles"):
            written |= {f"{name}.{key}": words for key, words in labels(getattr(settings, name, ())).items()}
        if any(words.strip() for words in settings.activity.values()):
            written["activity"] = {"nl": settings.activity.get("nl", ""), "fr": settings.activity.get("fr", "")}
        return written


class Choosing(Phased):
    """An activity with things to choose from, which may be cards that the group wrote itself."""

    Settings = ChoosingSettings
    fewest = 2

    def labels(self, settings: Any) -> Mapping[str, Words]:
        """The words of each thing."""
        return labels(settings.options)

    def with_cards(self, settings: Any, cards: Sequence[Option]) -> Any:
        """The cards behind the options of the author."""
        known = {one.key for one in settings.options}
        fresh = tuple(one for one in cards if one.key not in known)
        return settings.model_copy(update={"options": (*settings.options, *fresh)})

    def unusable(self, settings: Any) -> Iterable[str]:
        """Too little to choose from and no wall to take it from, or two options that read the same."""
        if len(settings.options) < self.fewest and not settings.wall:
            yield N_("Write at least two options, or choose the wall they come from.")
        if alike(settings.options):
            yield N_("Two options read the same.")

    def _choices(self, settings: ChoosingSettings, language: str) -> tuple[Choice, ...]:
        return choices(settings.options, language)


def known(key: Any, settings: ChoosingSettings) -> str:
    """The key, if it is one of the things to choose from."""
    if not isinstance(key, str) or key not in {one.key for one in settings.options}:
        raise Refused(N_("Pick one of the cards."))
    return key


def written(raw: Any, longest: int) -> str:
    """Words on one line, tidied; "" where there are none. `Refused` when they are too long, or no words."""
    try:
        words = None if not isinstance(raw, str | None) else " ".join(tidy(raw or "").split())
    except ValueError:
        words = None
    if words is None:
        raise Refused(N_("We cannot read that. Write it again with ordinary letters."))
    if len(words) > longest:
        raise Refused(N_("That is too long. You can write {n} letters."), n=longest)
    return words


def whole(raw: Any) -> int:
    """A whole number as it came; never a truth value."""
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise Refused(N_("Pick one of the cards."))
    return raw
