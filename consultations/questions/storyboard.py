"""Storyboard: a story in a few panels, each a picture and a caption."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from pydantic import Field

from consultations.questions.adding import answered, missing
from consultations.questions.options import Option, labels
from consultations.questions.phases import PHASE_FIELDS, Phased, PhaseSettings, written
from consultations.shapes import Choice, Contribution, Panels, PictureList, Refused, Voices, WholeNumber, Words
from translations import N_

LONGEST: Final = 120
PICTURES: Final = (
    "🧒", "👧", "👦", "👩‍🏫", "👪", "🤖", "👻", "🐶", "😀", "😢", "😡", "😨", "🤔", "❤️", "📱", "💻", "🎮", "📷", "💬",
    "🔒", "🏫", "🏠", "🌳", "🌙", "☀️", "⚡", "❓", "❗", "💡", "⭐",
)  # fmt: skip


OWN: Final = "own:"
"""Stands before the key of a picture that staff brought in."""
MOST_OWN: Final = 12


class StorySettings(PhaseSettings):
    """How many panels a story has, and pictures of the organisation beside the emoji: keys, and what they show."""

    minutes: int = Field(default=20, ge=1, le=90)
    least: int = Field(default=3, ge=3, le=6)
    most: int = Field(default=6, ge=3, le=6)
    pictures: tuple[Option, ...] = Field(default=(), max_length=MOST_OWN)


class Storyboard(Phased):
    """Three to six panels."""

    name = "storyboard"
    title = N_("Storyboard")
    icon = "🎬"
    shape = "voices"
    Settings = StorySettings
    settings_controls = (
        *PHASE_FIELDS,
        WholeNumber("least", 3, 6),
        WholeNumber("most", 3, 6),
        PictureList("pictures", MOST_OWN),
    )
    example = {
        "settings": {},
        "raw": [
            {"picture": "🧒", "words": " Een kind "},
            {"picture": "📱", "words": "krijgt een bericht"},
            {"picture": "", "words": "en vertelt het."},
        ],
        "value": [
            {"picture": "🧒", "words": "Een kind"},
            {"picture": "📱", "words": "krijgt een bericht"},
            {"picture": "", "words": "en vertelt het."},
        ],
    }

    def control(self, settings: StorySettings, language: str) -> Panels:
        """The panels, and the pictures to choose from."""
        own = tuple(Choice(OWN + one.key, one.words()[language], one.key) for one in settings.pictures)
        return Panels(settings.least, settings.most, LONGEST, PICTURES, own)

    def check(self, raw: Any, settings: StorySettings) -> list[dict[str, str]]:
        """The panels in order, each with a picture of ours, a caption, or both; empty ones at the end are left out.

        A story is kept as it grows: it may still have fewer panels than the screen asks for.
        """
        if not isinstance(raw, list):
            raise Refused(N_("Make at least one picture of your story, or skip this."))
        if len(raw) > settings.most:
            raise Refused(N_("A story has at most {n} pictures."), n=settings.most)
        known = {*PICTURES, *(OWN + one.key for one in settings.pictures)}
        panels = [self._panel(one, known) for one in raw]
        while panels and not any(panels[-1].values()):
            panels.pop()
        if not panels:
            raise Refused(N_("Make at least one picture of your story, or skip this."))
        return panels

    def _panel(self, raw: Any, known: set[str]) -> dict[str, str]:
        if not isinstance(raw, Mapping):
            raise Refused(N_("Pick one of the cards."))
        picture = raw.get("picture") or ""
        if not isinstance(picture, str) or (picture and picture not in known):
            raise Refused(N_("Pick one of the cards."))
        return {"picture": picture, "words": written(raw.get("words"), LONGEST)}

    def words(self, value: Any) -> str:
        """The captions, one a line; a picture without one has no line."""
        return "\n".join(one["words"] for one in value if one["words"]) if isinstance(value, list) else ""

    def reworded(self, value: Any, words: str) -> Any:
        """The same pictures with other captions, line by line where there was one."""
        fresh = iter(words.split("\n"))
        return [{**one, "words": next(fresh, "").strip() if one["words"] else ""} for one in value]

    def unusable(self, settings: StorySettings) -> Iterable[str]:
        """A story that would have to be longer than it may be."""
        if settings.least > settings.most:
            yield N_("The fewest pictures cannot be more than the most.")

    def told(self, value: Any, settings: StorySettings, language: str) -> str:
        """The story, panel by panel."""
        shows = {OWN + one.key: f"[{one.words()[language]}]" for one in settings.pictures}
        return " | ".join(f"{shows.get(one['picture'], one['picture'])} {one['words']}".strip() for one in value)

    def labels(self, settings: StorySettings) -> Mapping[str, Words]:
        """What the pictures of the organisation show."""
        return {OWN + key: words for key, words in labels(settings.pictures).items()}

    def texts(self, settings: StorySettings) -> Mapping[str, Words]:
        """What the pictures show, beside what every activity has."""
        shown = {f"pictures.{key}": words for key, words in labels(settings.pictures).items()}
        return {**super().texts(settings), **shown}

    def summarise(self, contributions: Sequence[Contribution], settings: StorySettings) -> Voices:
        """How many made a story."""
        gave, children = answered(contributions)
        return Voices(gave, children, missing(contributions))


TYPE = Storyboard()
