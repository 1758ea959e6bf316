"""What is typed in cell by cell becomes the answer its question type checks, and is shown back as it was typed."""

from typing import Any

import pytest

from consultations.observing import typed
from consultations.questions import question_types
from consultations.shapes import Refused, letter, pairs_on_paper
from tests.factories import options

SHEETS: list[tuple[str, dict[str, Any], dict[str, str], Any]] = [
    ("single_choice", {"options": options("strip", "boek")}, {"answer": "b"}, "boek"),
    ("several_choices", {"options": options("strip", "boek", "film")}, {"answer": "a C"}, ["strip", "film"]),
    ("number", {"minimum": 0, "maximum": 9, "unit": {}}, {"answer": " 7"}, 7),
    ("short_text", {}, {"answer": "lezen"}, "lezen"),
    ("dot_voting", {"options": options("spel", "film")}, {"spel": "2", "film": ""}, {"spel": 2}),
    ("agree_pass", {"options": options("spel", "film")}, {"spel": "+", "film": "-"}, {"spel": 1, "film": -1}),
    (
        "this_or_that",
        {"options": options("spel", "film", "boek")},
        {"film boek": "B", "boek spel": "="},
        [["film", "boek", "film"], ["boek", "spel", ""]],
    ),
    (
        "card_sort",
        {"options": options("spel", "film"), "piles": options("thuis"), "own": 2},
        {"spel": "1", "film": "3", "name 3": "saai", "name 2": "leeg"},
        {"cards": {"spel": "thuis", "film": "own_2"}, "names": {"own_2": "saai"}},
    ),
    ("postcard", {}, {"answer": "Beste school"}, "Beste school"),
    ("task", {}, {"answer": "b"}, "helped"),
    ("ease", {"labels": "faces-3"}, {"answer": "C"}, "3"),
    ("remember", {"options": options("stop", "vraag")}, {"answer": "c"}, ["(nothing)"]),
    ("again_again", {"options": options("spel", "film")}, {"spel": "1", "film": "3"}, {"spel": "yes", "film": "no"}),
    ("fun_sorter", {"options": options("spel", "film", "boek")}, {"film": "1", "spel": "2"}, ["film", "spel"]),
    (
        "page_remarks",
        {
            "pages": [
                {"key": "front", "nl": "1. Voor", "fr": "1. Devant"},
                {"key": "back", "nl": "2. Achter", "fr": "2. Dos"},
            ]
        },
        {"1": "2 + b3 leuk", "3": "1!A1", "2": " 1 E4 - te  veel, echt"},
        [
            {"page": "back", "x": 300, "y": 625, "kind": "like", "words": "leuk"},
            {"page": "front", "x": 900, "y": 875, "kind": "dislike", "words": "te veel, echt"},
            {"page": "front", "x": 100, "y": 125, "kind": "idea", "words": ""},
        ],
    ),
    ("child_sus", {"labels": "true-3"}, {"1": "3", "10": "4"}, {"1": "3", "10": "dont_know"}),
]


@pytest.mark.parametrize(("name", "settings", "cells", "value"), SHEETS, ids=[one[0] for one in SHEETS])
def test_a_row_is_read_checked_and_shown_back(name: str, settings: dict[str, Any], cells: dict[str, str], value: Any):
    how = question_types()[name]
    read = how.read(settings)
    control = how.control(read, "nl")
    assert set(cells) <= {one.name for one in typed.columns(control)}

    kept = how.check(typed.read_cells(control, cells), read)

    assert kept == value
    assert how.check(typed.read_cells(control, typed.show_cells(control, kept)), read) == value


def test_a_story_keeps_its_panels_in_place():
    how = question_types()["storyboard"]
    control = how.control(how.read({}), "nl")

    kept = how.check(typed.read_cells(control, {"1": "een kind", "3": "en het einde"}), how.read({}))

    assert [one["words"] for one in kept] == ["een kind", "", "en het einde"]
    assert typed.show_cells(control, kept) == {"1": "een kind", "2": "", "3": "en het einde"}


def test_an_empty_row_is_nothing():
    how = question_types()["dot_voting"]
    assert typed.read_cells(how.control(how.read({"options": options("a", "b")}), "nl"), {"a": " ", "b": ""}) is None


@pytest.mark.parametrize(
    ("name", "settings", "cells"),
    [
        ("single_choice", {"options": options("strip", "boek")}, {"answer": "Z"}),
        ("single_choice", {"options": options("strip", "boek")}, {"answer": "strip"}),
        ("dot_voting", {"options": options("spel", "film")}, {"spel": "twee"}),
        ("agree_pass", {"options": options("spel", "film")}, {"spel": "ja"}),
        ("this_or_that", {"options": options("spel", "film")}, {"spel film": "C"}),
        ("card_sort", {"options": options("spel", "film"), "piles": options("thuis", "school")}, {"spel": "3"}),
    ],
)
def test_what_is_not_on_the_sheet_is_refused_in_a_sentence(name: str, settings: dict[str, Any], cells: dict[str, str]):
    how = question_types()[name]
    with pytest.raises(Refused):
        typed.read_cells(how.control(how.read(settings), "nl"), cells)


@pytest.mark.parametrize(("at", "shown"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_things_are_lettered_as_columns_of_a_sheet_are(at: int, shown: str):
    assert letter(at) == shown


@pytest.mark.parametrize("things", [2, 3, 4, 5, 8, 9])
def test_on_paper_every_pair_comes_up_once_and_each_thing_about_as_often(things: int):
    every = pairs_on_paper(things, 999)
    assert len({frozenset(pair) for pair in every}) == len(every) == things * (things - 1) // 2

    some = pairs_on_paper(things, things)
    shown = [sum(one in pair for pair in some) for one in range(things)]
    assert max(shown) - min(shown) <= 1


TWO_PAGES = {
    "pages": [{"key": "front", "nl": "1. Voor", "fr": "1. Devant"}, {"key": "back", "nl": "Achter", "fr": "Dos"}]
}


@pytest.mark.parametrize(
    "cell", ["leuk", "+ b3", "3 + b3", "0 + b3", "2 + f1", "2 + a5", "2 + a0", "2 b3", "2 +", "2 * b3"]
)
def test_a_pin_that_is_on_no_page_at_no_place_or_without_a_sign_is_refused(cell: str):
    how = question_types()["page_remarks"]
    control = how.control(how.read(TWO_PAGES), "nl")
    with pytest.raises(Refused):
        typed.read_cells(control, {"1": cell})


def test_of_a_single_page_the_number_may_be_left_out():
    how = question_types()["page_remarks"]
    control = how.control(how.read({"pages": TWO_PAGES["pages"][:1]}), "nl")

    assert typed.read_cells(control, {"1": "− c2"}) == [
        {"page": "front", "x": 500, "y": 375, "kind": "dislike", "words": ""}
    ]


def test_pages_and_signs_are_explained_and_there_is_a_column_for_each_pin():
    how = question_types()["page_remarks"]
    control = how.control(how.read({**TWO_PAGES, "at_most": 2}), "nl")

    assert typed.legend(control) == (
        ("1", "Voor"), ("2", "Achter"), ("+", "Dit vind ik goed"), ("−", "Dit vind ik niet goed"), ("!", "Mijn idee"),
    )  # fmt: skip
    assert [one.name for one in typed.columns(control)] == ["1", "2"]
    assert typed.columns(how.control(how.read({}), "nl")) == ()
