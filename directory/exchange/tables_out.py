"""A directory as a table: CSV as German spreadsheets open it, or XLSX; one thing a row, one held at a time."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from directory.exchange.cells import UNWRITABLE
from directory.exchange.columns import COLUMNS, MISTAKES, PARENTS, ROW_KIND, ROWS, SEPARATOR, YES, Column, guarded
from directory.exchange.records import OfferRecord, OrganisationRecord
from directory.models import Schedule

Pairs = Iterable[tuple[OrganisationRecord, tuple[OfferRecord, ...]]]
WRITTEN: tuple[Column, ...] = tuple(column for column in COLUMNS if column.rows and column.name != ROW_KIND)
BOM = "\ufeff"  # by it Excel knows UTF-8


def headings() -> list[str]:
    return [gettext("Zeile"), *(str(column.heading) for column in WRITTEN)]


def rows(pairs: Pairs) -> Iterator[list[str]]:
    """Below each organisation its places and contacts, then its offers, each with its times."""
    for organisation, offers in pairs:
        yield _row("organisation", organisation)
        for place in organisation.locations:
            yield _row("location", place, organisation.key)
        for contact in organisation.contacts:
            yield _row("contact", contact, organisation.key)
        for offer in offers:
            yield _row("offer", offer)
            for schedule in offer.schedules:
                yield _row("schedule", schedule, offer.key)


def csv_lines(pairs: Pairs) -> Iterator[str]:
    """Texts that a spreadsheet would calculate are guarded."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    yield BOM
    writer.writerow(headings())
    for row in rows(pairs):
        writer.writerow([guarded(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def write_xlsx(pairs: Pairs, file: IO[bytes]) -> None:
    """Every cell is a text: nothing is calculated, and no postcode loses its zero."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(headings())
    for row in rows(pairs):
        sheet.append([_text_cell(sheet, text) if text else None for text in row])
    book.save(file)


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=guarded(text) if text.startswith(("'", *MISTAKES)) else text)
    cell.data_type = "s"
    return cell


def _row(kind: str, record: Any, parent: str = "") -> list[str]:
    cells = [str(ROWS[kind])]
    for column in WRITTEN:
        if parent and column.name == PARENTS.get(kind):
            cells.append(parent)
        elif field := column.field_of(kind):
            cells.append(UNWRITABLE.sub("", _told(field, getattr(record, field))))
        else:
            cells.append("")
    return cells


def _told(field: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return YES
    if field == "weekday":
        return str(Schedule.Weekday(value).label)
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    if isinstance(value, dt.time):
        return value.isoformat("auto" if value.second else "minutes")
    return value.isoformat() if isinstance(value, dt.date) else str(value)
