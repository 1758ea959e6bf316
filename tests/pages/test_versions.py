"""What a designer reads of a version, and of two: first what to fix, with its evidence; and never of too few."""

import pytest
from streamlit.testing.v1 import AppTest

from consultations import sessions
from consultations.access import STRANGER
from consultations.drafting import view
from consultations.observing import aloud, watching
from consultations.shapes import Changed, Comparison, ScaleCompared
from consultations.tooling import changing, problems, rating
from models import store
from pages.parts import compared_parts, frame
from tests import factories
from tests.apptest import Open, sign_in, words_on
from tests.rounds import CARD, TASK, Pair, make_round, pair_at

YES = {0: {"ended": "unaided", "seconds": 30, "errors": 0, "ease": 5}}
HELP = {0: {"ended": "helped", "errors": 2, "ease": 2}}
NO = {0: {"ended": "failed", "errors": 4, "ease": 1}}


@pytest.fixture
def version_id(team: factories.Team) -> str:
    with store.session() as db:
        return factories.make_published(db, team.facilitator, (TASK, CARD), kind="prototype_test")


@pytest.fixture
def tool_id(version_id: str) -> str:
    with store.reading() as db:
        return str(view.version(db, version_id).tool_id)


@pytest.fixture
def both(team: factories.Team, version_id: str, tool_id: str) -> tuple[str, str]:
    with store.session() as db:
        return str(factories.tested_version(db, version_id)), changing.new_tool_version(db, team.designer, tool_id)


def read(open_page: Open, jar: dict[str, str], team: factories.Team, script: str) -> AppTest:
    sign_in(jar, team.designer)
    tab = open_page(script)
    assert not tab.exception
    return tab


def test_without_a_test_the_page_says_when_one_appears(open_page: Open, jar, team):
    assert words_on(read(open_page, jar, team, "staff/versions.py")) == [
        "Versies",
        "dirk",
        "Er is nog geen versie getest. Ze verschijnt wanneer de eerste sessie van een test afgesloten is.",
    ]  # fmt: skip
    assert "Twee versies kunnen vergeleken worden als ze allebei in één consultatie getest zijn." in words_on(
        read(open_page, jar, team, "staff/compare.py")
    )


def test_what_to_fix_first_stands_on_top_with_what_it_rests_on(open_page: Open, jar, team, version_id, tool_id, both):
    with store.session() as db:
        small, other = (
            problems.add_problem(db, team.facilitator, tool_id, said, {"kind": "card", "card": "Hulp 3"})
            for said in ("De letters zijn te klein", "Nooit tegengekomen")
        )
        for rater, step in ((team.facilitator, 3), (team.designer, 2)):
            rating.rate(db, rater, small, step)
            rating.rate(db, rater, other, 4)
        make_round(db, team.facilitator, version_id, [Pair(YES, met=[small])] * 6, both[0])
        make_round(db, team.facilitator, version_id, [Pair(YES, met=[small])] * 2 + [Pair(NO)] * 4, both[1])

    said = words_on(read(open_page, jar, team, "staff/versions.py"))

    assert [one for one in said if "letters" in one and "Nog altijd" not in one] == ["1. De letters zijn te klein"]
    assert (
        "📌 Kaart: Hulp 3\n4 van de 12 geobserveerde kinderen kwamen het tegen.\nHoe erg: 2,5 op 4 (groot), zeggen 2 "
        "mensen die elkaars antwoord niet zagen.\nVoorrang 0,8 op 4: hoe erg × hoeveel.\n"
        "➡️ Nog altijd daar: 12/12 → 4/12"
    ) in said
    assert "Van de 6 die het probeerden, lukte het bij 2 zonder hulp en bij 0 met hulp (12 kinderen)." in said
    assert any("v1 100% (n = 6) → v2 33% (n = 6). Te weinig klassen om te vergelijken: 1 en 1." in one for one in said)


def test_two_versions_side_by_side_say_that_there_are_too_few_classes(open_page: Open, jar, team, version_id, both):
    with store.session() as db:
        for pairs in ([Pair(NO)] * 3, [Pair(YES), Pair(HELP), Pair(NO)]):
            make_round(db, team.facilitator, version_id, pairs, both[0])
        for pairs in ([Pair(YES)] * 3, [Pair(YES), Pair(HELP), Pair(HELP)]):
            make_round(db, team.facilitator, version_id, pairs, both[1])

    said = words_on(read(open_page, jar, team, "staff/compare.py"))

    assert (
        "Zoals de observator het zag: v1 17% (n = 6) → v2 67% (n = 6). Te weinig klassen om te vergelijken: 2 en 2. Er "
        "zijn er minstens vijf nodig aan elke kant."
    ) in said
    assert "Met maar één van de twee versies getest." in said


def test_below_ten_children_a_version_shows_no_figure(open_page: Open, jar, team, version_id, both):
    with store.session() as db:
        make_round(db, team.facilitator, version_id, [Pair(YES), Pair(HELP), Pair(HELP), Pair(NO)], both[0])

    said = words_on(read(open_page, jar, team, "staff/versions.py"))

    assert "Te weinig antwoorden om te tonen." in said
    assert not any("Van de" in one for one in said)


def test_what_was_said_aloud_is_read_when_somebody_asks_and_only_what_is_free(
    open_page: Open, jar, team, version_id, both
):
    with store.session() as db:
        held = make_round(db, team.facilitator, version_id, [Pair(YES)] * 6, both[0], close=False)
        task = watching.watch(db, team.facilitator, held).tasks[0].id
        for at, line in enumerate(("Waar moet deze?", "bel mij op 0475 12 34 56", "ik wil dood"), start=1):
            pair = pair_at(db, held, at)
            aloud.note_aloud(db, team.facilitator, held, pair, task, f"{at:08}", line, tool_version_id=both[0])
        make_round(db, team.facilitator, version_id, [Pair(YES)] * 6, both[1])
        sessions.close(db, team.facilitator, held)
    tab = read(open_page, jar, team, "staff/versions.py")
    next(one for one in tab.get("button_group") if one.label == "Versie").select(both[0]).run()

    before = words_on(tab)
    next(one for one in tab.toggle if one.label == "Lees wat ze hardop zeiden").set_value(True).run()
    after = words_on(tab)

    assert [one for one in ("Waar moet deze?", "bel mij op 0475 12 34 56", "ik wil dood") if one in before] == []
    assert [one for one in ("Waar moet deze?", "bel mij op 0475 12 34 56", "ik wil dood") if one in after] == [
        "Waar moet deze?"
    ]


def test_a_scale_that_went_up_is_better_only_where_more_is_always_better():
    up = Changed("all", 1.0, 3.0, (5, 5), (30, 30), 1.5, 2.5, "up", "large")
    scales = tuple(
        ScaleCompared(kind, kind, factories.words(said), (1, 4), (up,))
        for kind, said in (("smileys", "Hoe leuk was het?"), ("word_scale", "Hoe vaak liep je vast?"))
    )
    nobody = factories.words("Kaartspel")
    found = Comparison("", nobody, nobody, (("a", 1), ("b", 2)), (5, 5), (30, 30), (), (), scales, ())

    better, worse, open_ = compared_parts.sides(frame.Visit(STRANGER, "nl"), found)

    assert [one.split("?")[0] for one in better] == ["• Hoe leuk was het"]
    assert (worse, [one.split("?")[0] for one in open_]) == ([], ["• Hoe vaak liep je vast"])
