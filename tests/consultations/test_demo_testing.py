"""The prototype test of the demo: what a designer reads of the two versions of the card game, figure by figure."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from consultations import demo
from consultations.access import Visitor
from consultations.demo_pairs import SAID, TASKS, Pair, gives
from consultations.demo_testing import NOW, PLAN, REACHED, ROUNDS
from consultations.observing import watching
from consultations.protection import screening
from consultations.questions import question_type
from consultations.questions.options import Page
from consultations.rollup import compared, said, tested
from consultations.shapes import Changed, Comparison, Ending, Met, Slips, Twice, VersionResults
from consultations.templates import templates
from consultations.tooling import rating, view
from consultations.tooling.choosing import versions_tested
from models import store
from models.group_session import GroupSession, Participant
from models.picture import Picture
from models.protection import Concern
from models.response import Response
from tests.conftest import use

Demo = tuple[dict[str, Visitor], str, str]


@pytest.fixture(scope="module")
def made(sqlite_mould: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo's team, and the ids of the consultation and of the tool. Made once: nothing here changes it."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    shutil.copy(sqlite_mould, path)
    use(f"sqlite:///{path}")
    with store.session() as db:
        team = demo.make_team(db)
    demo.test_a_game(team)
    with store.reading() as db:
        (only,) = tested.readable_tests(db, team["dirk"])
        consultation_id, tool_id = only.consultation_id, only.tool_id
    yield team, consultation_id, tool_id
    store.engine().dispose()


def read(made: Demo, number: int) -> VersionResults:
    team, consultation_id, _ = made
    with store.reading() as db:
        version = next(one for one in versions_tested(db, consultation_id) if one.number == number)
        return tested.version_results(db, team["dirk"], consultation_id, version.id)


def both(made: Demo) -> Comparison:
    team, consultation_id, _ = made
    with store.reading() as db:
        newer, older = versions_tested(db, consultation_id)
        return compared.compare(db, team["dirk"], consultation_id, older.id, newer.id)


def came(found: VersionResults) -> tuple[int, int, int, int]:
    heard = found.heard
    return heard.sessions, heard.children, heard.contributions, heard.waiting


def ending(one: Ending | None) -> tuple[int, int, int, int, int]:
    assert one
    return one.children, one.unaided, one.helped, one.failed, one.not_tried


def key_of(words: str) -> str:
    return next(one["key"] for one in SAID["problems"] if one["words"] == words)


def rounded(one: Changed) -> tuple[float | None, ...]:
    return tuple(None if at is None else round(at, 2) for at in (one.before, one.after, one.low, one.high))


def test_nothing_that_is_said_or_written_needs_looking_at_but_for_what_shows_it():
    free = {
        words: screening.screen(words, sensitive=False).held_for
        for language in ("nl", "fr")
        for of in SAID[language].values()
        for each in of.values()
        for words in each
    }
    about = {one["words"]: screening.screen_for_names(one["words"]).held_for for one in SAID["problems"]}

    assert {words: why for words, why in {**free, **about}.items() if why} == {}
    assert screening.screen(SAID["held"]["nl"], sensitive=False).held_for == "personal"


def test_a_question_of_which_the_demo_knows_nothing_is_skipped():
    assert gives(Pair(45, 1, "nl", 1), "pins", "hologram", None) is None


def test_every_question_of_the_plan_has_an_answer_that_it_accepts():
    accepted = set()
    asking = {one["type"] for one in templates()[PLAN].questions if question_type(one["type"]).asks}
    for one in templates()[PLAN].questions:
        how = question_type(one["type"])
        settings = how.with_pages(how.read(one["settings"]), [Page(key="a", nl="1", fr="1", picture="p")])
        for pair in (Pair(45, number, language, 2) for number in range(1, 6) for language in ("nl", "fr")):
            value = gives(pair, one["key"], one["type"], settings)
            if value is not None:
                assert how.check(value, settings) == value
                accepted.add(one["type"])
    assert accepted == asking


def test_five_classes_try_each_version_one_tries_both_and_both_languages_are_heard():
    assert [one.tries for one in ROUNDS] == [(1,)] * 5 + [(2,)] * 5 + [(1, 2)]
    assert Counter(one.language for one in ROUNDS) == {"nl": 5, "fr": 4, "both": 2}
    assert sorted(ROUNDS, key=lambda one: -one.days) == list(ROUNDS)


def test_the_first_version_what_was_seen_and_what_to_mend_first(made: Demo):
    found = read(made, 1)

    assert (found.heard.sessions, found.heard.children, found.heard.contributions, found.heard.waiting) == (
        6,
        88,
        44,
        0,
    )
    assert (found.watched_children, found.watched_contributors, found.before) == (84, 42, None)
    assert [ending(one.ending("all")) for one in found.tasks] == [
        (76, 11, 17, 10, 0), (80, 23, 10, 6, 1), (82, 22, 14, 5, 0),
    ]  # fmt: skip
    assert [ending(one.ending("all", told=True)) for one in found.tasks] == [
        (60, 13, 12, 5, 0), (62, 19, 7, 5, 0), (62, 19, 10, 2, 0),
    ]  # fmt: skip
    assert [(one.took.n, round(one.took.seconds or 0)) for one in found.tasks if one.took] == [
        (3, 232), (17, 497), (13, 96),
    ]  # fmt: skip
    assert (found.tasks[0].errors, found.tasks[0].assists) == (Slips(37, 7, 2.0, 3), Slips(32, 16, 0.5, 2))
    assert [one.eased.counts for one in found.tasks if one.eased] == [
        (0, 10, 13, 10, 1), (0, 7, 9, 15, 6), (1, 2, 15, 19, 4),
    ]  # fmt: skip
    assert [(key_of(one.words), one.met, one.severity) for one in found.problems] == [
        ("laughed_at", Met(6, 84), 4.0),
        ("who_begins", Met(52, 84), 3.0),
        ("numbers", Met(28, 84), 3.0),
        ("same_drawing", Met(40, 84), 2.0),
        ("stacks", Met(20, 84), 2.5),
        ("long_round", Met(16, 84), 2.0),
        ("points_first", Met(0, 84), 3.0),
        ("small_table", Met(24, 84), None),
    ]
    assert [key_of(one.words) for one in found.to_mend] == ["laughed_at", "who_begins", "numbers"]


def test_the_second_version_what_was_mended_what_is_still_there_and_what_is_new(made: Demo):
    found = read(made, 2)

    assert (found.heard.sessions, found.heard.children, found.heard.contributions, found.heard.waiting) == (
        6,
        88,
        44,
        0,
    )
    assert (found.watched_children, found.watched_contributors) == (84, 42)
    assert found.before
    assert found.before[1] == 1
    assert [ending(one.ending("all")) for one in found.tasks] == [
        (80, 34, 4, 2, 0), (82, 18, 9, 10, 4), (78, 24, 7, 8, 0),
    ]  # fmt: skip
    assert [(one.took.n, round(one.took.seconds or 0)) for one in found.tasks if one.took] == [
        (30, 110), (7, 559), (20, 94),
    ]  # fmt: skip
    assert [(key_of(one.words), one.standing, one.before, one.met, one.lasts) for one in found.problems] == [
        ("laughed_at", "mended", Met(6, 84), Met(0, 84), "not_seen_again"),
        ("points_first", "open", Met(0, 84), Met(36, 84), None),
        ("long_round", "open", Met(16, 84), Met(22, 84), "still_there"),
        ("numbers", "open", Met(28, 84), Met(14, 84), "still_there"),
        ("same_drawing", "mended", Met(40, 84), Met(10, 84), "mended_and_back"),
        ("who_begins", "mended", Met(52, 84), Met(0, 84), "not_seen_again"),
        ("stacks", "open", Met(20, 84), Met(0, 84), "place_gone"),
        ("small_table", "stays", Met(24, 84), Met(16, 84), "still_there"),
    ]
    assert [key_of(one.words) for one in found.to_mend] == ["points_first", "long_round", "numbers"]


def test_side_by_side_the_first_task_went_up_and_the_second_became_harder(made: Demo):
    found = both(made)

    assert (found.sessions, found.children, len(found.changes)) == ((6, 6), (88, 88), 5)
    watched = [one.watched[-1] for one in found.tasks]
    assert [(one.name, one.trend, one.effect, one.answers, one.classes) for one in watched] == [
        ("all", "up", "large", (38, 40), (6, 6)),
        ("all", "about_the_same", "small", (39, 37), (6, 6)),
        ("all", "about_the_same", "negligible", (41, 39), (6, 6)),
    ]
    assert rounded(watched[0]) == (0.29, 0.85, 0.23, 0.89)
    assert [(one.told[-1].trend, one.told[-1].why) for one in found.tasks] == [
        ("up", ""), ("", "too_few_answers"), ("about_the_same", ""),
    ]  # fmt: skip
    scales = [one.changes[-1] for one in found.scales]
    assert [(one.name, one.trend, *rounded(one)) for one in scales] == [
        ("all", "about_the_same", 3.4, 3.42, -0.86, 0.9),
        ("all", "up", 3.09, 4.59, 0.97, 2.03),
        ("all", "down", 3.61, 2.29, -2.02, -0.63),
        ("all", "about_the_same", 3.52, 3.32, -0.97, 0.59),
        ("all", "about_the_same", 3.19, 3.37, -0.61, 0.96),
    ]
    assert [one.success for one in found.tasks] == [
        Twice(10, 9, 0, 1, 0.00390625, "large"),
        Twice(9, 0, 5, 4, None, "large", "too_few_children"),
        Twice(12, 3, 2, 7, 1.0, "small"),
    ]


def test_every_sentence_was_said_aloud_once_and_can_be_read(made: Demo):
    team, consultation_id, _ = made
    stems = dict(zip(TASKS, [one.stem for one in read(made, 2).tasks], strict=True))
    with store.session() as db:
        heard = {
            (version.number, task): sorted(
                one.words for one in said.said(db, team["dirk"], consultation_id, version.id, stem).quotes
            )
            for version in versions_tested(db, consultation_id)
            for task, stem in stems.items()
        }
    assert heard == {
        (number, task): sorted(SAID["nl"][task][str(number)] + SAID["fr"][task][str(number)])
        for number in (1, 2)
        for task in TASKS
    }


def test_who_has_not_rated_a_problem_does_not_see_what_another_said(made: Demo):
    team, _, tool_id = made
    with store.reading() as db:
        logs = {who: rating.log(db, team[who], tool_id) for who in ("dirk", "camille")}
    shown = {
        who: {key_of(one.words): (one.raters, one.mine, one.ratings) for one in found.problems}
        for who, found in logs.items()
    }

    assert shown["dirk"]["small_table"] == (1, None, ())
    assert shown["camille"]["small_table"] == (1, 1, (1,))
    assert shown["dirk"]["same_drawing"] == (3, 3, (2, 2, 3))
    assert logs["dirk"].agreement == ()


def test_the_tool_has_two_versions_with_their_own_pictures(made: Demo):
    team, _, tool_id = made
    with store.reading() as db:
        newer, older = view.tool(db, team["dirk"], tool_id).versions
        pictures = db.exec(select(func.count()).select_from(Picture)).one()
    names = [[one.words["nl"] for one in version.pieces if one.kind == "page"] for version in (older, newer)]
    pages = SAID["pages"]
    assert names == [
        [pages[key]["nl"] for key in ("rules", "table", "stories", "helpers")],
        [pages[key]["nl"] for key in ("rules", "stories", "helpers", "points")],
    ]
    shared = {one.picture_id for one in older.pieces} & {one.picture_id for one in newer.pieces}
    assert (shared, pictures) == ({None}, 8)  # the box has no picture


def test_the_class_of_today_is_at_its_second_task_and_can_be_watched(made: Demo):
    team, _, _ = made
    with store.reading() as db:
        running = db.exec(select(GroupSession).where(GroupSession.state == "open")).one()
        watch = watching.watch(db, team[NOW.leader], running.id)
        numbers = db.exec(select(Participant.at_question).where(Participant.group_session_id == running.id)).all()
        held = db.exec(select(Response.held_for).where(col(Response.release) == "held")).all()
        concerns = db.exec(select(func.count()).select_from(Concern)).one()
    first, second, _ = (one.id for one in watch.tasks)
    assert (len(watch.children), {one.size for one in watch.children}, len(watch.versions)) == (4, {2}, 1)
    assert Counter(one.question_id for one in watch.records) == {first: 4}
    assert (held, concerns, REACHED) == (["personal"], 0, TASKS[1])
    assert set(numbers) == {second}
