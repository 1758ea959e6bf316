"""Preparing a co-design on its page: each activity can be opened and set, and takes its cards from a wall before it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from consultations.drafting import starting, view, wording
from consultations.kinds import kinds
from consultations.questions import question_type
from consultations.shapes import EarlierWall, OptionList, PictureList, ShortWords
from models import store
from pages.parts import settings
from tests import factories
from tests.apptest import Open, sign_in, words_on
from tests.factories import Team, options

WALL = ("idea_wall", "Wat vind *je* goed?", {"phase": "make"})
DOTS = ("dot_voting", "Plak je stickers.", {"options": options("spel", "film")})
LATER = ("idea_wall", "En nu?", {"phase": "share"})
FITS = [(kind, name) for kind in ("co_design", "prototype_test") for name in kinds()[kind].fits]


def opened(open_page: Open, version_id: str, at: int) -> AppTest:
    """The page with one question unfolded."""
    with store.reading() as db:
        question_id = view.version(db, version_id).questions[at].id
    tab = open_page("staff/write.py", version_id=version_id, open_question=question_id)
    assert not tab.exception
    return tab


def boxed(tab: AppTest, start: str) -> dict[str, Any]:
    """The select boxes whose key ends so, by key."""
    return {one.key: one for one in tab.selectbox if str(one.key).endswith(start)}


@pytest.mark.parametrize(("kind", "name"), FITS)
@pytest.mark.parametrize("language", ["nl", "fr"])
def test_an_activity_with_nothing_filled_in_can_be_opened_and_shows_every_setting(
    open_page: Open, jar: dict[str, str], team: Team, kind: str, name: str, language: str
):
    with store.session() as db:
        version_id = starting.start(db, team.facilitator, kind, factories.words("Samen"))
        wording.add_question(db, team.facilitator, version_id, name)
    sign_in(jar, team.facilitator)

    tab = opened(open_page, version_id, 0)

    fields = question_type(name).settings_controls
    drawn = {str(one.key) for kind in ("selectbox", "number_input", "text_input", "toggle") for one in tab.get(kind)}
    for field in fields:
        match field:
            case EarlierWall():
                assert any("idea wall" in said or "ideeënmuur" in said for said in words_on(tab))
            case ShortWords(at):
                assert {key.rsplit("_", 2)[1] for key in drawn if key.endswith((f"{at}_nl", f"{at}_fr"))} == {at}
            case OptionList(at):
                assert sum(f"_{at}_" in key for key in drawn) >= 2
            case PictureList():
                assert any("plaatjes" in said.lower() or "images" in said.lower() for said in words_on(tab))
            case _:
                assert sum(key.endswith(f"_{field.name}") for key in drawn) == 1


@pytest.mark.parametrize(
    "key", ["photo-game-6-8", "influencer-campaign-15-18", "test-card-game-9-11", "test-lesson-sheet-12-14"]
)
def test_every_step_of_a_recipe_can_be_opened_and_saved_and_is_the_same_afterwards(
    open_page: Open, jar: dict[str, str], team: Team, key: str
):
    with store.session() as db:
        version_id = starting.start_from_template(db, team.facilitator, key)
        before = view.version(db, version_id)
    sign_in(jar, team.facilitator)

    for at, one in enumerate(before.questions):
        tab = opened(open_page, version_id, at)
        tab.button(key=f"save_{one.id}").click().run()
        assert not tab.exception

    with store.reading() as db:
        after = view.version(db, version_id)
    assert [one.edition for one in after.questions] == [2] * len(before.questions)
    assert [(one.fingerprint, one.twins) for one in after.questions] == [
        (one.fingerprint, one.twins) for one in before.questions
    ]


def test_a_vote_takes_its_cards_from_a_wall_before_it_and_never_from_one_after_it(
    open_page: Open, jar: dict[str, str], team: Team
):
    with store.session() as db:
        version_id = factories.make_draft(db, team.facilitator, (WALL, DOTS, LATER), kind="co_design")
        wall, vote, _ = view.version(db, version_id).questions
    sign_in(jar, team.facilitator)
    tab = opened(open_page, version_id, 1)
    (box,) = boxed(tab, "_wall").values()

    offered = list(box.options)
    box.set_value(wall.stem).run()
    tab.button(key=f"save_{vote.id}").click().run()

    with store.reading() as db:
        kept = view.version(db, version_id).questions[1].settings["wall"]
    assert offered == ["Alleen de opties hieronder", "1 · 🗒️ Wat vind *je* goed?"]
    assert kept == wall.stem


def test_a_wall_that_was_moved_behind_its_vote_is_no_longer_chosen(open_page: Open, jar: dict[str, str], team: Team):
    with store.session() as db:
        version_id = factories.make_draft(db, team.facilitator, (WALL, WALL, DOTS), kind="co_design")
        first, second, vote = view.version(db, version_id).questions
        wording.set_question(
            db, team.facilitator, version_id, vote.id, vote.edition, vote.wording,
            {**vote.settings, "wall": second.stem}, False, None,
        )  # fmt: skip
        wording.move_question(db, team.facilitator, version_id, second.id, 2)
    sign_in(jar, team.facilitator)

    tab = opened(open_page, version_id, 1)

    (box,) = boxed(tab, "_wall").values()
    assert (box.value, len(box.options)) == ("", 2)
    assert first.stem != second.stem


def test_every_setting_there_is_has_a_name_and_none_of_the_names_is_for_nothing():
    used = {settings._named(how, field) for how in map(question_type, _every_type()) for field in how.settings_controls}

    assert used == set(settings.NAMES)


def _every_type() -> set[str]:
    return {name for kind in kinds().values() for name in kind.fits}


def one_toggle() -> None:
    """A page with one setting that is on or off. It runs by itself, so it brings what it needs."""
    import streamlit as st

    from consultations.access import STRANGER
    from consultations.questions.information import Information
    from consultations.shapes import YesNo
    from pages.parts import settings
    from pages.parts.frame import Visit

    class Switched(Information):
        settings_controls = (YesNo("own"),)

    st.session_state["filled"] = settings.draw(Visit(STRANGER, "nl"), Switched(), {"own": True}, "it")


def test_a_setting_that_is_on_or_off_is_a_switch_that_stands_as_it_was_kept():
    tab = AppTest.from_function(one_toggle).run()
    before = tab.session_state["filled"]
    tab.toggle[0].set_value(False).run()

    assert (tab.toggle[0].label, before, tab.session_state["filled"]) == (
        "Hoeveel stapels kinderen zelf een naam mogen geven", {"own": True}, {"own": False},
    )  # fmt: skip
