"""The real application, really served, over a store of its own that the test can look into."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import use
from tests.protocol import Server, serve

ROOT = Path(__file__).resolve().parent.parent
RUN = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port={port}", "--server.address=127.0.0.1"]


@contextmanager
def served(address: str) -> Iterator[Server]:
    """Serve the application over the store at `address`; this process uses the same store."""
    use(address)
    env = {
        "ONSAVIS_SECRET": os.environ["ONSAVIS_SECRET"],
        "ONSAVIS_DATABASE_URL": address,
        "ONSAVIS_PUBLIC_URL": "http://127.0.0.1:{port}",
    }
    with serve(RUN, ROOT, env, ready_path="/healthz") as server:
        yield server
