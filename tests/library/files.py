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


def long_pdf(pages: int) -> bytes:
    """Each page says its number in words that no other page has."""
    return bytes(typst.compile(f"#for n in range(1, {pages + 1}) [Fundstelle#n #pagebreak(weak: true)]".encode()))


def authority_word() -> bytes:
    """As an authority writes: letterhead and foot, a table, changes that were tracked, a footnote, a text box."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "Kreisverwaltung Beispielkreis, Fachbereich Soziales"
    section.footer.paragraphs[0].text = "Aktenzeichen 51-2026"
    document.add_heading("Dienstanweisung Sprachmittlung", level=1)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Anlass", "Honorar"
    made = io.BytesIO()
    document.save(made)
    box = "<w:txbxContent><w:p><w:r><w:t>Merkkasten</w:t></w:r></w:p></w:txbxContent>"
    inserted = (
        "<w:p><w:r><w:t xml:space='preserve'>Es gilt </w:t></w:r>"
        "<w:del w:id='1' w:author='x'><w:r><w:delText>Gestrichenes</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='2' w:author='x'><w:r><w:t>Verschobenes</w:t></w:r></w:moveFrom>"
        "<w:ins w:id='3' w:author='x'><w:r><w:t>Eingefügtes</w:t></w:r></w:ins></w:p>"
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    note = "<w:footnote><w:p><w:r><w:t>Siehe Erlass vom Mai</w:t></w:r></w:p></w:footnote>"
    target = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                text = part.decode()
                place = text.index("<w:sectPr")
                if "xmlns:mc=" not in text:
                    text = text.replace("<w:document ", '<w:document xmlns:mc="urn:mc" ', 1)
                    place = text.index("<w:sectPr")
                part = (text[:place] + inserted + text[place:]).encode()
            packed.writestr(name, part)
        packed.writestr("word/footnotes.xml", f"<w:footnotes {W}>{note}</w:footnotes>")
    return target.getvalue()


def long_word_without_headings() -> bytes:
    return word(*["Ein Absatz, der für eine Überschrift zu lang ist."] * 200)


def bomb(megabytes: int) -> bytes:
    """A DOCX of a few kilobytes whose text unpacks to this."""
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": bytes(megabytes * 2**20)})


def with_macros() -> bytes:
    return archive({"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""})


LINE = "Für ein Elterngespräch mit Sprachmittlung planen Sie die doppelte Zeit und klären vorher die Schweigepflicht."


def printed_pdf(pages: int, lines: int) -> bytes:
    """As full as a printed guide, tagged."""
    source = f"#for n in range({pages}) {{ for m in range({lines}) [{LINE} #n/#m \\ ]; pagebreak(weak: true) }}"
    return bytes(typst.compile(f"#set text(size: 7pt)\n{source}".encode()))


def long_word_of_a_guide(lines: int) -> bytes:
    return word(*[f"{LINE} {number}" for number in range(lines)])
