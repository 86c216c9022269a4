"""From sheets to records: a district's own list, in which one row is an organisation, an offer, or both."""

import re
from dataclasses import fields, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.exchange import cells
from directory.exchange.cells import folded
from directory.exchange.columns import RECORDS, ROW_KIND
from directory.exchange.headings import Mapping, Table, table_of
from directory.exchange.own_rows import OwnTable, kind_of
from directory.exchange.problems import Problem
from directory.exchange.records import LocationRecord, OfferRecord, OrganisationRecord
from directory.exchange.rows import Reading, Row, short
from directory.exchange.sheets import Sheet

ORGANISATION = ("email", "phone", "website", "opening_hours")
BOTH = ("description", "topics", "languages", "is_landwide")
OFFER = (
    "need", "summary", "target_groups", "times", "cost", "requirements", "papers", "accessibility", "waiting_list",
    "contact", "by_appointment", "is_free", "needs_referral", "is_accessible", "valid_from", "valid_until",
    "funding_ends_on", "language_level",
)  # fmt: skip
TYPES = {field.name: field.type for kind in ("organisation", "offer") for field in fields(RECORDS[kind])}
ADDRESS = re.compile(r"(?s)^(?P<street>.*?)[,;\n]*\s*\b(?:D-)?(?P<postcode>\d{5})\s+(?P<place>[^,;\n]+)")

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def read_table(sheets: list[Sheet], mapping: Mapping | None = None) -> Reading:
    """Never raises: what can't be taken over ends up among the problems."""
    reading = Reading()
    own = OwnTable(reading)
    tables = _tables(sheets, mapping)
    if not tables:
        text = _("Keine Spalte nennt die Einrichtung. Bitte nennen Sie eine Spalte „Einrichtung“.")
        reading.problems.append(Problem(0, "", text))
    for table in tables:
        for heading in table.doubles:
            text = _("Diese Überschrift steht mehrmals da. In jeder Zeile zählt die erste ausgefüllte Spalte.")
            reading.problems.append(Problem(table.heading_row, heading, text, left_out=False))
        if any(kind_of(values.get(ROW_KIND, "")) for _number, values in table.rows):
            for number, values in table.rows:
                own.add(number, values)
        else:
            _read_list(reading, table)
    own.take()
    reading.problems.sort(key=lambda problem: problem.row)
    return reading


def _tables(sheets: list[Sheet], mapping: Mapping | None) -> list[Table]:
    """Those that name organisations. A cover sheet, on which one word looks like a heading, is none beside a list."""
    tables = [table for sheet in sheets if "name" in (table := table_of(sheet, mapping)).names]
    wide = [table for table in tables if len(set(table.names) - {""}) > 1]
    return wide or tables


def _read_list(reading: Reading, table: Table) -> None:
    """In many lists only the first of several rows names whose offers they are."""
    above = ""
    is_told = False
    most_say_more = sum(len(values) > 1 for _number, values in table.rows) * 2 > len(table.rows)
    for number, values in table.rows:
        row = ListRow(reading, number, values)
        name = values.get("name", "")
        if len(values) == 1 and cells.is_remark(*values.values()):
            row.problem("name", _("Das ist keine Einrichtung, sondern eine Angabe zur Liste, und bleibt weg."))
            continue
        if not name and above and "title" in values:
            values["name"] = above
            if not is_told:
                row.problem("name", _("Hier steht kein Name; die Angebote zählen zu „%s“ darüber.") % above[:60])
        elif len(values) == 1 and name and most_say_more:
            text = _("Hier steht nichts als ein Name. Ist es eine Überschrift, löschen Sie die Zeile bitte.")
            row.problem("name", text)
        is_told = not name
        above = name or above
        row.take()


