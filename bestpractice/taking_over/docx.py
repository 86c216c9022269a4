"""The paragraphs of a Word document. Headings are known by their style's or their own outline level, or by its name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bestpractice.taking_over.blocks import Block, Document, Run, kept, row_of
from bestpractice.taking_over.tree import child, every, rows, safe_link, tree, tree_if_there
from core.isolated.archive import Archive, attribute, local

HEADING = re.compile(r"(?:heading|überschrift|ueberschrift|berschrift)\s*([1-9])?$", re.IGNORECASE)
TITLE = re.compile(r"(?:title|titel)$", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc|verzeichnis|inhaltsverzeichnis)\b", re.IGNORECASE)
LISTED = re.compile(r"(?:list|liste|aufzählung|listennummer|aufzählungszeichen)\b", re.IGNORECASE)
NUMBERED = re.compile(r"(?:list number|listennummer)", re.IGNORECASE)
BODY = 9  # the outline level of text
INLINE = {"ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "AlternateContent", "Choice"}
GAPS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
DEEPEST = 20  # styles upon styles, lists in lists: a chain that is longer is a circle


@dataclass(slots=True)
class Style:
    """How a paragraph looks by its style and those that it is based on. `level`: of a heading, or 0."""

    name: str = ""
    level: int = 0
    numbering: str = ""
    bold: bool = False


def read(archive: Archive) -> Document:
    return _Reader(archive).document()


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.rows = {attribute(row, "styleId"): row for row in tree_if_there(archive, "word/styles.xml")}
        self.styles: dict[str, Style] = {}
        self.ordered = _ordered(tree_if_there(archive, "word/numbering.xml"))
        self.links = {
            attribute(link, "Id"): safe_link(attribute(link, "Target"))
            for link in tree_if_there(archive, "word/_rels/document.xml.rels")
        }
        self.pictures = 0
        self.boxes: list[Element] = []
        self.notes: list[str] = []

    def document(self) -> Document:
        body = child(tree(self.archive, "word/document.xml"), "body")
        if body is None:
            raise KeyError("body")
        blocks = kept(self.blocks(body))
        blocks += kept(self.footnotes())
        title = child(tree_if_there(self.archive, "docProps/core.xml"), "title")
        return Document(blocks, (title.text or "").strip() if title is not None else "", self.pictures)

    def blocks(self, parent: Element) -> Iterator[Block]:
        for element in parent:
            match local(element):
                case "p":
                    yield from self.paragraph(element)
                case "tbl":
                    for row in rows(element, "tr"):
                        yield from self.row(row)
                case "sdt" | "sdtContent" | "ins" | "customXml" if not _is_table_of_contents(element):
                    yield from self.blocks(element)

    def paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = self.style(attribute(child(properties, "pStyle"), "val"))
        runs = list(self.runs(element, style.bold, ""))
        boxes, self.boxes = self.boxes, []
        if not CONTENTS.match(style.name):
            yield self.block(properties, style, runs)
        for box in boxes:  # what stands in a frame beside the paragraph
            yield from self.blocks(box)

    def block(self, properties: Element | None, style: Style, runs: list[Run]) -> Block:
        if TITLE.match(style.name):
            return Block("title", runs)
        level = _level(attribute(child(properties, "outlineLvl"), "val")) or style.level
        if level:
            return Block("heading", runs, level=level)
        numbering = attribute(child(properties, "numPr", "numId"), "val") or style.numbering
        if (numbering and numbering != "0") or LISTED.match(style.name):
            ordered = self.ordered.get(numbering, bool(NUMBERED.match(style.name)))
            return Block("item", runs, ordered=ordered)
        return Block("text", runs)

    def runs(self, parent: Element, bold: bool, link: str) -> Iterator[Run]:
        for element in parent:
            name = local(element)
            if name == "r":
                yield from self.run(element, bold, link)
            elif name == "hyperlink":
                yield from self.runs(element, bold, self.links.get(attribute(element, "id"), "") or link)
            elif name in INLINE:
                yield from self.runs(element, bold, link)

    def run(self, element: Element, bold: bool, link: str) -> Iterator[Run]:
        properties = child(element, "rPr")
        if child(properties, "vanish") is not None:
            return
        weight = child(properties, "b")
        if weight is not None:
            bold = attribute(weight, "val") not in ("0", "false", "off")
        elif (style := attribute(child(properties, "rStyle"), "val")) and self.style(style).bold:
            bold = True
        for text in self.texts(element):
            yield Run(text, bold, link)

    def texts(self, element: Element) -> Iterator[str]:
        """What stands in a run; pictures are counted, frames and footnotes put aside."""
        for part in element:
            name = local(part)
            if name == "t":
                yield part.text or ""
            elif name in GAPS:
                yield GAPS[name]
            elif name == "txbxContent":
                self.boxes.append(part)
            elif name == "footnoteReference":
                self.notes.append(attribute(part, "id"))
            elif name != "Fallback":  # what Word repeats for older programs
                self.pictures += name in ("blip", "imagedata")
                yield from self.texts(part)

    def row(self, element: Element) -> Iterator[Block]:
        """Of a table with two columns the left one names what stands at the right; others become lines."""
        cells = [list(self.blocks(cell)) for cell in element if local(cell) == "tc"]
        yield from row_of(cells)

    def footnotes(self) -> Iterator[Block]:
        notes = {
            attribute(note, "id"): note
            for note in tree_if_there(self.archive, "word/footnotes.xml")
            if local(note) == "footnote"
        }
        for number in self.notes:
            for block in self.blocks(notes.get(number, Element("none"))):
                yield Block("note", block.runs)

    def style(self, name: str) -> Style:
        if name not in self.styles:
            self.styles[name] = self.resolved(name)
        return self.styles[name]

    def resolved(self, name: str) -> Style:
        """From the style itself up to what it is based on; the nearest word counts."""
        found, weight = Style(), ""
        for depth in range(DEEPEST):
            row = self.rows.get(name)
            if row is None:
                break
            called = attribute(child(row, "name"), "val")
            found.name = found.name if depth else called
            heading = HEADING.match(called)
            outline = _level(attribute(child(row, "pPr", "outlineLvl"), "val"))
            found.level = found.level or outline or (int(heading[1] or 1) if heading else 0)
            found.numbering = found.numbering or attribute(child(row, "pPr", "numPr", "numId"), "val")
            bold = child(row, "rPr", "b")
            if bold is not None and not weight:
                weight = attribute(bold, "val") or "1"
            name = attribute(child(row, "basedOn"), "val")
        found.bold = weight not in ("", "0", "false", "off")
        return found


def _is_table_of_contents(element: Element) -> bool:
    return any(attribute(one, "val") == "Table of Contents" for one in every(element, "docPartGallery"))


def _level(outline: str) -> int:
    """From 1; 0 for text."""
    return int(outline) + 1 if outline.isdigit() and int(outline) < BODY else 0


def _ordered(numbering: Element) -> dict[str, bool]:
    """{number of a list: whether it counts}, by its first level."""
    formats: dict[str, str] = {}
    for abstract in numbering:
        if local(abstract) == "abstractNum":
            formats[attribute(abstract, "abstractNumId")] = attribute(child(abstract, "lvl", "numFmt"), "val")
    return {
        attribute(one, "numId"): formats.get(attribute(child(one, "abstractNumId"), "val"), "bullet") != "bullet"
        for one in numbering
        if local(one) == "num"
    }
