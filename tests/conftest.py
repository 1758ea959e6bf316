"""Real stores for every test: a fresh SQLite file, or a fresh PostgreSQL database, with our own schema in it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

os.environ["ONSAVIS_SECRET"] = "dGVzdHMgb25seTogMDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY"
os.environ.pop("ONSAVIS_PUBLIC_URL", None)

from models import store
from tests import postgres


def use(address: str) -> None:
    """Make `address` the store of this process."""
    if store.engine.cache_info().currsize:
        store.engine().dispose()
    store.engine.cache_clear()
    os.environ["ONSAVIS_DATABASE_URL"] = address


@pytest.fixture(scope="session")
def sqlite_mould(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite file at head, copied for each test."""
    path = tmp_path_factory.mktemp("mould") / "mould.db"
    use(f"sqlite:///{path}")
    store.upgrade()
    store.engine().dispose()
    return path


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[str]:
    """The folder of a running server's socket, with an empty database `mould` at head."""
    with postgres.server() as folder:
        postgres.sql(folder, "CREATE DATABASE mould")
        use(postgres.address(folder, "mould"))
        store.upgrade()
        store.engine().dispose()
        yield folder


@pytest.fixture
def sqlite_house(sqlite_mould: Path, tmp_path: Path) -> Iterator[str]:
    """A fresh SQLite store."""
    path = tmp_path / "house.db"
    shutil.copy(sqlite_mould, path)
    use(f"sqlite:///{path}")
    yield f"sqlite:///{path}"
    store.engine().dispose()


@pytest.fixture
def postgres_house(postgres_socket: str) -> Iterator[str]:
    """A fresh PostgreSQL store."""
    name = f"house_{uuid4().hex}"
    postgres.sql(postgres_socket, f"CREATE DATABASE {name} TEMPLATE mould")
    use(postgres.address(postgres_socket, name))
    yield store.address()
    store.engine().dispose()
    store.engine.cache_clear()
    postgres.sql(postgres_socket, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> str:
    """A fresh store of either kind: what is shown on the one must hold on the other."""
    return request.getfixturevalue(f"{'sqlite' if request.param == 'sqlite' else 'postgres'}_house")
