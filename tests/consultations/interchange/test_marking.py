"""A mark stands where the problem is, on any picture, and the picture is small enough to stand in the page."""

import base64
import io

import pytest
from PIL import Image

from consultations.interchange.marking import EDGE, LONGEST_SIDE, marked

RED = (179, 38, 30)


def picture(size: tuple[int, int] = (400, 300), mode: str = "RGB", kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, (40, 90, 200, 0)[: len(mode)]).save(out, kind)
    return out.getvalue()


def seen(address: str) -> Image.Image:
    head, data = address.split(",", 1)
    assert head == "data:image/jpeg;base64"
    return Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")


def near(found: object, colour: tuple[int, int, int]) -> bool:
    return isinstance(found, tuple) and all(abs(one - other) < 40 for one, other in zip(found, colour, strict=True))


@pytest.mark.parametrize(("x", "y"), [(0, 0), (EDGE, EDGE), (250, 500), (900, 100)])
def test_the_mark_stands_on_its_spot(x: int, y: int):
    found = seen(marked(picture(), [("", x, y)]))
    assert found.size == (400, 300)
    assert near(found.getpixel((x * 399 // EDGE, y * 299 // EDGE)), RED)
    assert near(found.getpixel((200, 20)), (40, 90, 200))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_large_picture_becomes_small_and_is_marked_at_the_same_place(kind: str):
    found = seen(marked(picture((1600, 800), kind=kind), [("12", 500, 500)]))
    assert max(found.size) == LONGEST_SIDE
    assert near(found.getpixel((320 - 13, 160)), RED)


def test_what_was_clear_is_white_paper():
    found = seen(marked(picture(mode="RGBA"), []))
    assert near(found.getpixel((200, 150)), (255, 255, 255))
