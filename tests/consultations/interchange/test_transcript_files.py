"""A transcript as a file: what it says it is, in which letters, and how large."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.interchange import transcripts
from consultations.interchange.transcripts import Line, Transcript
from consultations.shapes import Refused
from tests.word_files import written

UNKNOWN = "We can read a transcript when it is a .docx, .txt, .vtt or .srt file."
OTHER_KIND = "This is not a {kind} file that we can open. Save it again and try once more."
UNREADABLE = "We cannot read the letters in this file. Save it as plain text in UTF-8."
NOTHING = "There is nothing in this transcript."
TOO_BIG = "This transcript is too big. It may be {n} MB at most."
ONE_LINE = Transcript((Line("P1", "ja", None, 1),), ())
SUBRIP = "1\n00:00:01,000 --> 00:00:02,000\nP1: ja\n"


def refusal(name: str, data: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as refused:
        transcripts.read_file(name, data)
    return refused.value.sentence, dict(refused.value.holes)


@pytest.mark.parametrize(
    "data",
    [
        "P1: été, één\nP2: ‘ça’ – ja… €".encode(),
        "\ufeffP1: été, één\r\nP2: ‘ça’ – ja… €".encode(),
        "P1: été, één\rP2: ‘ça’ – ja… €".encode("cp1252"),
        "\ufeffP1: été, één\nP2: ‘ça’ – ja… €".encode("utf-16-le"),
        "\ufeffP1: été, één\nP2: ‘ça’ – ja… €".encode("utf-16-be"),
        "P1: e\u0301te\u0301, één\n\u200bP2: ‘ça’ – \x00ja… \u202e€".encode(),
        "P1: été,\ud800 één\nP2: ‘ça’ – ja… €".encode("utf-8", "surrogatepass"),
    ],
    ids=["utf-8", "utf-8 with mark", "windows-1252", "utf-16-le", "utf-16-be", "unseen", "half a character"],
)
def test_a_plain_text_is_read_in_any_usual_encoding(data: bytes):
    assert transcripts.read_file("Gesprek.TXT", data) == Transcript(
        (Line("P1", "été, één", None, 1), Line("P2", "‘ça’ – ja… €", None, 2)), ()
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", NOTHING), (b"\xef\xbb\xbf \r\n", NOTHING), (b"\xff\xfe", NOTHING), (b"\xff\xfe\x00", UNREADABLE),
        (b"P1: ja \x81\x8d", UNREADABLE), ("P1: ja".encode("utf-16-le"), UNREADABLE),
        ("\ufeffP1: ja".encode("utf-32-le"), UNREADABLE), (bytes(range(256)) * 9, UNREADABLE),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", UNREADABLE), (b"%PDF-1.7\nP1: ja", OTHER_KIND),
        (b"\xef\xbb\xbf{\\rtf1 P1: ja}", OTHER_KIND), (b"\xd0\xcf\x11\xe0\xa1\xb1", OTHER_KIND),
        (b"\n<!DOCTYPE HTML><p>P1: ja", OTHER_KIND), (written("P1: ja"), OTHER_KIND),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(data: bytes, sentence: str):
    holes = {"kind": ".txt"} if sentence == OTHER_KIND else {}

    assert refusal("gesprek.txt", data) == (sentence, holes)


@pytest.mark.parametrize(
    "name", ["gesprek.doc", "gesprek.docm", "gesprek.pdf", "gesprek", "txt", "", ".", "a.txt.exe", "a.txt/b"]
)
def test_a_file_of_another_kind_is_refused_by_its_extension(name: str):
    assert refusal(name, b"P1: ja") == (UNKNOWN, {})


@pytest.mark.parametrize(
    "name", ["Lise Peeters 4B.txt", "../../etc/passwd.txt", "\u202etxt.exe.txt", "a\x00b.txt", ".txt", "a.TXT "]
)
def test_of_the_name_only_the_extension_counts(name: str):
    assert transcripts.read_file(name, b"P1: ja") == ONE_LINE


@pytest.mark.parametrize("kind", transcripts.KINDS)
def test_a_file_of_more_than_two_megabytes_is_refused(kind: str):
    assert refusal(f"a.{kind}", b"x" * (2 * 1024**2 + 1)) == (TOO_BIG, {"n": 2})


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.vtt", "P1: ja"), ("a.vtt", SUBRIP), ("a.vtt", "WEBVTTER\n\nP1: ja"), ("a.srt", "P1: ja"),
        ("a.srt", f"WEBVTT\n\n{SUBRIP}"),
        ("a.srt", "1\nP1: ja\n00:00:01,000 --> 00:00:02,000\n"), ("a.vtt", "<html>P1: ja"), ("a.docx", "P1: ja"),
        ("a.docx", "%PDF-1.7"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_its_extension_says_is_refused(name: str, text: str):
    assert refusal(name, text.encode()) == (OTHER_KIND, {"kind": name[1:]})


@settings(max_examples=300)
@given(
    st.sampled_from(transcripts.KINDS),
    st.binary(max_size=300),
    st.sampled_from([b"", b"WEBVTT\n\n", b"1\n00:01 --> 00:02\n", b"PK\x03\x04", b"\xff\xfe"]),
)
def test_any_bytes_are_read_or_refused(kind: str, data: bytes, start: bytes):
    try:
        read = transcripts.read_file(f"a.{kind}", start + data)
    except Refused:
        return
    assert (len(read.lines) + len(read.not_understood) > 0, [one for one in read.lines if not one.words]) == (True, [])


LABELS = st.sampled_from(["P1", "P2", "Kind 3", "Enfant 4", "Animatrice", "Vos", "Élise D’Hondt"])
WORDS = st.lists(st.text(st.sampled_from("abcéèïœAB!?.,…’"), min_size=1, max_size=7), min_size=1, max_size=6).map(
    " ".join
)
TURNS = st.lists(st.tuples(LABELS, WORDS), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(TURNS)
def test_every_format_gives_back_the_turns_that_were_put_in(turns: list[tuple[str, str]]):
    timed = [(f"00:{minute:02}:00", who, words) for minute, (who, words) in enumerate(turns)]
    files = {
        "a.txt": "\r\n".join(f"({at}) {who} : {words}" for at, who, words in timed).encode("utf-16"),
        "a.vtt": "\n\n".join(
            ["WEBVTT", *(f"{at}.000 --> {at}.500\n<v {who}>{said}" for at, who, said in timed)]
        ).encode(),
        "a.srt": "\r\n\r\n".join(f"1\r\n{at},000 --> {at},500\r\n{who}: {said}" for at, who, said in timed).encode(),
        "a.docx": written(*(f"[{at}] {who}: {words}" for at, who, words in timed)),
    }

    for name, data in files.items():
        read = transcripts.read_file(name, data)
        assert [(one.speaker, one.words, one.at) for one in read.lines] == [
            (who, words, 60.0 * minute) for minute, (who, words) in enumerate(turns)
        ]
        assert read.not_understood == ()
