"""Reads an office file: which kind it is, its slides, its sheets."""

import io
from collections.abc import Iterator

from defusedxml.ElementTree import iterparse

from core.isolated.archive import Archive, UnreadableError, local, unbroken
from library.readers.limits import Reading, limited
from library.readers.words import paragraphs, read_open_document, read_word, text_of


def read_office(content: bytes) -> Reading:
    """Raises UnreadableError."""
    with unbroken():
        archive = Archive(content)
        if "word/document.xml" in archive.names:
            return read_word(archive)
        if "ppt/presentation.xml" in archive.names:
            return limited(_slides(archive), numbered=True)
        if "xl/workbook.xml" in archive.names:
            return limited(_sheets(archive))
        if "content.xml" in archive.names:
            return read_open_document(archive)
    raise UnreadableError("unknown")


def _slides(archive: Archive) -> Iterator[str]:
    """In the order of the show, which need not be that of the files' numbers."""
    links = {
        link.get("Id"): f"ppt/{link.get('Target', '').removeprefix('/ppt/')}"
        for _, link in iterparse(archive.part("ppt/_rels/presentation.xml.rels"))
        if local(link) == "Relationship"
    }
    for _, element in iterparse(archive.part("ppt/presentation.xml")):
        if local(element) == "sldId":
            relation = next((value for key, value in element.items() if key.endswith("}id")), None)
            if (name := links.get(relation, "")) in archive.names:
                yield "\n".join(paragraphs(archive.part(name), "t"))


def _sheets(archive: Archive) -> Iterator[str]:
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive.names:
        for _, element in iterparse(archive.part("xl/sharedStrings.xml")):
            if local(element) == "si":
                shared.append(text_of(element, "t"))
                element.clear()
    for name in archive.numbered("xl/worksheets/sheet"):
        yield "\n".join(_rows(archive.part(name), shared))


def _rows(sheet: io.BytesIO, shared: list[str]) -> Iterator[str]:
    for _, row in iterparse(sheet):
        if local(row) != "row":
            continue
        cells = []
        for cell in (node for node in row if local(node) == "c"):
            value = next((node.text or "" for node in cell if local(node) == "v"), "")
            if cell.get("t") == "s":
                value = shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
            cells.append(value or text_of(cell, "t"))
        if line := " | ".join(filter(None, cells)):
            yield line
        row.clear()
