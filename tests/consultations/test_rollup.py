"""Many answers as results: exactly those that count, by wording, and never so few that a child can be guessed."""

from typing import Any

import pytest

from consultations import rollup
from consultations.access import Denied
from consultations.drafting import view
from consultations.shapes import Bar, Group, QuestionResult, Results
from models import store
from tests.classes import Pupils, add_noise, noisy_class, pupils, reworded
from tests.factories import CHOICE, OPEN, Team, make_class, make_draft, make_published, make_team, words

NONE_MISSING = dict.fromkeys(("dont_know", "rather_not", "skipped", "not_reached", "not_asked"), 0)
YES = ("yes_maybe_no", "Lees je graag?", {"middle": "none"})
SENSITIVE = ("yes_maybe_no", "Werd je gepest?", {"middle": "none"}, True)


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def home(version_id: str) -> str:
    with store.reading() as db:
        return view.version(db, version_id).consultation_id


def results(team: Team, version_id: str) -> Results:
    with store.session() as db:
        return rollup.roll_up(db, team.designer, view.version(db, version_id).consultation_id)


def asked(team: Team, questions: tuple[Any, ...], *classes: Pupils) -> str:
    """A published version, answered by these classes."""
    with store.session() as db:
        version_id = make_published(db, team.facilitator, questions)
        for given in classes:
            make_class(db, team.facilitator, version_id, given)
    return version_id


def whole(of: QuestionResult) -> Group:
    found = of.group("all")
    assert found
    return found


def test_results_hold_exactly_what_counts_and_nothing_of_what_stands_beside_it(house: str):
    given: Pupils = [*pupils(nl={"strip": 8, "boek": 3, ("dont_know",): 1}), ("fr", [("skipped",)])]
    with store.session() as db:
        team, others = make_team(db), make_team(db, "CSEM")
        version_id = make_published(db, team.facilitator, (CHOICE,))
        noisy_class(db, team, version_id, given, ["boek"])
        add_noise(db, team, others, version_id, ["boek"], (CHOICE,))

    found = results(team, version_id)

    with store.reading() as db:
        question = view.version(db, version_id).questions[0]
    assert found.questions == (
        QuestionResult(
            stem=question.stem,
            fingerprint=question.fingerprint,
            type="single_choice",
            wording=words("Wat lees je?"),
            labels={"strip": words("strip nl", "strip fr"), "boek": words("boek nl", "boek fr")},
            sensitive=False,
            shape="tally",
            groups=(
                Group(
                    name="all",
                    answered=11,
                    children=11,
                    bars=(Bar("strip", 8, 8 / 11), Bar("boek", 3, 3 / 11)),
                    missing={**NONE_MISSING, "dont_know": 1, "skipped": 1},
                    clusters=1,
                ),
            ),
        ),
    )
    assert (found.heard.sessions, found.heard.children) == (1, 13)


def test_reading_twice_gives_the_same(team: Team):
    version_id = asked(team, (CHOICE,), pupils(nl={"strip": 6, "boek": 6}))

    first, second = results(team, version_id), results(team, version_id)

    assert first == second


def test_titles_are_the_newest_published_and_screens_to_read_have_no_result(team: Team):
    version_id = asked(team, (("information", "Welkom!", {}), YES, OPEN))

    found = results(team, version_id)

    assert (found.consultation_id, found.kind, found.title) == (home(version_id), "survey", words("Media", "Médias"))
    assert found.purpose == words("We willen weten wat jij vindt.", "Nous voulons savoir ce que tu penses.")
    assert [(one.type, whole(one).answered) for one in found.questions] == [("yes_maybe_no", 0), ("long_text", 0)]


@pytest.mark.parametrize("who", ["facilitator", "safeguarding", "admin", "another organisation"])
def test_only_a_designer_of_the_organisation_reads_results(team: Team, who: str):
    version_id = asked(team, (CHOICE,), pupils(nl={"strip": 12}))
    with store.session() as db:
        others = make_team(db, "CSEM")
        visitor = others.designer if who == "another organisation" else getattr(team, who)

    for consultation_id in (home(version_id), "0" * 32):
        with pytest.raises(Denied), store.session() as db:
            rollup.roll_up(db, visitor, consultation_id)


def test_what_was_never_published_has_no_results(team: Team):
    with store.session() as db:
        version_id = make_draft(db, team.facilitator)

    with pytest.raises(Denied):
        results(team, version_id)


def test_dutch_and_french_stand_beside_the_whole_when_both_may_be_shown(team: Team):
    version_id = asked(team, (CHOICE,), pupils(nl={"strip": 5, "boek": 6}, fr={"boek": 10}))

    only = results(team, version_id).questions[0]

    assert [(one.name, one.answered, [bar.count for bar in one.bars]) for one in only.groups] == [
        ("nl", 11, [5, 6]), ("fr", 10, [0, 10]), ("all", 21, [5, 16]),
    ]  # fmt: skip
    assert only.refused == ()


@pytest.mark.parametrize(
    ("given", "answered", "refused"),
    [
        (pupils(nl={"strip": 5, "boek": 4}), 9, ("too_few",)),
        (pupils(nl={"strip": 5, "boek": 5}), 10, ("fr",)),
        (pupils(nl={"strip": 9, ("skipped",): 5}), 9, ("too_few",)),
        (pupils(nl={"strip": 10, "boek": 5}, fr={"strip": 9, ("dont_know",): 3}), 24, ("fr",)),
        (pupils(nl={"strip": 10, "boek": 5}, fr={"strip": 9, "boek": 1}), 25, ("small_cells",)),
    ],
)
def test_what_may_not_be_shown_is_not_there_and_a_reason_is(
    team: Team, given: Pupils, answered: int, refused: tuple[str, ...]
):
    version_id = asked(team, (CHOICE,), given)

    only = results(team, version_id).questions[0]

    shown = refused != ("too_few",)
    assert ([one.name for one in only.groups], whole(only).answered, only.refused) == (["all"], answered, refused)
    assert (bool(whole(only).bars), bool(whole(only).missing)) == (shown, shown)


