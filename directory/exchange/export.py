"""A district's directory, or all, as a file: CSV, XLSX or HSDS 3.0 JSON."""

from collections.abc import Iterator
from tempfile import TemporaryFile

from django.db.models import QuerySet

from directory.exchange.snapshot import each
from directory.exchange.tables_out import csv_lines, write_xlsx
from directory.models import Organisation

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "hsds": "application/json",
}
ENDINGS = {"csv": "csv", "xlsx": "xlsx", "hsds": "json"}
PIECE = 64 * 1024  # bytes


def organisations_of(ags: str = "") -> QuerySet[Organisation]:
    """Those at home in a district; without a key all."""
    return Organisation.objects.filter(home_district=ags) if ags else Organisation.objects.all()


def exported(organisations: QuerySet[Organisation], form: str) -> Iterator[bytes]:
    """The file in pieces; `form`: a key of FORMATS."""
    from directory.hsds.export import hsds_lines
    from directory.hsds.taxonomy import terms

    pairs = each(organisations)
    if form == "xlsx":
        with TemporaryFile() as file:
            write_xlsx(pairs, file)
            file.seek(0)
            while piece := file.read(PIECE):
                yield piece
        return
    lines = csv_lines(pairs) if form == "csv" else hsds_lines(pairs, terms())
    for line in lines:
        yield line.encode()
