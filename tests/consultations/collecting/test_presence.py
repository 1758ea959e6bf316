"""Who holds this browser's token: the dropped line, the animal, and the child that comes next (§5.2)."""

from datetime import timedelta

import pytest
from sqlmodel import select

from consultations import sessions
from consultations.access import STRANGER, Denied
from consultations.collecting import answering, knocking, leaving, presence
from consultations.collecting.presence import DROPPED_LINE, GONE
from consultations.protection import pseudonyms
from consultations.shapes import Refused
from models import store
from models.group_session import Participant
from tests import clocks
from tests.factories import CHOICE, OPEN, again, answer, link_of, make_published, make_session, make_team, questions_of
from tests.rows import count, everything, without


@pytest.fixture
def time(monkeypatch):
    return clocks.hold(monkeypatch)


@pytest.fixture
def room(sqlite_house, time):
    """A facilitator and a running session."""
    with store.session() as db:
        who = make_team(db).facilitator
        return who, make_session(db, who, make_published(db, who, (CHOICE, OPEN)))


def come_in(session_id: str, assent: str | None = "yes") -> str:
    with store.session() as db:
        token = knocking.join(db, STRANGER, link_of(session_id), "nl")
        db.flush()
        if assent:
            presence.assent(db, again(db, token).visitor, assent)
    return token


def who_holds(token: str | None):
    with store.reading() as db:
        return presence.present(db, token)


def test_a_child_is_known_again_by_its_token_and_by_nothing_else(room):
    _, session_id = room
    token, other = come_in(session_id), come_in(session_id)

    assert who_holds(token).participant_id != who_holds(other).participant_id
    assert who_holds(token).session_id == session_id
    for wrong in (None, "", token[:-1], token + "A", token.swapcase(), "\ud800"):
        assert who_holds(wrong) is None


def test_it_is_told_how_long_a_child_was_away(room, time):
    token = come_in(room[1])

    time.go(minutes=2)
    assert who_holds(token).away == timedelta(minutes=2) == DROPPED_LINE
    time.go(seconds=1)
    assert who_holds(token).away > DROPPED_LINE


def test_after_twenty_minutes_the_token_belongs_to_nobody(room, time):
    token, answers = come_in(room[1]), 1
    with store.session() as db:
        answer(db, again(db, token), ["strip"], done=False)
    time.go(minutes=19, seconds=59)
    assert who_holds(token) is not None
    time.go(seconds=1)

    assert timedelta(minutes=20) == GONE
    assert who_holds(token) is None
    assert count("response") == answers + 1


def test_a_sign_of_life_starts_the_twenty_minutes_again(room, time):
    token, quiet = come_in(room[1]), come_in(room[1])
    time.go(minutes=19)
    with store.session() as db:
        presence.seen(db, again(db, token).visitor)
    time.go(minutes=19)

    assert who_holds(token).away == timedelta(minutes=19)
    assert who_holds(quiet) is None


def test_an_answer_is_a_sign_of_life(room, time):
    token = come_in(room[1])
    time.go(minutes=19)
    with store.session() as db:
        child = again(db, token)
        answering.record_response(db, child, questions_of(db, room[1])[0].id, "strip")

    assert who_holds(token).away == timedelta(0)


def test_the_right_animal_gives_the_place_back(room, time):
    token = come_in(room[1])
    child = who_holds(token)
    time.go(minutes=10)
    with store.session() as db:
        assert presence.prove(db, child, child.pseudonym.split(" ")[1]) is True

    assert who_holds(token).participant_id == child.participant_id
    assert who_holds(token).away == timedelta(0)


@pytest.mark.parametrize("wrong", ["", "unicorn", "another animal", "the colour", "the whole name"])
def test_one_wrong_animal_ends_the_token_and_keeps_what_was_given(room, wrong):
    token, bystander = come_in(room[1]), come_in(room[1])
    with store.session() as db:
        child = answer(db, again(db, token), ["strip", "Ik lees graag."], done=False)
    colour, own = child.pseudonym.split(" ")
    named = {
        "another animal": next(one for one in presence.line_up(child) if one != own),
        "the colour": colour,
        "the whole name": child.pseudonym,
    }
    before = without(everything(), child.participant_id)
    with store.session() as db:
        assert presence.prove(db, child, named.get(wrong, wrong)) is False

    assert who_holds(token) is None
    assert who_holds(bystander) is not None
    assert count("response") == 2
    assert without(everything(), child.participant_id) == before
    with pytest.raises(Refused), store.session() as db:
        presence.prove(db, child, own)


def test_twelve_animals_stand_in_line_the_same_twelve_each_time(room):
    child = who_holds(come_in(room[1]))

    line = presence.line_up(child)

    assert (len(line), len(set(line))) == (12, 12)
    assert child.pseudonym.split(" ")[1] in line
    assert set(line) <= set(pseudonyms.ANIMALS)
    assert presence.line_up(child) == line


def test_when_the_session_is_closed_a_child_is_known_for_twenty_minutes_to_read_and_to_change_nothing(room, time):
    who, session_id = room
    with store.session() as db:
        other = make_session(db, who, make_published(db, who))
    token, elsewhere = come_in(session_id), come_in(other)
    child = who_holds(token)
    time.go(minutes=3)
    with store.session() as db:
        sessions.close(db, who, session_id)

    assert (who_holds(token).session_state, who_holds(elsewhere).session_state) == ("closed", "open")
    before = everything()
    for deed in (
        presence.seen,
        lambda db, one: presence.assent(db, one, "no"),
        lambda db, one: presence.speak(db, one, "fr"),
        lambda db, _: leaving.finish(db, child),
        lambda db, _: leaving.withdraw(db, child),
    ):
        with pytest.raises(Refused, match="closed"), store.session() as db:
            deed(db, child.visitor)
    assert everything() == before
    time.go(minutes=17)
    assert who_holds(token) is None


