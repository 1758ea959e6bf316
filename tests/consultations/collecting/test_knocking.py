"""Before a child is in: the code, the link, the door, and how many fit."""

import pytest
from sqlmodel import select

from consultations import glancing, sessions
from consultations.access import STRANGER, Denied
from consultations.collecting import knocking, presence
from consultations.collecting.knocking import Caller
from consultations.protection import letters, pseudonyms, secret
from consultations.shapes import Refused
from models import store
from models.group_session import Participant
from tests import clocks
from tests.crowds import all_at_once
from tests.factories import Team, again, answer, link_of, make_child, make_published, make_session, make_team
from tests.rows import count, everything

AT_SCHOOL = Caller("192.0.2.7", "browser 1")


class Class:
    """A running session with its door open, its team, and its code."""

    def __init__(self, **facts: object) -> None:
        with store.session() as db:
            self.team: Team = make_team(db)
            self.version_id = make_published(db, self.team.facilitator)
            self.id = make_session(db, self.team.facilitator, self.version_id, **facts)
        self.link = link_of(self.id)

    @property
    def code(self) -> str:
        with store.reading() as db:
            return glancing.at_a_glance(db, self.team.facilitator, self.id).code

    def does(self, verb) -> None:
        with store.session() as db:
            verb(db, self.team.facilitator, self.id)


def knock(typed: str, caller: Caller = AT_SCHOOL) -> str | None:
    with store.session() as db:
        return knocking.knock(db, typed, caller)


def join(link: str, before: str | None = None, language: str = "nl") -> str:
    with store.session() as db:
        return knocking.join(db, STRANGER, link, language, before)


def invited(link: str):
    with store.reading() as db:
        return knocking.invitation(db, link)


def heads(session_id: str) -> int:
    with store.reading() as db:
        return sessions.heads(db, session_id)


def test_a_code_opens_the_door_in_any_case_and_with_any_spaces(sqlite_house):
    opened = Class()
    plain = opened.code.replace(" ", "")

    for typed in (opened.code, plain.lower(), f"  {'-'.join(plain)} ", plain[:3].lower() + "\u00a0" + plain[3:]):
        assert knock(typed) == opened.link


def test_every_typo_and_every_swap_is_refused_without_being_counted(sqlite_house):
    plain = Class().code.replace(" ", "")
    slips = {
        *(plain[:at] + wrong + plain[at + 1 :] for at in range(7) for wrong in letters.ALPHABET),
        *(plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :] for at in range(6)),
        *(plain[:at] + plain[at + 1 :] for at in range(7)),
        "", "qwerty?", "\x00", "\ud800" * 7,
    } - {plain}  # fmt: skip

    for slip in slips:
        with pytest.raises(Refused, match=knocking.UNKNOWN):
            knock(slip)

    assert len(slips) > 126
    assert count("miss") == 0


def nobody_gave_it_out(opened: Class) -> str:
    return "BCDFGH" + letters.check_letter("BCDFGH")


def shut(opened: Class) -> str:
    opened.does(sessions.shut_door)
    return opened.code


def paused(opened: Class) -> str:
    opened.does(sessions.pause)
    return opened.code


def closed(opened: Class) -> str:
    code = opened.code
    opened.does(sessions.close)
    return code


def full(opened: Class) -> str:
    while heads(opened.id) < 3:
        join(opened.link)
    return opened.code


def changed(opened: Class) -> str:
    code = opened.code
    opened.does(sessions.new_code)
    return code


@pytest.mark.parametrize("how", [nobody_gave_it_out, shut, paused, closed, full, changed])
def test_unknown_shut_closed_and_full_all_look_the_same_to_a_stranger(sqlite_house, how):
    opened = Class(expected=1)
    code = how(opened)
    before = heads(opened.id)

    assert knock(code) is None
    assert count("miss") == (how in (nobody_gave_it_out, closed, changed))
    assert heads(opened.id) == before


@pytest.mark.parametrize("how", [shut, paused, full])
def test_a_class_that_is_too_early_locks_nobody_out(sqlite_house, how):
    opened = Class(expected=1)
    code = how(opened)

    assert [knock(code) for _ in range(30)] == [None] * 30

    opened.does(sessions.resume)
    opened.does(sessions.enlarge)
    opened.does(sessions.open_door)
    assert knock(code) == link_of(opened.id)


def test_who_came_in_and_went_without_a_yes_or_a_no_takes_no_place(sqlite_house, monkeypatch):
    time = clocks.hold(monkeypatch)
    opened = Class(expected=1)
    full(opened)
    time.go(minutes=2)
    assert invited(opened.link) is None
    time.go(seconds=1)

    with store.session() as db:
        for _ in range(3):
            make_child(db, opened.id)

    assert invited(opened.link) is None
    assert heads(opened.id) == 6


def test_there_are_never_more_children_than_names(sqlite_house, monkeypatch):
    time = clocks.hold(monkeypatch)
    opened = Class(expected=60)
    with store.session() as db:
        db.add_all(
            Participant(group_session_id=opened.id, pseudonym=f"{colour} {animal}", language="nl")
            for colour in pseudonyms.COLOURS
            for animal in pseudonyms.ANIMALS
        )
    time.go(minutes=3)

    assert invited(opened.link) is None
    with pytest.raises(Refused, match=knocking.UNKNOWN):
        join(opened.link)


