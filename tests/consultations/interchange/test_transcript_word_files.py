"""Word files: real ones, and ones that are made to do harm."""

import time
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.interchange import transcripts
from consultations.interchange.transcripts import Line, Misread, Transcript
from consultations.shapes import Refused
from tests.word_files import BODY, LINKS, SAID, WHOLE, W, by_hand, packed, word_file, written, zipped

OTHER_KIND = "This is not a {kind} file that we can open. Save it again and try once more."
NOTHING = "There is nothing in this transcript."
TOO_MUCH = "This Word file holds too much. Copy only the conversation into a new file."
ONE_LINE = Transcript((Line("P1", "ja", None, 1),), ())


def refusal(name: str, data: bytes) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as refused:
        transcripts.read_file(name, data)
    return refused.value.sentence, dict(refused.value.holes)


def test_a_dutch_word_file_is_read_paragraph_by_paragraph():
    document = docx.Document()
    document.core_properties.author = "Lise Peeters"
    document.sections[0].header.paragraphs[0].text = "P8: in de kop"
    document.sections[0].footer.paragraphs[0].text = "P9: in de voet"
    document.add_heading("Focusgroep 4B", 1)
    document.add_paragraph("Moderator: Waarvoor?")
    document.add_paragraph("")
    several = document.add_paragraph("P3: ")
    several.add_run("Voor ").bold = True
    several.add_run("mijn\thuiswerk.").add_break()
    several.add_run("En voor de lol.")
    document.add_paragraph("Echt waar 😀.", style="List Bullet")
    document.add_paragraph("P4:\tIk niet.")
    document.add_comment(several.runs[0], text="P7: in een opmerking")

    assert transcripts.read_file("Lise.DOCX", word_file(document)) == Transcript(
        (
            Line("Moderator", "Waarvoor?", None, 2),
            Line("P3", "Voor mijn huiswerk. En voor de lol. Echt waar 😀.", None, 4),
            Line("P4", "Ik niet.", None, 7),
        ),
        (Misread(1, "Focusgroep 4B", "before_first"),),
    )


def test_a_french_table_is_read_row_by_row():
    document = docx.Document()
    document.add_paragraph("Groupe de discussion")
    table = document.add_table(rows=0, cols=3)
    for cells in (
        ("Temps", "Qui", "Texte"),
        ("0:03", "Animatrice", "Pourquoi ?"),
        ("0:09", "Enfant 3\u202f:", "Parce que."),
        ("", "", "C’est tout."),
        ("0:12", "Renard bleu", "Moi"),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    table.rows[-1].cells[2].add_paragraph("aussi !")
    document.add_paragraph("P4 : Fini.")

    assert transcripts.read_file("a.docx", word_file(document)) == Transcript(
        (
            Line("Animatrice", "Pourquoi ?", 3.0, 3),
            Line("Enfant 3", "Parce que. C’est tout.", 9.0, 4),
            Line("Renard bleu", "Moi aussi !", 12.0, 6),
            Line("P4", "Fini.", None, 8),
        ),
        (
            Misread(1, "Groupe de discussion", "before_first"),
            Misread(2, "Temps Qui Texte", "before_first"),
        ),
    )


def test_what_a_word_file_shows_is_read_once_and_what_was_taken_away_is_not():
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>P1: a</w:t></w:r>'
        "<w:del><w:r><w:t>weg</w:t><w:delText>weg</w:delText></w:r></w:del><w:ins><w:r><w:t>b</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>verhuisd</w:t></w:r></w:moveFrom><w:r><w:instrText>DATE</w:instrText>"
        "<w:noBreakHyphen/><w:t>c</w:t><w:br/><w:t>d </w:t><w:sym w:char='f04a'/><w:sym/></w:r></w:p>"
        f'<m:AlternateContent xmlns:m="{compatibility}"><m:Choice><w:p><w:r><w:t>P2: e</w:t></w:r></w:p></m:Choice>'
        "<m:Fallback><w:p><w:r><w:t>P2: e</w:t></w:r></w:p></m:Fallback></m:AlternateContent>"
        "<w:p><w:r><w:t>P3: f</w:t><w:pict><w:p><w:r><w:t>P4: g</w:t></w:r></w:p></w:pict></w:r></w:p><w:t>h</w:t>"
    )

    assert [(one.speaker, one.words) for one in transcripts.read_file("a.docx", by_hand(body)).lines] == [
        ("P1", "ab-c d 🙂\ufffd"), ("P2", "e"), ("P4", "g"), ("P3", "f"),
    ]  # fmt: skip


def test_the_document_may_have_another_name_and_the_strict_words_of_the_norm():
    strict = BODY.format(body=SAID).replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    links = LINKS.replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")

    assert transcripts.read_file("a.docx", by_hand(target="/word/document2.xml")) == ONE_LINE
    assert transcripts.read_file("a.docx", packed(strict, links)) == ONE_LINE


