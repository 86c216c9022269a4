"""From a file's bytes to sheets of text cells: CSV in any spelling, XLSX within limits."""

import csv
import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

import filetype
from defusedxml.common import DefusedXmlException
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from directory.exchange.cells import clean
from directory.exchange.columns import MISTAKES, unguarded

MOST_BYTES = 20 * 2**20
MOST_ROWS = 50_000  # the largest district's list has 2,000
MOST_COLUMNS = 200
MOST_SHEETS = 20
MOST_UNPACKED = 200 * 2**20
LONGEST_GAP = 5_000  # empty rows, after which nothing more is expected
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # Excel 97, and every workbook with a password
DELIMITERS = ";\t,|"
BROKEN = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError, ParseError,
    DefusedXmlException, InvalidFileException, NotImplementedError, RuntimeError, OverflowError, AssertionError,
    LookupError, ArithmeticError, SyntaxError, zlib.error,
)  # fmt: skip


class UnreadableError(Exception):
    """The file as a whole; `text` says to its sender why, and what to do."""

    def __init__(self, text: str | Promise) -> None:
        super().__init__(str(text))
        self.text = text


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows`: (number as people count it, cells); rows without any text are left out."""

    name: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


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
        sheets = _workbook(content, most)
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
    first, _newline, rest = text.partition("\n")
    declared = re.fullmatch(r"sep=(.)\r?", first)
    delimiter = declared[1] if declared else _delimiter(text)
    reader = csv.reader(io.StringIO(rest if declared else text, newline=""), delimiter=delimiter)
    number = 1 if declared else 0
    try:
        for cells in reader:
            number += 1
            if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
                raise UnreadableError(_("Zeile %(row)s hat mehr als 200 Spalten.") % {"row": number})
            row = [_said(cell) for cell in cells]
            if any(row):
                yield number, row
                most -= 1
            if most < 0:
                raise _too_many()
    except csv.Error as error:
        raise UnreadableError(
            _("Ab Zeile %(row)s lässt sich die Datei nicht lesen; meist ist ein Anführungszeichen nicht geschlossen.")
            % {"row": number + 1}
        ) from error


def _too_many() -> UnreadableError:
    return UnreadableError(_("Die Datei hat zu viele Zeilen. Bitte teilen Sie die Liste auf."))


def _delimiter(text: str) -> str:
    """The sign that cuts the first lines into the most columns, equally often."""
    lines = [line for line in text[:20_000].splitlines()[:30] if line.strip()]

    def score(sign: str) -> tuple[int, int]:
        try:
            widths = [len([cell for cell in row if cell]) for row in csv.reader(lines, delimiter=sign)]
        except csv.Error:
            return 0, 0
        return sorted(widths)[len(widths) // 2] if widths else 0, max(widths, default=0)

    return max(DELIMITERS, key=score)


def _workbook(content: bytes, most: int) -> list[Sheet]:
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        if sum(member.file_size for member in package.infolist()) > MOST_UNPACKED:
            raise UnreadableError(_("Die Datei ist ausgepackt zu groß. Bitte speichern Sie nur die Liste neu."))
        if "xl/workbook.xml" not in package.namelist():
            raise UnreadableError(_("Das ist keine Excel-Datei. Bitte speichern Sie die Liste als CSV oder XLSX."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:MOST_SHEETS]
        return [Sheet(sheet.title, _filled(_rows(sheet, most), _merged(package, sheet))) for sheet in sheets]
    except MemoryError as error:
        raise UnreadableError(_("Die Datei ist ausgepackt zu groß. Bitte speichern Sie nur die Liste neu.")) from error
    except BROKEN as error:
        raise UnreadableError(
            _("Die Excel-Datei ist beschädigt. Bitte öffnen und speichern Sie sie neu, oder nehmen Sie CSV.")
        ) from error


def _rows(sheet: object, most: int) -> list[tuple[int, list[str]]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # what a file says of its own size may be wrong
    rows, empty = [], 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):  # type: ignore[attr-defined]
        row = [_cell(value) for value in values[:MOST_COLUMNS]]
        while row and not row[-1]:
            row.pop()
        if row:
            rows.append((number, row))
        empty = 0 if row else empty + 1
        if empty > LONGEST_GAP:
            break
        if len(rows) > most:
            raise _too_many()
    return rows


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "ja" if value else "nein"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case dt.datetime() if value.time() == dt.time.min:
            return value.date().isoformat()
        case dt.datetime():
            return value.isoformat(" ", "minutes")
        case dt.date() | dt.time():
            return value.isoformat()
        case str():
            return _said(value.replace("_x000D_", ""))  # so Excel writes an end of line from elsewhere
        case _:
            return str(value)


def _said(text: str) -> str:
    """A cell's text; nothing where a formula has failed."""
    text = clean(text)
    return "" if text in MISTAKES else unguarded(text)


def _merged(package: zipfile.ZipFile, sheet: object) -> list[tuple[int, int, int]]:
    """(column, first row, last row) of cells merged downwards; openpyxl's quick reader does not tell them."""
    with package.open(sheet._worksheet_path) as part:  # type: ignore[attr-defined]
        found = re.findall(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"', part.read())
    bounds = (range_boundaries(reference.decode()) for reference in found[:20_000])
    return [(left, top, bottom) for left, top, _right, bottom in bounds if top < bottom and left <= MOST_COLUMNS]


def _filled(rows: list[tuple[int, list[str]]], merged: list[tuple[int, int, int]]) -> list[tuple[int, list[str]]]:
    """A cell that spans several rows stands in each of them."""
    by_number = dict(rows)
    for column, top, bottom in merged:
        text = by_number.get(top, [])[column - 1 : column]
        for number in range(top + 1, min(bottom, top + LONGEST_GAP) + 1):
            if text and text[0] and (row := by_number.get(number)) is not None:
                row += [""] * (column - len(row))
                row[column - 1] = row[column - 1] or text[0]
    return rows
