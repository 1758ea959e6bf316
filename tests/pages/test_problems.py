"""The page of problems: noted with their place, found among three hundred, rated blind, laid together, none lost."""

from collections.abc import Sequence

import pytest
from streamlit.testing.v1 import AppTest

from consultations.access import Visitor
from consultations.tooling import changing, pieces, problems, rating, view
from models import store
from tests.apptest import Open, sign_in, words_on
from tests.factories import Team, make_team, words
from tests.tripping import ELSEWHERE, Tripped, make_tool, note
from tests.walks.test_survey import button
from translations import words as catalogue

say = catalogue("nl").gettext
PAGE = "staff/problems.py"


@pytest.fixture
def tool(team: Team) -> Tripped:
    with store.session() as db:
        return make_tool(db, team.designer)


def seen(who: Visitor, tool: Tripped) -> rating.Log:
    with store.reading() as db:
        return rating.log(db, who, tool.tool_id)


def keyed(elements: Sequence, start: str):
    """The first element whose key begins so."""
    return next(one for one in elements if (one.key or "").startswith(start))


def wrong(tab: AppTest) -> list[str]:
    return [one.message for one in tab.exception]


def warned(tab: AppTest) -> list[str]:
    return [one.value for one in tab.warning]


def sentences(tab: AppTest) -> str:
    return "\n".join(words_on(tab))


def test_without_a_tool_there_is_a_way_to_begin_one(open_page: Open, team: Team, jar: dict[str, str]):
    with store.session() as db:
        make_tool(db, make_team(db, "CSEM").designer)
    sign_in(jar, team.designer)
    tab = open_page(PAGE)
    assert say("There is no tool yet. Begin one under Tools first.") in words_on(tab)
    assert wrong(tab) == []


