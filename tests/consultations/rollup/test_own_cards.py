"""Cards a group wrote itself, among what it chose from: what they may say, and of how many their shares are."""

from typing import Any

import pytest
from sqlmodel import select

from consultations import rollup
from consultations.drafting import view
from consultations.protection import erasure
from consultations.shapes import Opinions, QuestionResult, Ranking, Sorting
from models import store
from models.group_session import Participant
from models.response import Response
from tests.factories import Team, make_team, options
from tests.sheets import PLAIN, Ids, Sheet, about_the_wall, make_group, voters

TAKEN = {"nl": "(weggehaald)", "fr": "(retirée)"}


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def asked(team: Team, version_id: str, unit: Any = "contributions") -> QuestionResult:
    with store.session() as db:
        return rollup.roll_up(db, team.designer, view.version(db, version_id).consultation_id, unit).questions[1]


def test_a_card_is_named_by_its_words_and_counted_against_its_own_session(house: str):
    with store.session() as db:
        team = make_team(db)
        version_id = about_the_wall(db, team, "dot_voting", PLAIN)
        first = [*voters(7, "een knop", ("een knop", "meer kleur")), *voters(5, None)]
        make_group(db, team.facilitator, version_id, first)
        make_group(db, team.facilitator, version_id, [*voters(12, "minder tekst", ("minder tekst",)), *voters(3, None)])

    found = asked(team, version_id)

    whole = found.groups[-1]
    shown = {found.labels[bar.key]["nl"]: (bar.count, bar.share, bar.dots, bar.low) for bar in whole.bars}
    assert shown == {
        "plain nl": (8, 8 / 27, 8, None),
        "een knop": (7, 7 / 12, 7, None),
        "meer kleur": (0, 0.0, 0, None),
        "minder tekst": (12, 12 / 15, 12, None),
    }
    assert {found.labels[bar.key]["fr"] for bar in whole.bars} == {
        "plain fr", "een knop", "meer kleur", "minder tekst",
    }  # fmt: skip
    assert (whole.answered, len(found.own), found.refused) == (27, 3, ("own_cards",))


def test_by_children_a_card_is_counted_against_the_children_of_its_own_session(team: Team):
    with store.session() as db:
        version_id = about_the_wall(db, team, "dot_voting", PLAIN)
        sheets = [*voters(3, "een knop", ("een knop",), size=4), *voters(2, None, size=4)]
        make_group(db, team.facilitator, version_id, sheets)
        make_group(db, team.facilitator, version_id, voters(5, None, size=4))

    found = asked(team, version_id, "children")

    assert {found.labels[bar.key]["nl"]: (bar.count, bar.share) for bar in found.groups[-1].bars} == {
        "plain nl": (28, 28 / 40), "een knop": (12, 12 / 20),
    }  # fmt: skip


def test_a_card_of_a_session_under_ten_children_is_left_out_and_it_says_so(team: Team):
    with store.session() as db:
        version_id = about_the_wall(db, team, "dot_voting", PLAIN)
        make_group(db, team.facilitator, version_id, voters(12, None))
        small = make_group(db, team.facilitator, version_id, [*voters(6, "geheim", ("geheim",)), *voters(3, None)])

    found = asked(team, version_id)

    with store.session() as db:
        room = rollup.room(db, team.facilitator, small).questions[1]
    assert [(bar.key, bar.count) for bar in found.groups[-1].bars] == [("plain", 15)]
    assert ("few_met" in found.refused, "geheim" in repr(found)) == (True, False)
    assert [(room.labels[bar.key]["nl"], bar.count) for bar in room.groups[0].bars] == [("plain nl", 3), ("geheim", 6)]


def test_cards_of_sessions_that_were_added_together_are_left_out(team: Team):
    with store.session() as db:
        version_id = about_the_wall(db, team, "dot_voting", PLAIN)
        for words in ("klein een", "klein twee", "klein drie", "klein vier"):
            make_group(db, team.facilitator, version_id, voters(4, words, (words,)))

    found = asked(team, version_id)

    assert ([bar.key for bar in found.groups[-1].bars], "klein" in repr(found)) == (["plain"], False)
    assert "few_met" in found.refused


