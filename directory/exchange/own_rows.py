"""From the rows of our own export to records: the first column says what a row is, keys tie the rows together.

Their order says nothing, since people sort. A row that somebody added may have no key and name what it belongs to by
its name instead of its key.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.exchange.cells import folded
from directory.exchange.columns import COLUMNS, RECORDS, ROW_KIND, ROWS
from directory.exchange.records import ContactRecord, LocationRecord, OfferRecord, OrganisationRecord, ScheduleRecord
from directory.exchange.rows import Reading, Row, short

COORDINATES = ("latitude", "longitude")  # read as a pair


def kind_of(text: str) -> str:
    """A key of ROWS; "" for any other word."""
    return _kinds().get(folded(text), "")


@cache
def _kinds() -> dict[str, str]:
    return {folded(str(word)): kind for kind, word in ROWS.items()}


@cache
def _columns(kind: str) -> tuple[tuple[str, str, Any], ...]:
    """(column, field, the field's type) of what a row of this kind says."""
    types = {field.name: field.type for field in fields(RECORDS[kind])}
    found = ((column.name, column.field_of(kind)) for column in COLUMNS if column.name not in COORDINATES)
    return tuple((column, field, types[field]) for column, field in found if field)


class OwnRow(Row):
    """A row that says what it is."""

    __slots__ = ()

    def told(self, kind: str, /, **given: Any) -> dict[str, Any]:
        """The fields of a record of this kind, except those given."""
        found = {
            field: self.value(column, type_)
            for column, field, type_ in _columns(kind)
            if field not in given and column in self.values
        }
        return {**found, **given}

    def must(self, column: str, text: Any) -> str:
        """What the row can't do without; "" once its lack is told."""
        if not (value := self.values.get(column, "")):
            self.problem(column, text, left_out=True)
        return value


@dataclass(frozen=True, slots=True)
class Names:
    """What rows may be called in other rows: by key, else by a name that only one of them has."""

    keys: dict[str, str]

    @classmethod
    def of(cls, named: dict[str, str]) -> "Names":
        """`named`: key → name."""
        known = {folded(name): key for key, name in named.items() if name}
        doubles = Counter(folded(name) for name in named.values())
        return cls({name: key for name, key in known.items() if doubles[name] == 1} | {key: key for key in named})

    def find(self, word: str) -> str:
        return self.keys.get(word) or self.keys.get(folded(word), "")


class OwnTable:
    """All own rows of a file, whatever their order, into a reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.rows: dict[str, list[OwnRow]] = defaultdict(list)

    def add(self, number: int, values: dict[str, str]) -> None:
        row = OwnRow(self.reading, number, values)
        word = values.get(ROW_KIND, "")
        if kind := kind_of(word):
            self.rows[kind].append(row)
        elif values:
            known = ", ".join(map(str, ROWS.values()))
            text = _("„%(word)s“ sagt nicht, was in der Zeile steht. Möglich sind: %(known)s.")
            row.problem(ROW_KIND, text % {"word": word[:40], "known": known}, left_out=True)

    def take(self) -> None:
        organisations = self.organisations()
        names = Names.of({key: record.name for key, record in organisations.items()})
        places = self.locations(names)
        contacts = self.contacts(names)
        for key, record in organisations.items():
            here = tuple(places[key].values())
            self.reading.organisations[key] = replace(record, locations=here, contacts=tuple(contacts[key]))
        offers = self.offers(names, places)
        times = self.schedules(Names.of({key: offer.title for key, offer in offers.items()}))
        for key, offer in offers.items():
            self.reading.offers[key] = replace(offer, schedules=tuple(times[key]))

    def organisations(self) -> dict[str, OrganisationRecord]:
        found: dict[str, OrganisationRecord] = {}
        for row in self.rows["organisation"]:
            name = row.must("name", _("Hier fehlt der Name der Einrichtung. Bitte ergänzen oder weglassen."))
            key = short(row.values.get("key", "") or folded(name))
            if name and self.is_first(row, key):
                found[key] = OrganisationRecord(**row.told("organisation", key=key))
        return found

    def locations(self, organisations: Names) -> dict[str, dict[str, LocationRecord]]:
        """By organisation, then by key."""
        found: dict[str, dict[str, LocationRecord]] = defaultdict(dict)
        for row in self.rows["location"]:
            if parent := self.parent(row, "organisation", organisations):
                place = LocationRecord(**row.told("location", key=row.values.get("key", "")), **row.coordinates())
                key = place.key or folded(f"{place.name} {place.postcode} {place.street or place.place}")
                if self.is_first(row, short(key), parent):
                    found[parent][short(key)] = replace(place, key=short(key))
        return found

    def contacts(self, organisations: Names) -> dict[str, list[ContactRecord]]:
        found: dict[str, list[ContactRecord]] = defaultdict(list)
        for row in self.rows["contact"]:
            parent = self.parent(row, "organisation", organisations)
            text = _("Hier fehlt, wofür der Kontakt da ist. Bitte ergänzen: eine Aufgabe, keinen Namen.")
            if parent and row.must("function", text):
                found[parent].append(ContactRecord(**row.told("contact")))
        return found

    def offers(self, organisations: Names, places: dict[str, dict[str, LocationRecord]]) -> dict[str, OfferRecord]:
        found: dict[str, OfferRecord] = {}
        for row in self.rows["offer"]:
            parent = self.parent(row, "organisation", organisations)
            title = row.must("title", _("Hier fehlt der Titel des Angebots. Bitte ergänzen oder weglassen."))
            key = short(row.values.get("key", "") or f"{parent}|{folded(title)}")
            if parent and title and self.is_first(row, key):
                at = self.places_of(row, places[parent])
                found[key] = OfferRecord(**row.told("offer", key=key, organisation=parent, locations=at))
        return found

    def places_of(self, row: OwnRow, here: dict[str, LocationRecord]) -> tuple[str, ...]:
        names = Names.of({key: place.name or f"{place.street} {place.place}" for key, place in here.items()})
        found = []
        for word in row.value("locations", tuple[str, ...]):
            if key := names.find(word):
                found.append(key)
            else:
                row.problem("locations", _("Den Ort „%s“ hat die Einrichtung nicht. Er bleibt weg.") % word[:40])
        return tuple(dict.fromkeys(found))

    def schedules(self, offers: Names) -> dict[str, list[ScheduleRecord]]:
        found: dict[str, list[ScheduleRecord]] = defaultdict(list)
        for row in self.rows["schedule"]:
            if parent := self.parent(row, "offer", offers):
                slot = ScheduleRecord(**row.told("schedule"))
                if (slot.weekday is None) == (slot.date is None):
                    row.problem("weekday", _("Bitte entweder einen Wochentag oder ein Datum angeben."), left_out=True)
                    continue
                if slot.opens_at and slot.closes_at and slot.opens_at >= slot.closes_at:
                    row.problem("closes_at", _("Das Ende liegt vor dem Anfang und bleibt weg."))
                    slot = replace(slot, closes_at=None)
                found[parent].append(slot)
        return found

    def parent(self, row: OwnRow, column: str, names: Names) -> str:
        """Key of what the row belongs to; "" once it is told that there is none."""
        if not (word := row.must(column, _("Hier fehlt, wozu die Zeile gehört. Bitte den Schlüssel eintragen."))):
            return ""
        key = names.find(word)
        if not key:
            text = _("Zu „%s“ hat die Datei keine gültige Zeile. Bitte ergänzen, oder diese Zeile weglassen.")
            row.problem(column, text % word[:60], left_out=True)
        return key

    def is_first(self, row: OwnRow, key: str, within: str = "") -> bool:
        """Each key once; a place's `within` its organisation."""
        whole = f"{within}|{key}" if within else key
        if known := self.reading.rows.get(whole):
            text = _("Diesen Schlüssel hat schon Zeile %s; sie zählt. Eine neue Zeile braucht keinen Schlüssel.")
            row.problem("key", text % known, left_out=True)
            return False
        self.reading.rows[whole] = row.number
        return True
