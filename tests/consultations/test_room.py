"""One class's own results, for the facilitator who led it: from five, never what is sensitive, never anybody else's."""

import pytest

from consultations import rollup, sessions
from consultations.access import Denied
from consultations.drafting import view
from consultations.shapes import Heard
from models import store
from tests.classes import add_noise, noisy_class, pupils, reworded
from tests.factories import CHOICE, Team, make_class, make_published, make_team, words

SENSITIVE = ("yes_maybe_no", "Werd je gepest?", {"middle": "none"}, True)
HANGING = ("yes_maybe_no", "Vertelde je het?", {"middle": "none"}, False, (1, ["yes"]))


@pytest.fixture
def team(sqlite_house: str) -> Team:
    with store.session() as db:
        return make_team(db)


def counts(team: Team, session_id: str) -> list[tuple[int, dict[str, int | None], tuple[str, ...]]]:
    """For each question how many answered, each bar, and why something is not there."""
    with store.session() as db:
        found = rollup.room(db, team.facilitator, session_id)
    return [
        (
            one.groups[0].answered if one.groups else -1,
            {bar.key: bar.count for group in one.groups for bar in group.bars},
            one.refused,
        )
        for one in found.questions
    ]


def test_a_room_shows_its_own_class_and_nothing_beside_it(house: str):
    with store.session() as db:
        team, others = make_team(db), make_team(db, "CSEM")
        version_id = make_published(db, team.facilitator, (CHOICE,))
        make_class(db, team.facilitator, version_id, pupils(nl={"boek": 12}))
        session_id = noisy_class(db, team, version_id, pupils(nl={"strip": 3}, fr={"boek": 2}), ["boek"])
        add_noise(db, team, others, version_id, ["boek"], (CHOICE,))

    with store.session() as db:
        found = rollup.room(db, team.facilitator, session_id)

    only = found.questions[0]
    assert (found.title, found.heard) == (words("Media", "Médias"), Heard(1, 5, {}, {}, {}))
    assert ([group.name for group in only.groups], only.refused) == (["all"], ())
    assert [(bar.key, bar.count, bar.low) for bar in only.groups[0].bars] == [("strip", 3, None), ("boek", 2, None)]


def test_under_five_answers_a_room_shows_nothing_not_even_how_many(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (CHOICE,))
        five = make_class(db, team.facilitator, version_id, pupils(nl={"strip": 4, "boek": 1}))
        four = make_class(db, team.facilitator, version_id, pupils(nl={"strip": 4, ("skipped",): 4}))

    assert counts(team, five) == [(5, {"strip": 4, "boek": 1}, ())]
    assert counts(team, four) == [(-1, {}, ("too_few",))]


def test_a_class_under_five_waits_and_its_room_stays_empty_also_when_it_was_pooled(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (CHOICE,))
        small = make_class(db, team.facilitator, version_id, pupils(nl={"strip": 4}))
    alone = counts(team, small)
    with store.session() as db:
        make_class(db, team.facilitator, version_id, pupils(nl={"boek": 4}))

    assert (alone, counts(team, small)) == ([(0, {}, ("too_few",))], [(0, {}, ("too_few",))])


def test_a_room_never_shows_what_is_sensitive_or_hangs_from_it(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (CHOICE, SENSITIVE, HANGING))
        session_id = make_class(db, team.facilitator, version_id, [("nl", ["strip", "yes", "yes"])] * 25)

    assert counts(team, session_id) == [
        (25, {"strip": 25, "boek": 0}, ()), (-1, {}, ("not_per_class",)), (-1, {}, ("not_per_class",)),
    ]  # fmt: skip


def test_a_room_that_is_still_open_has_no_results(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (CHOICE,))
        session_id = make_class(db, team.facilitator, version_id, pupils(nl={"strip": 12}), close=False)
    before = counts(team, session_id)
    with store.session() as db:
        sessions.close(db, team.facilitator, session_id)

    assert (before, counts(team, session_id)) == ([(0, {}, ("too_few",))], [(12, {"strip": 12, "boek": 0}, ())])


def test_a_room_shows_the_wording_its_children_read(team: Team):
    with store.session() as db:
        version_id = make_published(db, team.facilitator, (CHOICE,))
        session_id = make_class(db, team.facilitator, version_id, pupils(nl={"strip": 6}))
    reworded(team, version_id, 0, "Wat lees je nu?")

    with store.session() as db:
        found = rollup.room(db, team.facilitator, session_id)
        asked = view.version(db, version_id).questions[0]
    assert [(one.wording, one.stem) for one in found.questions] == [(words("Wat lees je?"), asked.stem)]


@pytest.mark.parametrize("who", ["colleague", "designer", "safeguarding", "admin", "another organisation"])
def test_only_who_led_it_reads_a_room(team: Team, who: str):
    with store.session() as db:
        others = make_team(db, "CSEM")
        visitor = others.facilitator if who == "another organisation" else getattr(team, who)
        session_id = make_class(db, team.facilitator, make_published(db, team.facilitator), pupils(nl={"strip": 6}))

    for asked in (session_id, "0" * 32):
        with pytest.raises(Denied), store.session() as db:
            rollup.room(db, visitor, asked)
