"""What is in a sum: who said yes, what was not reached, and nobody's words."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from consultations import sessions
from consultations.access import STRANGER
from consultations.collecting import answering, knocking, leaving, presence
from consultations.drafting import gate, starting, view, wording
from consultations.protection import summed
from consultations.shapes import Contribution
from models import store
from models.group_session import GroupSession
from models.response import FrozenSum
from tests.closings import Story, entry
from tests.factories import CHOICE, OPEN, again, answer, make_child, make_class, make_published, options, questions_of
from tests.rows import everything

FILM = ("single_choice", "Welke film?", {"options": options("oud", "nieuw")}, False, (0, ["strip"]))


@pytest.fixture
def story(sqlite_house) -> Story:
    return Story()


def test_children_who_said_no_or_nothing_or_were_sent_out_are_not_in_the_sum(story):
    with store.session() as db:
        session_id = make_class(db, story.who, story.version_id, [("nl", ["strip"])] * 5, close=False)
        for said in (None, "no", "ask_first"):
            make_child(db, session_id, assent=said)
        regrets = answer(db, make_child(db, session_id), ["boek"], done=False)
        presence.assent(db, regrets.visitor, "no")
        hesitates = answer(db, make_child(db, session_id), ["boek"], done=False)
        presence.assent(db, hesitates.visitor, "ask_first")
        stranger = answer(db, make_child(db, session_id), ["boek"])
        sessions.remove(db, story.who, session_id, stranger.pseudonym)
        stopped = answer(db, make_child(db, session_id), ["boek"], done=False)
        leaving.finish(db, stopped, stopped=True)
        sessions.close(db, story.who, session_id)

    assert story.sums() == [("", [entry("boek", 1), entry("strip", 5)])]


def test_a_trial_run_never_counts(story):
    with store.session() as db:
        link = sessions.start_trial(db, story.who, story.version_id)
        tokens = [knocking.join(db, STRANGER, link, "nl") for _ in range(6)]
        for token in tokens:
            presence.assent(db, again(db, token).visitor, "yes")
            db.flush()
            answer(db, again(db, token), ["strip"])
        sessions.close(db, story.who, again(db, tokens[0]).session_id)
    story.closes("bbbb")

    assert (story.sums(), story.stands()) == ([], [])


def test_what_a_child_did_not_reach_and_what_it_was_not_asked_are_told_apart(sqlite_house):
    story = Story(CHOICE, FILM, OPEN)
    walks = [["strip", "oud", ("skipped",)]] * 5
    walks += [["strip", ("rather_not",), ("dont_know",)], ["boek", None, ("skipped",)]]
    with store.session() as db:
        session_id = make_class(db, story.who, story.version_id, [("nl", one) for one in walks], close=False)
        stays = make_child(db, session_id)
        goes = make_child(db, session_id)
        first = questions_of(db, session_id)[0].id
        answering.record_response(db, goes, first, "strip")
        sessions.close(db, story.who, session_id)

    assert stays.participant_id
    assert story.sums(at=0) == [("", [entry("boek", 1), entry("strip", 7), entry(None, 1, "not_reached")])]
    assert story.sums(at=1) == [
        (
            "",
            [
                entry("oud", 5),
                entry(None, 2, "not_asked"),
                entry(None, 1, "not_reached"),
                entry(None, 1, "rather_not"),
            ],
        )
    ]
    assert story.sums(at=2) == [
        ("", [entry(None, 1, "dont_know"), entry(None, 2, "not_reached"), entry(None, 6, "skipped")])
    ]


def test_no_sum_holds_a_childs_words(sqlite_house):
    story = Story(OPEN)
    with store.session() as db:
        make_class(db, story.who, story.version_id, [("nl", ["kanarie"])] * 5 + [("nl", [("skipped",)])] * 4)

    assert story.sums() == [("", [entry(None, 4, "skipped"), entry(True, 5)])]
    assert "kanarie" not in "".join(everything()["frozen_sum"])


def test_nothing_in_a_sum_tells_who_came_first(sqlite_house):
    forwards, backwards = Story(), None
    forwards.closes("ssbb-s")
    with store.session() as db:
        backwards = make_published(db, forwards.who)
    forwards.closes("s-bbss", version_id=backwards)

    with store.reading() as db:
        rows = db.exec(select(FrozenSum).where(FrozenSum.view == "all", FrozenSum.stem != ""))
        one, other = (row.values for row in rows)
        assert one == other


def test_an_unchanged_question_of_a_new_version_adds_up_with_the_old_and_a_reworded_one_does_not(sqlite_house):
    story = Story(CHOICE, OPEN)
    with store.session() as db:
        other = starting.new_version(db, story.who, story.version_id)
        reworded = view.version(db, other).questions[1]
        says = {"nl": "Wat moeten ouders weten?", "fr": "Que doivent savoir les parents ?"}
        wording.set_question(db, story.who, other, reworded.id, reworded.edition, says, {}, False, None)
        db.flush()
        gate.publish(db, story.who, other)
    story.closes("sssss")
    story.closes("bbbbb", version_id=other)

    with store.reading() as db:
        home = view.version(db, other).consultation_id
        found = summed.contributions(db, home, "all")
    together = [
        sorted((one.value, one.times) for one in held) for (stem, _, _), held in found.items() if stem == story.stems[0]
    ]
    assert together == [[("boek", 5), ("strip", 5)]]
    assert len([stem for stem, _, _ in found if stem == story.stems[1]]) == 2


def test_contributions_of_one_class_are_its_own(story):
    first, second = story.closes("sssss"), story.closes("bbbbbb")

    with store.reading() as db:
        home = db.get_one(GroupSession, first).consultation_id
        (found,) = summed.contributions(db, home, "all", only=(second,)).values()
    assert found == [Contribution("boek", None, 1, second, 6)]


def test_the_database_itself_keeps_no_sum_of_fewer_than_five(house):
    story = Story()
    story.closes("sssss")
    before = everything()

    def shrink() -> None:
        with store.session() as db:
            for row in db.exec(select(FrozenSum)):
                row.children = 4

    with pytest.raises(IntegrityError):
        shrink()
    assert everything() == before
