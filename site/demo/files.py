"""Makes the PDF and DOCX files of the example materials; the same content gives the same bytes."""

import io
import zipfile
from datetime import datetime
from functools import cache
from pathlib import Path

import typst
from docx import Document
from docx.document import Document as Docx

from demo.content import Entry

DATED = (2026, 1, 1, 0, 0, 0)  # in the files themselves; the day of the run would change their bytes
TEMPLATE = Path(__file__).parent / "material.typ"
NOTICE = "Beispielmaterial des Integrationsnetzes. Stellen, Zahlen und Regelungen sind erfunden."


def make_file(material: Entry, owner: str) -> bytes:
    """The file of a material, a tagged PDF or a DOCX, as its entry says."""
    return make_pdf(material, owner) if material["format"] == "pdf" else make_docx(material, owner)


def make_pdf(material: Entry, owner: str) -> bytes:
    """A first page with title and contents, then a page for each section."""
    inputs = {
        "title": material["title"],
        "summary": material["summary"],
        "owner": owner,
        "edition": material["edition"],
        "notice": NOTICE,
        "language": material.get("language", "de"),
        "sections": str(len(material["sections"])),
    }
    for number, section in enumerate(material["sections"]):
        inputs[f"heading-{number}"] = section["heading"]
        inputs[f"text-{number}"] = section["text"]
    made = _compiler().compile(format="pdf", sys_inputs=inputs)
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    """Only with the fonts that typst carries: the system's would make other bytes on another machine."""
    return typst.Compiler(str(TEMPLATE), ignore_system_fonts=True)


def make_docx(material: Entry, owner: str) -> bytes:
    document = Document()
    document.add_heading(material["title"], level=0)
    document.add_paragraph(material["summary"])
    document.add_paragraph(f"{owner}, {material['edition']}")
    for section in material["sections"]:
        document.add_heading(section["heading"], level=1)
        document.add_paragraph(section["text"])
    document.add_paragraph(NOTICE)
    return _packed(document, material)


def _packed(document: Docx, material: Entry) -> bytes:
    properties = document.core_properties
    properties.title, properties.author, properties.language = material["title"], "Integrationsnetz", "de-DE"
    properties.created = properties.modified = datetime(*DATED)
    made, dated = io.BytesIO(), io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, DATED), source.read(name), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
