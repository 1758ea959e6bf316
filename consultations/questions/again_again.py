"""Again? For each of a few activities: would you do it again, yes, maybe or no. From six years.

The Again-Again table of the Fun Toolkit (Read & MacFarlane 2006); yes 2, maybe 1, no 0 is ours.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from consultations.questions.adding import answered, missing, one_by_one
from consultations.questions.options import OfOptions, Option, OptionSettings, choices
from consultations.questions.yes_maybe_no import WORDS
from consultations.shapes import Choice, Contribution, OneByOne, Opinion, Opinions, OptionList, Refused
from consultations.statistics.opinions import AGREE, DISAGREE, PASS, StatementVotes, Vote, statement_votes
from translations import N_

ANSWERS: Final = ("yes", "maybe", "no")
STANCES: Final = {"yes": AGREE, "maybe": PASS, "no": DISAGREE}
"""In a sum *maybe* stands where one passes: between yes and no."""


class AgainSettings(OptionSettings):
    """The activities, in the order they are shown."""

    @property
    def wall(self) -> str:
        """Never cards of a wall."""
        return ""


class AgainAgain(OfOptions):
    """Activities to do again, or not."""

    name = "again_again"
    title = N_("Do it again?")
    icon = "🔁"
    shape = "stances"
    Settings = AgainSettings
    settings_controls = (OptionList("options", 2, 8),)
    example = {
        "settings": {
            "options": [
                {"key": "play", "nl": "Het spel spelen", "fr": "Jouer au jeu"},
                {"key": "rules", "nl": "De regels lezen", "fr": "Lire les règles"},
            ]
        },
        "raw": {"rules": "no", "play": "yes"},
        "value": {"play": "yes", "rules": "no"},
    }

    def control(self, settings: AgainSettings, language: str) -> OneByOne:
        """One activity after another, three cards each."""
        cards = tuple(Choice(key, WORDS[key][language]) for key in ANSWERS)
        return OneByOne(choices(settings.options, language), (cards,) * len(settings.options))

    def check(self, raw: Any, settings: AgainSettings) -> dict[str, str]:
        """Yes, maybe or no, for one or more of the activities."""
        keys = [one.key for one in settings.options]
        known = isinstance(raw, Mapping) and raw and all(key in keys for key in raw)
        if not known or not all(isinstance(said, str) and said in ANSWERS for said in raw.values()):
            raise Refused(N_("Pick one of the cards."))
        return {key: raw[key] for key in keys if key in raw}

    def summarise(self, contributions: Sequence[Contribution], settings: AgainSettings) -> Opinions:
        """How many say yes, maybe and no to each; what most want again first. Who said nothing of one is no no."""
        gave, children = answered(contributions)
        found = {one.statement: one for one in statement_votes(list(_votes(contributions, settings)))}
        rows = [_row(one.key, found.get(one.key)) for one in settings.options]
        rows.sort(key=lambda one: -(one.again or 0))
        return Opinions(gave, children, missing(contributions), tuple(rows), why="no_groups")

    def countable(self, value: Any) -> dict[str, int]:
        """What was said as a sum holds it."""
        return {key: STANCES[said] for key, said in value.items()}

    def told(self, value: Any, settings: AgainSettings, language: str) -> str:
        """What one would do again."""
        labels = self.labels(settings)
        return "; ".join(
            f"{labels[key][language] if key in labels else '…'}: {WORDS[said][language]}" for key, said in value.items()
        )

    def with_cards(self, settings: AgainSettings, cards: Sequence[Option]) -> AgainSettings:
        """There are none: what is done again is what an author wrote."""
        return settings


def _row(key: str, found: StatementVotes | None) -> Opinion:
    if found is None:
        return Opinion(key, 0, 0, 0)
    return Opinion(key, found.agree, found.disagree, found.passed, found.agreement.low, found.agreement.high)


def _votes(contributions: Sequence[Contribution], settings: AgainSettings) -> Iterator[Vote]:
    keys = {one.key for one in settings.options}
    for number, one in enumerate(one_by_one(contributions)):
        for key, said in one.value.items():
            if key in keys:
                yield str(number), key, said if isinstance(said, int) else STANCES[said]


TYPE = AgainAgain()
