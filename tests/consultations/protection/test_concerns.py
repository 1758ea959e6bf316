"""The safeguarding lane: a person sees it, only the right one, until it is settled (P26)."""

from datetime import timedelta

import pytest

from consultations import glancing, hearing, looking_after, rollup, sessions
from consultations.access import STRANGER, Denied, Visitor
from consultations.collecting import answering, knocking, leaving, presence
from consultations.protection import audit, concerns, screening
from consultations.protection.concerns import Worry
from consultations.shapes import Refused
from models import clock, store
from models.group_session import GroupSession, Participant
from tests import clocks
from tests.factories import CHOICE, OPEN, again, make_child, make_team
from tests.rows import count, everything, without
from tests.walking import BOOKS, Walk

WORRYING, ALSO = "ik wil dood", "je veux mourir"
PLAIN = "Ik lees graag."
PHONE = "Mijn nummer is 0470 12 34 56"


@pytest.fixture
def walk(sqlite_house) -> Walk:
    """A child that wrote something worrying."""
    made = Walk((OPEN, BOOKS, CHOICE), province="liege")
    made.gives(0, WORRYING)
    return made


def lane(who: Visitor, settled: bool = False) -> tuple[Worry, ...]:
    with store.session() as db:
        return concerns.lane(db, who, settled)


def settles(walk: Walk, outcome: str) -> None:
    (worry,) = lane(walk.team.safeguarding)
    with store.session() as db:
        concerns.settle(db, walk.team.safeguarding, worry.id, outcome)


def state(walk: Walk) -> tuple[str, str | None]:
    return walk.row(0).release, walk.row(0).held_for


def glance(walk: Walk) -> glancing.Glance:
    with store.reading() as db:
        return glancing.at_a_glance(db, walk.who, walk.session_id)


def test_the_lane_says_what_was_written_in_which_class_and_whom_to_phone(sqlite_house, monkeypatch):
    clocks.hold(monkeypatch)
    walk = Walk((OPEN, BOOKS), province="liege")
    walk.gives(0, WORRYING)

    (worry,) = lane(walk.team.safeguarding)

    assert (worry.words, worry.language, worry.state, worry.outcome) == (WORRYING, "nl", "new", None)
    assert (worry.pseudonym, worry.age_band, worry.province) == (walk.first.pseudonym, "9-11", "liege")
    assert (worry.title, worry.facilitator) == ({"nl": "Media", "fr": "Médias"}, "fatma")
    assert (worry.raised_at, worry.level in {"amber", "red"}) == (clock.now(), True)


def test_a_safeguarding_person_sees_and_settles_only_what_is_of_its_own_organisation(walk):
    with store.session() as db:
        elsewhere = make_team(db, "CSEM").safeguarding
    (worry,) = lane(walk.team.safeguarding)
    with store.reading() as db:
        assert (concerns.waiting(db, walk.team.safeguarding), concerns.waiting(db, elsewhere)) == (1, 0)
    before = everything()

    assert lane(elsewhere) == lane(elsewhere, settled=True) == ()
    for who, concern_id in ((elsewhere, worry.id), (walk.team.safeguarding, "0" * 32), (walk.who, worry.id)):
        with pytest.raises(Denied), store.session() as db:
            concerns.mark_seen(db, who, concern_id)
        with pytest.raises(Denied), store.session() as db:
            concerns.settle(db, who, concern_id, "no_concern")
    assert everything() == before


def test_nobody_else_reads_the_lane(walk):
    for who in (walk.who, walk.team.designer, walk.team.admin, walk.first.visitor, STRANGER):
        with pytest.raises(Denied):
            lane(who)
        with pytest.raises(Denied), store.reading() as db:
            concerns.waiting(db, who)


def test_reading_the_lane_is_noted_and_an_empty_lane_is_not(walk):
    lane(walk.team.safeguarding)
    lane(walk.team.safeguarding, settled=True)

    with store.reading() as db:
        lines, _, _ = audit.lines(db, walk.team.admin)
    assert [line.deed for line in lines].count("concerns read") == 1


@pytest.mark.parametrize("outcome", ["handed_over", "talked"])
def test_words_that_were_a_concern_stay_out_of_everything(walk, outcome):
    settles(walk, outcome)

    assert state(walk) == ("withheld", "distress")
    assert lane(walk.team.safeguarding) == ()
    assert [one.outcome for one in lane(walk.team.safeguarding, settled=True)] == [outcome]


