"""A text is made ordinary before it is kept."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consultations.language.normal import length, tidy

# Drawn often enough to meet one another: what joins, hides, turns round or closes a line.
TRICKS = "\u200d\u200b\u200e\u202e\u2066\ufe0f\ufe0e\u20e3\u034f\u00ad\ufeff\u0301\u0338\U0001f3fd"
STUFF = TRICKS + "\U000e0067\U000e007f" + "1#e ←\n\r\t\v\x85\u2028\u00a0\x00☺👩❤🏴🇧🇪⚕"
TEXTS = st.text(st.one_of(st.sampled_from(STUFF), st.characters(exclude_categories=["Cs"])), max_size=40)


@settings(max_examples=2000, derandomize=True, deadline=None)
@given(TEXTS)
@example("e\u200b\u0301")
@example("👩\u200b\u200d👩")
@example("a\n \u00a0\n\t\n\x0b\n b")
def test_tidying_twice_is_tidying_once(text):
    assert tidy(tidy(text)) == tidy(text)


@settings(max_examples=2000, derandomize=True, deadline=None)
@given(st.text(max_size=40))
def test_tidying_refuses_half_a_character_and_nothing_else(text):
    broken = any("\ud800" <= one <= "\udfff" for one in text)
    try:
        tidy(text)
    except ValueError:
        assert broken
    else:
        assert not broken


@settings(max_examples=2000, derandomize=True, deadline=None)
@given(TEXTS)
def test_a_tidied_text_is_composed_and_can_be_stored(text):
    tidied = tidy(text)

    assert unicodedata.is_normalized("NFC", tidied)
    assert tidied == tidied.strip()
    assert "\n\n\n\n" not in tidied
    assert [one for one in tidied if one != "\n" and unicodedata.category(one) == "Cc"] == []
    assert tidied.encode().decode() == tidied


@pytest.mark.parametrize("text", ["\ud83d", "ja \udc00 nee", "\ud83d\ude00"])
def test_half_a_character_is_refused(text):
    with pytest.raises(ValueError, match="surrogate"):
        tidy(text)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("e\u0301cole", "école"),
        ("  hallo \n", "hallo"),
        ("een\ttwee", "een twee"),
        ("een\r\ntwee\rdrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("ja\x00\x07\x1b nee\x7f", "ja nee"),
        ("veilig\u202egpj.exe\u202c", "veiliggpj.exe"),
        ("\u2066a\u2067b\u2068c\u2069\u202ad\u202be\u202df", "abcdef"),
        ("st\u200bo\u2060m\ufeff \u00addom\u034f", "stom dom"),
        ("le\u200b\u0301o", "léo"),
        ("\u3164\u2800 \u115f", ""),
        ("a\ufdd0b\uffffc\U0001fffed", "abcd"),
        ("\U000e0068\U000e0069 hallo", "hallo"),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_gone(raw, kept):
    assert tidy(raw) == kept


@pytest.mark.parametrize(
    "text",
    [
        "C’est « bien »\u202f!",
        "116\u00a0000",
        "cœur, naïf, één, ça",
        "مرحبا",
        "Привіт",
        "ja\n\nnee",
        "ja\n\n\nnee",
        "½ ² ™",
    ],
)
def test_what_can_be_seen_stays_as_it_was(text):
    assert tidy(text) == text


@pytest.mark.parametrize(
    "emoji", ["😀", "👍🏽", "👩‍👩‍👧‍👦", "🧑🏻‍🤝‍🧑🏿", "❤️", "❤️‍🔥", "🏳️‍🌈", "👩🏾‍⚕️", "🇧🇪", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "↔️", "🫩"]
)
def test_an_emoji_stays_whole(emoji):
    assert tidy(f"a{emoji}b") == f"a{emoji}b"


def test_what_joins_emoji_goes_where_it_joins_none():
    assert tidy("a\u200db 👩\u200d x\ufe0f \ufe0f👩") == "ab 👩 x 👩"


def test_more_than_two_empty_lines_become_two():
    assert tidy("een\n\n \n\t\n\n\ntwee\n \ndrie") == "een\n\n\ntwee\n\ndrie"
    assert tidy("een\n\n\n\ntwee") == "een\n\n\ntwee"


def test_the_length_counts_code_points_of_the_tidied_text():
    assert length(" e\u0301\u200b\x00té 👍🏽\r\n") == 6


def test_a_length_of_half_a_character_is_refused():
    with pytest.raises(ValueError, match="surrogate"):
        length("\ud800")
