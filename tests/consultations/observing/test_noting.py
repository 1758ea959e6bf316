"""What is said is kept once, at once, by whoever holds a pen; screened as children's own words are; lost to nobody."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlmodel import select

from consultations import hearing, looking_after, rollup, sessions, talked
from consultations.access import Denied, Visitor
from consultations.drafting import view
from consultations.interchange import transcripts
from consultations.observing import importing, noting, pacing, seats
from consultations.protection import concerns
from consultations.shapes import Refused
from models import store
from models.group_session import Participant
from models.protection import Concern
from models.response import Response
from tests.crowds import all_at_once
from tests.factories import Talk, Team, make_child, make_talk

NAME, WORRY = "3 lotte doet dat ook", "4 ik wil dood"


@pytest.fixture
def talk(team: Team) -> Talk:
    with store.session() as db:
        return make_talk(db, team.facilitator)


def done(verb: Callable[..., Any], who: Visitor, *given: Any, **named: Any) -> Any:
    with store.session() as db:
        return verb(db, who, *given, **named)


def note(who: Visitor, talk: Talk, mark: str, line: str, at: int = 1) -> None:
    done(noting.note, who, talk.session_id, talk.question_ids[at], mark, line, "nl")


def written(who: Visitor, talk: Talk) -> list[tuple[int, str]]:
    with store.reading() as db:
        return [(one.speaker, one.words) for one in reversed(noting.utterances(db, who, talk.session_id))]


def test_an_utterance_is_kept_with_all_that_was_seen(team: Team, talk: Talk):
    note(team.facilitator, talk, "a", '2 "saai" +3 -1 !')

    with store.reading() as db:
        newest = noting.utterances(db, team.facilitator, talk.session_id)[0]
    seen = (newest.speaker, newest.words, newest.verbatim, newest.agree, newest.against, newest.sign, newest.held)
    assert seen == (2, "saai", True, 3, 1, "strong", False)


def test_the_same_line_sent_again_and_again_is_kept_once(team: Team, talk: Talk):
    all_at_once([lambda: note(team.facilitator, talk, "once", "2 saai")] * 12)

    assert written(team.facilitator, talk) == [(1, "filmpjes kijken"), (2, "saai")]


def test_two_pens_write_at_once_and_nothing_is_lost(team: Team, talk: Talk):
    done(pacing.let_note, team.facilitator, talk.session_id, team.colleague.account_id)
    pens = (team.facilitator, team.colleague)

    all_at_once([partial(note, pens[at % 2], talk, f"pen{at}", f"{at % 4 + 1} woord{at}") for at in range(20)])

    with store.reading() as db:
        kept = noting.utterances(db, team.facilitator, talk.session_id)
        places = db.exec(select(Response.place).where(Response.mark != "")).all()
    assert (len(kept), sorted(places)) == (21, list(range(1, 22)))


def test_two_people_change_the_same_utterance_and_both_texts_are_seen(team: Team, talk: Talk):
    done(pacing.let_note, team.facilitator, talk.session_id, team.colleague.account_id)
    one = talk.response_ids[0]
    done(noting.reword, team.colleague, one, 1, "1 filmpjes maken")

    with pytest.raises(noting.Overtaken) as why:
        done(noting.reword, team.facilitator, one, 1, "2 filmpjes zien")

    assert (why.value.theirs, why.value.yours) == ("filmpjes maken", "2 filmpjes zien")
    assert written(team.facilitator, talk) == [(1, "filmpjes maken")]
    done(noting.reword, team.facilitator, one, 2, "2 filmpjes zien")
    assert written(team.facilitator, talk) == [(2, "filmpjes zien")]


def test_who_sits_out_is_never_written_down(team: Team, talk: Talk):
    for line in ("5 toch iets", "9 wie is dat"):
        with pytest.raises(Refused):
            note(team.facilitator, talk, "x", line)
    done(seats.sit_out, team.facilitator, talk.session_id, 1)
    with pytest.raises(Refused, match="does not join in"):
        note(team.facilitator, talk, "y", "1 nog iets")

    assert written(team.facilitator, talk) == [(1, "filmpjes kijken")]


def test_without_the_parents_permission_a_yes_is_not_enough(team: Team, talk: Talk):
    with pytest.raises(Refused, match="permission must be here"):
        done(seats.say, team.facilitator, talk.session_id, 5, assent="yes", permission=False)

    done(seats.say, team.facilitator, talk.session_id, 5, assent="yes", permission=True)
    note(team.facilitator, talk, "x", "5 nu wel")
    assert written(team.facilitator, talk)[-1] == (5, "nu wel")


def test_a_yes_on_a_device_is_written_down_only_once_the_parents_permission_is_here(team: Team, talk: Talk):
    with store.session() as db:
        sessions.open_door(db, team.facilitator, talk.session_id)
        child = make_child(db, talk.session_id)
        row = db.get_one(Participant, child.participant_id)
        row.permission = False  # nobody at the table has it on paper yet
        db.add(row)
    number = int(child.pseudonym[1:])
    with pytest.raises(Refused, match="permission must be here"):
        note(team.facilitator, talk, "x", f"{number} ik ook")

    done(seats.say, team.facilitator, talk.session_id, number, assent="yes", permission=True)
    note(team.facilitator, talk, "x", f"{number} ik ook")

    assert written(team.facilitator, talk)[-1] == (number, "ik ook")


def test_who_has_not_spoken_yet_is_seen_per_question(team: Team, talk: Talk):
    note(team.facilitator, talk, "a", "3 ja")
    note(team.facilitator, talk, "b", "2 nee", at=2)
    note(team.facilitator, talk, "c", "0 iedereen lacht")

    with store.reading() as db:
        shares = noting.balance(db, team.facilitator, talk.session_id, talk.question_ids[1])
    assert [(one.number, one.here, one.in_all) for one in shares] == [(1, 1, 1), (2, 0, 1), (3, 1, 1), (4, 0, 0)]


def test_a_name_waits_for_the_leader_and_a_worry_goes_to_safeguarding_only(team: Team, talk: Talk):
    note(team.facilitator, talk, "a", NAME)
    note(team.facilitator, talk, "b", WORRY)

    assert written(team.facilitator, talk) == [(1, "filmpjes kijken"), (3, "lotte doet dat ook"), (4, "")]
    assert [one.words for one in done(looking_after.inbox, team.facilitator)] == ["lotte doet dat ook"]
    assert [(one.words, one.pseudonym) for one in done(concerns.lane, team.safeguarding)] == [("ik wil dood", "P4")]
    done(sessions.close, team.facilitator, talk.session_id)
    assert [one.words for one in quotes(team, talk)] == ["filmpjes kijken"]


def test_a_worry_cannot_be_struck_or_written_over_before_somebody_saw_it(team: Team, talk: Talk):
    note(team.facilitator, talk, "b", WORRY)
    with store.reading() as db:
        worry = db.exec(select(Concern.response_id)).one()

    with pytest.raises(Refused, match="safeguarding person is looking"):
        done(noting.strike, team.facilitator, worry)
    done(noting.reword, team.facilitator, worry, 1, "4 ik vind het leuk")

    with store.reading() as db:
        assert db.get_one(Response, worry).release == "held"
        assert db.exec(select(Concern.words)).one() == "ik wil dood"


def quotes(team: Team, talk: Talk) -> tuple[Any, ...]:
    with store.reading() as db:
        asked = view.version(db, talk.version_id)
    return done(hearing.read, team.designer, asked.consultation_id, asked.questions[1].stem).quotes


def test_results_count_groups_and_utterances_never_children(team: Team, talk: Talk):
    with store.session() as db:
        second = make_talk(
            db, team.facilitator, ((1, "1 chatter +3"), (1, "1 jouer"), (1, "2 dessiner")), talk.version_id, "fr"
        )
        running = make_talk(db, team.facilitator, ((1, "1 tekenen"),), talk.version_id)
    for one in (talk, second):
        done(sessions.close, team.facilitator, one.session_id)

    with store.reading() as db:
        asked = view.version(db, talk.version_id)
        found = rollup.roll_up(db, team.designer, asked.consultation_id)
    told = [[(one.name, one.clusters, one.answered) for one in question.groups] for question in found.questions]
    assert told == [[("all", 2, 4), ("nl", 1, 1), ("fr", 1, 3)], [("all", 0, 0), ("nl", 0, 0), ("fr", 0, 0)]]
    assert (found.heard.sessions, found.heard.children, found.questions[0].shape) == (2, 8, "talk")
    assert sorted(one.words for one in quotes(team, talk)) == ["chatter", "dessiner", "filmpjes kijken", "jouer"]
    assert written(team.facilitator, running) == [(1, "tekenen")]


def test_a_child_that_is_sent_out_takes_its_words_along(team: Team, talk: Talk):
    note(team.facilitator, talk, "a", "2 saai")

    done(sessions.remove, team.facilitator, talk.session_id, "P1")

    assert written(team.facilitator, talk) == [(2, "saai")]


def test_a_note_taker_writes_but_does_not_lead_and_a_stranger_does_neither(team: Team, talk: Talk):
    with pytest.raises(Denied):
        note(team.colleague, talk, "a", "2 saai")
    done(pacing.let_note, team.facilitator, talk.session_id, team.colleague.account_id)
    note(team.colleague, talk, "a", "2 saai")
    for verb, given in ((pacing.go, (talk.question_ids[2],)), (seats.seat, (8,)), (sessions.close, ())):
        with pytest.raises(Denied):
            done(verb, team.colleague, talk.session_id, *given)
    done(pacing.let_note, team.facilitator, talk.session_id, None)
    with pytest.raises(Denied):
        note(team.colleague, talk, "b", "3 ook")

    assert written(team.facilitator, talk) == [(1, "filmpjes kijken"), (2, "saai")]


def test_handed_over_the_colleague_leads_and_everything_is_there(team: Team, talk: Talk):
    done(pacing.hand_over, team.facilitator, talk.session_id, team.colleague.account_id)

    assert written(team.colleague, talk) == [(1, "filmpjes kijken")]
    with pytest.raises(Denied):
        note(team.facilitator, talk, "a", "2 saai")


def test_the_pace_goes_on_back_and_parks(team: Team, talk: Talk):
    _, second, third = talk.question_ids
    done(pacing.go, team.facilitator, talk.session_id, second)
    done(pacing.park, team.facilitator, talk.session_id, second)

    with store.reading() as db:
        pace = pacing.pace(db, team.facilitator, talk.session_id)
    assert (pace.question.id, pace.parked, pace.minutes, pace.minutes_left) == (third, (second,), 18, 10)
    done(pacing.go, team.facilitator, talk.session_id, second)
    with store.reading() as db:
        assert pacing.pace(db, team.facilitator, talk.session_id).parked == ()


def test_nobody_in_particular_is_no_child(team: Team, talk: Talk):
    note(team.facilitator, talk, "a", "0 iedereen lacht")

    with store.reading() as db:
        heads = sessions.heads(db, talk.session_id)
        rows = db.exec(select(Participant.pseudonym).where(Participant.group_session_id == talk.session_id)).all()
        asked = view.version(db, talk.version_id)
        children = talked.heard(db, asked.consultation_id, (asked,)).children
    assert (heads, len(rows), children) == (5, 6, 0)


def test_who_was_sent_out_while_a_worry_waits_is_not_among_the_children_heard(team: Team, talk: Talk):
    note(team.facilitator, talk, "a", "3 ik wil dood")
    done(sessions.remove, team.facilitator, talk.session_id, "P3")
    done(sessions.close, team.facilitator, talk.session_id)

    with store.reading() as db:
        asked = view.version(db, talk.version_id)
        there = db.exec(select(Participant.state).where(Participant.pseudonym == "P3")).all()
        children = talked.heard(db, asked.consultation_id, (asked,)).children
    assert (there, children) == (["declined"], 3)


@pytest.mark.parametrize("line", ["", "   ", "\x00", "3 " + "x" * 1001])
def test_what_cannot_be_an_utterance_is_refused_and_changes_nothing(team: Team, talk: Talk, line: str):
    with pytest.raises(Refused):
        note(team.facilitator, talk, "x", line)

    assert written(team.facilitator, talk) == [(1, "filmpjes kijken")]


def test_a_transcript_becomes_utterances_once_each_screened(team: Team, talk: Talk):
    read = transcripts.read_pasted(
        "Juf: wie begint?\nP2: ik teken graag\nSam: lotte kijkt films\nP2: tekenen vind ik leuk"
    )
    lines = transcripts.mapped(read, {"Juf": "moderator", "P2": "P2", "Sam": "P3"}).lines
    said = [(int(one.speaker[1:]), one.words) for one in lines if one.speaker != "moderator"]

    kept = [
        done(importing.keep_lines, team.facilitator, talk.session_id, talk.question_ids[1], "f" * 24, 0, said, "nl")
        for _ in range(2)
    ]

    assert kept == [3, 0]
    assert written(team.facilitator, talk)[1:] == [
        (2, "ik teken graag"),
        (3, "lotte kijkt films"),
        (2, "tekenen vind ik leuk"),
    ]
    assert [one.words for one in done(looking_after.inbox, team.facilitator)] == ["lotte kijkt films"]


def test_a_transcript_that_names_somebody_who_sits_out_keeps_nothing_at_all(team: Team, talk: Talk):
    with pytest.raises(Refused, match="does not join in"):
        done(
            importing.keep_lines, team.facilitator, talk.session_id, talk.question_ids[1], "f" * 24, 0,
            [(2, "ik teken graag"), (5, "ik ook")], "nl",
        )  # fmt: skip

    assert written(team.facilitator, talk) == [(1, "filmpjes kijken")]
