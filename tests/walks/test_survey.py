"""One scripted child walks a survey through the real router, screen by screen, in each language."""

import re

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from consultations import sessions
from consultations.access import STRANGER
from consultations.collecting import knocking
from consultations.drafting import gate, starting, view, wording
from models import clock, store
from models.group_session import Participant
from models.response import Response
from pages.http import cookies
from tests import factories
from tests.apptest import Open, words_on
from translations import words

RECEIPT = re.compile(r"[B-Z]{4}-[B-Z]{4}-[B-Z]{4}")
WRITTEN = {"nl": "Gewoon iets leuks", "fr": "Quelque chose de chouette"}


def prepared(team: factories.Team, key: str) -> str:
    """A running session of one of our templates. Returns its id."""
    with store.session() as db:
        who = team.facilitator
        version_id = starting.start_from_template(db, who, key)
        draft = view.version(db, version_id)
        notices = {**draft.notices, "decider": factories.words("Het team", "L’équipe")}
        wording.set_notices(db, who, version_id, draft.edition, notices, draft.age_bands, clock.today())
        factories.with_tool(db, who, version_id)
        gate.publish(db, who, version_id)
        return factories.make_session(db, who, version_id, age_band=draft.age_bands[0])


def come_in(jar: dict[str, str], session_id: str, language: str) -> None:
    with store.session() as db:
        jar[cookies.CHILD] = knocking.join(db, STRANGER, factories.link_of(session_id), language)


def button(tab: AppTest, start: str):
    """The button whose key begins so."""
    return next(one for one in tab.button if (one.key or "").startswith(start))


def give_something(tab: AppTest, language: str) -> bool:
    """Answer whatever is asked; False on a screen that only tells something."""
    if tab.radio:
        tab.radio[0].set_value(first_key())
    elif tab.checkbox:
        tab.checkbox[0].check()
    elif tab.number_input:
        tab.number_input[0].set_value(int(tab.number_input[0].max))
    elif tab.text_area:
        tab.text_area[0].input(WRITTEN[language])
    elif tab.text_input:
        tab.text_input[0].input(WRITTEN[language])
    else:
        return False
    return True


def first_key() -> str:
    """The key behind the first card: options travel as labels, values as keys."""
    with store.reading() as db:
        child = db.exec(select(Participant).where(Participant.token_hash.is_not(None))).all()[-1]  # type: ignore[union-attr]
        asked = view.version(db, db.get_one(sessions.GroupSession, child.group_session_id).version_id)
        at = child.at_question or asked.questions[0].id
        one = asked.question(at)
        return one.how.control(one.read_settings, child.language).choices[0].key


@pytest.mark.parametrize("key", ["media-habits-9-11", "media-habits-12-14", "evaluation-of-a-session"])
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_child_walks_a_template_from_assent_to_receipt(
    key: str, language: str, open_page: Open, team: factories.Team, jar: dict[str, str]
):
    session_id = prepared(team, key)
    come_in(jar, session_id, language)
    say = words(language).gettext
    tab = open_page("child/take_part.py")
    button(tab, "assent_yes").click().run()
    given = 0
    for _ in range(60):
        assert [one.message for one in tab.exception] == []
        labels = [one.label for one in tab.button]
        assert (say("Help") in labels, say("Stop") in labels) == (True, True)
        if any((one.key or "") == "done" for one in tab.button):
            break
        given += give_something(tab, language)
        button(tab, "next_").click().run()
    button(tab, "done").click().run()
    with store.reading() as db:
        of_session = Participant.group_session_id == session_id
        missing = db.exec(select(Response.missing).join(Participant).where(of_session)).all()
        state = db.exec(select(Participant.state).where(of_session)).one()
    assert (len(missing), {*missing}, state) == (given, {None}, "done")
    assert say("Thank you for your help!") in words_on(tab)
    assert len([one for one in words_on(tab) if RECEIPT.fullmatch(one)]) == 1


def test_a_child_who_answers_nothing_walks_through_too(open_page: Open, team: factories.Team, jar: dict[str, str]):
    session_id = prepared(team, "media-habits-9-11")
    come_in(jar, session_id, "nl")
    tab = open_page("child/take_part.py")
    button(tab, "assent_yes").click().run()
    ways = ["dont_know_", "rather_not_", "skipped_"]
    tapped = 0
    while not any((one.key or "") == "done" for one in tab.button):
        keys = [one.key or "" for one in tab.button]
        way = ways[tapped % 3]
        asks = any(key.startswith(way) for key in keys)
        button(tab, way if asks else "next_").click().run()
        tapped += asks
    with store.reading() as db:
        missing = db.exec(select(Response.missing)).all()
    assert (len(missing), None in missing, {*missing}) == (tapped, False, {"dont_know", "rather_not", "skipped"})
