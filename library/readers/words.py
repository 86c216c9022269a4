"""Reads texts: Word and OpenDocument, with what they say of their own structure."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from core.isolated.archive import Archive, attribute, local
from library.readers.limits import Reading, limited

LONG_TEXT = 6_000  # characters, about three printed pages: longer ones need headings to be found one's way in
# Deleted and moved-away text, remarks with their authors' names, and what Word repeats for older programs.
SKIPPED = {"tracked-changes", "annotation", "Fallback", "del", "moveFrom"}
GAPS = {"tab", "br", "cr", "line-break", "s"}


@dataclass(slots=True)
class Outline:
    """What a text says of its own structure, noted while it is read. `headings`: the styles that are headings."""

    headings: frozenset[str] = frozenset()
    has_heading: bool = False
    has_bare_picture: bool = False  # without words for those who don't see it

    def note(self, element: Element) -> None:
        name = local(element)
        if name in {"h", "outlineLvl"}:
            self.has_heading = True
        elif name == "pStyle":
            self.has_heading |= attribute(element, "val") in self.headings
        elif name in {"inline", "anchor", "frame"}:
            self.has_bare_picture |= _is_bare_picture(element)

    def barriers(self, pages: list[str]) -> Iterator[str]:
        if not self.has_heading and sum(map(len, pages)) > LONG_TEXT:
            yield "no_headings"
        if self.has_bare_picture:
            yield "no_alt"


def _is_bare_picture(frame: Element) -> bool:
    """Of Word (docPr has the words, or says that it is ornament) or OpenDocument (desc and title have them)."""
    parts = {local(part): part for part in frame.iter()}
    if "docPr" in parts:
        said = attribute(parts["docPr"], "descr") or attribute(parts["docPr"], "title")
        return "pic" in parts and "decorative" not in parts and not said
    return "image" in parts and not {"desc", "title"} & set(parts)


def read_open_document(archive: Archive) -> Reading:
    """Text, sheet or slides of LibreOffice. Its footnotes stand in the text."""
    outline = Outline()
    read = limited(iter(["\n".join(paragraphs(archive.part("content.xml"), None, outline))]))
    return replace(read, barriers=tuple(outline.barriers(read.pages)))


def read_word(archive: Archive) -> Reading:
    """The text, then its notes, then what stands at the head and foot of its pages, each line once."""
    outline = Outline(_heading_styles(archive))
    lines = list(paragraphs(archive.part("word/document.xml"), "t", outline))
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in archive.names:
            lines += paragraphs(archive.part(name), "t")
    margins = [*archive.numbered("word/header"), *archive.numbered("word/footer")]
    lines += dict.fromkeys(line for name in margins for line in paragraphs(archive.part(name), "t"))
    read = limited(iter(["\n".join(lines)]))
    return replace(read, barriers=tuple(outline.barriers(read.pages)))


def _heading_styles(archive: Archive) -> frozenset[str]:
    """Their ids, which are anything; the names of its own styles Word keeps in English."""
    if "word/styles.xml" not in archive.names:
        return frozenset()
    found = set()
    for _, style in iterparse(archive.part("word/styles.xml")):
        if local(style) != "style":
            continue
        parts = {local(part): part for part in style.iter()}
        name = attribute(parts["name"], "val") if "name" in parts else ""
        if "outlineLvl" in parts or name.lower().startswith(("heading", "title")):
            found.add(attribute(style, "styleId"))
        style.clear()
    return frozenset(found)


def paragraphs(part: io.BytesIO, text_tag: str | None, outline: Outline | None = None) -> Iterator[str]:
    """Paragraphs in order. With `text_tag` only such elements hold text (OOXML), else all do (OpenDocument)."""
    skipping = 0
    for event, element in iterparse(part, events=("start", "end")):
        name = local(element)
        if name in SKIPPED:
            skipping += 1 if event == "start" else -1
        if event == "start":
            continue
        if outline is not None:
            outline.note(element)
        if name in {"p", "h"} and not skipping and (text := text_of(element, text_tag)):
            yield text
        if name in {"p", "h"} or name in SKIPPED:
            after = element.tail
            element.clear()  # a long document must not stand in memory as a whole
            element.tail = after


def text_of(element: Element, text_tag: str | None) -> str:
    words = []
    for node in element.iter():
        if text_tag is None or local(node) == text_tag:
            words.append(node.text or "")
        if local(node) in GAPS:
            words.append(" ")
        if text_tag is None and node is not element:
            words.append(node.tail or "")
    return " ".join("".join(words).split())
