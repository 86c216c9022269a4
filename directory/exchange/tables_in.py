"""From sheets to records: a district's own list, in which one row is an organisation, an offer, or both."""

import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _

from directory.exchange import cells
from directory.exchange.cells import folded
from directory.exchange.headings import Mapping, guess, headings_of
from directory.exchange.problems import Problem
from directory.exchange.records import Directory, LocationRecord, OfferRecord, OrganisationRecord
from directory.exchange.sheets import Sheet
from directory.models import Organisation

ORGANISATION = ("email", "phone", "website", "opening_hours")
BOTH = ("description", "topics", "languages", "is_landwide")
OFFER = (
    "need", "summary", "target_groups", "times", "cost", "requirements", "papers", "accessibility", "waiting_list",
    "contact", "by_appointment", "is_free", "needs_referral", "is_accessible", "valid_from", "valid_until",
    "funding_ends_on", "language_level",
)  # fmt: skip
LISTS = {"topics", "languages", "target_groups", "districts_served"}
FLAGS = {"is_landwide", "by_appointment", "is_free", "needs_referral", "is_accessible", "hide_address"}
DATES = {"valid_from", "valid_until", "funding_ends_on"}
KINDS = {folded(str(kind.label)): kind.value for kind in Organisation.Kind} | {
    k.value: k.value for k in Organisation.Kind
}
ADDRESS = re.compile(r"(?s)^(?P<street>.*?)[,;\n]*\s*\b(?:D-)?(?P<postcode>\d{5})\s+(?P<place>[^,;\n]+)")


@dataclass(slots=True)
class Reading:
    """`rows`: by a record's key, where it stood."""

    organisations: dict[str, OrganisationRecord] = field(default_factory=dict)
    offers: dict[str, OfferRecord] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def directory(self) -> Directory:
        return Directory(tuple(self.organisations.values()), tuple(self.offers.values()))


def read_table(sheets: list[Sheet], mapping: Mapping | None = None) -> Reading:
    """Never raises: what can't be taken over ends up among the problems."""
    reading = Reading()
    for sheet in sheets:
        index, headings = headings_of(sheet, mapping)
        columns = mapping if mapping is not None else guess(headings)
        names = [columns.get(heading, "") for heading in headings]
        if "name" not in names:
            if len(sheets) == 1:
                text = _("Keine Spalte nennt die Einrichtung. Bitte nennen Sie eine Spalte „Einrichtung“.")
                reading.problems.append(Problem(0, "", text))
            continue
        for number, row in sheet.rows[index + 1 :]:
            values = {name: text for name, text in zip(names, row, strict=False) if name and text}
            Row(reading, number, values).take()
    return reading


def short(key: str) -> str:
    """At most 200 characters, as the column has."""
    return key if len(key) <= 200 else f"{key[:150]}-{sha256(key.encode()).hexdigest()[:32]}"


@dataclass(slots=True)
class Row:
    reading: Reading
    number: int
    values: dict[str, str]

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
            kind=KINDS.get(folded(self.values.get("kind", "")), "other"),
            districts_served=self.words("districts_served"),
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
            postcode=self.postcode(postcode),
            place=place,
            directions=self.values.get("directions", ""),
            hide_address=self.flag("hide_address"),
            **self.coordinates(),
        )
        key = short(folded(f"{found.name} {found.postcode} {found.street or found.place}"))
        return found if found == LocationRecord() else replace(found, key=key)

    def coordinates(self) -> dict[str, Any]:
        latitude, longitude = (cells.number(self.values.get(name, "")) for name in ("latitude", "longitude"))
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            return {}
        return {"latitude": round(latitude, 5), "longitude": round(longitude, 5)}

    def postcode(self, text: str) -> str:
        digits = re.sub(r"\D", "", text)
        if len(digits) == 4:
            return f"0{digits}"  # a spreadsheet has taken it for a number
        if text and len(digits) != 5:
            self.problem("postcode", _("„%s“ ist keine Postleitzahl und bleibt weg.") % text[:20])
            return ""
        return digits

    def fields(self, names: tuple[str, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name in names:
            if name in LISTS:
                found[name] = self.words(name)
            elif name in FLAGS:
                found[name] = self.flag(name)
            elif name in DATES:
                found[name] = self.date(name)
            else:
                found[name] = self.values.get(name, "")
        if "is_free" in found and folded(found["cost"]) in cells.FREE:
            found["is_free"] = True
        if "language_level" in found:
            level = re.search(r"\b[ABC][12]\b", found["language_level"].upper())
            found["language_level"] = level[0] if level else ""
        return found

    def words(self, name: str) -> tuple[str, ...]:
        return cells.words(self.values.get(name, ""))

    def flag(self, name: str) -> bool:
        text = self.values.get(name, "")
        found = cells.flag(text)
        if found is None:
            self.problem(name, _("„%s“ ist weder ja noch nein und bleibt weg.") % text[:40])
        return bool(found)

    def date(self, name: str) -> Any:
        text = self.values.get(name, "")
        found = cells.day(text) if text else None
        if text and found is None:
            self.problem(name, _("„%s“ ist kein Datum wie 31.12.2026 und bleibt weg.") % text[:40])
        return found

    def problem(self, column: str, text: Any, left_out: bool = False) -> None:
        self.reading.problems.append(Problem(self.number, column, text, left_out))
