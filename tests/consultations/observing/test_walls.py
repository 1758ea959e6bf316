"""A wall in the leader's hands: nothing appears that nobody let through, and two moderators do not undo each other."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from consultations import glancing, looking_after, sessions, ways_in
from consultations.access import Denied, Visitor
from consultations.collecting.around import around
from consultations.observing import noting, pacing, paper, staging, walls
from consultations.observing.on_screen import Shown
from consultations.shapes import Refused
from models import store
from models.group_session import GroupSession
from models.response import Response
from tests.crowds import all_at_once
from tests.factories import Team, make_talk
from tests.rooms import (
    CHOICE,
    DOTS,
    DRAW,
    LINES,
    WALL,
    Workshop,
    child_of,
    give,
    led_to,
    make_wall_and_vote,
    make_workshop,
    put_card,
    turn_of,
)

PHONE = "bel 0470 12 34 56"


@pytest.fixture
def made(team: Team) -> Workshop:
    """A wall with a card in each language, and one that tells too much; another workshop has cards of its own."""
    with store.session() as db:
        made = make_workshop(db, team.facilitator)
        put_card(db, child_of(db, made), made, "een knop", "a")
        put_card(db, child_of(db, made, "fr"), made, "un bouton", "a")
        put_card(db, child_of(db, made), made, PHONE, "a")
        other = make_workshop(db, team.facilitator)
        put_card(db, child_of(db, other), other, "van een andere klas", "a")
        return made


def done(verb: Callable[..., Any], who: Visitor, *given: Any, **named: Any) -> Any:
    with store.session() as db:
        return verb(db, who, *given, **named)


def states(team: Team, made: Workshop, at: int = WALL) -> dict[str, str]:
    with store.reading() as db:
        return {one.words: one.state for one in walls.wall(db, team.facilitator, made.session_id, made.ids[at])}


def card(team: Team, made: Workshop, said: str, at: int = WALL) -> str:
    with store.reading() as db:
        every = walls.wall(db, team.facilitator, made.session_id, made.ids[at])
        return next(one.id for one in every if one.words == said)


def on_the_beamer(made: Workshop) -> list[Shown]:
    with store.reading() as db:
        board = glancing.board(db, ways_in.projector_token(made.session_id))
        assert board
        return sorted(board.released.things, key=lambda one: one.words)


def test_the_leader_sees_every_card_but_those_somebody_must_look_at_first(team: Team, made: Workshop):
    with store.reading() as db:
        held = walls.held_back(db, team.facilitator, made.session_id, made.ids[WALL])

    assert (states(team, made), held) == ({"een knop": "waiting", "un bouton": "waiting"}, 1)
    assert on_the_beamer(made) == []


def test_a_card_that_is_shown_reaches_other_screens_and_one_that_is_hidden_leaves_them(team: Team, made: Workshop):
    with store.session() as db:
        reader = child_of(db, made)
        put_card(db, reader, made, "mijn eigen", "a")
    one, before = card(team, made, "een knop"), turn_of(made.session_id)
    done(walls.show, team.facilitator, one)

    with store.reading() as db:
        seen = around(db, reader, made.ids[WALL])
    assert ([each.words for each in seen.others], turn_of(made.session_id)) == (["een knop"], before + 1)
    assert [each.words for each in on_the_beamer(made)] == ["een knop"]
    done(walls.hide, team.facilitator, one)
    with store.reading() as db:
        assert around(db, reader, made.ids[WALL]).others == ()
    assert (on_the_beamer(made), states(team, made)["een knop"]) == ([], "hidden")


def test_held_words_never_appear_by_showing_them_one_by_one_or_all_at_once(team: Team, made: Workshop):
    with store.session() as db:
        held = next(one.response_id for one in looking_after.inbox(db, team.facilitator) if one.words == PHONE)
    with pytest.raises(Refused, match="Look after"):
        done(walls.show, team.facilitator, held)

    assert done(walls.show_all, team.facilitator, made.session_id, made.ids[WALL]) == 2
    assert states(team, made) == {"een knop": "shown", "un bouton": "shown"}
    assert [one.words for one in on_the_beamer(made)] == ["een knop", "un bouton"]


def test_paused_walls_are_on_no_screen_and_come_back_as_they_were(team: Team, made: Workshop):
    with store.session() as db:
        reader = child_of(db, made)
        put_card(db, reader, made, "mijn eigen", "a")
    done(walls.show, team.facilitator, card(team, made, "un bouton"))
    done(walls.pause_walls, team.facilitator, made.session_id)

    with store.reading() as db:
        assert around(db, reader, made.ids[WALL]).others == ()
    assert on_the_beamer(made) == []
    done(walls.pause_walls, team.facilitator, made.session_id, False)
    assert [one.words for one in on_the_beamer(made)] == ["un bouton"]


def test_cards_that_were_picked_are_what_is_voted_on_and_without_any_all_that_are_shown(team: Team):
    with store.session() as db:
        made = make_wall_and_vote(db, team.facilitator)
        for number, said in enumerate(("een knop", "een tuin", "een boek")):
            put_card(db, child_of(db, made), made, said, f"m{number}")

    def offered() -> list[str]:
        with store.reading() as db:
            sheet = paper.sheet(db, team.facilitator, made.session_id, made.ids[DOTS])
        return sorted(one.label for one in sheet.controls["nl"].choices)  # type: ignore[union-attr]

    assert offered() == []
    for said in ("een knop", "een tuin"):
        done(walls.show, team.facilitator, card(team, made, said))
    assert offered() == ["een knop", "een tuin"]
    done(walls.pick, team.facilitator, card(team, made, "een tuin"))
    assert offered() == ["een tuin"]
    done(walls.pick, team.facilitator, card(team, made, "een tuin"), False)
    assert offered() == ["een knop", "een tuin"]


def test_a_card_is_laid_under_a_theme_of_its_own_wall_only(team: Team, made: Workshop):
    one = card(team, made, "een knop")
    done(walls.lay_under, team.facilitator, one, "veilig")
    with pytest.raises(Refused):
        done(walls.lay_under, team.facilitator, one, "bestaat_niet")
    done(walls.show, team.facilitator, one)

    assert [(each.words, each.theme) for each in on_the_beamer(made)] == [("een knop", "veilig")]


def test_two_moderators_at_once_lose_nothing(team: Team, made: Workshop):
    with store.session() as db:
        for number in range(9):
            put_card(db, child_of(db, made), made, f"kaart {number} van de groep", "a")
    done(pacing.let_note, team.facilitator, made.session_id, team.colleague.account_id)
    pens, before = (team.facilitator, team.colleague), turn_of(made.session_id)
    cards = [card(team, made, f"kaart {number} van de groep") for number in range(9)]

    all_at_once([partial(done, walls.show, pens[at % 2], cards[at // 2]) for at in range(18)])

    shown = [said for said, state in states(team, made).items() if state == "shown"]
    assert (sorted(shown), turn_of(made.session_id)) == ([f"kaart {n} van de groep" for n in range(9)], before + 18)


def test_a_drawing_waits_for_a_person_and_then_for_the_leader(team: Team, made: Workshop):
    with store.session() as db:
        led_to(db, team.facilitator, made, CHOICE)
        give(db, child_of(db, made), made, DRAW, LINES)
        led_to(db, team.facilitator, made, DRAW)
        held = next(one for one in looking_after.inbox(db, team.facilitator) if one.drawing)
    assert (held.drawing, held.words, on_the_beamer(made)) == (LINES, "", [])

    done(looking_after.release_as_is, team.facilitator, held.response_id)
    assert on_the_beamer(made) == []
    done(walls.show, team.facilitator, held.response_id)
    assert [one.value for one in on_the_beamer(made)] == [LINES]


def test_an_open_wall_is_on_the_beamer_once_its_leader_reveals_it(team: Team):
    with store.session() as db:
        made = make_workshop(db, team.facilitator, age_band="12-14", moderated=False)
        put_card(db, child_of(db, made), made, "een knop", "a")
    assert (states(team, made), on_the_beamer(made)) == ({"een knop": "shown"}, [])
    done(staging.reveal, team.facilitator, made.session_id, made.ids[WALL])

    assert [one.words for one in on_the_beamer(made)] == ["een knop"]


def test_an_utterance_reaches_the_beamer_without_its_speaker_and_leaves_it_when_other_words_are_held(team: Team):
    with store.session() as db:
        talk = make_talk(db, team.facilitator, [(1, "1 filmpjes kijken"), (1, "2 tekenen")])
        pacing.go(db, team.facilitator, talk.session_id, talk.question_ids[1])
    made = Workshop(talk.session_id, talk.version_id, talk.question_ids)
    one = talk.response_ids[0]
    done(walls.show, team.facilitator, one)
    assert on_the_beamer(made) == [Shown("filmpjes kijken")]

    done(noting.reword, team.facilitator, one, 1, "1 lotte maakt filmpjes")
    assert on_the_beamer(made) == []
    done(looking_after.release_as_is, team.facilitator, one)
    assert on_the_beamer(made) == []
    with store.reading() as db:
        said = {each.words: each.shown for each in noting.utterances(db, team.facilitator, talk.session_id)}
    assert said == {"lotte maakt filmpjes": False, "tekenen": False}


def test_words_that_were_shown_and_then_kept_out_are_shown_to_nobody(team: Team, made: Workshop):
    one = card(team, made, "een knop")
    done(walls.show, team.facilitator, one)
    with store.session() as db:
        row = db.get_one(Response, one)
        row.release = "withheld"
        db.add(row)

    assert (on_the_beamer(made), states(team, made)) == ([], {"un bouton": "waiting"})


def test_a_closed_wall_stays_as_it_is_and_another_leader_never_touches_it(team: Team, made: Workshop):
    one = card(team, made, "een knop")
    with pytest.raises(Denied):
        done(walls.show, team.colleague, one)
    done(sessions.close, team.facilitator, made.session_id)

    for deed in (partial(walls.show), partial(walls.hide)):
        with pytest.raises(Refused):
            done(deed, team.facilitator, one)
    with store.reading() as db:
        assert db.get_one(GroupSession, made.session_id).state == "closed"


def test_an_answer_that_is_no_card_cannot_be_put_on_a_wall(team: Team, made: Workshop):
    with store.session() as db:
        led_to(db, team.facilitator, made, DOTS)
        give(db, child_of(db, made), made, DOTS, {"spel": 1})
        vote = walls.cards_of(db, made.session_id, made.ids[DOTS])[0].id
    with pytest.raises(Refused, match="no wall here"):
        done(walls.show, team.facilitator, vote)
