"""Our own style sheet and starter script: named after what is in them, so browsers may keep them for ever."""

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

FOLDER = Path(__file__).with_name("files")
KINDS = {".css": "text/css", ".js": "text/javascript"}
FOREVER = "public, max-age=31536000, immutable"


def _address(path: Path) -> str:
    return f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}{path.suffix}"


FILES = {_address(path): path for path in sorted(FOLDER.iterdir())}
HEAD = b"".join(
    f'<link rel="stylesheet" href="/ours/{name}">'.encode()
    if name.endswith(".css")
    else f'<script src="/ours/{name}"></script>'.encode()
    for name in FILES
)
"""What the page shell's head gets."""


async def own_file(request: Request) -> Response:
    """GET /ours/<name>"""
    path = FILES.get(request.path_params["name"])
    if path is None:
        return PlainTextResponse("Not found", 404)
    headers = {"cache-control": FOREVER}
    return Response(path.read_bytes(), media_type=KINDS[path.suffix], headers=headers)
