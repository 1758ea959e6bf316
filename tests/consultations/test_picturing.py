"""Pictures of an organisation: its own people bring them in; children see only those their questions use."""

import io

import pytest
from PIL import Image

from consultations import picturing, ways_in
from consultations.access import Denied
from consultations.drafting import starting
from consultations.interchange.pictures import clean
from consultations.questions import question_type
from consultations.shapes import CleanPicture, Refused
from consultations.tooling import pieces
from models import store
from tests import rows
from tests.factories import Team, make_child, make_published, make_session, make_team, words
from tests.prototypes import Prototype
from tests.prototypes import picture as pictured


def sheet(colour: str = "red") -> CleanPicture:
    out = io.BytesIO()
    Image.new("RGB", (20, 10), colour).save(out, "PNG")
    return clean("kaart.png", out.getvalue())


def story(*picture_ids: str) -> tuple[str, str, dict[str, object]]:
    named = [{"key": one, "nl": "Een kind", "fr": "Un enfant"} for one in picture_ids]
    return ("storyboard", "Maak een verhaal.", {"pictures": named})


@pytest.fixture
def teams(house: str) -> tuple[Team, Team]:
    with store.session() as db:
        return make_team(db), make_team(db, "CSEM")


def test_a_picture_is_kept_with_its_bytes_and_found_by_its_own_people_only(teams: tuple[Team, Team]):
    here, there = teams
    with store.session() as db:
        kept = picturing.keep_picture(db, here.facilitator, sheet())
        picturing.keep_picture(db, there.facilitator, sheet("blue"))
    with store.reading() as db:
        assert picturing.pictures(db, here.colleague) == (kept,)
        assert picturing.look(db, here.designer, kept) == picturing.Shown("png", sheet().data)
        with pytest.raises(Denied):
            picturing.look(db, there.facilitator, kept)


def test_a_child_and_a_projector_see_what_their_questions_use_and_nothing_beside_it(teams: tuple[Team, Team]):
    who = teams[0].facilitator
    with store.session() as db:
        used, beside = (picturing.keep_picture(db, who, sheet(one)) for one in ("red", "green"))
        session_id = make_session(db, who, make_published(db, who, [story(used)], kind="co_design"))
        other_id = make_session(db, who, make_published(db, who, [story(beside)], kind="co_design"))
        child = make_child(db, session_id)
    with store.reading() as db:
        assert picturing.look_in(db, child, used) == picturing.Shown("png", sheet().data)
        assert picturing.look_in(db, child, beside) is None
        screens = [ways_in.projector_token(one) for one in (session_id, other_id)]
        seen = [picturing.look_on_screen(db, token, used) is not None for token in (*screens, "x")]
    assert seen == [True, False, False]


def test_a_picture_that_is_used_is_not_taken_away(teams: tuple[Team, Team]):
    who = teams[0].facilitator
    with store.session() as db:
        used, beside = (picturing.keep_picture(db, who, sheet(one)) for one in ("red", "green"))
        version_id = make_published(db, who, [story(used)], kind="co_design")
        starting.duplicate(db, who, version_id)
    with store.session() as db:
        with pytest.raises(Refused):
            picturing.take_away(db, who, used)
        picturing.take_away(db, who, beside)
    assert rows.count("picture") == 1


def test_there_is_an_end_to_how_many_pictures_there_are(teams: tuple[Team, Team], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(picturing, "MOST", 2)
    with store.session() as db:
        for colour in ("red", "green"):
            picturing.keep_picture(db, teams[0].facilitator, sheet(colour))
        with pytest.raises(Refused):
            picturing.keep_picture(db, teams[0].facilitator, sheet("blue"))
        picturing.keep_picture(db, teams[1].facilitator, sheet("blue"))


def test_a_story_takes_the_pictures_of_its_question_and_no_other(teams: tuple[Team, Team]):
    how = question_type("storyboard")
    settings = how.read(story("a" * 32)[2])
    panels = [{"picture": "own:" + "a" * 32, "words": "Kijk"}]
    assert how.check(panels, settings) == panels
    assert how.told(panels, settings, "fr") == "[Un enfant] Kijk"
    with pytest.raises(Refused):
        how.check([{"picture": "own:" + "b" * 32, "words": "Kijk"}], settings)
    assert [one.key for one in how.control(settings, "nl").own] == ["own:" + "a" * 32]


def test_a_child_gets_exactly_the_pages_of_the_prototype_it_tests(house: str):
    tested = Prototype()
    others = Prototype(team=tested.team)
    second = tested.next_version()
    with store.session() as db:
        changed = pictured(db, tested.team, 7)
        pieces.add_piece(db, tested.team.designer, second, "page", words("Nieuw", "Nouveau"), picture_id=changed)
        loose = pictured(db, tested.team, 8)
    every = [*tested.pictures, *others.pictures, changed, loose]
    sessions_ = [tested.opens(), tested.opens(second), others.opens()]

    def gets(session_id: str) -> list[str]:
        with store.session() as db:
            child = make_child(db, session_id)
            return [one for one in every if picturing.look_in(db, child, one)]

    assert [gets(one) for one in sessions_] == [tested.pictures, [*tested.pictures, changed], others.pictures]
