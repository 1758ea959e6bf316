"""Agree, disagree, pass: one statement after another, of the author or of the group itself."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from consultations.questions.adding import answered, missing, one_by_one
from consultations.questions.phases import PHASE_FIELDS, WALL_FIELD, Choosing, ChoosingSettings, known, whole
from consultations.shapes import Contribution, Opinion, OpinionGroup, Opinions, OptionList, Refused, Stances
from consultations.statistics.opinion_groups import opinion_groups
from consultations.statistics.opinions import AGREE, DISAGREE, PASS, StatementVotes, Vote, statement_votes
from translations import N_

STANCES: Final = (AGREE, DISAGREE, PASS)


class AgreePass(Choosing):
    """Statements to take a stand on."""

    name = "agree_pass"
    title = N_("Agree or disagree")
    icon = "🙋"
    shape = "stances"
    votes = True
    Settings = ChoosingSettings
    settings_controls = (*PHASE_FIELDS, WALL_FIELD, OptionList("options", 0, 10))
    example = {
        "settings": {
            "options": [
                {"key": "fun", "nl": "Een spel is leuker.", "fr": "Un jeu est plus amusant."},
                {"key": "film", "nl": "Een film is duidelijker.", "fr": "Un film est plus clair."},
            ]
        },
        "raw": {"fun": 1, "film": -1},
        "value": {"fun": 1, "film": -1},
    }

    def control(self, settings: ChoosingSettings, language: str) -> Stances:
        """The statements."""
        return Stances(self._choices(settings, language))

    def check(self, raw: Any, settings: ChoosingSettings) -> dict[str, int]:
        """1 agree, -1 disagree, 0 pass, for some of the statements."""
        if not isinstance(raw, Mapping) or not raw:
            raise Refused(N_("Pick one of the cards."))
        taken = {known(key, settings): whole(stance) for key, stance in raw.items()}
        if any(stance not in STANCES for stance in taken.values()):
            raise Refused(N_("Pick one of the cards."))
        return {one.key: taken[one.key] for one in settings.options if one.key in taken}

    def summarise(self, contributions: Sequence[Contribution], settings: ChoosingSettings) -> Opinions:
        """How each statement was received, most agreement first; groups of opinion only where they can be seen."""
        gave, children = answered(contributions)
        keys = {one.key for one in settings.options}
        votes = list(_votes(contributions, keys))
        rows = {one.statement: one for one in statement_votes(votes)}
        found = opinion_groups(votes) if votes else None
        groups = found.groups if found else None
        in_order = [rows[one.key] for one in settings.options if one.key in rows]
        in_order.sort(key=lambda one: -one.agreement.estimate)
        unmet = [Opinion(one.key, 0, 0, 0) for one in settings.options if one.key not in rows]
        return Opinions(
            gave,
            children,
            missing(contributions),
            (*(_opinion(one) for one in in_order), *unmet),
            tuple(OpinionGroup(one.size, tuple(_opinion(row) for row in one.statements)) for one in groups or ()),
            (found.reason if found else None) or ("" if groups else "too_few_voters"),
        )

    def told(self, value: Any, settings: ChoosingSettings, language: str) -> str:
        """What one thought of what."""
        labels, signs = self.labels(settings), {AGREE: "👍", DISAGREE: "👎", PASS: "–"}
        return "; ".join(
            f"{labels[key][language] if key in labels else '…'} {signs[stance]}" for key, stance in value.items()
        )


def _opinion(one: StatementVotes) -> Opinion:
    return Opinion(
        one.statement, one.agree, one.disagree, one.passed, one.agreement.low, one.agreement.high, one.divisiveness
    )


def _votes(contributions: Sequence[Contribution], keys: set[str]) -> Iterator[Vote]:
    for number, one in enumerate(one_by_one(contributions)):
        yield from ((str(number), key, stance) for key, stance in one.value.items() if key in keys)


TYPE = AgreePass()
