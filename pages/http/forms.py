"""What every form that changes something must carry: proof that it came from a page of ours."""

import hmac
import time

from starlette.requests import Request

from consultations.protection import secret

HOUR = 3600


def seal(purpose: str) -> str:
    """A seal for a form, good for this hour and the next."""
    return secret.keyed("form", purpose, str(int(time.time() // HOUR)))


def is_ours(request: Request, purpose: str, given: str) -> bool:
    """Whether a form is one of ours: sealed by us, and not sent by another site."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    hour = int(time.time() // HOUR)
    return any(hmac.compare_digest(given, secret.keyed("form", purpose, str(one))) for one in (hour, hour - 1))
