"""Who begins to speak in a line of a transcript, and when; and who does not."""

import pytest

from consultations.interchange import transcripts
from consultations.interchange.transcripts import Line, Transcript


def said(text: str) -> list[tuple[str, str]]:
    """Who says what, in a text that was pasted."""
    return [(line.speaker, line.words) for line in transcripts.read_pasted(text).lines]


@pytest.mark.parametrize(
    ("line", "speaker", "words"),
    [
        ("P3: ja", "P3", "ja"), ("P3:ja", "P3", "ja"), ("P3 : oui", "P3", "oui"), ("P3\u00a0: oui", "P3", "oui"),
        ("P3\u202f: oui", "P3", "oui"), ("P3：ja", "P3", "ja"), ("P3 - ja", "P3", "ja"), ("P3 – ja", "P3", "ja"),
        ("P3 — oui", "P3", "oui"), ("[P3] ja", "P3", "ja"), ("[P3]: ja", "P3", "ja"), ("(P3) ja", "P3", "ja"),
        ("- P3: ja", "P3", "ja"), ("-P3: ja", "P3", "ja"), ("**P3:** ja", "P3", "ja"), ("**P3**: ja", "P3", "ja"),
        ("  P3: ja  ", "P3", "ja"), ("P3\tja", "P3", "ja"), ("p3: ja", "p3", "ja"), ("P 3: ja", "P 3", "ja"),
        ("Kind 3: ja", "Kind 3", "ja"), ("Enfant 3 : oui", "Enfant 3", "oui"), ("Enfant 3 - oui", "Enfant 3", "oui"),
        ("[Kind 3] ja", "Kind 3", "ja"), ("Moderator: dag", "Moderator", "dag"), ("Mod.: dag", "Mod.", "dag"),
        ("moderator: dag", "moderator", "dag"), ("Animatrice : bonjour", "Animatrice", "bonjour"),
        ("L’animatrice : bonjour", "L’animatrice", "bonjour"), ("De juf: dag", "De juf", "dag"),
        ("Juf An: dag", "Juf An", "dag"), ("Mevr. Peeters: dag", "Mevr. Peeters", "dag"), ("Vos: ja", "Vos", "ja"),
        ("[Vos] ja", "Vos", "ja"), ("Rode vos: ja", "Rode vos", "ja"), ("rode vos: ja", "rode vos", "ja"),
        ("Renard rouge : oui", "Renard rouge", "oui"), ("Le renard rouge : oui", "Le renard rouge", "oui"),
        ("Marie-Claire : oui", "Marie-Claire", "oui"), ("Jan Van den Berg: ja", "Jan Van den Berg", "ja"),
        ("Élise D’Hondt: ja", "Élise D’Hondt", "ja"), ("3: ja", "3", "ja"), ("P1, P2: ja", "P1, P2", "ja"),
        ("P1 en P2: ja", "P1 en P2", "ja"), ("Lise et Jan : oui", "Lise et Jan", "oui"), ("M: dag", "M", "dag"),
        ("P3 (lacht): ja", "P3", "(lacht) ja"), ("P3 (10 jaar): ja", "P3 (10 jaar)", "ja"),
        ("Lise (m): ja", "Lise (m)", "ja"),
        ("P3 (Lise): ja", "P3 (Lise)", "ja"), ("P3 (Lacht): ja", "P3", "(Lacht) ja"), ("P3 Lise: ja", "P3 Lise", "ja"),
        ("P3-Lise: ja", "P3-Lise", "ja"), ("Lise/Jan: ja", "Lise/Jan", "ja"), ("Lise + Jan : oui", "Lise + Jan", "oui"),
         ("Spreker 1: ja", "Spreker 1", "ja"), ("Iedereen: ja", "Iedereen", "ja"),
        ("P3: kijk: zo", "P3", "kijk: zo"), ("P3: - 5", "P3", "- 5"), ("P3: 12:30", "P3", "12:30"),
        ("P3: :)", "P3", ":)"), ("P3: [lacht] ja", "P3", "[lacht] ja"), ("P3: P4: ja", "P3", "P4: ja"),
        ("İ: x", "İ", "x"), ("Ümit: ja", "Ümit", "ja"),
    ],
)  # fmt: skip
def test_a_mark_says_who_speaks(line: str, speaker: str, words: str):
    assert transcripts.read_pasted(line) == Transcript((Line(speaker, words, None, 1),), ())


