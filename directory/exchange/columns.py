"""The table form of a directory, the same for CSV and XLSX, for reading and writing: one thing a row.

The first column says what the row is. A list from elsewhere needs no such column: then each row is an organisation, an
offer, or both at once, whichever of the names it fills.
"""

from dataclasses import dataclass, fields

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.exchange.records import (
    ContactRecord,
    LocationRecord,
    OfferRecord,
    OrganisationRecord,
    ScheduleRecord,
)

ROW_KIND = "row"
ROWS: dict[str, str | Promise] = {  # value of the first column, as written into a file
    "organisation": _("Einrichtung"),
    "location": _("Ort"),
    "contact": _("Kontakt"),
    "offer": _("Angebot"),
    "schedule": _("Zeit"),
}
RECORDS = {
    "organisation": OrganisationRecord,
    "location": LocationRecord,
    "contact": ContactRecord,
    "offer": OfferRecord,
    "schedule": ScheduleRecord,
}


@dataclass(frozen=True, slots=True)
class Column:
    """`name`: field of the records; `heading`: its title in a file; `others`: titles seen in districts' own lists."""

    name: str
    heading: str | Promise
    others: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        """The kinds of rows that fill it."""
        return tuple(kind for kind, record in RECORDS.items() if self.name in {field.name for field in fields(record)})
