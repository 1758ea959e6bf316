"""Where a sentence ends."""

import pytest

from consultations.language.sentences import sentences

DUTCH = [
    ("Bel 116 000. Dat is gratis.", ["Bel 116 000.", "Dat is gratis."]),
    ("Kies iets, bv. Instagram. Of bijv. TikTok.", ["Kies iets, bv. Instagram.", "Of bijv. TikTok."]),
    ("Ik speel o.a. Minecraft. Jij ook?", ["Ik speel o.a. Minecraft.", "Jij ook?"]),
    ("Ik denk… misschien. Of niet… Ja", ["Ik denk… misschien.", "Of niet…", "Ja"]),
    ("Wacht... wat is dit? Stop", ["Wacht... wat is dit?", "Stop"]),
    ("Wat?! Echt!! ja hoor", ["Wat?!", "Echt!!", "ja hoor"]),
    ("Er zijn 1.250 kinderen. 3.5 is een getal", ["Er zijn 1.250 kinderen.", "3.5 is een getal"]),
    (
        "Kies:\n- een gsm\n\n- een tablet\r\n1. een boek",
        ["Kies:", "- een gsm", "- een tablet", "1. een boek"],
    ),
    ("1. Kies een kaart. 2. Ga verder.", ["1. Kies een kaart.", "2. Ga verder."]),
    ("Ga naar kaart 3. Kies B. Klaar", ["Ga naar kaart 3.", "Kies B.", "Klaar"]),
    ("“Stop!” zei hij. (Echt waar.) Ja.", ["“Stop!” zei hij.", "(Echt waar.)", "Ja."]),
    (
        "Games, strips enz. zijn leuk. Of strips enz. Kies",
        ["Games, strips enz. zijn leuk.", "Of strips enz.", "Kies"],
    ),
    ("Zie www.childfocus.be. Of bel.", ["Zie www.childfocus.be.", "Of bel."]),
    ("Kom a.u.b. binnen. Of s.v.p. Kies", ["Kom a.u.b. binnen.", "Of s.v.p.", "Kies"]),
    ("Ben je 10 of 11, bv.", ["Ben je 10 of 11, bv."]),
    ("Ik ben Jan. Jij bent Max. Dag", ["Ik ben Jan.", "Jij bent Max.", "Dag"]),
    (" \n \n", []),
    ("", []),
]

FRENCH = [
    ("Tu viens\u202f? Oui\u202f! Super.", ["Tu viens\u202f?", "Oui\u202f!", "Super."]),
    ("Un jeu, p. ex. Minecraft. Ou par ex. Roblox.", ["Un jeu, p. ex. Minecraft.", "Ou par ex. Roblox."]),
    ("«\u202fArrête\u202f!\u202f» dit-elle. Il rit.", ["«\u202fArrête\u202f!\u202f» dit-elle.", "Il rit."]),
    ("Il dit «\u00a0non.\u00a0» Elle rit.", ["Il dit «\u00a0non.\u00a0»", "Elle rit."]),
    ("Quoi\u202f?\u202f! Rien… ou si.", ["Quoi\u202f?\u202f!", "Rien… ou si."]),
    ("Mme Dupont et M. Petit. Fini.", ["Mme Dupont et M. Petit.", "Fini."]),
    ("Appelle le 116\u00a0000. C’est gratuit", ["Appelle le 116\u00a0000.", "C’est gratuit"]),
    ("Compte jusqu’à sept. Fini.", ["Compte jusqu’à sept.", "Fini."]),
]


@pytest.mark.parametrize(("text", "expected"), DUTCH)
def test_dutch_sentences_end_where_a_reader_pauses(text, expected):
    assert sentences(text, "nl") == expected


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_sentences_end_where_a_reader_pauses(text, expected):
    assert sentences(text, "fr") == expected


def test_an_abbreviation_counts_only_in_its_own_language():
    assert sentences("Voir p. ex. Dupont", "fr") == ["Voir p. ex. Dupont"]
    assert sentences("Mijn ex. Die dag", "nl") == ["Mijn ex.", "Die dag"]


def test_another_language_has_no_sentences():
    with pytest.raises(KeyError):
        sentences("Hello. World.", "en")
