"""Every edit of a draft: words, order, copies, conditions; and what can never be written."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from consultations.access import Denied
from consultations.drafting import gate, twins, view, wording
from consultations.drafting.view import QuestionView, VersionView
from consultations.shapes import Refused
from models import clock, store
from models.consultation import Question
from tests.factories import CHOICE, OPEN, Team, make_draft, make_published, options, words

YES = ("yes_maybe_no", "Lees je graag?", {})
THREE = (CHOICE, YES, OPEN)


def seen(version_id: str) -> VersionView:
    with store.reading() as db:
        return view.version(db, version_id)


def said(version_id: str) -> list[str]:
    return [one.wording["nl"] for one in seen(version_id).questions]


def reword(team: Team, version_id: str, one: QuestionView, **changed: Any) -> None:
    kept = {"wording": one.wording, "settings": one.settings, "sensitive": one.sensitive, "show_when": one.show_when}
    with store.session() as db:
        wording.set_question(db, team.facilitator, version_id, one.id, one.edition, **{**kept, **changed})


def renotice(team: Team, draft: VersionView, **changed: Any) -> None:
    notices = {**draft.notices, **changed}
    with store.session() as db:
        wording.set_notices(db, team.facilitator, draft.id, draft.edition, notices, draft.age_bands, draft.decides_on)


@pytest.fixture
def draft(team: Team) -> VersionView:
    with store.session() as db:
        make_draft(db, team.facilitator, THREE)  # beside it: never to be touched
        return view.version(db, make_draft(db, team.facilitator, THREE))


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [
        (0, 2, [1, 2, 0]),
        (2, 0, [2, 0, 1]),
        (0, 1, [1, 0, 2]),
        (1, 1, [0, 1, 2]),
        (0, 99, [1, 2, 0]),
        (2, -5, [2, 0, 1]),
    ],
)
def test_a_question_moves_to_another_place_and_the_rest_keeps_its_order(
    team: Team, draft: VersionView, moved: int, to: int, order: list[int]
):
    with store.session() as db:
        wording.move_question(db, team.facilitator, draft.id, draft.questions[moved].id, to)

    assert [one.id for one in seen(draft.id).questions] == [draft.questions[at].id for at in order]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    moves=st.lists(
        st.tuples(st.sampled_from(["move", "copy", "remove", "add"]), st.integers(0, 4), st.integers(0, 4)), max_size=6
    )
)
def test_after_any_moves_copies_and_removals_the_places_count_up_from_nought(
    team: Team, moves: list[tuple[str, int, int]]
):
    with store.session() as db:
        version_id = make_draft(db, team.facilitator, THREE)
        for what, at, to in moves:
            asked = view.version(db, version_id).questions
            if what == "add" or not asked:
                wording.add_question(db, team.facilitator, version_id, "short_text")
                continue
            given_ = (db, team.facilitator, version_id, asked[at % len(asked)].id)
            match what:
                case "move":
                    wording.move_question(*given_, to)
                case "copy":
                    wording.copy_question(*given_)
                case "remove":
                    wording.remove_question(*given_)
        positions = db.exec(select(Question.position).where(Question.version_id == version_id)).all()

    assert sorted(positions) == list(range(len(positions)))


def test_a_copy_stands_right_behind_says_the_same_and_is_another_question(team: Team, draft: VersionView):
    first = draft.questions[0]
    reword(team, draft.id, draft.questions[1], show_when={"stem": first.stem, "is": ["strip"]}, sensitive=True)

    with store.session() as db:
        made = wording.copy_question(db, team.facilitator, draft.id, draft.questions[1].id)

    after = seen(draft.id)
    copy, original = after.question(made), after.questions[1]
    assert [one.id for one in after.questions] == [first.id, original.id, made, draft.questions[2].id]
    assert (copy.wording, copy.settings, copy.sensitive, copy.show_when, copy.twins) == (
        original.wording, original.settings, True, {"stem": first.stem, "is": ["strip"]}, original.twins,
    )  # fmt: skip
    assert copy.stem != original.stem


def test_a_question_taken_out_is_gone_and_what_hung_from_it_points_nowhere(team: Team, draft: VersionView):
    first = draft.questions[0]
    reword(team, draft.id, draft.questions[1], show_when={"stem": first.stem, "is": ["strip"]})

    with store.session() as db:
        wording.remove_question(db, team.facilitator, draft.id, first.id)

    after = seen(draft.id)
    assert [one.id for one in after.questions] == [one.id for one in draft.questions[1:]]
    assert [(gap.place, gap.question_id) for gap in gate.missing(after)] == [("show_when", draft.questions[1].id)]


def test_a_condition_that_points_back_is_kept_and_can_be_taken_away(team: Team, draft: VersionView):
    condition = {"stem": draft.questions[0].stem, "is": ["boek"]}
    reword(team, draft.id, draft.questions[2], show_when=condition)
    with_it = seen(draft.id)
    reword(team, draft.id, with_it.questions[2], show_when=None)

    assert (with_it.questions[2].show_when, gate.missing(with_it)) == (condition, ())
    assert seen(draft.id).questions[2].show_when is None


def test_moving_a_question_before_the_one_it_hangs_from_opens_a_gap(team: Team, draft: VersionView):
    reword(team, draft.id, draft.questions[2], show_when={"stem": draft.questions[0].stem, "is": ["boek"]})

    with store.session() as db:
        wording.move_question(db, team.facilitator, draft.id, draft.questions[2].id, 0)

    assert [gap.place for gap in gate.missing(seen(draft.id))] == ["show_when"]


def test_a_sentence_changed_in_one_language_waits_for_the_other_until_somebody_confirms(team: Team, draft: VersionView):
    one = draft.questions[0]
    reword(team, draft.id, one, wording={**one.wording, "fr": "Tu lis quoi ?"})
    waiting = twins.stale("wording", seen(draft.id).questions[0].twins)

    with store.session() as db:
        wording.confirm_twin(db, team.colleague, draft.id, "wording", one.id)

    assert (waiting, gate.missing(seen(draft.id))) == ("nl", ())


def test_a_notice_changed_in_one_language_waits_for_the_other_until_somebody_confirms(team: Team, draft: VersionView):
    renotice(team, draft, purpose={**draft.notices["purpose"], "nl": "Vertel het ons."})
    waiting = twins.stale("purpose", seen(draft.id).twins)

    with store.session() as db:
        wording.confirm_twin(db, team.facilitator, draft.id, "purpose")

    assert (waiting, gate.missing(seen(draft.id))) == ("fr", ())


@pytest.mark.parametrize("of_question", [True, False])
def test_a_text_there_is_not_cannot_be_confirmed_into_the_draft(team: Team, draft: VersionView, of_question: bool):
    with store.session() as db:
        question_id = draft.questions[0].id if of_question else None
        wording.confirm_twin(db, team.facilitator, draft.id, "nonsense", question_id)

    assert seen(draft.id) == draft


UNREADABLE = "We cannot read that. Write it again with ordinary letters."
TOO_LONG = "That is too long. You can write {n} letters."


@pytest.mark.parametrize(
    ("given_", "sentence"), [("a" * 601, TOO_LONG), ("half \ud83d", UNREADABLE)], ids=["long", "surrogate"]
)
@pytest.mark.parametrize("place", ["wording", "settings", "notice"])
def test_words_that_cannot_be_kept_are_refused_and_nothing_changes(
    team: Team, draft: VersionView, place: str, given_: str, sentence: str
):
    bad = {"nl": given_, "fr": "x"}
    deeds = {
        "wording": lambda: reword(team, draft.id, draft.questions[0], wording=bad),
        "settings": lambda: reword(
            team, draft.id, draft.questions[0], settings={"options": [*options("strip"), {"key": "boek", **bad}]}
        ),
        "notice": lambda: renotice(team, draft, title=bad),
    }

    with pytest.raises(Refused) as refused:
        deeds[place]()

    assert (refused.value.sentence, seen(draft.id)) == (sentence, draft)


def test_words_are_kept_tidy_and_in_our_two_languages_only(team: Team, draft: VersionView):
    messy = {"nl": "  Wat\x00 vind\u200b je?\r\n ", "fr": "Qu\u2019en pense\u0301s-tu ?", "en": "What?"}

    reword(team, draft.id, draft.questions[0], wording=messy)

    assert seen(draft.id).questions[0].wording == {"nl": "Wat vind je?", "fr": "Qu\u2019en pens\u00e9s-tu ?"}


@pytest.mark.parametrize(
    "chosen",
    [
        {"options": options("strip", "strip")},
        {"options": options("Strip")},
        {"options": options("strip", "boek"), "is_open": True},
        {"options": "strip"},
    ],
)
def test_settings_the_type_does_not_know_are_refused(team: Team, draft: VersionView, chosen: dict[str, Any]):
    with pytest.raises(Refused, match="These settings cannot be kept"):
        reword(team, draft.id, draft.questions[0], settings=chosen)

    assert seen(draft.id) == draft


def test_a_day_that_has_passed_and_an_age_there_is_not_are_refused(team: Team, draft: VersionView):
    for bands, day in ((["9-11"], clock.today() - timedelta(days=1)), (["9-11", "3-5"], None)):
        with pytest.raises(Refused), store.session() as db:
            wording.set_notices(db, team.facilitator, draft.id, draft.edition, draft.notices, bands, day)

    assert seen(draft.id) == draft


def test_a_type_that_does_not_fit_the_kind_is_refused(team: Team, draft: VersionView):
    for name in ("drawing", "", "base"):
        with pytest.raises(Refused, match="does not fit"), store.session() as db:
            wording.add_question(db, team.facilitator, draft.id, name)

    assert seen(draft.id) == draft


def edits(who: Any, version_id: str, asked: VersionView) -> list[Any]:
    """Every way to change a version."""
    one, two = asked.questions[0], asked.questions[1]
    return [
        lambda db: wording.set_notices(
            db, who, version_id, asked.edition, asked.notices, asked.age_bands, asked.decides_on
        ),
        lambda db: wording.add_question(db, who, version_id, "short_text"),
        lambda db: wording.set_question(
            db, who, version_id, one.id, one.edition, words("Anders?"), one.settings, False, None
        ),
        lambda db: wording.confirm_twin(db, who, version_id, "title"),
        lambda db: wording.confirm_twin(db, who, version_id, "wording", one.id),
        lambda db: wording.move_question(db, who, version_id, two.id, 0),
        lambda db: wording.copy_question(db, who, version_id, one.id),
        lambda db: wording.remove_question(db, who, version_id, one.id),
    ]


@pytest.mark.parametrize("at", range(8))
def test_a_published_version_is_frozen_in_every_way(team: Team, at: int):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, THREE)
    before = seen(version_id)

    with pytest.raises(Refused, match="in use and cannot change"), store.session() as db:
        edits(team.facilitator, version_id, before)[at](db)

    assert seen(version_id) == before


@pytest.mark.parametrize("at", range(8))
def test_another_organisation_and_other_roles_change_nothing(team: Team, others: Team, draft: VersionView, at: int):
    for who in (others.facilitator, team.designer, team.admin):
        with pytest.raises(Denied), store.session() as db:
            edits(who, draft.id, draft)[at](db)

    assert seen(draft.id) == draft


def test_a_question_of_another_version_is_not_found_through_ones_own(team: Team, others: Team, draft: VersionView):
    with store.session() as db:
        theirs = view.version(db, make_draft(db, others.facilitator, THREE))

    for verb in (wording.copy_question, wording.remove_question):
        with pytest.raises(Denied), store.session() as db:
            verb(db, team.facilitator, draft.id, theirs.questions[0].id)

    assert (seen(draft.id), seen(theirs.id)) == (draft, theirs)
