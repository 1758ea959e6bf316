"""One scripted child walks each ready plan of a prototype test through the real router, in each language."""

from typing import Any

import pytest
from sqlmodel import select

from consultations.drafting import view
from consultations.shapes import OneByOne, Order, Pin
from consultations.templates import templates
from models import store
from models.group_session import GroupSession, Participant
from models.response import Response
from tests import factories
from tests.apptest import Open, words_on
from tests.walks.test_survey import RECEIPT, button, come_in, give_something, prepared
from translations import words

PLANS = sorted(key for key, one in templates().items() if one.kind == "prototype_test")


def on_screen(session_id: str) -> Any:
    """The question this child has before it."""
    with store.reading() as db:
        child = db.exec(select(Participant).where(Participant.group_session_id == session_id)).one()
        asked = view.version(db, db.get_one(GroupSession, session_id).version_id)
        return asked.question(child.at_question or asked.questions[0].id)


@pytest.mark.parametrize("key", PLANS)
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_child_walks_a_plan_from_assent_to_receipt(
    key: str, language: str, open_page: Open, team: factories.Team, jar: dict[str, str]
):
    session_id = prepared(team, key)
    come_in(jar, session_id, language)
    say = words(language).gettext
    tab = open_page("child/take_part.py")
    button(tab, "assent_yes").click().run()
    given: dict[str, Any] = {}
    passed: list[str] = []
    while not any((one.key or "") == "done" for one in tab.button):
        assert [one.message for one in tab.exception] == []
        one = on_screen(session_id)
        control = one.how.control(one.read_settings, language)
        match control:
            case OneByOne(things, answers):
                for thing, said in zip(things, answers, strict=True):
                    assert thing.label in words_on(tab)
                    name = next(b for b in tab.button if (b.key or "").endswith(f"_{thing.key}_{said[0].key}"))
                    name.click().run()
                given[one.id] = {thing.key: said[0].key for thing, said in zip(things, answers, strict=True)}
            case Order(choices):
                for choice in reversed(choices):
                    button(tab, f"place_q_{one.id}_{language}_{choice.key}").click().run()
                given[one.id] = [choice.key for choice in reversed(choices)]
            case Pin():
                passed.append(one.id)  # this prototype has no pages
                assert say("There are no pages to look at here. You can go on.") in words_on(tab)
            case _ if one.type == "this_or_that":
                while any((b.key or "").startswith("neither_") for b in tab.button):
                    button(tab, "pick_").click().run()
                given[one.id] = None
            case _:
                if give_something(tab, language):
                    given[one.id] = None
        button(tab, "next_").click().run()
    button(tab, "done").click().run()

    with store.reading() as db:
        of_session = Participant.group_session_id == session_id
        kept = db.exec(
            select(Response.question_id, Response.value, Response.missing).join(Participant).where(of_session)
        )
        rows = {question_id: (value, missing) for question_id, value, missing in kept}
    assert {*rows} == {*given, *passed}
    assert [at for at, (_, missing) in rows.items() if missing == "skipped"] == passed
    assert {missing for at, (_, missing) in rows.items() if at in given} == {None}
    assert {at: rows[at][0] for at, value in given.items() if value} == {at: one for at, one in given.items() if one}
    assert say("Thank you for your help!") in words_on(tab)
    assert len([one for one in words_on(tab) if RECEIPT.fullmatch(one)]) == 1


def test_a_step_back_takes_the_last_answer_away_and_another_can_be_given(
    open_page: Open, team: factories.Team, jar: dict[str, str]
):
    asked = (("again_again", "Nog eens?", {"options": factories.options("spel", "film")}), factories.CHOICE[:3])
    with store.session() as db:
        version_id = factories.make_published(
            db, team.facilitator, (asked[0], ("short_text", "Wat nog?", {})), kind="prototype_test"
        )
        session_id = factories.make_session(db, team.facilitator, version_id)
    come_in(jar, session_id, "nl")
    tab = open_page("child/take_part.py")
    button(tab, "assent_yes").click().run()
    at = on_screen(session_id).id
    for tap in (
        f"say_q_{at}_nl_spel_yes",
        f"say_q_{at}_nl_film_no",
        f"unsay_q_{at}_nl_film",
        f"say_q_{at}_nl_film_maybe",
    ):
        button(tab, tap).click().run()
    with store.reading() as db:
        kept = db.exec(select(Response.value)).one()

    assert kept == {"spel": "yes", "film": "maybe"}
    for tap in (f"unsay_q_{at}_nl_film", f"unsay_q_{at}_nl_spel"):
        button(tab, tap).click().run()
    with store.reading() as db:
        assert db.exec(select(Response.value, Response.missing)).one() == (None, "skipped")
