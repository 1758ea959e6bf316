"""The gate: each gap keeps a consultation shut by itself, and says where it is. Warnings never do."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from consultations import sessions
from consultations.access import Denied
from consultations.drafting import gate, view, wording
from consultations.drafting.gate import Gap, NotReady
from models import clock, store
from models.consultation import Version
from models.group_session import GroupSession
from models.protection import AuditEvent
from tests.factories import CHOICE, OPEN, Team, make_draft, make_published, options, words

NOT_WRITTEN = "Not written yet."
CHANGED = "The other language was changed. Does this still say the same?"
NOWHERE = "The condition points to a question or an answer that does not come before this one."
SMILEYS = ("smileys", "Hoe was het?", {"labels": "fun-5"})
READY = (CHOICE, ("yes_maybe_no", "Lees je graag?", {}), OPEN)

Change = Callable[[Session, Team, str], None]


def notices(**changed: Any) -> Change:
    """Another notice, age band or day, and everything else as it was."""

    def change(db: Session, team: Team, version_id: str) -> None:
        now = view.version(db, version_id)
        kept: dict[str, Any] = {"age_bands": now.age_bands, "decides_on": now.decides_on, **now.notices, **changed}
        bands, day = kept.pop("age_bands"), kept.pop("decides_on")
        wording.set_notices(db, team.facilitator, version_id, now.edition, kept, bands, day)

    return change


def question(at: int, **changed: Any) -> Change:
    """Another wording, setting or condition of one question, and everything else as it was."""

    def change(db: Session, team: Team, version_id: str) -> None:
        asked = view.version(db, version_id).questions
        now = asked[at]
        kept = {
            name: changed.get(name, getattr(now, name)) for name in ("wording", "settings", "sensitive", "show_when")
        }
        if isinstance(kept["show_when"], tuple):
            steering, answers = kept["show_when"]
            kept["show_when"] = {"stem": "gone" if steering is None else asked[steering].stem, "is": answers}
        wording.set_question(db, team.facilitator, version_id, now.id, now.edition, **kept)

    return change


def remove(*places: int) -> Change:
    def change(db: Session, team: Team, version_id: str) -> None:
        asked = view.version(db, version_id).questions
        for at in places:
            wording.remove_question(db, team.facilitator, version_id, asked[at].id)

    return change


EACH_ALONE: dict[str, tuple[Change, list[tuple[str, str, int | None, str | None]]]] = {
    "no title in French": (notices(title={"nl": "Media", "fr": ""}), [(NOT_WRITTEN, "title", None, "fr")]),
    "no purpose": (
        notices(purpose={}), [(NOT_WRITTEN, "purpose", None, "nl"), (NOT_WRITTEN, "purpose", None, "fr")],
    ),
    "who decides was rewritten in French only": (
        notices(decider={"nl": "Het team van het spel", "fr": "Les autrices"}), [(CHANGED, "decider", None, "nl")],
    ),
    "no age": (notices(age_bands=[]), [("Choose at least one age band.", "age_bands", None, None)]),
    "no day": (
        notices(decides_on=None),
        [("Say when it is decided what happens with the outcome.", "decides_on", None, None)],
    ),
    "no question": (remove(0, 1, 2), [("Ask at least one question.", "questions", None, None)]),
    "a question only in Dutch": (
        question(1, wording={"nl": "Lees je graag?", "fr": " "}), [(NOT_WRITTEN, "wording", 1, "fr")],
    ),
    "a question changed in Dutch only": (
        question(2, wording=words("Wat nog?", "Wat moeten volwassenen weten? (fr)")), [(CHANGED, "wording", 2, "fr")],
    ),
    "an option only in French": (
        question(0, settings={"options": [*options("strip"), {"key": "boek", "nl": "", "fr": "boek fr"}]}),
        [(NOT_WRITTEN, "options.boek", 0, "nl")],
    ),
    "an option changed in French only": (
        question(0, settings={"options": [*options("strip"), {"key": "boek", "nl": "boek nl", "fr": "livre"}]}),
        [(CHANGED, "options.boek", 0, "nl")],
    ),
    "one option": (
        question(0, settings={"options": options("strip")}), [("Write at least two options.", "settings", 0, None)],
    ),
    "a condition on a later question": (question(1, show_when=(2, ["x"])), [(NOWHERE, "show_when", 1, None)]),
    "a condition on itself": (question(1, show_when=(1, ["yes"])), [(NOWHERE, "show_when", 1, None)]),
    "a condition on nothing": (question(1, show_when=(None, ["strip"])), [(NOWHERE, "show_when", 1, None)]),
    "a condition on an answer there is not": (
        question(1, show_when=(0, ["strip", "krant"])), [(NOWHERE, "show_when", 1, None)],
    ),
    "a condition on no answer": (question(1, show_when=(0, [])), [(NOWHERE, "show_when", 1, None)]),
}  # fmt: skip


@pytest.mark.parametrize("what", EACH_ALONE)
def test_each_gap_alone_keeps_it_shut_and_leads_to_its_place(team: Team, what: str):
    change, expected = EACH_ALONE[what]
    with store.session() as db:
        version_id = make_draft(db, team.facilitator, READY)
        before = view.version(db, version_id)
        change(db, team, version_id)

    with pytest.raises(NotReady) as refused, store.session() as db:
        gate.publish(db, team.facilitator, version_id)

    places = [None if at is None else before.questions[at].id for _, _, at, _ in expected]
    gaps = tuple(
        Gap(sentence, place, question_id, language)
        for (sentence, place, _, language), question_id in zip(expected, places, strict=True)
    )
    with store.reading() as db:
        after = view.version(db, version_id)
        deeds = db.exec(select(AuditEvent.deed)).all()
    assert (gate.missing(before), refused.value.gaps, gate.missing(after)) == ((), gaps, gaps)
    assert (after.published_on, "consultation published" in deeds) == (None, False)


def test_a_condition_on_a_question_that_cannot_steer_is_a_gap(team: Team):
    number = ("number", "Hoeveel boeken?", {"minimum": 0, "maximum": 3})
    with store.session() as db:
        version_id = make_draft(db, team.facilitator, (number, ("yes_maybe_no", "Graag?", {}, False, (0, ["3"]))))
        draft = view.version(db, version_id)

    assert gate.missing(draft) == (Gap(NOWHERE, "show_when", draft.questions[1].id),)


def test_a_screen_to_read_is_no_question(team: Team):
    with store.session() as db:
        version_id = make_draft(db, team.facilitator, (("information", "Welkom!", {}),))
        draft = view.version(db, version_id)

    assert gate.missing(draft) == (Gap("Ask at least one question.", "questions"),)


ONLY_FACES = (
    "Under ten years children choose the happiest face too easily. Add another kind of question beside the smileys."
)


@pytest.mark.parametrize(
    ("bands", "questions", "shut"),
    [
        (["9-11"], (SMILEYS,), True),
        (["6-8", "15-18"], (SMILEYS, SMILEYS), True),
        (["9-11"], (("information", "Welkom!", {}), SMILEYS, OPEN), True),
        (["9-11"], (SMILEYS, ("word_scale", "Was het leuk?", {"labels": "true-3"})), False),
        (["6-8"], (SMILEYS, ("yes_maybe_no", "Nog eens?", {})), False),
        (["12-14"], (SMILEYS,), False),
        (["9-11"], (OPEN,), False),
    ],
)
def test_under_ten_smileys_are_never_the_only_measure(
    team: Team, bands: list[str], questions: tuple[Any, ...], shut: bool
):
    with store.session() as db:
        draft = view.version(db, make_draft(db, team.facilitator, questions, bands))

    assert gate.missing(draft) == ((Gap(ONLY_FACES, "questions"),) if shut else ())


def test_with_nothing_missing_it_is_published_today_once_and_noted_once(team: Team, others: Team):
    with store.session() as db:
        version_id = make_draft(db, team.facilitator, READY)
        beside = make_draft(db, others.facilitator, READY)
    for _ in range(2):
        with store.session() as db:
            gate.publish(db, team.facilitator, version_id)

    with store.reading() as db:
        days = {row.id: row.published_on for row in db.exec(select(Version))}
        asked = select(AuditEvent.account_id, AuditEvent.object_id, AuditEvent.figures)
        noted = list(map(tuple, db.exec(asked.where(AuditEvent.deed == "consultation published"))))
        consultation_id = view.version(db, version_id).consultation_id
    assert days == {version_id: clock.today(), beside: None}
    assert noted == [(team.facilitator.account_id, consultation_id, {"version": 1, "questions": 3})]


def test_only_a_facilitator_of_the_same_organisation_publishes(team: Team, others: Team):
    with store.session() as db:
        version_id = make_draft(db, team.facilitator)

    for who in (team.designer, team.admin, team.safeguarding, others.facilitator):
        with pytest.raises(Denied), store.session() as db:
            gate.publish(db, who, version_id)

    with store.reading() as db:
        assert view.version(db, version_id).published_on is None


def test_no_session_opens_on_a_version_with_a_gap_and_the_refusal_leads_to_it(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, READY)
        row = db.get_one(Version, version_id)  # as an older release may have let it through
        row.notices = {**row.notices, "decider": {"nl": "Het team", "fr": ""}}

    with pytest.raises(NotReady) as refused, store.session() as db:
        sessions.open_session(
            db, team.facilitator, version_id, place_kind="school", province="namur", language="fr",
            age_band="9-11", expected=20, basis="both",
        )  # fmt: skip

    with store.reading() as db:
        assert db.exec(select(GroupSession)).all() == []
    assert refused.value.gaps == (Gap(NOT_WRITTEN, "decider", None, "fr"),)
