"""How a consultation begins: from scratch, from each template, as a copy, as a next version."""

from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, func, select

from consultations.access import Denied
from consultations.drafting import gate, starting, view, wording
from consultations.drafting.gate import Gap
from consultations.drafting.view import QuestionView, VersionView
from consultations.shapes import Refused
from consultations.templates import templates
from models import clock, store
from models.consultation import Consultation, Question, Version
from models.protection import AuditEvent
from tests.crowds import all_at_once
from tests.factories import CHOICE, OPEN, Team, make_draft, make_published, make_team, with_tool, words

CONDITIONAL = ("yes_maybe_no", "Lees je graag strips?", {}, True, (0, ["strip"]))


def seen(version_id: str) -> VersionView:
    with store.reading() as db:
        return view.version(db, version_id)


def count(table: type) -> int:
    with store.reading() as db:
        return db.exec(select(func.count()).select_from(table)).one()


def content(one: QuestionView) -> dict[str, Any]:
    """What a question says, without what it is called and what it hangs from."""
    return {name: value for name, value in asdict(one).items() if name not in {"id", "stem", "edition", "show_when"}}


def hangs_from(draft: VersionView) -> list[tuple[int, list[str]] | None]:
    """For each question the place it hangs from, and on which answers."""
    places = {one.stem: at for at, one in enumerate(draft.questions)}
    return [(places[one.show_when["stem"]], one.show_when["is"]) if one.show_when else None for one in draft.questions]


def test_from_scratch_there_is_a_title_and_nothing_else(team: Team):
    with store.session() as db:
        version_id = starting.start(db, team.facilitator, "survey", {"nl": "  Media ", "fr": "Médias", "en": "Media"})

    draft = seen(version_id)
    assert (draft.notices, draft.questions, draft.age_bands, draft.decides_on, draft.published_on, draft.number) == (
        {"title": {"nl": "Media", "fr": "Médias"}, "purpose": {}, "decider": {}}, (), (), None, None, 1,
    )  # fmt: skip
    assert (draft.organisation_id, draft.kind) == (team.organisation_id, "survey")


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("quiz", words("Media")),
        ("survey", words("M" * 601)),
        ("survey", words("half \ud83d")),
    ],
)
def test_a_kind_there_is_not_and_a_title_that_cannot_be_kept_are_refused(team: Team, kind: str, title: dict[str, str]):
    with pytest.raises(Refused), store.session() as db:
        starting.start(db, team.facilitator, kind, title)

    assert count(Consultation) == 0


def test_who_may_not_draft_starts_nothing(team: Team):
    for who in (team.designer, team.safeguarding, team.admin):
        for begin in (
            lambda db, who=who: starting.start(db, who, "survey", words("Media")),
            lambda db, who=who: starting.start_from_template(db, who, next(iter(templates()))),
            lambda db, who=who: starting.shelf(db, who),
        ):
            with pytest.raises(Denied), store.session() as db:
                begin(db)

    assert count(Consultation) == 0


@pytest.mark.parametrize("key", templates())
def test_each_template_can_be_published_once_what_is_tested_a_decider_and_a_day_are_filled_in(team: Team, key: str):
    with store.session() as db:
        version_id = starting.start_from_template(db, team.facilitator, key)
        draft = view.version(db, version_id)
        wording.set_notices(
            db, team.facilitator, version_id, 1, {**draft.notices, "decider": words("Het team", "L’équipe")},
            draft.age_bands, clock.today() + timedelta(days=30),
        )  # fmt: skip
        with_tool(db, team.facilitator, version_id)
        gate.publish(db, team.facilitator, version_id)

    template = templates()[key]
    tool = (Gap("Choose the tool that children test.", "tool"),) if template.kind == "prototype_test" else ()
    assert gate.missing(draft) == (
        Gap("Not written yet.", "decider", None, "nl"),
        Gap("Not written yet.", "decider", None, "fr"),
        *tool,
        Gap("Say when it is decided what happens with the outcome.", "decides_on"),
    )
    assert (draft.age_bands, seen(version_id).published_on) == (template.age_bands, clock.today())
    assert [(one.type, one.wording, one.sensitive) for one in draft.questions] == [
        (one["type"], one["wording"], one["sensitive"]) for one in template.questions
    ]


@pytest.mark.parametrize("key", templates())
def test_each_template_keeps_its_conditions_between_its_own_questions(team: Team, key: str):
    asked = templates()[key].questions
    places = {one["key"]: at for at, one in enumerate(asked)}
    expected = [(places[w["question"]], w["is"]) if (w := one.get("show_when")) else None for one in asked]
    with store.session() as db:
        twice = [starting.start_from_template(db, team.facilitator, key) for _ in range(2)]

    first, second = (seen(one) for one in twice)

    assert (hangs_from(first), hangs_from(second)) == (expected, expected)
    assert {one.stem for one in first.questions} & {one.stem for one in second.questions} == set()


