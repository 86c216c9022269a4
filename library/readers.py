"""Takes the text out of one file. Runs as a program of its own (stdin: the file, stdout: JSON), because a file from
outside may be broken or hostile: whatever it does to its reader, the portal only sees that nothing came back.

Knows nothing of Django. What a file is, is judged by its content, never by its name.
"""

import io
import json
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from xml.etree.ElementTree import Element

import pypdfium2
from defusedxml.ElementTree import iterparse
from pypdfium2 import raw

MAX_PAGES = 500
MAX_PAGE_CHARS = 200_000
MAX_CHARS = 2_000_000  # of the whole file, about 700 printed pages
MAX_PART = 48 * 2**20  # bytes of one unpacked part of an office file
MAX_UNPACKED = 128 * 2**20  # bytes of all parts that are read
MAX_RATIO = 300  # unpacked to packed; real sheets reach 60, a bomb 1,000
RATIO_COUNTS_FROM = 2**20  # bytes: a short list of equal words packs as well as a bomb
MEMORY = 2 * 2**30  # bytes of address space

# No letters: what databases refuse (NUL, lone surrogates), other control characters, and the soft hyphen.
NOT_TEXT = re.compile("[\x00\x01\x03-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufeff\uffff\u00ad]")
HYPHEN_AT_LINE_END = re.compile("(\\w)[\x02\ufffe]\\s*(?=\\w)")  # how PDFium writes it
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Word 97, and every office file with a password


@dataclass(frozen=True, slots=True)
class Reading:
    """One text a page. `numbered`: readers can turn to page n of the original."""

    pages: list[str]
    numbered: bool = False


class UnreadableError(Exception):
    """The file can't be read. Its argument names why: library.extraction.PROBLEMS has the words."""


def read(content: bytes) -> Reading:
    """The text of a file, within the limits above. Raises UnreadableError."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return _limited(_pdf(content), numbered=True)
    if content.startswith(b"PK\x03\x04"):
        return _office(content)
    if content.startswith(OLD_OFFICE):
        raise UnreadableError("old_or_locked")
    return _limited(iter([_plain(content)]))


def _limited(pages: Iterator[str], *, numbered: bool = False) -> Reading:
    kept: list[str] = []
    left = MAX_CHARS
    for page in pages:
        text = HYPHEN_AT_LINE_END.sub(r"\1", page)
        text = NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\x02", "").replace("\ufffe", ""))
        kept.append(text[: min(MAX_PAGE_CHARS, left)].strip())
        left -= len(kept[-1])
        if left <= 0 or len(kept) == MAX_PAGES:
            break
    return Reading(kept, numbered)


def _pdf(content: bytes) -> Iterator[str]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError("locked" if error.err_code == raw.FPDF_ERR_PASSWORD else "broken") from error
    for number in range(len(document)):
        try:
            yield document[number].get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError:  # one broken page must not cost the others
            yield ""


def _office(content: bytes) -> Reading:
    try:
        archive = Archive(zipfile.ZipFile(io.BytesIO(content)))
        if "word/document.xml" in archive.names:
            return _limited(iter(["\n".join(_paragraphs(archive.part("word/document.xml"), "t"))]))
        if "ppt/presentation.xml" in archive.names:
            return _limited(_slides(archive), numbered=True)
        if "xl/workbook.xml" in archive.names:
            return _limited(_sheets(archive))
        if "content.xml" in archive.names:
            return _limited(iter(["\n".join(_paragraphs(archive.part("content.xml"), None))]))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, SyntaxError, ValueError, RuntimeError) as error:
        # KeyError: a part is missing; SyntaxError: XML that is none; ValueError: XML with entities; RuntimeError: a
        # part with a password, or packed in a way that we don't know
        raise UnreadableError("broken") from error
    raise UnreadableError("unknown")


class Archive:
    """The parts of an office file, unpacked within limits."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self.file = file
        self.names = frozenset(file.namelist())
        self.left = MAX_UNPACKED

    def part(self, name: str) -> io.BytesIO:
        """Counts the bytes that come out: what the archive says of itself may be a lie."""
        packed = self.file.getinfo(name).compress_size
        limit = min(MAX_PART, self.left, max(RATIO_COUNTS_FROM, packed * MAX_RATIO))
        with self.file.open(name) as source:
            content = source.read(limit + 1)
        if len(content) > limit:
            raise UnreadableError("too_big")
        self.left -= len(content)
        return io.BytesIO(content)

    def numbered(self, folder: str) -> list[str]:
        """`folder1.xml`, `folder2.xml`, … in the order of their numbers."""
        found = ((re.fullmatch(rf"{folder}(\d+)\.xml", name), name) for name in self.names)
        return [name for _, name in sorted((int(match[1]), name) for match, name in found if match)]


