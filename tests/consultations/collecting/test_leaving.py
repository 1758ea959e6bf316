"""The end for one child: done, or stopped; and later, with the receipt, what it said."""

import pytest

from consultations import sessions
from consultations.access import STRANGER, Denied
from consultations.collecting import leaving, presence
from consultations.collecting.knocking import Caller
from consultations.collecting.leaving import Mine
from consultations.protection import letters, secret
from consultations.shapes import Refused
from models import store
from models.group_session import Participant
from tests import clocks
from tests.factories import CHOICE, answer, make_child, options
from tests.rows import count, everything
from tests.walking import BOOKS, FILM, Walk

HOME = Caller("192.0.2.7", "browser 1")
SEVERAL = ("several_choices", "Wat heb je?", {"options": options("gsm", "tablet", "tv"), "at_most": 0})
LINE = ("short_text", "Hoe heet jouw spel?", {})


def finishes(walk: Walk, stopped: bool = False) -> str:
    child = walk.child()
    with store.session() as db:
        return leaving.finish(db, child, stopped)


def reads(receipt: str, language: str = "nl", caller: Caller = HOME):
    with store.session() as db:
        return leaving.my_answers(db, STRANGER, receipt, language, caller)


def erases(receipt: str, caller: Caller = HOME) -> bool:
    with store.session() as db:
        return leaving.erase_mine(db, STRANGER, receipt, caller)


def state_of(walk: Walk) -> str:
    with store.reading() as db:
        return db.get_one(Participant, walk.participant_id).state


def test_a_receipt_is_eleven_letters_and_a_check_letter_and_the_same_each_time_it_is_shown(sqlite_house):
    walk = Walk((CHOICE,)).walks("strip")

    receipts = [finishes(walk), finishes(walk), leaving.receipt(walk.child())]

    assert len(set(receipts)) == 1
    assert letters.read(letters.shown(receipts[0]), letters.RECEIPT_LENGTH) == receipts[0]


def test_a_receipt_is_kept_only_as_a_keyed_hash(sqlite_house):
    walk = Walk((CHOICE,)).walks("strip")

    receipt = finishes(walk)

    rows = repr(everything())
    assert receipt not in rows
    assert secret.keyed("receipt", receipt) in rows


def test_children_have_receipts_that_differ_and_cannot_be_made_without_our_secret(sqlite_house, monkeypatch):
    walk = Walk((CHOICE,))
    with store.session() as db:
        children = [make_child(db, walk.session_id) for _ in range(20)]
    receipts = {leaving.receipt(child) for child in children}
    assert len(receipts) == 20

    monkeypatch.setenv(secret.NAME, secret.fresh())

    assert receipts.isdisjoint(leaving.receipt(child) for child in children)


@pytest.mark.parametrize(("stopped", "state"), [(False, "done"), (True, "stopped")])
def test_what_was_given_stays_when_a_child_is_done_or_stops_and_lets_us_keep_it(sqlite_house, stopped, state):
    walk = Walk((CHOICE, BOOKS)).walks("strip")

    finishes(walk, stopped)

    assert (state_of(walk), walk.kept()) == (state, {0: "strip"})


def test_a_child_that_stopped_has_stopped_even_when_the_thank_you_screen_finishes_it_again(sqlite_house):
    walk = Walk((CHOICE, BOOKS)).walks("strip")
    finishes(walk, stopped=True)

    finishes(walk)

    assert state_of(walk) == "stopped"


@pytest.mark.parametrize("said", ["no", "ask_first"])
def test_who_did_not_say_yes_gets_no_receipt(sqlite_house, said):
    walk = Walk((CHOICE,))
    with store.session() as db:
        presence.assent(db, walk.first.visitor, said)

    with pytest.raises(Refused):
        finishes(walk)

    assert count("erasure") == 0
    assert state_of(walk) == ("declined" if said == "no" else "joined")


def test_a_child_that_stops_can_take_everything_back_at_once(sqlite_house):
    walk = Walk((CHOICE, BOOKS)).walks("strip")
    child = walk.child()

    with store.session() as db:
        leaving.withdraw(db, child)

    assert (walk.kept(), count("participant"), count("response")) == ({}, 1, 1)
    with pytest.raises(Denied), store.session() as db:
        leaving.withdraw(db, child)


