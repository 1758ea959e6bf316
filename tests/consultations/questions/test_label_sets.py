"""Ready words for scales: as many Dutch as French steps, each different, and a face for each when there are faces."""

from typing import get_args

import pytest

from consultations.questions import question_type
from consultations.questions.label_sets import FACED, WORDED, shown
from consultations.questions.smileys import FaceSettings
from consultations.questions.word_scale import ScaleSettings


@pytest.mark.parametrize("name", WORDED)
def test_a_set_has_different_words_in_both_languages(name: str):
    steps = WORDED[name].steps

    assert [{*step} for step in steps] == [{"nl", "fr"}] * len(steps)
    for language in ("nl", "fr"):
        words = [step[language].casefold() for step in steps]
        assert (len({*words}), all(words), [one.strip() for one in words]) == (len(steps), True, words)


@pytest.mark.parametrize("name", WORDED)
def test_a_set_has_as_many_steps_as_its_name_says_and_keys_from_the_least_up(name: str):
    last = name.rsplit("-", 1)[1]
    wanted = 5 if last == "euko" else int(last)

    assert WORDED[name].keys() == tuple("12345"[:wanted])
    assert list(WORDED[name].labels()) == list(WORDED[name].keys())


@pytest.mark.parametrize(("under", "most"), [(8, 3), (10, 4)])
def test_no_child_gets_more_steps_than_its_age_can_tell_apart(under: int, most: int):
    for_the_young = {name: len(one.steps) for name, one in WORDED.items() if one.youngest < under}

    assert {name: steps for name, steps in for_the_young.items() if steps > most} == {}


def test_the_sets_that_may_be_chosen_are_the_sets_there_are():
    assert get_args(ScaleSettings.model_fields["labels"].annotation) == tuple(WORDED)
    assert get_args(FaceSettings.model_fields["labels"].annotation) == tuple(FACED)


@pytest.mark.parametrize("name", FACED)
def test_faces_differ_by_picture_and_by_word(name: str):
    how = question_type("smileys")

    drawn = how.control(how.read({"labels": name}), "nl").choices

    assert [one.picture for one in drawn] == ["face_1", "face_2", "face_3", "face_4", "face_5"]
    assert len({one.label for one in drawn}) == 5


def test_an_author_reads_both_languages_when_choosing():
    assert shown({"often-4": WORDED["often-4"]}) == {
        "often-4": "Nooit · Soms · Vaak · Altijd  |  Jamais · Parfois · Souvent · Toujours"
    }
