"""How a vote is led: nobody sees how it stands below five children; a second round leaves the first as it was."""

from collections.abc import Callable
from typing import Any

import pytest

from consultations import glancing, sessions, ways_in
from consultations.access import Visitor
from consultations.collecting import answering
from consultations.observing import pacing, staging
from consultations.shapes import MISSING, NOT_ASKED, NOT_REACHED, Refused, Tally
from models import store
from models.group_session import Participant
from tests.factories import Team
from tests.rooms import DOTS, WALL, Workshop, child_of, give, led_to, make_workshop, turn_of

NOBODY_ELSE = dict.fromkeys((*MISSING, NOT_REACHED, NOT_ASKED), 0)


def done(verb: Callable[..., Any], who: Visitor, *given: Any, **named: Any) -> Any:
    with store.session() as db:
        return verb(db, who, *given, **named)


def vote(team: Team, *sizes: int) -> tuple[Workshop, list[Any]]:
    """A vote in which each device put two stickers on the game; somebody of another class chose the film."""
    with store.session() as db:
        made = make_workshop(db, team.facilitator, devices="group")
        led_to(db, team.facilitator, made, DOTS)
        devices = [child_of(db, made, size=size) for size in sizes]
        for one in devices:
            give(db, one, made, DOTS, {"spel": 2})
        other = make_workshop(db, team.facilitator)
        led_to(db, team.facilitator, other, DOTS)
        give(db, child_of(db, other), other, DOTS, {"film": 2})
        return made, devices


def stood(team: Team, made: Workshop, round_: int = 1) -> staging.Stood:
    with store.reading() as db:
        return staging.round_of(db, team.facilitator, made.session_id, made.ids[DOTS], round_)


def test_a_vote_counts_devices_and_the_children_behind_them(team: Team):
    made, _ = vote(team, 3, 4)

    seen = stood(team, made)
    assert (seen.given, seen.children) == (2, 7)
    assert seen.standing == Tally(2, 7, {"spel": 2, "film": 0}, NOBODY_ELSE, several=True, dots={"spel": 4, "film": 0})
    assert seen.labels == {"spel": {"nl": "spel nl", "fr": "spel fr"}, "film": {"nl": "film nl", "fr": "film fr"}}


def test_below_five_children_nobody_is_told_how_it_stands_also_on_the_beamer(team: Team):
    made, _ = vote(team, 3, 1)
    done(staging.reveal, team.facilitator, made.session_id, made.ids[DOTS])

    with store.reading() as db:
        board = glancing.board(db, ways_in.projector_token(made.session_id))
    assert (stood(team, made).standing, stood(team, made).children) == (None, 4)
    assert board
    assert (board.released.rounds, board.released.too_few) == ((), True)


def test_only_what_was_revealed_is_on_the_beamer(team: Team):
    made, _ = vote(team, 3, 4)

    def shown() -> list[int]:
        with store.reading() as db:
            board = glancing.board(db, ways_in.projector_token(made.session_id))
            assert board
            return [number for number, _ in board.released.rounds]

    assert shown() == []
    done(staging.reveal, team.facilitator, made.session_id, made.ids[DOTS])
    assert shown() == [1]
    done(staging.reveal, team.facilitator, made.session_id, made.ids[DOTS], False)
    assert shown() == []


def test_in_a_second_round_everybody_votes_again_and_the_first_stays(team: Team):
    made, devices = vote(team, 3, 4)
    before = turn_of(made.session_id)
    done(staging.second_round, team.facilitator, made.session_id, made.ids[DOTS])
    with store.session() as db:
        give(db, devices[0], made, DOTS, {"film": 1})

    assert turn_of(made.session_id) == before + 1
    assert [(stood(team, made, n).given, stood(team, made, n).children) for n in (1, 2)] == [(2, 7), (1, 3)]
    assert stood(team, made, 1).standing == Tally(
        2, 7, {"spel": 2, "film": 0}, NOBODY_ELSE, several=True, dots={"spel": 4, "film": 0}
    )
    with pytest.raises(Refused, match="no second round"):
        done(staging.second_round, team.facilitator, made.session_id, made.ids[DOTS])


def test_what_is_no_vote_has_no_second_round(team: Team):
    made, _ = vote(team, 5)
    with pytest.raises(Refused, match="no second round"):
        done(staging.second_round, team.facilitator, made.session_id, made.ids[WALL])


def test_a_vote_that_was_stopped_changes_no_more_until_it_is_opened_again(team: Team):
    made, devices = vote(team, 5)
    done(staging.stop, team.facilitator, made.session_id, made.ids[DOTS])
    with store.session() as db, pytest.raises(Refused, match="closed now"):
        answering.record_response(db, devices[0], made.ids[DOTS], {"film": 1})

    done(staging.stop, team.facilitator, made.session_id, made.ids[DOTS], False)
    with store.session() as db:
        give(db, devices[0], made, DOTS, {"film": 1})
    assert stood(team, made).standing == Tally(
        1, 5, {"spel": 0, "film": 1}, NOBODY_ELSE, several=True, dots={"spel": 0, "film": 1}
    )


def test_who_did_not_say_yes_counts_nowhere(team: Team):
    made, devices = vote(team, 3, 4)
    with store.session() as db:
        row = db.get_one(Participant, devices[0].participant_id)
        row.assent, row.state = "no", "declined"
        db.add(row)

    assert (stood(team, made).given, stood(team, made).children, stood(team, made).standing) == (1, 4, None)


def test_a_closed_session_stands_as_it_stood(team: Team):
    made, _ = vote(team, 5)
    done(sessions.close, team.facilitator, made.session_id)

    for deed in (staging.reveal, staging.stop, staging.second_round):
        with pytest.raises(Refused):
            done(deed, team.facilitator, made.session_id, made.ids[DOTS])
    assert stood(team, made).children == 5


def test_how_the_group_was_doing_is_for_its_leader_only(team: Team):
    made, _ = vote(team, 5)
    done(pacing.let_note, team.facilitator, made.session_id, team.colleague.account_id)
    for mood in ("good", "bad"):
        done(pacing.feel, team.facilitator, made.session_id, mood)
    with pytest.raises(Refused):
        done(pacing.feel, team.facilitator, made.session_id, "verliefd")

    with store.reading() as db:
        mine = pacing.pace(db, team.facilitator, made.session_id).moods
        theirs = pacing.pace(db, team.colleague, made.session_id).moods
    assert (mine, theirs) == (((made.ids[DOTS], 0, "good"), (made.ids[DOTS], 0, "bad")), ())
