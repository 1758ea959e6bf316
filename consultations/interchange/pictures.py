"""A picture that staff choose, made clean: decoded, turned upright, made smaller, and encoded anew without its past.

Nothing of the file itself is kept: no EXIF (where and when it was taken), no comment, no profile, nothing behind the
picture. Nothing is written to disk.
"""

import io
import struct
import warnings
from contextlib import suppress
from typing import Final, Literal

from PIL import Image, ImageOps

from consultations.shapes import CleanPicture, Refused
from translations import N_

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file."""
MOST_PIXELS: Final = 20_000_000
LONGEST_SIDE: Final = 1600
SMALLEST_SIDE: Final = 8
QUALITY: Final = 85

TOO_BIG: Final = N_("This picture is too big. It may be {n} MB at most.")
TOO_MANY: Final = N_("This picture has too many pixels. Make it smaller and try once more.")
NO_PICTURE: Final = N_("We cannot open this as a picture. Choose a PNG or a JPEG.")

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
ENDINGS: Final = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg"}


def clean(name: str, data: bytes) -> CleanPicture:
    """The picture in a file called `name`. `Refused`: more than 2 MB or 20 million pixels, not wholly there, not what
    its name says, something behind the picture, or no PNG or JPEG at all.
    """
    if len(data) > LARGEST:
        raise Refused(TOO_BIG, n=LARGEST // 1024**2)
    kind = _kind(data)
    if kind is None or kind != ENDINGS.get(name.rpartition(".")[2].lower()) or not _ends_where_it_ends(kind, data):
        raise Refused(NO_PICTURE)
    width, height = _size(kind, data)
    if width * height > MOST_PIXELS:
        raise Refused(TOO_MANY)
    if min(width, height) < SMALLEST_SIDE:
        raise Refused(NO_PICTURE)
    return _anew(kind, _decoded(kind, data))


def of_pixels(found: Image.Image) -> CleanPicture:
    """A picture that was drawn here, as it is kept: with many colours as JPEG, with few as PNG."""
    return _anew("png" if found.getcolors(256) else "jpeg", found)


def _kind(data: bytes) -> Literal["png", "jpeg"] | None:
    if data.startswith(PNG):
        return "png"
    return "jpeg" if data.startswith(JPEG) else None


def _ends_where_it_ends(kind: str, data: bytes) -> bool:
    """Whether nothing stands behind the picture: what is also a ZIP or a web page does."""
    if kind == "jpeg":
        return data.rstrip(b"\x00").endswith(b"\xff\xd9")
    at = len(PNG)
    while at + 12 <= len(data):
        length = struct.unpack(">I", data[at : at + 4])[0]
        name = data[at + 4 : at + 8]
        at += 12 + length
        if name == b"IEND":
            return at == len(data)
    return False


def _size(kind: str, data: bytes) -> tuple[int, int]:
    """Width and height as the head of the file says, before anything is decoded."""
    with suppress(Exception), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=[kind.upper()]) as found:
            return found.size
    raise Refused(NO_PICTURE)


def _decoded(kind: str, data: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(data), formats=[kind.upper()]) as found:
            found.load()
            upright = ImageOps.exif_transpose(found)
            clear = (
                "RGBA"
                if kind == "png" and (upright.mode in ("RGBA", "LA") or "transparency" in upright.info)
                else "RGB"
            )
            return upright.convert(clear)
    except Exception:  # noqa: BLE001  (a decoder meets anything; whatever it is, this is no picture for us)
        raise Refused(NO_PICTURE) from None


def _anew(kind: Literal["png", "jpeg"], found: Image.Image) -> CleanPicture:
    """Only the pixels, in a fresh file; no longer than 1600 on a side."""
    found.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    fresh = Image.new(found.mode, found.size)
    fresh.paste(found)
    out = io.BytesIO()
    if kind == "png":
        fresh.save(out, "PNG", optimize=True)
    else:
        fresh.save(out, "JPEG", quality=QUALITY, optimize=True)
    return CleanPicture(kind, fresh.width, fresh.height, out.getvalue())
