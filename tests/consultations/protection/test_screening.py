"""Reading a child's words: it only ever adds attention, and when it fails a person looks (R-38)."""

import logging

import pytest

from consultations.collecting import answering
from consultations.language.detectors import distress
from consultations.protection import screening
from consultations.protection.screening import CLEAR, Screened
from models import store
from tests.factories import OPEN, make_child
from tests.rows import count
from tests.walking import BOOKS, Walk

LINE = ("short_text", "Hoe heet jouw spel?", {})
DELICATE = ("long_text", "Wat gebeurde er?", {}, True)
PLAIN = "Ik lees graag."
PHONE = "Mijn nummer is 0470 12 34 56"


@pytest.mark.parametrize("words", ["ik wil dood", "je veux mourir", f"{PHONE} want ik wil dood"])
@pytest.mark.parametrize("sensitive", [True, False])
def test_words_that_ask_for_help_go_to_a_safeguarding_person_before_anything_else(words, sensitive):
    seen = screening.screen(words, sensitive=sensitive)

    assert (seen.held_for, seen.worrying) == ("distress", True)
    assert seen.level in {"amber", "red"}
    assert len(seen.signs) > 0


@pytest.mark.parametrize("sensitive", [True, False])
def test_words_that_tell_who_somebody_is_wait_for_the_facilitator(sensitive):
    assert screening.screen(PHONE, sensitive=sensitive) == Screened("personal", "none", ())
    assert screening.screen_for_names(PHONE) == Screened("personal", "none", ())


def test_words_about_something_sensitive_wait_for_the_facilitator():
    assert screening.screen(PLAIN, sensitive=True) == Screened("sensitive", "none", ())


@pytest.mark.parametrize("words", [PLAIN, "J’aime bien lire.", "😀", "..."])
def test_plain_words_wait_for_nobody(words):
    assert screening.screen(words, sensitive=False) == CLEAR == Screened(None, "none", ())
    assert screening.screen_for_names(words) == CLEAR


@pytest.mark.parametrize(
    ("question", "words", "release", "held_for"),
    [
        (OPEN, PLAIN, "clear", None),
        (OPEN, "ik wil dood", "held", "distress"),
        (OPEN, PHONE, "held", "personal"),
        (DELICATE, PLAIN, "held", "sensitive"),
        (LINE, "je veux mourir", "held", "distress"),
        (BOOKS, 3, "clear", None),
    ],
)
def test_words_are_kept_whole_whatever_was_seen_in_them(sqlite_house, question, words, release, held_for):
    walk = Walk((question, BOOKS))

    kept = walk.gives(0, words)

    row = walk.row(0)
    assert (row.value, row.release, row.held_for) == (words, release, held_for)
    assert (kept.worrying, kept.held) == (held_for == "distress", held_for is not None)
    assert count("concern") == (held_for == "distress")


def test_not_writing_is_not_read(sqlite_house):
    walk = Walk((DELICATE, BOOKS))

    walk.gives(0, missing="rather_not")

    assert (walk.row(0).release, walk.row(0).held_for) == ("clear", None)


def test_nobody_waits_while_somebody_elses_words_are_read(house, monkeypatch):
    walk = Walk((OPEN, BOOKS))
    with store.session() as db:
        other = make_child(db, walk.session_id)
    assert walk.asked() is not None

    def reads_slowly(words: str) -> distress.Distress:
        with store.session() as db:
            answering.record_response(db, other, walk.ids[0], missing="skipped")
        return distress.Distress("none", ())

    monkeypatch.setattr(distress, "find", reads_slowly)
    walk.gives(0, PLAIN)

    assert (walk.row(0).release, count("response"), count("concern")) == ("clear", 2, 0)


@pytest.mark.parametrize("problem", [RuntimeError, ValueError, MemoryError, RecursionError, OSError, KeyError])
def test_when_the_reading_itself_fails_the_words_are_kept_and_a_person_looks(
    sqlite_house, monkeypatch, caplog, problem
):
    def fails(words: str):
        raise problem(words)

    monkeypatch.setattr(distress, "find", fails)
    walk = Walk((OPEN, BOOKS))

    with caplog.at_level(logging.ERROR):
        kept = walk.gives(0, "Ik lees kanarieboeken.")

    row = walk.row(0)
    assert (row.value, row.release, row.held_for) == ("Ik lees kanarieboeken.", "held", "distress")
    assert (kept.worrying, count("concern")) == (True, 1)
    assert "kanarie" not in caplog.text
    assert problem.__name__ in caplog.text
