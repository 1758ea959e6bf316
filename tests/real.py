"""The real application, really served, over a store of its own that the test can look into."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from pkgutil import walk_packages

import consultations
import models
import pages
import translations
from tests.conftest import use
from tests.protocol import Server, serve
from tests.protocol.nursery import Nursery

ROOT = Path(__file__).resolve().parent.parent
RUN = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port={port}", "--server.address=127.0.0.1"]
HEAVY = ("streamlit.web.cli", "streamlit.web.server.starlette", "streamlit.__main__")
NOT_TO_IMPORT = ("pages.router", "pages.parts.sign_in", "consultations.__main__", "models.migrations")
"""Scripts; and what tells Streamlit of a component of its own, which wants to be told by a process that serves."""
OF_A_HOUSE = ("ONSAVIS_DATABASE_URL", "ONSAVIS_PUBLIC_URL")


@cache
def nursery() -> Nursery:
    """Where served applications are forked from, one a test process; it has imported all but the pages themselves."""
    ours = [
        one.name for package in (consultations, models, pages, translations)
        for one in walk_packages(package.__path__, f"{package.__name__}.") if not one.name.startswith(NOT_TO_IMPORT)
    ]  # fmt: skip
    return Nursery([*HEAVY, *ours], ROOT, {name: value for name, value in os.environ.items() if name not in OF_A_HOUSE})


@contextmanager
def served(address: str) -> Iterator[Server]:
    """Serve the application over the store at `address`; this process uses the same store."""
    use(address)
    env = {
        "ONSAVIS_SECRET": os.environ["ONSAVIS_SECRET"],
        "ONSAVIS_DATABASE_URL": address,
        "ONSAVIS_PUBLIC_URL": "http://127.0.0.1:{port}",
    }
    with serve(RUN, ROOT, env, ready_path="/healthz", start=nursery().launch) as server:
        yield server
