"""Codes people type: every slip of the finger is caught before anything is looked up."""

import random

import pytest

from consultations.protection.letters import (
    ALPHABET,
    JOIN_LENGTH,
    RECEIPT_LENGTH,
    check_letter,
    from_bytes,
    read,
    shown,
)

CHANCE = random.Random(20260512)
LENGTHS = (JOIN_LENGTH, RECEIPT_LENGTH)


def drawn(length: int) -> str:
    return from_bytes(CHANCE.randbytes(32), length)


def test_the_alphabet_has_no_vowel_no_digit_and_no_letter_that_looks_like_another():
    assert ALPHABET == "BCDFGHJKLMNPRSTVWXZ"
    assert len(set(ALPHABET)) == 19


@pytest.mark.parametrize("length", LENGTHS)
def test_a_code_is_read_as_it_was_made(length):
    codes = [drawn(length) for _ in range(200)]

    assert [read(code, length) for code in codes] == codes
    assert {len(code) for code in codes} == {length + 1}


@pytest.mark.parametrize("length", LENGTHS)
def test_every_single_wrong_letter_is_caught(length):
    for code in [drawn(length) for _ in range(60)]:
        slips = [
            code[:at] + wrong + code[at + 1 :]
            for at in range(length + 1)
            for wrong in ALPHABET
            if wrong != code[at]
        ]  # fmt: skip
        assert len(slips) == 18 * (length + 1)
        assert [read(slip, length) for slip in slips] == [None] * len(slips)


@pytest.mark.parametrize("length", LENGTHS)
def test_every_swap_of_two_neighbours_is_caught(length):
    for code in [drawn(length) for _ in range(400)]:
        swaps = [
            code[:at] + code[at + 1] + code[at] + code[at + 2 :]
            for at in range(length)
            if code[at] != code[at + 1]
        ]  # fmt: skip
        assert [read(swap, length) for swap in swaps] == [None] * len(swaps)


def test_the_check_letter_itself_swapped_with_its_neighbour_is_caught_for_every_pair():
    # All 19 × 19 last letters behind a fixed beginning: the last pair is the one whose weights are furthest apart.
    for length in LENGTHS:
        for last in ALPHABET:
            body = "KTRBPXNCDHG"[: length - 1] + last
            check = check_letter(body)
            if check != last:
                assert read(body[:-1] + check + last, length) is None


@pytest.mark.parametrize(
    "typed",
    [
        "KTRBPX{}",
        "ktrbpx{}",
        " ktrb px{} ",
        "KTRB-PX{}",
        "KTRB–PX{}",
        "K.T.R.B.P.X.{}",
        "kT rB·pX\u00a0{}\n",
        "KTRB\u202fPX{}",
    ],
)
def test_a_code_may_be_typed_in_any_case_with_spaces_and_dashes(typed):
    whole = "KTRBPX" + check_letter("KTRBPX")

    assert read(typed.format(whole[-1].lower()), JOIN_LENGTH) == whole


@pytest.mark.parametrize(
    "typed", ["", "K", "KTRBPX", "KTRBPXNN", "1234567", "AEIOUYQ", "KTRB?XN", "😀" * 7, "\x00" * 7, "ktrbpß"]
)
def test_what_cannot_be_a_code_is_no_code(typed):
    assert read(typed, JOIN_LENGTH) is None


def test_a_code_is_shown_in_groups_of_four():
    assert shown("KTRBPXN") == "KTRB PXN"
    assert shown("KTRBPXNCDHGM") == "KTRB PXNC DHGM"


def test_letters_are_drawn_evenly():
    letters = "".join(drawn(RECEIPT_LENGTH)[:-1] for _ in range(2000))

    counts = [letters.count(one) for one in ALPHABET]

    expected = len(letters) / len(ALPHABET)
    assert sum((count - expected) ** 2 / expected for count in counts) < 42.3  # chi-square, 18 degrees, p = .001