def test_with_its_receipt_a_child_reads_what_it_said_in_either_language(sqlite_house):
    walk = Walk((CHOICE, FILM, SEVERAL, BOOKS, LINE))
    walk.walks("boek", ["tv", "gsm"], ("dont_know",), "Star+")
    receipt = finishes(walk)
    with store.session() as db:
        leaving.bye(db, "nobody")
        sessions.close(db, walk.who, walk.session_id)

    assert reads(receipt) == (
        Mine("Wat lees je?", "boek nl", None),
        Mine("Wat heb je?", "gsm nl, tv nl", None),
        Mine("Hoeveel boeken?", "", "dont_know"),
        Mine("Hoe heet jouw spel?", "Star+", None),
    )
    assert [one.answer for one in reads(receipt, "fr")] == ["boek fr", "gsm fr, tv fr", "", "Star+"]


def test_a_receipt_is_read_however_it_is_typed(sqlite_house):
    receipt = finishes(Walk((CHOICE,)).walks("strip"))

    for typed in (receipt.lower(), letters.shown(receipt), "-".join(receipt), f" {receipt}\n"):
        assert reads(typed) == (Mine("Wat lees je?", "strip nl", None),)


def test_with_its_receipt_a_child_erases_everything_and_the_receipt_is_unknown_from_then_on(house):
    walk = Walk((CHOICE, BOOKS)).walks("strip", 3)
    receipt = finishes(walk)
    with store.session() as db:
        other = answer(db, make_child(db, walk.session_id), ["strip", 4])
        others_receipt = leaving.receipt(other)

    assert erases(receipt) is True

    assert (count("participant"), count("response"), count("erasure")) == (2, 3, 1)
    assert (reads(receipt), erases(receipt)) == (None, False)
    assert len(reads(others_receipt)) == 2


def test_a_receipt_still_erases_after_the_session_was_closed(sqlite_house):
    walk = Walk((CHOICE,)).walks("strip")
    receipt = finishes(walk)
    with store.session() as db:
        sessions.close(db, walk.who, walk.session_id)

    assert erases(receipt) is True

    assert walk.kept() == {}


def test_a_well_formed_receipt_that_nobody_has_counts_as_a_miss_and_a_mistyped_one_does_not(sqlite_house):
    receipt = finishes(Walk((CHOICE,)).walks("strip"))
    unknown = "BCDFGHJKLMN" + letters.check_letter("BCDFGHJKLMN")
    swapped = receipt[1] + receipt[0] + receipt[2:] if receipt[0] != receipt[1] else receipt[:-1]
    before = everything()

    for typed in (swapped, "", "hello", receipt[:-1], "\x00", receipt + "B"):
        for use in (reads, erases):
            with pytest.raises(Refused):
                use(typed)
    assert everything() == before

    assert (reads(unknown), erases(unknown)) == (None, False)
    assert count("miss") == 2
    assert {name: rows for name, rows in everything().items() if name != "miss"} == {
        name: rows for name, rows in before.items() if name != "miss"
    }


def test_after_five_unknown_receipts_a_caller_waits_and_others_do_not(sqlite_house, monkeypatch):
    time = clocks.hold(monkeypatch)
    receipt = finishes(Walk((CHOICE,)).walks("strip"))
    for last in "CDFGH":
        assert reads(f"BCDFGHJKLM{last}" + letters.check_letter(f"BCDFGHJKLM{last}")) is None

    for use in (reads, erases):
        with pytest.raises(Refused):
            use(receipt)
    assert len(reads(receipt, caller=Caller("198.51.100.9"))) == 1
    time.go(minutes=10)
    assert len(reads(receipt)) == 1


def test_nobody_has_the_receipt_of_a_child_that_never_got_one(sqlite_house):
    walk = Walk((CHOICE,)).walks("strip")

    assert reads(leaving.receipt(walk.child())) is None
    assert erases(leaving.receipt(walk.child())) is False
    assert walk.kept() == {0: "strip"}


def test_staff_cannot_use_a_receipt(sqlite_house):
    walk = Walk((CHOICE,)).walks("strip")
    receipt = finishes(walk)

    for who in (walk.who, walk.team.designer, walk.team.safeguarding, walk.team.admin):
        with pytest.raises(Denied), store.session() as db:
            leaving.my_answers(db, who, receipt, "nl", HOME)
        with pytest.raises(Denied), store.session() as db:
            leaving.erase_mine(db, who, receipt, HOME)

    assert walk.kept() == {0: "strip"}
