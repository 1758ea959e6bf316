"""A transcript that was pasted: whole conversations, and every word of them somewhere."""

import re
import time
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consultations.interchange import transcript_formats, transcripts
from consultations.interchange.transcripts import REASONS, Line, Misread, Transcript
from consultations.shapes import Refused


def said(text: str) -> list[tuple[str, str]]:
    """Who says what, in a text that was pasted."""
    return [(line.speaker, line.words) for line in transcripts.read_pasted(text).lines]


def refusal(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as refused:
        transcripts.read_pasted(text)
    return refused.value.sentence, dict(refused.value.holes)


DUTCH = """\
Focusgroep AI, 4B
Datum: 12 mei
Aanwezig: Lise, Jan

Moderator: Waarvoor gebruiken jullie een chatbot?
P3: Voor mijn huiswerk.
En soms voor de lol.

[P4] Ik niet: mama wil dat niet.
Vos: Ik wel 😀
P3 - Dat is toch niet erg?
"""
FRENCH = """\
Groupe de discussion
Date : jeudi

Animatrice : Qu’est-ce que tu fais avec ton GSM ?
Enfant 3\u00a0: Je regarde des vidéos…
et parfois, je joue.
Enfant 4\u202f: Moi aussi\u202f!
Renard bleu : « Pas moi » : c’est nul.
"""


def test_a_dutch_conversation_is_read_line_by_line():
    assert transcripts.read_pasted(DUTCH) == Transcript(
        (
            Line("Moderator", "Waarvoor gebruiken jullie een chatbot?", None, 5),
            Line("P3", "Voor mijn huiswerk. En soms voor de lol.", None, 6),
            Line("P4", "Ik niet: mama wil dat niet.", None, 9),
            Line("Vos", "Ik wel 😀", None, 10),
            Line("P3", "Dat is toch niet erg?", None, 11),
        ),
        (
            Misread(1, "Focusgroep AI, 4B", "before_first"),
            Misread(2, "Datum: 12 mei", "before_first"),
            Misread(3, "Aanwezig: Lise, Jan", "before_first"),
        ),
    )


def test_a_french_conversation_is_read_with_its_spaces_before_the_colon():
    assert transcripts.read_pasted(FRENCH) == Transcript(
        (
            Line("Animatrice", "Qu’est-ce que tu fais avec ton GSM ?", None, 4),
            Line("Enfant 3", "Je regarde des vidéos… et parfois, je joue.", None, 5),
            Line("Enfant 4", "Moi aussi\u202f!", None, 7),
            Line("Renard bleu", "« Pas moi » : c’est nul.", None, 8),
        ),
        (Misread(1, "Groupe de discussion", "before_first"), Misread(2, "Date : jeudi", "before_first")),
    )


def test_a_speaker_who_says_nothing_is_not_understood():
    assert transcripts.read_pasted("P1:\nP2: ja\nP3 - \n\nKind 4 :\u202f") == Transcript(
        (Line("P2", "ja", None, 2),),
        (Misread(1, "P1", "empty"), Misread(3, "P3", "empty"), Misread(5, "Kind 4", "empty")),
    )


def test_words_on_the_line_below_a_mark_are_its_words():
    assert said("P1:\nja hoor\n\nP2\t\nnee") == [("P1", "ja hoor"), ("P2", "nee")]


def test_a_text_without_any_mark_is_all_not_understood():
    assert transcripts.read_pasted("zomaar iets\n" + "lang " * 40) == Transcript(
        (), (Misread(1, "zomaar iets", "before_first"), Misread(2, "lang " * 15 + "lang…", "before_first"))
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\v", "\f"], ids=ascii)
def test_every_sort_of_line_end_is_one(end: str):
    read = transcripts.read_pasted(f"P1: een{end}twee{end}{end}P2: drie\r\nP3: vier\rP4: vijf\n")

    assert [(one.speaker, one.words, one.source_line) for one in read.lines] == [
        ("P1", "een twee", 1), ("P2", "drie", 4), ("P3", "vier", 5), ("P4", "vijf", 6),
    ]  # fmt: skip


def test_what_cannot_be_seen_is_gone_and_an_emoji_stays_whole():
    text = "\ufeffP\u200b3\u202e: n\x00ee \u2066ja\u2069\ud800 e\u0301te\u0301 \ud83d\ude00 👩\u200d🏫 a\u00adb\udfff"

    assert said(text) == [("P3", "nee ja été 😀 👩\u200d🏫 ab")]


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\x00\u200b\ud800", "\ufeff"])
def test_nothing_is_refused(text: str):
    assert refusal(text) == ("There is nothing in this transcript.", {})


def test_too_much_is_refused_and_just_enough_is_not():
    lines = [f"P1: {number}" for number in range(5000)]

    assert len(said("\n\n\n".join(lines))) == 5000
    assert refusal("\n".join([*lines, "P1: x"])) == (
        "This transcript is too long. It may have {n} lines at most.", {"n": 5000},
    )  # fmt: skip
    assert refusal("P1: x" + "\n" * 50_001) == (
        "This transcript is too long. It may have {n} lines at most.",
        {"n": 5000},
    )
    assert refusal("x" * (2 * 1024**2 + 1)) == ("This transcript is too big. It may be {n} MB at most.", {"n": 2})


def test_reading_what_is_clean_changes_nothing_more():
    once = transcript_formats.clean("P3\u200b: e\u0301\r\nx\x85y\ud800")

    assert (once, transcript_formats.clean(once)) == ("P3: é\nx\ny", "P3: é\nx\ny")


@pytest.mark.parametrize(
    "line",
    [
        "a" + " " * 150 + "b", "P1" + " \t" * 400, "[" * 3000, "-" * 3000, "*" * 3000, "<v " * 300, "a b " * 90 + ":",
        "&#" * 900, "1:" * 200, "P1, " * 60, "_" * 900,
    ],
    ids=lambda line: line[:4],
)  # fmt: skip
def test_a_line_made_to_be_slow_is_not(line: str):
    once = f"P1: ja\n{line}"[:400]
    began = time.process_time()

    read = transcripts.read_pasted("\n".join([once] * 2400))

    assert (len(read.lines) >= 2400, time.process_time() - began < 10) == (True, True)


# Whatever is written, nothing is lost.

SPEAKERS = st.sampled_from(
    ["P1", "P2", "P3", "P12", "Kind 3", "Enfant 4", "Moderator", "Animatrice", "Vos", "Lise", "Anne-Sophie"]
)  # fmt: skip
LETTERS = st.sampled_from("abcdeéèüïœABC’'!?.,…«»-()0123456789😀")
WORD = st.text(LETTERS, min_size=1, max_size=8)
WORDS = st.lists(WORD, min_size=1, max_size=8).map(" ".join)
SEPARATORS = st.sampled_from([": ", " : ", "\u00a0: ", "\u202f: ", ":"])
MESS = st.text(max_size=200) | st.lists(
    st.sampled_from(
        ["P1: ", "Kind 3 : ", "[P2] ", "0:12", "(00:12:03) ", "WEBVTT", "\n", "\r\n", "\n\n", "00:01 --> 00:02",
         "<v P3>", "</v>", "1", " - ", "NOTE", "STYLE", "ja", "\t", "\x00", "\ud800", "\u202e", "&lt;", ":", "Lise",
         "**", "é", "\u2028"]
    ), max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.tuples(SPEAKERS, SEPARATORS, WORDS), min_size=1, max_size=20))
def test_what_was_written_with_marks_comes_back_as_it_was(turns: list[tuple[str, str, str]]):
    """Without a space behind it, a colon may begin a smiley: `Vos:(`."""
    turns = [(who, between if words[0].isalpha() else ": ", words) for who, between, words in turns]

    read = transcripts.read_pasted("\n".join(f"{who}{between}{words}" for who, between, words in turns))

    assert read == Transcript(
        tuple(Line(who, words, None, number) for number, (who, _, words) in enumerate(turns, start=1)), ()
    )


@settings(max_examples=600)
@given(MESS)
@example("WEBVTT\n\n00:01.000 --> 00:02.000\n<v \ud800>x")
def test_any_text_is_read_or_refused(text: str):
    try:
        read = transcripts.read_pasted(text)
    except Refused:
        return
    numbers = [one.source_line for one in read.lines]
    times = [one.at for one in read.lines if one.at is not None]
    shown = "".join(f"{one.speaker}{one.words}" for one in read.lines) + "".join(
        one.text for one in read.not_understood
    )

    assert (numbers, times) == (sorted(numbers), sorted(times))
    assert [one for one in read.lines if not one.words.strip() or not one.speaker.strip()] == []
    assert {one.reason for one in read.not_understood} <= set(REASONS)
    assert re.findall("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", shown) == []


@settings(max_examples=400)
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "P1: ", "Kind 3 : ", "[P2] ", "Vos - ", "vos: ", "Lise: "]), WORDS), max_size=15
    )
)
def test_every_word_of_every_line_ends_up_in_one_place(lines: list[tuple[str, str]]):
    text = "\n".join(mark + words for mark, words in [("P9: ", "begin"), *lines])

    read = transcripts.read_pasted(text)

    words = re.findall(r"[^\W_]+", text.casefold())
    found = re.findall(r"[^\W_]+", " ".join(f"{one.speaker} {one.words}" for one in read.lines).casefold())
    assert (Counter(found), read.not_understood) == (Counter(words), ())


