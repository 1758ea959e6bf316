"""One line of typing is one utterance."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consultations.observing.line import Line, read_line


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("3 dat is niet eerlijk", Line(3, "dat is niet eerlijk")),
        ("P3: dat is niet eerlijk", Line(3, "dat is niet eerlijk")),
        ("12 oui", Line(12, "oui")),
        ("dat weet ik niet", Line(0, "dat weet ik niet")),
        ("3 dat is niet eerlijk +4", Line(3, "dat is niet eerlijk", agree=4)),
        ("3 dat is niet eerlijk -2 +4", Line(3, "dat is niet eerlijk", agree=4, against=2)),
        ("3 dat is niet eerlijk +4 ?", Line(3, "dat is niet eerlijk", agree=4, sign="doubts")),
        ("3 wat is dat?", Line(3, "wat is dat?")),
        ("3 c’est nul !", Line(3, "c’est nul", sign="strong")),
        ('4 "ik heb 3 gsm\'s" +1', Line(4, "ik heb 3 gsm's", verbatim=True, agree=1)),
        ("4 « j’ai peur »", Line(4, "j’ai peur", verbatim=True)),
        ("5 ... ", Line(5, "...")),
        ("2 ik weet het niet …", Line(2, "ik weet het niet", sign="silence")),
        ("13", Line(0, "13")),
        ("1 +32 is België", Line(1, "+32 is België")),
        ("", Line(0, "")),
    ],
)
def test_a_line_says_who_what_and_how(typed: str, read: Line):
    assert read_line(typed) == read


def test_without_a_number_it_is_the_chosen_speakers():
    assert (read_line("dat ook", 4), read_line("2 dat niet", 4)) == (Line(4, "dat ook"), Line(2, "dat niet"))


@given(st.text(max_size=80), st.integers(0, 12))
@settings(deadline=None)
@example("+99 -99 ? !", 0)
def test_no_line_breaks_it_and_nothing_is_made_up(typed: str, speaker: int):
    line = read_line(typed, speaker)

    assert (line.words in typed, 0 <= line.agree <= 60, 0 <= line.against <= 60) == (True, True, True)
