"""The words and emoji that several children use."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.language.stop_words import STOP_WORDS
from consultations.language.words import Word, emoji_table, tokens, word_table


def everybody(*texts):
    return [(f"child {number}", text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Foto's, FOTO’S!", "nl", ["foto's", "foto's"]),
        ("L'école d’Été, qu'on jusqu’ici", "fr", ["l", "école", "d", "été", "qu", "on", "jusqu", "ici"]),
        (
            "c'est j'ai n'y s'il m'a t'as",
            "fr",
            ["c", "est", "j", "ai", "n", "y", "s", "il", "m", "a", "t", "as"],
        ),
        ("J’suis d'la j'n'ai", "fr", ["j", "suis", "d", "la", "j", "n", "ai"]),
        ("aujourd'hui week-end", "fr", ["aujourd'hui", "week-end"]),
        ("m'n zo'n 't l'école d'r", "nl", ["m'n", "zo'n", "t", "l", "école", "d'r"]),
        ("Ça, cœur; E\u0301le\u0300ve één", "fr", ["ça", "cœur", "élève", "één"]),
        ("12 jaar, k3 w8 lisa_2012 lisa_vp leuk😀stom ℹ️ 3️⃣ ½", "nl", ["jaar", "leuk", "stom"]),
        (
            "zie https://a.be/Pad?x=y www.b.nl c.com/d e-mail x.y@z.org @lisa #stom",
            "nl",
            ["zie", "e-mail", "stom"],
        ),
        ("leuk.stom (ja)...nee", "nl", ["leuk", "stom", "ja", "nee"]),
        ("niet 'stom'", "nl", ["niet", "stom"]),
        ("مرحبا leuk", "und", ["مرحبا", "leuk"]),
        ("", "nl", []),
    ],
)
def test_tokens_are_the_words_of_a_text(text, language, expected):
    assert tokens(text, language) == expected


def test_a_word_counts_the_children_who_used_it_however_often_they_did():
    texts = everybody("pesten " * 50, "pesten en gsm", "gsm pesten gsm", "gsm", "gsm spam spam spam")

    assert word_table(texts, "nl") == (Word("gsm", 4), Word("pesten", 3))


def test_one_child_who_wrote_many_texts_is_one_contributor():
    texts = [("a", "ruzie"), ("a", "ruzie"), ("a", "Ruzie"), ("b", "ruzie"), ("c", "school"), ("b", "school")]

    assert word_table(texts, "nl", min_contributors=2) == (Word("ruzie", 2), Word("school", 2))


def test_a_word_of_too_few_children_is_left_out():
    texts = everybody("ruzie geheim", "ruzie geheim", "ruzie")

    assert word_table(texts, "nl") == (Word("ruzie", 3),)
    assert word_table(texts, "nl", min_contributors=2) == (Word("ruzie", 3), Word("geheim", 2))
    assert word_table(texts, "nl", min_contributors=4) == ()


def test_stop_words_of_both_languages_are_left_out_of_every_text():
    texts = everybody(*["Ik vind da ni leuk, mss gwn jsp, j'ai pas trop la peur chui x é"] * 3)

    assert word_table(texts, "nl") == (Word("leuk", 3), Word("peur", 3))
    assert word_table(texts, "fr") == (Word("leuk", 3), Word("peur", 3))


@pytest.mark.parametrize(
    "words",
    [
        "niet geen pas plus",
        "da ni wa ge gij mn zn egt gwn mss kga",
        "jai ya pck jsp tro chui quelqu",
        "vinden vind vindt zeggen falloir faut faire",
    ],
)
def test_words_that_say_nothing_are_known(words):
    assert [word for word in words.split() if word not in STOP_WORDS] == []


def test_words_that_say_something_are_kept():
    words = "pesten harcèlement gsm téléphone ruzie moquer eng peur leuk super school école foto's geheim"

    assert [word for word in words.split() if word in STOP_WORDS] == []


def test_capitals_make_no_other_word_and_most_children_decide_how_it_is_shown():
    spam = "RUZIE " * 50
    texts = everybody(
        f"{spam} TikTok", "ruzie TikTok", "ruzie tiktok", "Ruzie Brugge", "Brugge", "brugge BRUGGE Brugge"
    )

    assert word_table(texts, "nl") == (Word("ruzie", 4), Word("Brugge", 3), Word("TikTok", 3))


def test_small_letters_win_when_children_are_divided():
    assert word_table([("a", "ÉCRAN"), ("b", "écran")], "fr", 1) == (Word("écran", 2),)


def test_equally_frequent_words_stand_in_alphabetical_order_and_an_accent_does_not_move_them():
    assert word_table([("a", "zus écran eau école fou")], "fr", 1) == (
        Word("eau", 1),
        Word("école", 1),
        Word("écran", 1),
        Word("fou", 1),
        Word("zus", 1),
    )


def test_words_and_emoji_without_texts_make_an_empty_table():
    assert word_table([], "nl") == ()
    assert emoji_table([]) == ()


@pytest.mark.parametrize("least", [0, -1])
def test_a_table_of_words_nobody_used_is_refused(least):
    with pytest.raises(ValueError, match="contributor"):
        word_table([("a", "ruzie")], "nl", least)
    with pytest.raises(ValueError, match="contributor"):
        emoji_table([("a", "😀")], least)


def test_emoji_count_children_and_leave_out_what_too_few_used():
    texts = everybody("😀" * 50 + "leuk", "😀👍", "👍 ja 😀", "👍😀", "🙈🙈🙈")

    assert emoji_table(texts) == (Word("😀", 4), Word("👍", 3))


def test_skin_tones_count_together_and_are_not_shown():
    assert emoji_table(everybody("👍🏽", "👍🏿 👍🏻", "👍", "🏽")) == (Word("👍", 3),)
    assert emoji_table(everybody("👍🏽", "👍🏽", "👍🏽")) == (Word("👍", 3),)
    assert emoji_table(everybody("🏽", "🏽", "🏽")) == ()
    assert emoji_table([("a", "🧑🏻‍🤝‍🧑🏿"), ("b", "🧑‍🤝‍🧑")], 1) == (Word("🧑‍🤝‍🧑", 2),)


def test_an_emoji_of_many_parts_is_one():
    texts = [("a", "👩‍👩‍👧‍👦🇧🇪🇫🇷🏳️‍🌈1️⃣"), ("b", "👩👧 🇧🇪")]

    assert emoji_table(texts, 1) == (
        Word("🇧🇪", 2),
        Word("1️⃣", 1),
        Word("🇫🇷", 1),
        Word("🏳️‍🌈", 1),
        Word("👧", 1),
        Word("👩", 1),
        Word("👩‍👩‍👧‍👦", 1),
    )


def test_a_heart_with_and_without_its_selector_is_one_emoji_shown_as_a_picture():
    assert emoji_table(everybody("❤", "❤️")) == ()
    assert emoji_table(everybody("❤", "❤️"), 2) == (Word("❤️", 2),)


def test_plain_signs_and_digits_are_no_emoji():
    assert emoji_table([("a", "12 # * © ™ → :-) é")], 1) == ()


@settings(max_examples=500, derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abcd"), st.text(max_size=30)), max_size=8), st.integers(1, 4))
def test_no_table_ever_shows_what_too_few_children_used(texts, least):
    shown = [*word_table(texts, "fr", least), *emoji_table(texts, least)]

    assert [word for word in shown if not least <= word.contributors <= 4] == []
    assert word_table(list(reversed(texts)), "fr", least) == word_table(texts, "fr", least)
