"""What a designer sees of what groups made and chose: how many from how many, in words and charts; nothing hidden."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from consultations import rollup
from consultations.access import STRANGER
from consultations.drafting import view
from models import store
from models.response import Response
from pages.parts import chart_choices
from pages.parts.chart_words import wrapped
from pages.parts.frame import Visit
from tests import factories
from tests.apptest import Open, sign_in, words_on
from tests.sheets import (
    DOTS,
    DRAWING,
    DUEL,
    PLAIN,
    SORT,
    STANCES,
    STORY,
    WALL,
    Sheet,
    about_the_wall,
    held,
    make_group,
    voters,
)

DREW = {"strokes": [{"colour": 1, "width": 0, "points": [10, 10, 500, 400]}]}
SIX = [
    Sheet({0: {"a": 2, "b": 1}}, size=4),
    Sheet({0: {"a": 1}}, size=4),
    Sheet({0: {"a": 2, "c": 1}}, size=4),
    Sheet({0: {"b": 2}}, size=4),
    Sheet({0: {"b": 1}}, size=4),
    Sheet({0: {"b": 1}}, size=4),
]


def results(open_page: Open, jar: dict[str, str], team: factories.Team, **state: Any) -> AppTest:
    sign_in(jar, team.designer)
    tab = open_page("staff/results.py", **state)
    assert not tab.exception
    return tab


def protos(tab: AppTest) -> Iterator[Any]:
    for element in [*tab.main, *tab.sidebar]:
        yield getattr(element, "proto", element)


def everything_sent(tab: AppTest) -> bytes:
    """All that reaches the browser: words, chart specifications, the data of charts and tables."""
    return b"".join(one.SerializeToString() for one in protos(tab) if hasattr(one, "SerializeToString"))


def charts(tab: AppTest) -> list[str]:
    """What is read aloud in the place of each chart."""
    return [one.alt for one in protos(tab) if type(one).__name__ == "VegaLiteChart"]


def test_six_contributions_from_twenty_four_children_are_read_and_can_be_counted_by_child(
    open_page: Open, jar: dict[str, str], team: factories.Team
):
    version_id = held(team, (DOTS,), SIX)
    with store.reading() as db:
        home = view.version(db, version_id).consultation_id

    by = results(open_page, jar, team)
    children = results(open_page, jar, team, **{f"unit_{home}": "children"})

    assert "Van 6 bijdragen van 24 kinderen: “a nl” kreeg de meeste stickers, 5." in words_on(by)
    assert "6 bijdragen van 24 kinderen: één toestel of blad kan voor meer kinderen spreken." in words_on(by)
    assert charts(by) == [
        "Iedereen, n = 6. b nl: 5 stickers · 67% (4); a nl: 5 stickers · 50% (3); c nl: 1 sticker · 17% (1)"
    ]
    assert charts(children) == [
        "Iedereen, n = 6. b nl: 5 stickers · 67% (16); a nl: 5 stickers · 50% (12); c nl: 1 sticker · 17% (4)"
    ]


def test_who_speaks_alone_is_not_asked_how_to_count(open_page: Open, jar: dict[str, str], team: factories.Team):
    held(team, (DOTS,), [Sheet({0: {"a": 1}})] * 12)

    tab = results(open_page, jar, team)

    assert [one for one in words_on(tab) if "bijdrage" in one] == []
    assert "Van 12 kinderen: “a nl” kreeg de meeste stickers, 12." in words_on(tab)


def test_a_ranking_says_in_words_what_cannot_be_told_apart(open_page: Open, jar: dict[str, str], team: factories.Team):
    near = [Sheet({0: [["a", "b", "a"], ["b", "c", "b"]]})] * 6 + [Sheet({0: [["a", "b", "b"], ["b", "c", "c"]]})] * 6
    held(team, (DUEL,), near)

    tab = results(open_page, jar, team)

    assert "❴ Deze kunnen we nog niet uit elkaar houden: “a nl”, “b nl”, “c nl”." in words_on(tab)
    assert charts(tab)[0].startswith("Iedereen: a nl · 33%, 6 van de 12 keer gekozen; ")


def test_statements_piles_and_moves_are_told_in_words(open_page: Open, jar: dict[str, str], team: factories.Team):
    sort = {"cards": {"a": "leuk", "b": "leuk", "c": "saai"}, "names": {}}
    sheets = [Sheet({0: {"a": 1, "b": -1}, 1: sort}, {0: {"a": -1, "b": -1}})] * 8
    sheets += [Sheet({0: {"a": 1, "b": 0}, 1: sort}, {0: {"a": 1, "b": 0}})] * 4
    held(team, (STANCES, SORT), sheets, twice=(0,))

    tab = results(open_page, jar, team)

    assert charts(tab) == [
        "Iedereen: a nl · 👍 12 – 0 👎 0; b nl · 👍 0 – 4 👎 8",
        "Iedereen: a nl · 👍 4 – 0 👎 8; b nl · 👍 0 – 4 👎 8",
        "Iedereen: a nl + c nl: 0%; b nl + c nl: 0%; b nl + a nl: 100%",
        "Iedereen: “a nl” + “b nl”: 100%; “c nl” + “a nl”, “b nl”: 0%",
    ]
    said = words_on(tab)
    assert "“a nl”: 12 → 4. 0 kwamen erbij, 8 gingen weg. Dat is meer dan toeval." in said
    assert "“b nl”: 0 → 0. Niemand veranderde." in said
    assert "❴ De helft of meer legde deze samen: “a nl”, “b nl”." in said
    assert "“c nl” ligt het vaakst bij “saai nl”: 12 van de 12." in said
    assert "1. Eens? · tweede ronde" in said


def test_what_may_not_be_shown_does_not_reach_the_browser(open_page: Open, jar: dict[str, str], team: factories.Team):
    with store.session() as db:
        version_id = about_the_wall(db, team, "dot_voting", PLAIN)
        make_group(db, team.facilitator, version_id, voters(12, None))
        few = [*voters(6, "kanariegeel", ("kanariegeel",)), *voters(3, None)]
        small = make_group(db, team.facilitator, version_id, few)
        for one in db.exec(select(Response).where(Response.wall != "")):
            one.release = "withheld"
    with store.session() as db:
        room = rollup.room(db, team.facilitator, small)

    sent = everything_sent(results(open_page, jar, team))

    assert (b"kanariegeel" in sent, b"plain nl" in sent) == (False, True)
    assert [bar.count for bar in room.questions[1].groups[0].bars] == [3, 6]


def test_a_wall_is_counted_by_kind_and_its_cards_are_a_tap_away(
    open_page: Open, jar: dict[str, str], team: factories.Team
):
    cards = [Sheet(cards={0: [("idea", "knop", "💡")]}, language=language) for language in ("nl", "nl", "fr")] * 2
    held(team, (WALL,), cards)

    tab = results(open_page, jar, team)
    assert charts(tab) == ["Kaartjes: Mijn idee · NL 4 · FR 2"]
    next(one for one in tab.button if one.label == "Lees de kaartjes").click().run()

    said = words_on(tab)
    assert said.count("💡 knop") == 6
    assert said.count("Mijn idee · NL · 9-11") == 4


def test_drawings_that_were_released_are_seen_as_pictures(open_page: Open, jar: dict[str, str], team: factories.Team):
    version_id = held(team, (DRAWING, STORY), [Sheet({0: DREW})] * 5)
    with store.session() as db:
        first = db.exec(select(Response)).first()
        assert first
        first.release, first.held_for = "released", None
        stem = view.version(db, version_id).questions[0].stem
    sign_in(jar, team.designer)

    tab = open_page("staff/voices.py", reading_stem=stem)

    pictures = [one for one in protos(tab) if type(one).__name__ == "ImageList"]
    assert [one.imgs[0].alt for one in pictures] == ["Een tekening (NL · 9-11)"]
    assert "1 tekening" in words_on(tab)


def test_every_code_of_why_there_is_no_ranking_or_no_group_has_its_sentence():
    from consultations.statistics import opinion_groups

    promised = opinion_groups.OpinionGroups.__doc__ or ""
    assert all(f"`{code}`" in promised for code in chart_choices.NO_GROUPS)
    assert set(chart_choices.NO_SHARES) == {"too_few_contributors", "not_connected"}


@pytest.mark.parametrize(
    ("words", "lines"),
    [(["kort"], ["kort"]), (["kort", "een heel lange zin die niet op één regel past"],
                            [" \nkort", "een heel lange zin die niet op één\nregel past"])],
)  # fmt: skip
def test_words_above_bars_stand_on_as_many_lines_as_the_longest_needs(words: list[str], lines: list[str]):
    assert wrapped(words, wide=True) == lines


def test_measures_of_a_prototype_test_are_read_with_how_they_are_to_be_read(
    open_page: Open, jar: dict[str, str], team: factories.Team
):
    things = {"options": factories.options("spel", "film", "boek")}
    success = {"success": factories.words("Ja.", "Oui.")}
    asked = (
        ("task", "Opdracht 1", success), ("again_again", "Nog eens?", things), ("fun_sorter", "Op volgorde", things),
        ("child_sus", "Klopt dit?", {"labels": "true-3"}),
    )  # fmt: skip
    most = {str(at): "3" for at in range(1, 11)}
    given = {0: "unaided", 1: {"spel": "yes", "film": "maybe"}, 2: ["spel", "film", "boek"], 3: most}
    other = {0: "not_tried", 1: {"spel": "no"}, 2: ["film", "spel"], 3: {"1": "3"}}
    held(team, asked, [Sheet(given)] * 10 + [Sheet(other)] * 3, kind="prototype_test")

    tab = results(open_page, jar, team)

    said = words_on(tab)
    assert "“Het is gelukt, zonder hulp”: 10 van de 13 kinderen die antwoordden." in said
    assert charts(tab) == [
        (
            "Iedereen, n = 13. Het is gelukt, zonder hulp: 77% (10); Het is gelukt, met hulp: 0% (0); "
            "Het is niet gelukt: 0% (0); Ik heb het niet geprobeerd: 23% (3)"
        ),
        "Iedereen: spel nl · 77 punten · 👍 10 – 0 👎 3; film nl · 50 punten · 👍 0 – 10 👎 0",
        (
            "Iedereen: spel nl · gemiddeld plaats 1,5, gemiddeld plaats 1,5; "
            "film nl · gemiddeld plaats 1,8, gemiddeld plaats 1,8; boek nl · gemiddeld plaats 3, gemiddeld plaats 3"
        ),
        "Iedereen, n = 10. 0 … 20: 0% (0); 20 … 40: 0% (0); 40 … 60: 0% (0); 60 … 80: 0% (0); 80 … 100: 100% (10)",
    ]
    assert any(one.startswith("Experimenteel, niet gevalideerd") for one in said)
    assert "De kinderen zijn het sterk eens over een volgorde." in said
    assert "👍 ja (blauw), – misschien (grijs), 👎 nee (oranje). 100 punten: iedereen zou het doen." in said


@pytest.mark.parametrize(("language", "sign"), [("nl", "%"), ("fr", "\u00a0%"), ("en", "%")])
def test_a_share_is_written_as_one_writes_it_in_each_language(language: str, sign: str):
    visit = Visit(STRANGER, language)
    assert (visit.share(0.854), visit.between(0.08, 1.0)) == (f"85{sign}", f"8{sign} – 100{sign}")
    assert (visit.between(None, 0.5), visit.between(0.0, 0.0)) == ("", f"0{sign} – 0{sign}")
