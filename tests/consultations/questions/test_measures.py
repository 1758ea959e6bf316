"""Measures of a prototype test: what children say one thing after another, put in order, and the scores of it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.questions import question_type
from consultations.questions.child_sus import STATEMENTS
from consultations.questions.remember import remembered
from consultations.questions.scored import DONT_KNOW, Scored
from consultations.rollup.tasks import completed
from consultations.shapes import Contribution, OneByOne, Opinion, Opinions, Order, Ranking, Refused, Spread
from consultations.statistics.fun import again_again
from tests.factories import options

KEYS = ("spel", "film", "boek")
CHOSEN: dict[str, Mapping[str, Any]] = {
    "again_again": {"options": options(*KEYS)},
    "fun_sorter": {"options": options(*KEYS)},
    "child_sus": {"labels": "true-4"},
    "sus": question_type("sus").example["settings"],
    "ueq_s": question_type("ueq_s").example["settings"],
}
SCORED = ("child_sus", "sus", "ueq_s")
CODES = ("dont_know", "rather_not", "skipped", "not_reached", "not_asked")
few = settings(max_examples=40)


def read(name: str) -> Any:
    return question_type(name).read(CHOSEN[name])


def scored(name: str) -> Scored:
    how = question_type(name)
    assert isinstance(how, Scored)
    return how


def whole(name: str, said: str) -> dict[str, str]:
    """The same step on every statement."""
    return {key: said for key, _ in scored(name).things(read(name))}


def summed(name: str, values: list[Any], *missing: str) -> Any:
    """Added up as a sum holds it."""
    how = question_type(name)
    gave = [Contribution(how.countable(value), None) for value in values]
    return how.summarise([*gave, *(Contribution(None, code) for code in missing)], read(name))


def values(name: str) -> st.SearchStrategy[Any]:
    """Answers as they are kept."""
    how = question_type(name)
    control = how.control(read(name), "nl")
    if isinstance(control, Order):
        return st.permutations(KEYS).flatmap(lambda one: st.integers(1, 3).map(lambda most: one[:most]))
    assert isinstance(control, OneByOne)
    said = {
        thing.key: st.sampled_from([one.key for one in answers])
        for thing, answers in zip(control.things, control.answers, strict=True)
    }
    return st.fixed_dictionaries({}, optional=said).filter(bool)


def contributions(name: str) -> st.SearchStrategy[list[Contribution]]:
    how = question_type(name)
    gave = values(name).map(lambda one: (how.countable(how.check(one, read(name))), None))
    one = st.tuples(gave | st.tuples(st.none(), st.sampled_from(CODES)), st.integers(1, 4), st.sampled_from("ab"))
    return st.lists(one.map(lambda it: Contribution(*it[0], size=it[1], cluster=it[2])), max_size=10)


@pytest.mark.parametrize("name", CHOSEN)
@few
@given(data=st.data())
def test_the_order_of_children_does_not_matter_and_adding_up_changes_nothing(name: str, data: st.DataObject):
    given_ = data.draw(contributions(name))
    shuffled = data.draw(st.permutations(given_))
    how = question_type(name)

    assert how.summarise(given_, read(name)) == how.summarise(shuffled, read(name))
    assert how.summarise(given_, read(name)) == how.summarise(given_, read(name))


@pytest.mark.parametrize("name", CHOSEN)
@few
@given(data=st.data())
def test_who_gave_no_answer_changes_no_figure_and_stands_under_its_own_code(name: str, data: st.DataObject):
    given_ = data.draw(contributions(name))
    how = question_type(name)
    found = how.summarise(given_, read(name))
    without = how.summarise([one for one in given_ if one.missing is None], read(name))

    assert replace(found, missing={}) == replace(without, missing={})
    codes = {code: sum(one.missing == code for one in given_) for code in CODES}
    assert {code: found.missing[code] - without.missing[code] for code in CODES} == codes


@pytest.mark.parametrize("name", CHOSEN)
@few
@given(data=st.data())
def test_what_is_kept_is_accepted_again_and_can_be_read_back_in_both_languages(name: str, data: st.DataObject):
    how, chosen = question_type(name), read(name)
    value = how.check(data.draw(values(name)), chosen)

    assert how.check(json.loads(json.dumps(value)), chosen) == value
    assert all(how.told(value, chosen, language) for language in ("nl", "fr"))


@pytest.mark.parametrize("name", SCORED)
@few
@given(data=st.data())
def test_a_score_lies_on_its_scale_and_in_one_bar(name: str, data: st.DataObject):
    how = scored(name)
    value = data.draw(values(name))
    score = how.scored(value, read(name))["score"]
    found = summed(name, [value])

    if score is None:
        assert (found.answered, sum(found.counts.values()), found.missing["skipped"]) == (0, 0, 1)
    else:
        assert how.edges[0] <= score <= how.edges[-1]
        assert (found.answered, sum(found.counts.values()), found.middle) == (1, 1, score)


def test_the_child_sus_runs_from_0_to_100_on_three_steps_and_on_four():
    how = scored("child_sus")
    ends = {}
    for labels, most in (("true-3", "3"), ("true-4", "4")):
        chosen = how.read({"labels": labels})
        ends[labels] = [how.scored(whole("child_sus", said), chosen)["score"] for said in ("1", most)]

    assert ends == {"true-3": [0, 100], "true-4": [0, 100]}
    assert len(STATEMENTS) == 10


def test_the_example_of_brooke_scores_55_and_one_item_less_counts_as_the_centre():
    how, chosen = scored("sus"), read("sus")
    brooke = dict(zip(whole("sus", "3"), "5414253245", strict=True))
    published = {**brooke, **dict(zip(brooke, ("5", "4", "2", "1", "2", "3", "2", "4", "5", "2"), strict=True))}

    assert how.scored(published, chosen) == {"score": 55.0}
    seven_less = {key: said for key, said in published.items() if key != "item_6"}
    assert how.scored(seven_less, chosen) == {"score": 55.0}
    assert how.scored({**seven_less, "item_6": DONT_KNOW, "item_1": DONT_KNOW}, chosen) == {"score": None}


def test_two_statements_without_an_answer_are_skipped_and_never_a_score_of_zero():
    partial = {key: said for key, said in whole("sus", "3").items() if key not in ("item_1", "item_2")}

    found = summed("sus", [partial, whole("sus", "3")])

    assert isinstance(found, Spread)
    assert (found.answered, found.middle, found.missing["skipped"]) == (1, 50, 1)
    assert found.counts == {"0 … 20": 0, "20 … 40": 0, "40 … 60": 1, "60 … 80": 0, "80 … 100": 0}


def test_the_ueq_has_three_means_and_shows_the_overall_one():
    how, chosen = scored("ueq_s"), read("ueq_s")
    good, mixed = whole("ueq_s", "7"), dict(zip(whole("ueq_s", "4"), "77771111", strict=True))
    held = [Contribution(good, None), Contribution(mixed, None, times=3), Contribution(None, "skipped")]

    means = {name: how.mean(held, chosen, name).mean for name in ("score", "pragmatic", "hedonic")}

    assert means == {"score": 0.75, "pragmatic": 3.0, "hedonic": -1.5}
    assert how.summarise(held, chosen).counts == {"-3 … -0.8": 0, "-0.8 … 0.8": 3, "0.8 … 3": 1}
    assert how.labels(chosen)["-0.8 … 0.8"] == {"nl": "−0,8 … 0,8", "fr": "−0,8 … 0,8"}


def test_again_and_again_counts_each_activity_by_who_said_something_of_it():
    found = summed(
        "again_again",
        [{"spel": "yes", "film": "no"}, {"spel": "maybe"}, {"spel": "no", "film": "no", "boek": "yes"}],
        "skipped",
    )

    assert isinstance(found, Opinions)
    rows = {one.key: (one.agree, one.passed, one.disagree, one.again) for one in found.rows}
    assert rows == {"boek": (1, 0, 0, 100), "spel": (1, 1, 1, 50), "film": (0, 0, 2, 0)}
    assert [one.key for one in found.rows] == ["boek", "spel", "film"]
    assert (found.answered, found.missing["skipped"]) == (3, 1)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_score_of_again_is_that_of_the_fun_toolkit(yes: int, maybe: int, no: int):
    assert Opinion("spel", yes, no, maybe).again == again_again([2] * yes + [1] * maybe + [0] * no).score


def test_a_fun_sorter_by_hand():
    """Three children: spel film boek, spel boek film, film spel; the last left one thing out."""
    found = summed("fun_sorter", [["spel", "film", "boek"], ["spel", "boek", "film"], ["film", "spel"]], "dont_know")

    assert isinstance(found, Ranking)
    assert [(one.key, one.chosen, one.shown) for one in found.rows] == [("spel", 4, 5), ("film", 2, 5), ("boek", 1, 4)]
    assert [one.place for one in found.rows] == pytest.approx([3 - 2 * 2 / 3, 3 - 2 * 0.5, 3 - 2 * 0.25])
    assert (found.answered, found.why, found.alike) == (3, "in_order", pytest.approx(0.75))


def test_an_order_that_weighs_as_several_children_is_that_order_so_many_times():
    how, chosen = question_type("fun_sorter"), read("fun_sorter")
    order = how.countable(["boek", "spel", "film"])

    once = how.summarise([Contribution(order * 3, None, size=3)], chosen)
    thrice = how.summarise([Contribution(order, None)] * 3, chosen)

    assert isinstance(once, Ranking)
    assert isinstance(thrice, Ranking)
    assert (once.rows, once.alike) == (thrice.rows, thrice.alike)


def test_all_orders_together_are_no_order():
    found = summed("fun_sorter", [list(one) for one in permutations(KEYS)])

    assert isinstance(found, Ranking)
    assert {(one.chosen / one.shown, one.place) for one in found.rows} == {(0.5, 2.0)}
    assert found.alike == 0


def test_a_task_that_was_not_tried_is_no_attempt():
    said = ["unaided", "unaided", "helped", "failed", "not_tried", "not_tried"]
    held = [*(Contribution(one, None) for one in said), Contribution(None, "skipped")]

    found = completed(held, alone=True)

    assert (found.attempts, found.unaided, found.helped, found.failed) == (4, 2, 1, 1)
    assert found.partial == pytest.approx(5 / 8)


def test_knowing_nothing_any_more_counts_and_not_answering_does_not():
    how = question_type("remember")
    chosen = how.read({"options": options("stop", "vraag")})
    held = [Contribution(["stop", "vraag"], None), Contribution(["(nothing)"], None), Contribution(None, "skipped")]

    found = remembered(held, chosen)

    assert (found.n, found.share, found.items) == (2, 0.5, (("stop", 1), ("vraag", 1)))
    with pytest.raises(Refused, match="also nothing"):
        how.check(["stop", "(nothing)"], chosen)


@pytest.mark.parametrize(
    ("name", "chosen", "sentences"),
    [
        ("task", {}, ["Write how one sees that the task worked."]),
        ("task", {"success": {"nl": "De kaart ligt er.", "fr": ""}}, []),
        ("again_again", {"options": options("spel")}, ["Write at least two options."]),
        ("fun_sorter", {}, ["Write at least two options."]),
        ("sus", {"items": options("a", "b")},
         ["A SUS has ten statements: positive and negative in turn, as in the original."]),
        ("ueq_s", {}, ["A UEQ-S has eight pairs of words, the good word on the right."]),
        ("child_sus", {}, []),
        ("ease", {}, []),
        ("five_degrees", {}, []),
    ],
)  # fmt: skip
def test_what_cannot_be_published_yet_is_said(name: str, chosen: dict[str, Any], sentences: list[str]):
    how = question_type(name)

    assert list(how.unusable(how.read(chosen))) == sentences


def test_what_an_observer_reads_is_held_to_both_languages():
    how = question_type("task")

    assert how.texts(how.read({"success": {"nl": "Ja.", "fr": ""}})) == {"success": {"nl": "Ja.", "fr": ""}}
    assert len(question_type("ueq_s").texts(read("ueq_s"))) == 16
    assert list(question_type("sus").texts(read("sus")))[9] == "items.item_10"


def test_each_statement_has_its_steps_and_that_one_does_not_know():
    control = question_type("ueq_s").control(read("ueq_s"), "fr")

    assert isinstance(control, OneByOne)
    assert control.things[0].label == "mauvais 1 – bon 1"
    assert [one.label for one in control.answers[0]] == [
        "Tout à fait : mauvais 1", "Plutôt : mauvais 1", "Un peu : mauvais 1", "Entre les deux",
        "Un peu : bon 1", "Plutôt : bon 1", "Tout à fait : bon 1", "Je ne sais pas",
    ]  # fmt: skip
