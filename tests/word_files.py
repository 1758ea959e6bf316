"""Word files for tests: as Word keeps them, or packed by hand with whatever somebody may put in one."""

import io
import zipfile

import docx
from docx.document import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{target}"/></Relationships>'
)
BODY = f'<?xml version="1.0"?><w:document xmlns:w="{W}"><w:body>{{body}}</w:body></w:document>'
SAID = "<w:p><w:r><w:t>P1: ja</w:t></w:r></w:p>"
WHOLE = BODY.format(body=SAID)


def word_file(document: Document) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def written(*paragraphs: str) -> bytes:
    """A .docx with these paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return word_file(document)


def zipped(parts: dict[str, str], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def by_hand(body: str = SAID, target: str = "word/document.xml", **others: str) -> bytes:
    """A .docx with this XML as its body, and other parts beside it."""
    return zipped({"_rels/.rels": LINKS.format(target=target), target.lstrip("/"): BODY.format(body=body), **others})


def packed(document: str = WHOLE, links: str = LINKS, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .docx of which the whole document, or the links, are this XML."""
    return zipped({"_rels/.rels": links.format(target="d.xml"), "d.xml": document}, packing)
