"""What an uploaded file really is: judged by its content, never by its name."""

import zipfile
from pathlib import PurePosixPath
from typing import IO

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image

SIGNATURE_WITHIN = 1024  # bytes; ISO 32000 lets readers look this far for a PDF's header
MAX_UNPACKED = 300 * 1024 * 1024  # bytes; what an office file may become, else it is made to exhaust who reads it
MAX_MEMBERS = 10_000
# The member without which a package of this kind cannot be opened (ECMA-376, part 1).
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
ODT_TYPE = b"application/vnd.oasis.opendocument.text"
BINARY = frozenset(range(32)) - {9, 10, 12, 13}  # control characters that no text holds


OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Word 97, and every office file with a password

REFUSALS = {
    "burst": gettext_lazy("Diese Datei ist ausgepackt viel zu groß. Bitte wählen Sie eine andere."),
    "locked": gettext_lazy("Diese Datei hat ein Kennwort oder ein altes Format. Bitte speichern Sie sie neu."),
    "macros": gettext_lazy("Diese Datei enthält Makros. Bitte speichern Sie sie ohne Makros."),
    "broken": gettext_lazy("Diese Datei ist beschädigt und lässt sich nicht öffnen. Bitte speichern Sie sie neu."),
}


class RefusedError(Exception):
    """An office file that is one, and yet can't be taken: the argument is a key of REFUSALS."""


def judge_document(file: UploadedFile) -> None:
    """Raises ValidationError unless the content is what the extension says. Leaves the file at its start."""
    extension = PurePosixPath(file.name or "").suffix.lower().lstrip(".")
    file.seek(0)
    try:
        fits = _fits(file.file or file, extension)
    except RefusedError as refused:
        raise ValidationError(REFUSALS[str(refused)], code="content") from refused
    finally:
        file.seek(0)
    if not fits:
        found = filetype.guess(file.read(8192))
        file.seek(0)
        raise ValidationError(
            _("Der Inhalt dieser Datei ist kein %(extension)s%(found)s. Bitte wählen Sie eine andere Datei."),
            code="content",
            params={
                "extension": extension.upper(),
                "found": _(" (erkannt: %(kind)s)") % {"kind": found.extension} if found else "",
            },
        )


def _fits(stream: IO[bytes], extension: str) -> bool:
    if extension == "pdf":
        return b"%PDF-" in stream.read(SIGNATURE_WITHIN)
    if extension in OFFICE_PARTS or extension == "odt":
        return _is_office_package(stream, extension)
    return extension in ("csv", "txt") and _is_text(stream)


def _is_office_package(stream: IO[bytes], extension: str) -> bool:
    start = stream.read(4)
    stream.seek(0)
    if start == OLD_OFFICE:
        raise RefusedError("locked")
    if not start.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(stream) as package:
            members = package.infolist()
            names = {member.filename for member in members}
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise RefusedError("burst")
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise RefusedError("macros")
            if extension == "odt":
                return "mimetype" in names and package.read("mimetype").strip() == ODT_TYPE
            return "[Content_Types].xml" in names and OFFICE_PARTS[extension] in names
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
        raise RefusedError("broken") from error  # or encrypted, or packed in a way that no office program uses


def _is_text(stream: IO[bytes]) -> bool:
    content = stream.read()
    if filetype.guess(content[:8192]) is not None or not BINARY.isdisjoint(content):
        return False
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        content.decode("cp1252", errors="replace")  # what Excel in Germany writes; every byte is a letter there
    return True


def judge_picture(file: UploadedFile) -> None:
    """Raises ValidationError unless Pillow can read the picture whole. Leaves the file at its start."""
    file.seek(0)
    try:
        with Image.open(file) as picture:
            if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise ValidationError(
                    _("Dieses Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es."), code="content"
                )
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(
            _("Dieses Bild lässt sich nicht lesen. Bitte speichern Sie es neu und versuchen Sie es noch einmal."),
            code="content",
        ) from error
    finally:
        file.seek(0)
