"""The observer's page: the way in for who leads and who takes notes, what the cards know, what is kept."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from consultations import sessions
from consultations.collecting import leaving
from consultations.observing import aloud, pacing, watching
from models import store
from pages import components
from tests import factories, watched
from tests.apptest import Open, sign_in, words_on
from tests.factories import Team
from tests.watched import Tested, make_test
from translations import words

say = words("nl").gettext
PAGE = "staff/observe.py"


class Browser:
    """What the cards are told, and what their browser holds."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.queue: list[Any] = []

    def __call__(self, session_id: str, **told: Any) -> list[Any]:
        self.told.append(told)
        return [one for one in self.queue if not isinstance(one, dict) or one.get("stamp") not in told["kept"]]

    @property
    def last(self) -> dict[str, Any]:
        """What the cards were told last."""
        return self.told[-1]


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Cards without a browser: AppTest draws no component of ours."""
    stands_in = Browser()
    monkeypatch.setattr(components, "observe", stands_in)
    return stands_in


@pytest.fixture
def made(team: Team) -> Tested:
    with store.session() as db:
        return make_test(db, team, versions=2)


def opened(open_page: Open, made: Tested) -> AppTest:
    tab = open_page(PAGE, session_id=made.session_id)
    assert [one.message for one in tab.exception] == []
    return tab


def change(made: Tested, number: int, kind: str, **facts: Any) -> dict[str, Any]:
    return {
        "stamp": f"{number:024x}", "kind": kind, "participant": made.children[0], "question": made.tasks[0],
        "version": made.versions[0], **facts,
    }  # fmt: skip


def test_the_leader_goes_there_with_one_tap(open_page: Open, jar: dict[str, str], team: Team, made: Tested):
    sign_in(jar, team.facilitator)
    tab = open_page("staff/lead.py", session_id=made.session_id)
    next(one for one in tab.button if one.key == "observe").click()
    tab.run()
    assert ([one.message for one in tab.exception], "back" in [one.key for one in tab.button]) == ([], True)


@pytest.mark.parametrize("pace", ["self", "leader"])
def test_a_colleague_is_asked_to_take_notes_and_lands_on_the_cards(
    open_page: Open, jar: dict[str, str], team: Team, browser: Browser, pace: str
):
    with store.session() as db:
        made = make_test(db, team, pace=pace, devices="each" if pace == "self" else "group")
    sign_in(jar, team.facilitator)
    tab = open_page("staff/lead.py", session_id=made.session_id)
    tab.selectbox("colleague").select(team.colleague.account_id).run()
    next(one for one in tab.button if one.key == "let_note").click()
    tab.run()
    with store.reading() as db:
        assert pacing.pace(db, team.facilitator, made.session_id).note_taker == "colin"

    sign_in(jar, team.colleague)
    helper = open_page("staff/lead.py", session_id=made.session_id)
    assert ([one.message for one in helper.exception], len(browser.last["children"])) == ([], 3)
    assert "close" not in [one.key for one in helper.button]


def test_in_a_survey_nobody_is_watched(open_page: Open, jar: dict[str, str], team: Team, browser: Browser):
    with store.session() as db:
        survey = factories.make_session(db, team.facilitator, factories.make_published(db, team.facilitator))
    sign_in(jar, team.facilitator)
    tab = open_page("staff/lead.py", session_id=survey)
    assert "observe" not in [one.key for one in tab.button]
    open_page(PAGE, session_id=survey)
    assert browser.told == []


def test_without_a_session_it_shows_which_ones_are_running(
    open_page: Open, jar: dict[str, str], team: Team, made: Tested, browser: Browser
):
    sign_in(jar, team.colleague)
    assert say("No session in which a tool is tested is running. Open one under Lead.") in words_on(open_page(PAGE))
    sign_in(jar, team.facilitator)
    tab = open_page(PAGE)
    next(one for one in tab.button if one.key == f"observe_{made.session_id}").click()
    tab.run()
    assert len(browser.last["children"]) == 3


def test_the_cards_know_the_tasks_the_versions_and_who_is_watched(
    open_page: Open, jar: dict[str, str], team: Team, made: Tested, browser: Browser
):
    with store.session() as db:
        problem_id = watched.make_problem(db, team, made)
        watched.saw(db, team, made, ended="helped", errors=0)
    sign_in(jar, team.facilitator)
    opened(open_page, made)

    told = browser.last
    assert told["tasks"][0] == {
        "id": made.tasks[0], "words": "Zoek een kaart die helpt.", "success": "Het kind toont een kaart.",
        "stop": "Na vier minuten.", "help": True, "minutes": "4 minuten",
    }  # fmt: skip
    assert [one[1] for one in told["versions"]] == [1, 2]
    assert {one["size"] for one in told["children"]} == {"2 kinderen"}
    assert [(one["ended"], one["errors"], one["assists"]) for one in told["records"]] == [("helped", 0, None)]
    assert told["problems"] == [{"id": problem_id, "words": "De pijl wijst fout.", "place": made.tasks[0]}]
    assert told["ease"][-1] == "Heel makkelijk"


def test_what_the_browser_holds_is_kept_once_and_a_refusal_is_said_by_its_stamp(
    open_page: Open, jar: dict[str, str], team: Team, made: Tested, browser: Browser
):
    browser.queue = [
        change(made, 1, "record", changed={"ended": "unaided"}),
        change(made, 2, "record", changed={"seconds": 99999}),
        change(made, 3, "note", words="oei", second=5),
        {"stamp": 4}, {"stamp": None, "kind": []}, {}, "nonsense", None, 7,
    ]  # fmt: skip
    sign_in(jar, team.facilitator)
    tab = opened(open_page, made)
    tab.run()

    with store.reading() as db:
        found = watching.watch(db, team.facilitator, made.session_id)
        notes = aloud.said_aloud(db, team.facilitator, made.session_id)
    assert [(one.ended, one.seconds) for one in found.records] == [("unaided", None)]
    assert [(one.words, one.second) for one in notes] == [("oei", 5)]
    stamps = [f"{number:024x}" for number in (1, 2, 3)]
    assert browser.last["kept"][:3] == stamps
    assert next(iter(browser.last["refused"])) == stamps[1]
    assert all(isinstance(one, str) and one for one in browser.last["refused"].values())


def test_a_merged_problem_is_met_as_the_other_one(
    open_page: Open, jar: dict[str, str], team: Team, made: Tested, browser: Browser
):
    from consultations.tooling import problems

    with store.session() as db:
        first, same = watched.make_problem(db, team, made), watched.make_problem(db, team, made, "Pijl fout.")
        watching.met(db, team.facilitator, made.session_id, made.children[0], made.versions[0], same)
        problems.merge_problem(db, team.facilitator, same, first)
    sign_in(jar, team.facilitator)
    opened(open_page, made)
    assert [one["id"] for one in browser.last["problems"]] == [first]
    assert browser.last["met"] == [(first, made.children[0], made.versions[0])]


def test_during_a_break_the_queue_waits_and_after_it_goes(
    open_page: Open, jar: dict[str, str], team: Team, made: Tested, browser: Browser
):
    browser.queue = [change(made, 1, "record", changed={"ended": "unaided"})]
    with store.session() as db:
        sessions.pause(db, team.facilitator, made.session_id)
    sign_in(jar, team.facilitator)
    tab = opened(open_page, made)
    assert (browser.last["state"], browser.last["kept"]) == ("paused", [])
    assert browser.last["words"]["stands"].startswith("Het is pauze")
    with store.session() as db:
        sessions.resume(db, team.facilitator, made.session_id)
    tab.run()
    assert (browser.last["state"], browser.last["kept"]) == ("open", [f"{1:024x}"])


def test_after_the_end_it_says_so(open_page: Open, jar: dict[str, str], team: Team, made: Tested, browser: Browser):
    with store.session() as db:
        watched.close(db, team, made)
    sign_in(jar, team.facilitator)
    opened(open_page, made)
    assert browser.last["words"]["stands"].startswith("Deze sessie is afgesloten")


def test_with_more_than_six_the_observer_chooses_whom_and_it_is_remembered(
    open_page: Open, jar: dict[str, str], team: Team, browser: Browser
):
    with store.session() as db:
        made = make_test(db, team, (1,) * 8)
    sign_in(jar, team.facilitator)
    tab = opened(open_page, made)
    first = [one["id"] for one in browser.last["children"]]
    assert len(first) == 6
    others = [one for one in made.children if one not in first]
    tab.button_group(f"whom_{made.session_id}").set_value(others).run()
    assert {one["id"] for one in browser.last["children"]} == set(others)
    tab.run()
    assert {one["id"] for one in browser.last["children"]} == set(others)
    tab.button_group(f"whom_{made.session_id}").set_value(list(made.children)).run()
    assert (len(browser.last["children"]), say("You watch six already. Take one out first.") in words_on(tab)) == (
        6, True,
    )  # fmt: skip


def test_before_anybody_is_in_and_without_a_task_it_says_so(
    open_page: Open, jar: dict[str, str], team: Team, browser: Browser
):
    with store.session() as db:
        empty = make_test(db, team, ())
        without = make_test(db, team, (1,), questions=(factories.CHOICE,))
    sign_in(jar, team.facilitator)
    assert say("Nobody is in yet. Who comes in and says yes appears here.") in words_on(opened(open_page, empty))
    nothing = say("There is no task in this consultation, so there is nothing to watch.")
    assert nothing in words_on(opened(open_page, without))


def test_a_child_reads_in_its_own_language_what_was_seen_of_it(open_page: Open, team: Team):
    with store.session() as db:
        made = make_test(db, team, (1,))
        watched.saw(db, team, made, ended="helped", seconds=83, errors=0, assists=2, interrupted=True, ease=5)
        receipt = leaving.finish(db, made.devices[0])
    tab = open_page("child/my_answers.py", language="fr")
    tab.text_input[0].set_value(receipt)
    next(one for one in tab.button if one.label == words("fr").gettext("See my answers")).click()
    tab.run()
    assert "\n".join(
        [
            "Quelqu’un a observé et a noté ceci\u00a0:", "“J’ai réussi avec de l’aide”", "Cela t’a pris 1 min 23 s.",
            "Il y a eu une interruption.", "Quelque chose n’a pas marché 0 fois.",
            "Tu as eu de l’aide 2 fois.", "Tu as dit\u00a0: Très facile",
        ]
    ) in [one.value for one in tab.text]  # fmt: skip


def test_a_session_opens_with_a_second_version_and_for_pairs(open_page: Open, jar: dict[str, str], team: Team):
    with store.session() as db:
        made = make_test(db, team, ())
    sign_in(jar, team.facilitator)
    tab = open_page("staff/lead.py")
    labels = {one.label: one for one in tab.selectbox}
    labels[say("Province")].select("namur")
    labels[say("Language of the group")].select("nl")
    labels[say("Ages")].select("9-11")
    labels[say("What has been arranged with the parents?")].select("both")
    second = labels[say("Do the same children try a second version? Leave it empty if not.")]
    second.select_index(1)
    devices = next(one for one in tab.radio if one.label == say("What do the children answer on?"))
    devices.set_value("group")
    next(one for one in tab.button if one.label == say("Open the session")).click()
    tab.run()

    assert [one.message for one in tab.exception] == []
    with store.reading() as db:
        row = db.exec(sessions.select(sessions.GroupSession).where(sessions.GroupSession.province == "namur")).one()
        tried = {row.tool_version_id, row.second_tool_version_id}
        assert (row.devices, len(tried - {None}), made.versions[0] in tried) == ("group", 2, True)
