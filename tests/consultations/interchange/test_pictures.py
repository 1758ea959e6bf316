"""Pictures from outside: only their pixels come in, and what is no picture is refused with one sentence."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from consultations.interchange import pictures
from consultations.interchange.pictures import LARGEST, NO_PICTURE, TOO_BIG, TOO_MANY, clean
from consultations.shapes import Refused

CANARY = b"zq7een"


def drawn(width: int = 40, height: int = 30, mode: str = "RGB") -> Image.Image:
    """A picture whose left half is red."""
    made = Image.new(mode, (width, height), "white" if mode != "RGBA" else (255, 255, 255, 0))
    made.paste((255, 0, 0) if mode == "RGB" else (255, 0, 0, 255), (0, 0, width // 2, height))
    return made


def file(kind: str = "PNG", image: Image.Image | None = None, **how: object) -> bytes:
    out = io.BytesIO()
    (image or drawn()).save(out, kind, **how)
    return out.getvalue()


def chunk(name: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + name + held + struct.pack(">I", zlib.crc32(name + held))


def padded(to: int) -> bytes:
    """A sound PNG of exactly so many bytes: a private chunk fills it up."""
    small = file()
    body, end = small[:-12], small[-12:]
    return body + chunk(b"zzZz", b"\x00" * (to - len(small) - 12)) + end


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(Refused) as why:
        clean(name, data)
    return why.value.sentence


def test_a_picture_keeps_its_pixels():
    found = clean("kaart.png", file())
    seen = Image.open(io.BytesIO(found.data))
    assert (found.kind, found.width, found.height, seen.size) == ("png", 40, 30, (40, 30))
    assert (seen.getpixel((3, 3)), seen.getpixel((36, 3))) == ((255, 0, 0), (255, 255, 255))


def test_what_one_can_see_through_stays_so():
    found = clean("kaart.png", file(image=drawn(mode="RGBA")))
    assert Image.open(io.BytesIO(found.data)).getpixel((36, 3)) == (255, 255, 255, 0)


@pytest.mark.parametrize(("name", "kind"), [("a.JPG", "jpeg"), ("a.jpeg", "jpeg"), ("vakantie.foto.jpg", "jpeg")])
def test_endings_may_be_written_in_each_way(name: str, kind: str):
    assert clean(name, file("JPEG")).kind == kind


def test_nothing_of_where_and_when_it_was_taken_comes_in():
    exif = Image.Exif()
    exif[0x010F] = CANARY.decode()
    exif[0x0132] = "2026:11:25 10:00:00"
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", CANARY.decode())
    both = [("a.jpg", file("JPEG", exif=exif, comment=CANARY)), ("a.png", file("PNG", exif=exif, pnginfo=text))]
    for name, data in both:
        assert CANARY in data
        cleaned = clean(name, data).data
        assert CANARY not in cleaned
        assert dict(Image.open(io.BytesIO(cleaned)).getexif()) == {}


def test_a_picture_taken_sideways_comes_in_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right
    found = clean("a.jpg", file("JPEG", exif=exif))
    red = Image.open(io.BytesIO(found.data)).getpixel((15, 5))
    assert (found.width, found.height, red[0] > 200 and red[1] < 60) == (30, 40, True)


def test_a_large_picture_becomes_smaller():
    found = clean("a.jpg", file("JPEG", drawn(3200, 1000)))
    assert (found.width, found.height) == (1600, 500)


def test_two_megabytes_are_the_limit_to_the_byte():
    assert clean("a.png", padded(LARGEST - 1)).width == 40
    assert clean("a.png", padded(LARGEST)).width == 40
    assert refusal("a.png", padded(LARGEST + 1)) == TOO_BIG


def bomb(width: int, height: int) -> bytes:
    """A small file that says it is enormous: 50 million pixels in a few kilobytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1_000_000, 9)
    return pictures.PNG + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_a_bomb_is_refused_before_it_goes_off():
    assert refusal("a.png", bomb(10_000, 5_000)) == TOO_MANY


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("evil.html", "<script>alert(1)</script>")
    return out.getvalue()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD = {
    "empty": ("a.png", b""),
    "a vector picture": ("a.svg", SVG),
    "a vector picture that says it is another": ("a.png", SVG),
    "another ending": ("a.jpg", file("PNG")),
    "the other way round": ("a.png", file("JPEG")),
    "an ending we do not take": ("a.gif", file("GIF")),
    "no ending": ("a", file("PNG")),
    "two endings": ("a.png.html", file("PNG")),
    "half a PNG": ("a.png", file("PNG")[: len(file("PNG")) // 2]),
    "half a JPEG": ("a.jpg", file("JPEG", drawn(400, 300))[:900]),
    "also a ZIP": ("a.png", file("PNG") + zipped()),
    "a JPEG that is also a ZIP": ("a.jpg", file("JPEG") + zipped()),
    "also a web page": ("a.png", file("PNG") + b"<script>alert(1)</script>"),
    "a sum that is wrong": ("a.png", file("PNG")[:-20] + b"\x00\x00\x00\x00" + file("PNG")[-16:]),
    "one pixel": ("a.png", file("PNG", drawn(2, 2))),
    "a program": ("a.png", b"\x7fELF" + b"\x00" * 100),
}


@pytest.mark.parametrize("what", BAD)
def test_what_is_no_picture_is_refused(what: str):
    assert refusal(*BAD[what]) == NO_PICTURE


@pytest.mark.parametrize("name", ["../../etc/passwd.png", "a\x00.png", "x" * 300 + ".png", "CON.png", "/tmp/a.png"])
def test_a_name_is_never_a_place(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert clean(name, file()).kind == "png"
    assert list(tmp_path.rglob("*")) == []


@given(st.binary(max_size=600), st.sampled_from([b"", pictures.PNG, pictures.JPEG]))
@settings(max_examples=300)
def test_any_bytes_are_survived(tail: bytes, head: bytes):
    assert refusal("a.png", head + tail) == NO_PICTURE


@given(st.integers(0, 400), st.integers(0, 255))
@settings(max_examples=200)
def test_a_picture_with_one_byte_changed_is_refused_or_still_only_a_picture(at: int, byte: int):
    data = bytearray(file("JPEG"))
    data[at % len(data)] = byte
    try:
        found = clean("a.jpg", bytes(data))
    except Refused:
        return
    assert Image.open(io.BytesIO(found.data)).format == "JPEG"
