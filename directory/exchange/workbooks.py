"""From an Excel workbook's bytes to rows of text cells, within limits."""

import datetime as dt
import io
import re
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from directory.exchange.cells import said
from directory.exchange.problems import UnreadableError

MOST_COLUMNS = 200
MOST_SHEETS = 20
MOST_UNPACKED = 200 * 2**20
LONGEST_GAP = 5_000  # empty rows, after which nothing more is expected
BROKEN = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, EOFError, OSError, ParseError,
    DefusedXmlException, InvalidFileException, NotImplementedError, RuntimeError, OverflowError, AssertionError,
    LookupError, ArithmeticError, SyntaxError, zlib.error,
)  # fmt: skip
UNCALCULATED = re.compile(
    rb'<c\b(?=[^>]*\br="([A-Z]+\d+)")(?![^>]*\bt="str")[^>]*><f\b[^>]*>[^<]*</f>(?:<v\s*/>|<v></v>)?</c>'
)
Rows = list[tuple[int, list[str]]]  # (number as people count it, cells)
Merged = tuple[int, int, int]  # column, first row, last row


def too_many() -> UnreadableError:
    return UnreadableError(_("Die Datei hat zu viele Zeilen. Bitte teilen Sie die Liste auf."))


def too_wide(number: int) -> UnreadableError:
    return UnreadableError(_("Zeile %(row)s hat mehr als 200 Spalten.") % {"row": number})


def sheets_of(content: bytes, most: int) -> list[tuple[str, Rows]]:
    """(title, rows) of the visible sheets. Raises UnreadableError."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
        if sum(member.file_size for member in package.infolist()) > MOST_UNPACKED:
            raise UnreadableError(_("Die Datei ist ausgepackt zu groß. Bitte speichern Sie nur die Liste neu."))
        _refuse_others(package)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"][:MOST_SHEETS]
        return [(sheet.title, _filled(_rows(sheet, most), _said_by_its_xml(package, sheet))) for sheet in sheets]
    except MemoryError as error:
        raise UnreadableError(_("Die Datei ist ausgepackt zu groß. Bitte speichern Sie nur die Liste neu.")) from error
    except BROKEN as error:
        raise UnreadableError(
            _("Die Excel-Datei ist beschädigt. Bitte öffnen und speichern Sie sie neu, oder nehmen Sie CSV.")
        ) from error


def _refuse_others(package: zipfile.ZipFile) -> None:
    """What else comes as a packed folder."""
    names = package.namelist()
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise UnreadableError(
            _("Die Liste liegt als %s vor. Bitte speichern Sie sie dort mit „Speichern unter“ als XLSX oder CSV.")
            % ("XLSB" if "xl/workbook.bin" in names else "OpenDocument (ODS)")
        )
    raise UnreadableError(_("Das ist keine Excel-Datei. Bitte speichern Sie die Liste als CSV oder XLSX."))


def _rows(sheet: object, most: int) -> Rows:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # what a file says of its own size may be wrong
    rows, empty = [], 0
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):  # type: ignore[attr-defined]
        row = [_cell(value) for value in values]
        while row and not row[-1]:
            row.pop()
        if len(row) > MOST_COLUMNS:
            raise too_wide(number)
        if row:
            rows.append((number, row))
        empty = 0 if row else empty + 1
        if empty > LONGEST_GAP:
            break
        if len(rows) > most:
            raise too_many()
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
            return said(value.replace("_x000D_", ""))  # so Excel writes an end of line from elsewhere
        case _:
            return str(value)


def _said_by_its_xml(package: zipfile.ZipFile, sheet: object) -> list[Merged]:
    """What openpyxl's quick reader does not tell: cells merged downwards, and formulas that nobody calculated."""
    with package.open(sheet._worksheet_path) as part:  # type: ignore[attr-defined]
        xml = part.read()
    if cell := UNCALCULATED.search(xml):
        text = _("In Zelle %s steht eine Formel ohne Ergebnis. Bitte öffnen und speichern Sie die Datei einmal.")
        raise UnreadableError(text % cell[1].decode())
    found = re.findall(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]+\d+:[A-Z]+\d+)"', xml)
    bounds = (range_boundaries(reference.decode()) for reference in found[:20_000])
    return [(left, top, bottom) for left, top, _right, bottom in bounds if top < bottom and left <= MOST_COLUMNS]


def _filled(rows: Rows, merged: list[Merged]) -> Rows:
    """A cell that spans several rows stands in each of them."""
    by_number = dict(rows)
    for column, top, bottom in merged:
        text = by_number.get(top, [])[column - 1 : column]
        for number in range(top + 1, min(bottom, top + LONGEST_GAP) + 1):
            if text and text[0] and (row := by_number.get(number)) is not None:
                row += [""] * (column - len(row))
                row[column - 1] = row[column - 1] or text[0]
    return rows
