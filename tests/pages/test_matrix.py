"""Role × page: every cell has an expected value, and every page behaves as its cell says."""

import pytest

from consultations.access import Action
from pages.parts.map import PLACES
from tests.apptest import Open, sign_in, words_on
from tests.factories import Team
from translations import words

ROLES = ("stranger", "child", "facilitator", "designer", "safeguarding", "admin")
SIGN_IN, OPENS, DENIED = "sign in", "opens", "denied"
STAFF_ONLY = {"stranger": SIGN_IN, "child": SIGN_IN}
EVERYBODY = dict.fromkeys(ROLES, OPENS)


def only(*roles: str) -> dict[str, str]:
    return {role: STAFF_ONLY.get(role, OPENS if role in roles else DENIED) for role in ROLES}


EXPECTED: dict[str, dict[str, str]] = {
    "child/join.py": EVERYBODY,
    "child/take_part.py": EVERYBODY,
    "child/my_answers.py": EVERYBODY,
    "staff/sign_in.py": EVERYBODY,
    "staff/welcome.py": EVERYBODY,
    "staff/projector.py": EVERYBODY,
    "staff/home.py": only("facilitator", "designer", "safeguarding", "admin"),
    "staff/my_account.py": only("facilitator", "designer", "safeguarding", "admin"),
    "staff/tools.py": only("facilitator", "designer"),
    "staff/problems.py": only("facilitator", "designer"),
    "staff/prepare.py": only("facilitator"),
    "staff/write.py": only("facilitator"),
    "staff/lead.py": only("facilitator"),
    "staff/observe.py": only("facilitator"),
    "staff/inbox.py": only("facilitator"),
    "staff/results.py": only("designer"),
    "staff/versions.py": only("designer"),
    "staff/compare.py": only("designer"),
    "staff/voices.py": only("designer"),
    "staff/concerns.py": only("safeguarding"),
    "staff/people.py": only("admin"),
    "staff/house_rules.py": only("admin"),
    "staff/audit.py": only("admin"),
}
say = words("nl").gettext
CELLS = [(role, place.script) for place in PLACES for role in ROLES]


def test_every_cell_has_an_expected_value():
    assert {(role, script) for script, row in EXPECTED.items() for role in row} == set(CELLS)


@pytest.mark.parametrize(("role", "script"), CELLS, ids=[f"{role}-{script}" for role, script in CELLS])
def test_a_page_opens_only_for_whom_it_is(role: str, script: str, open_page: Open, team: Team, jar: dict[str, str]):
    if role not in ("stranger", "child"):
        sign_in(jar, getattr(team, role))

    tab = open_page(script)

    if say("This page cannot be opened here.") in words_on(tab) and script != "staff/projector.py":
        found = DENIED
    elif script != "staff/sign_in.py" and say("Sign in") in [one.value for one in tab.subheader]:
        found = SIGN_IN
    else:
        found = OPENS
    assert (found, [one.message for one in tab.exception]) == (EXPECTED[script][role], [])


def test_no_action_that_opens_a_staff_page_is_open_to_strangers():
    opening = {place.action for place in PLACES if place.script.startswith("staff/") and place.menu}
    assert Action.JOIN not in opening
