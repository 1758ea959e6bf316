"""A word cloud stands alone, says what the words say, and is the same every time."""

import base64
import io
import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont
from PIL import ImageFont

from consultations.language import cloud
from consultations.language.cloud import COLOURS, MOST_WORDS, word_cloud

SVG = "{http://www.w3.org/2000/svg}"
ROOT = Path(__file__).parents[2]
USED = """
    pesten école œuvre gsm foto's leerkracht écran réseaux sociaux vrienden ruzie wachtwoord vriendjes tiktok
    snapchat jeux spelletjes profs juf meester copains harcèlement moquer angst peur gêné beschaamd geheim
    secret filmpje vidéo likes volgers abonnés meldknop signaler bloquer blokkeren huiswerk devoirs slaapkamer
    chambre nuit nacht parents ouders maman papa broer zus frère sœur grand-mère oma games minecraft roblox
    fortnite voetbal danse
"""
CHILDREN = USED.split()
WORDS = {word: 61 - place for place, word in enumerate(CHILDREN)}


def texts_in(svg):
    return [(node.text, float(node.get("font-size"))) for node in ET.fromstring(svg).iter(f"{SVG}text")]


def boxes_in(svg):
    """Left, top, right, bottom of the ink of each word, from its baseline and size."""
    for node in ET.fromstring(svg).iter(f"{SVG}text"):
        x, y = map(float, re.findall(r"[\d.]+", node.get("transform")))
        font = ImageFont.truetype(cloud._FONT, int(node.get("font-size")))
        left, top, right, bottom = font.getbbox(node.text, anchor="ls")
        yield node.text, (x + left, y + top, x + right, y + bottom)


def contrast_on_white(colour):
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.parametrize("words", [{}, {"": 3}, {" ": 3}, {"leuk": 0, "stom": -1}, {"a\nb": 2, "\x00": 1, "\ud800": 5}])
def test_no_words_make_no_cloud(words):
    assert word_cloud(words, 800, 400) == ""


def test_words_are_real_text_with_their_accents_and_the_biggest_is_used_most():
    shown = texts_in(word_cloud({"één": 2, "Œuvre": 9, "foto's": 5, "harcèlement": 7, "ça": 3}, 800, 400))

    assert [word for word, _ in shown] == ["Œuvre", "harcèlement", "foto's", "ça", "één"]
    assert [size for _, size in shown] == sorted((size for _, size in shown), reverse=True)


def test_sixty_words_find_room_and_the_sixty_first_is_not_drawn():
    svg = word_cloud({**WORDS, "zeldzaam": 1}, 800, 400)

    assert [word for word, _ in texts_in(svg)] == CHILDREN
    assert len(CHILDREN) == MOST_WORDS
    assert len(svg.encode()) < 20_000


@pytest.mark.parametrize(("width", "height"), [(800, 400), (320, 240), (320, 120)])
def test_no_two_words_touch_and_none_leaves_the_picture(width, height):
    boxes = list(boxes_in(word_cloud(WORDS, width, height)))

    outside = [
        word for word, (left, top, right, bottom) in boxes if left < 0 or top < 0 or right > width or bottom > height
    ]
    touching = [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert (outside, touching) == ([], [])
    assert len(boxes) > 20


def test_letters_are_never_smaller_than_can_be_read():
    assert min(size for _, size in texts_in(word_cloud(WORDS, 320, 120))) >= 12


def test_hostile_words_are_text_and_nothing_else():
    hostile = [
        "<script>alert(1)</script>",
        "a&b",
        "\"x\" onload='y'",
        "]]><!--",
        "</text><a>",
        "</style>",
        "&lt;",
        "{}%s",
        "<text ",
    ]

    svg = word_cloud({word: len(hostile) - place for place, word in enumerate(hostile)}, 800, 400)

    assert sorted(word for word, _ in texts_in(svg)) == sorted(hostile)
    assert [node.tag for node in ET.fromstring(svg).iter()] == [
        f"{SVG}{tag}" for tag in ("svg", "style", "rect", *["text"] * len(hostile))
    ]
    assert {key for node in ET.fromstring(svg).iter(f"{SVG}text") for key in node.attrib} == {
        "transform",
        "font-size",
        "style",
    }


def test_words_that_cannot_be_drawn_leave_room_for_the_others():
    words = {"w" * 500: 9, "a\nb": 8, "ja\x00": 7, "\u202egpj": 6, "leuk": 5, "w" * 41: 4}

    assert [word for word, _ in texts_in(word_cloud(words, 320, 120))] == ["leuk"]


def test_the_picture_fetches_nothing():
    svg = word_cloud({"http": 3, **WORDS}, 800, 400)

    assert re.findall(r"url\(\"?([^,)]*)", svg) == ["data:font/woff;base64"]
    assert re.findall(r"https?:[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert [word for word in ("@import", "href", "<image", "<use", "<script", "<foreignObject") if word in svg] == []


def test_the_letters_inside_draw_every_word():
    svg = word_cloud({"Œuvre": 3, "één": 2}, 800, 400)

    font = TTFont(io.BytesIO(base64.b64decode(re.search(r"base64,([^\"]*)", svg)[1])))
    assert sorted(map(chr, font.getBestCmap())) == sorted(set("Œuvreéén"))


def test_two_clouds_on_one_page_do_not_share_letters():
    one, other = (re.search(r"font-family:(cloud-\w+)", word_cloud({word: 1}, 320, 120))[1] for word in ("ja", "nee"))

    assert one != other


def test_a_style_of_the_cloud_reaches_nothing_else_on_the_page():
    assert re.findall(r"<style>([^{]*)\{", word_cloud({"ja": 1}, 320, 120)) == ["@font-face"]


def test_colours_stand_out_on_the_white_ground():
    svg = word_cloud(WORDS, 800, 400)

    assert '<rect width="100%" height="100%" fill="#ffffff"/>' in svg
    assert {node.get("style") for node in ET.fromstring(svg).iter(f"{SVG}text")} == {f"fill:{one}" for one in COLOURS}
    assert [one for one in COLOURS if contrast_on_white(one) < 7] == []


def test_the_picture_scales_with_the_screen():
    root = ET.fromstring(word_cloud({"ja": 1}, 640, 320))

    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("640", "320", "0 0 640 320")


def test_the_same_words_give_the_same_bytes_in_any_order():
    words = {word: 1 + len(word) % 3 for word in CHILDREN}

    assert word_cloud(dict(reversed(words.items())), 600, 300) == word_cloud(words, 600, 300)


def test_another_process_at_another_time_gives_the_same_bytes():
    words = {"école": 3, "gsm": 3, "ruzie": 1}
    code = f"from consultations.language.cloud import word_cloud as w; print(ascii(w({words!r}, 400, 200)))"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONUTF8": "1", "SOURCE_DATE_EPOCH": "86400"}

    elsewhere = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )

    assert elsewhere.stdout.strip() == ascii(word_cloud(words, 400, 200))


@pytest.mark.parametrize(("width", "height"), [(0, 0), (-5, 400), (119, 400), (400, 119)])
def test_a_picture_too_small_for_words_is_refused(width, height):
    with pytest.raises(ValueError, match="120"):
        word_cloud({"ja": 1}, width, height)
