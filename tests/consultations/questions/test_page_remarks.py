"""Pins on pages: what is kept, what is refused, what of it may stand in a sum, and how sums add up."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.questions import question_type
from consultations.questions.options import Page
from consultations.questions.page_remarks import PageRemarks, RemarkSettings
from consultations.shapes import Choice, Contribution, Pin, Pinned, Refused

HOW = PageRemarks()
PAGES = (
    Page(key="front", nl="1. Voorkant", fr="1. Devant", picture="p1"),
    Page(key="back", nl="2. Achterkant", fr="2. Dos", picture="p2"),
)
ASKED = RemarkSettings(pages=PAGES)
NOTHING = {"dont_know": 0, "rather_not": 0, "skipped": 0, "not_reached": 0, "not_asked": 0}


def pin(page: Any = "front", x: Any = 100, y: Any = 100, kind: Any = "like", words: Any = "") -> dict[str, Any]:
    return {"page": page, "x": x, "y": y, "kind": kind, "words": words}


def test_a_child_sees_the_pages_of_its_session_and_the_kinds_that_are_offered():
    asked = HOW.with_pages(RemarkSettings(at_most=3, least=0, dislikes=False), PAGES)

    assert HOW.control(asked, "fr") == Pin(
        (Choice("front", "1. Devant", "p1"), Choice("back", "2. Dos", "p2")),
        (Choice("like", "J’aime ça", "👍"), Choice("idea", "Mon idée", "💡")),
        3, 140, 0,
    )  # fmt: skip


def test_an_author_hands_in_no_pages_and_what_is_asked_does_not_depend_on_them():
    assert question_type("page_remarks").Settings().model_dump(mode="json") == {
        "at_most": 6, "least": 1, "likes": True, "dislikes": True, "ideas": True, "pages": [],
    }  # fmt: skip


def test_pins_are_kept_in_the_order_in_which_they_were_put_with_tidy_words_and_nothing_else():
    raw = [{**pin("back", 1000, 0, "idea", "  meer \n kleur "), "id": 4}, pin()]
    assert HOW.check(raw, ASKED) == [pin("back", 1000, 0, "idea", "meer kleur"), pin()]


@pytest.mark.parametrize(
    "raw",
    [
        None, "", "front", {}, pin(), [], [None], ["front"], [[]],
        [pin("elsewhere")], [pin(None)], [pin(["front"])], [pin(kind="love")], [pin(kind="")], [pin(kind=["like"])],
        [pin(x=-1)], [pin(y=1001)], [pin(x=1.5)], [pin(y="10")], [pin(x=True)], [pin(x=None)], [pin(x=float("nan"))],
        [pin(words="x" * 141)], [pin(words=7)], [pin(words="\ud800")], [pin()] * 7,
    ],
)  # fmt: skip
def test_what_cannot_be_pins_is_refused_in_plain_words(raw: Any):
    with pytest.raises(Refused):
        HOW.check(raw, ASKED)


def test_a_kind_that_is_not_offered_is_refused():
    only_ideas = ASKED.model_copy(update={"likes": False, "dislikes": False})
    with pytest.raises(Refused):
        HOW.check([pin()], only_ideas)
    assert HOW.check([pin(kind="idea")], only_ideas) == [pin(kind="idea")]


def test_no_pin_at_all_is_an_answer_only_where_none_is_needed():
    assert HOW.check([], ASKED.model_copy(update={"least": 0})) == []
    with pytest.raises(Refused):
        HOW.check([], ASKED)


def test_without_a_kind_of_pin_it_cannot_open():
    none = RemarkSettings(likes=False, dislikes=False, ideas=False)
    assert (list(HOW.unusable(none)), list(HOW.unusable(ASKED))) == (["Choose at least one kind of pin."], [])


def test_words_are_read_line_by_line_and_masked_line_by_line():
    value = [pin(words="van Kanarie"), pin("back"), pin(kind="idea", words="meer kleur")]
    masked = [pin(words="van [naam]"), pin("back"), pin(kind="idea", words="meer kleur")]

    assert HOW.words(value) == "van Kanarie\nmeer kleur"
    assert HOW.reworded(value, "van [naam]\nmeer kleur") == masked
    assert HOW.reworded(value, "van [naam]") == [pin(words="van [naam]"), pin("back"), pin(kind="idea")]


def test_a_sum_knows_cells_and_kinds_and_not_a_word():
    value = [pin("front", 999, 1000, "dislike", "stom"), pin("back", 0, 49, "like", "mooi"), pin("front", 50, 500)]

    assert HOW.countable(value) == [["back", 0, 0, "like"], ["front", 1, 10, "like"], ["front", 19, 19, "dislike"]]


def test_a_child_reads_back_what_it_put_where():
    value = [pin("front", 999, 1000, "dislike", "te veel"), pin("back", 500, 500), pin("gone", 0, 0, "idea", "kleur")]

    assert HOW.told(value, ASKED, "nl") == (
        "👎 1. Voorkant, rechtsonder: te veel\n👍 2. Achterkant, in het midden\n💡 …, linksboven: kleur"
    )
    assert HOW.told(value[:1], ASKED, "fr") == "👎 1. Devant, en bas à droite: te veel"


def test_pins_and_those_who_put_them_are_counted_by_page_kind_and_place():
    gave = [
        Contribution(HOW.countable([pin(x=10), pin(x=20), pin(x=10, kind="idea")]), None, times=2),
        Contribution(HOW.countable([pin(x=990)]), None, size=3),
        Contribution(None, "skipped"),
        Contribution([], None),
    ]
    found = HOW.summarise(gave, ASKED)

    assert (found.answered, found.children, found.missing) == (4, 6, {**NOTHING, "skipped": 1})
    assert found.pages == (
        Pinned("front", "", 7, 3), Pinned("front", "like", 5, 3), Pinned("front", "dislike", 0, 0),
        Pinned("front", "idea", 2, 2),
        Pinned("back", "", 0, 0), Pinned("back", "like", 0, 0), Pinned("back", "dislike", 0, 0),
        Pinned("back", "idea", 0, 0),
    )  # fmt: skip
    assert found.places == (
        Pinned("front", "", 6, 2, 0, 0), Pinned("front", "", 1, 1, 2, 0),
        Pinned("front", "like", 4, 2, 0, 0), Pinned("front", "like", 1, 1, 2, 0), Pinned("front", "idea", 2, 2, 0, 0),
    )  # fmt: skip
    assert found.cells == (
        Pinned("front", "", 6, 2, 0, 2), Pinned("front", "", 1, 1, 19, 2),
        Pinned("front", "like", 4, 2, 0, 2), Pinned("front", "like", 1, 1, 19, 2), Pinned("front", "idea", 2, 2, 0, 2),
    )  # fmt: skip


def test_answers_add_up_the_same_as_they_were_given_and_as_a_sum_holds_them():
    values = [[pin(x=10, words="mooi"), pin("back", 400, 700, "idea", "kleur")], [pin(x=600)], []]
    given_ = [Contribution(one, None) for one in values]
    held = [Contribution(HOW.countable(one), None) for one in values]

    assert HOW.summarise(given_, ASKED) == HOW.summarise(held, ASKED)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["front", "like"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
thing = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("page", "x", "y", "kind", "words"), anything)
) | st.fixed_dictionaries(
    {
        "page": st.sampled_from(["front", "back", "gone"]), "x": st.integers(-5, 1005), "y": st.integers(-5, 1005),
        "kind": st.sampled_from(["like", "dislike", "idea"]), "words": st.text(max_size=150),
    }
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(thing, max_size=8) | anything)
def test_whatever_comes_from_a_browser_is_refused_or_kept_as_pins(raw: Any):
    try:
        kept = HOW.check(raw, ASKED)
    except Refused:
        return
    counted = HOW.countable(kept)
    assert HOW.check(kept, ASKED) == kept
    assert sorted((page, kind) for page, _, _, kind in counted) == sorted((one["page"], one["kind"]) for one in kept)
    assert {part for _, x, y, _ in counted for part in (x, y)} <= set(range(20))