MARKS = st.sampled_from(
    ["en ", "P1: ", "Kind 3 : ", "[P2] ", "Vos - ", "vos: ", "Lise: ", "- ", "- P4: ", "(0:12) P5: ", "0:30 ", "<v P6>",
     "<v>", "P7\t", "Datum: ", "P1 (lacht): ", "**P8:** ", "&lt;", "<i>"]
)  # fmt: skip
BETWEEN = st.sampled_from(
    ["", "1", "00:01.000 --> 00:02.000", "00:09.000 --> 00:08.000", "00:0x --> 00:01", "NOTE", "STYLE", "WEBVTT", "P9:",
     "P3", "[0:10]", "cue-1", "NOTE Confidence: 0.9"]
)  # fmt: skip


@settings(max_examples=500)
@given(
    st.sampled_from(["", "WEBVTT\n\n", "1\n00:01,000 --> 00:02,000\n"]),
    st.lists(BETWEEN | st.tuples(MARKS, st.sampled_from(["", " of niet"])), max_size=25),
)
def test_nothing_that_was_written_is_dropped_or_doubled_in_any_format(start: str, lines: list[str | tuple[str, str]]):
    """Every line with words has one word of its own, which stands in one line or in one that was not understood."""
    text = start + "\n".join(
        one if isinstance(one, str) else f"{one[0]}woord{at}einde{one[1]}" for at, one in enumerate(["P1: ja", *lines])
    )

    read = transcripts.read_pasted(text)

    found = [*(one.words for one in read.lines), *(one.text for one in read.not_understood)]
    assert sorted(re.findall("woord[0-9]+einde", " ".join(found))) == sorted(re.findall("woord[0-9]+einde", text))
