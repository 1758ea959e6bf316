"""Subtitles: WebVTT and SubRip, with their voices, identifiers, notes and times."""

import time

import pytest

from consultations.interchange import transcripts
from consultations.interchange.transcripts import Line, Misread, Transcript
from consultations.shapes import Refused

VTT_DUTCH = """\
WEBVTT - Focusgroep 4B
Kind: captions
Language: nl

NOTE Opgenomen in Sint-Jan
P9: niet gezegd

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:04.000 align:start
<v Moderator>Waarvoor gebruiken jullie <i>TikTok</i>?</v>

2
00:00:05.000 --> 00:00:07.500
<v.luid P3>Voor filmpjes &amp; muziek.
En Tom &lt;3 Jerry.

NOTE Confidence: 0.91

00:08.000 --> 00:09.000
en soms <00:08.500>om te chatten

P4
00:00:10.000 --> 00:00:11.000
Ik niet.

P4-2
00:00:11.000 --> 00:00:12.000
Echt niet. <v P3>Waarom niet? <v Vos>Mag niet.

00:00:13.000 --> 00:00:12.000
[P3] Te laat.

cue-7
00:00:14.000 --> 00:00:15.000

8
00:00:15.000 --> 00:00:16.000
- Wie zei dat?
- <v>Iemand.
en niemand

losse regel
"""


def test_dutch_webvtt_is_read_with_its_voices_and_identifiers():
    assert transcripts.read_file("4b.vtt", VTT_DUTCH.encode()) == Transcript(
        (
            Line("Moderator", "Waarvoor gebruiken jullie TikTok?", 1.0, 13),
            Line("P3", "Voor filmpjes & muziek. En Tom <3 Jerry. en soms om te chatten", 5.0, 17),
            Line("P4", "Ik niet.", 10.0, 27),
            Line("P4", "Echt niet.", 11.0, 31),
            Line("P3", "Waarom niet?", 11.0, 31),
            Line("Vos", "Mag niet.", 11.0, 31),
            Line("P3", "Te laat.", None, 34),
        ),
        (
            Misread(1, "WEBVTT - Focusgroep 4B", "note"),
            Misread(5, "NOTE Opgenomen in Sint-Jan", "note"),
            Misread(6, "P9: niet gezegd", "note"),
            Misread(8, "STYLE", "note"),
            Misread(9, "::cue { color: red }", "note"),
            Misread(33, "00:00:13.000 --> 00:00:12.000", "time_out_of_order"),
            Misread(37, "00:00:14.000 --> 00:00:15.000", "empty"),
            Misread(41, "- Wie zei dat?", "no_speaker"),
            Misread(42, "-", "no_speaker"),
            Misread(42, "Iemand.", "no_speaker"),
            Misread(43, "en niemand", "no_speaker"),
            Misread(45, "losse regel", "outside"),
        ),
    )


VTT_FRENCH = """\
WEBVTT

00:00:01,000 --> 00:00:02,000
Animatrice\u202f: Tu as un GSM\u00a0?

b1f2-0
00:00:02.000 --> 00:00:03.000
<v Élise D’Hondt>Oui, &quot;bien sûr&quot;\u00a0!</v> <c.jaune>Et toi ?</c>
"""


def test_french_webvtt_is_read_with_its_spaces():
    assert transcripts.read_file("a.vtt", VTT_FRENCH.replace("\n", "\r\n").encode()) == Transcript(
        (
            Line("Animatrice", "Tu as un GSM\u00a0?", 1.0, 4),
            Line("Élise D’Hondt", 'Oui, "bien sûr"\u00a0! Et toi ?', 2.0, 8),
        ),
        (),
    )


SRT_DUTCH = """\
1
00:00:01,000 --> 00:00:02,000
Begeleider: Hoe ging het?

2
00:00:03,500 --> 00:00:04,000
{\\an8}<b>Kind 3:</b> Goed,
maar lang.
3
00:00:05,000 --> 00:00:06,000
heel lang -> te lang
- Kind 4: Ja.
- Nee!

4
00:00:0x,000 --> 00:00:07,000
Kind 3: 12

5
00:00:02,000 --> 00:00:08,000
[P5] vroeger
"""


