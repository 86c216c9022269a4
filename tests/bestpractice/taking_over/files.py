"""Texts as offices have them: made by python-docx, and OpenDocument packages as LibreOffice writes them."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def word(write: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    write(document)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def link(paragraph: Any, text: str, address: str) -> None:
    """python-docx has no own way for it."""
    number = paragraph.part.relate_to(
        address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
    )
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), number)
    run = paragraph.add_run(text)
    element.append(run._r)
    paragraph._p.append(element)


def report() -> bytes:
    """A Sachstandsbericht with styles, lists, a link, bold words, a picture and a footer."""

    def write(document: Any) -> None:
        document.add_heading("Sprachmittlung im Landkreis", 0)
        document.add_paragraph("Bericht an den Ausschuss")
        document.add_heading("1. Ausgangslage", 1)
        document.add_paragraph("Jede Schule suchte selbst.")
        document.add_heading("2. Zielsetzung", 1)
        document.add_paragraph("Kürzere Wege", style="List Bullet")
        document.add_paragraph("Geschulte Kräfte", style="List Bullet")
        document.add_heading("3. Umsetzung", 1)
        paragraph = document.add_paragraph("Eine Stelle nimmt ")
        paragraph.add_run("alle").bold = True
        paragraph.add_run(" Anfragen an, siehe ")
        link(paragraph, "Merkblatt", "https://example.org/merkblatt?a=1&b=2")
        document.add_heading("3.1 Schulung", 2)
        document.add_paragraph("Zuerst", style="List Number")
        document.add_paragraph("Dann", style="List Number")
        document.add_heading("4. Kosten und Personal", 1)
        document.add_paragraph("Eine halbe Stelle.")
        document.add_heading("5. Stolpersteine", 1)
        document.add_paragraph("Der erste Anlauf schlief ein.")
        document.add_heading("6. Sonstiges", 1)
        document.add_paragraph("Der Ausschuss nimmt Kenntnis.")
        content = io.BytesIO()
        Image.new("RGB", (4, 4)).save(content, "PNG")
        content.seek(0)
        document.add_picture(content)
        document.sections[0].footer.paragraphs[0].text = "Seite 1, Geheimnis der Fußzeile"

    return word(write)


def with_bold_lines() -> bytes:
    """A Vermerk as it is often written: no styles, headings only bold."""

    def write(document: Any) -> None:
        for heading, text in (
            ("Ausgangslage:", "Jede Schule suchte selbst."),
            ("Finanzierung", "Aus dem Kreishaushalt."),
        ):
            document.add_paragraph().add_run(heading).bold = True
            document.add_paragraph(text)
        document.add_paragraph().add_run("Das ist ein ganzer Satz, der nur wichtig ist.").bold = True

    return word(write)


def with_table() -> bytes:
    """A Steckbrief: what stands left names what stands at the right."""

    def write(document: Any) -> None:
        table = document.add_table(rows=3, cols=2)
        for row, (label, text) in zip(
            table.rows,
            (("Ziele", "Kürzere Wege"), ("Träger / Partner", "Volkshochschule"), ("Laufende Nummer", "17")),
            strict=True,
        ):
            row.cells[0].text, row.cells[1].text = label, text

    return word(write)


def packed(parts: dict[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return target.getvalue()


def open_text(body: str, automatic: str = "", **parts: str) -> bytes:
    """An ODT with the members that LibreOffice writes. `parts`: further ones, by name without .xml."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="/"/></manifest:manifest>'
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
            **{f"{name}.xml": part for name, part in parts.items()},
        }
    )
