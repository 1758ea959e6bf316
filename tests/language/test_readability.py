"""How hard our own wording is to read."""

import pytest

from consultations.language.readability import FLOOR, LONGEST_SENTENCE, Reading, long_sentences, reading_ease

DUTCH = "Wij willen weten wat jij vindt. Je mag altijd stoppen. Je antwoorden zijn geheim."
FRENCH = "Nous voulons savoir ce que tu penses. Tu peux toujours arrêter. Tes réponses restent secrètes."


def test_the_dutch_reference_text_reads_as_published():
    reading = reading_ease(DUTCH, "nl")

    assert reading.ease == pytest.approx(86.995, abs=0.0005)
    assert (reading.words, reading.sentences, reading.syllables) == (14, 3, 21)
    assert (reading.longest_sentence, reading.reliable) == (6, False)


def test_the_french_reference_text_reads_as_published():
    reading = reading_ease(FRENCH, "fr")

    assert reading.ease == pytest.approx(89.07, abs=0.005)
    assert (reading.words, reading.sentences, reading.syllables) == (15, 3, 23)
    assert (reading.longest_sentence, reading.reliable) == (7, False)


@pytest.mark.parametrize("text", ["", " \n", "…", "?! 😀", "- \n- "])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_nothing_to_read_has_no_ease(text, language):
    assert reading_ease(text, language) == Reading(None, 0, 0, 0, 0, reliable=False)


def test_a_reading_is_reliable_from_a_hundred_words():
    assert reading_ease("Jij mag. " * 49 + "Ja.", "nl").reliable is False
    assert reading_ease("Jij mag. " * 50, "nl").reliable is True


@pytest.mark.parametrize(
    ("text", "language", "words", "syllables"),
    [
        ("116 000", "nl", 1, 1),
        ("116\u00a0000", "fr", 1, 1),
        ("1.250 kinderen, 3,5 of 12:30", "nl", 5, 7),
        ("116 0000 ja", "nl", 3, 3),
        ("L’ami d'Emma", "fr", 2, 3),
        ("Aujourd’hui", "fr", 1, 3),
        ("peut-être", "fr", 1, 2),
        ("foto's en auto’s", "nl", 3, 5),
        ("ja/nee — o.a. «\u202fnee\u202f» 😀", "nl", 3, 5),
        ("cafe\u0301", "fr", 1, 2),
        ("ant\u00adwoord", "nl", 1, 2),
    ],
)
def test_words_and_syllables_are_counted_as_they_are_read(text, language, words, syllables):
    reading = reading_ease(text, language)

    assert (reading.words, reading.syllables) == (words, syllables)


def test_lines_without_words_are_no_sentences():
    assert reading_ease("Wat vind jij?\n😀\n- \n…\nEen gsm", "nl").sentences == 2


def test_the_limits_are_those_of_the_age_bands():
    assert dict(FLOOR) == {"6-8": 90, "9-11": 80, "12-14": 70, "15-18": 60}
    assert dict(LONGEST_SENTENCE) == {"6-8": 8, "9-11": 12, "12-14": 15, "15-18": 18}


@pytest.mark.parametrize(("band", "most"), LONGEST_SENTENCE.items())
def test_a_sentence_may_be_as_long_as_its_band_allows_and_no_longer(band, most):
    allowed, too_long = " ".join(["ja"] * most) + ".", " ".join(["Nee"] * (most + 1)) + "\u202f!"

    assert long_sentences(f"{allowed} {too_long}\nKort.", "fr", band) == (too_long,)


def test_long_sentences_come_as_they_were_written_and_in_order():
    first = "Bel 116 000, bv. met je gsm, als  jij of iemand anders “hulp” nodig hebt…"
    last = "- e\u0301en twee drie vier vijf zes zeven acht negen"

    assert long_sentences(f"Dag. {first} Kort.\n{last}", "nl", "6-8") == (first, last)


def test_a_language_without_formula_is_refused():
    with pytest.raises(ValueError, match="'de'"):
        reading_ease("Guten Tag.", "de")
    with pytest.raises(ValueError, match="'de'"):
        long_sentences("Guten Tag.", "de", "6-8")


def test_an_age_band_that_does_not_exist_is_refused():
    with pytest.raises(KeyError):
        long_sentences("Dag.", "nl", "3-5")
