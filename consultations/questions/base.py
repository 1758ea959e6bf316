"""What every question type promises: how it is set, how it is asked, what it accepts, how it adds up."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from consultations.shapes import Contribution, Control, Field, Summary, Words


class Settings(BaseModel):
    """The parent of all settings: unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuestionType(ABC):
    """One way of asking. Stateless: the same object serves every question of its type."""

    name: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    shape: ClassVar[Literal["tally", "several", "spread", "numbers", "voices", "nothing"]]
    Settings: ClassVar[type[Settings]] = Settings
    settings_controls: ClassVar[tuple[Field, ...]] = ()
    spoken: ClassVar[bool] = False
    """Whether it is asked aloud, to the whole group, and an adult writes down what is said."""
    steers: ClassVar[bool] = False
    """Whether a later question may depend on its answer."""
    example: ClassVar[Mapping[str, Any]] = {}
    """One worked example: {"settings": …, "raw": …, "value": …}."""

    @property
    def asks(self) -> bool:
        """Whether there is something for a child to fill in."""
        return self.shape != "nothing" and not self.spoken

    @property
    def takes_words(self) -> bool:
        """Whether children write in their own words here, so that screening must read it."""
        return self.shape == "voices"

    @abstractmethod
    def control(self, settings: Any, language: str) -> Control:
        """What to draw, in the child's language."""

    @abstractmethod
    def check(self, raw: Any, settings: Any) -> Any:
        """What came from a browser, as the value we keep; `Refused` when it cannot be an answer."""

    @abstractmethod
    def summarise(self, contributions: Sequence[Contribution], settings: Any) -> Summary:
        """Many answers as one summary. Pure: the order of contributions does not matter."""

    def labels(self, settings: Any) -> Mapping[str, Words]:
        """The words for each key a summary can hold, in both languages."""
        return {}

    def texts(self, settings: Any) -> Mapping[str, Words]:
        """Every wording in the settings that an author wrote, by a path that stays the same."""
        return {}

    def unusable(self, settings: Any) -> Iterable[str]:
        """Sentences (of the catalogues) on why these settings cannot be published yet."""
        return ()

    def read(self, settings: Mapping[str, Any]) -> Any:
        """Settings as kept in the database, as the typed model."""
        return self.Settings.model_validate(settings)