class ListRow(Row):
    """A row of somebody's own list."""

    __slots__ = ()

    def take(self) -> None:
        name = " ".join(self.values.get("name", "").split())
        if not name:
            if len(self.values) > 1:
                self.problem("name", _("Hier fehlt der Name der Einrichtung. Bitte ergänzen oder weglassen."), True)
            return
        location = self.location()
        title = " ".join(self.values.get("title", "").split())
        given = "" if title else self.values.get("key", "")
        key = short(given or self.key_of(name, location))
        record = OrganisationRecord(
            key=key,
            name=name,
            kind=self.value("kind", str) or "other",
            districts_served=self.value("districts_served", tuple[str, ...]),
            locations=(location,) if location != LocationRecord() else (),
            **self.fields((*ORGANISATION, *(() if title else BOTH))),
        )
        known = self.reading.organisations.get(key)
        if known is not None and folded(known.name) != folded(name):
            self.problem("key", _("Diesen Schlüssel hat schon eine andere Einrichtung der Datei."), True)
            return
        self.reading.organisations[key] = self.joined(known, record) if known else record
        self.reading.rows.setdefault(key, self.number)
        if title:
            self.offer(key, title, location)

    def text(self, column: str, text: str) -> str:
        """Of a mail address also: without the words around it, and the first of several."""
        found = MAIL.findall(text) if column == "email" else []
        if len(set(found)) > 1:
            self.problem(column, _("Hier stehen mehrere Mailadressen; die erste zählt."))
        return found[0] if found else super().text(column, text)

    def postcode(self, text: str) -> str:
        """Here a digit more likely went missing by hand than a zero in front by a spreadsheet: it is told."""
        found = super().postcode(text)
        if len(re.sub(r"\D", "", text)) == 4:
            said = _("„%(given)s“ hat nur vier Ziffern; wir lesen %(read)s. Bitte prüfen Sie das.")
            self.problem("postcode", said % {"given": text[:20], "read": found})
        return found

    def key_of(self, name: str, location: LocationRecord) -> str:
        """By name and postcode; a row without any address means the organisation that has this name already."""
        where = location.postcode or folded(location.place)
        if not where and (known := self.reading.by_name.get(folded(name))):
            return known
        key = f"{folded(name)}|{where}".rstrip("|")
        self.reading.by_name.setdefault(folded(name), key)
        return key

    def offer(self, organisation: str, title: str, location: LocationRecord) -> None:
        key = short(self.values.get("key", "") or f"{organisation}|{folded(title)}")
        if key in self.reading.offers:
            self.problem("title", _("Dieses Angebot steht schon in der Datei. Das erste zählt."))
            return
        places = self.reading.organisations[organisation].locations
        at = next((place.key for place in places if place.key == location.key), "")
        self.reading.offers[key] = OfferRecord(
            key=key,
            organisation=organisation,
            title=title,
            locations=(at,) if at else (),
            place=self.values.get("where", ""),
            **self.fields((*BOTH, *OFFER)),
        )
        self.reading.rows.setdefault(key, self.number)

    def joined(self, known: OrganisationRecord, again: OrganisationRecord) -> OrganisationRecord:
        """The same organisation once more: what the first row left open is filled, contradictions are told."""
        filled: dict[str, Any] = {}
        for name in ("description", "email", "phone", "website", "opening_hours", "topics", "languages"):
            old, new = getattr(known, name), getattr(again, name)
            if new and not old:
                filled[name] = new
            elif new and old != new:
                text = _("Weicht von Zeile %(row)s ab, in der dieselbe Einrichtung steht. Die erste zählt.")
                self.problem(name, text % {"row": self.reading.rows[known.key]})
        places = {place.key: place for place in (*again.locations, *known.locations)}
        return replace(known, locations=tuple(reversed(places.values())), **filled)

    def location(self) -> LocationRecord:
        street = " ".join(filter(None, [self.values.get("street", ""), self.values.get("house_number", "")]))
        postcode, place = self.values.get("postcode", ""), self.values.get("place", "")
        if both := re.match(r"(?:D-)?(\d{5})\s+(.+)", self.values.get("postcode_place", "") or place):
            postcode, place = postcode or both[1], both[2]
        if whole := ADDRESS.match(self.values.get("address", "")):
            street, postcode = street or whole["street"].strip(" ,;\n"), postcode or whole["postcode"]
            place = place or whole["place"].strip()
        elif not street:
            street = self.values.get("address", "")
        found = LocationRecord(
            name=self.values.get("location_name", ""),
            street=street,
            postcode=self.postcode(postcode) if postcode else "",
            place=place,
            directions=self.values.get("directions", ""),
            hide_address=self.value("hide_address", bool),
            **self.coordinates(),
        )
        key = short(folded(f"{found.name} {found.postcode} {found.street or found.place}"))
        return found if found == LocationRecord() else replace(found, key=key)

    def fields(self, names: tuple[str, ...]) -> dict[str, Any]:
        found = {name: self.value(name, TYPES[name]) for name in names}
        if "is_free" in found and folded(found["cost"]) in cells.FREE:
            found["is_free"] = True
        return found
