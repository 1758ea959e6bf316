"""The log of problems: about the tool and never about a child, each problem once, nobody's words lost."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from consultations.access import Denied, Visitor
from consultations.drafting import starting
from consultations.shapes import Refused
from consultations.tooling import changing, lasting, pieces, places, problems, rating, view
from consultations.tooling.holding import Overtaken
from models import store
from models.protection import AuditEvent
from tests.crowds import all_at_once
from tests.factories import Team, make_draft, words
from tests.tripping import ELSEWHERE, LONG, Tripped, make_tool, note


@pytest.fixture
def tool(team: Team) -> Tripped:
    with store.session() as db:
        return make_tool(db, team.designer)


def seen(team: Team, tool: Tripped) -> rating.Log:
    with store.reading() as db:
        return rating.log(db, team.designer, tool.tool_id)


def add(who: Visitor, tool: Tripped, said: str, place: object = ELSEWHERE, **facts: bool) -> str:
    with store.session() as db:
        return problems.add_problem(db, who, tool.tool_id, said, place, **facts)  # type: ignore[arg-type]


def deeds(name: str) -> list[dict[str, object]]:
    with store.reading() as db:
        return [one.figures for one in db.exec(select(AuditEvent).where(AuditEvent.deed == name))]


def test_problems_are_numbered_in_their_tool_and_the_newest_comes_first(team: Team, tool: Tripped):
    with store.session() as db:
        other = make_tool(db, team.designer, title="Zandbak")
    add(team.designer, other, "De schep is te klein")
    add(team.facilitator, tool, "  De  kaart\nis onleesbaar ")
    add(team.designer, tool, LONG, {"kind": "page", "stem": tool.stems[0], "x": 0, "y": 1000, "z": 3}, harm=True)
    described = [(one.number, one.words, one.place, one.harm, one.noted_by) for one in seen(team, tool).problems]
    assert described == [
        (2, LONG, {"kind": "page", "stem": tool.stems[0], "x": 0, "y": 1000}, True, "dirk"),
        (1, "De kaart is onleesbaar", ELSEWHERE, False, "fatma"),
    ]


@pytest.mark.parametrize("said", ["", " \n ", "\u200b", "x" * 241, "half \ud800", "Bel 0470 12 34 56", "mail a@b.be"])
def test_what_is_no_description_of_the_tool_is_not_kept(team: Team, tool: Tripped, said: str):
    with pytest.raises(Refused):
        add(team.designer, tool, said, of_the_tool=True)
    assert seen(team, tool).problems == ()


def test_the_longest_problem_is_240_letters_of_any_alphabet(team: Team, tool: Tripped):
    said = "é👩‍👩‍👧ж" * 34 + "aa"
    assert len(said) == 240
    add(team.designer, tool, said)
    assert [one.words for one in seen(team, tool).problems] == [said]


def test_a_name_is_kept_only_when_somebody_says_it_is_of_the_tool_and_that_is_written_down(team: Team, tool: Tripped):
    said = "De kaart van Tom is onleesbaar"
    with pytest.raises(problems.Named):
        add(team.designer, tool, said)
    with pytest.raises(problems.Named):
        add(team.designer, tool, "Niemand leest dit", {"kind": "card", "card": "Tom"})
    telephone = problems.seems_named("Bel Tom op 0470 12 34 56")
    assert (problems.seems_named(said), telephone, deeds("name let through")) == (True, False, [])
    made = add(team.designer, tool, said, of_the_tool=True)
    assert deeds("name let through") == [{"kinds": "name"}]
    with store.session() as db:
        problems.set_problem(db, team.facilitator, made, 1, said, {"kind": "minute", "second": 5}, harm=False)
    with pytest.raises(problems.Named), store.session() as db:
        problems.set_problem(db, team.facilitator, made, 2, "Tom is onleesbaar", ELSEWHERE, harm=False)
    assert [(one.words, one.edition) for one in seen(team, tool).problems] == [(said, 2)]


def test_the_second_to_save_hears_of_it_and_nothing_is_lost(team: Team, tool: Tripped):
    made = add(team.designer, tool, "De kaart is klein")
    with store.session() as db:
        problems.set_problem(db, team.designer, made, 1, "De kaart is te klein", ELSEWHERE, harm=True)
    with pytest.raises(Overtaken), store.session() as db:
        problems.set_problem(db, team.facilitator, made, 1, "De kaart is te groot", ELSEWHERE, harm=False)
    assert [(one.words, one.harm) for one in seen(team, tool).problems] == [("De kaart is te klein", True)]


def test_the_same_words_in_the_same_place_are_one_problem_also_when_noted_at_once(team: Team, tool: Tripped):
    first = add(team.designer, tool, "De kaart is klein")
    again = [
        lambda who=who, harm=harm: add(who, tool, "De kaart is klein", harm=harm)
        for who, harm in ((team.designer, False), (team.facilitator, True), (team.colleague, False))
    ]
    fresh = [
        lambda who=who: add(who, tool, "De doos klemt") for who in (team.designer, team.facilitator, team.colleague)
    ]
    found = all_at_once([*again, *fresh])
    assert (set(found[:3]), len(set(found[3:]))) == ({first}, 1)
    kept = [(one.number, one.words, one.harm, one.edition) for one in seen(team, tool).problems]
    assert kept == [(2, "De doos klemt", False, 1), (1, "De kaart is klein", True, 2)]
    add(team.designer, tool, "De kaart is klein", {"kind": "card", "card": "7"})
    assert len(seen(team, tool).problems) == 3


def test_many_who_add_at_once_each_get_a_number(team: Team, tool: Tripped):
    found = all_at_once([lambda n=n: add(team.designer, tool, f"Kaart {n} is onleesbaar") for n in range(8)])
    assert [one for one in found if isinstance(one, Exception)] == []
    assert [one.number for one in seen(team, tool).problems] == [8, 7, 6, 5, 4, 3, 2, 1]


def chains(team: Team, tool: Tripped) -> dict[int, int | None]:
    log = seen(team, tool)
    numbers = {one.id: one.number for one in log.problems}
    return {one.number: numbers.get(one.same_as or "") for one in log.problems}


def merge(who: Visitor, one: str, into: str | None) -> None:
    with store.session() as db:
        problems.merge_problem(db, who, one, into)


def test_what_is_merged_into_a_merged_one_ends_at_the_last_and_undoing_brings_back_what_there_was(
    team: Team, tool: Tripped
):
    with store.session() as db:
        one, two, three = note(db, team.designer, tool.tool_id, ["Een", "Twee", "Drie"])
    merge(team.designer, one, two)
    merge(team.facilitator, two, three)
    assert chains(team, tool) == {1: 3, 2: 3, 3: None}
    with store.reading() as db:
        assert problems.roots(db, tool.tool_id) == {one: three, two: three, three: three}
    for wrong in (one, two, three):
        with pytest.raises(Refused):
            merge(team.designer, three, wrong)
    merge(team.designer, two, None)
    assert chains(team, tool) == {1: 2, 2: None, 3: None}
    merge(team.designer, one, None)
    assert chains(team, tool) == {1: None, 2: None, 3: None}
    assert (len(deeds("problems merged")), len(deeds("problems parted"))) == (2, 2)


def test_two_who_merge_two_problems_into_each_other_do_not_make_a_ring(team: Team, tool: Tripped):
    with store.session() as db:
        one, two = note(db, team.designer, tool.tool_id, ["Een", "Twee"])
    found = all_at_once([lambda: merge(team.designer, one, two), lambda: merge(team.facilitator, two, one)])
    assert sorted(type(each) for each in found if each) == [Refused]
    assert sorted(str(each) for each in chains(team, tool).values()) in (["2", "None"], ["1", "None"])


def test_a_problem_of_another_tool_is_not_the_same(team: Team, tool: Tripped):
    with store.session() as db:
        other = make_tool(db, team.designer, title="Zandbak")
        (here,) = note(db, team.designer, tool.tool_id, ["Hier"])
        (there,) = note(db, team.designer, other.tool_id, ["Daar"])
    with pytest.raises(Denied):
        merge(team.designer, here, there)


def test_how_a_problem_stands_is_said_by_version_and_goes_on_until_said_otherwise(team: Team, tool: Tripped):
    made = add(team.designer, tool, "De kaart is klein")
    with store.session() as db:
        second = changing.new_tool_version(db, team.designer, tool.tool_id)
        third = changing.new_tool_version(db, team.designer, tool.tool_id)
        other = make_tool(db, team.designer, title="Zandbak")
        problems.set_standing(db, team.designer, made, second, "stays")
        problems.set_standing(db, team.facilitator, made, second, "mended")
    order = (third, second, tool.version_id)
    (one,) = seen(team, tool).problems
    stands = [lasting.standing_in(one.standings, order, at) for at in order]
    assert (one.standings, stands) == ({second: "mended"}, ["mended", "mended", "open"])
    for version_id, standing in ((other.version_id, "open"), (second, "gone"), ("0" * 32, "open")):
        with pytest.raises(Denied), store.session() as db:
            problems.set_standing(db, team.designer, made, version_id, standing)


def test_a_problem_on_a_page_that_was_taken_out_stays_where_it_was_and_can_be_reworded(team: Team, tool: Tripped):
    pin = {"kind": "page", "stem": tool.stems[0], "x": 10, "y": 20}
    made = add(team.designer, tool, "De kop is klein", pin)
    with store.session() as db:
        pieces.remove_piece(db, team.designer, view.tool(db, team.designer, tool.tool_id).versions[0].pieces[0].id)
    with store.session() as db:
        problems.set_problem(db, team.designer, made, 1, "De kop is te klein", pin, harm=False)
    with pytest.raises(Refused):
        add(team.designer, tool, "De voet is klein", pin)
    with pytest.raises(Refused), store.session() as db:
        problems.set_problem(db, team.designer, made, 2, "De kop", {**pin, "x": 11}, harm=False)
    with store.reading() as db:
        (version,) = view.tool(db, team.designer, tool.tool_id).versions
    (one,) = seen(team, tool).problems
    assert (one.words, one.place, places.stands_in(one.place, version)) == ("De kop is te klein", pin, False)
    assert places.stands_in({**pin, "stem": tool.stems[1]}, version)


@pytest.mark.parametrize(
    "place",
    [
        {}, {"kind": "film"}, {"kind": ["page"]}, {"kind": "card"}, {"kind": "card", "card": " "},
        {"kind": "card", "card": 7}, {"kind": "card", "card": "x" * 41}, {"kind": "minute", "second": -1},
        {"kind": "minute", "second": 14_401}, {"kind": "minute", "second": True}, {"kind": "minute", "second": "5"},
        {"kind": "page", "stem": "PAGE", "x": 1001, "y": 0}, {"kind": "page", "stem": "PAGE", "x": 1.5, "y": 0},
        {"kind": "minute", "stem": "nowhere", "second": 5}, {"kind": "minute", "stem": "PAGE", "second": 5},
        {"kind": "page", "stem": "PAGE"}, {"kind": "page", "stem": ["PAGE"], "x": 1, "y": 0},
        {"kind": "page", "stem": "nowhere", "x": 1, "y": 0}, {"kind": "task", "stem": "nowhere"},
        {"kind": "task", "stem": {}},
    ],
)  # fmt: skip
def test_there_is_no_problem_without_a_place(team: Team, tool: Tripped, place: dict[str, object]):
    if place.get("stem") == "PAGE":
        place = {**place, "stem": tool.stems[0]}
    with pytest.raises(Refused):
        add(team.designer, tool, "De kaart is klein", place)
    assert seen(team, tool).problems == ()


def test_a_minute_is_in_one_of_the_films_and_gone_with_it(team: Team, tool: Tripped):
    address = "https://www.example.org/film"
    with store.session() as db:
        film = pieces.add_piece(db, team.designer, tool.version_id, "link", words("De film", "Le film"), address)
        stem = view.tool(db, team.designer, tool.tool_id).versions[0].pieces[-1].stem
    place = {"kind": "minute", "stem": stem, "second": 200}
    add(team.designer, tool, "Het geluid begint vanzelf", {**place, "x": 3})
    add(team.designer, tool, "De muziek is te luid", {"kind": "minute", "second": 5})
    with store.session() as db:
        pieces.remove_piece(db, team.designer, film)
    with store.reading() as db:
        (version,) = view.tool(db, team.designer, tool.tool_id).versions
    found = {one.words: one.place for one in seen(team, tool).problems}
    assert found == {"Het geluid begint vanzelf": place, "De muziek is te luid": {"kind": "minute", "second": 5}}
    assert [places.stands_in(one, version) for one in found.values()].count(False) == 1
    assert not places.stands_in(place, version)


def test_a_task_is_found_by_its_newest_words(team: Team, tool: Tripped):
    with store.session() as db:
        version_id = make_draft(db, team.facilitator, [("task", "Zoek de kaart", {})], kind="prototype_test")
        starting.about_tool(db, team.facilitator, version_id, tool.tool_id)
    with store.reading() as db:
        ((stem, said),) = places.tasks(db, team.designer, tool.tool_id)
    assert said["nl"] == "Zoek de kaart"
    made = add(team.designer, tool, "Kinderen zoeken te lang", {"kind": "task", "stem": stem})
    assert [(one.id, one.place) for one in seen(team, tool).problems] == [(made, {"kind": "task", "stem": stem})]


@pytest.mark.parametrize(
    ("x", "y", "square"),
    [(0, 0, "A1"), (199, 249, "A1"), (200, 250, "B2"), (500, 375, "C2"), (999, 0, "E1"), (1000, 1000, "E4")],
)
def test_each_point_lies_in_one_of_twenty_squares(x: int, y: int, square: str):
    assert places.square_of(x, y) == square


@given(st.integers(0, 4 * 3600))
def test_a_minute_of_a_film_is_read_as_it_is_written(second: int):
    assert places.second_of(places.written_of(second)) == second


@pytest.mark.parametrize(("written", "second"), [("3:20", 200), (" 1:03:20 ", 3800), ("0:5", 5), ("75:10", 4510)])
def test_minutes_and_seconds(written: str, second: int):
    assert places.second_of(written) == second


@given(st.text(max_size=9) | st.sampled_from(["", "3", "3:60", "a:b", "4:00:01", "٣:٢٠", "-1:00", "3:20:"]))
def test_what_is_no_minute_is_refused_and_never_breaks(written: str):
    with suppress(Refused):
        assert 0 <= places.second_of(written) <= 4 * 3600


PARTS = {"kind", "stem", "x", "y", "card", "second"}
STRANGE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=2),
)


@given(st.dictionaries(st.sampled_from([*sorted(PARTS), "more"]), STRANGE), st.sampled_from(places.KINDS))
def test_whatever_a_browser_sends_is_a_sound_place_or_refused(sent: dict[str, object], kind: str):
    try:
        made = places.kept_place({**sent, "kind": kind})
    except Refused:
        return
    assert made is None or (places.kept_place(made), set(made) <= PARTS) == (made, True)
