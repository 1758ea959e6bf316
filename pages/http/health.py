"""Whether we can work: the database takes a write and gives it back, its schema is ours, and the disk has room."""

import shutil
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from consultations import health

LEAST_FREE = 0.10


async def healthz(request: Request) -> Response:  # noqa: ARG001
    """GET /healthz: 200 when everything is well, else 503. Says which part fails, never why."""
    checks = await run_in_threadpool(_checks)
    well = all(checks.values())
    return JSONResponse({"well": well, **checks}, 200 if well else 503)


def _checks() -> dict[str, bool]:
    disk = shutil.disk_usage(Path.cwd())
    return {**health.checks(), "disk": disk.free > LEAST_FREE * disk.total or disk.free > 5 * 2**30}
