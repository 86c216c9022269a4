"""The paragraphs of an OpenDocument text."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bestpractice.taking_over.blocks import Block, Document, Run, kept, row_of
from bestpractice.taking_over.tree import child, every, rows, safe_link, tree, tree_if_there
from core.isolated.archive import Archive, UnreadableError, attribute, local

HEADING = re.compile(r"(?:heading|überschrift)(?:_20_|\s)*(\d)?$", re.IGNORECASE)
TITLE = re.compile(r"(?:title|titel)$", re.IGNORECASE)
SKIPPED = {"tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls", "variable-decls"}
INSIDE = {"section", "table-header-rows", "table-rows"}
DEEPEST = 20  # as in docx.py


def read(archive: Archive) -> Document:
    manifest = tree_if_there(archive, "META-INF/manifest.xml")
    if "encrypted-package" in archive.names or any(True for _one in every(manifest, "encryption-data")):
        raise UnreadableError("locked")
    return _Reader(archive).document()


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.content = tree(archive, "content.xml")
        self.styles: dict[str, Element] = {}
        self.lists: dict[str, bool] = {}
        for part in (tree_if_there(archive, "styles.xml"), self.content):
            self.styles |= {attribute(style, "name"): style for style in every(part, "style")}
            self.lists |= {attribute(style, "name"): _counts(style) for style in every(part, "list-style")}
        self.pictures = 0
        self.frames: list[Element] = []
        self.notes: list[Element] = []

    def document(self) -> Document:
        body = child(self.content, "body", "text")
        if body is None:
            raise UnreadableError("unknown")
        blocks = kept(self.blocks(body))
        blocks += kept(Block("note", block.runs) for note in self.notes for block in self.blocks(note))
        title = next(every(tree_if_there(self.archive, "meta.xml"), "title"), None)
        return Document(blocks, (title.text or "").strip() if title is not None else "", self.pictures)

    def blocks(self, parent: Element, listed: str | None = None) -> Iterator[Block]:
        """`listed`: the style of the list in which these stand."""
        for element in parent:
            name = local(element)
            if name in ("p", "h"):
                yield from self.paragraph(element, listed)
            elif name == "list":
                style = attribute(element, "style-name") or listed or ""
                for item in element:
                    yield from self.blocks(item, style)
            elif name == "table":
                for row in rows(element, "table-row"):
                    yield from row_of([list(self.blocks(cell)) for cell in row if local(cell) == "table-cell"])
            elif name in INSIDE:
                yield from self.blocks(element, listed)
            elif name == "frame":
                yield from self.frame(element)

    def frame(self, element: Element) -> Iterator[Block]:
        for part in element:
            if local(part) == "text-box":
                yield from self.blocks(part)
            else:
                self.pictures += local(part) == "image"

    def paragraph(self, element: Element, listed: str | None) -> Iterator[Block]:
        style = attribute(element, "style-name")
        runs = list(self.runs(element, self.is_bold(style), ""))
        frames, self.frames = self.frames, []
        names = list(self.names(style))
        level = next((int(match[1] or 1) for name in names if (match := HEADING.match(name))), 0)
        if local(element) == "h":
            level = int(attribute(element, "outline-level") or level or 1)
        if any(TITLE.match(name) for name in names):
            yield Block("title", runs)
        elif level:
            yield Block("heading", runs, level=level)
        elif listed is not None:
            yield Block("item", runs, ordered=self.lists.get(listed, False))
        else:
            yield Block("text", runs)
        for frame in frames:
            yield from self.frame(frame)

    def runs(self, element: Element, bold: bool, link: str) -> Iterator[Run]:
        yield Run(element.text or "", bold, link)
        for part in element:
            name = local(part)
            match name:
                case "span":
                    yield from self.runs(part, self.is_bold(attribute(part, "style-name"), bold), link)
                case "a":
                    yield from self.runs(part, bold, safe_link(attribute(part, "href")) or link)
                case "s" | "tab":
                    yield Run(" ", bold, link)
                case "line-break":
                    yield Run("\n", bold, link)
                case "frame":
                    self.frames.append(part)
                case "note":
                    self.notes += [one for one in part if local(one) == "note-body"]
                case _ if name not in SKIPPED:
                    yield from self.runs(part, bold, link)
            yield Run(part.tail or "", bold, link)

    def chain(self, name: str) -> Iterator[Element]:
        """A style and those that it is based on."""
        for _depth in range(DEEPEST):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = attribute(style, "parent-style-name")

    def names(self, name: str) -> Iterator[str]:
        yield name
        for style in self.chain(name):
            yield attribute(style, "display-name") or attribute(style, "name")

    def is_bold(self, name: str, otherwise: bool = False) -> bool:
        """The nearest word counts."""
        for style in self.chain(name):
            if weight := attribute(child(style, "text-properties"), "font-weight"):
                return weight == "bold" or (weight.isdigit() and int(weight) >= 600)
        return otherwise


def _counts(style: Element) -> bool:
    first = next(iter(style), None)
    return first is not None and local(first) == "list-level-style-number"
