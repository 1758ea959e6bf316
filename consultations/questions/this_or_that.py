"""This or that: two things at a time, which one? All pairs come up evenly; the model says what can be told apart."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import Field

from consultations.questions.adding import answered, missing, one_by_one
from consultations.questions.phases import PHASE_FIELDS, WALL_FIELD, Choosing, ChoosingSettings, known
from consultations.shapes import Contribution, Duel, OptionList, Ranked, Ranking, Refused, WholeNumber
from consultations.statistics import preferences
from translations import N_

MOST = 30


class DuelSettings(ChoosingSettings):
    """How many pairs one child compares at most."""

    rounds: int = Field(default=8, ge=1, le=MOST)


class ThisOrThat(Choosing):
    """Pairs to choose from."""

    name = "this_or_that"
    title = N_("This or that")
    icon = "⚖️"
    shape = "pairs"
    votes = True
    Settings = DuelSettings
    settings_controls = (
        *PHASE_FIELDS, WALL_FIELD, OptionList("options", 0, 10), WholeNumber("rounds", 1, MOST),
    )  # fmt: skip
    example = {
        "settings": {
            "options": [{"key": "game", "nl": "Een spel", "fr": "Un jeu"}, {"key": "film", "nl": "Film", "fr": "Film"}]
        },
        "raw": [["film", "game", "game"]],
        "value": [["film", "game", "game"]],
    }

    def control(self, settings: DuelSettings, language: str) -> Duel:
        """The things, and how often one chooses."""
        return Duel(self._choices(settings, language), settings.rounds)

    def check(self, raw: Any, settings: DuelSettings) -> list[list[str]]:
        """[left, right, chosen] for each pair; chosen is one of the two, or "" for *I cannot choose*. No pair twice."""
        if not isinstance(raw, list) or not raw or len(raw) > settings.rounds:
            raise Refused(N_("Pick one of the cards."))
        kept, seen = [], set()
        for one in raw:
            if not isinstance(one, list | tuple) or len(one) != 3:
                raise Refused(N_("Pick one of the cards."))
            left, right, chosen = known(one[0], settings), known(one[1], settings), one[2]
            if left == right or chosen not in (left, right, "") or frozenset((left, right)) in seen:
                raise Refused(N_("Pick one of the cards."))
            seen.add(frozenset((left, right)))
            kept.append([left, right, chosen])
        return kept

    def summarise(self, contributions: Sequence[Contribution], settings: DuelSettings) -> Ranking:
        """How much each thing is liked (Bradley-Terry), knowing who chose; the most liked first.

        Of one or a few sessions a contributor is a child or a device; from five sessions on it is the session, since
        children of one class are alike.
        """
        gave, children = answered(contributions)
        keys = [one.key for one in settings.options]
        choices = [each for each in _choices(contributions, set(keys)) if each[1]]
        shown, chosen = Counter[str](), Counter[str]()
        for _, won, lost in choices:
            chosen[won] += 1
            shown.update((won, lost))
        met = [key for key in keys if shown[key]]
        found = preferences.preferences(met, choices) if len(met) >= 2 else None
        lacking = missing(contributions)
        if found is None:
            why = (preferences.why_we_cannot_tell(met, choices) if len(met) >= 2 else None) or "too_few_contributors"
            rows = [Ranked(key, chosen[key], shown[key]) for key in keys]
            rows.sort(key=lambda one: -(one.chosen / one.shown if one.shown else 0))
            return Ranking(gave, children, lacking, tuple(rows), why)
        steps = {
            key: at for at, tier in enumerate(preferences.groups_we_can_tell_apart(found), start=1) for key in tier
        }
        ranked = [
            Ranked(one.option, one.chosen, one.shown, one.share.estimate, one.share.low, one.share.high,
                   steps[one.option])
            for one in found.strengths
        ]  # fmt: skip
        ranked.sort(key=lambda one: -(one.share or 0))
        rest = [Ranked(key, 0, 0) for key in keys if not shown[key]]
        return Ranking(gave, children, lacking, (*ranked, *rest))

    def told(self, value: Any, settings: DuelSettings, language: str) -> str:
        """What one chose over what."""
        labels = self.labels(settings)

        def named(key: str) -> str:
            return labels[key][language] if key in labels else "…"

        return "; ".join(
            f"{named(chosen)} > {named(right if chosen == left else left)}" if chosen else
            f"{named(left)} = {named(right)}"
            for left, right, chosen in value
        )  # fmt: skip


SESSIONS_AS_CONTRIBUTORS = 5


def _choices(contributions: Sequence[Contribution], keys: set[str]) -> Iterator[preferences.Comparison]:
    """(who, chosen, not chosen) for each pair in which somebody chose."""
    everybody = one_by_one(contributions)
    together = len({one.cluster for one in everybody}) >= SESSIONS_AS_CONTRIBUTORS
    for number, one in enumerate(everybody):
        who = one.cluster if together else str(number)
        for left, right, chosen in one.value:
            if chosen and {left, right} <= keys:
                yield who, chosen, right if chosen == left else left


TYPE = ThisOrThat()
