"""From sheets to records: a district's own list, in which one row is an organisation, an offer, or both."""

import re
from dataclasses import fields, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.exchange import cells
from directory.exchange.cells import folded
from directory.exchange.columns import RECORDS, ROW_KIND
from directory.exchange.headings import Mapping, guess, headings_of
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


def read_table(sheets: list[Sheet], mapping: Mapping | None = None) -> Reading:
    """Never raises: what can't be taken over ends up among the problems."""
    reading = Reading()
    own = OwnTable(reading)
    for sheet in sheets:
        index, headings = headings_of(sheet, mapping)
        columns = mapping if mapping is not None else guess(headings)
        names = [columns.get(heading, "") for heading in headings]
        if "name" not in names:
            if len(sheets) == 1:
                text = _("Keine Spalte nennt die Einrichtung. Bitte nennen Sie eine Spalte „Einrichtung“.")
                reading.problems.append(Problem(0, "", text))
            continue
        rows = [
            (number, {name: text for name, text in zip(names, row, strict=False) if name and text})
            for number, row in sheet.rows[index + 1 :]
        ]
        is_own = any(kind_of(values.get(ROW_KIND, "")) for _number, values in rows)
        for number, values in rows:
            if is_own:
                own.add(number, values)
            else:
                ListRow(reading, number, values).take()
    own.take()
    return reading


class ListRow(Row):
    """A row of somebody's own list."""

    __slots__ = ()

    def take(self) -> None:
        name = self.values.get("name", "")
        if not name:
            if len(self.values) > 1:
                self.problem("name", _("Hier fehlt der Name der Einrichtung. Bitte ergänzen oder weglassen."), True)
            return
        location = self.location()
        title = self.values.get("title", "")
        given = "" if title else self.values.get("key", "")
        key = short(given or f"{folded(name)}|{location.postcode or folded(location.place)}".rstrip("|"))
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
