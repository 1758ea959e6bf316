"""The end for a child: the receipt in a session that is closed, the break that goes on, and what the next one sees."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from consultations import sessions, signing_in, ways_in
from consultations.access import STRANGER
from consultations.collecting import knocking, leaving, presence
from consultations.protection import letters
from consultations.shapes import Refused
from models import store
from pages import components
from pages.parts import frame, walk
from tests import clocks, factories
from tests.apptest import Open, sign_in, words_on
from tests.rows import count, everything

UNFINISHED = (
    "{n} child is not finished yet. Whoever does not join in is counted here too.",
    "{n} children are not finished yet. Whoever does not join in is counted here too.",
)


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Where a page sends the browser, and after how many seconds."""
    ways: list[tuple[str, int]] = []
    monkeypatch.setattr(components, "go", lambda path, *_, after_s=0: ways.append((path, after_s)))
    return ways


@pytest.fixture
def session_id(team: factories.Team) -> str:
    with store.session() as db:
        version_id = factories.make_published(db, team.facilitator, (factories.CHOICE, factories.OPEN))
        return factories.make_session(db, team.facilitator, version_id)


def come_in(session_id: str, assent: str | None = "yes") -> str:
    with store.session() as db:
        token = knocking.join(db, STRANGER, factories.link_of(session_id, db), "nl")
        db.flush()
        if assent:
            presence.assent(db, factories.again(db, token).visitor, assent)
    return token


def present(token: str) -> presence.Child:
    with store.reading() as db:
        return factories.again(db, token)


def does(verb, team: factories.Team, session_id: str) -> None:
    with store.session() as db:
        verb(db, team.facilitator, session_id)


def a_screen(token: str, which: str) -> AppTest:
    """One screen of the walk by itself, for the child behind a token."""

    def script(token: str, which: str) -> None:
        import streamlit as st

        from consultations.collecting import presence
        from models import store
        from pages.parts import walk
        from pages.parts.frame import Visit

        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        if "child" not in st.session_state:
            with store.reading() as db:
                st.session_state["child"] = presence.present(db, token)
        child = st.session_state["child"]
        visit = Visit(child.visitor, "nl")
        if st.session_state["runs"] < 4:
            walk.thanks(visit, child) if which == "thanks" else getattr(walk, which)(visit, token)

    return AppTest.from_function(script, kwargs={"token": token, "which": which}, default_timeout=30)


def runs(tab: AppTest) -> int:
    return int(tab.run().session_state["runs"])


def test_in_a_closed_session_a_child_reads_its_receipt_and_nothing_is_written(
    session_id: str, team: factories.Team, jar: dict[str, str], went: list[tuple[str, int]]
):
    token = come_in(session_id)
    does(sessions.close, team, session_id)
    child, before = present(token), everything()

    tab = a_screen(token, "thanks").run()

    code = letters.shown(leaving.receipt(child)).replace(" ", "-")
    assert ([one.message for one in tab.exception], words_on(tab).count(code)) == ([], 1)
    assert (everything(), went) == (before, [("/bye", walk.LEAVE_AFTER)])
    assert [one.label for one in tab.button] == [frame.Visit(STRANGER, "nl").say("I wrote the letters down")]


@pytest.mark.parametrize("assent", [None, "ask_first", "no"])
def test_who_did_not_say_yes_gets_thanks_and_no_receipt(
    session_id: str, team: factories.Team, jar: dict[str, str], went: list[tuple[str, int]], assent: str | None
):
    token = come_in(session_id, assent)
    does(sessions.close, team, session_id)

    tab = a_screen(token, "thanks").run()

    assert ([one.message for one in tab.exception], len(tab.button)) == ([], 1)
    assert letters.shown(leaving.receipt(present(token))).replace(" ", "-") not in words_on(tab)


def test_waiting_in_a_break_is_a_sign_of_life(
    session_id: str, team: factories.Team, jar: dict[str, str], monkeypatch: pytest.MonkeyPatch
):
    time = clocks.hold(monkeypatch)
    token = come_in(session_id)
    does(sessions.pause, team, session_id)
    time.go(minutes=30)

    assert runs(a_screen(token, "break_time")) == 1
    assert present(token).away == timedelta(0)


