"""Pins added up: exactly those that count, by version, with a place in one language only where no few can be found."""

import csv
from typing import Any

import pytest
from sqlmodel import select

from consultations import rollup, sessions
from consultations.collecting import leaving, presence
from consultations.interchange.csv_file import codebook_csv, results_csv
from consultations.shapes import Pinned, Pins, QuestionResult
from consultations.tooling import pieces
from consultations.tooling import view as tools_view
from models import store
from models.response import FrozenSum
from tests import factories
from tests.prototypes import REMARKS, Prototype

Given = list[tuple[str, Any]]


def result(tested: Prototype, version: str | None = None, unit: Any = "contributions") -> QuestionResult:
    with store.reading() as db:
        found = rollup.roll_up(db, tested.team.designer, tested.consultation_id, unit, version)
    return found.questions[0]


def detail(of: QuestionResult, name: str = "all") -> Pins:
    group = of.group(name)
    assert group
    assert isinstance(group.detail, Pins)
    return group.detail


def counted(of: Pins, tested: Prototype) -> dict[tuple[int, str], tuple[int, int]]:
    """Pins and those who put them, by the place of the page and the kind; what is nothing left out."""
    return {(tested.stems.index(one.page), one.kind): (one.pins, one.contributors) for one in of.pages if one.pins}


@pytest.fixture
def tested(sqlite_house: str) -> Prototype:
    return Prototype()


def class_of(tested: Prototype) -> Given:
    """Twelve children: nine like the front twice, three dislike the rules and say so."""
    liked = tested.pins((0, 100, 100, "like", ""), (0, 120, 110, "like", "mooi"))
    disliked = tested.pins((1, 500, 900, "dislike", "te veel regels"))
    return [*[("nl", liked)] * 9, *[("nl", disliked)] * 3]


def test_what_counts_is_counted_and_nothing_that_stands_beside_it(house: str):
    tested = Prototype()
    noise = tested.pins((2, 500, 500, "idea", "weg ermee"))
    open_session = tested.session(*[("nl", noise)] * 12, close=False)
    with store.session() as db:
        gone = factories.make_child(db, open_session)
        factories.answer(db, gone, [noise], done=False)
        leaving.withdraw(db, gone)
        sessions.start_trial(db, tested.who, tested.version_id)
    elsewhere = Prototype(team=tested.team)
    elsewhere.session(*[("fr", elsewhere.pins((0, 100, 100, "like", "")))] * 12)
    tested.session(*class_of(tested), ("nl", ("dont_know",)))

    found = result(tested)

    group = found.group("all")
    assert group
    assert (group.answered, group.children, group.missing["dont_know"]) == (12, 12, 1)
    assert counted(detail(found), tested) == {
        (0, ""): (18, 9), (0, "like"): (18, 9), (1, ""): (3, 3), (1, "dislike"): (3, 3),
    }  # fmt: skip
    assert [one for one in detail(found).cells if one.kind == "like"] == [
        Pinned(tested.stems[0], "like", 18, 9, 2, 2)
    ]  # fmt: skip
    assert found.pictures == dict(zip(tested.stems, tested.pictures, strict=True))
    assert found.labels[tested.stems[1]] == {"nl": "2. Spelregels", "fr": "2. Règles du jeu"}


def test_no_sum_holds_a_word(tested: Prototype):
    tested.session(*class_of(tested))
    with store.reading() as db:
        kept = [row.values for row in db.exec(select(FrozenSum)).all()]
    assert kept
    assert [word for word in ("mooi", "regels") if word in repr(kept)] == []


def test_nine_children_are_too_few_to_show_where(tested: Prototype):
    tested.session(*class_of(tested)[:9])
    found = result(tested)
    assert ([group.detail for group in found.groups], found.refused) == ([None], ("too_few",))


def test_a_sensitive_question_shows_no_pins(sqlite_house: str):
    tested = Prototype(((*REMARKS, True), ("short_text", "En verder?", {})))
    for _ in range(2):
        tested.session(*class_of(tested))
    assert [(group.name, group.children, group.detail) for group in result(tested).groups] == [("all", 25, None)]


def test_each_version_has_its_own_pins(tested: Prototype):
    second = tested.next_version()
    tested.session(*class_of(tested))
    idea = tested.pins((2, 990, 10, "idea", "groter"))
    tested.session(*[("nl", idea)] * 10, tool_version_id=second)

    assert counted(detail(result(tested, second)), tested) == {(2, ""): (10, 10), (2, "idea"): (10, 10)}
    assert counted(detail(result(tested, tested.first)), tested)[1, "dislike"] == (3, 3)
    assert counted(detail(result(tested)), tested)[2, "idea"] == (10, 10)


