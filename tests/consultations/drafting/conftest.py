"""A team in a fresh SQLite store, and a second one that must never be touched."""

import pytest

from models import store
from tests.factories import Team, make_team


@pytest.fixture
def team(sqlite_house: str) -> Team:
    """Mediawijs, with one person in each role."""
    with store.session() as db:
        return make_team(db)


@pytest.fixture
def others(team: Team) -> Team:
    """Another organisation in the same store."""
    with store.session() as db:
        return make_team(db, "CSEM")