def test_words_are_counted_and_not_in_the_results(team: Team):
    version_id = asked(team, (YES, OPEN), [("nl", ["yes", "een kanarie"])] * 5 + [("nl", ["no"])] * 10)

    found = results(team, version_id)

    assert (whole(found.questions[1]).answered, "kanarie" in repr(found)) == (5, False)
    assert whole(found.questions[1]).bars == ()


def test_a_changed_wording_is_shown_apart_and_an_unchanged_one_adds_up(team: Team):
    first = asked(team, (CHOICE, YES), [("nl", ["strip", "yes"])] * 10)
    second = reworded(team, first, 0, "Wat lees je nu?")
    with store.session() as db:
        make_class(db, team.facilitator, second, [("nl", ["boek", "no"])] * 11)

    found = results(team, second)

    shown = [
        (one.wording["nl"], one.version, whole(one).answered, [bar.count for bar in whole(one).bars])
        for one in found.questions
    ]
    assert shown == [
        ("Wat lees je nu?", 2, 11, [0, 11]), ("Lees je graag?", 2, 21, [10, 11]), ("Wat lees je?", 1, 10, [10, 0]),
    ]  # fmt: skip
    assert (found.heard.sessions, found.heard.children) == (2, 21)


def test_a_question_that_was_sensitive_once_never_adds_up_with_the_same_words_that_are_not(team: Team):
    first = asked(team, (SENSITIVE,), pupils(nl={"yes": 3, "no": 9}))
    second = reworded(team, first, 0, "Werd je gepest?", sensitive=False)
    with store.session() as db:
        make_class(db, team.facilitator, second, pupils(nl={"yes": 10}))

    found = results(team, second).questions

    assert [(one.version, one.sensitive, [group.answered for group in one.groups]) for one in found] == [
        (2, False, [10]), (1, True, []),
    ]  # fmt: skip


def test_a_new_wording_is_shown_before_anybody_answered_it_and_an_old_one_nobody_answered_is_not(team: Team):
    first = asked(team, (CHOICE, YES), [("nl", ["strip", "yes"])] * 10)
    second = reworded(team, first, 0, "Wat lees je nu?")
    third = reworded(team, second, 0, "En vandaag?")

    found = results(team, third)

    assert [(one.wording["nl"], one.version, whole(one).answered) for one in found.questions] == [
        ("En vandaag?", 3, 0), ("Lees je graag?", 3, 10), ("Wat lees je?", 1, 10),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "bars", "refused"),
    [
        (pupils(nl={"yes": 10, "no": 9}), None, ("sensitive",)),
        (pupils(nl={"yes": 8, "no": 14}), [("yes", 10, "rounded"), ("no", 15, "rounded")], ()),
        (pupils(nl={"yes": 3, "no": 19}), [("yes", None, "few"), ("no", None, "nearly_all")], ()),
        (pupils(nl={"yes": 10}, fr={"no": 12}), [("yes", 10, "rounded"), ("no", 10, "rounded")], ()),
    ],
)
def test_a_sensitive_question_is_coarse_from_twenty_and_hidden_below(
    team: Team, given: Pupils, bars: list[tuple[str, int | None, str]] | None, refused: tuple[str, ...]
):
    version_id = asked(team, (SENSITIVE,), given)

    only = results(team, version_id).questions[0]

    shown = [(bar.key, bar.count, bar.about) for one in only.groups for bar in one.bars]
    assert (only.sensitive, shown, only.refused, len(only.groups)) == (True, bars or [], refused, 1 if bars else 0)
    assert [one.missing for one in only.groups] == ([{}] if bars else [])


def test_what_hangs_from_a_sensitive_question_is_sensitive_too_also_at_one_remove(team: Team):
    hanging = ("yes_maybe_no", "Vertelde je het?", {"middle": "none"}, False, (0, ["yes"]))
    further = ("yes_maybe_no", "Hielp dat?", {"middle": "none"}, False, (1, ["yes"]))
    beside = ("yes_maybe_no", "Lees je graag?", {"middle": "none"}, False)
    given: Pupils = [*[("nl", ["yes", "yes", "yes", "no"])] * 12, *[("nl", {0: "no", 3: "no"})] * 3]
    version_id = asked(team, (SENSITIVE, hanging, further, beside), given)

    found = results(team, version_id).questions

    assert [(one.sensitive, one.refused, one.groups == ()) for one in found] == [
        *[(True, ("sensitive",), True)] * 3, (False, ("fr",), False),
    ]  # fmt: skip


def test_what_once_hung_from_a_sensitive_question_stays_so_though_it_no_longer_does(team: Team):
    hanging = ("yes_maybe_no", "Vertelde je het?", {"middle": "none"}, False, (0, ["yes"]))
    given: Pupils = [*[("nl", ["yes", "yes"])] * 11, *[("nl", {0: "no"})] * 3]
    first = asked(team, (SENSITIVE, hanging), given)
    second = reworded(team, first, 1, "Vertelde je het?", show_when=None)

    found = results(team, second).questions

    assert [(one.version, one.sensitive, one.groups) for one in found] == [(2, True, ())] * 2
