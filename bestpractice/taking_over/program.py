"""The program that reads one file (stdin), within limits, and says what is in it (stdout: JSON).

A process of its own, because a file from outside may be broken or hostile: whatever it does to its reader, the portal
only sees that nothing came back. Knows nothing of Django.
"""

import json
import resource
import sys
import zipfile
import zlib
from dataclasses import asdict

from bestpractice.taking_over import docx, odt
from bestpractice.taking_over.archive import Archive
from bestpractice.taking_over.blocks import Document, UnreadableError

MEMORY = 2 * 2**30  # bytes of address space
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Word 97, and every Word file with a password


def read(content: bytes) -> Document:
    """Judged by the content. Raises UnreadableError."""
    if content.startswith(OLD_OFFICE):
        raise UnreadableError("old_or_locked")
    if b"%PDF-" in content[:1024]:
        raise UnreadableError("pdf")
    if not content.startswith(b"PK\x03\x04"):
        raise UnreadableError("unknown")
    try:
        archive = Archive(content)
        if "word/document.xml" in archive.names:
            return docx.read(archive)
        if "content.xml" in archive.names:
            return odt.read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, SyntaxError, ValueError, RuntimeError) as error:
        # KeyError: a part is missing; SyntaxError: XML that is none; ValueError: XML with entities; RuntimeError: a
        # part with a password, packed in an unknown way, or elements within elements without end
        raise UnreadableError("broken") from error
    raise UnreadableError("unknown")


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
