"""Two languages in step: a changed sentence re-opens its twin, and only somebody who saw both closes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.drafting import twins

EDITS = st.lists(st.sampled_from(["nl", "fr", "both", "confirm", "save again"]), max_size=12)
OTHER = {"nl": "fr", "fr": "nl"}
OTHER_LEVEL = {"nl": 4, "fr": 3}


def played(edits: list[str]) -> twins.Twins:
    """The levels of the text "one" after these edits, beside a text "other" that nobody touches."""
    words, levels = {"nl": "", "fr": ""}, {"other": OTHER_LEVEL}
    beside = {"nl": "Leeftijd", "fr": "Âge"}
    for number, what in enumerate(edits):
        if what == "confirm":
            levels = twins.confirmed(levels, "one")
            continue
        fresh = {language: f"Zin {number}" if what in {language, "both"} else words[language] for language in words}
        levels = twins.after_edit({"one": words, "other": beside}, {"one": fresh, "other": beside}, levels)
        words = fresh
    return levels


def lagging_after(edits: list[str]) -> str | None:
    """Which language waits, told without counting: the one that was not rewritten since its twin was."""
    waiting = None
    for what in edits:
        if what in {"confirm", "both", waiting}:
            waiting = None
        elif what in OTHER:
            waiting = OTHER[what]
    return waiting


@given(EDITS)
def test_languages_are_level_exactly_when_both_were_last_written_or_confirmed_together(edits: list[str]):
    assert twins.stale("one", played(edits)) == lagging_after(edits)


@given(EDITS, st.sampled_from(["nl", "fr"]))
def test_a_changed_sentence_reopens_its_twin(edits: list[str], language: str):
    assert twins.stale("one", played([*edits, "confirm", language])) == OTHER[language]


@given(EDITS)
def test_a_text_nobody_touched_keeps_its_level(edits: list[str]):
    assert played(edits)["other"] == OTHER_LEVEL


@given(EDITS.filter(bool))
def test_saving_the_same_again_changes_nothing(edits: list[str]):
    assert played([*edits, "save again"]) == played(edits)


def test_a_text_that_is_gone_is_forgotten_and_starts_anew_when_it_comes_back():
    strip = {"options.strip": {"nl": "Strips", "fr": "BD"}}
    behind = twins.after_edit(strip, {"options.strip": {"nl": "Stripboeken", "fr": "BD"}}, {})

    gone = twins.after_edit(strip, {}, behind)
    back = twins.after_edit({}, strip, gone)

    assert (twins.stale("options.strip", behind), gone, twins.stale("options.strip", back)) == ("fr", {}, None)


@pytest.mark.parametrize(
    ("words", "empty"),
    [
        ({"nl": "Ja", "fr": "Oui"}, []),
        ({"nl": "Ja", "fr": ""}, ["fr"]),
        ({"nl": " \n", "fr": "Oui"}, ["nl"]),
        ({"en": "Yes"}, ["nl", "fr"]),
    ],
)
def test_a_language_with_nothing_but_white_space_is_not_written(words: dict[str, str], empty: list[str]):
    assert twins.empty(words) == empty


def test_a_text_nobody_wrote_yet_is_level():
    assert twins.stale("one", {}) is None