@pytest.mark.parametrize(
    ("line", "speaker", "words", "at"),
    [
        ("(00:12:03) P2: ja", "P2", "ja", 723.0), ("[12:03] P2: ja", "P2", "ja", 723.0),
        ("0:12 P2: ja", "P2", "ja", 12.0), ("00:12:03,5 - P2: ja", "P2", "ja", 723.5),
        ("[00:12:03.250]P2: ja", "P2", "ja", 723.25),
        ("P2 (00:12:03): ja", "P2", "ja", 723.0), ("P2 [00:12:03] ja", "P2", "ja", 723.0),
        ("P2 00:12:03: ja", "P2", "ja", 723.0), ("P2: [00:12:03] ja", "P2", "ja", 723.0),
        ("(00:00:03 - 00:00:05) Vos : ja", "Vos", "ja", 3.0), ("00:12 [P2] ja", "P2", "ja", 12.0),
        ("1:02:03 Kind 2 - ja", "Kind 2", "ja", 3723.0), ("Lise Peeters   0:03\nja", "Lise Peeters", "ja", 3.0),
        ("00:00:03 Spreker 1\nja", "Spreker 1", "ja", 3.0), ("00:03\nP2: ja", "P2", "ja", 3.0),
        ("[00:03]\nP2: ja", "P2", "ja", 3.0),
    ],
)  # fmt: skip
def test_a_time_beside_a_mark_is_when_it_was_said(line: str, speaker: str, words: str, at: float):
    read = transcripts.read_pasted(line)

    assert [(one.speaker, one.words, one.at) for one in read.lines] == [(speaker, words, at)]


@pytest.mark.parametrize(
    "line",
    [
        "en ook dit", "ik dacht: nee", "Ik dacht: nee", "dus: nee", "Ja: zo", "Ja :)", "Leuk :D", "Cool ;-)",
        "http://nieuws.be", "Nieuws://x", "(Vos) ja",
        "https://nieuws.be: daar", "om 8:15 vertrok ik", "Om 8:15", "12:30 gingen we naar huis",
        "[lacht] ja", "(lacht)", "[Lacht]", "[Lise lacht]", "Jan - mijn broer - is 8", "(ja) nee",
        "Mijn broer zei dat, en toen: niets", "Dat is alles. Punt: uit", "« Non » : voilà", "- ja", "• nee",
        "Il m’a dit : viens", "Par exemple : rien", "x" * 61 + ": ja", "A b c d e f: ja", ": ja", "?: ja", "[] ja",
    ],
)  # fmt: skip
def test_a_line_without_a_mark_goes_on_where_the_speaker_before_it_stopped(line: str):
    assert said(f"P1: eerst\n{line}\nP2: dan") == [("P1", f"eerst {line}"), ("P2", "dan")]


def test_a_time_alone_is_dropped_only_when_it_cannot_be_somebodys_words():
    assert said("P1: hoe laat?\n12:30\nis het\n[0:09]\nzeker\n0:10\nP2: ja") == [
        ("P1", "hoe laat? 12:30 is het zeker"), ("P2", "ja"),
    ]  # fmt: skip


def test_a_doubtful_mark_counts_when_other_lines_have_it_too():
    once = said("P1: ik\nvos: nee\nP2 - ja\nLise - ja")
    twice = said("P1: ik\nvos: nee\nvos: ja\nLise - nou\nLise - wel\n[vos] ja")

    assert once == [("P1", "ik vos: nee"), ("P2", "ja Lise - ja")]
    assert twice == [("P1", "ik"), ("vos", "nee"), ("vos", "ja"), ("Lise", "nou"), ("Lise", "wel"), ("vos", "ja")]


def test_one_speaker_keeps_the_first_spelling():
    assert said("P3: a\np3: b\nP 3: c\nMod.: d\nmod: e\nP4: f") == [
        ("P3", "a"), ("P3", "b"), ("P3", "c"), ("Mod.", "d"), ("Mod.", "e"), ("P4", "f"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("times", "kept"),
    [
        (["0:10", "0:20", "0:15", "0:30"], [10, 20, None, 30]), (["0:10", "0:05"], [10, None]),
        (["0:01", "9:59:00", "0:02", "0:03"], [1, None, 2, 3]), (["0:05", "0:05", "0:05"], [5, 5, 5]),
        (["0:30", "0:31", "0:01"], [30, 31, None]),
    ],
)  # fmt: skip
def test_a_time_that_goes_back_is_left_out_and_its_words_stay(times: list[str], kept: list[float | None]):
    read = transcripts.read_pasted("\n".join(f"({time}) P{at}: ja" for at, time in enumerate(times, start=1)))

    assert [(line.words, line.at) for line in read.lines] == [("ja", one) for one in kept]
    assert [(one.source_line, one.reason) for one in read.not_understood] == [
        (at, "time_out_of_order") for at, one in enumerate(kept, start=1) if one is None
    ]
