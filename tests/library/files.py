"""Small real files of each format, made on the spot."""

import io
import zipfile
from collections.abc import Sequence

import docx
import typst

W = 'xmlns:w="urn:w" xmlns:wp="urn:wp" xmlns:mc="urn:mc"'
ODF = 'xmlns:office="urn:o" xmlns:text="urn:t" xmlns:dc="urn:dc"'


def pdf(*pages: str) -> bytes:
    return bytes(typst.compile("\n#pagebreak()\n".join(pages).encode()))


def scanned_pdf() -> bytes:
    """A page with a drawing and no word."""
    return pdf("#rect(width: 5cm, height: 5cm)")


def locked_pdf() -> bytes:
    """A page behind a password that nobody has."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
        b"<</Filter/Standard/V 1/R 2/P -4/O<" + b"61" * 32 + b">/U<" + b"62" * 32 + b">>>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<61><61>]>>"
    return content + b"xref\n0 5\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF" % (table, trailer, len(content))


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def archive(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return target.getvalue()


def open_document(body: str) -> bytes:
    return archive({"content.xml": f"<office:document-content {ODF}>{body}</office:document-content>"})


def slides(texts: Sequence[str], order: Sequence[int]) -> bytes:
    """Slide files in the order of `texts`, shown in that of `order` (numbers from 1)."""
    shown = "".join(f'<p:sldId r:id="rId{number}"/>' for number in order)
    links = "".join(
        f'<Relationship Id="rId{number}" Target="slides/slide{number}.xml"/>' for number in range(1, len(texts) + 1)
    )
    parts: dict[str, str | bytes] = {
        "ppt/presentation.xml": f'<p:p xmlns:p="urn:p" xmlns:r="urn:r">{shown}</p:p>',
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="urn:rel">{links}</Relationships>',
    }
    for number, text in enumerate(texts, 1):
        parts[f"ppt/slides/slide{number}.xml"] = f'<a:s xmlns:a="urn:a"><a:p><a:t>{text}</a:t></a:p></a:s>'
    return archive(parts)


def sheet() -> bytes:
    return archive(
        {
            "xl/workbook.xml": "<workbook/>",
            "xl/sharedStrings.xml": (
                "<sst><si><t>Sprachkurs</t></si><si><r><t>Kita</t></r><r><t>platz</t></r></si></sst>"
            ),
            "xl/worksheets/sheet1.xml": (
                '<s><row><c t="s"><v>0</v></c><c><v>12</v></c></row>'
                '<row><c t="s"><v>1</v></c><c t="inlineStr"><is><t>frei</t></is></c></row></s>'
            ),
        }
    )
