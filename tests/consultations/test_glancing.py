"""What a facilitator and the projector see of a session while it runs: heads and progress, never an answer."""

import pytest

from consultations import glancing, sessions, ways_in
from consultations.access import Denied
from consultations.collecting import answering, leaving, presence
from models import store
from tests import clocks
from tests.factories import CHOICE, OPEN, answer, link_of, make_child, make_published, make_session, make_team, options
from tests.rows import everything
from tests.walking import FILM, READING, Walk


def glance(walk: Walk) -> glancing.Glance:
    with store.reading() as db:
        return glancing.at_a_glance(db, walk.who, walk.session_id)


def board(token: str):
    with store.reading() as db:
        return glancing.board(db, token)


def test_heads_are_everybody_who_came_in_whatever_they_decided_since(sqlite_house):
    walk = Walk((CHOICE, OPEN), expected=9)
    with store.session() as db:
        make_child(db, walk.session_id, assent=None)
        make_child(db, walk.session_id, assent="no")
        make_child(db, walk.session_id, assent="ask_first")
        answer(db, make_child(db, walk.session_id), ["boek"])
        leaving.finish(db, walk.child(), stopped=True)
        make_child(db, make_session(db, walk.who, walk.version_id))

    seen = glance(walk)

    assert (seen.heads, seen.expected, seen.places, seen.finished) == (6, 9, 11, 2)
    assert len(seen.names) == 6
    assert list(seen.names) == sorted(seen.names)


def test_progress_counts_who_gave_something_and_never_what(sqlite_house):
    secret = ("single_choice", "Welke film?", {"options": options("geheim", "open")})
    walk = Walk((CHOICE, READING, secret, OPEN))
    walk.walks("strip", None, "geheim", ("rather_not",))
    with store.session() as db:
        answering.record_response(db, make_child(db, walk.session_id), walk.ids[0], "boek")

    seen = glance(walk)

    assert [one.given for one in seen.progress] == [3, 1, 1]
    assert [one.wording["nl"] for one in seen.progress] == [CHOICE[1], "Welke film?", OPEN[1]]
    assert not any(word in repr(seen) for word in ("strip", "boek", "geheim", "rather_not"))


def test_progress_tells_nothing_of_who_met_a_question_that_hangs_from_an_answer(sqlite_house):
    walk = Walk((CHOICE, FILM, OPEN)).walks("strip", "oud")

    assert [one.wording["nl"] for one in glance(walk).progress] == [CHOICE[1], OPEN[1]]


def test_a_glance_changes_nothing(sqlite_house):
    walk = Walk()
    before = everything()

    glance(walk)
    board(ways_in.projector_token(walk.session_id))

    assert everything() == before


def test_words_that_wait_are_counted_apart_from_concerns(sqlite_house):
    walk = Walk(((*OPEN, True), OPEN, CHOICE))
    walk.walks("Ik lees graag.")
    walk.gives(1, "ik wil dood")

    assert (glance(walk).held, glance(walk).concerns) == (1, 1)


def test_the_projector_shows_the_code_and_the_heads_and_holds_no_name_and_no_answer(sqlite_house, monkeypatch):
    time = clocks.hold(monkeypatch)
    walk = Walk(expected=5).walks("strip")

    shown = board(ways_in.projector_token(walk.session_id))

    assert (shown.code, shown.link_token) == (glance(walk).code, link_of(walk.session_id))
    assert (shown.title, shown.heads, shown.places, shown.state) == ({"nl": "Media", "fr": "Médias"}, 2, 7, "open")
    assert not any(word in repr(shown) for word in (walk.first.pseudonym, "strip"))
    assert shown.door_until is not None
    time.go(minutes=10)
    assert board(ways_in.projector_token(walk.session_id)).door_until is None


def test_no_other_token_opens_the_projector_page(sqlite_house):
    walk = Walk()

    for token in ("", "x", link_of(walk.session_id), walk.session_id, "\ud800"):
        assert board(token) is None


def test_a_facilitator_finds_its_own_sessions_the_running_ones_first_and_then_the_newest(sqlite_house, monkeypatch):
    time = clocks.hold(monkeypatch)
    with store.session() as db:
        team = make_team(db)
        version_id = make_published(db, team.facilitator)
        order = {}
        for day, name in enumerate(("old and closed", "old", "new and closed", "new")):
            time.go(days=day)
            order[name] = make_session(db, team.facilitator, version_id, expected=day + 1)
            if "closed" in name:
                sessions.close(db, team.facilitator, order[name])
        sessions.open_door(db, team.facilitator, order["old"])
        make_child(db, order["old"])
        make_session(db, team.colleague, version_id)
        sessions.start_trial(db, team.facilitator, version_id)

    with store.reading() as db:
        found = glancing.led_by(db, team.facilitator)

    assert [one.id for one in found] == [order[name] for name in ("new", "old", "new and closed", "old and closed")]
    assert [(one.heads, one.expected) for one in found] == [(0, 4), (1, 2), (0, 3), (0, 1)]


def test_only_a_facilitator_has_sessions(sqlite_house):
    with store.session() as db:
        team = make_team(db)

    for who in (team.designer, team.admin, team.safeguarding):
        with pytest.raises(Denied), store.reading() as db:
            glancing.led_by(db, who)


def test_a_facilitator_cannot_see_who_said_no(sqlite_house):
    walk = Walk()
    before = glance(walk)
    for said in ("no", "yes", "ask_first"):
        with store.session() as db:
            presence.assent(db, walk.first.visitor, said)

        assert glance(walk) == before
