"""What the distress detector sees and leaves, on answers written apart from those it learnt from."""

import threading
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from consultations.language.detectors import classifier, distress, encoder, signs, spelling, train

DATA = Path(__file__).parent / "data"


class Row(NamedTuple):
    family: str
    sign: str
    text: str


def rows(kind: str, language: str) -> list[Row]:
    return lines_of(f"held_out_{kind}_{language}.tsv")


def lines_of(name: str) -> list[Row]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()[1:]
    return [Row(*line.split("\t")) for line in lines]


@cache
def level(text: str) -> str:
    """The verdict on an answer: two tests ask it of each harmless one."""
    return distress.find(text).level


def held(text: str) -> bool:
    return level(text) != "none"


def held_by_letters(text: str) -> bool:
    """The verdict on a machine that cannot run the sentence encoder."""
    whole = spelling.tidied(text)
    return bool(signs.seen(whole)) or classifier.score(whole, use_encoder=False).held


def share(of: list[Row], seen: object) -> float:
    return sum(seen(row.text) for row in of) / len(of)  # type: ignore[operator]


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_nothing_held_out_was_learnt_from(language: str):
    learnt = {spelling.folded(one.text) for one in train.examples()}
    held_out = [row.text for kind in ("disclosures", "harmless", "class") for row in rows(kind, language)]

    assert ([text for text in held_out if spelling.folded(text) in learnt], len(held_out)) == ([], 453)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(
    ("seen", "least", "most", "most_alike"), [(held, 0.85, 0.08, 0.26), (held_by_letters, 0.75, 0.08, 0.26)]
)
def test_most_disclosures_are_held_and_few_ordinary_answers(
    language: str, seen: object, least: float, most: float, most_alike: float
):
    if seen is held and not encoder.available():
        pytest.skip("this processor cannot run the sentence encoder")
    harmless = rows("harmless", language)
    figures = (
        share(rows("disclosures", language), seen) >= least,
        share([row for row in harmless if row.sign == "ordinary"], seen) <= most,
        share([row for row in harmless if row.sign != "ordinary"], seen) <= most_alike,
    )

    assert figures == (True, True, True)


@pytest.mark.parametrize("language", ["nl", "fr"])
@pytest.mark.parametrize(("seen", "most"), [(held, 0.10), (held_by_letters, 0.20)])
def test_talk_during_a_game_or_a_lesson_is_seldom_held(language: str, seen: object, most: float):
    """Turns, rules, being stuck, losing: 80 sentences a language, none learnt from.

    Held before the classifier learnt from such talk: 19 Dutch (5 red), 13 French; since: 6 (1 red) and 5. By letters
    alone 19 and 9; since: 13 and 6. A lane full of card games is a lane nobody reads.
    """
    if seen is held and not encoder.available():
        pytest.skip("this processor cannot run the sentence encoder")

    assert share(rows("class", language), seen) <= most


@pytest.mark.parametrize(("language", "disclosures", "cries"), [("nl", 109, 27), ("fr", 106, 28)])
def test_nothing_is_seen_less_since_the_talk_of_a_lesson_was_learnt(language: str, disclosures: int, cries: int):
    """What was held before is the least: 109 and 106 of 121 disclosures, 27 and 28 of 30 cries.

    Since: 110 and 107; 27 and 28. The cries are short, so nearest to that talk (`help mij`, `je fais quoi s'il
    recommence`). Some of them were learnt from: they must stay seen, they measure nothing.
    """
    if not encoder.available():
        pytest.skip("this processor cannot run the sentence encoder")
    told = sum(held(row.text) for row in rows("disclosures", language))
    cried = sum(held(row.text) for row in lines_of(f"cries_{language}.tsv"))

    assert (told >= disclosures, cried >= cries) == (True, True)


@pytest.mark.parametrize(
    "said",
    [
        "ik ben dood", "ik ga dood", "je vais mourir", "ik wil hier weg", "je veux partir d'ici", "ik kan niet meer",
        "j'en peux plus", "ik wil iets vertellen", "j'ai quelque chose à dire", "iets van thuis",
        "un truc chez moi", "ik ben alleen", "je suis toute seule", "ik ben nutteloos", "niemand wil met mij",
    ],
)  # fmt: skip
def test_what_a_careful_adult_would_read_is_held_even_if_it_was_about_a_game(said: str):
    assert held(said)


@pytest.mark.parametrize("said", ["ik heb hulp nodig", "niemand helpt mij", "aidez-moi", "personne m'aide"])
def test_a_bare_cry_for_help_is_told_at_once(said: str):
    assert level(said) == "red"


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_alarm_at_once_is_rarely_a_false_one(language: str):
    told = [level(row.text) for row in rows("harmless", language)]

    assert told.count("red") <= len(told) // 40


@pytest.mark.parametrize("rule", signs.rules(), ids=lambda rule: f"{rule.sign}: {rule.example}")
def test_each_pattern_finds_its_own_example(rule: signs.Rule):
    assert rule in signs.seen(rule.example)


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("ik wil dood", "red"),
        ("Ik Wil DOOD!!!", "red"),
        ("kwil doooood", "red"),
        ("je veux mourir", "red"),
        ("jveu mourir", "red"),
        ("als ik verlies in fortnite roep ik: ik wil dood", "amber"),
        ("ik speel graag fortnite", "none"),
        ("j’aime regarder des vidéos de chats", "none"),
        ("", "none"),
        ("  \n\t", "none"),
        ("🙂🙂🙂", "none"),
        ("7", "none"),
    ],
)
def test_what_is_plainly_said_is_plainly_seen(said: str, level: str):
    assert distress.find(said).level == level


def test_a_disclosure_deep_in_a_long_answer_is_found():
    before = "Ik kijk elke dag filmpjes over paarden en dan ga ik naar buiten. " * 30
    after = " Daarna eten we frietjes en doe ik mijn huiswerk aan tafel." * 30

    assert (distress.find(before + after).level, distress.find(f"{before}ik wil dood.{after}").level) == ("none", "red")


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
@example("\x00\ud800 ik wil dood \udfff")
@example("👨‍👩‍👧‍👦" * 200)
@example("d\u0489o\u0489o\u0489d " * 40)
def test_nothing_a_child_types_can_break_it(said: str):
    found = distress.find(said)

    assert (found.level == "none") == (found.signs == ())


def test_a_class_at_once_gets_the_answers_one_child_gets():
    said = [row.text for row in rows("disclosures", "nl")[:12] + rows("harmless", "fr")[:12]]
    alone = [distress.find(text) for text in said]
    together: list[list[distress.Distress]] = [[] for _ in range(6)]

    def look(place: int) -> None:
        together[place] = [distress.find(text) for text in said]

    threads = [threading.Thread(target=look, args=(place,)) for place in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert together == [alone] * 6


def test_an_answer_is_judged_by_its_words_not_by_its_length():
    short = classifier.windows("kort antwoord")
    long = classifier.windows("een heel gewoon woord " * 60)

    assert (short, len(long), max(map(len, long)) <= classifier.WINDOW) == (["kort antwoord"], 5, True)


@pytest.mark.parametrize(
    "cry",
    [
        "ik wil hier weg", "Je veux partir d’ici", "j'en peux plus", "laat mij eruit!", "blijf van mij af",
        "arrête tu me fais mal",
    ],
)  # fmt: skip
def test_a_cry_to_be_let_go_is_told_at_once_however_ordinary_talk_is_learnt(cry: str):
    assert distress.find(cry).level == "red"
