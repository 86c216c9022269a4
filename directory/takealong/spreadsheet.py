"""What a list shows as CSV or XLSX: one row for each hit, for colleagues who go on in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from directory.models import Offer, Organisation
from search import service
from search.query import SearchQuery

AT_ONCE = 500
MOST = 10_000  # rows; as far as Elasticsearch's result window reaches
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would calculate a cell that begins so


@dataclass(frozen=True, slots=True)
class Column:
    heading: str | Promise
    value: Callable[[Any], object]


def joined(words: Any) -> str:
    return ", ".join(str(word) for word in words.all())


def where(locations: Any) -> list[str]:
    """The public addresses among an entry's places."""
    return [location.address for location in locations.all() if location.address]


def day(date: Any) -> str:
    return date_format(date, "d.m.Y") if date else ""


OFFER = [
    Column(_("Angebot"), lambda offer: offer.title),
    Column(_("In einem Satz"), lambda offer: offer.summary),
    Column(_("Einrichtung"), lambda offer: offer.organisation.name),
    Column(_("Kreis"), lambda offer: offer.organisation.home_district.full_name),
    Column(_("Wo"), lambda offer: "; ".join(filter(None, [offer.place, *where(offer.locations)]))),
    Column(_("Wann"), lambda offer: "; ".join(filter(None, [offer.times, *map(str, offer.schedules.all())]))),
    Column(_("Kosten"), lambda offer: _now("kostenfrei") if offer.is_free else offer.cost),
    Column(_("Voraussetzungen"), lambda offer: "; ".join(filter(None, [offer.requirements, offer.papers]))),
    Column(_("Sprachen"), lambda offer: joined(offer.languages)),
    Column(_("Zielgruppen"), lambda offer: joined(offer.target_groups)),
    Column(_("Themen"), lambda offer: joined(offer.topics)),
    Column(_("Barrierefrei"), lambda offer: _now("ja") if offer.is_accessible else offer.accessibility),
    Column(_("Anmeldung"), lambda offer: offer.contact),
    Column(_("Telefon"), lambda offer: offer.organisation.phone),
    Column(_("Mailadresse"), lambda offer: offer.organisation.email),
    Column(_("gültig bis"), lambda offer: day(offer.valid_until)),
    Column(_("zuletzt geprüft"), lambda offer: day(offer.checked_on)),
    Column(_("Seite"), lambda offer: offer.get_absolute_url()),
]
ORGANISATION = [
    Column(_("Name"), lambda organisation: organisation.name),
    Column(_("Art"), lambda organisation: organisation.get_kind_display()),
    Column(_("Kreis"), lambda organisation: organisation.home_district.full_name),
    Column(_("Adresse"), lambda organisation: "; ".join(where(organisation.locations))),
    Column(_("Telefon"), lambda organisation: organisation.phone),
    Column(_("Mailadresse"), lambda organisation: organisation.email),
    Column(_("Website"), lambda organisation: organisation.website),
    Column(_("Öffnungszeiten"), lambda organisation: organisation.opening_hours),
    Column(_("Sprachen"), lambda organisation: joined(organisation.languages)),
    Column(_("Themen"), lambda organisation: joined(organisation.topics)),
    Column(_("zuletzt geprüft"), lambda organisation: day(organisation.checked_on)),
    Column(_("Seite"), lambda organisation: organisation.get_absolute_url()),
]


def offers() -> QuerySet[Offer]:
    return Offer.objects.select_related("organisation__home_district").prefetch_related(
        "locations", "schedules", "languages", "target_groups", "topics"
    )


def organisations() -> QuerySet[Organisation]:
    return Organisation.objects.select_related("home_district").prefetch_related("locations", "languages", "topics")


LISTS: dict[str, tuple[list[Column], Callable[[], QuerySet[Any]]]] = {
    "offer": (OFFER, offers),
    "organisation": (ORGANISATION, organisations),
}


def rows_of(kind: str, query: SearchQuery, base_url: str) -> Iterator[list[str]]:
    """The headings, then each match in the list's order."""
    columns, things = LISTS[kind]
    yield [str(column.heading) for column in columns]
    for keys in keys_of(query):
        found = things().in_bulk(keys)
        for key in keys:
            if key in found:
                *values, path = [str(column.value(found[key])) for column in columns]
                yield [*values, f"{base_url}{path}"]


def keys_of(query: SearchQuery) -> Iterator[list[int]]:
    """The keys of what a question of one kind finds, 500 at a time, without what is only akin; at most 10,000."""
    for page in range(1, MOST // AT_ONCE + 1):
        hits = service.search(replace(query, page=page, page_size=AT_ONCE, facets=False, semantic=False)).hits
        yield [int(hit.key.rpartition(":")[2]) for hit in hits]
        if len(hits) < AT_ONCE:
            return


def csv_file(rows: Iterator[list[str]]) -> Iterator[bytes]:
    """For German spreadsheets: semicolons, UTF-8 with its mark; no cell is a formula (CWE-1236)."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
    for row in rows:
        line = io.StringIO()
        csv.writer(line, delimiter=";").writerow([harmless(cell) for cell in row])
        yield line.getvalue().encode()


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def xlsx_file(rows: Iterator[list[str]], title: str) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_text_cell(sheet, cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _text_cell(sheet: Any, text: str) -> WriteOnlyCell:
    """A text, whatever it begins with; without the control characters that XML does not know."""
    cell = WriteOnlyCell(sheet, value="")
    cell.value = "".join(char for char in text if char >= " " or char in "\t\n")[:32_000]  # Excel's limit is 32,767
    cell.data_type = "s"
    return cell
