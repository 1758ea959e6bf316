"""From the bytes of a transcript to its text: which encoding, and what a Word file holds. Nothing of it is ever run.

A .docx is a ZIP of XML (ECMA-376). We open two of its parts and read them as a stream: no DTD, no entities, no macros,
no pictures, no tracked deletions, no comments.
"""

import io
import re
import struct
import zipfile
import zlib
from contextlib import suppress
from typing import Any, Final, NoReturn
from xml.parsers import expat

from consultations.shapes import Refused
from translations import N_

LARGEST: Final = 2 * 1024 * 1024
"""Bytes of a file."""
LARGEST_INSIDE: Final = 20 * 1024 * 1024
"""Bytes of everything in a .docx together, unpacked."""
MOST_PARTS: Final = 1000
"""Parts in a .docx."""

TOO_BIG: Final = N_("This transcript is too big. It may be {n} MB at most.")
NOT_ITS_KIND: Final = N_("This is not a {kind} file that we can open. Save it again and try once more.")
UNREADABLE: Final = N_("We cannot read the letters in this file. Save it as plain text in UTF-8.")
OTHERS: Final = (b"%pdf", b"pk\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"<!doctype html", b"<html")
"""How files begin, in small letters, that are no text whatever they are called: PDF, ZIP, old Word, RTF, a web page."""
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
WORD: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
FALLBACK: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
# What Word makes of :) and its kind: letters of Wingdings.
SMILEYS: Final = {"F04A": "🙂", "F04B": "😐", "F04C": "🙁"}
# What an author took away, or moved from here.
LEFT_OUT: Final = ("del", "moveFrom")


def text_of(kind: str, data: bytes) -> str:
    """The text of a file of at most 2 MB that says it is a `kind`: "docx", "txt", "vtt" or "srt". One line a paragraph.

    UTF-8, UTF-16 when it says so, else Windows-1252. Refused when too big, not of its kind, or not to be read.
    """
    if len(data) > LARGEST:
        raise Refused(TOO_BIG, n=LARGEST // 1024**2)
    if kind == "docx":
        return "\n".join(_word_lines(data))
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:20].lower().startswith(OTHERS):
        _not_a(kind)
    text = _decoded(data)
    if len(CONTROLS.findall(text)) * 20 > len(text):
        raise Refused(UNREADABLE)
    return text


def _decoded(data: bytes) -> str:
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf_16 else ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding, "strict" if encoding == "cp1252" else "surrogatepass")
    raise Refused(UNREADABLE)


def _not_a(kind: str) -> NoReturn:
    raise Refused(NOT_ITS_KIND, kind=f".{kind}")


def _word_lines(data: bytes) -> list[str]:
    reader = _Paragraphs()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_INSIDE:
                raise Refused(N_("This Word file holds too much. Copy only the conversation into a new file."))
            links = _Links()
            _parse(_part(archive, "_rels/.rels"), links)
            _parse(_part(archive, links.document), reader)
    except (
        zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, expat.ExpatError, EOFError, OSError, LookupError,
        RuntimeError, ValueError, OverflowError, struct.error,
    ):  # fmt: skip
        _not_a("docx")
    return reader.lines


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part, read no further than it said it would be. Raises KeyError, BadZipFile, RuntimeError (encrypted)."""
    part = archive.getinfo(name)
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile("packed in a way that Word does not use")
    with archive.open(part) as opened:
        return opened.read(part.file_size)


def _parse(xml: bytes, reader: Any) -> None:
    """Reads XML as a stream. Raises ExpatError, or ValueError for a DTD: that is where entities come from."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_dtd
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(xml, True)


def _no_dtd(*_: object) -> None:
    raise ValueError("a DTD")


class _Links:
    """Which part is the document. Word calls it word/document.xml, but need not."""

    document = ""

    def start(self, _: str, given: dict[str, str]) -> None:
        """One link."""
        if given.get("Type", "").endswith("/officeDocument") and given.get("TargetMode") != "External":
            self.document = given.get("Target", "").lstrip("/")

    def end(self, _: str) -> None:
        """Nothing to do."""

    def text(self, _: str) -> None:
        """Nothing to read."""


class _Paragraphs:
    """The lines of a document: of a paragraph each of its lines, of a table each row with a tab between the cells."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._holders = [self.lines]  # the document, and the cells we are in
        self._rows: list[list[list[str]]] = []
        self._paragraphs: list[list[str]] = []  # several, when a text box stands in one
        self._left_out = 0
        self._in_text = False
        self._begun = False

    def start(self, name: str, given: dict[str, str]) -> None:
        """An element begins. Raises ValueError when the first is no Word document."""
        word = _word(name)
        if not self._begun and word != "document":
            raise ValueError("not a Word document")
        self._begun = True
        if self._left_out or word in LEFT_OUT or name == FALLBACK:
            self._left_out += 1
        elif word == "p":
            self._paragraphs.append([])
        elif word == "tr":
            self._rows.append([])
        elif word == "tc":
            self._holders.append([])
        elif word == "t":
            self._in_text = True
        elif self._paragraphs and word == "sym":
            self._paragraphs[-1].append(SMILEYS.get(given.get(f"{name.removesuffix('sym')}char", "").upper(), "\ufffd"))
        elif self._paragraphs:
            self._paragraphs[-1].append({"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(word, ""))

    def end(self, name: str) -> None:
        """An element ends: a paragraph becomes lines, a row becomes one line."""
        word = _word(name)
        if self._left_out:
            self._left_out -= 1
        elif word == "p":
            self._holders[-1] += "".join(self._paragraphs.pop()).split("\n")
        elif word == "tc":
            cell = self._holders.pop()
            if self._rows:
                self._rows[-1].append(cell)
            else:
                self._holders[-1] += cell
        elif word == "tr":
            cells = self._rows.pop()
            self._holders[-1].append("\t".join(cell[0] for cell in cells if cell))
            self._holders[-1] += [line for cell in cells for line in cell[1:]]
        elif word == "t":
            self._in_text = False

    def text(self, text: str) -> None:
        """Words, when they stand in a text of a paragraph."""
        if self._in_text and self._paragraphs and not self._left_out:
            self._paragraphs[-1].append(text)


def _word(name: str) -> str:
    """The name of an element of Word, "" for that of anything else."""
    return next((name.removeprefix(space) for space in WORD if name.startswith(space)), "")