@pytest.mark.parametrize("gone", ["hidden", "withheld", "erased", "never shown"])
def test_a_card_that_may_not_be_read_keeps_its_stickers_and_loses_its_words(team: Team, gone: str):
    with store.session() as db:
        version_id = about_the_wall(db, team, "dot_voting", PLAIN)
        sheets = [*voters(11, "een knop", ("een knop",)), Sheet(cards={0: [("idea", "blijft")]})]
        make_group(db, team.facilitator, version_id, sheets)
        card = db.exec(select(Response).where(Response.wall != "")).all()
        (one,) = [each for each in card if each.value == "een knop"]
        if gone == "erased":
            erasure.erase(db, db.get_one(Participant, one.participant_id))
        elif gone == "withheld":
            one.release = "withheld"
        else:
            one.wall = "hidden" if gone == "hidden" else "waiting"

    found = asked(team, version_id)

    bars = [(found.labels[bar.key], bar.count, bar.share) for bar in found.groups[-1].bars]
    assert (TAKEN, 11, 1.0) in bars
    assert "een knop" not in repr(found)


def test_statements_of_the_group_itself_are_received_by_those_who_took_a_stand(team: Team):
    def stand(ids: Ids) -> dict[str, int]:
        return {ids["te veel tekst"]: 1, ids["leuk spel"]: -1}

    with store.session() as db:
        version_id = about_the_wall(db, team, "agree_pass", {})
        cards = [("dislike", "te veel tekst"), ("like", "leuk spel"), ("idea", "nooit gezien")]
        sheets = [Sheet({1: stand}, cards={0: cards}), *[Sheet({1: stand})] * 9]
        sheets += [Sheet({1: lambda ids: {ids["nooit gezien"]: 1}})] * 2
        make_group(db, team.facilitator, version_id, sheets)

    found = asked(team, version_id)

    detail = found.groups[-1].detail
    assert isinstance(detail, Opinions)
    assert [(found.labels[one.key]["nl"], one.agree, one.disagree, one.passed) for one in detail.rows] == [
        ("te veel tekst", 10, 0, 0), ("leuk spel", 0, 10, 0),
    ]  # fmt: skip
    assert (detail.why, found.refused) == ("too_few_voters", ("own_cards", "few_met"))
    assert "nooit gezien" not in repr(found)


def test_pairs_and_piles_of_own_cards_hold_only_what_ten_children_compared_or_sorted(team: Team):
    with store.session() as db:
        duel = about_the_wall(db, team, "this_or_that", {"options": options("x", "y")})
        cards = {0: [("idea", "een"), ("idea", "twee")]}
        pair = Sheet({1: lambda ids: [["x", ids["een"], "x"], ["x", "y", "y"]]}, cards=cards)
        rest = [Sheet({1: lambda ids: [["x", ids["een"], ids["een"]], ["y", "x", "y"]]})] * 10
        few = [Sheet({1: lambda ids: [["x", ids["twee"], "x"]]})] * 3
        make_group(db, team.facilitator, duel, [pair, *rest, *few])
        sort = about_the_wall(db, team, "card_sort", {"piles": options("leuk", "saai")})
        laid = Sheet({1: lambda ids: {"cards": {ids["een"]: "leuk", ids["twee"]: "leuk"}}}, cards=cards)
        again = Sheet({1: lambda ids: {"cards": {ids["een"]: "leuk", ids["twee"]: "saai"}}})
        make_group(db, team.facilitator, sort, [laid, *[again] * 9])

    ranking, sorting = asked(team, duel), asked(team, sort)

    found = ranking.groups[-1].detail
    assert isinstance(found, Ranking)
    assert {ranking.labels[one.key]["nl"]: (one.chosen, one.shown) for one in found.rows} == {
        "x nl": (1, 22), "een": (10, 11), "y nl": (11, 11),
    }  # fmt: skip
    piles = sorting.groups[-1].detail
    assert isinstance(piles, Sorting)
    names = [sorting.labels[one]["nl"] for one in piles.cards]
    assert (sorted(names), piles.shares[0][1], sorted((one.piles, one.chosen) for one in piles.lies)) == (
        ["een", "twee"], 1 / 10, [(("leuk",), 10), (("saai",), 9)],
    )  # fmt: skip
