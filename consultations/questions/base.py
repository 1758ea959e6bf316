"""What every question type promises: how it is set, how it is asked, what it accepts, how it adds up."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from consultations.shapes import Contribution, Control, Field, Shape, Summary, Words

if TYPE_CHECKING:
    from consultations.questions.options import Option, Page


class Settings(BaseModel):
    """The parent of all settings: unknown names are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuestionType(ABC):
    """One way of asking. Stateless: the same object serves every question of its type."""

    name: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    shape: ClassVar[Shape | Literal["nothing"]]
    Settings: ClassVar[type[Settings]] = Settings
    settings_controls: ClassVar[tuple[Field, ...]] = ()
    spoken: ClassVar[bool] = False
    """Whether it is asked aloud, to the whole group, and an adult writes down what is said."""
    steers: ClassVar[bool] = False
    """Whether a later question may depend on its answer."""
    gathers: ClassVar[bool] = False
    """Whether one child gives many cards to a wall, in place of one answer."""
    votes: ClassVar[bool] = False
    """Whether the room may see how it stands, and may be asked a second time."""
    drawn: ClassVar[bool] = False
    """Whether it is a drawing: no machine can read it, so a person always looks first."""
    paged: ClassVar[bool] = False
    """Whether it is about the pages of the prototype that is tested."""
    example: ClassVar[Mapping[str, Any]] = {}
    """One worked example: {"settings": …, "raw": …, "value": …}."""

    @property
    def asks(self) -> bool:
        """Whether there is something for a child to fill in."""
        return self.shape != "nothing" and not self.spoken

    @property
    def takes_words(self) -> bool:
        """Whether what children give here is words of their own, to be read as words."""
        return self.only_words or self.shape == "pins"

    @property
    def only_words(self) -> bool:
        """Whether it is words and nothing else, of which there is nothing to count."""
        return self.shape in ("voices", "wall")

    @property
    def shareable(self) -> bool:
        """Whether the room may see what somebody gave here, once it was let through."""
        return self.only_words or self.drawn

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

    def words(self, value: Any) -> str:
        """What of a value somebody wrote, line by line: screening reads it. Empty when there is nothing of the kind."""
        return value if self.takes_words and isinstance(value, str) else ""

    def reworded(self, value: Any, words: str) -> Any:
        """The value with other words in it: what is kept when something was masked."""
        return words

    def told(self, value: Any, settings: Any, language: str) -> str:
        """An answer as whoever gave it reads it back."""
        labels = self.labels(settings)
        said = value if isinstance(value, list) else [value]
        return ", ".join(labels[str(key)][language] if str(key) in labels else str(key) for key in said)

    def countable(self, value: Any) -> Any:
        """What of a value may stand in a sum: never a word that somebody wrote."""
        return True if self.only_words or self.drawn else value

    def ends(self, settings: Any) -> tuple[float, float] | None:
        """The lowest and the highest of its scale, where an answer lies on one that can be compared by its mean."""
        return None

    def height(self, value: Any, settings: Any) -> float | None:
        """Where on that scale an answer lies; None where it is too little to say."""
        return None

    def with_cards(self, settings: Any, cards: "Sequence[Option]") -> Any:
        """The settings with cards of a wall among the things to choose from. Most types have nothing to choose."""
        return settings

    def with_pages(self, settings: Any, pages: "Sequence[Page]") -> Any:
        """The settings with the pages of the prototype in them. Most types are about no page."""
        return settings

    def read(self, settings: Mapping[str, Any]) -> Any:
        """Settings as kept in the database, as the typed model."""
        return self.Settings.model_validate(settings)
