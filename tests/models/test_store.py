"""One transaction a visit: kept whole or not at all, exactly once, in order, and without a trace when erased."""

from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import col, func, select

from models import store
from models.group_session import SpentCode
from models.people import Account, Organisation
from models.protection import Pulse
from tests import postgres
from tests.conftest import use
from tests.crowds import all_at_once
from tests.rows import traces

THREADS = 50
THEN = datetime(2026, 1, 1, tzinfo=UTC)


def names() -> list[str]:
    with store.reading() as db:
        return sorted(db.exec(select(Organisation.name)).all())


def keep(*given: str) -> None:
    with store.session() as db:
        db.add_all(Organisation(name=one) for one in given)


def looking() -> Connection:
    return store.engine().connect().execution_options(reading_only=True)


def remake(monkeypatch: pytest.MonkeyPatch, **pragmas: str) -> None:
    """The same file, with other settings of the connection."""
    for name, value in pragmas.items():
        monkeypatch.setitem(store.PRAGMAS, name, value)
    use(store.address())


def test_every_pooled_connection_has_our_settings(sqlite_house: str):
    seen = []
    for _ in range(2):  # the second time they come out of the pool
        with ExitStack() as held:
            for _ in range(5):
                connection = held.enter_context(looking())
                seen.append({name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in store.PRAGMAS})

    assert seen == 10 * [
        {
            "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "secure_delete": 1,
            "trusted_schema": 0,
        }
    ]  # fmt: skip


def test_a_row_that_points_to_nothing_is_refused(house: str):
    keep("Mediawijs")

    with pytest.raises(IntegrityError), store.session() as db:
        db.add(Account(organisation_id="0" * 32, login="a", name="A"))

    with store.reading() as db:
        assert db.exec(select(func.count()).select_from(Account)).one() == 0


def test_a_transaction_is_kept_whole(house: str):
    keep("Mediawijs", "CSEM")

    assert names() == ["CSEM", "Mediawijs"]


@pytest.mark.parametrize("mishap", [RuntimeError, KeyboardInterrupt])
def test_a_transaction_that_breaks_off_keeps_nothing(house: str, mishap: type[BaseException]):
    keep("CSEM")

    with pytest.raises(mishap), store.session() as db:  # noqa: PT012  (what comes before the mishap is the point)
        db.add(Organisation(name="Mediawijs"))
        db.flush()
        raise mishap

    assert names() == ["CSEM"]


def test_a_transaction_of_which_the_last_row_is_refused_keeps_nothing(house: str):
    keep("CSEM")

    with pytest.raises(IntegrityError):
        keep("Mediawijs", "CSEM")

    assert names() == ["CSEM"]


def test_looking_keeps_nothing(house: str):
    keep("CSEM")

    with store.reading() as db:
        db.add(Organisation(name="Mediawijs"))
        db.flush()
        seen = sorted(db.exec(select(Organisation.name)).all())

    assert (seen, names()) == (["CSEM", "Mediawijs"], ["CSEM"])


def test_who_writes_does_not_wait_for_who_looks(house: str):
    keep("CSEM")

    with store.reading() as db:
        db.exec(select(Organisation.name)).all()
        keep("Mediawijs")

    assert names() == ["CSEM", "Mediawijs"]


@pytest.mark.parametrize("change", [(), ("spent_on",)])
def test_fifty_at_once_put_one_row(house: str, change: tuple[str, ...]):
    noise = {"code_hash": "another code", "spent_on": THEN.date()}
    with store.session() as db:
        store.put(db, SpentCode, noise, once=("code_hash",))

    def put(at: int) -> int:
        with store.session() as db:
            row = {"code_hash": "this code", "spent_on": (THEN + timedelta(days=at)).date()}
            return store.put(db, SpentCode, row, once=("code_hash",), change=change)

    touched = all_at_once([partial(put, at) for at in range(THREADS)])

    with store.reading() as db:
        kept = sorted(db.exec(select(SpentCode.code_hash)).all())
    assert (kept, sum(touched)) == (["another code", "this code"], THREADS if change else 1)


def test_put_changes_only_what_it_is_told_to_and_only_that_row(house: str):
    with store.session() as db:
        db.add(Organisation(id="a", name="CSEM", founded_on=THEN.date()))
        db.add(Organisation(id="b", name="Mediawijs", founded_on=THEN.date()))
    row = {"name": "CSEM", "founded_on": datetime.now(UTC).date(), "rules": {"from_13": "both"}}

    with store.session() as db:
        store.put(db, Organisation, row, once=("name",), change=("rules",))

    with store.reading() as db:
        kept = db.exec(select(Organisation.id, Organisation.rules, Organisation.founded_on).order_by(Organisation.id))
        assert list(map(tuple, kept)) == [("a", {"from_13": "both"}, THEN.date()), ("b", {}, THEN.date())]


