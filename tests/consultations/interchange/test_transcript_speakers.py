"""Who is who in a transcript: a pseudonym for each speaker, and no name once it is mapped."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.interchange import transcripts
from consultations.interchange.transcripts import (
    LEAVE_OUT,
    MODERATOR,
    NOT_A_SPEAKER,
    Line,
    Misread,
    Speaker,
    Transcript,
)
from consultations.shapes import Refused


def test_the_speakers_are_listed_with_their_lines_and_who_they_most_likely_are():
    text = (
        "Animatrice: a\nEnfant 3: b\np2: c\nLise (10 ans): d\nP2: e\nL’animatrice: f\nKind 12: g\nGroep 2: h\n"
        "Speaker 1: i\nP0: j"
    )

    assert transcripts.speakers(transcripts.read_pasted(text)) == (
        Speaker("Animatrice", 1, MODERATOR), Speaker("Enfant 3", 1, "P3"), Speaker("p2", 2, "P2"),
        Speaker("Lise (10 ans)", 1, ""), Speaker("L’animatrice", 1, MODERATOR), Speaker("Kind 12", 1, "P12"),
        Speaker("Groep 2", 1, ""), Speaker("Speaker 1", 1, ""), Speaker("P0", 1, ""),
    )  # fmt: skip


def test_mapped_lines_hold_no_name_of_a_label():
    text = (
        "Verslag van Lise\nJuf An: Lise, jij eerst? En Vos?\n(0:10) Lise Peeters: Ik heet Peeters, LISE PEETERS!\n"
        "Jan: Wat Lise zegt. Januari, en Lisette.\nik dacht ook:\nMo: weg, zei Jan\nMo:\n"
        "Vos: An, Mo en ik\nIK DACHT: dat An het zei"
    )
    read = transcripts.read_pasted(text)
    who = {
        "Juf An": MODERATOR, "Lise Peeters": "P1", "Jan": "red fox", "Mo": LEAVE_OUT, "Vos": "P3",
        "IK DACHT": NOT_A_SPEAKER,
    }  # fmt: skip

    mapped = transcripts.mapped(read, {one.label: who[one.label] for one in transcripts.speakers(read)}, {"red fox"})

    assert mapped == Transcript(
        (
            Line(MODERATOR, "P1, jij eerst? En P3?", None, 2),
            Line("P1", "Ik heet P1, P1!", 10.0, 3),
            Line("red fox", "Wat P1 zegt. Januari, en Lisette. ik dacht ook:", None, 4),
            Line("P3", "[…], […] en ik IK DACHT: dat […] het zei", None, 8),
        ),
        (Misread(1, "", "before_first"), Misread(7, "", "empty")),
    )


def test_a_label_that_is_no_speaker_goes_back_to_the_words_before_it():
    read = transcripts.read_pasted("Eén: nul\nP1: een\nTikTok: daar zit ik\nP2: twee\nTikTok: ook\nFacebook: niet")
    who = {"Eén": NOT_A_SPEAKER, "P1": "P1", "TikTok": NOT_A_SPEAKER, "P2": LEAVE_OUT, "Facebook": NOT_A_SPEAKER}

    assert transcripts.mapped(read, who) == Transcript(
        (Line("P1", "een TikTok: daar zit ik", None, 2),), (Misread(1, "", "no_speaker"),)
    )


def test_two_labels_may_be_one_child_and_a_code_or_a_role_is_no_name_to_take_out():
    read = transcripts.read_pasted("P3: kind, P3 en moderator\nKind 3: ja\nModerator: vos\nRode vos: Rode vos")
    who = {"P3": "P3", "Kind 3": "P3", "Moderator": MODERATOR, "Rode vos": "P4"}

    assert [(one.speaker, one.words) for one in transcripts.mapped(read, who).lines] == [
        ("P3", "kind, P3 en moderator"), ("P3", "ja"), (MODERATOR, "vos"), ("P4", "Rode vos"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "said", "kept"),
    [
        ("P3 (Lise)", "Lise lacht", "P1 lacht"), ("P3-Lise", "Lise lacht", "P1 lacht"),
        ("P3 Lise", "lise LISE", "lise P1"),
        ("lise", "Lise, lise", "P1, P1"), ("Rose Peeters", "Rose et la rose", "P1 et la rose"),
        ("Renard rouge", "Renard rouge", "Renard rouge"), ("Élise D’Hondt", "Élise D'Hondt d’Élise", "P1 d’P1"),
        ("Jan Van den Berg", "Van wie? Den Berg", "Van wie? Den P1"), ("M", "M is ik", "M is ik"),
        ("Lise (10 jaar)", "10 jaar, Lise", "10 jaar, P1"), ("A.B.", "A.B. was A", "P1. was A"),
        ("Juf An", "An, juf An", "P1, juf P1"), ("Mijn broer", "Mijn broer en mijn huis", "P1 en mijn huis"),
    ],
)  # fmt: skip
def test_a_name_gives_way_in_what_is_said_and_other_words_do_not(label: str, said: str, kept: str):
    read = transcripts.read_pasted(f"{label}: een\n{label}: {said}")

    assert [one.words for one in transcripts.mapped(read, {label: "P1"}).lines] == ["een", kept]


def test_a_name_of_two_children_becomes_neither_and_the_shortest_label_decides():
    read = transcripts.read_pasted("Jan Peeters: ik\nPiet Peeters: Jan en Peeters\nLise en Jan: wij\nLise: Jan?")
    who = {"Jan Peeters": "P1", "Piet Peeters": "P2", "Lise en Jan": LEAVE_OUT, "Lise": "P3"}

    assert [one.words for one in transcripts.mapped(read, who).lines] == ["ik", "P1 en […]", "P1?"]


@pytest.mark.parametrize(
    "who", [{}, {"Lise": "P1"}, {"Lise": "Lise", "P2": "P2"}, {"Lise": "", "P2": "P2"}, {"Lise": "P1 Lise", "P2": "P2"},
            {"Lise": "P0", "P2": "P2"}, {"Lise": "red fox", "P2": "P2"}],
)  # fmt: skip
def test_a_speaker_who_is_nobody_we_know_is_refused(who: dict[str, str]):
    read = transcripts.read_pasted("Lise: ja\nP2: nee")

    with pytest.raises(Refused) as refused:
        transcripts.mapped(read, who)

    assert refused.value.sentence == "Say for each speaker who it is."


WORDS = st.lists(st.text(st.sampled_from("abeéABC’'!?.,-"), min_size=1, max_size=8), min_size=1, max_size=8).map(
    " ".join
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.sampled_from(["Lise", "Jan Peeters", "Mo", "P4"]), WORDS), min_size=1, max_size=12),
    st.randoms(),
)
def test_no_name_survives_the_mapping(turns: list[tuple[str, str]], chance):
    names = ["Lise", "Jan", "Peeters", "Mo", "LISE", "MO"]
    text = "\n".join(f"{who}: {words} {chance.choice(names)}, zei {chance.choice(names)}" for who, words in turns)
    read = transcripts.read_pasted(f"Lise: ja\nJan Peeters: nee\nMo: ik\n{text}")
    targets = ["P1", "P2", MODERATOR, LEAVE_OUT]

    mapped = transcripts.mapped(read, {one.label: chance.choice(targets) for one in transcripts.speakers(read)})

    assert re.findall(rf"\b(?:{'|'.join(names)})\b", repr(mapped)) == []
