"""Takes the text out of one file, and says what keeps a screen reader from it.

Runs as a program of its own (__main__.py), because a file from outside may be broken or hostile: whatever it does to
its reader, the portal only sees that nothing came back. Knows nothing of Django. What a file is, is judged by its
content, never by its name.
"""

from library.readers.limits import Reading, UnreadableError, limited
from library.readers.office import read_office
from library.readers.pdf import read_pdf

__all__ = ["Reading", "UnreadableError", "read"]

OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Word 97, and every office file with a password


def read(content: bytes) -> Reading:
    """The text of a file, within the limits above. Raises UnreadableError."""
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return read_pdf(content)
    if content.startswith(b"PK\x03\x04"):
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