def test_a_break_that_ends_with_the_session_leads_to_the_end(
    session_id: str, team: factories.Team, jar: dict[str, str]
):
    token = come_in(session_id)
    does(sessions.pause, team, session_id)
    tab = a_screen(token, "break_time")
    assert runs(tab) == 1
    does(sessions.close, team, session_id)

    assert runs(tab) > 2


@pytest.mark.parametrize("end", ["bye", "closed", "somebody else"])
def test_a_screen_is_left_as_soon_as_its_child_is_gone(
    session_id: str, team: factories.Team, jar: dict[str, str], end: str
):
    token, other = come_in(session_id), come_in(session_id)
    tab = a_screen(token, "still_here")
    assert (runs(tab), runs(tab)) == (1, 2)
    if end == "bye":
        with store.session() as db:
            leaving.bye(db, token)
    elif end == "closed":
        does(sessions.close, team, session_id)
    else:
        tab.session_state["child"] = present(other)

    assert runs(tab) > 3


def receipt_of(session_id: str) -> str:
    with store.session() as db:
        child = factories.answer(db, factories.make_child(db, session_id), ["strip", "Ik lees graag."])
        return leaving.receipt(child)


def sees(open_page: Open, typed: str) -> AppTest:
    tab = open_page("child/my_answers.py")
    tab.text_input[0].input(typed)
    return tab.button[-1].click().run()


def test_answers_that_were_read_do_not_stay_for_the_next_pupil(
    session_id: str, open_page: Open, went: list[tuple[str, int]]
):
    tab = sees(open_page, receipt_of(session_id))
    assert ("Ik lees graag." in words_on(tab), went) == (True, [("/bye", 300)])

    tab.button(key="bye").click().run()

    assert went[-1] == ("/bye", 0)
    assert [one.message for one in tab.exception] == []


def test_an_unknown_receipt_counts_once_and_not_with_every_tap(session_id: str, open_page: Open):
    tab = sees(open_page, letters.from_bytes(b"x" * 32, letters.RECEIPT_LENGTH))
    assert count("miss") == 1

    tab.run()
    tab.run()

    assert count("miss") == 1


def test_an_erasure_that_is_refused_is_said_in_a_sentence(
    session_id: str, open_page: Open, monkeypatch: pytest.MonkeyPatch, went: list[tuple[str, int]]
):
    tab = sees(open_page, receipt_of(session_id))

    def waits(*_: object) -> bool:
        raise Refused(knocking.WAIT)

    monkeypatch.setattr(leaving, "erase_mine", waits)
    tab.button(key="erase").click().run()

    assert ([one.message for one in tab.exception], len(tab.warning), count("response")) == ([], 1, 2)


@pytest.mark.parametrize("turn", [sessions.open_door, sessions.shut_door, sessions.pause])
def test_the_code_shows_only_while_the_door_is_open(
    session_id: str, team: factories.Team, jar: dict[str, str], open_page: Open, turn
):
    does(turn, team, session_id)
    sign_in(jar, team.facilitator)
    with store.reading() as db:
        code = letters.shown(ways_in.join_code(db.get_one(sessions.GroupSession, session_id)))

    tab = open_page("staff/lead.py", session_id=session_id)

    assert (words_on(tab).count(code), [one.message for one in tab.exception]) == (int(turn is sessions.open_door), [])


def test_beside_the_close_button_stands_how_many_are_not_finished(
    session_id: str, team: factories.Team, jar: dict[str, str], open_page: Open
):
    receipt_of(session_id)
    for assent in ("yes", "no", None):
        come_in(session_id, assent)
    sign_in(jar, team.facilitator)
    tab = open_page("staff/lead.py", session_id=session_id)

    said = frame.Visit(STRANGER, "nl").count(*UNFINISHED, 3)
    assert ([one.message for one in tab.exception], words_on(tab).count(said)) == ([], 1)


def test_a_refused_try_costs_no_comparison(
    team: factories.Team, open_page: Open, monkeypatch: pytest.MonkeyPatch, went: list[tuple[str, int]]
):
    compared: list[str] = []
    monkeypatch.setattr(signing_in, "password_fits", lambda *_: compared.append("one") or False)
    tab, said = open_page("staff/sign_in.py"), set()
    for _ in range(8):
        tab.text_input[0].input("nobody@nowhere")
        tab.text_input[1].input("a wrong guess")
        tab.button[-1].click().run()
        said.add(tab.error[0].value)

    assert (len(compared), len(said)) == (5, 1)
