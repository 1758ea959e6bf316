"""What could tell who a child is: each kind found exactly, what only looks like it left alone."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consultations.language.detectors import personal
from consultations.language.detectors.known_words import FIRST_NAMES

DATA = Path(__file__).parent / "data"


def seen(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in personal.find(text)]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("mijn nummer is 0470 12 34 56", [("phone", "0470 12 34 56")]),
        ("appelle +32 470/12.34.56 stp", [("phone", "+32 470/12.34.56")]),
        ("thuis is het 02 555 12 34", [("phone", "02 555 12 34")]),
        ("mail noor.peeters@voorbeeld.be", [("email", "noor.peeters@voorbeeld.be")]),
        ("mon insta c’est @lulu_du13", [("handle", "@lulu_du13")]),
        ("ik woon in de Kerkstraat 12 bus 3", [("address", "Kerkstraat 12 bus 3")]),
        ("j'habite rue de la Gare 14 à Namur", [("address", "rue de la Gare 14")]),
        ("mijn rijksregisternummer is 93.05.18-223.61", [("national_number", "93.05.18-223.61")]),
        ("kijk op www.mijnblog.be/noor", [("url", "www.mijnblog.be/noor")]),
        ("ik zit op het Sint-Lievenscollege", [("school", "Sint-Lievenscollege")]),
        ("ik heet Noor", [("name", "Noor")]),
        ("je m’appelle Yasmine Benali", [("name", "Yasmine Benali")]),
        ("mijn vriendin Lotte zegt dat ook", [("name", "Lotte")]),
        ("lotte is dom en stinkt", [("name", "lotte")]),
        ("yasmine est méchante avec moi", [("name", "yasmine")]),
        ("c'est la faute de thibault", [("name", "thibault")]),
        (
            "Ik ben Noor, bel 0470 12 34 56 of kom naar Kerkstraat 12",
            [("name", "Noor"), ("phone", "0470 12 34 56"), ("address", "Kerkstraat 12")],
        ),
    ],
)
def test_each_kind_is_found_exactly(said: str, found: list[tuple[str, str]]):
    assert seen(said) == found


@pytest.mark.parametrize(
    "said",
    [
        "bel 102, dat is Awel", "appelle le 103 ou le 107", "je peux appeler le 116 000 ou le 116000",
        "bij 112 of 1712 helpen ze je", "Centre de Prévention du Suicide 0800 32 123",
        "ik ben 11 jaar", "het duurt 30 minuten en kost 12 euro", "il y a 25 élèves dans ma classe",
        "in 2024 had ik 1000 volgers", "ik speel Fortnite en Roblox", "TikTok en YouTube zijn leuk",
        "in Antwerpen en Gent", "j’habite à Namur", "op straat is het gevaarlijk", "100 keer op 1 dag",
        "Nee", "Ja dat klopt", "Oui bien sûr", "ik wil niet dat mama mijn gsm bekijkt", "@ de winkel",
        "maandag en dinsdag", "elke dag", "je vois une rose", "En Belgique on parle français", "ma mère et mon père",
    ],
)  # fmt: skip
def test_what_only_looks_like_it_is_left_alone(said: str):
    assert seen(said) == []


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_talk_during_a_game_or_a_lesson_names_nobody(language: str):
    lines = (DATA / f"held_out_class_{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    said = [line.split("\t")[2] for line in lines]

    assert ([text for text in said if seen(text)], len(said)) == ([], 80)


@pytest.mark.parametrize("around", ["ik heb de {}", "de {} is van mij", "{} ligt hier", "nog een {}?"])
def test_the_words_of_a_card_game_are_no_names_in_dutch(around: str):
    words = "kaart stapel beurt dobbelsteen pion bord joker aas heer dame boer koning koningin prins ruiten klaveren"
    words += " troef beer wolf roos ster ridder draak heks vriend volwassene geheim pester level boss winnaar bas"

    assert [word for word in words.split() if seen(around.format(word))] == []


@pytest.mark.parametrize("around", ["j'ai la {}", "le {} est à moi", "{} est là", "encore une {} ?"])
def test_the_words_of_a_card_game_are_no_names_in_french(around: str):
    words = "carte pioche tour dé pion plateau joker as roi reine dame valet prince coeur carreau trèfle pique"
    words += " atout ours loup rose fleur perle étoile chevalier dragon ami adulte secret harceleur niveau victoire"

    assert [word for word in words.split() if seen(around.format(word))] == []


@pytest.mark.parametrize(
    "around", ["{} is dom en stinkt", "{} est méchant", "gepest door {} van mijn klas", "à cause de {}"]
)
def test_a_first_name_is_held_however_small_it_is_written(around: str):
    missed = [name for name in sorted(FIRST_NAMES) if ("name", name) not in seen(around.format(name))]

    assert (missed, len(FIRST_NAMES) > 900) == ([], True)


def test_masked_words_keep_nothing_of_what_was_there_not_even_its_length():
    said = "Noor woont in de Kerkstraat 12"
    spans = [personal.Span(0, 4, "name"), personal.Span(17, 30, "address")]

    assert (
        personal.mask(said, reversed(spans), "nl"),
        personal.mask(said, spans, "fr"),
        personal.mask("ik, Bo", [personal.Span(4, 6, "name")], "nl"),
    ) == ("[naam] woont in de [adres]", "[nom] woont in de [adresse]", "ik, [naam]")


def test_overlapping_spans_are_masked_once():
    assert personal.mask("abcdef", [personal.Span(1, 4, "name"), personal.Span(3, 5, "phone")], "en") == "a[name]f"


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None)
@example("\x00\ud800@\udfff +32")
@example("0" * 300)
@example("a@b." * 70)
def test_whatever_is_typed_the_spans_lie_in_the_text_and_apart(said: str):
    spans = personal.find(said)
    ends = [0, *(end for one in spans for end in (one.start, one.end)), len(said)]

    assert (ends, all(one.start < one.end for one in spans)) == (sorted(ends), True)


@given(
    st.from_regex(r"04[5-9]\d", fullmatch=True),
    st.from_regex(r"[1-9]\d{5}", fullmatch=True),
    st.sampled_from(["", " ", ".", "/", "-"]),
    st.sampled_from(["bel mij op {}!", "mon numéro : {}", "{}", "gsm={}; tot straks"]),
)
@settings(max_examples=80, deadline=None)
def test_no_mobile_number_survives_however_it_is_spaced(front: str, rest: str, between: str, around: str):
    number = f"{front}{between}{rest[:2]}{between}{rest[2:4]}{between}{rest[4:]}"
    said = around.format(number)

    assert personal.mask(said, personal.find(said), "nl") == around.format("[telefoon]")
