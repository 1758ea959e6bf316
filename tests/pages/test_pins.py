"""What a designer sees of pins, and reads with them: in words, on the pages, in a table, each version by itself."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests import factories
from tests.apptest import Open, sign_in, words_on
from tests.pages.test_results import everything_sent, protos, results
from tests.prototypes import Prototype


def crowd(tested: Prototype) -> list[tuple[str, Any]]:
    liked = tested.pins((0, 100, 100, "like", "mooie kleur"), (2, 500, 500, "idea", "groter"))
    disliked = tested.pins((1, 500, 900, "dislike", ""))
    return [("nl", liked)] * 9 + [("nl", disliked)] * 3


def maps(tab: AppTest) -> list[str]:
    """What is read aloud in the place of each map."""
    sent = [one for one in protos(tab) if type(one).__name__ == "BidiComponent" and "heat" in one.component_name]
    return [json.loads(one.json)["told"] for one in sent]


def tables(tab: AppTest) -> list[list[tuple[Any, ...]]]:
    return [list(one.value.itertuples(index=False, name=None)) for one in tab.dataframe]


def test_pins_are_told_in_words_on_each_page_and_in_a_table(open_page: Open, jar: dict[str, str], team: factories.Team):
    tested = Prototype(team=team)
    tested.session(*crowd(tested))

    tab = results(open_page, jar, team)

    said = words_on(tab)
    most = "het vaakst op"
    assert f"👍 Dit vind ik goed: {most} “1. Voorkant”, door 9 van 12 kinderen. Daar: linksboven (9)." in said
    where = "Daar: onderaan in het midden (3)."
    assert f"👎 Dit vind ik niet goed: {most} “2. Spelregels”, door 3 van 12 kinderen. {where}" in said
    assert "👍 9 · 👎 0 · 💡 0" in said
    assert maps(tab) == [
        "Iedereen, 1. Voorkant, Alle speldjes: linksboven (9)",
        "Iedereen, 2. Spelregels, Alle speldjes: onderaan in het midden (3)",
        "Iedereen, 3. Hulpkaart, Alle speldjes: in het midden (9)",
    ]
    assert tables(tab)[0][:4] == [
        ("1. Voorkant", "Alle speldjes", 9, 9, "linksboven (9)"),
        ("1. Voorkant", "👍 Dit vind ik goed", 9, 9, "linksboven (9)"),
        ("1. Voorkant", "👎 Dit vind ik niet goed", 0, 0, "nergens, of niet getoond"),
        ("1. Voorkant", "💡 Mijn idee", 0, 0, "nergens, of niet getoond"),
    ]
    assert b"mooie kleur" not in everything_sent(tab)


def test_one_kind_can_be_looked_at_by_itself(open_page: Open, jar: dict[str, str], team: factories.Team):
    tested = Prototype(team=team)
    tested.session(*crowd(tested))
    tab = results(open_page, jar, team)

    next(one for one in tab.button_group if one.key.startswith("pins_")).set_value("dislike").run()

    assert maps(tab)[1] == "Iedereen, 2. Spelregels, 👎 Dit vind ik niet goed: onderaan in het midden (3)"
    assert maps(tab)[0] == "Iedereen, 1. Voorkant, 👎 Dit vind ik niet goed: nergens, of niet getoond"


def test_too_few_children_have_no_map(open_page: Open, jar: dict[str, str], team: factories.Team):
    tested = Prototype(team=team)
    tested.session(*crowd(tested)[:9])

    tab = results(open_page, jar, team)

    assert maps(tab) == []
    assert [one for one in words_on(tab) if "linksboven" in one] == []
    assert "Te weinig antwoorden om te tonen." in words_on(tab)


def test_words_are_read_with_kind_and_page_of_the_version_that_was_chosen_on_results(
    open_page: Open, jar: dict[str, str], team: factories.Team
):
    tested = Prototype(team=team)
    second = tested.next_version()
    tested.session(*crowd(tested))
    tested.session(*[("nl", tested.pins((1, 1, 1, "idea", "minder regels")))] * 10, tool_version_id=second)
    sign_in(jar, team.designer)
    tab = open_page("staff/results.py")

    voices = tab.switch_page("staff/voices.py").run()
    newest = words_on(voices)
    next(one for one in voices.button_group if one.key.startswith("tested_")).set_value(tested.first).run()
    first = words_on(voices)

    assert ("💡 minder regels" in newest, "👍 mooie kleur" in newest) == (True, False)
    assert ("💡 minder regels" in first, "👍 mooie kleur" in first) == (False, True)
    beside = next(one for one in first if "Voorkant" in one).replace("\\", "")
    assert beside == "Dit vind ik goed · 1. Voorkant · NL · 9-11"
    back = voices.switch_page("staff/results.py").run()
    assert next(one for one in back.button_group if one.key.startswith("tested_")).value == tested.first