def test_with_a_new_code_the_old_link_is_a_link_nobody_gave_out(sqlite_house):
    opened = Class()
    old = opened.link
    opened.does(sessions.new_code)

    assert (invited(old), invited(link_of(opened.id)) is None) == (None, False)
    with pytest.raises(Refused, match=knocking.UNKNOWN):
        join(old)


@pytest.mark.parametrize("how", [shut, paused, closed, full])
def test_the_link_is_as_silent_as_the_code(sqlite_house, how):
    opened = Class(expected=1)
    how(opened)
    before = heads(opened.id)

    assert invited(opened.link) is None
    with pytest.raises(Refused, match=knocking.UNKNOWN):
        join(opened.link)
    with pytest.raises(Refused, match=knocking.UNKNOWN):
        join("a link nobody gave out")
    assert heads(opened.id) == before


def test_looking_at_the_invitation_joins_nobody_and_changes_nothing(sqlite_house):
    opened = Class(language="fr")
    before = everything()

    found = invited(opened.link)

    assert (found.title, found.languages) == ({"nl": "Media", "fr": "Médias"}, ("fr", "nl"))
    assert everything() == before


def test_knocking_joins_nobody(sqlite_house):
    opened = Class()

    knock(opened.code)

    assert heads(opened.id) == 0


def test_whoever_joins_gets_a_token_that_is_kept_only_as_its_hash(sqlite_house):
    opened = Class()

    token = join(opened.link, language="fr")

    with store.reading() as db:
        child = again(db, token)
        row = db.exec(select(Participant)).one().model_dump()
    assert (child.session_id, child.language, child.assent, child.state) == (opened.id, "fr", None, "joined")
    assert row["id"] == child.participant_id
    assert row["token_hash"] == secret.digest(token)
    assert token not in repr(row)


@pytest.mark.parametrize("language", ["", "de", "NL", "en"])
def test_a_child_joins_in_dutch_or_in_french(sqlite_house, language):
    opened = Class()

    with pytest.raises(Refused):
        join(opened.link, language=language)

    assert heads(opened.id) == 0


def test_one_browser_is_one_child_whoever_joins_next_takes_it_over(sqlite_house):
    opened, other = Class(), None
    with store.session() as db:
        first = make_child(db, opened.id)
        answer(db, first, ["strip"], done=False)
        other = make_session(db, opened.team.facilitator, opened.version_id)
    token = join(opened.link)
    bystander = join(opened.link)

    fresh = join(link_of(other), before=token)

    with store.reading() as db:
        assert presence.present(db, token) is None
        assert presence.present(db, fresh).session_id == other
        assert presence.present(db, bystander).session_id == opened.id
    assert heads(opened.id) == 3
    assert count("response") == 1


def test_a_join_that_is_refused_leaves_the_child_of_this_browser_alone(sqlite_house):
    opened = Class()
    token = join(opened.link)
    opened.does(sessions.shut_door)

    with pytest.raises(Refused):
        join(opened.link, before=token)

    with store.reading() as db:
        assert presence.present(db, token) is not None


def test_exactly_as_many_come_in_as_fit_when_twenty_come_at_once(house):
    opened = Class(expected=5)

    came = all_at_once([lambda: join(opened.link)] * 20)

    tokens = [one for one in came if isinstance(one, str)]
    refused = [one.sentence for one in came if isinstance(one, Refused)]
    assert (len(set(tokens)), refused) == (7, [knocking.UNKNOWN] * 13)
    assert heads(opened.id) == 7
    with store.reading() as db:
        assert len({again(db, token).pseudonym for token in tokens}) == 7


def test_five_more_come_in_after_the_session_was_enlarged(sqlite_house):
    opened = Class(expected=1)
    full(opened)
    opened.does(sessions.enlarge)

    for _ in range(5):
        join(opened.link)

    with pytest.raises(Refused, match=knocking.UNKNOWN):
        join(opened.link)
    assert heads(opened.id) == 8


def test_whoever_was_sent_out_makes_room_for_another(sqlite_house):
    opened = Class(expected=1)
    full(opened)
    with store.session() as db:
        name = glancing.at_a_glance(db, opened.team.facilitator, opened.id).names[0]
        sessions.remove(db, opened.team.facilitator, opened.id, name)

    join(opened.link)

    assert heads(opened.id) == 3


def test_staff_do_not_join_as_children(sqlite_house):
    opened = Class()

    for who in (opened.team.facilitator, opened.team.designer, opened.team.admin):
        with pytest.raises(Denied), store.session() as db:
            knocking.join(db, who, opened.link, "nl")

    assert heads(opened.id) == 0


def test_the_door_is_shut_ten_minutes_after_it_was_opened(sqlite_house, monkeypatch):
    time = clocks.hold(monkeypatch)
    opened = Class()

    time.go(minutes=9, seconds=59)
    join(opened.link)
    time.go(seconds=1)

    assert invited(opened.link) is None
    assert knock(opened.code) is None
    with pytest.raises(Refused):
        join(opened.link)
    assert heads(opened.id) == 1
