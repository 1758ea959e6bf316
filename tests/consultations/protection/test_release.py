"""When closed sessions are added up: five at a time, once, and never again (§6.6)."""

import pytest

from consultations import sessions
from consultations.drafting import gate, starting
from consultations.protection import release
from models import store
from models.group_session import GroupSession
from tests.closings import Story, entry
from tests.crowds import all_at_once
from tests.factories import make_class, make_published
from tests.rows import everything


@pytest.fixture
def story(sqlite_house) -> Story:
    return Story()


def test_a_class_of_five_is_added_up_when_it_closes_and_not_before(house):
    story = Story()
    with store.session() as db:
        running = make_class(db, story.who, story.version_id, [("nl", ["strip"])] * 5, close=False)
    assert story.sums() == []

    with store.session() as db:
        sessions.close(db, story.who, running)

    assert story.sums() == [("", [entry("strip", 5)])]
    assert story.stands() == [{running}]


def test_a_class_of_four_waits_until_another_of_its_version_makes_them_five_together_as_one(story):
    first = story.closes("ssbb")
    assert (story.sums(), story.stands()) == ([], [])
    big = story.closes("sssss")
    assert story.stands() == [{big}]

    second = story.closes("b")

    assert story.stands() == sorted([{big}, {first, second}], key=sorted)
    assert story.sums() == [("", [entry("boek", 3), entry("strip", 2)]), ("", [entry("strip", 5)])]


def test_small_classes_of_another_version_are_not_added_together(story):
    first = story.closes("sss")
    with store.session() as db:
        other = starting.new_version(db, story.who, story.version_id)
        gate.publish(db, story.who, other)

    story.closes("sss", version_id=other)
    assert story.stands() == []
    second = story.closes("ss")

    assert story.stands() == [{first, second}]


def test_small_classes_of_another_consultation_are_not_added_together(story):
    story.closes("sss")
    with store.session() as db:
        other = make_published(db, story.who)

    story.closes("sss", version_id=other)

    assert story.stands() == []


@pytest.mark.parametrize(
    ("dutch", "french", "expected"),
    [
        ("sssss", "", [("nl", [entry("strip", 5)])]),
        ("", "bbbbb", [("fr", [entry("boek", 5)])]),
        ("sssss", "bbbbb", [("fr", [entry("boek", 5)]), ("nl", [entry("strip", 5)])]),
        ("ssssss", "b", []),
        ("ssssss", "bbbb", []),
        ("ssss", "bbbb", []),
    ],
)
def test_languages_stand_apart_only_when_each_has_nobody_or_five(story, dutch, french, expected):
    story.closes(dutch, french)

    assert story.sums("language") == expected
    assert len(story.sums("all")) == 1


def test_classes_with_too_few_of_a_language_wait_and_are_added_together_for_the_languages(story):
    first = story.closes("sssss", "bb")
    assert story.stands("language") == []

    second = story.closes("ssssss", "bbb")

    assert story.stands("language") == [{first, second}]
    assert story.sums("language") == [("fr", [entry("boek", 5)]), ("nl", [entry("strip", 11)])]
    assert story.stands("all") == sorted([{first}, {second}], key=sorted)


def test_a_class_that_waits_for_the_whole_waits_for_the_languages_too(story):
    first = story.closes("ssssss", "bbb")
    second = story.closes("", "bb")

    assert (story.stands("all"), story.stands("language")) == ([{first}], [])
    third = story.closes("", "bbb")

    assert story.stands("all") == sorted([{first}, {second, third}], key=sorted)
    assert story.sums("language") == [("fr", [entry("boek", 5)])]


def test_a_class_that_shrank_after_it_was_shown_never_comes_into_the_languages(story):
    first = story.closes("ssssss", "bb")
    story.erases(first)
    second = story.closes("ssssss", "bbb")
    third = story.closes("ssssss", "bb")

    assert story.stands("language") == [{second, third}]


def test_a_sum_never_changes_again_whatever_is_erased_after(house):
    story = Story()
    first = story.closes("ssssbb")
    before = everything()["frozen_sum"]

    for _ in range(3):
        story.erases(first)
    story.closes("sssss")

    assert before < everything()["frozen_sum"]
    assert story.sums() == [("", [entry("boek", 2), entry("strip", 4)]), ("", [entry("strip", 5)])]


def test_who_erased_before_a_waiting_class_was_added_is_not_in_the_sum(story):
    first = story.closes("sssb")
    story.erases(first)

    story.closes("bb")

    assert [sum(times for *_, times in values) for _, values in story.sums()] == [5]


def test_a_class_is_added_once_however_often_it_is_closed_or_added(house):
    story = Story()
    session_id = story.closes("sssss", "bbbbb")
    before = everything()
    with store.reading() as db:
        home = db.get_one(GroupSession, session_id).consultation_id

    def again_and_again() -> None:
        with store.session() as db:
            sessions.close(db, story.who, session_id)
            release.freeze(db, home)

    assert all_at_once([again_and_again] * 6) == [None] * 6
    assert everything() == before


def test_classes_that_close_at_the_same_moment_are_each_added_once(house):
    story = Story()
    with store.session() as db:
        running = [
            make_class(db, story.who, story.version_id, [("nl", ["strip"])] * size, close=False)
            for size in (2, 3, 5, 6)
        ]

    def closing(session_id: str):
        def deed() -> None:
            with store.session() as db:
                sessions.close(db, story.who, session_id)

        return deed

    assert all_at_once([closing(one) for one in running]) == [None] * 4
    assert set().union(*story.stands()) == set(running)
    assert sum(times for _, values in story.sums() for *_, times in values) == 16
