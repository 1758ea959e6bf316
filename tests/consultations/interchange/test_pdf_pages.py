"""A PDF becomes pictures of its pages; what is no PDF for us is refused with one sentence."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from consultations.interchange.pdf_pages import NO_PDF, TOO_LONG, pages
from consultations.interchange.pictures import LARGEST, TOO_BIG
from consultations.shapes import Refused


def pdf(*colours: str, size: tuple[int, int] = (595, 842)) -> bytes:
    """A PDF with a page of each colour."""
    sheets = [Image.new("RGB", size, colour) for colour in colours]
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=72, title="zq7een")
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as why:
        pages(data)
    return why.value.sentence


def test_each_page_is_a_picture_in_its_order():
    found = pages(pdf("red", "blue"))
    middle = [Image.open(io.BytesIO(one.data)).convert("RGB").getpixel((100, 100)) for one in found]
    assert [(red > 200, blue > 200) for red, _, blue in middle] == [(True, False), (False, True)]
    assert [(max(one.width, one.height), b"zq7een" in one.data) for one in found] == [(1600, False)] * 2


def test_a_small_page_is_not_blown_up_without_end():
    (found,) = pages(pdf("red", size=(100, 50)))
    assert (found.width, found.height) == (300, 150)


def test_forty_pages_are_the_limit():
    assert len(pages(pdf(*["red"] * 40, size=(20, 20)))) == 40
    assert refusal(pdf(*["red"] * 41, size=(20, 20))) == TOO_LONG


def test_two_megabytes_are_the_limit_to_the_byte():
    whole = pdf("red")
    assert len(pages(whole + b"\n" * (LARGEST - len(whole)))) == 1
    assert refusal(whole + b"\n" * (LARGEST + 1 - len(whole))) == TOO_BIG


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"<html>", pdf("red")[:200], b"PK\x03\x04" + pdf("red")]
)
def test_what_is_no_pdf_is_refused(data: bytes):
    assert refusal(data) == NO_PDF


@given(st.binary(max_size=800))
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_survived(data: bytes):
    assert refusal(b"%PDF-1.7\n" + data) == NO_PDF
