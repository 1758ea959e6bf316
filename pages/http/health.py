"""Whether we can work: the database takes a write and gives it back, its schema is ours, and the disk has room."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from consultations import health
from models import clock

LEAST_FREE = 0.10
FRESH = timedelta(seconds=5)

_one_at_a_time = Lock()
_found: dict[str, bool] = {}
_found_at: datetime | None = None


async def healthz(request: Request) -> Response:  # noqa: ARG001
    """GET /healthz: 200 when everything is well, else 503. Says which part fails, never why."""
    checks = await run_in_threadpool(checked)
    well = all(checks.values())
    return JSONResponse({"well": well, **checks}, 200 if well else 503)


def checked() -> dict[str, bool]:
    """What was found at most five seconds ago: asking often costs no writes, and asking at once costs one."""
    global _found, _found_at
    with _one_at_a_time:
        if _found_at is None or not timedelta(0) <= clock.now() - _found_at < FRESH:
            _found, _found_at = _checks(), clock.now()
        return dict(_found)


def _checks() -> dict[str, bool]:
    disk = shutil.disk_usage(Path.cwd())
    return {**health.checks(), "disk": disk.free > LEAST_FREE * disk.total or disk.free > 5 * 2**30}