@pytest.mark.parametrize(
    ("words", "after"), [(WORRYING, ("released", None)), (f"{WORRYING}. {PHONE}", ("held", "personal"))]
)
def test_words_that_were_no_concern_go_on_and_are_looked_at_for_names(walk, words, after):
    walk.gives(0, words)

    settles(walk, "no_concern")

    assert state(walk) == after


@pytest.mark.parametrize("outcome", ["", "new", "ignored", None])
def test_a_concern_is_settled_in_one_of_three_ways_only(walk, outcome):
    with pytest.raises(Refused):
        settles(walk, outcome)

    assert [one.state for one in lane(walk.team.safeguarding)] == ["new"]
    assert state(walk) == ("held", "distress")


def test_a_concern_that_was_seen_is_still_in_the_lane(walk):
    (worry,) = lane(walk.team.safeguarding)
    for _ in range(2):
        with store.session() as db:
            concerns.mark_seen(db, walk.team.safeguarding, worry.id)

    assert [one.state for one in lane(walk.team.safeguarding)] == ["seen"]
    with store.reading() as db:
        lines, _, _ = audit.lines(db, walk.team.admin)
    assert [line.deed for line in lines].count("concern seen") == 1


def test_what_is_written_over_worrying_words_stays_held_and_both_are_read(walk):
    kept = walk.gives(0, PLAIN)

    assert kept.worrying is False
    assert (walk.kept(), state(walk)) == ({0: PLAIN}, ("held", "distress"))
    assert [one.words for one in lane(walk.team.safeguarding)] == [WORRYING]


def test_other_worrying_words_are_added_to_the_same_concern(walk):
    walk.gives(0, PLAIN)
    walk.gives(0, ALSO)

    (worry,) = lane(walk.team.safeguarding)
    assert worry.words == f"{WORRYING}\n—\n{ALSO}"
    assert count("concern") == 1


def test_a_settled_concern_is_opened_again_by_new_worrying_words(walk):
    settles(walk, "talked")

    walk.gives(0, ALSO)

    (worry,) = lane(walk.team.safeguarding)
    assert (worry.state, worry.outcome, worry.words) == ("new", None, f"{WORRYING}\n—\n{ALSO}")
    assert state(walk) == ("held", "distress")
    assert lane(walk.team.safeguarding, settled=True) == ()


def test_plain_words_after_a_settled_concern_are_plain_words(walk):
    settles(walk, "talked")

    walk.gives(0, PLAIN)

    assert state(walk) == ("clear", None)
    assert count("concern") == 1


def test_a_concern_stands_when_the_words_are_taken_away(walk):
    walk.gives(0, missing="rather_not")

    assert (walk.kept(), state(walk)) == ({0: ("rather_not",)}, ("clear", None))
    assert [one.words for one in lane(walk.team.safeguarding)] == [WORRYING]
    settles(walk, "no_concern")
    assert walk.kept() == {0: ("rather_not",)}


def test_worrying_words_of_another_child_are_another_concern(walk):
    with store.session() as db:
        other = make_child(db, walk.session_id, "fr")
        answering.record_response(db, other, walk.ids[0], ALSO)
    before = without(everything(), other.participant_id)["response"]

    (first,) = [one for one in lane(walk.team.safeguarding) if one.words == WORRYING]
    with store.session() as db:
        concerns.settle(db, walk.team.safeguarding, first.id, "talked")

    assert [one.words for one in lane(walk.team.safeguarding)] == [ALSO]
    assert len(before) == 1


def test_the_worst_stands_first_and_then_the_newest(sqlite_house, monkeypatch):
    time = clocks.hold(monkeypatch)
    walk = Walk((OPEN, BOOKS))
    with store.session() as db:
        children = [make_child(db, walk.session_id) for _ in range(4)]
        for child in children:
            time.go(minutes=1)
            answering.record_response(db, child, walk.ids[0], WORRYING)
    first, second, third, fourth = reversed(lane(walk.team.safeguarding))
    with store.session() as db:
        for concern_id, level in ((first.id, "red"), (second.id, "amber"), (third.id, "red"), (fourth.id, "amber")):
            db.connection().exec_driver_sql(f"UPDATE concern SET level = '{level}' WHERE id = '{concern_id}'")

    shown = [(one.level, clock.now() - one.raised_at) for one in lane(walk.team.safeguarding)]

    ago = [timedelta(minutes=minutes) for minutes in (1, 3, 0, 2)]
    assert shown == list(zip(["red", "red", "amber", "amber"], ago, strict=True))


