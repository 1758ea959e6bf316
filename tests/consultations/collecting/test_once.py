"""Exactly once, however often a thumb, a browser or a network says it (P02)."""

from sqlmodel import select

from consultations.access import STRANGER
from consultations.collecting import answering, knocking, leaving
from consultations.collecting.answering import Kept
from consultations.shapes import Refused
from models import store
from models.group_session import Participant
from models.response import Response
from tests.crowds import all_at_once
from tests.factories import CHOICE, OPEN
from tests.rows import count, everything, without
from tests.walking import BOOKS, Walk


def gave(walk: Walk, at: int, raw: object):
    """The same tap on the same screen, again and again."""
    child = walk.child()

    def once() -> Kept:
        with store.session() as db:
            return answering.record_response(db, child, walk.ids[at], raw)

    return once


def test_fifty_times_the_same_answer_at_once_is_one_answer_with_fifty_equal_outcomes(house):
    walk = Walk()
    others = without(everything(), walk.participant_id)

    outcomes = all_at_once([gave(walk, 0, "strip")] * 50)

    assert outcomes == [Kept()] * 50
    assert walk.kept() == {0: "strip"}
    assert count("response") == 2
    assert without(everything(), walk.participant_id) == others


def test_different_answers_at_once_end_as_one_of_them(house):
    walk = Walk((BOOKS,))

    outcomes = all_at_once([gave(walk, 0, number) for number in range(12)])

    assert outcomes == [Kept()] * 12
    assert walk.kept()[0] in range(12)
    assert count("response") == 1


def test_the_same_answer_later_changes_not_one_byte_of_its_row(sqlite_house):
    walk = Walk()
    walk.gives(0, "strip")
    before = everything()

    assert walk.gives(0, "strip") == Kept()

    assert everything() == before


def test_worrying_words_sent_twice_show_help_twice_and_raise_one_concern(house):
    walk = Walk((OPEN,))

    outcomes = [walk.gives(0, "ik wil dood"), walk.gives(0, "ik wil dood")]

    assert outcomes == [Kept(worrying=True, held=True)] * 2
    assert (count("response"), count("concern")) == (1, 1)


def test_worrying_words_sent_five_times_at_once_raise_one_concern(house):
    walk = Walk((OPEN,))

    outcomes = all_at_once([gave(walk, 0, "ik wil dood")] * 5)

    assert outcomes == [Kept(worrying=True, held=True)] * 5
    assert (count("response"), count("concern")) == (1, 1)


def test_next_tapped_twenty_times_at_once_goes_on_once(house):
    walk = Walk((CHOICE, BOOKS, OPEN))
    walk.gives(0, "strip")
    child = walk.child()

    def tap() -> None:
        with store.session() as db:
            answering.go_on(db, child, walk.ids[0])

    assert all_at_once([tap] * 20) == [None] * 20
    assert walk.stands() == 1


def test_done_tapped_ten_times_at_once_gives_one_receipt(house):
    walk = Walk((CHOICE,)).walks("strip")
    child = walk.child()

    def tap() -> str:
        with store.session() as db:
            return leaving.finish(db, child)

    assert len(set(all_at_once([tap] * 10))) == 1


def test_erasing_ten_times_at_once_erases_once(house):
    walk = Walk((CHOICE,)).walks("strip")
    with store.session() as db:
        receipt = leaving.finish(db, walk.child())

    def erase() -> bool:
        with store.session() as db:
            return leaving.erase_mine(db, STRANGER, receipt, knocking.Caller("192.0.2.1"))

    outcomes = all_at_once([erase] * 10)

    with store.reading() as db:
        assert db.get(Participant, walk.participant_id) is None
        assert db.exec(select(Response).where(Response.participant_id == walk.participant_id)).all() == []
    assert True in outcomes
    assert [one for one in outcomes if not isinstance(one, bool | Refused)] == []
    assert (count("erasure"), count("participant")) == (1, 1)