def test_in_a_closed_session_too_a_wrong_animal_ends_the_token_and_the_right_one_does_not(room):
    who, session_id = room
    right, wrong = come_in(session_id), come_in(session_id)
    with store.session() as db:
        sessions.close(db, who, session_id)
        assert presence.prove(db, again(db, right), again(db, right).pseudonym.split(" ")[1]) is True
        assert presence.prove(db, again(db, wrong), "") is False

    assert (who_holds(right) is None, who_holds(wrong)) == (False, None)


def test_who_was_thrown_out_by_the_end_can_read_and_erase_with_its_receipt(room):
    who, session_id = room
    token, undecided = come_in(session_id), come_in(session_id, assent=None)
    with store.session() as db:
        child = answer(db, again(db, token), ["strip"], done=False)
        sessions.close(db, who, session_id)
    caller = knocking.Caller("192.0.2.7")

    with store.session() as db:
        mine = leaving.my_answers(db, STRANGER, leaving.receipt(child), "nl", caller)
        assert [one.answer for one in mine] == ["strip nl", ""]
        assert leaving.my_answers(db, STRANGER, leaving.receipt(again(db, undecided)), "nl", caller) is None
        assert leaving.erase_mine(db, STRANGER, leaving.receipt(child), caller) is True
    assert count("response") == 0


def test_when_a_session_closed_is_forgotten_with_the_next_one_that_opens(room, time):
    who, session_id = room
    come_in(session_id)
    with store.session() as db:
        sessions.close(db, who, session_id)
    time.go(minutes=21)
    with store.session() as db:
        make_session(db, who, make_published(db, who))

    with store.reading() as db:
        kept = db.exec(select(Participant.token_hash, Participant.seen_at)).all()
    assert kept == [(None, None)]


def test_a_break_however_long_sends_nobody_away_and_the_child_says_which_animal_it_was(room, time):
    who, session_id = room
    token, gone = come_in(session_id), come_in(session_id)
    with store.session() as db:
        sessions.pause(db, who, session_id)
    time.go(minutes=55)

    assert who_holds(token).away == timedelta(minutes=55) > DROPPED_LINE
    with store.session() as db:
        presence.seen(db, again(db, token).visitor)
        sessions.resume(db, who, session_id)
    assert who_holds(token).away == timedelta(0)
    assert DROPPED_LINE < who_holds(gone).away < GONE
    time.go(minutes=18)
    assert who_holds(gone) is None


def test_a_pause_ends_nobodys_token(room):
    who, session_id = room
    token = come_in(session_id)
    with store.session() as db:
        sessions.pause(db, who, session_id)

    assert who_holds(token).session_state == "paused"


def test_goodbye_ends_the_token_and_keeps_what_was_given(room):
    token, bystander = come_in(room[1]), come_in(room[1])
    with store.session() as db:
        answer(db, again(db, token), ["strip", ("skipped",)])
    assert who_holds(token).state == "done"
    with store.session() as db:
        leaving.bye(db, token)
        leaving.bye(db, "nobody's token")

    assert who_holds(token) is None
    assert who_holds(bystander) is not None
    assert count("response") == 2


def test_answers_stay_when_a_child_goes_on_in_the_other_language(room):
    token = come_in(room[1])
    with store.session() as db:
        child = again(db, token)
        answering.record_response(db, child, questions_of(db, room[1])[0].id, "strip")
        in_dutch = answering.next_question(db, child)
        presence.speak(db, child.visitor, "fr")
        db.flush()
        in_french = answering.next_question(db, again(db, token))

    assert (in_dutch.wording, in_french.wording) == ("Wat lees je?", "Wat lees je? (fr)")
    assert [one.label for one in in_french.control.choices] == ["strip fr", "boek fr"]
    assert (in_dutch.value, in_french.value) == ("strip", "strip")


@pytest.mark.parametrize("language", ["", "en", "FR", "xx"])
def test_a_child_goes_on_in_dutch_or_french_only(room, language):
    token = come_in(room[1])

    with pytest.raises(Refused), store.session() as db:
        presence.speak(db, again(db, token).visitor, language)

    assert who_holds(token).language == "nl"


def test_a_child_may_change_its_mind_about_joining_in_as_often_as_it_likes(room):
    token = come_in(room[1], assent=None)
    followed = [(who_holds(token).assent, who_holds(token).state)]
    for said in ("ask_first", "no", "yes", "no", "ask_first", "yes"):
        with store.session() as db:
            presence.assent(db, again(db, token).visitor, said)
        followed.append((who_holds(token).assent, who_holds(token).state))

    assert followed == [
        (None, "joined"),
        ("ask_first", "joined"), ("no", "declined"), ("yes", "joined"),
        ("no", "declined"), ("ask_first", "joined"), ("yes", "joined"),
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["", "YES", "perhaps", "joined"])
def test_only_the_three_answers_are_an_answer_to_the_question_whether_to_join_in(room, said):
    token = come_in(room[1], assent=None)

    with pytest.raises(Refused), store.session() as db:
        presence.assent(db, again(db, token).visitor, said)

    assert who_holds(token).assent is None


def test_who_is_not_a_child_has_nothing_here(room):
    who, session_id = room
    come_in(session_id)

    for somebody in (STRANGER, who):
        with pytest.raises(Denied), store.session() as db:
            presence.seen(db, somebody)
