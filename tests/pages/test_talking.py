"""A talk's extras: animals beside numbers for the young, what the room may read too, how the group is doing."""

import pytest

from consultations import glancing, ways_in
from consultations.observing import pacing
from models import store
from tests.apptest import Open, sign_in, words_on
from tests.factories import BULLIED, ONLINE, RULES, Talk, Team, make_published, make_talk
from translations import words

say = words("nl").gettext


@pytest.mark.parametrize(("band", "shown"), [("9-11", "P3 🐻 beer"), ("6-8", "P3 🐻 beer"), ("12-14", "P3")])
def test_the_young_have_an_animal_beside_their_number_always_the_same_one(
    open_page: Open, jar: dict[str, str], team: Team, band: str, shown: str
):
    with store.session() as db:
        asked = (RULES, ONLINE, BULLIED)
        version_id = make_published(db, team.facilitator, asked, bands=(band,), kind="focus_group")
        talk = make_talk(db, team.facilitator, version_id=version_id, age_band=band)
    sign_in(jar, team.facilitator)
    tab = open_page("staff/lead.py", session_id=talk.session_id)

    assert shown in words_on(tab)


@pytest.fixture
def talk(team: Team) -> Talk:
    with store.session() as db:
        talk = make_talk(db, team.facilitator, [(1, "1 filmpjes kijken"), (1, "2 lotte tekent"), (1, "3 slapen")])
        pacing.go(db, team.facilitator, talk.session_id, talk.question_ids[1])
        pacing.let_note(db, team.facilitator, talk.session_id, team.colleague.account_id)
        return talk


def on_the_beamer(talk: Talk) -> list[str]:
    with store.reading() as db:
        board = glancing.board(db, ways_in.projector_token(talk.session_id))
        assert board
        return [one.words for one in board.released.things]


def test_the_leader_puts_an_utterance_on_the_screen_and_takes_it_off(
    open_page: Open, jar: dict[str, str], team: Team, talk: Talk
):
    sign_in(jar, team.facilitator)
    tab = open_page("staff/lead.py", session_id=talk.session_id)
    offered = {one.key for one in tab.button if (one.key or "").startswith("screen_")}
    assert offered == {f"screen_{talk.response_ids[at]}" for at in (0, 2)}

    next(one for one in tab.button if one.key == f"screen_{talk.response_ids[0]}").click()
    tab.run()
    assert on_the_beamer(talk) == ["filmpjes kijken"]
    next(one for one in tab.button if one.key == f"unscreen_{talk.response_ids[0]}").click()
    tab.run()
    assert ([one.message for one in tab.exception], on_the_beamer(talk)) == ([], [])


def test_who_takes_notes_puts_nothing_on_the_screen_and_sees_no_pulse(
    open_page: Open, jar: dict[str, str], team: Team, talk: Talk
):
    with store.session() as db:
        pacing.feel(db, team.facilitator, talk.session_id, "bad")
    sign_in(jar, team.colleague)
    tab = open_page("staff/lead.py", session_id=talk.session_id)

    own = [one.key for one in tab.button if (one.key or "").startswith(("screen_", "mood_"))]
    assert (own, any("😩" in one for one in words_on(tab))) == ([], False)
