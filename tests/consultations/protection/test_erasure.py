"""What a child takes back is gone: from every row, from the file, from the log beside it, from a dump (P11)."""

import pytest

from consultations import looking_after, sessions
from consultations.access import STRANGER
from consultations.collecting import leaving
from consultations.collecting.knocking import Caller
from consultations.protection import concerns
from models import store
from models.base import ours
from models.group_session import Participant
from tests.factories import CHOICE, OPEN, answer, make_child
from tests.rows import count, everything, traces, without
from tests.walking import BOOKS, Walk

CANARY = "kanarievogelzevenhonderd"
LINE = ("short_text", "Hoe heet jouw spel?", {})
HOME = Caller("192.0.2.7")


def sung(worrying: bool = True) -> Walk:
    """A child that wrote the canary, perhaps in words that worried us, and then wrote over them."""
    walk = Walk((CHOICE, OPEN, BOOKS)).walks("strip")
    if worrying:
        walk.gives(1, f"{CANARY} ik wil dood")
    return walk.walks(f"Ik lees {CANARY}", 3)


def by_receipt(walk: Walk) -> None:
    with store.session() as db:
        receipt = leaving.finish(db, walk.child())
    with store.session() as db:
        assert leaving.erase_mine(db, STRANGER, receipt, HOME) is True


def by_stopping(walk: Walk) -> None:
    with store.session() as db:
        leaving.withdraw(db, walk.child())


def by_being_sent_out(walk: Walk) -> None:
    with store.session() as db:
        sessions.remove(db, walk.who, walk.session_id, walk.child().pseudonym)
    with store.session() as db:
        for worry in concerns.lane(db, walk.team.safeguarding):
            concerns.settle(db, walk.team.safeguarding, worry.id, "talked")


def after_closing(walk: Walk) -> None:
    with store.session() as db:
        receipt = leaving.finish(db, walk.child())
        sessions.close(db, walk.who, walk.session_id)
    with store.session() as db:
        assert leaving.erase_mine(db, STRANGER, receipt, HOME) is True


@pytest.mark.parametrize("erases", [by_receipt, by_stopping, by_being_sent_out, after_closing])
def test_nothing_of_a_child_is_left_anywhere_after_it_was_erased(house, erases):
    walk = sung()
    assert traces(CANARY) > 1
    assert traces(walk.participant_id) > 0

    erases(walk)

    assert (traces(CANARY), traces(walk.participant_id)) == (0, 0)
    assert CANARY not in repr(everything())


def test_no_row_of_anybody_else_changes(house):
    walk = sung(worrying=False)
    with store.session() as db:
        answer(db, make_child(db, walk.session_id, "fr"), ["boek", ("skipped",), 2])
        receipt = leaving.finish(db, walk.child())
    with store.reading() as db:
        mine = [walk.participant_id, *(row.id for row in walk.rows(db))]
    before = without(everything(), *mine)

    with store.session() as db:
        leaving.erase_mine(db, STRANGER, receipt, HOME)

    after = everything()
    assert {**after, "erasure": frozenset()} == {**before, "erasure": frozenset()}
    assert len(after["erasure"]) == 1


def test_the_list_of_erasures_holds_a_keyed_hash_and_a_day_and_nothing_else(sqlite_house):
    walk = sung(worrying=False)
    with store.session() as db:
        receipt = leaving.finish(db, walk.child())
        expected = db.get_one(Participant, walk.participant_id).receipt_hash
    with store.session() as db:
        leaving.erase_mine(db, STRANGER, receipt, HOME)

    with store.reading() as db:
        (row,) = db.execute(ours.metadata.tables["erasure"].select()).mappings()
    assert set(row) == {"id", "receipt_hash", "erased_on"}
    assert row["receipt_hash"] == expected
    assert receipt not in repr(everything())


def test_what_was_erased_while_somebody_was_reading_is_gone_after_the_next_thing_anybody_keeps(
    sqlite_house, monkeypatch
):
    monkeypatch.setitem(store.PRAGMAS, "busy_timeout", "100")  # how long we wait for who is reading
    walk = sung(worrying=False)
    with store.reading() as looking:
        looking.execute(ours.metadata.tables["response"].select()).all()
        by_stopping(walk)
        assert traces(CANARY) > 0

    with store.session() as db:
        make_child(db, walk.session_id)

    assert traces(CANARY) == 0


def test_the_concern_goes_with_the_words_that_raised_it(house):
    walk = sung()
    assert count("concern") == 1

    by_receipt(walk)

    assert count("concern") == 0


def test_an_erasure_that_does_not_come_through_erases_nothing(house):
    walk = sung(worrying=False)
    before = everything()

    def deed() -> None:
        child = walk.child()
        with store.session() as db:
            leaving.withdraw(db, child)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        deed()

    assert everything() == before
    assert traces(CANARY) > 0


def test_what_a_facilitator_masks_is_gone_for_good(house):
    walk = Walk(((*LINE, True), BOOKS))
    walk.walks(f"Mijn juf heet {CANARY}")
    with store.session() as db:
        (held,) = looking_after.inbox(db, walk.who)

    with store.session() as db:
        looking_after.release_masked(db, walk.who, held.response_id, "Mijn juf heet …")

    assert traces(CANARY) == 0
    assert walk.kept() == {0: "Mijn juf heet …"}
