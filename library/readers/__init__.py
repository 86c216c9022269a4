"""Takes the text out of one file, and says what keeps a screen reader from it.

Runs in core.isolated's process, and knows nothing of Django. What a file is, is judged by its content, never by its
name. The words for what can't be read are in library.extraction.PROBLEMS.
"""

from core.isolated.archive import OLD_OFFICE, ZIP, UnreadableError
from library.readers.limits import Reading, limited
from library.readers.office import read_office
from library.readers.pdf import read_pdf

__all__ = ["Reading", "UnreadableError", "read"]


def read(content: bytes) -> Reading:
    """The text of a file, within the limits above. Raises UnreadableError."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return read_pdf(content)
    if content.startswith(ZIP):
        return read_office(content)
    if content.startswith(OLD_OFFICE):
        raise UnreadableError("old_or_locked")
    return limited(iter([_plain(content)]))


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
