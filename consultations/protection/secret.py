"""Our one secret, and what is made from it: keyed hashes, join codes, links. Nothing made here can be undone."""

import base64
import binascii
import hashlib
import hmac
import os
import secrets

NAME = "ONSAVIS_SECRET"
LEAST_BYTES = 32
LEAST_DISTINCT = 16


class Weak(RuntimeError):
    """The secret is missing, too short, or not random."""


def check(given: str | None = None) -> bytes:
    """The secret's bytes (hexadecimal or URL-safe base64 of at least 32 random bytes), or `Weak` with the reason."""
    text = os.environ.get(NAME, "") if given is None else given
    if not text:
        raise Weak(f"{NAME} is not set. Make one: python -m consultations secret")
    raw = _decode(text)
    if len(raw) < LEAST_BYTES:
        raise Weak(f"{NAME} is shorter than {LEAST_BYTES} bytes.")
    if len(set(raw)) < LEAST_DISTINCT:
        raise Weak(f"{NAME} is not random.")
    return raw


def _decode(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        pass
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Weak(f"{NAME} is neither hexadecimal nor URL-safe base64.") from None


def fresh() -> str:
    """A new secret, ready for `ONSAVIS_SECRET`."""
    return secrets.token_urlsafe(48)


def derive(purpose: str, *parts: str) -> bytes:
    """32 bytes that only we can make again from `purpose` and `parts`."""
    message = b"\x00".join(part.encode("utf-8", "surrogatepass") for part in (purpose, *parts))
    return hmac.new(check(), message, hashlib.sha256).digest()


def keyed(purpose: str, *parts: str) -> str:
    """A keyed hash as hexadecimal: to look something up without keeping it."""
    return derive(purpose, *parts).hex()


def link_token(purpose: str, *parts: str) -> str:
    """A 128-bit token for a link, 22 characters."""
    return base64.urlsafe_b64encode(derive(purpose, *parts)[:16]).decode().rstrip("=")


def random_token() -> str:
    """A fresh 256-bit token, 43 characters."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What a random token is kept as."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