def test_macros_and_things_embedded_are_not_looked_at():
    others = {"word/vbaProject.bin": "P9: macro", "word/embeddings/a.docx": "P9: x", "../../etc/passwd": "P9: x"}

    assert transcripts.read_file("a.docx", by_hand(**others)) == ONE_LINE


ENTITIES = "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
BILLION = f'<!DOCTYPE lol [<!ENTITY a "lol">{ENTITIES}]>'
EXTERNAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def headed(xml: str, doctype: str) -> str:
    return xml.replace("?>", f"?>{doctype}")


@pytest.mark.parametrize(
    "data",
    [
        by_hand("<w:p><w:r><w:t>P1: &j;</w:t></w:r></w:p>"),
        packed(headed(BODY.format(body="<w:p><w:r><w:t>&j;</w:t></w:r></w:p>"), BILLION)),
        packed(headed(WHOLE, EXTERNAL)),
        packed(links=headed(LINKS, EXTERNAL)),
        packed(headed(WHOLE, "<!DOCTYPE d>")),
        packed(WHOLE.replace('"1.0"', '"1.0" encoding="rot13"')),
        packed(WHOLE.replace('"1.0"', '"1.0" encoding="utf-7"')),
        packed("<workbook><t>P1: ja</t></workbook>"),
        zipped({"_rels/.rels": LINKS.format(target="nergens.xml")}),
        packed(links=LINKS.replace("Target=", 'TargetMode="External" Target=')),
        packed(links=""),
        packed(f"{WHOLE}<w:p>"),
        packed(packing=zipfile.ZIP_BZIP2),
        packed(packing=zipfile.ZIP_LZMA),
        zipped({"word/document.xml": WHOLE}),
        zipped({}),
        written("P1: ja")[:-30],
        written("P1: ja")[:3000],
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
    ids=[
        "entity", "billion", "external", "external link", "dtd", "rot13", "utf-7", "sheet", "nowhere", "elsewhere",
        "no xml", "not closed", "bzip2", "lzma", "no links", "no parts", "cut off", "cut in two", "empty", "hardly",
        "old word",
    ],
)  # fmt: skip
def test_a_word_file_that_is_broken_or_made_to_do_harm_is_refused(data: bytes):
    assert refusal("a.docx", data) == (OTHER_KIND, {"kind": ".docx"})


def lying(data: bytes, size: int) -> bytes:
    """The same ZIP, whose parts say that unpacked they are `size` bytes."""
    changed = bytearray(data)
    at = -1
    while (at := changed.find(b"PK\x01\x02", at + 1)) >= 0:
        changed[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(changed)


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    large = by_hand(SAID, **{"word/media/a.bin": "0" * (20 * 1024**2)})
    huge = by_hand("<w:p/>" * 4_000_000)
    crowded = by_hand(SAID, **{f"a{number}": "" for number in range(1000)})

    assert [refusal("a.docx", one) for one in (large, huge, crowded, lying(by_hand(), 2**32 - 2))] == [
        (TOO_MUCH, {})
    ] * 4


def test_a_zip_that_lies_about_its_size_or_is_locked_is_refused():
    locked = bytearray(by_hand())
    for sign, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = -1
        while (place := locked.find(sign, place + 1)) >= 0:
            locked[place + at] |= 1
    small = lying(by_hand("<w:p/>" * 300_000), 500)

    assert [refusal("a.docx", one) for one in (bytes(locked), small)] == [(OTHER_KIND, {"kind": ".docx"})] * 2


def test_a_word_file_just_small_enough_is_read_in_time():
    deep = "<w:x>" * 200_000 + "</w:x>" * 200_000
    began = time.process_time()

    assert transcripts.read_file("a.docx", by_hand(SAID + deep + "<w:p/>" * 40_000)) == ONE_LINE
    assert refusal("a.docx", by_hand(SAID + "<w:p/>" * 60_000))[1] == {"n": 5000}
    assert refusal("a.docx", by_hand(SAID * 5001))[1] == {"n": 5000}
    assert time.process_time() - began < 20


@pytest.mark.parametrize("data", [written(), written("", " ", "\u200b")])
def test_an_empty_word_file_is_nothing(data: bytes):
    assert refusal("a.docx", data) == (NOTHING, {})


REAL = written("Moderator: dag", "P1: été")


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(REAL) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_word_file_is_read_or_refused(damage: list[tuple[int, int]]):
    data = bytearray(REAL)
    for at, value in damage:
        data[at] = value
    try:
        sentence = ""
        transcripts.read_file("a.docx", bytes(data))
    except Refused as refused:
        sentence = refused.sentence
    assert sentence in {"", OTHER_KIND, TOO_MUCH, NOTHING}