def test_dutch_subrip_is_read_without_its_numbers():
    assert transcripts.read_file("a.srt", SRT_DUTCH.encode("cp1252")) == Transcript(
        (
            Line("Begeleider", "Hoe ging het?", 1.0, 3),
            Line("Kind 3", "Goed, maar lang. heel lang -> te lang", 3.5, 7),
            Line("Kind 4", "Ja.", 5.0, 12),
            Line("Kind 3", "12", None, 17),
            Line("P5", "vroeger", None, 21),
        ),
        (
            Misread(13, "- Nee!", "no_speaker"),
            Misread(16, "00:00:0x,000 --> 00:00:07,000", "time_unreadable"),
            Misread(21, "0:00:02", "time_out_of_order"),
        ),
    )


def test_french_subrip_is_read():
    text = (
        "\n1\n00:00:01,000 --> 00:00:02,000\nEnfant 1 : J’ai ri.\n"
        "\n2\n00:00:02,000 --> 00:00:03,000\nFille 2 - Moi aussi…\n"
    )

    assert transcripts.read_file("a.srt", text.encode("utf-16")) == Transcript(
        (Line("Enfant 1", "J’ai ri.", 1.0, 4), Line("Fille 2", "Moi aussi…", 2.0, 8)), ()
    )


@pytest.mark.parametrize("text", [VTT_DUTCH, VTT_FRENCH, SRT_DUTCH], ids=["vtt nl", "vtt fr", "srt nl"])
def test_subtitles_in_a_plain_text_or_pasted_are_read_as_subtitles(text: str):
    name = "a.vtt" if text.startswith("WEBVTT") else "a.srt"

    assert transcripts.read_pasted(text) == transcripts.read_file(name, text.encode())
    assert transcripts.read_file("a.txt", text.encode()) == transcripts.read_file(name, text.encode())


@pytest.mark.parametrize("text", ["WEBVTT", "WEBVTT\n\n", "WEBVTT\nKind: captions\n\nNOTE Confidence: 0.9\n"])
def test_subtitles_without_a_word_are_nothing(text: str):
    with pytest.raises(Refused) as refused:
        transcripts.read_file("a.vtt", text.encode())

    assert refused.value.sentence == "There is nothing in this transcript."


def test_an_identifier_speaks_only_when_nobody_else_does_and_is_never_lost_when_it_says_something():
    text = (
        "WEBVTT\n\nP4-1\n00:01.000 --> 00:02.000\nP5: a\n\nP4-2\n00:02.000 --> 00:03.000\n<v Speaker>b\n\n"
        "P4:c\n00:03.000 --> 00:04.000\nd\n\nkind 6\n00:04.000 --> 00:05.000\n\n"
    )

    assert transcripts.read_file("a.vtt", text.encode()) == Transcript(
        (Line("P5", "a", 1.0, 5), Line("Speaker", "b d", 2.0, 9)),
        (Misread(11, "P4:c", "outside"), Misread(16, "00:04.000 --> 00:05.000", "empty")),
    )


def test_a_voice_is_a_speaker_even_when_it_is_called_like_a_heading():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Speaker>a\n\n00:02.000 --> 00:03.000\nDatum: b\n"

    assert transcripts.read_file("a.vtt", text.encode()).lines == (
        Line("Speaker", "a", 1.0, 4), Line("Datum", "b", 2.0, 7),
    )  # fmt: skip


def test_an_entity_or_a_tag_brings_nothing_unseen_in():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v P&#8238;3>a&#0;b&#10;c&#x202E;d&#xD800;e&lrm;f <script>g</script>\n"

    assert transcripts.read_file("a.vtt", text.encode()).lines == (
        Line("P3", "a\ufffdb cd\ufffdef <script>g</script>", 1.0, 4),
    )


@pytest.mark.parametrize(
    "line",
    [
        "<v <v ", "<v" + " " * 999, "<c.", "&#1", "0", "1:", "00:00:01 ", " --> ", "-", "P1 ", "\u00a0", "<v P1>",
        "e\u0301", "\x00", "\n",
    ],
    ids=lambda line: ascii(line[:6]),
)  # fmt: skip
def test_a_file_made_to_be_slow_is_not(line: str):
    cue = b"WEBVTT\n\n00:01.000 --> 00:02.000\n"
    began = time.process_time()

    for name, start in (("a.vtt", cue), ("a.vtt", b"WEBVTT\n"), ("a.txt", b"P1: ")):
        try:
            transcripts.read_file(name, start + (line * (1_000_000 // len(line))).encode())
        except Refused:
            continue

    assert time.process_time() - began < 15
