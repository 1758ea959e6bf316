"""A PDF that staff choose, as pictures of its pages: nothing of the file but what can be seen of it is kept."""

import io
from threading import Lock
from typing import Any, Final

import pypdfium2

from consultations.interchange.pictures import LARGEST, LONGEST_SIDE, TOO_BIG, of_pixels
from consultations.shapes import CleanPicture, Refused
from translations import N_

MOST_PAGES: Final = 40
SHARPEST: Final = 3.0
"""Points of the page a pixel, at most: a very small page is not blown up beyond this."""
LARGEST_PAGE: Final = 20_000
"""Points; an ordinary page has 842."""

ONE_AT_A_TIME = Lock()
"""PDFium serves one thread at a time."""

NO_PDF: Final = N_("We cannot open this PDF. Save it again, without a password, and try once more.")
TOO_LONG: Final = N_("This PDF has too many pages. It may have {n} at most.")


def pages(data: bytes) -> tuple[CleanPicture, ...]:
    """Each page of a PDF as a picture, in order. `Refused`: more than 2 MB or 40 pages, a password, or no PDF."""
    if len(data) > LARGEST:
        raise Refused(TOO_BIG, n=LARGEST // 1024**2)
    if not data.startswith(b"%PDF-"):
        raise Refused(NO_PDF)
    with ONE_AT_A_TIME, _opened(data) as document:
        if not 1 <= len(document) <= MOST_PAGES:
            raise Refused(TOO_LONG if len(document) else NO_PDF, n=MOST_PAGES)
        return tuple(_drawn(document, at) for at in range(len(document)))


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(io.BytesIO(data))
    except Exception:  # noqa: BLE001  (a reader of files meets anything; whatever it is, we cannot open this one)
        raise Refused(NO_PDF) from None


def _drawn(document: Any, at: int) -> CleanPicture:
    try:
        page = document[at]
        width, height = page.get_size()
        if not 1 <= min(width, height) <= max(width, height) <= LARGEST_PAGE:
            raise Refused(NO_PDF)
        scale = min(SHARPEST, LONGEST_SIDE / max(width, height))
        return of_pixels(page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB"))
    except Refused:
        raise
    except Exception:  # noqa: BLE001  (as above)
        raise Refused(NO_PDF) from None
