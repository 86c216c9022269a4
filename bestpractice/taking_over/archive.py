"""The parts of an office file, unpacked within limits, as XML. Knows nothing of Django."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse

from bestpractice.taking_over.blocks import UnreadableError

MAX_PART = 16 * 2**20  # bytes of one unpacked part; the text of a hundred pages has about two
MAX_UNPACKED = 32 * 2**20  # bytes of all parts that are read
MAX_RATIO = 300  # unpacked to packed, as in library.readers
RATIO_COUNTS_FROM = 2**20  # bytes


class Archive:
    """Counts the bytes that come out: what the archive says of itself may be a lie."""

    def __init__(self, content: bytes) -> None:
        self.file = zipfile.ZipFile(io.BytesIO(content))
        self.names = frozenset(self.file.namelist())
        self.left = MAX_UNPACKED

    def part(self, name: str) -> Element:
        """A part as a tree. Raises UnreadableError for a bomb; KeyError, SyntaxError … for what is broken."""
        packed = self.file.getinfo(name).compress_size
        limit = min(MAX_PART, self.left, max(RATIO_COUNTS_FROM, packed * MAX_RATIO))
        with self.file.open(name) as source:
            content = source.read(limit + 1)
        if len(content) > limit:
            raise UnreadableError("too_big")
        self.left -= len(content)
        root: Element = parse(io.BytesIO(content), forbid_dtd=True).getroot()
        return root

    def part_if_there(self, name: str) -> Element:
        """An empty element where the file has no such part."""
        return self.part(name) if name in self.names else Element("none")


def local(element: Element) -> str:
    """A tag's name without its namespace: strict and transitional OOXML differ in nothing else."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str:
    if element is None:
        return ""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), "")


def child(element: Element | None, *names: str) -> Element | None:
    """Down a way of names; the first each."""
    for name in names:
        element = next((found for found in element if local(found) == name), None) if element is not None else None
    return element


def every(element: Element, name: str) -> Iterator[Element]:
    return (found for found in element.iter() if local(found) == name)


def rows(table: Element, name: str) -> Iterator[Element]:
    """The rows of a table itself, whatever they are wrapped in; tables within its cells have their own."""
    for element in table:
        if local(element) == name:
            yield element
        else:
            yield from rows(element, name)


def safe_link(target: str) -> str:
    """What a text may lead to: the web and a mailbox; never a file, a script or an address inside somebody's office."""
    return target if target.lower().startswith(("https://", "http://", "mailto:")) else ""
