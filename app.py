"""The ASGI application: Streamlit with our routes, our headers, and a start that refuses to be unsafe."""

import logging
import resource
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from consultations.protection import secret  # noqa: E402
from models import store  # noqa: E402
from pages.http.address import Caller  # noqa: E402
from pages.http.headers import Headers  # noqa: E402
from pages.http.routes import ROUTES  # noqa: E402
from pages.http.shell import Shell  # noqa: E402
from pages.http.static_files import StaticFiles  # noqa: E402
from pages.parts.mishap import show_mishap  # noqa: E402

log = logging.getLogger("onsavis")
FEW_FILES = 4096


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[None]:
    """Refuse to start on a missing or weak secret, or on a schema that is not the one this code was written for."""
    secret.check()
    if not store.is_current():
        raise RuntimeError("The database's schema is not current. Run: python -m consultations upgrade")
    # The server's own log would hold addresses of children and tokens of links (rule R-34).
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    sys.setswitchinterval(0.001)  # so that a heavy staff page does not hold up children
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if files < FEW_FILES:
        log.warning("only %d open files allowed: about %d children at once. Raise LimitNOFILE.", files, files // 4)
    yield


app = st.App(
    ROOT / "pages" / "router.py",
    routes=ROUTES,
    middleware=[Middleware(Caller), Middleware(Headers), Middleware(StaticFiles), Middleware(Shell)],
    lifespan=lifespan,
    on_script_error=show_mishap,
)
