"""What questionnaires with a score share: one statement a screen, one score a contributor."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from consultations.questions import base
from consultations.questions.adding import answered, missing, one_by_one
from consultations.shapes import Choice, Contribution, OneByOne, Refused, Spread, Words
from consultations.statistics.answers import Answer, Mean, mean_of
from consultations.statistics.means import median_of_counts, quartiles_of_counts
from translations import N_

DONT_KNOW: Final = "dont_know"
DONT_KNOW_WORDS: Final[Words] = {"nl": "Ik weet het niet", "fr": "Je ne sais pas"}
OF_HUNDRED: Final = (0, 20, 40, 60, 80, 100)


class Scored(base.QuestionType):
    """A questionnaire of several statements. What one answered is kept; what counts is the score of it."""

    shape = "numbers"
    edges: ClassVar[Sequence[float]] = OF_HUNDRED
    """Where the bars of a result begin, and where the last one ends."""

    @abstractmethod
    def things(self, settings: Any) -> tuple[tuple[str, Words], ...]:
        """The statements in their order: a key, and the words."""

    @abstractmethod
    def steps(self, settings: Any, at: int) -> tuple[Words, ...]:
        """What one can say to the statement at this place, from 1 up."""

    @abstractmethod
    def scores(self, answers: Sequence[Answer], settings: Any) -> dict[str, float | None]:
        """The scores of one contributor, by name: `score` is the one that is shown. None where there is too little."""

    def control(self, settings: Any, language: str) -> OneByOne:
        """One statement after another; behind the steps of each stands that one does not know."""
        things = self.things(settings)
        unsure = Choice(DONT_KNOW, DONT_KNOW_WORDS[language])
        return OneByOne(
            tuple(Choice(key, words[language]) for key, words in things),
            tuple(
                (*(Choice(str(step), said[language]) for step, said in enumerate(self.steps(settings, at), start=1)),
                 unsure)
                for at in range(len(things))
            ),
        )  # fmt: skip

    def check(self, raw: Any, settings: Any) -> dict[str, str]:
        """A step, or *I don't know*, for one or more of the statements."""
        keys = [key for key, _ in self.things(settings)]
        known = isinstance(raw, Mapping) and raw and all(key in keys for key in raw)
        if not known:
            raise Refused(N_("Pick one of the cards."))
        for at, key in enumerate(keys):
            allowed = [DONT_KNOW, *(str(step + 1) for step in range(len(self.steps(settings, at))))]
            if key in raw and not (isinstance(raw[key], str) and raw[key] in allowed):
                raise Refused(N_("Pick one of the cards."))
        return {key: raw[key] for key in keys if key in raw}

    def scored(self, value: Any, settings: Any) -> dict[str, float | None]:
        """The scores of what is kept."""
        return self.scores([_number(value.get(key)) for key, _ in self.things(settings)], settings)

    def summarise(self, contributions: Sequence[Contribution], settings: Any) -> Spread:
        """How many scores lie in each part of the scale, the median and the quartiles.

        Who answered too few statements has no score, and stands among those who skipped it: never as a zero.
        """
        held = [self._as_score(one, settings) for one in contributions]
        gave, children = answered(held)
        found: dict[float, int] = {}
        for one in held:
            if one.missing is None:
                found[one.value] = found.get(one.value, 0) + one.times
        bars = dict.fromkeys(self.labels(settings), 0)
        for score, times in found.items():
            bars[self._bar(score)] += times
        quartiles = quartiles_of_counts(found) if found else None
        return Spread(
            gave, children, bars, missing(held), median_of_counts(found) if found else None,
            (quartiles[0], quartiles[2]) if quartiles else None,
        )  # fmt: skip

    def ends(self, settings: Any) -> tuple[float, float]:
        """The lowest and the highest score."""
        return self.edges[0], self.edges[-1]

    def height(self, value: Any, settings: Any) -> float | None:
        """The score; None where too few statements were answered."""
        return self.scored(value, settings)["score"]

    def mean(self, contributions: Sequence[Contribution], settings: Any, name: str = "score") -> Mean:
        """The mean of one of the scores, with the interval of contributors who answered one by one."""
        every = [self.scored(one.value, settings)[name] for one in one_by_one(contributions)]
        return mean_of(every, self.edges[0], self.edges[-1], whole=False)

    def labels(self, settings: Any) -> Mapping[str, Words]:
        """The parts of the scale."""
        return {key: {"nl": _told(key), "fr": _told(key)} for key in map(self._key, range(len(self.edges) - 1))}

    def told(self, value: Any, settings: Any, language: str) -> str:
        """What one said to each statement."""
        lines = []
        for at, (key, words) in enumerate(self.things(settings)):
            if key in value:
                said = DONT_KNOW_WORDS if value[key] == DONT_KNOW else self.steps(settings, at)[int(value[key]) - 1]
                lines.append(f"{words[language]} {said[language]}")
        return "; ".join(lines)

    def _as_score(self, one: Contribution, settings: Any) -> Contribution:
        if one.missing is not None:
            return one
        score = self.scored(one.value, settings)["score"]
        return replace(one, value=score, missing=None if score is not None else "skipped")

    def _key(self, at: int) -> str:
        return f"{self.edges[at]:g} … {self.edges[at + 1]:g}"

    def _bar(self, score: float) -> str:
        inner = [edge for edge in self.edges[1:-1] if score >= edge]
        return self._key(len(inner))


def _number(said: str | None) -> Answer:
    return int(said) if said is not None and said.isdecimal() else said


def _told(key: str) -> str:
    return key.replace("-", "−").replace(".", ",")
