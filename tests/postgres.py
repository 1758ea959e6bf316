"""A private PostgreSQL server for the tests: on a socket only, as a user who is not root, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "onsavis"
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"

MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30


def home() -> str:
    """Where a server keeps its files: in memory where there is room, or making a database waits for the disk."""
    roomy = os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return str(MEMORY) if roomy else "/tmp"


def tool(name: str) -> str:
    """The path of one of PostgreSQL's own programs."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = str(newest[0]) if newest else shutil.which(name)
    assert found, f"PostgreSQL's {name} is missing: apt-get install postgresql"
    return found


def somebody() -> str | None:
    """Who runs the server: ourselves, or when we are root, somebody who is not."""
    if os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return "daemon"


@contextmanager
def server() -> Iterator[str]:
    """Start a server; yields the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=home()))
    who = somebody()
    if who:
        shutil.chown(folder, who)
    data = folder / "data"

    def run(*words: str) -> None:
        subprocess.run(words, user=who, check=True, cwd="/tmp", stdout=subprocess.DEVNULL, timeout=120)

    try:
        run(tool("initdb"), "-D", str(data), "-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync")
        run(tool("pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", f"{OPTIONS} -k {folder}", "start")
        yield str(folder)
    finally:
        subprocess.run(
            [tool("pg_ctl"), "-D", str(data), "-m", "immediate", "stop"],
            user=who, cwd="/tmp", check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60,
        )  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)


def address(folder: str, name: str) -> str:
    """The address of one database on that server."""
    return f"postgresql://{USER}@/{name}?host={folder}"


def sql(folder: str, words: str, database: str = "postgres") -> None:
    """One statement, outside a transaction."""
    import psycopg

    with psycopg.connect(f"host={folder} user={USER} dbname={database}", autocommit=True) as connection:
        connection.execute(words)