def test_a_trial_run_raises_no_concern_but_shows_help(sqlite_house):
    walk = Walk((OPEN, BOOKS))
    with store.session() as db:
        token = knocking.join(db, STRANGER, sessions.start_trial(db, walk.who, walk.version_id), "nl")
        db.flush()
        presence.assent(db, again(db, token).visitor, "yes")
        db.flush()
        kept = answering.record_response(db, again(db, token), walk.ids[0], WORRYING)
        trial = db.get_one(GroupSession, again(db, token).session_id).trial

    assert (trial, kept.worrying) == (True, True)
    assert count("concern") == 0


def test_the_facilitator_sees_how_many_and_whom_to_phone_but_not_a_word(walk):
    assert (glance(walk).concerns, glance(walk).held) == (1, 0)
    assert WORRYING not in repr(glance(walk))

    settles(walk, "talked")

    assert (glance(walk).concerns, glance(walk).held) == (0, 0)


def test_designers_never_read_words_that_are_in_the_lane(walk):
    with store.session() as db:
        other = make_child(db, walk.session_id)
        answering.record_response(db, other, walk.ids[0], PLAIN)
        leaving.finish(db, other)
        sessions.close(db, walk.who, walk.session_id)
        home = db.get_one(GroupSession, walk.session_id).consultation_id
        stem = glancing.view.version(db, walk.version_id).questions[0].stem

    def read() -> list[str]:
        with store.session() as db:
            return [one.words for one in hearing.read(db, walk.team.designer, home, stem).quotes]

    assert read() == [PLAIN]
    settles(walk, "talked")
    assert read() == [PLAIN]


def sent_out(walk: Walk) -> None:
    with store.session() as db:
        sessions.remove(db, walk.who, walk.session_id, walk.first.pseudonym)


def test_sending_a_child_out_takes_nothing_from_the_lane_and_looks_as_if_it_did(walk):
    before = glance(walk)
    sent_out(walk)

    (worry,) = lane(walk.team.safeguarding)
    assert (worry.words, worry.pseudonym) == (WORRYING, walk.first.pseudonym)
    assert (glance(walk).heads, glance(walk).names) == (
        before.heads - 1,
        tuple(name for name in before.names if name != walk.first.pseudonym),
    )
    assert (glance(walk).progress[0].given, glance(walk).concerns) == (before.progress[0].given - 1, 1)
    with pytest.raises(Refused, match="finished"), store.session() as db:
        answering.record_response(db, walk.child(), walk.ids[0], PLAIN)
    with pytest.raises(Refused, match="that name"):
        sent_out(walk)


@pytest.mark.parametrize("outcome", ["handed_over", "talked", "no_concern"])
def test_what_a_child_that_was_sent_out_gave_goes_when_its_last_concern_is_settled(walk, outcome):
    with store.session() as db:
        other = make_child(db, walk.session_id)
        answering.record_response(db, other, walk.ids[0], PLAIN)
    walk.goes_on(0)
    walk.gives(1, 3)
    sent_out(walk)
    settles(walk, outcome)

    assert (count("concern"), count("response"), lane(walk.team.safeguarding, settled=True)) == (0, 1, ())


def test_a_child_that_was_sent_out_is_in_no_sum_and_in_no_inbox(walk):
    walk.goes_on(0)
    walk.gives(1, 3)
    sent_out(walk)
    with store.session() as db:
        for _ in range(15):
            answering.record_response(db, make_child(db, walk.session_id), walk.ids[0], PLAIN)
        sessions.close(db, walk.who, walk.session_id)
        heard = rollup.room(db, walk.who, walk.session_id).heard
        assert (heard.children, looking_after.inbox(db, walk.who)) == (16, ())


def edits(walk: Walk, *words: str) -> str:
    """The words of the concern after these edits of one answer."""
    with store.session() as db:
        row = db.get_one(Participant, walk.participant_id)
        for one in words:
            concerns.raise_concern(db, row, walk.ids[0], one, screening.Screened("distress", "amber", ("x",)))
    return lane(walk.team.safeguarding)[0].words


def test_what_a_child_wrote_before_stands_in_its_concern_once(walk):
    assert edits(walk, ALSO, WORRYING, ALSO).split("\n—\n") == [WORRYING, ALSO]


def test_of_many_edits_the_last_ten_are_kept(walk):
    said = [f"nummer {number}" for number in range(200)]

    assert edits(walk, *said).split("\n—\n") == said[-10:]
    assert len(edits(walk, *(f"a\n—\nb\n—\n{number}" for number in range(200))).split("\n—\n")) == 10
