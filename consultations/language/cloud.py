"""A word cloud as one SVG that stands alone: real text, its own letters, nothing fetched from anywhere.

Never the only form: a table of the same words goes beside it, and words that find no room are only there.
"""

import base64
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from pathlib import Path
from zlib import crc32

import matplotlib
import numpy as np
from fontTools.subset import Options, Subsetter, load_font, save_font  # type: ignore[import-untyped]
from PIL import ImageFont
from wordcloud import WordCloud

MOST_WORDS = 60
SMALLEST_PICTURE = 120  # pixels, either way
SMALLEST_LETTERS = 12  # pixels
# Of the height: the first with which all words find room.
BIGGEST_LETTERS = (1 / 4, 1 / 6, 1 / 9, 1 / 13, 1 / 20)
AROUND_A_WORD = 4  # pixels

# Dark enough on white for 7 : 1 (WCAG 1.4.6), and far from one another.
COLOURS = ("#1b3a6b", "#7a1f4b", "#0b5345", "#5b2a86", "#6e2c00", "#333333")

# Comes with matplotlib, which wordcloud needs anyway. Free licence (Bitstream Vera); all accents, œ, Arabic.
_FONT = str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")

Placed = tuple[tuple[str, float], int, tuple[int, int], int | None, str]
"""What wordcloud keeps of a word: (word, weight), size, (top, left), turned, colour."""

Box = tuple[int, int, int, int]
"""Top, left, bottom, right, in pixels from the upper left corner."""


def word_cloud(words: Mapping[str, int], width: int, height: int) -> str:
    """The cloud of words with their counts, as SVG of `width` by `height` pixels; "" when there are no words.

    The 60 most used words at most, biggest first, all horizontal, dark on white. The same words and size give
    the same bytes, in whatever order the mapping holds them. The letters used are embedded (about 10 kB): the
    places are worked out with that font, and in another one words would run into each other. Left out are
    words without a positive count, with a character that cannot be drawn, or too long for the width; and in a
    picture that is too small, the last words. Raises ValueError for a picture under 120 pixels either way.
    """
    if min(width, height) < SMALLEST_PICTURE:
        raise ValueError(f"a word cloud needs {SMALLEST_PICTURE} pixels either way")
    fitting = [(word, count) for word, count in words.items() if count > 0 and _fits(word, width)]
    most_first = dict(sorted(fitting, key=lambda item: (-item[1], item[0]))[:MOST_WORDS])
    if not most_first:
        return ""
    # Of wordcloud's own SVG only the words are kept: its style would reach every other SVG on the page.
    drawn = _placed(most_first, width, height).to_svg().split("\n")
    lines = [line for line in drawn if line.startswith("<text ")]
    if not lines:
        return ""
    return _framed(lines, _letters("".join(most_first)), width, height)


def _fits(word: str, width: int) -> bool:
    if not word.strip() or not word.isprintable():
        return False
    return ImageFont.truetype(_FONT, SMALLEST_LETTERS).getlength(word) <= width - 2 * AROUND_A_WORD


def _placed(words: dict[str, int], width: int, height: int) -> WordCloud:
    for share in BIGGEST_LETTERS:
        biggest = max(SMALLEST_LETTERS + 2, round(share * height))
        cloud = WordCloud(
            width=width,
            height=height,
            font_path=_FONT,
            random_state=1,
            prefer_horizontal=1,
            relative_scaling=1,
            margin=AROUND_A_WORD,
            min_font_size=SMALLEST_LETTERS,
            max_font_size=biggest,
            background_color="white",
            color_func=_colour,
        ).generate_from_frequencies(_sizes(words, biggest))
        cloud.layout_ = list(_apart(cloud.layout_, width, height))
        if len(cloud.layout_) == len(words):
            break
    return cloud


def _apart(layout: Iterable[Placed], width: int, height: int) -> Iterator[Placed]:
    """The same places, moved as little as needed until no two words touch. A word without room is left out.

    wordcloud 1.9.6 looks for room for the ink of a word, draws it lower (from the ascender line) and writes
    it higher again in its SVG: so words run into each other.
    """
    taken: list[Box] = []
    for counted, size, (top, left), turned, colour in layout:
        _, _, right, bottom = ImageFont.truetype(_FONT, size).getbbox(counted[0], anchor="lt")
        wide, high = ceil(right), ceil(bottom)
        free = np.ones((max(0, height - high), max(0, width - wide)), dtype=bool)
        for one in taken:
            blocked_down = slice(max(0, one[0] - high - AROUND_A_WORD), one[2] + AROUND_A_WORD)
            free[blocked_down, max(0, one[1] - wide - AROUND_A_WORD) : one[3] + AROUND_A_WORD] = False
        rows, columns = free.nonzero()
        if rows.size:
            nearest = int(np.argmin((rows - int(top)) ** 2 + (columns - int(left)) ** 2))
            y, x = int(rows[nearest]), int(columns[nearest])
            taken.append((y, x, y + high, x + wide))
            yield counted, size, (y, x), turned, colour


def _sizes(words: dict[str, int], biggest: int) -> dict[str, float]:
    # From the count to pixels, in a straight line that never goes under what can be read.
    most, least = max(words.values()), SMALLEST_LETTERS + 1
    return {word: least + (biggest - least) * count / most for word, count in words.items()}


def _colour(word: str, **_: object) -> str:
    return COLOURS[crc32(word.encode()) % len(COLOURS)]


def _framed(lines: list[str], letters: bytes, width: int, height: int) -> str:
    # The font is called after what is in it: two clouds on one page never use each other's letters.
    family = f"cloud-{hashlib.sha256(letters).hexdigest()[:16]}"
    source = f"data:font/woff;base64,{base64.b64encode(letters).decode()}"
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{family}, \'DejaVu Sans\', sans-serif">'
    )
    style = f'<style>@font-face{{font-family:{family};src:url("{source}")format("woff")}}</style>'
    return "\n".join([head, style, '<rect width="100%" height="100%" fill="#ffffff"/>', *lines, "</svg>"])


def _letters(text: str) -> bytes:
    """The part of the font that draws this text, as WOFF. Without time stamp: same letters, same bytes."""
    options = Options(hinting=False, flavor="woff", recalc_timestamp=False, notdef_outline=True)
    options.drop_tables += ["FFTM"]  # the font editor's own time stamps
    font = load_font(_FONT, options)
    subsetter = Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    buffer = io.BytesIO()
    save_font(font, buffer, options)
    return buffer.getvalue()
