"""The parts of an office file, unpacked within limits: what the file says of its own size may be a lie."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import Element

MAX_PART = 48 * 2**20  # bytes of one unpacked part
MAX_UNPACKED = 128 * 2**20  # bytes of all parts that are read
MAX_RATIO = 300  # unpacked to packed; real sheets reach 60, a bomb 1,000
RATIO_COUNTS_FROM = 2**20  # bytes: a short list of equal words packs as well as a bomb
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Word 97, and every office file with a password


class UnreadableError(Exception):
    """The file can't be read. Its argument names why; whoever asked has the words."""


@contextmanager
def unbroken() -> Iterator[None]:
    """Whatever a damaged office file raises is UnreadableError("broken")."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, SyntaxError, ValueError, RuntimeError) as error:
        # KeyError: a part is missing; SyntaxError: XML that is none; ValueError: XML with entities; RuntimeError: a
        # part with a password, packed in an unknown way, or elements within elements without end
        raise UnreadableError("broken") from error


class Archive:
    """What is unpacked counts, over all parts."""

    def __init__(self, content: bytes) -> None:
        self.file = zipfile.ZipFile(io.BytesIO(content))
        self.names = frozenset(self.file.namelist())
        self.left = MAX_UNPACKED

    def part(self, name: str) -> io.BytesIO:
        """Raises UnreadableError for a bomb."""
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


def local(element: Element) -> str:
    """The name of an element without its namespace: strict and transitional OOXML differ in nothing else."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element | None, name: str) -> str:
    """Whatever its namespace; "" where there is none, or no element."""
    if element is None:
        return ""
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")
