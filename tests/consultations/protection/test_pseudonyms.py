"""The names children have here."""

import pytest

from consultations.protection.pseudonyms import ANIMALS, CHOICES, COLOURS, animal_word, draw, line_up, picture, spoken

NAMES = [f"{colour} {animal}" for animal in ANIMALS for colour in COLOURS]
AGREED = {
    "m": {"bleu", "vert", "rouge", "jaune", "orange", "violet", "gris", "rose"},
    "f": {"bleue", "verte", "rouge", "jaune", "orange", "violette", "grise", "rose"},
}


def test_there_are_192_names_and_each_reads_differently_in_each_language():
    assert len(NAMES) == 192
    for language in ("nl", "fr", "en"):
        assert len({spoken(name, language) for name in NAMES}) == 192


@pytest.mark.parametrize(
    ("name", "dutch", "french"),
    [
        ("blue fox", "blauwe vos", "renard bleu"),
        ("blue otter", "blauwe otter", "loutre bleue"),
        ("green giraffe", "groene giraf", "girafe verte"),
        ("purple tortoise", "paarse schildpad", "tortue violette"),
        ("grey bee", "grijze bij", "abeille grise"),
        ("orange whale", "oranje walvis", "baleine orange"),
        ("pink butterfly", "roze vlinder", "papillon rose"),
    ],
)
def test_a_name_is_said_in_both_languages(name, dutch, french):
    assert spoken(name, "nl") == dutch
    assert spoken(name, "fr") == french


@pytest.mark.parametrize("animal", ANIMALS)
def test_a_french_colour_follows_the_gender_of_its_animal(animal):
    _, french, gender, _, _ = ANIMALS[animal]

    said = [spoken(f"{colour} {animal}", "fr") for colour in COLOURS]

    assert {one.removeprefix(f"{french} ") for one in said} == AGREED[gender]


def test_the_feminine_animals_are_those_of_the_dictionary():
    feminine = {french for _, french, gender, _, _ in ANIMALS.values() if gender == "f"}

    assert feminine == {"loutre", "girafe", "baleine", "tortue", "grenouille", "abeille"}


def test_every_animal_has_a_picture_and_a_word_of_its_own():
    assert len({picture(f"blue {animal}") for animal in ANIMALS}) == len(ANIMALS) == 24
    for language in ("nl", "fr", "en"):
        assert len({animal_word(animal, language) for animal in ANIMALS}) == 24


def test_nobody_gets_a_name_twice_and_the_first_24_get_an_animal_of_their_own():
    taken: set[str] = set()
    order = []
    for _ in range(192):
        order.append(draw(taken))
        taken.add(order[-1])

    assert taken == set(NAMES)
    assert len({name.split(" ")[1] for name in order[:24]}) == 24


def test_the_last_free_name_is_found():
    assert draw(set(NAMES) - {"red wolf"}) == "red wolf"


def test_names_are_not_given_in_an_order_that_tells_who_came_first():
    assert len({draw(set()) for _ in range(60)}) > 20


def test_twelve_animals_stand_in_line_with_the_right_one_among_them_always_the_same_twelve():
    lines = [line_up("blue fox", f"child {number}") for number in range(40)]

    assert {len(set(line)) for line in lines} == {CHOICES}
    assert all("fox" in line for line in lines)
    assert lines == [line_up("blue fox", f"child {number}") for number in range(40)]
    assert len({line.index("fox") for line in lines}) > 6
