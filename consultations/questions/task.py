"""Task: a mission with the tool, and how it went as whoever did it says. Not tried is an answer, and never a zero."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

from pydantic import Field

from consultations.questions import base
from consultations.questions.adding import answered, counts, missing
from consultations.questions.phases import LONGEST_HINT
from consultations.shapes import Choice, Contribution, Pick, Refused, ShortWords, Tally, WholeNumber, Words, YesNo
from consultations.statistics.answers import Answer
from consultations.statistics.tasks import FAILED, HELPED, UNAIDED
from translations import N_

WORDS: Final[Mapping[str, Words]] = {
    "unaided": {"nl": "Het is gelukt, zonder hulp", "fr": "J’ai réussi sans aide"},
    "helped": {"nl": "Het is gelukt, met hulp", "fr": "J’ai réussi avec de l’aide"},
    "failed": {"nl": "Het is niet gelukt", "fr": "Je n’ai pas réussi"},
    "not_tried": {"nl": "Ik heb het niet geprobeerd", "fr": "Je n’ai pas essayé"},
}
ENDED: Final[Mapping[str, Answer]] = {
    "unaided": UNAIDED, "helped": HELPED, "failed": FAILED, "not_tried": "not_tried",
}  # fmt: skip
"""How an attempt ended, as `statistics.tasks` counts it: what was not tried is no attempt."""
Said = dict[Literal["nl", "fr"], str]


class TaskSettings(base.Settings):
    """Minutes, and what an observer needs: how one sees that it worked, when to stop, whether help is allowed."""

    minutes: int = Field(default=5, ge=1, le=90)
    success: Said = Field(default_factory=dict)
    stop: Said = Field(default_factory=dict)
    help_allowed: bool = True


class Task(base.QuestionType):
    """A mission. The wording is what is to be done; the answer is how it went."""

    name = "task"
    title = N_("A task")
    icon = "🎯"
    shape = "tally"
    steers = True
    Settings = TaskSettings
    settings_controls = (
        WholeNumber("minutes", 1, 90), ShortWords("success", LONGEST_HINT), ShortWords("stop", LONGEST_HINT),
        YesNo("help_allowed"),
    )  # fmt: skip
    example = {
        "settings": {"minutes": 5, "success": {"nl": "De kaart ligt juist.", "fr": "La carte est à sa place."}},
        "raw": "helped",
        "value": "helped",
    }

    def control(self, settings: TaskSettings, language: str) -> Pick:
        """Four big cards."""
        return Pick(tuple(Choice(key, words[language]) for key, words in WORDS.items()))

    def check(self, raw: Any, settings: TaskSettings) -> str:
        """One of the four."""
        if not isinstance(raw, str) or raw not in WORDS:
            raise Refused(N_("Pick one of the cards."))
        return raw

    def summarise(self, contributions: Sequence[Contribution], settings: TaskSettings) -> Tally:
        """How many say each."""
        gave, children = answered(contributions)
        return Tally(gave, children, counts(contributions, WORDS), missing(contributions))

    def words(self, value: Any) -> str:
        """What was said aloud meanwhile, and an adult wrote down: {"said": words}."""
        return str(value.get("said", "")) if isinstance(value, dict) else ""

    def reworded(self, value: Any, words: str) -> Any:
        """The same with other words."""
        return {**value, "said": words}

    def told(self, value: Any, settings: TaskSettings, language: str) -> str:
        """How it went, or what was said."""
        return self.words(value) or super().told(value, settings, language)

    def labels(self, settings: TaskSettings) -> Mapping[str, Words]:
        """The words of the four."""
        return WORDS

    def texts(self, settings: TaskSettings) -> Mapping[str, Words]:
        """How one sees that it worked, and when to stop, where they were written."""
        return {
            name: {"nl": said.get("nl", ""), "fr": said.get("fr", "")}
            for name, said in (("success", settings.success), ("stop", settings.stop))
            if any(words.strip() for words in said.values())
        }

    def unusable(self, settings: TaskSettings) -> Iterable[str]:
        """A task of which nobody can see whether it worked."""
        if not any(words.strip() for words in settings.success.values()):
            yield N_("Write how one sees that the task worked.")


TYPE = Task()
