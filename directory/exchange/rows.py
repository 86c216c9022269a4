"""One row of a table, by columns: what its cells say, told where they say nothing that can be used."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.exchange import cells
from directory.exchange.cells import folded
from directory.exchange.problems import Problem
from directory.exchange.records import Directory, OfferRecord, OrganisationRecord
from directory.models import Organisation

KINDS = {folded(str(kind.label)): kind.value for kind in Organisation.Kind} | {
    k.value: k.value for k in Organisation.Kind
}
AGS = "districts_served"  # a spreadsheet takes a key for a number, and its zero away
# By the type of a record's field: how a cell is read, and what is told if it can't be.
READERS: dict[Any, tuple[Callable[[str], Any], str | Promise]] = {
    bool: (cells.flag, _("„%s“ ist weder ja noch nein und bleibt weg.")),
    dt.date | None: (cells.day, _("„%s“ ist kein Datum wie 31.12.2026 und bleibt weg.")),
    dt.time | None: (cells.clock, _("„%s“ ist keine Uhrzeit wie 09:30 und bleibt weg.")),
    int | None: (cells.weekday, _("„%s“ ist kein Wochentag wie Montag und bleibt weg.")),
    float | None: (cells.number, _("„%s“ ist keine Zahl wie 49,99 und bleibt weg.")),
}


@dataclass(slots=True)
class Reading:
    """`rows`: by a record's key, where it stood."""

    organisations: dict[str, OrganisationRecord] = field(default_factory=dict)
    offers: dict[str, OfferRecord] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)  # folded name → key, of lists without keys
    unknown_kinds: set[str] = field(default_factory=set)

    @property
    def directory(self) -> Directory:
        return Directory(tuple(self.organisations.values()), tuple(self.offers.values()))


def short(key: str) -> str:
    """At most 200 characters, as the column has."""
    return key if len(key) <= 200 else f"{key[:150]}-{sha256(key.encode()).hexdigest()[:32]}"


@dataclass(slots=True)
class Row:
    """`number`: as people count it; `values`: what its filled cells say, by the columns' names."""

    reading: Reading
    number: int
    values: dict[str, str]

    def value(self, column: str, kind: Any) -> Any:
        """For a record's field of this type: read, or what stands for nothing."""
        text = self.values.get(column, "")
        if kind == tuple[str, ...]:
            found = cells.words(text)
            return tuple(word.zfill(5) if word.isdecimal() else word for word in found) if column == AGS else found
        if kind is str:
            return self.text(column, text) if text else ""
        read, complaint = READERS[kind]
        said = read(text) if text else None
        if text and said is None:
            self.problem(column, complaint % text[:40])
        return bool(said) if kind is bool else said

    def text(self, column: str, text: str) -> str:
        """As it stands there; where only certain values are possible, the one that is meant."""
        if column == "postcode":
            return self.postcode(text)
        if column == "kind":
            return self.kind(text)
        if column == "language_level":
            level = re.search(r"\b[ABC][12]\b", text.upper())
            return level[0] if level else ""
        return text

    def kind(self, text: str) -> str:
        """An unknown one is told once a file."""
        known = KINDS.get(folded(text), "")
        if not known and text not in self.reading.unknown_kinds:
            self.reading.unknown_kinds.add(text)
            self.problem("kind", _("„%s“ ist keine Art, die es hier gibt; es wird „Sonstige“ daraus.") % text[:40])
        return known or "other"

    def postcode(self, text: str) -> str:
        digits = re.sub(r"\D", "", text)
        if len(digits) == 4:
            return f"0{digits}"  # a spreadsheet has taken it for a number
        if len(digits) != 5:
            self.problem("postcode", _("„%s“ ist keine Postleitzahl und bleibt weg.") % text[:20])
            return ""
        return digits

    def coordinates(self) -> dict[str, Any]:
        """WGS84, degrees, five decimals; both or none."""
        latitude, longitude = (self.value(name, float | None) for name in ("latitude", "longitude"))
        if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
            if latitude is not None or longitude is not None:
                text = _(
                    "Breite und Länge gehören zusammen, zwischen -90 und 90, -180 und 180 Grad; beide bleiben weg."
                )
                self.problem("latitude", text)
            return {}
        return {"latitude": round(latitude, 5), "longitude": round(longitude, 5)}

    def problem(self, column: str, text: str | Promise, left_out: bool = False) -> None:
        self.reading.problems.append(Problem(self.number, column, text, left_out))