def test_a_problem_is_noted_on_a_card_and_the_fields_are_empty_again(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    sign_in(jar, team.facilitator)
    tab = open_page(PAGE)
    assert "waarover kinderen struikelen" in sentences(tab)
    keyed(tab.text_area, "new_").input("De kop\nis te klein")
    button(tab, "keep_problem").click().run()
    assert warned(tab) == [say("Say where the problem is.")]
    keyed(tab.segmented_control, "new_").set_value("card").run()
    keyed([one for one in tab.text_input if "_card" in (one.key or "")], "new_").input("Hulp 3").run()
    keyed(tab.checkbox, "new_").check().run()
    assert say("First tell the safeguarding person about the child, now. Only then write here what the tool did.") in (
        warned(tab)
    )
    button(tab, "keep_problem").click().run()
    (one,) = seen(team.designer, tool).problems
    assert (one.words, one.place, one.harm) == (
        "De kop is te klein", {"kind": "card", "card": "Hulp 3"}, True,
    )  # fmt: skip
    assert keyed(tab.text_area, "new_").value == ""
    assert "1 · De kop is te klein" in words_on(tab)
    assert wrong(tab) == []


def test_a_minute_of_the_film_is_written_as_one_reads_it(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    sign_in(jar, team.facilitator)
    tab = open_page(PAGE)
    keyed(tab.text_area, "new_").input("Het geluid begint vanzelf")
    keyed(tab.segmented_control, "new_").set_value("minute").run()
    field = keyed(tab.text_input, "new_")
    field.input("drie").run()
    assert warned(tab) == [say("Write minutes and seconds, such as 3:20.")]
    keyed(tab.text_input, "new_").input("3:20").run()
    button(tab, "keep_problem").click().run()
    assert [one.place for one in seen(team.designer, tool).problems] == [{"kind": "minute", "second": 200}]


def test_of_two_films_one_is_chosen_and_named_and_it_stays_when_it_is_taken_out(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    with store.session() as db:
        ids = [
            pieces.add_piece(
                db, team.designer, tool.version_id, "link", words(name, "Film"), "https://example.org/film"
            )
            for name in ("Het lied", "De uitleg")
        ]
        stems = [one.stem for one in view.tool(db, team.designer, tool.tool_id).versions[0].pieces[-2:]]
    sign_in(jar, team.facilitator)
    tab = open_page(PAGE)
    keyed(tab.text_area, "new_").input("Het geluid begint vanzelf")
    keyed(tab.segmented_control, "new_").set_value("minute").run()
    keyed(tab.text_input, "new_").input("3:20").run()
    button(tab, "keep_problem").click().run()
    assert (warned(tab), seen(team.designer, tool).problems) == ([say("Say where the problem is.")], ())
    next(one for one in tab.selectbox if "_film" in (one.key or "")).set_value(stems[1]).run()
    button(tab, "keep_problem").click().run()
    (one,) = seen(team.designer, tool).problems
    assert one.place == {"kind": "minute", "stem": stems[1], "second": 200}
    button(tab, "open_").click().run()
    where = say("In “{film}”, at {minute}").format(film="De uitleg", minute="3:20")
    assert any(where in each for each in words_on(tab))

    with store.session() as db:
        pieces.remove_piece(db, team.designer, ids[1])
    tab = open_page(PAGE)
    button(tab, "open_").click().run()
    assert say("The page or film it was on has been taken out. It stays where it was.") in words_on(tab)
    next(one for one in tab.text_area if (one.key or "").startswith("change_")).input("Het geluid is er al").run()
    button(tab, "save_").click().run()
    (one,) = seen(team.designer, tool).problems
    assert (one.words, one.place["stem"]) == ("Het geluid is er al", stems[1])


def test_a_tab_left_open_by_who_signed_out_rates_nothing(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    with store.session() as db:
        note(db, team.designer, tool.tool_id, ["De kop is te klein"])
    sign_in(jar, team.facilitator)
    tab = open_page(PAGE)
    button(tab, "open_").click().run()
    jar.clear()

    keyed(tab.radio, "rate_").set_value(3).run()

    assert [one.raters for one in seen(team.designer, tool).problems] == [0]


def test_a_figure_called_tom_is_let_through_when_somebody_answers_for_it(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    sign_in(jar, team.facilitator)
    tab = open_page(PAGE)
    keyed(tab.segmented_control, "new_").set_value("elsewhere").run()
    named = [one for one in tab.checkbox if "_named" in (one.key or "")]
    assert named == []
    keyed(tab.text_area, "new_").input("Niemand begrijpt wat Tom zegt")
    button(tab, "keep_problem").click().run()
    assert warned(tab) == [say("This seems to name somebody. Describe the tool, not the child.")]
    next(one for one in tab.checkbox if "_named" in (one.key or "")).check().run()
    button(tab, "keep_problem").click().run()
    assert [one.words for one in seen(team.designer, tool).problems] == ["Niemand begrijpt wat Tom zegt"]


def shown(tab: AppTest) -> list[str]:
    """The first words of the problems in the list."""
    return [one.value for one in tab.text if one.value.split(" ")[0].isdigit() and " · " in one.value]


def test_three_hundred_problems_come_twenty_at_a_time_and_are_found_by_words_standing_and_place(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    with store.session() as db:
        ids = note(db, team.designer, tool.tool_id, [f"Kaart {n} is onleesbaar" for n in range(1, 300)])
        (pinned,) = note(db, team.designer, tool.tool_id, ["De kop is klein"], place={
            "kind": "page", "stem": tool.stems[0], "x": 7, "y": 9})  # fmt: skip
        second = changing.new_tool_version(db, team.designer, tool.tool_id)
        problems.set_standing(db, team.designer, ids[6], second, "mended")
    sign_in(jar, team.designer)
    tab = open_page(PAGE)
    assert (len(shown(tab)), shown(tab)[0]) == (20, "300 · De kop is klein")
    assert "299 problemen" in words_on(tab)
    keyed(tab.text_input, "problems_words").set_value("kaart 7 ").run()
    keyed(tab.segmented_control, "problems_standing").set_value("mended").run()
    assert shown(tab) == ["7 · Kaart 7 is onleesbaar"]
    keyed(tab.selectbox, "problems_version").set_value(tool.version_id).run()
    assert shown(tab) == []
    keyed(tab.text_input, "problems_words").set_value("")
    keyed(tab.segmented_control, "problems_standing").set_value("")
    keyed(tab.selectbox, "problems_place").set_value(f"page {tool.stems[0]}").run()
    assert shown(tab) == ["300 · De kop is klein"]
    keyed(tab.button, f"open_{pinned}").click().run()
    keyed(tab.button, "all_problems").click().run()
    assert shown(tab) == ["300 · De kop is klein"]
    assert wrong(tab) == []


def test_who_has_not_rated_sees_how_many_have_and_nothing_else(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    with store.session() as db:
        one, other = note(db, team.designer, tool.tool_id, ["De kop is klein", "De voet is klein"])
    pages = []
    for step in (0, 4):
        with store.session() as db:
            rating.rate(db, team.designer, one, step)
        sign_in(jar, team.facilitator)
        tab = open_page(PAGE)
        keyed(tab.button, f"open_{one}").click().run()
        pages.append((words_on(tab), keyed(tab.radio, "rate_").value, len(tab.get("imgs"))))
    assert pages[0] == pages[1]
    assert "1 persoon gaf een score" in pages[0][0]
    keyed(tab.radio, "rate_").set_value(1).run()
    assert "U gaf 1. Alle scores: 1 · 4" in words_on(tab)
    assert "Mediaan: 2,5" in words_on(tab)
    keyed(tab.button, "all_problems").click().run()
    keyed(tab.button, "rate_all").click().run()
    assert [one.key for one in tab.button if (one.key or "").startswith("step_")] == [
        f"step_{step}_{other}" for step in range(5)
    ]
    keyed(tab.button, "step_3").click().run()
    assert say("You have rated all of them.") in words_on(tab)
    assert [each.mine for each in seen(team.facilitator, tool).problems] == [3, 1]
    assert wrong(tab) == []


def test_rating_one_by_one_lets_a_problem_wait_until_the_others_are_done(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    with store.session() as db:
        one, two = note(db, team.designer, tool.tool_id, ["De kop is klein", "De voet is klein"])
    sign_in(jar, team.facilitator)
    tab = open_page(PAGE)
    keyed(tab.button, "rate_all").click().run()
    keyed(tab.button, f"later_{one}").click().run()
    keyed(tab.button, f"step_2_{two}").click().run()
    keyed(tab.button, f"step_4_{one}").click().run()
    assert [each.mine for each in seen(team.facilitator, tool).problems] == [2, 4]


def test_what_was_typed_stays_when_somebody_else_was_first_and_is_kept_the_second_time(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    with store.session() as db:
        (one,) = note(db, team.designer, tool.tool_id, ["De kop is klein"])
    sign_in(jar, team.facilitator)
    tab = open_page(PAGE)
    keyed(tab.button, f"open_{one}").click().run()
    keyed(tab.text_area, "change_").input("De kop van de kaart is klein").run()
    with store.session() as db:
        problems.set_problem(db, team.designer, one, 1, "De kop is te klein", ELSEWHERE, harm=False)
    keyed(tab.button, "save_").click().run()
    assert warned(tab) == [say("Somebody else changed this a moment ago. Look at both, then save again.")]
    assert ("De kop is te klein" in words_on(tab), keyed(tab.text_area, "change_").value) == (
        True, "De kop van de kaart is klein",
    )  # fmt: skip
    keyed(tab.button, "save_").click().run()
    assert [each.words for each in seen(team.designer, tool).problems] == ["De kop van de kaart is klein"]
    assert (warned(tab), wrong(tab)) == ([], [])


def test_two_that_are_the_same_are_laid_together_and_parted(
    open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]
):
    with store.session() as db:
        one, two = note(db, team.designer, tool.tool_id, ["De kop is klein", "De titel is klein"])
    sign_in(jar, team.facilitator)
    tab = open_page(PAGE)
    keyed(tab.button, f"open_{two}").click().run()
    keyed(tab.selectbox, "into_").set_value(one).run()
    keyed(tab.button, "merge_").click().run()
    assert (say("Problem {n}").format(n=1) in words_on(tab), "2 · De titel is klein" in words_on(tab)) == (True, True)
    keyed(tab.radio, "standing_").set_value("stays").run()
    keyed(tab.button, "all_problems").click().run()
    keyed(tab.segmented_control, "problems_standing").set_value("stays").run()
    assert shown(tab) == ["1 · De kop is klein"]
    keyed(tab.button, f"open_{one}").click().run()
    keyed(tab.button, f"part_{two}").click().run()
    assert [(each.same_as, dict(each.standings)) for each in seen(team.designer, tool).problems] == [
        (None, {}), (None, {tool.version_id: "stays"}),
    ]  # fmt: skip
    assert wrong(tab) == []


def test_the_page_of_a_tool_leads_to_its_problems(open_page: Open, team: Team, tool: Tripped, jar: dict[str, str]):
    with store.session() as db:
        make_tool(db, team.designer, title="Aardbei")
        note(db, team.designer, tool.tool_id, ["De kop is klein"])
    sign_in(jar, team.designer)
    tab = open_page("staff/tools.py", tool_id=tool.tool_id)
    assert say("Problems of this tool") in [one.label for one in tab.get("page_link")]
    tab.switch_page(PAGE).run()
    assert (shown(tab), words("Kaartspel")["nl"]) == (
        ["1 · De kop is klein"],
        keyed(tab.selectbox, "problems_of").options[1],
    )
