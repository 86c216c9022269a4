"""From a file's bytes to sheets of text cells: CSV in any spelling, or an Excel workbook."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import filetype
from django.utils.translation import gettext_lazy as _

from directory.exchange.cells import said
from directory.exchange.problems import UnreadableError
from directory.exchange.workbooks import MOST_COLUMNS, Rows, sheets_of, too_many, too_wide

__all__ = ["Sheet", "UnreadableError", "is_json", "read_sheets"]

MOST_BYTES = 20 * 2**20
MOST_ROWS = 50_000  # the largest district's list has 2,000
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Excel 97, and every workbook with a password
DELIMITERS = ";\t,|"
MARKUP = re.compile(r"\s*<(!doctype|html|\?xml|table|meta)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: (number as people count it, cells); rows without any text are left out."""

    name: str
    rows: Rows = field(default_factory=list)


def is_json(content: bytes) -> bool:
    start = content[:400].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").replace(b"\0", b"").lstrip()
    return start.startswith((b"{", b"["))


def read_sheets(content: bytes, most: int = MOST_ROWS) -> list[Sheet]:
    """Sheets with something in them, at most `most` rows each. Raises UnreadableError."""
    if len(content) > MOST_BYTES:
        raise UnreadableError(_("Die Datei ist größer als 20 MB. Bitte teilen Sie die Liste auf."))
    if not content.strip():
        raise UnreadableError(_("Die Datei ist leer. Bitte wählen Sie eine andere."))
    if content.startswith(b"PK"):
        sheets = [Sheet(name, rows) for name, rows in sheets_of(content, most)]
    elif content.startswith(OLD_OFFICE):
        raise UnreadableError(
            _("Die Datei hat ein altes Excel-Format oder ein Kennwort. Bitte speichern Sie sie als XLSX ohne Kennwort.")
        )
    else:
        sheets = [Sheet("", list(_csv(_text(content), most)))]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise UnreadableError(_("Die Datei enthält keine ausgefüllten Zeilen."))
    return sheets


def _text(content: bytes) -> str:
    if b"%PDF-" in content[:1024] or (found := filetype.guess(content[:8192])) is not None:
        kind = "PDF" if b"%PDF-" in content[:1024] or found is None else found.extension.upper()
        raise UnreadableError(
            _("Das ist keine Tabelle, sondern %s. Bitte speichern Sie die Liste als CSV oder XLSX.") % kind
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    sample = content[:4000]
    if sample.count(b"\0") > len(sample) // 4:  # UTF-16 without its mark
        return content.decode("utf-16-le" if sample[1:2] == b"\0" else "utf-16-be", "replace")
    if b"\0" in sample:
        raise UnreadableError(_("Das ist keine Tabelle. Bitte speichern Sie die Liste als CSV oder XLSX."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what Excel writes in Germany


def _csv(text: str, most: int) -> Iterator[tuple[int, list[str]]]:
    text = text.replace("\0", "")
    if MARKUP.match(text):
        raise UnreadableError(_("Das ist keine Tabelle, sondern eine Webseite. Bitte speichern Sie sie als XLSX."))
    declared = re.match(r"sep=(.)(\r\n|\r|\n|$)", text)
    delimiter = declared[1] if declared else _delimiter(text)
    rest = text[declared.end() :] if declared else text
    reader = csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter)
    number = 1 if declared else 0
    try:
        for cells in reader:
            number += 1
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise too_wide(number)
            row = [said(cell) for cell in cells]
            if any(row):
                yield number, row
                most -= 1
            if most < 0:
                raise too_many()
    except csv.Error as error:
        raise UnreadableError(
            _("Ab Zeile %(row)s lässt sich die Datei nicht lesen; meist ist ein Anführungszeichen nicht geschlossen.")
            % {"row": number + 1}
        ) from error


def _delimiter(text: str) -> str:
    """The sign that cuts most of the first rows, and most of these into equally many cells."""
    lines = [line for line in text[:20_000].splitlines(keepends=True)[:40] if line.strip()]

    def score(sign: str) -> tuple[float, float, int]:
        try:
            rows = list(csv.reader(lines, delimiter=sign))
        except csv.Error:
            return 0, 0, 0
        cut = Counter(len(row) for row in rows if len(row) > 1)
        if not cut:
            return 0, 0, 0
        width, often = max(cut.items(), key=lambda pair: (pair[1], pair[0]))
        return cut.total() / len(rows), often / len(rows), width

    return max(DELIMITERS, key=score)
