"""Tools: kept in both languages, versions that grow from one another, and nobody's words lost to somebody else."""

import io

import pytest
from PIL import Image

from consultations import picturing
from consultations.access import Denied
from consultations.interchange.pictures import clean
from consultations.shapes import Refused
from consultations.tooling import changing, pieces, view
from consultations.tooling.holding import Overtaken
from models import store
from tests.factories import Team, make_team, words

TITLE = words("Kaartspel", "Jeu de cartes")


@pytest.fixture
def teams(house: str) -> tuple[Team, Team]:
    with store.session() as db:
        return make_team(db), make_team(db, "CSEM")


def started(team: Team) -> view.ToolView:
    with store.session() as db:
        tool_id = changing.start_tool(db, team.designer, TITLE)
        return view.tool(db, team.designer, tool_id)


def seen(team: Team, tool_id: str) -> view.ToolView:
    with store.reading() as db:
        return view.tool(db, team.facilitator, tool_id)


def page(team: Team) -> str:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), "red").save(out, "PNG")
    with store.session() as db:
        return picturing.keep_picture(db, team.designer, clean("a.png", out.getvalue()))


def described(one: view.VersionOf) -> list[tuple[str, str, str]]:
    return [(each.kind, each.words.get("nl", ""), each.link) for each in one.pieces]


def test_a_tool_is_found_by_its_own_people_only(teams: tuple[Team, Team]):
    here, there = teams
    made = started(here)
    other = started(there)
    with store.reading() as db:
        assert [one.id for one in view.tools(db, here.facilitator)] == [made.id]
        with pytest.raises(Denied):
            view.tool(db, here.facilitator, other.id)
    assert (made.title, [one.number for one in made.versions]) == (TITLE, [1])


def test_a_tool_has_a_title_in_both_languages(teams: tuple[Team, Team]):
    with store.session() as db, pytest.raises(Refused):
        changing.start_tool(db, teams[0].designer, {"nl": "Kaartspel", "fr": " "})
    made = started(teams[0])
    with pytest.raises(Refused), store.session() as db:
        changing.set_tool(db, teams[0].designer, made.id, 1, {"title": {"nl": "", "fr": "Jeu"}}, [])
    assert seen(teams[0], made.id) == made


def test_what_a_tool_is_for_is_kept_and_the_second_to_save_hears_of_it(teams: tuple[Team, Team]):
    made = started(teams[0])
    goals = words("Leren delen.", "Apprendre à partager.")
    with store.session() as db:
        changing.set_tool(
            db, teams[0].designer, made.id, 1, {"title": TITLE, "goals": goals}, [" Child  Focus ", "", "CSEM"]
        )
    with pytest.raises(Overtaken), store.session() as db:
        changing.set_tool(db, teams[0].facilitator, made.id, 1, {"title": words("Weg")}, [])
    now = seen(teams[0], made.id)
    assert (now.title, now.goals, now.audience, now.partners) == (
        TITLE,
        goals,
        {"nl": "", "fr": ""},
        ("Child Focus", "CSEM"),
    )


def test_pieces_stand_in_their_order_and_move(teams: tuple[Team, Team]):
    made = started(teams[0])
    version_id, picture_id = made.versions[0].id, page(teams[0])
    with store.session() as db:
        who = teams[0].designer
        pieces.add_piece(db, who, version_id, "page", {}, "", picture_id)
        pieces.add_piece(db, who, version_id, "link", words("Film"), "https://example.org/film?x=1")
        box = pieces.add_piece(db, who, version_id, "object", words("Doos"))
    with store.session() as db:
        pieces.move_piece(db, teams[0].facilitator, box, 0)
    assert described(seen(teams[0], made.id).versions[0]) == [
        ("object", "Doos", ""), ("page", "", ""), ("link", "Film", "https://example.org/film?x=1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "said", "link"),
    [
        ("page", words("Zonder plaatje"), ""), ("link", words("Film"), ""), ("link", words("Film"), "example.org"),
        ("link", words("Film"), "javascript:alert(1)"), ("link", words("Film"), "https://user@example.org/"),
        ("link", words("Film"), "https://"), ("link", words("Film"), "ftp://example.org"), ("film", words("Film"), ""),
        ("object", {"nl": "Doos", "fr": ""}, ""), ("link", words("Film"), "https://example.org/" + "x" * 500),
    ],
)  # fmt: skip
def test_a_piece_is_what_it_says(teams: tuple[Team, Team], kind: str, said: dict[str, str], link: str):
    made = started(teams[0])
    with pytest.raises(Refused), store.session() as db:
        pieces.add_piece(db, teams[0].designer, made.versions[0].id, kind, said, link)
    assert seen(teams[0], made.id).versions[0].pieces == ()


def test_a_picture_of_somebody_else_is_no_piece(teams: tuple[Team, Team]):
    made, foreign = started(teams[0]), page(teams[1])
    with pytest.raises(Denied), store.session() as db:
        pieces.add_piece(db, teams[0].designer, made.versions[0].id, "page", {}, "", foreign)


def test_the_next_version_has_the_same_pieces_and_changing_one_leaves_the_other(teams: tuple[Team, Team]):
    made = started(teams[0])
    who = teams[0].designer
    with store.session() as db:
        pieces.add_piece(db, who, made.versions[0].id, "object", words("Doos"))
        second = changing.new_tool_version(db, who, made.id)
    newest, first = seen(teams[0], made.id).versions
    assert (newest.id, newest.number, newest.pieces[0].stem) == (second, 2, first.pieces[0].stem)
    with store.session() as db:
        pieces.set_piece(db, who, newest.pieces[0].id, 1, words("Kist"), "", None)
        changing.set_changes(db, who, second, 1, [words("Kleiner"), {"nl": "", "fr": ""}])
    newest, first = seen(teams[0], made.id).versions
    assert (described(newest), described(first)) == ([("object", "Kist", "")], [("object", "Doos", "")])
    assert (newest.changes, first.changes) == ((words("Kleiner"),), ())
    with store.session() as db:
        pieces.remove_piece(db, who, newest.pieces[0].id)
    assert [len(one.pieces) for one in seen(teams[0], made.id).versions] == [0, 1]


def test_a_picture_that_belongs_to_a_tool_is_not_taken_away(teams: tuple[Team, Team]):
    made, picture_id = started(teams[0]), page(teams[0])
    with store.session() as db:
        pieces.add_piece(db, teams[0].designer, made.versions[0].id, "page", {}, "", picture_id)
    with pytest.raises(Refused), store.session() as db:
        picturing.take_away(db, teams[0].designer, picture_id)


def test_an_archived_tool_comes_last_and_comes_back(teams: tuple[Team, Team]):
    first = started(teams[0])
    with store.session() as db:
        second = changing.start_tool(db, teams[0].designer, words("Zandbak", "Bac à sable"))
        changing.archive_tool(db, teams[0].designer, first.id)
    with store.reading() as db:
        order = [(one.id, one.archived) for one in view.tools(db, teams[0].designer)]
    assert order == [(second, False), (first.id, True)]
    with store.session() as db:
        changing.archive_tool(db, teams[0].designer, first.id, False)
    assert seen(teams[0], first.id).archived is False
