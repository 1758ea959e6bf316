"""What every question type accepts, offers and keeps: whatever a browser sends is refused or becomes a clean answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from consultations.language.normal import tidy
from consultations.questions import question_type, question_types
from consultations.questions.remember import NOTHING
from consultations.shapes import Pick, PickMany, Rate, Refused
from tests.factories import options

KEYS = ("strip", "boek", "film")
SETTINGS: list[tuple[str, dict[str, Any]]] = [
    ("single_choice", {"options": options(*KEYS)}),
    ("several_choices", {"options": options(*KEYS)}),
    ("several_choices", {"options": options(*KEYS), "at_most": 2}),
    *(("word_scale", {"labels": name}) for name in ("good-5", "fun-5", "true-3", "true-4", "often-4", "often-euko")),
    *(("smileys", {"labels": name}) for name in ("good-5", "fun-5")),
    *(("yes_maybe_no", {"middle": name}) for name in ("maybe", "a_bit", "none")),
    ("task", {}),
    *(("ease", {"labels": name}) for name in ("faces-3", "faces-5", "words-7")),
    ("five_degrees", {}),
    ("emotion_picker", {"at_most": 2}),
    ("remember", {"options": options(*KEYS)}),
    ("number", {"minimum": 0, "maximum": 12, "unit": {"nl": "uur", "fr": "heures"}}),
    ("number", {"minimum": 3, "maximum": 100_000}),
    ("short_text", {}),
    ("long_text", {}),
    ("information", {}),
    ("talk", {"minutes": 5, "probes": options(*KEYS)}),
    ("ground_rules", {"rules": options(*KEYS)}),
]
each_type = pytest.mark.parametrize(("name", "chosen"), SETTINGS, ids=lambda one: one if isinstance(one, str) else "")

# What stands in the answers, so that a random draw often comes close to one.
NEAR = st.sampled_from([*KEYS, "1", "5", "6", "0", "yes", "maybe", "a_bit", "no", "YES", " yes", "", 0, 3, 12, 13, 2.0])
TEXTS = st.text(st.characters(), max_size=60) | st.text("ab \n\r\t\x00\u200b\u2028🙂é", max_size=30)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | TEXTS | NEAR
JSONISH = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)
LISTS = st.lists(NEAR, max_size=5)


def labelled(name: str, chosen: dict[str, Any]) -> list[str]:
    how = question_type(name)
    return list(how.labels(how.read(chosen)))


def whole_in(chosen: dict[str, Any]) -> Callable[[Any], bool]:
    return lambda value: type(value) is int and chosen["minimum"] <= value <= chosen["maximum"]


def written(longest: int, lines: int) -> Callable[[Any], bool]:
    return lambda value: (
        isinstance(value, str)
        and 1 <= len(value) <= longest
        and tidy(value) == value
        and (lines > 1 or "\n" not in value)
    )


def domain(name: str, chosen: dict[str, Any]) -> Callable[[Any], bool]:
    """Whether a value is one that may be kept."""
    match name:
        case "several_choices":
            most = chosen.get("at_most") or len(KEYS)
            return lambda value: 0 < len(value) <= most and value == [key for key in KEYS if key in value]
        case "emotion_picker" | "remember":
            keys, most = labelled(name, chosen), chosen.get("at_most") or len(KEYS)
            return lambda value: 0 < len(value) <= most and value == [key for key in keys if key in value]
        case "number":
            return whole_in(chosen)
        case "short_text":
            return written(200, 1)
        case "long_text":
            return written(2000, 5)
        case "information":
            return lambda _: False
        case _:
            return lambda value: isinstance(value, str) and value in labelled(name, chosen)


@each_type
@settings(max_examples=80)
@given(raw=JSONISH | LISTS)
def test_anything_is_refused_in_a_whole_sentence_or_becomes_an_answer_that_is_accepted_again(
    name: str, chosen: dict[str, Any], raw: Any
):
    how = question_type(name)
    read = how.read(chosen)
    refusal = ""
    try:
        value = how.check(raw, read)
    except Refused as why:
        refusal = why.sentence.format(**why.holes)
    if refusal:
        assert not {"{", "}"} & {*refusal}
        return

    again = how.check(json.loads(json.dumps(value)), read)

    assert (again, type(again), domain(name, chosen)(value)) == (value, type(value), True)


@each_type
def test_every_choice_that_is_offered_is_accepted(name: str, chosen: dict[str, Any]):
    how = question_type(name)
    read = how.read(chosen)
    control = how.control(read, "fr")

    match control:
        case Pick(choices) | Rate(choices):
            assert [how.check(one.key, read) for one in choices] == [one.key for one in choices]
        case PickMany(choices, at_most):
            keys = [one.key for one in choices if one.key != NOTHING]
            assert how.check(keys[: at_most or None], read) == keys[: at_most or None]


@pytest.mark.parametrize(
    ("name", "chosen", "raw"),
    [
        ("single_choice", {"options": options(*KEYS)}, ["strip"]),
        ("single_choice", {"options": options(*KEYS)}, "strip nl"),
        ("several_choices", {"options": options(*KEYS)}, []),
        ("several_choices", {"options": options(*KEYS)}, "strip"),
        ("several_choices", {"options": options(*KEYS), "at_most": 2}, ["film", "boek", "strip"]),
        ("several_choices", {"options": options(*KEYS)}, ["film", "krant"]),
        ("word_scale", {"labels": "true-3"}, "4"),
        ("word_scale", {"labels": "true-3"}, 1),
        ("smileys", {"labels": "fun-5"}, "0"),
        ("yes_maybe_no", {"middle": "none"}, "maybe"),
        ("yes_maybe_no", {"middle": "a_bit"}, "maybe"),
        ("number", {"minimum": 1, "maximum": 5}, 0),
        ("number", {"minimum": 1, "maximum": 5}, 6),
        ("number", {"minimum": 1, "maximum": 5}, 2.5),
        ("number", {"minimum": 0, "maximum": 5}, True),
        ("number", {"minimum": 0, "maximum": 5}, "3"),
        ("number", {"minimum": 0, "maximum": 5}, float("nan")),
        ("number", {"minimum": 0, "maximum": 5}, float("inf")),
        ("short_text", {}, "a" * 201),
        ("short_text", {}, " \n\u200b "),
        ("short_text", {}, "half a character \ud83d"),
        ("short_text", {}, 7),
        ("long_text", {}, "a" * 2001),
        ("long_text", {}, None),
        ("information", {}, "yes"),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_refused(name: str, chosen: dict[str, Any], raw: Any):
    how = question_type(name)
    with pytest.raises(Refused):
        how.check(raw, how.read(chosen))


@pytest.mark.parametrize(
    ("name", "chosen", "raw", "value"),
    [
        ("several_choices", {"options": options(*KEYS), "at_most": 2}, ["film", "strip", "film"], ["strip", "film"]),
        ("number", {"minimum": 1, "maximum": 5}, 5.0, 5),
        ("short_text", {}, "a" * 200, "a" * 200),
        ("short_text", {}, "  een\n hond\x00 ", "een hond"),
        ("long_text", {}, "a" * 2000 + "  ", "a" * 2000),
        ("long_text", {}, "e\u0301te\u0301\r\n🙂", "été\n🙂"),
    ],
)
def test_an_answer_is_kept_in_one_form(name: str, chosen: dict[str, Any], raw: Any, value: Any):
    how = question_type(name)
    assert how.check(raw, how.read(chosen)) == value


@each_type
def test_what_is_offered_has_words_in_both_languages_and_a_bar_of_its_own(name: str, chosen: dict[str, Any]):
    how = question_type(name)
    read = how.read(chosen)
    labels = how.labels(read)

    for language in ("nl", "fr"):
        words = [one[language] for one in labels.values()]
        assert (all(words), len({*words})) == (True, len(words))
        match how.control(read, language):
            case Pick(choices) | PickMany(choices) | Rate(choices):
                assert {one.key: one.label for one in choices} == {key: one[language] for key, one in labels.items()}
                assert [one.key for one in choices] == list(labels)
            case _:
                assert name in {"number", "short_text", "long_text", "information", "talk", "ground_rules"}


@each_type
def test_settings_come_back_from_the_database_as_they_went_in(name: str, chosen: dict[str, Any]):
    how = question_type(name)
    read = how.read(chosen)

    kept = json.loads(json.dumps(read.model_dump(mode="json")))

    assert how.read(kept) == read


@pytest.mark.parametrize("name", sorted(question_types()))
def test_a_setting_nobody_knows_is_refused(name: str):
    how = question_type(name)
    with pytest.raises(ValidationError, match="is_open"):
        how.read({**how.example["settings"], "is_open": True})


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("single_choice", {"options": options("strip", "strip")}),
        ("single_choice", {"options": options("Strip!")}),
        ("single_choice", {"options": [{"key": "strip", "nl": "x" * 121, "fr": ""}]}),
        ("single_choice", {"options": [{"key": "strip", "nl": "Strip", "en": "Comic"}]}),
        ("several_choices", {"options": options(*(f"o{at}" for at in range(13)))}),
        ("several_choices", {"options": options(*KEYS), "at_most": -1}),
        ("word_scale", {"labels": "true-9"}),
        ("smileys", {"labels": "true-3"}),
        ("yes_maybe_no", {"middle": "perhaps"}),
        ("number", {"minimum": -1}),
        ("number", {"maximum": 100_001}),
        ("number", {"unit": {"nl": "uur", "xx": "hours"}}),
        ("number", {"unit": {"nl": "u" * 41}}),
    ],
)
def test_settings_that_cannot_be_are_refused(name: str, chosen: dict[str, Any]):
    with pytest.raises(ValidationError):
        question_type(name).read(chosen)


@pytest.mark.parametrize("name", sorted(question_types()))
def test_a_question_with_nothing_filled_in_yet_can_be_looked_at(name: str):
    how = question_type(name)
    empty = how.Settings()

    drawn = [type(how.control(empty, language)) for language in ("nl", "fr")]

    assert drawn[0] is drawn[1]
    assert how.labels(empty) is not None


@pytest.mark.parametrize(
    ("name", "chosen", "sentences"),
    [
        ("single_choice", {"options": options("strip")}, ["Write at least two options."]),
        ("single_choice", {"options": options(*KEYS)}, []),
        (
            "several_choices",
            {"options": [{"key": "a", "nl": "Boek", "fr": "Livre"}, {"key": "b", "nl": "Krant", "fr": " livre "}]},
            ["Two options read the same."],
        ),
        ("number", {"minimum": 5, "maximum": 5}, ["The smallest number must be below the largest."]),
        ("number", {"minimum": 21, "maximum": 20}, ["The smallest number must be below the largest."]),
        ("number", {"minimum": 4, "maximum": 5}, []),
        ("word_scale", {"labels": "true-3"}, []),
    ],
)  # fmt: skip
def test_what_cannot_be_published_yet_is_said(name: str, chosen: dict[str, Any], sentences: list[str]):
    how = question_type(name)
    read = how.read(chosen)

    assert list(how.unusable(read)) == sentences
    assert how.labels(read) is not None
