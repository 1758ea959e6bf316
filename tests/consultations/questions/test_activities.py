"""What the activities of a co-design accept and keep: whatever is sent is refused, or becomes one clean answer."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from consultations.language.normal import tidy
from consultations.questions import question_type
from consultations.questions.drawing import MOST_NUMBERS, MOST_STROKES
from consultations.questions.storyboard import PICTURES
from consultations.shapes import Canvas, Cards, Choice, Duel, Panels, Piles, Refused, Stances, Stickers, Write
from tests.consultations.questions.activities import ANYTHING, CARD, CHOSEN, KEYS, VALID
from tests.factories import options

each = pytest.mark.parametrize("name", CHOSEN)
NO_CARD = "Pick one of the cards."
UNREADABLE = "We cannot read that. Write it again with ordinary letters."


def checked(name: str, raw: Any, chosen: dict[str, Any] | None = None) -> Any:
    how = question_type(name)
    return how.check(raw, how.read(CHOSEN[name] if chosen is None else chosen))


def refusal(name: str, raw: Any, chosen: dict[str, Any] | None = None) -> str:
    with pytest.raises(Refused) as why:
        checked(name, raw, chosen)
    return why.value.sentence.format(**why.value.holes)


def kept_or_none(name: str, raw: Any) -> Any:
    try:
        return checked(name, raw)
    except Refused as why:
        said = why.sentence.format(**why.holes)
    assert not {"{", "}"} & {*said}
    return None


@each
@settings(max_examples=150)
@given(data=st.data())
def test_anything_is_refused_in_a_whole_sentence_or_becomes_an_answer_that_is_accepted_again(
    name: str, data: st.DataObject
):
    raw = data.draw(ANYTHING | VALID[name])
    value = kept_or_none(name, raw)
    if value is None:
        return

    again = checked(name, json.loads(json.dumps(value)))

    assert (again, type(again)) == (value, type(value))


@each
@settings(max_examples=100)
@given(data=st.data())
def test_every_word_that_is_kept_is_tidy_and_stands_on_one_line_of_its_own(name: str, data: st.DataObject):
    value = kept_or_none(name, data.draw(VALID[name]))
    if value is None:
        return
    how = question_type(name)
    words = how.words(value["words"] if name == "idea_wall" else value)

    lines = words.split("\n") if words else []

    assert [(tidy(one), one != "") for one in lines] == [(one, True) for one in lines]


@each
@settings(max_examples=100)
@given(data=st.data())
def test_the_same_words_put_back_change_nothing_and_other_words_leave_none_of_the_old(name: str, data: st.DataObject):
    value = kept_or_none(name, data.draw(VALID[name]))
    if value is None:
        return
    how = question_type(name)
    kept = value["words"] if name == "idea_wall" else value
    if not (words := how.words(kept)):
        return

    masked = how.reworded(kept, "\n".join("[…]" for _ in words.split("\n")))

    assert how.reworded(kept, words) == kept
    assert set(how.words(masked).split("\n")) == {"[…]"}
    assert set(how.words(how.reworded(kept, "[…]")).split("\n")) <= {"[…]", "…"}


@each
@settings(max_examples=100)
@given(data=st.data())
def test_nothing_that_somebody_wrote_or_drew_may_stand_in_a_sum(name: str, data: st.DataObject):
    value = kept_or_none(name, data.draw(VALID[name]))
    if value is None:
        return
    how = question_type(name)
    kept = value["words"] if name == "idea_wall" else value
    countable = how.countable(kept)

    known = {*KEYS, "leuk", "saai", "own_1", "own_2", ""}
    assert countable is True or strings_in(countable) <= known


def strings_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {*value} | {one for inner in value.values() for one in strings_in(inner)}
    if isinstance(value, list):
        return {one for inner in value for one in strings_in(inner)}
    return {value} if isinstance(value, str) else set()


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        ("idea_wall", {"kind": "like", "words": "  een\nknop\x00 "},
         {"kind": "like", "words": "een knop", "emoji": "", "from": ""}),
        ("idea_wall", {"kind": "idea", "words": "a" * 140, "emoji": "❤️", "from": CARD},
         {"kind": "idea", "words": "a" * 140, "emoji": "❤️", "from": CARD}),
        ("idea_wall", {"kind": "idea", "words": "wij", "emoji": "👩🏽‍👩🏽‍👧🏽‍👦🏽", "from": None},
         {"kind": "idea", "words": "wij", "emoji": "👩🏽‍👩🏽‍👧🏽‍👦🏽", "from": ""}),
        ("dot_voting", {"poster": 1, "film": 0, "spel": 2}, {"spel": 2, "poster": 1}),
        ("dot_voting", {"film": 1}, {"film": 1}),
        ("this_or_that", [("film", "spel", "")], [["film", "spel", ""]]),
        ("this_or_that", [["film", "spel", "spel"], ["spel", "poster", "poster"]],
         [["film", "spel", "spel"], ["spel", "poster", "poster"]]),
        ("agree_pass", {"poster": -1, "spel": 0}, {"spel": 0, "poster": -1}),
        ("card_sort",
         {"cards": {"film": "own_1", "spel": "leuk"}, "names": {"own_1": " voor\tthuis ", "own_2": "leeg"}},
         {"cards": {"spel": "leuk", "film": "own_1"}, "names": {"own_1": "voor thuis"}}),
        ("card_sort", {"cards": {"film": "own_2"}}, {"cards": {"film": "own_2"}, "names": {"own_2": "…"}}),
        ("storyboard", [{"picture": "🧒"}, {}, {"words": "einde"}, {"words": " \u200b"}],
         [{"picture": "🧒", "words": ""}, {"picture": "", "words": ""}, {"picture": "", "words": "einde"}]),
        ("drawing", {"strokes": [{"colour": 7, "width": 2, "points": [0, 0, 1000, 750]}], "hidden": "woorden"},
         {"strokes": [{"colour": 7, "width": 2, "points": [0, 0, 1000, 750]}]}),
        ("postcard", "Ne partage rien sans mon accord\u202f!", "Ne partage rien sans mon accord !"),
        ("postcard", "Demande-moi d’abord : c’est ma photo !", "Demande-moi d’abord : c’est ma photo !"),
    ],
)  # fmt: skip
def test_an_answer_is_kept_in_one_form(name: str, raw: Any, value: Any):
    assert checked(name, raw) == value


STROKE = {"colour": 0, "width": 0, "points": [1, 1, 2, 2]}


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("idea_wall", "een knop", NO_CARD),
        ("idea_wall", {"kind": "theme", "words": "een knop"}, NO_CARD),
        ("idea_wall", {"kind": ["idea"], "words": "een knop"}, NO_CARD),
        ("idea_wall", {"kind": "idea", "words": " \u200b"}, "Write something on your card first."),
        ("idea_wall", {"kind": "idea", "words": None}, "Write something on your card first."),
        ("idea_wall", {"kind": "idea", "words": {"a": 1}}, UNREADABLE),
        ("idea_wall", {"kind": "idea", "words": "half \ud83d"}, UNREADABLE),
        ("idea_wall", {"kind": "idea", "words": "a" * 141}, "That is too long. You can write 140 letters."),
        ("idea_wall", {"kind": "idea", "words": "a", "emoji": "lol"}, NO_CARD),
        ("idea_wall", {"kind": "idea", "words": "a", "emoji": "💡💡"}, NO_CARD),
        ("idea_wall", {"kind": "idea", "words": "a", "emoji": "\u200d".join("👧" * 9)}, NO_CARD),
        ("idea_wall", {"kind": "idea", "words": "a", "from": "\x00"}, NO_CARD),
        ("idea_wall", {"kind": "idea", "words": "a", "from": "a" * 33}, NO_CARD),
        ("dot_voting", [], NO_CARD),
        ("dot_voting", {}, "Stick a sticker first, or skip this."),
        ("dot_voting", {"spel": 0}, "Stick a sticker first, or skip this."),
        ("dot_voting", {"spel": 3}, "You have 3 stickers, and at most 2 for one card."),
        ("dot_voting", {"spel": 2, "film": 2}, "You have 3 stickers, and at most 2 for one card."),
        ("dot_voting", {"spel": 2, "film": -1}, "You have 3 stickers, and at most 2 for one card."),
        ("dot_voting", {"krant": 1}, NO_CARD),
        ("dot_voting", {"krant": 0, "spel": 1}, NO_CARD),
        ("dot_voting", {"spel": True}, NO_CARD),
        ("dot_voting", {"spel": 1.0}, NO_CARD),
        ("this_or_that", [], NO_CARD),
        ("this_or_that", [["spel", "film"]], NO_CARD),
        ("this_or_that", [["spel", "film", "poster"]], NO_CARD),
        ("this_or_that", [["spel", "spel", "spel"]], NO_CARD),
        ("this_or_that", [["spel", "krant", "spel"]], NO_CARD),
        ("this_or_that", [["spel", "film", ["spel"]]], NO_CARD),
        ("this_or_that", [["spel", "film", "spel"], ["film", "spel", "spel"]], NO_CARD),
        ("agree_pass", {}, NO_CARD),
        ("agree_pass", {"spel": 2}, NO_CARD),
        ("agree_pass", {"spel": False}, NO_CARD),
        ("agree_pass", {"krant": 1}, NO_CARD),
        ("card_sort", {"cards": {}}, "Lay at least one card in a pile, or skip this."),
        ("card_sort", {"spel": "leuk"}, "Lay at least one card in a pile, or skip this."),
        ("card_sort", {"cards": {"spel": "own_3"}}, NO_CARD),
        ("card_sort", {"cards": {"spel": ["leuk"]}}, NO_CARD),
        ("card_sort", {"cards": {"krant": "leuk"}}, NO_CARD),
        ("card_sort", {"cards": {"spel": "leuk"}, "names": {"leuk": "heel leuk"}}, NO_CARD),
        ("card_sort", {"cards": {"spel": "own_1"}, "names": {"own_1": "a" * 41}},
         "That is too long. You can write 40 letters."),
        ("storyboard", [], "Make at least one picture of your story, or skip this."),
        ("storyboard", [{}, {"words": " "}], "Make at least one picture of your story, or skip this."),
        ("storyboard", [{"picture": "🧒"}] * 5, "A story has at most 4 pictures."),
        ("storyboard", [{"picture": "<img>"}], NO_CARD),
        ("storyboard", ["🧒"], NO_CARD),
        ("storyboard", [{"words": "a" * 121}], "That is too long. You can write 120 letters."),
        ("drawing", {"strokes": []}, "Draw something first, or skip this."),
        ("drawing", {"strokes": [{**STROKE, "points": [1, 1, 2]}]}, "Draw something first, or skip this."),
        ("drawing", {"strokes": [{**STROKE, "points": [1001, 1]}]}, "Draw something first, or skip this."),
        ("drawing", {"strokes": [{**STROKE, "points": [1, 751]}]}, "Draw something first, or skip this."),
        ("drawing", {"strokes": [{**STROKE, "points": [1, 1.5]}]}, "Draw something first, or skip this."),
        ("drawing", {"strokes": [{**STROKE, "colour": "red"}]}, "Draw something first, or skip this."),
        ("drawing", {"strokes": [{**STROKE, "colour": 8}]}, "Draw something first, or skip this."),
        ("drawing", {"strokes": [{**STROKE, "width": True}]}, "Draw something first, or skip this."),
        ("drawing", {"strokes": [STROKE] * (MOST_STROKES + 1)}, "Your drawing is full. Rub something out first."),
        ("drawing", {"strokes": [{**STROKE, "points": [1] * (MOST_NUMBERS + 2)}]},
         "Your drawing is full. Rub something out first."),
        ("postcard", "", "Write something, or skip this question."),
        ("postcard", 6, "Write something, or skip this question."),
        ("postcard", "maak het wat korter en ook leuker", "Six words at most. You have 7."),
        ("postcard", "a" * 91, "That is too long. You can write 90 letters."),
    ],
)  # fmt: skip
def test_what_cannot_be_an_answer_is_refused_and_it_is_said_why(name: str, raw: Any, sentence: str):
    assert refusal(name, raw) == sentence


def test_a_postcard_has_lines_and_no_limit_but_its_length():
    card = "Beste juf,\n\n" + "woord " * 40

    assert checked("postcard", card, {"form": "postcard"}) == card.strip()
    assert refusal("postcard", "a" * 301, {"form": "postcard"}) == "That is too long. You can write 300 letters."


DRAWN: dict[str, Any] = {
    "idea_wall": Cards(
        (Choice("like", "J’aime ça"), Choice("dislike", "Je n’aime pas ça"), Choice("idea", "Mon idée")), 140, 4,
        ("👍", "❤️", "😀", "😕", "😡", "💡", "🎮", "📱", "🔒", "⭐"),
    ),
    "dot_voting": Stickers(tuple(Choice(key, f"{key} fr") for key in KEYS), 3, 2),
    "this_or_that": Duel(tuple(Choice(key, f"{key} fr") for key in KEYS), 3),
    "agree_pass": Stances(tuple(Choice(key, f"{key} fr") for key in KEYS)),
    "card_sort": Piles(
        tuple(Choice(key, f"{key} fr") for key in KEYS), (Choice("leuk", "leuk fr"), Choice("saai", "saai fr")), 2
    ),
    "storyboard": Panels(3, 4, 120, PICTURES),
    "postcard": Write(90, 1),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_offered_is_what_is_accepted_in_the_language_of_the_child(name: str):
    how = question_type(name)

    assert how.control(how.read(CHOSEN[name]), "fr") == DRAWN[name]


def test_every_emoji_colour_and_width_that_is_offered_is_accepted():
    wall, sheet = question_type("idea_wall"), question_type("drawing")
    cards, canvas = wall.control(wall.read({}), "nl"), sheet.control(sheet.read({}), "nl")
    assert isinstance(cards, Cards)
    assert isinstance(canvas, Canvas)

    sent = [{"kind": one.key, "words": "ja", "emoji": emoji} for one in cards.kinds for emoji in cards.emoji]
    strokes = [
        {"colour": at, "width": width, "points": [0, 0]} for at in range(len(canvas.colours)) for width in range(3)
    ]

    assert [checked("idea_wall", one)["emoji"] for one in sent] == [one["emoji"] for one in sent]
    assert checked("drawing", {"strokes": strokes}) == {"strokes": strokes}
    assert len({*cards.emoji}) == len(cards.emoji)


@pytest.mark.parametrize("name", ["dot_voting", "this_or_that", "agree_pass", "card_sort"])
def test_cards_of_the_group_stand_behind_the_options_of_the_author_and_can_be_chosen(name: str):
    how = question_type(name)
    cards = tuple(question_type("single_choice").read({"options": options(CARD, "spel", "film")}).options)
    before = how.read({"options": options("spel"), "wall": "stem"})

    together = how.with_cards(before, cards)

    assert [one.key for one in together.options] == ["spel", CARD, "film"]
    assert [one.key for one in before.options] == ["spel"]
    raw = {
        "dot_voting": {CARD: 1},
        "this_or_that": [[CARD, "spel", CARD]],
        "agree_pass": {CARD: 1},
        "card_sort": {"cards": {CARD: "own_1"}},
    }[name]
    if name == "card_sort":
        together = together.model_copy(update={"own": 1})
    assert json.dumps(how.check(raw, together)).count(CARD) >= 1
    with pytest.raises(Refused):
        how.check(raw, before)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("idea_wall", "idea", "idea"),
        ("dot_voting", {"spel": 2, CARD: 1}, "spel fr: 2, …: 1"),
        ("this_or_that", [["spel", "film", "film"], ["film", CARD, ""]], "film fr > spel fr; film fr = …"),
        ("agree_pass", {"spel": 1, "film": -1, CARD: 0}, "spel fr 👍; film fr 👎; … –"),
        ("card_sort", {"cards": {"spel": "own_1", "film": "saai", CARD: "leuk"}, "names": {"own_1": "chez nous"}},
         "spel fr → chez nous; film fr → saai fr; … → leuk fr"),
        ("storyboard", [{"picture": "🧒", "words": "Un enfant"}, {"picture": "", "words": "rit"}],
         "🧒 Un enfant | rit"),
        ("drawing", {"strokes": [STROKE]}, "🖍️"),
        ("postcard", "spel", "spel"),
    ],
)  # fmt: skip
def test_who_gave_it_reads_it_back_in_its_own_language(name: str, value: Any, told: str):
    how = question_type(name)

    assert how.told(value, how.read(CHOSEN[name]), "fr") == told


def test_a_masked_caption_stays_with_its_own_picture_when_others_have_none():
    how = question_type("storyboard")
    story = [
        {"picture": "🧒", "words": ""}, {"picture": "📱", "words": "Lotte belt"}, {"picture": "🌙", "words": ""},
        {"picture": "", "words": "en slaapt"},
    ]  # fmt: skip

    masked = how.reworded(story, "[naam] belt\nen slaapt")

    assert how.words(story) == "Lotte belt\nen slaapt"
    assert masked == [
        {"picture": "🧒", "words": ""}, {"picture": "📱", "words": "[naam] belt"}, {"picture": "🌙", "words": ""},
        {"picture": "", "words": "en slaapt"},
    ]  # fmt: skip


def test_a_pile_keeps_a_name_when_fewer_lines_come_back():
    how = question_type("card_sort")
    sort = {"cards": {"spel": "own_1", "film": "own_2"}, "names": {"own_1": "van Lotte", "own_2": "van ons"}}

    assert how.reworded(sort, "van [naam]") == {**sort, "names": {"own_1": "van [naam]", "own_2": "…"}}


def test_a_story_of_pictures_alone_has_no_words_to_read():
    assert question_type("storyboard").words([{"picture": "🧒", "words": ""}] * 3) == ""


@pytest.mark.parametrize(
    ("name", "chosen", "sentences"),
    [
        *((name, {}, ["Write at least two options, or choose the wall they come from."])
          for name in ("dot_voting", "this_or_that", "agree_pass")),
        *((name, {"wall": "stem"}, []) for name in ("dot_voting", "this_or_that", "agree_pass")),
        *((name, {"options": [{"key": "a", "nl": "Boek", "fr": "Livre"}, {"key": "b", "nl": "boek ", "fr": "BD"}]},
           ["Two options read the same."]) for name in ("this_or_that", "agree_pass")),
        ("dot_voting", {"options": options("a", "b"), "dots": 5, "per_option": 2},
         ["There are more stickers than there is room for."]),
        ("dot_voting", {"options": options("a", "b"), "dots": 5, "per_option": 2, "wall": "stem"}, []),
        ("card_sort", {"options": options("a", "b"), "piles": options("leuk")},
         ["There are at least two piles, or piles children name themselves."]),
        ("card_sort", {"options": options("a", "b"), "piles": options("leuk"), "own": 1}, []),
        ("card_sort", {"options": options("a", "b"),
                       "piles": [{"key": "a", "nl": "Leuk", "fr": "Oui"}, {"key": "b", "nl": "leuk", "fr": "Non"}]},
         ["Two options read the same."]),
        ("idea_wall", {}, []),
        ("idea_wall", {"kinds": []}, ["Choose at least one kind of card."]),
        ("idea_wall", {"themes": [{"key": "a", "nl": "Thuis", "fr": ""}, {"key": "b", "nl": "thuis", "fr": ""}]},
         ["Two options read the same."]),
        ("storyboard", {"least": 5, "most": 4}, ["The fewest pictures cannot be more than the most."]),
        ("storyboard", {"least": 4, "most": 4}, []),
        ("drawing", {}, []),
        ("postcard", {}, []),
    ],
)  # fmt: skip
def test_what_cannot_be_published_yet_is_said(name: str, chosen: dict[str, Any], sentences: list[str]):
    how = question_type(name)

    assert list(how.unusable(how.read(chosen))) == sentences


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("idea_wall", {"phase": "lunch"}),
        ("idea_wall", {"minutes": 0}),
        ("idea_wall", {"at_most": 21}),
        ("idea_wall", {"kinds": options("a", "a")}),
        ("idea_wall", {"themes": options(*(f"t{at}" for at in range(9)))}),
        ("dot_voting", {"dots": 11}),
        ("dot_voting", {"options": options("a", "a")}),
        ("this_or_that", {"rounds": 31}),
        ("agree_pass", {"activity": {"en": "Stand up."}}),
        ("card_sort", {"own": 9}),
        ("card_sort", {"piles": options("own_1")}),
        ("storyboard", {"least": 2}),
        ("storyboard", {"most": 7}),
        ("postcard", {"form": "novel"}),
    ],
)
def test_settings_that_cannot_be_are_refused(name: str, chosen: dict[str, Any]):
    with pytest.raises(ValidationError):
        question_type(name).read(chosen)


@each
def test_settings_come_back_from_the_database_as_they_went_in(name: str):
    how = question_type(name)
    read = how.read({**CHOSEN[name], "activity": {"nl": "Sta recht.", "fr": "Levez-vous."}})

    assert how.read(json.loads(json.dumps(read.model_dump(mode="json")))) == read


@each
def test_every_text_an_author_wrote_is_held_to_both_languages(name: str):
    how = question_type(name)
    chosen = {**CHOSEN[name], "activity": {"nl": "Sta recht.", "fr": ""}}
    written = {"activity"}
    for at in ("options", "piles", "themes", "kinds"):
        written |= {f"{at}.{one['key']}" for one in chosen.get(at, [])}
    if name == "idea_wall":
        written |= {"kinds.like", "kinds.dislike", "kinds.idea"}

    texts = how.texts(how.read(chosen))

    assert set(texts) == written
    assert texts["activity"] == {"nl": "Sta recht.", "fr": ""}
    assert "activity" not in how.texts(how.read({**chosen, "activity": {"nl": " "}}))
