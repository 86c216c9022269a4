"""The parts of an office file, unpacked within limits: what the file says of its own size may be a lie."""

import io
import re
import zipfile
from xml.etree.ElementTree import Element

from library.readers.limits import UnreadableError

MAX_PART = 48 * 2**20  # bytes of one unpacked part of an office file
MAX_UNPACKED = 128 * 2**20  # bytes of all parts that are read
MAX_RATIO = 300  # unpacked to packed; real sheets reach 60, a bomb 1,000
RATIO_COUNTS_FROM = 2**20  # bytes: a short list of equal words packs as well as a bomb


class Archive:
    """What is unpacked counts, over all parts."""

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


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def value(element: Element, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((text for key, text in element.items() if key.rpartition("}")[2] == name), "")