def test_who_takes_a_turn_sees_what_everybody_before_added(house: str):
    turns = 12

    def count_one_further() -> None:
        with store.session() as db:
            store.take_turn(db, "codes")
            passed = db.exec(select(func.count()).select_from(SpentCode)).one()
            db.add(SpentCode(code_hash=f"{passed:02}", spent_on=THEN.date()))

    all_at_once([count_one_further] * turns)

    with store.reading() as db:
        assert sorted(db.exec(select(SpentCode.code_hash)).all()) == [f"{at:02}" for at in range(turns)]


CANARY = "kanarie-Zq7-0123456789ab"


def erase() -> None:
    with store.session() as db:
        db.delete(db.exec(select(Organisation).where(col(Organisation.name).startswith(CANARY))).one())
        store.scrub_after(db)


def test_what_is_erased_leaves_no_byte_in_any_file_of_the_store(sqlite_house: str):
    keep("CSEM", CANARY + "x" * 150)
    written = traces(CANARY)

    erase()

    assert (written > 0, traces(CANARY), names()) == (True, 0, ["CSEM"])


def test_without_scrubbing_an_erased_word_would_stay(sqlite_house: str):
    keep("CSEM", CANARY)

    with store.session() as db:
        db.delete(db.exec(select(Organisation).where(Organisation.name == CANARY)).one())

    assert traces(CANARY) > 0


def test_who_looks_for_long_only_puts_scrubbing_off_until_the_next_thing_that_is_kept(
    sqlite_house: str, monkeypatch: pytest.MonkeyPatch
):
    remake(monkeypatch, busy_timeout="50")
    keep(CANARY)
    with store.reading() as db:
        db.exec(select(Organisation.name)).all()
        erase()
        keep("CSEM")
        meanwhile = traces(CANARY)

    keep("Mediawijs")

    assert (meanwhile > 0, traces(CANARY), names()) == (True, 0, ["CSEM", "Mediawijs"])


def test_scrubbing_leaves_the_connection_with_its_patience(sqlite_house: str, monkeypatch: pytest.MonkeyPatch):
    remake(monkeypatch, busy_timeout="70")
    keep(CANARY)
    with store.reading() as db:
        db.exec(select(Organisation.name)).all()
        erase()
    keep("CSEM")

    with ExitStack() as held:
        connections = [held.enter_context(looking()) for _ in range(4)]
        assert [one.exec_driver_sql("PRAGMA busy_timeout").scalar() for one in connections] == [70] * 4


def test_a_full_disk_is_an_error_and_nothing_that_was_kept_is_touched(
    sqlite_house: str, monkeypatch: pytest.MonkeyPatch
):
    keep("CSEM")
    with store.reading() as db:
        pages = db.execute(text("PRAGMA page_count")).scalar_one()
    remake(monkeypatch, max_page_count=str(pages + 2))

    with pytest.raises(OperationalError, match="database or disk is full"), store.session() as db:
        db.add_all(Organisation(name=f"{at:03}" + "x" * 190) for at in range(200))
    whole = names()
    remake(monkeypatch, max_page_count="1000000")
    keep("Mediawijs")

    with store.reading() as db:
        sound = db.execute(text("PRAGMA integrity_check")).scalar_one()
    assert (whole, names(), sound) == (["CSEM"], ["CSEM", "Mediawijs"], "ok")


def test_a_lock_held_too_long_is_an_error_and_trying_again_keeps_one_row(
    sqlite_house: str, monkeypatch: pytest.MonkeyPatch
):
    remake(monkeypatch, busy_timeout="50")
    keep("CSEM")
    with store.session() as other:
        other.exec(select(Organisation.name)).all()
        with pytest.raises(OperationalError, match="database is locked"):
            keep("Mediawijs")
        during = names()

    keep("Mediawijs")

    assert (during, names()) == (["CSEM"], ["CSEM", "Mediawijs"])


def test_a_connection_the_server_cut_while_nobody_used_it_is_made_again(postgres_house: str, postgres_socket: str):
    keep("CSEM")  # this connection goes back into the pool
    cut = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname LIKE 'house%'"
    )

    postgres.sql(postgres_socket, cut)
    keep("Mediawijs")

    assert names() == ["CSEM", "Mediawijs"]


def test_a_row_put_twice_is_one_row_with_the_later_value(house: str):
    for beat in (THEN, THEN + timedelta(hours=1)):
        with store.session() as db:
            row = {"id": "0" * 32, "beaten_at": beat}
            store.put(db, Pulse, row, once=("id",), change=("beaten_at",))

    with store.reading() as db:
        assert db.exec(select(Pulse.beaten_at)).all() == [THEN + timedelta(hours=1)]


@pytest.mark.parametrize("given", ["postgres://ons@db/avis", "postgresql://ons@db/avis"])
def test_a_plain_postgresql_address_gets_its_driver(monkeypatch: pytest.MonkeyPatch, given: str):
    monkeypatch.setenv("ONSAVIS_DATABASE_URL", given)

    assert store.address() == "postgresql+psycopg://ons@db/avis"
