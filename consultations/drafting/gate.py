"""The gate: nothing opens until everything stands in both languages, says who decides, and fits the age.

A gap blocks. What only deserves another look stands in `advice`, and never blocks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlmodel import Session

from consultations.access import Action, Visitor, require
from consultations.drafting import twins
from consultations.drafting.view import NOTICES, QuestionView, VersionView, held
from consultations.kinds import kinds
from consultations.protection import audit
from consultations.shapes import Refused
from models import clock
from models.consultation import Version
from translations import N_

UNDER_TEN = ("6-8", "9-11")
FACES = {"smileys", "five_degrees", "ease"}
"""What is asked of the youngest with faces: smileys beside nothing but these are still the only measure."""
YOUNGEST_OF = {"6-8": 6, "9-11": 9, "12-14": 12, "15-18": 15}
READ_FROM = {"child_sus": 9, "sus": 15, "ueq_s": 15, "ease: words-7": 12}
"""From which age a questionnaire can be answered at all (methods §0, §1.3): below it, its score says nothing."""
NAMES = {"title": N_("The title"), "purpose": N_("The purpose"), "decider": N_("Who decides"), "tool": N_("The tool")}


@dataclass(frozen=True)
class Gap:
    """Something to mend or to look at: a sentence of the catalogues with its holes, and where it is."""

    sentence: str
    place: str
    question_id: str | None = None
    language: str | None = None
    holes: dict[str, object] = field(default_factory=dict)


def missing(draft: VersionView) -> tuple[Gap, ...]:
    """Everything that keeps this version from being published. Empty: it may open."""
    return tuple(_of_notices(draft)) + tuple(_of_questions(draft))


def _of_notices(draft: VersionView) -> Iterator[Gap]:
    for name in NOTICES:
        yield from _of_text(name, draft.notices.get(name, {}), draft.twins, None)
    if kinds()[draft.kind].tests_a_tool and draft.tool_id is None:
        yield Gap(N_("Choose the tool that children test."), "tool")
    if not draft.age_bands:
        yield Gap(N_("Choose at least one age band."), "age_bands")
    if draft.decides_on is None:
        yield Gap(N_("Say when it is decided what happens with the outcome."), "decides_on")
    if not any(one.how.asks or one.how.takes_words for one in draft.questions):
        yield Gap(N_("Ask at least one question."), "questions")
    measures = [one.type for one in draft.questions if one.how.asks and not one.how.only_words]
    if draft.youngest in UNDER_TEN and "smileys" in measures and set(measures) <= FACES:
        yield Gap(
            N_(
                "Under ten years children choose the happiest face too easily. "
                "Add another kind of question beside the smileys."
            ),
            "questions",
        )


def _of_questions(draft: VersionView) -> Iterator[Gap]:
    earlier: dict[str, QuestionView] = {}
    for one in draft.questions:
        for path, words in one.texts.items():
            yield from _of_text(path, words, one.twins, one.id)
        for sentence in one.how.unusable(one.read_settings):
            yield Gap(sentence, "settings", one.id)
        yield from _of_age(draft, one)
        wall = getattr(one.read_settings, "wall", "")
        if wall and not (wall in earlier and earlier[wall].how.gathers):
            yield Gap(N_("The wall these cards come from does not come before this."), "settings", one.id)
        if one.show_when and not _condition_holds(one, earlier):
            yield Gap(
                N_("The condition points to a question or an answer that does not come before this one."),
                "show_when",
                one.id,
            )
        earlier[one.stem] = one


def _of_age(draft: VersionView, one: QuestionView) -> Iterator[Gap]:
    named = f"{one.type}: {one.settings.get('labels', '')}"
    age = READ_FROM.get(one.type) or READ_FROM.get(named, 0)
    if draft.youngest and age > YOUNGEST_OF[draft.youngest]:
        yield Gap(
            N_("This scale is for children of {age} and older: what younger children answer to it says nothing."),
            "settings",
            one.id,
            holes={"age": age},
        )


def _condition_holds(one: QuestionView, earlier: dict[str, QuestionView]) -> bool:
    steering = earlier.get((one.show_when or {}).get("stem", ""))
    wanted = (one.show_when or {}).get("is", [])
    return bool(
        steering and steering.how.steers and wanted and set(wanted) <= set(steering.how.labels(steering.read_settings))
    )


def _of_text(path: str, words: object, levels: twins.Twins, question_id: str | None) -> Iterator[Gap]:
    written = words if isinstance(words, dict) else {}
    empty = twins.empty(written)
    for language in empty:
        yield Gap(N_("Not written yet."), path, question_id, language)
    lagging = twins.stale(path, levels)
    if not empty and lagging:
        yield Gap(N_("The other language was changed. Does this still say the same?"), path, question_id, lagging)


class NotReady(Refused):
    """The gate is shut; `gaps` lead to what is missing."""

    def __init__(self, gaps: tuple[Gap, ...]) -> None:
        super().__init__(N_("This cannot open yet. First mend what is listed."))
        self.gaps = gaps


def publish(db: Session, who: Visitor, version_id: str) -> None:
    """Freeze the questions and let sessions open. `NotReady` when something is missing."""
    draft = held(db, version_id)
    require(who, Action.DRAFT, draft.thing)
    if draft.published_on is not None:
        return
    gaps = missing(draft)
    if gaps:
        raise NotReady(gaps)
    row = db.get_one(Version, version_id)
    row.published_on = clock.today()
    db.add(row)
    audit.note(
        db, who, "consultation published", "consultation", draft.consultation_id,
        version=draft.number, questions=len(draft.questions),
    )  # fmt: skip
