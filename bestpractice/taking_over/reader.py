"""What is in a DOCX or ODT. Runs in core.isolated's process; the problems' words are in reading.PROBLEMS."""

from bestpractice.taking_over import docx, odt
from bestpractice.taking_over.blocks import Document
from core.isolated.archive import OLD_OFFICE, ZIP, Archive, UnreadableError, unbroken


def read(content: bytes) -> Document:
    """Judged by the content, never by the name. Raises UnreadableError."""
    if content.startswith(OLD_OFFICE):
        raise UnreadableError("old_or_locked")
    if b"%PDF-" in content[:1024]:
        raise UnreadableError("pdf")
    if not content.startswith(ZIP):
        raise UnreadableError("unknown")
    with unbroken():
        archive = Archive(content)
        if "word/document.xml" in archive.names:
            return docx.read(archive)
        if "content.xml" in archive.names:
            return odt.read(archive)
    raise UnreadableError("unknown")