def test_a_template_there_is_not_is_refused(team: Team):
    with pytest.raises(Refused), store.session() as db:
        starting.start_from_template(db, team.facilitator, "no-such-template")

    assert count(Consultation) == 0


def test_all_templates_are_offered_and_no_two_have_one_key():
    assert [one.key for one in starting.offered()] == list(templates())


def test_a_copy_asks_the_same_with_questions_of_its_own(team: Team):
    with store.session() as db:
        old_id = make_published(db, team.facilitator, (CHOICE, CONDITIONAL, OPEN), ("9-11", "12-14"))
        copy_id = starting.duplicate(db, team.facilitator, old_id)

    old, copy = seen(old_id), seen(copy_id)
    assert [content(one) for one in copy.questions] == [content(one) for one in old.questions]
    assert hangs_from(copy) == hangs_from(old) == [None, (0, ["strip"]), None]
    assert {one.stem for one in copy.questions} & {one.stem for one in old.questions} == set()
    assert copy.consultation_id != old.consultation_id
    assert copy.notices == {**old.notices, "title": {"nl": "Media (kopie)", "fr": "Médias (copie)"}}
    assert (copy.age_bands, copy.decides_on, copy.published_on, copy.number) == (old.age_bands, None, None, 1)


def test_changing_a_copy_leaves_the_original_as_it_was(team: Team):
    with store.session() as db:
        old_id = make_draft(db, team.facilitator)
        copy_id = starting.duplicate(db, team.facilitator, old_id)
    before = seen(old_id)

    with store.session() as db:
        one = view.version(db, copy_id).questions[0]
        wording.set_question(db, team.facilitator, copy_id, one.id, 1, words("Anders"), one.settings, True, None)

    assert (seen(old_id), seen(copy_id).questions[0].wording) == (before, words("Anders"))


def test_a_new_version_keeps_the_stems_so_that_what_did_not_change_adds_up(team: Team):
    with store.session() as db:
        old_id = make_published(db, team.facilitator, (CHOICE, CONDITIONAL, OPEN))
        new_id = starting.new_version(db, team.facilitator, old_id)

    old, new = seen(old_id), seen(new_id)
    assert [(one.stem, one.fingerprint) for one in new.questions] == [
        (one.stem, one.fingerprint) for one in old.questions
    ]
    assert hangs_from(new) == hangs_from(old)
    assert replace(new, id=old.id, number=1, edition=old.edition, questions=(), published_on=old.published_on) == (
        replace(old, questions=())
    )
    assert (new.number, new.published_on, {one.id for one in new.questions} & {one.id for one in old.questions}) == (
        2, None, set(),
    )  # fmt: skip


def test_another_new_version_is_the_draft_there_already_is(team: Team):
    with store.session() as db:
        old_id = make_published(db, team.facilitator)
        first = starting.new_version(db, team.facilitator, old_id)
        second = starting.new_version(db, team.facilitator, old_id)
        from_itself = starting.new_version(db, team.facilitator, first)

    assert (second, from_itself, count(Version)) == (first, first, 2)


def test_two_who_start_a_new_version_at_once_get_the_same_one(house: str):
    with store.session() as db:
        who = make_team(db).facilitator
        old_id = make_published(db, who)

    def new_version() -> str:
        with store.session() as db:
            return starting.new_version(db, who, old_id)

    made = all_at_once([new_version] * 2)

    assert (len({*made}), count(Version), count(Question)) == (1, 2, 2)


def started(db: Session) -> list[tuple[str, dict[str, Any]]]:
    asked = select(AuditEvent.deed, AuditEvent.figures).order_by(AuditEvent.number)
    return [(deed, figures) for deed, figures in db.exec(asked) if "started" in deed]


def test_each_beginning_is_noted_once_with_what_it_was_made_from(team: Team):
    with store.session() as db:
        first = starting.start(db, team.facilitator, "survey", words("Media"))
        starting.duplicate(db, team.facilitator, first)
        starting.start_from_template(db, team.facilitator, "evaluation-of-a-session")

    with store.reading() as db:
        assert started(db) == [
            ("consultation started", {"made_from": ""}),
            ("consultation started", {"made_from": view.version(db, first).consultation_id}),
            ("consultation started", {"made_from": "evaluation-of-a-session"}),
        ]


def test_another_organisation_reads_and_copies_nothing(team: Team, others: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator)
    before = (count(Consultation), count(Version), count(Question))

    for verb in (starting.read, starting.duplicate, starting.new_version, starting.delete_draft):
        with pytest.raises(Denied), store.session() as db:
            verb(db, others.facilitator, version_id)

    assert (count(Consultation), count(Version), count(Question)) == before