# Deleted text, remarks with their authors' names, and what Word repeats for older programs.
SKIPPED = {"tracked-changes", "annotation", "Fallback"}
GAPS = {"tab", "br", "cr", "line-break", "s"}


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _paragraphs(part: io.BytesIO, text_tag: str | None) -> Iterator[str]:
    """Paragraphs in order. With `text_tag` only such elements hold text (OOXML), else all do (OpenDocument)."""
    skipping = 0
    for event, element in iterparse(part, events=("start", "end")):
        name = _local(element)
        if name in SKIPPED:
            skipping += 1 if event == "start" else -1
        if event == "start":
            continue
        if name in {"p", "h"} and not skipping and (text := _text(element, text_tag)):
            yield text
        if name in {"p", "h"} or name in SKIPPED:
            after = element.tail
            element.clear()  # a long document must not stand in memory as a whole
            element.tail = after


def _text(element: Element, text_tag: str | None) -> str:
    words = []
    for node in element.iter():
        if text_tag is None or _local(node) == text_tag:
            words.append(node.text or "")
        if _local(node) in GAPS:
            words.append(" ")
        if text_tag is None and node is not element:
            words.append(node.tail or "")
    return " ".join("".join(words).split())


def _slides(archive: Archive) -> Iterator[str]:
    """In the order of the show, which need not be that of the files' numbers."""
    links = {
        link.get("Id"): f"ppt/{link.get('Target', '').removeprefix('/ppt/')}"
        for _, link in iterparse(archive.part("ppt/_rels/presentation.xml.rels"))
        if _local(link) == "Relationship"
    }
    for _, element in iterparse(archive.part("ppt/presentation.xml")):
        if _local(element) == "sldId":
            relation = next((value for key, value in element.items() if key.endswith("}id")), None)
            if (name := links.get(relation, "")) in archive.names:
                yield "\n".join(_paragraphs(archive.part(name), "t"))


def _sheets(archive: Archive) -> Iterator[str]:
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive.names:
        for _, element in iterparse(archive.part("xl/sharedStrings.xml")):
            if _local(element) == "si":
                shared.append(_text(element, "t"))
                element.clear()
    for name in archive.numbered("xl/worksheets/sheet"):
        yield "\n".join(_rows(archive.part(name), shared))


def _rows(sheet: io.BytesIO, shared: list[str]) -> Iterator[str]:
    for _, row in iterparse(sheet):
        if _local(row) != "row":
            continue
        cells = []
        for cell in (node for node in row if _local(node) == "c"):
            value = next((node.text or "" for node in cell if _local(node) == "v"), "")
            if cell.get("t") == "s":
                value = shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
            cells.append(value or _text(cell, "t"))
        if line := " | ".join(filter(None, cells)):
            yield line
        row.clear()


def _plain(content: bytes) -> str:
    """A text, or a table of comma-separated values as it stands. Bytes that are no text are refused."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise UnreadableError("unknown")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def main() -> None:
    if sys.platform == "linux":  # elsewhere the limit can't be lowered reliably; the caller's clock still runs
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    answer: dict[str, object]
    try:
        answer = asdict(read(sys.stdin.buffer.read()))
    except UnreadableError as problem:
        answer = {"problem": str(problem)}
    except MemoryError:
        answer = {"problem": "too_big"}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