def test_pins_on_a_page_that_was_taken_out_still_count_without_a_picture(tested: Prototype):
    tested.session(*class_of(tested))
    with store.session() as db:
        row = tools_view.pieces_of(db, tested.first)[0]
        pieces.remove_piece(db, tested.team.designer, row.id)

    found = result(tested)

    assert counted(detail(found), tested)[0, "like"] == (18, 9)
    assert (found.labels[tested.stems[0]]["nl"], found.pictures[tested.stems[0]]) == ("(weggehaald)", "")


def both(dutch: list[Any], french: list[Any]) -> Given:
    return [("nl", one) for one in dutch] + [("fr", one) for one in french]


def test_dutch_stands_beside_french_only_where_no_kind_on_a_page_was_put_by_one_to_four(tested: Prototype):
    like, dislike = tested.pins((0, 100, 100, "like", "")), tested.pins((0, 100, 100, "dislike", ""))
    tested.session(*both([like] * 12, [like] * 8 + [dislike] * 4))

    found = result(tested)

    assert ([group.name for group in found.groups], found.refused) == (["all"], ("small_cells",))


def test_in_one_language_there_are_ninths_and_no_cells(tested: Prototype):
    here, there = tested.pins((0, 100, 100, "like", "")), tested.pins((0, 900, 900, "like", ""))
    tested.session(*both([here] * 6 + [there] * 5, [here] * 10))

    found = result(tested)

    stem = tested.stems[0]
    assert [group.name for group in found.groups] == ["nl", "fr", "all"]
    assert (detail(found, "nl").cells, detail(found, "fr").cells) == ((), ())
    assert [one for one in detail(found, "nl").places if one.kind == "like"] == [
        Pinned(stem, "like", 6, 6, 0, 0), Pinned(stem, "like", 5, 5, 2, 2),
    ]  # fmt: skip
    assert [one for one in detail(found, "fr").places if one.kind == "like"] == [Pinned(stem, "like", 10, 10, 0, 0)]
    assert len(detail(found).cells) == 4


def test_in_one_language_no_ninth_of_a_page_is_told_where_one_holds_one_to_four(tested: Prototype):
    here, there = tested.pins((0, 100, 100, "like", "")), tested.pins((0, 900, 900, "like", ""))
    elsewhere = tested.pins((1, 100, 100, "idea", ""))
    tested.session(*both([here] * 8 + [there] * 3 + [elsewhere] * 5, [here] * 10 + [elsewhere] * 6))

    found = result(tested)

    for name in ("nl", "fr"):
        assert {(one.page, one.kind) for one in detail(found, name).places} == {
            (tested.stems[1], "idea"), (tested.stems[1], ""),
        }  # fmt: skip
    assert counted(detail(found, "nl"), tested)[0, "like"] == (11, 11)
    assert {one.kind for one in detail(found).places if one.page == tested.stems[0]} == {"", "like"}


def test_a_device_that_speaks_for_several_counts_as_many_times_by_children(tested: Prototype):
    session_id = tested.opens(devices="group")
    with store.session() as db:
        for _ in range(4):
            child = factories.make_child(db, session_id)
            presence.count_us(db, child.visitor, 3)
            factories.answer(db, child, [tested.pins((0, 1, 1, "like", ""))])
        sessions.close(db, tested.who, session_id)

    assert counted(detail(result(tested)), tested)[0, "like"] == (4, 4)
    assert counted(detail(result(tested, unit="children")), tested)[0, "like"] == (12, 12)


def test_a_room_of_five_sees_its_own_pins(tested: Prototype):
    session_id = tested.session(*class_of(tested)[7:12])
    with store.reading() as db:
        found = rollup.room(db, tested.who, session_id).questions[0]
    assert counted(detail(found), tested) == {
        (0, ""): (4, 2), (0, "like"): (4, 2), (1, ""): (3, 3), (1, "dislike"): (3, 3),
    }  # fmt: skip


def test_the_export_says_page_kind_and_place_in_both_languages(tested: Prototype):
    tested.session(*class_of(tested))
    with store.reading() as db:
        results = rollup.roll_up(db, tested.team.designer, tested.consultation_id)
    rows = [row for row in csv.DictReader(results_csv(results).decode("utf-8-sig").splitlines()) if row["count"] != "0"]

    page = ("2. Spelregels / Dit vind ik niet goed", "2. Règles du jeu / Je n’aime pas ça")
    assert [
        (row["answer_nl"], row["answer_fr"], row["count"], row["dots"], row["shown_as"])
        for row in rows
        if "dislike" in row["answer"]
    ] == [
        (*page, "3", "3", "pins"),
        (f"{page[0]} / onderaan in het midden", f"{page[1]} / en bas au milieu", "3", "3", "pins_place"),
        (f"{page[0]} / x10 y18", f"{page[1]} / x10 y18", "3", "3", "pins_cell"),
    ]
    assert f'"1 v1: {tested.stems[1]}","2. Spelregels","2. Règles du jeu"' in codebook_csv(results).decode()
