"""What tests of the middle floor share: hashing that costs little where its cost is not the point, and patience."""

from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from consultations import signing_in
from models import store
from tests.factories import Team, make_team

settings.register_profile("patient", deadline=None)  # a busy machine is slow, and that is no failure
settings.load_profile("patient")


@pytest.fixture
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The same library with little work to do."""
    monkeypatch.setattr(signing_in, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    signing_in._nobody.cache_clear()
    yield
    signing_in._nobody.cache_clear()


@pytest.fixture
def team(house: str) -> Team:
    """An organisation and its people, on a store of either kind."""
    with store.session() as db:
        return make_team(db)
